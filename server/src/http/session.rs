//! The borrower's session: their answers, in an encrypted and signed cookie that scripts cannot read.
//!
//! The answers live in the browser alone; the server keeps nothing. The key is made at the first start and
//! kept in the data directory; nodes that serve one site share it.

use crate::config::SessionConfig;
use actix_session::config::{CookieContentSecurity, PersistentSession};
use actix_session::storage::CookieSessionStore;
use actix_session::{Session, SessionExt, SessionMiddleware};
use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Key, SameSite};
use app::ports::{Preferences, Viewer};
use domain::borrower::Borrower;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

const COOKIE: &str = "lendlight";
const BORROWER: &str = "borrower";
const FORM: &str = "form";
const PREFERENCES: &str = "preferences";
/// Bytes of a session key: 64 random ones.
const KEY_BYTES: usize = 64;
/// The session key's name in the data directory.
const KEY_FILE: &str = "session.key";

/// The preferences as the session remembers them.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(default)]
struct StoredPreferences {
    personalise: bool,
    payment: bool,
}

impl Default for StoredPreferences {
    fn default() -> Self {
        Preferences::default().into()
    }
}

impl From<Preferences> for StoredPreferences {
    fn from(Preferences { personalise, payment }: Preferences) -> Self {
        Self { personalise, payment }
    }
}

/// Whether a data directory has a session key.
#[must_use]
pub fn has_key(data_dir: &Path) -> bool {
    data_dir.join(KEY_FILE).exists()
}

/// Reads the session key of a data directory, making it at the first start.
///
/// # Errors
/// If the file cannot be read or written, or holds no key.
pub fn load_key(data_dir: &Path) -> io::Result<Key> {
    let path = data_dir.join(KEY_FILE);
    match fs::read(&path) {
        Ok(bytes) if bytes.len() == KEY_BYTES => Ok(Key::from(&bytes)),
        Ok(_) => {
            Err(io::Error::other(format!("{} is not a session key of {KEY_BYTES} bytes", path.display())))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let key = Key::generate();
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&path)?;
            file.write_all(key.master())?;
            file.sync_all()?;
            Ok(key)
        }
        Err(error) => Err(error),
    }
}

/// The middleware that opens and seals the cookie.
pub(super) fn middleware(key: Key, config: &SessionConfig) -> SessionMiddleware<CookieSessionStore> {
    SessionMiddleware::builder(CookieSessionStore::default(), key)
        .cookie_name(COOKIE.to_owned())
        .cookie_content_security(CookieContentSecurity::Private)
        .cookie_http_only(true)
        .cookie_same_site(SameSite::Lax)
        .cookie_secure(config.secure)
        .session_lifecycle(PersistentSession::default().session_ttl(Duration::days(config.days)))
        .build()
}

/// Who looks, from their session; a cookie that cannot be read is nobody.
pub(super) fn viewer(request: &HttpRequest) -> Viewer {
    let session = request.get_session();
    let borrower: Borrower = session.get(BORROWER).ok().flatten().unwrap_or_default();
    let form = session.get(FORM).ok().flatten().unwrap_or_default();
    Viewer { borrower, form, preferences: preferences(&session) }
}

/// What the viewer wants to influence the order of results.
pub(super) fn preferences(session: &Session) -> Preferences {
    let StoredPreferences { personalise, payment } =
        session.get(PREFERENCES).ok().flatten().unwrap_or_default();
    Preferences { personalise, payment }
}

/// Remembers what the viewer wants to influence the order of results.
pub(super) fn prefer(
    session: &Session,
    preferences: Preferences,
) -> Result<(), actix_session::SessionInsertError> {
    session.insert(PREFERENCES, StoredPreferences::from(preferences))
}

/// Remembers answers, and that the form was accepted.
pub(super) fn remember(
    session: &Session,
    borrower: &Borrower,
) -> Result<(), actix_session::SessionInsertError> {
    session.remove(FORM);
    session.insert(BORROWER, borrower)
}

/// Remembers what was typed where it could not be accepted, until the form is sent again. What is wrong with it
/// is found again when it is shown, in the language of that page.
pub(super) fn remember_form(
    session: &Session,
    values: &BTreeMap<String, String>,
) -> Result<(), actix_session::SessionInsertError> {
    session.insert(FORM, values)
}

/// Forgets everything that was told. Preferences are kept: whoever wants their answers not to count still does.
pub(super) fn forget(session: &Session) -> Result<(), actix_session::SessionInsertError> {
    let preferences = preferences(session);
    if preferences == Preferences::default() {
        session.purge();
        return Ok(());
    }
    session.clear();
    prefer(session, preferences)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_kept() {
        let dir = tempfile::tempdir().unwrap();
        let first = load_key(dir.path()).unwrap();
        assert_eq!(load_key(dir.path()).unwrap().master(), first.master());
        fs::write(dir.path().join("session.key"), b"short").unwrap();
        assert!(load_key(dir.path()).is_err());
    }
}
