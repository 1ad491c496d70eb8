//! Random numbers of a seed, in independent streams.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};
use uuid::Uuid;

/// Returns the member of a cycle for a number.
pub(super) fn at<T>(cycle: &[T], number: u64) -> &T {
    let index = usize::try_from(number % cycle.len() as u64).expect("below a length");
    &cycle[index]
}

/// Random numbers of one stream of a seed.
pub(super) struct Random(ChaCha8Rng);

impl Random {
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// Returns a number from one bound to the other, both included.
    pub(super) fn between(&mut self, from: u64, to: u64) -> u64 {
        let width = u128::from(to.saturating_sub(from)) + 1;
        let below = (u128::from(self.0.next_u64()) * width) >> 64;
        from + u64::try_from(below).expect("less than 64 bits times 64 bits, without the lower 64")
    }

    /// Returns an amount from one bound to the other; neither may be negative.
    pub(super) fn whole(&mut self, from: i64, to: i64) -> i64 {
        let ends = (u64::try_from(from).unwrap_or(0), u64::try_from(to).unwrap_or(0));
        i64::try_from(self.between(ends.0, ends.1)).expect("between two numbers of 63 bits")
    }

    /// Returns false once in `others + 1` times.
    pub(super) fn chance(&mut self, others: u64) -> bool {
        self.between(0, others) > 0
    }

    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let number = self.0.next_u64();
        at(from, number)
    }

    pub(super) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    pub(super) fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// Returns up to eight hexadecimal digits.
    pub(super) fn hexadecimal(&mut self, digits: usize) -> String {
        let text = format!("{:08x}", self.0.next_u32());
        text.chars().take(digits).collect()
    }
}
