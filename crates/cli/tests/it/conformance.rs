//! `dintero-cards conformance`.

use serde_json::Value;

use crate::binary::{Served, run};

#[test]
fn a_sandbox_inside_the_process_passes() {
    let ran = run(&["conformance", "--sandbox"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("\n  order: newest-first\n"), "{}", ran.out);
    assert!(ran.out.contains(" 0 failed, "), "{}", ran.out);
}

#[test]
fn a_server_is_found_by_the_usual_variables() {
    let served = Served::start(&["--quiet", "--order", "by-id", "--last-page", "null"]);
    let ran = served.run(&["conformance", "--json"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["passed"], true);
    let seen = |what: &str| {
        let observations = report["observations"].as_array().unwrap();
        observations.iter().find(|seen| seen["what"] == what).unwrap()["seen"].clone()
    };
    assert_eq!((seen("order"), seen("last page")), ("by-id".into(), "null".into()));
}

#[test]
fn no_more_requests_are_sent_than_was_said() {
    let ran = run(&["conformance", "--sandbox=5", "--max-requests", "12"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.ends_with(" 0 failed, 12 requests\n"), "{}", ran.out);
    assert_eq!(ran.err, "error: conformance: the limit of 12 requests was reached\n");
}

#[test]
fn what_is_otherwise_than_documented_is_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faults.json");
    std::fs::write(&file, r#"{"faults": [{"always": true, "actions": {"malformed_card": 0}}]}"#)
        .unwrap();
    let served = Served::start(&["--quiet", "--faults", file.to_str().unwrap()]);
    let ran = served.run(&["conformance"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("FAIL  fields of cards have their documented types"), "{}", ran.out);
    assert!(ran.err.starts_with("error: conformance: "), "{}", ran.err);
}

#[test]
fn without_credentials_nothing_is_sent() {
    for arguments in [&["conformance"][..], &["conformance", "--account-id", "T12345678"]] {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(
            ran.err.starts_with("error: no credentials: set DINTERO_ACCOUNT_ID"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn credentials_are_not_sent_in_the_clear() {
    let served = Served::start(&["--quiet"]);
    let ran = served.run(&["conformance", "--base-url", "http://api.dintero.com/v1"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.err,
        "error: the base URL of the target cannot be used: http would expose the token to the \
         network; use https\n"
    );
}

#[test]
fn a_server_that_refuses_or_is_not_there_has_a_status_of_its_own() {
    let served = Served::start(&["--quiet"]);
    let wrong = served.command(&["conformance"]).env("DINTERO_CLIENT_SECRET", "canary").output();
    assert_eq!(wrong.unwrap().status.code(), Some(3));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let nobody = format!("http://{}/v1", taken.local_addr().unwrap());
    let ran = served.run(&["conformance", "--base-url", &nobody, "--auth-url", &nobody]);
    assert_eq!(ran.code, Some(5), "{}", ran.err);
    assert_eq!(ran.err.matches("refused").count(), 1, "{}", ran.err);
    assert!(ran.err.contains("no connection: ") && ran.err.contains("DINTERO_BASE_URL"));
}
