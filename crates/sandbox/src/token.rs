//! Access tokens: JSON Web Tokens signed with HMAC and SHA-256.
//!
//! Written here on the two primitives and not taken from a JWT crate: one
//! algorithm, one fixed header and five claims need none of the public-key
//! code that those bring along.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, Utc};
use hmac_sha256::HMAC;
use serde::{Deserialize, Serialize};

/// The only header that is written, and the only one that is read: a token that
/// asks for another algorithm, or for none, is refused.
const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// What an access token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// The server that gave it.
    pub(crate) iss: String,
    /// The client it was given to.
    pub(crate) sub: String,
    /// URL of the account that it gives access to.
    pub(crate) aud: String,
    /// When it was given, in seconds since 1970.
    pub(crate) iat: i64,
    /// When it is no longer good, in seconds since 1970.
    pub(crate) exp: i64,
    /// What it allows, separated by spaces.
    pub(crate) scope: String,
    /// Number of the token, so that no two are alike.
    pub(crate) jti: String,
}

/// Why a token is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Invalid {
    /// Not a token of this sandbox: malformed, altered or forged.
    Unknown,
    /// Its time is over.
    Expired,
    /// It was good once, and was revoked.
    Revoked,
}

/// Gives and checks tokens.
pub(crate) struct Signer {
    key: [u8; 32],
    lifetime: Duration,
    given: AtomicU64,
    /// Tokens up to this number are revoked.
    revoked: AtomicU64,
}

impl Signer {
    pub(crate) fn new(key: &[u8; 32], lifetime: Duration) -> Self {
        Self { key: *key, lifetime, given: AtomicU64::new(0), revoked: AtomicU64::new(0) }
    }

    /// Life of a token in whole seconds.
    pub(crate) fn lifetime(&self) -> i64 {
        i64::try_from(self.lifetime.as_secs()).unwrap_or(i64::MAX)
    }

    /// Revokes every token that was given so far.
    pub(crate) fn revoke_all(&self) {
        self.revoked.fetch_max(self.given.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// A new token for an audience. It is good for the life of a token from now,
    /// or for the one that is given here.
    pub(crate) fn give(
        &self,
        issuer: &str,
        client: &str,
        audience: &str,
        scope: &str,
        now: DateTime<Utc>,
        lifetime: Option<Duration>,
    ) -> String {
        let seconds = |life: Duration| i64::try_from(life.as_secs()).unwrap_or(i64::MAX);
        let lifetime = lifetime.map_or(self.lifetime(), seconds);
        let number = self.given.fetch_add(1, Ordering::Relaxed) + 1;
        self.sign(&Claims {
            iss: issuer.to_owned(),
            sub: client.to_owned(),
            aud: audience.to_owned(),
            iat: now.timestamp(),
            exp: now.timestamp().saturating_add(lifetime),
            scope: scope.to_owned(),
            jti: number.to_string(),
        })
    }

    /// What a token says, if it is of this sandbox and still good.
    pub(crate) fn check(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, Invalid> {
        let claims = self.read(token).ok_or(Invalid::Unknown)?;
        let revoked = self.revoked.load(Ordering::Relaxed);
        if claims.jti.parse::<u64>().is_ok_and(|number| number <= revoked) {
            return Err(Invalid::Revoked);
        }
        if now.timestamp() < claims.exp { Ok(claims) } else { Err(Invalid::Expired) }
    }

    /// Whether two texts are equal, in a time that does not tell how far.
    pub(crate) fn same(&self, one: &str, other: &str) -> bool {
        let expected = self.mac(one).finalize();
        self.mac(other).finalize_verify(&expected)
    }

    fn sign(&self, claims: &Claims) -> String {
        let claims = serde_json::to_vec(claims).expect("texts and numbers make JSON");
        let signed = format!("{}.{}", BASE64.encode(HEADER), BASE64.encode(claims));
        let signature = BASE64.encode(self.mac(&signed).finalize());
        format!("{signed}.{signature}")
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use base64::Engine as _;
    use chrono::{DateTime, TimeDelta, Utc};

    use super::{BASE64, Invalid, Signer};

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn signer(key: u8) -> Signer {
        Signer::new(&[key; 32], Duration::from_secs(60))
    }

    fn give(signer: &Signer) -> String {
        signer.give("https://issuer", "client", "https://x/accounts/T1", "read:wallets", NOW, None)
    }

    #[test]
    fn a_token_is_good_until_it_expires() {
        let signer = signer(1);
        let token = give(&signer);
        let claims = signer.check(&token, NOW + TimeDelta::milliseconds(59_999)).unwrap();
        assert_eq!((claims.iat, claims.exp, claims.sub.as_str()), (0, 60, "client"));
        assert_eq!(signer.check(&token, NOW + TimeDelta::seconds(60)), Err(Invalid::Expired));
    }

    #[test]
    fn what_is_revoked_is_what_was_given_so_far() {
        let signer = signer(1);
        let before = give(&signer);
        signer.revoke_all();
        assert_eq!(signer.check(&before, NOW), Err(Invalid::Revoked));
        signer.check(&give(&signer), NOW).unwrap();
    }

    #[test]
    fn no_two_tokens_are_alike() {
        let signer = signer(1);
        assert_ne!(give(&signer), give(&signer));
    }

    #[test]
    fn a_token_of_another_key_is_unknown() {
        assert_eq!(signer(1).check(&give(&signer(2)), NOW), Err(Invalid::Unknown));
    }

    #[test]
    fn no_byte_of_a_token_can_be_changed() {
        let signer = signer(1);
        let token = give(&signer);
        for place in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(signer.check(&changed, NOW), Err(Invalid::Unknown), "byte {place}");
        }
    }

    #[test]
    fn another_algorithm_is_refused_even_when_the_signature_is_right() {
        let signer = signer(1);
        let token = give(&signer);
        let claims = token.split('.').nth(1).unwrap();
        for header in [r#"{"alg":"none"}"#, r#"{"typ":"JWT","alg":"HS256"}"#] {
            let signed = format!("{}.{claims}", BASE64.encode(header));
            let signature = BASE64.encode(signer.mac(&signed).finalize());
            let token = format!("{signed}.{signature}");
            assert_eq!(signer.check(&token, NOW), Err(Invalid::Unknown), "{header}");
        }
        assert_eq!(
            signer.check(&format!("{}.{claims}.", BASE64.encode("{}")), NOW),
            Err(Invalid::Unknown)
        );
    }

    #[test]
    fn what_is_no_token_is_unknown() {
        for text in ["", ".", "..", "a.b.c", "…", "eyJ9"] {
            assert_eq!(signer(1).check(text, NOW), Err(Invalid::Unknown), "{text}");
        }
    }

    #[test]
    fn comparing_tells_equal_from_not() {
        assert!(signer(1).same("secret", "secret"));
        assert!(!signer(1).same("secret", "secret "));
        assert!(!signer(1).same("", "s"));
    }
}
