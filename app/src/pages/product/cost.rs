//! The figures for an amount and a term, and the calculator for others.

use crate::components::figures;
use crate::format::{money, percent, term};
use crate::islands::calculator::{Bounds, CalculatorStart, CalculatorWords, RepaymentCalculator};
use crate::t;
use domain::answer::{RepaymentFigures, SearchResult};
use domain::headline::Headline;
use domain::money::Money;
use domain::product::{Category, RateType};
use domain::query::SearchQuery;
use domain::repayment::MAX_TERM_MONTHS;
use leptos::prelude::*;

/// The calculator where an instalment can be worked out; why not, where it cannot.
#[must_use]
pub(super) fn cost(result: &SearchResult, query: &SearchQuery) -> AnyView {
    let note = rate_note(result);
    match start(result, query) {
        Some(start) => view! {
            <h3>{t!("product-for-you")}</h3>
            <RepaymentCalculator start/>
            {note}
            {figures::fees_note(result)}
        }
        .into_any(),
        None if result.headline.is_some_and(|headline| headline.interest_only) => {
            view! { <p class="notice">{t!("product-interest-only")}</p> }.into_any()
        }
        None => figures::repayment(result),
    }
}

/// Whether a loan is one that the product's published limits admit.
#[must_use]
pub(super) fn is_within_limits(result: &SearchResult, figures: &RepaymentFigures) -> bool {
    let (amounts, terms) = bounds(result);
    amounts.admit(figures.amount.minor) && terms.admit(figures.term_months.into())
}

/// At which rates the figures were worked out.
fn rate_note(result: &SearchResult) -> Option<AnyView> {
    let headline = result.headline?;
    let rate = percent(headline.annual);
    let course = course(&headline);
    let text = if headline.annual != headline.annual_max {
        Some(t!("product-worked-out-lowest", rate = rate))
    } else if course.is_none() {
        Some(t!("product-worked-out", rate = rate))
    } else {
        None
    };
    let course = course.map(|course| view! { <p class="rate__course">{course}</p> });
    let text = text.map(|text| view! { <p class="note">{text}</p> });
    Some(view! { {course} {text} }.into_any())
}

/// How long a fixed rate holds, and what follows it.
fn course(headline: &Headline) -> Option<String> {
    let months = headline.fixed_months.filter(|_| headline.kind == RateType::Fixed)?;
    let (rate, fixed) = (percent(headline.annual), term(months));
    let reckoned = headline.rate_path(MAX_TERM_MONTHS).and_then(|path| path.then);
    Some(match (headline.follows, reckoned) {
        (Some(follows), _) => t!("product-rate-then", rate = rate, term = fixed, then = percent(follows)),
        (None, Some((_, stands_for))) => {
            t!("product-rate-then-comparison", rate = rate, term = fixed, then = percent(stands_for))
        }
        (None, None) => t!("product-rate-then-unknown", rate = rate, term = fixed),
    })
}

/// What the calculator starts from; `None` where the credit has no instalments or no rate.
fn start(result: &SearchResult, query: &SearchQuery) -> Option<CalculatorStart> {
    let listing = &result.listing;
    let headline = result.headline.filter(|_| listing.category.is_instalment_credit())?;
    // For the longest term, so that a longer one than was asked for knows what follows too.
    let rates = headline.rate_path(MAX_TERM_MONTHS)?;
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
    let (amount_bounds, term_bounds) = bounds(result);
    let major = |minor: i64| minor / currency.minor_per_major();
    let asked = major(amount.minor);
    let least = amount_bounds.least.map_or_else(|| (usual_amount / 10).min(asked), major);
    let most = amount_bounds.most.map_or_else(|| usual_amount.saturating_mul(4).max(asked), major);
    let asked = i64::from(term_months);
    let shortest = term_bounds.least.unwrap_or_else(|| asked.min(6));
    let longest = term_bounds.most.unwrap_or_else(|| i64::from(usual_term).saturating_mul(2).max(asked));
    Some(CalculatorStart {
        action: format!("/products/{}", listing.product_id),
        rates,
        fees: listing.fees.clone(),
        amount,
        term_months,
        amounts: (least, most.max(least.saturating_add(1))),
        terms: (shortest, longest.max(shortest.saturating_add(1))),
        amount_bounds,
        term_bounds,
        words: CalculatorWords::current(rates.then.map(|(months, _)| term(months)), listing.fees.published),
    })
}

/// What the product lends and for how long, with the words for what lies outside.
fn bounds(result: &SearchResult) -> (Bounds, Bounds) {
    let rules = &result.listing.rules;
    let currency = result.listing.currency;
    // Limits of zero are written by some lenders for "no limit".
    let limit = |limit: Option<Money>| limit.filter(|limit| limit.currency == currency && limit.minor > 0);
    let (least, most) = (limit(rules.min_amount), limit(rules.max_amount));
    let months = |limit: Option<u16>| limit.filter(|months| *months > 0);
    let (shortest, longest) = (months(rules.min_term_months), months(rules.max_term_months));
    let amounts = Bounds {
        least: least.map(|limit| limit.minor),
        most: most.map(|limit| limit.minor),
        unreadable: t!("repayment-amount-unreadable"),
        below: least.map_or_else(String::new, |least| t!("repayment-amount-below", least = money(least))),
        above: most.map_or_else(String::new, |most| t!("repayment-amount-above", most = money(most))),
    };
    let terms = Bounds {
        least: shortest.map(i64::from),
        most: longest.map(i64::from),
        unreadable: t!("repayment-term-unreadable"),
        below: shortest.map_or_else(String::new, |least| t!("repayment-term-below", least = term(least))),
        above: longest.map_or_else(String::new, |most| t!("repayment-term-above", most = term(most))),
    };
    (amounts, terms)
}

/// An amount and a term to begin with where none was asked for: those of the comparison rate's example.
const fn usual(category: Category) -> (i64, u16) {
    match category {
        Category::HomeLoan => (150_000, 300),
        _ => (30_000, 60),
    }
}
