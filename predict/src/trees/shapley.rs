//! Exact Shapley values of trees (path-dependent `TreeSHAP`, Lundberg et al. 2018, algorithm 2).
//!
//! A feature that is not known to a coalition follows both children, by the cover that each had in training.
#![allow(
    clippy::indexing_slicing,
    reason = "places on a path are below its length; features are checked with the forest"
)]

use super::forest::{Forest, View};

/// A feature on the way from the root.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    /// `None` is the root's.
    feature: Option<usize>,
    /// The share of coalitions without the feature that come this way.
    without: f64,
    /// Whether a row with the feature comes this way, 1 or 0.
    with: f64,
    /// The weight of the coalitions of this size.
    weight: f64,
}

impl Forest {
    /// What each feature contributes to a row's score; together with [`Forest::expected`] they sum to the score.
    #[must_use]
    pub fn contributions(&self, row: &[f32]) -> Vec<f64> {
        let mut contributions = vec![0.0; self.columns()];
        if row.len() != self.columns() {
            return contributions;
        }
        for (root, depth) in self.roots() {
            let mut walk = Walk { forest: self, row, contributions: &mut contributions };
            walk.visit(
                root,
                &mut Vec::with_capacity(depth + 2),
                Step { without: 1.0, with: 1.0, ..Step::default() },
            );
        }
        contributions
    }

    /// The mean score over the training rows, each counted by its cover.
    #[must_use]
    pub fn expected(&self) -> f64 {
        self.base() + self.roots().map(|(root, _)| self.expected_below(root)).sum::<f64>()
    }

    fn expected_below(&self, at: usize) -> f64 {
        match self.view(at) {
            View::Leaf(value) => value,
            View::Split { left, right, .. } => {
                let (left_share, right_share) = self.shares(left, right);
                left_share * self.expected_below(left) + right_share * self.expected_below(right)
            }
        }
    }

    /// The shares of a node's cover that its children have.
    fn shares(&self, left: usize, right: usize) -> (f64, f64) {
        let (left, right) = (self.cover(left), self.cover(right));
        let total = left + right;
        if total > 0.0 { (left / total, right / total) } else { (0.5, 0.5) }
    }
}

struct Walk<'a> {
    forest: &'a Forest,
    row: &'a [f32],
    contributions: &'a mut [f64],
}

impl Walk<'_> {
    fn visit(&mut self, at: usize, path: &mut Vec<Step>, step: Step) {
        extend(path, step);
        match self.forest.view(at) {
            View::Leaf(value) => {
                for place in 1..path.len() {
                    let Step { feature: Some(feature), with, without, .. } = path[place] else { continue };
                    self.contributions[feature] += unwound_sum(path, place) * (with - without) * value;
                }
            }
            View::Split { feature, left, right, threshold, missing_left } => {
                let value = self.row[feature];
                let goes_left = if value.is_nan() { missing_left } else { value <= threshold };
                let (left_share, right_share) = self.forest.shares(left, right);
                let mut path = path.clone();
                let earlier = path.iter().position(|step| step.feature == Some(feature));
                let (without, with) =
                    earlier.map_or((1.0, 1.0), |place| (path[place].without, path[place].with));
                if let Some(place) = earlier {
                    unwind(&mut path, place);
                }
                for (child, share, taken) in [(left, left_share, goes_left), (right, right_share, !goes_left)]
                {
                    let step = Step {
                        feature: Some(feature),
                        without: without * share,
                        with: if taken { with } else { 0.0 },
                        weight: 0.0,
                    };
                    self.visit(child, &mut path.clone(), step);
                }
            }
        }
    }
}

/// Adds a step, spreading the weights over coalitions with and without its feature.
fn extend(path: &mut Vec<Step>, step: Step) {
    let length = path.len();
    path.push(Step { weight: if length == 0 { 1.0 } else { 0.0 }, ..step });
    let size = (length + 1) as f64;
    for place in (0..length).rev() {
        let weight = path[place].weight;
        path[place + 1].weight += step.with * weight * (place + 1) as f64 / size;
        path[place].weight = step.without * weight * (length - place) as f64 / size;
    }
}

/// Takes a step out again.
fn unwind(path: &mut Vec<Step>, taken: usize) {
    let last = path.len() - 1;
    let Step { without, with, .. } = path[taken];
    let size = (last + 1) as f64;
    let mut next = path[last].weight;
    for place in (0..last).rev() {
        if with == 0.0 {
            path[place].weight = path[place].weight * size / (without * (last - place) as f64);
        } else {
            let weight = path[place].weight;
            path[place].weight = next * size / ((place + 1) as f64 * with);
            next = weight - path[place].weight * without * (last - place) as f64 / size;
        }
    }
    for place in taken..last {
        let Step { feature, without, with, .. } = path[place + 1];
        path[place] = Step { feature, without, with, weight: path[place].weight };
    }
    path.pop();
}

/// The sum of the weights that the path would have without a step.
fn unwound_sum(path: &[Step], taken: usize) -> f64 {
    let last = path.len() - 1;
    let Step { without, with, .. } = path[taken];
    let size = (last + 1) as f64;
    let mut next = path[last].weight;
    let mut sum = 0.0;
    for place in (0..last).rev() {
        if with == 0.0 {
            sum += path[place].weight * size / (without * (last - place) as f64);
        } else {
            let weight = next * size / ((place + 1) as f64 * with);
            sum += weight;
            next = path[place].weight - weight * without * (last - place) as f64 / size;
        }
    }
    sum
}
