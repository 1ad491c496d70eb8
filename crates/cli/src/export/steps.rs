//! The steps of an export that several processes share: its plan, a window, its end.

use std::fs::File;
use std::iter;

use super::arguments::{PlanStep, WindowStep, check_out};
use super::folder::Folder;
use super::format::named;
use super::manifest::Manifest;
use super::plan::{Plan, WINDOWS};
use super::window::Export;
use crate::failure::Failure;
use crate::interruption::Interruption;
use crate::output::Sink;
use crate::terminal::{counted, note};

pub(super) async fn plan(step: PlanStep) -> Result<(), Failure> {
    let PlanStep { out, chosen, connection } = step;
    let format = named(chosen.format)?;
    format.check(true)?;
    chosen.filters.check()?;
    check_out(&out, connection.secret_files())?;
    let mut sink = Sink::open(Some(&out), false)?;
    let connected = connection.connect().await?;
    let contents = chosen.contents(&connected, format);
    let windows = chosen.windows.map_or(WINDOWS, usize::from);
    let plan = Plan::make(&connected.client, contents, windows).await?;
    sink.write(plan.text().as_bytes())?;
    sink.finish()?;
    let (name, count) = (out.display(), plan.windows().len());
    let windows = counted(count as u64, "window", "windows");
    note(&format!("{name} has {windows}, from 0 to {}", count - 1));
    Ok(())
}

pub(super) async fn window(step: WindowStep) -> Result<(), Failure> {
    let WindowStep { plan, index, out, connection } = step;
    let files = iter::once(("PLAN", plan.as_path())).chain(connection.secret_files());
    check_out(&out, files)?;
    let plan = Plan::read(&plan)?;
    plan.contents.format.check(true)?;
    let count = plan.windows().len();
    if index >= count && index < plan.requested {
        let windows = counted(count as u64, "window", "windows");
        note(&format!("there is no window {index}: the plan has {windows}"));
        return Ok(());
    }
    if index >= count {
        return Err(Failure::Usage(format!("--index: the plan has windows 0 to {}", count - 1)));
    }
    let folder = Folder::at(&out);
    let is_there = || note(&format!("window {index} is there already"));
    // A complete export stays as it is.
    let complete = |manifest: Manifest| {
        manifest.check_plan(&folder, &plan)?;
        manifest.check_window(&folder, index).map(|()| is_there())
    };
    if let Some(manifest) = Manifest::of(&folder)? {
        return complete(manifest);
    }
    folder.create()?;
    let shared = folder.share()?;
    // The export may have been finished meanwhile.
    if let Some(manifest) = Manifest::of(&folder)? {
        drop(shared);
        folder.clear();
        return complete(manifest);
    }
    folder.keep_plan(&plan)?;
    if folder.window(&plan, index)?.is_some() {
        is_there();
        return Ok(());
    }
    let mut interruption = Interruption::listen(true)?;
    let connected = connection.connect().await?;
    if connected.account_id != plan.contents.account_id {
        return Err(Failure::Usage("the plan is of another account".to_owned()));
    }
    let export = Export::new(connected.client.clone(), plan, folder);
    let state = interruption.or(export.window(index)).await?;
    note(&format!("{} in window {index}", counted(state.cards, "card", "cards")));
    Ok(())
}

/// Writes the manifest of an export, unless it is complete already. The lock is that of the
/// folder, if the caller has it.
pub(super) fn finish(folder: &Folder, plan: &Plan, lock: Option<File>) -> Result<(), Failure> {
    // No process replaces a file of a window after its digest has been checked.
    let lock = match lock {
        None if folder.is_unfinished() => Some(folder.lock()?),
        lock => lock,
    };
    let manifest = Manifest::of(folder)?;
    let is_complete = manifest.is_some();
    let manifest = match manifest {
        Some(manifest) => manifest,
        None => Manifest::write(folder, plan)?,
    };
    // Windows removes no file that is open.
    drop(lock);
    if is_complete {
        manifest.check_plan(folder, plan)?;
        return complete(folder, &manifest);
    }
    folder.clear();
    manifest.report()
}

/// Checks an export that has a manifest.
pub(super) fn complete(folder: &Folder, manifest: &Manifest) -> Result<(), Failure> {
    manifest.check(folder)?;
    folder.clear();
    note("the export is complete");
    manifest.report()
}
