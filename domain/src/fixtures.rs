//! Small products for tests.

use crate::listing::{Listing, ListingMeta};
use crate::money::{Currency, Money};
use crate::product::{
    Category, Constraint, ConstraintKind, EligibilityCriterion, EligibilityKind, Fee, FeeKind, InstitutionId,
    LendingRate, LendingRateKind, Product, ProductId, Tier, TierUnit,
};
use crate::rate::Rate;
use crate::time::Timestamp;
use uuid::Uuid;

pub(crate) fn product(name: &str, category: Category) -> Product {
    Product { brand: "DEMO".to_owned(), ..Product::named("p-1", name, category, Currency::AUD) }
}

/// A rate in basis points: 654 is 6.54 %.
pub(crate) fn rate(kind: LendingRateKind, basis_points: i64) -> LendingRate {
    LendingRate {
        kind,
        rate: Rate::from_millionths(basis_points * 100),
        comparison_rate: None,
        calculation_frequency: None,
        application_frequency: None,
        interest_due: None,
        repayment_type: None,
        loan_purpose: None,
        tiers: Vec::new(),
        value: None,
        info: None,
        info_uri: None,
    }
}

pub(crate) fn tier(name: &str, unit: TierUnit, min: &str, max: Option<&str>) -> Tier {
    Tier {
        name: name.to_owned(),
        unit,
        min: min.parse().unwrap(),
        max: max.map(|max| max.parse().unwrap()),
        per_slice: None,
        conditions: Some("the lender's prose".to_owned()),
        conditions_uri: None,
        info: None,
        info_uri: None,
    }
}

fn text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

pub(crate) fn criterion(kind: EligibilityKind, value: &str, info: &str) -> EligibilityCriterion {
    EligibilityCriterion { kind, value: text(value), info: text(info), info_uri: None }
}

pub(crate) fn constraint(kind: ConstraintKind, value: &str, info: &str) -> Constraint {
    Constraint { kind, value: text(value), info: text(info), info_uri: None }
}

pub(crate) fn fee(name: &str, kind: FeeKind, dollars: Option<i64>) -> Fee {
    Fee {
        name: name.to_owned(),
        kind,
        amount: dollars.map(|dollars| Money::from_major(dollars, Currency::AUD)),
        balance_rate: None,
        transaction_rate: None,
        accrued_rate: None,
        accrual_frequency: None,
        currency: None,
        value: None,
        info: None,
        info_uri: None,
        discounts: Vec::new(),
    }
}

/// A listing without rates, fees or rules.
pub(crate) fn listing(category: Category) -> Listing {
    let meta = ListingMeta {
        product_id: ProductId(Uuid::from_u128(1)),
        version: 1,
        institution_id: InstitutionId(Uuid::from_u128(2)),
        institution_name: "Harbour Mutual".to_owned(),
        listed_at: Timestamp::from_micros(0),
    };
    Listing::new(meta, &product("Plain Loan", category))
}
