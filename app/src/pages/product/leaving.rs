//! The ways to the lender's own pages, and what to watch for before taking them: above all whether an address is
//! one that the lender's other pages have as well.

use crate::components::link::external_link;
use crate::components::section::section;
use crate::t;
use domain::links::OfficialHosts;
use domain::product::{Link, Product};
use leptos::prelude::*;

/// Links to the lender with the host each leads to; nothing for an invented product, which has none. Without
/// `hosts` nothing is said about the addresses.
#[must_use]
pub(super) fn leaving(product: &Product, hosts: Option<&OfficialHosts>) -> Option<AnyView> {
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
        .filter_map(|(text, address)| {
            let address = address.as_deref()?;
            Some(checked(external_link(&text, address), address, hosts))
        })
        .collect();
    let more =
        [&links.more_overview, &links.more_fees_and_pricing, &links.more_eligibility, &links.more_terms];
    items.extend(more.into_iter().flatten().filter_map(|link| further(link, hosts)));
    if items.is_empty() || product.supplement.fictional {
        return None;
    }
    let content = view! {
        <p class="notice notice--warn"><strong>{t!("product-scam")}</strong> " " {t!("product-scam-signs")}</p>
        {hosts.map(registers)}
        <ul class="links">{items}</ul>
        <p class="note">{t!("product-leaving")}</p>
    };
    Some(section("lender", t!("product-lender"), content))
}

fn further(link: &Link, hosts: Option<&OfficialHosts>) -> Option<AnyView> {
    let address = link.uri.as_deref()?;
    let link = match link.description.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(own) => view! { <span lang="en">{external_link(own, address)}</span> }.into_any(),
        None => external_link(&t!("product-link-more"), address),
    };
    Some(checked(link, address, hosts))
}

/// A link with what is known of its address.
fn checked(link: AnyView, address: &str, hosts: Option<&OfficialHosts>) -> AnyView {
    let check = hosts.map(|hosts| match hosts.others_at_host_of(address) {
        None => view! { <p class="note">{t!("product-host-none")}</p> }.into_any(),
        Some(0) => view! { <p class="note links__alone">{t!("product-host-alone")}</p> }.into_any(),
        Some(count) => view! { <p class="note">{t!("product-host-same", count = count)}</p> }.into_any(),
    });
    view! { <li>{link} {check}</li> }.into_any()
}

/// The lender's numbers in public registers.
fn registers(hosts: &OfficialHosts) -> AnyView {
    let abn = hosts.abn.as_deref().map_or_else(|| t!("product-abn-unknown"), grouped);
    let licence = hosts.licence.clone().unwrap_or_else(|| t!("product-licence-unknown"));
    view! {
        <dl class="facts">
            <div><dt>{t!("product-abn")}</dt><dd>{abn}</dd></div>
            <div><dt>{t!("product-licence")}</dt><dd>{licence}</dd></div>
        </dl>
        <p class="note">{t!("product-registers")}</p>
    }
    .into_any()
}

/// An ABN as registers write it: two digits, then groups of three. Anything else stays as it is.
fn grouped(abn: &str) -> String {
    let digits: String = abn.chars().filter(|c| !c.is_whitespace()).collect();
    match (digits.get(..2), digits.get(2..5), digits.get(5..8), digits.get(8..11)) {
        (Some(a), Some(b), Some(c), Some(d))
            if digits.len() == 11 && digits.bytes().all(|b| b.is_ascii_digit()) =>
        {
            [a, b, c, d].join("\u{a0}")
        }
        _ => abn.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn an_abn_is_written_as_registers_write_it() {
        assert_eq!(grouped("51824753556"), "51\u{a0}824\u{a0}753\u{a0}556");
        assert_eq!(grouped("51 824 753 556"), "51\u{a0}824\u{a0}753\u{a0}556");
        for odd in ["518247535567", "ABN 1", "", "5182475355六"] {
            assert_eq!(grouped(odd), odd);
        }
    }
}
