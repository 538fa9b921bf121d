//! What all lenders have in common, and what sets each apart: an additive model of the log-odds, from which trees go on.
//!
//! The log-odds are the sum of a curve over each of a few features, of how far a lender's own curve lies from the one
//! that all share, and of intercepts of category, lender, lender in category and product. What belongs to a part of the
//! decisions is a random effect: drawn towards 0, the more so the fewer decisions it rests on (partial pooling; Gelman
//! and Hill, "Data Analysis Using Regression and Multilevel/Hierarchical Models", 2007), so that a new product is judged
//! as its lender is, and a new lender as its category. How far effects of a kind lie from 0 is learned too, by
//! expectation maximisation with the curvature in place of the whole posterior (empirical Bayes; Breslow and Clayton,
//! "Approximate inference in generalized linear mixed models", JASA 1993). Where all lenders decide alike, what sets
//! them apart vanishes.
//!
//! Trees have no column for a lender. They find one only by splitting its history off, and its way of looking at a
//! feature only below such splits; this takes many decisions of each.

use super::prepare::{Case, Column};
use crate::click::maths::between_knots;
use crate::features::{Feature, Row};
use crate::history::Key;
use crate::metrics::{logistic, logit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The features that lenders weigh each in their own way.
const CURVES: [Feature; 5] =
    [Feature::CreditHistory, Feature::Employment, Feature::LogIncome, Feature::Burden, Feature::LoanToValue];
/// Of a feature with no more values than this each is a knot; of others, quantiles are.
const DISTINCT: usize = 8;
/// The quantiles that are knots, in percent.
const QUANTILES: [usize; 7] = [3, 15, 32, 50, 68, 85, 97];
/// How often every effect is bettered.
const SWEEPS: u32 = 25;
/// Between which bounds a kind's variance is sought. The upper one lies far beyond what lenders differ by.
const VARIANCES: (f64, f64) = (1e-4, 4.0);
/// How much, in log-odds, lender and product may move a chance by their intercepts: from one in two to one in eight.
const MOST_APART: f64 = 2.0;

/// What an effect is of, and so what it shares a variance with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Mean,
    Category,
    Lender,
    LenderInCategory,
    Product,
    /// A curve that all share, by its place among [`CURVES`].
    Shared(usize),
    /// How far a lender's lies from it.
    Own(usize),
}

impl Kind {
    /// The variance that the search begins with; `None` for what is not drawn to 0.
    const fn first_variance(self) -> Option<f64> {
        match self {
            Self::Mean => None,
            Self::Category | Self::Shared(_) => Some(1.0),
            Self::Lender | Self::LenderInCategory | Self::Product => Some(0.2),
            Self::Own(_) => Some(0.1),
        }
    }
}

/// A curve over each of [`CURVES`]: a value for every knot, then one for what is not known.
type Curves = Vec<Vec<f64>>;

/// A learned additive model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MixedModel {
    mean: f64,
    knots: Vec<Knots>,
    categories: BTreeMap<Key, f64>,
    /// Lenders', lenders' in a category, products'.
    intercepts: BTreeMap<Key, f64>,
    shared: Curves,
    /// Each lender's curves, what all share included.
    lenders: BTreeMap<Key, Curves>,
    /// What each curve comes to on average.
    usual: Vec<f64>,
}

impl MixedModel {
    /// Learns from cases and whether they were approved.
    pub(super) fn learn(decisions: &[(&Case, bool)]) -> Self {
        let values = |feature: Feature| decisions.iter().map(move |(case, _)| value(&case.row, feature));
        let knots: Vec<Knots> = CURVES.iter().map(|feature| Knots::learn(values(*feature))).collect();
        let mut problem = Problem::gather(decisions, &knots);
        let mut variances = BTreeMap::new();
        for _ in 0..SWEEPS {
            problem.better(&variances);
            variances = problem.variances();
        }
        let mut model = problem.model(knots);
        let usual = |(curve, feature): (usize, &Feature)| {
            let at =
                decisions.iter().map(|(case, _)| model.at(&model.shared, curve, value(&case.row, *feature)));
            at.sum::<f64>() / decisions.len().max(1) as f64
        };
        model.usual = CURVES.iter().enumerate().map(usual).collect();
        model
    }

    /// The log-odds of a case.
    pub(super) fn log_odds(&self, case: &Case) -> f64 {
        let groups = Groups::of(case);
        self.mean + self.category(&groups) + self.lender(&groups) + self.curves(case, &groups).sum::<f64>()
    }

    /// What each column of a model's rows adds to the log-odds of a case that is average in everything.
    pub(super) fn contributions(&self, case: &Case) -> Vec<f64> {
        let groups = Groups::of(case);
        Column::all()
            .map(|column| match column {
                Column::History => self.lender(&groups),
                Column::Observed(Feature::Category) => self.category(&groups),
                Column::Observed(feature) => {
                    let curve = CURVES.iter().zip(self.curves(case, &groups)).zip(&self.usual);
                    curve.filter(|((of, _), _)| **of == feature).map(|((_, at), usual)| at - usual).sum()
                }
                Column::RateToMarket => 0.0,
            })
            .collect()
    }

