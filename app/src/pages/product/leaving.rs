//! The ways to the lender's own pages, and what to watch for before taking them.

use crate::components::link::external_link;
use crate::components::section::section;
use crate::t;
use domain::product::{Link, Product};
use leptos::prelude::*;

/// Links to the lender with the host each leads to; nothing for an invented product, which has none.
#[must_use]
pub(super) fn leaving(product: &Product) -> Option<AnyView> {
    let links = &product.links;
    let own = [
        (t!("product-link-apply"), &links.apply),
        (t!("product-link-overview"), &links.overview),
        (t!("product-link-fees"), &links.fees_and_pricing),
        (t!("product-link-eligibility"), &links.eligibility),
        (t!("product-link-terms"), &links.terms),
        (t!("product-link-bundle"), &links.bundle),
    ];
    let mut items: Vec<AnyView> = own
        .into_iter()
        .filter_map(|(text, address)| address.as_deref().map(|address| external_link(&text, address)))
        .collect();
    let more =
        [&links.more_overview, &links.more_fees_and_pricing, &links.more_eligibility, &links.more_terms];
    items.extend(more.into_iter().flatten().filter_map(further));
    if items.is_empty() || product.supplement.fictional {
        return None;
    }
    let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
    let content = view! {
        <p class="notice notice--warn"><strong>{t!("product-scam")}</strong> " " {t!("product-scam-signs")}</p>
        <ul class="links">{items}</ul>
        <p class="note">{t!("product-leaving")}</p>
    };
    Some(section("lender", t!("product-lender"), content))
}

fn further(link: &Link) -> Option<AnyView> {
    let address = link.uri.as_deref()?;
    match link.description.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(own) => Some(view! { <span lang="en">{external_link(own, address)}</span> }.into_any()),
        None => Some(external_link(&t!("product-link-more"), address)),
    }
}
