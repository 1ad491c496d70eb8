//! Percent-encoding, read strictly: malformed encoding is an error.

use super::check::Violation;

/// An error of a text that cannot be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Malformed {
    /// A percent sign is not followed by two hexadecimal digits.
    Percent,
    /// The bytes are not UTF-8.
    Utf8,
}

impl Malformed {
    pub(super) fn at(self, place: &str) -> Violation {
        Violation::new(
            place,
            match self {
                Self::Percent => "has a % without two hexadecimal digits behind it",
                Self::Utf8 => "is not UTF-8 once it is decoded",
            },
        )
    }
}

/// Decodes one segment of a path; a plus sign stays a plus sign.
pub(super) fn segment(text: &str) -> Result<String, Malformed> {
    decode(text, false)
}

/// Decodes the pairs of a query in their order. A plus sign is a space, a name
/// without an equals sign has an empty value, and empty pairs are skipped.
pub(crate) fn pairs(query: &str) -> Result<Vec<(String, String)>, Violation> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let key = decode(key, true).map_err(|fault| fault.at("the name of a parameter"))?;
            let value = decode(value, true).map_err(|fault| fault.at(&key))?;
            Ok((key, value))
        })
        .collect()
}

fn decode(text: &str, plus_is_space: bool) -> Result<String, Malformed> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || rest.next().and_then(|b| char::from(b).to_digit(16));
                let (high, low) = (digit(), digit());
                match (high, low) {
                    (Some(high), Some(low)) => {
                        u8::try_from(high * 16 + low).map_err(|_| Malformed::Percent)?
                    }
                    _ => return Err(Malformed::Percent),
                }
            }
            b'+' if plus_is_space => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes).map_err(|_| Malformed::Utf8)
}
