//! Coming in: by invitation, or as the first operator; and back in, by a link to choose another password.

use super::{
    HOUR, INVITATION_DAYS, MINUTE, PASSWORD_MINUTES, Password, StaffError, StaffId, StaffLink, StaffService,
    StaffSession, later, named,
};
use crate::services::accounts::{EmailAddress, Token};
use crate::services::rate_limit::household;
use crate::store::{AuditDraft, NewStaff, StoreError};
use app::mail;
use app::text::Language;
use domain::access::{Grant, Role};
use domain::audit::AuditAction;
use domain::time::Timestamp;
use std::net::IpAddr;
use std::sync::Arc;

/// Where an invitation leads.
const INVITATION: &str = "/staff/invitation";
/// Where a link to choose another password leads.
const CHOOSE: &str = "/staff/password/choose";

impl StaffService {
    /// A link that makes whoever opens it the first operator, where nobody runs the site yet; one that was made before
    /// stops working.
    ///
    /// # Errors
    /// [`StaffError::Store`].
    pub async fn first_link(&self, now: Timestamp) -> Result<Option<String>, StaffError> {
        if self.store.has_operator().await? {
            return Ok(None);
        }
        let grant = Grant::new(Role::Operator, None).map_err(|_| StaffError::NotFound)?;
        let audit = AuditDraft::new(now, None, AuditAction::FirstLink);
        let token = Token::random();
        let link = StaffLink { email: None, grant: Some(grant) };
        self.store.add_staff_link(&token.hash(), &link, later(now, 24 * HOUR), &audit).await?;
        Ok(Some(self.link(INVITATION, &token)))
    }

    /// Makes an invitation and answers its link. `by` is who invites; `None` is whoever runs the command line.
    ///
    /// # Errors
    /// [`StaffError::NotFound`] if there is no such institution, or [`StaffError::Store`].
    pub async fn invitation(
        &self,
        email: &EmailAddress,
        grant: Grant,
        by: Option<StaffId>,
        now: Timestamp,
    ) -> Result<String, StaffError> {
        let token = Token::random();
        let audit = AuditDraft::new(now, by, AuditAction::Invited)
            .of(grant.institution())
            .with("email", email.as_str())
            .with("role", grant.role().name());
        let link = StaffLink { email: Some(email.as_str().to_owned()), grant: Some(grant) };
        let expires_at = later(now, INVITATION_DAYS * 24 * HOUR);
        self.store.add_staff_link(&token.hash(), &link, expires_at, &audit).await?;
        Ok(self.link(INVITATION, &token))
    }

    /// Invites somebody by mail.
    ///
    /// # Errors
    /// As [`invitation`](Self::invitation), and [`StaffError::Mail`].
    pub async fn invite(
        &self,
        email: &EmailAddress,
        grant: Grant,
        by: StaffId,
        language: Language,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        let link = self.invitation(email, grant, Some(by), now).await?;
        let letter = mail::invitation(language, &link, INVITATION_DAYS.unsigned_abs());
        Ok(self.mailer.send(email, letter).await?)
    }

    /// What a link is for, without using it up.
    ///
    /// # Errors
    /// [`StaffError::LinkUnknown`] or [`StaffError::Store`].
    pub async fn staff_link(&self, token: &Token, now: Timestamp) -> Result<StaffLink, StaffError> {
        self.store.staff_link(&token.hash(), now).await?.ok_or(StaffError::LinkUnknown)
    }

