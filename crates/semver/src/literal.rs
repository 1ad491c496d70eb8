//! Lines of Markdown that only look like headings: code between fences, and
//! comments of several lines.

/// Of each line, whether it is in a block of code or in a comment. What opens
/// and what closes one is part of it.
pub(crate) fn literal(lines: &[&str]) -> Vec<bool> {
    let mut open = Open::Nothing;
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        let (is_literal, next) = open.after(line);
        found.push(is_literal);
        open = next;
    }
    found
}

/// What a line stands in.
#[derive(Clone, Copy)]
enum Open {
    Nothing,
    /// The sign of the fence, and how many there are.
    Fence(char, usize),
    Comment,
}

impl Open {
    /// Whether the line is literal, and what is open below it.
    fn after(self, line: &str) -> (bool, Self) {
        match self {
            Self::Nothing => match fence(line) {
                Some((sign, count, _)) => (true, Self::Fence(sign, count)),
                None => {
                    let is_open = line.rfind("<!--").is_some_and(|at| !line[at..].contains("-->"));
                    (false, if is_open { Self::Comment } else { Self::Nothing })
                }
            },
            Self::Fence(sign, count) => {
                let closes = fence(line).is_some_and(|(other, more, is_bare)| {
                    other == sign && more >= count && is_bare
                });
                (true, if closes { Self::Nothing } else { self })
            }
            Self::Comment => (true, if line.contains("-->") { Self::Nothing } else { self }),
        }
    }
}

/// The sign of a fence, how many there are, and whether nothing follows them.
fn fence(line: &str) -> Option<(char, usize, bool)> {
    let line = line.trim();
    let sign = line.chars().next().filter(|sign| ['`', '~'].contains(sign))?;
    let rest = line.trim_start_matches(sign);
    let count = line.len() - rest.len();
    // What is on one line in backticks is no block.
    let is_fence = count >= 3 && !(sign == '`' && rest.contains('`'));
    is_fence.then_some((sign, count, rest.is_empty()))
}
