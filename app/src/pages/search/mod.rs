//! The results page.

mod card;
mod filters;
mod narrowed;

pub use card::{card, labels};

use card::security;

use crate::address::{Address, SEARCH};
use crate::components::figures::comparison_warning;
use crate::components::form::{hidden, search_field};
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::format::{money, term};
use crate::pages::error::failed;
use crate::pages::{asked, looks_monthly};
use crate::ports::Viewer;
use crate::t;
use crate::words;
use domain::answer::SearchAnswer;
use domain::product::InstitutionId;
use domain::query::{SearchQuery, Sort};
use domain::ranking::PartName;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The results page.
#[component]
pub fn SearchPage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move {
        let query = match asked(&page) {
            Ok(query) => query,
            Err(refused) => return refused,
        };
        let Some(ports) = page.ports.clone() else { return ().into_any() };
        match ports.search(&page.viewer, &query).await {
            Ok(answer) => {
                let mut names = BTreeMap::new();
                for id in &query.filters.institutions {
                    if let Ok(Some(name)) = ports.institution_name(&page.viewer, *id).await {
                        names.insert(*id, name);
                    }
                }
                view(&Found { query: &query, answer: &answer, viewer: &page.viewer, lenders: &names })
            }
            Err(error) => failed(&page, &error),
        }
    })
}

/// What the page is made of.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// What was asked.
    pub query: &'a SearchQuery,
    /// What was found.
    pub answer: &'a SearchAnswer,
    /// Who asks.
    pub viewer: &'a Viewer,
    /// Names of the lenders that are filtered by.
    pub lenders: &'a BTreeMap<InstitutionId, String>,
}

/// The page over plain data.
#[must_use]
pub fn view(found: &Found<'_>) -> AnyView {
    let Found { query, answer, .. } = *found;
    let title = heading(found);
    let cards = answer.results.iter().map(|result| view! { <li>{card(result, query)}</li> }).collect_view();
    let results = if answer.results.is_empty() {
        narrowed::nothing_found(found)
    } else {
        let first = u64::from(answer.page.saturating_sub(1)) * u64::from(answer.per_page) + 1;
        view! {
            <ol class="results__list" start=first.to_string()>{cards}</ol>
            {narrowed::pagination(found)}
            {comparison_warning()}
        }
        .into_any()
    };
    view! {
        <PageTitle text=title.clone()/>
        <div class="page results">
            <div class="results__head">
                <h1>{title}</h1>
                {need_line(found)}
                {income_check(found)}
                {search_box(query)}
            </div>
            <div class="results__body">
                {filters::filters(found)}
                <section class="results__main" aria-label=t!("search-results")>
                    {narrowed::chips(found)}
                    <div class="results__bar">{sort(query)} {paid_note(answer)}</div>
                    {results}
                    {narrowed::search_within(found)}
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// What was found, for how much and how long: `214 personal loans for A$15,000 over 3 years`.
fn heading(found: &Found<'_>) -> String {
    let Found { query, answer, .. } = *found;
    let count = answer.total;
    let number = match query.need.categories.as_slice() {
        [one] => {
            let (kind, kinds) = (words::category_phrase(*one), words::categories(*one));
            t!("search-kinds", count = count, kind = kind, kinds = kinds)
        }
        _ => t!("search-products", count = count),
    };
    let number = if answer.total_is_exact { number } else { t!("search-at-most", number = number) };
    match (query.amount().map(money), query.need.term_months.map(term)) {
        (Some(amount), Some(term)) => {
            t!("search-for-amount-and-term", found = number, amount = amount, term = term)
        }
        (Some(amount), None) => t!("search-for-amount", found = number, amount = amount),
        (None, Some(term)) => t!("search-for-term", found = number, term = term),
        (None, None) => number,
    }
}

fn need_line(found: &Found<'_>) -> AnyView {
    let Found { query, viewer, .. } = *found;
    let purpose = query.need.purpose.map(words::purpose_phrase);
    let purpose = purpose.map(|purpose| view! { {t!("search-purpose", purpose = purpose)} " " });
    let known = if viewer.borrower.is_unknown() && query.borrower.is_unknown() {
        t!("search-unknown")
    } else if viewer.preferences.of(query).personalise {
        t!("search-personalised")
    } else {
        t!("search-not-personalised")
    };
    view! {
        <p class="results__need">
            {purpose} {known} " " <a href=Address::of(query).form()>{t!("search-edit")}</a>
        </p>
    }
    .into_any()
}

/// A gentle check where a yearly income looks like a month's.
fn income_check(found: &Found<'_>) -> Option<AnyView> {
    let income = found.query.borrower.income_annual.or(found.viewer.borrower.income_annual)?;
    looks_monthly(income).then(|| {
        view! {
            <p class="notice">
                {t!("search-small-income", income = money(income))}
                " "
                <a href=format!("{}#income_annual", Address::of(found.query).form())>{t!("search-change-income")}</a>
            </p>
        }
        .into_any()
    })
}

fn search_box(query: &SearchQuery) -> AnyView {
    let rest = Address::of(query).without_all(&["q", "within"]);
    view! {
        <form class="search-box" method="get" action=SEARCH role="search" aria-label=t!("search-all")>
            {hidden(rest.pairs())}
            {search_field("q", query.text.as_deref().unwrap_or_default(), &t!("search-all-label"))}
            <button class="button" type="submit">{t!("form-search")}</button>
        </form>
    }
    .into_any()
}

fn sort(query: &SearchQuery) -> AnyView {
    let rest = Address::of(query).without("sort");
    let options = Sort::ALL
        .iter()
        .map(|sort| {
            view! { <option value=sort.name() selected=*sort == query.sort>{words::sort(*sort)}</option> }
        })
        .collect_view();
    view! {
        <form class="sort" method="get" action=SEARCH>
            {hidden(rest.pairs())}
            <label for="sort">{t!("search-order")}</label>
            <select id="sort" name="sort">{options}</select>
            <button class="button button--quiet button--small" type="submit">{t!("search-sort")}</button>
        </form>
    }
    .into_any()
}

/// What payment from lenders does to the order: said either way.
fn paid_note(answer: &SearchAnswer) -> AnyView {
    let weight = answer
        .results
        .iter()
        .flat_map(|result| &result.score.parts)
        .find(|part| part.name == PartName::Payout)
        .map_or(0.0, |part| part.weight);
    let text = if weight > 0.0 { t!("search-paid") } else { t!("search-unpaid") };
    view! { <p class="note">{text} " " <a href="/how-ranking-works">{t!("ranking-title")}</a></p> }.into_any()
}
