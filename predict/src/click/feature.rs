//! What the click model looks at: product and need, as a closed list.
//!
//! A [`Showing`] has no field for a borrower: of who asks it knows the need alone. The one exception is what comes from
//! elsewhere, the [`Leaves`] that another model's trees sort a borrower into; they are traits of a borrower, and whoever
//! keeps them has to be able to forget them. What is kept for everybody are the [`Circumstances`]: need and fees in
//! buckets, cost and verdict, in a few bytes. Predicting and learning both go through them, so that they see the same bits.

use super::machine::Feature;
use super::maths::{between_knots, bucket, mix};
use crate::features::single;
use crate::priors::{ClickInputs, click_effect};
use domain::eligibility::Verdict;
use domain::listing::Listing;
use domain::money::Money;
use domain::product::{Category, InstitutionId, ProductId};

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

/// The product of a showing, by what features are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Product {
    /// The product.
    pub id: ProductId,
    /// Its lender.
    pub lender: InstitutionId,
    /// Its category.
    pub category: Category,
}

impl From<&Listing> for Product {
    fn from(listing: &Listing) -> Self {
        Self { id: listing.product_id, lender: listing.institution_id, category: listing.category }
    }
}

/// The leaves that a showing falls into, one of each of another model's trees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Leaves<'a> {
    /// The other model's version: the leaves of another one mean something else.
    pub model: u32,
    /// The leaf of each tree; may be empty.
    pub of_trees: &'a [u32],
}

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
    /// For each tree of another model, the leaf that this showing falls into.
    pub leaves: Leaves<'a>,
}

impl<'a> Showing<'a> {
    /// What the model looks at of it.
    #[must_use]
    pub fn seen(&self) -> Seen<'a> {
        let in_bucket = |bucket: u64| u8::try_from(bucket).unwrap_or(UNKNOWN);
        let circumstances = Circumstances {
            amount: self.amount.map_or(UNKNOWN, |amount| in_bucket(bucket(amount.to_f64(), &AMOUNTS))),
            term: self.term_months.map_or(UNKNOWN, |term| in_bucket(bucket(f64::from(term), &TERMS))),
            cost: single(self.cost_value),
            fees: self.upfront_share.map_or(f32::NAN, single),
            has_rate: self.has_rate,
            verdict: self.verdict,
        };
        Seen { product: self.listing.into(), circumstances, leaves: self.leaves }
    }
}

/// The bucket of what was not asked for.
const UNKNOWN: u8 = u8::MAX;
/// The version of what [`Circumstances`] keep, and how.
const CIRCUMSTANCES: u8 = 1;

/// What a showing is learned from apart from its product: nothing of a borrower but the size of the need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circumstances {
    amount: u8,
    term: u8,
    cost: f32,
    /// NaN where unknown.
    fees: f32,
    has_rate: bool,
    verdict: Verdict,
}

impl Circumstances {
    /// In few bytes: a version, the buckets of amount and term, verdict and rate, then cost and fees as IEEE 754
    /// singles, big-endian.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 12] {
        let verdict = match self.verdict {
            Verdict::Met => 0,
            Verdict::NotMet => 1,
            Verdict::Unknown => 2,
        };
        let [c0, c1, c2, c3] = self.cost.to_be_bytes();
        let [f0, f1, f2, f3] = self.fees.to_be_bytes();
        let flags = verdict << 1 | u8::from(self.has_rate);
        [CIRCUMSTANCES, self.amount, self.term, flags, c0, c1, c2, c3, f0, f1, f2, f3]
    }

    /// From [`to_bytes`](Self::to_bytes); `None` if the bytes are another version's, or none of this one's.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let [CIRCUMSTANCES, amount, term, flags, c0, c1, c2, c3, f0, f1, f2, f3] = *bytes else {
            return None;
        };
        let verdict = match flags >> 1 {
            0 => Verdict::Met,
            1 => Verdict::NotMet,
            2 => Verdict::Unknown,
            _ => return None,
        };
        let cost = f32::from_be_bytes([c0, c1, c2, c3]);
        let fees = f32::from_be_bytes([f0, f1, f2, f3]);
        let fits = cost.is_finite() && !fees.is_infinite();
        fits.then_some(Self { amount, term, cost, fees, has_rate: flags & 1 == 1, verdict })
    }

    fn fees(&self) -> Option<f64> {
        (!self.fees.is_nan()).then_some(f64::from(self.fees))
    }

    /// How far the documented assumptions move the log-odds of a click from those of a middling product.
    pub(super) fn prior_effect(&self) -> f64 {
        click_effect(ClickInputs {
            cost_value: f64::from(self.cost),
            has_rate: self.has_rate,
            upfront_share: self.fees(),
        })
    }
}

