//! The TLS configuration that all HTTP clients share.
//!
//! It is made once in a process. The platform's certificates are read when the first
//! certificate of a server is verified, so a client that never uses TLS reads none.

use std::sync::{Arc, OnceLock};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use rustls_platform_verifier::Verifier;

/// Returns the configuration: that of the provider that the program has installed,
/// or else of `ring`.
///
/// # Errors
/// There is no provider, or it supports no version of TLS.
pub(crate) fn config() -> Result<ClientConfig, Error> {
    static CONFIG: OnceLock<ClientConfig> = OnceLock::new();
    if let Some(config) = CONFIG.get() {
        return Ok(config.clone());
    }
    let provider = CryptoProvider::get_default().cloned().or_else(own_provider);
    let config = of(provider.ok_or_else(|| {
        Error::General("install a provider: rustls::crypto::CryptoProvider".to_owned())
    })?)?;
    Ok(CONFIG.get_or_init(|| config).clone())
}

fn own_provider() -> Option<Arc<CryptoProvider>> {
    #[cfg(feature = "rustls")]
    return Some(Arc::new(rustls::crypto::ring::default_provider()));
    #[cfg(not(feature = "rustls"))]
    None
}

fn of(provider: Arc<CryptoProvider>) -> Result<ClientConfig, Error> {
    let verifier = LazyVerifier { provider: Arc::clone(&provider), platform: OnceLock::new() };
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The platform's verifier, made when it is first asked.
#[derive(Debug)]
struct LazyVerifier {
    provider: Arc<CryptoProvider>,
    platform: OnceLock<Result<Verifier, Error>>,
}

impl LazyVerifier {
    fn platform(&self) -> Result<&Verifier, Error> {
        let platform = self.platform.get_or_init(|| Verifier::new(Arc::clone(&self.provider)));
        platform.as_ref().map_err(Clone::clone)
    }
}

impl ServerCertVerifier for LazyVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let platform = self.platform()?;
        platform.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let supported = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, cert, signature, supported)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let supported = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, cert, signature, supported)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(all(test, feature = "rustls"))]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_read_once_when_the_first_server_is_verified() {
        let provider = own_provider().unwrap();
        let verifier = LazyVerifier { provider, platform: OnceLock::new() };
        assert!(!verifier.supported_verify_schemes().is_empty());
        assert!(verifier.platform.get().is_none(), "read without a server");
        let verify = || {
            let (end, name) = (CertificateDer::from(Vec::new()), "localhost".try_into().unwrap());
            verifier.verify_server_cert(&end, &[], &name, &[], UnixTime::now()).unwrap_err();
            verifier.platform.get().map(std::ptr::from_ref)
        };
        let first = verify();
        assert!(first.is_some());
        assert_eq!(verify(), first);
    }

    #[test]
    fn all_clients_share_one_configuration() {
        let (first, second) = (config().unwrap(), config().unwrap());
        assert!(Arc::ptr_eq(first.crypto_provider(), second.crypto_provider()));
    }
}
