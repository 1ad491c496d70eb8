//! Operations as the typed reading gives them: merged, effective, with places.

use dintero_cards_openapi::{
    CARDS, Document, Error, Location, MediaType, OpenApi, Operation, Parameter, Server, split_url,
};

use crate::parse;

/// Reads the only operation of a document and shows something of it.
fn of<T>(text: &str, show: impl FnOnce(&Operation<'_>) -> T) -> T {
    let document = parse(text).unwrap();
    let operations = OpenApi::new(&document).operations();
    let [Ok(operation)] = operations.as_slice() else { panic!("{operations:?}") };
    show(operation)
}

#[test]
fn the_operation_of_the_cards_is_read_without_a_problem() {
    let document = Document::parse(CARDS).unwrap();
    let operations: Result<Vec<_>, _> = OpenApi::new(&document).operations().into_iter().collect();
    let [operation] = &operations.unwrap()[..] else { panic!("more than one operation") };
    assert_eq!((operation.method, operation.id), ("GET", Some("get_cards")));
    assert_eq!(operation.placeholders(), ["aid"]);
    let parameters: Result<Vec<_>, _> = operation.parameters().into_iter().collect();
    assert_eq!(parameters.unwrap()[0].location, Location::Path);
    let server = operation.servers()[0].clone().unwrap();
    assert_eq!((split_url(&server.url).0, server.base_path()), ("https://api.dintero.com", "/v1"));
    let security = operation.security().unwrap();
    assert_eq!(security.alternatives[0].schemes[0].name, "accessToken");
    let response = operation.responses()[0].clone().unwrap();
    let media = MediaType::of(&response.node)[0].clone().unwrap();
    assert_eq!((response.status, media.name), ("200", "application/json"));
    assert!(operation.request_body().unwrap().is_none());
}

#[test]
fn operations_are_in_the_order_of_the_document_and_unreadable_ones_are_errors() {
    let document = parse(
        "paths:\n  /b:\n    post: {}\n    get: {operationId: b}\n    summary: x\n  /a: 1\n  \
         x-old: {get: {}}\n  /c:\n    get: 1\n    put: {$ref: '#/gone'}\n    head: {operationId: 1}\n",
    )
    .unwrap();
    let shown: Vec<String> = OpenApi::new(&document)
        .operations()
        .into_iter()
        .map(|read| read.map_or_else(|e| e.to_string(), |o| format!("{} {}", o.method, o.path)))
        .collect();
    assert_eq!(
        shown,
        [
            "POST /b",
            "GET /b",
            "some.yaml:6:3: a mapping was expected here",
            "some.yaml:9:5: a mapping was expected here",
            "some.yaml:10:11: the reference #/gone leads nowhere",
            "some.yaml:11:12: a text was expected here",
        ]
    );
    let document = parse("paths: [1]").unwrap();
    let [Err(error)] = &OpenApi::new(&document).operations()[..] else { panic!("no error") };
    assert_eq!((error.pointer(), error.position().line), ("/paths", 1));
    assert!(OpenApi::new(&parse("a: 1").unwrap()).operations().is_empty());
}

#[test]
fn a_parameter_of_the_operation_replaces_one_of_the_path_with_its_name_and_location() {
    let text = "
components: {parameters: {id: {name: id, in: path, required: true}}}
paths:
  /a:
    parameters:
      - {$ref: '#/components/parameters/id'}
      - {name: page, in: query, style: form}
      - {name: X-Trace, in: header}
      - {name: page, in: cookie}
    get:
      parameters:
        - {name: x-trace, in: header, required: true}
        - {name: page, in: query, style: pipeDelimited}
        - {name: odd}
        - {name: odd, in: body}
";
    let shown = of(text, |operation| {
        let show = |read: Result<Parameter<'_>, Error>| match read {
            Ok(p) => {
                let (at, required) = (p.node.pointer, p.required);
                format!("{} {:?} {required} {} {} {at}", p.name, p.location, p.style, p.explode)
            }
            Err(error) => error.to_string(),
        };
        operation.parameters().into_iter().map(show).collect::<Vec<_>>()
    });
    assert_eq!(
        shown,
        [
            "id Path true simple false /components/parameters/id",
            "page Cookie false form true /paths/~1a/parameters/3",
            "x-trace Header true simple false /paths/~1a/get/parameters/0",
            "page Query false pipeDelimited false /paths/~1a/get/parameters/1",
            "some.yaml:14:11: in is missing here",
            "some.yaml:15:23: path, query, header or cookie was expected here",
        ]
    );
}

