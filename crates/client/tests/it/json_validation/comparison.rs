//! Comparison of a document and a type on one value.

use dintero_cards_openapi::Document;
use jsonschema::Validator;
use serde_json::Value;

use super::exceptions::{Disagreement, exceptions};
use super::places::places;
use super::round_trip::{kept, normalised};
use super::validator::validator;
use crate::derived_schemas::reach::Reach;
use crate::named::{Named, Refusal};

/// A schema of a document and the validator for it.
pub(super) struct Comparison {
    pub(super) document: Document,
    /// Where the schema stands in the document.
    pub(super) at: String,
    validator: Validator,
    reach: Reach,
}

/// Whether document and type accept a value, and the exceptions if they disagree.
pub(super) struct Outcome {
    pub(super) document: bool,
    pub(super) ours: bool,
    pub(super) exceptions: Vec<&'static str>,
}

impl Comparison {
    pub(super) fn of(named: &Named) -> Self {
        let document = Document::parse(named.source).unwrap();
        let (at, reach) = (named.pointer(), Reach::of(&document));
        Self { validator: validator(&document, &at), document, at, reach }
    }

    /// Compares document and type on a value.
    ///
    /// The error describes a disagreement without an exception, or a value that
    /// decoding and encoding changed, with the JSON.
    pub(super) fn outcome(&self, named: &Named, value: &Value) -> Result<Outcome, String> {
        let text = value.to_string();
        // Type and validator read the same text.
        let value: Value = serde_json::from_str(&text).unwrap();
        let read = (named.reread)(&text);
        let document = self.validator.is_valid(&value);
        let exceptions = match &read {
            Ok(back) if document => self.check_round_trip(&value, back).map(|()| Vec::new()),
            Err(_) if !document => Ok(Vec::new()),
            Ok(_) => self.exceptions_for(&value, self.violations(&value)).map_err(|disagreement| {
                format!("{} decodes {text}, which the document refuses: {disagreement}", named.name)
            }),
            Err(refusal) => {
                let Refusal { pointer, message } = refusal;
                let disagreement = (None, pointer.clone(), message.clone());
                self.exceptions_for(&value, vec![disagreement]).map_err(|disagreement| {
                    format!("{} refuses {text}, which conforms: {disagreement}", named.name)
                })
            }
        };
        Ok(Outcome { document, ours: read.is_ok(), exceptions: exceptions? })
    }

    /// Checks that decoding and encoding changed nothing except as `round_trip.rs`
    /// states, and that the encoded value conforms.
    fn check_round_trip(&self, given: &Value, back: &Value) -> Result<(), String> {
        let Self { document, at, reach, .. } = self;
        let expected = normalised(document, at, &kept(document, at, given, &reach.read));
        if expected != normalised(document, at, back) || !self.validator.is_valid(back) {
            return Err(format!("{given} comes back as {back}"));
        }
        Ok(())
    }

    /// Returns keyword, pointer and message of every violation of the document.
    fn violations(&self, value: &Value) -> Vec<(Option<String>, String, String)> {
        let errors = self.validator.iter_errors(value).map(|error| {
            let keyword = error.kind().keyword().to_owned();
            (Some(keyword), error.instance_path().to_string(), error.to_string())
        });
        errors.collect()
    }

    /// Returns one exception for each disagreement, or the first disagreement without
    /// one.
    fn exceptions_for(
        &self,
        value: &Value,
        disagreements: Vec<(Option<String>, String, String)>,
    ) -> Result<Vec<&'static str>, String> {
        let places = places(&self.document, &self.at, value);
        let exception = |(keyword, pointer, message): (Option<String>, String, String)| {
            let place = places.iter().find(|place| place.pointer == pointer);
            let found = place.map_or(Vec::new(), |place| {
                exceptions(&Disagreement {
                    keyword: keyword.as_deref(),
                    value: value.pointer(&pointer).unwrap(),
                    place,
                    read: self.reach.read.contains(&place.at),
                })
            });
            match found.as_slice() {
                [exception] => Ok(*exception),
                _ => Err(format!(
                    "at {pointer:?}: {message}; explained by {found:?}, not by one exception. If the \
                     type is wrong, fix crates/codegen or crates/client; if this is intended, list it in \
                     crates/client/tests/it/json_validation/exceptions.rs"
                )),
            }
        };
        disagreements.into_iter().map(exception).collect()
    }
}
