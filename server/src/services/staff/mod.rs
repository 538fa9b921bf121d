//! Those who work with the site: invited by link, signed in with a password and a second factor.
//!
//! Everything here that changes who may do what, or tries to, is in the audit log.

mod codes;
mod invitations;
mod members;
mod password;
mod security;
mod sign_in;

pub use crate::store::{AuditEntry, Member, Staff, StaffId, StaffLink, StaffSession, StaffSessionSummary};
pub use codes::RECOVERY_CODES;
pub use password::{
    HashError, LONGEST as LONGEST_PASSWORD, Password, PasswordFault, SHORTEST as SHORTEST_PASSWORD,
};
pub use security::CodeSetup;
pub use sign_in::SignedIn;

use crate::config::StaffConfig;
use crate::seal::Sealer;
use crate::services::accounts::{MailError, Mailer, Token};
use crate::services::rate_limit::RateLimit;
use crate::store::{AuditDraft, Store, StoreError};
use domain::access::Permission;
use domain::audit::AuditAction;
use domain::error::ErrorCode;
use domain::time::Timestamp;
use password::Hasher;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
/// How long an invitation works.
pub const INVITATION_DAYS: i64 = 7;
/// How long a link to choose another password works.
pub const PASSWORD_MINUTES: i64 = 30;
/// How long after the password was given dangerous acts are done without asking again.
const CONFIRMED: i64 = 10 * MINUTE;
/// The window of the limits on trying and asking.
const WINDOW: Duration = Duration::from_secs(15 * 60);
/// The longest name.
const LONGEST_NAME: usize = 100;

/// Why something is not done.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// The link was used, has expired, or never existed.
    #[error("no such link")]
    LinkUnknown,
    /// Address or password, code or passkey: something is wrong, and which is not said.
    #[error("wrong")]
    Wrong,
    /// Too many tries, by this account or from this address.
    #[error("too many tries")]
    TooMany,
    /// The session has ended.
    #[error("signed out")]
    SignedOut,
    /// The text may not be a password.
    #[error(transparent)]
    Password(#[from] PasswordFault),
    /// A name is missing or too long.
    #[error("a name has from 1 to {LONGEST_NAME} characters")]
    Name,
    /// The address is somebody's, who has to sign in.
    #[error("the address is known")]
    Known,
    /// The invitation is for another address than that of who is signed in.
    #[error("the invitation is for another address")]
    ForAnother,
    /// The password has to be given again first.
    #[error("the password has to be given again")]
    Unconfirmed,
    /// Nobody would be left who may manage it.
    #[error("nobody would be left who may manage it")]
    Last,
    /// There is no such person, session or object.
    #[error("not found")]
    NotFound,
    /// A letter could not be sent.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// A password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// A secret could not be sealed or opened.
    #[error("a secret could not be sealed or opened")]
    Seal,
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
}

impl StaffError {
    /// The code it is reported under, where no form says it.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::LinkUnknown | Self::NotFound => ErrorCode::NotFound,
            Self::Wrong | Self::SignedOut | Self::Unconfirmed => ErrorCode::NotSignedIn,
            Self::TooMany => ErrorCode::TooManyRequests,
            Self::Password(_) | Self::Name | Self::Known | Self::ForAnother => ErrorCode::InvalidInput,
            Self::Last => ErrorCode::Conflict,
            Self::Mail(_) | Self::Hash(_) | Self::Seal | Self::Store(_) => ErrorCode::Internal,
        }
    }
}

impl From<StoreError> for StaffError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            error => Self::Store(error),
        }
    }
}

/// The service of one node.
pub struct StaffService {
    store: Arc<dyn Store>,
    mailer: Arc<Mailer>,
    sealer: Sealer,
    hasher: Hasher,
    /// The site's address, with which links begin.
    site: String,
    config: StaffConfig,
    tries_by_address: RateLimit<IpAddr>,
    /// By what was typed, somebody's or not, so that an account that exists answers like one that does not.
    tries_by_email: RateLimit<String>,
}

impl StaffService {
    /// A service over a store. `master` is the session key; links begin with `site`.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        mailer: Arc<Mailer>,
        master: &[u8],
        site: String,
        config: StaffConfig,
    ) -> Self {
        Self {
            store,
            mailer,
            sealer: Sealer::new(master, "lendlight staff codes"),
            hasher: Hasher::new(),
            site,
            tries_by_address: RateLimit::new(config.tries_per_address, WINDOW),
            tries_by_email: RateLimit::new(config.tries_per_account, WINDOW),
            config,
        }
    }

    /// Whether somebody may do something dangerous now, without giving the password again.
    ///
    /// # Errors
    /// [`StaffError::Unconfirmed`] if not.
    pub fn confirmed(
        session: &StaffSession,
        permission: Permission,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        let age = now.micros().saturating_sub(session.confirmed_at.micros());
        if permission.is_dangerous() && age > CONFIRMED { Err(StaffError::Unconfirmed) } else { Ok(()) }
    }

    /// Writes down that somebody tried what their role does not allow.
    ///
    /// # Errors
    /// [`StaffError::Store`].
    pub async fn refused(
        &self,
        session: &StaffSession,
        permission: Permission,
        path: &str,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        let draft = AuditDraft::new(now, Some(session.staff.id), AuditAction::Refused);
        let path: String = path.chars().take(200).collect();
        let draft = draft.with("permission", permission.name()).with("path", path);
        Ok(self.store.append_audit(&draft).await?)
    }

    /// A link to a page of the site that a token opens.
    fn link(&self, page: &str, token: &Token) -> String {
        format!("{}{page}?token={token}", self.site)
    }
}

fn later(now: Timestamp, micros: i64) -> Timestamp {
    Timestamp::from_micros(now.micros().saturating_add(micros))
}

/// A name without what is around it.
fn named(name: &str) -> Result<String, StaffError> {
    let name = name.trim();
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name.to_owned()) } else { Err(StaffError::Name) }
}
