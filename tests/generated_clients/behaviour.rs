//! What generated clients send and read.

use crate::document::{operation, reading};
use crate::package::Package;

const THING: &str = "Thing: {type: object, properties: {id: {type: string}}}";

const WRITE_ONLY: &str = "
Thing:
  type: object
  required: [id, secret, pin, token]
  properties:
    id: {type: string}
    secret: {type: string, writeOnly: true}
    pin: {$ref: '#/components/schemas/Pin'}
    token: {allOf: [{type: string}], writeOnly: true}
    part: {$ref: '#/components/schemas/Part'}
Pin: {type: string, writeOnly: true}
Part:
  allOf:
    - {type: object, properties: {a: {type: string}, b: {type: string, writeOnly: true}}}
    - {type: object, required: [a, b]}
";

const READ_ONLY_BODY: &str = "
openapi: 3.0.3
info: {title: Things, version: 1.0.0}
servers: [{url: 'https://api.example.com/v1'}]
paths:
  /things:
    post:
      operationId: create_thing
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Thing'}
      responses:
        '200':
          description: Fine
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Thing'}
components:
  schemas:
    Thing:
      type: object
      required: [id, name, secret]
      properties:
        id: {type: string, readOnly: true}
        name: {type: string}
        secret: {type: string, writeOnly: true}
";

/// Unions of objects, in every place where one can be.
const UNIONS: &str = "
Thing:
  description: A voucher or a refund.
  oneOf:
    - {$ref: '#/components/schemas/Voucher'}
    - {$ref: '#/components/schemas/Refund'}
  discriminator: {propertyName: kind}
Voucher:
  type: object
  required: [kind]
  properties: {kind: {type: string, enum: [voucher]}, code: {type: string}}
Refund:
  type: object
  additionalProperties: false
  required: [kind, parts]
  properties:
    kind: {type: string, enum: [refund]}
    reason: {type: string}
    parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
    other: {$ref: '#/components/schemas/Other'}
    inline:
      title: Error
      nullable: true
      oneOf: [{$ref: '#/components/schemas/Voucher'}, {$ref: '#/components/schemas/Refund'}]
    either: {oneOf: [{type: string}, {type: integer}, {type: boolean}, {$ref: '#/components/schemas/Voucher'}]}
Part:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator:
    propertyName: type
    mapping: {puppy: '#/components/schemas/Dog', dog: Dog}
Pet:
  type: object
  required: [type]
  properties: {type: {type: string}, name: {type: string}}
Cat:
  allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {lives: {type: integer}}}]
Dog:
  allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [bark], properties: {bark: {type: string}}}]
Other:
  nullable: true
  oneOf: [{$ref: '#/components/schemas/Up'}, {$ref: '#/components/schemas/Down'}]
Up: {type: object, required: [way], properties: {way: {type: string, enum: [up, top]}, by: {type: integer}}}
Down: {type: object, required: [way], properties: {way: {type: string, enum: [down]}, depth: {type: integer}}}
";

/// Values that may be null, in every way in which a document can say so.
const NULLS: &str = "
Thing:
  type: object
  required: [wrapped, named, bare, list, map, choice, number, any, time]
  properties:
    wrapped: {allOf: [{$ref: '#/components/schemas/Owner'}], nullable: true}
    named: {$ref: '#/components/schemas/Absent'}
    bare: {type: string, nullable: true}
    list: {type: array, nullable: true, items: {type: string}}
    map: {type: object, nullable: true, additionalProperties: {type: string}}
    choice: {nullable: true, oneOf: [{type: string}, {type: integer}]}
    number: {type: number, nullable: true}
    any: {}
    time: {type: string, format: date-time, nullable: true}
Owner: {type: object, properties: {name: {type: string}}}
Absent: {type: object, nullable: true, properties: {name: {type: string}}}
";

/// Descriptions that rustdoc would compile, in every place that has one.
const CODE: &str = r#"
Thing:
  type: object
  description: "A thing, such as\n\n```\n{\"id\": \"1\"}\n```\n\n- or\n\n  ```\n  more\n  ```\n"
  properties:
    id: {type: string, description: "First.\n\n    {\"indented\": 1}\n\nLast.\n\n-      item"}
    kind: {type: string, enum: [a], description: "```\nnever closed"}
    sub: {type: object, description: "\t{tab}", properties: {a: {type: string, description: "> ```\n> {\n> ```"}}}
