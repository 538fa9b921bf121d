//! What the store keeps for borrowers: their accounts, and the figures that they report as wrong.

use super::StoreError;
use async_trait::async_trait;
use domain::lists::Lists;
use domain::product::ProductId;
use domain::report::Figure;
use domain::time::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// An account's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AccountId(pub Uuid);

impl AccountId {
    /// The id as it is stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// What the store knows of a token: its SHA-256. Whoever reads the database cannot use it as the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl TokenHash {
    /// The hash of a token.
    #[must_use]
    pub fn of(token: &[u8]) -> Self {
        Self(Sha256::digest(token).into())
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Where its links are mailed, in lower case.
    pub email: String,
    /// When its holder first signed in.
    pub created_at: Timestamp,
}

/// A browser about to be signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionDraft {
    /// The hash of the token that the browser gets.
    pub token: TokenHash,
    /// The browser's and the system's name; may be empty.
    pub device: String,
    /// When it is signed out unless it is used before.
    pub expires_at: Timestamp,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSession {
    /// Its id.
    pub id: Uuid,
    /// The browser's and the system's name; may be empty.
    pub device: String,
    /// When it signed in.
    pub created_at: Timestamp,
    /// When it was last used, give or take an hour.
    pub used_at: Timestamp,
}

/// An account's lists, as they were when they were read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeptLists {
    /// Counts the changes; 0 before the first.
    pub version: i64,
    /// The lists.
    pub lists: Lists,
}

/// What an account's holder told about themselves, encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedAnswers {
    /// The encrypted answers.
    pub sealed: Vec<u8>,
    /// When they were given.
    pub answered_at: Timestamp,
}

/// Everything about the account that a browser is signed in to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The session's id.
    pub session: Uuid,
    /// When the session was last used, give or take an hour.
    pub used_at: Timestamp,
    /// The account.
    pub account: Account,
    /// Its lists.
    pub lists: KeptLists,
    /// Its answers.
    pub answers: Option<SealedAnswers>,
}

/// Accounts: sign-in links, sessions, lists and answers. The time is always handed in; what has expired by then
/// does not exist.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Remembers a link that is about to be mailed.
    async fn add_link(
        &self,
        token: &TokenHash,
        email: &str,
        at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Whom an unused link was mailed to. The link stays unused.
    async fn link_email(&self, token: &TokenHash, at: Timestamp) -> Result<Option<String>, StoreError>;

    /// Uses a link up and opens a session of its address's account, which is made if there is none, in one
    /// transaction; `None` if there is no such link (any more), and then nothing has changed.
    async fn open_session(
        &self,
        link: &TokenHash,
        draft: &SessionDraft,
        at: Timestamp,
    ) -> Result<Option<Account>, StoreError>;

    /// The session with this token, with everything about its account.
    async fn signed_in(&self, token: &TokenHash, at: Timestamp) -> Result<Option<SignedIn>, StoreError>;

    /// Remembers that a session was used, and puts off its end.
    async fn use_session(
        &self,
        session: Uuid,
        at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError>;

    /// The account's sessions, last used first.
    async fn sessions(&self, account: AccountId, at: Timestamp) -> Result<Vec<AccountSession>, StoreError>;

    /// Ends one of the account's sessions; answers whether there was one.
    async fn close_session(&self, account: AccountId, session: Uuid) -> Result<bool, StoreError>;

    /// Ends every session of the account; answers how many there were.
    async fn close_sessions(&self, account: AccountId) -> Result<u64, StoreError>;

    /// An account by its id.
    async fn account(&self, account: AccountId) -> Result<Option<Account>, StoreError>;

    /// Deletes an account with all that it keeps and the links mailed to it; answers whether there was one.
    async fn delete_account(&self, account: AccountId) -> Result<bool, StoreError>;

    /// The account's lists.
    async fn account_lists(&self, account: AccountId) -> Result<KeptLists, StoreError>;

    /// Replaces the account's lists.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if they are not at `kept.version` any more; [`StoreError::NotFound`] if there is no
    /// such account.
    async fn save_account_lists(
        &self,
        account: AccountId,
        kept: &KeptLists,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// The account's answers.
    async fn account_answers(&self, account: AccountId) -> Result<Option<SealedAnswers>, StoreError>;

    /// Replaces the account's answers, or forgets them.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such account to keep them.
    async fn save_account_answers(
        &self,
        account: AccountId,
        answers: Option<&SealedAnswers>,
    ) -> Result<(), StoreError>;

    /// Deletes links and sessions that have expired; answers how many.
    async fn purge_expired(&self, at: Timestamp) -> Result<u64, StoreError>;
}

/// A figure that somebody says is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureReportDraft {
    /// Whose figure.
    pub product: ProductId,
    /// Which figure.
    pub figure: Figure,
    /// What would be right, 1 to 500 characters.
    pub correction: String,
    /// Where it can be read, at most 500 characters.
    pub source: Option<String>,
}

/// A report that waits for an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureReport {
    /// Its id.
    pub id: Uuid,
    /// The product's version when it was reported.
    pub product_version: u32,
    /// The product's version now: if it is another, the figure may be right already.
    pub version_now: u32,
    /// The product's name.
    pub product_name: String,
    /// Its lender's name.
    pub institution_name: String,
    /// What was said.
    pub draft: FigureReportDraft,
    /// When.
    pub reported_at: Timestamp,
}

/// Reports of wrong figures. Nothing in them tells who reported.
#[async_trait]
pub trait Reports: Send + Sync {
    /// Keeps a report, with the product's present version; answers its id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such product; [`StoreError::Refused`] if a text is too long.
    async fn add_report(&self, draft: &FigureReportDraft, at: Timestamp) -> Result<Uuid, StoreError>;

    /// Reports that wait for an operator, oldest first.
    async fn open_reports(&self, limit: u32) -> Result<Vec<FigureReport>, StoreError>;

    /// Marks a report as dealt with; [`StoreError::NotFound`] if none with this id waits.
    async fn resolve_report(&self, id: Uuid, at: Timestamp) -> Result<(), StoreError>;
}
