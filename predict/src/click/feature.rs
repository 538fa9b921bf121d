//! What the click model looks at: product and need, as a closed list.
//!
//! A [`Showing`] has no field for a borrower, so no trait of one can enter; what the money is for is all that it
//! knows of who asks.

use super::machine::Feature;
use super::maths::{between_knots, bucket, mix};
use domain::eligibility::Verdict;
use domain::listing::Listing;
use domain::money::Money;

/// Every kind of feature there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Always there.
    Bias,
    /// The product.
    Product,
    /// Its lender.
    Lender,
    /// Its category.
    Category,
    /// The product, for needs of about this amount.
    ProductNeed,
    /// The category, for needs of about this term.
    CategoryTerm,
    /// The product's place among the alternatives by cost.
    Cost,
    /// That place within the category.
    CategoryCost,
    /// Whether a rate is published.
    Rate,
    /// The fees at the start as a share of the amount.
    Fees,
    /// The overall verdict of the lender's rules, which results show.
    Verdict,
    /// A leaf of a tree of another model.
    Leaf,
}

impl Field {
    const fn tag(self) -> u64 {
        match self {
            Self::Bias => 1,
            Self::Product => 2,
            Self::Lender => 3,
            Self::Category => 4,
            Self::ProductNeed => 5,
            Self::CategoryTerm => 6,
            Self::Cost => 7,
            Self::CategoryCost => 8,
            Self::Rate => 9,
            Self::Fees => 10,
            Self::Verdict => 11,
            Self::Leaf => 12,
        }
    }
}

/// Between these places by cost, what is learned is interpolated.
const COST_KNOTS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
/// Where needs change their bucket, in major units of money.
const AMOUNTS: [f64; 9] =
    [3_000.0, 8_000.0, 15_000.0, 25_000.0, 50_000.0, 150_000.0, 350_000.0, 600_000.0, 1_000_000.0];
/// Where terms change their bucket, in months.
const TERMS: [f64; 5] = [19.0, 37.0, 61.0, 121.0, 301.0];
/// Where fees at the start change their bucket, as shares of the amount.
const FEES: [f64; 4] = [0.001, 0.01, 0.02, 0.04];

/// One product as it is shown for one need.
#[derive(Debug, Clone, Copy)]
pub struct Showing<'a> {
    /// The product.
    pub listing: &'a Listing,
    /// The amount asked for.
    pub amount: Option<Money>,
    /// The term asked for, in months.
    pub term_months: Option<u16>,
    /// The product's place among the alternatives by cost: 1 the cheapest, 0 the dearest or unknown.
    pub cost_value: f64,
    /// Whether a rate is published.
    pub has_rate: bool,
    /// Fees at the start ÷ amount; `None` if unknown.
    pub upfront_share: Option<f64>,
    /// What the lender's rules say on the whole.
    pub verdict: Verdict,
    /// For each tree of another model, the leaf that this showing falls into; may be empty.
    pub leaves: &'a [u32],
}

impl Showing<'_> {
    /// The features, `slot` finding a hash's row.
    pub(super) fn features(&self, slot: impl Fn(u64) -> u32) -> Vec<Feature> {
        let listing = self.listing;
        let (product, lender) = (fold(listing.product_id.0), fold(listing.institution_id.0));
        let category = name_key(listing.category.name());
        let amount = self.amount.map_or(u64::MAX, |amount| bucket(amount.to_f64(), &AMOUNTS));
        let term = self.term_months.map_or(u64::MAX, |term| bucket(f64::from(term), &TERMS));
        let fees = self.upfront_share.map_or(u64::MAX, |share| bucket(share, &FEES));
        let there = |field: Field, a: u64, b: u64| {
            let hash = mix(mix(mix(0, field.tag()), a), b);
            Feature { slot: slot(hash), value: 1.0 }
        };
        let mut features = Vec::with_capacity(13 + self.leaves.len());
        features.extend([
            there(Field::Bias, 0, 0),
            there(Field::Product, product, 0),
            there(Field::Lender, lender, 0),
            there(Field::Category, category, 0),
            there(Field::ProductNeed, product, amount),
            there(Field::CategoryTerm, category, term),
            there(Field::Rate, u64::from(self.has_rate), 0),
            there(Field::Fees, fees, 0),
            there(Field::Verdict, name_key(self.verdict.name()), 0),
        ]);
        for (knot, share) in between_knots(self.cost_value, &COST_KNOTS) {
            if self.has_rate && share > 0.0 {
                let scaled = |feature: Feature| Feature { value: share, ..feature };
                features.push(scaled(there(Field::Cost, knot, 0)));
                features.push(scaled(there(Field::CategoryCost, category, knot)));
            }
        }
        features
            .extend((0..).zip(self.leaves).map(|(tree, leaf)| there(Field::Leaf, tree, u64::from(*leaf))));
        features
    }
}

/// A public id as one key.
pub(crate) fn fold(id: uuid::Uuid) -> u64 {
    let (high, low) = id.as_u64_pair();
    mix(high, low)
}

/// A stable name as a key, so that features outlive a change of the order of an enumeration's values.
pub(crate) fn name_key(name: &str) -> u64 {
    name.bytes().fold(0, |hash, byte| mix(hash, u64::from(byte)))
}
