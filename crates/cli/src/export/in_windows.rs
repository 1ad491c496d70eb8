//! An export to a folder by one process.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use super::arguments::Chosen;
use super::folder::Folder;
use super::format::Format;
use super::manifest::Manifest;
use super::plan::{Plan, WINDOWS};
use super::steps::{complete, finish};
use super::window::Export;
use crate::connection::Connected;
use crate::failure::Failure;
use crate::interruption::Interruption;
use crate::terminal::note;

pub(super) async fn in_windows(
    connected: &Connected,
    out: &Path,
    format: Format,
    chosen: Chosen,
    workers: u8,
    resume: bool,
) -> Result<(), Failure> {
    let windows = chosen.windows.map(usize::from);
    let name = out.display();
    let refuse = |what: &str| Err(Failure::Usage(format!("{name}: {what}")));
    let check_windows = |own: usize| match windows {
        Some(windows) if windows != own => {
            refuse(&format!("the export that is there has --windows {own}"))
        }
        _ => Ok(()),
    };
    let contents = chosen.contents(connected, format);
    let folder = Folder::at(out);
    let is_there = folder.is_used();
    if is_there && !resume {
        return refuse(
            "the folder is not empty: continue its export with --resume, or name another folder",
        );
    }
    let is_complete = |manifest: Manifest| {
        manifest.contents.check(&contents)?;
        check_windows(manifest.requested)?;
        complete(&folder, &manifest)
    };
    if let Some(manifest) = Manifest::of(&folder)? {
        return is_complete(manifest);
    }
    if is_there && !folder.is_unfinished() {
        return refuse("the folder has other files, and no export to continue");
    }
    folder.create()?;
    let lock = folder.lock()?;
    // The export may have been finished meanwhile.
    if let Some(manifest) = Manifest::of(&folder)? {
        drop(lock);
        return is_complete(manifest);
    }
    let mut interruption = Interruption::listen(true)?;
    let plan = match folder.plan()? {
        Some(plan) => plan,
        None => {
            let windows = windows.unwrap_or(WINDOWS);
            interruption.or(Plan::make(&connected.client, contents.clone(), windows)).await?
        }
    };
    plan.contents.check(&contents)?;
    let count = plan.windows().len();
    check_windows(plan.requested)?;
    folder.keep_plan(&plan)?;
    let mut missing = VecDeque::new();
    for index in 0..count {
        if folder.window(&plan, index)?.is_none() {
            missing.push_back(index);
        }
    }
    if missing.len() < count {
        note(&format!("{} of {count} windows are there already", count - missing.len()));
    }
    let export = Export::new(connected.client.clone(), plan, folder);
    let outcome = Arc::clone(&export).windows(missing, workers.into(), &mut interruption).await;
    let Export { plan, folder, .. } = &*export;
    outcome.map_err(|failure| {
        note("the export is incomplete: continue it with --resume");
        match failure {
            Failure::Client(error) if folder.has_any_window(plan) => Failure::Cut(error),
            failure => failure,
        }
    })?;
    finish(folder, plan, Some(lock))
}
