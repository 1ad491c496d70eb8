//! `docs-drift show`: prints facts with their places.

use std::io::Write;

use dintero_docs_drift::contract::{Contract, FactState, facts_digest};
use dintero_docs_drift::{ExitStatus, sanitise};

use crate::arguments::Show;
use crate::context::Context;
use crate::failure::{Failure, Outcome};
use crate::{documents, sources};

pub(crate) fn run(context: &mut Context<'_>, arguments: &Show) -> Outcome<ExitStatus> {
    let ours = documents::read(context)?;
    let ours = documents::chosen(context, &ours)?;
    let contracts: Vec<(String, Contract)> = if arguments.ours {
        ours.iter().map(|one| (one.file.clone(), one.operation.contract.clone())).collect()
    } else {
        let pages = sources::read(context, &ours, &arguments.sources)?;
        pages.warn(context.err)?;
        if pages.published.is_empty() {
            return Err(Failure(ExitStatus::Unreadable, "there is no page to show".to_owned()));
        }
        pages.published.into_iter().map(|one| (one.source.name, one.contract)).collect()
    };
    for (name, contract) in &contracts {
        let (name, form, digest) = (sanitise::line(name), contract.form, facts_digest(contract));
        writeln!(context.out, "{name} form={form} facts {digest}")?;
        facts(contract, context.out)?;
    }
    Ok(ExitStatus::Clean)
}

fn facts(contract: &Contract, out: &mut dyn Write) -> std::io::Result<()> {
    for entry in contract.entries() {
        for (facet, fact) in &entry.facts {
            let said = match &fact.state {
                FactState::Stated(value) => sanitise::line(&value.to_string()),
                FactState::NotStated => "not stated".to_owned(),
                FactState::Unreadable(why) => format!("unreadable: {}", sanitise::line(why)),
            };
            let place = &fact.place;
            let subject = sanitise::line(&entry.subject.to_string());
            writeln!(out, "  {}:{} {subject} {facet} {said}", place.line, place.column)?;
        }
    }
    Ok(())
}
