//! Signing in, staying signed in, and signing out.

use super::codes::{CodeSecret, recovery_hash};
use super::{HOUR, MINUTE, SECOND, StaffError, StaffService, later};
use crate::services::accounts::{EmailAddress, Token};
use crate::services::rate_limit::household;
use crate::services::staff::Password;
use crate::store::{AuditDraft, StaffCredentials, StaffId, StaffSession, StaffSessionDraft};
use domain::audit::AuditAction;
use domain::event::minted_at;
use domain::time::Timestamp;
use std::net::IpAddr;
use uuid::Uuid;

/// After so many wrong tries in a row an account is looked at no more for a while.
const WRONG_IN_A_ROW: u32 = 5;
/// For how long at first; each further wrong try doubles it, up to [`LONGEST_LOCK`].
const FIRST_LOCK: i64 = MINUTE;
const LONGEST_LOCK: i64 = HOUR;
/// How long the second factor may take.
const SECOND_FACTOR: i64 = 10 * MINUTE;
/// A session's last use is written down at most this often.
const USE_EVERY: i64 = MINUTE;

/// A browser whose password was right.
#[derive(Debug)]
pub struct SignedIn {
    /// What the browser shows from now on.
    pub token: Token,
    /// Whether it is signed in; otherwise the second factor is asked for.
    pub is_complete: bool,
}

impl StaffService {
    /// Looks at an address and a password.
    ///
    /// # Errors
    /// [`StaffError::Wrong`], whatever is wrong; [`StaffError::TooMany`]; [`StaffError::Store`].
    pub async fn sign_in(
        &self,
        email: &EmailAddress,
        password: &Password,
        device: String,
        from: IpAddr,
        now: Timestamp,
    ) -> Result<SignedIn, StaffError> {
        let allowed = self.tries_by_address.allows(household(from))
            && self.tries_by_email.allows(email.as_str().to_owned());
        if !allowed {
            return Err(StaffError::TooMany);
        }
        self.store.purge_staff(now).await?;
        let known = self.store.staff_credentials(email.as_str()).await?;
        let usable = known.filter(|known| known.staff.disabled_at.is_none());
        if usable.as_ref().is_some_and(|known| known.locked_until > now) {
            return Err(StaffError::TooMany);
        }
        let stored = usable.as_ref().map(|known| known.password_hash.as_str());
        let fits = self.hasher.fits(password, stored).await?;
        let Some(known) = usable else { return Err(StaffError::Wrong) };
        if !fits {
            return Err(self.wrong(known.staff.id, AuditAction::PasswordWrong, now).await?);
        }
        let is_complete = known.totp.is_none() && known.passkeys == 0;
        let token = Token::random();
        let lasts = if is_complete { self.idle() } else { SECOND_FACTOR };
        let draft =
            StaffSessionDraft { token: token.hash(), device, expires_at: later(now, lasts), second_at: None };
        let action = if is_complete { AuditAction::SignedIn } else { AuditAction::PasswordGiven };
        let audit = AuditDraft::new(now, Some(known.staff.id), action);
        self.store.open_staff_session(known.staff.id, &draft, is_complete, &audit).await?;
        Ok(SignedIn { token, is_complete })
    }

    /// Counts something wrong; answers what to say of it.
    pub(super) async fn wrong(
        &self,
        staff: StaffId,
        action: AuditAction,
        now: Timestamp,
    ) -> Result<StaffError, StaffError> {
        let audit = |action| AuditDraft::new(now, Some(staff), action);
        let count = self.store.count_failure(staff, &audit(action)).await?;
        let Some(beyond) = count.checked_sub(WRONG_IN_A_ROW) else { return Ok(StaffError::Wrong) };
        let lock = FIRST_LOCK.saturating_mul(1_i64 << beyond.min(20)).min(LONGEST_LOCK);
        let audit = audit(AuditAction::Locked).with("seconds", lock / SECOND);
        self.store.lock_staff(staff, later(now, lock), &audit).await?;
        Ok(StaffError::TooMany)
    }

    /// Looks at a one-time code, or a recovery code, of somebody whose password was right; answers the token of the
    /// session that replaces theirs.
    ///
    /// # Errors
    /// [`StaffError::Wrong`], [`StaffError::TooMany`], [`StaffError::SignedOut`], [`StaffError::Store`].
    pub async fn second_factor(
        &self,
        session: &StaffSession,
        code: &str,
        device: String,
        now: Timestamp,
    ) -> Result<Token, StaffError> {
        let known = self.credentials(session.staff.id).await?;
        if known.locked_until > now {
            return Err(StaffError::TooMany);
        }
        if !self.is_their_code(&known, code, now).await? {
            return Err(self.wrong(known.staff.id, AuditAction::CodeWrong, now).await?);
        }
        self.raise(session, device, now).await
    }

