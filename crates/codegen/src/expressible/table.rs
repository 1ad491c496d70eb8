//! The keywords of OpenAPI 3.0.3, object by object, and the use that is made of each.
//!
//! A keyword that stands in no table is refused, so nothing that a document says is
//! passed over in silence. Extensions (`x-`) are for other tools.

/// The use that is made of a keyword.
pub(super) enum Use {
    /// It is honoured or changes nothing; the objects in its value are looked at.
    Accepted(Value),
    /// Refused, with this problem and this remedy.
    Refused(&'static str, &'static str),
}

/// The objects of OpenAPI in the value of a keyword, by the name of their kind.
#[derive(Clone, Copy)]
pub(super) enum Value {
    None,
    One(&'static str),
    List(&'static str),
    /// By names of the document.
    Map(&'static str),
}

/// Returns the use of a keyword in an object; `None` if OpenAPI does not have it there.
pub(super) fn usage(object: &str, keyword: &str) -> Option<Use> {
    let refused =
        REFUSED.iter().find(|row| row.0.split('|').any(|it| it == object) && row.1 == keyword);
    if let Some((_, _, problem, remedy)) = refused {
        return Some(Use::Refused(problem, remedy));
    }
    let (_, honoured, annotations) = ACCEPTED.iter().find(|row| row.0 == object)?;
    let mut all = honoured.split(' ').chain(annotations.split(' '));
    all.find_map(|entry| {
        let (name, value) = entry.split_once(':').unwrap_or((entry, ""));
        (name == keyword).then(|| Use::Accepted(self::value(value)))
    })
}

fn value(notation: &'static str) -> Value {
    let kind = notation.trim_matches(['[', ']', '{', '}']);
    match notation.chars().next() {
        None => Value::None,
        Some('[') => Value::List(kind),
        Some('{') => Value::Map(kind),
        Some(_) => Value::One(kind),
    }
}

/// Objects, the keywords that the generated code honours, and those that change nothing
/// of what is sent or read. `a:A` has an object, `a:[A]` a list, `a:{A}` a map.
#[rustfmt::skip]
const ACCEPTED: [(&str, &str, &str); 24] = [
    // The transport of the client proves who it is.
    ("Root", "openapi info:Info servers:[Server] paths:{PathItem} components:Components",
        "security tags:[Tag] externalDocs:ExternalDocs"),
    ("Info", "title description termsOfService version", "contact:Contact license:License"),
    ("Contact", "", "name url email"),
    ("License", "", "name url"),
    ("Server", "url", "description variables:{ServerVariable}"),
    ("ServerVariable", "", "enum default description"),
    ("Components",
        "schemas:{Schema} responses:{Response} parameters:{Parameter} requestBodies:{RequestBody} headers:{Header}",
        "examples:{Example} securitySchemes:{SecurityScheme} links:{Link} callbacks"),
    ("PathItem",
        "get:Operation put:Operation post:Operation delete:Operation options:Operation head:Operation patch:Operation trace:Operation parameters:[Parameter]",
        "summary description"),
    ("Operation",
        "operationId summary description parameters:[Parameter] requestBody:RequestBody responses:{Response} security",
        "tags externalDocs:ExternalDocs deprecated"),
    ("ExternalDocs", "", "description url"),
    ("Parameter", "name in description required style explode schema:Schema",
        "deprecated example examples:{Example}"),
    ("RequestBody", "description content:{MediaType} required", ""),
    ("MediaType", "schema:Schema", "example examples:{Example}"),
    ("Response", "description headers:{Header} content:{MediaType}", "links:{Link}"),
    ("Example", "", "summary description value externalValue"),
    ("Link", "", "operationRef operationId parameters requestBody description server:Server"),
    ("Header", "schema:Schema",
        "description required deprecated style explode example examples:{Example} content allowEmptyValue allowReserved"),
    ("Tag", "", "name description externalDocs:ExternalDocs"),
    ("Schema",
        "description type format enum nullable default pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems minProperties maxProperties required readOnly writeOnly properties:{Schema} additionalProperties:Schema items:Schema allOf:[Schema] oneOf:[Schema] discriminator:Discriminator",
        "title externalDocs:ExternalDocs example deprecated xml:Xml"),
    ("Discriminator", "propertyName mapping", ""),
    ("Xml", "", "name namespace prefix attribute wrapped"),
    ("SecurityScheme", "",
        "type description name in scheme bearerFormat flows:OAuthFlows openIdConnectUrl"),
    ("OAuthFlows", "",
        "implicit:OAuthFlow password:OAuthFlow clientCredentials:OAuthFlow authorizationCode:OAuthFlow"),
    ("OAuthFlow", "", "authorizationUrl tokenUrl refreshUrl scopes"),
];

/// Objects, a keyword that is refused in them, the problem, and the remedy.
#[rustfmt::skip]
const REFUSED: [(&str, &str, &str, &str); 8] = [
    ("PathItem|Operation", "servers", "servers of a path or an operation are not supported",
        "make it a document of its own"),
    ("Operation", "callbacks", "callbacks are not supported",
        "leave them out: a client serves no requests"),
    ("Parameter", "allowEmptyValue", "allowEmptyValue of a Parameter Object is not supported",
        "leave it out, and send such values by hand"),
    ("Parameter", "allowReserved", "allowReserved of a Parameter Object is not supported",
        "leave it out, and send such values by hand"),
    ("Parameter", "content", "content of a parameter is not supported",
        "describe the value with schema"),
    ("MediaType", "encoding", "encoding is not supported",
        "leave it out: it is for forms, and this client speaks JSON"),
    ("Schema", "anyOf", "the generator makes broken types of anyOf", "write it as oneOf"),
    ("Schema", "not", "the generator has no types for not", "say what the value is instead"),
];
