//! Descriptions of a document as documentation of Rust.
//!
//! rustdoc compiles and runs every block of code that is not marked otherwise. A
//! description is written for people who call an API, so its samples are JSON,
//! shell or plain text: each block gets a mark that says so. A block that is only
//! indented becomes a fenced one, and all blocks begin at the first column, where
//! no list or quotation ends them early.

/// Marks of a block that rustdoc does not compile.
const LANGUAGES: [&str; 9] =
    ["bash", "html", "http", "ignore", "json", "sh", "text", "xml", "yaml"];
/// Columns from which Markdown takes a line for code.
const INDENTED_CODE: usize = 4;

/// The text with every block of code marked as text, and with no character that
/// Rust refuses in a comment.
pub(crate) fn without_doctests(text: &str) -> String {
    let text = printable(text);
    let mut out = Text { lines: Vec::new(), in_list: false, after_blank: true };
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        if let Some(fence) = Fence::opened_by(line) {
            let mut block = Vec::new();
            for line in lines.by_ref() {
                if fence.is_closed_by(line) {
                    break;
                }
                block.push(line);
            }
            out.block(fence.language, &block, fence.indent);
        } else if out.begins_indented_code(line) {
            let mut block = vec![line];
            while let Some(line) = lines.next_if(|line| is_blank(line) || is_code(line)) {
                block.push(line);
            }
            while block.last().is_some_and(|line| is_blank(line)) {
                block.pop();
            }
            out.block("text", &block, INDENTED_CODE);
            out.lines.push(String::new());
        } else {
            out.prose(line);
        }
    }
    out.lines.join("\n")
}

/// Rust refuses lone carriage returns in comments, and characters that change
/// the direction of text.
fn printable(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.replace("\r\n", "\n").replace('\r', "\n").replace(turns, "")
}

struct Text {
    lines: Vec<String>,
    in_list: bool,
    after_blank: bool,
}

impl Text {
    /// Adds a block of code, without the indentation that all of it has.
    fn block(&mut self, language: &str, block: &[&str], indent: usize) {
        let longest = block.iter().map(|line| longest_run(line)).max().unwrap_or(0);
        let fence = "`".repeat(3.max(longest + 1));
        self.lines.push(format!("{fence}{language}"));
        self.lines.extend(block.iter().map(|line| outdented(line, indent).to_owned()));
        self.lines.push(fence);
        self.after_blank = false;
        self.in_list = false;
    }

    /// Whether a line begins a block of code at the top level. In a list it may
    /// as well continue an item, so it is prose there.
    fn begins_indented_code(&self, line: &str) -> bool {
        self.after_blank && !self.in_list && is_code(line) && !is_blank(line)
    }

    /// Adds a line that is no code, and that nothing can take for code.
    fn prose(&mut self, line: &str) {
        let (markers, rest) = container(line);
        let blank = is_blank(line);
        if !markers.trim().is_empty() {
            self.in_list = true;
        } else if !blank && !line.starts_with([' ', '\t']) && self.after_blank {
            self.in_list = false;
        }
        self.after_blank = blank;
        let indent = columns(&line[..line.len() - line.trim_start().len()]).min(INDENTED_CODE - 1);
        let words: Vec<&str> = markers.split_whitespace().chain([rest.trim_start()]).collect();
        let line = format!("{}{}", " ".repeat(indent), words.join(" "));
        self.lines.push(if blank { String::new() } else { line });
    }
}

/// A fence that opens a block of code.
struct Fence<'a> {
    mark: char,
    length: usize,
    indent: usize,
    language: &'a str,
}

