//! `POST /answers`: the borrower's form. What they need goes into the address of the results, which can be
//! shared; who they are goes into their session, and never into an address or a log.

use super::problem::Problem;
use super::session;
use super::state::AppState;
use actix_session::{Session, SessionInsertError};
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, web};
use domain::error::{ErrorCode, FieldError};
use domain::query::{ParseOptions, SearchQuery};
use std::collections::BTreeMap;

/// The fields that say what is needed; all others say who asks.
const NEED: &[&str] = &["q", "category", "amount", "term_months", "purpose"];
/// The longest value that is kept to be shown again beside its fault, in characters.
const KEPT: usize = 60;

/// Takes the form's answers.
pub(super) async fn save(
    state: web::Data<AppState>,
    session: Session,
    form: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Problem> {
    let pairs = form.into_inner();
    let borrowed = || pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let options = ParseOptions { currency: state.currency, refuse_unknown: false };
    let kept = match SearchQuery::parse(borrowed(), options) {
        Ok(query) if query.amount().is_some() => {
            session::remember(&session, &query.borrower).map(|()| search_address(&pairs))
        }
        parsed => {
            let mut errors = parsed.err().unwrap_or_default();
            if !borrowed().any(|(name, value)| name == "amount" && !value.trim().is_empty()) {
                errors.insert(
                    0,
                    FieldError::new(
                        "amount",
                        "is the one answer we need: how much would you like to borrow?",
                    ),
                );
            }
            let shorten = |value: &str| value.chars().take(KEPT).collect::<String>();
            let values: BTreeMap<_, _> = borrowed()
                .filter(|(name, _)| domain::query::PARAMETERS.contains(name))
                .map(|(name, value)| (name.to_owned(), shorten(value)))
                .collect();
            session::remember_form(&session, values, errors).map(|()| "/".to_owned())
        }
    };
    let address = kept.map_err(|error| unwritten(&error))?;
    Ok(see_other(&address))
}

/// A session that could not be written.
pub(super) fn unwritten(error: &SessionInsertError) -> Problem {
    tracing::error!(%error, "session could not be written");
    Problem::new(ErrorCode::Internal)
}

/// Forgets every answer.
pub(super) async fn clear(session: Session) -> Result<HttpResponse, Problem> {
    session::forget(&session).map_err(|error| unwritten(&error))?;
    Ok(see_other("/"))
}

/// Leads on to another page of this site.
pub(super) fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
}

/// The results' address: the need alone.
fn search_address(pairs: &[(String, String)]) -> String {
    let need = pairs.iter().filter(|(name, value)| NEED.contains(&name.as_str()) && !value.trim().is_empty());
    let query: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(need.map(|(name, value)| (name.as_str(), value.trim())))
        .finish();
    format!("/search?{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_need_goes_into_the_address() {
        let pairs =
            [("category", "personal_loan"), ("amount", " 15000 "), ("income_annual", "80000"), ("age", "30")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(search_address(&pairs), "/search?category=personal_loan&amount=15000");
    }
}
