//! Finds the page of an operation: by title in the index, then by name in the
//! site map, then at its last known address. A page counts only if it describes
//! an operation.

use dintero_docs_drift::{Ours, markdown, prose};

use super::client::Client;
use super::index;
use super::response::{Expect, FetchedPage};

/// Most pages that are fetched for one operation.
const MAX_CANDIDATES: usize = 6;

/// A page that describes an operation.
pub(super) struct Located {
    pub(super) page: FetchedPage,
    /// The path of the whole document, if the page names it.
    pub(super) file: Option<String>,
    pub(super) via: &'static str,
}

/// Finds the page of each operation: None if no list leads to one, or why the
/// site could not be read.
pub(super) fn all<'a>(
    client: &mut Client,
    ours: &'a [Ours],
) -> Vec<(&'a Ours, Result<Option<Located>, String>)> {
    ours.iter().map(|one| (one, find(client, one))).collect()
}

fn find(client: &mut Client, ours: &Ours) -> Result<Option<Located>, String> {
    let mut trouble = None;
    let mut indexed = false;
    for via in ["llms.txt", "sitemap.xml", "x-provenance"] {
        let candidates = match candidates(client, ours, via) {
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
                    let Some((exact, file)) = about(&page, ours) else { continue };
                    let located = Located { page, file, via };
                    if exact {
                        return Ok(Some(located));
                    }
                    // A page with the right title and another path is drift,
                    // unless another page has the path.
                    titled.get_or_insert(located);
                }
                Err(why) => drop(trouble.get_or_insert(why)),
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

fn candidates(client: &mut Client, ours: &Ours, via: &str) -> Result<Vec<String>, String> {
    let policy = client.policy().clone();
    let allowed = |url: &String| policy.allow(url).is_ok();
    let absolute =
        |url: &str| if url.starts_with('/') { policy.absolute(url) } else { url.to_owned() };
    let page = |url: String| if url.ends_with(".md") { url } else { format!("{url}.md") };
    let urls: Vec<String> = match via {
        "llms.txt" => {
            let index = client.get(&policy.absolute("/llms.txt"), Expect::Markdown)?;
            let wanted = prose::normalise(&ours.title);
            let links = index::links(&String::from_utf8_lossy(&index.body));
            let titled = links.into_iter().filter(|link| prose::normalise(&link.title) == wanted);
            titled.map(|link| page(absolute(&link.url))).collect()
        }
        "sitemap.xml" => {
            let map = client.get(&policy.absolute("/sitemap.xml"), Expect::Xml)?;
            let wanted = name(&ours.title);
            let all = index::locations(&String::from_utf8_lossy(&map.body)).into_iter();
            let named = all.filter(|url| name(url.rsplit('/').next().unwrap_or(url)) == wanted);
            named.map(|url| page(absolute(&url))).collect()
        }
        _ => {
            let seen = ours.markdown.as_deref().and_then(|url| url.split_once("://"));
            let path = seen.and_then(|(_, rest)| Some(&rest[rest.find('/')?..]));
            path.map(|path| page(policy.absolute(path))).into_iter().collect()
        }
    };
    Ok(urls.into_iter().filter(allowed).collect())
}

/// Returns only letters and digits: `Get cards` and `get-cards` are one name.
fn name(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase()
}

/// Returns whether a page describes this operation or another one, and the path
/// of the whole document; None if it describes none.
fn about(page: &FetchedPage, ours: &Ours) -> Option<(bool, Option<String>)> {
    let text = String::from_utf8_lossy(&page.body);
    let blocks = markdown::blocks(&text, &page.final_url).ok()?;
    let route = &ours.operation.route;
    let whole = format!("{}{}", route.base, route.path);
    let exact = blocks.iter().find(|block| {
        block.method == route.method && (block.path == route.path || block.path == whole)
    });
    let block = exact.or_else(|| blocks.first())?;
    Some((exact.is_some(), block.file.clone()))
}
