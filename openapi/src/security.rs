//! The security of an operation: alternatives of required schemes.

use crate::{Error, Node};

/// The effective security of an operation.
#[derive(Clone, Debug)]
pub struct Security<'a> {
    /// JSON pointer of the list, or of the operation if there is no list.
    pub pointer: String,
    /// The alternatives; an empty list allows anonymous requests only.
    pub alternatives: Vec<Requirement<'a>>,
}

/// One alternative: all of its schemes are required together. An alternative
/// without schemes is an anonymous request.
#[derive(Clone, Debug)]
pub struct Requirement<'a> {
    /// JSON pointer of the alternative.
    pub pointer: String,
    /// The required schemes.
    pub schemes: Vec<RequiredScheme<'a>>,
}

/// A scheme that an alternative requires.
#[derive(Clone, Debug)]
pub struct RequiredScheme<'a> {
    /// Name below `components/securitySchemes`.
    pub name: &'a str,
    /// The required scopes.
    pub scopes: Vec<&'a str>,
    /// The security scheme object, or the problem that it is not described.
    pub scheme: Result<Node<'a>, Error>,
}

impl<'a> Security<'a> {
    pub(crate) fn of(operation: &Node<'a>, root: &Node<'a>) -> Result<Self, Error> {
        let own = operation.get("security")?;
        let Some(list) = own.map_or_else(|| root.get("security"), |own| Ok(Some(own)))? else {
            let pointer = operation.pointer.clone();
            return Ok(Self { pointer, alternatives: Vec::new() });
        };
        let requirement = |node: Result<Node<'a>, Error>| Requirement::read(&node?, root);
        let alternatives =
            list.elements().into_iter().map(requirement).collect::<Result<_, _>>()?;
        Ok(Self { pointer: list.pointer.clone(), alternatives })
    }
}

impl<'a> Requirement<'a> {
    fn read(node: &Node<'a>, root: &Node<'a>) -> Result<Self, Error> {
        let mut schemes = Vec::new();
        for member in node.members() {
            let (name, scopes) = member?;
            let described = || {
                let schemes = root.get("components")?.map(|all| all.get("securitySchemes"));
                let scheme = schemes.transpose()?.flatten().map(|all| all.get(name));
                scheme.transpose()?.flatten().ok_or_else(|| {
                    scopes.error(format!("the security scheme {name} is not described"))
                })
            };
            schemes.push(RequiredScheme { name, scheme: described(), scopes: scopes.texts()? });
        }
        Ok(Self { pointer: node.pointer.clone(), schemes })
    }
}
