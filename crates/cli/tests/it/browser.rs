//! The page of a report in a browser, where headless Chromium is installed.

use std::fs;
use std::process::Command;

use crate::binary::run;

/// Returns the document that a browser makes of a file; None if there is no browser.
fn rendered(file: &std::path::Path) -> Option<String> {
    let profile = tempfile::tempdir().unwrap();
    let settings = format!("--user-data-dir={}", profile.path().display());
    for program in ["chromium", "chromium-browser", "google-chrome"] {
        let output = Command::new(program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", &settings])
            .args(["--allow-file-access-from-files", "--virtual-time-budget=5000"])
            .arg(file)
            .output();
        // One that cannot start counts as absent.
        if let Some(output) = output.ok().filter(|output| output.status.success()) {
            return Some(String::from_utf8_lossy(&output.stdout).into_owned());
        }
    }
    None
}

#[test]
fn a_page_fits_a_phone_and_a_desktop() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (before, after) = (path("a.ndjson"), path("b.ndjson"));
    for export in [&before, &after] {
        assert_eq!(run(&["list", "--sandbox=60", "--out", export]).code, Some(0));
    }
    let numbers = path("numbers.toml");
    fs::write(&numbers, "[[account]]\nnumber = \"2901\"\ncurrency = \"NOK\"\n").unwrap();
    let (long, other) = (path("an-export-with-a-name-of-some-length.ndjson"), path("b2.ndjson"));
    for (export, card_type) in [(&long, "gift_card"), (&other, "credit_note")] {
        let list = ["list", "--sandbox=60", "--type", card_type, "--out", export];
        assert_eq!(run(&list).code, Some(0));
    }
    let several = ["--from", &long, "--from", &other, "--account-numbers", &numbers];
    let mut frames = String::new();
    for (name, arguments) in [
        ("liability.html", &["--sandbox=60"][..]),
        ("roll-forward.html", &["--roll-forward", &before, &after]),
        ("several.html", &several),
    ] {
        let ran = run(&[&["report", "--out", &path(name)], arguments].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        for width in [390, 1200] {
            frames += &format!(
                "<iframe src={name} style='border:0;height:900px;width:{width}px'></iframe>"
            );
        }
    }
    let page = folder.path().join("frames.html");
    let script = "<script>onload = () => {
        const frames = [...document.querySelectorAll('iframe')];
        const wide = frames.filter(({ contentDocument: page }) =>
            [page.documentElement, ...page.querySelectorAll('.scroll')]
                .some(it => it.scrollWidth > it.clientWidth));
        document.title = frames.length + ' frames, too wide: '
            + wide.map(it => it.getAttribute('src') + it.style.width).join();
    }</script>";
    fs::write(&page, frames + script).unwrap();
    let Some(document) = rendered(&page) else { return };
    assert!(document.contains("<title>6 frames, too wide: </title>"), "{document}");
}
