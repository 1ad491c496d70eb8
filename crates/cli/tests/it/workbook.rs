//! Excel workbooks.

use std::fs;
use std::io::{Cursor, Read as _};

use serde_json::json;

use crate::binary::run;
use crate::server::Server;

/// The text of a file in a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_workbook_has_numbers_dates_and_ids_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let body = json!({ "cards": [
        { "card_id": "=1+1", "currency": "NOK", "amount": 12345, "created_at": "2026-10-31T23:30:00Z" },
        { "card_id": "007", "currency": "JPY", "amount": 5 },
    ] });
    let file = folder.path().join("cards.xlsx");
    let server = Server::responding(move |_| ("200 OK".to_owned(), body.to_string()));
    let ran = server.run(&[
        "--out",
        file.to_str().unwrap(),
        "--time-zone",
        "Europe/Oslo",
        "--fields",
        "card_id,amount,created_at",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let workbook = fs::read(&file).unwrap();
    let sheet = part(&workbook, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("=1+1") && sheet.contains("007") && !sheet.contains("<f>"), "{sheet}");
    assert!(sheet.contains("<v>123.45</v>") && sheet.contains("<v>5</v>"), "{sheet}");
    // 2026-11-01 00:30, as Excel counts days.
    assert!(sheet.contains("<v>46327.02083"), "{sheet}");
    assert!(part(&workbook, "xl/styles.xml").contains("#,##0.00"));
    let report = run(&["report", "--sandbox", "-o", "xlsx", "--out", file.to_str().unwrap()]);
    assert_eq!(report.code, Some(0), "{}", report.err);
    let summary = part(&fs::read(&file).unwrap(), "xl/worksheets/sheet1.xml");
    // Millions are no number signs, and the columns stay on one page.
    assert!(summary.contains(r#"<col min="2" max="12" width="18."#), "{summary}");
    assert!(summary.contains("fitToPage") && summary.contains("landscape"), "{summary}");
    let workbook = part(&fs::read(&file).unwrap(), "xl/workbook.xml");
    for name in ["Summary", "status", "expiring", "created", "age"] {
        assert!(workbook.contains(&format!("name=\"{name}\"")), "{workbook}");
    }
}
