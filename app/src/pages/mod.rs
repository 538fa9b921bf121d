//! The pages. Each is a thin loader around a view of plain data.

pub mod account;
pub mod answers;
pub mod calculator;
pub mod compare;
pub mod design;
pub mod error;
pub mod home;
pub mod offline;
pub mod predictions;
pub mod privacy;
pub mod product;
pub mod ranking;
pub mod report;
pub mod saved;
pub mod search;
pub mod staff;

use crate::context::Page;
use domain::money::Money;
use domain::query::{ParseOptions, SearchQuery};
use leptos::prelude::AnyView;

/// The search that a page's address asks for, its scores explained whatever the address says; or the page that
/// says what is wrong with the address.
fn asked(page: &Page) -> Result<SearchQuery, AnyView> {
    let options = ParseOptions { currency: page.currency, refuse_unknown: false };
    let query = SearchQuery::parse(page.pairs(), options).map_err(|errors| error::refused(page, &errors))?;
    Ok(SearchQuery { explain: true, ..query })
}

/// Whether a yearly income is so small that it is more often a month's.
#[must_use]
pub fn looks_monthly(income: Money) -> bool {
    income.minor > 0 && income.to_f64() < 15_000.0
}
