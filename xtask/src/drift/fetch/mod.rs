//! Fetches the pages that are published now. Finds them through the index of the
//! site, and not by a fixed address alone.

#[cfg(test)]
mod bounds;
mod client;
mod index;
mod locate;
mod policy;
mod response;

use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{Ours, Source, sanitise};

use super::Context;
use super::arguments::SourceForm;
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
    form: SourceForm,
    site: Option<&str>,
) -> Outcome<Pages> {
    if form == SourceForm::Text {
        return Err(Failure::Usage("the form text cannot be fetched; fetch md or raw".to_owned()));
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
        let found = found.map_err(|why| Failure::Unavailable(sanitise::line(&why)))?;
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
    let policy = Policy::new(site).map_err(Failure::Usage)?;
    // A usage error, since a job ignores a site that is down.
    if !policy.is_local() && !cfg!(feature = "fetch") {
        let why =
            "this build has no TLS; use cargo run -p xtask --features fetch -- drift \u{2026}";
        return Err(Failure::Usage(why.to_owned()));
    }
    Ok(Client::new(policy))
}

/// Adds the page, the whole document, or both. If there is a page, a document
/// that cannot be fetched is only a warning, which is returned.
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
        Ok(page) => {
            pages.add(source(&page), &page.body, Some(Form::Raw));
        }
        Err(why) if form == SourceForm::Auto => return Some(sanitise::line(&why)),
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
