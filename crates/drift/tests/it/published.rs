//! Published operations of other APIs, as facts in words of our own: a folder for each,
//! with its page as Markdown and as text, our document if it is another one than that in
//! the page, and the findings.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dintero_cards_openapi::Source;
use dintero_docs_drift::compare::MIN_COVERAGE;
use dintero_docs_drift::{Ours, Page, Published, assess, markdown};

fn folders() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/published");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap()
}

fn pages(folder: &Path, file: &str) -> Vec<Published> {
    let text = read(folder, file);
    let page = Page::read(file, text.as_bytes(), None).unwrap();
    Published::of_page(page, &dintero_docs_drift::Source::default(), &text)
}

/// One line for each fault, contradiction and difference of some pages.
fn findings(folder: &Path, files: &[&str]) -> String {
    let text = match fs::read_to_string(folder.join("document.yaml")) {
        Ok(text) => text,
        Err(_) => markdown::blocks(&read(folder, "page.md"), "page.md").unwrap()[0].text.clone(),
    };
    let ours = Ours::read(Source { file: "document.yaml", text: &text }).unwrap();
    let published: Vec<_> = files.iter().flat_map(|file| pages(folder, file)).collect();
    let report = assess(&ours, &published, MIN_COVERAGE);
    let mut lines = String::new();
    let name = files.join(" and ");
    for why in &report.unreadable {
        let _ = writeln!(lines, "{name}: {why}");
    }
    for one in &report.comparisons {
        for fault in &one.faults {
            let _ = writeln!(lines, "{name}: line {}: {}", fault.line, fault.why);
        }
        for finding in &one.findings {
            let facet = finding.subject.facet.as_deref().unwrap_or("whole");
            let (rule, subject) = (finding.rule.id, finding.subject.subject());
            let _ = writeln!(lines, "{name}: {} {rule} {subject} {facet}", finding.severity);
        }
    }
    lines
}

#[test]
fn each_page_agrees_with_the_document_or_the_difference_is_named() {
    let folders = folders();
    assert!(folders.len() >= 10, "{folders:?}");
    let mut failed = String::new();
    for folder in folders {
        let mut forms = vec![vec!["page.md"], vec!["page.txt"], vec!["page.md", "page.txt"]];
        // A page that was written by hand has no document inside.
        forms.retain(|files| files.iter().all(|file| folder.join(file).exists()));
        let found: String = forms.iter().map(|files| findings(&folder, files)).collect();
        let expected = fs::read_to_string(folder.join("findings.txt")).unwrap_or_default();
        if found != expected {
            let _ = writeln!(failed, "{}\n{found}", folder.display());
        }
    }
    assert_eq!(failed, "");
}
