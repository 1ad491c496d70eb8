//! The OpenAPI of a document: its operations and what holds for each.

use std::collections::HashSet;

use serde_json::Value;

use crate::{Document, Error, Node, Parameter, Security, Server};

/// Operations of a document; the largest published documents have about a thousand.
const MAX_OPERATIONS: usize = 1_000;
/// Parameters of an operation and of its path item together; the published page has 18.
const MAX_PARAMETERS: usize = 256;

/// The keys of a path item under which operations stand, in upper case.
const METHODS: [&str; 8] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/// The typed reading of a document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OpenApi<'a> {
    /// The root of the document.
    pub root: Node<'a>,
}

/// One operation: a method of a path.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Operation<'a> {
    /// The operation object.
    pub node: Node<'a>,
    /// The path item that the operation stands in.
    pub path_item: Node<'a>,
    /// The root of the document.
    pub root: Node<'a>,
    /// The path, relative to the base path of the server.
    pub path: &'a str,
    /// The method in upper case.
    pub method: &'static str,
    /// The `operationId`, if the operation has one.
    pub id: Option<&'a str>,
}

/// One response of an operation.
#[derive(Clone, Debug)]
pub struct Response<'a> {
    /// Status as the document writes it: `200`, `4XX` or `default`.
    pub status: &'a str,
    /// The response object.
    pub node: Node<'a>,
}

impl<'a> OpenApi<'a> {
    /// Reads a document. Each part is checked when it is asked for.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        Self { root: Node::root(document) }
    }

    /// Returns the servers of the document, each or its problem.
    #[must_use]
    pub fn servers(&self) -> Vec<Result<Server<'a>, Error>> {
        Server::of(&[&self.root])
    }

    /// Returns the path items with their paths, in the order of the document, each
    /// or its problem.
    #[must_use]
    pub fn path_items(&self) -> Vec<Result<(&'a str, Node<'a>), Error>> {
        let mut items = self.root.members_of("paths");
        items.retain(|item| !matches!(item, Ok((path, _)) if path.starts_with("x-")));
        items
    }

    /// Returns the operations in the order of the document, each or its problem. More
    /// than 1,000 are one problem.
    #[must_use]
    pub fn operations(&self) -> Vec<Result<Operation<'a>, Error>> {
        let mut all = Vec::new();
        for item in self.path_items() {
            match item {
                Ok((path, item)) => all.extend(self.operations_of(path, &item)),
                Err(error) => all.push(Err(error)),
            }
            if all.len() > MAX_OPERATIONS {
                let message = format!("more than {MAX_OPERATIONS} operations; leave some out");
                return vec![Err(self.root.document.error("/paths", message))];
            }
        }
        all
    }

    fn operations_of(&self, path: &'a str, item: &Node<'a>) -> Vec<Result<Operation<'a>, Error>> {
        let Value::Object(map) = item.value else {
            return vec![Err(item.error("a mapping was expected here"))];
        };
        let method = |key: &String| METHODS.into_iter().find(|it| it.to_ascii_lowercase() == *key);
        let read = |method: &'static str| {
            let node = item.require(&method.to_ascii_lowercase())?;
            if !node.value.is_object() {
                return Err(node.error("a mapping was expected here"));
            }
            let id = node.text_of("operationId")?;
            let (root, path_item) = (self.root.clone(), item.clone());
            Ok(Operation { node, path_item, root, path, method, id })
        };
        map.keys().filter_map(method).map(read).collect()
    }
}

impl<'a> Operation<'a> {
    /// Returns the names in braces of the path, from left to right.
    #[must_use]
    pub fn placeholders(&self) -> Vec<&'a str> {
        let parts = self.path.split('{').skip(1);
        parts.filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
    }

    /// Returns the parameters, each or its problem: those of the path item, then
    /// those of the operation. A parameter of the operation replaces one of the
    /// path item with the same name and location. More than 256 are one problem.
    #[must_use]
    pub fn parameters(&self) -> Vec<Result<Parameter<'a>, Error>> {
        let count = |owner: &Node<'a>| owner.value["parameters"].as_array().map_or(0, Vec::len);
        if count(&self.node) + count(&self.path_item) > MAX_PARAMETERS {
            let message = format!("more than {MAX_PARAMETERS} parameters; leave some out");
            return vec![Err(self.node.error(message))];
        }
        let read = |owner: &Node<'a>| -> Vec<_> {
            let nodes = owner.elements_of("parameters");
            nodes.into_iter().map(|node| Parameter::read(node?)).collect()
        };
        let own = read(&self.node);
        let names: HashSet<_> = own.iter().flatten().map(Parameter::identity).collect();
        let mut all = read(&self.path_item);
        all.retain(|one| one.as_ref().map_or(true, |one| !names.contains(&one.identity())));
        all.extend(own);
        all
    }

    /// Returns the servers, each or its problem: those of the operation, or else
    /// those of its path item, or else those of the document.
    #[must_use]
    pub fn servers(&self) -> Vec<Result<Server<'a>, Error>> {
        Server::of(&[&self.node, &self.path_item, &self.root])
    }

    /// Returns the security: that of the operation, or else that of the document.
    ///
    /// # Errors
    /// `security` is no list of mappings to lists of texts.
    pub fn security(&self) -> Result<Security<'a>, Error> {
        Security::of(&self.node, &self.root)
    }

    /// Returns the request body object, or `None` if there is none.
    ///
    /// # Errors
    /// It is a reference that cannot be followed.
    pub fn request_body(&self) -> Result<Option<Node<'a>>, Error> {
        self.node.get("requestBody")
    }

    /// Returns the responses in the order of the document, each or its problem.
    #[must_use]
    pub fn responses(&self) -> Vec<Result<Response<'a>, Error>> {
        let mut members = self.node.members_of("responses");
        members.retain(|member| !matches!(member, Ok((status, _)) if status.starts_with("x-")));
        let response = |(status, node)| Response { status, node };
        members.into_iter().map(|member| member.map(response)).collect()
    }
}
