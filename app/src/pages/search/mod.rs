//! The results page.

mod card;
mod filters;
mod narrowed;

pub use card::{card, labels};

use crate::address::{Address, SEARCH};
use crate::components::figures::comparison_warning;
use crate::components::form::{hidden, search_field};
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::format::{count, money, term};
use crate::pages::error::{fault, refused};
use crate::ports::Viewer;
use crate::words;
use domain::answer::SearchAnswer;
use domain::error::ErrorCode;
use domain::product::InstitutionId;
use domain::query::{ParseOptions, SearchQuery, Sort};
use domain::ranking::PartName;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The results page.
#[component]
pub fn SearchPage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move {
        let options = ParseOptions { currency: page.currency, refuse_unknown: false };
        let mut query = match SearchQuery::parse(page.pairs(), options) {
            Ok(query) => query,
            Err(errors) => return refused(&page, &errors),
        };
        // Every card can show its sum, whatever the address says.
        query.explain = true;
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
            Err(error) if error.code == ErrorCode::InvalidInput => refused(&page, &error.fields),
            Err(error) => fault(&page, &error),
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
                <section class="results__main" aria-label="Results">
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

fn heading(found: &Found<'_>) -> String {
    let Found { query, answer, .. } = *found;
    let products = match query.need.categories.as_slice() {
        [one] if answer.total == 1 => words::category(*one).to_lowercase(),
        [one] => words::categories(*one).to_owned(),
        _ if answer.total == 1 => "product".to_owned(),
        _ => "products".to_owned(),
    };
    let about = if answer.total_is_exact { "" } else { "up to " };
    let number = count(answer.total, &products, &products);
    let mut text = format!("{about}{number}");
    if let Some(amount) = query.amount() {
        text.push_str(&format!(" for {}", money(amount)));
    }
    if let Some(months) = query.need.term_months {
        text.push_str(&format!(" over {}", term(months)));
    }
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn need_line(found: &Found<'_>) -> AnyView {
    let Found { query, viewer, .. } = *found;
    let purpose =
        query.need.purpose.map(|purpose| format!("For: {}. ", words::purpose(purpose).to_lowercase()));
    let known = if viewer.borrower.is_unknown() && query.borrower.is_unknown() {
        "You have not said anything about yourself, so chances of approval are not shown."
    } else if viewer.preferences.of(query).personalise {
        "Your answers are used to check lenders’ rules and to estimate your chance of approval."
    } else {
        "Your answers do not influence the order."
    };
    view! {
        <p class="results__need">
            {purpose} {known} " " <a href=Address::of(query).form()>"Edit your answers"</a>
        </p>
    }
    .into_any()
}

/// A gentle check where a yearly income looks like a month's.
fn income_check(found: &Found<'_>) -> Option<AnyView> {
    let income = found.query.borrower.income_annual.or(found.viewer.borrower.income_annual)?;
    (income.minor > 0 && income.to_f64() < 15_000.0).then(|| {
        view! {
            <p class="notice">
                {format!("You said that you earn {} a year. ", money(income))}
                "If that is what you earn in a month, "
                <a href=format!("{}#income_annual", Address::of(found.query).form())>"change it"</a>
                ": it decides which rules you meet."
            </p>
        }
        .into_any()
    })
}

fn search_box(query: &SearchQuery) -> AnyView {
    let rest = Address::of(query).without_all(&["q", "within"]);
    view! {
        <form class="search-box" method="get" action=SEARCH role="search" aria-label="All loans">
            {hidden(rest.pairs())}
            {search_field("q", query.text.as_deref().unwrap_or_default(), "Search all loans")}
            <button class="button" type="submit">"Search"</button>
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
            <label for="sort">"Order"</label>
            <select id="sort" name="sort">{options}</select>
            <button class="button button--quiet button--small" type="submit">"Sort"</button>
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
    let text = if weight > 0.0 {
        "Payment from lenders counts in this order."
    } else {
        "Payment from lenders does not count in this order."
    };
    view! { <p class="note">{text} " " <a href="/how-ranking-works">"How ranking works"</a></p> }.into_any()
}
