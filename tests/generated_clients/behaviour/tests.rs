//! Tests of generated clients, which are a module of the package that has them.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use crate::*;

/// Records the URL of each request, and responds with a body.
#[derive(Debug)]
struct Recorder {
    urls: Mutex<Vec<String>>,
    bodies: Mutex<Vec<String>>,
    response: &'static str,
}

impl Transport for Recorder {
    fn send<'a>(
        &'a self,
        _client: &'a reqwest::Client,
        request: reqwest::Request,
        _operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = reqwest::Result<reqwest::Response>> + Send + 'a>> {
        self.urls.lock().unwrap().push(request.url().to_string());
        let body = request.body().and_then(|body| body.as_bytes()).unwrap_or_default();
        self.bodies.lock().unwrap().push(String::from_utf8_lossy(body).into_owned());
        let response = http::Response::builder()
            .header("content-type", "application/json")
            .body(self.response)
            .unwrap();
        Box::pin(async move { Ok(reqwest::Response::from(response)) })
    }
}

fn recorder(response: &'static str) -> Arc<Recorder> {
    Arc::new(Recorder { urls: Mutex::default(), bodies: Mutex::default(), response })
}

macro_rules! client {
    ($module:ident, $recorder:expr) => {
        $module::Client::new_with_client(
            $module::DOCUMENT.base_url,
            reqwest::Client::new(),
            $recorder.clone(),
        )
    };
}

