//! The consumers that are compared.

/// A package below `tests/consumers`, and what the table calls it.
pub(super) struct Consumer {
    pub(super) package: &'static str,
    pub(super) name: &'static str,
}

/// The one that the others are compared with comes first, the one that opts
/// out of generation last.
pub(super) const CONSUMERS: [Consumer; 3] = [
    Consumer { package: "consumer-hand-written", name: "by hand on reqwest" },
    Consumer { package: "consumer-generating", name: "`dintero-cards`" },
    Consumer {
        package: "consumer-committed",
        name: "`dintero-cards` without `generate`, with `rustls`",
    },
];
