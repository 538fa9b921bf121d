//! Who sends a request, found out once before anything is answered: an account's holder by their cookie, or an
//! anonymous visitor with the lists in theirs.

use super::cookies::{ACCOUNT, LISTS};
use super::problem::Problem;
use super::state::AppState;
use crate::clock;
use crate::services::accounts::{Identity, Kept};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest};
use domain::error::ErrorCode;
use domain::lists::Lists;
use std::future::{Ready, ready};
use std::rc::Rc;

/// Who sends a request.
#[derive(Debug, Clone, Default)]
pub(super) struct Visitor {
    /// Who is signed in.
    pub(super) identity: Option<Identity>,
    /// The lists in an anonymous visitor's cookie; what a browser still holds from before it signed in is ignored.
    anonymous: Lists,
}

impl Visitor {
    /// The visitor's lists, wherever they are kept.
    pub(super) fn lists(&self) -> &Lists {
        self.identity.as_ref().map_or(&self.anonymous, |identity| &identity.kept.lists)
    }

    /// What an account's holder has kept.
    pub(super) fn kept(&self) -> Option<&Kept> {
        self.identity.as_ref().map(|identity| &identity.kept)
    }

    /// The visitor of a request that passed [`identify`]; nobody's otherwise.
    pub(super) fn of(request: &HttpRequest) -> Rc<Self> {
        request.extensions().get::<Rc<Self>>().cloned().unwrap_or_default()
    }
}

/// Handlers take it as an argument.
pub(super) struct Sender(pub(super) Rc<Visitor>);

impl FromRequest for Sender {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(Visitor::of(request))))
    }
}

/// Finds out who sends the request, and keeps their cookies from expiring while they come back.
pub(super) async fn identify(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let state = request.app_data::<Data<AppState>>().filter(|_| has_visitor(request.path())).cloned();
    let Some(state) = state else { return Ok(next.call(request).await?.map_into_boxed_body()) };
    let now = clock::now();
    let shown = request.cookie(ACCOUNT);
    let token = shown.as_ref().and_then(|cookie| state.cookies.read_account(cookie));
    let identity = match &token {
        Some(token) => state.accounts.identify(token, now).await.map_err(Problem::from)?,
        None => None,
    };
    let (anonymous, is_old) = state.cookies.read_lists(request.cookie(LISTS).as_ref(), now);
    let mut fresh = Vec::new();
    match (&identity, &token) {
        (Some(identity), Some(token)) if identity.renewed => fresh.extend(state.cookies.write_account(token)),
        (None, _) if shown.is_some() => fresh.push(state.cookies.removal(ACCOUNT)),
        _ => {}
    }
    if identity.is_none() && is_old {
        fresh.extend(state.cookies.write_lists(&anonymous, now));
    }
    request.extensions_mut().insert(Rc::new(Visitor { identity, anonymous }));
    let mut answer = next.call(request).await?.map_into_boxed_body();
    for cookie in fresh {
        // What a handler wrote is newer.
        if !answer.response().cookies().any(|written| written.name() == cookie.name()) {
            answer.response_mut().add_cookie(&cookie).map_err(|_| Problem::new(ErrorCode::Internal))?;
        }
    }
    Ok(answer)
}

/// Whether an address is answered differently for different visitors: the API, assets and probes are not.
fn has_visitor(path: &str) -> bool {
    let alike = ["/api/", "/assets/"].iter().any(|start| path.starts_with(start));
    !alike && !["/healthz", "/readyz", "/metrics", "/robots.txt", "/favicon.ico"].contains(&path)
}
