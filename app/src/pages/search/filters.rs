//! The filters, with how many products each value would find.

use super::Found;
use crate::address::{Address, SEARCH};
use crate::components::form::hidden;
use crate::format::{ratio, whole};
use crate::t;
use crate::words;
use domain::product::{Category, FeatureKind, RateType};
use domain::rate::Rate;
use leptos::prelude::*;

/// How many values of a long list stand outside its disclosure.
const SHORT: usize = 8;
/// The rates one may choose as the highest, in percent.
const MAX_RATES: &[i64] = &[5, 6, 7, 8, 10, 12, 15, 20, 25];
/// What this form holds; the rest of the search goes through it hidden.
const HELD: &[&str] = &[
    "category",
    "rate_type",
    "institution",
    "max_rate",
    "secured",
    "no_annual_fee",
    "feature",
    "eligible_only",
];

struct Choice {
    value: String,
    label: String,
    /// The language of the label, where it is a lender's own name.
    lang: Option<&'static str>,
    count: Option<u64>,
    chosen: bool,
}

/// The filters as a form. On narrow screens it is behind a disclosure.
#[must_use]
pub(super) fn filters(found: &Found<'_>) -> AnyView {
    let query = found.query;
    let rest = Address::of(query).without_all(HELD);
    view! {
        <details class="filters">
            <summary>{t!("search-filters")}</summary>
            <form class="filters__form" method="get" action=SEARCH aria-label=t!("search-filters")>
                {hidden(rest.pairs())}
                <h2 class="filters__title">{t!("search-filters")}</h2>
                {group(words::field("category"), "category", &categories(found))}
                {group(words::field("rate_type"), "rate_type", &rate_types(found))}
                {max_rate(query.filters.max_rate)}
                {secured(query.filters.secured)}
                <fieldset class="filter">
                    <legend>{t!("search-fees")}</legend>
                    {tick("no_annual_fee", &Choice {
                        value: "true".to_owned(),
                        label: words::field("no_annual_fee"),
                        lang: None,
                        count: None,
                        chosen: query.filters.no_annual_fee,
                    }, 0)}
                </fieldset>
                {group(t!("search-features"), "feature", &features(found))}
                {group(words::field("institution"), "institution", &lenders(found))}
                <fieldset class="filter">
                    <legend>{t!("search-you")}</legend>
                    {tick("eligible_only", &Choice {
                        value: "true".to_owned(),
                        label: t!("search-eligible-only"),
                        lang: None,
                        count: None,
                        chosen: query.filters.eligible_only,
                    }, 0)}
                </fieldset>
                <button class="button filters__apply" type="submit">{t!("search-apply")}</button>
            </form>
        </details>
    }
    .into_any()
}

fn categories(found: &Found<'_>) -> Vec<Choice> {
    let chosen = &found.query.need.categories;
    let counted = &found.answer.facets.category;
    named(
        Category::ALL,
        |kind| (kind.name(), words::category(kind)),
        |kind| chosen.contains(&kind),
        |name| counted.iter().find(|facet| facet.value == name).map(|facet| facet.count),
    )
}

fn rate_types(found: &Found<'_>) -> Vec<Choice> {
    let chosen = &found.query.filters.rate_types;
    let counted = &found.answer.facets.rate_type;
    named(
        RateType::ALL,
        |kind| (kind.name(), words::rate_type(kind)),
        |kind| chosen.contains(&kind),
        |name| counted.iter().find(|facet| facet.value == name).map(|facet| facet.count),
    )
}

fn features(found: &Found<'_>) -> Vec<Choice> {
    let chosen = &found.query.filters.features;
    let counted = &found.answer.facets.feature;
    let all: Vec<FeatureKind> =
        FeatureKind::ALL.iter().copied().filter(|kind| *kind != FeatureKind::Other).collect();
    let mut choices = named(
        &all,
        |kind| (kind.name(), words::feature(kind)),
        |kind| chosen.contains(&kind),
        |name| counted.iter().find(|facet| facet.value == name).map(|facet| facet.count),
    );
    choices.sort_by_key(|choice| (!choice.chosen, std::cmp::Reverse(choice.count)));
    choices
}

