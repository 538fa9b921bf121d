//! Taking an invitation up, and choosing another password by mail.

use super::super::account::device;
use super::super::client_address::client_address;
use super::super::see_other;
use super::super::state::AppState;
use super::admission::{Admitted, Anybody, Somebody, Turned};
use super::{again, fault_of, with_token};
use crate::clock;
use crate::services::accounts::{EmailAddress, Token};
use crate::services::staff::{Password, StaffError};
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use app::text::Language;
use serde::Deserialize;

const INVITATION: &str = "/staff/invitation";
const CHOOSE: &str = "/staff/password/choose";

fn page(path: &str, token: &Token) -> String {
    format!("{path}?token={token}")
}

/// Somebody new.
#[derive(Deserialize)]
pub(super) struct Joining {
    token: String,
    #[serde(default)]
    email: String,
    name: String,
    password: String,
}

/// Takes an invitation up as somebody new, and signs them in.
pub(super) async fn accept(
    _: Admitted<Anybody>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Joining>,
) -> Result<HttpResponse, Turned> {
    let Joining { token, email, name, password } = form.into_inner();
    let Ok(token) = token.parse::<Token>() else { return Ok(see_other(INVITATION)) };
    let now = clock::now();
    let link = match state.staff.staff_link(&token, now).await {
        Ok(link) => link,
        // The page says that the link is of no use.
        Err(StaffError::LinkUnknown) => return Ok(see_other(&page(INVITATION, &token))),
        Err(error) => return Err(error.into()),
    };
    let kept = |text: &str| text.chars().take(254).collect::<String>();
    let typed = [("email", kept(&email)), ("name", kept(&name))];
    let failed = |fault| again(&request, &page(INVITATION, &token), "staff-invitation", typed.clone(), fault);
    let email = link.email.unwrap_or(email);
    let Ok(email) = email.parse::<EmailAddress>() else { return failed(("email", "email")) };
    let password = Password::from(password);
    if let Err(error) = state.staff.accept(&token, Some(&email), &name, &password, now).await {
        let field = match error {
            StaffError::Name => "name",
            StaffError::Known => "email",
            StaffError::LinkUnknown => return Ok(see_other(&page(INVITATION, &token))),
            _ => "password",
        };
        return failed((field, fault_of(error)?));
    }
    let from = client_address(&request, &state);
    let opened = state.staff.sign_in(&email, &password, device(&request), from, now).await?;
    with_token(&state, see_other("/staff?welcome=1"), &opened.token)
}

/// A link.
#[derive(Deserialize)]
pub(super) struct Linked {
    token: String,
}

/// Takes an invitation up as somebody who is signed in.
pub(super) async fn join(
    admitted: Admitted<Somebody>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Linked>,
) -> Result<HttpResponse, Turned> {
    let Ok(token) = form.token.parse::<Token>() else { return Ok(see_other(INVITATION)) };
    match state.staff.join(&token, admitted.session()?, clock::now()).await {
        Ok(()) => Ok(see_other("/staff?joined=1")),
        Err(StaffError::LinkUnknown) => Ok(see_other(&page(INVITATION, &token))),
        Err(error) => {
            let fault = ("email", fault_of(error)?);
            again(&request, &page(INVITATION, &token), "staff-invitation", [], fault)
        }
    }
}

/// Asking for a link to choose another password.
#[derive(Deserialize)]
pub(super) struct Forgotten {
    email: String,
    /// The language of the page that asks, as a tag.
    #[serde(default)]
    language: String,
}

/// Mails a link; the answer is the same whether or not the address is anybody's.
pub(super) async fn ask_password(
    _: Admitted<Anybody>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Forgotten>,
) -> Result<HttpResponse, Turned> {
    let typed: String = form.email.chars().take(254).collect();
    let failed = |fault| {
        again(&request, "/staff/password", "staff-password", [("email", typed.clone())], ("email", fault))
    };
    let Ok(email) = form.email.parse::<EmailAddress>() else { return failed("email") };
    let language: Language = form.language.parse().unwrap_or_default();
    let from = client_address(&request, &state);
    match state.staff.ask_password(email, from, language, clock::now()) {
        Ok(()) => Ok(see_other("/staff/password?asked=1")),
        Err(error) => failed(fault_of(error)?),
    }
}

/// Another password.
#[derive(Deserialize)]
pub(super) struct Chosen {
    token: String,
    password: String,
}

/// Chooses another password by link.
pub(super) async fn choose_password(
    _: Admitted<Anybody>,
    state: Data<AppState>,
    request: HttpRequest,
    form: Form<Chosen>,
) -> Result<HttpResponse, Turned> {
    let Chosen { token, password } = form.into_inner();
    let Ok(token) = token.parse::<Token>() else { return Ok(see_other(CHOOSE)) };
    match state.staff.choose_password(&token, &Password::from(password), clock::now()).await {
        Ok(()) => Ok(see_other("/staff/sign-in?chosen=1")),
        Err(StaffError::LinkUnknown) => Ok(see_other(&page(CHOOSE, &token))),
        Err(error) => {
            again(&request, &page(CHOOSE, &token), "staff-choose", [], ("password", fault_of(error)?))
        }
    }
}
