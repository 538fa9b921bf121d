//! The chance of approval, as far as a ranking of a simulated world needs one.

use super::world::burden;
use crate::click::feature::{fold, name_key};
use crate::click::maths::{between_knots, bucket, logistic, logit, mix};
use crate::predictor::Subject;
use domain::listing::Listing;
use domain::query::SearchQuery;
use domain::terms::Terms;
use std::collections::{BTreeMap, VecDeque};

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

/// The [priors](crate::priors), which learn nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Priors;

impl ApprovalModel for Priors {
    fn chance(&self, case: &Case<'_>) -> f64 {
        Subject { listing: case.listing, terms: case.terms }.prior(case.query).probability
    }

    fn decided(&mut self, _case: &Case<'_>, _approved: bool) {}
}

/// The priors, corrected by a logistic regression with a ridge penalty: it begins as they are and learns where they
/// are wrong, in general and by lender. As a server trains at night, it is fitted anew whenever its decisions have grown
/// by a tenth, by cyclic coordinate descent (Genkin, Lewis and Madigan, "Large-scale Bayesian logistic regression for
/// text categorization", Technometrics 2007).
#[derive(Debug, Clone, Default)]
pub struct RefittedApproval {
    decisions: VecDeque<Decision>,
    since_fit: usize,
    weights: BTreeMap<u64, f64>,
}

#[derive(Debug, Clone)]
struct Decision {
    features: Vec<Term>,
    prior: f64,
    approved: f64,
}

#[derive(Debug, Clone, Copy)]
struct Term {
    key: u64,
    value: f64,
    penalty: f64,
}

/// The decisions kept; of more, the oldest are dropped.
const MOST: usize = 50_000;
/// Fewer further decisions than this are not worth a fit.
const LEAST_NEW: usize = 50;
/// Each fit goes on from the last, so that few rounds are enough.
const SWEEPS: u32 = 6;
const BURDEN: [f64; 7] = [0.0, 0.1, 0.2, 0.3, 0.45, 0.65, 1.0];
const LVR: [f64; 4] = [0.6, 0.8, 0.9, 1.0];
const INCOMES: [f64; 4] = [35_000.0, 45_000.0, 55_000.0, 65_000.0];

/// What a weight is of.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Bias,
    Category,
    Lender,
    Product,
    Credit,
    LenderCredit,
    Work,
    LenderWork,
    LenderIncome,
    Burden,
    LenderBurden,
    Lvr,
}

impl Kind {
    /// The key's part, and how far from 0 the weight is expected to lie (1 ÷ variance): further for what all share.
    const fn tag_and_penalty(self) -> (u64, f64) {
        match self {
            Self::Bias => (1, 1.0),
            Self::Category => (2, 1.0),
            Self::Lender => (3, 4.0),
            Self::Product => (4, 16.0),
            Self::Credit => (5, 1.0),
            Self::LenderCredit => (6, 12.0),
            Self::Work => (7, 1.0),
            Self::LenderWork => (8, 12.0),
            Self::LenderIncome => (9, 12.0),
            Self::Burden => (10, 1.0),
            Self::LenderBurden => (11, 3.0),
            Self::Lvr => (12, 1.0),
        }
    }

    fn term(self, a: u64, b: u64, value: f64) -> Term {
        let (tag, penalty) = self.tag_and_penalty();
        Term { key: mix(mix(mix(1, tag), a), b), value, penalty }
    }
}

fn features(case: &Case<'_>) -> Vec<Term> {
    let Case { listing, query, terms } = *case;
    let borrower = &query.borrower;
    let lender = fold(listing.institution_id.0);
    let credit = borrower.credit_band.map_or(0, |band| name_key(band.name()));
    let work = borrower.employment.map_or(0, |employment| name_key(employment.name()));
    let income = borrower.income_annual.map_or(u64::MAX, |income| bucket(income.to_f64(), &INCOMES));
    let mut features = vec![
        Kind::Bias.term(0, 0, 1.0),
        Kind::Category.term(name_key(listing.category.name()), 0, 1.0),
        Kind::Lender.term(lender, 0, 1.0),
        Kind::Product.term(fold(listing.product_id.0), 0, 1.0),
        Kind::Credit.term(credit, 0, 1.0),
        Kind::LenderCredit.term(lender, credit, 1.0),
        Kind::Work.term(work, 0, 1.0),
        Kind::LenderWork.term(lender, work, 1.0),
        Kind::LenderIncome.term(lender, income, 1.0),
    ];
    let burden = burden(query, terms);
    features.extend(between_knots(burden, &BURDEN).map(|(knot, share)| Kind::Burden.term(knot, 0, share)));
    features.push(Kind::LenderBurden.term(lender, 0, burden.clamp(0.0, 1.0) - 0.25));
    if let Some(lvr) = query.lvr() {
        features
            .extend(between_knots(lvr.fraction(), &LVR).map(|(knot, share)| Kind::Lvr.term(knot, 0, share)));
    }
    features
}

