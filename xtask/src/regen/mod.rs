//! `cargo xtask regen`: everything that is made from the documents, and what
//! their change means.
//!
//! Checking and writing are one path with two endings, so they cannot disagree.
//! Nothing here needs the generated code to compile, but for the snapshots of
//! its JSON Schemas: when it does not, they are left, and said to be stale.

mod changelog;
mod output;
mod provenance;
pub(crate) mod release;
mod released;
mod schemas;
mod snapshot;
mod text;
mod transaction;

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use dintero_cards_semver::{Now, Verdict, Wrapper, render};

use crate::exit::Exit;
use output::Output;
use released::Released;
pub(crate) use text::FOLDER as GENERATED;
use text::Generated;

/// Where the wrapper says what it passes on.
const WRAPPER: &str = "crates/ext/src/lib.rs";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Change nothing; exit 1 with a diff when anything is stale
    #[arg(long)]
    check: bool,
}

/// The version that is recorded as released last.
pub(crate) fn released_version(root: &Path) -> io::Result<Option<String>> {
    Ok(Released::version(root)?.map(|version| version.to_string()))
}

/// Whether what is recorded as released is what the documents make now.
pub(crate) fn is_recorded(root: &Path) -> io::Result<bool> {
    let (Some(released), Ok(generated)) = (Released::read(root)?, Generated::read(root)?) else {
        return Ok(false);
    };
    match verdict(root, &generated, &released) {
        Ok(verdict) => Ok(verdict.is_empty()),
        Err(Problem::Document(_)) => Ok(false),
        Err(Problem::Io(error)) => Err(error),
    }
}

/// The state of the workspace: what should stand in which file, and why.
struct State {
    outputs: Vec<Output>,
    verdict: Option<Verdict>,
    /// What only a person can do.
    notes: Vec<String>,
}

pub(crate) fn run(root: &Path, arguments: &Arguments, out: &mut dyn Write) -> io::Result<Exit> {
    if arguments.check {
        if transaction::is_interrupted(root) {
            writeln!(out, "stale everything: a regeneration was stopped while it wrote")?;
            return advise(out);
        }
    } else {
        transaction::finish(root)?;
    }
    let generated = match Generated::read(root)? {
        Ok(generated) => generated,
        Err(errors) => {
            for error in errors {
                writeln!(io::stderr(), "error: {error}")?;
            }
            return Ok(Exit::InvalidDocument);
        }
    };
    let state = match state(root, &generated) {
        Ok(state) => state,
        Err(Problem::Document(problem)) => {
            writeln!(io::stderr(), "error: {problem}")?;
            return Ok(Exit::InvalidDocument);
        }
        Err(Problem::Io(error)) => return Err(error),
    };
    if arguments.check {
        check(root, &generated, &state, out)
    } else {
        write(root, &generated, state, out)
    }
}

/// Why there is no verdict.
enum Problem {
    Document(String),
    Io(io::Error),
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn state(root: &Path, generated: &Generated) -> Result<State, Problem> {
    let mut outputs = generated.outputs(root)?;
    outputs.extend(snapshot::outputs(root, generated)?);
    let released = Released::read(root)?;
    let verdict =
        released.as_ref().map(|released| verdict(root, generated, released)).transpose()?;
    if let Some(verdict) = &verdict {
        outputs.push(changelog::output(root, verdict)?);
    }
    Ok(State { outputs, verdict, notes: provenance::notes(generated) })
}

fn verdict(root: &Path, generated: &Generated, released: &Released) -> Result<Verdict, Problem> {
    let release = released.release();
    let now =
        Now { documents: generated.documents(), api: generated.api(), text: generated.digest() };
    // Without it nothing would be passed on, and nothing would break the wrapper.
    let text = fs::read_to_string(root.join(WRAPPER))
        .map_err(|error| output::named(Path::new(WRAPPER), &error))?;
    let wrapper = Wrapper::read(&text, [&release.api, &now.api]).map_err(|error| {
        io::Error::new(io::ErrorKind::InvalidData, format!("{WRAPPER}: {error}"))
    })?;
    Verdict::of(&release, &now, &wrapper).map_err(|error| Problem::Document(error.to_string()))
}

fn check(
    root: &Path,
    generated: &Generated,
    state: &State,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    let mut exit = Exit::Fine;
    for output in &state.outputs {
        if !output.check(out)? {
            exit = Exit::Findings;
        }
    }
    for path in schemas::stale(root, generated)? {
        writeln!(out, "stale {}", path.display())?;
        exit = Exit::Findings;
    }
    tell(state, out)?;
    if exit == Exit::Findings { advise(out) } else { Ok(exit) }
}

fn write(
    root: &Path,
    generated: &Generated,
    mut state: State,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    let mut stale = schemas::stale(root, generated)?;
    let mut left = None;
    if !stale.is_empty() {
        match schemas::compiled(root)? {
            Ok(outputs) => {
                stale.retain(|path| !outputs.iter().any(|output| output.path == *path));
                state.outputs.extend(outputs);
                if !stale.is_empty() {
                    left = Some("no test writes what is stale: remove it".to_owned());
                }
            }
            Err(problem) => left = Some(problem),
        }
    }
    transaction::replace(root, &state.outputs)?;
    for output in &state.outputs {
        let word = if output.is_fresh() { "fresh" } else { "wrote" };
        writeln!(out, "{word} {}", output.path.display())?;
    }
    tell(&state, out)?;
    let Some(problem) = left else { return Ok(Exit::Fine) };
    for path in &stale {
        writeln!(out, "stale {}", path.display())?;
    }
    out.flush()?;
    writeln!(io::stderr(), "{problem}")?;
    writeln!(
        out,
        "these follow from the compiled client, and its types have to fit the document; mend what is said \
         above and run `cargo xtask regen` again"
    )?;
    Ok(Exit::Findings)
}

fn tell(state: &State, out: &mut dyn Write) -> io::Result<()> {
    match &state.verdict {
        Some(verdict) => write!(out, "\n{}", render(verdict))?,
        None => writeln!(out, "\nno release is recorded in {}: no verdict", released::FOLDER)?,
    }
    state.notes.iter().try_for_each(|note| writeln!(out, "\nnote: {note}"))
}

fn advise(out: &mut dyn Write) -> io::Result<Exit> {
    writeln!(out, "run `cargo xtask regen` and commit what it writes")?;
    Ok(Exit::Findings)
}
