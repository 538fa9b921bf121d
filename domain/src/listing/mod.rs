//! The digest of a product that searching and ranking need: small enough to keep in memory by the hundred
//! thousand, and complete enough that a search never has to ask the database.

mod fees;
mod name;
mod note;
mod offer;

use crate::product::{
    Category, FeatureKind, InstitutionId, LendingRateKind, LoanPurpose, Product, ProductId, Purpose,
    RepaymentType, Tier,
};
use crate::rate::Rate;
use crate::rules::Rules;
use crate::time::Timestamp;
use crate::{money::Currency, money::Money};
use serde::{Deserialize, Serialize};

/// What a product's own figures do not say: its place in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingMeta {
    /// The product's public id.
    pub product_id: ProductId,
    /// Counts the changes of the product's figures, from 1.
    pub version: u32,
    /// Its lender.
    pub institution_id: InstitutionId,
    /// The lender's display name.
    pub institution_name: String,
    /// When the catalogue first knew the product.
    pub listed_at: Timestamp,
}

/// A product as search results know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// The product's public id.
    pub product_id: ProductId,
    /// Counts the changes of the product's figures, from 1.
    pub version: u32,
    /// Its lender.
    pub institution_id: InstitutionId,
    /// The lender's display name.
    pub institution_name: String,
    /// The product's name.
    pub name: String,
    /// The lender's description, whole: it is searched; pages shorten it.
    pub description: String,
    /// What kind of credit it is.
    pub category: Category,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The rates, without the lender's prose.
    pub rates: Vec<RateOffer>,
    /// Fees that every borrower pays, as far as they are fixed amounts.
    pub fees: StandardFees,
    /// The lender's rules.
    pub rules: Rules,
    /// What it can do, each once.
    pub features: Vec<FeatureKind>,
    /// What the loan is known to be for, as said by the lender or by the product's name.
    pub purposes: Vec<Purpose>,
    /// Whether something is pledged; `None` is unknown.
    pub secured: Option<bool>,
    /// Whether the price is negotiated per customer.
    pub tailored: bool,
    /// Hours from a complete application to a decision.
    pub decision_hours: Option<u32>,
    /// Hours from the decision to the money.
    pub funding_hours: Option<u32>,
    /// When the lender says the figures were last changed.
    pub updated_at: Option<Timestamp>,
    /// When the catalogue first knew the product.
    pub listed_at: Timestamp,
    /// Whether the lender pays to be shown.
    pub sponsored: bool,
    /// What the lender pays the operator for a funded loan.
    pub payout: Option<Money>,
    /// Whether product and lender are invented.
    pub fictional: bool,
}

impl Listing {
    /// Digests what a lender publishes. The rules for what is less than obvious are documented where they are
    /// applied: [`Rules::derive`], [`RateOffer::new`] and [`StandardFees::of`]. Purposes and security are the
    /// supplement's where it speaks, else what the product's name leaves no doubt of.
    #[must_use]
    pub fn new(meta: ListingMeta, product: &Product) -> Self {
        let said = &product.supplement;
        let mut features: Vec<FeatureKind> = product.features.iter().map(|feature| feature.kind).collect();
        features.sort_unstable();
        features.dedup();
        Self {
            product_id: meta.product_id,
            version: meta.version,
            institution_id: meta.institution_id,
            institution_name: meta.institution_name,
            name: product.name.clone(),
            description: product.description.clone(),
            category: product.category,
            currency: product.currency,
            rates: product.lending_rates.iter().map(|rate| RateOffer::new(rate, product.category)).collect(),
            fees: StandardFees::of(product),
            rules: Rules::derive(product),
            features,
            purposes: if said.purposes.is_empty() {
                name::purposes(&product.name, product.category)
            } else {
                said.purposes.clone()
            },
            secured: said.secured.or_else(|| name::secured(&product.name, product.category)),
            tailored: product.tailored,
            decision_hours: said.decision_hours,
            funding_hours: said.funding_hours,
            updated_at: product.updated_at,
            listed_at: meta.listed_at,
            sponsored: said.sponsored,
            payout: said.payout,
            fictional: said.fictional,
        }
    }
}

