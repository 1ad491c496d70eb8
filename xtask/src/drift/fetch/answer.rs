//! What an answer is, and whether it is what was asked for.

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expect {
    /// A page as Markdown, or the index.
    Markdown,
    /// A whole document.
    Yaml,
    /// The site map.
    Xml,
}

impl Expect {
    /// What the request says it takes.
    pub(super) const fn accept(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown, text/plain;q=0.9",
            Self::Yaml => "application/yaml, text/yaml, application/json, text/plain;q=0.9",
            Self::Xml => "application/xml, text/xml",
        }
    }

    /// Refuses an answer of another kind. Sites answer a page that is not there
    /// with a page for people and status 200.
    pub(super) fn check(self, media: Option<&str>, body: &[u8]) -> Result<(), String> {
        let start =
            String::from_utf8_lossy(&body[..body.len().min(512)]).trim_start().to_lowercase();
        let html = start.starts_with("<!doctype html") || start.starts_with("<html");
        let essence = media
            .and_then(|media| media.split(';').next())
            .map(|media| media.trim().to_lowercase());
        let allowed = match (self, essence.as_deref()) {
            (_, None) => true,
            (Self::Xml, Some(media)) => media.ends_with("xml"),
            (_, Some(media)) => {
                matches!(media, "text/markdown" | "text/plain" | "application/octet-stream")
                    || media.ends_with("yaml")
                    || media.ends_with("json")
            }
        };
        if html || essence.as_deref() == Some("text/html") {
            Err("a page for people answered: the page is not there".to_owned())
        } else if allowed {
            Ok(())
        } else {
            Err(format!("{} was not asked for", essence.unwrap_or_default()))
        }
    }
}

/// A page that was fetched.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// Address that was asked for.
    pub(super) url: String,
    /// Address that answered.
    pub(super) final_url: String,
    /// Whether a redirect said that the address moved for good.
    pub(super) moved: bool,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    pub(super) body: Vec<u8>,
}
