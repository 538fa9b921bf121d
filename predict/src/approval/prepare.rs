//! From a case to the model's row: what was observed, and what the data says of it. The same steps, of the same
//! numbers, for a training row and for a served one.

use crate::features::{COUNT, Feature, Row, single};
use crate::history::{History, Key};
use domain::product::{Category, InstitutionId, ProductId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A product before a borrower, as a model sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case {
    /// What was observed.
    pub row: Row,
    /// The kind of credit.
    pub category: Category,
    /// The lender.
    pub lender: InstitutionId,
    /// The product.
    pub product: ProductId,
}

impl Case {
    /// Its groups, from coarse to fine, whose past says something of it.
    pub(super) fn keys(&self) -> [Key; LEVELS] {
        let category = self.category.name();
        let (mut lender, mut product) = (Uuid::encode_buffer(), Uuid::encode_buffer());
        let lender: &str = self.lender.0.simple().encode_lower(&mut lender);
        let product: &str = self.product.0.simple().encode_lower(&mut product);
        [Key::of(&[category]), Key::of(&[category, lender]), Key::of(&[category, lender, product])]
    }
}

/// How many levels histories have: category, lender, product.
pub(super) const LEVELS: usize = 3;

/// A column of the model's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// A feature as it was observed.
    Observed(Feature),
    /// The rate minus the median rate of the kind of credit, in fractions.
    RateToMarket,
    /// The share that the lender approved of its earlier cases, mostly of this product where there were many.
    History,
}

/// How many columns the model's rows have.
pub(super) const WIDTH: usize = COUNT + 2;

impl Column {
    /// Every column, in the order of a row's values.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Feature::ALL.iter().copied().map(Self::Observed).chain([Self::RateToMarket, Self::History])
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Observed(feature) => feature.name(),
            Self::RateToMarket => "rate_to_market",
            Self::History => "history",
        }
    }

    /// Which way the chance may go as the value grows, as [`Feature::direction`].
    pub(super) const fn direction(self) -> i8 {
        match self {
            Self::Observed(feature) => feature.direction(),
            Self::RateToMarket => 0,
            Self::History => 1,
        }
    }
}

/// What was learned of the data before the model was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preparation {
    /// The median rate of each kind of credit.
    market: BTreeMap<Category, f32>,
    /// What became of earlier cases.
    history: History,
    /// The time as of which the history is read, in microseconds.
    as_of: i64,
}

impl Preparation {
    /// From the cases that a model is learned from, and the history that was gathered of them.
    pub(super) fn learn<'a>(cases: impl Iterator<Item = &'a Case>, history: History, as_of: i64) -> Self {
        let mut rates: BTreeMap<Category, Vec<f32>> = BTreeMap::new();
        for case in cases {
            let rate = observed(&case.row, Feature::Rate);
            if !rate.is_nan() {
                rates.entry(case.category).or_default().push(rate);
            }
        }
        let market = rates.into_iter().filter_map(|(category, rates)| Some((category, median(rates)?)));
        Self { market: market.collect(), history, as_of }
    }

    /// The row of a case that is to be answered.
    pub(super) fn row(&self, case: &Case) -> [f32; WIDTH] {
        self.row_with(case, single(self.history.share(&case.keys(), self.as_of).share))
    }

    /// The row of a case whose history is known.
    pub(super) fn row_with(&self, case: &Case, history: f32) -> [f32; WIDTH] {
        let market = self.market.get(&case.category).copied().unwrap_or(f32::NAN);
        let mut row = [f32::NAN; WIDTH];
        let derived = [observed(&case.row, Feature::Rate) - market, history];
        for (slot, value) in row.iter_mut().zip(case.row.into_iter().chain(derived)) {
            *slot = value;
        }
        row
    }
}

fn observed(row: &Row, feature: Feature) -> f32 {
    row.get(feature.index()).copied().unwrap_or(f32::NAN)
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_unstable_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}
