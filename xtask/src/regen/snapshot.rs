//! The snapshots of the generated API: they follow from the text alone.

use std::io;
use std::path::Path;

use super::output::{Output, committed};
use super::text::Generated;

/// Where the package that reads the API keeps its snapshots.
const FOLDER: &str = "crates/semver/tests/it/snapshots";
/// What stands above a snapshot, before its text.
const HEAD: &str = "---\nsource: crates/semver/tests/it/api.rs\nexpression: api(document)\n---\n";

pub(super) fn outputs(root: &Path, generated: &Generated) -> io::Result<Vec<Output>> {
    let mut outputs = Vec::new();
    for made in &generated.0 {
        let path = Path::new(FOLDER).join(format!("it__api__api_of_{}.snap", made.module));
        let text = committed(root, &path)?;
        // A head that is there stays as the test wrote it.
        let head = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
            Some((head, _)) => &text[..head.len() + "---\n\n---\n".len()],
            None => HEAD,
        };
        outputs.push(Output {
            path,
            wanted: format!("{head}{}", made.api),
            committed: text.clone(),
        });
    }
    Ok(outputs)
}
