//! Methods that return or set one value, defined in a line each.

/// Defines methods that return a value.
macro_rules! getters {
    ($($(#[$doc:meta])+ fn $name:ident(&$this:ident) -> $type:ty { $value:expr })+) => {
        $($(#[$doc])+ #[must_use] pub fn $name(&$this) -> $type { $value })+
    };
}

/// Defines methods of a builder that set a value.
macro_rules! setters {
    ($($(#[$doc:meta])+ fn $name:ident(mut $this:ident, $value:ident: $type:ty) { $set:expr })+) => {
        $($(#[$doc])+ pub fn $name(mut $this, $value: $type) -> Self { $set; $this })+
    };
}

pub(crate) use {getters, setters};
