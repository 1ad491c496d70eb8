//! Contradictions between two forms of the published documentation.

use std::collections::BTreeSet;

use serde_json::Value;

use super::facets::spelled;
use super::operation::ways;
use super::{Difference, Side};
use crate::Ours;
use crate::contract::{Confidence, Contract, Facet, Fact, Form, canonical};
use crate::document::route::{host_of, path_of};
use crate::rules;

/// Returns the explicit facts that two forms state differently. Facts from an example
/// or by convention contradict nothing.
pub fn disagreements(ours: &Ours, one: &Contract, other: &Contract) -> Vec<Difference> {
    let mut found = Vec::new();
    for entry in one.entries() {
        for (facet, fact) in &entry.facts {
            let Some(second) = other.fact(&entry.subject, *facet) else { continue };
            let explicit = |fact: &Fact| fact.confidence == Confidence::Explicit;
            let (Some(first), Some(value)) = (fact.value(), second.value()) else { continue };
            let differs = match facet {
                // A text page shows the schemes without their alternatives.
                Facet::Scheme | Facet::Carrier if one.form.min(other.form) == Form::Text => {
                    ways(first, true) != ways(value, true)
                }
                Facet::Url => is_other_url(first, value, one.form.min(other.form)),
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

/// Whether two sets of URLs contradict each other. A text page shows the first one, and
/// a document may name no host.
fn is_other_url(one: &Value, other: &Value, form: Form) -> bool {
    let sets = [spelled(one), spelled(other)];
    let is_host_named = |set: &BTreeSet<String>| set.iter().all(|url| !host_of(url).is_empty());
    let [one, other] = if sets.iter().all(is_host_named) {
        sets
    } else {
        sets.map(|set| set.iter().map(|url| path_of(url).to_owned()).collect())
    };
    one != other && (form != Form::Text || !one.is_subset(&other) && !other.is_subset(&one))
}
