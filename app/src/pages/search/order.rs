//! The order of results: which it is, what it means, and what may influence it.

use super::Found;
use crate::address::{Address, SEARCH};
use crate::components::form::hidden;
use crate::ports::Preferences;
use crate::t;
use crate::words;
use domain::query::{SearchQuery, Sort};
use domain::ranking::PartName;
use leptos::prelude::*;

/// The order and what it means; then what influences it, with the switches for that behind it.
#[must_use]
pub(crate) fn bar(found: &Found<'_>) -> AnyView {
    let query = found.query;
    let preferences = found.viewer.preferences.of(query);
    // A switch that is set is in sight.
    let open = preferences != Preferences::default();
    view! {
        <div class="results__bar">
            {sort(query)}
            <p class="note results__order" id="sort-explained">{words::sort_explained(query.sort)}</p>
            <details class="influence" open=open>
                <summary>{paid(found)}</summary>
                {switches(query, preferences)}
                <p class="note"><a href="/how-ranking-works">{t!("ranking-title")}</a></p>
            </details>
        </div>
    }
    .into_any()
}

fn sort(query: &SearchQuery) -> AnyView {
    let rest = Address::of(query).without("sort");
    let options = Sort::ALL
        .iter()
        .filter(|sort| **sort == query.sort || means_something(**sort, query))
        .map(|sort| {
            view! { <option value=sort.name() selected=*sort == query.sort>{words::sort(*sort)}</option> }
        })
        .collect_view();
    // The page's own script sends the form when another order is chosen.
    view! {
        <form class="sort" method="get" action=SEARCH data-apply="change">
            {hidden(rest.pairs())}
            <label for="sort">{t!("search-order")}</label>
            <select id="sort" name="sort" aria-describedby="sort-explained">{options}</select>
            <button class="button button--quiet button--small" type="submit">{t!("search-sort")}</button>
        </form>
    }
    .into_any()
}

/// Credit without instalments has neither an instalment nor a total to order by.
fn means_something(sort: Sort, query: &SearchQuery) -> bool {
    let kinds = &query.need.categories;
    match sort {
        Sort::TotalCost | Sort::Instalment => {
            kinds.is_empty() || kinds.iter().any(|kind| kind.is_instalment_credit())
        }
        Sort::Best | Sort::Rate | Sort::Approval | Sort::Newest => true,
    }
}

/// What payment from lenders does to the order: said either way.
fn paid(found: &Found<'_>) -> String {
    if !found.answer.payment_counts {
        return t!("search-payment-out");
    }
    let parts = found.answer.results.iter().flat_map(|result| &result.score.parts);
    let weight = parts.into_iter().find(|part| part.name == PartName::Payout).map_or(0.0, |part| part.weight);
    if weight > 0.0 { t!("search-paid") } else { t!("search-unpaid") }
}

/// What may influence the order, kept for later searches. The results that the form leads back to leave both
/// open, since an address of its own would win over what was just chosen.
fn switches(query: &SearchQuery, preferences: Preferences) -> AnyView {
    let back = Address::of(query).without_all(&["personalise", "payment"]).search();
    let switch = |name: &'static str, label: String, out: bool| {
        let id = format!("prefer-{name}");
        view! {
            <div class="switches__one">
                // A box that is not ticked sends nothing; the last of two values counts.
                <input type="hidden" name=name value="true"/>
                <input type="checkbox" id=id.clone() name=name value="false" checked=out/>
                <label for=id>{label}</label>
            </div>
        }
    };
    view! {
        <form class="switches" method="post" action="/preferences" aria-label=t!("search-switches")>
            <input type="hidden" name="return" value=back/>
            {switch("personalise", t!("search-impersonal"), !preferences.personalise)}
            {switch("payment", t!("search-without-payment"), !preferences.payment)}
            <button class="button button--quiet button--small" type="submit">{t!("search-keep")}</button>
        </form>
    }
    .into_any()
}
