//! Contradictions between two forms of the published documentation.

use super::operation::ways;
use super::{Difference, Side};
use crate::Ours;
use crate::contract::{Confidence, Contract, Facet, Fact, FactState, Form, canonical};
use crate::rules;

/// Returns the explicit facts that two forms state differently. Facts from an example
/// or by convention contradict nothing.
pub fn disagreements(ours: &Ours, one: &Contract, other: &Contract) -> Vec<Difference> {
    let mut found = Vec::new();
    for entry in one.entries() {
        for (facet, fact) in &entry.facts {
            let Some(second) = other.fact(&entry.subject, *facet) else { continue };
            let explicit = |fact: &Fact| fact.confidence == Confidence::Explicit;
            let (FactState::Stated(first), FactState::Stated(value)) = (&fact.state, &second.state)
            else {
                continue;
            };
            let differs = match facet {
                // A text page shows the schemes without their alternatives.
                Facet::Scheme | Facet::Carrier if one.form.min(other.form) == Form::Text => {
                    ways(first, true) != ways(value, true)
                }
                _ => canonical(first) != canonical(value),
            };
            if facet.is_prose() || !explicit(fact) || !explicit(second) || !differs {
                continue;
            }
            let contract = &ours.operation.contract;
            let anchor = contract.fact(&entry.subject, *facet).map(|fact| fact.place.clone());
            let place =
                anchor.unwrap_or_else(|| super::fields::anchor(ours, entry.subject.location));
            let lines = format!(
                "{} line {} against {} line {}",
                one.form, fact.place.line, other.form, second.place.line
            );
            let (rule, subject) = (&rules::DOCS_FORMS_DISAGREE, &entry.subject);
            let sides = (Side::fact(fact), Side::at(value.clone(), place));
            let whole = Difference::whole(rule, subject, sides.0, sides.1);
            found.push(Difference { facet: Some(*facet), detail: Some(lines), ..whole });
        }
    }
    found
}
