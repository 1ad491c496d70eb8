//! Documents and published pages.

use dintero_cards_codegen::generate;
use dintero_cards_openapi::{DOCUMENTS, Document, OpenApi, Source};
use dintero_docs_drift::contract::Form;
use dintero_docs_drift::render::Style;
use dintero_docs_drift::{ExitStatus, Format, Ours, Page, Published, assess};

/// Generates a client, or refuses the document at a line that it has.
pub fn generator(bytes: &[u8]) {
    let text = &String::from_utf8_lossy(bytes);
    let outcome = generate(Source { file: "fuzz.yaml", text });
    assert_eq!(outcome, generate(Source { file: "fuzz.yaml", text }), "generated twice");
}

/// Reads a document, or refuses it at a line that it has.
pub fn yaml(bytes: &[u8]) {
    let text = &String::from_utf8_lossy(bytes);
    let source = Source { file: "fuzz.yaml", text };
    match Document::parse(source) {
        Ok(document) => {
            for operation in OpenApi::new(&document).operations().into_iter().flatten() {
                let _ = (operation.servers(), operation.security(), operation.parameters());
            }
            let _ = Ours::read(source);
            // Printed as JSON, it says the same.
            if document.root().is_object() {
                let text = &document.root().to_string();
                let again = Document::parse(Source { file: "fuzz.json", text }).unwrap();
                assert_eq!(again.root(), document.root());
            }
        }
        Err(error) => {
            let lines = text.replace("\r\n", "\n").split(['\n', '\r']).count();
            assert!(error.position().line <= lines, "{error}");
        }
    }
}

/// Reads a page in every form, compares it with our documents, and renders the report.
pub fn page_text(bytes: &[u8]) {
    let ours: Vec<Ours> =
        DOCUMENTS.iter().flat_map(|source| Ours::read(*source).unwrap()).collect();
    for form in [None, Some(Form::Text), Some(Form::Markdown), Some(Form::Raw)] {
        let Ok(page) = Page::read("fuzz", bytes, form) else { continue };
        let source = dintero_docs_drift::Source { name: "fuzz".to_owned(), ..Default::default() };
        let published = Published::of_page(page, &source, &String::from_utf8_lossy(bytes));
        let report = assess(&ours, &published, 0);
        let style = Style { color: true, verbose: true, ..Style::new(ExitStatus::Drift) };
        for format in Format::ALL {
            format.write(&report, style, &mut Vec::new()).unwrap();
        }
    }
}
