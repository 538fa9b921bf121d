//! `GET /api/v1/suggest`.

use super::search::query_pairs;
use crate::http::problem::{Problem, ProblemDocument};
use crate::http::state::AppState;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::error::{Fault, FieldError};
use serde::Serialize;
use utoipa::ToSchema;

/// Completions answered at most.
const LIMIT: usize = 8;
/// The longest beginning that is completed, in characters.
const MAX_TEXT: usize = 100;

/// Completions of what a borrower has begun to type.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SuggestDto {
    suggestions: Vec<SuggestionDto>,
}

/// One completion.
#[derive(Debug, Serialize, ToSchema)]
struct SuggestionDto {
    /// `product`, `institution`, `category` or `purpose`.
    kind: &'static str,
    /// The text to show and to search for.
    text: String,
    /// The product's or lender's id, or the category's or purpose's name.
    value: String,
}

/// Completions of what a borrower has begun to type.
#[utoipa::path(
    get,
    path = "/api/v1/suggest",
    params(("q" = String, Query, description = "What has been typed; at most 100 characters.")),
    responses(
        (status = 200, description = "At most eight completions, best first.", body = SuggestDto),
        (status = 422, description = "One entry per field that cannot be used.", body = ProblemDocument, content_type = "application/problem+json")
    )
)]
pub(super) async fn get(state: web::Data<AppState>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let pairs = query_pairs(request.query_string())?;
    if let Some((name, _)) = pairs.iter().find(|(name, _)| name != "q") {
        return Err(Problem::fields(vec![FieldError::new(name, Fault::Unknown { known: &["q"] })]));
    }
    let text = pairs.first().map_or("", |(_, value)| value.trim());
    if text.chars().count() > MAX_TEXT {
        return Err(Problem::fields(vec![FieldError::new("q", Fault::TooLong { most: MAX_TEXT })]));
    }
    let found = if text.is_empty() { Vec::new() } else { state.search.suggest(text, LIMIT)? };
    let suggestions = found
        .into_iter()
        .map(|found| SuggestionDto { kind: found.kind.name(), text: found.text, value: found.value })
        .collect();
    Ok(HttpResponse::Ok().json(SuggestDto { suggestions }))
}
