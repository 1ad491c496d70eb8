//! Finds where the values of a JSON text begin and end, without reading them.
//!
//! A value may be malformed inside: a number that JSON does not have, a control
//! character, bytes that are not UTF-8. Brackets, quotes, colons and commas must be
//! right, since without them nobody knows where a value ends.

use std::ops::ControlFlow;

/// Calls `each` with the name and the value of every field of an object, both as JSON.
/// Returns None where the structure cannot be trusted.
pub(super) fn fields<'a>(
    json: &'a [u8],
    mut each: impl FnMut(&'a [u8], &'a [u8]) -> ControlFlow<()>,
) -> Option<ControlFlow<()>> {
    let mut scanner = Scanner { json, at: 0 };
    scanner.list(b'{', b'}', |scanner| {
        let name = scanner.string()?;
        scanner.expect(b':')?;
        Some(each(name, scanner.value()?))
    })
}

/// Calls `each` with every value of an array.
/// Returns None where the structure cannot be trusted.
pub(super) fn elements<'a>(
    json: &'a [u8],
    mut each: impl FnMut(&'a [u8]) -> ControlFlow<()>,
) -> Option<ControlFlow<()>> {
    let mut scanner = Scanner { json, at: 0 };
    scanner.list(b'[', b']', |scanner| {
        let value = scanner.value().filter(|value| !value.is_empty())?;
        Some(each(value))
    })
}

struct Scanner<'a> {
    json: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Scans a list and what follows it, which must be space alone.
    fn list(
        &mut self,
        open: u8,
        close: u8,
        mut part: impl FnMut(&mut Self) -> Option<ControlFlow<()>>,
    ) -> Option<ControlFlow<()>> {
        self.expect(open)?;
        if self.peek() == Some(close) {
            self.at += 1;
        } else {
            loop {
                if part(self)?.is_break() {
                    return Some(ControlFlow::Break(()));
                }
                match self.next()? {
                    b',' => {}
                    byte if byte == close => break,
                    _ => return None,
                }
            }
        }
        self.peek().is_none().then_some(ControlFlow::Continue(()))
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
    use std::ops::ControlFlow::{Break, Continue};

    use super::{elements, fields};

    fn scan(json: &str) -> Option<Vec<&str>> {
        let mut found = Vec::new();
        let _ = elements(json.as_bytes(), |part| {
            found.push(std::str::from_utf8(part).unwrap());
            Continue(())
        })?;
        Some(found)
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
        assert_eq!(fields(b"{\"a\":1,\"b\":2", |_, _| Break(())), Some(Break(())));
        assert_eq!(fields(b"{\"a\":1,\"b\":2", |_, _| Continue(())), None);
    }

    #[test]
    fn depth_takes_no_stack() {
        let deep = format!("[{}{}]", "[".repeat(1_000_000), "]".repeat(1_000_000));
        assert!(elements(deep.as_bytes(), |_| Continue(())).is_some());
    }
}
