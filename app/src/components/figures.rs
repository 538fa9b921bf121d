//! What a loan costs: the annual rate first, then every other figure together.

use crate::format::{date, money, money_exact, percent, term};
use crate::islands::live::{LiveFigures, LiveWords};
use crate::ports::Now;
use crate::t;
use crate::words;
use domain::answer::{RepaymentFigures, SearchResult};
use domain::headline::Headline;
use domain::listing::{Listing, StandardFees};
use domain::money::{Currency, Money};
use domain::product::Category;
use domain::rate::Rate;
use leptos::prelude::*;

/// The annual rate with both ends of its range, what kind it is, and the comparison rate with the loan it
/// holds for.
#[must_use]
pub fn rate(headline: Option<&Headline>, listing: &Listing) -> AnyView {
    let tailored = listing.tailored.then(|| view! { <p class="note">{t!("figures-tailored")}</p> });
    view! { {rate_over(headline, listing, None)} {tailored} }.into_any()
}

/// The rate of a loan over this term: a rate that is fixed for longer is fixed throughout.
#[must_use]
pub fn rate_over(headline: Option<&Headline>, listing: &Listing, term_months: Option<u16>) -> AnyView {
    let Some(headline) = headline else {
        return view! {
            <div class="rate">
                <p class="rate__label">{t!("figures-rate")}</p>
                <p class="rate__none">{t!("figures-rate-none")}</p>
            </div>
        }
        .into_any();
    };
    let range = headline.annual_max != headline.annual;
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
            <p class="rate__kind">{rate_kind(headline, term_months)}</p>
        </div>
        {headline.comparison.map(|comparison| self::comparison(comparison, listing.category))}
    }
    .into_any()
}

fn comparison(rate: Rate, category: Category) -> AnyView {
    view! {
        <div class="rate__comparison">
            <p class="rate__label">{t!("figures-comparison")}</p>
            <p class="rate__value">
                <span class="rate__compared">{percent(rate)}</span>
                <span class="rate__unit">" " {t!("figures-rate-unit")}</span>
            </p>
            <p class="note">{comparison_assumption(category)}</p>
        </div>
    }
    .into_any()
}

/// Fixed or variable; how long a rate is fixed, and what follows where that is known.
#[must_use]
pub fn rate_kind(headline: &Headline, term_months: Option<u16>) -> String {
    let Some(months) = headline.fixed_months else { return words::rate_type(headline.kind) };
    if term_months.is_some_and(|term| term <= months) {
        return t!("figures-fixed-throughout");
    }
    let (time, at_term) = (term(months), term_months.and_then(|term| headline.rate_path(term)));
    match (headline.follows, at_term.map(|path| path.then)) {
        (Some(rate), _) => t!("figures-fixed-then", term = time, rate = percent(rate)),
        (None, Some(Some(_))) => t!("figures-fixed-then-about", term = time),
        (None, Some(None)) => t!("figures-fixed-then-unknown", term = time),
        (None, None) => t!("figures-fixed-for", term = time),
    }
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
    view! {
        <div class="figures">
            <p class="figures__for">
                {t!("figures-for", amount = money(figures.amount), term = term(figures.term_months))}
            </p>
            {table(figures, &result.listing.fees)}
            {assumptions(result)}
            {fees_note(result)}
        </div>
    }
    .into_any()
}

/// What the figures are worked out with where that is not the one published rate: the lowest of a range, and the
/// rate after a fixed one.
#[must_use]
pub fn assumptions(result: &SearchResult) -> Option<AnyView> {
    let said = assumed(result);
    (!said.is_empty()).then(|| view! { <p class="note">{said.join(" ")}</p> }.into_any())
}

fn assumed(result: &SearchResult) -> Vec<String> {
    let (Some(headline), Some(figures)) = (result.headline, result.repayment) else { return Vec::new() };
    let lowest = (headline.annual != headline.annual_max)
        .then(|| t!("figures-at-lowest", rate = percent(headline.annual)));
    let later = headline.rate_path(figures.term_months).and_then(|path| path.then);
    let later = later.map(|(_, rate)| t!("figures-assume-later", rate = percent(rate)));
    lowest.into_iter().chain(later).collect()
}

/// What limits the card's figures, in a line or two.
fn small_print(result: &SearchResult) -> Option<AnyView> {
    let listing = &result.listing;
    let tailored = listing.tailored.then(|| t!("figures-tailored"));
    let said: Vec<String> =
        tailored.into_iter().chain(assumed(result)).chain(unknown_fees(&listing.fees)).collect();
    (!said.is_empty()).then(|| view! { <p class="note card__print">{said.join(" ")}</p> }.into_any())
}

