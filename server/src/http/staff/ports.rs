//! What the pages ask, answered for whoever was let pass.

use super::super::ports::report;
use super::super::state::AppState;
use super::admission::Admission;
use crate::clock;
use crate::services::accounts::Token;
use crate::services::staff::{AuditEntry, Member, StaffId, StaffSession};
use actix_web::web::Data;
use app::ports::staff::{
    AuditLine, CodeSetupSummary, HeldRole, MemberSummary, Members, StaffLinkSummary, StaffPorts, StaffViewer,
};
use app::ports::{PortError, SessionSummary};
use async_trait::async_trait;
use domain::access::{Grant, Permission};
use domain::error::ErrorCode;
use domain::product::InstitutionId;
use std::collections::HashMap;

/// How many entries of the audit log a page shows.
const AUDIT_PAGE: u32 = 50;

/// The services as the pages of one request see them.
pub(in crate::http) struct AdmittedPorts {
    pub(in crate::http) state: Data<AppState>,
    pub(in crate::http) admission: Admission,
}

fn fault(code: ErrorCode) -> PortError {
    PortError { code, fields: Vec::new() }
}

impl AdmittedPorts {
    fn session(&self) -> Result<&StaffSession, PortError> {
        self.admission.session.as_ref().ok_or_else(|| fault(ErrorCode::NotSignedIn))
    }

    /// The page was let pass for some permission; what it asks for has to be within it.
    fn check(&self, permission: Permission) -> Result<(), PortError> {
        let institution = self.admission.institution;
        let may = |grant: &Grant| grant.institution() == institution && grant.allows(permission);
        if self.session()?.grants.iter().any(may) { Ok(()) } else { Err(fault(ErrorCode::Forbidden)) }
    }

    async fn named(&self, institution: InstitutionId) -> Result<(String, String), PortError> {
        let name = report(self.state.catalogue.institution_name(institution).await)?;
        Ok((institution.0.to_string(), name.unwrap_or_default()))
    }

    async fn held(&self, grant: Grant) -> Result<HeldRole, PortError> {
        let institution = match grant.institution() {
            Some(id) => Some(self.named(id).await?),
            None => None,
        };
        Ok(HeldRole { role: grant.role(), institution })
    }

    /// The names of those who hold a role on the site or did something themselves, by id.
    async fn names(&self) -> Result<HashMap<StaffId, String>, PortError> {
        let members = report(self.state.staff.members(None).await)?;
        Ok(members.into_iter().map(|member| (member.staff.id, member.staff.name)).collect())
    }
}

#[async_trait]
impl StaffPorts for AdmittedPorts {
    async fn viewer(&self) -> Result<Option<StaffViewer>, PortError> {
        let Some(session) = &self.admission.session else { return Ok(None) };
        let mut roles = Vec::with_capacity(session.grants.len());
        for grant in &session.grants {
            roles.push(self.held(*grant).await?);
        }
        let needs = session.grants.iter().any(|grant| grant.role().needs_second_factor());
        Ok(Some(StaffViewer {
            name: session.staff.name.clone(),
            email: session.staff.email.clone(),
            roles,
            is_complete: session.is_complete(),
            has_codes: session.has_totp,
            lacks_second_factor: needs && !session.has_second_factor(),
        }))
    }

    async fn link(&self, token: &str) -> Result<StaffLinkSummary, PortError> {
        let token = token.parse::<Token>().map_err(|_| fault(ErrorCode::NotFound))?;
        let link = report(self.state.staff.staff_link(&token, clock::now()).await)?;
        let role = match link.grant {
            Some(grant) => Some(self.held(grant).await?),
            None => None,
        };
        Ok(StaffLinkSummary { email: link.email, role })
    }

    async fn sessions(&self) -> Result<Vec<SessionSummary>, PortError> {
        let here = self.session()?;
        let sessions = report(self.state.staff.sessions(here.staff.id, clock::now()).await)?;
        let summary = |session: crate::services::staff::StaffSessionSummary| SessionSummary {
            id: session.id.to_string(),
            is_this: session.id == here.id,
            device: session.device,
            used_at: session.used_at,
        };
        Ok(sessions.into_iter().map(summary).collect())
    }

    async fn recovery_codes(&self) -> Result<u32, PortError> {
        report(self.state.staff.recovery_codes_left(self.session()?.staff.id).await)
    }

    async fn code_setup(&self, secret: Option<&str>) -> Result<CodeSetupSummary, PortError> {
        let setup = report(self.state.staff.code_setup(self.session()?, secret))?;
        Ok(CodeSetupSummary { secret: setup.secret, address: setup.address, picture: setup.picture })
    }

    async fn members(&self) -> Result<Members, PortError> {
        let institution = self.admission.institution;
        self.check(institution.map_or(Permission::ManageStaff, |_| Permission::ManageMembers))?;
        let here = self.session()?.staff.id;
        let members = report(self.state.staff.members(institution).await)?;
        let summary = |member: Member| MemberSummary {
            id: member.staff.id.0.to_string(),
            is_viewer: member.staff.id == here,
            name: member.staff.name,
            email: member.staff.email,
            role: member.grant.role(),
            granted_at: member.granted_at,
            has_second_factor: member.has_second_factor,
            is_disabled: member.staff.disabled_at.is_some(),
        };
        let institution = match institution {
            Some(id) => Some(self.named(id).await?),
            None => None,
        };
        Ok(Members { institution, members: members.into_iter().map(summary).collect() })
    }

    async fn audit(&self, before: Option<u64>) -> Result<Vec<AuditLine>, PortError> {
        self.check(Permission::SeeAudit)?;
        let entries = report(self.state.staff.audit(before, AUDIT_PAGE).await)?;
        let names = self.names().await?;
        let line = |entry: AuditEntry| AuditLine {
            seq: entry.seq,
            at: entry.at,
            action: entry.action,
            actor: entry.actor.map(|id| names.get(&id).cloned().unwrap_or_else(|| id.0.to_string())),
            detail: entry.detail,
        };
        Ok(entries.into_iter().map(line).collect())
    }
}
