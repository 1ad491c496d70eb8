// Generated from openapi/auth.yaml by `cargo xtask regen`; do not edit by hand.
// SHA-256 of the document: 8cc585c754d3a63154089f2d18070ddfd18030a03ba8dcc4a8cbf3c7686403cb

#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///An access token and its life.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct AccessToken {
        ///The token, a JSON Web Token.
        pub access_token: ::std::string::String,
        ///Life of the token, in seconds.
        pub expires_in: i64,
        ///Token of another grant.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub refresh_token: ::std::option::Option<::std::string::String>,
        pub token_type: crate::auth::types::TokenType,
        /// The fields that the document does not name.
        #[cfg_attr(feature = "schemars", serde(default, skip))]
        pub extra: crate::ExtraFields,
    }
    impl AccessToken {
        pub fn builder() -> builder::AccessToken {
            Default::default()
        }
    }
    ///Body of an error response.
    #[derive(Clone, Default, PartialEq)]
    #[non_exhaustive]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct ErrorBody {
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub error: ::std::option::Option<ErrorDetail>,
        ///Further detail; its shape is not documented.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub errors: ::std::option::Option<::serde_json::Value>,
        /// The fields that the document does not name.
        #[cfg_attr(feature = "schemars", serde(default, skip))]
        pub extra: crate::ExtraFields,
    }
    impl ErrorBody {
        pub fn builder() -> builder::ErrorBody {
            Default::default()
        }
    }
    ///What went wrong.
    #[derive(Clone, Default, PartialEq)]
    #[non_exhaustive]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct ErrorDetail {
        ///Code of the error, for programs.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub code: ::std::option::Option<::std::string::String>,
        ///What went wrong, for people.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub message: ::std::option::Option<::std::string::String>,
        /// The fields that the document does not name.
        #[cfg_attr(feature = "schemars", serde(default, skip))]
        pub extra: crate::ExtraFields,
    }
    impl ErrorDetail {
        pub fn builder() -> builder::ErrorDetail {
            Default::default()
        }
    }
    ///How the client proves who it is.
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    #[non_exhaustive]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub enum GrantType {
        #[serde(rename = "client_credentials")]
        ClientCredentials,
    }
    impl ::std::fmt::Display for GrantType {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::ClientCredentials => f.write_str("client_credentials"),
            }
        }
    }
    impl ::std::str::FromStr for GrantType {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "client_credentials" => Ok(Self::ClientCredentials),
                _ => Err("invalid value".into()),
            }
        }
    }
    impl ::std::convert::TryFrom<&str> for GrantType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for GrantType {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    ///Id of an account (P or T and eight digits), or the short form with three digits.
    #[derive(::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    #[serde(transparent)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct OwnerId(::std::string::String);
    impl ::std::ops::Deref for OwnerId {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }
    impl ::std::convert::From<OwnerId> for ::std::string::String {
        fn from(value: OwnerId) -> Self {
            value.0
        }
    }
    impl ::std::str::FromStr for OwnerId {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            static PATTERN: ::std::sync::LazyLock<::regress::Regex> = ::std::sync::LazyLock::new(||
            {
                ::regress::Regex::with_flags("^[PT]{1}(?=(?:.{3}|.{8})$)[0-9]*$", "u")
                    .unwrap()
            });
            if PATTERN.find(value).is_none() {
                return Err(
                    "doesn't match pattern \"^[PT]{1}(?=(?:.{3}|.{8})$)[0-9]*$\"".into(),
                );
            }
            Ok(Self(value.to_string()))
        }
    }
    impl ::std::convert::TryFrom<&str> for OwnerId {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for OwnerId {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl<'de> ::serde::Deserialize<'de> for OwnerId {
        fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
        where
            D: ::serde::Deserializer<'de>,
        {
            ::std::string::String::deserialize(deserializer)?
                .parse()
                .map_err(|e: self::error::ConversionError| {
                    <D::Error as ::serde::de::Error>::custom(e.to_string())
                })
        }
    }
    ///What the token is for.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, PartialEq)]
    #[non_exhaustive]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct TokenRequest {
        ///URL of the account that the token gives access to.
        pub audience: ::std::string::String,
        pub grant_type: GrantType,
    }
    impl TokenRequest {
        pub fn builder() -> builder::TokenRequest {
            Default::default()
        }
    }
    /// Types for composing complex structures.
    pub mod builder {
        #[derive(Clone)]
        pub struct AccessToken {
            access_token: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            expires_in: ::std::result::Result<i64, ::std::string::String>,
            refresh_token: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            token_type: ::std::result::Result<
                crate::auth::types::TokenType,
                ::std::string::String,
            >,
            extra: crate::ExtraFields,
        }
        impl ::std::default::Default for AccessToken {
            fn default() -> Self {
                Self {
                    access_token: Err("no value supplied for access_token".to_string()),
                    expires_in: Err("no value supplied for expires_in".to_string()),
                    refresh_token: Ok(Default::default()),
                    token_type: Err("no value supplied for token_type".to_string()),
                    extra: ::std::default::Default::default(),
                }
            }
        }
        impl AccessToken {
            pub fn access_token<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.access_token = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for access_token: {e}")
                    });
                self
            }
            pub fn expires_in<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.expires_in = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for expires_in: {e}")
                    });
                self
            }
            pub fn refresh_token<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.refresh_token = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for refresh_token: {e}")
                    });
                self
            }
            pub fn token_type<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<crate::auth::types::TokenType>,
                T::Error: ::std::fmt::Display,
            {
                self.token_type = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for token_type: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<AccessToken> for super::AccessToken {
            type Error = super::error::ConversionError;
            fn try_from(
                value: AccessToken,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    access_token: value.access_token?,
                    expires_in: value.expires_in?,
                    refresh_token: value.refresh_token?,
                    token_type: value.token_type?,
                    extra: value.extra,
                })
            }
        }
        impl ::std::convert::From<super::AccessToken> for AccessToken {
            fn from(value: super::AccessToken) -> Self {
                Self {
                    access_token: Ok(value.access_token),
                    expires_in: Ok(value.expires_in),
                    refresh_token: Ok(value.refresh_token),
                    token_type: Ok(value.token_type),
                    extra: value.extra,
                }
            }
        }
        #[derive(Clone)]
        pub struct ErrorBody {
            error: ::std::result::Result<
                ::std::option::Option<super::ErrorDetail>,
                ::std::string::String,
            >,
            errors: ::std::result::Result<
                ::std::option::Option<::serde_json::Value>,
                ::std::string::String,
            >,
            extra: crate::ExtraFields,
        }
        impl ::std::default::Default for ErrorBody {
            fn default() -> Self {
                Self {
                    error: Ok(Default::default()),
                    errors: Ok(Default::default()),
                    extra: ::std::default::Default::default(),
                }
            }
        }
        impl ErrorBody {
            pub fn error<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::ErrorDetail>>,
                T::Error: ::std::fmt::Display,
            {
                self.error = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for error: {e}")
                    });
                self
            }
            pub fn errors<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::serde_json::Value>>,
                T::Error: ::std::fmt::Display,
            {
                self.errors = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for errors: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<ErrorBody> for super::ErrorBody {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ErrorBody,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    error: value.error?,
                    errors: value.errors?,
                    extra: value.extra,
                })
            }
        }
        impl ::std::convert::From<super::ErrorBody> for ErrorBody {
            fn from(value: super::ErrorBody) -> Self {
                Self {
                    error: Ok(value.error),
                    errors: Ok(value.errors),
                    extra: value.extra,
                }
            }
        }
        #[derive(Clone)]
        pub struct ErrorDetail {
            code: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            message: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            extra: crate::ExtraFields,
        }
        impl ::std::default::Default for ErrorDetail {
            fn default() -> Self {
                Self {
                    code: Ok(Default::default()),
                    message: Ok(Default::default()),
                    extra: ::std::default::Default::default(),
                }
            }
        }
        impl ErrorDetail {
            pub fn code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.code = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for code: {e}")
                    });
                self
            }
            pub fn message<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.message = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for message: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<ErrorDetail> for super::ErrorDetail {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ErrorDetail,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    code: value.code?,
                    message: value.message?,
                    extra: value.extra,
                })
            }
        }
        impl ::std::convert::From<super::ErrorDetail> for ErrorDetail {
            fn from(value: super::ErrorDetail) -> Self {
                Self {
                    code: Ok(value.code),
                    message: Ok(value.message),
                    extra: value.extra,
                }
            }
        }
        #[derive(Clone)]
        pub struct TokenRequest {
            audience: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            grant_type: ::std::result::Result<super::GrantType, ::std::string::String>,
        }
        impl ::std::default::Default for TokenRequest {
            fn default() -> Self {
                Self {
                    audience: Err("no value supplied for audience".to_string()),
                    grant_type: Err("no value supplied for grant_type".to_string()),
                }
            }
        }
        impl TokenRequest {
            pub fn audience<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.audience = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for audience: {e}")
                    });
                self
            }
            pub fn grant_type<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::GrantType>,
                T::Error: ::std::fmt::Display,
            {
                self.grant_type = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for grant_type: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<TokenRequest> for super::TokenRequest {
            type Error = super::error::ConversionError;
            fn try_from(
                value: TokenRequest,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    audience: value.audience?,
                    grant_type: value.grant_type?,
                })
            }
        }
        impl ::std::convert::From<super::TokenRequest> for TokenRequest {
            fn from(value: super::TokenRequest) -> Self {
                Self {
                    audience: Ok(value.audience),
                    grant_type: Ok(value.grant_type),
                }
            }
        }
        impl ::std::fmt::Debug for AccessToken {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("AccessToken").finish_non_exhaustive()
            }
        }
        impl ::std::fmt::Debug for ErrorBody {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("ErrorBody").finish_non_exhaustive()
            }
        }
        impl ::std::fmt::Debug for ErrorDetail {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("ErrorDetail").finish_non_exhaustive()
            }
        }
        impl ::std::fmt::Debug for TokenRequest {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("TokenRequest").finish_non_exhaustive()
            }
        }
    }
    /// Error types.
    pub mod error {
        /// Error from a `TryFrom` or `FromStr` implementation.
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::std::fmt::Debug for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }
        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }
    impl ::std::fmt::Debug for AccessToken {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            let fields: &[::std::option::Option<&str>] = &[
                true.then_some("access_token"),
                true.then_some("expires_in"),
                self.refresh_token.is_some().then_some("refresh_token"),
                true.then_some("token_type"),
            ];
            f.write_str("AccessToken ")?;
            f.debug_set().entries(fields.iter().flatten()).finish()
        }
    }
    impl ::std::fmt::Debug for ErrorBody {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            let fields: &[::std::option::Option<&str>] = &[
                self.error.is_some().then_some("error"),
                self.errors.is_some().then_some("errors"),
            ];
            f.write_str("ErrorBody ")?;
            f.debug_set().entries(fields.iter().flatten()).finish()
        }
    }
    impl ::std::fmt::Debug for ErrorDetail {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            let fields: &[::std::option::Option<&str>] = &[
                self.code.is_some().then_some("code"),
                self.message.is_some().then_some("message"),
            ];
            f.write_str("ErrorDetail ")?;
            f.debug_set().entries(fields.iter().flatten()).finish()
        }
    }
    impl ::std::fmt::Debug for TokenRequest {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            let fields: &[::std::option::Option<&str>] = &[
                true.then_some("audience"),
                true.then_some("grant_type"),
            ];
            f.write_str("TokenRequest ")?;
            f.debug_set().entries(fields.iter().flatten()).finish()
        }
    }
    ///How the token is presented.
    ///
    ///Open: a value that the document does not list is kept as it came, in `Unlisted`, and goes back unchanged.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[non_exhaustive]
    pub enum TokenType {
        ///`Bearer`
        Bearer,
        /// A value that the document does not list.
        Unlisted(crate::UnlistedValue),
    }
    impl TokenType {
        ///The values that the document lists, in its order.
        pub const LISTED: &'static [&'static str] = &["Bearer"];
        /// The value as it stands on the wire.
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Bearer => "Bearer",
                Self::Unlisted(value) => value.as_str(),
            }
        }
        /// Whether the document lists this value.
        #[must_use]
        pub fn is_listed(&self) -> bool {
            !matches!(self, Self::Unlisted(_))
        }
    }
    impl ::std::convert::From<&str> for TokenType {
        fn from(value: &str) -> Self {
            match value {
                "Bearer" => Self::Bearer,
                _ => Self::Unlisted(crate::UnlistedValue::new(value)),
            }
        }
    }
    impl ::std::convert::From<String> for TokenType {
        fn from(value: String) -> Self {
            Self::from(value.as_str())
        }
    }
    impl ::std::str::FromStr for TokenType {
        type Err = ::std::convert::Infallible;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self::from(value))
        }
    }
    impl ::std::fmt::Display for TokenType {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::serde::Serialize for TokenType {
        fn serialize<S: ::serde::Serializer>(
            &self,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            serializer.serialize_str(self.as_str())
        }
    }
    impl<'de> ::serde::Deserialize<'de> for TokenType {
        fn deserialize<D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<Self, D::Error> {
            crate::unlisted::deserialize(deserializer)
        }
    }
    #[cfg(feature = "schemars")]
    impl ::schemars::JsonSchema for TokenType {
        fn schema_name() -> ::std::borrow::Cow<'static, str> {
            "TokenType".into()
        }
        fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
            ::schemars::json_schema!(
                { "type" : "string", "description" : "How the token is presented.",
                "examples" : ["Bearer"], }
            )
        }
    }
    impl<'de> ::serde::Deserialize<'de> for AccessToken {
        fn deserialize<__D: ::serde::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::std::result::Result<Self, __D::Error> {
            struct __Object;
            impl<'de> ::serde::de::Visitor<'de> for __Object {
                type Value = AccessToken;
                fn expecting(
                    &self,
                    f: &mut ::std::fmt::Formatter<'_>,
                ) -> ::std::fmt::Result {
                    f.write_str("an object AccessToken")
                }
                fn visit_map<__A: ::serde::de::MapAccess<'de>>(
                    self,
                    mut map: __A,
                ) -> ::std::result::Result<AccessToken, __A::Error> {
                    let mut value_0 = ::std::option::Option::None::<
                        ::std::string::String,
                    >;
                    let mut value_1 = ::std::option::Option::None::<i64>;
                    let mut value_2 = ::std::option::Option::None::<
                        ::std::option::Option<::std::string::String>,
                    >;
                    let mut value_3 = ::std::option::Option::None::<
                        crate::auth::types::TokenType,
                    >;
                    let mut extra = crate::ExtraFields::default();
                    let number = |name: &str| {
                        ::std::option::Option::Some(
                            match name {
                                "access_token" => 0,
                                "expires_in" => 1,
                                "refresh_token" => 2,
                                "token_type" => 3,
                                _ => return ::std::option::Option::None,
                            },
                        )
                    };
                    let mut name = ::std::boxed::Box::<str>::default();
                    while let ::std::option::Option::Some(number) = map
                        .next_key_seed(crate::extra_fields::Name(number, &mut name))?
                    {
                        match number {
                            0 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_0,
                                    "access_token",
                                )?;
                            }
                            1 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_1,
                                    "expires_in",
                                )?;
                            }
                            2 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_2,
                                    "refresh_token",
                                )?;
                            }
                            3 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_3,
                                    "token_type",
                                )?;
                            }
                            _ => {
                                extra.push(::std::mem::take(&mut name), map.next_value()?);
                            }
                        }
                    }
                    ::std::result::Result::Ok(AccessToken {
                        access_token: crate::extra_fields::required(
                            value_0,
                            "access_token",
                        )?,
                        expires_in: crate::extra_fields::required(
                            value_1,
                            "expires_in",
                        )?,
                        refresh_token: value_2.unwrap_or_default(),
                        token_type: crate::extra_fields::required(
                            value_3,
                            "token_type",
                        )?,
                        extra: extra,
                    })
                }
            }
            deserializer
                .deserialize_struct(
                    "AccessToken",
                    &["access_token", "expires_in", "refresh_token", "token_type"],
                    __Object,
                )
        }
    }
    impl ::serde::Serialize for AccessToken {
        fn serialize<__S: ::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::std::result::Result<__S::Ok, __S::Error> {
            use ::serde::ser::SerializeMap as _;
            let mut map = serializer.serialize_map(::std::option::Option::None)?;
            map.serialize_entry("access_token", &self.access_token)?;
            map.serialize_entry("expires_in", &self.expires_in)?;
            if !::std::option::Option::is_none(&self.refresh_token) {
                map.serialize_entry("refresh_token", &self.refresh_token)?;
            }
            map.serialize_entry("token_type", &self.token_type)?;
            for (name, value) in self.extra.entries() {
                map.serialize_entry(name, value)?;
            }
            map.end()
        }
    }
    impl<'de> ::serde::Deserialize<'de> for ErrorBody {
        fn deserialize<__D: ::serde::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::std::result::Result<Self, __D::Error> {
            struct __Object;
            impl<'de> ::serde::de::Visitor<'de> for __Object {
                type Value = ErrorBody;
                fn expecting(
                    &self,
                    f: &mut ::std::fmt::Formatter<'_>,
                ) -> ::std::fmt::Result {
                    f.write_str("an object ErrorBody")
                }
                fn visit_map<__A: ::serde::de::MapAccess<'de>>(
                    self,
                    mut map: __A,
                ) -> ::std::result::Result<ErrorBody, __A::Error> {
                    let mut value_0 = ::std::option::Option::None::<
                        ::std::option::Option<ErrorDetail>,
                    >;
                    let mut value_1 = ::std::option::Option::None::<
                        ::std::option::Option<::serde_json::Value>,
                    >;
                    let mut extra = crate::ExtraFields::default();
                    let number = |name: &str| {
                        ::std::option::Option::Some(
                            match name {
                                "error" => 0,
                                "errors" => 1,
                                _ => return ::std::option::Option::None,
                            },
                        )
                    };
                    let mut name = ::std::boxed::Box::<str>::default();
                    while let ::std::option::Option::Some(number) = map
                        .next_key_seed(crate::extra_fields::Name(number, &mut name))?
                    {
                        match number {
                            0 => {
                                crate::extra_fields::read(&mut map, &mut value_0, "error")?;
                            }
                            1 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_1,
                                    "errors",
                                )?;
                            }
                            _ => {
                                extra.push(::std::mem::take(&mut name), map.next_value()?);
                            }
                        }
                    }
                    ::std::result::Result::Ok(ErrorBody {
                        error: value_0.unwrap_or_default(),
                        errors: value_1.unwrap_or_default(),
                        extra: extra,
                    })
                }
            }
            deserializer.deserialize_struct("ErrorBody", &["error", "errors"], __Object)
        }
    }
    impl ::serde::Serialize for ErrorBody {
        fn serialize<__S: ::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::std::result::Result<__S::Ok, __S::Error> {
            use ::serde::ser::SerializeMap as _;
            let mut map = serializer.serialize_map(::std::option::Option::None)?;
            if !::std::option::Option::is_none(&self.error) {
                map.serialize_entry("error", &self.error)?;
            }
            if !::std::option::Option::is_none(&self.errors) {
                map.serialize_entry("errors", &self.errors)?;
            }
            for (name, value) in self.extra.entries() {
                map.serialize_entry(name, value)?;
            }
            map.end()
        }
    }
    impl<'de> ::serde::Deserialize<'de> for ErrorDetail {
        fn deserialize<__D: ::serde::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::std::result::Result<Self, __D::Error> {
            struct __Object;
            impl<'de> ::serde::de::Visitor<'de> for __Object {
                type Value = ErrorDetail;
                fn expecting(
                    &self,
                    f: &mut ::std::fmt::Formatter<'_>,
                ) -> ::std::fmt::Result {
                    f.write_str("an object ErrorDetail")
                }
                fn visit_map<__A: ::serde::de::MapAccess<'de>>(
                    self,
                    mut map: __A,
                ) -> ::std::result::Result<ErrorDetail, __A::Error> {
                    let mut value_0 = ::std::option::Option::None::<
                        ::std::option::Option<::std::string::String>,
                    >;
                    let mut value_1 = ::std::option::Option::None::<
                        ::std::option::Option<::std::string::String>,
                    >;
                    let mut extra = crate::ExtraFields::default();
                    let number = |name: &str| {
                        ::std::option::Option::Some(
                            match name {
                                "code" => 0,
                                "message" => 1,
                                _ => return ::std::option::Option::None,
                            },
                        )
                    };
                    let mut name = ::std::boxed::Box::<str>::default();
                    while let ::std::option::Option::Some(number) = map
                        .next_key_seed(crate::extra_fields::Name(number, &mut name))?
                    {
                        match number {
                            0 => {
                                crate::extra_fields::read(&mut map, &mut value_0, "code")?;
                            }
                            1 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_1,
                                    "message",
                                )?;
                            }
                            _ => {
                                extra.push(::std::mem::take(&mut name), map.next_value()?);
                            }
                        }
                    }
                    ::std::result::Result::Ok(ErrorDetail {
                        code: value_0.unwrap_or_default(),
                        message: value_1.unwrap_or_default(),
                        extra: extra,
                    })
                }
            }
            deserializer
                .deserialize_struct("ErrorDetail", &["code", "message"], __Object)
        }
    }
    impl ::serde::Serialize for ErrorDetail {
        fn serialize<__S: ::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::std::result::Result<__S::Ok, __S::Error> {
            use ::serde::ser::SerializeMap as _;
            let mut map = serializer.serialize_map(::std::option::Option::None)?;
            if !::std::option::Option::is_none(&self.code) {
                map.serialize_entry("code", &self.code)?;
            }
            if !::std::option::Option::is_none(&self.message) {
                map.serialize_entry("message", &self.message)?;
            }
            for (name, value) in self.extra.entries() {
                map.serialize_entry(name, value)?;
            }
            map.end()
        }
    }
}
#[derive(Clone, Debug)]
/**Client for Dintero tokens

Exchanges the credentials of a client for an access token.

Version: 1.0.0*/
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: ::std::sync::Arc<dyn crate::Transport>,
}
impl Client {
    /// Construct a new client with an existing `reqwest::Client`,
    /// allowing more control over its configuration.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new_with_client(
        baseurl: &str,
        client: reqwest::Client,
        inner: ::std::sync::Arc<dyn crate::Transport>,
    ) -> Self {
        Self {
            baseurl: baseurl.trim_end_matches('/').to_string(),
            client,
            inner,
        }
    }
}
impl ClientInfo<::std::sync::Arc<dyn crate::Transport>> for Client {
    fn api_version() -> &'static str {
        "1.0.0"
    }
    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }
    fn client(&self) -> &reqwest::Client {
        &self.client
    }
    fn inner(&self) -> &::std::sync::Arc<dyn crate::Transport> {
        &self.inner
    }
}
const _: () = {
    #[allow(dead_code)]
    fn assert_client_hooks()
    where
        Client: ClientHooks<::std::sync::Arc<dyn crate::Transport>>,
    {}
};
impl Client {
    /**Get Token

An access token for the client whose credentials are given by HTTP Basic.

Sends a `POST` request to `/accounts/{oid}/auth/token`

Arguments:
- `oid`: Account or partner that the client belongs to.
- `body`
```ignore
let response = client.get_token()
    .oid(oid)
    .body(body)
    .send()
    .await;
```*/
    pub fn get_token(&self) -> builder::GetToken<'_> {
        builder::GetToken::new(self)
    }
}
/// Types for composing operation parameters.
#[allow(clippy::all)]
pub mod builder {
    use super::types;
    #[allow(unused_imports)]
    use super::{
        encode_path, ByteStream, ClientInfo, ClientHooks, Error, OperationInfo,
        RequestBuilderExt, ResponseValue,
    };
    /**Builder for [`Client::get_token`]

[`Client::get_token`]: super::Client::get_token*/
    #[derive(Clone)]
    pub struct GetToken<'a> {
        client: &'a super::Client,
        oid: Result<types::OwnerId, String>,
        body: Result<types::builder::TokenRequest, String>,
    }
    impl<'a> GetToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                oid: Err("oid was not initialized".to_string()),
                body: Ok(::std::default::Default::default()),
            }
        }
        pub fn oid<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::OwnerId>,
        {
            self.oid = value
                .try_into()
                .map_err(|_| "conversion to `OwnerId` for oid failed".to_string());
            self
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TokenRequest>,
            <V as std::convert::TryInto<types::TokenRequest>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| {
                    format!("conversion to `TokenRequest` for body failed: {}", s)
                });
            self
        }
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::TokenRequest,
            ) -> types::builder::TokenRequest,
        {
            self.body = self.body.map(f);
            self
        }
        ///Sends a `POST` request to `/accounts/{oid}/auth/token`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::AccessToken>, Error<types::ErrorBody>> {
            let Self { client, oid, body } = self;
            let oid = oid.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::TokenRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/accounts/{}/auth/token", client.baseurl, encode_path(& oid
                .to_string()).replace('\\', "%5C")
            );
            if !super::has_path(
                &url[client.baseurl.len()..],
                "/accounts/{}/auth/token",
            ) {
                return Err(
                    Error::InvalidRequest(
                        "a value in the path /accounts/{}/auth/token is empty, \".\" or \"..\", which asks for another path"
                            .to_string(),
                    ),
                );
            }
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_token",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => crate::decode::response(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(crate::decode::response(response).await?))
                }
                429u16 => {
                    Err(Error::ErrorResponse(crate::decode::response(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(crate::decode::response(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    impl<'a> ::std::fmt::Debug for GetToken<'a> {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct("GetToken").finish_non_exhaustive()
        }
    }
}
/// Items consumers will typically use such as the Client.
pub mod prelude {
    pub use self::super::Client;
}
/// Whether no value of a path makes it another one than its template.
fn has_path(path: &str, template: &str) -> bool {
    template
        .split('/')
        .zip(path.split('/'))
        .all(|(part, value)| !part.contains("{}") || !matches!(value, "" | "." | ".."))
}
/// The document that this module was generated from.
pub const DOCUMENT: crate::Document = crate::Document {
    file: "openapi/auth.yaml",
    version: "1.0.0",
    digest: "8cc585c754d3a63154089f2d18070ddfd18030a03ba8dcc4a8cbf3c7686403cb",
    base_url: "https://checkout.dintero.com/v1",
    title: "Get Token",
    url: "https://docs.dintero.com/api-reference/authenticate/get-token",
    compared: "2026-11-23",
    facts: "sha256:552bf7e46e72eb5f3d4b1715aa67f3cdb82f06b4512c8aac2ea11f3478a93451",
};
/// The names of all properties of the document, sorted; any other name
/// in a response is somebody's data.
pub const PROPERTIES: &[&str] = &[
    "access_token",
    "audience",
    "code",
    "error",
    "errors",
    "expires_in",
    "grant_type",
    "message",
    "refresh_token",
    "token_type",
];
/// The operations of the document.
pub mod operations {
    ///`POST /accounts/{oid}/auth/token`
    pub const GET_TOKEN: crate::Operation = crate::Operation {
        id: "get_token",
        method: "POST",
        path: "/accounts/{oid}/auth/token",
    };
}