    fn category(&self, groups: &Groups) -> f64 {
        self.categories.get(&groups.category).copied().unwrap_or_default()
    }

    fn lender(&self, groups: &Groups) -> f64 {
        let keys = [groups.lender, groups.lender_in_category, groups.product];
        let sum: f64 = keys.iter().filter_map(|key| self.intercepts.get(key)).sum();
        sum.clamp(-MOST_APART, MOST_APART)
    }

    fn curves<'a>(&'a self, case: &'a Case, groups: &Groups) -> impl Iterator<Item = f64> + 'a {
        let curves = self.lenders.get(&groups.lender).unwrap_or(&self.shared);
        CURVES
            .iter()
            .enumerate()
            .map(move |(curve, feature)| self.at(curves, curve, value(&case.row, *feature)))
    }

    fn at(&self, curves: &Curves, curve: usize, value: f32) -> f64 {
        let Some((knots, curve)) = self.knots.get(curve).zip(curves.get(curve)) else { return 0.0 };
        knots.shares(value).filter_map(|(knot, share)| Some(share * curve.get(knot)?)).sum()
    }
}

fn value(row: &Row, feature: Feature) -> f32 {
    row.get(feature.index()).copied().unwrap_or(f32::NAN)
}

/// The values of a feature between which a curve is straight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Knots(Vec<f64>);

impl Knots {
    fn learn(values: impl Iterator<Item = f32>) -> Self {
        let mut values: Vec<f64> = values.filter(|value| value.is_finite()).map(f64::from).collect();
        values.sort_unstable_by(f64::total_cmp);
        let mut knots = values.clone();
        knots.dedup();
        if knots.len() > DISTINCT {
            let last = values.len() - 1;
            knots =
                QUANTILES.iter().filter_map(|percent| values.get(last * percent / 100).copied()).collect();
            knots.dedup();
        }
        Self(knots)
    }

    /// The knots that a value lies between, with the share of each; of what is not known, the place after the last.
    fn shares(&self, value: f32) -> impl Iterator<Item = (usize, f64)> {
        let shares = if value.is_nan() {
            [(self.0.len() as u64, 1.0), (0, 0.0)]
        } else {
            between_knots(f64::from(value), &self.0)
        };
        let known = shares.into_iter().filter(|(_, share)| *share > 0.0);
        known.filter_map(|(knot, share)| Some((usize::try_from(knot).ok()?, share)))
    }
}

/// The keys of a case's groups.
struct Groups {
    category: Key,
    lender: Key,
    lender_in_category: Key,
    product: Key,
}

impl Groups {
    fn of(case: &Case) -> Self {
        let [category, lender_in_category, product] = case.keys();
        let mut lender = Uuid::encode_buffer();
        let lender = Key::of(&[case.lender.0.simple().encode_lower(&mut lender)]);
        Self { category, lender, lender_in_category, product }
    }
}

/// Which effect: of what kind, of which group, at which knot.
type Name = (Kind, Key, usize);

/// An effect while it is learned.
#[derive(Debug, Default)]
struct Effect {
    weight: f64,
    /// The second derivative of the penalised loss when it was last worked out.
    curvature: f64,
    /// The decisions that it counts in, and how much in each.
    cells: Vec<(usize, f64)>,
}

impl Effect {
    /// One Newton step; `rows` are the decisions' log-odds and outcomes.
    fn better(&mut self, penalty: f64, rows: &mut [(f64, f64)]) {
        let (mut slope, mut curvature) = (penalty * self.weight, penalty);
        for (row, share) in &self.cells {
            let Some((log_odds, outcome)) = rows.get(*row) else { continue };
            let chance = logistic(*log_odds);
            slope += share * (chance - outcome);
            curvature += share * share * chance * (1.0 - chance);
        }
        // No longer than the quadratic model can be trusted.
        let step = (-slope / curvature).clamp(-1.0, 1.0);
        self.weight += step;
        self.curvature = curvature;
        for (row, share) in &self.cells {
            if let Some((log_odds, _)) = rows.get_mut(*row) {
                *log_odds += step * share;
            }
        }
    }
}

/// The effects that some decision has, and the decisions' log-odds and outcomes.
struct Problem {
    effects: BTreeMap<Name, Effect>,
    rows: Vec<(f64, f64)>,
}

