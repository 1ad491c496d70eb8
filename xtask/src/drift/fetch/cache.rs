//! Answers of earlier runs, so that an unchanged page is not sent again. What
//! the cache has is compared again all the same.

use std::fs;
use std::path::PathBuf;

use dintero_docs_drift::prose;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use crate::drift::file;

pub(super) struct Cache {
    folder: PathBuf,
}

/// What is kept beside a body.
#[derive(Serialize, Deserialize)]
struct Kept {
    url: String,
    final_url: String,
    etag: Option<String>,
    last_modified: Option<String>,
    /// Digest of the body: a cache that was meddled with is no cache.
    body: String,
}

impl Cache {
    pub(super) const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn paths(&self, url: &str) -> (PathBuf, PathBuf) {
        let name = prose::digest(url).trim_start_matches("sha256:")[..16].to_owned();
        (self.folder.join(format!("{name}.json")), self.folder.join(format!("{name}.body")))
    }

    pub(super) fn find(&self, url: &str) -> Option<Answer> {
        let (about, body) = self.paths(url);
        let kept: Kept = serde_json::from_str(&fs::read_to_string(about).ok()?).ok()?;
        let body = fs::read(body).ok()?;
        let whole = digest(&body) == kept.body && kept.url == url;
        whole.then_some(Answer {
            url: kept.url,
            final_url: kept.final_url,
            moved: false,
            etag: kept.etag,
            last_modified: kept.last_modified,
            body,
        })
    }

    /// Keeps an answer that a server can be asked about again. A cache that
    /// cannot be written is none, and that is fine.
    pub(super) fn keep(&self, answer: &Answer) {
        if answer.etag.is_none() && answer.last_modified.is_none() {
            return;
        }
        let (about, body) = self.paths(&answer.url);
        let kept = Kept {
            url: answer.url.clone(),
            final_url: answer.final_url.clone(),
            etag: answer.etag.clone(),
            last_modified: answer.last_modified.clone(),
            body: digest(&answer.body),
        };
        if let Ok(text) = serde_json::to_vec_pretty(&kept) {
            let _ = file::write(&body, &answer.body).and_then(|()| file::write(&about, &text));
        }
    }
}

fn digest(bytes: &[u8]) -> String {
    prose::of_bytes(bytes)
}
