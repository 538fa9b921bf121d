//! Whether distributions have moved.

use super::equal_parts;
use domain::evaluation::{Drift, Shift};
use serde::{Deserialize, Serialize};

/// The population stability index from which a shift is worth a look. Both thresholds are the rule of thumb of credit
/// scoring (Lewis 1994, "An Introduction to Credit Scoring"; Siddiqi 2006, "Credit Risk Scorecards").
pub const SOME: f64 = 0.1;
/// The index from which it is another population.
pub const MUCH: f64 = 0.25;

/// How values of a feature, or scores, were distributed: enough to say later how far they have moved, and nothing of any
/// one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// What lies between bins, ascending.
    edges: Vec<f64>,
    /// How many rows each bin has, the last being of missing values.
    counts: Vec<u64>,
}

impl Distribution {
    /// Of values, missing ones `NaN`, in bins of about equal count.
    #[must_use]
    pub fn of(values: &[f64], bins: usize) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let mut edges: Vec<f64> = equal_parts(&sorted, bins)
            .filter_map(|part| {
                let last = *part.last()?;
                // Halfway to the next value, so that no rounding of an edge moves a value over it.
                let next = sorted.get(sorted.partition_point(|value| *value <= last))?;
                Some(f64::midpoint(last, *next))
            })
            .collect();
        edges.dedup();
        let counts = counts(&edges, values);
        Self { edges, counts }
    }

    /// How many rows it is of.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The population stability index: how far values have moved.
    #[must_use]
    pub fn psi(&self, now: &[f64]) -> f64 {
        psi_of_shares(&shares(&self.counts), &shares(&counts(&self.edges, now)))
    }

    /// How far values have moved, beside what chance alone shows: (bins − 1) × (1/n + 1/m), the mean of the index where
    /// nothing moved (Yurdakul and Naranjo 2020, "Statistical properties of the population stability index").
    /// `None` without rows on either side.
    #[must_use]
    pub fn drift(&self, name: &str, now: &[f64]) -> Option<Drift> {
        let (then_rows, now_rows) = (self.rows() as f64, now.len() as f64);
        if then_rows == 0.0 || now_rows == 0.0 {
            return None;
        }
        let now_counts = counts(&self.edges, now);
        let used = self.counts.iter().zip(&now_counts).filter(|(then, now)| **then > 0 || **now > 0).count();
        let by_chance = used.saturating_sub(1) as f64 * (1.0 / then_rows + 1.0 / now_rows);
        let psi = psi_of_shares(&shares(&self.counts), &shares(&now_counts));
        Some(Drift { name: name.to_owned(), psi, by_chance, shift: shift(psi - by_chance) })
    }
}

/// How far a population stability index says that something moved.
#[must_use]
pub fn shift(psi: f64) -> Shift {
    if psi >= MUCH {
        Shift::Much
    } else if psi >= SOME {
        Shift::Some
    } else {
        Shift::Little
    }
}

fn counts(edges: &[f64], values: &[f64]) -> Vec<u64> {
    let mut counts = vec![0; edges.len() + 2];
    for value in values {
        let missing = edges.len() + 1;
        let bin = if value.is_finite() { edges.partition_point(|edge| edge < value) } else { missing };
        if let Some(count) = counts.get_mut(bin) {
            *count += 1;
        }
    }
    counts
}

fn shares(counts: &[u64]) -> Vec<f64> {
    counts.iter().map(|count| *count as f64).collect()
}

/// The population stability index of counts per bin or category. A bin that is empty on one side counts as half a row
/// there; one that is empty on both does not count.
#[must_use]
pub fn psi_of_shares(then: &[f64], now: &[f64]) -> f64 {
    let (then_total, now_total): (f64, f64) = (then.iter().sum(), now.iter().sum());
    then.iter()
        .zip(now)
        .filter(|(then, now)| **then > 0.0 || **now > 0.0)
        .map(|(then, now)| {
            let (then, now) = (then.max(0.5) / then_total, now.max(0.5) / now_total);
            (now - then) * (now / then).ln()
        })
        .sum()
}
