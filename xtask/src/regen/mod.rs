//! `cargo xtask regen`: writes everything that is made from the documents, and
//! prints what their change means for the next version.
//!
//! Checking and writing take the same path to the last step, so they cannot
//! disagree. Only the snapshots of the JSON Schemas need the generated code to
//! compile; while it does not, they stay as they are and are reported as stale.

mod format;
mod output;
mod released;
mod schemas;
mod text;

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::builder::PossibleValuesParser;
use dintero_cards_semver::changelog::{self, UNRELEASED, section};
use dintero_cards_semver::{Entry, Side, Step, Verdict, Version, Wrapper, markdown, render};
use docs_drift::variable;

use crate::exit::{Exit, Failure, Outcome};
use format::{Checked, Format};
use output::Output;
pub(crate) use output::committed;
use released::Released;
pub(crate) use text::FOLDER as GENERATED;
use text::Generated;

/// The file that names the generated types which the wrapper re-exports.
pub(crate) const WRAPPER_LIB: &str = "crates/ext/src/lib.rs";
/// The file that tells users what changed.
const CHANGELOG: &str = "CHANGELOG.md";

/// Write everything that is made from the documents, and print what their change means
///
/// Writes the generated client and its snapshots. Prints the changes since the
/// last release, the version that they need, and the entries that CHANGELOG.md
/// lacks. Entries may be reworded as long as they name the same things.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write nothing; exit with 1 and a diff if anything is stale
    #[arg(long)]
    check: bool,
    /// Format of the result of a check
    #[arg(long, value_enum, requires = "check", conflicts_with = "release", default_value_t)]
    format: Format,
    /// Exit with 1 if the documents need this version step or a larger one
    #[arg(long, value_name = "STEP", requires = "check", conflicts_with = "release")]
    #[arg(value_parser = PossibleValuesParser::new(["patch", "minor", "major"]))]
    fail_on: Option<String>,
    /// Record the documents and the API as released, if the version is large enough
    ///
    /// cargo-release runs this before it commits a release. With --check it
    /// tells whether this version is recorded and nothing changed since.
    #[arg(long, value_name = "VERSION")]
    release: Option<Version>,
    /// Refuse or accept the version of --release, and write nothing; `DRY_RUN=true` does the same
    #[arg(long, requires = "release")]
    dry_run: bool,
}

/// The state of the workspace: the text that each file should have, and why.
struct State {
    generated: Generated,
    outputs: Vec<Output>,
    verdict: Option<Verdict>,
    /// The entries that CHANGELOG.md lacks.
    missing: Vec<Entry>,
    /// The text of CHANGELOG.md about the next version, and that below "Unreleased".
    listed: [String; 2],
}

pub(crate) fn run(root: &Path, arguments: &Arguments, out: &mut dyn Write) -> Outcome<Exit> {
    let state = State::read(root, arguments.release)?;
    let exit = match arguments.release {
        Some(version) => release(root, arguments, version, state, out),
        None if arguments.check => check(root, &state, arguments, out),
        None => write(root, state, out),
    };
    Ok(exit?)
}

/// Returns the version that the verdict and the changelog ask for, if there is one.
pub(crate) fn next(root: &Path, out: &mut dyn Write) -> Outcome<Option<Version>> {
    let state = State::read(root, None)?;
    let Some(verdict) = &state.verdict else {
        writeln!(out, "{} records no release; give the first version", released::FOLDER)?;
        return Ok(None);
    };
    let (since, listed) = (verdict.since, changelog::step(&state.listed[1]));
    let version = since.after(verdict.step().max(listed));
    if version == since {
        writeln!(out, "nothing changed since {since}")?;
        return Ok(None);
    }
    let steps = [verdict.step().as_str(), listed.as_str()];
    let [documents, listed] = steps.map(|step| if step == "none" { "no" } else { step });
    writeln!(
        out,
        "{version} after {since}: the documents need {documents} step, {CHANGELOG} lists {listed} step"
    )?;
    Ok(Some(version))
}

impl State {
    fn read(root: &Path, release: Option<Version>) -> Outcome<Self> {
        let generated = Generated::read(root)?;
        let outputs = generated.outputs(root)?;
        let released = Released::read(root)?;
        let verdict = released.map(|released| verdict(root, &generated, &released)).transpose()?;
        let changelog = committed(root, Path::new(CHANGELOG))?;
        let text = |title: &str| section(&changelog, title).map(str::to_owned);
        let unreleased = text(UNRELEASED).unwrap_or_default();
        // cargo-release has given "Unreleased" its number by now.
        let listed = release.and_then(|version| text(&version.to_string()));
        let listed = [listed.unwrap_or_else(|| unreleased.clone()), unreleased];
        let mut missing = verdict.as_ref().map(Entry::all).unwrap_or_default();
        missing.retain(|entry| !entry.is_in(&listed[0]));
        Ok(Self { generated, outputs, verdict, missing, listed })
    }

    /// Prints the verdict, and what only a person can do.
    fn report(&self, out: &mut dyn Write) -> io::Result<()> {
        match &self.verdict {
            Some(verdict) => write!(out, "\n{}", render(verdict))?,
            None => writeln!(out, "\nno verdict: {} records no release", released::FOLDER)?,
        }
        for note in self.generated.notes() {
            writeln!(out, "\nnote: {note}")?;
        }
        if !self.missing.is_empty() {
            writeln!(out, "\n{CHANGELOG} lacks these entries below \"{UNRELEASED}\":\n")?;
            write!(out, "{}", self.missing_entries())?;
        }
        Ok(())
    }

