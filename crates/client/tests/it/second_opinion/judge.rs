//! What the document says of a value, beside what its type says.

use dintero_cards_openapi::Document;
use jsonschema::Validator;
use serde_json::Value;

use super::excuses::{Objection, excuses};
use super::places::places;
use super::same::{kept, spelt};
use super::validator::validator;
use crate::circle::reach::Reach;
use crate::named::{Named, Refusal};

/// A schema of a document, ready to judge.
pub(super) struct Judge {
    pub(super) document: Document,
    /// Where the schema stands in the document.
    pub(super) at: String,
    validator: Validator,
    reach: Reach,
}

/// Who accepts a value, and why they may disagree if they do.
pub(super) struct Verdict {
    pub(super) document: bool,
    pub(super) ours: bool,
    pub(super) excuses: Vec<&'static str>,
}

impl Judge {
    pub(super) fn of(named: &Named) -> Self {
        let document = Document::parse(named.source).unwrap();
        let (at, reach) = (named.pointer(), Reach::of(&document));
        Self { validator: validator(&document, &at), document, at, reach }
    }

    /// Compares what the document says of a value with what its type does.
    ///
    /// An error is a disagreement without excuse, or a value that was not given
    /// back: what is wrong, with the JSON.
    pub(super) fn verdict(&self, named: &Named, value: &Value) -> Result<Verdict, String> {
        let text = value.to_string();
        // A type and a validator that are to agree read the same text.
        let value: Value = serde_json::from_str(&text).unwrap();
        let read = (named.reread)(&text);
        let document = self.validator.is_valid(&value);
        let excuses = match &read {
            Ok(back) if document => self.gave_back(&value, back).map(|()| Vec::new()),
            Err(_) if !document => Ok(Vec::new()),
            Ok(_) => self.excuse(&value, self.broken_keywords(&value)).map_err(|objection| {
                format!("{} decodes {text}, which the document refuses: {objection}", named.name)
            }),
            Err(refusal) => {
                let Refusal { pointer, message } = refusal;
                let objection = (None, pointer.clone(), message.clone());
                self.excuse(&value, vec![objection]).map_err(|objection| {
                    format!("{} refuses {text}, which conforms: {objection}", named.name)
                })
            }
        };
        Ok(Verdict { document, ours: read.is_ok(), excuses: excuses? })
    }

    /// Checks that nothing was lost or changed but what may be, and that what
    /// came back conforms as well.
    fn gave_back(&self, given: &Value, back: &Value) -> Result<(), String> {
        let Self { document, at, .. } = self;
        let expected = spelt(document, at, &kept(document, at, given));
        if expected != spelt(document, at, back) || !self.validator.is_valid(back) {
            return Err(format!("{given} comes back as {back}"));
        }
        Ok(())
    }

    /// Keyword, pointer and message of all that the document has against a value.
    fn broken_keywords(&self, value: &Value) -> Vec<(Option<String>, String, String)> {
        let errors = self.validator.iter_errors(value).map(|error| {
            let keyword = error.kind().keyword().to_owned();
            (Some(keyword), error.instance_path().to_string(), error.to_string())
        });
        errors.collect()
    }

    /// One excuse for each objection, or the first that has none.
    fn excuse(
        &self,
        value: &Value,
        objections: Vec<(Option<String>, String, String)>,
    ) -> Result<Vec<&'static str>, String> {
        let places = places(&self.document, &self.at, value);
        let excuse = |(keyword, pointer, message): (Option<String>, String, String)| {
            let place = places.iter().find(|place| place.pointer == pointer);
            let found = place.map_or(Vec::new(), |place| {
                excuses(&Objection {
                    keyword: keyword.as_deref(),
                    value: value.pointer(&pointer).unwrap(),
                    place,
                    read: self.reach.read.contains(&place.at),
                })
            });
            match found.as_slice() {
                [excuse] => Ok(*excuse),
                _ => Err(format!(
                    "at {pointer:?}: {message}; explained by {found:?}, not by one excuse. If the \
                     type is wrong, mend crates/codegen or crates/client; if this is meant, say so in \
                     crates/client/tests/it/second_opinion/excuses.rs"
                )),
            }
        };
        objections.into_iter().map(excuse).collect()
    }
}
