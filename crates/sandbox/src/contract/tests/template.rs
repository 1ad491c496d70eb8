//! Paths with parameters.

use crate::contract::template::Template;

fn values(template: &str, path: &str) -> Option<Vec<String>> {
    let values = Template::parse(template).unwrap().values(path)?;
    Some(values.into_iter().map(|(name, value)| format!("{name}={value}")).collect())
}

#[test]
fn a_parameter_takes_exactly_one_segment() {
    let template = "/v1/accounts/{aid}/cards";
    assert_eq!(values(template, "/v1/accounts/T1/cards").unwrap(), ["aid=T1"]);
    assert_eq!(values(template, "/v1/accounts/a%2Fb/cards").unwrap(), ["aid=a%2Fb"]);
    for path in [
        "/v1/accounts//cards",
        "/v1/accounts/T1/cards/",
        "/v1/accounts/T1/x/cards",
        "/v1/accounts/T1",
        "v1/accounts/T1/cards",
        "//v1/accounts/T1/cards",
        "/v1/accounts/T1/card%",
        "*",
        "/",
        "",
    ] {
        assert_eq!(values(template, path), None, "{path}");
    }
}

#[test]
fn literals_may_be_encoded() {
    assert!(values("/v1/cards", "/v1/%63ards").is_some());
}

#[test]
fn braces_inside_a_segment_are_not_understood() {
    assert!(Template::parse("/v1/{a}-{b}").is_none());
    assert!(Template::parse("/v1/a{b}").is_none());
    assert!(Template::parse("v1").is_none());
}