/// A showing as the model looks at it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen<'a> {
    /// The product.
    pub product: Product,
    /// Everything else but the leaves.
    pub circumstances: Circumstances,
    /// The leaves of another model.
    pub leaves: Leaves<'a>,
}

impl Seen<'_> {
    /// The features, `slot` finding a hash's row.
    pub(super) fn features(&self, slot: impl Fn(u64) -> u32) -> Vec<Feature> {
        let Circumstances { amount, term, cost, has_rate, verdict, .. } = self.circumstances;
        let (product, lender) = (fold(self.product.id.0), fold(self.product.lender.0));
        let category = name_key(self.product.category.name());
        let in_bucket = |kept: u8| if kept == UNKNOWN { u64::MAX } else { u64::from(kept) };
        let fees = self.circumstances.fees().map_or(u64::MAX, |share| bucket(share, &FEES));
        let there = |field: Field, a: u64, b: u64| {
            let hash = mix(mix(mix(0, field.tag()), a), b);
            Feature { slot: slot(hash), value: 1.0 }
        };
        let mut features = Vec::with_capacity(13 + self.leaves.of_trees.len());
        features.extend([
            there(Field::Bias, 0, 0),
            there(Field::Product, product, 0),
            there(Field::Lender, lender, 0),
            there(Field::Category, category, 0),
            there(Field::ProductNeed, product, in_bucket(amount)),
            there(Field::CategoryTerm, category, in_bucket(term)),
            there(Field::Rate, u64::from(has_rate), 0),
            there(Field::Fees, fees, 0),
            there(Field::Verdict, name_key(verdict.name()), 0),
        ]);
        for (knot, share) in between_knots(f64::from(cost), &COST_KNOTS) {
            if has_rate && share > 0.0 {
                let scaled = |feature: Feature| Feature { value: share, ..feature };
                features.push(scaled(there(Field::Cost, knot, 0)));
                features.push(scaled(there(Field::CategoryCost, category, knot)));
            }
        }
        let Leaves { model, of_trees } = self.leaves;
        let tree = |tree: u64| mix(u64::from(model), tree);
        features.extend((0..).zip(of_trees).map(|(at, leaf)| there(Field::Leaf, tree(at), u64::from(*leaf))));
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn circumstances_survive_their_bytes_to_the_bit(
            amount: u8, term: u8, cost in 0.0..=1.0_f32, fees in proptest::option::of(0.0..0.2_f32), has_rate: bool,
            verdict in 0_usize..3,
        ) {
            let verdict = [Verdict::Met, Verdict::NotMet, Verdict::Unknown][verdict];
            let fees = fees.unwrap_or(f32::NAN);
            let kept = Circumstances { amount, term, cost, fees, has_rate, verdict };
            let back = Circumstances::from_bytes(&kept.to_bytes()).unwrap();
            prop_assert_eq!(back.to_bytes(), kept.to_bytes());
        }

        #[test]
        fn other_bytes_are_refused_or_keep_numbers(bytes in proptest::collection::vec(any::<u8>(), 0..16)) {
            if let Some(kept) = Circumstances::from_bytes(&bytes) {
                prop_assert!(kept.cost.is_finite() && kept.prior_effect().is_finite());
                prop_assert_eq!(&kept.to_bytes()[..4], &bytes[..4]);
            }
        }
    }
}
