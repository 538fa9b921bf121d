//! What would raise the chance of approval, and which answers would tell more.

use crate::address::{self, Address};
use crate::components::section::section;
use crate::format::{chance, money, money_exact, term};
use crate::t;
use crate::words;
use domain::answer::{ApprovalBand, OpenQuestion, Raise, RepaymentFigures, SearchResult};
use domain::change::Change;
use domain::money::Money;
use domain::query::SearchQuery;
use leptos::prelude::*;

/// The section; nothing where nothing would.
#[must_use]
pub(super) fn raises(
    raises: &domain::answer::Raises,
    result: &SearchResult,
    query: &SearchQuery,
) -> Option<AnyView> {
    if raises.changes.is_empty() && raises.questions.is_empty() {
        return None;
    }
    let form = Address::of(query).form();
    let changes = raises.changes.iter().map(|raise| change(raise, result, query, &form)).collect_view();
    let changes = (!raises.changes.is_empty()).then(|| view! { <ul class="raises">{changes}</ul> });
    let questions = raises.questions.iter().map(|open| question(*open, &form)).collect_view();
    let questions = (!raises.questions.is_empty()).then(|| {
        view! {
            <h3>{t!("product-open-questions")}</h3>
            <ul class="raises">{questions}</ul>
        }
    });
    let content = view! {
        {changes}
        {questions}
        <p class="note">{t!("product-raises-careful")}</p>
    };
    Some(section("raises", t!("product-raises"), content))
}

/// A change in a few words: `Borrow A$12,000`.
#[must_use]
pub(super) fn in_short(change: Change) -> String {
    match change {
        Change::Amount { to, .. } => t!("product-change-amount", to = money(to)),
        Change::Term { to, .. } => t!("product-change-term", to = term(to)),
        Change::Deposit { to, .. } => t!("product-change-deposit", to = money(to)),
        Change::ExistingRepayments { to, .. } if to.minor == 0 => t!("product-change-pay-off"),
        Change::ExistingRepayments { to, .. } => t!("product-change-repayments", to = money(to)),
    }
}

/// What a change changes from.
fn instead_of(change: Change) -> String {
    match change {
        Change::Amount { from, .. } | Change::Deposit { from, .. } => {
            t!("product-change-instead", from = money(from))
        }
        Change::Term { from, .. } => t!("product-change-instead", from = term(from)),
        Change::ExistingRepayments { from, .. } => t!("product-change-instead-monthly", from = money(from)),
    }
}

fn change(raise: &Raise, result: &SearchResult, query: &SearchQuery, form: &str) -> AnyView {
    let address = match raise.change {
        // An answer about the borrower, which changes where it was given, once it is true.
        Change::ExistingRepayments { .. } => format!("{form}#{}", raise.change.parameter()),
        change => address::product(result.listing.product_id, raise.figures, &change.apply(query)),
    };
    let after = raise.after;
    let is_known = after.band != ApprovalBand::NotEnoughData;
    let odds = is_known.then(|| {
        t!(
            "product-raise-odds",
            before = chance(raise.before.probability),
            after = chance(after.probability),
            low = chance(after.low),
            high = chance(after.high),
        )
    });
    let figures = raise.figures.filter(|figures| Some(*figures) != result.repayment);
    // What is known of fees is said once, beside the figures of the loan asked for.
    let fees = (!result.listing.fees.published).then(|| t!("product-raise-without-fees"));
    let costs = figures.map(|figures| costs(figures, result.repayment));
    view! {
        <li>
            <a href=address>{in_short(raise.change)}</a>
            " " {instead_of(raise.change)}
            {odds.map(|odds| view! { <p>{odds}</p> })}
            {costs.map(|costs| view! { <p class="note">{costs} " " {fees}</p> })}
        </li>
    }
    .into_any()
}

/// What the changed loan costs, and how much more or less that is.
fn costs(figures: RepaymentFigures, now: Option<RepaymentFigures>) -> String {
    let (instalment, total) = (money_exact(figures.instalment), money_exact(figures.total_payable));
    let more = now.map_or(0, |now| figures.total_payable.minor.saturating_sub(now.total_payable.minor));
    let difference = money(Money::new(more.saturating_abs(), figures.amount.currency));
    match more {
        0 => t!("product-raise-costs", instalment = instalment, total = total),
        1.. => t!("product-raise-costs-more", instalment = instalment, total = total, more = difference),
        _ => t!("product-raise-costs-less", instalment = instalment, total = total, less = difference),
    }
}

fn question(open: OpenQuestion, form: &str) -> AnyView {
    let why = match (open.settles_rule, open.narrows) {
        (true, true) => Some(t!("product-question-both")),
        (true, false) => Some(t!("product-question-rule")),
        (false, true) => Some(t!("product-question-narrows")),
        (false, false) => None,
    };
    view! {
        <li>
            <a href=format!("{form}#{}", open.field)>{words::field(open.field)}</a>
            {why.map(|why| view! { <p class="note">{why}</p> })}
        </li>
    }
    .into_any()
}
