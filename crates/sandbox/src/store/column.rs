//! A column of numbers, and the marks of those that are in a range.
//!
//! Where it can, it keeps a number as steps of 32 bits from the least one, which
//! halves the memory and lets the processor compare several at once. Amounts fit
//! as they are, times where they all are whole seconds.

/// Earlier and less than everything: no first day.
pub(super) const ALWAYS: i64 = i64::MIN;
/// Later and more than everything: no expiry.
pub(super) const NEVER: i64 = i64::MAX;

const SECOND: i64 = 1_000_000_000;

/// Numbers and their ends.
pub(super) struct Column {
    kept: Kept,
    pub(super) least: i64,
    pub(super) most: i64,
}

enum Kept {
    /// 0 is [`ALWAYS`], the largest code [`NEVER`]; any other is the base and one
    /// unit less than so many units.
    Codes {
        base: i64,
        unit: i64,
        codes: Vec<u32>,
    },
    Values(Vec<i64>),
}

/// Numbers from one to another, both included.
#[derive(Clone, Copy)]
pub(super) struct Range {
    pub(super) least: i64,
    pub(super) most: i64,
}

impl Column {
    pub(super) fn new(values: Vec<i64>) -> Self {
        let least = values.iter().copied().min().unwrap_or_default();
        let most = values.iter().copied().max().unwrap_or_default();
        let real = || values.iter().copied().filter(|value| ![ALWAYS, NEVER].contains(value));
        let unit = if real().all(|value| value % SECOND == 0) { SECOND } else { 1 };
        let base = real().min().unwrap_or_default();
        let code = |value: i64| match value {
            ALWAYS => Some(0),
            NEVER => Some(u32::MAX),
            value => {
                let code = value.checked_sub(base)? / unit + 1;
                u32::try_from(code).ok().filter(|code| *code < u32::MAX)
            }
        };
        let kept = match values.iter().map(|value| code(*value)).collect() {
            Some(codes) => Kept::Codes { base, unit, codes },
            None => Kept::Values(values),
        };
        Self { kept, least, most }
    }
}

impl Range {
    pub(super) const ALL: Self = Self { least: i64::MIN, most: i64::MAX };

    pub(super) fn and(self, other: Self) -> Self {
        Self { least: self.least.max(other.least), most: self.most.min(other.most) }
    }

    pub(super) fn misses(self, column: &Column) -> bool {
        column.most < self.least || self.most < column.least
    }

    pub(super) fn takes_all(self, column: &Column) -> bool {
        self.least <= column.least && column.most <= self.most
    }

    /// Takes the marks from what is not in the range.
    pub(super) fn mark(self, column: &Column, marks: &mut [u8]) {
        match &column.kept {
            Kept::Codes { base, unit, codes } => match self.codes(*base, *unit) {
                Some((least, width)) => {
                    keep(marks, codes, |code| code.wrapping_sub(least) <= width);
                }
                None => marks.fill(0),
            },
            Kept::Values(values) => keep(marks, values, |value| self.takes(value)),
        }
    }

    /// Leaves the places of what is in the range, and gives their number.
    pub(super) fn pick(self, column: &Column, places: &mut [usize]) -> usize {
        match &column.kept {
            Kept::Codes { base, unit, codes } => match self.codes(*base, *unit) {
                Some((least, width)) => {
                    pick(places, codes, |code| code.wrapping_sub(least) <= width)
                }
                None => 0,
            },
            Kept::Values(values) => pick(places, values, |value| self.takes(value)),
        }
    }

    fn takes(self, value: i64) -> bool {
        // One comparison instead of two: below the least wraps to beyond the most.
        let width = self.most.wrapping_sub(self.least).cast_unsigned();
        value.wrapping_sub(self.least).cast_unsigned() <= width
    }

    /// The least code in the range, and how far it is to the most; `None` when
    /// no code is in it.
    fn codes(self, base: i64, unit: i64) -> Option<(u32, u32)> {
        let (base, unit) = (i128::from(base), i128::from(unit));
        // Whole steps from the base, rounded down.
        let steps = |value: i64| (i128::from(value) - base).div_euclid(unit);
        let code = |steps: i128| u32::try_from(steps + 1).unwrap_or(u32::MAX);
        let least = match self.least {
            ALWAYS => 0,
            least if i128::from(least) <= base => 1,
            // Above the step before it.
            least => code(steps(least - 1) + 1),
        };
        let most = match self.most {
            NEVER => u32::MAX,
            most if i128::from(most) < base => 0,
            most => code(steps(most)).min(u32::MAX - 1),
        };
        most.checked_sub(least).map(|width| (least, width))
    }
}

/// Takes the marks from what does not hold.
pub(super) fn keep<T: Copy>(marks: &mut [u8], values: &[T], holds: impl Fn(T) -> bool) {
    for (mark, value) in marks.iter_mut().zip(values) {
        *mark &= u8::from(holds(*value));
    }
}

fn pick<T: Copy>(places: &mut [usize], values: &[T], holds: impl Fn(T) -> bool) -> usize {
    let mut kept = 0;
    for number in 0..places.len() {
        let place = places[number];
        places[kept] = place;
        kept += usize::from(values.get(place).is_some_and(|value| holds(*value)));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{ALWAYS, Column, NEVER, Range, SECOND};

    #[test]
    fn codes_mark_what_values_mark() {
        let day = 86_400 * SECOND;
        for values in [
            vec![],
            vec![0],
            vec![ALWAYS, NEVER],
            vec![5, -3, 0, 7, ALWAYS, 1 << 33],
            vec![5, -3, 0, 7, NEVER, ALWAYS, 4_000_000_000],
            vec![i64::MIN + 1, i64::MAX - 1, 0],
            vec![day, 3 * day, NEVER, -day, 2 * day + SECOND],
            vec![day, 3 * day, ALWAYS, -day, 2 * day + 1],
            vec![0, i64::from(u32::MAX) - 2],
            vec![0, i64::from(u32::MAX) - 1],
            vec![0, SECOND * (i64::from(u32::MAX) - 2)],
        ] {
            let column = Column::new(values.clone());
            let mut ends: Vec<i64> = values.clone();
            ends.extend([ALWAYS, NEVER, 0, 1, -1, SECOND - 1, SECOND, 17 * day]);
            let near = |end: &i64| [end.saturating_sub(1), *end, end.saturating_add(1)];
            let ends: Vec<i64> = ends.iter().flat_map(near).collect();
            for least in &ends {
                for most in ends.iter().filter(|most| least <= *most) {
                    let range = Range { least: *least, most: *most };
                    let expected: Vec<u8> =
                        values.iter().map(|v| u8::from((least..=most).contains(&v))).collect();
                    let mut marks = vec![1; values.len()];
                    range.mark(&column, &mut marks);
                    assert_eq!(marks, expected, "{values:?} {least} {most}");
                    let mut places: Vec<usize> = (0..values.len()).collect();
                    let count = range.pick(&column, &mut places);
                    assert!(places[..count].iter().all(|place| expected[*place] == 1));
                    assert_eq!(count, expected.iter().filter(|mark| **mark == 1).count());
                    if range.misses(&column) && !values.is_empty() {
                        assert_eq!(count, 0);
                    }
                    if range.takes_all(&column) {
                        assert_eq!(count, values.len());
                    }
                }
            }
        }
    }
}
