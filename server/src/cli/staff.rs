//! `lendlight staff`: inviting those who work with the site from the command line, for the first of them, or when
//! nobody can sign in any more.

use super::context::Context;
use super::output::say;
use crate::clock;
use crate::http::load_key;
use crate::services::accounts::{EmailAddress, Mailer};
use crate::services::staff::{INVITATION_DAYS, StaffService};
use anyhow::Context as _;
use clap::Subcommand;
use domain::access::{Grant, Role};
use domain::product::InstitutionId;
use std::sync::Arc;

#[derive(Debug, Subcommand)]
pub(super) enum StaffAction {
    /// Make a link that invites somebody, and print it
    Invite {
        /// Whom
        #[arg(value_name = "EMAIL")]
        email: EmailAddress,

        /// As what: operator or marketer; or, in an institution, viewer, editor, approver or admin
        #[arg(long, value_name = "ROLE", default_value = "operator")]
        role: Role,

        /// The institution's id, for a role that is held in one
        #[arg(long, value_name = "ID")]
        institution: Option<uuid::Uuid>,
    },
}

pub(super) async fn run(context: &Context, action: StaffAction) -> anyhow::Result<()> {
    let StaffAction::Invite { email, role, institution } = action;
    let grant = Grant::new(role, institution.map(InstitutionId))
        .context("--institution goes with viewer, editor, approver and admin, and with them alone")?;
    let store = context.open().await?;
    let key = load_key(&context.data_dir).context("session key")?;
    let mailer = Arc::new(Mailer::new(&context.config.mail, &context.data_dir)?);
    let site = context.config.server.site();
    let service = StaffService::new(store, mailer, key.master(), site, context.config.staff.clone());
    let link = service.invitation(&email, grant, None, clock::now()).await?;
    say(format!("This link makes {email} {role}. It works once, for {INVITATION_DAYS} days:"));
    say(link);
    Ok(())
}
