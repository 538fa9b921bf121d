//! What the lender publishes: rates with their tiers, fees, features, and who may have the product.

use crate::components::link::external_link;
use crate::format::{listed, money, percent, ratio, term};
use crate::words;
use domain::money::{Currency, Money};
use domain::number::Decimal6;
use domain::product::{Fee, FeeDiscount, LendingRate, Product, Tier, TierUnit};
use domain::rate::Rate;
use leptos::prelude::*;

/// Every published rate.
#[must_use]
pub(super) fn rates(product: &Product) -> AnyView {
    if product.lending_rates.is_empty() {
        return view! {
            <section class="section" aria-labelledby="rates">
                <h2 id="rates">"Published rates"</h2>
                <p>"The lender publishes none."</p>
            </section>
        }
        .into_any();
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
                    <td>{applies_to(rate, product.currency)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="rates">
            <h2 id="rates">"Published rates"</h2>
            <div class="table-scroll" tabindex="0" role="group" aria-label="Published rates">
                <table>
                    <caption class="visually-hidden">"Every rate that the lender publishes for this product"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Kind"</th>
                            <th scope="col" class="number">"A year"</th>
                            <th scope="col" class="number">"Comparison"</th>
                            <th scope="col">"Applies to"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn applies_to(rate: &LendingRate, currency: Currency) -> AnyView {
    let mut parts: Vec<String> = Vec::new();
    if let Some(value) = &rate.value {
        parts.push(duration(value).map_or_else(|| value.clone(), |period| format!("for {period}")));
    }
    parts.extend(rate.loan_purpose.map(|purpose| words::loan_purpose(purpose).to_owned()));
    parts.extend(rate.repayment_type.map(|kind| words::repayment_type(kind).to_owned()));
    parts.extend(rate.tiers.iter().map(|tier| tier_in_words(tier, currency)));
    let info = rate.info.clone().map(|info| view! { <p class="note">{info}</p> });
    let text = if parts.is_empty() { "Everything".to_owned() } else { parts.join("; ") };
    view! { {text} {info} }.into_any()
}

fn tier_in_words(tier: &Tier, currency: Currency) -> String {
    let bound = |value: Decimal6| match tier.unit {
        TierUnit::Dollar => money(Money::from_f64(value.to_f64(), currency)),
        TierUnit::Percent => format!("{value}%"),
        TierUnit::Month => {
            let whole = u16::try_from(value.millionths() / 1_000_000);
            whole.map_or_else(|_| format!("{value} months"), term)
        }
        TierUnit::Day => format!("{value} days"),
    };
    let nothing = tier.min.millionths() <= 0;
    let range = match tier.max {
        None if nothing => "any".to_owned(),
        None => format!("from {}", bound(tier.min)),
        Some(max) if nothing => format!("up to {}", bound(max)),
        Some(max) => format!("{} to {}", bound(tier.min), bound(max)),
    };
    let name = tier.name.trim();
    let range = if name.is_empty() { range } else { format!("{name}: {range}") };
    match &tier.conditions {
        Some(words) => format!("{range} ({words})"),
        None => range,
    }
}

/// An ISO 8601 duration of years, months, weeks and days in words: `P3Y` is three years.
fn duration(text: &str) -> Option<String> {
    let mut rest = text.trim().strip_prefix('P')?;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = rest.get(..digits)?.parse().ok()?;
        let (one, many) = match rest.as_bytes().get(digits)? {
            b'Y' => ("year", "years"),
            b'M' => ("month", "months"),
            b'W' => ("week", "weeks"),
            b'D' => ("day", "days"),
            _ => return None,
        };
        parts.push(crate::format::count(number, one, many));
        rest = rest.get(digits + 1..)?;
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Every published fee.
#[must_use]
pub(super) fn fees(product: &Product) -> AnyView {
    if product.fees.is_empty() {
        return view! {
            <section class="section" aria-labelledby="fees">
                <h2 id="fees">"Fees"</h2>
                <p>"The lender publishes none. Ask before you apply."</p>
            </section>
        }
        .into_any();
    }
    let rows = product.fees.iter().map(fee_row).collect_view();
    view! {
        <section class="section" aria-labelledby="fees">
            <h2 id="fees">"Fees"</h2>
            <div class="table-scroll" tabindex="0" role="group" aria-label="Fees">
                <table>
                    <caption class="visually-hidden">"Every fee that the lender publishes for this product"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Fee"</th>
                            <th scope="col">"When"</th>
                            <th scope="col" class="number">"How much"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn fee_row(fee: &Fee) -> AnyView {
    let when = match fee.value.as_deref().and_then(duration) {
        Some(period) => format!("Every {}", period.trim_start_matches("1\u{a0}")),
        None => words::fee_kind(fee.kind).to_owned(),
    };
    let info = fee.info.clone().map(|info| view! { <p class="note">{info}</p> });
    let discounts =
        fee.discounts.iter().map(|off| view! { <p class="note">{discount(off)}</p> }).collect_view();
    view! {
        <tr>
            <th scope="row">{fee.name.clone()} {info} {discounts}</th>
            <td>{when}</td>
            <td class="number">{how_much(fee)}</td>
        </tr>
    }
    .into_any()
}

fn how_much(fee: &Fee) -> String {
    let mut parts: Vec<String> = fee.amount.map(money).into_iter().collect();
    let share = |rate: Option<Rate>, of: &str| rate.map(|rate| format!("{} of {of}", percent(rate)));
    parts.extend(share(fee.balance_rate, "the balance"));
    parts.extend(share(fee.transaction_rate, "the transaction"));
    parts.extend(share(fee.accrued_rate, "the interest"));
    if parts.is_empty() { "Not published".to_owned() } else { listed(&parts, "and") }
}

fn discount(off: &FeeDiscount) -> String {
    let mut parts: Vec<String> = off.amount.map(money).into_iter().collect();
    parts.extend(off.fee_rate.map(|rate| format!("{} of the fee", ratio(rate))));
    let what = if off.kind.eq_ignore_ascii_case("FEE_CAP") { "Cap" } else { "Reduction" };
    let words: Vec<String> =
        [Some(off.description.clone()), off.info.clone()].into_iter().flatten().collect();
    if parts.is_empty() {
        format!("{what}: {}", words.join(". "))
    } else {
        format!("{what} of {}: {}", listed(&parts, "and"), words.join(". "))
    }
}

/// Every published feature.
#[must_use]
pub(super) fn features(product: &Product) -> Option<AnyView> {
    if product.features.is_empty() {
        return None;
    }
    let items = product
        .features
        .iter()
        .map(|feature| {
            let more: Vec<String> =
                [feature.value.clone(), feature.info.clone()].into_iter().flatten().collect();
            view! {
                <li>
                    <strong>{words::feature(feature.kind)}</strong>
                    {(!more.is_empty()).then(|| format!(": {}", more.join(". ")))}
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="section" aria-labelledby="features">
                <h2 id="features">"Features"</h2>
                <ul class="feature-list">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

/// Who may have it, in the lender's own words.
#[must_use]
pub(super) fn criteria(product: &Product) -> Option<AnyView> {
    if product.eligibility.is_empty() {
        return None;
    }
    let items = product
        .eligibility
        .iter()
        .map(|rule| {
            let more: Vec<String> = [rule.value.clone(), rule.info.clone()].into_iter().flatten().collect();
            let link = rule.info_uri.as_deref().map(|address| external_link("More", address));
            view! {
                <li>
                    <strong>{words::criterion(rule.kind)}</strong>
                    {(!more.is_empty()).then(|| format!(": {}", more.join(". ")))}
                    " "
                    {link}
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="section" aria-labelledby="criteria">
                <h2 id="criteria">"Who may have it, in the lender’s words"</h2>
                <ul class="feature-list">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_words() {
        let plain = |text: &str| duration(text).map(|words| words.replace('\u{a0}', " "));
        assert_eq!(plain("P3Y").as_deref(), Some("3 years"));
        assert_eq!(plain("P1Y6M").as_deref(), Some("1 year 6 months"));
        for text in ["", "P", "3Y", "PT1H", "P\u{e9}", "P1", "PY", "P99999999999999999999Y"] {
            assert_eq!(plain(text), None, "{text}");
        }
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
        let words = |tier: Tier| tier_in_words(&tier, Currency::AUD).replace('\u{a0}', " ");
        assert_eq!(words(tier(TierUnit::Percent, "0", Some("80"))), "LVR: up to 80%");
        assert_eq!(words(tier(TierUnit::Dollar, "5000", None)), "LVR: from A$5,000");
        assert_eq!(words(tier(TierUnit::Month, "12", Some("36"))), "LVR: 1 year to 3 years");
    }
}
