//! A worker.

use std::io;

use datafusion::execution::SessionState;
use datafusion_distributed::{DistributedExt as _, Worker, WorkerQueryContext};
use dintero_cards::CardsClient;
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::transport::Server;

use super::codec::CardsCodec;
use crate::money::sum_money;

/// Serves queries on a listener, until the future is dropped. Cards are listed with this
/// client, and only those of its account.
///
/// Whoever reaches the listener can list the cards, unencrypted: it belongs into a network
/// of trusted machines.
///
/// # Errors
/// The server failed.
pub async fn serve_worker(listener: TcpListener, client: CardsClient) -> io::Result<()> {
    let worker = Worker::from_session_builder(move |query: WorkerQueryContext| {
        let client = client.clone();
        async move { Ok(state(query, client)) }
    });
    let server = Server::builder().add_service(worker.into_worker_server());
    server.serve_with_incoming(TcpListenerStream::new(listener)).await.map_err(io::Error::other)
}

fn state(query: WorkerQueryContext, client: CardsClient) -> SessionState {
    let mut builder = query.builder.with_distributed_user_codec(CardsCodec { client });
    builder.aggregate_functions().get_or_insert_default().push(sum_money());
    builder.build()
}
