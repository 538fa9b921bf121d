//! Who holds which role, as those who manage it see and change it.

use super::{Member, StaffError, StaffId, StaffService, StaffSession};
use crate::store::{AuditDraft, AuditEntry, StoreError};
use domain::access::Grant;
use domain::audit::AuditAction;
use domain::product::InstitutionId;
use domain::time::Timestamp;

/// Taking something away that has to be somebody's.
fn kept(outcome: Result<(), StoreError>) -> Result<(), StaffError> {
    outcome.map_err(|error| match error {
        StoreError::Conflict(_) => StaffError::Last,
        error => error.into(),
    })
}

impl StaffService {
    /// Who holds roles in an institution; for `None`, on the whole site.
    ///
    /// # Errors
    /// [`StaffError::Store`].
    pub async fn members(&self, institution: Option<InstitutionId>) -> Result<Vec<Member>, StaffError> {
        Ok(self.store.members(institution).await?)
    }

    /// Gives a role to somebody who is there already: in an institution, instead of the one that they hold in it.
    ///
    /// # Errors
    /// [`StaffError::NotFound`] if they hold none there; [`StaffError::Last`] or [`StaffError::Store`].
    pub async fn change_role(
        &self,
        by: &StaffSession,
        staff: StaffId,
        grant: Grant,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        // Nobody is made a member of what they were not invited to.
        let members = self.store.members(grant.institution()).await?;
        if !members.iter().any(|member| member.staff.id == staff) {
            return Err(StaffError::NotFound);
        }
        let audit = Self::about(by, AuditAction::RoleGiven, staff, grant, now);
        kept(self.store.give_grant(staff, grant, &audit).await)
    }

    /// Takes a role from somebody.
    ///
    /// # Errors
    /// [`StaffError::NotFound`], [`StaffError::Last`] or [`StaffError::Store`].
    pub async fn take_role(
        &self,
        by: &StaffSession,
        staff: StaffId,
        grant: Grant,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        let audit = Self::about(by, AuditAction::RoleTaken, staff, grant, now);
        kept(self.store.take_grant(staff, grant, &audit).await)
    }

    /// Lets somebody sign in no more, and ends their sessions; or lets them again.
    ///
    /// # Errors
    /// [`StaffError::NotFound`], [`StaffError::Last`] or [`StaffError::Store`].
    pub async fn set_disabled(
        &self,
        by: &StaffSession,
        staff: StaffId,
        disabled: bool,
        now: Timestamp,
    ) -> Result<(), StaffError> {
        let action = if disabled { AuditAction::Disabled } else { AuditAction::Enabled };
        let audit = AuditDraft::new(now, Some(by.staff.id), action).with("staff", staff.0.to_string());
        kept(self.store.set_disabled(staff, disabled, &audit).await)
    }

    /// The newest entries of the audit log before a number, newest first.
    ///
    /// # Errors
    /// [`StaffError::Store`].
    pub async fn audit(&self, before: Option<u64>, limit: u32) -> Result<Vec<AuditEntry>, StaffError> {
        Ok(self.store.newest_audit(before, limit).await?)
    }

    fn about(
        by: &StaffSession,
        action: AuditAction,
        staff: StaffId,
        grant: Grant,
        now: Timestamp,
    ) -> AuditDraft {
        AuditDraft::new(now, Some(by.staff.id), action)
            .of(grant.institution())
            .with("staff", staff.0.to_string())
            .with("role", grant.role().name())
    }
}
