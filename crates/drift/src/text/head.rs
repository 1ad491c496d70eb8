//! The top of a page: method, URL in fragments, title, request sample, example.

use super::line::Line;
use crate::document::route::{METHODS, anonymous, host_of, path_of, without_port};

#[derive(Debug, Default)]
pub(super) struct Head {
    /// Method and its line.
    pub(super) method: Option<(String, usize)>,
    /// The joined URL and its line.
    pub(super) url: Option<(String, usize)>,
    /// Line of a slash between which no fragment of the URL is.
    pub(super) loose: Option<usize>,
    /// Title and its line.
    pub(super) title: Option<(String, usize)>,
    /// Another URL in the sample, and its line.
    pub(super) other_url: Option<(String, usize)>,
    /// `bearer`, `basic` …, if the sample shows it.
    pub(super) scheme: Option<String>,
    /// Index of the line after the title.
    pub(super) end: usize,
}

/// Reads the top of a page. `lines` ends before the first section.
pub(super) fn read(lines: &[Line]) -> Head {
    let mut head = Head::default();
    let mut at = 0;
    while at < lines.len() && head.method.is_none() {
        let line = &lines[at];
        let bare = line.bare();
        let (word, rest) = bare.split_once(' ').unwrap_or((&bare, ""));
        if METHODS.contains(&word) && (rest.is_empty() || rest.starts_with(['/', 'h'])) {
            head.method = Some((word.to_owned(), line.number));
            at += 1;
            if rest.is_empty() {
                at = url(lines, at, &mut head);
            } else {
                head.url = Some((rest.to_owned(), line.number));
            }
        } else {
            head.title = head.title.or_else(|| lone_title(line));
            at += 1;
        }
    }
    // A title after the URL replaces one before it.
    if let Some(after) = lines[at..].iter().position(|line| !line.is_blank())
        && let Some(title) = lone_title(&lines[at + after])
    {
        head.title = Some(title);
        at += after + 1;
    }
    head.end = at;
    sample(&lines[at..], &mut head);
    head
}

/// Whether a line may be a title, and is no sample or example.
fn lone_title(line: &Line) -> Option<(String, usize)> {
    let bare = line.bare();
    let code = bare.starts_with(['{', '[', '-', '/', '<'])
        || ["curl", "import ", "const ", "require", "http"]
            .iter()
            .any(|word| bare.starts_with(word));
    (!bare.is_empty() && !code && bare.len() <= 120).then_some((bare, line.number))
}

/// Joins `https://host/v1`, `/`, `things`, `/`, `{id}` … without separators.
fn url(lines: &[Line], mut at: usize, head: &mut Head) -> usize {
    while at < lines.len() && lines[at].is_blank() {
        at += 1;
    }
    let Some(first) = lines.get(at) else { return at };
    let mut url = first.bare();
    if !url.starts_with("http://") && !url.starts_with("https://") && !url.starts_with('/') {
        return at;
    }
    // The fragment of the server is lost: the sample has it.
    if url == "/" {
        url.clear();
    } else {
        at += 1;
    }
    while let Some([slash, segment]) = lines.get(at..at + 2) {
        let segment = segment.bare();
        if slash.text != "/" || !is_segment(&segment) {
            break;
        }
        url.push('/');
        url.push_str(&segment);
        at += 2;
    }
    // A slash at the end counts if the sample has it too; else a fragment is lost.
    head.loose = lines[at..].iter().find(|line| line.text == "/").map(|line| line.number);
    if lines.get(at).is_some_and(|line| line.text == "/") {
        url.push('/');
        at += 1;
    }
    head.url = Some((url, first.number));
    at
}

fn is_segment(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "{}%._~-:".contains(c))
}

/// Reads the request sample in any language.
fn sample(lines: &[Line], head: &mut Head) {
    let known = head.url.as_ref().map(|(url, _)| (url.clone(), anonymous(path_of(url))));
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let url = url_in(&line.text).filter(|url| !url.contains("llms.txt"));
        if let (Some(url), Some((known, path))) = (url.as_deref(), &known) {
            let (host, theirs) = (host_of(url), anonymous(path_of(url)));
            let is_partial = known.starts_with('/');
            let is_host = without_port(host_of(known)) == without_port(host);
            if (is_partial || is_host) && theirs.ends_with(path) {
                // A fragmented URL may lack its server.
                if head.url.as_ref().is_some_and(|(known, _)| known.starts_with('/')) {
                    head.url = Some((url.to_owned(), line.number));
                }
                if path.ends_with('/') {
                    head.loose = None;
                }
            } else {
                // A longer path on the same host shows that a fragment was lost.
                if is_host && theirs.starts_with(&format!("{}/", path.trim_end_matches('/'))) {
                    head.loose.get_or_insert(line.number);
                }
                head.other_url.get_or_insert((url.to_owned(), line.number));
            }
        } else if let Some(url) = url {
            head.other_url.get_or_insert((url, line.number));
        }
        head.scheme = head.scheme.take().or_else(|| scheme(&line.text));
    }
}

fn url_in(text: &str) -> Option<String> {
    let start = text.find("https://").or_else(|| text.find("http://"))?;
    let end = text[start..].find(['\'', '"', ' ', ')', '`', ',', ';', '\\', '?']);
    Some(text[start..end.map_or(text.len(), |end| start + end)].to_owned())
}

/// Returns the word after `Authorization:`, in any quotes.
pub(super) fn scheme(text: &str) -> Option<String> {
    let folded = text.to_ascii_lowercase();
    let after = &folded[folded.find("authorization")? + "authorization".len()..];
    let after = after.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let word: String = after.chars().take_while(char::is_ascii_alphabetic).collect();
    matches!(word.as_str(), "bearer" | "basic" | "digest").then_some(word)
}
