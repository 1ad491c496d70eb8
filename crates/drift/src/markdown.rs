//! The contracts of a Markdown page: an OpenAPI document in a fenced block.
//!
//! The block is fenced with backquotes, and its info string is
//! `yaml /file.yaml get /path`, or has the file without the slash or with its whole address. Banners, titles and instructions around it change
//! often; they are text and nothing else.

use dintero_cards_openapi::{Document, Source};

use crate::contract::{Contract, Facet, Fact, FactState, Form, Place, Subject, set};
use crate::document::{Operation, Prose, Unreadable, operations, scopes};

/// The most blocks that are read; published pages have one.
const MAX_BLOCKS: usize = 16;

/// A fenced block with an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// Method, upper case.
    pub method: String,
    /// Address of the whole document, mostly without that of the site, if the block names it.
    pub file: Option<String>,
    /// Path in the info string, without that of the server.
    pub path: &'a str,
    /// Line of the fence, from 1.
    pub line: usize,
    /// Content of the block, after as many empty lines as precede it in the page, so
    /// that line numbers stay.
    pub text: String,
}

/// Returns the blocks of a page that have an operation.
///
/// # Errors
/// A block of OpenAPI is not closed: the page is cut.
pub fn blocks<'a>(page: &'a str, source: &str) -> Result<Vec<Block<'a>>, Unreadable> {
    let mut blocks = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let trimmed = line.trim_start();
        let fence = trimmed.len() - trimmed.trim_start_matches('`').len();
        if fence < 3 {
            continue;
        }
        let info = head(trimmed[fence..].trim());
        let info = info.filter(|_| blocks.len() < MAX_BLOCKS);
        let mut text = "\n".repeat(if info.is_some() { index + 1 } else { 0 });
        let mut closed = false;
        for (_, line) in lines.by_ref() {
            let bare = line.trim();
            if bare.len() >= fence && bare.chars().all(|c| c == '`') {
                closed = true;
                break;
            }
            if info.is_some() {
                text.push_str(line);
                text.push('\n');
            }
        }
        let Some((method, path, file)) = info else { continue };
        if !closed {
            return Err(Unreadable::new(source, index + 1, "the OpenAPI block is never closed"));
        }
        blocks.push(Block { method, file, path, line: index + 1, text });
    }
    Ok(blocks)
}

/// Reads `yaml [file.yaml] get /path`.
fn head(info: &str) -> Option<(String, &str, Option<String>)> {
    let mut words = info.split_whitespace();
    if !matches!(words.next()?, "yaml" | "yml" | "json") {
        return None;
    }
    let mut words = words.rev();
    let path = words.next().filter(|path| path.starts_with('/'))?;
    let method = words.next()?.to_ascii_uppercase();
    let file = words.next().map(str::to_owned);
    matches!(method.as_str(), "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS")
        .then_some((method, path, file))
}

/// Reads the operations of a page.
///
/// # Errors
/// There is no block of OpenAPI, or it is cut, is no YAML, or is written in the
/// older dialect of the documentation site, which is not read.
pub fn read(page: &str, source: &str) -> Result<Vec<Contract>, Unreadable> {
    let blocks = blocks(page, source)?;
    if blocks.is_empty() {
        return Err(Unreadable::new(source, 1, "there is no OpenAPI block in the page"));
    }
    let mut found = Vec::new();
    for block in &blocks {
        let document = Document::parse(Source { file: source, text: &block.text })?;
        let has = |key: &str| document.root().get(key).is_some();
        if !has("openapi") && !has("swagger") {
            let message = "the block has no `openapi:`: the site's older dialect is not read";
            return Err(Unreadable::new(source, block.line, message));
        }
        let read = operations(&document, Form::Markdown, Prose::Published)?;
        let wanted = read.into_iter().find(|operation| is_of(operation, block));
        let operation = wanted.ok_or_else(|| {
            Unreadable::new(source, block.line, "the block lacks the operation that it announces")
        })?;
        found.push(with_page(operation.contract, page));
    }
    Ok(found)
}

/// Whether the operation is that of the block, whose path may include that of the
/// server.
fn is_of(operation: &Operation, block: &Block<'_>) -> bool {
    let route = &operation.route;
    let whole = format!("{}{}", route.base, route.path);
    route.method == block.method && (route.path == block.path || whole == block.path)
}

/// Adds the facts outside of the block: title and scopes.
fn with_page(mut contract: Contract, page: &str) -> Contract {
    let subject = Subject::operation();
    let title = page.lines().enumerate().find_map(|(index, line)| {
        let title = line.strip_prefix("# ")?.trim();
        (!title.is_empty() && title != "null").then_some((title.to_owned(), index + 1))
    });
    let outside = page.split("```").next().unwrap_or(page);
    let quoted: Vec<&str> =
        outside.lines().map(|line| line.trim_start_matches(['>', ' '])).collect();
    let listed = scopes::of(&quoted.join("\n"));
    let Some(entry) = contract.entry_mut(&subject) else { return contract };
    let lacks = |entry: &crate::contract::Entry, facet| {
        entry.fact(facet).is_none_or(|fact| fact.state == FactState::NotStated)
    };
    if let Some((title, line)) = title.filter(|_| lacks(entry, Facet::Title)) {
        entry.facts.insert(Facet::Title, Fact::stated(title, Place::line(line)));
    }
    if let Some(scopes) = listed.filter(|_| lacks(entry, Facet::Scopes)) {
        let scopes = set(scopes.into_iter().map(Into::into));
        entry.facts.insert(Facet::Scopes, Fact::stated(scopes, Place::line(1)));
    }
    contract
}