/// The card's figures: rate, comparison rate, instalment and total in one row. What depends on amount and term
/// follows what is typed above the results, where scripts run.
#[must_use]
pub fn row(result: &SearchResult, term_months: Option<u16>) -> AnyView {
    let listing = &result.listing;
    let headline = result.headline.as_ref();
    // With the longest term, so that a change of rate is in it whatever term is typed.
    let rates = headline.and_then(|headline| headline.rate_path(u16::MAX));
    let cost = match (result.repayment, rates) {
        (Some(RepaymentFigures { amount, term_months, .. }), Some(rates)) => {
            let (fees, words) = (listing.fees.clone(), LiveWords::current(listing.fees.published));
            view! { <LiveFigures rates fees amount term_months words/> }.into_any()
        }
        _ => no_repayment(result),
    };
    view! {
        <div class="card__row">
            {rate_over(headline, listing, term_months)}
            <div class="card__cost">{cost}</div>
        </div>
        {small_print(result)}
    }
    .into_any()
}

/// What a total is called: without fees where the lender publishes none.
pub(crate) fn total_label(has_fees: bool) -> String {
    if has_fees { t!("figures-total") } else { t!("figures-total-without-fees") }
}

/// Which fees may come on top, where that is unknown.
pub(crate) fn unknown_fees(fees: &StandardFees) -> Option<String> {
    match (fees.published, fees.has_unknown) {
        (false, _) => Some(t!("figures-fees-silent")),
        (true, true) => Some(t!("figures-fees-open")),
        (true, false) => None,
    }
}

/// The figures as terms and values, worked out with these fees.
#[must_use]
pub fn table(figures: RepaymentFigures, fees: &StandardFees) -> AnyView {
    let fees_within =
        if fees.published { money_exact(figures.total_fees) } else { t!("figures-fees-unpublished") };
    view! {
        <dl class="figures__list">
            <div class="figures__main">
                <dt>{t!("figures-instalment")}</dt>
                <dd>{money_exact(figures.instalment)} <span class="figures__unit">" " {t!("figures-instalment-unit")}</span></dd>
            </div>
            {figures.later_instalment.map(|later| view! {
                <div>
                    <dt>{t!("figures-later-label")}</dt>
                    <dd>{t!("figures-later", amount = money_exact(later))}</dd>
                </div>
            })}
            <div>
                <dt>{total_label(fees.published)}</dt>
                <dd>{money_exact(figures.total_payable)}</dd>
            </div>
            <div>
                <dt>{t!("figures-interest")}</dt>
                <dd>{money_exact(figures.total_interest)}</dd>
            </div>
            <div>
                <dt>{t!("figures-fees")}</dt>
                <dd>{fees_within}</dd>
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
    let unknown = unknown_fees(&result.listing.fees).map(|text| view! { <p class="note">{text}</p> });
    view! { {withheld} {unknown} }.into_any()
}

fn no_repayment(result: &SearchResult) -> AnyView {
    let listing = &result.listing;
    let why = if !listing.category.is_instalment_credit() {
        return yearly_fee(listing);
    } else if let Some(headline) = result.headline {
        if headline.interest_only { t!("figures-interest-only") } else { t!("figures-no-need") }
    } else {
        t!("figures-no-rate")
    };
    view! { <div class="figures"><p class="note">{why}</p></div> }.into_any()
}

/// What a card or another credit without instalments costs before it is used.
fn yearly_fee(listing: &Listing) -> AnyView {
    let fees = &listing.fees;
    let fee = if fees.yearly.minor > 0 {
        money(fees.yearly)
    } else if fees.are_known() {
        t!("figures-yearly-none")
    } else {
        t!("figures-fees-unpublished")
    };
    view! {
        <div class="figures">
            <dl class="figures__list">
                <div class="figures__main">
                    <dt>{t!("figures-yearly")}</dt>
                    <dd>{fee}</dd>
                </div>
            </dl>
            <p class="note">{t!("figures-no-instalments")}</p>
        </div>
    }
    .into_any()
}

/// How old the figures are, with a warning where that is more than a year.
#[must_use]
pub fn as_of(listing: &Listing) -> AnyView {
    let text = match listing.updated_at {
        Some(at) => t!("figures-as-of", date = date(at)),
        None => t!("figures-since", date = date(listing.listed_at)),
    };
    let now = use_context::<Now>().map(|now| now.0);
    let years = now.map_or(0, |now| listing.updated_at.unwrap_or(listing.listed_at).days_until(now) / 365);
    let old = (years > 0).then(|| {
        view! { <strong class="as-of__old">{t!("figures-old", years = years)}</strong> " " }
    });
    view! { <p class="note as-of">{old} {text}</p> }.into_any()
}
