//! Which answers change results: how many products have a rule or a rate that depends on each.

use crate::eligibility;
use crate::listing::Listing;
use crate::product::{Category, TierUnit};
use std::ops::AddAssign;

/// The fields of a borrower's form, named as parameters are: what is needed, then who asks.
pub const FIELDS: [&str; 12] = [
    "amount",
    "term_months",
    "purpose",
    "income_annual",
    "age",
    "employment",
    "residency",
    "region",
    "credit_band",
    "existing_repayments_monthly",
    "property_value",
    "deposit",
];

/// What an answer is good for, among the products of some categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuestionUse {
    /// The field, as parameters are named.
    pub field: &'static str,
    /// How many products have a rule that the answer helps to settle.
    pub products: u64,
    /// How many products have rates that depend on the answer.
    pub rates: u64,
    /// Whether the estimated chance of approval depends on it.
    pub estimate: bool,
    /// How many products were counted.
    pub of: u64,
}

impl QuestionUse {
    /// Whether no lender's rule or rate depends on the answer, but the estimate does.
    #[must_use]
    pub const fn is_for_the_estimate_alone(&self) -> bool {
        self.products == 0 && self.rates == 0 && self.estimate
    }
}

/// Counts of the products of one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuestionTally {
    of: u64,
    rules: [u64; FIELDS.len()],
    rates: [u64; FIELDS.len()],
}

impl QuestionTally {
    /// Whether no product was counted.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.of == 0
    }

    /// Counts one product.
    pub fn add(&mut self, listing: &Listing) {
        self.of += 1;
        let asked: Vec<&str> = eligibility::asked(&listing.rules).collect();
        for ((field, rules), rates) in FIELDS.iter().zip(&mut self.rules).zip(&mut self.rates) {
            *rules += u64::from(asked.contains(field));
            *rates += u64::from(prices(field, listing));
        }
    }

    /// What each answer is good for, in the order of [`FIELDS`], given which of them the estimate uses. Fields
    /// that nothing depends on are left out.
    pub fn uses(&self, estimate: impl Fn(&str) -> bool) -> Vec<QuestionUse> {
        let counts = FIELDS.iter().zip(&self.rules).zip(&self.rates);
        let uses = counts.map(|((&field, &products), &rates)| QuestionUse {
            field,
            products,
            rates,
            estimate: estimate(field),
            of: self.of,
        });
        uses.filter(|found| found.products > 0 || found.rates > 0 || found.estimate).collect()
    }
}

impl AddAssign for QuestionTally {
    fn add_assign(&mut self, other: Self) {
        self.of += other.of;
        for (ours, theirs) in self.rules.iter_mut().zip(other.rules) {
            *ours += theirs;
        }
        for (ours, theirs) in self.rates.iter_mut().zip(other.rates) {
            *ours += theirs;
        }
    }
}

/// Whether a rate of the product is for certain answers only, or its instalment follows from one.
fn prices(field: &str, listing: &Listing) -> bool {
    let tiers = |unit| listing.rates.iter().flat_map(|rate| &rate.tiers).any(|tier| tier.unit == unit);
    match field {
        "amount" | "term_months" if listing.category.is_instalment_credit() => !listing.rates.is_empty(),
        "amount" => tiers(TierUnit::Dollar),
        "term_months" => tiers(TierUnit::Month),
        "property_value" | "deposit" => tiers(TierUnit::Percent),
        "purpose" => {
            listing.category == Category::HomeLoan
                && listing.rates.iter().any(|rate| rate.loan_purpose.is_some())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{listing, rate, tier};
    use crate::listing::RateOffer;
    use crate::money::{Currency, Money};
    use crate::product::LendingRateKind;
    use crate::rate::Rate;
    use crate::rules::Rules;

    fn tally(listings: &[Listing]) -> QuestionTally {
        let mut tally = QuestionTally::default();
        listings.iter().for_each(|listing| tally.add(listing));
        tally
    }

    #[test]
    fn every_answer_says_how_many_rules_it_settles() {
        let plain = listing(Category::PersonalLoan);
        let strict = Listing {
            rules: Rules {
                min_age: Some(18),
                max_age: Some(70),
                min_income: Some(Money::from_major(30_000, Currency::AUD)),
                max_dti: Some(Rate::from_millionths(400_000)),
                ..Rules::default()
            },
            ..plain.clone()
        };
        let uses = tally(&[plain, strict]).uses(|field| field == "credit_band");
        let found: Vec<_> = uses.iter().map(|u| (u.field, u.products, u.of)).collect();
        assert_eq!(
            found,
            [
                ("amount", 1, 2),
                ("term_months", 1, 2),
                ("income_annual", 1, 2),
                ("age", 1, 2),
                ("credit_band", 0, 2),
                ("existing_repayments_monthly", 1, 2),
            ],
            "two rules on age of one product count once; what nothing uses is left out"
        );
        let alone: Vec<_> = uses.iter().filter(|u| u.is_for_the_estimate_alone()).map(|u| u.field).collect();
        assert_eq!(alone, ["credit_band"]);
    }

    #[test]
    fn rates_by_share_of_the_value_ask_for_it() {
        let mut published = rate(LendingRateKind::Variable, 600);
        published.tiers = vec![tier("LVR", TierUnit::Percent, "0", Some("80"))];
        let tiered = Listing {
            rates: vec![RateOffer::new(&published, Category::HomeLoan)],
            ..listing(Category::HomeLoan)
        };
        let uses = tally(&[tiered]).uses(|_| false);
        let fields: Vec<_> = uses.iter().map(|u| (u.field, u.rates)).collect();
        assert_eq!(fields, [("amount", 1), ("term_months", 1), ("property_value", 1), ("deposit", 1)]);
    }

    #[test]
    fn tallies_add_up() {
        let (a, b) = (listing(Category::CreditCard), listing(Category::CreditCard));
        let mut sum = tally(std::slice::from_ref(&a));
        sum += tally(std::slice::from_ref(&b));
        assert_eq!(sum, tally(&[a, b]));
    }

    #[test]
    fn every_field_is_a_parameter() {
        assert!(FIELDS.iter().all(|field| crate::query::PARAMETERS.contains(field)));
    }
}
