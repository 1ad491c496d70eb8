//! Method, URL, authentication, scopes and title.

use dintero_cards_openapi::split_url;
use std::collections::BTreeSet;

use serde_json::Value;

use super::facets::spelled;
use super::{Difference, Side};
use crate::Ours;
use crate::contract::{Contract, Facet, Fact, Subject};
use crate::document::Route;
use crate::document::route::anonymous;
use crate::rules::{self, Rule};

pub(super) fn compare(ours: &Ours, theirs: &Contract) -> Vec<Difference> {
    let contract = &ours.operation.contract;
    let mut found = Vec::new();
    let operation = Subject::operation();
    let mut differ = |subject: &Subject,
                      facet,
                      rules: &dyn Fn(&Value, &Value) -> Vec<&'static Rule>| {
        let (Some(mine), Some(published)) =
            (contract.fact(subject, facet), theirs.fact(subject, facet))
        else {
            return;
        };
        let (Some(from), Some(to)) = (mine.value(), published.value()) else { return };
        if from != to {
            let rules = rules(from, to).into_iter();
            found.extend(rules.map(|rule| Difference::fact(rule, subject, facet, mine, published)));
        }
    };
    differ(&operation, Facet::Method, &|_, _| vec![&rules::OP_METHOD_CHANGED]);
    differ(&operation, Facet::Url, &|from, to| url(&ours.operation.route, from, to));
    differ(&operation, Facet::Scopes, &scopes);
    differ(&operation, Facet::Deprecated, &|_, _| vec![&rules::OP_DEPRECATION_CHANGED]);
    differ(&operation, Facet::Title, &|_, _| vec![&rules::PROSE_CHANGED]);
    differ(&operation, Facet::Description, &|_, _| vec![&rules::PROSE_CHANGED]);
    let security = Subject::security();
    differ(&security, Facet::Description, &|_, _| vec![&rules::PROSE_CHANGED]);
    found.extend(authentication(contract, theirs, &security));
    found
}

/// Returns the rules for the difference between our URL and the nearest published
/// one, and for published hosts that our document does not list: callers of the page
/// send their token there. Names of placeholders are compared as parameters.
fn url(ours: &Route, mine: &Value, theirs: &Value) -> Vec<&'static Rule> {
    let urls = spelled(theirs);
    let known: BTreeSet<String> = spelled(mine).iter().map(|url| host_of(url)).collect();
    let has_unknown_host =
        urls.iter().map(|url| host_of(url)).any(|host| !host.is_empty() && !known.contains(&host));
    let candidates = urls.iter().map(|url| {
        let (host, path) = split_url(url);
        let (path, base, mine) = (anonymous(path), anonymous(&ours.base), anonymous(&ours.path));
        let mut rules: Vec<&'static Rule> = Vec::new();
        if !host.eq_ignore_ascii_case(&ours.host) {
            rules.push(&rules::SERVER_HOST_CHANGED);
        }
        if path != format!("{base}{mine}") {
            let moved = path.ends_with(&mine);
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

/// Returns scheme and host of a URL in lower case; empty if it has none.
fn host_of(url: &str) -> String {
    split_url(url).0.to_ascii_lowercase()
}

fn scopes(ours: &Value, theirs: &Value) -> Vec<&'static Rule> {
    let (ours, theirs) = (spelled(ours), spelled(theirs));
    let mut rules: Vec<&'static Rule> = Vec::new();
    if !theirs.is_subset(&ours) {
        rules.push(&rules::SCOPE_ADDED);
    }
    if !ours.is_subset(&theirs) {
        rules.push(&rules::SCOPE_REMOVED);
    }
    rules
}

/// Returns the most important difference in authentication.
fn authentication(ours: &Contract, theirs: &Contract, subject: &Subject) -> Option<Difference> {
    let fact = |contract: &'_ Contract, facet| contract.fact(subject, facet).cloned();
    let differ = |rule, facet, mine: &Fact, published: &Fact| {
        let mut difference = Difference::fact(rule, subject, facet, mine, published);
        difference.published.value = Side::fact(published).value;
        Some(difference)
    };
    let count = |fact: &Fact| fact.value().map_or(0, |value| spelled(value).len());
    let scheme = (fact(ours, Facet::Scheme)?, fact(theirs, Facet::Scheme)?);
    if let (Some(from), Some(to)) = (scheme.0.value(), scheme.1.value())
        && spelled(from) != spelled(to)
    {
        let gone = count(&scheme.1) == 0 || spelled(to).iter().all(|scheme| scheme == "none");
        let rule = if gone { &rules::AUTH_REMOVED } else { &rules::AUTH_SCHEME_CHANGED };
        return differ(rule, Facet::Scheme, &scheme.0, &scheme.1);
    }
    let carrier = (fact(ours, Facet::Carrier)?, fact(theirs, Facet::Carrier)?);
    let (from, to) = (carrier.0.value()?, carrier.1.value()?);
    if spelled(from) == spelled(to) {
        return None;
    }
    let rule =
        if count(&carrier.1) == 0 { &rules::AUTH_REMOVED } else { &rules::AUTH_HEADER_RENAMED };
    differ(rule, Facet::Carrier, &carrier.0, &carrier.1)
}