impl<'a> Fence<'a> {
    fn opened_by(line: &'a str) -> Option<Self> {
        let (_, rest) = container(line);
        let fence = rest.trim_start();
        let mark = fence.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let length = fence.chars().take_while(|c| *c == mark).count();
        let info = fence[length..].trim();
        if length < 3 || (mark == '`' && info.contains('`')) {
            return None;
        }
        let language = LANGUAGES.into_iter().find(|it| *it == info).unwrap_or("text");
        Some(Self { mark, length, indent: line.len() - fence.len(), language })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        // A quotation may have its mark before the fence.
        let (_, rest) = container(line);
        let fence = rest.trim();
        fence.chars().count() >= self.length && fence.chars().all(|c| c == self.mark)
    }
}

/// The marks of lists and quotations at the beginning of a line, and the rest.
fn container(line: &str) -> (&str, &str) {
    let mut rest = line;
    loop {
        let bare = rest.trim_start();
        let next = match bare.strip_prefix('>') {
            Some(next) => next,
            None => {
                let digits = bare.chars().take_while(char::is_ascii_digit).count();
                let ordered = &bare[digits..];
                let marks: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
                match ordered.strip_prefix(marks) {
                    Some(next) if next.is_empty() || next.starts_with([' ', '\t']) => next,
                    _ => return (&line[..line.len() - rest.len()], rest),
                }
            }
        };
        rest = next;
    }
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

fn is_code(line: &str) -> bool {
    columns(&line[..line.len() - line.trim_start().len()]) >= INDENTED_CODE
}

/// Columns of some white space; a tab ends at a multiple of four.
fn columns(space: &str) -> usize {
    space.chars().fold(0, |at, c| if c == '\t' { at - at % 4 + 4 } else { at + 1 })
}

/// A line of code without its first columns of white space.
fn outdented(line: &str, indent: usize) -> &str {
    let space = line.len() - line.trim_start_matches([' ', '\t']).len();
    let cut = (0..=space).rev().find(|end| columns(&line[..*end]) <= indent).unwrap_or(0);
    &line[cut..]
}

/// Length of the longest run of backticks.
fn longest_run(line: &str) -> usize {
    line.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::without_doctests;

    #[test]
    fn every_block_of_code_is_marked_as_no_rust() {
        for (from, to) in [
            ("a\n\n```\n{\"id\": 1}\n```", "a\n\n```text\n{\"id\": 1}\n```"),
            ("~~~\nx\n~~~\ny", "```text\nx\n```\ny"),
            ("```rust\nx\n```", "```text\nx\n```"),
            ("```should_panic\nx\n```", "```text\nx\n```"),
            ("```json\n{}\n```", "```json\n{}\n```"),
            ("```json,rust\n{}\n```", "```text\n{}\n```"),
            ("```ignore\nx\n```", "```ignore\nx\n```"),
            ("````\n```\nx\n```\n````", "````text\n```\nx\n```\n````"),
            ("```\nnever closed", "```text\nnever closed\n```"),
            ("- item\n  ```\n  x\n  ```\nend", "- item\n```text\nx\n```\nend"),
            ("> ```\n> x\n> ```", "```text\n> x\n```"),
            ("First.\n\n    {}\n\nLast.", "First.\n\n```text\n{}\n```\n\nLast."),
            ("\tx = 1", "```text\nx = 1\n```\n"),
        ] {
            assert_eq!(without_doctests(from), to, "{from:?}");
        }
    }

    #[test]
    fn prose_stays_what_it_is_and_never_becomes_code() {
        for (from, to) in [
            ("Name to display.", "Name to display."),
            ("- one\n- two\n\nEnd.", "- one\n- two\n\nEnd."),
            ("-      code in an item", "- code in an item"),
            ("1.      code in an item", "1. code in an item"),
            (">     quoted code", "> quoted code"),
            ("- a\n\n        code", "- a\n\n   code"),
            ("text\n    goes on", "text\n   goes on"),
            ("`a` and ```b``` here", "`a` and ```b``` here"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("a\u{202e}b", "ab"),
            ("-1 is less than 0", "-1 is less than 0"),
        ] {
            assert_eq!(without_doctests(from), to, "{from:?}");
        }
    }
}
