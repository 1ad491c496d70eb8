//! A place in a JSON text, and the values that stand there in their usual forms.

use serde::de::Error as _;
use serde_json::{Error, Result};

/// Most digits of a number that is read here: more may not fit.
const MAX_DIGITS: usize = 18;

/// Most objects and lists within each other, as many as `serde_json` allows.
pub(super) const MAX_DEPTH: u8 = 127;

pub(super) struct Reader<'de> {
    pub(super) text: &'de str,
    pub(super) at: usize,
    pub(super) depth: u8,
    /// The order of the fields of each type of object.
    pub(super) orders: Vec<Order>,
}

/// The order in which the fields of a type of object came last.
pub(super) struct Order {
    names: &'static [&'static str],
    /// For each name the one after it, and first of all the one at the beginning.
    next: Vec<usize>,
}

/// The error of a text that `serde_json` must read.
#[cold]
pub(super) fn refused() -> Error {
    Error::custom("another form of JSON")
}

impl<'de> Reader<'de> {
    /// Returns the next byte that is not space.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Returns the order of a type of object, by its names.
    #[inline]
    pub(super) fn order(&mut self, names: &'static [&'static str]) -> usize {
        let is_it = |order: &Order| std::ptr::eq(order.names, names);
        self.orders.iter().position(is_it).unwrap_or_else(|| {
            self.orders.push(Order { names, next: (0..=names.len()).collect() });
            self.orders.len() - 1
        })
    }

    /// Reads the name of a field if it is the one that came here in the object before.
    /// `last` is the number of the field before it, from 1.
    #[inline]
    pub(super) fn expected_name(&mut self, order: usize, last: &mut usize) -> Option<&'static str> {
        let order = &self.orders[order];
        let number = order.next[*last];
        let name = *order.names.get(number)?;
        // A quote begins here.
        let rest = self.text.as_bytes().get(self.at + 1..)?.strip_prefix(name.as_bytes())?;
        if rest.first() != Some(&b'"') {
            return None;
        }
        self.at += name.len() + 2;
        *last = number + 1;
        Some(name)
    }

    /// Remembers the name that ends here as the one after the field before it.
    #[cold]
    pub(super) fn remember_name(&mut self, start: usize, order: usize, last: &mut usize) {
        let Order { names, next } = &mut self.orders[order];
        let name = self.text.get(start + 1..self.at - 1);
        if let Some(number) = names.iter().position(|own| Some(*own) == name) {
            next[*last] = number;
            *last = number + 1;
        }
    }

    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Result<()> {
        if self.peek() != Some(byte) {
            return Err(refused());
        }
        self.at += 1;
        Ok(())
    }

    pub(super) fn rest(&self) -> &'de str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Reads a word if it is the next.
    #[inline]
    pub(super) fn word(&mut self, word: &str) -> bool {
        let is_next = self.rest().starts_with(word);
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    /// Reads a string without an escape if it is the next.
    #[inline]
    pub(super) fn plain_string(&mut self) -> Option<&'de str> {
        if self.peek()? != b'"' {
            return None;
        }
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut end = start;
        loop {
            match bytes.get(end..)?.first_chunk() {
                Some(eight) => match special(u64::from_le_bytes(*eight)) {
                    0 => end += 8,
                    found => {
                        end += found.trailing_zeros() as usize / 8;
                        break;
                    }
                },
                // The last bytes of the text.
                None if special(bytes.get(end).copied()?.into()) & 0x80 == 0 => end += 1,
                None => break,
            }
        }
        if bytes[end] != b'"' {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    /// Reads a whole number if it is the next.
    #[inline]
    pub(super) fn whole_number(&mut self) -> Option<i64> {
        let is_negative = self.peek()? == b'-';
        let start = self.at + usize::from(is_negative);
        let digits = self.text.as_bytes().get(start..)?;
        let mut number = 0_i64;
        let mut count = 0;
        while let Some(digit) = digits.get(count).map(|byte| byte.wrapping_sub(b'0'))
            && digit < 10
        {
            if count == MAX_DIGITS {
                return None;
            }
            number = number * 10 + i64::from(digit);
            count += 1;
        }
        let starts_well = match digits.first()? {
            b'0' => count == 1 && !is_negative,
            _ => count > 0,
        };
        if !starts_well || matches!(digits.get(count), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        self.at = start + count;
        Some(if is_negative { -number } else { number })
    }
}

/// Marks the highest bit of the bytes that end the plain part of a string: quotes,
/// backslashes and control characters. Above the lowest of them it may mark others, too.
#[inline]
fn special(eight: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let is_below = |bytes: u64, bound: u8| bytes.wrapping_sub(ONES * u64::from(bound)) & !bytes;
    let is = |byte: u8| is_below(eight ^ (ONES * u64::from(byte)), 1);
    (is_below(eight, 0x20) | is(b'"') | is(b'\\')) & (ONES << 7)
}
