//! The keywords of OpenAPI 3.0.3, object by object, and the use that is made of each.
//!
//! A keyword that stands in no table is refused, so nothing that a document says is
//! passed over in silence. Extensions (`x-`) are for other tools.

use Object as O;
use Use::{Annotation, Honoured, OnlyFalse, Refused};

/// The use that is made of a keyword.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Use {
    /// The generated code does what it says; its value is looked at as well.
    Honoured(Value),
    /// It changes nothing of what is sent or read; its value is looked at as well.
    Annotation(Value),
    /// Honoured when it is false, which is the default; else refused, with this remedy.
    OnlyFalse(&'static str),
    /// Refused, with this problem and this remedy.
    Refused(&'static str, &'static str),
}

/// The value of a keyword.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value {
    /// No object of OpenAPI.
    Plain,
    /// An object.
    One(Object),
    /// A list of objects.
    List(Object),
    /// Objects by names of the document.
    Map(Object),
}

/// An object of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Object {
    Root,
    Info,
    Server,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Response,
    Header,
    Schema,
    Discriminator,
    Contact,
    License,
    ServerVariable,
    ExternalDocs,
    Tag,
    Example,
    Link,
    Xml,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
}

const NOTE: Use = Annotation(Value::Plain);
const DOCS: Use = Annotation(Value::One(O::ExternalDocs));
const EXAMPLES: Use = Annotation(Value::Map(O::Example));
const FLOW: Use = Annotation(Value::One(O::OAuthFlow));
const PLAIN: Use = Honoured(Value::Plain);
const SERVERS: Use =
    Refused("servers of a path or an operation are not supported", "make it a document of its own");
const FLAG: &str = "leave it out, and send such values by hand";
const SCHEMA: Use = Honoured(Value::One(O::Schema));
const SCHEMAS: Use = Honoured(Value::List(O::Schema));
const METHOD: Use = Honoured(Value::One(O::Operation));

