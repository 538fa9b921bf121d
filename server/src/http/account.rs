//! Signing in by a mailed link, signing out, and what an account's holder may do with their account.

use super::client_address::client_address;
use super::cookies::{ACCOUNT, LISTS};
use super::problem::Problem;
use super::see_other;
use super::session;
use super::state::AppState;
use super::visitor::{Sender, Visitor};
use crate::clock;
use crate::services::accounts::{AccountError, EmailAddress, Identity, Kept, Token};
use crate::services::events::{EventError, Person};
use actix_session::Session;
use actix_web::cookie::Cookie;
use actix_web::http::header::{CONTENT_DISPOSITION, USER_AGENT};
use actix_web::{HttpRequest, HttpResponse, web};
use app::ports::SentForm;
use app::text::Language;
use domain::error::ErrorCode;
use serde::Deserialize;
use uuid::Uuid;

/// Where an account's holder lands.
const ACCOUNT_PAGE: &str = "/account";
/// The longest typed address that is kept to be shown again, in characters.
const KEPT: usize = 254;

/// Asking for a link.
#[derive(Deserialize)]
pub(super) struct Ask {
    email: String,
    /// The language of the page that asks, as a tag.
    #[serde(default)]
    language: String,
}

/// Mails a link. The answer is the same whether or not the address has an account.
pub(super) async fn ask(
    state: web::Data<AppState>,
    request: HttpRequest,
    session: Session,
    form: web::Form<Ask>,
) -> Result<HttpResponse, Problem> {
    let faulty = |fault: &str| -> Result<HttpResponse, Problem> {
        let typed: String = form.email.chars().take(KEPT).collect();
        let sent = SentForm::new("sign-in", [("email", typed)], [("email", fault)]);
        session::remember_sent(&session, &sent)?;
        Ok(see_other("/account?again=1"))
    };
    let Ok(email) = form.email.parse::<EmailAddress>() else { return faulty("email-unusable") };
    let language: Language = form.language.parse().unwrap_or_default();
    let from = client_address(&request, &state);
    match state.accounts.ask(&email, from, language, clock::now()).await {
        Ok(mark) => {
            session::remember_link(&session, &mark)?;
            Ok(see_other("/account?asked=1"))
        }
        Err(AccountError::TooMany) => faulty("too-many-links"),
        Err(error) => Err(error.into()),
    }
}

/// Using a link up.
#[derive(Deserialize)]
pub(super) struct Confirm {
    token: String,
    /// Whether what the browser keeps should join what the account keeps.
    bring: Option<String>,
}

/// Signs the browser in.
pub(super) async fn sign_in(
    state: web::Data<AppState>,
    request: HttpRequest,
    session: Session,
    Sender(visitor): Sender,
    form: web::Form<Confirm>,
) -> Result<HttpResponse, Problem> {
    let now = clock::now();
    let Ok(link) = form.token.parse::<Token>() else { return Ok(see_other("/account/sign-in")) };
    let brought = form.bring.is_some().then(|| kept_here(&session, &visitor));
    let browser = session::browser(&session).map(Person::Browser);
    let opened = match state.accounts.sign_in(&link, device(&request), brought.as_ref(), now).await {
        Ok(opened) => opened,
        // The page says that the link is of no use any more.
        Err(AccountError::LinkUnknown) => return Ok(see_other("/account/sign-in")),
        Err(error) => return Err(error.into()),
    };
    if let Some(before) = &visitor.identity {
        state.accounts.sign_out(before.account.id, before.session).await?;
    }
    // The session's id is gone in a moment, and with it the way to what happened under it.
    if let Some(browser) = browser {
        let moved = match brought {
            Some(_) => state.events.bring(browser, Person::Account(opened.account)).await,
            None => state.events.forget(browser).await,
        };
        moved.map_err(EventError::from)?;
    }
    session.purge();
    let address = match opened.left_behind {
        0 => format!("{ACCOUNT_PAGE}?welcome=1"),
        count => format!("{ACCOUNT_PAGE}?left={count}"),
    };
    let mut answer = see_other(&address);
    write(&mut answer, state.cookies.write_account(&opened.token))?;
    write(&mut answer, Some(state.cookies.removal(LISTS)))?;
    Ok(answer)
}

/// What an anonymous browser keeps.
fn kept_here(session: &Session, visitor: &Visitor) -> Kept {
    if visitor.identity.is_some() {
        return Kept::default();
    }
    let (borrower, answered_at) = session::answers(session);
    Kept { lists: visitor.lists().clone(), borrower, answered_at }
}

