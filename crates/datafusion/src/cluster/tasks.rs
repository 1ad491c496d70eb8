//! How the windows of a scan are divided among workers.

use std::sync::Arc;

use datafusion::common::Result;
use datafusion_distributed::{
    DesiredTaskCountEvent, DesiredTaskCountEventResponse, DistributedLeafExec,
    ScaleUpLeafNodeEvent, ScaleUpLeafNodeEventResponse,
};

use crate::scan::CardsExec;

/// One task for each window; the planner takes no more tasks than there are workers.
pub(super) fn count(
    event: DesiredTaskCountEvent<'_>,
) -> Option<Result<DesiredTaskCountEventResponse>> {
    let cards = event.plan.downcast_ref::<CardsExec>()?;
    Some(Ok(match cards.scan().windows() {
        1 => DesiredTaskCountEventResponse::maximum(1),
        windows => DesiredTaskCountEventResponse::desired(windows),
    }))
}

/// Each window is in exactly one task.
pub(super) fn divide(
    event: ScaleUpLeafNodeEvent<'_>,
) -> Option<Result<ScaleUpLeafNodeEventResponse>> {
    let cards = event.plan.downcast_ref::<CardsExec>()?;
    let leaf = cards
        .tasks(event.task_count)
        .and_then(|tasks| DistributedLeafExec::try_new(Arc::clone(event.plan), tasks));
    Some(leaf.map(|leaf| ScaleUpLeafNodeEventResponse::new(Arc::new(leaf))))
}
