//! The program `docs-drift`: whether the published documentation of an operation and an
//! OpenAPI document agree.
//!
//! The package `dintero-docs-drift` makes the comparison. This one handles arguments,
//! files, the environment, the network, and the exit status. The library is for programs
//! that run the check with settings of their own: [`Project`] holds them, and [`run`]
//! runs [`Arguments`].
//!
//! ```
//! use clap::Parser;
//! use docs_drift::{Arguments, Project, run};
//!
//! #[derive(Parser)]
//! struct Program {
//!     #[command(flatten)]
//!     arguments: Arguments,
//! }
//!
//! let project = Project { documents: vec!["openapi.yaml".into()], ..Project::default() };
//! let program = Program::parse_from(["program", "explain", "param-maximum-lowered"]);
//! let mut out = Vec::new();
//! run(&project, &program.arguments, &mut out, &mut std::io::stderr());
//! assert!(String::from_utf8_lossy(&out).starts_with("param-maximum-lowered (error)"));
//! ```

mod accept;
mod arguments;
mod assessment;
mod check;
mod context;
mod documents;
mod failure;
mod fetch;
mod file;
mod pages;
mod pipe;
mod project;
mod refresh;
mod rules;
mod run;
mod show;
mod sources;

pub use arguments::Arguments;
pub use context::variable;
pub use file::replace;
pub use pipe::IgnoreBrokenPipe;
pub use project::{Project, Steps};
pub use run::run;

/// Whether this build reads pages over https.
pub const CAN_FETCH: bool = cfg!(feature = "fetch");
