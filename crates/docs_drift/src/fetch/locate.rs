//! Finds the page of an operation: in the index, then in the site map, then where it was
//! last seen or may have moved to. The lists are searched by title and by slug, which is
//! the published operationId (`aid_cards_get`). A page counts only if it describes an
//! operation.

use dintero_docs_drift::{Ours, markdown, prose};

use super::client::Client;
use super::index;
use super::response::{Expect, FetchedPage};

/// Most pages that are fetched for one operation: versions and languages of one page.
const MAX_CANDIDATES: usize = 6;

/// A page that describes an operation.
pub(super) struct Located {
    pub(super) page: FetchedPage,
    /// The path or the address of the whole document, if the page names it.
    pub(super) file: Option<String>,
    pub(super) via: &'static str,
}

/// Finds the page of an operation: None if no list leads to one, or why the site could
/// not be read.
pub(super) fn find(
    client: &mut Client,
    ours: &Ours,
    places: &[&str],
) -> Result<Option<Located>, String> {
    let mut trouble = None;
    let mut indexed = false;
    for via in ["llms.txt", "sitemap.xml", "x-provenance"] {
        let candidates = match candidates(client, ours, via, places) {
            Ok(candidates) => candidates,
            Err(why) => {
                trouble.get_or_insert(why);
                continue;
            }
        };
        let mut titled = None;
        for url in candidates.into_iter().take(MAX_CANDIDATES) {
            match client.get(&url, Expect::Markdown) {
                Ok(page) => {
                    let Some((exact, file)) = about(&page, Some(ours)) else { continue };
                    let located = Located { page, file, via };
                    if exact {
                        return Ok(Some(located));
                    }
                    // A page with the right title and another path is drift,
                    // unless another page has the path.
                    titled.get_or_insert(located);
                }
                Err(error) => drop(trouble.get_or_insert(error.why)),
            }
        }
        if titled.is_some() {
            return Ok(titled);
        }
        indexed |= via == "llms.txt" && trouble.is_none();
    }
    // If the index and its pages were read, a missing page is drift, even if the
    // other lists could not be read.
    match trouble {
        Some(why) if !indexed => Err(why),
        _ => Ok(None),
    }
}

fn candidates(
    client: &mut Client,
    ours: &Ours,
    via: &str,
    places: &[&str],
) -> Result<Vec<String>, String> {
    let policy = client.policy().clone();
    let wanted = prose::normalise(&ours.title);
    let paths: Vec<&str> = ours.addresses.iter().filter_map(|address| path(address)).collect();
    let names: Vec<String> = paths.iter().copied().chain([ours.title.as_str()]).map(name).collect();
    let (list, mut urls): (String, Vec<String>) = match via {
        "llms.txt" => {
            let index = client.nearest(&policy.site, "llms.txt", Expect::Markdown)?;
            let text = String::from_utf8_lossy(&index.body);
            let mut links = index::links(&text);
            let is_titled = |title: &str| prose::normalise(title) == wanted;
            links.retain(|(title, url)| is_titled(title) || names.contains(&name(url)));
            links.sort_by_key(|(title, _)| !is_titled(title));
            (index.source.name, links.into_iter().map(|(_, url)| url.to_owned()).collect())
        }
        "sitemap.xml" => {
            let map = client.nearest(&policy.site, "sitemap.xml", Expect::Xml)?;
            let all = index::locations(&String::from_utf8_lossy(&map.body)).into_iter();
            (map.source.name, all.filter(|url| names.contains(&name(url))).collect())
        }
        _ => {
            let paths = paths.into_iter().flat_map(|path| moved(path, places));
            (policy.site.clone(), paths.collect())
        }
    };
    for url in &mut urls {
        *url = policy.follow(&list, url);
        if !url.ends_with(".md") {
            url.push_str(".md");
        }
    }
    urls.retain(|url| policy.allow(url).is_ok());
    Ok(urls)
}

fn path(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    Some(&rest[rest.find('/')?..])
}

/// Returns a path at each place that the pages move between.
fn moved(path: &str, places: &[&str]) -> Vec<String> {
    let rest = places.iter().find_map(|place| Some((*place, path.strip_prefix(place)?)));
    let others = rest.into_iter().flat_map(|(from, rest)| {
        places.iter().filter(move |to| **to != from).map(move |to| format!("{to}{rest}"))
    });
    [path.to_owned()].into_iter().chain(others).collect()
}

/// Returns only letters and digits of the last part of an address or of a title:
/// `Get cards` and `/a/get-cards.md` are one name.
fn name(text: &str) -> String {
    let last = text.trim_end_matches('/').rsplit('/').next().unwrap_or(text);
    let letters = last.trim_end_matches(".md").chars().filter(char::is_ascii_alphanumeric);
    letters.collect::<String>().to_lowercase()
}

/// Returns whether a page describes this operation or another one, and the path of the
/// whole document, if the page names it; None if it describes no operation.
pub(super) fn about(page: &FetchedPage, ours: Option<&Ours>) -> Option<(bool, Option<String>)> {
    let text = String::from_utf8_lossy(&page.body);
    let blocks = markdown::blocks(&text, &page.source.name).ok()?;
    let exact = ours.and_then(|ours| {
        let route = &ours.operation.route;
        let whole = format!("{}{}", route.base, route.path);
        blocks.iter().find(|block| {
            block.method == route.method && (block.path == route.path || block.path == whole)
        })
    });
    let block = exact.or_else(|| blocks.first())?;
    Some((exact.is_some(), block.file.clone()))
}
