//! A product's page: everything known of it, for the viewer's amount, term and answers.

mod cost;
mod history;
mod leaving;
mod published;
mod schedule;

use crate::address::Address;
use crate::components::{approval::approval, eligibility, figures, score, title::PageTitle};
use crate::context::Page;
use crate::format::{count, date, hours, money};
use crate::pages::error::{fault, refused};
use crate::pages::search::labels;
use crate::ports::{PortError, ProductDetails};
use crate::words;
use domain::error::ErrorCode;
use domain::product::{ConstraintKind, Product, ProductId};
use domain::query::{ParseOptions, SearchQuery};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn ProductPage() -> impl IntoView {
    let page = Page::current();
    let id = use_params_map().with_untracked(|params| params.get("id"));
    Suspend::new(async move {
        let absent = PortError { code: ErrorCode::NotFound, fields: Vec::new() };
        let Some(id) = id.and_then(|id| id.parse::<ProductId>().ok()) else { return fault(&page, &absent) };
        let options = ParseOptions { currency: page.currency, refuse_unknown: false };
        let mut query = match SearchQuery::parse(page.pairs(), options) {
            Ok(query) => query,
            Err(errors) => return refused(&page, &errors),
        };
        query.explain = true;
        let Some(ports) = page.ports.clone() else { return ().into_any() };
        match ports.product(&page.viewer, id, &query).await {
            Ok(details) => view(&details, &query),
            Err(error) if error.code == ErrorCode::InvalidInput => refused(&page, &error.fields),
            Err(error) => fault(&page, &error),
        }
    })
}

/// The page over plain data.
#[must_use]
pub fn view(details: &ProductDetails, query: &SearchQuery) -> AnyView {
    let ProductDetails { product, result, withdrawn_at, history, .. } = details;
    let listing = &result.listing;
    let form = Address::of(query).form();
    let withdrawn = withdrawn_at.map(|at| {
        view! {
            <p class="notice notice--warn">
                <strong>"No longer offered. "</strong>
                {format!("It left its lender’s list by {}. The figures below are its last.", date(at))}
            </p>
        }
    });
    let description = (!product.description.trim().is_empty())
        .then(|| view! { <p class="lead">{product.description.clone()}</p> });
    view! {
        <PageTitle text=format!("{}, {}", listing.name, listing.institution_name)/>
        <article class="page product">
            <header class="product__head">
                <p class="card__lender">{listing.institution_name.clone()}</p>
                <h1>{listing.name.clone()}</h1>
                {labels(listing, "labels")}
                {withdrawn}
                {description}
                {figures::as_of(listing)}
            </header>
            <div class="product__top">
                <section class="panel" aria-labelledby="cost">
                    <h2 id="cost">"What it costs"</h2>
                    {figures::rate(result.headline.as_ref(), listing)}
                    {cost::cost(result, query)}
                    {figures::comparison_warning()}
                </section>
                <section class="panel" aria-labelledby="you">
                    <h2 id="you">"Your chance"</h2>
                    {approval(result.approval, &form)}
                    <h3>"The lender’s rules and your answers"</h3>
                    {rules(details, &form)}
                    <p class="note">
                        "Looking does not touch your credit file; applying with the lender does. " <a href=format!("{form}#about-you")>"Edit your answers"</a>
                    </p>
                </section>
            </div>
            {schedule::schedule(result)}
            {published::rates(product)}
            {published::fees(product)}
            {facts(product)}
            {published::features(product)}
            {published::criteria(product)}
            {history::history(history)}
            {why(details)}
            {unread(product)}
            {leaving::leaving(product)}
        </article>
    }
    .into_any()
}

fn rules(details: &ProductDetails, form: &str) -> AnyView {
    if details.result.eligibility.rules.is_empty() {
        view! { <p>"The lender publishes no rules that can be checked."</p> }.into_any()
    } else {
        eligibility::all_rules(&details.result.eligibility, form)
    }
}

/// Limits, speed and early repayment: what the lender states beside rates and fees.
fn facts(product: &Product) -> Option<AnyView> {
    let mut facts: Vec<(String, String)> = Vec::new();
    for limit in &product.constraints {
        let value = limit.value.as_deref().map(|value| limit_value(limit.kind, value, product));
        let words: Vec<String> = value.into_iter().chain(limit.info.clone()).collect();
        if !words.is_empty() {
            facts.push((words::constraint(limit.kind).to_owned(), words.join(". ")));
        }
    }
    let more = &product.supplement;
    if let Some(number) = more.decision_hours {
        facts.push(("Decision".to_owned(), hours(number)));
    }
    if let Some(number) = more.funding_hours {
        facts.push(("Money after the decision".to_owned(), hours(number)));
    }
    if let Some(early) = &more.early_repayment {
        let fee = match early.fee {
            _ if !early.allowed => "Not allowed".to_owned(),
            None => "Allowed; the lender does not say what it costs".to_owned(),
            Some(fee) if fee.minor == 0 => "Allowed, free of charge".to_owned(),
            Some(fee) => format!("Allowed, for a fee of {}", money(fee)),
        };
        let words: Vec<String> = [Some(fee), early.note.clone()].into_iter().flatten().collect();
        facts.push(("Repaying early".to_owned(), words.join(". ")));
    } else {
        facts.push(("Repaying early".to_owned(), "The lender does not say; ask before you apply".to_owned()));
    }
    let rows = facts
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    Some(
        view! {
            <section class="section" aria-labelledby="limits">
                <h2 id="limits">"Limits and terms"</h2>
                <dl class="facts">{rows}</dl>
            </section>
        }
        .into_any(),
    )
}

fn limit_value(kind: ConstraintKind, value: &str, product: &Product) -> String {
    match kind {
        ConstraintKind::MaxLvr | ConstraintKind::MinLvr | ConstraintKind::Other => value.to_owned(),
        _ => domain::money::Money::parse(value, product.currency).map_or_else(|_| value.to_owned(), money),
    }
}

fn why(details: &ProductDetails) -> Option<AnyView> {
    let score = &details.result.score;
    (!score.parts.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="why">
                <h2 id="why">"How it is ranked"</h2>
                {score::sum(score, "How its score adds up")}
                <p class="note"><a href="/how-ranking-works">"What each part means"</a></p>
            </section>
        }
        .into_any()
    })
}

fn unread(product: &Product) -> Option<AnyView> {
    let number = u64::try_from(product.unread.len()).unwrap_or(u64::MAX);
    (number > 0).then(|| {
        view! {
            <p class="notice">
                {format!(
                    "We could not read {}. The lender’s own page has them.",
                    count(number, "published detail", "published details"),
                )}
            </p>
        }
        .into_any()
    })
}
