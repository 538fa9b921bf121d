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
use actix_session::Session;
use actix_web::{HttpResponse, web};
use app::address::Address;
use domain::borrower::Borrower;
use domain::query::SearchQuery;
use std::collections::BTreeMap;

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
    let kept = match SearchQuery::parse_form(borrowed(), state.currency) {
        Ok(query) => {
            match &visitor.identity {
                Some(identity) => {
                    keep_answers(&state, identity, &query.borrower).await?;
                    session::forget(&session)?;
                }
                None => session::remember(&session, &query.borrower, clock::now())?,
            }
            Ok(search_address(query))
        }
        Err(_) => session::remember_form(&session, &typed(borrowed())).map(|()| "/".to_owned()),
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
    session::forget(&session)?;
    Ok(see_other("/"))
}

/// The results' address: the need alone, as every link writes it.
fn search_address(query: SearchQuery) -> String {
    Address::of(&SearchQuery { borrower: Borrower::default(), ..query }).search()
}

/// What was typed, to be shown again. What is too long to be kept is cut, and its mark keeps it a fault.
fn typed<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, String> {
    let shorten = |value: &str| match value.char_indices().nth(KEPT) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    };
    let known = pairs.filter(|(name, _)| domain::query::PARAMETERS.contains(name));
    known.map(|(name, value)| (name.to_owned(), shorten(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Currency;

    #[test]
    fn only_the_need_goes_into_the_address() {
        let pairs = [
            ("category", "personal_loan"),
            ("amount", " 1.5万 "),
            ("term_months", "3年"),
            ("income_annual", "80000"),
            ("age", "30"),
        ];
        let query = SearchQuery::parse_form(pairs, Currency::AUD).unwrap();
        assert_eq!(search_address(query), "/search?category=personal_loan&amount=15000&term_months=36");
    }

    #[test]
    fn what_was_cut_stays_a_fault() {
        let long = format!("15000{}x", " ".repeat(200));
        let kept = typed([("amount", long.as_str()), ("csrf", "x")].into_iter());
        assert_eq!(kept.len(), 1);
        assert!(kept["amount"].starts_with("15000") && kept["amount"].chars().count() == KEPT + 1);
        let shown = kept.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        assert!(SearchQuery::parse_form(shown, Currency::AUD).is_err());
    }
}
