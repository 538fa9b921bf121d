//! Filling a missing value with that of a similar case, so that nothing shows that it was missing.
//!
//! Where a value is missing far more often for one outcome, a flag for "missing", and any constant in its place, tell
//! the model the outcome. A value drawn from similar cases in which it is known (a hot deck, Andridge and Little 2010)
//! has the distribution of known ones, so the fact that it was filled cannot be learned from.

use crate::random::Random;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// From how many of the nearest cases a value is drawn.
const NEAREST: usize = 50;

/// Known values by group, ordered by what similarity is measured by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Donors {
    groups: BTreeMap<i64, Vec<(f32, f32)>>,
    all: Vec<(f32, f32)>,
}

impl Donors {
    /// Learns from cases: the group, what similarity is measured by, and the value, which is `NaN` where it is missing.
    #[must_use]
    pub fn learn(cases: impl Iterator<Item = (i64, f32, f32)>) -> Self {
        let mut groups: BTreeMap<i64, Vec<(f32, f32)>> = BTreeMap::new();
        let mut all = Vec::new();
        for (group, near, value) in cases.filter(|(_, near, value)| !near.is_nan() && !value.is_nan()) {
            groups.entry(group).or_default().push((near, value));
            all.push((near, value));
        }
        let order = |a: &(f32, f32), b: &(f32, f32)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1));
        groups.values_mut().for_each(|donors| donors.sort_by(order));
        all.sort_by(order);
        groups.retain(|_, donors| donors.len() >= NEAREST);
        Self { groups, all }
    }

    /// A value for a case without one, the same each time for the same case; `None` if no value is known at all.
    #[must_use]
    pub fn fill(&self, group: i64, near: f32) -> Option<f32> {
        let donors = self.groups.get(&group).unwrap_or(&self.all);
        let middle = donors.partition_point(|donor| donor.0 < near);
        let start = middle.saturating_sub(NEAREST / 2).min(donors.len().saturating_sub(NEAREST));
        let nearest = donors.get(start..donors.len().min(start + NEAREST))?;
        let case = u64::from(near.to_bits()) ^ u64::from_ne_bytes(group.to_ne_bytes()).rotate_left(32);
        nearest.get(Random::new(case).below(nearest.len())).map(|donor| donor.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(row: u16) -> (i64, f32, f32) {
        let amount = f32::from(row);
        (i64::from(row % 2), amount, amount * if row.is_multiple_of(2) { 2.0 } else { 10.0 })
    }

    #[test]
    fn a_value_comes_from_a_similar_case_of_the_group() {
        let donors = Donors::learn((0..1_000).map(case).chain([(0, 500.0, f32::NAN)]));
        let filled = donors.fill(0, 500.0).unwrap();
        assert!((900.0..=1_100.0).contains(&filled), "{filled}");
        assert_eq!(donors.fill(0, 500.0), Some(filled));
        let other = donors.fill(1, 500.0).unwrap();
        assert!((4_500.0..=5_500.0).contains(&other), "{other}");
    }

    #[test]
    fn a_group_never_seen_takes_from_all_and_no_value_at_all_is_none() {
        let donors = Donors::learn((0..1_000).map(case));
        assert!(donors.fill(7, 999.0).is_some());
        assert!(donors.fill(0, f32::NAN).is_some());
        assert_eq!(Donors::learn([(0, 1.0, f32::NAN)].into_iter()).fill(0, 1.0), None);
    }

    #[test]
    fn filled_values_spread_like_known_ones() {
        let donors = Donors::learn((0..1_000_u16).map(|row| (0, f32::from(row / 100), f32::from(row % 100))));
        let filled: Vec<f32> =
            (0..400_u16).map(|case| donors.fill(0, 5.0 + f32::from(case) * 1e-4).unwrap()).collect();
        let mut distinct = filled.clone();
        distinct.sort_by(f32::total_cmp);
        distinct.dedup();
        assert!(distinct.len() > 30, "{}", distinct.len());
    }
}
