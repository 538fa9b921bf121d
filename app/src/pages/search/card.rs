//! One ranked product: what it costs, the chance, the rules, and why it stands here.

use crate::address::{self, Address};
use crate::components::keep::keep;
use crate::components::{approval, eligibility, figures, score};
use crate::format::percent;
use crate::t;
use crate::words;
use domain::answer::{Exploration, SearchResult};
use domain::listing::Listing;
use domain::lists::Lists;
use domain::query::SearchQuery;
use leptos::prelude::*;

/// How many features a card names; the product's page names all.
const FEATURES: usize = 4;

/// A result as a card. Its chance of approval is left out where too little is known to give any: the page says
/// that once. What can be done with the product stands at its foot.
#[must_use]
pub fn card(result: &SearchResult, query: &SearchQuery, lists: &Lists, back: &str) -> AnyView {
    let listing = &result.listing;
    let form = Address::of(query).form();
    let id = format!("r-{}", listing.product_id);
    let name_id = format!("{id}-name");
    let labels_id = format!("{id}-labels");
    let tried_id = format!("{id}-tried");
    // The labels are part of the card's accessible name, so that a paid place is heard with the product, and one
    // that was drawn.
    let named_by = match moved(result) {
        Some(_) => format!("{name_id} {labels_id} {tried_id}"),
        None => format!("{name_id} {labels_id}"),
    };
    view! {
        <article class="card" class:card--sponsored=listing.sponsored id=id aria-labelledby=named_by>
            <header class="card__head">
                <p class="card__lender" lang="en">{listing.institution_name.clone()}</p>
                <h2 class="card__name" id=name_id lang="en">
                    <a href=address::result(result, query)>{listing.name.clone()}</a>
                </h2>
                {labels(listing, &labels_id)}
                {moved(result).map(|_| view! { <p class="card__tried" id=tried_id>{t!("search-tried")}</p> })}
            </header>
            {figures::row(result, query.need.term_months)}
            <div class="card__you">
                {approval::line(result.approval)}
                {eligibility::summary(&result.eligibility, &form)}
            </div>
            {foot(result, lists, back)}
        </article>
    }
    .into_any()
}

/// How old the figures are, why the product stands here, and what can be done with it.
fn foot(result: &SearchResult, lists: &Lists, back: &str) -> AnyView {
    let listing = &result.listing;
    view! {
        <footer class="card__foot">
            {figures::as_of(listing)}
            {keep(listing.product_id, &listing.name, lists, &format!("{back}#r-{}", listing.product_id))}
            {why(result)}
        </footer>
    }
    .into_any()
}

/// A result that may not be had, as a line that says why, with its card behind it.
#[must_use]
pub(super) fn missed(result: &SearchResult, query: &SearchQuery, lists: &Lists) -> AnyView {
    let listing = &result.listing;
    let rate = result.headline.map(|headline| {
        view! { <span class="missed__rate">{percent(headline.annual)} " " {t!("figures-rate-unit")}</span> }
    });
    view! {
        <details class="missed__one">
            <summary>
                <span class="missed__name" lang="en">{listing.name.clone()}</span>
                " "
                <span class="missed__lender" lang="en">{listing.institution_name.clone()}</span>
                " "
                {listing.sponsored.then(|| view! { <span class="tag tag--paid">{t!("search-sponsored")}</span> " " })}
                {rate}
                <span class="missed__why">{eligibility::first_missed(&result.eligibility)}</span>
            </summary>
            {card(result, query, lists, &Address::of(query).search())}
        </details>
    }
    .into_any()
}

/// What must be said of a product before its figures: paid, invented; then its kind and main features.
#[must_use]
pub fn labels(listing: &Listing, id: &str) -> AnyView {
    let features = listing
        .features
        .iter()
        .take(FEATURES)
        .map(|feature| view! { <li class="tag">{words::feature(*feature)}</li> })
        .collect_view();
    let security = listing.secured.map(security);
    view! {
        <ul class="tags" id=id.to_owned()>
            {listing.sponsored.then(|| view! { <li class="tag tag--paid">{t!("search-sponsored")}</li> })}
            {listing.fictional.then(|| view! { <li class="tag tag--fictional">{t!("search-invented")}</li> })}
            <li class="tag">{words::category(listing.category)}</li>
            {security.map(|security| view! { <li class="tag">{security}</li> })}
            {features}
        </ul>
    }
    .into_any()
}

/// Whether a loan takes security.
#[must_use]
pub(super) fn security(secured: bool) -> String {
    if secured { t!("search-secured") } else { t!("search-unsecured") }
}

/// That a draw, and not its score, put the product here.
fn moved(result: &SearchResult) -> Option<Exploration> {
    result.exploration.filter(Exploration::is_moved)
}

fn why(result: &SearchResult) -> Option<AnyView> {
    (!result.score.parts.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{t!("search-why")}</summary>
                {moved(result).map(|moved| view! { <p>{t!("search-tried-why", rank = moved.rank)}</p> })}
                {score::sum(&result.score, &t!("search-sum"))}
                <p class="note">
                    {t!("search-sum-how")} " " <a href="/how-ranking-works">{t!("search-parts")}</a>
                </p>
            </details>
        }
        .into_any()
    })
}
