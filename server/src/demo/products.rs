//! One product of the catalogue, put together in the form of the Consumer Data Right.

use super::eligibility::{self, Terms};
use super::json::Object;
use super::kinds::{Kind, Pricing};
use super::lenders::{Character, Lender};
use super::random::Random;
use super::rates::{self, Brief};
use super::{features, fees, figures, supplement, text};
use crate::services::import::cdr::EXTENSION;
use crate::services::import::cdr::names::category_name;
use domain::product::Supplement;
use domain::time::Timestamp;
use serde_json::Value;

/// A record as importers read it: the product's details beside where they come from.
pub(super) fn record(lender: &Lender, kind: &Kind, id: &str, name: &str, random: &mut Random) -> Value {
    let source = Object::sized(4)
        .with("brand_id", format!("demo:{}", lender.slug))
        .with("register_brand_name", lender.name.as_str())
        .with("abn", Value::Null)
        .with("in_last_product_list", true);
    Object::sized(2).with("data", detail(lender, kind, id, name, random)).with("_src", source).into()
}

/// The BankingProductDetail.
fn detail(lender: &Lender, kind: &Kind, id: &str, name: &str, random: &mut Random) -> Value {
    let terms = Terms::draw(kind, random);
    let early = supplement::early_repayment(kind, random);
    let waived = matches!(lender.character, Character::Online | Character::Green) && random.per_mille(400);
    let member_discount = lender.character == Character::Mutual && random.per_mille(150);
    let fees = fees::draw(kind.fees, fees::Offer { waived, member_discount, early: early.as_ref() }, random);
    let brief = Brief {
        lender,
        kind,
        fees: fees.certain,
        max_amount: terms.max_amount,
        max_months: terms.months.map_or(0, |(_, longest)| longest),
    };
    let tailored = random.per_mille(figures::shares(kind.category).tailored);
    let mut follow = Vec::with_capacity(2);
    if early.as_ref().is_some_and(|early| early.allowed) && random.per_mille(400) {
        follow.push("EXTRA_REPAYMENTS");
    }
    if fees.includes_redraw {
        follow.push("REDRAW");
    }
    let supplement = supplement::draw(kind, lender, &terms, early, random);
    let updated = updated_at(random);
    let packaged = matches!(kind.pricing, Pricing::HomeVariable { packaged: true, .. });
    let site = format!("https://example.com/{}", lender.slug);
    Object::sized(20)
        .with("productId", id)
        .maybe("effectiveFrom", random.per_mille(480).then(|| days_before(updated, random.between(0, 400))))
        .with("lastUpdated", updated.to_string())
        .with("productCategory", category_name(kind.category))
        .with("name", name)
        .with("description", text::description(kind, lender, &terms, random))
        .with("brand", lender.slug.to_uppercase())
        .with("brandName", lender.name.as_str())
        .with("applicationUri", format!("{site}/apply/{id}"))
        .with("isTailored", tailored)
        .with("additionalInformation", pages(&site, id))
        .list("bundles", if packaged { vec![bundle(id)] } else { Vec::new() })
        .list("features", features::draw(kind, lender, &follow, random))
        .list("constraints", eligibility::constraints(kind, lender, &terms, random))
        .list("eligibility", eligibility::criteria(kind, lender, random))
        .list("fees", fees.published)
        .list("lendingRates", rates::draw(&brief, random))
        .with(EXTENSION, published(&supplement))
        .into()
}

/// The supplement without what the lender keeps to itself.
fn published(supplement: &Supplement) -> Value {
    let mut fields = serde_json::to_value(supplement).unwrap_or_default();
    if let Value::Object(fields) = &mut fields {
        fields.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    }
    fields
}

/// Pages about the product, on the domain that RFC 2606 keeps free for examples.
fn pages(site: &str, id: &str) -> Value {
    Object::sized(4)
        .with("overviewUri", format!("{site}/{id}"))
        .with("termsUri", format!("{site}/{id}/terms"))
        .with("feesAndPricingUri", format!("{site}/{id}/fees"))
        .into()
}

fn bundle(id: &str) -> Value {
    Object::sized(4)
        .with("name", "Home loan package")
        .with("description", text::PACKAGE)
        .with("productIds", vec![Value::from(id)])
        .into()
}

/// Microseconds from 1970 to 2025-09-01T00:00:00Z, the first day on which a demo product was last changed.
const FIRST_UPDATE: i64 = 1_756_684_800_000_000;
/// Days to 2026-10-31, the last.
const UPDATE_DAYS: u64 = 425;
const DAY: i64 = 24 * 3600 * 1_000_000;

/// When the lender last changed its figures: dates are fixed, so that the catalogue never changes by itself,
/// and spread, so that pages show figures of every age.
fn updated_at(random: &mut Random) -> Timestamp {
    let day = i64::try_from(random.between(0, UPDATE_DAYS)).unwrap_or_default();
    let second = i64::try_from(random.below(24 * 3600)).unwrap_or_default();
    Timestamp::from_micros(FIRST_UPDATE + day * DAY + second * 1_000_000)
}

fn days_before(instant: Timestamp, days: u64) -> String {
    Timestamp::from_micros(instant.micros() - i64::try_from(days).unwrap_or_default() * DAY).to_string()
}
