//! The compare tray: the products that a visitor laid side by side, and the way to their comparison.

use super::keep::take_out;
use crate::ports::KeptProduct;
use crate::t;
use domain::lists::List;
use domain::product::ProductId;
use leptos::prelude::*;

/// Stands for the number in the words that the browser completes.
const NUMBER: &str = "\u{fffc}";

/// The tray of the products compared; hidden where there are none, so that scripts can lay one into it. `back` is the
/// page that it stands on, as a path of this site.
#[must_use]
pub fn tray(compared: &[KeptProduct], back: &str) -> AnyView {
    let items = compared.iter().map(|kept| {
        let listing = &kept.result.listing;
        item(&listing.product_id.to_string(), &listing.name, &listing.institution_name, back)
    });
    let items = items.collect_view();
    let ids: Vec<ProductId> = compared.iter().map(|kept| kept.result.listing.product_id).collect();
    let (count, most) = (ids.len(), List::Compared.room());
    let is_enough = count >= 2;
    view! {
        <section
            class="tray"
            aria-labelledby="tray-title"
            hidden=ids.is_empty()
            data-title=t!("saved-tray", count = NUMBER, most = most)
        >
            <h2 class="tray__title" id="tray-title">{t!("saved-tray", count = count, most = most)}</h2>
            <ul class="tray__list">{items}</ul>
            <p class="note tray__more" hidden=is_enough>{t!("saved-tray-one-more")}</p>
            <a
                class="button tray__go"
                hidden=!is_enough
                href=compare_address(&ids)
                data-text=t!("saved-tray-compare", count = NUMBER)
            >
                {t!("saved-tray-compare", count = count)}
            </a>
            <template>{item("", "", "", back)}</template>
        </section>
    }
    .into_any()
}

fn item(product: &str, name: &str, lender: &str, back: &str) -> AnyView {
    view! {
        <li class="tray__item">
            <span class="tray__name" lang="en">{name.to_owned()}</span>
            <span class="tray__lender" lang="en">{lender.to_owned()}</span>
            {take_out(product, name, back)}
        </li>
    }
    .into_any()
}

/// The page that compares these products.
#[must_use]
pub fn compare_address(ids: &[ProductId]) -> String {
    let pairs: Vec<String> = ids.iter().map(|id| format!("product={id}")).collect();
    format!("/compare?{}", pairs.join("&"))
}
