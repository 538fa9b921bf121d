//! `POST /products/{id}/save` and its kin: the visitor's lists, changed by plain forms or by a script.

use super::audience::page_client;
use super::local_path::local_path;
use super::problem::Problem;
use super::see_other;
use super::state::AppState;
use super::visitor::Sender;
use crate::clock;
use crate::services::events::EventError;
use actix_web::http::header::ACCEPT;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::error::ErrorCode;
use domain::event::ListedAs;
use domain::lists::{List, ListAction, ListFull};
use domain::product::ProductId;
use serde::Deserialize;

/// The rest of the form.
#[derive(Deserialize)]
pub(super) struct Back {
    /// The page to return to.
    #[serde(rename = "return")]
    path: Option<String>,
}

/// Changes a list, and leads back to where the form stood; a script that accepts JSON gets an empty answer.
pub(super) async fn change(
    state: web::Data<AppState>,
    request: HttpRequest,
    Sender(visitor): Sender,
    path: web::Path<(String, String)>,
    form: Option<web::Form<Back>>,
) -> Result<HttpResponse, Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let (id, action) = path.into_inner();
    let action: ListAction = action.parse().map_err(|_| not_found())?;
    let product: ProductId = id.parse().map_err(|_| not_found())?;
    // What is on a list can be taken off it, even if the catalogue knows it no more.
    let known = visitor.lists().has(action.list(), product) || state.catalogue.knows(product).await?;
    if !known {
        return Err(not_found().detail("There is no product with this id."));
    }
    let by_script = accepts_json(&request);
    let is_new = !visitor.lists().has(action.list(), product);
    let mut cookie = None;
    let outcome = match &visitor.identity {
        Some(identity) => {
            let edit = |lists: &mut _| action.apply(lists, product);
            state.accounts.edit_lists(identity.account.id, clock::now(), edit).await
        }
        None => {
            let mut lists = visitor.lists().clone();
            let outcome = action.apply(&mut lists, product);
            cookie = state.cookies.write_lists(&lists, clock::now());
            outcome.map_err(Into::into)
        }
    };
    if outcome.is_ok() && is_new {
        record(&state, &request, action, product).await;
    }
    let mut answer = match outcome {
        Ok(()) if by_script => HttpResponse::NoContent().finish(),
        Ok(()) => {
            see_other(form.as_ref().and_then(|form| local_path(form.path.as_deref()?)).unwrap_or("/saved"))
        }
        Err(crate::services::accounts::AccountError::Full(full)) if !by_script => return Ok(is_full(full)),
        Err(error) => return Err(error.into()),
    };
    if let Some(cookie) = cookie {
        answer.add_cookie(&cookie).map_err(|_| Problem::new(ErrorCode::Internal))?;
    }
    Ok(answer)
}

/// Records that a product was put on a list. The list is changed whether or not that succeeds.
async fn record(state: &AppState, request: &HttpRequest, action: ListAction, product: ProductId) {
    let listed_as = match action {
        ListAction::Save => ListedAs::Save,
        ListAction::Compare => ListedAs::Compare,
        ListAction::Unsave | ListAction::Dismiss | ListAction::Restore | ListAction::Uncompare => return,
    };
    let client = page_client(request, state);
    if let Err(error @ EventError::Store(_)) =
        state.events.listed(listed_as, product, client, clock::now()).await
    {
        let request_id = super::request_id::current();
        tracing::error!(request_id, %error, "an event is lost");
    }
}

/// The page of all lists says which one is full, and is where room can be made.
fn is_full(ListFull(list): ListFull) -> HttpResponse {
    see_other(match list {
        List::Saved => "/saved?full=saved",
        List::Dismissed => "/saved?full=dismissed",
        List::Compared => "/saved?full=compared",
    })
}

fn accepts_json(request: &HttpRequest) -> bool {
    let accept = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    accept.split(',').filter_map(|kind| kind.split(';').next()).any(|kind| kind.trim() == "application/json")
}