/// A published rate without the lender's prose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateOffer {
    /// What kind of rate, its note read.
    pub kind: LendingRateKind,
    /// The yearly rate.
    pub rate: Rate,
    /// The comparison rate the lender states.
    pub comparison_rate: Option<Rate>,
    /// How long it is fixed, in months, where the lender says.
    pub fixed_months: Option<u16>,
    /// How the principal is repaid.
    pub repayment_type: Option<RepaymentType>,
    /// What the loan must be for.
    pub loan_purpose: Option<LoanPurpose>,
    /// The amounts, LVRs or terms it is for.
    pub tiers: Vec<Tier>,
}

/// Fees that every borrower pays, as far as they are fixed amounts in the product's currency.
///
/// Fees on events (a late payment), fees by percentage and fees whose amount the lender leaves open are not
/// in it; `has_unknown` says that there are such fees among the unavoidable ones. Of a lender that publishes no fee
/// at all (`published` is false) nothing is known: its amounts of 0 are not fees of nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardFees {
    /// Paid once at the beginning.
    pub upfront: Money,
    /// Paid every year (monthly fees × 12).
    pub yearly: Money,
    /// Paid once at the end.
    pub exit: Money,
    /// Whether an unavoidable fee exists whose amount is not published.
    pub has_unknown: bool,
    /// Whether the lender publishes any fee of this product, be it one of nothing or one that is seldom charged.
    pub published: bool,
}

impl StandardFees {
    /// Those of a lender that publishes its fees, none of which every borrower pays.
    #[must_use]
    pub const fn nothing(currency: Currency) -> Self {
        let nothing = Money::zero(currency);
        Self { upfront: nothing, yearly: nothing, exit: nothing, has_unknown: false, published: true }
    }

    /// Whether every fee that all borrowers pay is known, so that nothing comes on top.
    #[must_use]
    pub const fn are_known(&self) -> bool {
        self.published && !self.has_unknown
    }

    /// Whether nothing is charged every year: fees are published, none of them yearly, and none of an unknown amount.
    #[must_use]
    pub const fn has_no_annual_fee(&self) -> bool {
        self.yearly.minor == 0 && self.are_known()
    }

    /// What is paid at the beginning ÷ the amount borrowed; `None` where no fee is published, or amounts cannot be
    /// compared.
    #[must_use]
    pub fn upfront_share(&self, amount: Money) -> Option<f64> {
        let comparable = amount.minor > 0 && amount.currency == self.upfront.currency;
        (self.published && comparable).then(|| self.upfront.minor as f64 / amount.minor as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{product, rate};
    use crate::money::Money;
    use crate::product::{Feature, Supplement};
    use uuid::Uuid;

    fn listing(product: &Product) -> Listing {
        let meta = ListingMeta {
            product_id: ProductId(Uuid::from_u128(1)),
            version: 3,
            institution_id: InstitutionId(Uuid::from_u128(2)),
            institution_name: "Harbour Mutual".to_owned(),
            listed_at: Timestamp::from_micros(0),
        };
        Listing::new(meta, product)
    }

    #[test]
    fn a_listing_holds_each_feature_once_and_what_the_name_says() {
        let feature = |kind| Feature { kind, value: None, info: None, info_uri: None };
        let mut published = product("Secured Car Loan", Category::PersonalLoan);
        published.features =
            vec![feature(FeatureKind::Redraw), feature(FeatureKind::Other), feature(FeatureKind::Redraw)];
        published.lending_rates = vec![rate(LendingRateKind::Fixed, 654)];
        let listing = listing(&published);
        assert_eq!(listing.features, [FeatureKind::Redraw, FeatureKind::Other]);
        assert_eq!((listing.purposes.as_slice(), listing.secured), ([Purpose::Car].as_slice(), Some(true)));
        assert_eq!((listing.version, listing.rates.len()), (3, 1));
    }

    #[test]
    fn the_supplement_wins_over_the_name() {
        let mut published = product("Secured Car Loan", Category::PersonalLoan);
        published.supplement = Supplement {
            secured: Some(false),
            purposes: vec![Purpose::Travel],
            sponsored: true,
            payout: Some(Money::from_major(100, Currency::AUD)),
            ..Supplement::default()
        };
        let listing = listing(&published);
        assert_eq!(
            (listing.purposes.as_slice(), listing.secured),
            ([Purpose::Travel].as_slice(), Some(false))
        );
        assert!(listing.sponsored && listing.payout.is_some());
        assert_eq!(listing.rules.purposes, [Purpose::Travel]);
    }
}