"#;

const CODE_OF_PARAMETERS: &str = r#"{name: id, in: query, description: "Such as\n\n    id=1\n\n~~~rust\nid = ;\n~~~\n", schema: {type: string}}"#;

const IN_PATH: &str = "{name: id, in: path, required: true, schema: {type: string}}";

/// A union that is only sent.
const SENT_UNION: &str = "
openapi: 3.0.3
info: {title: Things, version: 1.0.0}
servers: [{url: 'https://api.example.com/v1'}]
paths:
  /things:
    post:
      operationId: create_thing
      requestBody:
        required: true
        content:
          application/json:
            schema: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
      responses:
        '200':
          description: Fine
          content:
            application/json:
              schema:
                type: array
                items: {oneOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/D'}]}
components:
  schemas:
    A: {type: object, required: [kind], properties: {kind: {type: string, enum: [a]}, x: {type: string}}}
    B: {type: object, required: [kind], properties: {kind: {type: string, enum: [b]}, y: {type: string}}}
    C: {type: object, required: [kind], properties: {kind: {type: string, enum: [c]}, x: {type: string}}}
    D: {type: object, required: [kind], properties: {kind: {type: string, enum: [d]}, y: {type: string}}}
";

/// Extensions of dropshot and typify, which would need packages that the client lacks.
const EXTENSIONS: &str = "
openapi: 3.0.3
info: {title: Things, version: 1.0.0}
servers: [{url: 'https://api.example.com/v1'}]
paths:
  /things:
    get:
      operationId: list_things
      x-dropshot-pagination: {required: []}
      parameters:
        - {name: limit, in: query, schema: {type: integer, minimum: 1}}
        - {name: page_token, in: query, schema: {type: string}}
      responses:
        '200':
          description: Fine
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Thing'}
components:
  schemas:
    Thing:
      type: object
      required: [items]
      properties:
        items: {type: array, items: {type: string}}
        next_page: {type: string, nullable: true, x-rust-type: {crate: std, version: '*', path: 'std::string::String'}}
";

/// A response of every status that is not listed, whose schema has no name.
const DEFAULT_RESPONSE: &str = "
openapi: 3.0.3
info: {title: Things, version: 1.0.0}
servers: [{url: 'https://api.example.com/v1'}]
paths:
  /things:
    get:
      operationId: list_things
      responses:
        '200': {description: Fine, content: {application/json: {schema: {type: array, items: {type: string}}}}}
        default:
          description: Not fine
          content:
            application/json:
              schema:
                type: object
                required: [error]
                properties: {error: {type: object, properties: {code: {type: string, enum: [a, b]}}}}
";

/// The text of a case that is accepted.
macro_rules! case {
    ($name:literal) => {
        include_str!(concat!("../../crates/codegen/tests/cases/", $name, ".yaml"))
    };
}

/// Every test of what a client does, in one package.
#[test]
fn generated_clients_send_and_read_what_their_documents_say() {
    let mut package = Package::new("behaviour");
    package.add("write_only", &reading(WRITE_ONLY));
    package.add("read_only_body", READ_ONLY_BODY);
    package.add("code", &operation("/things", CODE_OF_PARAMETERS, CODE));
    package.add("unions", &reading(UNIONS));
    package.add("nulls", &reading(NULLS));
    package.add("sent_union", SENT_UNION);
    package.add("extensions", EXTENSIONS);
    package.add("default_response", DEFAULT_RESPONSE);
    package.add("slash", case!("server-with-slash-at-end"));
    package.add("dots", case!("dots-in-the-path"));
    package.add("letters", case!("pattern-of-letters"));
    package.add("one_of", case!("oneof-with-discriminator"));
    package.add("write_only_case", case!("write-only-required"));
    package.add("code_case", case!("code-in-a-description"));
    package.add("dropshot", case!("dropshot-pagination"));
    package.add(
        "dotted",
        &operation(
            "/things/{id}.{name}",
            &format!("{IN_PATH}, {}", IN_PATH.replace("id", "name")),
            THING,
        ),
    );
    package.add_tests(include_str!("behaviour/tests.rs"));
    package.cargo(&["test", "--lib", "--quiet"]);
    package.cargo(&["test", "--doc", "--quiet"]);
    package.cargo(&["check", "--quiet", "--features", "schemars"]);
}
