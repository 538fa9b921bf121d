//! Accounts, which nobody needs: what a borrower keeps, on more than one device.
//!
//! There is no password. A link that is mailed, works once and for a few minutes, opens a session. The store
//! holds hashes of links and sessions only, and answers only as they were sealed here.

mod email;
mod export;
mod mail;
mod token;

pub use crate::store::{Account, AccountId, AccountSession};
pub use email::{EmailAddress, EmailError};
pub use export::AccountExport;
pub use mail::{MailError, Mailer};
pub use token::Token;

use crate::config::LimitsConfig;
use crate::seal::Sealer;
use crate::services::events::{EventService, Person};
use crate::services::rate_limit::{RateLimit, household};
use crate::store::{KeptLists, SealedAnswers, SessionDraft, Store, StoreError};
use app::text::Language;
use domain::borrower::Borrower;
use domain::lists::{ListFull, Lists};
use domain::time::Timestamp;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// How long a mailed link works.
pub const LINK_MINUTES: i64 = 15;
/// A session's last use is written down at most this often.
const USE_EVERY: i64 = 60 * 60 * SECOND;
const SECOND: i64 = 1_000_000;
/// How often a change of lists is tried again where another device changed them meanwhile.
const TRIES: usize = 5;
/// The window of the limits on asking for links.
const WINDOW: Duration = Duration::from_secs(60 * 60);

/// Why an account cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The link was used, has expired, or never existed.
    #[error("no such link")]
    LinkUnknown,
    /// Too many links were asked for.
    #[error("too many links were asked for")]
    TooMany,
    /// A list has no room.
    #[error(transparent)]
    Full(#[from] ListFull),
    /// The letter could not be sent.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Answers could not be sealed.
    #[error("answers could not be sealed")]
    Seal,
}

/// What a browser keeps by itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    /// Its lists.
    pub lists: Lists,
    /// Its answers.
    pub borrower: Borrower,
    /// When the answers were given; `None` if there are none, or if nobody wrote it down.
    pub answered_at: Option<Timestamp>,
}

/// Who is signed in, and what their account keeps.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// The session.
    pub session: Uuid,
    /// The account.
    pub account: Account,
    /// What it keeps.
    pub kept: Kept,
    /// Whether the session's end was just put off.
    pub renewed: bool,
}

/// A browser that has just been signed in.
#[derive(Debug)]
pub struct Opened {
    /// The account that it signed in to.
    pub account: AccountId,
    /// What the browser shows from now on.
    pub token: Token,
    /// How many of its products found no room in the account's lists.
    pub left_behind: usize,
}

/// The account service of one node.
pub struct AccountService {
    store: Arc<dyn Store>,
    events: Arc<EventService>,
    mailer: Arc<Mailer>,
    sealer: Sealer,
    /// The site's address, with which links begin.
    site: String,
    session_days: i64,
    links_by_email: RateLimit<String>,
    links_by_address: RateLimit<IpAddr>,
}