/// Where a feature is found among the decisions, and how strongly.
#[derive(Debug, Default)]
struct Column {
    penalty: f64,
    cells: Vec<(usize, f64)>,
}

impl RefittedApproval {
    fn log_odds(&self, features: &[Term], prior: f64) -> f64 {
        let part = |term: &Term| self.weights.get(&term.key).map_or(0.0, |weight| weight * term.value);
        prior + features.iter().map(part).sum::<f64>()
    }

    fn fit(&mut self) {
        let mut columns: BTreeMap<u64, Column> = BTreeMap::new();
        for (row, decision) in self.decisions.iter().enumerate() {
            for term in &decision.features {
                let column = columns.entry(term.key).or_default();
                column.penalty = term.penalty;
                column.cells.push((row, term.value));
            }
        }
        let rows = self.decisions.iter();
        let rows =
            rows.map(|decision| (self.log_odds(&decision.features, decision.prior), decision.approved));
        let mut rows: Vec<(f64, f64)> = rows.collect();
        for _ in 0..SWEEPS {
            for (key, column) in &columns {
                column.descend(self.weights.entry(*key).or_default(), &mut rows);
            }
        }
        self.since_fit = 0;
    }
}

impl Column {
    /// One Newton step of a weight; `rows` are the decisions' log-odds and outcomes.
    fn descend(&self, weight: &mut f64, rows: &mut [(f64, f64)]) {
        let (mut slope, mut curvature) = (self.penalty * *weight, self.penalty);
        for (row, value) in &self.cells {
            let Some((log_odds, approved)) = rows.get(*row) else { continue };
            let chance = logistic(*log_odds);
            slope += value * (chance - approved);
            curvature += value * value * chance * (1.0 - chance);
        }
        // No longer than the quadratic model can be trusted.
        let step = (-slope / curvature).clamp(-1.0, 1.0);
        *weight += step;
        for (row, value) in &self.cells {
            if let Some((log_odds, _)) = rows.get_mut(*row) {
                *log_odds += step * value;
            }
        }
    }
}

impl ApprovalModel for RefittedApproval {
    fn chance(&self, case: &Case<'_>) -> f64 {
        logistic(self.log_odds(&features(case), logit(Priors.chance(case))))
    }

    fn decided(&mut self, case: &Case<'_>, approved: bool) {
        let (features, prior) = (features(case), logit(Priors.chance(case)));
        let approved = f64::from(u8::from(approved));
        self.decisions.push_back(Decision { features, prior, approved });
        if self.decisions.len() > MOST {
            self.decisions.pop_front();
        }
        self.since_fit += 1;
        if self.since_fit >= LEAST_NEW.max(self.decisions.len() / 10) {
            self.fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;
    use crate::simulate::world::{Offer, Visit, World};

    #[test]
    fn it_begins_as_the_priors_and_learns_what_a_lender_does() {
        let world = World::invented(9);
        let mut model = RefittedApproval::default();
        let mut random = Random::keyed(9, &[]);
        let strict = world.listings()[0].institution_id;
        let visits: Vec<Visit> =
            (0..100).map(|number| world.visit(number, World::time(number), |_| true)).collect();
        let each = |with: &mut dyn FnMut(&Listing, &Case<'_>)| {
            for visit in &visits {
                for Offer { listing, terms, .. } in &visit.offers {
                    let listing = &world.listings()[*listing];
                    with(listing, &Case { listing, query: &visit.query, terms });
                }
            }
        };
        each(&mut |_, case| assert!((model.chance(case) - Priors.chance(case)).abs() < 1e-9));
        // One lender approves hardly anybody, the others nearly everybody.
        each(&mut |listing, case| {
            let chance = if listing.institution_id == strict { 0.1 } else { 0.9 };
            model.decided(case, random.happens(chance));
        });
        let mut sums = [(0.0, 0.0); 2];
        each(&mut |listing, case| {
            let (sum, count) = &mut sums[usize::from(listing.institution_id == strict)];
            *sum += model.chance(case);
            *count += 1.0;
        });
        let [others, one] = sums.map(|(sum, count)| sum / count);
        assert!((others - 0.9).abs() < 0.03 && (one - 0.1).abs() < 0.08, "{others} {one}");
    }
}