    /// Whether a code is one of theirs that was not used before. It is used up.
    pub(super) async fn is_their_code(
        &self,
        known: &StaffCredentials,
        code: &str,
        now: Timestamp,
    ) -> Result<bool, StaffError> {
        let staff = known.staff.id;
        if let Some(sealed) = &known.totp {
            let secret = CodeSecret::open(&self.sealer, staff, sealed).ok_or(StaffError::Seal)?;
            if let Some(step) = secret.step_of(code, now) {
                return Ok(self.store.use_totp_step(staff, step).await?);
            }
        }
        let Some(hash) = recovery_hash(staff, code) else { return Ok(false) };
        let audit = AuditDraft::new(now, Some(staff), AuditAction::RecoveryUsed);
        Ok(self.store.use_recovery_code(staff, &hash, &audit).await?)
    }

    /// Replaces a session by one in which the second factor was given.
    pub(super) async fn raise(
        &self,
        session: &StaffSession,
        device: String,
        now: Timestamp,
    ) -> Result<Token, StaffError> {
        let token = Token::random();
        let draft = StaffSessionDraft {
            token: token.hash(),
            device,
            expires_at: later(now, self.idle()),
            second_at: Some(now),
        };
        let audit = AuditDraft::new(now, Some(session.staff.id), AuditAction::SignedIn);
        let raised = self.store.raise_staff_session(session.id, &draft, &audit).await?;
        raised.map(|_| token).ok_or(StaffError::SignedOut)
    }

    pub(super) async fn credentials(&self, staff: StaffId) -> Result<StaffCredentials, StaffError> {
        self.store.staff_credentials_of(staff).await?.ok_or(StaffError::SignedOut)
    }

    /// Who shows a token; `None` if the session has ended. One that is used goes on, up to its longest.
    ///
    /// # Errors
    /// [`StaffError::Store`].
    pub async fn identify(&self, token: &Token, now: Timestamp) -> Result<Option<StaffSession>, StaffError> {
        let Some(session) = self.store.staff_session(&token.hash(), now).await? else { return Ok(None) };
        let unused = now.micros().saturating_sub(session.used_at.micros());
        if session.is_complete() && unused >= USE_EVERY {
            let opened = minted_at(session.id).unwrap_or(now);
            let longest = later(opened, i64::from(self.config.session_hours).saturating_mul(HOUR));
            let ends = later(now, self.idle()).min(longest);
            self.store.use_staff_session(session.id, now, ends).await?;
        }
        Ok(Some(session))
    }

    fn idle(&self) -> i64 {
        i64::from(self.config.idle_minutes).saturating_mul(MINUTE)
    }

    /// Looks at the password of somebody who is signed in, before something dangerous.
    ///
    /// # Errors
    /// [`StaffError::Wrong`], [`StaffError::TooMany`], [`StaffError::Store`].
    pub async fn confirm(
        &self,
        session: &StaffSession,
        password: &Password,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        self.check_password(session, password, now).await?;
        let audit = AuditDraft::new(now, Some(session.staff.id), AuditAction::Confirmed);
        Ok(self.store.confirm_staff_session(session.id, &audit).await?)
    }

    pub(super) async fn check_password(
        &self,
        session: &StaffSession,
        password: &Password,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        let known = self.credentials(session.staff.id).await?;
        if known.locked_until > now {
            return Err(StaffError::TooMany);
        }
        if self.hasher.fits(password, Some(&known.password_hash)).await? {
            return Ok(());
        }
        Err(self.wrong(known.staff.id, AuditAction::PasswordWrong, now).await?)
    }

    /// Signs one of somebody's browsers out.
    ///
    /// # Errors
    /// [`StaffError::Store`].
    pub async fn sign_out(&self, staff: StaffId, session: Uuid, now: Timestamp) -> Result<(), StaffError> {
        let audit = AuditDraft::new(now, Some(staff), AuditAction::SignedOut);
        Ok(self.store.close_staff_session(staff, session, &audit).await?)
    }

    /// Signs all of somebody's browsers out but the one that asks.
    ///
    /// # Errors
    /// [`StaffError::Store`].
    pub async fn sign_out_elsewhere(&self, session: &StaffSession, now: Timestamp) -> Result<(), StaffError> {
        let staff = session.staff.id;
        let audit = AuditDraft::new(now, Some(staff), AuditAction::SignedOutElsewhere);
        Ok(self.store.close_other_staff_sessions(staff, session.id, &audit).await?)
    }

    /// The browsers in which somebody is signed in, last used first.
    ///
    /// # Errors
    /// [`StaffError::Store`].
    pub async fn sessions(
        &self,
        staff: StaffId,
        now: Timestamp,
    ) -> Result<Vec<super::StaffSessionSummary>, StaffError> {
        Ok(self.store.staff_sessions(staff, now).await?)
    }
}