impl AccountService {
    /// A service over a store. `master` is the session key; links begin with `site`.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        events: Arc<EventService>,
        mailer: Arc<Mailer>,
        master: &[u8],
        site: String,
        session_days: i64,
        limits: &LimitsConfig,
    ) -> Self {
        Self {
            store,
            events,
            mailer,
            sealer: Sealer::new(master, "lendlight account answers"),
            site,
            session_days,
            links_by_email: RateLimit::new(limits.links_per_email, WINDOW),
            links_by_address: RateLimit::new(limits.links_per_address, WINDOW),
        }
    }

    /// Mails a sign-in link; whether the address has an account makes no difference. Answers the token's mark, by
    /// which the browser that asked is known again.
    ///
    /// # Errors
    /// [`AccountError::TooMany`], [`AccountError::Mail`] or [`AccountError::Store`].
    pub async fn ask(
        &self,
        email: &EmailAddress,
        from: IpAddr,
        language: Language,
        now: Timestamp,
    ) -> Result<String, AccountError> {
        let allowed = self.links_by_address.allows(household(from))
            && self.links_by_email.allows(email.as_str().to_owned());
        if !allowed {
            return Err(AccountError::TooMany);
        }
        self.store.purge_expired(now).await?;
        let token = Token::random();
        let expires_at = later(now, LINK_MINUTES * 60 * SECOND);
        self.store.add_link(&token.hash(), email.as_str(), now, expires_at).await?;
        let link = format!("{}/account/sign-in?token={token}", self.site);
        let letter = app::mail::sign_in(language, &link, LINK_MINUTES.unsigned_abs());
        self.mailer.send(email, letter).await?;
        Ok(token.mark())
    }

    /// Whom a link was mailed to, without using it up.
    ///
    /// # Errors
    /// [`AccountError::LinkUnknown`] or [`AccountError::Store`].
    pub async fn link_email(&self, link: &Token, now: Timestamp) -> Result<String, AccountError> {
        self.store.link_email(&link.hash(), now).await?.ok_or(AccountError::LinkUnknown)
    }

    /// Uses a link up and signs the browser in. What the browser brings along joins what the account keeps.
    ///
    /// # Errors
    /// [`AccountError::LinkUnknown`] or [`AccountError::Store`].
    pub async fn sign_in(
        &self,
        link: &Token,
        device: String,
        brought: Option<&Kept>,
        now: Timestamp,
    ) -> Result<Opened, AccountError> {
        let token = Token::random();
        let draft = SessionDraft { token: token.hash(), device, expires_at: self.session_end(now) };
        let account =
            self.store.open_session(&link.hash(), &draft, now).await?.ok_or(AccountError::LinkUnknown)?;
        let left_behind = match brought {
            Some(brought) => self.bring(account.id, brought, now).await?,
            None => 0,
        };
        Ok(Opened { account: account.id, token, left_behind })
    }

    /// Joins what a browser kept with what the account keeps; answers how many products found no room.
    async fn bring(&self, account: AccountId, brought: &Kept, now: Timestamp) -> Result<usize, AccountError> {
        let mut left_behind = 0;
        if !brought.lists.is_empty() {
            left_behind = self.edit(account, now, |lists| Ok(lists.merge(&brought.lists))).await?;
        }
        if !brought.borrower.is_unknown() {
            let stored = self.store.account_answers(account).await?;
            let known = self.open_answers(account, stored.as_ref());
            let known_at = stored.map(|stored| stored.answered_at);
            let (newer, older) = match brought.answered_at {
                at if at >= known_at => (&brought.borrower, known),
                _ => (&known, brought.borrower.clone()),
            };
            let merged = newer.clone().or(older);
            let answered_at = brought.answered_at.max(known_at).unwrap_or(now);
            self.save_answers(account, &merged, answered_at).await?;
        }
        Ok(left_behind)
    }

    /// Who shows this token; `None` if they are not signed in (any more).
    ///
    /// # Errors
    /// [`AccountError::Store`].
    pub async fn identify(&self, token: &Token, now: Timestamp) -> Result<Option<Identity>, AccountError> {
        let Some(found) = self.store.signed_in(&token.hash(), now).await? else { return Ok(None) };
        let renewed = now.micros() - found.used_at.micros() >= USE_EVERY;
        if renewed {
            self.store.use_session(found.session, now, self.session_end(now)).await?;
        }
        let borrower = self.open_answers(found.account.id, found.answers.as_ref());
        let answered_at = found.answers.map(|answers| answers.answered_at);
        let kept = Kept { lists: found.lists.lists, borrower, answered_at };
        Ok(Some(Identity { session: found.session, account: found.account, kept, renewed }))
    }

    /// The browsers that are signed in to an account, last used first.
    ///
    /// # Errors
    /// [`AccountError::Store`].
    pub async fn sessions(
        &self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Vec<AccountSession>, AccountError> {
        Ok(self.store.sessions(account, now).await?)
    }

    /// Signs one browser out; one that is not signed in to this account is left alone.
    ///
    /// # Errors
    /// [`AccountError::Store`].
    pub async fn sign_out(&self, account: AccountId, session: Uuid) -> Result<(), AccountError> {
        self.store.close_session(account, session).await?;
        Ok(())
    }

    /// Signs every browser out.
    ///
    /// # Errors
    /// [`AccountError::Store`].
    pub async fn sign_out_everywhere(&self, account: AccountId) -> Result<(), AccountError> {
        self.store.close_sessions(account).await?;
        Ok(())
    }

    /// Changes an account's lists.
    ///
    /// # Errors
    /// [`AccountError::Full`], and then nothing has changed; [`AccountError::Store`].
    pub async fn edit_lists(
        &self,
        account: AccountId,
        now: Timestamp,
        edit: impl Fn(&mut Lists) -> Result<(), ListFull>,
    ) -> Result<(), AccountError> {
        self.edit(account, now, edit).await
    }

    /// Reads, edits and writes lists, again and again while another device is quicker.
    async fn edit<T>(
        &self,
        account: AccountId,
        now: Timestamp,
        edit: impl Fn(&mut Lists) -> Result<T, ListFull>,
    ) -> Result<T, AccountError> {
        let mut tries = TRIES;
        loop {
            let KeptLists { version, mut lists } = self.store.account_lists(account).await?;
            let outcome = edit(&mut lists)?;
            tries -= 1;
            match self.store.save_account_lists(account, &KeptLists { version, lists }, now).await {
                Ok(()) => return Ok(outcome),
                Err(StoreError::Conflict(_)) if tries > 0 => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Replaces an account's answers.
    ///
    /// # Errors
    /// [`AccountError::Seal`] or [`AccountError::Store`].
    pub async fn save_answers(
        &self,
        account: AccountId,
        borrower: &Borrower,
        answered_at: Timestamp,
    ) -> Result<(), AccountError> {
        let answers = if borrower.is_unknown() {
            None
        } else {
            let text = serde_json::to_vec(borrower).map_err(|_| AccountError::Seal)?;
            let sealed = self.sealer.seal(account.bytes(), &text).ok_or(AccountError::Seal)?;
            Some(SealedAnswers { sealed, answered_at })
        };
        Ok(self.store.save_account_answers(account, answers.as_ref()).await?)
    }

    /// An account's answers. Those that cannot be opened, as when the session key was replaced, are unknown.
    fn open_answers(&self, account: AccountId, stored: Option<&SealedAnswers>) -> Borrower {
        let Some(stored) = stored else { return Borrower::default() };
        let text = self.sealer.open(account.bytes(), &stored.sealed);
        text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_else(|| {
            tracing::warn!("an account's answers cannot be opened: was session.key replaced?");
            Borrower::default()
        })
    }

    /// Everything that is kept about an account.
    ///
    /// # Errors
    /// [`AccountError::Store`].
    pub async fn export(&self, identity: &Identity, now: Timestamp) -> Result<AccountExport, AccountError> {
        let sessions = self.store.sessions(identity.account.id, now).await?;
        let events = self.events.of(Person::Account(identity.account.id)).await?;
        Ok(AccountExport::new(identity, &sessions, events, now))
    }

    /// Deletes an account with everything that it keeps, and forgets whose its events were.
    ///
    /// # Errors
    /// [`AccountError::Store`].
    pub async fn delete(&self, account: AccountId) -> Result<(), AccountError> {
        self.events.forget(Person::Account(account)).await?;
        self.store.delete_account(account).await?;
        Ok(())
    }

    fn session_end(&self, now: Timestamp) -> Timestamp {
        later(now, self.session_days.saturating_mul(24 * 60 * 60 * SECOND))
    }
}

fn later(now: Timestamp, micros: i64) -> Timestamp {
    Timestamp::from_micros(now.micros().saturating_add(micros))
}
