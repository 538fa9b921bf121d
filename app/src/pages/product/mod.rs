//! A product's page: everything known of it, for the viewer's amount, term and answers.

mod cost;
mod facts;
pub(crate) mod history;
mod leaving;
pub(crate) mod odds;
mod others;
mod period;
pub(crate) mod published;
mod raises;
mod reasons;
pub(crate) mod schedule;
mod ways;

use crate::address::{self, Address};
use crate::components::keep::{in_place, keep};
use crate::components::section::section;
use crate::components::{approval::approval, eligibility, figures, score, title::PageTitle};
use crate::context::Page;
use crate::format::date;
use crate::pages::asked;
use crate::pages::error::{failed, not_found};
use crate::pages::search::labels;
use crate::ports::{Ports, ProductDetails, Viewer};
use crate::t;
use domain::answer::SearchResult;
use domain::links::OfficialHosts;
use domain::lists::Lists;
use domain::product::{Product, ProductId};
use domain::query::SearchQuery;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// What the page shows of the product's lender.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lender {
    /// Its other products.
    pub others: Vec<SearchResult>,
    /// Where its published links lead; `None` where that cannot be told.
    pub hosts: Option<OfficialHosts>,
}

/// The page.
#[component]
pub fn ProductPage() -> impl IntoView {
    let page = Page::current();
    let id = use_params_map().with_untracked(|params| params.get("id"));
    Suspend::new(async move {
        let Some(id) = id.and_then(|id| id.parse::<ProductId>().ok()) else { return not_found(&page) };
        let query = match asked(&page) {
            Ok(query) => query,
            Err(refused) => return refused,
        };
        let Some(ports) = page.ports.clone() else { return ().into_any() };
        match ports.product(&page.viewer, id, &query).await {
            Ok(details) => {
                let lender = lender(ports.as_ref(), &page.viewer, &details, &query).await;
                view(&details, &lender, &page.viewer.lists, &query)
            }
            Err(error) => failed(&page, &error),
        }
    })
}

/// What is known of the lender. The page is worth showing without.
async fn lender(ports: &dyn Ports, viewer: &Viewer, details: &ProductDetails, query: &SearchQuery) -> Lender {
    let listing = &details.result.listing;
    Lender {
        others: ports.others(viewer, listing.product_id, query).await.unwrap_or_default(),
        hosts: ports.official_hosts(viewer, listing.institution_id).await.ok(),
    }
}

/// The page over plain data.
#[must_use]
pub fn view(details: &ProductDetails, lender: &Lender, lists: &Lists, query: &SearchQuery) -> AnyView {
    let ProductDetails { product, result, withdrawn_at, history, raises, reasons } = details;
    let listing = &result.listing;
    let form = Address::of(query).form();
    let withdrawn = withdrawn_at.map(|at| {
        view! {
            <p class="notice notice--warn">
                <strong>{t!("product-withdrawn")}</strong>
                " "
                {t!("product-withdrawn-on", date = date(at))}
            </p>
        }
    });
    let description = (!product.description.trim().is_empty())
        .then(|| view! { <p class="lead" lang="en">{product.description.clone()}</p> });
    view! {
        <PageTitle text=t!("product-title", name = listing.name.clone(), lender = listing.institution_name.clone())/>
        {crate::head::of_product(details)}
        <article class="page product">
            <header class="product__head">
                <p class="card__lender" lang="en">{listing.institution_name.clone()}</p>
                <h1 lang="en">{listing.name.clone()}</h1>
                {labels(listing, "labels")}
                {withdrawn}
                {description}
                {figures::as_of(listing)}
                {ways::ways(result, query)}
                {keep(listing.product_id, &listing.name, lists, &address::product(listing.product_id, result.repayment, query))}
            </header>
            <div class="product__top">
                <section class="panel" aria-labelledby="cost">
                    <h2 id="cost">{t!("product-cost")}</h2>
                    {figures::rate(result.headline.as_ref(), listing)}
                    {cost::cost(result, query)}
                    {figures::comparison_warning()}
                </section>
                <section class="panel" aria-labelledby="you">
                    <h2 id="you">{t!("product-chance")}</h2>
                    {approval(result.approval, &form)}
                    {reasons::reasons(reasons, result.approval)}
                    <h3>{t!("product-rules")}</h3>
                    {rules(details, &form)}
                    <p class="note">
                        {t!("product-file")} " " <a href=address::question(&form, "employment")>{t!("search-edit")}</a>
                    </p>
                </section>
            </div>
            {raises::raises(raises, result, query)}
            {odds::odds(result.approval, raises)}
            {schedule::schedule(result)}
            {published::rates(product)}
            {published::fees(product)}
            {facts::facts(product)}
            {published::features(product)}
            {published::criteria(product)}
            {history::history(history)}
            {why(details)}
            {unread(product)}
            {leaving::leaving(product, lender.hosts.as_ref())}
            {others::others(&lender.others, query)}
            {in_place()}
        </article>
    }
    .into_any()
}

fn rules(details: &ProductDetails, form: &str) -> AnyView {
    if details.result.eligibility.rules.is_empty() {
        view! { <p>{t!("product-no-rules")}</p> }.into_any()
    } else {
        eligibility::all_rules(&details.result.eligibility, form)
    }
}

fn why(details: &ProductDetails) -> Option<AnyView> {
    let score = &details.result.score;
    (!score.parts.is_empty()).then(|| {
        let content = view! {
            {score::sum(score, &t!("search-sum"))}
            <p class="note"><a href="/how-ranking-works">{t!("search-parts")}</a></p>
        };
        section("why", t!("product-why"), content)
    })
}

fn unread(product: &Product) -> Option<AnyView> {
    let count = product.unread.len();
    (count > 0).then(|| view! { <p class="notice">{t!("product-unread", count = count)}</p> }.into_any())
}
