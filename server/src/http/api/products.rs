//! `GET /api/v1/products/{id}` and its repayment schedule.

use super::changes::RaisesDto;
use super::dto::{RepaymentDto, ResultDto};
use super::openapi::SearchParameters;
use super::search::{parse, query_pairs};
use crate::http::problem::{Problem, ProblemDocument};
use crate::http::state::AppState;
use crate::services::catalogue::ProductDetails;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::answer::Reason;
use domain::error::{ErrorCode, Fault, FieldError};
use domain::headline::Headline;
use domain::product::{Product, ProductId};
use domain::query::SearchQuery;
use serde::Serialize;
use utoipa::ToSchema;

/// The whole product: judged for the query's need, as published, and how its rate changed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProductDto {
    /// As a search result shows it.
    #[serde(flatten)]
    summary: ResultDto,
    /// Counts the changes of the product's figures, from 1.
    version: u32,
    /// When the catalogue first knew it (RFC 3339, UTC).
    listed_at: String,
    /// When it left its lender's list; null while it is on offer.
    withdrawn_at: Option<String>,
    /// Everything the lender publishes: rates with tiers, fees, rules, features, constraints, links.
    #[schema(value_type = Object)]
    published: Product,
    /// Changes of the headline rate, newest first.
    history: Vec<RateChangeDto>,
    /// What would raise the chance of approval; empty where the profile is not to be used.
    raises: RaisesDto,
    /// What speaks for and against an approval, the weightiest first, at most four; empty where the profile is not to be
    /// used.
    reasons: Vec<ReasonDto>,
}

/// Something that speaks for or against an approval.
#[derive(Debug, Serialize, ToSchema)]
struct ReasonDto {
    /// What it is about: `burden`, `debts`, `income`, `amount`, `term`, `credit_history`, `employment`,
    /// `loan_to_value`, `rules`, `product` or `lender_history`.
    about: &'static str,
    /// How much it moves the chance, in log-odds: above 0 it speaks for an approval.
    contribution: f64,
}

impl ReasonDto {
    const fn new(reason: &Reason) -> Self {
        Self { about: reason.kind.name(), contribution: reason.contribution }
    }
}

/// A change of the headline rate.
#[derive(Debug, Serialize, ToSchema)]
struct RateChangeDto {
    /// When the catalogue recorded it (RFC 3339, UTC).
    at: String,
    /// The rate before, as a decimal fraction; null before the product was listed.
    from: Option<f64>,
    /// The rate since.
    to: Option<f64>,
}

/// A repayment schedule; its rows sum exactly to the totals.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ScheduleDto {
    product_id: String,
    /// The yearly rate it is worked out with, as a decimal fraction.
    annual_rate: f64,
    figures: RepaymentDto,
    rows: Vec<ScheduleRowDto>,
}

/// One instalment; money as decimal strings in major units.
#[derive(Debug, Serialize, ToSchema)]
struct ScheduleRowDto {
    number: u32,
    payment: String,
    interest: String,
    principal: String,
    fees: String,
    balance: String,
}

/// The whole product, judged for the need and profile in the query.
#[utoipa::path(
    get,
    path = "/api/v1/products/{id}",
    params(("id" = String, Path, description = "The product's id."), SearchParameters),
    responses(
        (status = 200, description = "The product.", body = ProductDto),
        (status = 404, description = "No such product.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "One entry per field that cannot be used.", body = ProblemDocument, content_type = "application/problem+json")
    )
)]
pub(super) async fn get(
    state: web::Data<AppState>,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let (details, query) = load(&state, &request, &id).await?;
    let (stored, rate) = (&details.stored, |rate: domain::rate::Rate| rate.fraction());
    Ok(HttpResponse::Ok().json(ProductDto {
        summary: ResultDto::new(&details.result, query.explain),
        version: stored.version,
        listed_at: stored.listed_at.to_string(),
        withdrawn_at: stored.withdrawn_at.map(|at| at.to_string()),
        history: details
            .history
            .iter()
            .map(|change| RateChangeDto {
                at: change.at.to_string(),
                from: change.from.map(rate),
                to: change.to.map(rate),
            })
            .collect(),
        published: stored.product.clone(),
        raises: RaisesDto::new(&details.raises, &details.result.listing.fees),
        reasons: details.reasons.iter().map(ReasonDto::new).collect(),
    }))
}

/// The repayment schedule for an amount and a term.
#[utoipa::path(
    get,
    path = "/api/v1/products/{id}/schedule",
    params(
        ("id" = String, Path, description = "The product's id."),
        ("amount" = String, Query, description = "The amount, in major units."),
        ("term_months" = u16, Query, description = "The term, in months.")
    ),
    responses(
        (status = 200, description = "Rows that sum exactly to the figures.", body = ScheduleDto),
        (status = 404, description = "No such product.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "One entry per field that cannot be used.", body = ProblemDocument, content_type = "application/problem+json")
    )
)]
pub(super) async fn schedule(
    state: web::Data<AppState>,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let (details, query) = load(&state, &request, &id).await?;
    let missing = [("amount", query.amount().is_none()), ("term_months", query.need.term_months.is_none())];
    let missing: Vec<_> = missing
        .into_iter()
        .filter(|(_, is_missing)| *is_missing)
        .map(|(name, _)| FieldError::new(name, Fault::ScheduleNeeds))
        .collect();
    if !missing.is_empty() {
        return Err(Problem::fields(missing));
    }
    let path = |headline: Headline| Some((headline.annual, headline.rate_path(query.need.term_months?)?));
    let (Some(figures), Some((annual, rates))) =
        (details.result.repayment, details.result.headline.and_then(path))
    else {
        return Err(Problem::new(ErrorCode::NotFound).detail(
            "The lender publishes no rate for this amount and term, or the product has no instalments.",
        ));
    };
    let fees = &details.result.listing.fees;
    let schedule = rates
        .loan(figures.amount, figures.term_months)
        .and_then(|loan| loan.with_fees(fees.into()))
        .map_err(|error| Problem::fields(vec![FieldError::new("amount", Fault::Loan(error))]))?
        .schedule();
    let rows = schedule.rows.iter().map(|row| ScheduleRowDto {
        number: row.number,
        payment: row.payment.to_decimal(),
        interest: row.interest.to_decimal(),
        principal: row.principal.to_decimal(),
        fees: row.fees.to_decimal(),
        balance: row.balance.to_decimal(),
    });
    Ok(HttpResponse::Ok().json(ScheduleDto {
        product_id: details.stored.id.to_string(),
        annual_rate: annual.fraction(),
        figures: RepaymentDto::new(&figures, fees),
        rows: rows.collect(),
    }))
}

/// The product of the address, judged for the need in its query.
async fn load(
    state: &AppState,
    request: &HttpRequest,
    id: &str,
) -> Result<(ProductDetails, SearchQuery), Problem> {
    let query = parse(state, &query_pairs(request.query_string())?)?;
    let unknown = || Problem::new(ErrorCode::NotFound).detail("There is no product with this id.");
    let id: ProductId = id.parse().map_err(|_| unknown())?;
    Ok((state.catalogue.product(id, &query).await?, query))
}
