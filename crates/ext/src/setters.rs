//! Methods that set one field, and return what they are called on.

/// Defines methods in an `impl`. A line of it is: the method, the field or
/// two of them, and what they are set to.
macro_rules! setters {
    ($(
        $(#[$attribute:meta])*
        $method:ident($($argument:ident: $type:ty)?) => $($field:ident),+ = $value:expr;
    )*) => {$(
        $(#[$attribute])*
        #[must_use]
        pub fn $method(mut self $(, $argument: $type)?) -> Self {
            ($(self.$field),+) = $value;
            self
        }
    )*};
}
pub(crate) use setters;
