//! Whether a trained model may predict for borrowers.
//!
//! A model is refused when it was tested on too little, when it is worse than what it would replace by more than
//! chance explains, when its probabilities are not what happens, or when it fails the fairness screen. Each refusal
//! carries its numbers.

use super::Quality;
use crate::metrics;
pub use domain::evaluation::GroupOutcome;
use serde::{Deserialize, Serialize};

/// What a model must reach.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// How many later rows it must have been tested on.
    pub least_rows: u64,
    /// How many of them of each outcome.
    pub least_of_each: u64,
    /// How many standard errors worse than what it replaces may still be chance.
    pub noise_errors: f64,
    /// The largest expected calibration error, beyond what [`ece_by_chance`] explains.
    pub most_ece: f64,
    /// The smallest adverse impact ratio: the "four-fifths rule" of the US Uniform Guidelines on Employee Selection
    /// Procedures (29 CFR 1607.4 D), which credit audits use as a screen too.
    pub least_impact_ratio: f64,
    /// How many rows a group must have before it is screened.
    pub least_group: u64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            least_rows: 500,
            least_of_each: 50,
            noise_errors: 1.645,
            most_ece: 0.02,
            least_impact_ratio: 0.8,
            least_group: 100,
        }
    }
}

/// Why a model may not be promoted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Refusal {
    /// It was tested on too few rows.
    #[error(
        "tested on {rows} later rows, {positives} of them positive: {least} rows and {each} of each outcome are needed"
    )]
    TooFewRows {
        /// How many there were.
        rows: u64,
        /// How many of them positive.
        positives: u64,
        /// How many are needed.
        least: u64,
        /// How many of each outcome.
        each: u64,
    },
    /// It is worse than what it would replace.
    #[error("worse than {than}: its log loss is {difference:.5} higher, and chance explains {noise:.5}")]
    Worse {
        /// What it would replace.
        than: String,
        /// How much higher its log loss is.
        difference: f64,
        /// How much of that may be chance.
        noise: f64,
    },
    /// Its probabilities are not what happens.
    #[error("miscalibrated: expected calibration error {ece:.4}, at most {most:.4} is admitted")]
    Miscalibrated {
        /// Its expected calibration error.
        ece: f64,
        /// The largest that is admitted for so many rows.
        most: f64,
    },
    /// It would favour a group too seldom.
    #[error(
        "fairness: {attribute} {group} is favoured {ratio:.2} times as often as the most favoured group, at least {least:.2} is needed"
    )]
    Unfair {
        /// What groups are made by.
        attribute: String,
        /// The group.
        group: String,
        /// Its share divided by the most favoured group's.
        ratio: f64,
        /// The smallest that is admitted.
        least: f64,
    },
    /// A figure of its test is not a number.
    #[error("its test gave no usable figures")]
    NoFigures,
}

/// Everything that speaks against promoting a model; empty if nothing does.
#[must_use]
pub fn refusals(quality: &Quality, thresholds: &Thresholds) -> Vec<Refusal> {
    let figures = [quality.auc, quality.log_loss, quality.brier, quality.ece];
    if figures.iter().any(|figure| !figure.is_finite()) {
        return vec![Refusal::NoFigures];
    }
    let mut refusals = Vec::new();
    let negatives = quality.rows.saturating_sub(quality.positives);
    if quality.rows < thresholds.least_rows || quality.positives.min(negatives) < thresholds.least_of_each {
        refusals.push(Refusal::TooFewRows {
            rows: quality.rows,
            positives: quality.positives,
            least: thresholds.least_rows,
            each: thresholds.least_of_each,
        });
    }
    if let Some(against) = &quality.against {
        let noise = thresholds.noise_errors * against.standard_error;
        // A difference that cannot be told from anything is no reason to trust the newer one.
        let is_within = against.log_loss_difference <= noise;
        if !is_within {
            let (than, difference) = (against.name.clone(), against.log_loss_difference);
            refusals.push(Refusal::Worse { than, difference, noise });
        }
    }
    let most = thresholds.most_ece + ece_by_chance(quality);
    if quality.ece > most {
        refusals.push(Refusal::Miscalibrated { ece: quality.ece, most });
    }
    refusals.extend(unfair(&quality.groups, thresholds));
    refusals
}

/// The expected calibration error that a perfectly calibrated model shows by chance on as many rows.
#[must_use]
pub fn ece_by_chance(quality: &Quality) -> f64 {
    metrics::ece_by_chance(quality.rows, quality.positives)
}

