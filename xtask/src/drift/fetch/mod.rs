//! What is published now: found through the site's index, never by a fixed
//! address alone, and fetched within bounds.

mod answer;
#[cfg(test)]
mod bounds;
mod client;
mod index;
mod locate;
mod policy;

use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{Ours, Source, sanitise};

use super::Context;
use super::arguments::SourceForm;
use super::failure::{Failure, Outcome};
use super::pages::Pages;
use answer::{Answer, Expect};
use client::Client;
use locate::Located;
use policy::Policy;

fn client(site: Option<&str>) -> Outcome<Client> {
    let policy = Policy::new(site).map_err(Failure::Usage)?;
    // The build is to blame and not the site: a job must not take it for neutral.
    if !policy.is_local() && !cfg!(feature = "fetch") {
        let why = "this build speaks no TLS: cargo run -p xtask --features fetch -- drift \u{2026}";
        return Err(Failure::Usage(why.to_owned()));
    }
    Ok(Client::new(policy))
}

/// The published pages of our operations.
pub(super) fn pages(
    context: &mut Context<'_>,
    ours: &[Ours],
    form: SourceForm,
    site: Option<&str>,
) -> Outcome<Pages> {
    if form == SourceForm::Text {
        return Err(Failure::Usage("text is copied by people; fetch md or raw".to_owned()));
    }
    let mut client = client(site)?;
    let mut pages = Pages::default();
    for (one, found) in locate::all(&mut client, ours) {
        match found {
            Err(why) => pages.unavailable.push(sanitise::line(&why)),
            Ok(None) => pages.unreadable.push(format!(
                "the index has no page that is \u{201c}{}\u{201d} and holds {}",
                one.title,
                one.key()
            )),
            Ok(Some(found)) => {
                let missed = take(&mut client, &found, form, &mut pages);
                if let Some(why) = missed {
                    writeln!(context.err, "warning: the page alone is compared: {why}")?;
                }
            }
        }
    }
    Ok(pages)
}

/// Adds the page that was found, the whole document, or both. Where the page is
/// there, a document that cannot be had is only said.
fn take(
    client: &mut Client,
    found: &Located,
    form: SourceForm,
    pages: &mut Pages,
) -> Option<String> {
    if form != SourceForm::Raw {
        let source = source(&found.page);
        pages.add(source, &found.page.body, Some(Form::Markdown));
    }
    if form == SourceForm::Md {
        return None;
    }
    let Some(file) = &found.file else {
        let why = "the page does not name the whole document".to_owned();
        if form == SourceForm::Auto {
            return Some(why);
        }
        pages.unreadable.push(why);
        return None;
    };
    let url = client.policy().absolute(file);
    // Operations may share one document.
    if pages.published.iter().any(|page| page.source.url.as_deref() == Some(url.as_str())) {
        return None;
    }
    match client.get(&url, Expect::Yaml) {
        Ok(answer) => {
            pages.add(source(&answer), &answer.body, Some(Form::Raw));
        }
        Err(why) if form == SourceForm::Auto => return Some(sanitise::line(&why)),
        Err(why) => pages.unavailable.push(sanitise::line(&why)),
    }
    None
}

fn source(answer: &Answer) -> Source {
    Source {
        name: answer.final_url.clone(),
        sha256: String::new(),
        url: Some(answer.url.clone()),
        final_url: (answer.final_url != answer.url).then(|| answer.final_url.clone()),
        moved: answer.moved,
        etag: answer.etag.clone(),
        last_modified: answer.last_modified.clone(),
        fetched_at: None,
    }
}

/// Where each operation is published.
pub(super) fn locate<'a>(
    ours: &'a [Ours],
    site: Option<&str>,
) -> Outcome<Vec<(&'a Ours, Option<Place>)>> {
    let mut client = client(site)?;
    let mut places = Vec::new();
    for (one, found) in locate::all(&mut client, ours) {
        let found = found.map_err(|why| Failure::Unavailable(sanitise::line(&why)))?;
        let place = found.map(|found| Place { url: found.page.final_url, via: found.via });
        places.push((one, place));
    }
    Ok(places)
}

/// An address, and what it was found in.
pub(super) struct Place {
    pub(super) url: String,
    pub(super) via: &'static str,
}
