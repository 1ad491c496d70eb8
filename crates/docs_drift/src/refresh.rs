//! `docs-drift fetch` and `docs-drift locate`: the currently published pages.

use dintero_docs_drift::compare::MIN_COVERAGE;
use dintero_docs_drift::contract::{Contract, Facet, Fact, lines};
use dintero_docs_drift::{ExitStatus, Ours, Published, Snapshot, assess, compare, sanitise};

use crate::arguments::{Fetch, Sources};
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::sources;
use crate::{documents, fetch, file};

pub(crate) fn run(context: &mut Context<'_>, arguments: &Fetch) -> Outcome<ExitStatus> {
    if arguments.write && context.ci {
        return Err(Failure::usage("a job writes no snapshots: fetch by hand and commit them"));
    }
    let Some(folder) = context.project.snapshots.clone() else {
        return Err(Failure::usage("give --snapshots DIR: the folder of the facts"));
    };
    let all = documents::read(context)?;
    let ours = documents::chosen(context, &all)?;
    let from = Sources {
        page: arguments.page.clone(),
        fetch: arguments.page.is_empty(),
        source: arguments.source,
        ..Sources::default()
    };
    let pages = sources::read(context, &ours, &from)?;
    pages.warn(context.err)?;
    let today = arguments.today.unwrap_or(context.today);
    let mut stale = false;
    let mut any = false;
    for one in ours {
        let Some(best) = best(one, &pages.published) else {
            writeln!(context.err, "warning: there is no page \u{201c}{}\u{201d}", one.title)?;
            continue;
        };
        let outcome = compare(one, &best.contract, MIN_COVERAGE);
        if let Some(fault) = outcome.faults.first() {
            let why = sanitise::line(&fault.why);
            return Err(Failure(
                ExitStatus::Unreadable,
                format!("{}: line {}: {why}", best.source.name, fault.line),
            ));
        }
        any = true;
        let mut source = best.source.clone();
        source.fetched_at = Some(today.to_string());
        // The folder of a file is private.
        if source.url.is_none() {
            let name = source.name.rsplit(['/', '\\']).next().unwrap_or(&source.name);
            source.name = name.to_owned();
        }
        let snapshot = Snapshot::new(&one.file, &one.key(), source, best.contract.clone());
        let path = folder.join(format!("{}.json", slug(&one.title)));
        let name = path.display().to_string().replace('\\', "/");
        let path = context.project.root.join(path);
        let before =
            std::fs::read_to_string(&path).ok().and_then(|text| Snapshot::parse(&text).ok());
        let same = before.is_some_and(|before| said(&before.contract) == said(&snapshot.contract));
        let state = if same { "the same facts" } else { "other facts" };
        stale |= !same;
        if arguments.write {
            file::write(&path, snapshot.to_text().as_bytes())?;
            writeln!(context.out, "wrote {name}: {state} as before")?;
        } else {
            writeln!(context.out, "{name}: {state} as before")?;
        }
    }
    match (any, stale && !arguments.write) {
        (false, _) if pages.unavailable.is_empty() => Ok(ExitStatus::Unreadable),
        (false, _) => Ok(ExitStatus::Unavailable),
        (true, true) => Ok(ExitStatus::Drift),
        (true, false) => Ok(ExitStatus::Clean),
    }
}

pub(crate) fn locate(context: &mut Context<'_>) -> Outcome<ExitStatus> {
    let all = documents::read(context)?;
    let found = fetch::locate(context, &documents::chosen(context, &all)?)?;
    for (one, place) in &found {
        let title = sanitise::line(&one.title);
        match place {
            Some((url, via)) => {
                writeln!(context.out, "{title}: {} (found in {via})", sanitise::line(url))?;
            }
            None => writeln!(context.out, "{title}: not found")?,
        }
    }
    let is_complete = found.iter().all(|(_, place)| place.is_some());
    Ok(if is_complete { ExitStatus::Clean } else { ExitStatus::Unreadable })
}

/// Returns the most complete page about an operation.
fn best<'a>(ours: &Ours, pages: &'a [Published]) -> Option<&'a Published> {
    let about = pages.iter().filter(|page| assess::likeness(ours, &page.contract) > 0);
    about.max_by_key(|page| (page.contract.form, assess::likeness(ours, &page.contract)))
}

/// Returns all facts of a contract without their places.
fn said(contract: &Contract) -> Vec<String> {
    let mut said = vec![lines(contract)];
    for entry in contract.entries() {
        let words = entry.fact(Facet::Description).and_then(Fact::value);
        said.extend(words.map(ToString::to_string));
        said.extend(entry.paragraphs.iter().map(|paragraph| paragraph.digest.clone()));
    }
    said
}

/// Returns the file name for a title, such as `get-cards`.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}
