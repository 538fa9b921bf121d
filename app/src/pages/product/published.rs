//! What the lender publishes: rates with their tiers, fees, features, and who may have the product.

use super::period::Period;
use crate::components::link::external_link;
use crate::components::section::section;
use crate::components::table::{Column, table};
use crate::format::{Listed, listed, money, percent, ratio, term};
use crate::t;
use crate::text::FluentValue;
use crate::words;
use domain::money::{Currency, Money};
use domain::number::Decimal6;
use domain::product::{Fee, FeeDiscount, LendingRate, Product, Tier, TierUnit};
use leptos::prelude::*;

/// Every published rate.
#[must_use]
pub(crate) fn rates(product: &Product) -> AnyView {
    if product.lending_rates.is_empty() {
        return section("rates", t!("product-rates"), view! { <p>{t!("product-rates-none")}</p> });
    }
    let rows = product
        .lending_rates
        .iter()
        .map(|rate| {
            view! {
                <tr>
                    <th scope="row">{words::rate_kind(rate.kind)}</th>
                    <td class="number">{percent(rate.rate)}</td>
                    <td class="number">{rate.comparison_rate.map_or_else(|| "–".to_owned(), percent)}</td>
                    <td>{applies_to(rate, product.currency)} {note(rate.info.as_deref())}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = vec![
        Column::Words(t!("product-kind")),
        Column::Figures(t!("product-a-year")),
        Column::Figures(t!("product-comparison")),
        Column::Words(t!("product-applies-to")),
    ];
    section("rates", t!("product-rates"), table(t!("product-rates-table"), columns, rows, None))
}

/// A lender's own words beneath what they explain.
fn note(own: Option<&str>) -> Option<AnyView> {
    own.map(|own| view! { <p class="note" lang="en">{own.to_owned()}</p> }.into_any())
}

/// What a rate applies to, in a line: the period, the purpose, how it is repaid, and its tiers.
fn applies_to(rate: &LendingRate, currency: Currency) -> AnyView {
    let period = rate.value.as_ref().map(|value| match Period::read(value) {
        Some(period) => t!("product-for-period", period = period.in_words()).into_any(),
        None => view! { <span lang="en">{value.clone()}</span> }.into_any(),
    });
    let parts: Vec<AnyView> = period
        .into_iter()
        .chain(rate.loan_purpose.map(|purpose| words::loan_purpose(purpose).into_any()))
        .chain(rate.repayment_type.map(|kind| words::repayment_type(kind).into_any()))
        .chain(rate.tiers.iter().map(|tier| tier_in_words(tier, currency)))
        .collect();
    if parts.is_empty() {
        return t!("product-everything").into_any();
    }
    let separated =
        |(place, part): (usize, AnyView)| view! { {(place > 0).then(|| t!("product-separator"))} {part} };
    parts.into_iter().enumerate().map(separated).collect_view().into_any()
}

/// A tier's bounds between the lender's name for it and the lender's conditions.
fn tier_in_words(tier: &Tier, currency: Currency) -> AnyView {
    let name = Some(tier.name.trim()).filter(|name| !name.is_empty());
    let name = name.map(|name| view! { <span lang="en">{format!("{name}:")}</span> " " });
    let conditions = tier.conditions.clone();
    let conditions = conditions.map(|own| view! { " " <span lang="en">{format!("({own})")}</span> });
    view! { {name} {bounds(tier, currency)} {conditions} }.into_any()
}

fn bounds(tier: &Tier, currency: Currency) -> String {
    let bound = |value: Decimal6| match tier.unit {
        TierUnit::Dollar => money(Money::from_f64(value.to_f64(), currency)),
        TierUnit::Percent => format!("{value}%"),
        TierUnit::Month => match whole(value) {
            Some(months) => term(months),
            None => t!("format-months", count = value.to_string()),
        },
        TierUnit::Day => {
            let count = whole(value).map_or_else(|| FluentValue::from(value.to_string()), FluentValue::from);
            t!("format-days", count = count)
        }
    };
    let nothing = tier.min.millionths() <= 0;
    match tier.max {
        None if nothing => t!("product-any"),
        None => t!("product-at-least", least = bound(tier.min)),
        Some(max) if nothing => t!("product-at-most", most = bound(max)),
        Some(max) => t!("product-between", least = bound(tier.min), most = bound(max)),
    }
}

fn whole(value: Decimal6) -> Option<u16> {
    let millionths = value.millionths();
    if millionths % 1_000_000 == 0 { u16::try_from(millionths / 1_000_000).ok() } else { None }
}

/// Every published fee.
#[must_use]
pub(crate) fn fees(product: &Product) -> AnyView {
    if product.fees.is_empty() {
        return section("fees", t!("product-fees"), view! { <p>{t!("product-fees-none")}</p> });
    }
    let rows = product.fees.iter().map(fee_row).collect();
    let columns = vec![
        Column::Words(t!("product-fee")),
        Column::Words(t!("product-when")),
        Column::Figures(t!("product-how-much")),
    ];
    section("fees", t!("product-fees"), table(t!("product-fees-table"), columns, rows, None))
}

fn fee_row(fee: &Fee) -> AnyView {
    let period = fee.value.as_deref().and_then(Period::read);
    let when = period.map_or_else(|| words::fee_kind(fee.kind), |period| period.every());
    let discounts = fee.discounts.iter().map(discount).collect_view();
    view! {
        <tr>
            <th scope="row"><span lang="en">{fee.name.clone()}</span> {note(fee.info.as_deref())} {discounts}</th>
            <td>{when}</td>
            <td class="number">{how_much(fee)}</td>
        </tr>
    }
    .into_any()
}

fn how_much(fee: &Fee) -> String {
    let shares = [
        fee.balance_rate.map(|rate| t!("product-of-balance", rate = percent(rate))),
        fee.transaction_rate.map(|rate| t!("product-of-transaction", rate = percent(rate))),
        fee.accrued_rate.map(|rate| t!("product-of-interest", rate = percent(rate))),
    ];
    let parts: Vec<String> = fee.amount.map(money).into_iter().chain(shares.into_iter().flatten()).collect();
    if parts.is_empty() { t!("product-not-published") } else { listed(&parts, Listed::All) }
}

fn discount(off: &FeeDiscount) -> AnyView {
    let share = off.fee_rate.map(|rate| t!("product-of-fee", rate = ratio(rate)));
    let parts: Vec<String> = off.amount.map(money).into_iter().chain(share).collect();
    let size = listed(&parts, Listed::All);
    let what = match (off.kind.eq_ignore_ascii_case("FEE_CAP"), parts.is_empty()) {
        (true, true) => t!("product-cap"),
        (true, false) => t!("product-cap-of", size = size),
        (false, true) => t!("product-reduction"),
        (false, false) => t!("product-reduction-of", size = size),
    };
    let own: Vec<&str> = std::iter::once(off.description.as_str()).chain(off.info.as_deref()).collect();
    view! { <p class="note">{titled(what)} " " <span lang="en">{sentences(&own)}</span></p> }.into_any()
}

/// A lender's texts one after the other, each ended once: lenders write full stops, and leave them out.
pub(super) fn sentences(texts: &[&str]) -> String {
    let mut all = String::new();
    for text in texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        if !all.is_empty() {
            let is_ended = all.ends_with(['.', '!', '?', ':', ';', '…', '。']);
            all.push_str(if is_ended { " " } else { ". " });
        }
        all.push_str(text);
    }
    all
}

/// What something is called, before what is said of it.
fn titled(name: String) -> String {
    t!("product-titled", name = name)
}

/// Every published feature.
#[must_use]
pub(super) fn features(product: &Product) -> Option<AnyView> {
    let items = product
        .features
        .iter()
        .map(|feature| item(words::feature(feature.kind), &[&feature.value, &feature.info], None));
    list("features", t!("product-features"), items.collect())
}

/// Who may have it, in the lender's own words.
#[must_use]
pub(super) fn criteria(product: &Product) -> Option<AnyView> {
    let items = product
        .eligibility
        .iter()
        .map(|rule| item(words::criterion(rule.kind), &[&rule.value, &rule.info], rule.info_uri.as_deref()));
    list("criteria", t!("product-criteria"), items.collect())
}

/// A name in our words with the lender's own beside it, and where it says more.
fn item(name: String, own: &[&Option<String>], address: Option<&str>) -> AnyView {
    let own: Vec<&str> = own.iter().filter_map(|words| words.as_deref()).collect();
    let link = address.map(|address| external_link(&t!("product-link-more"), address));
    if own.is_empty() {
        return view! { <li><strong>{name}</strong> " " {link}</li> }.into_any();
    }
    view! { <li><strong>{titled(name)}</strong> " " <span lang="en">{sentences(&own)}</span> " " {link}</li> }
        .into_any()
}

fn list(id: &'static str, heading: String, items: Vec<AnyView>) -> Option<AnyView> {
    (!items.is_empty()).then(|| section(id, heading, view! { <ul class="feature-list">{items}</ul> }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sentence_ends_twice() {
        assert_eq!(sentences(&["For new loans.", "Ask us"]), "For new loans. Ask us");
        assert_eq!(sentences(&["For new loans", " ", "Ask us."]), "For new loans. Ask us.");
        assert_eq!(sentences(&[]), "");
    }

    #[test]
    fn a_tier_names_its_bounds() {
        let tier = |unit, min: &str, max: Option<&str>| Tier {
            name: "LVR".to_owned(),
            unit,
            min: min.parse().unwrap(),
            max: max.map(|max| max.parse().unwrap()),
            per_slice: None,
            conditions: None,
            conditions_uri: None,
            info: None,
            info_uri: None,
        };
        let words = |tier: Tier| bounds(&tier, Currency::AUD).replace('\u{a0}', " ");
        assert_eq!(words(tier(TierUnit::Percent, "0", Some("80"))), "up to 80%");
        assert_eq!(words(tier(TierUnit::Dollar, "5000", None)), "from A$5,000");
        assert_eq!(words(tier(TierUnit::Month, "12", Some("36"))), "1 year to 3 years");
        assert_eq!(words(tier(TierUnit::Month, "1.5", None)), "from 1.5 months");
        assert_eq!(words(tier(TierUnit::Day, "1", Some("55"))), "1 day to 55 days");
    }
}
