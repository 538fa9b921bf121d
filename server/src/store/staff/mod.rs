//! What the store keeps of those who work with the site.

mod grants;
mod passkeys;
mod people;
mod rows;
mod sessions;

use super::audit::AuditDraft;
use super::{StoreError, TokenHash};
use async_trait::async_trait;
use domain::access::Grant;
use domain::product::InstitutionId;
use domain::time::Timestamp;
use uuid::Uuid;

/// The id of somebody who works with the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StaffId(pub Uuid);

impl StaffId {
    /// The id as it is stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Somebody who works with the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Their id.
    pub id: StaffId,
    /// Their e-mail address, in lower case.
    pub email: String,
    /// What others see them as.
    pub name: String,
    /// Since when they may not sign in, if they may not.
    pub disabled_at: Option<Timestamp>,
}

/// Somebody about to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStaff {
    /// Their e-mail address, in lower case.
    pub email: String,
    /// What others see them as.
    pub name: String,
    /// Their password's hash.
    pub password_hash: String,
}

/// What signing in needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffCredentials {
    /// Whose.
    pub staff: Staff,
    /// The password's hash.
    pub password_hash: String,
    /// The sealed secret of one-time codes.
    pub totp: Option<Vec<u8>>,
    /// How many passkeys there are.
    pub passkeys: u32,
    /// Until when nothing is looked at.
    pub locked_until: Timestamp,
}

/// A browser about to be signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffSessionDraft {
    /// The hash of the token that the browser gets.
    pub token: TokenHash,
    /// The browser's and the system's name; may be empty.
    pub device: String,
    /// When it is signed out unless it is used before.
    pub expires_at: Timestamp,
    /// When the second factor was given; `None` if it was not, yet or at all.
    pub second_at: Option<Timestamp>,
}

/// A browser in which somebody signs in, or has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffSession {
    /// Its id.
    pub id: Uuid,
    /// Who.
    pub staff: Staff,
    /// What they are, as of now.
    pub grants: Vec<Grant>,
    /// When it was last used, give or take a minute.
    pub used_at: Timestamp,
    /// When the password was given last.
    pub confirmed_at: Timestamp,
    /// When the second factor was given.
    pub second_at: Option<Timestamp>,
    /// Whether they have one-time codes.
    pub has_totp: bool,
    /// How many passkeys they have.
    pub passkeys: u32,
}

impl StaffSession {
    /// Whether they have a second factor.
    #[must_use]
    pub const fn has_second_factor(&self) -> bool {
        self.has_totp || self.passkeys > 0
    }

    /// Whether all that was asked of them has been given.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.second_at.is_some() || !self.has_second_factor()
    }
}

/// A session as its holder sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffSessionSummary {
    /// Its id.
    pub id: Uuid,
    /// The browser's and the system's name; may be empty.
    pub device: String,
    /// When it was last used.
    pub used_at: Timestamp,
}

/// A link that was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffLink {
    /// Whom it is for; `None` for the first operator's.
    pub email: Option<String>,
    /// The role it brings; `None` if it is for choosing another password.
    pub grant: Option<Grant>,
}

/// Somebody with a role, as those who manage it see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub staff: Staff,
    /// The role.
    pub grant: Grant,
    /// Since when.
    pub granted_at: Timestamp,
    /// Whether they have a second factor.
    pub has_second_factor: bool,
}

/// A passkey as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPasskey {
    /// The credential's id.
    pub id: Vec<u8>,
    /// Whose it is.
    pub staff: StaffId,
    /// What its holder calls it.
    pub name: String,
    /// The public key and its counter, as JSON.
    pub document: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Timestamp,
}

/// Those who work with the site. What changes anything writes it into the audit log in the same transaction.
#[async_trait]
pub trait StaffPeople: Send + Sync {
    /// Whether anybody is an operator.
    async fn has_operator(&self) -> Result<bool, StoreError>;

    /// Hands out a link; those handed out to the same address for the same purpose before stop working.
    async fn add_staff_link(
        &self,
        token: &TokenHash,
        link: &StaffLink,
        expires_at: Timestamp,
        audit: &AuditDraft,
    ) -> Result<(), StoreError>;

    /// What a link is for; `None` if it is of no use (any more).
    async fn staff_link(&self, token: &TokenHash, at: Timestamp) -> Result<Option<StaffLink>, StoreError>;

    /// Uses an invitation up for somebody new; `None` if it is of no use. `audit` names them as the actor.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the address is somebody's already.
    async fn take_invitation(
        &self,
        token: &TokenHash,
        staff: &NewStaff,
        audit: &AuditDraft,
    ) -> Result<Option<StaffId>, StoreError>;

    /// Uses an invitation up for somebody who works with the site already; whether it was of use.
    async fn take_invitation_as(
        &self,
        token: &TokenHash,
        staff: StaffId,
        audit: &AuditDraft,
    ) -> Result<bool, StoreError>;

    /// Uses a link to choose another password up, and ends every session; `None` if it is of no use. `audit` names
    /// its holder as the actor.
    async fn take_password_link(
        &self,
        token: &TokenHash,
        password_hash: &str,
        audit: &AuditDraft,
    ) -> Result<Option<StaffId>, StoreError>;

    /// What signing in with an address needs.
    async fn staff_credentials(&self, email: &str) -> Result<Option<StaffCredentials>, StoreError>;

    /// The same by id.
    async fn staff_credentials_of(&self, staff: StaffId) -> Result<Option<StaffCredentials>, StoreError>;

    /// Counts something wrong; answers how many were in a row.
    async fn count_failure(&self, staff: StaffId, audit: &AuditDraft) -> Result<u32, StoreError>;