    fn missing_entries(&self) -> String {
        markdown(&self.missing.iter().collect::<Vec<_>>())
    }

    /// Whether the documents need a step or a larger one.
    fn needs(&self, step: &str) -> bool {
        let steps = [Step::Patch, Step::Minor, Step::Major];
        let limit = steps.into_iter().find(|known| known.as_str() == step);
        self.verdict.as_ref().is_some_and(|verdict| Some(verdict.step()) >= limit)
    }
}

fn verdict(root: &Path, generated: &Generated, released: &Released) -> Outcome<Verdict> {
    let before = released.side();
    let (documents, api) = (generated.documents(), generated.api());
    let now = Side { documents, api, text: generated.digest() };
    // Without this file nothing would be re-exported, and nothing would break the wrapper.
    let text = fs::read_to_string(root.join(WRAPPER_LIB))
        .map_err(|error| output::named(Path::new(WRAPPER_LIB), &error))?;
    let wrapper = Wrapper::read(&text, [&before.api, &now.api])
        .map_err(|error| io::Error::other(format!("{WRAPPER_LIB}: {error}")))?;
    Verdict::of(released.version, &before, &now, &wrapper)
        .map_err(|error| Failure(Exit::InvalidDocument, error.to_string()))
}

fn check(
    root: &Path,
    state: &State,
    arguments: &Arguments,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    let snapshots = schemas::stale(root, &state.generated)?;
    let outputs = || state.outputs.iter().chain(&snapshots);
    let stale = outputs().filter(|output| !output.is_fresh());
    let stale: Vec<String> = stale.map(|output| output.path.display().to_string()).collect();
    let is_fresh = stale.is_empty() && state.missing.is_empty();
    let is_too_much = arguments.fail_on.as_deref().filter(|step| state.needs(step));
    if arguments.format == Format::Human {
        for output in outputs() {
            output.check(out)?;
        }
        state.report(out)?;
        let paste = if state.missing.is_empty() { "" } else { ", paste the entries," };
        if !is_fresh {
            writeln!(out, "\nrun `cargo xtask regen`{paste} and commit the result")?;
        } else if let Some(step) = is_too_much {
            writeln!(out, "\nthe documents need a {step} step or more: see --fail-on")?;
        }
    } else {
        let (verdict, missing) = (state.verdict.as_ref(), state.missing_entries());
        write!(out, "{}", Checked { verdict, stale, missing }.render(arguments.format))?;
    }
    Ok(if is_fresh && is_too_much.is_none() { Exit::Fine } else { Exit::Findings })
}

fn write(root: &Path, mut state: State, out: &mut dyn Write) -> io::Result<Exit> {
    let mut stale = schemas::stale(root, &state.generated)?;
    let mut fix = "no test writes these snapshots; remove them";
    if !stale.is_empty() {
        match schemas::compiled(root)? {
            Ok(outputs) => {
                stale.retain(|one| !outputs.iter().any(|output| output.path == one.path));
                state.outputs.extend(outputs);
            }
            Err(error) => {
                writeln!(io::stderr(), "{error}")?;
                fix = "these snapshots need the client to compile; fix the errors above";
            }
        }
    }
    output::write(root, &state.outputs)?;
    for output in &state.outputs {
        let word = if output.is_fresh() { "fresh" } else { "wrote" };
        writeln!(out, "{word} {}", output.path.display())?;
    }
    state.report(out)?;
    if stale.is_empty() {
        return Ok(Exit::Fine);
    }
    for Output { path, .. } in &stale {
        writeln!(out, "stale {}", path.display())?;
    }
    writeln!(out, "{fix}, and run `cargo xtask regen` again")?;
    Ok(Exit::Findings)
}

/// Records a release, or refuses its version.
fn release(
    root: &Path,
    arguments: &Arguments,
    version: Version,
    state: State,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    let is_stale = !state.missing.is_empty()
        || !state.outputs.iter().all(Output::is_fresh)
        || !schemas::stale(root, &state.generated)?.is_empty();
    let [listed, unreleased] = &state.listed;
    let stale = || is_stale.then(|| "something is stale; run `cargo xtask regen` first".to_owned());
    let verdict = state.verdict.as_ref();
    let refusal = verdict
        .and_then(|verdict| released::cannot_follow(version, verdict))
        .or_else(stale)
        .or_else(|| released::is_unlisted(version, listed, unreleased));
    if let Some(why) = refusal {
        writeln!(out, "{why}")?;
        return Ok(Exit::Findings);
    }
    let outputs = Released::outputs(root, &state.generated, version)?;
    if arguments.check {
        let mut is_fresh = true;
        for output in &outputs {
            is_fresh &= output.check(out)?;
        }
        if is_fresh {
            return Ok(Exit::Fine);
        }
        writeln!(out, "run `cargo xtask regen --release {version}` and commit the result")?;
        return Ok(Exit::Findings);
    }
    // Set by cargo-release for its hooks; other commands have no dry run.
    let is_dry = variable("DRY_RUN").is_some_and(|value| value == "true");
    if !arguments.dry_run && !is_dry {
        output::write(root, &outputs)?;
    }
    writeln!(out, "{version} is large enough for every change since the last release")?;
    Ok(Exit::Fine)
}