/// Which session to end.
#[derive(Deserialize)]
pub(super) struct Which {
    /// One of the account's sessions; the browser's own if none is named.
    session: Option<String>,
}

/// Signs one browser out: this one, or another of the same account.
pub(super) async fn sign_out(
    state: web::Data<AppState>,
    session: Session,
    Sender(visitor): Sender,
    form: Option<web::Form<Which>>,
) -> Result<HttpResponse, Problem> {
    let Some(identity) = &visitor.identity else { return Ok(see_other(ACCOUNT_PAGE)) };
    let named = form.and_then(|form| form.into_inner().session);
    let which = match named {
        Some(id) => id.parse::<Uuid>().map_err(|_| Problem::new(ErrorCode::NotFound))?,
        None => identity.session,
    };
    state.accounts.sign_out(identity.account.id, which).await?;
    if which == identity.session { leave(&state, &session) } else { Ok(see_other(ACCOUNT_PAGE)) }
}

/// Signs every browser out.
pub(super) async fn sign_out_everywhere(
    state: web::Data<AppState>,
    session: Session,
    Sender(visitor): Sender,
) -> Result<HttpResponse, Problem> {
    let Some(identity) = &visitor.identity else { return Ok(see_other(ACCOUNT_PAGE)) };
    state.accounts.sign_out_everywhere(identity.account.id).await?;
    leave(&state, &session)
}

/// Deletes the account.
pub(super) async fn delete(
    state: web::Data<AppState>,
    session: Session,
    Sender(visitor): Sender,
) -> Result<HttpResponse, Problem> {
    let Some(identity) = &visitor.identity else { return Ok(see_other(ACCOUNT_PAGE)) };
    state.accounts.delete(identity.account.id).await?;
    session.purge();
    let mut answer = see_other("/account?deleted=1");
    write(&mut answer, Some(state.cookies.removal(ACCOUNT)))?;
    Ok(answer)
}

/// Everything that is kept about the account, as a file.
pub(super) async fn export(
    state: web::Data<AppState>,
    Sender(visitor): Sender,
) -> Result<HttpResponse, Problem> {
    let Some(identity) = &visitor.identity else { return Ok(see_other(ACCOUNT_PAGE)) };
    let export = state.accounts.export(identity, clock::now()).await?;
    let name = "attachment; filename=\"lendlight-account.json\"";
    Ok(HttpResponse::Ok().insert_header((CONTENT_DISPOSITION, name)).json(export))
}

/// Keeps answers where the visitor keeps things: in their account.
pub(super) async fn keep_answers(
    state: &AppState,
    identity: &Identity,
    borrower: &domain::borrower::Borrower,
) -> Result<(), Problem> {
    Ok(state.accounts.save_answers(identity.account.id, borrower, clock::now()).await?)
}

/// Leaves nothing of the account in the browser.
fn leave(state: &AppState, session: &Session) -> Result<HttpResponse, Problem> {
    session.purge();
    let mut answer = see_other("/account?left-account=1");
    write(&mut answer, Some(state.cookies.removal(ACCOUNT)))?;
    Ok(answer)
}

fn write(answer: &mut HttpResponse, cookie: Option<Cookie<'_>>) -> Result<(), Problem> {
    let failed = || Problem::new(ErrorCode::Internal);
    answer.add_cookie(&cookie.ok_or_else(failed)?).map_err(|_| failed())
}

/// A browser and a system by the names that people know, from what the browser says of itself; empty if it says
/// nothing known. The whole of it would tell more than is needed to know one's own devices.
pub(super) fn device(request: &HttpRequest) -> String {
    let text = request.headers().get(USER_AGENT).and_then(|text| text.to_str().ok()).unwrap_or_default();
    device_of(text)
}

fn device_of(text: &str) -> String {
    // In this order: most browsers claim to be others too.
    let browsers = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("MicroMessenger", "WeChat"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("HarmonyOS", "HarmonyOS"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| text.contains(mark)).map(|(_, name)| *name)
    };
    [find(&browsers), find(&systems)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::device_of;

    #[test]
    fn a_device_is_known_by_two_words() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assert_eq!(device_of(firefox), "Firefox · Linux");
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
        assert_eq!(device_of(edge), "Edge · Windows");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like \
                     Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(device_of(phone), "Safari · iPhone");
        assert_eq!(device_of("curl/8"), "");
    }
}
