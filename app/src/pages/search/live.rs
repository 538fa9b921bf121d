//! Amount and term above the results, which the cards' figures follow.

use super::Found;
use crate::address::{Address, SEARCH};
use crate::components::form::hidden;
use crate::format::{money_field, symbol};
use crate::islands::live::{LiveField, LiveNeed};
use crate::t;
use crate::text::Language;
use domain::money::{Currency, Money};
use domain::product::Category;
use leptos::prelude::*;

/// The form; nothing where no result is repaid in instalments.
#[must_use]
pub(crate) fn need(found: &Found<'_>) -> Option<AnyView> {
    let Found { query, answer, .. } = *found;
    let repaid = answer.results.iter().find(|result| result.listing.category.is_instalment_credit())?;
    let category = repaid.listing.category;
    let amount = query.amount().or_else(|| Some(repaid.repayment?.amount));
    let currency = amount.map_or(repaid.listing.currency, |amount| amount.currency);
    let rest = Address::of(query).without_all(&["amount", "term_months", "deposit"]);
    let amount = LiveField {
        name: "amount".to_owned(),
        value: amount.map(money_field).unwrap_or_default(),
        label: t!("repayment-amount"),
        slider: t!("repayment-amount-slider"),
        keys: if Language::current() == Language::Chinese { "text" } else { "decimal" }.to_owned(),
        before: symbol(currency),
        after: String::new(),
        slides: amounts(category, amount, currency).map(|value| value.to_string()),
    };
    let term = LiveField {
        name: "term_months".to_owned(),
        value: query.need.term_months.map(|months| months.to_string()).unwrap_or_default(),
        label: t!("repayment-term"),
        slider: t!("repayment-term-slider"),
        keys: "numeric".to_owned(),
        before: String::new(),
        after: t!("repayment-months"),
        slides: terms(category, query.need.term_months).map(|value| value.to_string()),
    };
    Some(
        view! {
            <form method="get" action=SEARCH aria-label=t!("search-live")>
                {hidden(rest.pairs())}
                <LiveNeed
                    currency
                    amount
                    term
                    submit=t!("search-live-update")
                    fresh=t!("search-live-fresh")
                    stale=t!("search-live-stale")
                />
            </form>
        }
        .into_any(),
    )
}

/// The ends and the step of the amount's slider, in whole units: what most such loans are for, and what is asked.
fn amounts(category: Category, asked: Option<Money>, currency: Currency) -> [i64; 3] {
    let (least, most, step) = match category {
        Category::HomeLoan => (50_000, 1_500_000, 10_000),
        Category::BusinessLoan => (5_000, 500_000, 5_000),
        _ => (1_000, 75_000, 500),
    };
    let asked = asked.map_or(least, |amount| amount.minor / currency.minor_per_major());
    [least.min(asked), most.max(asked), step]
}

/// The ends and the step of the term's slider, in months.
fn terms(category: Category, asked: Option<u16>) -> [u16; 3] {
    let (least, most, step) = match category {
        Category::HomeLoan => (60, 360, 12),
        _ => (6, 84, 1),
    };
    let asked = asked.unwrap_or(least);
    [least.min(asked), most.max(asked), step]
}