#[test]
fn operations_parameters_and_servers_are_bounded() {
    let paths = |count: usize| -> String {
        let items = (0..count).map(|n| format!("  /{n}: {{$ref: '#/item'}}\n"));
        format!("item: {{get: {{}}}}\npaths:\n{}", items.collect::<String>())
    };
    let document = parse(&paths(1_000)).unwrap();
    assert!(OpenApi::new(&document).operations().iter().all(Result::is_ok));
    let document = parse(&paths(1_001)).unwrap();
    let [Err(error)] = &OpenApi::new(&document).operations()[..] else { panic!("not one error") };
    assert_eq!(error.to_string(), "some.yaml:2:1: more than 1000 operations; leave some out");
    let many = |unit: &str, count: usize| vec![unit; count].join(", ");
    let text = |own: usize| {
        let list = |count| many("{name: a, in: query}", count);
        format!(
            "paths:\n  /a:\n    parameters: [{}]\n    get: {{parameters: [{}]}}",
            list(100),
            list(own)
        )
    };
    of(&text(156), |operation| assert!(operation.parameters().iter().all(Result::is_ok)));
    of(&text(157), |operation| {
        let [Err(error)] = &operation.parameters()[..] else { panic!("not one error") };
        assert_eq!(error.to_string(), "some.yaml:4:5: more than 256 parameters; leave some out");
    });
    let text = format!("servers: [{}]\npaths: {{/a: {{get: {{}}}}}}", many("{url: /a}", 257));
    of(&text, |operation| {
        let [Err(error)] = &operation.servers()[..] else { panic!("not one error") };
        assert_eq!(error.to_string(), "some.yaml:1:1: more than 256 servers; leave some out");
    });
}

