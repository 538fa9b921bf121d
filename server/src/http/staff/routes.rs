//! The addresses of those who work with the site, each with what it needs.
//!
//! A form's need is the type of its handler's first argument; the table that tests walk is made while the routes are,
//! from the same types.

use super::super::pages;
use super::super::state::AppState;
use super::admission::{Admission, Admitted, Need, Requires, Turned, admit};
use super::{invitations, members, security, sign_in};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, Data, Form, ServiceConfig};
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, HttpResponse, guard};
use serde::de::DeserializeOwned;
use std::future::Future;

/// One address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffRoute {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The address, `{institution}` standing for an institution's id.
    pub path: &'static str,
    /// What it needs.
    pub need: Need,
}

/// The routes while they are made.
struct Routes<'a> {
    /// Where they are added, if anywhere.
    to: Option<(&'a mut ServiceConfig, &'a Data<AppState>)>,
    table: Vec<StaffRoute>,
}

impl Routes<'_> {
    /// A page.
    fn page<R: Requires>(&mut self, path: &'static str) {
        self.table.push(StaffRoute { method: "GET", path, need: R::NEED });
        if let Some((config, state)) = &mut self.to {
            let page = pages::route(Data::clone(state));
            let resource = web::resource(path).guard(guard::Get()).wrap(from_fn(gate::<R>)).route(page);
            config.service(resource);
        }
    }

    /// A form's handler.
    fn post<R, T, F, Fut>(&mut self, path: &'static str, handler: F)
    where
        R: Requires,
        T: DeserializeOwned + 'static,
        F: Fn(Admitted<R>, Data<AppState>, HttpRequest, Form<T>) -> Fut + Clone + 'static,
        Fut: Future<Output = Result<HttpResponse, Turned>> + 'static,
    {
        self.table.push(StaffRoute { method: "POST", path, need: R::NEED });
        if let Some((config, _)) = &mut self.to {
            // Who asks is decided on before what they sent is read.
            let admitted_first = move |admitted: Admitted<R>,
                                       state: Data<AppState>,
                                       request: HttpRequest,
                                       body: web::Payload| {
                let handler = handler.clone();
                async move {
                    let form = Form::<T>::from_request(&request, &mut body.into_inner()).await?;
                    handler(admitted, state, request, form).await.map_err(Error::from)
                }
            };
            config.service(web::resource(path).guard(guard::Post()).route(web::post().to(admitted_first)));
        }
    }
}

/// Lets a request for a page pass, with what is known of who sends it, or leads elsewhere.
async fn gate<R: Requires>(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let admission: Admission = admit(request.request(), R::NEED).await?;
    request.extensions_mut().insert(admission);
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn all(routes: &mut Routes<'_>) {
    use super::admission::{Anybody, HalfSignedIn, ManagesMembers, ManagesStaff, SeesAudit, Somebody};

    routes.page::<Anybody>("/staff/sign-in");
    routes.post("/staff/sign-in", sign_in::sign_in);
    routes.page::<HalfSignedIn>("/staff/code");
    routes.post("/staff/code", sign_in::code);
    routes.page::<Somebody>("/staff/confirm");
    routes.post("/staff/confirm", sign_in::confirm);
    routes.post("/staff/sign-out", sign_in::sign_out);
    routes.page::<Anybody>("/staff/password");
    routes.post("/staff/password", invitations::ask_password);
    routes.page::<Anybody>("/staff/password/choose");
    routes.post("/staff/password/choose", invitations::choose_password);
    routes.page::<Anybody>("/staff/invitation");
    routes.post("/staff/invitation", invitations::accept);
    routes.post("/staff/invitation/join", invitations::join);
    routes.page::<Somebody>("/staff");
    routes.page::<Somebody>("/staff/security");
    routes.post("/staff/security/password", security::change_password);
    routes.post("/staff/security/codes", security::add_codes);
    routes.post("/staff/security/codes/remove", security::remove_codes);
    routes.post("/staff/security/recovery", security::renew_recovery);
    routes.post("/staff/security/sign-out", security::sign_out);
    routes.post("/staff/security/sign-out-elsewhere", security::sign_out_elsewhere);
    routes.page::<ManagesStaff>("/staff/people");
    routes.post("/staff/people/invite", members::invite_to_site);
    routes.post("/staff/people/remove", members::remove_from_site);
    routes.post("/staff/people/disable", members::disable);
    routes.page::<SeesAudit>("/staff/audit");
    routes.page::<ManagesMembers>("/institutions/{institution}/people");
    routes.post("/institutions/{institution}/people/invite", members::invite_to_institution);
    routes.post("/institutions/{institution}/people/role", members::change_role);
    routes.post("/institutions/{institution}/people/remove", members::remove_from_institution);
}

/// Adds the routes.
pub(in crate::http) fn routes(config: &mut ServiceConfig, state: &Data<AppState>) {
    all(&mut Routes { to: Some((config, state)), table: Vec::new() });
}

/// Every address with what it needs, for tests that walk them.
#[must_use]
pub fn table() -> Vec<StaffRoute> {
    let mut routes = Routes { to: None, table: Vec::new() };
    all(&mut routes);
    routes.table
}
