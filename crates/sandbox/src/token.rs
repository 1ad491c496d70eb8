//! Access tokens: JSON Web Tokens signed with HMAC and SHA-256.
//!
//! They are built on the two primitives and not on a JWT crate: one algorithm and
//! one fixed header need none of the public-key code of such crates.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, Utc};
use hmac_sha256::HMAC;
use serde::Deserialize;
use serde_json::json;

/// The only header of issued and accepted tokens: a token with another algorithm,
/// or without one, is refused.
const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// The claims of an access token that a request is checked with.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Claims {
    /// URL of the account that it is for.
    pub(crate) aud: String,
    /// Its scopes, separated by spaces.
    pub(crate) scope: String,
    /// Time of expiry, in seconds since 1970.
    exp: i64,
    /// Number of the token, which makes each token unique.
    jti: String,
}

/// An error for a token that is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidToken {
    /// It is malformed, altered or forged.
    #[error("the access token is not one of this server")]
    Unknown,
    #[error("the access token has expired")]
    Expired,
    #[error("the access token was revoked")]
    Revoked,
}

/// Issues and checks tokens.
pub(crate) struct Signer {
    key: [u8; 32],
    /// The claims `iss` and `sub`.
    issuer: String,
    client: String,
    lifetime: Duration,
    issued: AtomicU64,
    /// Tokens up to this number are revoked.
    revoked: AtomicU64,
}

impl Signer {
    pub(crate) fn new(key: [u8; 32], issuer: &str, client: &str, lifetime: Duration) -> Self {
        let (issuer, client) = (issuer.to_owned(), client.to_owned());
        Self { key, issuer, client, lifetime, issued: 0.into(), revoked: 0.into() }
    }

    /// Returns the lifetime of a token in whole seconds.
    pub(crate) fn lifetime(&self) -> i64 {
        seconds(self.lifetime)
    }

    pub(crate) fn revoke_all(&self) {
        self.revoked.fetch_max(self.issued.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Issues a token for an audience, with the usual lifetime from now or another.
    pub(crate) fn issue(
        &self,
        audience: &str,
        scope: &str,
        now: DateTime<Utc>,
        lifetime: Option<Duration>,
    ) -> String {
        let lifetime = seconds(lifetime.unwrap_or(self.lifetime));
        let number = self.issued.fetch_add(1, Ordering::Relaxed) + 1;
        let claims = json!({
            "iss": self.issuer,
            "sub": self.client,
            "aud": audience,
            "iat": now.timestamp(),
            "exp": now.timestamp().saturating_add(lifetime),
            "scope": scope,
            "jti": number.to_string(),
        });
        let signed = format!("{}.{}", BASE64.encode(HEADER), BASE64.encode(claims.to_string()));
        let signature = BASE64.encode(self.mac(&signed).finalize());
        format!("{signed}.{signature}")
    }

    /// Returns the claims of a token of this sandbox that is valid at a time.
    pub(crate) fn check(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, InvalidToken> {
        let claims = self.read(token).ok_or(InvalidToken::Unknown)?;
        let revoked = self.revoked.load(Ordering::Relaxed);
        if claims.jti.parse::<u64>().is_ok_and(|number| number <= revoked) {
            return Err(InvalidToken::Revoked);
        }
        if now.timestamp() < claims.exp { Ok(claims) } else { Err(InvalidToken::Expired) }
    }

    /// Compares two texts in a time that does not depend on their contents.
    pub(crate) fn same(&self, one: &str, other: &str) -> bool {
        let expected = self.mac(one).finalize();
        self.mac(other).finalize_verify(&expected)
    }

    fn read(&self, token: &str) -> Option<Claims> {
        let (signed, signature) = token.rsplit_once('.')?;
        let signature = BASE64.decode(signature).ok()?;
        if !self.mac(signed).finalize_verify(&signature.try_into().ok()?) {
            return None;
        }
        let (header, claims) = signed.split_once('.')?;
        if header != BASE64.encode(HEADER) {
            return None;
        }
        serde_json::from_slice(&BASE64.decode(claims).ok()?).ok()
    }

    fn mac(&self, text: &str) -> HMAC {
        let mut mac = HMAC::new(self.key);
        mac.update(text.as_bytes());
        mac
    }
}

fn seconds(lifetime: Duration) -> i64 {
    i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use base64::Engine as _;
    use chrono::{DateTime, TimeDelta, Utc};

    use super::{BASE64, InvalidToken, Signer};

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn signer(key: u8) -> Signer {
        Signer::new([key; 32], "https://issuer", "client", Duration::from_secs(60))
    }

    fn issue(signer: &Signer) -> String {
        signer.issue("https://x/accounts/T1", "read:wallets", NOW, None)
    }

    #[test]
    fn a_token_is_valid_until_it_expires() {
        let signer = signer(1);
        let token = issue(&signer);
        let claims = signer.check(&token, NOW + TimeDelta::milliseconds(59_999)).unwrap();
        assert_eq!((claims.exp, claims.jti.as_str()), (60, "1"));
        assert_eq!(signer.check(&token, NOW + TimeDelta::seconds(60)), Err(InvalidToken::Expired));
    }

    #[test]
    fn the_tokens_so_far_are_revoked() {
        let signer = signer(1);
        let before = issue(&signer);
        signer.revoke_all();
        assert_eq!(signer.check(&before, NOW), Err(InvalidToken::Revoked));
        signer.check(&issue(&signer), NOW).unwrap();
    }

    #[test]
    fn every_token_is_unique() {
        let signer = signer(1);
        assert_ne!(issue(&signer), issue(&signer));
    }

    #[test]
    fn a_token_of_another_key_is_unknown() {
        assert_eq!(signer(1).check(&issue(&signer(2)), NOW), Err(InvalidToken::Unknown));
    }

    #[test]
    fn a_token_with_a_changed_byte_is_unknown() {
        let signer = signer(1);
        let token = issue(&signer);
        for place in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(signer.check(&changed, NOW), Err(InvalidToken::Unknown), "byte {place}");
        }
    }

    #[test]
    fn another_algorithm_is_refused_even_with_a_valid_signature() {
        let signer = signer(1);
        let token = issue(&signer);
        let claims = token.split('.').nth(1).unwrap();
        for header in [r#"{"alg":"none"}"#, r#"{"typ":"JWT","alg":"HS256"}"#] {
            let signed = format!("{}.{claims}", BASE64.encode(header));
            let signature = BASE64.encode(signer.mac(&signed).finalize());
            let token = format!("{signed}.{signature}");
            assert_eq!(signer.check(&token, NOW), Err(InvalidToken::Unknown), "{header}");
        }
        assert_eq!(
            signer.check(&format!("{}.{claims}.", BASE64.encode("{}")), NOW),
            Err(InvalidToken::Unknown)
        );
    }

    #[test]
    fn other_texts_are_unknown() {
        for text in ["", ".", "..", "a.b.c", "…", "eyJ9"] {
            assert_eq!(signer(1).check(text, NOW), Err(InvalidToken::Unknown), "{text}");
        }
    }

    #[test]
    fn equal_texts_are_equal() {
        assert!(signer(1).same("secret", "secret"));
        assert!(!signer(1).same("secret", "secret "));
        assert!(!signer(1).same("", "s"));
    }
}