impl Problem {
    fn gather(decisions: &[(&Case, bool)], knots: &[Knots]) -> Self {
        let all = Key::of(&[]);
        let mut effects: BTreeMap<Name, Effect> = BTreeMap::new();
        let mut rows = Vec::new();
        for (row, (case, approved)) in decisions.iter().enumerate() {
            let groups = Groups::of(case);
            let mut put = |name: Name, share: f64| effects.entry(name).or_default().cells.push((row, share));
            put((Kind::Mean, all, 0), 1.0);
            put((Kind::Category, groups.category, 0), 1.0);
            put((Kind::Lender, groups.lender, 0), 1.0);
            put((Kind::LenderInCategory, groups.lender_in_category, 0), 1.0);
            put((Kind::Product, groups.product, 0), 1.0);
            for (curve, (feature, knots)) in CURVES.iter().zip(knots).enumerate() {
                for (knot, share) in knots.shares(value(&case.row, *feature)) {
                    put((Kind::Shared(curve), all, knot), share);
                    put((Kind::Own(curve), groups.lender, knot), share);
                }
            }
            rows.push((0.0, f64::from(u8::from(*approved))));
        }
        let approved: f64 = rows.iter().map(|(_, outcome)| outcome).sum();
        let mean = logit((approved + 0.5) / (rows.len() as f64 + 1.0));
        rows.iter_mut().for_each(|(log_odds, _)| *log_odds = mean);
        if let Some(effect) = effects.get_mut(&(Kind::Mean, all, 0)) {
            effect.weight = mean;
        }
        Self { effects, rows }
    }

    /// One step of every effect.
    fn better(&mut self, variances: &BTreeMap<Kind, f64>) {
        for ((kind, ..), effect) in &mut self.effects {
            let variance = variances.get(kind).copied().or(kind.first_variance());
            effect.better(variance.map_or(1e-6, f64::recip), &mut self.rows);
        }
    }

    /// The mean square of each kind's effects, with how far each may be off.
    fn variances(&self) -> BTreeMap<Kind, f64> {
        let mut sums: BTreeMap<Kind, (f64, f64)> = BTreeMap::new();
        for ((kind, ..), effect) in self.effects.iter().filter(|((kind, ..), _)| *kind != Kind::Mean) {
            let (sum, count) = sums.entry(*kind).or_default();
            *sum += effect.weight * effect.weight + effect.curvature.recip();
            *count += 1.0;
        }
        let (least, most) = VARIANCES;
        sums.into_iter().map(|(kind, (sum, count))| (kind, (sum / count).clamp(least, most))).collect()
    }

    fn model(&self, knots: Vec<Knots>) -> MixedModel {
        let shared = knots.iter().map(|knots| vec![0.0; knots.0.len() + 1]).collect();
        let (categories, intercepts) = (BTreeMap::new(), BTreeMap::new());
        let (lenders, usual) = (BTreeMap::new(), Vec::new());
        let mut model = MixedModel { mean: 0.0, knots, categories, intercepts, shared, lenders, usual };
        // In the order of kinds: what all share is whole before a lender's own is added to it.
        for ((kind, key, knot), effect) in &self.effects {
            match kind {
                Kind::Mean => model.mean = effect.weight,
                Kind::Category => {
                    model.categories.insert(*key, effect.weight);
                }
                Kind::Lender | Kind::LenderInCategory | Kind::Product => {
                    model.intercepts.insert(*key, effect.weight);
                }
                Kind::Shared(curve) => add(&mut model.shared, (*curve, *knot), effect.weight),
                Kind::Own(curve) => {
                    let own = model.lenders.entry(*key).or_insert_with(|| model.shared.clone());
                    add(own, (*curve, *knot), effect.weight);
                }
            }
        }
        for curves in model.lenders.values_mut().chain([&mut model.shared]) {
            for (curve, feature) in curves.iter_mut().zip(CURVES) {
                straighten(curve, feature.direction());
            }
        }
        model
    }
}

fn add(curves: &mut Curves, (curve, knot): (usize, usize), weight: f64) {
    if let Some(value) = curves.get_mut(curve).and_then(|curve| curve.get_mut(knot)) {
        *value += weight;
    }
}

/// Makes a curve follow its feature's direction, changed as little as may be (pool adjacent violators); what is not
/// known has no place in the order.
fn straighten(curve: &mut [f64], direction: i8) {
    if direction == 0 {
        return;
    }
    let sign = f64::from(direction);
    let Some((_, known)) = curve.split_last_mut() else { return };
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for value in known.iter() {
        let mut pool = (sign * value, 1);
        while let Some((before, count)) = pools.pop_if(|before| before.0 > pool.0) {
            let both = count + pool.1;
            pool = ((before * count as f64 + pool.0 * pool.1 as f64) / both as f64, both);
        }
        pools.push(pool);
    }
    let straight = pools.into_iter().flat_map(|(value, count)| std::iter::repeat_n(sign * value, count));
    for (value, straight) in known.iter_mut().zip(straight) {
        *value = straight;
    }
}

#[cfg(test)]
mod tests;
