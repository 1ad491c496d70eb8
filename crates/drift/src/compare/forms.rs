//! Two forms of the published documentation that contradict each other.

use super::{Difference, Entries, Side};
use crate::Ours;
use crate::contract::{Confidence, Contract, Fact, State, canonical};
use crate::rules;

/// Facts that two forms both state, and differently. What is concluded from an
/// example or from silence contradicts nobody.
#[must_use]
pub fn disagreements(ours: &Ours, one: &Contract, other: &Contract) -> Vec<Difference> {
    let mut found = Vec::new();
    for entry in one.entries() {
        for (facet, fact) in &entry.facts {
            let Some(second) = other.fact(&entry.subject, *facet) else { continue };
            let explicit = |fact: &Fact| fact.confidence == Confidence::Explicit;
            let (State::Stated(first), State::Stated(value)) = (&fact.state, &second.state) else {
                continue;
            };
            let differs = canonical(first) != canonical(value);
            if facet.is_prose() || !explicit(fact) || !explicit(second) || !differs {
                continue;
            }
            let contract = &ours.operation.contract;
            let anchor = contract.fact(&entry.subject, *facet).map(|fact| fact.place.clone());
            let place =
                anchor.unwrap_or_else(|| super::fields::anchor(ours, entry.subject.location));
            found.push(Difference {
                rule: &rules::DOCS_FORMS_DISAGREE,
                subject: entry.subject.clone(),
                facet: Some(*facet),
                published: Side::fact(fact),
                document: Side::at(Some(value.clone()), place),
                detail: Some(format!(
                    "{} line {} against {} line {}",
                    one.form.as_str(),
                    fact.place.line,
                    other.form.as_str(),
                    second.place.line
                )),
                entries: Entries::default(),
            });
        }
    }
    found
}
