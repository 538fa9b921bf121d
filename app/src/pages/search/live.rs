//! Amount and term above the results, which the cards' figures follow.

use super::Found;
use crate::address::Address;
use crate::islands::live::{LiveNeed, NeedStart, NeedWords};
use domain::money::{Currency, Money};
use domain::product::Category;
use leptos::prelude::*;

/// The form; nothing where no result is repaid in instalments.
#[must_use]
pub(super) fn need(found: &Found<'_>) -> Option<AnyView> {
    let Found { query, answer, .. } = *found;
    let repaid = answer.results.iter().find(|result| result.listing.category.is_instalment_credit())?;
    let amount = query.amount().or_else(|| Some(repaid.repayment?.amount));
    let currency = amount.map_or(repaid.listing.currency, |amount| amount.currency);
    let term_months = query.need.term_months;
    let rest = Address::of(query).without_all(&["amount", "term_months", "deposit"]);
    let rest = rest.pairs().iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let start = NeedStart {
        currency,
        amount,
        term_months,
        amounts: amounts(repaid.listing.category, amount, currency),
        terms: terms(repaid.listing.category, term_months),
        rest,
        words: NeedWords::current(),
    };
    Some(view! { <LiveNeed start/> }.into_any())
}

/// The ends and the step of the amount's slider, in whole units: what most such loans are for, and what is asked.
fn amounts(category: Category, asked: Option<Money>, currency: Currency) -> (i64, i64, i64) {
    let (least, most, step) = match category {
        Category::HomeLoan => (50_000, 1_500_000, 10_000),
        Category::BusinessLoan => (5_000, 500_000, 5_000),
        _ => (1_000, 75_000, 500),
    };
    let asked = asked.map_or(least, |amount| amount.minor / currency.minor_per_major());
    (least.min(asked), most.max(asked), step)
}

/// The ends and the step of the term's slider, in months.
fn terms(category: Category, asked: Option<u16>) -> (u16, u16, u16) {
    let (least, most, step) = match category {
        Category::HomeLoan => (60, 360, 12),
        _ => (6, 84, 1),
    };
    let asked = asked.unwrap_or(least);
    (least.min(asked), most.max(asked), step)
}
