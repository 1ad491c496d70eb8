//! The context of every command.

use std::io::Write;

use dintero_docs_drift::ExitStatus;
use dintero_docs_drift::render::Style;

use crate::environment::Environment;
use crate::project::Project;

/// The context of every command.
pub(crate) struct Context<'a> {
    pub(crate) project: &'a Project<'a>,
    /// The site that the arguments name.
    pub(crate) site: Option<&'a str>,
    pub(crate) environment: &'a Environment,
    /// Standard output: the requested text alone.
    pub(crate) out: &'a mut dyn Write,
    /// Standard error: everything else.
    pub(crate) err: &'a mut dyn Write,
}

impl Context<'_> {
    /// Returns the style of a report without colours.
    pub(crate) fn style(&self, status: ExitStatus) -> Style {
        Style { hints: self.project.hints, ..Style::new(status) }
    }
}
