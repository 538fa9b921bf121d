//! What narrows the results, and how to widen or page through them.

use super::{Found, security};
use crate::address::{Address, FILTERS, SEARCH};
use crate::components::form::hidden;
use crate::format::{ratio, whole};
use crate::t;
use crate::words;
use leptos::prelude::*;

/// The filters that are set, each a link that drops it.
#[must_use]
pub(crate) fn chips(found: &Found<'_>) -> Option<AnyView> {
    let address = Address::of(found.query);
    let items: Vec<AnyView> = address
        .pairs()
        .iter()
        .filter(|(name, _)| FILTERS.contains(name))
        .map(|(name, value)| {
            let text = constraint(found, name, value);
            let lang = (*name == "institution").then_some("en");
            let href = address.without_value(name, value).search();
            view! {
                <li>
                    <a class="chip" href=href>
                        <span class="visually-hidden">{t!("search-drop")} " "</span>
                        <span lang=lang>{text}</span>
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
        view! { <li><a class="chips__all" href=address.without_all(FILTERS).search()>{t!("search-drop-all")}</a></li> }
    });
    Some(view! { <ul class="chips" aria-label=t!("search-set")>{items} {all}</ul> }.into_any())
}

/// A filter in words.
fn constraint(found: &Found<'_>, name: &str, value: &str) -> String {
    let query = found.query;
    match name {
        "q" => t!("search-words", words = value.to_owned()),
        "within" => t!("search-earlier"),
        "institution" => value
            .parse()
            .ok()
            .and_then(|id| {
                let counted = found.answer.facets.institution.iter().find(|facet| facet.id == id);
                found.lenders.get(&id).cloned().or_else(|| counted.map(|facet| facet.name.clone()))
            })
            .unwrap_or_else(|| t!("search-gone")),
        "rate_type" => value.parse().map_or_else(|_| value.to_owned(), words::rate_type),
        "feature" => value.parse().map_or_else(|_| value.to_owned(), words::feature),
        "max_rate" => {
            query.filters.max_rate.map_or_else(String::new, |rate| t!("search-up-to", rate = ratio(rate)))
        }
        "secured" => security(value == "true"),
        _ => words::field(name),
    }
}

/// Links to the pages around this one.
#[must_use]
pub(crate) fn pagination(found: &Found<'_>) -> Option<AnyView> {
    let answer = found.answer;
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
        items.push(page_link(found, number, number == page));
    }
    let step = |to: u64, text: String, rel: &'static str| {
        view! { <li><a class="pages__step" href=at(found, to) rel=rel>{text}</a></li> }
    };
    Some(
        view! {
            <nav class="pages" aria-label=t!("search-pages")>
                <ul>
                    {(page > 1).then(|| step(page - 1, t!("search-previous"), "prev"))}
                    {items}
                    {(page < pages).then(|| step(page + 1, t!("search-next"), "next"))}
                </ul>
            </nav>
        }
        .into_any(),
    )
}

/// A page's address. A further one goes on in the order that this one is in; the first is always the newest.
pub(super) fn at(found: &Found<'_>, page: u64) -> String {
    let first = Address::of(found.query).without("page");
    if page <= 1 {
        return first.search();
    }
    let order = found.answer.order.to_string();
    first.and("order", order).and("page", page.to_string()).search()
}

fn page_link(found: &Found<'_>, number: u64, current: bool) -> AnyView {
    let label = t!("search-page", number = number);
    if current {
        view! { <li><span class="pages__here" aria-current="page">{label}</span></li> }.into_any()
    } else {
        view! { <li><a href=at(found, number) aria-label=label>{whole(number)}</a></li> }.into_any()
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
            <form class="within" method="get" action=SEARCH aria-label=t!("search-within")>
                {hidden(rest.pairs())}
                <label class="field__label" for="within-q">
                    {t!("search-within-label", count = answer.total)}
                </label>
                <div class="within__row">
                    <input type="search" id="within-q" name="q" maxlength="200"/>
                    <button class="button button--quiet" type="submit">{t!("search-within-button")}</button>
                </div>
            </form>
        }
        .into_any(),
    )
}

/// What to do where nothing was found: each constraint that could go, and what that would bring.
#[must_use]
pub(crate) fn nothing_found(found: &Found<'_>) -> AnyView {
    let Found { query, answer, .. } = *found;
    let address = Address::of(query);
    if answer.total > 0 {
        return view! {
            <div class="nothing">
                <h2>{t!("search-past-last")}</h2>
                <p><a class="button" href=address.without("page").search()>{t!("search-first-page")}</a></p>
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
                    <a href=address.without(way.drop).search()>{let_go(way.drop)}</a>
                    " "
                    {t!("search-would-find", count = way.would_find)}
                </li>
            }
            .into_any()
        })
        .collect();
    let advice = if ways.is_empty() {
        view! {
            <p>{t!("search-no-way")}</p>
        }
        .into_any()
    } else {
        view! {
            <p>{t!("search-ways")}</p>
            <ul class="nothing__ways">{ways}</ul>
        }
        .into_any()
    };
    view! {
        <div class="nothing">
            <h2>{t!("search-nothing")}</h2>
            {advice}
            <p class="actions">
                <a class="button button--quiet" href=address.form()>{t!("search-edit")}</a>
                <a class="button button--quiet" href=SEARCH>{t!("error-all")}</a>
            </p>
        </div>
    }
    .into_any()
}

/// What lets go of a constraint.
fn let_go(name: &str) -> String {
    match name {
        "q" => t!("search-without-words"),
        "within" => t!("search-not-within"),
        "max_rate" => t!("search-any-highest"),
        "institution" => t!("search-any-lender"),
        "rate_type" => t!("search-any-type"),
        "secured" => t!("search-secured-or-not"),
        "no_annual_fee" => t!("search-any-fee"),
        "feature" => t!("search-any-features"),
        "eligible_only" => t!("search-any-rules"),
        "category" => t!("search-any-kind"),
        "purpose" => t!("search-any-purpose"),
        "amount" => t!("search-any-amount"),
        "term_months" => t!("search-any-term"),
        other => t!("search-without", field = words::field(other)),
    }
}
