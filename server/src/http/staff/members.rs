//! Inviting people, changing their roles, removing them: on the whole site, and in one institution.

use super::super::problem::Problem;
use super::super::see_other;
use super::super::state::AppState;
use super::admission::{Admitted, ManagesMembers, ManagesStaff, Turned};
use super::again;
use crate::clock;
use crate::services::accounts::EmailAddress;
use crate::services::staff::{StaffError, StaffId, StaffSession};
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use app::text::Language;
use domain::access::{Grant, Role};
use domain::error::ErrorCode;
use domain::product::InstitutionId;
use serde::Deserialize;
use uuid::Uuid;

const SITE: &str = "/staff/people";

fn not_found() -> Turned {
    Problem::new(ErrorCode::NotFound).into()
}

/// Somebody to invite.
#[derive(Deserialize)]
pub(super) struct Invited {
    email: String,
    role: String,
    /// For a role in an institution, where the site's people invite.
    #[serde(default)]
    institution: String,
    #[serde(default)]
    language: String,
}

/// Somebody with a role.
#[derive(Deserialize)]
pub(super) struct Whose {
    staff: Uuid,
    role: Role,
}

async fn invite(
    state: &AppState,
    request: &HttpRequest,
    by: &StaffSession,
    page: &str,
    (form, institution): (&Invited, Option<InstitutionId>),
) -> Result<HttpResponse, Turned> {
    let kept = |text: &str| text.chars().take(254).collect::<String>();
    let typed =
        [("email", kept(&form.email)), ("role", kept(&form.role)), ("institution", kept(&form.institution))];
    let failed = |fault| again(request, page, "staff-invite", typed.clone(), fault);
    let Ok(email) = form.email.parse::<EmailAddress>() else { return failed(("email", "email")) };
    let grant = form.role.parse().ok().and_then(|role| Grant::new(role, institution).ok());
    let Some(grant) = grant else { return failed(("role", "role")) };
    let language: Language = form.language.parse().unwrap_or_default();
    match state.staff.invite(&email, grant, by.staff.id, language, clock::now()).await {
        Ok(()) => Ok(see_other(&format!("{page}?invited=1"))),
        Err(StaffError::NotFound) => failed(("institution", "institution")),
        Err(error) => Err(error.into()),
    }
}

/// Invites somebody to a role of the site, or to the first one of an institution.
pub(super) async fn invite_to_site(
    admitted: Admitted<ManagesStaff>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Invited>,
) -> Result<HttpResponse, Turned> {
    let institution = match form.institution.trim() {
        "" => None,
        // What is no id is no institution's.
        id => Some(InstitutionId(id.parse().unwrap_or_default())),
    };
    invite(&state, &request, admitted.session()?, SITE, (&form, institution)).await
}

/// Takes a role of the site from somebody.
pub(super) async fn remove_from_site(
    admitted: Admitted<ManagesStaff>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Whose>,
) -> Result<HttpResponse, Turned> {
    let grant = Grant::new(form.role, None).map_err(|_| not_found())?;
    let outcome = state.staff.take_role(admitted.session()?, StaffId(form.staff), grant, clock::now()).await;
    done(&request, SITE, outcome, "removed")
}

/// Somebody who may, or may no more, sign in.
#[derive(Deserialize)]
pub(super) struct Disabled {
    staff: Uuid,
    #[serde(default)]
    disabled: String,
}

/// Lets somebody sign in no more, or again.
pub(super) async fn disable(
    admitted: Admitted<ManagesStaff>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Disabled>,
) -> Result<HttpResponse, Turned> {
    let disabled = form.disabled == "yes";
    let (by, staff) = (admitted.session()?, StaffId(form.staff));
    let outcome = state.staff.set_disabled(by, staff, disabled, clock::now()).await;
    done(&request, SITE, outcome, if disabled { "disabled" } else { "enabled" })
}

fn people(institution: InstitutionId) -> String {
    format!("/institutions/{}/people", institution.0)
}

/// Invites somebody to an institution.
pub(super) async fn invite_to_institution(
    admitted: Admitted<ManagesMembers>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Invited>,
) -> Result<HttpResponse, Turned> {
    let institution = admitted.institution().ok_or_else(not_found)?;
    let page = people(institution);
    invite(&state, &request, admitted.session()?, &page, (&form, Some(institution))).await
}

/// Gives somebody of an institution another role in it.
pub(super) async fn change_role(
    admitted: Admitted<ManagesMembers>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Whose>,
) -> Result<HttpResponse, Turned> {
    let institution = admitted.institution().ok_or_else(not_found)?;
    let grant = Grant::new(form.role, Some(institution)).map_err(|_| not_found())?;
    let by = admitted.session()?;
    let outcome = state.staff.change_role(by, StaffId(form.staff), grant, clock::now()).await;
    done(&request, &people(institution), outcome, "changed")
}

/// Removes somebody from an institution.
pub(super) async fn remove_from_institution(
    admitted: Admitted<ManagesMembers>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Whose>,
) -> Result<HttpResponse, Turned> {
    let institution = admitted.institution().ok_or_else(not_found)?;
    let grant = Grant::new(form.role, Some(institution)).map_err(|_| not_found())?;
    let outcome = state.staff.take_role(admitted.session()?, StaffId(form.staff), grant, clock::now()).await;
    done(&request, &people(institution), outcome, "removed")
}

fn done(
    request: &HttpRequest,
    page: &str,
    outcome: Result<(), StaffError>,
    what: &str,
) -> Result<HttpResponse, Turned> {
    match outcome {
        Ok(()) => Ok(see_other(&format!("{page}?{what}=1"))),
        Err(StaffError::Last) => again(request, page, "staff-members", [], ("members", "last")),
        Err(error) => Err(error.into()),
    }
}
