//! The figures for an amount and a term, and the calculator for others.

use crate::components::figures;
use crate::format::percent;
use crate::islands::calculator::{CalculatorStart, CalculatorWords, RepaymentCalculator};
use crate::t;
use domain::answer::SearchResult;
use domain::money::Money;
use domain::product::Category;
use domain::query::SearchQuery;
use domain::rate::Rate;
use leptos::prelude::*;

/// The calculator where an instalment can be worked out; why not, where it cannot.
#[must_use]
pub(super) fn cost(result: &SearchResult, query: &SearchQuery) -> AnyView {
    match start(result, query) {
        Some(start) => {
            let note = rate_note(result);
            view! {
                <h3>{t!("product-for-you")}</h3>
                <RepaymentCalculator start/>
                {note}
                {figures::fees_note(result)}
            }
            .into_any()
        }
        None => figures::repayment(result),
    }
}

fn rate_note(result: &SearchResult) -> Option<AnyView> {
    let headline = result.headline?;
    let rate = percent(headline.annual);
    let text = if headline.annual == headline.annual_max {
        t!("product-worked-out", rate = rate)
    } else {
        t!("product-worked-out-lowest", rate = rate)
    };
    Some(view! { <p class="note">{text}</p> }.into_any())
}

/// What the calculator starts from; `None` where the credit has no instalments or no rate.
fn start(result: &SearchResult, query: &SearchQuery) -> Option<CalculatorStart> {
    let listing = &result.listing;
    let rate: Rate = result.headline.filter(|_| listing.category.is_instalment_credit())?.annual;
    let (usual_amount, usual_term) = usual(listing.category);
    let currency = listing.currency;
    let amount = result
        .repayment
        .map(|figures| figures.amount)
        .or_else(|| query.amount())
        .filter(|amount| amount.currency == currency)
        .unwrap_or_else(|| Money::from_major(usual_amount, currency));
    let term_months =
        result.repayment.map(|figures| figures.term_months).or(query.need.term_months).unwrap_or(usual_term);
    let rules = &listing.rules;
    let major = |limit: Money| limit.minor / currency.minor_per_major();
    let asked = major(amount);
    let least = rules.min_amount.map_or(usual_amount / 10, major).min(asked);
    let most = rules.max_amount.map_or(usual_amount.saturating_mul(4), major).max(asked);
    let shortest = rules.min_term_months.unwrap_or(6).min(term_months);
    let longest = rules.max_term_months.unwrap_or(usual_term.saturating_mul(2)).max(term_months);
    Some(CalculatorStart {
        action: format!("/products/{}", listing.product_id),
        rate,
        fees: listing.fees.clone(),
        amount,
        term_months,
        amounts: (least, most.max(least.saturating_add(1))),
        terms: (shortest, longest.max(shortest.saturating_add(1))),
        words: CalculatorWords::current(),
    })
}

/// An amount and a term to begin with where none was asked for: those of the comparison rate's example.
const fn usual(category: Category) -> (i64, u16) {
    match category {
        Category::HomeLoan => (150_000, 300),
        _ => (30_000, 60),
    }
}
