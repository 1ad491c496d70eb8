// Generated from openapi/cards.yaml by `cargo xtask regen`; do not edit by hand.
// SHA-256 of the document: 90b1df409a71f9bb45e6f6a0ac82c4ddeac04df9171029da6699985ac27ab940

#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///Id of an account: P and eight digits for a production account, T and eight digits for a test account.
    #[derive(::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    #[serde(transparent)]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct AccountId(::std::string::String);
    impl ::std::ops::Deref for AccountId {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }
    impl ::std::convert::From<AccountId> for ::std::string::String {
        fn from(value: AccountId) -> Self {
            value.0
        }
    }
    impl ::std::str::FromStr for AccountId {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            if value.chars().count() > 9usize {
                return Err("longer than 9 characters".into());
            }
            if value.chars().count() < 9usize {
                return Err("shorter than 9 characters".into());
            }
            static PATTERN: ::std::sync::LazyLock<::regress::Regex> = ::std::sync::LazyLock::new(||
            { ::regress::Regex::with_flags("^[PT]{1}\\d{8}$", "u").unwrap() });
            if PATTERN.find(value).is_none() {
                return Err("doesn't match pattern \"^[PT]{1}\\d{8}$\"".into());
            }
            Ok(Self(value.to_string()))
        }
    }
    impl ::std::convert::TryFrom<&str> for AccountId {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for AccountId {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl<'de> ::serde::Deserialize<'de> for AccountId {
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
    ///A gift card or a credit note.
    #[derive(Clone, Default, PartialEq)]
    #[non_exhaustive]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct Card {
        ///Nothing can be drawn before this time.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub active_from: ::std::option::Option<crate::Timestamp>,
        ///Amount the card was made with, in the smallest unit of the currency.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub amount: ::std::option::Option<i64>,
        ///What can be drawn now, in the smallest unit of the currency.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub amount_available: ::std::option::Option<i64>,
        ///Balance, in the smallest unit of the currency.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub amount_balance: ::std::option::Option<i64>,
        ///Sum of everything taken from the card, in the smallest unit of the currency.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub amount_drawdown: ::std::option::Option<i64>,
        ///Sum of everything put on the card, in the smallest unit of the currency.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub amount_funds: ::std::option::Option<i64>,
        ///Amount under way, in the smallest unit of the currency.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub amount_pending: ::std::option::Option<i64>,
        ///Amount held back, in the smallest unit of the currency.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub amount_reserved: ::std::option::Option<i64>,
        ///The merchant's own id of the card.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub card_id: ::std::option::Option<::std::string::String>,
        ///When the card was made.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub created_at: ::std::option::Option<crate::Timestamp>,
        ///Id of the user or client that made the card.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub created_by: ::std::option::Option<::std::string::String>,
        ///Currency of every amount of the card.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub currency: ::std::option::Option<::std::string::String>,
        ///The merchant's own id of the customer that holds the card.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub customer_id: ::std::option::Option<::std::string::String>,
        ///No transaction is possible after this time.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub expires_at: ::std::option::Option<crate::Timestamp>,
        ///Id of the card, given by Dintero.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub id: ::std::option::Option<::uuid::Uuid>,
        ///Free data of the merchant; keys that begin with dintero_ are reserved.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub metadata: ::std::option::Option<crate::JsonObject>,
        ///Name to display.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub name: ::std::option::Option<::std::string::String>,
        ///Who or what the card originates from.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub originated_by: ::std::option::Option<::std::string::String>,
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub pin: ::std::option::Option<Pin>,
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub status: ::std::option::Option<crate::cards::types::CardStatus>,
        #[cfg_attr(
            feature = "schemars",
            serde(
                rename = "type",
                skip_serializing_if = "::std::option::Option::is_none"
            )
        )]
        pub type_: ::std::option::Option<crate::cards::types::CardType>,
        /// The fields that the document does not name.
        #[cfg_attr(feature = "schemars", serde(default, skip))]
        pub extra: crate::ExtraFields,
    }
    impl Card {
        pub fn builder() -> builder::Card {
            Default::default()
        }
    }
    ///One page of a listing.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct CardPage {
        ///The cards of this page.
        pub cards: ::std::vec::Vec<Card>,
        ///Cursor that asks for the next page.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub starting_after: ::std::option::Option<::std::string::String>,
        /// The fields that the document does not name.
        #[cfg_attr(feature = "schemars", serde(default, skip))]
        pub extra: crate::ExtraFields,
    }
    impl CardPage {
        pub fn builder() -> builder::CardPage {
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
    ///The PIN of a card.
    #[derive(Clone, Default, PartialEq)]
    #[non_exhaustive]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct Pin {
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub format: ::std::option::Option<PinFormat>,
        /// The fields that the document does not name.
        #[cfg_attr(feature = "schemars", serde(default, skip))]
        pub extra: crate::ExtraFields,
    }
    impl Pin {
        pub fn builder() -> builder::Pin {
            Default::default()
        }
    }
    ///How a PIN is built.
    #[derive(Clone, Default, PartialEq)]
    #[non_exhaustive]
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    pub struct PinFormat {
        ///Whether the PIN is meant to be shown as a barcode.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub barcode: ::std::option::Option<bool>,
        ///Whether letters are used.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub characters: ::std::option::Option<bool>,
        ///Number of characters.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub length: ::std::option::Option<i64>,
        ///Whether digits are used.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub numbers: ::std::option::Option<bool>,
        ///Text that the PIN begins with.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub prefix: ::std::option::Option<::std::string::String>,
        ///Whether symbols are used.
        #[cfg_attr(
            feature = "schemars",
            serde(skip_serializing_if = "::std::option::Option::is_none")
        )]
        pub symbols: ::std::option::Option<bool>,
        /// The fields that the document does not name.
        #[cfg_attr(feature = "schemars", serde(default, skip))]
        pub extra: crate::ExtraFields,
    }
    impl PinFormat {
        pub fn builder() -> builder::PinFormat {
            Default::default()
        }
    }
    /// Types for composing complex structures.
    pub mod builder {
        #[derive(Clone)]
        pub struct Card {
            active_from: ::std::result::Result<
                ::std::option::Option<crate::Timestamp>,
                ::std::string::String,
            >,
            amount: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            amount_available: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            amount_balance: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            amount_drawdown: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            amount_funds: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            amount_pending: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            amount_reserved: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            card_id: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            created_at: ::std::result::Result<
                ::std::option::Option<crate::Timestamp>,
                ::std::string::String,
            >,
            created_by: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            currency: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            customer_id: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            expires_at: ::std::result::Result<
                ::std::option::Option<crate::Timestamp>,
                ::std::string::String,
            >,
            id: ::std::result::Result<
                ::std::option::Option<::uuid::Uuid>,
                ::std::string::String,
            >,
            metadata: ::std::result::Result<
                ::std::option::Option<crate::JsonObject>,
                ::std::string::String,
            >,
            name: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            originated_by: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            pin: ::std::result::Result<
                ::std::option::Option<super::Pin>,
                ::std::string::String,
            >,
            status: ::std::result::Result<
                ::std::option::Option<crate::cards::types::CardStatus>,
                ::std::string::String,
            >,
            type_: ::std::result::Result<
                ::std::option::Option<crate::cards::types::CardType>,
                ::std::string::String,
            >,
            extra: crate::ExtraFields,
        }
        impl ::std::default::Default for Card {
            fn default() -> Self {
                Self {
                    active_from: Ok(Default::default()),
                    amount: Ok(Default::default()),
                    amount_available: Ok(Default::default()),
                    amount_balance: Ok(Default::default()),
                    amount_drawdown: Ok(Default::default()),
                    amount_funds: Ok(Default::default()),
                    amount_pending: Ok(Default::default()),
                    amount_reserved: Ok(Default::default()),
                    card_id: Ok(Default::default()),
                    created_at: Ok(Default::default()),
                    created_by: Ok(Default::default()),
                    currency: Ok(Default::default()),
                    customer_id: Ok(Default::default()),
                    expires_at: Ok(Default::default()),
                    id: Ok(Default::default()),
                    metadata: Ok(Default::default()),
                    name: Ok(Default::default()),
                    originated_by: Ok(Default::default()),
                    pin: Ok(Default::default()),
                    status: Ok(Default::default()),
                    type_: Ok(Default::default()),
                    extra: ::std::default::Default::default(),
                }
            }
        }
        impl Card {
            pub fn active_from<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<crate::Timestamp>>,
                T::Error: ::std::fmt::Display,
            {
                self.active_from = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for active_from: {e}")
                    });
                self
            }
            pub fn amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.amount = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for amount: {e}")
                    });
                self
            }
            pub fn amount_available<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.amount_available = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for amount_available: {e}"
                        )
                    });
                self
            }
            pub fn amount_balance<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.amount_balance = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for amount_balance: {e}"
                        )
                    });
                self
            }
            pub fn amount_drawdown<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.amount_drawdown = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for amount_drawdown: {e}"
                        )
                    });
                self
            }
            pub fn amount_funds<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.amount_funds = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for amount_funds: {e}")
                    });
                self
            }
            pub fn amount_pending<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.amount_pending = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for amount_pending: {e}"
                        )
                    });
                self
            }
            pub fn amount_reserved<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.amount_reserved = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for amount_reserved: {e}"
                        )
                    });
                self
            }
            pub fn card_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.card_id = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for card_id: {e}")
                    });
                self
            }
            pub fn created_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<crate::Timestamp>>,
                T::Error: ::std::fmt::Display,
            {
                self.created_at = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for created_at: {e}")
                    });
                self
            }
            pub fn created_by<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.created_by = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for created_by: {e}")
                    });
                self
            }
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for currency: {e}")
                    });
                self
            }
            pub fn customer_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.customer_id = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for customer_id: {e}")
                    });
                self
            }
            pub fn expires_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<crate::Timestamp>>,
                T::Error: ::std::fmt::Display,
            {
                self.expires_at = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for expires_at: {e}")
                    });
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::uuid::Uuid>>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn metadata<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<crate::JsonObject>>,
                T::Error: ::std::fmt::Display,
            {
                self.metadata = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for metadata: {e}")
                    });
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for name: {e}")
                    });
                self
            }
            pub fn originated_by<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.originated_by = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for originated_by: {e}")
                    });
                self
            }
            pub fn pin<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::Pin>>,
                T::Error: ::std::fmt::Display,
            {
                self.pin = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for pin: {e}")
                    });
                self
            }
            pub fn status<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<crate::cards::types::CardStatus>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.status = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for status: {e}")
                    });
                self
            }
            pub fn type_<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<crate::cards::types::CardType>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.type_ = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for type_: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<Card> for super::Card {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Card,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    active_from: value.active_from?,
                    amount: value.amount?,
                    amount_available: value.amount_available?,
                    amount_balance: value.amount_balance?,
                    amount_drawdown: value.amount_drawdown?,
                    amount_funds: value.amount_funds?,
                    amount_pending: value.amount_pending?,
                    amount_reserved: value.amount_reserved?,
                    card_id: value.card_id?,
                    created_at: value.created_at?,
                    created_by: value.created_by?,
                    currency: value.currency?,
                    customer_id: value.customer_id?,
                    expires_at: value.expires_at?,
                    id: value.id?,
                    metadata: value.metadata?,
                    name: value.name?,
                    originated_by: value.originated_by?,
                    pin: value.pin?,
                    status: value.status?,
                    type_: value.type_?,
                    extra: value.extra,
                })
            }
        }
        impl ::std::convert::From<super::Card> for Card {
            fn from(value: super::Card) -> Self {
                Self {
                    active_from: Ok(value.active_from),
                    amount: Ok(value.amount),
                    amount_available: Ok(value.amount_available),
                    amount_balance: Ok(value.amount_balance),
                    amount_drawdown: Ok(value.amount_drawdown),
                    amount_funds: Ok(value.amount_funds),
                    amount_pending: Ok(value.amount_pending),
                    amount_reserved: Ok(value.amount_reserved),
                    card_id: Ok(value.card_id),
                    created_at: Ok(value.created_at),
                    created_by: Ok(value.created_by),
                    currency: Ok(value.currency),
                    customer_id: Ok(value.customer_id),
                    expires_at: Ok(value.expires_at),
                    id: Ok(value.id),
                    metadata: Ok(value.metadata),
                    name: Ok(value.name),
                    originated_by: Ok(value.originated_by),
                    pin: Ok(value.pin),
                    status: Ok(value.status),
                    type_: Ok(value.type_),
                    extra: value.extra,
                }
            }
        }
        #[derive(Clone)]
        pub struct CardPage {
            cards: ::std::result::Result<
                ::std::vec::Vec<super::Card>,
                ::std::string::String,
            >,
            starting_after: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            extra: crate::ExtraFields,
        }
        impl ::std::default::Default for CardPage {
            fn default() -> Self {
                Self {
                    cards: Err("no value supplied for cards".to_string()),
                    starting_after: Ok(Default::default()),
                    extra: ::std::default::Default::default(),
                }
            }
        }
        impl CardPage {
            pub fn cards<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::Card>>,
                T::Error: ::std::fmt::Display,
            {
                self.cards = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for cards: {e}")
                    });
                self
            }
            pub fn starting_after<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.starting_after = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for starting_after: {e}"
                        )
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<CardPage> for super::CardPage {
            type Error = super::error::ConversionError;
            fn try_from(
                value: CardPage,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    cards: value.cards?,
                    starting_after: value.starting_after?,
                    extra: value.extra,
                })
            }
        }
        impl ::std::convert::From<super::CardPage> for CardPage {
            fn from(value: super::CardPage) -> Self {
                Self {
                    cards: Ok(value.cards),
                    starting_after: Ok(value.starting_after),
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
        pub struct Pin {
            format: ::std::result::Result<
                ::std::option::Option<super::PinFormat>,
                ::std::string::String,
            >,
            extra: crate::ExtraFields,
        }
        impl ::std::default::Default for Pin {
            fn default() -> Self {
                Self {
                    format: Ok(Default::default()),
                    extra: ::std::default::Default::default(),
                }
            }
        }
        impl Pin {
            pub fn format<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::PinFormat>>,
                T::Error: ::std::fmt::Display,
            {
                self.format = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for format: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<Pin> for super::Pin {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Pin,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    format: value.format?,
                    extra: value.extra,
                })
            }
        }
        impl ::std::convert::From<super::Pin> for Pin {
            fn from(value: super::Pin) -> Self {
                Self {
                    format: Ok(value.format),
                    extra: value.extra,
                }
            }
        }
        #[derive(Clone)]
        pub struct PinFormat {
            barcode: ::std::result::Result<
                ::std::option::Option<bool>,
                ::std::string::String,
            >,
            characters: ::std::result::Result<
                ::std::option::Option<bool>,
                ::std::string::String,
            >,
            length: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            numbers: ::std::result::Result<
                ::std::option::Option<bool>,
                ::std::string::String,
            >,
            prefix: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            symbols: ::std::result::Result<
                ::std::option::Option<bool>,
                ::std::string::String,
            >,
            extra: crate::ExtraFields,
        }
        impl ::std::default::Default for PinFormat {
            fn default() -> Self {
                Self {
                    barcode: Ok(Default::default()),
                    characters: Ok(Default::default()),
                    length: Ok(Default::default()),
                    numbers: Ok(Default::default()),
                    prefix: Ok(Default::default()),
                    symbols: Ok(Default::default()),
                    extra: ::std::default::Default::default(),
                }
            }
        }
        impl PinFormat {
            pub fn barcode<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.barcode = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for barcode: {e}")
                    });
                self
            }
            pub fn characters<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.characters = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for characters: {e}")
                    });
                self
            }
            pub fn length<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.length = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for length: {e}")
                    });
                self
            }
            pub fn numbers<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.numbers = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for numbers: {e}")
                    });
                self
            }
            pub fn prefix<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.prefix = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for prefix: {e}")
                    });
                self
            }
            pub fn symbols<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.symbols = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for symbols: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<PinFormat> for super::PinFormat {
            type Error = super::error::ConversionError;
            fn try_from(
                value: PinFormat,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    barcode: value.barcode?,
                    characters: value.characters?,
                    length: value.length?,
                    numbers: value.numbers?,
                    prefix: value.prefix?,
                    symbols: value.symbols?,
                    extra: value.extra,
                })
            }
        }
        impl ::std::convert::From<super::PinFormat> for PinFormat {
            fn from(value: super::PinFormat) -> Self {
                Self {
                    barcode: Ok(value.barcode),
                    characters: Ok(value.characters),
                    length: Ok(value.length),
                    numbers: Ok(value.numbers),
                    prefix: Ok(value.prefix),
                    symbols: Ok(value.symbols),
                    extra: value.extra,
                }
            }
        }
        impl ::std::fmt::Debug for Card {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("Card").finish_non_exhaustive()
            }
        }
        impl ::std::fmt::Debug for CardPage {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("CardPage").finish_non_exhaustive()
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
        impl ::std::fmt::Debug for Pin {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("Pin").finish_non_exhaustive()
            }
        }
        impl ::std::fmt::Debug for PinFormat {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("PinFormat").finish_non_exhaustive()
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
    impl ::std::fmt::Debug for Card {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            let fields: &[::std::option::Option<&str>] = &[
                self.active_from.is_some().then_some("active_from"),
                self.amount.is_some().then_some("amount"),
                self.amount_available.is_some().then_some("amount_available"),
                self.amount_balance.is_some().then_some("amount_balance"),
                self.amount_drawdown.is_some().then_some("amount_drawdown"),
                self.amount_funds.is_some().then_some("amount_funds"),
                self.amount_pending.is_some().then_some("amount_pending"),
                self.amount_reserved.is_some().then_some("amount_reserved"),
                self.card_id.is_some().then_some("card_id"),
                self.created_at.is_some().then_some("created_at"),
                self.created_by.is_some().then_some("created_by"),
                self.currency.is_some().then_some("currency"),
                self.customer_id.is_some().then_some("customer_id"),
                self.expires_at.is_some().then_some("expires_at"),
                self.id.is_some().then_some("id"),
                self.metadata.is_some().then_some("metadata"),
                self.name.is_some().then_some("name"),
                self.originated_by.is_some().then_some("originated_by"),
                self.pin.is_some().then_some("pin"),
                self.status.is_some().then_some("status"),
                self.type_.is_some().then_some("type_"),
            ];
            f.write_str("Card ")?;
            f.debug_set().entries(fields.iter().flatten()).finish()
        }
    }
    impl ::std::fmt::Debug for CardPage {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            let fields: &[::std::option::Option<&str>] = &[
                true.then_some("cards"),
                self.starting_after.is_some().then_some("starting_after"),
            ];
            f.write_str("CardPage ")?;
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
    impl ::std::fmt::Debug for Pin {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            let fields: &[::std::option::Option<&str>] = &[
                self.format.is_some().then_some("format"),
            ];
            f.write_str("Pin ")?;
            f.debug_set().entries(fields.iter().flatten()).finish()
        }
    }
    impl ::std::fmt::Debug for PinFormat {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            let fields: &[::std::option::Option<&str>] = &[
                self.barcode.is_some().then_some("barcode"),
                self.characters.is_some().then_some("characters"),
                self.length.is_some().then_some("length"),
                self.numbers.is_some().then_some("numbers"),
                self.prefix.is_some().then_some("prefix"),
                self.symbols.is_some().then_some("symbols"),
            ];
            f.write_str("PinFormat ")?;
            f.debug_set().entries(fields.iter().flatten()).finish()
        }
    }
    ///Kind of card.
    ///
    ///Open: a value that the document does not list is kept as it came, in `Unlisted`, and goes back unchanged.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[non_exhaustive]
    pub enum CardType {
        ///`gift_card`
        GiftCard,
        ///`credit_note`
        CreditNote,
        /// A value that the document does not list.
        Unlisted(crate::UnlistedValue),
    }
    impl CardType {
        ///The values that the document lists, in its order.
        pub const LISTED: &'static [&'static str] = &["gift_card", "credit_note"];
        /// The value as it stands on the wire.
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self {
                Self::GiftCard => "gift_card",
                Self::CreditNote => "credit_note",
                Self::Unlisted(value) => value.as_str(),
            }
        }
        /// Whether the document lists this value.
        #[must_use]
        pub fn is_listed(&self) -> bool {
            !matches!(self, Self::Unlisted(_))
        }
    }
    impl ::std::convert::From<&str> for CardType {
        fn from(value: &str) -> Self {
            match value {
                "gift_card" => Self::GiftCard,
                "credit_note" => Self::CreditNote,
                _ => Self::Unlisted(crate::UnlistedValue::new(value)),
            }
        }
    }
    impl ::std::convert::From<String> for CardType {
        fn from(value: String) -> Self {
            Self::from(value.as_str())
        }
    }
    impl ::std::str::FromStr for CardType {
        type Err = ::std::convert::Infallible;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self::from(value))
        }
    }
    impl ::std::fmt::Display for CardType {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::serde::Serialize for CardType {
        fn serialize<S: ::serde::Serializer>(
            &self,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            serializer.serialize_str(self.as_str())
        }
    }
    impl<'de> ::serde::Deserialize<'de> for CardType {
        fn deserialize<D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<Self, D::Error> {
            crate::unlisted::deserialize(deserializer)
        }
    }
    #[cfg(feature = "schemars")]
    impl ::schemars::JsonSchema for CardType {
        fn schema_name() -> ::std::borrow::Cow<'static, str> {
            "CardType".into()
        }
        fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
            ::schemars::json_schema!(
                { "type" : "string", "description" : "Kind of card.", "examples" :
                ["gift_card", "credit_note"], }
            )
        }
    }
    ///State of a card, as its amounts and dates make it.
    ///
    ///Open: a value that the document does not list is kept as it came, in `Unlisted`, and goes back unchanged.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[non_exhaustive]
    pub enum CardStatus {
        ///`inactive`
        Inactive,
        ///`unused`
        Unused,
        ///`partially_used`
        PartiallyUsed,
        ///`used`
        Used,
        ///`expired`
        Expired,
        /// A value that the document does not list.
        Unlisted(crate::UnlistedValue),
    }
    impl CardStatus {
        ///The values that the document lists, in its order.
        pub const LISTED: &'static [&'static str] = &[
            "inactive",
            "unused",
            "partially_used",
            "used",
            "expired",
        ];
        /// The value as it stands on the wire.
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Inactive => "inactive",
                Self::Unused => "unused",
                Self::PartiallyUsed => "partially_used",
                Self::Used => "used",
                Self::Expired => "expired",
                Self::Unlisted(value) => value.as_str(),
            }
        }
        /// Whether the document lists this value.
        #[must_use]
        pub fn is_listed(&self) -> bool {
            !matches!(self, Self::Unlisted(_))
        }
    }
    impl ::std::convert::From<&str> for CardStatus {
        fn from(value: &str) -> Self {
            match value {
                "inactive" => Self::Inactive,
                "unused" => Self::Unused,
                "partially_used" => Self::PartiallyUsed,
                "used" => Self::Used,
                "expired" => Self::Expired,
                _ => Self::Unlisted(crate::UnlistedValue::new(value)),
            }
        }
    }
    impl ::std::convert::From<String> for CardStatus {
        fn from(value: String) -> Self {
            Self::from(value.as_str())
        }
    }
    impl ::std::str::FromStr for CardStatus {
        type Err = ::std::convert::Infallible;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self::from(value))
        }
    }
    impl ::std::fmt::Display for CardStatus {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::serde::Serialize for CardStatus {
        fn serialize<S: ::serde::Serializer>(
            &self,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            serializer.serialize_str(self.as_str())
        }
    }
    impl<'de> ::serde::Deserialize<'de> for CardStatus {
        fn deserialize<D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<Self, D::Error> {
            crate::unlisted::deserialize(deserializer)
        }
    }
    #[cfg(feature = "schemars")]
    impl ::schemars::JsonSchema for CardStatus {
        fn schema_name() -> ::std::borrow::Cow<'static, str> {
            "CardStatus".into()
        }
        fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
            ::schemars::json_schema!(
                { "type" : "string", "description" :
                "State of a card, as its amounts and dates make it.", "examples" :
                ["inactive", "unused", "partially_used", "used", "expired"], }
            )
        }
    }
    impl<'de> ::serde::Deserialize<'de> for Card {
        fn deserialize<__D: ::serde::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::std::result::Result<Self, __D::Error> {
            struct __Object;
            impl<'de> ::serde::de::Visitor<'de> for __Object {
                type Value = Card;
                fn expecting(
                    &self,
                    f: &mut ::std::fmt::Formatter<'_>,
                ) -> ::std::fmt::Result {
                    f.write_str("an object Card")
                }
                fn visit_map<__A: ::serde::de::MapAccess<'de>>(
                    self,
                    mut map: __A,
                ) -> ::std::result::Result<Card, __A::Error> {
                    let mut value_0 = ::std::option::Option::None::<
                        ::std::option::Option<crate::Timestamp>,
                    >;
                    let mut value_1 = ::std::option::Option::None::<
                        ::std::option::Option<i64>,
                    >;
                    let mut value_2 = ::std::option::Option::None::<
                        ::std::option::Option<i64>,
                    >;
                    let mut value_3 = ::std::option::Option::None::<
                        ::std::option::Option<i64>,
                    >;
                    let mut value_4 = ::std::option::Option::None::<
                        ::std::option::Option<i64>,
                    >;
                    let mut value_5 = ::std::option::Option::None::<
                        ::std::option::Option<i64>,
                    >;
                    let mut value_6 = ::std::option::Option::None::<
                        ::std::option::Option<i64>,
                    >;
                    let mut value_7 = ::std::option::Option::None::<
                        ::std::option::Option<i64>,
                    >;
                    let mut value_8 = ::std::option::Option::None::<
                        ::std::option::Option<::std::string::String>,
                    >;
                    let mut value_9 = ::std::option::Option::None::<
                        ::std::option::Option<crate::Timestamp>,
                    >;
                    let mut value_10 = ::std::option::Option::None::<
                        ::std::option::Option<::std::string::String>,
                    >;
                    let mut value_11 = ::std::option::Option::None::<
                        ::std::option::Option<::std::string::String>,
                    >;
                    let mut value_12 = ::std::option::Option::None::<
                        ::std::option::Option<::std::string::String>,
                    >;
                    let mut value_13 = ::std::option::Option::None::<
                        ::std::option::Option<crate::Timestamp>,
                    >;
                    let mut value_14 = ::std::option::Option::None::<
                        ::std::option::Option<::uuid::Uuid>,
                    >;
                    let mut value_15 = ::std::option::Option::None::<
                        ::std::option::Option<crate::JsonObject>,
                    >;
                    let mut value_16 = ::std::option::Option::None::<
                        ::std::option::Option<::std::string::String>,
                    >;
                    let mut value_17 = ::std::option::Option::None::<
                        ::std::option::Option<::std::string::String>,
                    >;
                    let mut value_18 = ::std::option::Option::None::<
                        ::std::option::Option<Pin>,
                    >;
                    let mut value_19 = ::std::option::Option::None::<
                        ::std::option::Option<crate::cards::types::CardStatus>,
                    >;
                    let mut value_20 = ::std::option::Option::None::<
                        ::std::option::Option<crate::cards::types::CardType>,
                    >;
                    let mut extra = crate::ExtraFields::default();
                    let number = |name: &str| {
                        ::std::option::Option::Some(
                            match name {
                                "active_from" => 0,
                                "amount" => 1,
                                "amount_available" => 2,
                                "amount_balance" => 3,
                                "amount_drawdown" => 4,
                                "amount_funds" => 5,
                                "amount_pending" => 6,
                                "amount_reserved" => 7,
                                "card_id" => 8,
                                "created_at" => 9,
                                "created_by" => 10,
                                "currency" => 11,
                                "customer_id" => 12,
                                "expires_at" => 13,
                                "id" => 14,
                                "metadata" => 15,
                                "name" => 16,
                                "originated_by" => 17,
                                "pin" => 18,
                                "status" => 19,
                                "type" => 20,
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
                                    "active_from",
                                )?;
                            }
                            1 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_1,
                                    "amount",
                                )?;
                            }
                            2 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_2,
                                    "amount_available",
                                )?;
                            }
                            3 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_3,
                                    "amount_balance",
                                )?;
                            }
                            4 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_4,
                                    "amount_drawdown",
                                )?;
                            }
                            5 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_5,
                                    "amount_funds",
                                )?;
                            }
                            6 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_6,
                                    "amount_pending",
                                )?;
                            }
                            7 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_7,
                                    "amount_reserved",
                                )?;
                            }
                            8 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_8,
                                    "card_id",
                                )?;
                            }
                            9 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_9,
                                    "created_at",
                                )?;
                            }
                            10 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_10,
                                    "created_by",
                                )?;
                            }
                            11 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_11,
                                    "currency",
                                )?;
                            }
                            12 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_12,
                                    "customer_id",
                                )?;
                            }
                            13 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_13,
                                    "expires_at",
                                )?;
                            }
                            14 => {
                                crate::extra_fields::read(&mut map, &mut value_14, "id")?;
                            }
                            15 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_15,
                                    "metadata",
                                )?;
                            }
                            16 => {
                                crate::extra_fields::read(&mut map, &mut value_16, "name")?;
                            }
                            17 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_17,
                                    "originated_by",
                                )?;
                            }
                            18 => {
                                crate::extra_fields::read(&mut map, &mut value_18, "pin")?;
                            }
                            19 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_19,
                                    "status",
                                )?;
                            }
                            20 => {
                                crate::extra_fields::read(&mut map, &mut value_20, "type")?;
                            }
                            _ => {
                                extra.push(::std::mem::take(&mut name), map.next_value()?);
                            }
                        }
                    }
                    ::std::result::Result::Ok(Card {
                        active_from: value_0.unwrap_or_default(),
                        amount: value_1.unwrap_or_default(),
                        amount_available: value_2.unwrap_or_default(),
                        amount_balance: value_3.unwrap_or_default(),
                        amount_drawdown: value_4.unwrap_or_default(),
                        amount_funds: value_5.unwrap_or_default(),
                        amount_pending: value_6.unwrap_or_default(),
                        amount_reserved: value_7.unwrap_or_default(),
                        card_id: value_8.unwrap_or_default(),
                        created_at: value_9.unwrap_or_default(),
                        created_by: value_10.unwrap_or_default(),
                        currency: value_11.unwrap_or_default(),
                        customer_id: value_12.unwrap_or_default(),
                        expires_at: value_13.unwrap_or_default(),
                        id: value_14.unwrap_or_default(),
                        metadata: value_15.unwrap_or_default(),
                        name: value_16.unwrap_or_default(),
                        originated_by: value_17.unwrap_or_default(),
                        pin: value_18.unwrap_or_default(),
                        status: value_19.unwrap_or_default(),
                        type_: value_20.unwrap_or_default(),
                        extra: extra,
                    })
                }
            }
            deserializer
                .deserialize_struct(
                    "Card",
                    &[
                        "active_from",
                        "amount",
                        "amount_available",
                        "amount_balance",
                        "amount_drawdown",
                        "amount_funds",
                        "amount_pending",
                        "amount_reserved",
                        "card_id",
                        "created_at",
                        "created_by",
                        "currency",
                        "customer_id",
                        "expires_at",
                        "id",
                        "metadata",
                        "name",
                        "originated_by",
                        "pin",
                        "status",
                        "type",
                    ],
                    __Object,
                )
        }
    }
    impl ::serde::Serialize for Card {
        fn serialize<__S: ::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::std::result::Result<__S::Ok, __S::Error> {
            use ::serde::ser::SerializeMap as _;
            let mut map = serializer.serialize_map(::std::option::Option::None)?;
            if !::std::option::Option::is_none(&self.active_from) {
                map.serialize_entry("active_from", &self.active_from)?;
            }
            if !::std::option::Option::is_none(&self.amount) {
                map.serialize_entry("amount", &self.amount)?;
            }
            if !::std::option::Option::is_none(&self.amount_available) {
                map.serialize_entry("amount_available", &self.amount_available)?;
            }
            if !::std::option::Option::is_none(&self.amount_balance) {
                map.serialize_entry("amount_balance", &self.amount_balance)?;
            }
            if !::std::option::Option::is_none(&self.amount_drawdown) {
                map.serialize_entry("amount_drawdown", &self.amount_drawdown)?;
            }
            if !::std::option::Option::is_none(&self.amount_funds) {
                map.serialize_entry("amount_funds", &self.amount_funds)?;
            }
            if !::std::option::Option::is_none(&self.amount_pending) {
                map.serialize_entry("amount_pending", &self.amount_pending)?;
            }
            if !::std::option::Option::is_none(&self.amount_reserved) {
                map.serialize_entry("amount_reserved", &self.amount_reserved)?;
            }
            if !::std::option::Option::is_none(&self.card_id) {
                map.serialize_entry("card_id", &self.card_id)?;
            }
            if !::std::option::Option::is_none(&self.created_at) {
                map.serialize_entry("created_at", &self.created_at)?;
            }
            if !::std::option::Option::is_none(&self.created_by) {
                map.serialize_entry("created_by", &self.created_by)?;
            }
            if !::std::option::Option::is_none(&self.currency) {
                map.serialize_entry("currency", &self.currency)?;
            }
            if !::std::option::Option::is_none(&self.customer_id) {
                map.serialize_entry("customer_id", &self.customer_id)?;
            }
            if !::std::option::Option::is_none(&self.expires_at) {
                map.serialize_entry("expires_at", &self.expires_at)?;
            }
            if !::std::option::Option::is_none(&self.id) {
                map.serialize_entry("id", &self.id)?;
            }
            if !::std::option::Option::is_none(&self.metadata) {
                map.serialize_entry("metadata", &self.metadata)?;
            }
            if !::std::option::Option::is_none(&self.name) {
                map.serialize_entry("name", &self.name)?;
            }
            if !::std::option::Option::is_none(&self.originated_by) {
                map.serialize_entry("originated_by", &self.originated_by)?;
            }
            if !::std::option::Option::is_none(&self.pin) {
                map.serialize_entry("pin", &self.pin)?;
            }
            if !::std::option::Option::is_none(&self.status) {
                map.serialize_entry("status", &self.status)?;
            }
            if !::std::option::Option::is_none(&self.type_) {
                map.serialize_entry("type", &self.type_)?;
            }
            for (name, value) in self.extra.entries() {
                map.serialize_entry(name, value)?;
            }
            map.end()
        }
    }
    impl<'de> ::serde::Deserialize<'de> for CardPage {
        fn deserialize<__D: ::serde::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::std::result::Result<Self, __D::Error> {
            struct __Object;
            impl<'de> ::serde::de::Visitor<'de> for __Object {
                type Value = CardPage;
                fn expecting(
                    &self,
                    f: &mut ::std::fmt::Formatter<'_>,
                ) -> ::std::fmt::Result {
                    f.write_str("an object CardPage")
                }
                fn visit_map<__A: ::serde::de::MapAccess<'de>>(
                    self,
                    mut map: __A,
                ) -> ::std::result::Result<CardPage, __A::Error> {
                    let mut value_0 = ::std::option::Option::None::<
                        ::std::vec::Vec<Card>,
                    >;
                    let mut value_1 = ::std::option::Option::None::<
                        ::std::option::Option<::std::string::String>,
                    >;
                    let mut extra = crate::ExtraFields::default();
                    let number = |name: &str| {
                        ::std::option::Option::Some(
                            match name {
                                "cards" => 0,
                                "starting_after" => 1,
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
                                crate::extra_fields::read_list(
                                    &mut map,
                                    &mut value_0,
                                    "cards",
                                )?;
                            }
                            1 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_1,
                                    "starting_after",
                                )?;
                            }
                            _ => {
                                extra.push(::std::mem::take(&mut name), map.next_value()?);
                            }
                        }
                    }
                    ::std::result::Result::Ok(CardPage {
                        cards: crate::extra_fields::required(value_0, "cards")?,
                        starting_after: value_1.unwrap_or_default(),
                        extra: extra,
                    })
                }
            }
            deserializer
                .deserialize_struct("CardPage", &["cards", "starting_after"], __Object)
        }
    }
    impl ::serde::Serialize for CardPage {
        fn serialize<__S: ::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::std::result::Result<__S::Ok, __S::Error> {
            use ::serde::ser::SerializeMap as _;
            let mut map = serializer.serialize_map(::std::option::Option::None)?;
            map.serialize_entry("cards", &self.cards)?;
            if !::std::option::Option::is_none(&self.starting_after) {
                map.serialize_entry("starting_after", &self.starting_after)?;
            }
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
    impl<'de> ::serde::Deserialize<'de> for Pin {
        fn deserialize<__D: ::serde::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::std::result::Result<Self, __D::Error> {
            struct __Object;
            impl<'de> ::serde::de::Visitor<'de> for __Object {
                type Value = Pin;
                fn expecting(
                    &self,
                    f: &mut ::std::fmt::Formatter<'_>,
                ) -> ::std::fmt::Result {
                    f.write_str("an object Pin")
                }
                fn visit_map<__A: ::serde::de::MapAccess<'de>>(
                    self,
                    mut map: __A,
                ) -> ::std::result::Result<Pin, __A::Error> {
                    let mut value_0 = ::std::option::Option::None::<
                        ::std::option::Option<PinFormat>,
                    >;
                    let mut extra = crate::ExtraFields::default();
                    let number = |name: &str| {
                        ::std::option::Option::Some(
                            match name {
                                "format" => 0,
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
                                    "format",
                                )?;
                            }
                            _ => {
                                extra.push(::std::mem::take(&mut name), map.next_value()?);
                            }
                        }
                    }
                    ::std::result::Result::Ok(Pin {
                        format: value_0.unwrap_or_default(),
                        extra: extra,
                    })
                }
            }
            deserializer.deserialize_struct("Pin", &["format"], __Object)
        }
    }
    impl ::serde::Serialize for Pin {
        fn serialize<__S: ::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::std::result::Result<__S::Ok, __S::Error> {
            use ::serde::ser::SerializeMap as _;
            let mut map = serializer.serialize_map(::std::option::Option::None)?;
            if !::std::option::Option::is_none(&self.format) {
                map.serialize_entry("format", &self.format)?;
            }
            for (name, value) in self.extra.entries() {
                map.serialize_entry(name, value)?;
            }
            map.end()
        }
    }
    impl<'de> ::serde::Deserialize<'de> for PinFormat {
        fn deserialize<__D: ::serde::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::std::result::Result<Self, __D::Error> {
            struct __Object;
            impl<'de> ::serde::de::Visitor<'de> for __Object {
                type Value = PinFormat;
                fn expecting(
                    &self,
                    f: &mut ::std::fmt::Formatter<'_>,
                ) -> ::std::fmt::Result {
                    f.write_str("an object PinFormat")
                }
                fn visit_map<__A: ::serde::de::MapAccess<'de>>(
                    self,
                    mut map: __A,
                ) -> ::std::result::Result<PinFormat, __A::Error> {
                    let mut value_0 = ::std::option::Option::None::<
                        ::std::option::Option<bool>,
                    >;
                    let mut value_1 = ::std::option::Option::None::<
                        ::std::option::Option<bool>,
                    >;
                    let mut value_2 = ::std::option::Option::None::<
                        ::std::option::Option<i64>,
                    >;
                    let mut value_3 = ::std::option::Option::None::<
                        ::std::option::Option<bool>,
                    >;
                    let mut value_4 = ::std::option::Option::None::<
                        ::std::option::Option<::std::string::String>,
                    >;
                    let mut value_5 = ::std::option::Option::None::<
                        ::std::option::Option<bool>,
                    >;
                    let mut extra = crate::ExtraFields::default();
                    let number = |name: &str| {
                        ::std::option::Option::Some(
                            match name {
                                "barcode" => 0,
                                "characters" => 1,
                                "length" => 2,
                                "numbers" => 3,
                                "prefix" => 4,
                                "symbols" => 5,
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
                                    "barcode",
                                )?;
                            }
                            1 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_1,
                                    "characters",
                                )?;
                            }
                            2 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_2,
                                    "length",
                                )?;
                            }
                            3 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_3,
                                    "numbers",
                                )?;
                            }
                            4 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_4,
                                    "prefix",
                                )?;
                            }
                            5 => {
                                crate::extra_fields::read(
                                    &mut map,
                                    &mut value_5,
                                    "symbols",
                                )?;
                            }
                            _ => {
                                extra.push(::std::mem::take(&mut name), map.next_value()?);
                            }
                        }
                    }
                    ::std::result::Result::Ok(PinFormat {
                        barcode: value_0.unwrap_or_default(),
                        characters: value_1.unwrap_or_default(),
                        length: value_2.unwrap_or_default(),
                        numbers: value_3.unwrap_or_default(),
                        prefix: value_4.unwrap_or_default(),
                        symbols: value_5.unwrap_or_default(),
                        extra: extra,
                    })
                }
            }
            deserializer
                .deserialize_struct(
                    "PinFormat",
                    &["barcode", "characters", "length", "numbers", "prefix", "symbols"],
                    __Object,
                )
        }
    }
    impl ::serde::Serialize for PinFormat {
        fn serialize<__S: ::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::std::result::Result<__S::Ok, __S::Error> {
            use ::serde::ser::SerializeMap as _;
            let mut map = serializer.serialize_map(::std::option::Option::None)?;
            if !::std::option::Option::is_none(&self.barcode) {
                map.serialize_entry("barcode", &self.barcode)?;
            }
            if !::std::option::Option::is_none(&self.characters) {
                map.serialize_entry("characters", &self.characters)?;
            }
            if !::std::option::Option::is_none(&self.length) {
                map.serialize_entry("length", &self.length)?;
            }
            if !::std::option::Option::is_none(&self.numbers) {
                map.serialize_entry("numbers", &self.numbers)?;
            }
            if !::std::option::Option::is_none(&self.prefix) {
                map.serialize_entry("prefix", &self.prefix)?;
            }
            if !::std::option::Option::is_none(&self.symbols) {
                map.serialize_entry("symbols", &self.symbols)?;
            }
            for (name, value) in self.extra.entries() {
                map.serialize_entry(name, value)?;
            }
            map.end()
        }
    }
}
#[derive(Clone, Debug)]
/**Client for Dintero cards

Lists the gift cards and credit notes of one Dintero account. Amounts are integers in the smallest unit of the card's currency; times are UTC unless they carry a zone.

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
    /**Get cards

One page of the cards of an account that match every given filter. The next page is asked for with the cursor of this one and the same filters.

Sends a `GET` request to `/accounts/{aid}/wallets/cards`

Arguments:
- `aid`: Account whose cards are listed.
- `amount_available`: The available amount itself, in the smallest unit of the currency.
- `amount_available_gte`: Smallest available amount, in the smallest unit of the currency.
- `amount_available_lte`: Largest available amount, in the smallest unit of the currency.
- `amount_balance`: The balance itself, in the smallest unit of the currency.
- `amount_balance_gte`: Smallest balance, in the smallest unit of the currency.
- `amount_balance_lte`: Largest balance, in the smallest unit of the currency.
- `created_at_gte`: Earliest creation time, ISO 8601; UTC where no zone is given.
- `created_at_lte`: Latest creation time, ISO 8601; UTC where no zone is given.
- `currency`: Currencies, one key for each; a card matches when it has one of them.
- `customer`: The customer_id of a card.
- `expires_at_gte`: Earliest expiry, ISO 8601; UTC where no zone is given.
- `expires_at_lte`: Latest expiry, ISO 8601; UTC where no zone is given.
- `limit`: Most cards that one page may hold.
- `search`: Text to look for in the card_id, the customer_id or the amount of a card.
- `starting_after`: Cursor of the page before; the first page is asked for without it.
- `status`: State of a card, as its amounts and dates make it.
- `type_`: Kind of card.
```ignore
let response = client.get_cards()
    .aid(aid)
    .amount_available(amount_available)
    .amount_available_gte(amount_available_gte)
    .amount_available_lte(amount_available_lte)
    .amount_balance(amount_balance)
    .amount_balance_gte(amount_balance_gte)
    .amount_balance_lte(amount_balance_lte)
    .created_at_gte(created_at_gte)
    .created_at_lte(created_at_lte)
    .currency(currency)
    .customer(customer)
    .expires_at_gte(expires_at_gte)
    .expires_at_lte(expires_at_lte)
    .limit(limit)
    .search(search)
    .starting_after(starting_after)
    .status(status)
    .type_(type_)
    .send()
    .await;
```*/
    pub fn get_cards(&self) -> builder::GetCards<'_> {
        builder::GetCards::new(self)
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
    /**Builder for [`Client::get_cards`]

[`Client::get_cards`]: super::Client::get_cards*/
    #[derive(Clone)]
    pub struct GetCards<'a> {
        client: &'a super::Client,
        aid: Result<types::AccountId, String>,
        amount_available: Result<Option<i64>, String>,
        amount_available_gte: Result<Option<i64>, String>,
        amount_available_lte: Result<Option<i64>, String>,
        amount_balance: Result<Option<i64>, String>,
        amount_balance_gte: Result<Option<i64>, String>,
        amount_balance_lte: Result<Option<i64>, String>,
        created_at_gte: Result<Option<crate::Timestamp>, String>,
        created_at_lte: Result<Option<crate::Timestamp>, String>,
        currency: Result<Option<::std::vec::Vec<::std::string::String>>, String>,
        customer: Result<Option<::std::string::String>, String>,
        expires_at_gte: Result<Option<crate::Timestamp>, String>,
        expires_at_lte: Result<Option<crate::Timestamp>, String>,
        limit: Result<Option<::std::num::NonZeroU64>, String>,
        search: Result<Option<::std::string::String>, String>,
        starting_after: Result<Option<::std::string::String>, String>,
        status: Result<Option<crate::cards::types::CardStatus>, String>,
        type_: Result<Option<crate::cards::types::CardType>, String>,
    }
    impl<'a> GetCards<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                aid: Err("aid was not initialized".to_string()),
                amount_available: Ok(None),
                amount_available_gte: Ok(None),
                amount_available_lte: Ok(None),
                amount_balance: Ok(None),
                amount_balance_gte: Ok(None),
                amount_balance_lte: Ok(None),
                created_at_gte: Ok(None),
                created_at_lte: Ok(None),
                currency: Ok(None),
                customer: Ok(None),
                expires_at_gte: Ok(None),
                expires_at_lte: Ok(None),
                limit: Ok(None),
                search: Ok(None),
                starting_after: Ok(None),
                status: Ok(None),
                type_: Ok(None),
            }
        }
        pub fn aid<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::AccountId>,
        {
            self.aid = value
                .try_into()
                .map_err(|_| "conversion to `AccountId` for aid failed".to_string());
            self
        }
        pub fn amount_available<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.amount_available = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `i64` for amount_available failed".to_string()
                });
            self
        }
        pub fn amount_available_gte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.amount_available_gte = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `i64` for amount_available_gte failed".to_string()
                });
            self
        }
        pub fn amount_available_lte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.amount_available_lte = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `i64` for amount_available_lte failed".to_string()
                });
            self
        }
        pub fn amount_balance<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.amount_balance = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `i64` for amount_balance failed".to_string()
                });
            self
        }
        pub fn amount_balance_gte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.amount_balance_gte = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `i64` for amount_balance_gte failed".to_string()
                });
            self
        }
        pub fn amount_balance_lte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.amount_balance_lte = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `i64` for amount_balance_lte failed".to_string()
                });
            self
        }
        pub fn created_at_gte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<crate::Timestamp>,
        {
            self.created_at_gte = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `crate :: Timestamp` for created_at_gte failed"
                        .to_string()
                });
            self
        }
        pub fn created_at_lte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<crate::Timestamp>,
        {
            self.created_at_lte = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `crate :: Timestamp` for created_at_lte failed"
                        .to_string()
                });
            self
        }
        pub fn currency<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::vec::Vec<::std::string::String>>,
        {
            self.currency = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: vec :: Vec < :: std :: string :: String >` for currency failed"
                        .to_string()
                });
            self
        }
        pub fn customer<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.customer = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for customer failed"
                        .to_string()
                });
            self
        }
        pub fn expires_at_gte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<crate::Timestamp>,
        {
            self.expires_at_gte = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `crate :: Timestamp` for expires_at_gte failed"
                        .to_string()
                });
            self
        }
        pub fn expires_at_lte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<crate::Timestamp>,
        {
            self.expires_at_lte = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `crate :: Timestamp` for expires_at_lte failed"
                        .to_string()
                });
            self
        }
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::num::NonZeroU64>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: num :: NonZeroU64` for limit failed"
                        .to_string()
                });
            self
        }
        pub fn search<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.search = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for search failed"
                        .to_string()
                });
            self
        }
        pub fn starting_after<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.starting_after = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for starting_after failed"
                        .to_string()
                });
            self
        }
        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<crate::cards::types::CardStatus>,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `crate :: cards :: types :: CardStatus` for status failed"
                        .to_string()
                });
            self
        }
        pub fn type_<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<crate::cards::types::CardType>,
        {
            self.type_ = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `crate :: cards :: types :: CardType` for type_ failed"
                        .to_string()
                });
            self
        }
        ///Sends a `GET` request to `/accounts/{aid}/wallets/cards`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::CardPage>, Error<types::ErrorBody>> {
            let Self {
                client,
                aid,
                amount_available,
                amount_available_gte,
                amount_available_lte,
                amount_balance,
                amount_balance_gte,
                amount_balance_lte,
                created_at_gte,
                created_at_lte,
                currency,
                customer,
                expires_at_gte,
                expires_at_lte,
                limit,
                search,
                starting_after,
                status,
                type_,
            } = self;
            let aid = aid.map_err(Error::InvalidRequest)?;
            let amount_available = amount_available.map_err(Error::InvalidRequest)?;
            let amount_available_gte = amount_available_gte
                .map_err(Error::InvalidRequest)?;
            let amount_available_lte = amount_available_lte
                .map_err(Error::InvalidRequest)?;
            let amount_balance = amount_balance.map_err(Error::InvalidRequest)?;
            let amount_balance_gte = amount_balance_gte.map_err(Error::InvalidRequest)?;
            let amount_balance_lte = amount_balance_lte.map_err(Error::InvalidRequest)?;
            let created_at_gte = created_at_gte.map_err(Error::InvalidRequest)?;
            let created_at_lte = created_at_lte.map_err(Error::InvalidRequest)?;
            let currency = currency.map_err(Error::InvalidRequest)?;
            let customer = customer.map_err(Error::InvalidRequest)?;
            let expires_at_gte = expires_at_gte.map_err(Error::InvalidRequest)?;
            let expires_at_lte = expires_at_lte.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let search = search.map_err(Error::InvalidRequest)?;
            let starting_after = starting_after.map_err(Error::InvalidRequest)?;
            let status = status.map_err(Error::InvalidRequest)?;
            let type_ = type_.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/accounts/{}/wallets/cards", client.baseurl, encode_path(& aid
                .to_string()).replace('\\', "%5C")
            );
            if !super::has_path(
                &url[client.baseurl.len()..],
                "/accounts/{}/wallets/cards",
            ) {
                return Err(
                    Error::InvalidRequest(
                        "a value in the path /accounts/{}/wallets/cards is empty, \".\" or \"..\", which asks for another path"
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
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "amount_available",
                        &amount_available,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "amount_available.gte",
                        &amount_available_gte,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "amount_available.lte",
                        &amount_available_lte,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "amount_balance",
                        &amount_balance,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "amount_balance.gte",
                        &amount_balance_gte,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "amount_balance.lte",
                        &amount_balance_lte,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "created_at.gte",
                        &created_at_gte,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "created_at.lte",
                        &created_at_lte,
                    ),
                )
                .query(&progenitor_client::QueryParam::new("currency", &currency))
                .query(&progenitor_client::QueryParam::new("customer", &customer))
                .query(
                    &progenitor_client::QueryParam::new(
                        "expires_at.gte",
                        &expires_at_gte,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "expires_at.lte",
                        &expires_at_lte,
                    ),
                )
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("search", &search))
                .query(
                    &progenitor_client::QueryParam::new(
                        "starting_after",
                        &starting_after,
                    ),
                )
                .query(&progenitor_client::QueryParam::new("status", &status))
                .query(&progenitor_client::QueryParam::new("type", &type_))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_cards",
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
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(crate::decode::response(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    impl<'a> ::std::fmt::Debug for GetCards<'a> {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct("GetCards").finish_non_exhaustive()
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
    file: "openapi/cards.yaml",
    version: "1.0.0",
    digest: "90b1df409a71f9bb45e6f6a0ac82c4ddeac04df9171029da6699985ac27ab940",
    base_url: "https://api.dintero.com/v1",
    title: "Get cards",
    url: "https://docs.dintero.com/api-reference/cards/get-cards",
    compared: "2026-11-23",
    facts: "sha256:a5fef30b22261a2bf2ba7bc3741eaf04605115c0a37da27732e7ad8e96363ab8",
};
/// The names of all properties of the document, sorted; any other name
/// in a response is somebody's data.
pub const PROPERTIES: &[&str] = &[
    "active_from",
    "amount",
    "amount_available",
    "amount_balance",
    "amount_drawdown",
    "amount_funds",
    "amount_pending",
    "amount_reserved",
    "barcode",
    "card_id",
    "cards",
    "characters",
    "code",
    "created_at",
    "created_by",
    "currency",
    "customer_id",
    "error",
    "errors",
    "expires_at",
    "format",
    "id",
    "length",
    "message",
    "metadata",
    "name",
    "numbers",
    "originated_by",
    "pin",
    "prefix",
    "starting_after",
    "status",
    "symbols",
    "type",
];
/// The operations of the document.
pub mod operations {
    ///`GET /accounts/{aid}/wallets/cards`
    pub const GET_CARDS: crate::Operation = crate::Operation {
        id: "get_cards",
        method: "GET",
        path: "/accounts/{aid}/wallets/cards",
    };
}
/// Ranges and defaults of parameters, as the document states them.
pub mod ranges {
    ///Least and greatest `limit`.
    pub const GET_CARDS_LIMIT: ::std::ops::RangeInclusive<u64> = 1..=100;
    ///What the server takes for `limit` when it is not given.
    pub const GET_CARDS_LIMIT_DEFAULT: u64 = 10;
}
