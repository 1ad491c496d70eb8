//! Comparison of the generated types with a validator of JSON Schema, which reads
//! the documents and does not know the types.
//!
//! - `conforming.rs` generates JSON from a schema; `mutation.rs` damages it, with the
//!   values of `edge_cases.rs` among others.
//! - `comparison.rs` compares type and document; `validator.rs` is the validator, and
//!   `places.rs` finds the schema of each part of a value.
//! - `round_trip.rs` states the changes that decoding and encoding may make;
//!   `exceptions.rs` lists the intended disagreements. Any other disagreement fails
//!   with the smallest JSON that shows it.
//! - `wrong_types.rs` has types that disagree with their document, which must fail.
//!
//! The random numbers begin with the same seed in every run. For other values:
//! `PROPTEST_RNG_SEED=7 PROPTEST_CASES=5000 cargo test -p dintero-cards-client
//! --features schemars json_validation`.

mod comparison;
mod conforming;
mod coverage;
mod edge_cases;
mod exceptions;
mod mutation;
mod places;
mod round_trip;
mod validator;
mod wrong_types;

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::array::uniform3;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use crate::named::{Named, named};
use comparison::{Comparison, Outcome};
use conforming::conforming;
use coverage::{Fields, fields, note_fields};
use exceptions::EXCEPTIONS;
use mutation::{Kind, mutate};

/// Runs a test on random values: the same values in every run, unless the
/// environment sets another seed. The error has the smallest value that fails.
fn run<S: Strategy>(
    name: &str,
    strategy: &S,
    test: impl Fn(S::Value) -> Result<(), String>,
) -> Result<(), String> {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(2026);
    }
    let seed = config.rng_seed;
    TestRunner::new(config)
        .run(strategy, |value| test(value).map_err(TestCaseError::fail))
        .map_err(|error| format!("{name}, {seed:?}: {error}"))
}

/// Compares type and document on JSON that conforms, and returns its fields.
fn compare_conforming(named: &Named) -> Result<Fields, String> {
    let comparison = Comparison::of(named);
    let met = RefCell::new(Fields::new());
    run(named.name, &conforming(&comparison.document, &comparison.at), |value| {
        let outcome = comparison.outcome(named, &value)?;
        if !outcome.document || !outcome.ours {
            return Err(format!("{value} was generated to conform, and is refused"));
        }
        note_fields(&comparison, &value, &mut met.borrow_mut());
        Ok(())
    })?;
    Ok(met.take())
}

/// Counts of damaged JSON.
#[derive(Debug, Default)]
struct Counts {
    damages: BTreeMap<Kind, usize>,
    exceptions: BTreeMap<&'static str, usize>,
    refused_by_both: usize,
    accepted_by_both: usize,
}

/// Compares type and document on JSON that is damaged in up to three places.
fn compare_damaged(named: &Named, met: &RefCell<Counts>) -> Result<(), String> {
    let comparison = Comparison::of(named);
    let damages = vec(uniform3(any::<Index>()), 1..=3);
    let strategy = (conforming(&comparison.document, &comparison.at), damages).prop_map({
        let (document, at) = (comparison.document.clone(), comparison.at.clone());
        move |(mut value, damages)| {
            let damage = |at_random| mutate(&document, &at, &mut value, at_random);
            let kinds: Vec<Kind> = damages.into_iter().filter_map(damage).collect();
            (value, kinds)
        }
    });
    run(named.name, &strategy, |(value, kinds)| {
        let Outcome { document, ours, exceptions } = comparison.outcome(named, &value)?;
        let met = &mut *met.borrow_mut();
        for kind in kinds {
            *met.damages.entry(kind).or_default() += 1;
        }
        for exception in exceptions {
            *met.exceptions.entry(exception).or_default() += 1;
        }
        met.refused_by_both += usize::from(!document && !ours);
        met.accepted_by_both += usize::from(document && ours);
        Ok(())
    })
}

#[test]
fn conforming_json_survives_decoding_and_encoding() {
    for named in named() {
        let met = compare_conforming(&named).unwrap_or_else(|error| panic!("{error}"));
        let missed: Vec<_> = fields(&Comparison::of(&named)).difference(&met).cloned().collect();
        assert!(missed.is_empty(), "{}: never generated: {missed:?}", named.name);
    }
}

#[test]
fn type_and_document_agree_on_damaged_json_except_for_the_exceptions() {
    let met = RefCell::new(Counts::default());
    for named in named() {
        compare_damaged(&named, &met).unwrap_or_else(|error| panic!("{error}"));
    }
    // Every kind of damage and every exception must occur.
    let met = met.take();
    for kind in Kind::ALL {
        assert!(met.damages.contains_key(&kind), "{kind:?} never occurred: {met:?}");
    }
    for exception in &EXCEPTIONS {
        assert!(
            met.exceptions.contains_key(exception.id),
            "{:?} never applied: {met:?}",
            exception.id
        );
    }
    assert!(met.refused_by_both > 500 && met.accepted_by_both > 500, "{met:?}");
}
