//! Every filter of the page, as the command puts it on the wire.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::thread;

use dintero_cards_openapi::{CARDS, Document};

use crate::binary::{command, run};

/// The target of the one request that the command makes.
fn target(arguments: &[&str]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut first = String::new();
        reader.read_line(&mut first).unwrap();
        let mut line = String::new();
        while reader.read_line(&mut line).unwrap() > 2 {
            line.clear();
        }
        let body = r#"{"cards":[]}"#;
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
        write!(stream, "{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).unwrap();
        first
    });
    let output = command(&[&["list", "--account-id", "T12345678"], arguments].concat())
        .env("DINTERO_ACCESS_TOKEN", "t")
        .env("DINTERO_BASE_URL", base_url)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let first = server.join().unwrap();
    first
        .strip_prefix("GET /v1/accounts/T12345678/wallets/cards?")
        .unwrap()
        .trim_end()
        .strip_suffix(" HTTP/1.1")
        .unwrap()
        .to_owned()
}

#[test]
fn every_filter_arrives_as_documented() {
    let filters: [(&[&str], &str); 18] = [
        (&["--search", "Åse & co"], "limit=100&search=%C3%85se+%26+co"),
        (&["--customer", "c/1"], "customer=c%2F1&limit=100"),
        (&["--type", "credit_note"], "limit=100&type=credit_note"),
        (&["--status", "partially_used"], "limit=100&status=partially_used"),
        (&["--currency", "NOK", "--currency", "SEK"], "currency=NOK&currency=SEK&limit=100"),
        (&["--currency", "sek,nok"], "currency=NOK&currency=SEK&limit=100"),
        (&["--created-at-gte", "2024-01-02"], "created_at.gte=2024-01-02T00%3A00%3A00Z&limit=100"),
        (
            &["--created-at-gte", "2024-01-02T03:04:05"],
            "created_at.gte=2024-01-02T03%3A04%3A05Z&limit=100",
        ),
        (
            &["--created-at-lte", "2024-01-02T03:04:05+02:00"],
            "created_at.lte=2024-01-02T01%3A04%3A05Z&limit=100",
        ),
        (
            &["--expires-at-gte", "2024-01-02T03:04:05.678Z"],
            "expires_at.gte=2024-01-02T03%3A04%3A05.678Z&limit=100",
        ),
        (&["--expires-at-lte", "2024-01-02"], "expires_at.lte=2024-01-03T00%3A00%3A00Z&limit=100"),
        (&["--amount-balance", "50000"], "amount_balance=50000&limit=100"),
        (&["--amount-balance-gte", "0"], "amount_balance.gte=0&limit=100"),
        (&["--amount-balance-lte", "-1"], "amount_balance.lte=-1&limit=100"),
        (&["--amount-available", "1"], "amount_available=1&limit=100"),
        (&["--amount-available-gte", "2"], "amount_available.gte=2&limit=100"),
        (&["--amount-available-lte", "3"], "amount_available.lte=3&limit=100"),
        (&["--page-size", "7", "--starting-after", "a b"], "limit=7&starting_after=a+b"),
    ];
    for (arguments, query) in filters {
        assert_eq!(target(arguments), query, "{arguments:?}");
    }
}

#[test]
fn every_filter_has_a_name_for_people_and_keeps_the_one_of_the_wire() {
    let help = run(&["list", "--help"]).out;
    let document = Document::parse(CARDS).unwrap();
    let place = "/paths/~1accounts~1{aid}~1wallets~1cards/get/parameters";
    for parameter in document.root().pointer(place).unwrap().as_array().unwrap() {
        let name = parameter["name"].as_str().unwrap();
        if parameter["in"] == "query" && name != "limit" {
            let wire = format!("--{}", name.replace(['.', '_'], "-"));
            let people = wire.replace("amount-", "");
            let people =
                people.replace("-at-", "-").replace("-gte", "-from").replace("-lte", "-to");
            assert!(help.contains(&format!("{people} <")), "{name} has no flag");
            // The flag is known: only its value is missing.
            assert!(run(&["list", &wire]).err.contains("a value is required"), "{wire}");
        }
    }
}

