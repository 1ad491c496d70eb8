//! Method, URL, authentication, scopes and title.

use std::collections::BTreeSet;

use serde_json::Value;

use super::facets::{self, spelled};
use super::{Difference, fields};
use crate::Ours;
use crate::contract::{Contract, Facet, Fact, Form, Subject};
use crate::document::Route;
use crate::document::route::{anonymous, host_of, path_of};
use crate::rules::{self, Rule};

pub(super) fn compare(ours: &Ours, theirs: &Contract) -> Vec<Difference> {
    let contract = &ours.operation.contract;
    let (operation, security) = (Subject::operation(), Subject::security());
    let mut found = Vec::new();
    for subject in [&operation, &security] {
        if let (Some(mine), Some(published)) = (contract.entry(subject), theirs.entry(subject)) {
            found.extend(fields::compare(mine, published, facets::OPERATION));
        }
    }
    let mut differ = |subject: &Subject, facet, rules: &dyn Fn(&Fact, &Fact) -> Vec<_>| {
        let facts = (contract.fact(subject, facet), theirs.fact(subject, facet));
        if let (Some(mine), Some(published)) = facts {
            let difference = |rule| Difference::fact(rule, subject, facet, mine, published);
            found.extend(rules(mine, published).into_iter().map(difference));
        }
    };
    let route = &ours.operation.route;
    differ(&operation, Facet::Url, &|mine, published| match (mine.value(), published.value()) {
        (Some(from), Some(to)) if from != to => url(route, from, to, theirs.form),
        _ => Vec::new(),
    });
    differ(&operation, Facet::Scopes, &scopes);
    if let Some((facet, rule)) = authentication(contract, theirs, &security) {
        differ(&security, facet, &|_, _| vec![rule]);
    }
    found
}

/// Returns the alternatives of a set; what is sent in a header has no case. If `flat`,
/// each part is an alternative.
pub(super) fn ways(set: &Value, flat: bool) -> Ways {
    let part = |part: &str| match part {
        header if header.starts_with("header ") => header.to_ascii_lowercase(),
        other => other.to_owned(),
    };
    let parts = |way: &String| -> BTreeSet<String> {
        way.split(" + ").filter(|part| *part != "none").map(part).collect()
    };
    let ways: Ways = spelled(set).iter().map(parts).collect();
    match ways.is_empty() {
        true => [BTreeSet::new()].into(),
        false if flat => ways.into_iter().flatten().map(|part| [part].into()).collect(),
        false => ways,
    }
}

/// Alternatives, each a set of parts that are required together.
type Ways = BTreeSet<BTreeSet<String>>;

/// Whether a caller that knows one alternative of the first set knows none of the second.
fn is_lost(from: &Ways, to: &Ways) -> bool {
    from.iter().any(|known| !to.iter().any(|way| way.is_subset(known)))
}

/// Returns the rules for the difference between our URL and the nearest published
/// one, and for published hosts that our document does not list: callers of the page
/// send their token there. Names of placeholders are compared as parameters. A document
/// without a host contradicts no host, and a page without one names none.
fn url(ours: &Route, mine: &Value, theirs: &Value, form: Form) -> Vec<&'static Rule> {
    let urls = spelled(theirs);
    let host = |url: &str| host_of(url).to_ascii_lowercase();
    let known: BTreeSet<String> = spelled(mine).iter().map(|url| host(url)).collect();
    let is_unknown =
        |host: String| !host.is_empty() && !ours.host.is_empty() && !known.contains(&host);
    let is_silent = |host: &str| ours.host.is_empty() || host.is_empty() && form != Form::Raw;
    let has_unknown_host = urls.iter().any(|url| is_unknown(host(url)));
    let (base, end) = (anonymous(&ours.base), anonymous(&ours.path));
    let candidates = urls.iter().map(|url| {
        let mut rules: Vec<&'static Rule> = Vec::new();
        let host = host_of(url);
        if !host.eq_ignore_ascii_case(&ours.host) && !is_silent(host) {
            rules.push(&rules::SERVER_HOST_CHANGED);
        }
        let path = anonymous(path_of(url));
        if path != format!("{base}{end}") {
            let moved = path.strip_suffix(&end).is_some_and(|base| !base.contains('{'));
            rules.push(if moved { &rules::BASE_PATH_CHANGED } else { &rules::OP_PATH_CHANGED });
        }
        rules
    });
    let mut rules = candidates.min_by_key(Vec::len).unwrap_or_default();
    if has_unknown_host && !rules.contains(&&rules::SERVER_HOST_CHANGED) {
        rules.push(&rules::SERVER_HOST_CHANGED);
    }
    rules
}

/// A list in prose has alternatives; where only one side is taken from `security`, it
/// may have been written as such a list.
fn scopes(mine: &Fact, published: &Fact) -> Vec<&'static Rule> {
    let required = |fact: &Fact| fact.place.pointer.ends_with("/security");
    let flat = required(mine) != required(published);
    let (Some(from), Some(to)) = (mine.value(), published.value()) else { return Vec::new() };
    let (from, to) = (ways(from, flat), ways(to, flat));
    let added: Option<&'static Rule> = is_lost(&to, &from).then_some(&rules::SCOPE_ADDED);
    added.into_iter().chain(is_lost(&from, &to).then_some(&rules::SCOPE_REMOVED)).collect()
}

/// Returns the most important difference in authentication. A text page shows the
/// schemes without their alternatives.
fn authentication(
    ours: &Contract,
    theirs: &Contract,
    subject: &Subject,
) -> Option<(Facet, &'static Rule)> {
    let value = |contract: &'_ Contract, facet| {
        let value = contract.fact(subject, facet)?.value()?;
        Some(ways(value, theirs.form == Form::Text))
    };
    let facets = [
        (Facet::Scheme, &rules::AUTH_SCHEME_CHANGED),
        (Facet::Carrier, &rules::AUTH_HEADER_RENAMED),
    ];
    let known = facets.into_iter().filter_map(|(facet, lost)| {
        Some((facet, lost, value(ours, facet)?, value(theirs, facet)?))
    });
    let known: Vec<(Facet, &'static Rule, Ways, Ways)> = known.collect();
    let is_open = |ways: &Ways| ways.contains(&BTreeSet::new());
    let lost = known.iter().find_map(|(facet, rule, from, to)| match is_lost(from, to) {
        _ if is_open(to) && !is_open(from) => Some((*facet, &rules::AUTH_REMOVED)),
        lost => lost.then_some((*facet, *rule)),
    });
    let gained = || known.iter().find(|(_, _, from, to)| is_lost(to, from));
    lost.or_else(|| gained().map(|(facet, ..)| (*facet, &rules::AUTH_ALTERNATIVE_ADDED)))
}
