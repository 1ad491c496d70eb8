//! Why a query failed.

use std::error::Error;
use std::iter::successors;

use datafusion::arrow::error::ArrowError;
use datafusion::error::DataFusionError;

/// Exit status of a query that failed for another reason.
const FAILED: u8 = 1;
/// Exit status of a query that was refused.
const REFUSED: u8 = 2;
/// Begins the context of an error of a worker, before its exit status: what is sent of an
/// error of the client is its text.
const STATUS: &str = "exit status ";

/// Returns the exit status of a program that ends with the failure of a query, and the reason
/// as a text.
///
/// The status is that of [`dintero_cards::Error::exit_status`] if a listing failed, here or on
/// a worker; 2 if the query was refused; otherwise 1.
#[must_use]
pub fn explain(error: &DataFusionError) -> (u8, String) {
    if let Some(client) = causes(error).find_map(|it| it.downcast_ref::<dintero_cards::Error>()) {
        return (client.exit_status(), text(client));
    }
    if let Some((status, inner)) = causes(error).find_map(of_worker) {
        return (status, inner.find_root().message().into_owned());
    }
    let root = error.find_root();
    match root {
        DataFusionError::SQL(..)
        | DataFusionError::Plan(_)
        | DataFusionError::Configuration(_)
        | DataFusionError::SchemaError(..)
        | DataFusionError::NotImplemented(_) => (REFUSED, root.message().into_owned()),
        // A constant, such as a date, that cannot be read.
        DataFusionError::ArrowError(arrow, _)
            if matches!(**arrow, ArrowError::ParseError(_) | ArrowError::CastError(_)) =>
        {
            (REFUSED, arrow.to_string())
        }
        _ => (FAILED, error.strip_backtrace()),
    }
}

/// Returns the failure of a listing as a worker sends it.
pub(crate) fn on_worker(error: DataFusionError) -> DataFusionError {
    let (status, text) = explain(&error);
    DataFusionError::External(text.into()).context(format!("{STATUS}{status}"))
}

fn of_worker<'a>(error: &'a (dyn Error + 'static)) -> Option<(u8, &'a DataFusionError)> {
    match error.downcast_ref()? {
        DataFusionError::Context(context, inner) => {
            Some((context.strip_prefix(STATUS)?.parse().ok()?, inner))
        }
        _ => None,
    }
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    successors(Some(error), |&cause| cause.source())
}

fn text(error: &(dyn Error + 'static)) -> String {
    causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
