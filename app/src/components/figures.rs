//! What a loan costs: the annual rate first, then every other figure together.

use crate::format::{date, money, money_exact, percent, term};
use crate::t;
use crate::words;
use domain::answer::{RepaymentFigures, SearchResult};
use domain::headline::Headline;
use domain::listing::Listing;
use domain::money::{Currency, Money};
use domain::product::Category;
use leptos::prelude::*;

/// The annual rate with both ends of its range, what kind it is, and the comparison rate with the loan it
/// holds for.
#[must_use]
pub fn rate(headline: Option<&Headline>, listing: &Listing) -> AnyView {
    let tailored = listing.tailored.then(|| {
        view! { <p class="note">{t!("figures-tailored")}</p> }
    });
    let Some(headline) = headline else {
        return view! {
            <div class="rate">
                <p class="rate__label">{t!("figures-rate")}</p>
                <p class="rate__none">{t!("figures-rate-none")}</p>
                {tailored}
            </div>
        }
        .into_any();
    };
    let range = headline.annual_max != headline.annual;
    let kind = match headline.fixed_months {
        Some(months) => t!("figures-fixed-for", kind = words::rate_type(headline.kind), term = term(months)),
        None => words::rate_type(headline.kind),
    };
    let comparison = headline.comparison.map(|comparison| {
        view! {
            <p class="rate__comparison">
                {t!("figures-comparison")} " "
                <strong>{percent(comparison)}</strong>
                " " {t!("figures-rate-unit")} " "
                <span class="note">{comparison_assumption(listing.category)}</span>
            </p>
        }
    });
    view! {
        <div class="rate">
            <p class="rate__label">{t!("figures-rate")}</p>
            <p class="rate__value">
                <span class="rate__number">{percent(headline.annual)}</span>
                {range.then(|| view! {
                    <span class="rate__to">" " {t!("figures-rate-to")} " "</span>
                    <span class="rate__number">{percent(headline.annual_max)}</span>
                })}
                <span class="rate__unit">" " {t!("figures-rate-unit")}</span>
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
pub fn comparison_assumption(category: Category) -> String {
    let (amount, years) = match category {
        Category::HomeLoan => (150_000, 25),
        _ => (30_000, 5),
    };
    t!(
        "figures-assumption",
        amount = money(Money::from_major(amount, Currency::AUD)),
        term = term(years * 12),
    )
}

/// The warning that goes with comparison rates, once a page.
#[must_use]
pub fn comparison_warning() -> AnyView {
    view! {
        <p class="note comparison-warning">{t!("figures-comparison-warning")}</p>
    }
    .into_any()
}

/// Instalment, total payable, fees and the amount received, all for one amount and term; or why not.
#[must_use]
pub fn repayment(result: &SearchResult) -> AnyView {
    let Some(figures) = result.repayment else { return no_repayment(result) };
    let rate = result.headline.map(|headline| {
        let rate = percent(headline.annual);
        if headline.annual == headline.annual_max {
            t!("figures-at", rate = rate)
        } else {
            t!("figures-at-lowest", rate = rate)
        }
    });
    view! {
        <div class="figures">
            <p class="figures__for">
                {t!("figures-for", amount = money(figures.amount), term = term(figures.term_months))}
                {rate.map(|rate| view! { <span class="note">{rate}</span> })}
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
                <dt>{t!("figures-instalment")}</dt>
                <dd>{money_exact(figures.instalment)} <span class="figures__unit">" " {t!("figures-instalment-unit")}</span></dd>
            </div>
            <div>
                <dt>{t!("figures-total")}</dt>
                <dd>{money_exact(figures.total_payable)}</dd>
            </div>
            <div>
                <dt>{t!("figures-interest")}</dt>
                <dd>{money_exact(figures.total_interest)}</dd>
            </div>
            <div>
                <dt>{t!("figures-fees")}</dt>
                <dd>{money_exact(figures.total_fees)}</dd>
            </div>
            <div>
                <dt>{t!("figures-received")}</dt>
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
                {t!("figures-withheld", fee = money(fee))}
            </p>
        }
    });
    let unknown = result.listing.fees.has_unknown.then(|| {
        view! { <p class="note">{t!("figures-fees-open")}</p> }
    });
    view! { {withheld} {unknown} }.into_any()
}

fn no_repayment(result: &SearchResult) -> AnyView {
    let why = if !result.listing.category.is_instalment_credit() {
        t!("figures-no-instalments")
    } else if result.headline.is_none() {
        t!("figures-no-rate")
    } else {
        t!("figures-no-need")
    };
    view! { <div class="figures"><p class="note">{why}</p></div> }.into_any()
}

/// How old the figures are.
#[must_use]
pub fn as_of(listing: &Listing) -> AnyView {
    let text = match listing.updated_at {
        Some(at) => t!("figures-as-of", date = date(at)),
        None => t!("figures-since", date = date(listing.listed_at)),
    };
    view! { <p class="note as-of">{text}</p> }.into_any()
}
