//! Results of which a rule is known not to be met, and what would open more.

use super::Found;
use super::card::missed;
use super::narrowed::at;
use crate::address::Address;
use crate::format::{money, money_field, percent, term};
use crate::t;
use domain::answer::SearchResult;
use domain::change::Change;
use domain::openings::Opening;
use leptos::prelude::*;

/// The smallest changes that would open more, each a link to the changed search.
#[must_use]
pub(crate) fn openings(found: &Found<'_>) -> Option<AnyView> {
    let openings = &found.answer.openings;
    if openings.changes.is_empty() {
        return None;
    }
    let address = Address::of(found.query);
    let ways = openings
        .changes
        .iter()
        .map(|opening| {
            view! {
                <li>
                    <a href=changed(&address, opening.change).search()>{change(opening.change)}</a>
                    {gain(opening)}
                </li>
            }
        })
        .collect_view();
    let part = (!openings.is_exact)
        .then(|| view! { <p class="note">{t!("search-openings-part", count = openings.looked_at)}</p> });
    Some(
        view! {
            <section class="openings" aria-labelledby="openings">
                <h2 id="openings">{t!("search-openings")}</h2>
                <ul class="openings__ways">{ways}</ul>
                {part}
            </section>
        }
        .into_any(),
    )
}

/// The search with a change. With another deposit, the amount is what the property's value leaves to borrow.
fn changed(address: &Address, change: Change) -> Address {
    match change {
        Change::Amount { to, .. } => address.with("amount", money_field(to)),
        Change::Term { to, .. } => address.with("term_months", to.to_string()),
        Change::Deposit { to, .. } => address.with("deposit", money_field(to)).without("amount"),
        Change::ExistingRepayments { to, .. } => address.with("existing_repayments_monthly", money_field(to)),
    }
}

fn change(change: Change) -> String {
    match change {
        Change::Amount { from, to } => t!("search-change-amount", from = money(from), to = money(to)),
        Change::Term { from, to } => t!("search-change-term", from = term(from), to = term(to)),
        Change::Deposit { from, to } => t!("search-change-deposit", from = money(from), to = money(to)),
        Change::ExistingRepayments { from, to } => {
            t!("search-change-repayments", from = money(from), to = money(to))
        }
    }
}

fn gain(opening: &Opening) -> String {
    match opening.best_rate {
        Some(rate) => t!("search-opens-from", count = opening.more(), rate = percent(rate)),
        None => t!("search-opens", count = opening.more()),
    }
}

/// What may not be had, folded, on the page or pages where it stands; before those, a link to them.
#[must_use]
pub(crate) fn fold(found: &Found<'_>, closed: &[&SearchResult], first: u64) -> Option<AnyView> {
    let Found { query, answer, .. } = *found;
    let total = answer.not_met_total.max(closed.len() as u64);
    if total == 0 {
        return None;
    }
    let title = if answer.not_met_is_exact {
        t!("search-missed", count = total)
    } else {
        t!("search-missed-at-least", count = total)
    };
    if closed.is_empty() {
        let before = answer.total.saturating_sub(total);
        let page = before / u64::from(answer.per_page.max(1)) + 1;
        let href = at(found, page);
        return Some(
            view! { <p class="missed__link"><a href=href>{title}</a> " " {t!("search-missed-last")}</p> }
                .into_any(),
        );
    }
    let here = (closed.len() as u64) < total;
    let here = here.then(|| view! { <p class="note">{t!("search-missed-here", count = closed.len())}</p> });
    let items = closed
        .iter()
        .map(|result| view! { <li>{missed(result, query, &found.viewer.lists)}</li> })
        .collect_view();
    // Where nothing else is on the page, there is nothing to keep it folded for.
    let open = closed.len() == answer.results.len();
    Some(
        view! {
            <details class="missed" open=open>
                <summary>{title}</summary>
                {here}
                <ol class="missed__list" start=first.to_string()>{items}</ol>
            </details>
        }
        .into_any(),
    )
}
