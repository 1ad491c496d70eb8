//! The path of an operation, in segments.

use super::encoding;

/// The path of an operation, with the path of the server, in segments: each a text, or a
/// parameter in braces.
#[derive(Clone, Debug)]
pub(crate) struct Template(Vec<String>);

impl Template {
    /// Reads a path such as `/v1/accounts/{aid}`. `None` if a segment has a brace
    /// inside, which is legal and not supported here.
    pub(super) fn parse(path: &str) -> Option<Self> {
        let segments: Vec<String> = path.strip_prefix('/')?.split('/').map(str::to_owned).collect();
        let is_whole = |segment: &String| !name(segment).unwrap_or(segment).contains(['{', '}']);
        segments.iter().all(is_whole).then_some(Self(segments))
    }

    pub(super) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|segment| name(segment))
    }

    /// Returns the parameters of a path with their segments, still encoded. `None`
    /// if the path does not match.
    pub(super) fn values(&self, path: &str) -> Option<Vec<(String, String)>> {
        let mut given = path.strip_prefix('/')?.split('/');
        let mut values = Vec::new();
        for segment in &self.0 {
            let text = given.next()?;
            match name(segment) {
                Some(_) if text.is_empty() => return None,
                Some(name) => values.push((name.to_owned(), text.to_owned())),
                None if encoding::segment(text).ok()? != *segment => return None,
                None => {}
            }
        }
        given.next().is_none().then_some(values)
    }
}

/// Returns the name of a segment that is a parameter.
fn name(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}