    /// Looks at nothing of theirs for a while.
    async fn lock_staff(
        &self,
        staff: StaffId,
        until: Timestamp,
        audit: &AuditDraft,
    ) -> Result<(), StoreError>;

    /// Changes a password, and ends every session but one.
    async fn set_password(
        &self,
        staff: StaffId,
        password_hash: &str,
        keep: Uuid,
        audit: &AuditDraft,
    ) -> Result<(), StoreError>;

    /// Replaces a password's hash by one of the same password that is harder to break.
    async fn rehash_password(&self, staff: StaffId, from: &str, to: &str) -> Result<(), StoreError>;

    /// Sets one-time codes up with these recovery codes, or gives both up.
    async fn set_totp(
        &self,
        staff: StaffId,
        sealed: Option<&[u8]>,
        recovery: &[TokenHash],
        audit: &AuditDraft,
    ) -> Result<(), StoreError>;

    /// Uses the code of a time step; whether it is newer than every one that was used.
    async fn use_totp_step(&self, staff: StaffId, step: u64) -> Result<bool, StoreError>;

    /// Replaces the recovery codes.
    async fn set_recovery_codes(
        &self,
        staff: StaffId,
        recovery: &[TokenHash],
        audit: &AuditDraft,
    ) -> Result<(), StoreError>;

    /// Uses a recovery code; whether there was one.
    async fn use_recovery_code(
        &self,
        staff: StaffId,
        code: &TokenHash,
        audit: &AuditDraft,
    ) -> Result<bool, StoreError>;

    /// How many recovery codes are left.
    async fn recovery_codes(&self, staff: StaffId) -> Result<u32, StoreError>;

    /// Lets somebody sign in no more, and ends every session; or lets them again.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if they are the last operator; [`StoreError::NotFound`] if they are nobody.
    async fn set_disabled(
        &self,
        staff: StaffId,
        disabled: bool,
        audit: &AuditDraft,
    ) -> Result<(), StoreError>;
}

/// Browsers in which those who work with the site sign in.
#[async_trait]
pub trait StaffSessions: Send + Sync {
    /// Opens a session in which the password has just been given. One that is complete forgets what was wrong before.
    async fn open_staff_session(
        &self,
        staff: StaffId,
        draft: &StaffSessionDraft,
        is_complete: bool,
        audit: &AuditDraft,
    ) -> Result<Uuid, StoreError>;

    /// Replaces a session by one with more rights, so that nobody who saw the old token has them; `None` if it has
    /// ended meanwhile.
    async fn raise_staff_session(
        &self,
        session: Uuid,
        draft: &StaffSessionDraft,
        audit: &AuditDraft,
    ) -> Result<Option<Uuid>, StoreError>;

    /// A session by its token, with what its holder is as of now; `None` if it has ended, or they are disabled.
    async fn staff_session(
        &self,
        token: &TokenHash,
        at: Timestamp,
    ) -> Result<Option<StaffSession>, StoreError>;

    /// Notes that a session is used.
    async fn use_staff_session(
        &self,
        session: Uuid,
        at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Notes that the password was given again.
    async fn confirm_staff_session(&self, session: Uuid, audit: &AuditDraft) -> Result<(), StoreError>;

    /// The sessions of somebody, last used first.
    async fn staff_sessions(
        &self,
        staff: StaffId,
        at: Timestamp,
    ) -> Result<Vec<StaffSessionSummary>, StoreError>;

    /// Ends one session of somebody's.
    async fn close_staff_session(
        &self,
        staff: StaffId,
        session: Uuid,
        audit: &AuditDraft,
    ) -> Result<(), StoreError>;

    /// Ends every session of somebody's but one.
    async fn close_other_staff_sessions(
        &self,
        staff: StaffId,
        keep: Uuid,
        audit: &AuditDraft,
    ) -> Result<(), StoreError>;

    /// Removes links and sessions that have expired.
    async fn purge_staff(&self, at: Timestamp) -> Result<(), StoreError>;
}

/// Roles.
#[async_trait]
pub trait StaffGrants: Send + Sync {
    /// Who holds roles in an institution; for `None`, on the whole site. By name.
    async fn members(&self, institution: Option<InstitutionId>) -> Result<Vec<Member>, StoreError>;

    /// Gives a role: in an institution, instead of the one held there.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if an institution would be left without an admin; [`StoreError::NotFound`] if there
    /// is no such person or institution.
    async fn give_grant(&self, staff: StaffId, grant: Grant, audit: &AuditDraft) -> Result<(), StoreError>;

    /// Takes a role.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if an institution would be left without an admin, or the site without an operator;
    /// [`StoreError::NotFound`] if they do not hold it.
    async fn take_grant(&self, staff: StaffId, grant: Grant, audit: &AuditDraft) -> Result<(), StoreError>;
}

/// Passkeys.
#[async_trait]
pub trait StaffPasskeys: Send + Sync {
    /// Adds a passkey.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the credential is known already.
    async fn add_passkey(&self, passkey: &StoredPasskey, audit: &AuditDraft) -> Result<(), StoreError>;

    /// The passkeys of somebody, oldest first.
    async fn passkeys(&self, staff: StaffId) -> Result<Vec<StoredPasskey>, StoreError>;

    /// A passkey by its credential's id.
    async fn passkey(&self, id: &[u8]) -> Result<Option<StoredPasskey>, StoreError>;

    /// Notes that a passkey was used, with its counter; whether it is still what `from` says.
    async fn use_passkey(&self, id: &[u8], from: &str, to: &str, at: Timestamp) -> Result<bool, StoreError>;

    /// Removes a passkey.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if it is not theirs.
    async fn remove_passkey(&self, staff: StaffId, id: &[u8], audit: &AuditDraft) -> Result<(), StoreError>;
}
