//! Reports on several accounts, and with the account numbers of the books.

use std::fs;

use serde_json::json;

use crate::binary::{Ran, run};
use crate::report::{card, export, sections};
use crate::server::Server;

#[test]
fn account_numbers_come_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file =
        export(folder.path(), "cards.ndjson", &[card(1, "unused", 5, 0), card(3, "expired", 7, 0)]);
    let numbers = folder.path().join("numbers.toml");
    let report = |text: &str| {
        fs::write(&numbers, text).unwrap();
        let numbers = numbers.to_str().unwrap();
        run(&["report", "--from", &file, "--account-numbers", numbers, "-o", "csv", "--csv=excel"])
    };
    let ran = report(
        "[[account]]\nnumber = \"3999\"\nclass = \"breakage\"\n\
         [[account]]\nnumber = \"2901\"\ncurrency = \"NOK\"\n",
    );
    assert!(ran.out.contains("\ntotal;NOK;outstanding;2901;;;;;1;0,05\n"), "{}", ran.out);
    assert!(ran.out.contains("\ntotal;NOK;breakage;3999;;;;;1;0,07\n"), "{}", ran.out);
    let journal = |sections: &str| {
        let ran = run(&["report", "--from", &file, "--sections", sections, "-o", "csv"]);
        ran.out.lines().skip(1).filter_map(|row| row.split(',').next()).collect::<String>()
    };
    assert_eq!(
        (journal("status"), journal("age,total")),
        ("statusstatus".into(), "totaltotalage".into())
    );
    for wrong in [
        "",
        "account = 3",
        "[[account]]\nclass = \"x\"",
        "[[account]]\nnumber = \"1\"\ncolour = \"red\"",
    ] {
        let ran = report(wrong);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{wrong}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
}

#[test]
fn several_accounts_stand_on_lines_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::responding(|target| {
        let body = match target.contains("/auth/token") {
            true => json!({ "access_token": "t", "token_type": "Bearer", "expires_in": 3600 }),
            false => {
                json!({ "cards": [card(target.contains("P00000002").into(), "unused", 5, 0)] })
            }
        };
        ("200 OK".to_owned(), body.to_string())
    });
    let url = format!("http://127.0.0.1:{}/v1", server.port);
    let secret = folder.path().join("secret");
    fs::write(&secret, "s").unwrap();
    let run = |arguments: &[&str]| {
        let mut command = crate::binary::command(arguments);
        // No variable counts where profiles are named.
        command.env("XDG_CONFIG_HOME", folder.path()).env("DINTERO_ACCESS_TOKEN", "no header\n");
        Ran::from(command.output().unwrap())
    };
    for (name, account) in [("books", "P00000001"), ("shop", "P00000002"), ("again", "P00000002")] {
        let ran = run(&[
            "profile",
            "add",
            name,
            "--account-id",
            account,
            "--client-id",
            "c",
            "--client-secret-file",
            secret.to_str().unwrap(),
            "--base-url",
            &url,
            "--auth-url",
            &url,
        ]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    }
    let ran = run(&["report", "--accounts", "books,shop", "-o", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let total = &sections(&ran)["total"];
    assert_eq!(total[0]["account"], "P00000001");
    assert_eq!((&total[1]["account"], &total[1]["amount"]), (&json!("P00000002"), &json!(5)));
    assert!(!ran.out.contains("TEST"));
    assert_eq!(run(&["report", "--accounts", "shop,again"]).code, Some(2));
    assert_eq!(run(&["report", "--accounts", "lost"]).code, Some(2));
}
