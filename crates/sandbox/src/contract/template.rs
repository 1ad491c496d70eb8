//! The path of an operation, cut into segments.

use super::encoding;

/// The path of an operation, server path included, cut into segments.
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
    /// Reads `/v1/accounts/{aid}`. `None` when a brace stands inside a segment,
    /// which is legal and not understood here.
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

    /// Names of the parameters, from left to right.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(name) => Some(name.as_str()),
        })
    }

    /// The segments of a path that stand for the parameters, still encoded.
    /// `None` if it is another path.
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

#[cfg(test)]
mod tests {
    use super::Template;

    fn values(template: &str, path: &str) -> Option<Vec<String>> {
        let values = Template::parse(template).unwrap().values(path)?;
        Some(values.into_iter().map(|(name, value)| format!("{name}={value}")).collect())
    }

    #[test]
    fn a_parameter_takes_exactly_one_segment() {
        let template = "/v1/accounts/{aid}/cards";
        assert_eq!(values(template, "/v1/accounts/T1/cards").unwrap(), ["aid=T1"]);
        assert_eq!(values(template, "/v1/accounts/a%2Fb/cards").unwrap(), ["aid=a%2Fb"]);
        for path in [
            "/v1/accounts//cards",
            "/v1/accounts/T1/cards/",
            "/v1/accounts/T1/x/cards",
            "/v1/accounts/T1",
            "v1/accounts/T1/cards",
            "//v1/accounts/T1/cards",
            "/v1/accounts/T1/card%",
            "*",
            "/",
            "",
        ] {
            assert_eq!(values(template, path), None, "{path}");
        }
    }

    #[test]
    fn literals_may_be_encoded() {
        assert!(values("/v1/cards", "/v1/%63ards").is_some());
    }

    #[test]
    fn braces_inside_a_segment_are_not_understood() {
        assert!(Template::parse("/v1/{a}-{b}").is_none());
        assert!(Template::parse("/v1/a{b}").is_none());
        assert!(Template::parse("v1").is_none());
    }
}
