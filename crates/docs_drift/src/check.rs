//! `docs-drift check`: writes the report of the comparison.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write;
use std::iter;
use std::path::Path;

use clap::ColorChoice;

use dintero_docs_drift::render::{Style, outputs, summary_fits};
use dintero_docs_drift::{ExitStatus, Format, Report};

use crate::arguments::Check;
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::{assessment, file};

pub(crate) fn run(context: &mut Context<'_>, arguments: &Check) -> Outcome<ExitStatus> {
    let destinations = destinations(arguments)?;
    let baseline = (!arguments.no_baseline).then_some(&arguments.baseline);
    let assessment = assessment::make(context, &arguments.sources, baseline)?;
    let mut report = assessment.report;
    context.project.steps.annotate(&assessment.ours, &mut report)?;
    let status = report.exit_status(arguments.fail_on, context.ci);
    let style = Style {
        status,
        verbose: arguments.verbose > 0,
        color: match arguments.color {
            ColorChoice::Auto => context.color,
            ColorChoice::Always => true,
            ColorChoice::Never => false,
        },
        hints: context.project.hints,
    };
    for (format, file) in destinations {
        let colorless = Style { color: false, ..style };
        match file {
            Some(path) => {
                let mut bytes = Vec::new();
                format.write(&report, colorless, &mut bytes)?;
                file::write(path, &bytes).map_err(|error| {
                    Failure::usage(format!("{} cannot be written: {error}", path.display()))
                })?;
            }
            None if arguments.quiet && format == Format::Human => quiet(&report, style, context)?,
            None => format.write(&report, style, context.out)?,
        }
        if format == Format::Github {
            job(&report, style, context)?;
        }
    }
    Ok(status)
}

/// Returns each format with the file for it; None for standard output.
fn destinations(arguments: &Check) -> Outcome<Vec<(Format, Option<&Path>)>> {
    let (formats, outputs) = (&arguments.format, &arguments.out);
    let formats = if formats.is_empty() { &[Format::Human] } else { formats.as_slice() };
    if outputs.len() > formats.len() {
        return Err(Failure::usage("there are more --out than --format"));
    }
    let files = outputs.iter().map(|path| (path.as_os_str() != "-").then_some(path.as_path()));
    let files: Vec<Option<&Path>> = files.chain(iter::repeat(None)).take(formats.len()).collect();
    if files.iter().filter(|file| file.is_none()).count() > 1 {
        let why = "only one format can go to standard output: give an --out for each other";
        return Err(Failure::usage(why));
    }
    let mut known = BTreeSet::new();
    for path in files.iter().flatten().filter(|path| !path.exists() || path.is_file()) {
        if !known.insert(file::place(path)) {
            let why = format!("{} would be written twice: give each --out a file", path.display());
            return Err(Failure::usage(why));
        }
    }
    Ok(formats.iter().copied().zip(files).collect())
}

/// Writes the last line of the format for a terminal.
fn quiet(report: &Report, style: Style, context: &mut Context<'_>) -> Outcome<()> {
    let mut bytes = Vec::new();
    Format::Human.write(report, style, &mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    writeln!(context.out, "{}", text.lines().last().unwrap_or_default())?;
    Ok(())
}

/// Writes table and counts for the job that runs the check.
fn job(report: &Report, style: Style, context: &Context<'_>) -> Outcome<()> {
    let append = |path: &Path, text: &str| {
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        file.write_all(text.as_bytes())
    };
    if let Some(path) = &context.step_summary {
        let mut bytes = Vec::new();
        Format::Markdown.write(report, Style { color: false, ..style }, &mut bytes)?;
        append(path, summary_fits(&String::from_utf8_lossy(&bytes)))?;
    }
    if let Some(path) = &context.step_outputs {
        append(path, &outputs(report, style))?;
    }
    Ok(())
}
