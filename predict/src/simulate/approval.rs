//! The chance of approval, as far as a ranking of a simulated world needs one.

use super::world::burden;
use crate::click::feature::{fold, name_key};
use crate::click::ftrl::Rates;
use crate::click::machine::{Feature, Machine, MachineSettings};
use crate::click::maths::{between_knots, bucket, logistic, logit, mix};
use crate::click::recalibration::Recalibration;
use domain::listing::Listing;
use domain::query::SearchQuery;
use domain::terms::Terms;

/// One application, made or imagined.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The product.
    pub listing: &'a Listing,
    /// Who asks, for what.
    pub query: &'a SearchQuery,
    /// What the product comes to.
    pub terms: &'a Terms,
}

/// A model of approval that a ranking can use and decisions can teach.
pub trait ApprovalModel {
    /// The chance of approval, in [0, 1].
    fn chance(&self, case: &Case<'_>) -> f64;

    /// Learns from a decision.
    fn decided(&mut self, case: &Case<'_>, approved: bool);
}

/// The priors of [`crate::approval`], which learn nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Priors;

impl ApprovalModel for Priors {
    fn chance(&self, case: &Case<'_>) -> f64 {
        crate::approval(case.listing, case.query, case.terms).probability
    }

    fn decided(&mut self, _case: &Case<'_>, _approved: bool) {}
}

/// The priors, corrected by an online logistic regression: it begins as they are and learns where they are wrong,
/// in general and by lender.
#[derive(Debug, Clone)]
pub struct OnlineApproval {
    machine: Machine,
    recalibration: Recalibration,
}

const BURDEN: [f64; 7] = [0.0, 0.1, 0.2, 0.3, 0.45, 0.65, 1.0];
const LVR: [f64; 4] = [0.6, 0.8, 0.9, 1.0];
const INCOMES: [f64; 4] = [35_000.0, 45_000.0, 55_000.0, 65_000.0];

impl Default for OnlineApproval {
    fn default() -> Self {
        let rates = Rates { alpha: 0.15, beta: 1.0, l1: 0.0, l2: 1.0 };
        let recalibration = Rates { alpha: 0.1, beta: 1.0, l1: 0.0, l2: 1.0 };
        Self::new(rates, recalibration)
    }
}

impl OnlineApproval {
    pub fn new(rates: Rates, recalibration: Rates) -> Self {
        let settings = MachineSettings { table_bits: 14, pairs: false, linear: rates, latent: rates };
        Self { machine: Machine::new(settings), recalibration: Recalibration::new(recalibration) }
    }

    fn features(&self, case: &Case<'_>) -> Vec<Feature> {
        let Case { listing, query, terms } = *case;
        let borrower = &query.borrower;
        let lender = fold(listing.institution_id.0);
        let credit = borrower.credit_band.map_or(0, |band| name_key(band.name()));
        let work = borrower.employment.map_or(0, |employment| name_key(employment.name()));
        let income = borrower.income_annual.map_or(u64::MAX, |income| bucket(income.to_f64(), &INCOMES));
        let category = name_key(listing.category.name());
        let feature = |tag: u64, a: u64, b: u64, value: f64| Feature {
            slot: self.machine.slot(mix(mix(mix(1, tag), a), b)),
            value,
        };
        let mut features = vec![
            feature(1, 0, 0, 1.0),
            feature(2, category, 0, 1.0),
            feature(3, lender, 0, 1.0),
            feature(4, fold(listing.product_id.0), 0, 1.0),
            feature(5, credit, 0, 1.0),
            feature(6, lender, credit, 1.0),
            feature(7, work, 0, 1.0),
            feature(8, lender, work, 1.0),
            feature(9, lender, income, 1.0),
        ];
        let burden = burden(query, terms);
        features.extend(between_knots(burden, &BURDEN).map(|(knot, share)| feature(10, knot, 0, share)));
        features.push(feature(11, lender, 0, burden.clamp(0.0, 1.0) - 0.25));
        if let Some(lvr) = query.lvr() {
            let lvr = lvr.fraction();
            features.extend(between_knots(lvr, &LVR).map(|(knot, share)| feature(12, knot, 0, share)));
        }
        features
    }
}

impl ApprovalModel for OnlineApproval {
    fn chance(&self, case: &Case<'_>) -> f64 {
        let raw = self.machine.log_odds(&self.features(case), logit(Priors.chance(case)));
        logistic(self.recalibration.log_odds(raw))
    }

    fn decided(&mut self, case: &Case<'_>, approved: bool) {
        let (features, prior) = (self.features(case), logit(Priors.chance(case)));
        let outcome = f64::from(u8::from(approved));
        self.recalibration.learn(self.machine.log_odds(&features, prior), outcome);
        self.machine.learn(&features, prior, outcome, 1.0);
    }
}
