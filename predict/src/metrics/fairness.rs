//! Whether groups are treated alike. Groups are given for the audit only and are never features.

use domain::evaluation::GroupOutcome;
use std::collections::BTreeMap;

/// How a group fares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupRate {
    /// How many rows the group has.
    pub rows: usize,
    /// The share of them that is selected.
    pub rate: f64,
}

/// Each group's share of predictions that reach the threshold.
#[must_use]
pub fn group_rates<G: Ord + Copy>(
    groups: &[G],
    predictions: &[f64],
    threshold: f64,
) -> BTreeMap<G, GroupRate> {
    let mut counts: BTreeMap<G, (usize, usize)> = BTreeMap::new();
    for (group, prediction) in groups.iter().zip(predictions) {
        let (rows, selected) = counts.entry(*group).or_default();
        *rows += 1;
        *selected += usize::from(*prediction >= threshold);
    }
    let rate = |(rows, selected)| GroupRate { rows, rate: selected as f64 / rows as f64 };
    counts.into_iter().map(|(group, counts)| (group, rate(counts))).collect()
}

/// The adverse impact ratio: the lowest selection rate of a group ÷ the highest, over groups of at least `min_rows`
/// rows, since the rate of a few rows is chance. Below 0.8 it is taken as a sign of unfair treatment (the four-fifths
/// rule). `None` with fewer than two such groups, or with nobody selected.
#[must_use]
pub fn adverse_impact_ratio<G: Ord>(rates: &BTreeMap<G, GroupRate>, min_rows: usize) -> Option<f64> {
    let rates: Vec<f64> =
        rates.values().filter(|group| group.rows >= min_rows).map(|group| group.rate).collect();
    let lowest = rates.iter().copied().min_by(f64::total_cmp)?;
    let highest = rates.iter().copied().max_by(f64::total_cmp)?;
    (rates.len() > 1 && highest > 0.0).then(|| lowest / highest)
}

/// What predictions would do to the groups of an attribute: how many of each reach the median of all rows that belong to
/// one, which is the threshold that favours half of them.
#[must_use]
pub fn group_outcomes(attribute: &str, groups: &[&str], predictions: &[f64]) -> Vec<GroupOutcome> {
    let rows = groups.len().min(predictions.len());
    let mut sorted: Vec<f64> = predictions.iter().take(rows).copied().collect();
    sorted.sort_by(f64::total_cmp);
    let median = sorted.get(rows / 2).copied().unwrap_or(f64::NAN);
    let outcome = |(group, rate): (&str, GroupRate)| GroupOutcome {
        attribute: attribute.to_owned(),
        group: group.to_owned(),
        rows: rate.rows as u64,
        favoured: rate.rate,
    };
    group_rates(groups, predictions, median).into_iter().map(outcome).collect()
}
