//! The media types of a body or a parameter.

use crate::{Error, Node};

/// One entry of `content`.
#[derive(Clone, Debug)]
pub struct MediaType<'a> {
    /// The media type as the document writes it.
    pub name: &'a str,
    /// The media type object.
    pub node: Node<'a>,
}

impl<'a> MediaType<'a> {
    /// Returns the entries of the `content` of a request body, a response or a
    /// parameter, in the order of the document, each or its problem.
    #[must_use]
    pub fn of(owner: &Node<'a>) -> Vec<Result<Self, Error>> {
        let members = owner.members_of("content").into_iter();
        members.map(|member| member.map(|(name, node)| Self { name, node })).collect()
    }

    /// Returns the media type without its parameters, in lower case.
    #[must_use]
    pub fn essence(&self) -> String {
        self.name.split(';').next().unwrap_or(self.name).trim().to_ascii_lowercase()
    }
}
