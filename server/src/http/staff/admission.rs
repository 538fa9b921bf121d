//! Who may pass: what a page or a form of those who work with the site needs stands in its type.
//!
//! [`Admitted<R>`] is the argument of every handler: there is none without a decision, and the decision is made in one
//! place, [`admit`]. The same decision stands before every page. What an institution's own is lies under an address
//! that names it; to somebody who holds nothing there it does not exist.

use super::super::cookies::STAFF;
use super::super::local_path::local_path;
use super::super::problem::Problem;
use super::super::see_other;
use super::super::state::AppState;
use crate::clock;
use crate::services::staff::{StaffError, StaffService, StaffSession};
use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::http::header::REFERER;
use actix_web::http::{Method, Uri};
use actix_web::web::Data;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest};
use domain::access::{Grant, Permission};
use domain::error::ErrorCode;
use domain::product::InstitutionId;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::Rc;

/// What has to be true of whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: the pages that lead in.
    Nothing,
    /// A password was given; the second factor may be missing still.
    Password,
    /// Signed in, with all that was asked of them.
    SignedIn,
    /// A role that allows it, where the permission is an institution's in the one that the address names.
    Permission(Permission),
}

/// A type that says what it needs.
pub trait Requires: 'static {
    /// What it needs.
    const NEED: Need;
}

macro_rules! requirements {
    ($($(#[$meta:meta])* $name:ident = $need:expr;)+) => {
        $($(#[$meta])*
        #[derive(Debug)]
        pub struct $name;
        impl Requires for $name {
            const NEED: Need = $need;
        })+
    };
}

requirements! {
    /// Whoever comes.
    Anybody = Need::Nothing;
    /// Whose password was right.
    HalfSignedIn = Need::Password;
    /// Whoever is signed in.
    Somebody = Need::SignedIn;
    /// Who manages an institution's people.
    ManagesMembers = Need::Permission(Permission::ManageMembers);
    /// Who manages the site's.
    ManagesStaff = Need::Permission(Permission::ManageStaff);
    /// Who reads the audit log.
    SeesAudit = Need::Permission(Permission::SeeAudit);
}

/// Somebody who was let pass.
#[derive(Debug, Clone)]
pub struct Admission {
    /// Their session; none only where none is needed.
    pub session: Option<StaffSession>,
    /// The institution that the address names, in which they hold a role that allows what is asked.
    pub institution: Option<InstitutionId>,
}

/// The same as the argument of a handler, whose need is its type.
pub(super) struct Admitted<R: Requires> {
    admission: Admission,
    requires: PhantomData<R>,
}

impl<R: Requires> Admitted<R> {
    /// Their session.
    pub(super) fn session(&self) -> Result<&StaffSession, Problem> {
        self.admission.session.as_ref().ok_or_else(|| Problem::new(ErrorCode::NotSignedIn))
    }

    /// The institution that the address names.
    pub(super) const fn institution(&self) -> Option<InstitutionId> {
        self.admission.institution
    }
}

impl<R: Requires> FromRequest for Admitted<R> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let admission = admit(&request, R::NEED).await?;
            Ok(Self { admission, requires: PhantomData })
        })
    }
}

/// Somebody who was not let pass.
#[derive(Debug)]
pub enum Turned {
    /// Something is to be done first, on this page.
    First(String),
    /// They may not, or something failed.
    Away(Problem),
}

impl From<Turned> for Error {
    fn from(turned: Turned) -> Self {
        match turned {
            Turned::First(page) => InternalError::from_response("first", see_other(&page)).into(),
            Turned::Away(problem) => problem.into(),
        }
    }
}

impl From<Problem> for Turned {
    fn from(problem: Problem) -> Self {
        Self::Away(problem)
    }
}

impl From<StaffError> for Turned {
    fn from(error: StaffError) -> Self {
        Self::Away(error.into())
    }
}

fn away<T>(code: ErrorCode) -> Result<T, Turned> {
    Err(Turned::Away(Problem::new(code)))
}

/// The session that a request shows, found once.
#[derive(Clone)]
struct Found(Option<Rc<StaffSession>>);

async fn session(request: &HttpRequest, state: &AppState) -> Result<Option<Rc<StaffSession>>, Problem> {
    if let Some(Found(session)) = request.extensions().get::<Found>().cloned() {
        return Ok(session);
    }
    let token = request.cookie(STAFF).and_then(|cookie| state.cookies.read_staff(&cookie));
    let session = match token {
        Some(token) => state.staff.identify(&token, clock::now()).await?.map(Rc::new),
        None => None,
    };
    request.extensions_mut().insert(Found(session.clone()));
    Ok(session)
}

/// Decides whether whoever sends a request is let pass.
pub(super) async fn admit(request: &HttpRequest, need: Need) -> Result<Admission, Turned> {
    let Some(state) = request.app_data::<Data<AppState>>() else { return away(ErrorCode::Internal) };
    let session = session(request, state).await?;
    if need == Need::Nothing {
        return Ok(Admission { session: session.as_deref().cloned(), institution: None });
    }
    let Some(session) = session else { return Err(Turned::First(leading_back("/staff/sign-in", request))) };
    let pass = |institution| Ok(Admission { session: Some(session.as_ref().clone()), institution });
    if need == Need::Password {
        return pass(None);
    }
    if !session.is_complete() {
        return Err(Turned::First(leading_back("/staff/code", request)));
    }
    let Need::Permission(permission) = need else { return pass(None) };
    let institution = institution(request, permission)?;
    let held = |grant: &&Grant| grant.institution() == institution;
    let mut grants = session.grants.iter().filter(held).peekable();
    // To whom holds nothing there, it is not there; whoever does hold something may know what they lack.
    if institution.is_some() && grants.peek().is_none() {
        return away(ErrorCode::NotFound);
    }
    let Some(grant) = grants.find(|grant| grant.allows(permission)) else {
        state.staff.refused(&session, permission, request.path(), clock::now()).await?;
        return away(ErrorCode::Forbidden);
    };
    if grant.role().needs_second_factor() && !session.has_second_factor() {
        return Err(Turned::First("/staff/security?needed=1".to_owned()));
    }
    if StaffService::confirmed(&session, permission, clock::now()).is_err() {
        return Err(Turned::First(leading_back("/staff/confirm", request)));
    }
    pass(institution)
}

/// The institution that the address names, where the permission is an institution's.
fn institution(request: &HttpRequest, permission: Permission) -> Result<Option<InstitutionId>, Turned> {
    if !permission.is_of_institution() {
        return Ok(None);
    }
    let named = request.match_info().get("institution").and_then(|id| id.parse().ok());
    named.map_or_else(|| away(ErrorCode::NotFound), |id| Ok(Some(InstitutionId(id))))
}

/// A page that leads back to where the request was going: for a form, to the page that it stands on, since a form's own
/// address is no page. Browsers name that page to this site (`Referrer-Policy: same-origin`).
fn leading_back(page: &str, request: &HttpRequest) -> String {
    let path_of = |uri: &Uri| uri.path_and_query().map(|path| path.as_str().to_owned());
    let back = if request.method() == Method::GET {
        path_of(request.uri())
    } else {
        let from = request.headers().get(REFERER).and_then(|from| from.to_str().ok()?.parse::<Uri>().ok());
        from.as_ref().and_then(path_of)
    };
    let back = back.as_deref().and_then(local_path).unwrap_or("/staff");
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("return", back).finish();
    format!("{page}?{query}")
}
