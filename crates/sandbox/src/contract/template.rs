//! The path of an operation, in segments.

use super::encoding;

/// The path of an operation, with the path of the server, in segments.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    segments: Vec<Segment>,
}

#[derive(Clone, Debug)]
enum Segment {
    Literal(String),
    Parameter(String),
}

impl Template {
    /// Reads a path such as `/v1/accounts/{aid}`. `None` if a segment has a brace
    /// inside, which is legal and not supported here.
    pub(super) fn parse(path: &str) -> Option<Self> {
        let segments = path.strip_prefix('/')?.split('/').map(|segment| {
            let inner = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            match inner {
                Some(name) if !name.contains(['{', '}']) => {
                    Some(Segment::Parameter(name.to_owned()))
                }
                None if !segment.contains(['{', '}']) => Some(Segment::Literal(segment.to_owned())),
                _ => None,
            }
        });
        Some(Self { segments: segments.collect::<Option<_>>()? })
    }

    /// Returns the names of the parameters, from left to right.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(name) => Some(name.as_str()),
        })
    }

    /// Returns the parameters of a path with their segments, still encoded. `None`
    /// if the path does not match.
    pub(super) fn values(&self, path: &str) -> Option<Vec<(String, String)>> {
        let mut given = path.strip_prefix('/')?.split('/');
        let mut values = Vec::new();
        for segment in &self.segments {
            let text = given.next()?;
            match segment {
                Segment::Literal(literal) => {
                    if encoding::segment(text).ok()? != *literal {
                        return None;
                    }
                }
                Segment::Parameter(_) if text.is_empty() => return None,
                Segment::Parameter(name) => values.push((name.clone(), text.to_owned())),
            }
        }
        given.next().is_none().then_some(values)
    }
}