impl Object {
    /// The keywords of the object.
    pub(crate) fn keywords(self) -> &'static [(&'static str, Use)] {
        match self {
            O::Root => &[
                ("openapi", PLAIN),
                ("info", Honoured(Value::One(O::Info))),
                ("servers", Honoured(Value::List(O::Server))),
                ("paths", Honoured(Value::Map(O::PathItem))),
                ("components", Honoured(Value::One(O::Components))),
                // The transport of the client proves who it is.
                ("security", NOTE),
                ("tags", Annotation(Value::List(O::Tag))),
                ("externalDocs", DOCS),
            ],
            O::Info => &[
                ("title", PLAIN),
                ("description", PLAIN),
                ("termsOfService", PLAIN),
                ("version", PLAIN),
                ("contact", Annotation(Value::One(O::Contact))),
                ("license", Annotation(Value::One(O::License))),
            ],
            O::Server => &[
                ("url", PLAIN),
                ("description", NOTE),
                ("variables", Annotation(Value::Map(O::ServerVariable))),
            ],
            O::Components => &[
                ("schemas", Honoured(Value::Map(O::Schema))),
                ("responses", Honoured(Value::Map(O::Response))),
                ("parameters", Honoured(Value::Map(O::Parameter))),
                ("requestBodies", Honoured(Value::Map(O::RequestBody))),
                ("headers", Honoured(Value::Map(O::Header))),
                ("examples", EXAMPLES),
                ("securitySchemes", Annotation(Value::Map(O::SecurityScheme))),
                ("links", Annotation(Value::Map(O::Link))),
                ("callbacks", NOTE),
            ],
            O::PathItem => &[
                ("summary", NOTE),
                ("description", NOTE),
                ("get", METHOD),
                ("put", METHOD),
                ("post", METHOD),
                ("delete", METHOD),
                ("options", METHOD),
                ("head", METHOD),
                ("patch", METHOD),
                ("trace", METHOD),
                ("servers", SERVERS),
                ("parameters", Honoured(Value::List(O::Parameter))),
            ],
            O::Operation => &[
                ("operationId", PLAIN),
                ("summary", PLAIN),
                ("description", PLAIN),
                ("tags", NOTE),
                ("externalDocs", DOCS),
                ("deprecated", NOTE),
                ("parameters", Honoured(Value::List(O::Parameter))),
                ("requestBody", Honoured(Value::One(O::RequestBody))),
                ("responses", Honoured(Value::Map(O::Response))),
                ("security", PLAIN),
                ("servers", SERVERS),
                (
                    "callbacks",
                    Refused(
                        "callbacks are not supported",
                        "leave them out: a client serves no requests",
                    ),
                ),
            ],
            O::Parameter => &[
                ("name", PLAIN),
                ("in", PLAIN),
                ("description", PLAIN),
                ("required", PLAIN),
                ("style", PLAIN),
                ("explode", PLAIN),
                ("schema", SCHEMA),
                ("deprecated", NOTE),
                ("example", NOTE),
                ("examples", EXAMPLES),
                ("allowEmptyValue", OnlyFalse(FLAG)),
                ("allowReserved", OnlyFalse(FLAG)),
                (
                    "content",
                    Refused(
                        "content of a parameter is not supported",
                        "describe the value with schema",
                    ),
                ),
            ],
            O::RequestBody => &[
                ("description", NOTE),
                ("content", Honoured(Value::Map(O::MediaType))),
                ("required", PLAIN),
            ],
            O::MediaType => &[
                ("schema", SCHEMA),
                ("example", NOTE),
                ("examples", EXAMPLES),
                (
                    "encoding",
                    Refused(
                        "encoding is not supported",
                        "leave it out: it is for forms, and this client speaks JSON",
                    ),
                ),
            ],
            O::Response => &[
                ("description", PLAIN),
                ("headers", Honoured(Value::Map(O::Header))),
                ("content", Honoured(Value::Map(O::MediaType))),
                ("links", Annotation(Value::Map(O::Link))),
            ],
            O::Header => &[
                ("schema", SCHEMA),
                ("description", NOTE),
                ("required", NOTE),
                ("deprecated", NOTE),
                ("style", NOTE),
                ("explode", NOTE),
                ("example", NOTE),
                ("examples", EXAMPLES),
                ("content", NOTE),
                ("allowEmptyValue", NOTE),
                ("allowReserved", NOTE),
            ],
            O::Schema => &[
                ("title", NOTE),
                ("description", PLAIN),
                ("externalDocs", DOCS),
                ("example", NOTE),
                ("deprecated", NOTE),
                ("xml", Annotation(Value::One(O::Xml))),
                ("type", PLAIN),
                ("format", PLAIN),
                ("enum", PLAIN),
                ("nullable", PLAIN),
                ("default", PLAIN),
                ("pattern", PLAIN),
                ("minLength", PLAIN),
                ("maxLength", PLAIN),
                ("minimum", PLAIN),
                ("maximum", PLAIN),
                ("exclusiveMinimum", PLAIN),
                ("exclusiveMaximum", PLAIN),
                ("multipleOf", PLAIN),
                ("minItems", PLAIN),
                ("maxItems", PLAIN),
                ("uniqueItems", PLAIN),
                ("minProperties", PLAIN),
                ("maxProperties", PLAIN),
                ("required", PLAIN),
                ("readOnly", PLAIN),
                ("writeOnly", PLAIN),
                ("properties", Honoured(Value::Map(O::Schema))),
                ("additionalProperties", SCHEMA),
                ("items", SCHEMA),
                ("allOf", SCHEMAS),
                ("oneOf", SCHEMAS),
                ("discriminator", Honoured(Value::One(O::Discriminator))),
                (
                    "anyOf",
                    Refused("the generator makes broken types of anyOf", "write it as oneOf"),
                ),
                (
                    "not",
                    Refused("the generator has no types for not", "say what the value is instead"),
                ),
            ],
            O::Discriminator => &[("propertyName", PLAIN), ("mapping", PLAIN)],
            O::Contact => &[("name", NOTE), ("url", NOTE), ("email", NOTE)],
            O::License => &[("name", NOTE), ("url", NOTE)],
            O::ServerVariable => &[("enum", NOTE), ("default", NOTE), ("description", NOTE)],
            O::ExternalDocs => &[("description", NOTE), ("url", NOTE)],
            O::Tag => &[("name", NOTE), ("description", NOTE), ("externalDocs", DOCS)],
            O::Example => &[
                ("summary", NOTE),
                ("description", NOTE),
                ("value", NOTE),
                ("externalValue", NOTE),
            ],
            O::Link => &[
                ("operationRef", NOTE),
                ("operationId", NOTE),
                ("parameters", NOTE),
                ("requestBody", NOTE),
                ("description", NOTE),
                ("server", Annotation(Value::One(O::Server))),
            ],
            O::Xml => &[
                ("name", NOTE),
                ("namespace", NOTE),
                ("prefix", NOTE),
                ("attribute", NOTE),
                ("wrapped", NOTE),
            ],
            O::SecurityScheme => &[
                ("type", NOTE),
                ("description", NOTE),
                ("name", NOTE),
                ("in", NOTE),
                ("scheme", NOTE),
                ("bearerFormat", NOTE),
                ("flows", Annotation(Value::One(O::OAuthFlows))),
                ("openIdConnectUrl", NOTE),
            ],
            O::OAuthFlows => &[
                ("implicit", FLOW),
                ("password", FLOW),
                ("clientCredentials", FLOW),
                ("authorizationCode", FLOW),
            ],
            O::OAuthFlow => &[
                ("authorizationUrl", NOTE),
                ("tokenUrl", NOTE),
                ("refreshUrl", NOTE),
                ("scopes", NOTE),
            ],
        }
    }
}
