//! The verdict as text.

use std::fmt::Write as _;

use crate::api::ApiChange;
use crate::document::Change;
use crate::policy::{CLIENT, WRAPPER};
use crate::{Step, Verdict};

/// The most items of the API that are printed, a screen; the committed listing has all.
const MAX_ITEMS: usize = 40;

/// Returns the verdict as several lines, each with a line end.
pub fn render(verdict: &Verdict) -> String {
    let mut text = String::new();
    if verdict.is_empty() {
        return format!("nothing changed since {}\n", verdict.since);
    }
    for change in &verdict.changes {
        text += &of_change(change);
    }
    if verdict.changes.is_empty() {
        text += "the documents state the same facts; prose or the generator changed\n";
    }
    text += &of_api(verdict);
    let next = |step: Step| match step {
        Step::None => "no release".to_owned(),
        step => format!("{} or later", verdict.since.after(step)),
    };
    let line = |name: &str, step: &str, rest: &str| format!("{name:<22}{step:<8}{rest}\n");
    text += &line("", "step", &format!("since {}", verdict.since));
    text += &line(CLIENT, verdict.client.as_str(), &next(verdict.client));
    text += &line(WRAPPER, verdict.wrapper.as_str(), &next(verdict.wrapper));
    text += &line("wire", verdict.wire.as_str(), verdict.wire_meaning());
    text
}

fn of_change(change: &Change) -> String {
    let rule = change.rule;
    let mut text = String::new();
    let subject = if change.subject.is_empty() { &change.operation } else { &change.subject };
    let _ = writeln!(text, "{}: {} {subject}", change.place, rule.id);
    let _ = writeln!(text, "  {change}");
    if let Some(impact) = change.impact {
        let wire = rule.wire.as_str();
        let (client, wrapper) = (impact.client.as_str(), impact.wrapper.as_str());
        let _ =
            writeln!(text, "  wire {wire}; {CLIENT} {client}; {WRAPPER} {wrapper}: {}", impact.why);
    }
    if rule.pinned {
        let _ = writeln!(text, "  caution: {}", rule.explanation);
    }
    text.push('\n');
    text
}

fn of_api(verdict: &Verdict) -> String {
    if verdict.api.is_empty() {
        return "Rust API: unchanged\n\n".to_owned();
    }
    let mut text = "Rust API of dintero-cards-client; * re-exported by dintero-cards\n".to_owned();
    let mut changes: Vec<&ApiChange> = verdict.api.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.step));
    for change in changes.iter().take(MAX_ITEMS) {
        let mark = if verdict.re_exported.contains(change) { '*' } else { ' ' };
        let _ = writeln!(text, "  {:<5} {mark} {change}", change.step.as_str());
    }
    if changes.len() > MAX_ITEMS {
        let _ = writeln!(text, "  … and {} more", changes.len() - MAX_ITEMS);
    }
    text.push('\n');
    text
}
