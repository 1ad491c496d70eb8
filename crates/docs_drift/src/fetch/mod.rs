//! Fetches pages: those at given addresses, and those to which the index of a site leads.

mod client;
mod index;
mod locate;
mod policy;
mod response;
#[cfg(test)]
mod tests;

use dintero_docs_drift::contract::Form;
use dintero_docs_drift::{ExitStatus, Ours, Published, sanitise};

use crate::arguments::ExpectedForm;
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::pages::Pages;
use client::Client;
use locate::Located;
use policy::Policy;
use response::Expect;

/// Fetches the published pages of our operations.
pub(crate) fn pages(
    context: &mut Context<'_>,
    ours: &[&Ours],
    form: ExpectedForm,
) -> Outcome<Pages> {
    if form == Some(Form::Text) {
        return Err(Failure::usage("the form text cannot be fetched; fetch md or raw"));
    }
    let mut client = client(context, &site(context, ours)?)?;
    let mut pages = Pages::default();
    for one in ours {
        match locate::find(&mut client, one, context.project.places) {
            Err(why) => pages.unavailable.push(sanitise::line(&why)),
            Ok(None) => pages.unreadable.push(format!(
                "the index has no page with the title \u{201c}{}\u{201d} and the operation {}",
                one.title,
                one.key()
            )),
            Ok(Some(found)) => take(context, &mut client, found, form, &mut pages)?,
        }
    }
    Ok(pages)
}

/// Fetches the page at an address: a whole document, or a page with the document that
/// it names. A site publishes a page as Markdown with `.md` at the end of its address.
pub(crate) fn page(
    context: &mut Context<'_>,
    url: &str,
    form: ExpectedForm,
    pages: &mut Pages,
) -> Outcome<()> {
    let mut client = client(context, url)?;
    let (path, _) = url.split_once(['?', '#']).unwrap_or((url, ""));
    let is_raw = [".yaml", ".yml", ".json"].iter().any(|end| path.ends_with(end));
    let expect = if is_raw { Expect::Yaml } else { Expect::Markdown };
    let is_file = is_raw || [".md", ".mdx", ".txt"].iter().any(|end| path.ends_with(end));
    let markdown = format!("{}.md", path.trim_end_matches('/'));
    let first = if is_file { url } else { &markdown };
    let fetched = client.get(first, expect).or_else(|why| match is_file {
        true => Err(why),
        false => client.get(url, expect).map_err(|_| why),
    });
    match fetched {
        Err(error) => pages.unavailable.push(sanitise::line(&error.why)),
        Ok(page) => match locate::about(&page, None) {
            Some((_, file)) if !is_raw => {
                take(context, &mut client, Located { page, file, via: "" }, form, pages)?;
            }
            _ => pages.add(page.source, &page.body, form),
        },
    }
    Ok(())
}

/// Finds the address where each operation is published, and the list that has it.
pub(crate) fn locate<'a>(
    context: &Context<'_>,
    ours: &[&'a Ours],
) -> Outcome<Vec<(&'a Ours, Option<Address>)>> {
    let mut client = client(context, &site(context, ours)?)?;
    let each =
        ours.iter().map(|one| match locate::find(&mut client, one, context.project.places) {
            Ok(found) => Ok((*one, found.map(|found| (found.page.source.name, found.via)))),
            Err(why) => Err(Failure(ExitStatus::Unavailable, sanitise::line(&why))),
        });
    each.collect()
}

/// An address, and the list that has it.
type Address = (String, &'static str);

/// Returns the site that is searched: of the arguments, the project or the documents.
fn site(context: &Context<'_>, ours: &[&Ours]) -> Outcome<String> {
    let documented = ours.iter().flat_map(|one| &one.addresses).next();
    let known = context.project.site.or(documented.map(String::as_str));
    match (context.site, context.project.site) {
        (Some(site), Some(_)) if !policy::is_loopback(site) => {
            Err(Failure::usage(format!("{} is not on loopback", sanitise::line(site))))
        }
        (Some(site), _) => Ok(format!("{}/", site.trim_end_matches('/'))),
        (None, _) => known.map(str::to_owned).ok_or_else(|| {
            Failure::usage("give --site URL, where the pages are published, or --page URL")
        }),
    }
}

fn client(context: &Context<'_>, site: &str) -> Outcome<Client> {
    let policy = Policy::new(site).map_err(Failure::usage)?;
    if !policy.is_local() && !crate::CAN_FETCH {
        let words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
        let command = again(context.project.with_tls, words);
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
fn again(with_tls: &str, arguments: impl Iterator<Item = String>) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@+".contains(c);
    let quoted = arguments.map(|argument| match argument.chars().all(is_plain) {
        true if !argument.is_empty() => argument,
        _ => format!("'{}'", argument.replace('\'', "'\\''")),
    });
    quoted.fold(with_tls.to_owned(), |command, argument| format!("{command} {argument}"))
}

/// Adds the page, the whole document that it names, or both. Beside a page, a document
/// that cannot be fetched is a warning.
fn take(
    context: &mut Context<'_>,
    client: &mut Client,
    Located { page, file, .. }: Located,
    form: ExpectedForm,
    pages: &mut Pages,
) -> Outcome<()> {
    if form != Some(Form::Raw) {
        pages.add(page.source.clone(), &page.body, form.or(Some(Form::Markdown)));
    }
    if form.is_some_and(|form| form != Form::Raw) {
        return Ok(());
    }
    let Some(file) = file else {
        let why = "the page does not name the whole document";
        match form {
            None => warn(context, why)?,
            Some(_) => pages.unreadable.push(why.to_owned()),
        }
        return Ok(());
    };
    match client.nearest(&page.source.name, &file, Expect::Yaml) {
        Ok(page) => {
            let is_same = |other: &Published| other.source.url == page.source.url;
            // Operations may share one document.
            if !pages.published.iter().any(is_same) {
                pages.add(page.source, &page.body, Some(Form::Raw));
            }
        }
        Err(error) if form.is_none() => warn(context, &sanitise::line(&error.why))?,
        Err(error) => pages.unavailable.push(sanitise::line(&error.why)),
    }
    Ok(())
}

fn warn(context: &mut Context<'_>, why: &str) -> Outcome<()> {
    Ok(writeln!(context.err, "warning: only the page is compared: {why}")?)
}
