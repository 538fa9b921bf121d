//! How a new model did on the decisions that it did not learn from, in full.

use super::ApprovalModel;
use super::train::{Example, Incumbent};
use crate::evaluation::{self, Evaluation, Judged, Reference};
use crate::features::Row;

/// What is kept of a model that learned from the earlier and is judged by the later examples, as it would be served.
pub(super) fn evaluate(model: &ApprovalModel, known: &[Example], later: &[Example]) -> Option<Evaluation> {
    let served = |examples: &[Example]| Incumbent::Model("", model).chances(examples);
    let rows =
        |examples: &[Example]| -> Vec<Row> { examples.iter().map(|example| example.case.row).collect() };
    let chances = served(later);
    let judged: Vec<Judged> = later
        .iter()
        .zip(&chances)
        .map(|(example, chance)| Judged {
            predicted: *chance,
            happened: example.approved,
            category: example.case.category,
            lender: example.case.lender,
            at: example.at,
        })
        .collect();
    let reference = Reference::of(&rows(known), &served(known));
    Some(Evaluation {
        tested: evaluation::calibration(&judged)?,
        drift: reference.drifts(&rows(later), &chances),
        reference,
    })
}
