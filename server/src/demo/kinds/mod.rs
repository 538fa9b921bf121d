//! The kinds of product that the demo's lenders sell: one entry says everything about a kind.

mod business;
mod cards;
mod home;
mod personal;

use super::lenders::Character;
use super::random::Quantiles;
use domain::product::{Category, LoanPurpose, Purpose};

/// A kind of product.
#[derive(Debug)]
pub(super) struct Kind {
    /// Product names, different from those of every other kind.
    pub(super) names: &'static [&'static str],
    pub(super) category: Category,
    /// How many of the category's products are of this kind, in proportion to the others.
    pub(super) weight: u64,
    pub(super) sold_by: &'static [Character],
    pub(super) pricing: Pricing,
    /// Lowest yearly rate in basis points.
    pub(super) rate: &'static Quantiles,
    /// Least and greatest amount in whole dollars.
    pub(super) amount: &'static [Quantiles; 2],
    /// Shortest and longest term in months; `None` where the credit revolves.
    pub(super) months: Option<(u64, u64)>,
    pub(super) purposes: &'static [Purpose],
    /// Whether something is pledged.
    pub(super) secured: bool,
    pub(super) applicant: Applicant,
    pub(super) fees: &'static [super::fees::FeeKind],
    /// Features that every product of the kind has (CDS `featureType`), beyond those drawn.
    pub(super) features: &'static [&'static str],
    /// What it is and for whom, one of these to a product.
    pub(super) about: &'static [&'static str],
    /// The same in Chinese, for lenders that serve Chinese speakers.
    pub(super) chinese: &'static str,
}

/// How a kind's rates are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pricing {
    /// Personal loans: one rate, by amount, or by credit history, as the lender does it.
    Personal,
    /// A variable home-loan rate, often by loan-to-value ratio up to a highest one in percent.
    HomeVariable { purpose: LoanPurpose, interest_only: bool, highest_lvr: u64, packaged: bool },
    /// Home-loan rates fixed for one to five years.
    HomeFixed { purpose: LoanPurpose },
    /// A lower rate at first, then a variable one.
    HomeIntroductory { years: u64 },
    /// Business loans: variable or fixed, dearer by so many basis points than a loan against property.
    Business { extra: u64 },
    /// Cards, with so many months for moved balances if any.
    Card { transfer_months: Option<u64> },
    /// One variable rate.
    Revolving,
    /// A variable rate that falls with the balance.
    Margin,
    /// A fixed rate over the term of a lease.
    Lease,
}

/// Who may apply at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Applicant {
    Person,
    Student,
    Business,
}

/// Every kind.
pub(super) fn all() -> impl Iterator<Item = &'static Kind> {
    personal::KINDS.iter().chain(home::KINDS).chain(business::KINDS).chain(cards::KINDS)
}

/// The kinds of a category that a lender sells, with each kind's position among all, for drawing from.
pub(super) fn sold(
    category: Category,
    by: Character,
) -> impl Iterator<Item = (usize, &'static Kind)> + Clone {
    let every = personal::KINDS.iter().chain(home::KINDS).chain(business::KINDS).chain(cards::KINDS);
    every.enumerate().filter(move |(_, kind)| kind.category == category && kind.sold_by.contains(&by))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn kinds_share_no_name() {
        let names: Vec<&str> = all().flat_map(|kind| kind.names.iter().copied()).collect();
        let distinct: HashSet<&str> = names.iter().copied().collect();
        assert_eq!(distinct.len(), names.len());
    }

    #[test]
    fn every_category_is_sold() {
        for category in Category::ALL {
            assert!(all().any(|kind| kind.category == *category && kind.weight > 0), "{category}");
        }
    }
}
