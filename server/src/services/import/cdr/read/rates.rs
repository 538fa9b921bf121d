//! Lending and deposit rates with their tiers.

use super::super::names;
use super::fields::{Fields, Reason};
use domain::number::Decimal6;
use domain::product::{DepositRate, LendingRate, LendingRateKind, LoanPurpose, Tier, TierUnit};

pub(super) fn lending(product: &mut Fields<'_>) -> Vec<LendingRate> {
    product.list("lendingRates", |entry| {
        Ok(LendingRate {
            kind: entry.kind_or("lendingRateType", |_| LendingRateKind::Other)?,
            rate: entry.required("rate", str::parse)?,
            comparison_rate: entry.parse("comparisonRate"),
            calculation_frequency: entry.text("calculationFrequency"),
            application_frequency: entry.text("applicationFrequency"),
            interest_due: entry.kind("interestPaymentDue"),
            repayment_type: entry.kind("repaymentType"),
            loan_purpose: loan_purpose(entry),
            tiers: tiers(entry),
            value: entry.text("additionalValue"),
            info: entry.text("additionalInfo"),
            info_uri: entry.text("additionalInfoUri"),
        })
    })
}

/// From version 6 on the field is mandatory, and `UNCONSTRAINED` says what absence said before.
fn loan_purpose(entry: &mut Fields<'_>) -> Option<LoanPurpose> {
    entry
        .read("loanPurpose", |text| match names::kind(text) {
            Some(purpose) => Ok(Some(purpose)),
            None if names::normalise(text) == "unconstrained" => Ok(None),
            None => Err("not a name that the standard knows"),
        })
        .flatten()
}

pub(super) fn deposit(product: &mut Fields<'_>) -> Vec<DepositRate> {
    product.list("depositRates", |entry| {
        Ok(DepositRate {
            kind: entry.required("depositRateType", |kind| Ok::<_, Reason>(kind.to_owned()))?,
            rate: entry.required("rate", str::parse)?,
            calculation_frequency: entry.text("calculationFrequency"),
            application_frequency: entry.text("applicationFrequency"),
            tiers: tiers(entry),
            value: entry.text("additionalValue"),
            info: entry.text("additionalInfo"),
            info_uri: entry.text("additionalInfoUri"),
        })
    })
}

fn tiers(rate: &mut Fields<'_>) -> Vec<Tier> {
    rate.list("tiers", |entry| {
        let (conditions, conditions_uri) = entry
            .object("applicabilityConditions", |c| (c.text("additionalInfo"), c.text("additionalInfoUri")))
            .unwrap_or_default();
        Ok(Tier {
            name: entry.text("name").unwrap_or_default(),
            unit: entry.required("unitOfMeasure", |text| {
                names::kind::<TierUnit>(text).ok_or("not a unit that the standard knows")
            })?,
            min: bound(entry, "minimumValue")?.unwrap_or_default(),
            max: bound(entry, "maximumValue")?,
            per_slice: entry.read("rateApplicationMethod", |text| match names::normalise(text).as_str() {
                "per_tier" => Ok(true),
                "whole_balance" => Ok(false),
                _ => Err("not a name that the standard knows"),
            }),
            conditions,
            conditions_uri,
            info: entry.text("additionalInfo"),
            info_uri: entry.text("additionalInfoUri"),
        })
    })
}

/// A bound that is stated but cannot be read makes the tier unreadable: left out, it would widen the tier.
fn bound(tier: &mut Fields<'_>, key: &'static str) -> Result<Option<Decimal6>, Reason> {
    if tier.has(key) { tier.required(key, str::parse).map(Some) } else { Ok(None) }
}
