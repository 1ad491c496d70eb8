//! Type lines: `string`, `enum<string>`, `string<uuid>[]`, `object[] | null`.

use super::line::unescaped;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Type of the innermost value; several joined with `|`.
    pub(super) base: String,
    /// Number of arrays around it.
    pub(super) arrays: usize,
    /// Whether the values are listed.
    pub(super) is_enum: bool,
    /// Whether null is one of the types.
    pub(super) nullable: bool,
    /// Pattern between the angle brackets.
    pub(super) pattern: Option<String>,
    /// Format between the angle brackets.
    pub(super) format: Option<String>,
}

const BASES: [&str; 9] =
    ["string", "integer", "number", "boolean", "object", "array", "any", "file", "null"];

/// The most nested arrays of a type line; published ones have one.
const MAX_ARRAYS: usize = 4;

/// Reads a type line; None for another line.
pub(super) fn parse(line: &str) -> Option<Kind> {
    let line = line.trim_matches(['`', '*', ' ']);
    // `Title · object[]` names the schema first.
    let line = line.rsplit_once(" \u{b7} ").map_or(line, |(_, kind)| kind);
    let (line, nullable) = match unescaped(line).strip_suffix("| null") {
        Some(rest) => (rest.trim_end().to_owned(), true),
        None => (line.to_owned(), false),
    };
    match line.find('<') {
        Some(open) => bracketed(&line, open, nullable),
        None => plain(&unescaped(&line), nullable),
    }
}

fn plain(line: &str, nullable: bool) -> Option<Kind> {
    let (base, arrays) = arrays(line)?;
    let mut bases: Vec<&str> = base.split('|').map(str::trim).collect();
    if bases.iter().any(|base| !BASES.contains(base)) {
        return None;
    }
    bases.sort_unstable();
    bases.dedup();
    let base = bases.join("|");
    let (base, arrays) =
        if base == "array" { ("any".to_owned(), arrays + 1) } else { (base, arrays) };
    Some(Kind { base, arrays, is_enum: false, nullable, pattern: None, format: None })
}

/// Reads `base<inner>`. The inner part is a type, a pattern or a format. A pattern may
/// contain angle brackets, so the last one closes.
fn bracketed(line: &str, open: usize, nullable: bool) -> Option<Kind> {
    let close = line.rfind('>').filter(|close| *close > open)?;
    let base = unescaped(line[..open].trim_end_matches('\\'));
    let inner = line[open + 1..close].trim_end_matches('\\');
    let after = unescaped(&line[close + 1..]);
    let (rest, arrays) = arrays(&after)?;
    if !rest.is_empty() || inner.is_empty() {
        return None;
    }
    let mut kind = match base.as_str() {
        "enum" => Kind { is_enum: true, ..plain(inner, nullable)? },
        // No more arrays than are allowed: a line may nest without end.
        "array" if inner.matches('<').count() <= MAX_ARRAYS => {
            let inner = parse(inner)?;
            Kind { arrays: inner.arrays + 1, nullable, ..inner }
        }
        base if BASES.contains(&base) => {
            let looks_like_pattern = inner.contains(|c: char| "^$\\[](){}|*+?".contains(c));
            let inner = Some(inner.to_owned());
            let (pattern, format) = if looks_like_pattern { (inner, None) } else { (None, inner) };
            Kind { base: base.to_owned(), arrays: 0, is_enum: false, nullable, pattern, format }
        }
        _ => return None,
    };
    kind.arrays += arrays;
    (kind.arrays <= MAX_ARRAYS).then_some(kind)
}

/// Returns the text before `[]`, and the number of repetitions of `[]`.
fn arrays(text: &str) -> Option<(&str, usize)> {
    let text = text.trim();
    let rest = text.trim_end_matches("[]");
    let count = (text.len() - rest.len()) / "[]".len();
    (count <= MAX_ARRAYS).then_some((rest, count))
}
