//! What the pages of those who work with the site ask of the server.
//!
//! The server hands these ports out for one request, whose sender was let pass before; what they answer is theirs to
//! see.

use super::{PortError, SessionSummary};
use async_trait::async_trait;
use domain::access::{Permission, Role};
use domain::time::Timestamp;

/// A role that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// The institution in which it is held: its id and its name.
    pub institution: Option<(String, String)>,
}

/// Who looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffViewer {
    /// What others see them as.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// What they are.
    pub roles: Vec<HeldRole>,
    /// Whether all that was asked of them has been given.
    pub is_complete: bool,
    /// Whether they have one-time codes.
    pub has_codes: bool,
    /// Whether one of their roles needs a second factor, which they lack.
    pub lacks_second_factor: bool,
}

impl StaffViewer {
    /// Whether a role that they hold on the whole site allows something.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.roles.iter().any(|held| held.institution.is_none() && held.role.may(permission))
    }
}

/// What a link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffLinkSummary {
    /// Whom it is for; `None` for the first operator's.
    pub email: Option<String>,
    /// The role that it brings; `None` if it is for choosing another password.
    pub role: Option<HeldRole>,
}

/// Somebody with a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberSummary {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// The role.
    pub role: Role,
    /// Since when they hold it.
    pub granted_at: Timestamp,
    /// Whether they have a second factor.
    pub has_second_factor: bool,
    /// Whether they may not sign in.
    pub is_disabled: bool,
    /// Whether it is who looks.
    pub is_viewer: bool,
}

/// The people of an institution, or of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    /// The institution: its id and its name.
    pub institution: Option<(String, String)>,
    /// Who holds a role there, by name.
    pub members: Vec<MemberSummary>,
}

/// What setting one-time codes up shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeSetupSummary {
    /// The secret's letters.
    pub secret: String,
    /// The address that an app on the same device opens.
    pub address: String,
    /// The same as a picture: an SVG document.
    pub picture: String,
}

/// An entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Its number.
    pub seq: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened, by its stable name.
    pub action: String,
    /// Who did it, by name where they are still known; `None` for the system, or for somebody unknown.
    pub actor: Option<String>,
    /// What more there is to say, as JSON.
    pub detail: String,
}

/// What pages ask of the server.
#[async_trait]
pub trait StaffPorts: Send + Sync {
    /// Who looks; `None` where nobody is signed in.
    async fn viewer(&self) -> Result<Option<StaffViewer>, PortError>;

    /// What a link is for; not found if it is of no use (any more).
    async fn link(&self, token: &str) -> Result<StaffLinkSummary, PortError>;

    /// The browsers in which who looks is signed in, last used first.
    async fn sessions(&self) -> Result<Vec<SessionSummary>, PortError>;

    /// How many recovery codes who looks has left.
    async fn recovery_codes(&self) -> Result<u32, PortError>;

    /// A new secret for one-time codes, or the one that was shown before.
    async fn code_setup(&self, secret: Option<&str>) -> Result<CodeSetupSummary, PortError>;

    /// The people of the institution that the address names; of the site, if it names none.
    async fn members(&self) -> Result<Members, PortError>;

    /// The newest entries of the audit log before a number, newest first.
    async fn audit(&self, before: Option<u64>) -> Result<Vec<AuditLine>, PortError>;
}
