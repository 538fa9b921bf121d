//! The results page.

mod card;
mod closed;
mod filters;
mod live;
mod narrowed;
mod order;
mod quick;

pub use card::{card, labels};
pub(crate) use closed::{fold, openings};
pub(crate) use live::need;
pub(crate) use narrowed::{chips, nothing_found, pagination};
pub(crate) use order::bar;
pub(crate) use quick::toggles;

use card::security;

use crate::address::{Address, SEARCH, question};
use crate::components::approval;
use crate::components::figures::comparison_warning;
use crate::components::form::{hidden, search_field};
use crate::components::keep::in_place;
use crate::components::title::PageTitle;
use crate::components::tray::tray;
use crate::context::Page;
use crate::format::{money, term};
use crate::pages::error::failed;
use crate::pages::{asked, looks_monthly};
use crate::ports::{KeptProduct, Viewer};
use crate::t;
use crate::words;
use domain::answer::{ApprovalBand, SearchAnswer, SearchResult};
use domain::eligibility::Verdict;
use domain::lists::List;
use domain::product::InstitutionId;
use domain::query::SearchQuery;
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
                // The tray is worth less than the results.
                let compared = ports.kept(&page.viewer, List::Compared, &query).await.unwrap_or_default();
                let viewer = &page.viewer;
                view(&Found { query: &query, answer: &answer, viewer, lenders: &names, compared: &compared })
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
    /// The products that they lay side by side.
    pub compared: &'a [KeptProduct],
}

/// The page over plain data.
#[must_use]
pub fn view(found: &Found<'_>) -> AnyView {
    let Found { query, answer, .. } = *found;
    let title = heading(found);
    let results = if answer.results.is_empty() {
        narrowed::nothing_found(found)
    } else {
        view! {
            {list(found)}
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
                    {live::need(found)}
                    {quick::toggles(found)}
                    {narrowed::chips(found)}
                    {(!answer.results.is_empty()).then(|| bar(found))}
                    {results}
                    {dismissed(answer.dismissed)}
                    {narrowed::search_within(found)}
                    {tray(found.compared, &Address::of(query).search())}
                    {in_place()}
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// How many results the viewer put aside, and the way to them.
fn dismissed(count: u64) -> Option<AnyView> {
    (count > 0).then(|| {
        view! {
            <p class="note">
                {t!("search-dismissed", count = count)} " " <a href="/saved">{t!("search-dismissed-show")}</a>
            </p>
        }
        .into_any()
    })
}

/// The results that may be had, then what would open more, then those that may not be had, folded.
fn list(found: &Found<'_>) -> AnyView {
    let Found { query, answer, .. } = *found;
    let (closed, open): (Vec<_>, Vec<_>) =
        answer.results.iter().partition(|result| result.eligibility.verdict == Verdict::NotMet);
    let first = u64::from(answer.page.saturating_sub(1)) * u64::from(answer.per_page) + 1;
    let (lists, back) = (&found.viewer.lists, Address::of(query).search());
    let cards =
        open.iter().map(|result| view! { <li>{card(result, query, lists, &back)}</li> }).collect_view();
    view! {
        {too_little(found)}
        {(!open.is_empty()).then(|| view! { <ol class="results__list" start=first.to_string()>{cards}</ol> })}
        {closed::openings(found)}
        {closed::fold(found, &closed, first + open.len() as u64)}
    }
    .into_any()
}

/// Nothing is known of the borrower; the head of the page says what follows from it.
fn is_stranger(found: &Found<'_>) -> bool {
    found.viewer.borrower.is_unknown() && found.query.borrower.is_unknown()
}

/// Said once, where something is known of the borrower and too little to estimate a chance of approval.
fn too_little(found: &Found<'_>) -> Option<AnyView> {
    let unknown = |result: &SearchResult| result.approval.band == ApprovalBand::NotEnoughData;
    let said = is_stranger(found) || !found.answer.results.iter().any(unknown);
    (!said).then(|| {
        let form = Address::of(found.query).form();
        view! {
            <div class="notice results__unknown">
                <p><strong>{t!("approval-label")} ": " {t!("approval-none")}</strong></p>
                {approval::too_little(&form)}
            </div>
        }
        .into_any()
    })
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
    let known = if is_stranger(found) {
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
                <a href=question(&Address::of(found.query).form(), "income_annual")>{t!("search-change-income")}</a>
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
