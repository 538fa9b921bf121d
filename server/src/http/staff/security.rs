//! What everybody manages for themselves.

use super::super::account::device;
use super::super::problem::Problem;
use super::super::see_other;
use super::super::session;
use super::super::state::AppState;
use super::admission::{Admitted, Somebody, Turned};
use super::{Nothing, again, fault_of, with_token};
use crate::clock;
use crate::services::staff::Password;
use actix_session::SessionExt;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use app::ports::SentForm;
use domain::error::ErrorCode;
use serde::Deserialize;
use uuid::Uuid;

const PAGE: &str = "/staff/security";

/// Another password.
#[derive(Deserialize)]
pub(super) struct Changed {
    present: String,
    password: String,
}

/// Changes the password.
pub(super) async fn change_password(
    admitted: Admitted<Somebody>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Changed>,
) -> Result<HttpResponse, Turned> {
    let Changed { present, password } = form.into_inner();
    let (present, password) = (Password::from(present), Password::from(password));
    match state.staff.change_password(admitted.session()?, &present, &password, clock::now()).await {
        Ok(()) => Ok(see_other("/staff/security?changed=1")),
        Err(error) => {
            let fault = fault_of(error)?;
            let field = if fault.starts_with("password") { "password" } else { "present" };
            again(&request, PAGE, "staff-change", [], (field, fault))
        }
    }
}

/// One-time codes that are set up.
#[derive(Deserialize)]
pub(super) struct Setup {
    secret: String,
    code: String,
}

/// Sets one-time codes up.
pub(super) async fn add_codes(
    admitted: Admitted<Somebody>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Setup>,
) -> Result<HttpResponse, Turned> {
    let Setup { secret, code } = form.into_inner();
    let session = admitted.session()?;
    match state.staff.add_codes(session, &secret, &code, device(&request), clock::now()).await {
        Ok((codes, token)) => with_token(&state, shown_once(&request, &codes)?, &token),
        Err(error) => {
            // The secret comes back, so that what was put into the app stays right. It is in the encrypted cookie of
            // the very browser that shows it.
            let typed = [("secret", secret.chars().take(64).collect())];
            again(&request, PAGE, "staff-codes", typed, ("code", fault_of(error)?))
        }
    }
}

/// Leads to the page that shows recovery codes, this once.
fn shown_once(request: &HttpRequest, codes: &[String]) -> Result<HttpResponse, Turned> {
    let sent = SentForm::new("staff-recovery", [("codes", codes.join(" "))], []);
    session::remember_sent(&request.get_session(), &sent).map_err(Problem::from)?;
    Ok(see_other("/staff/security?recovery=1"))
}

/// A code that goes with a change.
#[derive(Deserialize)]
pub(super) struct Code {
    code: String,
}

/// Gives one-time codes up.
pub(super) async fn remove_codes(
    admitted: Admitted<Somebody>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Code>,
) -> Result<HttpResponse, Turned> {
    match state.staff.remove_codes(admitted.session()?, &form.code, clock::now()).await {
        Ok(()) => Ok(see_other("/staff/security?removed=1")),
        Err(error) => again(&request, PAGE, "staff-codes-remove", [], ("remove-code", fault_of(error)?)),
    }
}

/// Makes new recovery codes.
pub(super) async fn renew_recovery(
    admitted: Admitted<Somebody>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Code>,
) -> Result<HttpResponse, Turned> {
    match state.staff.renew_recovery_codes(admitted.session()?, &form.code, clock::now()).await {
        Ok(codes) => shown_once(&request, &codes),
        Err(error) => again(&request, PAGE, "staff-recovery-renew", [], ("renew-code", fault_of(error)?)),
    }
}

/// Which browser.
#[derive(Deserialize)]
pub(super) struct Which {
    session: String,
}

/// Signs another browser out.
pub(super) async fn sign_out(
    admitted: Admitted<Somebody>,
    state: Data<AppState>,
    _: HttpRequest,
    form: Form<Which>,
) -> Result<HttpResponse, Turned> {
    let which = form.session.parse::<Uuid>().map_err(|_| Problem::new(ErrorCode::NotFound))?;
    state.staff.sign_out(admitted.session()?.staff.id, which, clock::now()).await?;
    Ok(see_other(PAGE))
}

/// Signs every other browser out.
pub(super) async fn sign_out_elsewhere(
    admitted: Admitted<Somebody>,
    state: Data<AppState>,
    _: HttpRequest,
    _: Form<Nothing>,
) -> Result<HttpResponse, Turned> {
    state.staff.sign_out_elsewhere(admitted.session()?, clock::now()).await?;
    Ok(see_other("/staff/security?elsewhere=1"))
}
