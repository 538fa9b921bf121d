//! The filters that are asked for most, each a link that sets or drops one.

use super::Found;
use crate::address::Address;
use crate::format::ratio;
use crate::t;
use crate::words;
use domain::product::{FeatureKind, RateType};
use domain::rate::Rate;
use leptos::prelude::*;

/// How many published rates a page must have for their middle to mean something.
const ENOUGH_RATES: usize = 5;

struct Toggle {
    text: String,
    href: String,
    set: bool,
}

/// A row of toggles; those that would find nothing are left out.
#[must_use]
pub(crate) fn toggles(found: &Found<'_>) -> Option<AnyView> {
    let address = Address::of(found.query);
    let toggles: Vec<Toggle> = rate_types(found, &address)
        .chain(features(found, &address))
        .chain(no_annual_fee(found, &address))
        .chain(eligible(found, &address))
        .chain(cheaper(found, &address))
        .collect();
    if toggles.is_empty() {
        return None;
    }
    let items = toggles
        .into_iter()
        .map(|toggle| {
            view! {
                <li>
                    <a class="quick__one" aria-current=toggle.set.then_some("true") href=toggle.href>
                        {toggle.set.then(|| view! { <span aria-hidden="true">"✓ "</span> })}
                        {toggle.text}
                    </a>
                </li>
            }
        })
        .collect_view();
    Some(view! { <ul class="quick" aria-label=t!("search-quick")>{items}</ul> }.into_any())
}

fn rate_types<'a>(found: &'a Found<'_>, address: &'a Address) -> impl Iterator<Item = Toggle> + 'a {
    let Found { query, answer, .. } = *found;
    RateType::ALL.iter().filter_map(move |kind| {
        let set = query.filters.rate_types == [*kind];
        let found = answer.facets.rate_type.iter().any(|facet| facet.value == kind.name() && facet.count > 0);
        let to = if set { address.without("rate_type") } else { address.with("rate_type", kind.name()) };
        (set || found).then(|| Toggle { text: words::rate_type(*kind), href: to.search(), set })
    })
}

fn features<'a>(found: &'a Found<'_>, address: &'a Address) -> impl Iterator<Item = Toggle> + 'a {
    let Found { query, answer, .. } = *found;
    [FeatureKind::Redraw, FeatureKind::Offset].into_iter().filter_map(move |kind| {
        let set = query.filters.features.contains(&kind);
        let found = answer.facets.feature.iter().any(|facet| facet.value == kind.name() && facet.count > 0);
        let to = if set {
            address.without_value("feature", kind.name())
        } else {
            address.with_value("feature", kind.name())
        };
        (set || found).then(|| Toggle { text: words::feature(kind), href: to.search(), set })
    })
}

/// Offered where a product of the page publishes none.
fn no_annual_fee(found: &Found<'_>, address: &Address) -> Option<Toggle> {
    let set = found.query.filters.no_annual_fee;
    let to = if set { address.without("no_annual_fee") } else { address.with("no_annual_fee", "true") };
    let some = found.answer.results.iter().any(|result| result.listing.fees.has_no_annual_fee());
    (set || some).then(|| Toggle { text: words::field("no_annual_fee"), href: to.search(), set })
}

fn eligible(found: &Found<'_>, address: &Address) -> Option<Toggle> {
    let set = found.query.filters.eligible_only;
    let to = if set { address.without("eligible_only") } else { address.with("eligible_only", "true") };
    (set || found.answer.not_met_total > 0).then(|| Toggle {
        text: words::field("eligible_only"),
        href: to.search(),
        set,
    })
}

/// Those up to the middle rate of the page.
fn cheaper(found: &Found<'_>, address: &Address) -> Option<Toggle> {
    if let Some(rate) = found.query.filters.max_rate {
        let text = t!("search-up-to", rate = ratio(rate));
        return Some(Toggle { text, href: address.without("max_rate").search(), set: true });
    }
    let results = &found.answer.results;
    let mut rates: Vec<Rate> =
        results.iter().filter_map(|result| result.headline).map(|headline| headline.annual).collect();
    rates.sort_unstable();
    let middle = *rates.get(rates.len() / 2).filter(|_| rates.len() >= ENOUGH_RATES)?;
    let to = address.with("max_rate", middle.to_string());
    let text = t!("search-up-to-middle", rate = ratio(middle));
    rates.last().is_some_and(|highest| *highest > middle).then(|| Toggle {
        text,
        href: to.search(),
        set: false,
    })
}
