//! The path of an item, and its owner.

use std::fmt;

/// A public item by its path.
///
/// `cards::types::Card` is a type, `cards::types::Card.amount` a field,
/// `cards::types::CardType::GiftCard` a variant or a constant,
/// `cards::types::Card::builder()` a function, and `impl Clone for
/// cards::types::Card` the implementation of a trait.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item(String);

impl Item {
    /// Returns an item with a path.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// Returns the path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a field of a struct.
    pub fn is_field(&self) -> bool {
        !self.is_impl() && self.0.contains('.')
    }

    /// Whether it is the implementation of a trait.
    pub fn is_impl(&self) -> bool {
        self.0.starts_with("impl ")
    }

    /// Returns the type that a field, variant, method or implementation belongs to. For
    /// part of a module it is the module, which is no item.
    pub fn owner(&self) -> Self {
        if let Some((_, ty)) =
            self.0.strip_prefix("impl ").and_then(|rest| rest.split_once(" for "))
        {
            return Self::new(ty);
        }
        let end = self.0.rfind('.').or_else(|| self.0.rfind("::")).unwrap_or(0);
        Self::new(&self.0[..end])
    }

    /// Returns the function of a type that returns its builder.
    pub fn builder(&self) -> Self {
        Self(format!("{}::builder()", self.0))
    }

    /// Returns the field that a method of a type's builder sets.
    pub fn built_field(&self) -> Option<Self> {
        let path = self.0.strip_suffix("()")?;
        let (ty, field) = path.rsplit_once("::")?;
        let (module, name) = ty.rsplit_once("::types::builder::")?;
        Some(Self(format!("{module}::types::{name}.{field}")))
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