    /// Takes an invitation up as somebody new. An invitation that names no address takes the one that is given.
    ///
    /// # Errors
    /// [`StaffError::LinkUnknown`]; [`StaffError::Known`] if the address is somebody's already, who has to sign in;
    /// [`StaffError::Name`], [`StaffError::Password`] and [`StaffError::Store`].
    pub async fn accept(
        &self,
        token: &Token,
        email: Option<&EmailAddress>,
        name: &str,
        password: &Password,
        now: Timestamp,
    ) -> Result<StaffId, StaffError> {
        let link = self.staff_link(token, now).await?;
        let email = link.email.or_else(|| email.map(|email| email.as_str().to_owned()));
        let Some(email) = email.filter(|_| link.grant.is_some()) else { return Err(StaffError::LinkUnknown) };
        let name = named(name)?;
        password.check(&[&email, &name])?;
        let staff = NewStaff { email, name, password_hash: self.hasher.hash(password).await? };
        let audit =
            AuditDraft::new(now, None, AuditAction::InvitationTaken).with("email", staff.email.as_str());
        match self.store.take_invitation(&token.hash(), &staff, &audit).await {
            Ok(taken) => taken.ok_or(StaffError::LinkUnknown),
            Err(StoreError::Conflict(_)) => Err(StaffError::Known),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes an invitation up as somebody who is signed in.
    ///
    /// # Errors
    /// [`StaffError::LinkUnknown`], [`StaffError::ForAnother`] or [`StaffError::Store`].
    pub async fn join(
        &self,
        token: &Token,
        session: &StaffSession,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        let link = self.staff_link(token, now).await?;
        if link.email.is_some_and(|email| email != session.staff.email) {
            return Err(StaffError::ForAnother);
        }
        let audit = AuditDraft::new(now, Some(session.staff.id), AuditAction::InvitationTaken);
        let taken = self.store.take_invitation_as(&token.hash(), session.staff.id, &audit).await?;
        if taken { Ok(()) } else { Err(StaffError::LinkUnknown) }
    }

    /// Mails a link to choose another password. Whether the address is anybody's makes no difference to the answer, nor
    /// to how long it takes: what is done for somebody is done after it.
    ///
    /// # Errors
    /// [`StaffError::TooMany`].
    pub fn ask_password(
        self: &Arc<Self>,
        email: EmailAddress,
        from: IpAddr,
        language: Language,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        let allowed = self.tries_by_address.allows(household(from))
            && self.tries_by_email.allows(email.as_str().to_owned());
        if !allowed {
            return Err(StaffError::TooMany);
        }
        let service = self.clone();
        tokio::spawn(async move {
            if let Err(error) = service.mail_password_link(&email, language, now).await {
                tracing::error!(%error, "no link to choose another password could be sent");
            }
        });
        Ok(())
    }

    async fn mail_password_link(
        &self,
        email: &EmailAddress,
        language: Language,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        let known = self.store.staff_credentials(email.as_str()).await?;
        let Some(known) = known.filter(|known| known.staff.disabled_at.is_none()) else { return Ok(()) };
        let token = Token::random();
        let audit = AuditDraft::new(now, None, AuditAction::PasswordLink).with("email", email.as_str());
        let link = StaffLink { email: Some(known.staff.email), grant: None };
        let expires_at = later(now, PASSWORD_MINUTES * MINUTE);
        self.store.add_staff_link(&token.hash(), &link, expires_at, &audit).await?;
        let letter = mail::password(language, &self.link(CHOOSE, &token), PASSWORD_MINUTES.unsigned_abs());
        Ok(self.mailer.send(email, letter).await?)
    }

    /// Chooses another password by link, which ends every session. The second factor stays: who reads somebody's mail
    /// is not in yet.
    ///
    /// # Errors
    /// [`StaffError::LinkUnknown`], [`StaffError::Password`] or [`StaffError::Store`].
    pub async fn choose_password(
        &self,
        token: &Token,
        password: &Password,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        let link = self.staff_link(token, now).await?;
        let Some(email) = link.email.filter(|_| link.grant.is_none()) else {
            return Err(StaffError::LinkUnknown);
        };
        password.check(&[&email])?;
        let hash = self.hasher.hash(password).await?;
        let audit = AuditDraft::new(now, None, AuditAction::PasswordReset);
        let done = self.store.take_password_link(&token.hash(), &hash, &audit).await?;
        done.map(|_| ()).ok_or(StaffError::LinkUnknown)
    }
}
