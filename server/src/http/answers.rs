//! `POST /answers`: the borrower's form. What they need goes into the address of the results, which can be
//! shared; who they are goes into their session, or into the account of who is signed in, and never into an
//! address or a log.

use super::account::keep_answers;
use super::problem::Problem;
use super::see_other;
use super::session;
use super::state::AppState;
use super::visitor::Sender;
use crate::clock;
use actix_session::{Session, SessionInsertError};
use actix_web::{HttpResponse, web};
use domain::borrower::Borrower;
use domain::error::FieldError;
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
    Sender(visitor): Sender,
    form: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Problem> {
    let pairs = form.into_inner();
    let borrowed = || pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let options = ParseOptions { currency: state.currency, refuse_unknown: false };
    let kept: Result<String, SessionInsertError> = match SearchQuery::parse(borrowed(), options) {
        Ok(query) if query.amount().is_some() => {
            match &visitor.identity {
                Some(identity) => {
                    keep_answers(&state, identity, &query.borrower).await?;
                    session::forget(&session);
                }
                None => session::remember(&session, &query.borrower, clock::now())?,
            }
            Ok(search_address(&pairs))
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
    Ok(see_other(&kept?))
}

/// Forgets every answer.
pub(super) async fn clear(
    state: web::Data<AppState>,
    session: Session,
    Sender(visitor): Sender,
) -> Result<HttpResponse, Problem> {
    if let Some(identity) = &visitor.identity {
        keep_answers(&state, identity, &Borrower::default()).await?;
    }
    session::forget(&session);
    Ok(see_other("/"))
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
