//! `drift check`: writes the report of the comparison.

use std::fs::OpenOptions;
use std::io::Write;

use dintero_docs_drift::render::{Style, outputs, summary_fits};
use dintero_docs_drift::{ExitStatus, Format, Report};

use super::arguments::{Check, Color};
use super::failure::{Failure, Outcome};
use super::{Context, assessment, file, impact};

pub(super) fn run(context: &mut Context<'_>, arguments: &Check) -> Outcome<ExitStatus> {
    let formats: Vec<Format> =
        if arguments.format.is_empty() { vec![Format::Human] } else { arguments.format.clone() };
    if formats.len() > arguments.output.len() + 1 {
        let why = "only one format can go to standard output: give an --output for each other";
        return Err(Failure::Usage(why.to_owned()));
    }
    if arguments.output.len() > formats.len() {
        return Err(Failure::Usage("there are more --output than --format".to_owned()));
    }
    let baseline = (!arguments.no_baseline).then_some(&arguments.baseline);
    let assessment = assessment::make(context, &arguments.sources, baseline)?;
    let mut report = assessment.report;
    impact::annotate(context.root, &assessment.ours, &mut report)?;
    let status = report.exit_status(arguments.fail_on.severity(), context.environment.ci);
    let style = Style {
        status,
        color: match arguments.color {
            Color::Auto => context.environment.color,
            Color::Always => true,
            Color::Never => false,
        },
        verbose: arguments.verbose > 0,
    };
    for (index, format) in formats.iter().enumerate() {
        let colorless = Style { color: false, ..style };
        match arguments.output.get(index) {
            Some(path) => {
                let mut bytes = Vec::new();
                format.write(&report, colorless, &mut bytes)?;
                file::write(path, &bytes).map_err(|error| {
                    Failure::Usage(format!("{} cannot be written: {error}", path.display()))
                })?;
            }
            None if arguments.quiet && *format == Format::Human => quiet(&report, style, context)?,
            None => format.write(&report, style, context.out)?,
        }
        if *format == Format::Github {
            job(&report, style, context)?;
        }
    }
    Ok(status)
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
    let append = |path: &std::path::Path, text: &str| {
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        file.write_all(text.as_bytes())
    };
    if let Some(path) = &context.environment.step_summary {
        let mut bytes = Vec::new();
        Format::Markdown.write(report, Style { color: false, ..style }, &mut bytes)?;
        append(path, summary_fits(&String::from_utf8_lossy(&bytes)))?;
    }
    if let Some(path) = &context.environment.step_outputs {
        append(path, &outputs(report, style))?;
    }
    Ok(())
}
