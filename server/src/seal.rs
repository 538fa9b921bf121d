//! Sealing: encryption that also proves that nobody changed what was sealed (AES-256-GCM).
//!
//! Each purpose has a key of its own, derived from the session key, so that what was sealed for one is of no use
//! for another; and each sealed text is bound to a context, so that it cannot be put in another's place.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, Key, KeyInit, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;
use std::fmt;

/// Bytes of a nonce: random for every text, which is safe for far more texts than a site will ever seal.
const NONCE: usize = 12;

/// Seals and opens for one purpose.
#[derive(Clone)]
pub(crate) struct Sealer(Aes256Gcm);

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer")
    }
}

impl Sealer {
    /// A sealer whose key is derived from a master key by HKDF with SHA-256 (RFC 5869).
    pub(crate) fn new(master: &[u8], purpose: &'static str) -> Self {
        let mut key = Key::<Aes256Gcm>::default();
        let derived = Hkdf::<Sha256>::new(None, master).expand(purpose.as_bytes(), &mut key);
        debug_assert!(derived.is_ok(), "32 bytes are fewer than HKDF's limit of 8,160");
        Self(Aes256Gcm::new(&key))
    }

    /// The sealed text: a nonce, what is encrypted, and the tag. 28 bytes longer than the text. `None` if the text
    /// is longer than the cipher takes, 64 GiB.
    pub(crate) fn seal(&self, context: &[u8], text: &[u8]) -> Option<Vec<u8>> {
        let nonce: [u8; NONCE] = rand::random();
        let sealed = self.0.encrypt(&Nonce::from(nonce), Payload { msg: text, aad: context }).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    /// The text, if this sealer sealed it in this context and nobody changed it.
    pub(crate) fn open(&self, context: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        self.0.decrypt(&Nonce::from(*nonce), Payload { msg: sealed, aad: context }).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_purpose_and_context_open_it() {
        let sealer = Sealer::new(b"a master key", "answers");
        let sealed = sealer.seal(b"account 1", b"80000").unwrap();
        assert_eq!(sealed.len(), 5 + 28);
        assert_eq!(sealer.open(b"account 1", &sealed).as_deref(), Some(b"80000".as_slice()));
        assert_eq!(sealer.open(b"account 2", &sealed), None);
        assert_eq!(Sealer::new(b"a master key", "lists").open(b"account 1", &sealed), None);
        assert_eq!(Sealer::new(b"another key", "answers").open(b"account 1", &sealed), None);
        assert_ne!(sealer.seal(b"account 1", b"80000").unwrap(), sealed, "the same text looks different");
    }

    #[test]
    fn what_was_changed_does_not_open() {
        let sealer = Sealer::new(b"a master key", "answers");
        let sealed = sealer.seal(b"", b"text").unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(sealer.open(b"", &changed), None, "byte {place}");
        }
        for length in 0..sealed.len() {
            assert_eq!(sealer.open(b"", &sealed[..length]), None, "{length} bytes");
        }
    }
}
