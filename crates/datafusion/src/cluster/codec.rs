//! A scan on its way to a worker.

use std::sync::Arc;

use datafusion::common::{DataFusionError, Result, internal_err};
use datafusion::execution::TaskContext;
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};
use dintero_cards::CardsClient;

use crate::scan::{CardsExec, Scan};

/// Writes a scan as JSON, and reads it for the client of this process. A plan never has the
/// credentials: each worker has its own, and refuses the plan of another account.
#[derive(Debug)]
pub(super) struct CardsCodec {
    pub(super) client: CardsClient,
}

impl PhysicalExtensionCodec for CardsCodec {
    fn try_decode(
        &self,
        bytes: &[u8],
        _: &[Arc<dyn ExecutionPlan>],
        _: &TaskContext,
        _: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let scan: Scan = serde_json::from_slice(bytes).map_err(external)?;
        let scan = Scan { is_on_worker: true, ..scan };
        Ok(Arc::new(CardsExec::try_new(self.client.clone(), scan)?))
    }

    fn try_encode(
        &self,
        node: Arc<dyn ExecutionPlan>,
        bytes: &mut Vec<u8>,
        _: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        match node.downcast_ref::<CardsExec>() {
            Some(cards) => serde_json::to_writer(bytes, cards.scan()).map_err(external),
            None => internal_err!("{} cannot be sent to a worker", node.name()),
        }
    }
}

fn external(error: serde_json::Error) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}
