//! What everybody manages for themselves: their password, their one-time codes, their recovery codes.

use super::codes::{CodeSecret, recovery_codes, recovery_hash};
use super::{Password, StaffError, StaffId, StaffService, StaffSession};
use crate::services::accounts::Token;
use crate::store::{AuditDraft, TokenHash};
use domain::audit::AuditAction;
use domain::time::Timestamp;

/// What setting one-time codes up shows.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeSetup {
    /// The secret's letters, for those who type them; the form brings them back.
    pub secret: String,
    /// The address that an app on the same device opens.
    pub address: String,
    /// The same as a picture, an SVG document.
    pub picture: String,
}

impl std::fmt::Debug for CodeSetup {
    /// Not the secret: it would make codes for whoever reads the log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeSetup")
    }
}

impl StaffService {
    /// Changes the password of somebody who is signed in; every other browser of theirs is signed out.
    ///
    /// # Errors
    /// [`StaffError::Wrong`] if the present one is not right, [`StaffError::TooMany`], [`StaffError::Password`] or
    /// [`StaffError::Store`].
    pub async fn change_password(
        &self,
        session: &StaffSession,
        present: &Password,
        password: &Password,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        self.check_password(session, present, now).await?;
        password.check(&[&session.staff.email, &session.staff.name])?;
        let hash = self.hasher.hash(password).await?;
        let audit = AuditDraft::new(now, Some(session.staff.id), AuditAction::PasswordChanged);
        Ok(self.store.set_password(session.staff.id, &hash, session.id, &audit).await?)
    }

    /// A new secret for one-time codes, kept nowhere before a code of it was typed.
    ///
    /// # Errors
    /// [`StaffError::Seal`] if it could not be put into words, which no address causes.
    pub fn code_setup(&self, session: &StaffSession, secret: Option<&str>) -> Result<CodeSetup, StaffError> {
        let secret = secret.and_then(CodeSecret::parse).unwrap_or_else(CodeSecret::random);
        let email = &session.staff.email;
        Ok(CodeSetup {
            address: secret.address(email).ok_or(StaffError::Seal)?,
            picture: secret.picture(email).ok_or(StaffError::Seal)?,
            secret: secret.letters(),
        })
    }

    /// Sets one-time codes up, once a code of the secret shows that the app has it. Answers the recovery codes, and
    /// the token of the session that replaces this one: the second factor has been given with it.
    ///
    /// # Errors
    /// [`StaffError::Wrong`] if the code is not of this secret; [`StaffError::Known`] if there are codes already;
    /// [`StaffError::Seal`], [`StaffError::SignedOut`] or [`StaffError::Store`].
    pub async fn add_codes(
        &self,
        session: &StaffSession,
        secret: &str,
        code: &str,
        device: String,
        now: Timestamp,
    ) -> Result<(Vec<String>, Token), StaffError> {
        let staff = session.staff.id;
        if session.has_totp {
            return Err(StaffError::Known);
        }
        let secret = CodeSecret::parse(secret).ok_or(StaffError::Wrong)?;
        let step = secret.step_of(code, now).ok_or(StaffError::Wrong)?;
        let sealed = secret.seal(&self.sealer, staff).ok_or(StaffError::Seal)?;
        let codes = recovery_codes();
        let audit = AuditDraft::new(now, Some(staff), AuditAction::CodesAdded);
        self.store.set_totp(staff, Some(&sealed), &hashes(staff, &codes), &audit).await?;
        self.store.use_totp_step(staff, step).await?;
        let token = self.raise(session, device, now).await?;
        Ok((codes, token))
    }

    /// Gives one-time codes up; the recovery codes go with them.
    ///
    /// # Errors
    /// [`StaffError::Wrong`] or [`StaffError::TooMany`] unless a code comes with it; [`StaffError::Store`].
    pub async fn remove_codes(
        &self,
        session: &StaffSession,
        code: &str,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        let staff = session.staff.id;
        self.check_code(session, code, now).await?;
        let audit = AuditDraft::new(now, Some(staff), AuditAction::CodesRemoved);
        Ok(self.store.set_totp(staff, None, &[], &audit).await?)
    }

    /// Makes new recovery codes; the old ones stop working.
    ///
    /// # Errors
    /// As [`remove_codes`](Self::remove_codes).
    pub async fn renew_recovery_codes(
        &self,
        session: &StaffSession,
        code: &str,
        now: Timestamp,
    ) -> Result<Vec<String>, StaffError> {
        let staff = session.staff.id;
        self.check_code(session, code, now).await?;
        let codes = recovery_codes();
        let audit = AuditDraft::new(now, Some(staff), AuditAction::RecoveryRenewed);
        self.store.set_recovery_codes(staff, &hashes(staff, &codes), &audit).await?;
        Ok(codes)
    }

    /// How many recovery codes somebody has left.
    ///
    /// # Errors
    /// [`StaffError::Store`].
    pub async fn recovery_codes_left(&self, staff: StaffId) -> Result<u32, StaffError> {
        Ok(self.store.recovery_codes(staff).await?)
    }

    async fn check_code(&self, session: &StaffSession, code: &str, now: Timestamp) -> Result<(), StaffError> {
        let known = self.credentials(session.staff.id).await?;
        if known.locked_until > now {
            return Err(StaffError::TooMany);
        }
        if self.is_their_code(&known, code, now).await? {
            return Ok(());
        }
        Err(self.wrong(known.staff.id, AuditAction::CodeWrong, now).await?)
    }
}

fn hashes(staff: StaffId, codes: &[String]) -> Vec<TokenHash> {
    codes.iter().filter_map(|code| recovery_hash(staff, code)).collect()
}