#[tokio::test]
async fn a_response_need_not_have_what_is_only_written() {
    let thing: write_only::types::Thing =
        serde_json::from_str(r#"{"id":"1","part":{"a":"x"}}"#).unwrap();
    assert_eq!(thing.id, "1");
    assert!(thing.secret.is_none() && thing.pin.is_none() && thing.token.is_none());
    assert!(serde_json::from_str::<write_only::types::Thing>(r#"{"secret":"1"}"#).is_err());
    assert!(serde_json::from_str::<write_only::types::Part>(r#"{"b":"1"}"#).is_err());
}

#[tokio::test]
async fn a_body_need_not_have_what_is_only_read() {
    let recorder = recorder(r#"{"id":"7","name":"n"}"#);
    let client = client!(read_only_body, recorder);
    let thing = client
        .create_thing()
        .body_map(|body| body.name("n").secret("s".to_owned()))
        .send()
        .await
        .unwrap();
    assert_eq!(thing.id.as_deref(), Some("7"));
    assert_eq!(recorder.bodies.lock().unwrap()[0], r#"{"name":"n","secret":"s"}"#);
}

#[tokio::test]
async fn a_slash_at_the_end_of_the_base_url_is_not_doubled() {
    let recorder = recorder("{}");
    client!(slash, recorder).list_things().send().await.unwrap();
    assert_eq!(*recorder.urls.lock().unwrap(), ["https://api.example.com/v1/things"]);
}

#[tokio::test]
async fn no_value_changes_the_path_that_is_asked_for() {
    let recorder = recorder("{}");
    let client = client!(dots, recorder);
    for id in [".", "..", ""] {
        let error = client.list_things().id(id).send().await.unwrap_err();
        assert!(matches!(error, dots::Error::InvalidRequest(_)), "{error}");
        assert!(error.to_string().contains("id"), "{error}");
    }
    for id in ["%2e%2e", "..\\..", "a/../..", "...", "?", "#", "a\tb\n", "\u{ff0e}\u{ff0e}"] {
        client.list_things().id(id).send().await.unwrap();
        let url = recorder.urls.lock().unwrap().pop().unwrap();
        let url = reqwest::Url::parse(&url).unwrap();
        let segments: Vec<&str> = url.path_segments().unwrap().collect();
        assert_eq!((segments.len(), segments[1], segments[3]), (4, "things", "sub"), "{url}");
        assert_eq!(url.query(), None, "{url}");
    }
    let client = client!(dotted, recorder);
    assert!(client.list_things().id("a").name("").send().await.is_ok());
    assert!(client.list_things().id("").name("").send().await.is_err());
}

#[tokio::test]
async fn patterns_are_read_with_unicode() {
    let recorder = recorder("{}");
    let client = client!(letters, recorder);
    client.list_things().code("Ærlig").send().await.unwrap();
    assert!(recorder.urls.lock().unwrap()[0].ends_with("?code=%C3%86rlig"));
    assert!(client.list_things().code("p{L}").send().await.is_err());
}

fn is_kept(text: &str) -> unions::types::Thing {
    let thing: unions::types::Thing = serde_json::from_str(text).unwrap();
    let written: serde_json::Value = serde_json::to_value(&thing).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap());
    thing
}

#[tokio::test]
async fn the_alternatives_of_a_union_keep_every_field() {
    let refund = is_kept(r#"{"kind":"refund","reason":"broken","parts":[]}"#);
    assert!(matches!(refund, unions::types::Thing::Refund(_)));
    assert!(!format!("{refund:?}").contains("broken"), "{refund:?}");
    let voucher = is_kept(r#"{"kind":"voucher","code":"x"}"#);
    assert!(matches!(voucher, unions::types::Thing::Voucher(_)));
    let later = is_kept(r#"{"kind":"later","secret":1}"#);
    assert!(matches!(later, unions::types::Thing::Unlisted(_)));
    assert_eq!(format!("{later:?}"), "Unlisted");
    is_kept(
        r#"{"kind":"refund","parts":[{"type":"Cat","name":"n","lives":9},{"type":"puppy","bark":"b","name":"m"},{"type":"dog","bark":"c"}],"other":{"way":"top","by":1},"inline":{"kind":"refund","reason":"r","parts":[]},"either":true}"#,
    );
    for either in ["1", "\"text\"", r#"{"kind":"voucher","code":"c"}"#] {
        is_kept(&format!(r#"{{"kind":"refund","parts":[],"either":{either}}}"#));
    }
    let none = r#"{"kind":"refund","parts":[],"other":null,"inline":null}"#;
    assert!(serde_json::from_str::<unions::types::Thing>(none).is_ok());
    for refused in ["{}", r#"{"kind":1}"#, r#"{"kind":"refund","parts":[{"type":"dog"}]}"#, "[]"] {
        assert!(serde_json::from_str::<unions::types::Thing>(refused).is_err(), "{refused}");
    }
}

#[tokio::test]
async fn every_value_that_may_be_null_is_read_as_null() {
    let text = r#"{"wrapped":null,"named":null,"bare":null,"list":null,"map":null,"choice":null,"number":null,"any":null,"time":null}"#;
    serde_json::from_str::<nulls::types::Thing>(text).unwrap();
}

#[tokio::test]
async fn a_union_is_sent_with_the_fields_of_its_alternative() {
    use sent_union::types::{B, BKind};
    let recorder = recorder(r#"[{"kind":"d","y":"2"}]"#);
    let body: B = B::builder().kind(BKind::B).y("1".to_owned()).try_into().unwrap();
    let things = client!(sent_union, recorder).create_thing().body(body).send().await.unwrap();
    assert_eq!(recorder.bodies.lock().unwrap()[0], r#"{"kind":"b","y":"1"}"#);
    let things = serde_json::to_string(&*things).unwrap();
    assert_eq!(things, r#"[{"kind":"d","y":"2"}]"#);
}

#[tokio::test]
async fn the_cases_are_read_as_they_say() {
    for text in [r#"{"kind":"refund","reason":"broken"}"#, r#"{"code":"x","kind":"voucher"}"#] {
        let thing: one_of::types::Thing = serde_json::from_str(text).unwrap();
        let written = serde_json::to_value(&thing).unwrap();
        assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap());
    }
    let thing: write_only_case::types::Thing = serde_json::from_str(r#"{"id":"1"}"#).unwrap();
    assert_eq!((thing.id.as_str(), thing.secret), ("1", None));
    let recorder = recorder(r#"{"items":["a"],"next_page":null}"#);
    let things = client!(dropshot, recorder).list_things().page_token("t").send().await.unwrap();
    assert_eq!(things.items, ["a"]);
    assert!(recorder.urls.lock().unwrap()[0].ends_with("/things?page_token=t"));
}
