//! The assessment of pages: a report on every operation of our documents.

use dintero_cards_openapi::split_url;
use std::sync::Arc;

use crate::compare::{self, Difference, Side, compare};
use crate::contract::{Contract, Facet, Fact, Location, Subject};
use crate::document::route::anonymous;
use crate::finding::Finding;
use crate::report::{Comparison, NotCompared, Report};
use crate::source::{Snapshot, Source};
use crate::{Ours, Page, prose, rules, sanitise};

/// The least share of common parameters by which a page is about an operation,
/// when neither path nor title shows it.
const ALIKE: f64 = 0.6;

/// The likeness of a page with the same method and path.
const SURE: u8 = 3;

/// One contract of a page, with its source.
#[derive(Clone, Debug)]
pub struct Published {
    /// The source of the page.
    pub source: Source,
    /// The facts.
    pub contract: Contract,
    /// The lines of the page; empty for a snapshot.
    pub lines: Arc<[String]>,
}

impl Published {
    /// Returns every contract of a page.
    #[must_use]
    pub fn of_page(page: Page, source: &Source, text: &str) -> Vec<Self> {
        let lines: Arc<[String]> = text.lines().map(str::to_owned).collect();
        let each = |contract| Self { source: source.clone(), contract, lines: lines.clone() };
        page.contracts.into_iter().map(each).collect()
    }

    /// Returns the contract of a snapshot.
    #[must_use]
    pub fn of_snapshot(snapshot: Snapshot) -> Self {
        Self { source: snapshot.source, contract: snapshot.contract, lines: Arc::default() }
    }
}

/// Compares every operation of our documents with the pages about it.
///
/// If several forms of a page are given, the most complete one is compared: the
/// whole document before Markdown before text. The other forms are checked for
/// contradictions. If several pages of that form are surely about the operation,
/// each is compared, and only new findings of the further pages are added.
#[must_use]
pub fn assess(ours: &[Ours], published: &[Published], min_coverage: u8) -> Report {
    let mut report = Report::new();
    for operation in ours {
        let mut about: Vec<(u8, &Published)> = published
            .iter()
            .map(|page| (likeness(operation, &page.contract), page))
            .filter(|(likeness, _)| *likeness > 0)
            .collect();
        // The most similar page of each form.
        about.sort_by_key(|(likeness, page)| {
            (std::cmp::Reverse(page.contract.form), std::cmp::Reverse(*likeness))
        });
        let best = about.first().map(|(likeness, page)| (*likeness, page.contract.form));
        let as_sure = |(likeness, page): &&(u8, &Published)| {
            *likeness == SURE && Some((*likeness, page.contract.form)) == best
        };
        let alike: Vec<&Published> =
            about.iter().filter(as_sure).skip(1).map(|(_, page)| *page).collect();
        about.dedup_by_key(|(_, page)| page.contract.form);
        match about.as_slice() {
            [] => report.not_compared.push(NotCompared {
                document: operation.file.clone(),
                operation: operation.key(),
                why: format!("there is no page \u{201c}{}\u{201d}", operation.title),
            }),
            [(_, best), others @ ..] => {
                let others: Vec<&Published> = others.iter().map(|(_, page)| *page).collect();
                report.comparisons.push(comparison(operation, best, &others, min_coverage));
                for page in alike {
                    let further = comparison(operation, page, &[], min_coverage);
                    add(&mut report, further);
                }
            }
        }
    }
    if report.comparisons.is_empty() && !published.is_empty() {
        report.unreadable.push("no page is about one of our operations".to_owned());
    }
    report
}

/// Adds the comparison with a further page, without the known findings.
fn add(report: &mut Report, mut further: Comparison) {
    further.findings.retain(|finding| {
        report.findings().all(|(_, known)| known.fingerprint != finding.fingerprint)
    });
    if !further.findings.is_empty() || !further.faults.is_empty() {
        report.comparisons.push(further);
    }
}

fn comparison(ours: &Ours, best: &Published, others: &[&Published], min: u8) -> Comparison {
    let outcome = compare(ours, &best.contract, min);
    let mut differences = outcome.differences;
    if outcome.faults.is_empty() {
        for other in others {
            differences.extend(compare::disagreements(ours, &best.contract, &other.contract));
        }
        differences.extend(moved(ours, &best.source));
    }
    let findings = differences.iter().map(|difference| Finding::new(ours, difference, &best.lines));
    let faults = outcome.faults.into_iter();
    Comparison {
        document: ours.file.clone(),
        operation: ours.key(),
        title: ours.title.clone(),
        form: best.contract.form.as_str().to_owned(),
        source: best.source.clone(),
        coverage: outcome.coverage,
        findings: findings.collect(),
        not_stated: outcome.not_stated,
        unparsed: outcome.unparsed,
        faults: faults
            .map(|fault| compare::Fault { why: sanitise::line(&fault.why), ..fault })
            .collect(),
    }
}

fn moved(ours: &Ours, source: &Source) -> Option<Difference> {
    let to = source.final_url.clone().filter(|_| source.moved)?;
    let entry = ours.operation.contract.entry(&Subject::operation())?;
    let published = Side::at(Some(to.into()), crate::contract::Place::line(1));
    let document = Side::at(source.url.clone().map(Into::into), entry.place.clone());
    Some(Difference::presence(&rules::PAGE_MOVED, Subject::operation(), published, document))
}

/// Returns how surely a contract is about an operation: 3 by method and path, 2 by
/// title, 1 by its parameters, 0 if it is not.
#[must_use]
pub fn likeness(ours: &Ours, contract: &Contract) -> u8 {
    let subject = Subject::operation();
    let route = &ours.operation.route;
    let method = contract.text(&subject, Facet::Method) == Some(&route.method);
    let urls = contract.fact(&subject, Facet::Url).and_then(Fact::value);
    let wanted = anonymous(&route.path);
    let by_path = urls.and_then(serde_json::Value::as_array).into_iter().flatten().any(|url| {
        url.as_str().is_some_and(|url| {
            let path = anonymous(split_url(url).1);
            path.strip_suffix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    });
    let title = contract.text(&subject, Facet::Title);
    if method && by_path {
        SURE
    } else if title.is_some_and(|title| prose::normalise(title) == prose::normalise(&ours.title)) {
        2
    } else {
        u8::from(overlap(&ours.operation.contract, contract) >= ALIKE)
    }
}

/// Returns the share of parameters that two contracts have in common.
fn overlap(one: &Contract, other: &Contract) -> f64 {
    let names = |contract: &Contract| -> Vec<Subject> {
        let all =
            Location::PARAMETERS.into_iter().flat_map(|location| contract.entries_in(location));
        all.map(|entry| entry.subject.clone()).filter(|subject| !subject.name.is_empty()).collect()
    };
    let (one, other) = (names(one), names(other));
    // A single common path parameter proves nothing.
    if one.len() < 3 || other.len() < 3 {
        return 0.0;
    }
    let shared = one.iter().filter(|subject| other.contains(subject)).count();
    // An operation has far fewer parameters than f64 can count.
    2.0 * shared as f64 / (one.len() + other.len()) as f64
}
