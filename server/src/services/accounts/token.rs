//! Tokens: random numbers that nobody can guess.

use crate::store::TokenHash;
use std::fmt;
use std::fmt::Write;
use std::str::FromStr;

const BYTES: usize = 32;

/// 256 random bits, written as 64 hexadecimal digits. The store knows its hash only.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; BYTES]);

/// The text is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct TokenError;

impl Token {
    /// A new one, from the operating system's randomness by way of a cryptographic generator.
    pub(crate) fn random() -> Self {
        Self(rand::random())
    }

    /// A token from its bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What the store knows of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&self.0)
    }

    /// A mark by which it is known again, and from which it cannot be told.
    #[must_use]
    pub fn mark(&self) -> String {
        hex(self.hash().0.iter().take(8))
    }
}

fn hex<'a>(bytes: impl Iterator<Item = &'a u8>) -> String {
    bytes.fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(self.0.iter()))
    }
}

impl fmt::Debug for Token {
    /// Not the token: it would open an account to whoever reads the log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

impl FromStr for Token {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, TokenError> {
        if text.len() != 2 * BYTES || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(TokenError);
        }
        let mut bytes = [0; BYTES];
        for (place, byte) in bytes.iter_mut().enumerate() {
            let digits = text.get(2 * place..2 * place + 2).ok_or(TokenError)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| TokenError)?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_text_and_is_not_in_logs() {
        let token = Token::random();
        let text = token.to_string();
        assert_eq!(text.parse::<Token>().as_ref(), Ok(&token));
        assert_ne!(Token::random(), token);
        assert!(!format!("{token:?}").contains(&text[..8]));
        assert!(!text.contains(&token.mark()));
        for wrong in
            ["", "00", &text[1..], &format!("{text}0"), &text.replace(&text[..1], "g"), &"\u{e4}".repeat(32)]
        {
            assert!(wrong.parse::<Token>().is_err(), "{wrong}");
        }
    }
}
