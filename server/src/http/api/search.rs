//! `GET` and `POST /api/v1/search`.

use super::dto::SearchDto;
use super::openapi::SearchParameters;
use crate::clock;
use crate::http::audience::api_client;
use crate::http::problem::{Problem, ProblemDocument};
use crate::http::state::AppState;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::error::{ErrorCode, Fault, FieldError};
use domain::query::{ParseOptions, SearchQuery};
use serde_json::Value;

/// How much of a member's name is read, in characters: more than any parameter has. The name of a long list is
/// kept with each of its values.
const MAX_NAME: usize = 60;

/// Search with parameters in the address.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    params(SearchParameters),
    responses(
        (status = 200, description = "A page of ranked results.", body = SearchDto),
        (status = 422, description = "One entry per field that cannot be used.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Too many searches at once, or not ready yet.", body = ProblemDocument, content_type = "application/problem+json")
    )
)]
pub(super) async fn get(state: web::Data<AppState>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    answer(&state, &request, &read_address(&state, &request)?).await
}

/// The same parameters in a JSON body, so that a profile stays out of addresses and logs.
#[utoipa::path(
    post,
    path = "/api/v1/search",
    request_body = SearchParameters,
    responses(
        (status = 200, description = "A page of ranked results.", body = SearchDto),
        (status = 422, description = "One entry per field that cannot be used.", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Too many searches at once, or not ready yet.", body = ProblemDocument, content_type = "application/problem+json")
    )
)]
pub(super) async fn post(
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<HttpResponse, Problem> {
    answer(&state, &request, &read_body(&state, &request, body)?).await
}

async fn answer(
    state: &AppState,
    request: &HttpRequest,
    query: &SearchQuery,
) -> Result<HttpResponse, Problem> {
    let client = api_client(request, state);
    // What a program is shown, or nobody yet, teaches nothing.
    let is_person = client.origin.bot.is_none() && !client.is_ahead;
    let explore = query.explore.filter(|_| is_person);
    let answer = state.search.search(&SearchQuery { explore, ..query.clone() }).await?;
    state.events.shown(&answer, query, client, clock::now());
    Ok(HttpResponse::Ok().json(SearchDto::new(&answer, query.explain)))
}

/// The search in an address.
pub(super) fn read_address(state: &AppState, request: &HttpRequest) -> Result<SearchQuery, Problem> {
    parse(state, &query_pairs(request.query_string())?)
}

/// The search in a JSON body.
pub(super) fn read_body(
    state: &AppState,
    request: &HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<SearchQuery, Problem> {
    parse(state, &body_pairs(&json_body(request, body)?)?)
}

/// The bytes of a body that says it is JSON.
pub(super) fn json_body(
    request: &HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<web::Bytes, Problem> {
    let body = body.map_err(|error| match error.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(ErrorCode::TooLarge),
        _ => Problem::new(ErrorCode::MalformedRequest).detail("The body cannot be read."),
    })?;
    let kind = request.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err(
            Problem::new(ErrorCode::MalformedRequest).detail("Send the parameters as application/json.")
        );
    }
    Ok(body)
}

/// The query that names and values make, in the catalogue's currency.
pub(super) fn parse(state: &AppState, pairs: &[(String, String)]) -> Result<SearchQuery, Problem> {
    let options = ParseOptions { currency: state.currency, refuse_unknown: true };
    SearchQuery::parse(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())), options)
        .map_err(Problem::fields)
}

/// The names and values of a query string.
pub(crate) fn query_pairs(query: &str) -> Result<Vec<(String, String)>, Problem> {
    web::Query::<Vec<(String, String)>>::from_query(query)
        .map(web::Query::into_inner)
        .map_err(|_| Problem::new(ErrorCode::MalformedRequest).detail("The address has a malformed query."))
}

/// The members of a JSON object as names and values; a list repeats its name, null is not given.
fn body_pairs(body: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    let malformed = |what: &str| Problem::new(ErrorCode::MalformedRequest).detail(what);
    let document: Value = serde_json::from_slice(body)
        .map_err(|error| malformed(&format!("The body is not JSON: {error}.")))?;
    let Value::Object(members) = document else {
        return Err(malformed("The body must be a JSON object of parameters."));
    };
    let (mut pairs, mut errors) = (Vec::new(), Vec::new());
    for (name, value) in members {
        let name: String = name.chars().take(MAX_NAME).collect();
        let values = match value {
            Value::Array(values) => values,
            one => vec![one],
        };
        for value in values {
            match value {
                Value::Null => {}
                Value::String(text) => pairs.push((name.clone(), text)),
                Value::Number(number) => pairs.push((name.clone(), number.to_string())),
                Value::Bool(flag) => pairs.push((name.clone(), flag.to_string())),
                Value::Array(_) | Value::Object(_) => {
                    errors.push(FieldError::new(name.clone(), Fault::Shape));
                }
            }
        }
    }
    if errors.is_empty() { Ok(pairs) } else { Err(Problem::fields(errors)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_becomes_names_and_values() {
        let pairs = body_pairs(
            br#"{"amount": 15000, "category": ["personal_loan", "lease"], "age": null, "secured": true}"#,
        );
        let expected =
            [("amount", "15000"), ("category", "personal_loan"), ("category", "lease"), ("secured", "true")];
        assert_eq!(pairs.unwrap(), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_long_name_is_not_kept_with_every_value() {
        let body = format!(r#"{{"{}": [1, 2, {{}}]}}"#, "x".repeat(30_000));
        let Err(problem) = body_pairs(body.as_bytes()) else { panic!("an object is no value") };
        assert!(format!("{problem:?}").len() < 1_000);
        let pairs = body_pairs(body.replace("{}", "3").as_bytes()).unwrap();
        assert_eq!(pairs.len(), 3);
        assert!(pairs.iter().all(|(name, _)| name.len() == MAX_NAME));
    }

    #[test]
    fn a_body_that_is_no_flat_object_is_refused() {
        for body in ["", "[]", "3", "{", r#"{"amount": {"minor": 3}}"#] {
            assert!(body_pairs(body.as_bytes()).is_err(), "{body}");
        }
    }
}
