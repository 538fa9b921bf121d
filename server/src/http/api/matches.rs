//! `GET` and `POST /api/v1/match`: how many products match, without the products.

use super::openapi::SearchParameters;
use super::search::{read_address, read_body};
use crate::http::problem::{Problem, ProblemDocument};
use crate::http::state::AppState;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::answer::{ApprovalBand, MatchCount};
use domain::query::SearchQuery;
use domain::rate::Rate;
use serde::Serialize;
use utoipa::ToSchema;

/// How many products match, and the best among them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MatchDto {
    /// How many products match.
    total: u64,
    /// Whether `total` is exact; otherwise an upper bound.
    total_is_exact: bool,
    /// How many of them have a rule known not to be met.
    not_met_total: u64,
    /// Whether `not_met_total` is exact; otherwise a lower bound.
    not_met_is_exact: bool,
    /// The lowest annual rate among the others, as a decimal fraction; null where none is published.
    best_rate: Option<f64>,
    /// The best chance of approval among the others, as results name it; null where there are none.
    best_approval_band: Option<&'static str>,
}

impl MatchDto {
    fn new(count: &MatchCount) -> Self {
        Self {
            total: count.total,
            total_is_exact: count.total_is_exact,
            not_met_total: count.not_met_total,
            not_met_is_exact: count.not_met_is_exact,
            best_rate: count.best_rate.map(Rate::fraction),
            best_approval_band: count.best_approval_band.map(ApprovalBand::name),
        }
    }
}

/// Counts what a search with the same parameters would find. Sort, page and explain make no difference.
#[utoipa::path(
    get,
    path = "/api/v1/match",
    params(SearchParameters),
    responses(
        (status = 200, description = "How many products match, and the best among them.", body = MatchDto),
        (status = 422, description = "One entry per field that cannot be used.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Too many searches at once, or not ready yet.", body = ProblemDocument, content_type = "application/problem+json")
    )
)]
pub(super) async fn get(state: web::Data<AppState>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    answer(&state, &read_address(&state, &request)?).await
}

/// The same parameters in a JSON body, so that a profile stays out of addresses and logs.
#[utoipa::path(
    post,
    path = "/api/v1/match",
    request_body = SearchParameters,
    responses(
        (status = 200, description = "How many products match, and the best among them.", body = MatchDto),
        (status = 422, description = "One entry per field that cannot be used.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Too many searches at once, or not ready yet.", body = ProblemDocument, content_type = "application/problem+json")
    )
)]
pub(super) async fn post(
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<HttpResponse, Problem> {
    answer(&state, &read_body(&state, &request, body)?).await
}

async fn answer(state: &AppState, query: &SearchQuery) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(MatchDto::new(&state.search.count(query, &[]).await?)))
}
