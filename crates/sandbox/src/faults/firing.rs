//! Counts requests and decides which faults apply to each.

use std::sync::{Mutex, PoisonError};

use super::rule::Pick;
use super::{Action, Faults, cursor};
use crate::operation_id::OperationId;
use crate::seed;

/// A fault script with its counts.
#[derive(Default)]
pub(crate) struct Injector(Mutex<State>);

#[derive(Default)]
struct State {
    script: Faults,
    counts: Vec<Count>,
    /// Whether this script or an earlier one returns cursors of empty pages.
    has_empty_pages: bool,
}

#[derive(Clone, Copy, Default)]
struct Count {
    seen: u64,
    fired: u64,
}

impl Injector {
    pub(crate) fn new(script: Faults) -> Self {
        let injector = Self::default();
        injector.set(script);
        injector
    }

    /// Replaces the script; counting begins again.
    pub(crate) fn set(&self, script: Faults) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut actions = script.entries.iter().flat_map(|(_, actions)| actions);
        state.has_empty_pages |= actions.any(|action| *action == Action::EmptyPage);
        state.counts = vec![Count::default(); script.entries.len()];
        state.script = script;
    }

    /// Returns a query without the cursor of an empty page, and the number of
    /// empty pages in front of the page.
    pub(crate) fn plain_query(&self, query: &str) -> (String, u64) {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let plain = if state.has_empty_pages { cursor::plain_query(query) } else { None };
        plain.unwrap_or_else(|| (query.to_owned(), 0))
    }

    /// Whether a rule or an action needs the number of a page.
    pub(crate) fn needs_page_numbers(&self) -> bool {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.script.entries.iter().any(|(rule, actions)| {
            matches!(rule.pick, Pick::Page(_))
                || actions.iter().any(|action| matches!(action, Action::CycleCursors(_)))
        })
    }

    /// Counts a request and returns its actions. `page` is the number of the page,
    /// if it is known.
    pub(crate) fn fire(&self, operation: OperationId, page: Option<u64>) -> Vec<Action> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let State { script, counts, .. } = &mut *state;
        let mut fired = Vec::new();
        for (place, ((rule, actions), count)) in (0_u64..).zip(script.entries.iter().zip(counts)) {
            if rule.operation.is_some_and(|wanted| wanted != operation) {
                continue;
            }
            count.seen += 1;
            let chance = || seed::chance(script.seed, place, count.seen);
            if count.fired < rule.at_most && rule.pick.takes(count.seen, chance, || page) {
                count.fired += 1;
                fired.extend_from_slice(actions);
            }
        }
        fired
    }
}

#[cfg(test)]
mod tests {
    use super::Injector;
    use crate::{Action, Faults, OperationId, Rule};

    fn fired(rule: Rule, requests: u64) -> Vec<u64> {
        let injector = Injector::new(Faults::new().seed(5).on(rule, Action::Reset));
        (1..=requests)
            .filter(|_| !injector.fire(OperationId::GetCards, Some(2)).is_empty())
            .collect()
    }

    #[test]
    fn rules_pick_by_number() {
        assert_eq!(fired(Rule::always(), 3), [1, 2, 3]);
        assert_eq!(fired(Rule::always().at_most(2), 5), [1, 2]);
        assert_eq!(fired(Rule::first(2), 5), [1, 2]);
        assert_eq!(fired(Rule::nth(3), 5), [3]);
        assert_eq!(fired(Rule::every(2), 5), [2, 4]);
        assert_eq!(fired(Rule::every(2).at_most(1), 5), [2]);
        assert_eq!(fired(Rule::page(2), 2), [1, 2]);
        for rule in [Rule::nth(0), Rule::every(0), Rule::page(1), Rule::always().at_most(0)] {
            assert_eq!(fired(rule, 5), [0; 0]);
        }
    }

    #[test]
    fn probability_follows_from_the_seed() {
        let some = fired(Rule::probability(0.3), 1_000);
        assert_eq!(some, fired(Rule::probability(0.3), 1_000));
        assert!((200..400).contains(&some.len()), "{}", some.len());
        assert_eq!(fired(Rule::probability(0.0), 100).len(), 0);
        assert_eq!(fired(Rule::probability(1.0), 100).len(), 100);
        assert_eq!(fired(Rule::probability(f64::NAN), 100).len(), 0);
    }

    #[test]
    fn rules_count_the_requests_of_their_operation() {
        let script = Faults::new()
            .on(Rule::nth(1), Action::Reset)
            .on(Rule::nth(2).of(OperationId::GetToken), Action::InvalidJson)
            .on(Rule::nth(3).of_any(), Action::UnknownFields);
        let injector = Injector::new(script);
        let fire = |operation| injector.fire(operation, None);
        assert_eq!(fire(OperationId::GetToken), []);
        assert_eq!(fire(OperationId::GetCards), [Action::Reset]);
        assert_eq!(fire(OperationId::GetToken), [Action::InvalidJson, Action::UnknownFields]);
        injector.set(Faults::new().on(Rule::first(1), Action::DropCard));
        assert_eq!(fire(OperationId::GetCards), [Action::DropCard], "counting begins again");
    }
}
