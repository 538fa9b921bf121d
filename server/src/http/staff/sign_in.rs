//! Signing in with a password and a code, giving the password again, signing out.

use super::super::account::device;
use super::super::client_address::client_address;
use super::super::local_path::local_path;
use super::super::see_other;
use super::super::state::AppState;
use super::admission::{Admitted, Anybody, HalfSignedIn, Somebody, Turned};
use super::{Nothing, again, fault_of, with_token, without_token};
use crate::clock;
use crate::services::accounts::EmailAddress;
use crate::services::staff::{Password, StaffError};
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

/// Where somebody who is signed in lands.
const HOME: &str = "/staff";

/// An address and a password.
#[derive(Deserialize)]
pub(super) struct Credentials {
    email: String,
    password: String,
    #[serde(default, rename = "return")]
    back: String,
}

fn back(path: &str) -> &str {
    // Not back to a page that leads in.
    local_path(path).filter(|path| !path.starts_with("/staff/sign-in")).unwrap_or(HOME)
}

/// A page with the way back kept.
fn keeping(page: &str, path: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("return", back(path)).finish();
    format!("{page}?{query}")
}

/// Looks at an address and a password.
pub(super) async fn sign_in(
    _: Admitted<Anybody>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Credentials>,
) -> Result<HttpResponse, Turned> {
    let Credentials { email, password, back: to } = form.into_inner();
    let typed: String = email.chars().take(254).collect();
    let failed = |fault| {
        let page = keeping("/staff/sign-in", &to);
        again(&request, &page, "staff-sign-in", [("email", typed.clone())], ("password", fault))
    };
    let Ok(email) = email.parse::<EmailAddress>() else { return failed("wrong") };
    let from = client_address(&request, &state);
    let outcome =
        state.staff.sign_in(&email, &Password::from(password), device(&request), from, clock::now()).await;
    match outcome {
        Ok(opened) => {
            let to = if opened.is_complete { back(&to).to_owned() } else { keeping("/staff/code", &to) };
            with_token(&state, see_other(&to), &opened.token)
        }
        Err(error) => failed(fault_of(error)?),
    }
}

/// A one-time code or a recovery code.
#[derive(Deserialize)]
pub(super) struct Code {
    code: String,
    #[serde(default, rename = "return")]
    back: String,
}

/// Looks at the second factor.
pub(super) async fn code(
    admitted: Admitted<HalfSignedIn>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Code>,
) -> Result<HttpResponse, Turned> {
    let session = admitted.session()?;
    if session.is_complete() {
        return Ok(see_other(back(&form.back)));
    }
    match state.staff.second_factor(session, &form.code, device(&request), clock::now()).await {
        Ok(token) => with_token(&state, see_other(back(&form.back)), &token),
        Err(StaffError::SignedOut) => Ok(see_other(&keeping("/staff/sign-in", &form.back))),
        Err(error) => {
            let page = keeping("/staff/code", &form.back);
            again(&request, &page, "staff-code", [], ("code", fault_of(error)?))
        }
    }
}

/// A password given again.
#[derive(Deserialize)]
pub(super) struct Again {
    password: String,
    #[serde(default, rename = "return")]
    back: String,
}

/// Looks at a password before something dangerous.
pub(super) async fn confirm(
    admitted: Admitted<Somebody>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Again>,
) -> Result<HttpResponse, Turned> {
    let Again { password, back: to } = form.into_inner();
    match state.staff.confirm(admitted.session()?, &Password::from(password), clock::now()).await {
        Ok(()) => Ok(see_other(back(&to))),
        Err(error) => {
            let page = keeping("/staff/confirm", &to);
            again(&request, &page, "staff-confirm", [], ("password", fault_of(error)?))
        }
    }
}

/// Signs this browser out.
pub(super) async fn sign_out(
    admitted: Admitted<HalfSignedIn>,
    state: Data<AppState>,
    _: HttpRequest,
    _: Form<Nothing>,
) -> Result<HttpResponse, Turned> {
    let session = admitted.session()?;
    state.staff.sign_out(session.staff.id, session.id, clock::now()).await?;
    without_token(&state, see_other("/staff/sign-in?out=1"))
}
