//! What narrows the results, and how to widen or page through them.

use super::Found;
use crate::address::{Address, FILTERS, SEARCH};
use crate::components::form::hidden;
use crate::format::{count, ratio, whole};
use crate::words;
use domain::query::SearchQuery;
use leptos::prelude::*;

/// The filters that are set, each a link that drops it.
#[must_use]
pub(super) fn chips(found: &Found<'_>) -> Option<AnyView> {
    let address = Address::of(found.query);
    let items: Vec<AnyView> = address
        .pairs()
        .iter()
        .filter(|(name, _)| FILTERS.contains(name))
        .map(|(name, value)| {
            let text = constraint(found, name, value);
            let href = address.without_value(name, value).search();
            view! {
                <li>
                    <a class="chip" href=href>
                        <span class="visually-hidden">"Drop the filter: "</span>
                        {text}
                        <span class="chip__cross" aria-hidden="true">"×"</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    let all = (items.len() > 1).then(|| {
        view! { <li><a class="chips__all" href=address.without_all(FILTERS).search()>"Drop all"</a></li> }
    });
    Some(view! { <ul class="chips" aria-label="Filters that are set">{items} {all}</ul> }.into_any())
}

/// A filter in words.
fn constraint(found: &Found<'_>, name: &str, value: &str) -> String {
    let query = found.query;
    match name {
        "q" => format!("“{value}”"),
        "within" => "Within earlier results".to_owned(),
        "institution" => value
            .parse()
            .ok()
            .and_then(|id| {
                let counted = found.answer.facets.institution.iter().find(|facet| facet.id == id);
                found.lenders.get(&id).cloned().or_else(|| counted.map(|facet| facet.name.clone()))
            })
            .unwrap_or_else(|| "A lender no longer listed".to_owned()),
        "rate_type" => {
            value.parse().map_or_else(|_| value.to_owned(), |kind| words::rate_type(kind).to_owned())
        }
        "feature" => value.parse().map_or_else(|_| value.to_owned(), |kind| words::feature(kind).to_owned()),
        "max_rate" => {
            query.filters.max_rate.map_or_else(String::new, |rate| format!("Up to {} p.a.", ratio(rate)))
        }
        "secured" => if value == "true" { "Secured" } else { "Unsecured" }.to_owned(),
        _ => words::field(name).to_owned(),
    }
}

/// Links to the pages around this one.
#[must_use]
pub(super) fn pagination(found: &Found<'_>) -> Option<AnyView> {
    let Found { query, answer, .. } = *found;
    let pages = answer.total.div_ceil(u64::from(answer.per_page.max(1)));
    if pages <= 1 {
        return None;
    }
    let page = u64::from(answer.page);
    let near = (1..=pages).filter(|other| *other == 1 || *other == pages || other.abs_diff(page) <= 1);
    let mut items: Vec<AnyView> = Vec::new();
    let mut last = 0;
    for number in near {
        if number > last + 1 {
            items.push(view! { <li aria-hidden="true">"…"</li> }.into_any());
        }
        last = number;
        items.push(page_link(query, number, number == page));
    }
    let step = |to: u64, text: &'static str, rel: &'static str| {
        view! { <li><a class="pages__step" href=at(query, to) rel=rel>{text}</a></li> }
    };
    Some(
        view! {
            <nav class="pages" aria-label="Pages of results">
                <ul>
                    {(page > 1).then(|| step(page - 1, "Previous", "prev"))}
                    {items}
                    {(page < pages).then(|| step(page + 1, "Next", "next"))}
                </ul>
            </nav>
        }
        .into_any(),
    )
}

fn at(query: &SearchQuery, page: u64) -> String {
    let address = Address::of(query);
    if page <= 1 { address.without("page").search() } else { address.with("page", page.to_string()).search() }
}

fn page_link(query: &SearchQuery, number: u64, current: bool) -> AnyView {
    let label = format!("Page {number}");
    if current {
        view! { <li><span class="pages__here" aria-current="page">{label}</span></li> }.into_any()
    } else {
        view! {
            <li>
                <a href=at(query, number)>
                    <span class="visually-hidden">"Page "</span>
                    {whole(number)}
                </a>
            </li>
        }
        .into_any()
    }
}

/// A search inside these results.
#[must_use]
pub(super) fn search_within(found: &Found<'_>) -> Option<AnyView> {
    let Found { query, answer, .. } = *found;
    if answer.total < 2 || answer.result_set.is_empty() {
        return None;
    }
    let rest = Address::of(query).without_all(&["q", "within"]).with("within", answer.result_set.clone());
    Some(
        view! {
            <form class="within" method="get" action=SEARCH aria-label="Within these results">
                {hidden(rest.pairs())}
                <label class="field__label" for="within-q">
                    {format!("Search within these {}", count(answer.total, "result", "results"))}
                </label>
                <div class="within__row">
                    <input type="search" id="within-q" name="q" maxlength="200"/>
                    <button class="button button--quiet" type="submit">"Search within"</button>
                </div>
            </form>
        }
        .into_any(),
    )
}

/// What to do where nothing was found: each constraint that could go, and what that would bring.
#[must_use]
pub(super) fn nothing_found(found: &Found<'_>) -> AnyView {
    let Found { query, answer, .. } = *found;
    let address = Address::of(query);
    if answer.total > 0 {
        return view! {
            <div class="nothing">
                <h2>"This page is past the last result"</h2>
                <p><a class="button" href=address.without("page").search()>"Go to the first page"</a></p>
            </div>
        }
        .into_any();
    }
    let ways: Vec<AnyView> = answer
        .relax
        .iter()
        .filter(|way| way.would_find > 0)
        .map(|way| {
            view! {
                <li>
                    <a href=address.without(way.drop).search()>{drop_in_words(way.drop)}</a>
                    {format!(": {}", count(way.would_find, "loan", "loans"))}
                </li>
            }
            .into_any()
        })
        .collect();
    let advice = if ways.is_empty() {
        view! {
            <p>"No single change would find one. Start again with less."</p>
        }
        .into_any()
    } else {
        view! {
            <p>"Letting go of one thing would find:"</p>
            <ul class="nothing__ways">{ways}</ul>
        }
        .into_any()
    };
    view! {
        <div class="nothing">
            <h2>"No loan fits all of this"</h2>
            {advice}
            <p class="actions">
                <a class="button button--quiet" href=address.form()>"Edit your answers"</a>
                <a class="button button--quiet" href=SEARCH>"See all loans"</a>
            </p>
        </div>
    }
    .into_any()
}

fn drop_in_words(name: &str) -> String {
    match name {
        "q" => "Without your search words".to_owned(),
        "within" => "In all results, not only the earlier ones".to_owned(),
        "max_rate" => "With any annual rate".to_owned(),
        "institution" => "Of any lender".to_owned(),
        "rate_type" => "Fixed or variable".to_owned(),
        "secured" => "Secured or not".to_owned(),
        "feature" => "Without the features asked for".to_owned(),
        "eligible_only" => "With those whose rules you are known to miss".to_owned(),
        "category" => "Of any kind of credit".to_owned(),
        "purpose" => "For any purpose".to_owned(),
        "amount" => "For any amount".to_owned(),
        "term_months" => "Over any term".to_owned(),
        other => format!("Without: {}", words::field(other).to_lowercase()),
    }
}