#[test]
fn days_and_months_are_those_of_the_time_zone() {
    let oslo = ["--time-zone", "Europe/Oslo"];
    for (arguments, query) in [
        (["--created-from", "2026-10"], "created_at.gte=2026-09-30T22%3A00%3A00Z"),
        (["--created-to", "2026-10"], "created_at.lte=2026-10-31T23%3A00%3A00Z"),
        (["--expires-from", "2026-10-01"], "expires_at.gte=2026-09-30T22%3A00%3A00Z"),
        (["--expires-to", "2026-01-02T03:04"], "expires_at.lte=2026-01-02T02%3A04%3A00Z"),
        (["--expires-to", "2026-01-02T03:04Z"], "expires_at.lte=2026-01-02T03%3A04%3A00Z"),
    ] {
        let target = target(&[&arguments[..], &oslo].concat());
        assert_eq!(target, format!("{query}&limit=100"), "{arguments:?}");
    }
    assert_eq!(
        target(&["--created-to", "2024-02"]),
        "created_at.lte=2024-03-01T00%3A00%3A00Z&limit=100"
    );
    let wrong = run(&["list", "--sandbox", "--time-zone", "Oslo"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("not a time zone such as Europe/Oslo"), "{}", wrong.err);
}

#[test]
fn the_zone_of_this_machine_is_named_where_it_does_not_count() {
    let list = |arguments: &[&str]| {
        let mut command = command(&[&["list", "--sandbox=1"], arguments].concat());
        String::from_utf8(command.env("TZ", "Europe/Oslo").output().unwrap().stderr).unwrap()
    };
    let remark = "days and months are those of UTC; --time-zone=Europe/Oslo changes that";
    assert!(list(&["--created-from", "2026-10-01"]).contains(remark));
    assert!(!list(&["--created-from", "2026-10-01", "--time-zone", "UTC"]).contains(remark));
    assert!(!list(&["--created-from", "2026-10-01T00:00:00Z"]).contains(remark));
}

#[test]
fn amounts_are_read_as_they_are_shown() {
    let query = "amount_balance.gte=10050&currency=NOK&limit=100";
    assert_eq!(target(&["--balance-from", "100.50", "NOK"]), query);
    assert_eq!(target(&["--balance-from", "100.50 NOK"]), query);
    assert_eq!(target(&["--balance-from=100.50 NOK", "--currency", "nok"]), query);
    assert_eq!(target(&["--balance-from", "100", "JPY"]), {
        "amount_balance.gte=100&currency=JPY&limit=100"
    });
    for arguments in [
        &["--balance-from", "100.50"][..],
        &["--balance-from", "100.505 NOK"],
        &["--balance-from", "100.50 NOK", "--currency", "SEK"],
        &["--balance-from", "1 NOK", "--balance-to", "2 SEK"],
        &["--balance-from", "NOK"],
        &["--balance-from", "1", "2"],
    ] {
        let ran = run(&[&["list", "--sandbox"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
}

#[test]
fn a_span_from_now_ends_with_the_day() {
    let query = target(&["--expires-within", "30d"]);
    let (first, _) = query.split_once('&').unwrap();
    assert!(first.starts_with("expires_at.gte=20") && first.ends_with("T00%3A00%3A00Z"), "{query}");
    // The end of a day is the beginning of the next one.
    assert_eq!(query.matches("T00%3A00%3A00Z&").count(), 2, "{query}");
    assert!(query.contains("&expires_at.lte=20"), "{query}");
    for span in ["30", "5h", "-3d", "soon", "9999999y"] {
        let ran = run(&["list", "--sandbox", &format!("--expires-within={span}")]);
        assert_eq!(ran.code, Some(2), "{span}: {}", ran.err);
    }
}

#[test]
fn words_that_begin_with_a_hyphen_are_searched_for() {
    assert_eq!(target(&["--search", "-x"]), "limit=100&search=-x");
    assert_eq!(target(&["--customer", "--all"]), "customer=--all&limit=100");
    assert_eq!(target(&["--starting-after", "-abc"]), "limit=100&starting_after=-abc");
    assert_eq!(target(&["--starting-after-encoded=-a%1B%20b"]), {
        "limit=100&starting_after=-a%1B+b"
    });
}
