//! The borrower's session: their answers, in an encrypted and signed cookie that scripts cannot read.
//!
//! The answers of an anonymous visitor live in the browser alone; those of an account's holder in their account. The
//! key is made at the first start and kept in the data directory; nodes that serve one site share it.

use super::visitor::Visitor;
use crate::config::SessionConfig;
use actix_session::config::{CookieContentSecurity, PersistentSession};
use actix_session::storage::CookieSessionStore;
use actix_session::{Session, SessionExt, SessionInsertError, SessionMiddleware};
use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Key, SameSite};
use app::pages::answers::{Progress, Step, Values};
use app::ports::{Preferences, SentForm, Viewer};
use domain::borrower::Borrower;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use uuid::Uuid;

const COOKIE: &str = "lendlight";
const BORROWER: &str = "borrower";
const BROWSER: &str = "browser";
const ANSWERED_AT: &str = "answered_at";
const PROGRESS: &str = "progress";
const FORM: &str = "form";
const PREFERENCES: &str = "preferences";
const SENT: &str = "sent";
const LINK: &str = "link";
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
            write_key(&path, key.master())?;
            Ok(key)
        }
        Err(error) => Err(error),
    }
}

/// Writes a key to a file of its own first: a start that is cut short leaves no half of a key, which no later
/// start could read.
fn write_key(path: &Path, key: &[u8]) -> io::Result<()> {
    let unfinished = path.with_extension(format!("key.{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished)?;
    file.write_all(key)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)
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

/// Who looks, from their session and from what is known of who sends the request; a cookie that cannot be read is
/// nobody.
pub(super) fn viewer(request: &HttpRequest) -> Viewer {
    let session = request.get_session();
    let visitor = Visitor::of(request);
    let borrower = visitor.kept().map_or_else(|| answers(&session).0, |kept| kept.borrower.clone());
    Viewer {
        borrower,
        progress: progress(&session),
        form: session.get(FORM).ok().flatten().unwrap_or_default(),
        preferences: preferences(&session),
        lists: visitor.lists().clone(),
        account: visitor.identity.as_ref().map(|identity| identity.account.email.clone()),
        sent: session.get(SENT).ok().flatten().unwrap_or_default(),
        link_mark: session.get(LINK).ok().flatten(),
    }
}

/// How far they came in the form, and what they need.
pub(super) fn progress(session: &Session) -> Progress {
    session.get(PROGRESS).ok().flatten().unwrap_or_default()
}

/// Forgets what was typed and could not be accepted, once a page of the form is opened, or a page of those who work with
/// the site: that page is the answer to it, or another one for which it is over.
pub(super) fn drop_form(request: &HttpRequest) {
    let is_step = Step::ALL.iter().any(|step| step.path() == request.path());
    let session = request.get_session();
    if is_step && session.contains_key(FORM) {
        session.remove(FORM);
    }
    // What those who work with the site are shown may be a secret: recovery codes, or that of one-time codes.
    if request.path().starts_with("/staff") && session.contains_key(SENT) {
        session.remove(SENT);
    }
}

/// What the viewer wants to influence the order of results.
pub(super) fn preferences(session: &Session) -> Preferences {
    let StoredPreferences { personalise, payment } =
        session.get(PREFERENCES).ok().flatten().unwrap_or_default();
    Preferences { personalise, payment }
}

/// Remembers what the viewer wants to influence the order of results.
pub(super) fn prefer(session: &Session, preferences: Preferences) -> Result<(), SessionInsertError> {
    session.insert(PREFERENCES, StoredPreferences::from(preferences))
}

/// The answers of an anonymous visitor, and when they were given.
pub(super) fn answers(session: &Session) -> (Borrower, Option<Timestamp>) {
    let borrower = session.get(BORROWER).ok().flatten().unwrap_or_default();
    (borrower, session.get(ANSWERED_AT).ok().flatten().map(Timestamp::from_micros))
}

/// Remembers answers.
pub(super) fn remember(
    session: &Session,
    borrower: &Borrower,
    now: Timestamp,
) -> Result<(), SessionInsertError> {
    if browser(session).is_none() {
        session.insert(BROWSER, Uuid::new_v4())?;
    }
    session.insert(ANSWERED_AT, now.micros())?;
    session.insert(BORROWER, borrower)
}

/// The random id that stands beside answers, so that what happens with them can be forgotten with them. No cookie is
/// ever set for it alone: who tells nothing of themselves has none.
pub(super) fn browser(session: &Session) -> Option<[u8; 16]> {
    session.get::<Uuid>(BROWSER).ok().flatten().map(Uuid::into_bytes)
}

/// Forgets answers that an account keeps.
pub(super) fn forget_answers(session: &Session) {
    session.remove(ANSWERED_AT);
    session.remove(BORROWER);
    session.remove(BROWSER);
}

/// Remembers how far they came, and what was typed where it could not be accepted, until a page has shown it. What is
/// wrong with it is found again there, in the language of that page.
pub(super) fn remember_progress(
    session: &Session,
    progress: &Progress,
    faulty: Option<&Values>,
) -> Result<(), SessionInsertError> {
    session.insert(PROGRESS, progress)?;
    let Some(values) = faulty else {
        session.remove(FORM);
        return Ok(());
    };
    // One form's worth of text fits into the cookie.
    session.remove(SENT);
    session.insert(FORM, values)
}

/// Remembers a form of another page, until it or another is sent.
pub(super) fn remember_sent(session: &Session, sent: &SentForm) -> Result<(), SessionInsertError> {
    session.remove(FORM);
    session.insert(SENT, sent)
}

/// Forgets the form of another page.
pub(super) fn forget_sent(session: &Session) {
    session.remove(SENT);
}

/// Remembers the mark of the sign-in link that this browser asked for.
pub(super) fn remember_link(session: &Session, mark: &str) -> Result<(), SessionInsertError> {
    session.remove(SENT);
    session.insert(LINK, mark)
}

/// Forgets everything that was told. Preferences are kept: whoever wants their answers not to count still does.
pub(super) fn forget(session: &Session) -> Result<(), SessionInsertError> {
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
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing unfinished is left");
        fs::write(dir.path().join("session.key"), b"short").unwrap();
        assert!(load_key(dir.path()).is_err());
    }
}
