//! Finds where the values of a JSON text begin and end, without reading them.
//!
//! A value may be malformed inside: a number that JSON does not have, a control
//! character, bytes that are not UTF-8. Brackets, quotes, colons and commas must be
//! right, since without them nobody knows where a value ends.

use std::iter::from_fn;

/// Returns the name and the value of every field of an object, both as JSON; None, and
/// nothing after it, where the structure cannot be trusted.
pub(super) fn fields(json: &[u8]) -> impl Iterator<Item = Option<(&[u8], &[u8])>> {
    parts(json, [b'{', b'}'], |scanner| {
        let name = scanner.string()?;
        scanner.expect(b':')?;
        Some((name, scanner.value()?))
    })
}

/// Returns every value of an array; None, and nothing after it, where the structure cannot
/// be trusted.
pub(super) fn elements(json: &[u8]) -> impl Iterator<Item = Option<&[u8]>> {
    parts(json, [b'[', b']'], |scanner| scanner.value().filter(|value| !value.is_empty()))
}

/// Whether the name of a field is this one.
pub(super) fn is_name(json: &[u8], name: &str) -> bool {
    serde_json::from_slice::<String>(json).is_ok_and(|own| own == name)
}

fn parts<'a, T>(
    json: &'a [u8],
    brackets: [u8; 2],
    part: fn(&mut Scanner<'a>) -> Option<T>,
) -> impl Iterator<Item = Option<T>> {
    let (mut scanner, mut is_first, mut has_ended) = (Scanner { json, at: 0 }, true, false);
    from_fn(move || {
        if has_ended {
            return None;
        }
        let has_next = scanner.has_next(std::mem::take(&mut is_first), brackets);
        let next = has_next.filter(|has_next| *has_next).and_then(|_| part(&mut scanner));
        has_ended = next.is_none();
        (has_next != Some(false)).then_some(next)
    })
}

struct Scanner<'a> {
    json: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Whether a list has a further part; what follows the list must be space alone.
    fn has_next(&mut self, is_first: bool, [open, close]: [u8; 2]) -> Option<bool> {
        let has_ended = match self.next()? {
            byte if is_first && byte == open => self.peek() == Some(close) && self.next().is_some(),
            b',' if !is_first => false,
            byte if !is_first && byte == close => true,
            _ => return None,
        };
        (!has_ended || self.peek().is_none()).then_some(!has_ended)
    }

    /// Returns the next byte that is not space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.json.get(self.at..)?;
        self.at += rest.iter().take_while(|byte| b" \t\r\n".contains(byte)).count();
        self.json.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    fn string(&mut self) -> Option<&'a [u8]> {
        self.expect(b'"')?;
        let start = self.at - 1;
        loop {
            match self.json.get(self.at)? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        self.json.get(start..self.at)
    }

    /// Scans a number or a name, or whatever stands there instead.
    fn scalar(&mut self) -> Option<()> {
        let rest = &self.json[self.at..];
        let length = rest.iter().position(|byte| b",]} \t\r\n".contains(byte))?;
        self.at += length;
        (!rest[..length].iter().any(|byte| b"\"{[:".contains(byte))).then_some(())
    }

    /// Scans a value of any depth, in memory of a byte for each level.
    fn value(&mut self) -> Option<&'a [u8]> {
        self.peek();
        let start = self.at;
        let mut closers: Vec<u8> = Vec::new();
        loop {
            // A value begins here.
            let closer = match self.peek()? {
                b'{' => Some(b'}'),
                b'[' => Some(b']'),
                b'"' => self.string().map(|_| None)?,
                _ => self.scalar().map(|()| None)?,
            };
            if let Some(closer) = closer {
                self.at += 1;
                closers.push(closer);
            }
            // Up to the next value, or to the end of the outermost one.
            let mut is_begin = closer.is_some();
            loop {
                let Some(closer) = closers.last().copied() else {
                    return self.json.get(start..self.at);
                };
                match self.peek()? {
                    byte if byte == closer => {
                        self.at += 1;
                        closers.pop();
                        is_begin = false;
                        continue;
                    }
                    b',' if !is_begin => self.at += 1,
                    _ if is_begin => {}
                    _ => return None,
                }
                if closer == b'}' && self.peek()? != b'}' {
                    self.string()?;
                    self.expect(b':')?;
                }
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{elements, fields};

    fn scan(json: &str) -> Option<Vec<&str>> {
        elements(json.as_bytes())
            .map(|part| part.map(|part| str::from_utf8(part).unwrap()))
            .collect()
    }

    #[test]
    fn values_end_where_their_brackets_and_quotes_end() {
        for (json, parts) in [
            ("[]", &[][..]),
            (" [ 1 ,\n\"a]\\\"}\" , {} ] ", &["1", "\"a]\\\"}\"", "{}"]),
            ("[NaN,007,-Infinity,1e999]", &["NaN", "007", "-Infinity", "1e999"]),
            ("[{\"a\":\"\u{1}\",\"b\":[{},[ ]],},7]", &["{\"a\":\"\u{1}\",\"b\":[{},[ ]],}", "7"]),
            ("[{\"a\":}]", &["{\"a\":}"]),
        ] {
            assert_eq!(scan(json).as_deref(), Some(parts), "{json}");
        }
    }

    #[test]
    fn a_structure_that_cannot_be_trusted_is_none() {
        for json in [
            "",
            "[",
            "[1",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1]]",
            "{}",
            "[{]}",
            "[{\"a\"}]",
            "[{a:1}]",
            "[\"a\"b\"]",
            "[{\"name\":\"a\"b\"},{\"name\":\"c\"d\"}]",
            "[1\"\"]",
            "[\"]",
            "[\"\\\"]",
        ] {
            assert_eq!(scan(json), None, "{json}");
        }
        let found: Vec<_> = fields(b"{\"a\":1,\"b\":2").collect();
        assert_eq!(found, [Some((&b"\"a\""[..], &b"1"[..])), None]);
    }

    #[test]
    fn depth_takes_no_stack() {
        let deep = format!("[{}{}]", "[".repeat(1_000_000), "]".repeat(1_000_000));
        assert!(elements(deep.as_bytes()).all(|part| part.is_some()));
    }
}
