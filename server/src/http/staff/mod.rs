//! Pages and forms of those who work with the site.

mod admission;
mod invitations;
mod members;
mod ports;
mod routes;
mod security;
mod sign_in;

pub use admission::{Admission, Need};
pub use routes::{StaffRoute, table};

pub(super) use ports::AdmittedPorts;
pub(super) use routes::routes;

use super::problem::Problem;
use super::session;
use super::state::AppState;
use crate::services::accounts::Token;
use crate::services::staff::StaffError;
use actix_session::SessionExt;
use actix_web::{HttpRequest, HttpResponse};
use admission::Turned;
use app::ports::SentForm;
use domain::error::ErrorCode;
use serde::Deserialize;

/// A form without fields.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// Leads back to a form that could not be accepted, with what was typed, secrets left out, and what is wrong.
fn again<'a>(
    request: &HttpRequest,
    to: &str,
    form: &str,
    values: impl IntoIterator<Item = (&'a str, String)>,
    fault: (&'a str, &'a str),
) -> Result<HttpResponse, Turned> {
    let sent = SentForm::new(form, values, [fault]);
    session::remember_sent(&request.get_session(), &sent).map_err(Problem::from)?;
    let join = if to.contains('?') { '&' } else { '?' };
    Ok(super::see_other(&format!("{to}{join}again=1")))
}

/// The name of what is wrong, where a form can say it; anything else is no fault of the form.
fn fault_of(error: StaffError) -> Result<&'static str, Turned> {
    Ok(match error {
        StaffError::Wrong => "wrong",
        StaffError::TooMany => "too-many",
        StaffError::Password(fault) => fault.name(),
        StaffError::Name => "name",
        StaffError::Known => "known",
        StaffError::ForAnother => "for-another",
        StaffError::Last => "last",
        error => return Err(error.into()),
    })
}

/// Shows a token to the browser from now on.
fn with_token(state: &AppState, mut answer: HttpResponse, token: &Token) -> Result<HttpResponse, Turned> {
    let failed = || Turned::Away(Problem::new(ErrorCode::Internal));
    let cookie = state.cookies.write_staff(token).ok_or_else(failed)?;
    answer.add_cookie(&cookie).map_err(|_| failed())?;
    Ok(answer)
}

/// Leaves nothing of the session in the browser.
fn without_token(state: &AppState, mut answer: HttpResponse) -> Result<HttpResponse, Turned> {
    let failed = |_| Turned::Away(Problem::new(ErrorCode::Internal));
    answer.add_cookie(&state.cookies.staff_removal()).map_err(failed)?;
    Ok(answer)
}
