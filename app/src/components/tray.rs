//! The compare tray: the products that a visitor laid side by side, and the way to their comparison.

use super::keep::button;
use crate::ports::KeptProduct;
use crate::t;
use domain::lists::{List, ListAction};
use domain::product::ProductId;
use leptos::prelude::*;

/// The tray of the products compared; nothing where there are none. `back` is the page that it stands on, as a path
/// of this site.
#[must_use]
pub fn tray(compared: &[KeptProduct], back: &str) -> Option<AnyView> {
    if compared.is_empty() {
        return None;
    }
    let items = compared.iter().map(|kept| {
        let listing = &kept.result.listing;
        let remove =
            button(listing.product_id, &listing.name, ListAction::Uncompare, t!("saved-remove"), back);
        view! {
            <li class="tray__item">
                <span class="tray__name" lang="en">{listing.name.clone()}</span>
                <span class="tray__lender" lang="en">{listing.institution_name.clone()}</span>
                {remove}
            </li>
        }
    });
    let items = items.collect_view();
    let ids: Vec<ProductId> = compared.iter().map(|kept| kept.result.listing.product_id).collect();
    let go = if ids.len() < 2 {
        view! { <p class="note">{t!("saved-tray-one-more")}</p> }.into_any()
    } else {
        view! { <a class="button" href=compare_address(&ids)>{t!("saved-tray-compare", count = ids.len())}</a> }
            .into_any()
    };
    let (count, most) = (ids.len(), List::Compared.room());
    Some(
        view! {
            <section class="tray" aria-labelledby="tray-title">
                <h2 class="tray__title" id="tray-title">{t!("saved-tray", count = count, most = most)}</h2>
                <ul class="tray__list">{items}</ul>
                {go}
            </section>
        }
        .into_any(),
    )
}

/// The page that compares these products.
#[must_use]
pub fn compare_address(ids: &[ProductId]) -> String {
    let pairs: Vec<String> = ids.iter().map(|id| format!("product={id}")).collect();
    format!("/compare?{}", pairs.join("&"))
}
