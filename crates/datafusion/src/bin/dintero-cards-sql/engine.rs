//! The engine that runs the queries: here, or on workers.

use std::collections::VecDeque;

use datafusion::execution::context::SessionContext;
use datafusion::prelude::SessionConfig;
use datafusion::sql::parser::Statement;
use dintero_cards::CardsClient;
use dintero_cards_datafusion::{CardsOptions, Cluster, register, stream};

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::output::Target;

pub(crate) enum Engine {
    Here(SessionContext),
    Workers(Cluster),
}

impl Engine {
    pub(crate) fn new(arguments: &mut Arguments, client: CardsClient) -> Result<Self, Failure> {
        let mut options = CardsOptions::default();
        options.windows = arguments.windows.unwrap_or_default();
        options.count_malformed = arguments.count_malformed;
        let mut config = SessionConfig::new().with_information_schema(true);
        config.options_mut().extensions.insert(options);
        let workers = std::mem::take(&mut arguments.workers);
        if !workers.is_empty() {
            return Ok(Self::Workers(Cluster::new(config, workers, client)?));
        }
        let context = SessionContext::new_with_config(config);
        register(&context, client)?;
        Ok(Self::Here(context))
    }

    /// Runs queries, one after the other, and writes their results.
    pub(crate) async fn run(
        &self,
        queries: VecDeque<Statement>,
        target: &Target,
    ) -> Result<(), Failure> {
        if queries.len() > 1 && target.is_single() {
            return Err(Failure::usage("a file holds the result of one query".to_owned()));
        }
        let mut malformed_cards = 0;
        for query in queries {
            let mut result = target.open()?;
            malformed_cards += match self {
                Self::Here(context) => stream(context, query, &mut result).await?,
                Self::Workers(cluster) => cluster.stream(&query, &mut result).await?,
            };
            result.finish()?;
        }
        match malformed_cards {
            0 => Ok(()),
            count => Err(Failure::partial(format!("{count} malformed cards are left out"))),
        }
    }
}
