//! Regular expressions of ECMA-262, bounded: matching follows every way through a
//! pattern, and no document may keep the sandbox busy for ever.

use dintero_cards_openapi::{Error, Node, pattern_flags};

/// Most ways through a pattern for a text of some characters; a second of matching
/// them all. Documented patterns have less than a hundred.
const MAX_WAYS: u32 = 10_000;

/// A regular expression; a match anywhere in the text suffices.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) text: String,
    pub(super) regex: regress::Regex,
}

impl Pattern {
    pub(super) fn compile(node: &Node<'_>) -> Result<Self, Error> {
        let text = node.text()?;
        let flags = pattern_flags(text).map_err(|problem| node.error(problem))?;
        if ways(text) > MAX_WAYS {
            return Err(node.error("the pattern has more repetitions than the sandbox matches"));
        }
        let regex = regress::Regex::with_flags(text, flags)
            .map_err(|error| node.error(format!("the pattern is not valid: {error}")))?;
        Ok(Self { text: text.to_owned(), regex })
    }
}

/// Returns the product of the repetitions of a pattern. One without a fixed number
/// counts as ten, about the length of an account id; a group of such repetitions that
/// is repeated itself has ways without end.
fn ways(pattern: &str) -> u32 {
    let (mut ways, mut is_class, mut before) = (1_u32, false, ' ');
    // Whether the open groups, and the last closed one, have such a repetition.
    let (mut open, mut closed) = (vec![false], false);
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        let mut times = 1;
        match c {
            '\\' => drop(rest.next()),
            '[' => is_class = true,
            ']' => is_class = false,
            _ if is_class => {}
            '(' => open.push(false),
            ')' => {
                closed = open.pop().unwrap_or_default();
                open.last_mut().into_iter().for_each(|outer| *outer |= closed);
            }
            '*' | '+' => times = 10,
            // After a bracket it begins a group without a number.
            '?' if before != '(' => times = 2,
            '{' => {
                let count: String = rest.by_ref().take_while(|c| *c != '}').collect();
                // One character a number of times is one way.
                times = count.parse().map_or(10, |times| if before == ')' { times } else { 1 });
            }
            _ => {}
        }
        if times >= 10 && !is_class {
            if before == ')' && closed {
                return u32::MAX;
            }
            open.last_mut().into_iter().for_each(|group| *group = true);
        }
        ways = ways.saturating_mul(times);
        before = c;
    }
    ways
}