/// Groups that the model favours much less often than the most favoured group of the same attribute.
fn unfair<'a>(
    groups: &'a [GroupOutcome],
    thresholds: &'a Thresholds,
) -> impl Iterator<Item = Refusal> + use<'a> {
    let screened = move || groups.iter().filter(|group| group.rows >= thresholds.least_group);
    screened().filter_map(move |group| {
        let most = screened()
            .filter(|other| other.attribute == group.attribute)
            .map(|other| other.favoured)
            .fold(0.0, f64::max);
        let ratio = if most > 0.0 { group.favoured / most } else { 1.0 };
        (ratio < thresholds.least_impact_ratio).then(|| Refusal::Unfair {
            attribute: group.attribute.clone(),
            group: group.group.clone(),
            ratio,
            least: thresholds.least_impact_ratio,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::Against;
    use super::*;
    use domain::evaluation::Audit;
    use domain::time::Timestamp;

    fn good() -> Quality {
        Quality {
            rows: 10_000,
            positives: 7_000,
            auc: 0.84,
            ks: 0.5,
            log_loss: 0.41,
            brier: 0.13,
            ece: 0.006,
            against: Some(Against {
                name: "approval-1".to_owned(),
                log_loss_difference: -0.002,
                standard_error: 0.001,
            }),
            groups: Vec::new(),
        }
    }

    fn group(attribute: &str, group: &str, rows: u64, favoured: f64) -> GroupOutcome {
        GroupOutcome { attribute: attribute.to_owned(), group: group.to_owned(), rows, favoured }
    }

    #[test]
    fn a_good_model_is_admitted() {
        assert_eq!(refusals(&good(), &Thresholds::default()), []);
    }

    #[test]
    fn what_is_worse_by_chance_alone_is_admitted_and_what_is_worse_beyond_is_not() {
        let with = |difference| Quality {
            against: Some(Against {
                name: "approval-1".to_owned(),
                log_loss_difference: difference,
                standard_error: 0.001,
            }),
            ..good()
        };
        assert_eq!(refusals(&with(0.0016), &Thresholds::default()), []);
        let refused = refusals(&with(0.0017), &Thresholds::default());
        assert!(matches!(&refused[..], [Refusal::Worse { than, .. }] if than == "approval-1"), "{refused:?}");
        let unknown = refusals(&with(f64::NAN), &Thresholds::default());
        assert!(matches!(&unknown[..], [Refusal::Worse { .. }]), "{unknown:?}");
    }

    #[test]
    fn calibration_is_judged_by_what_so_many_rows_can_show() {
        let few = Quality { rows: 600, positives: 300, ece: 0.06, ..good() };
        assert_eq!(refusals(&few, &Thresholds::default()), [], "600 rows cannot show less");
        let many = Quality { ece: 0.06, ..good() };
        assert!(matches!(&refusals(&many, &Thresholds::default())[..], [Refusal::Miscalibrated { .. }]));
    }

    #[test]
    fn too_few_rows_of_either_outcome_are_too_few() {
        for (rows, positives) in [(499, 250), (10_000, 49), (10_000, 9_951)] {
            let few = Quality { rows, positives, ece: 0.0, ..good() };
            let refused = refusals(&few, &Thresholds::default());
            assert!(matches!(&refused[..], [Refusal::TooFewRows { .. }]), "{refused:?}");
        }
    }

    #[test]
    fn the_four_fifths_rule_screens_groups_within_an_attribute() {
        let groups = vec![
            group("sex", "female", 900, 0.39),
            group("sex", "male", 1_100, 0.50),
            group("race", "a", 1_500, 0.30),
            group("race", "b", 99, 0.90),
        ];
        let refused = refusals(&Quality { groups, ..good() }, &Thresholds::default());
        assert!(matches!(&refused[..], [Refusal::Unfair { group, .. }] if group == "female"), "{refused:?}");
    }

    #[test]
    fn the_latest_audit_of_an_attribute_counts() {
        let audit = |groups| Audit { at: Timestamp::from_micros(0), actor: "an auditor".to_owned(), groups };
        let unfair = audit(vec![group("sex", "female", 900, 0.30), group("sex", "male", 900, 0.60)]);
        let other = audit(vec![group("race", "a", 900, 0.50), group("race", "b", 900, 0.50)]);
        let fair = audit(vec![group("sex", "female", 950, 0.50), group("sex", "male", 950, 0.51)]);
        let refused = |audits: &[Audit]| refusals(&good().audited(audits), &Thresholds::default());
        let found = refused(&[unfair.clone(), other.clone()]);
        assert!(matches!(&found[..], [Refusal::Unfair { attribute, .. }] if attribute == "sex"), "{found:?}");
        assert_eq!(refused(&[unfair.clone(), other.clone(), fair.clone()]), []);
        assert_eq!(refused(&[fair, unfair]).len(), 1);
    }

    #[test]
    fn figures_that_are_no_numbers_are_refused() {
        let odd = Quality { auc: f64::NAN, ..good() };
        assert_eq!(refusals(&odd, &Thresholds::default()), [Refusal::NoFigures]);
        let stored = serde_json::to_string(&odd).unwrap();
        let read: Quality = serde_json::from_str(&stored).unwrap();
        assert_eq!(refusals(&read, &Thresholds::default()), [Refusal::NoFigures], "and can be read back");
    }

    #[test]
    fn chance_alone_shows_an_error_of_the_size_that_is_allowed_for() {
        // 50 fair coins a bin: the mean absolute deviation of a share is about 0.4 × 0.5 / √50 × 2.
        let coins = Quality { rows: 500, positives: 250, ..good() };
        assert!((ece_by_chance(&coins) - 0.0564).abs() < 0.0005, "{}", ece_by_chance(&coins));
    }
}
