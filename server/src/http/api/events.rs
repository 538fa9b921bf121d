//! `POST /api/v1/events/click`.

use crate::clock;
use crate::http::audience::api_client;
use crate::http::problem::{Problem, ProblemDocument};
use crate::http::state::AppState;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::error::{ErrorCode, Fault, FieldError};
use serde_json::Value;
use uuid::Uuid;

const FIELD: &str = "impression_id";

/// A click on a result.
#[derive(utoipa::ToSchema)]
#[allow(
    dead_code,
    reason = "documents the body; its members are read one by one, so that each fault is named"
)]
pub(super) struct ClickDto {
    /// The result's `impression_id`.
    impression_id: String,
}

/// Tell that somebody opened a result. The first click of an impression counts; others are accepted and change
/// nothing. It is kept for good when the answer comes.
#[utoipa::path(
    post,
    path = "/api/v1/events/click",
    request_body = ClickDto,
    responses(
        (status = 204, description = "The click is recorded, now or earlier."),
        (status = 400, description = "The body is not JSON.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 404, description = "Nothing was shown under this id, or too long ago.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "The id is missing, or is none.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 429, description = "Too many clicks; they are accepted again after a while.", body = ProblemDocument, content_type = "application/problem+json")
    )
)]
pub(super) async fn click(
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<HttpResponse, Problem> {
    let body = super::search::json_body(&request, body)?;
    let impression = impression(&body)?;
    state.events.click(impression, api_client(&request, &state), clock::now()).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn impression(body: &[u8]) -> Result<Uuid, Problem> {
    let malformed = |what: String| Problem::new(ErrorCode::MalformedRequest).detail(what);
    let document: Value =
        serde_json::from_slice(body).map_err(|error| malformed(format!("The body is not JSON: {error}.")))?;
    let Value::Object(members) = document else {
        return Err(malformed("The body must be a JSON object.".to_owned()));
    };
    if let Some(other) = members.keys().find(|name| *name != FIELD) {
        return Err(Problem::fields(vec![FieldError::new(
            other.clone(),
            Fault::Unknown { known: &[FIELD] },
        )]));
    }
    let faulty = |fault| Problem::fields(vec![FieldError::new(FIELD, fault)]);
    match members.get(FIELD) {
        None | Some(Value::Null) => Err(faulty(Fault::Needed)),
        Some(Value::String(id)) => id.parse().map_err(|_| faulty(Fault::Id)),
        Some(_) => Err(faulty(Fault::Id)),
    }
}
