//! Published pages, and the problems on the way to them.

use std::io::{self, Write};

use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{Page, Published, Source, sanitise};

#[derive(Debug, Default)]
pub(crate) struct Pages {
    pub(crate) published: Vec<Published>,
    /// Problems with pages that could not be reached.
    pub(crate) unavailable: Vec<String>,
    /// Problems with pages that could not be read.
    pub(crate) unreadable: Vec<String>,
}

impl Pages {
    /// Adds a page from a known source, or notes why it cannot be read.
    pub(crate) fn add(&mut self, mut source: Source, bytes: &[u8], form: Option<Form>) {
        match Page::read(&source.name, bytes, form) {
            Ok(page) => {
                source.sha256.clone_from(&page.digest);
                let text = String::from_utf8_lossy(bytes);
                self.published.extend(Published::of_page(page, &source, &text));
            }
            Err(error) => self.unreadable.push(sanitise::line(&error.to_string())),
        }
    }

    /// Writes a warning for each problem.
    pub(crate) fn warn(&self, err: &mut dyn Write) -> io::Result<()> {
        for why in self.unavailable.iter().chain(&self.unreadable) {
            writeln!(err, "warning: {why}")?;
        }
        Ok(())
    }
}
