//! Passwords: what may be one, and how it is kept.
//!
//! Hashed with Argon2id (RFC 9106) at 19 MiB, two passes and one lane, what OWASP's Password Storage Cheat Sheet
//! names as the least; the parameters stand in the hash, so that they can be raised and old hashes still be read.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use std::fmt;
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;

/// The fewest characters. ASVS 5.0, 6.2.1 asks for eight; these accounts are worth more.
pub const SHORTEST: usize = 12;
/// The most; long enough for any phrase, short enough that nobody can keep a processor busy with one.
pub const LONGEST: usize = 128;
/// How many passwords are hashed at once: each takes 19 MiB and some tens of milliseconds.
const AT_ONCE: usize = 2;

/// Why a text may not be a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than [`SHORTEST`] characters.
    #[error("a password has at least {SHORTEST} characters")]
    Short,
    /// More than [`LONGEST`].
    #[error("a password has at most {LONGEST} characters")]
    Long,
    /// Among the first that anybody would try.
    #[error("this password would be guessed")]
    Weak,
}

impl PasswordFault {
    /// A stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Short => "password-short",
            Self::Long => "password-long",
            Self::Weak => "password-weak",
        }
    }
}

/// A password as somebody typed it. Not in any log.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

impl From<String> for Password {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl Password {
    /// Whether it may become somebody's password. `known` is what anybody knows of them, such as their name.
    ///
    /// # Errors
    /// [`PasswordFault`].
    pub fn check(&self, known: &[&str]) -> Result<(), PasswordFault> {
        match self.0.chars().count() {
            count if count < SHORTEST => return Err(PasswordFault::Short),
            count if count > LONGEST => return Err(PasswordFault::Long),
            _ => {}
        }
        let known: Vec<&str> = known.iter().flat_map(|text| text.split(['@', '.', ' '])).collect();
        // More than ten billion guesses: beyond what can be tried against the hash above in a year.
        match zxcvbn::zxcvbn(&self.0, &[known.as_slice(), &["lendlight"]].concat()).score() {
            zxcvbn::Score::Four => Ok(()),
            _ => Err(PasswordFault::Weak),
        }
    }
}

/// The password could not be hashed: the hash cannot be read, or the machine has no randomness or memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a password could not be hashed")]
pub struct HashError;

/// Hashes and compares, a few at a time.
#[derive(Clone)]
pub(super) struct Hasher {
    turns: Arc<Semaphore>,
}

/// A hash that no password has: comparing with it takes as long as with somebody's.
static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| hash(&rand::random::<[u8; 32]>()));

impl Hasher {
    pub(super) fn new() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The hash of a password, as a PHC string.
    pub(super) async fn hash(&self, password: &Password) -> Result<String, HashError> {
        let password = password.clone();
        self.in_turn(move || hash(password.0.as_bytes())).await?.ok_or(HashError)
    }

    /// Whether a password has this hash; `None`, which takes as long, if there is nobody to have one.
    pub(super) async fn fits(&self, password: &Password, stored: Option<&str>) -> Result<bool, HashError> {
        // Nobody has a longer one.
        if password.0.chars().count() > LONGEST {
            return Ok(false);
        }
        let (password, stored) = (password.clone(), stored.map(str::to_owned));
        self.in_turn(move || {
            let is_somebodys = stored.is_some();
            let stored = stored.or_else(|| NOBODYS.clone()).ok_or(HashError)?;
            let hash = PasswordHash::new(&stored).map_err(|_| HashError)?;
            Ok(Argon2::default().verify_password(password.0.as_bytes(), &hash).is_ok() && is_somebodys)
        })
        .await?
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashError> {
        let turn = self.turns.clone().acquire_owned().await.map_err(|_| HashError)?;
        let work = tokio::task::spawn_blocking(move || {
            let _held = turn;
            work()
        });
        work.await.map_err(|_| HashError)
    }
}

fn hash(password: &[u8]) -> Option<String> {
    Some(Argon2::default().hash_password(password).ok()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::from(text.to_owned())
    }

    #[tokio::test]
    async fn only_the_password_fits_its_hash() {
        let hasher = Hasher::new();
        let first = hasher.hash(&password("correct horse battery")).await.unwrap();
        let second = hasher.hash(&password("correct horse battery")).await.unwrap();
        assert!(first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{first}");
        assert_ne!(first, second, "salted");
        assert_eq!(hasher.fits(&password("correct horse battery"), Some(&first)).await, Ok(true));
        assert_eq!(hasher.fits(&password("correct horse batterz"), Some(&first)).await, Ok(false));
        assert_eq!(hasher.fits(&password("correct horse battery"), None).await, Ok(false));
        assert_eq!(hasher.fits(&password("x"), Some("rubbish")).await, Err(HashError));
    }

    #[test]
    fn what_anybody_would_try_is_no_password() {
        let check = |text: &str| password(text).check(&["kim.lee@harbour.example", "Kim Lee"]);
        assert_eq!(check("Tr0ub4dor"), Err(PasswordFault::Short));
        assert_eq!(check(&"zq".repeat(65)), Err(PasswordFault::Long));
        for weak in
            ["passwordpassword", "kimleeharbour1", "qwertyuiop123", "lendlight2026", "aaaaaaaaaaaaaaaa"]
        {
            assert_eq!(check(weak), Err(PasswordFault::Weak), "{weak}");
        }
        assert_eq!(check("violet tractor hums at dusk"), Ok(()));
        assert_eq!(check("我们家的猫喜欢吃西红柿炒蛋"), Ok(()));
    }

    #[test]
    fn it_is_in_no_log() {
        assert_eq!(format!("{:?}", password("violet tractor")), "Password");
    }
}
