//! The contracts of a Markdown page: an OpenAPI document in a fenced block.
//!
//! The block is fenced with backquotes, and its info string is
//! `yaml /file.yaml get /path`, or has the file without the slash or with its whole address. Banners, titles and instructions around it change
//! often; they are text and nothing else.

use dintero_cards_openapi::{Document, Source};

use crate::contract::{Contract, Entry, Facet, Fact, FactState, Form, Place, Subject, set};
use crate::document::route::METHODS;
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
    let lines: Vec<&str> = page.lines().collect();
    let (mut blocks, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        let trimmed = lines[at].trim_start();
        let fence = trimmed.len() - trimmed.trim_start_matches('`').len();
        at += 1;
        if fence < 3 {
            continue;
        }
        let is_end = |line: &&str| {
            let bare = line.trim();
            bare.len() >= fence && bare.chars().all(|c| c == '`')
        };
        let begin = at;
        let end = lines[begin..].iter().position(is_end).map(|length| begin + length);
        at = end.map_or(lines.len(), |end| end + 1);
        let info = head(trimmed[fence..].trim()).filter(|_| blocks.len() < MAX_BLOCKS);
        let Some((method, path, file)) = info else { continue };
        let Some(end) = end else {
            return Err(Unreadable::new(source, begin, "the OpenAPI block is never closed"));
        };
        let text = format!("{}{}\n", "\n".repeat(begin), lines[begin..end].join("\n"));
        blocks.push(Block { method, file, path, line: begin, text });
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
    METHODS.contains(&method.as_str()).then_some((method, path, file))
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
    let is_open = |fact: &Fact| fact.state == FactState::NotStated;
    let lacks = |entry: &Entry, facet| entry.fact(facet).is_none_or(is_open);
    if let Some((title, line)) = title.filter(|_| lacks(entry, Facet::Title)) {
        entry.facts.insert(Facet::Title, Fact::stated(title, Place::line(line)));
    }
    if let Some(scopes) = listed.filter(|_| lacks(entry, Facet::Scopes)) {
        let scopes = set(scopes.into_iter().map(Into::into));
        entry.facts.insert(Facet::Scopes, Fact::stated(scopes, Place::line(1)));
    }
    contract
}
