//! The ways to the lender's own pages, and what to watch for before taking them.

use crate::components::link::external_link;
use domain::product::{Link, Product};
use leptos::prelude::*;

/// Links to the lender with the host each leads to; nothing for an invented product, which has none.
#[must_use]
pub(super) fn leaving(product: &Product) -> Option<AnyView> {
    let links = &product.links;
    let own: [(&str, &Option<String>); 6] = [
        ("Apply with the lender", &links.apply),
        ("The lender’s page about it", &links.overview),
        ("Rates and fees", &links.fees_and_pricing),
        ("Who may have it", &links.eligibility),
        ("Terms and conditions", &links.terms),
        ("Bundles", &links.bundle),
    ];
    let mut items: Vec<AnyView> = own
        .into_iter()
        .filter_map(|(text, address)| address.as_deref().map(|address| external_link(text, address)))
        .collect();
    let more =
        [&links.more_overview, &links.more_fees_and_pricing, &links.more_eligibility, &links.more_terms];
    items.extend(more.into_iter().flatten().filter_map(further));
    if items.is_empty() || product.supplement.fictional {
        return None;
    }
    let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
    Some(
        view! {
            <section class="section" aria-labelledby="lender">
                <h2 id="lender">"At the lender"</h2>
                <p class="notice notice--warn">
                    <strong>"Never pay to get a loan. "</strong>
                    "A lender that asks for a fee, a deposit or gift cards before it pays out is a scam. Check that \
                     the address is the lender’s own, and look up its credit licence with the regulator."
                </p>
                <ul class="links">{items}</ul>
                <p class="note">"These links leave Lendlight. Applying there may touch your credit file."</p>
            </section>
        }
        .into_any(),
    )
}

fn further(link: &Link) -> Option<AnyView> {
    let address = link.uri.as_deref()?;
    let text = link.description.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or("More");
    Some(external_link(text, address))
}