fn lenders(found: &Found<'_>) -> Vec<Choice> {
    let chosen = &found.query.filters.institutions;
    let counted = &found.answer.facets.institution;
    let missing = chosen.iter().filter(|id| !counted.iter().any(|facet| facet.id == **id)).map(|id| Choice {
        value: id.to_string(),
        label: found.lenders.get(id).cloned().unwrap_or_else(|| t!("search-gone")),
        lang: found.lenders.contains_key(id).then_some("en"),
        count: Some(0),
        chosen: true,
    });
    let known = counted.iter().map(|facet| Choice {
        value: facet.id.to_string(),
        label: facet.name.clone(),
        lang: Some("en"),
        count: Some(facet.count),
        chosen: chosen.contains(&facet.id),
    });
    let mut choices: Vec<Choice> = missing.chain(known).collect();
    choices.sort_by_key(|choice| !choice.chosen);
    choices
}

/// Values that would find something, and those that are chosen.
fn named<T: Copy>(
    all: &[T],
    words: impl Fn(T) -> (&'static str, String),
    chosen: impl Fn(T) -> bool,
    count: impl Fn(&str) -> Option<u64>,
) -> Vec<Choice> {
    all.iter()
        .map(|value| {
            let (name, label) = words(*value);
            Choice {
                value: name.to_owned(),
                label,
                lang: None,
                count: Some(count(name).unwrap_or_default()),
                chosen: chosen(*value),
            }
        })
        .filter(|choice| choice.chosen || choice.count != Some(0))
        .collect()
}

fn group(legend: String, name: &'static str, choices: &[Choice]) -> Option<AnyView> {
    if choices.is_empty() {
        return None;
    }
    let mut ticks: Vec<AnyView> =
        choices.iter().enumerate().map(|(place, choice)| tick(name, choice, place)).collect();
    let more = (ticks.len() > SHORT + 2).then(|| ticks.split_off(SHORT)).map(|more| {
        view! {
            <details class="disclosure">
                <summary>
                    {t!("search-more", count = more.len())}
                    <span class="visually-hidden">" " {legend.clone()}</span>
                </summary>
                {more.into_iter().collect_view()}
            </details>
        }
    });
    Some(view! { <fieldset class="filter"><legend>{legend}</legend> {ticks} {more}</fieldset> }.into_any())
}

fn tick(name: &'static str, choice: &Choice, place: usize) -> AnyView {
    let id = format!("f-{name}-{place}");
    let count = choice
        .count
        .map(|count| view! { <span class="filter__count">{format!("({})", whole(count))}</span> });
    view! {
        <div class="filter__choice">
            <input type="checkbox" id=id.clone() name=name value=choice.value.clone() checked=choice.chosen/>
            <label for=id lang=choice.lang>{choice.label.clone()} " " {count}</label>
        </div>
    }
    .into_any()
}

fn max_rate(chosen: Option<Rate>) -> AnyView {
    let mut rates: Vec<Rate> =
        MAX_RATES.iter().map(|percent| Rate::from_millionths(percent * 10_000)).collect();
    if let Some(rate) = chosen.filter(|rate| !rates.contains(rate)) {
        rates.push(rate);
        rates.sort();
    }
    let options = rates
        .into_iter()
        .map(|rate| {
            view! {
                <option value=rate.to_string() selected=chosen == Some(rate)>
                    {t!("search-up-to", rate = ratio(rate))}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="filter">
            <label class="filter__legend" for="f-max_rate">{words::field("max_rate")}</label>
            <select id="f-max_rate" name="max_rate">
                <option value="">{t!("search-any-rate")}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn secured(chosen: Option<bool>) -> AnyView {
    let option = |value: &'static str, label: String, is: Option<bool>| {
        view! { <option value=value selected=chosen == is>{label}</option> }
    };
    view! {
        <div class="filter">
            <label class="filter__legend" for="f-secured">{words::field("secured")}</label>
            <select id="f-secured" name="secured">
                {option("", t!("search-secured-or-not"), None)}
                {option("true", t!("search-secured-only"), Some(true))}
                {option("false", t!("search-unsecured-only"), Some(false))}
            </select>
        </div>
    }
    .into_any()
}
