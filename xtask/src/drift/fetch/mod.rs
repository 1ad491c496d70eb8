//! Fetches the pages that are published now. Finds them through the index of the
//! site, and not by a fixed address alone.

mod client;
mod index;
mod locate;
mod policy;
mod response;
#[cfg(test)]
mod tests;

use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{ExitStatus, Ours, Source, sanitise};

use super::Context;
use super::arguments::ExpectedForm;
use super::failure::{Failure, Outcome};
use super::pages::Pages;
use client::Client;
use locate::Located;
use policy::Policy;
use response::{Expect, FetchedPage};

/// Fetches the published pages of our operations.
pub(super) fn pages(
    context: &mut Context<'_>,
    ours: &[Ours],
    form: ExpectedForm,
    site: Option<&str>,
) -> Outcome<Pages> {
    if form == Some(Form::Text) {
        return Err(Failure::usage("the form text cannot be fetched; fetch md or raw"));
    }
    let mut client = client(site)?;
    let mut pages = Pages::default();
    for (one, found) in locate::all(&mut client, ours) {
        match found {
            Err(why) => pages.unavailable.push(sanitise::line(&why)),
            Ok(None) => pages.unreadable.push(format!(
                "the index has no page with the title \u{201c}{}\u{201d} and the operation {}",
                one.title,
                one.key()
            )),
            Ok(Some(found)) => {
                let missed = take(&mut client, &found, form, &mut pages);
                if let Some(why) = missed {
                    writeln!(context.err, "warning: only the page is compared: {why}")?;
                }
            }
        }
    }
    Ok(pages)
}

/// Finds the place where each operation is published.
pub(super) fn locate<'a>(
    ours: &'a [Ours],
    site: Option<&str>,
) -> Outcome<Vec<(&'a Ours, Option<Place>)>> {
    let mut client = client(site)?;
    let mut places = Vec::new();
    for (one, found) in locate::all(&mut client, ours) {
        let found = found.map_err(|why| Failure(ExitStatus::Unavailable, sanitise::line(&why)))?;
        let place = found.map(|found| Place { url: found.page.final_url, via: found.via });
        places.push((one, place));
    }
    Ok(places)
}

/// An address, and the list that it was found in.
pub(super) struct Place {
    pub(super) url: String,
    pub(super) via: &'static str,
}

fn client(site: Option<&str>) -> Outcome<Client> {
    let policy = Policy::new(site).map_err(Failure::usage)?;
    if !policy.is_local() && !cfg!(feature = "fetch") {
        let command = again(std::env::args().skip(1));
        let why = format!("this build has no TLS; run `{command}`");
        return Err(Failure(ExitStatus::Incapable, why));
    }
    // A site on this machine recovers from nothing by being waited for.
    Ok(if policy.is_local() {
        Client::with_wait(policy, Box::new(drop))
    } else {
        Client::new(policy)
    })
}

/// Returns the command that runs with these arguments in a build that can fetch.
fn again(arguments: impl Iterator<Item = String>) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@+".contains(c);
    let quoted = arguments.map(|argument| match argument.chars().all(is_plain) {
        true if !argument.is_empty() => argument,
        _ => format!("'{}'", argument.replace('\'', "'\\''")),
    });
    let command = "cargo run --package xtask --features fetch --".to_owned();
    quoted.fold(command, |command, argument| format!("{command} {argument}"))
}

/// Adds the page, the whole document, or both. If there is a page, a document
/// that cannot be fetched is only a warning, which is returned.
fn take(
    client: &mut Client,
    found: &Located,
    form: ExpectedForm,
    pages: &mut Pages,
) -> Option<String> {
    if form != Some(Form::Raw) {
        let source = source(&found.page);
        pages.add(source, &found.page.body, Some(Form::Markdown));
    }
    if form == Some(Form::Markdown) {
        return None;
    }
    let Some(file) = &found.file else {
        let why = "the page does not name the whole document".to_owned();
        if form.is_none() {
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
        Ok(page) => {
            pages.add(source(&page), &page.body, Some(Form::Raw));
        }
        Err(why) if form.is_none() => return Some(sanitise::line(&why)),
        Err(why) => pages.unavailable.push(sanitise::line(&why)),
    }
    None
}

fn source(page: &FetchedPage) -> Source {
    Source {
        name: page.final_url.clone(),
        sha256: String::new(),
        url: Some(page.url.clone()),
        final_url: (page.final_url != page.url).then(|| page.final_url.clone()),
        moved: page.moved,
        etag: page.etag.clone(),
        last_modified: page.last_modified.clone(),
        fetched_at: None,
    }
}
