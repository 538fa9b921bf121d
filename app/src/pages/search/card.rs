//! One ranked product: what it costs, the chance, the rules, and why it stands here.

use crate::address::{self, Address};
use crate::components::{approval::approval, eligibility, figures, score};
use crate::words;
use domain::answer::SearchResult;
use domain::listing::Listing;
use domain::query::SearchQuery;
use leptos::prelude::*;

/// How many features a card names; the product's page names all.
const FEATURES: usize = 4;

/// A result as a card.
#[must_use]
pub fn card(result: &SearchResult, query: &SearchQuery) -> AnyView {
    let listing = &result.listing;
    let form = Address::of(query).form();
    let id = format!("r-{}", listing.product_id);
    let name_id = format!("{id}-name");
    let labels_id = format!("{id}-labels");
    // The labels are part of the card's accessible name, so that a paid place is heard with the product.
    let named_by = format!("{name_id} {labels_id}");
    view! {
        <article class="card" class:card--sponsored=listing.sponsored id=id aria-labelledby=named_by>
            <header class="card__head">
                <p class="card__lender">{listing.institution_name.clone()}</p>
                <h2 class="card__name" id=name_id>
                    <a href=address::product(listing.product_id, result.repayment, query)>{listing.name.clone()}</a>
                </h2>
                {labels(listing, &labels_id)}
            </header>
            <div class="card__money">
                {figures::rate(result.headline.as_ref(), listing)}
                {figures::repayment(result)}
            </div>
            <div class="card__you">
                {approval(result.approval, &form)}
                {eligibility::summary(&result.eligibility, &form)}
            </div>
            <footer class="card__foot">
                {figures::as_of(listing)}
                {why(result)}
            </footer>
        </article>
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
    let security = listing.secured.map(|secured| if secured { "Secured" } else { "Unsecured" });
    view! {
        <ul class="tags" id=id.to_owned()>
            {listing.sponsored.then(|| view! { <li class="tag tag--paid">"Sponsored"</li> })}
            {listing.fictional.then(|| view! { <li class="tag tag--fictional">"Invented"</li> })}
            <li class="tag">{words::category(listing.category)}</li>
            {security.map(|security| view! { <li class="tag">{security}</li> })}
            {features}
        </ul>
    }
    .into_any()
}

fn why(result: &SearchResult) -> Option<AnyView> {
    (!result.score.parts.is_empty()).then(|| {
        let caption = format!("How the score of {} adds up", result.listing.name);
        view! {
            <details class="disclosure">
                <summary>"Why this rank?"</summary>
                {score::sum(&result.score, &caption)}
                <p class="note">
                    "Value × weight = what it adds. " <a href="/how-ranking-works">"What each part means"</a>
                </p>
            </details>
        }
        .into_any()
    })
}