#[test]
fn a_reference_leads_to_a_mapping_and_stands_where_openapi_has_one() {
    let text = "
x: {list: [], text: get, map: {'200': {}}}
paths:
  /a:
    get:
      operationId: {$ref: '#/x/text'}
  /b:
    get:
      parameters: {$ref: '#/x/list'}
      servers: {$ref: '#/x/list'}
      responses: {$ref: '#/x/map'}
      security: {$ref: '#/x/list'}
";
    let document = parse(text).unwrap();
    let operations = OpenApi::new(&document).operations();
    let [Err(id), Ok(operation)] = &operations[..] else { panic!("not two operations") };
    let shown = [
        id.to_string(),
        operation.parameters()[0].clone().unwrap_err().to_string(),
        operation.servers()[0].clone().unwrap_err().to_string(),
        operation.responses()[0].clone().unwrap_err().to_string(),
        operation.security().unwrap_err().to_string(),
    ];
    let nothing = "leads to what OpenAPI has no references to; write it out";
    let expected = [
        format!("some.yaml:6:21: the reference #/x/text {nothing}"),
        "some.yaml:9:7: a sequence was expected here".to_owned(),
        "some.yaml:10:7: a sequence was expected here".to_owned(),
        "some.yaml:11:7: OpenAPI has no reference for responses; write it out".to_owned(),
        format!("some.yaml:12:18: the reference #/x/list {nothing}"),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn the_innermost_servers_count_and_variables_have_their_defaults() {
    let servers = |text: &str| {
        of(text, |operation| {
            let show = |read: Result<Server<'_>, Error>| match read {
                Ok(server) => {
                    format!(
                        "{} {} {}",
                        split_url(&server.url).0,
                        server.base_path(),
                        server.node.pointer
                    )
                }
                Err(error) => error.to_string(),
            };
            operation.servers().into_iter().map(show).collect::<Vec<_>>()
        })
    };
    let all = "servers: [{url: 'https://{stage}.a.com/v1/', variables: {stage: {default: api}}}]\n";
    assert_eq!(
        servers(&format!("{all}paths: {{/a: {{servers: [], get: {{}}}}}}")),
        ["https://api.a.com /v1 /servers/0"]
    );
    assert_eq!(
        servers(&format!("{all}paths: {{/a: {{servers: [{{url: /v2}}], get: {{}}}}}}")),
        [" /v2 /paths/~1a/servers/0"]
    );
    assert_eq!(
        servers(&format!(
            "{all}paths: {{/a: {{servers: [{{url: /v2}}], get: {{servers: [{{url: /v3}}, {{}}]}}}}}}"
        )),
        [" /v3 /paths/~1a/get/servers/0", "some.yaml:2:65: url is missing here"]
    );
    assert!(servers("paths: {/a: {get: {}}}").is_empty());
}

#[test]
fn a_url_is_split_into_host_and_path() {
    for (url, host, path) in [
        ("https://a.b/v1/", "https://a.b", "/v1"),
        ("https://a.b", "https://a.b", ""),
        ("//a.b/v1", "//a.b", "/v1"),
        ("/v1", "", "/v1"),
        ("v1/x", "", "v1/x"),
        ("/v1//x", "", "/v1//x"),
        ("", "", ""),
    ] {
        assert_eq!(split_url(url), (host, path), "{url}");
    }
}

#[test]
fn security_of_the_operation_replaces_that_of_the_document() {
    let security = |operation: &str, document: &str| {
        let text = format!(
            "{document}\ncomponents: {{securitySchemes: {{a: {{type: http}}}}}}\npaths: {{/a: \
             {{get: {{{operation}}}}}}}"
        );
        of(&text, |operation| match operation.security() {
            Ok(security) => {
                let alternatives = security.alternatives.iter().map(|alternative| {
                    let schemes = alternative.schemes.iter();
                    let known = |known: bool| if known { "" } else { "?" };
                    let one = schemes
                        .map(|s| format!("{}{}{:?}", s.name, known(s.scheme.is_ok()), s.scopes));
                    one.collect::<Vec<_>>().join("+")
                });
                format!("{} {}", security.pointer, alternatives.collect::<Vec<_>>().join(" | "))
            }
            Err(error) => error.to_string(),
        })
    };
    let all = "security: [{a: [x, y]}, {}]";
    assert_eq!(security("", all), r#"/security a["x", "y"] | "#);
    assert_eq!(security("security: [{a: [], b: []}]", all), "/paths/~1a/get/security a[]+b?[]");
    assert_eq!(security("security: []", all), "/paths/~1a/get/security ");
    assert_eq!(security("", "x: 1"), "/paths/~1a/get ");
    assert_eq!(security("", "security: {}"), "some.yaml:1:1: a sequence was expected here");
    assert_eq!(security("", "security: [{a: 1}]"), "some.yaml:1:13: a sequence was expected here");
}

#[test]
fn responses_bodies_and_extensions_are_reachable() {
    let text = "
components: {responses: {Fine: {content: {'Application/JSON; charset=utf-8': {schema: {}}}}}}
paths:
  /a:
    post:
      x-rate: 5
      requestBody: {required: true, content: {text/csv: {}}}
      responses: {'200': {$ref: '#/components/responses/Fine'}, x-old: 1, 4XX: {$ref: '#/gone'}}
";
    of(text, |operation| {
        assert_eq!(operation.node.child("x-rate").unwrap().value, 5);
        let body = operation.request_body().unwrap().unwrap();
        assert_eq!(body.flag_of("required"), Ok(Some(true)));
        assert_eq!(MediaType::of(&body)[0].as_ref().unwrap().name, "text/csv");
        let [Ok(fine), Err(gone)] = &operation.responses()[..] else { panic!("not two responses") };
        assert_eq!(fine.node.origin, "/paths/~1a/post/responses/200");
        assert_eq!(fine.node.pointer, "/components/responses/Fine");
        assert_eq!(MediaType::of(&fine.node)[0].as_ref().unwrap().essence(), "application/json");
        assert_eq!(gone.pointer(), "/paths/~1a/post/responses/4XX/$ref");
    });
}
