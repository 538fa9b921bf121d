//! The lender's other products, in a list of a line each.

use crate::address;
use crate::components::section::section;
use crate::format::{money_exact, percent};
use crate::t;
use crate::words;
use domain::answer::SearchResult;
use domain::query::SearchQuery;
use leptos::prelude::*;

/// The section; nothing where the lender has no other.
#[must_use]
pub(super) fn others(results: &[SearchResult], query: &SearchQuery) -> Option<AnyView> {
    if results.is_empty() {
        return None;
    }
    let items = results.iter().map(|result| item(result, query)).collect_view();
    Some(section("others", t!("product-others"), view! { <ul class="others">{items}</ul> }))
}

fn item(result: &SearchResult, query: &SearchQuery) -> AnyView {
    let listing = &result.listing;
    let rate = match result.headline {
        None => t!("product-others-no-rate"),
        Some(headline) if headline.annual == headline.annual_max => {
            t!("product-others-rate", rate = percent(headline.annual))
        }
        Some(headline) => {
            t!("product-others-rates", least = percent(headline.annual), most = percent(headline.annual_max))
        }
    };
    let instalment = result.repayment.map(|figures| {
        let instalment = t!("product-others-instalment", instalment = money_exact(figures.instalment));
        view! { <span>{instalment}</span> }
    });
    let paid = listing.sponsored.then(|| {
        view! { " " <span class="tag tag--paid">{t!("search-sponsored")}</span> }
    });
    view! {
        <li>
            <a href=address::product(listing.product_id, result.repayment, query) lang="en">{listing.name.clone()}</a>
            {paid}
            <p class="others__facts note">
                <span>{words::category(listing.category)}</span>
                <span>{rate}</span>
                {instalment}
            </p>
        </li>
    }
    .into_any()
}
