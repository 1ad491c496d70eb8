//! Odd values, and a reviewed table of how type and document comparison them.

use serde_json::{Value, json};

use super::comparison::{Comparison, Outcome};
use crate::named::named;

/// Words that no enumeration lists.
pub(super) const WORDS: [&str; 5] = ["created", "", "unused ", "Gift_Card", "bearer"];

/// Valid, lax, unusual and invalid times.
pub(super) const TIMES: [&str; 34] = [
    "",
    " ",
    "2023",
    "2023-11",
    "2023-11-07",
    "20231107",
    "2023-W45-2",
    "2023-311",
    "2023-11-07T05:31",
    "2023-11-07T05:31Z",
    "2023-11-07T05:31:56",
    "2023-11-07 05:31:56Z",
    "2023-11-07t05:31:56z",
    "2023-11-07T05:31:56,5Z",
    "2023-11-07T05:31:56.Z",
    "2023-11-07T05:31:56+01",
    "2023-11-07T05:31:56+0100",
    "2023-11-07T05:31:56-24:00",
    "2023-11-07T05:31:56+00:60",
    "2023-11-07T24:00:00Z",
    "2023-11-07T23:59:60Z",
    "2016-12-31T23:59:60Z",
    "2023-11-07T05:31:61Z",
    "2023-13-01T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "2024-02-29T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "0000-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "+12023-11-07T05:31:56Z",
    "2023-11-07T05:31:56Z ",
    "2023-11-07T05:31:56 Z",
    "Tue, 07 Nov 2023 05:31:56 GMT",
    "2023-11-07T05:31:56.123456789123Z",
];

pub(super) const UUIDS: [&str; 8] = [
    "",
    "3c90c3cc0d444b5088888dd25736052a",
    "{3c90c3cc-0d44-4b50-8888-8dd25736052a}",
    "urn:uuid:3c90c3cc-0d44-4b50-8888-8dd25736052a",
    "3C90C3CC-0D44-4B50-8888-8DD25736052A",
    "3c90c3cc-0d44-4b50-8888-8dd25736052",
    "3c90c3cc-0d44-4b50-8888-8dd25736052g",
    "00000000-0000-0000-0000-000000000000",
];

/// Texts that resemble account ids.
pub(super) const ACCOUNT_IDS: [&str; 9] = [
    "",
    "P",
    "p12345678",
    "P12345678\n",
    "P123",
    "T000",
    "P1234567",
    "PT2345678",
    // Digits, but not of ASCII.
    "P\u{661}\u{662}\u{663}\u{664}\u{665}\u{666}\u{667}\u{668}",
];

/// Whole numbers near the bounds of an i64 and far beyond them.
pub(super) fn huge_numbers() -> [Value; 7] {
    [
        json!(i64::MAX),
        json!(i64::MIN),
        json!(9_223_372_036_854_775_808_u64),
        json!(u64::MAX),
        json!(-9.3e18),
        json!(1e19),
        json!(1e300),
    ]
}

/// Numbers with a point or an exponent; some of them are whole.
pub(super) fn fractions() -> [Value; 5] {
    [json!(1.0), json!(-0.0), json!(5e3), json!(0.5), json!(-1.25)]
}

#[test]
fn edge_cases_are_accepted_or_refused_as_reviewed() {
    let texts = |texts: &[&str]| texts.iter().map(|text| json!(text)).collect::<Vec<_>>();
    let tried = [
        ("Card", "/created_at", texts(&TIMES)),
        ("Card", "/id", texts(&UUIDS)),
        ("Card", "/status", texts(&WORDS)),
        ("Card", "/amount", [&huge_numbers()[..], &fractions()].concat()),
        ("AccountId", "", texts(&ACCOUNT_IDS)),
        ("OwnerId", "", texts(&ACCOUNT_IDS)),
        ("GrantType", "", texts(&WORDS)),
    ];
    let mut lines = vec!["value | document | type | exception".to_owned()];
    for (name, pointer, values) in tried {
        let named = named().into_iter().find(|named| named.name == name).unwrap();
        let comparison = Comparison::of(&named);
        lines.push(format!("{name}{pointer}"));
        for given in values {
            let value = match pointer.strip_prefix('/') {
                Some(field) => json!({ field: given }),
                None => given.clone(),
            };
            let says = |accepts| if accepts { "accepts" } else { "refuses" };
            let Outcome { document, ours, exceptions } =
                comparison.outcome(&named, &value).unwrap();
            let exceptions: Vec<_> = exceptions.into_iter().collect();
            let line =
                [given.to_string().as_str(), says(document), says(ours), &exceptions.join(", ")]
                    .join(" | ");
            lines.push(line.trim_end_matches([' ', '|']).to_owned());
        }
    }
    insta::assert_snapshot!("edge_cases", lines.join("\n"));
}
