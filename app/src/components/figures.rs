//! What a loan costs: the annual rate first, then every other figure together.

use crate::format::{date, money, money_exact, percent, term};
use crate::words;
use domain::answer::{RepaymentFigures, SearchResult};
use domain::headline::Headline;
use domain::listing::Listing;
use domain::money::Money;
use domain::product::Category;
use leptos::prelude::*;

/// The annual rate with both ends of its range, what kind it is, and the comparison rate with the loan it
/// holds for.
#[must_use]
pub fn rate(headline: Option<&Headline>, listing: &Listing) -> AnyView {
    let tailored = listing.tailored.then(|| {
        view! { <p class="note">"The lender sets the rate per customer; yours may differ."</p> }
    });
    let Some(headline) = headline else {
        return view! {
            <div class="rate">
                <p class="rate__label">"Annual rate"</p>
                <p class="rate__none">"Not published"</p>
                {tailored}
            </div>
        }
        .into_any();
    };
    let range = headline.annual_max != headline.annual;
    let kind = match headline.fixed_months {
        Some(months) => format!("{} for {}", words::rate_type(headline.kind), term(months)),
        None => words::rate_type(headline.kind).to_owned(),
    };
    let comparison = headline.comparison.map(|comparison| {
        view! {
            <p class="rate__comparison">
                "Comparison rate "
                <strong>{percent(comparison)}</strong>
                " p.a. "
                <span class="note">{comparison_assumption(listing.category)}</span>
            </p>
        }
    });
    view! {
        <div class="rate">
            <p class="rate__label">"Annual rate"</p>
            <p class="rate__value">
                <span class="rate__number">{percent(headline.annual)}</span>
                {range.then(|| view! {
                    <span class="rate__to">" to "</span>
                    <span class="rate__number">{percent(headline.annual_max)}</span>
                })}
                <span class="rate__unit">" p.a."</span>
            </p>
            <p class="rate__kind">{kind}</p>
            {comparison}
            {tailored}
        </div>
    }
    .into_any()
}

/// The loan that an Australian comparison rate holds for.
#[must_use]
pub const fn comparison_assumption(category: Category) -> &'static str {
    match category {
        Category::HomeLoan => "for A$150,000 over 25 years",
        _ => "for A$30,000 over 5 years",
    }
}

/// The warning that goes with comparison rates, once a page.
#[must_use]
pub fn comparison_warning() -> AnyView {
    view! {
        <p class="note comparison-warning">
            "A comparison rate puts interest and known fees into one figure. It is true only for the loan named \
             beside it: other amounts, terms and fees give another rate."
        </p>
    }
    .into_any()
}

/// Instalment, total payable, fees and the amount received, all for one amount and term; or why not.
#[must_use]
pub fn repayment(result: &SearchResult) -> AnyView {
    let Some(figures) = result.repayment else { return no_repayment(result) };
    let rate = result.headline.map(|headline| {
        let more = if headline.annual == headline.annual_max {
            ""
        } else {
            ", the lowest of the range; a higher rate costs more"
        };
        format!("at {}{more}", percent(headline.annual))
    });
    view! {
        <div class="figures">
            <p class="figures__for">
                {format!("For {} over {}", money(figures.amount), term(figures.term_months))}
                {rate.map(|rate| view! { <span class="note">", " {rate}</span> })}
            </p>
            {table(figures)}
            {fees_note(result)}
        </div>
    }
    .into_any()
}

/// The figures as terms and values.
#[must_use]
pub fn table(figures: RepaymentFigures) -> AnyView {
    view! {
        <dl class="figures__list">
            <div class="figures__main">
                <dt>"Instalment"</dt>
                <dd>{money_exact(figures.instalment)} <span class="figures__unit">" a month"</span></dd>
            </div>
            <div>
                <dt>"Total payable"</dt>
                <dd>{money_exact(figures.total_payable)}</dd>
            </div>
            <div>
                <dt>"of which interest"</dt>
                <dd>{money_exact(figures.total_interest)}</dd>
            </div>
            <div>
                <dt>"of which fees"</dt>
                <dd>{money_exact(figures.total_fees)}</dd>
            </div>
            <div>
                <dt>"You receive"</dt>
                <dd>{money_exact(figures.amount_received)}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// What the figures leave open or take off at the start.
#[must_use]
pub fn fees_note(result: &SearchResult) -> AnyView {
    let withheld = result.repayment.and_then(|figures| {
        let minor = figures.amount.minor.saturating_sub(figures.amount_received.minor);
        (minor > 0).then(|| Money::new(minor, figures.amount.currency))
    });
    let withheld = withheld.map(|fee| {
        view! {
            <p class="notice notice--warn">
                {format!("{} in fees is taken off at the start: you receive less than you borrow.", money(fee))}
            </p>
        }
    });
    let unknown = result.listing.fees.has_unknown.then(|| {
        view! { <p class="note">"The lender leaves the amount of some fees open; they come on top."</p> }
    });
    view! { {withheld} {unknown} }.into_any()
}

fn no_repayment(result: &SearchResult) -> AnyView {
    let why = if !result.listing.category.is_instalment_credit() {
        "This credit has no fixed instalments: what it costs depends on how much you use and for how long."
    } else if result.headline.is_none() {
        "Without a published rate, an instalment cannot be worked out."
    } else {
        "Give an amount and a term to see the instalment and the total."
    };
    view! { <div class="figures"><p class="note">{why}</p></div> }.into_any()
}

/// How old the figures are.
#[must_use]
pub fn as_of(listing: &Listing) -> AnyView {
    let text = match listing.updated_at {
        Some(at) => format!("Figures as of {}, by the lender’s own date.", date(at)),
        None => format!("The lender gives no date; in this catalogue since {}.", date(listing.listed_at)),
    };
    view! { <p class="note as-of">{text}</p> }.into_any()
}
