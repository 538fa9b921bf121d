//! The entries of a product's lists.

use super::super::names::kind_name;
use super::Object;
use domain::number::Decimal6;
use domain::product::{
    Bundle, CardArt, Constraint, DepositRate, EligibilityCriterion, Feature, Fee, FeeDiscount, LendingRate,
    Tier,
};
use serde_json::Value;

pub(super) fn card_art(art: &CardArt) -> Value {
    Object::new().with_shown("title", art.title.as_ref()).with("imageUri", art.image_uri.as_str()).into()
}

pub(super) fn bundle(bundle: &Bundle) -> Value {
    Object::new()
        .with_text("name", &bundle.name)
        .with_text("description", &bundle.description)
        .with_words(&None, &bundle.info, &bundle.info_uri)
        .with_list("productIds", &bundle.product_ids, |id| Value::from(id.as_str()))
        .into()
}

pub(super) fn feature(feature: &Feature) -> Value {
    Object::new()
        .with("featureType", kind_name(feature.kind))
        .with_words(&feature.value, &feature.info, &feature.info_uri)
        .into()
}

pub(super) fn constraint(constraint: &Constraint) -> Value {
    Object::new()
        .with("constraintType", kind_name(constraint.kind))
        .with_words(&constraint.value, &constraint.info, &constraint.info_uri)
        .into()
}

pub(super) fn criterion(criterion: &EligibilityCriterion, kind: &str) -> Value {
    Object::new()
        .with(kind, kind_name(criterion.kind))
        .with_words(&criterion.value, &criterion.info, &criterion.info_uri)
        .into()
}

pub(super) fn lending_rate(rate: &LendingRate) -> Value {
    Object::new()
        .with("lendingRateType", kind_name(rate.kind))
        .with("rate", rate.rate.to_string())
        .with_shown("comparisonRate", rate.comparison_rate)
        .with_shown("calculationFrequency", rate.calculation_frequency.as_ref())
        .with_shown("applicationFrequency", rate.application_frequency.as_ref())
        .with_shown("interestPaymentDue", rate.interest_due.map(kind_name))
        .with_shown("repaymentType", rate.repayment_type.map(kind_name))
        .with_shown("loanPurpose", rate.loan_purpose.map(kind_name))
        .with_list("tiers", &rate.tiers, tier)
        .with_words(&rate.value, &rate.info, &rate.info_uri)
        .into()
}

pub(super) fn deposit_rate(rate: &DepositRate) -> Value {
    Object::new()
        .with("depositRateType", rate.kind.as_str())
        .with("rate", rate.rate.to_string())
        .with_shown("calculationFrequency", rate.calculation_frequency.as_ref())
        .with_shown("applicationFrequency", rate.application_frequency.as_ref())
        .with_list("tiers", &rate.tiers, tier)
        .with_words(&rate.value, &rate.info, &rate.info_uri)
        .into()
}

fn tier(tier: &Tier) -> Value {
    let conditions = Object::new().with_words(&None, &tier.conditions, &tier.conditions_uri);
    let tier_object = Object::new()
        .with_text("name", &tier.name)
        .with("unitOfMeasure", kind_name(tier.unit))
        .with("minimumValue", number(tier.min));
    let tier_object = match tier.max {
        Some(max) => tier_object.with("maximumValue", number(max)),
        None => tier_object,
    };
    let method = tier.per_slice.map(|per_slice| if per_slice { "PER_TIER" } else { "WHOLE_BALANCE" });
    tier_object
        .with_shown("rateApplicationMethod", method)
        .with_object("applicabilityConditions", conditions)
        .with_words(&None, &tier.info, &tier.info_uri)
        .into()
}

/// A JSON number, as the standard has it, or a string where a float would not hold it.
fn number(bound: Decimal6) -> Value {
    let text = bound.to_string();
    if let Ok(whole) = text.parse::<i64>() {
        return whole.into();
    }
    match text.parse::<f64>() {
        Ok(float) if float.to_string() == text => float.into(),
        _ => text.into(),
    }
}

pub(super) fn fee(fee: &Fee) -> Value {
    Object::new()
        .with_text("name", &fee.name)
        .with("feeType", kind_name(fee.kind))
        .with_shown("amount", fee.amount.map(domain::money::Money::to_decimal))
        .with_shown("balanceRate", fee.balance_rate)
        .with_shown("transactionRate", fee.transaction_rate)
        .with_shown("accruedRate", fee.accrued_rate)
        .with_shown("accrualFrequency", fee.accrual_frequency.as_ref())
        .with_shown("currency", fee.currency)
        .with_words(&fee.value, &fee.info, &fee.info_uri)
        .with_list("discounts", &fee.discounts, discount)
        .into()
}

fn discount(discount: &FeeDiscount) -> Value {
    Object::new()
        .with_text("description", &discount.description)
        .with("discountType", discount.kind.as_str())
        .with_shown("amount", discount.amount.map(domain::money::Money::to_decimal))
        .with_shown("balanceRate", discount.balance_rate)
        .with_shown("transactionRate", discount.transaction_rate)
        .with_shown("accruedRate", discount.accrued_rate)
        .with_shown("feeRate", discount.fee_rate)
        .with_words(&discount.value, &discount.info, &discount.info_uri)
        .with_list("eligibility", &discount.eligibility, |c| criterion(c, "discountEligibilityType"))
        .into()
}
