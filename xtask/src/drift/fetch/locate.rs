//! Finds the page of an operation: by title in the index, then by name in the
//! site map, then where it was last seen; and it counts only if the block in
//! the page is about the operation.

use dintero_docs_drift::{Ours, markdown, prose};

use super::answer::{Answer, Expect};
use super::client::Client;
use super::index;

/// Pages that are looked into for one operation.
const MAX_CANDIDATES: usize = 6;

/// A page that is about an operation.
pub(super) struct Located {
    pub(super) page: Answer,
    /// Path of the whole document, where the page gives it.
    pub(super) file: Option<String>,
    pub(super) via: &'static str,
}

/// For each operation the page, None when nothing leads to one, or why the site
/// could not be asked.
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
                    // A page with the title and another path is the page, and
                    // that is drift, unless another one has the path.
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
    // An index that answers, as do the pages it names, has said what there is:
    // that no page holds the operation is news, whatever the fallbacks answer.
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

/// Letters and digits alone: `Get cards` and `get-cards` are one name.
fn name(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase()
}

/// Whether a page holds the operation, exactly or some other one, and the path
/// of the whole document.
fn about(page: &Answer, ours: &Ours) -> Option<(bool, Option<String>)> {
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
