//! The assessment of pages: a report on every operation of our documents.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use crate::compare::{self, Difference, Side, compare};
use crate::contract::{Contract, Facet, Location, Place, Subject};
use crate::document::route::{anonymous, path_of};
use crate::finding::Finding;
use crate::report::{Comparison, NotCompared, Report};
use crate::source::{Snapshot, Source};
use crate::{Ours, Page, prose, rules, sanitise};

/// The least share of common parameters by which a page is about an operation,
/// when neither path nor title shows it: other listings share paging and sorting, half.
const ALIKE: f64 = 0.6;

/// The likeness of a page with the same method and the same end of the path.
const SURE: u8 = 4;

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
    pub fn of_page(page: Page, source: &Source, text: &str) -> Vec<Self> {
        let lines: Arc<[String]> = text.lines().map(str::to_owned).collect();
        let each = |contract| Self { source: source.clone(), contract, lines: lines.clone() };
        page.contracts.into_iter().map(each).collect()
    }

    /// Returns the contract of a snapshot.
    pub fn of_snapshot(snapshot: Snapshot) -> Self {
        Self { source: snapshot.source, contract: snapshot.contract, lines: Arc::default() }
    }
}

/// Compares every operation of our documents with the pages about it.
///
/// If several forms of a page are given, the most complete one is compared: the
/// whole document before Markdown before text. The other forms are checked for
/// contradictions. If several pages of that form are surely about the operation,
/// each is compared, and only new findings of the further pages are added. A page that
/// has method and URL of one of our operations is about no other one.
pub fn assess(ours: &[Ours], published: &[Published], min_coverage: u8) -> Report {
    let mut report = Report::new();
    let pages: Vec<(Signs<'_>, &Published)> =
        published.iter().map(|page| (Signs::of(&page.contract), page)).collect();
    let routes: BTreeSet<(&str, String)> = ours.iter().map(route).collect();
    let has = |signs: &Signs<'_>, (method, url): &(&str, String)| {
        signs.method == *method && signs.urls.contains(&url.as_str())
    };
    let taken: Vec<bool> =
        pages.iter().map(|(signs, _)| routes.iter().any(|route| has(signs, route))).collect();
    for operation in ours {
        let own = route(operation);
        let signs = Own::of(operation);
        let free =
            pages.iter().zip(&taken).filter(|((page, _), taken)| !**taken || has(page, &own));
        let mut about: Vec<(u8, &Published)> = free
            .map(|((page, published), _)| (signs.likeness(page), *published))
            .filter(|(likeness, _)| *likeness > 0)
            .collect();
        // The most similar page of each form.
        about.sort_by_key(|(likeness, page)| Reverse((page.contract.form, *likeness)));
        let Some(&(surest, best)) = about.first() else {
            report.not_compared.push(NotCompared {
                document: operation.file.clone(),
                operation: operation.key(),
                why: format!("there is no page \u{201c}{}\u{201d}", operation.title),
            });
            continue;
        };
        let is_as_sure = |(likeness, page): &&(u8, &Published)| {
            *likeness == surest && surest >= SURE && page.contract.form == best.contract.form
        };
        let as_sure = about.iter().filter(is_as_sure).skip(1).map(|(_, page)| *page);
        let as_sure: Vec<&Published> = as_sure.collect();
        about.dedup_by_key(|(_, page)| page.contract.form);
        let others: Vec<&Published> = about[1..].iter().map(|(_, page)| *page).collect();
        report.comparisons.push(comparison(operation, best, &others, min_coverage));
        for page in as_sure {
            let further = comparison(operation, page, &[], min_coverage);
            add(&mut report, further);
        }
    }
    if report.comparisons.is_empty() && !published.is_empty() {
        report.unreadable.push("no page is about one of our operations".to_owned());
    }
    report
}

/// Returns method and whole URL of an operation.
fn route(ours: &Ours) -> (&str, String) {
    (&ours.operation.route.method, ours.operation.route.url())
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
    let published = Side::at(to, Place::line(1));
    let document = Side::at(source.url.clone(), entry.place.clone());
    Some(Difference::whole(&rules::PAGE_MOVED, &entry.subject, published, document))
}

/// Returns how surely a contract is about an operation; 0 if it is not.
///
/// It is 5 by method and path, 4 by method and the end of the path, 3 by the path alone
/// or with another slash at its end, 2 by title, 1 by parameters.
pub fn likeness(ours: &Ours, contract: &Contract) -> u8 {
    Own::of(ours).likeness(&Signs::of(contract))
}

/// The parts of a contract by which its operation is known.
struct Signs<'a> {
    method: &'a str,
    urls: Vec<&'a str>,
    /// Paths of the URLs without the names of placeholders.
    paths: Vec<String>,
    title: Option<String>,
    parameters: BTreeSet<&'a Subject>,
}

impl<'a> Signs<'a> {
    fn of(contract: &'a Contract) -> Self {
        let entry = contract.entry(&Subject::operation());
        let urls = entry.and_then(|entry| entry.fact(Facet::Url)?.value()?.as_array());
        let urls: Vec<&str> = urls.into_iter().flatten().filter_map(Value::as_str).collect();
        let text = |facet| entry.and_then(|entry| entry.text(facet));
        let named = Location::PARAMETERS.into_iter().flat_map(|one| contract.entries_in(one));
        let named = named.map(|entry| &entry.subject).filter(|subject| !subject.name.is_empty());
        Self {
            method: text(Facet::Method).unwrap_or(""),
            paths: urls.iter().map(|url| anonymous(path_of(url))).collect(),
            urls,
            title: text(Facet::Title).map(prose::normalise),
            parameters: named.collect(),
        }
    }

    /// Returns the share of parameters that two operations have in common.
    fn overlap(&self, other: &Self) -> f64 {
        let (one, other) = (&self.parameters, &other.parameters);
        // A single common path parameter proves nothing.
        if one.len() < 3 || other.len() < 3 {
            return 0.0;
        }
        // An operation has far fewer parameters than f64 can count.
        2.0 * one.intersection(other).count() as f64 / (one.len() + other.len()) as f64
    }
}

/// The same of one of our operations, with the parts of its path.
struct Own<'a> {
    signs: Signs<'a>,
    /// Path of the operation alone, and of server and operation together.
    paths: [String; 2],
    title: String,
}

impl<'a> Own<'a> {
    fn of(ours: &'a Ours) -> Self {
        let end = anonymous(&ours.operation.route.path);
        Self {
            signs: Signs::of(&ours.operation.contract),
            paths: [end.clone(), format!("{}{end}", anonymous(&ours.operation.route.base))],
            title: prose::normalise(&ours.title),
        }
    }

    fn likeness(&self, page: &Signs<'_>) -> u8 {
        let [end, whole] = &self.paths;
        let is_method = self.signs.method == page.method;
        let by_path = page.paths.iter().map(|path| {
            // A base path has no placeholders: with them it is the path of something else.
            let is_end = || path.strip_suffix(end).is_some_and(|base| !base.contains('{'));
            let is_near = || path.trim_end_matches('/') == whole.trim_end_matches('/');
            match path == whole {
                true if is_method => 5,
                _ if is_method && is_end() => SURE,
                true => 3,
                false => u8::from(is_method && is_near()) * 3,
            }
        });
        match by_path.max().unwrap_or(0) {
            0 if page.title.as_ref() == Some(&self.title) => 2,
            0 => u8::from(self.signs.overlap(page) >= ALIKE),
            by_path => by_path,
        }
    }
}
