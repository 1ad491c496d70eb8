//! `dintero-cards token`.

use std::io::{self, Write as _};

use crate::connection::Connection;
use crate::failure::Failure;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: Connection,
}

pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let connected = arguments.connection.connect().await?;
    let token = connected.client.access_token().await;
    connected.close().await;
    writeln!(io::stdout(), "{}", token?.expose())?;
    Ok(())
}
