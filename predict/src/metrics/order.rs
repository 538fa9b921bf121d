//! Whether what happens is predicted higher than what does not.

use super::sorted;

/// The area under the ROC curve: how often one that happened is predicted higher than one that did not, a tie being
/// half (Mann and Whitney).
#[must_use]
pub fn auc(labels: &[bool], predictions: &[f64]) -> f64 {
    let pairs = sorted(labels, predictions);
    let (mut negatives, mut positives, mut wins) = (0.0, 0.0, 0.0);
    for tied in pairs.chunk_by(|a, b| a.0 == b.0) {
        let happened = tied.iter().filter(|(_, label)| *label).count() as f64;
        let not = tied.len() as f64 - happened;
        wins += happened * (negatives + not / 2.0);
        positives += happened;
        negatives += not;
    }
    wins / (positives * negatives)
}

/// The Kolmogorov–Smirnov statistic: the largest distance between the distributions of predictions of those that
/// happened and of those that did not.
#[must_use]
pub fn ks(labels: &[bool], predictions: &[f64]) -> f64 {
    let pairs = sorted(labels, predictions);
    let positives = pairs.iter().filter(|(_, label)| *label).count() as f64;
    let negatives = pairs.len() as f64 - positives;
    if positives == 0.0 || negatives == 0.0 {
        return f64::NAN;
    }
    let (mut happened, mut not, mut most) = (0.0, 0.0, 0.0_f64);
    for tied in pairs.chunk_by(|a, b| a.0 == b.0) {
        let here = tied.iter().filter(|(_, label)| *label).count() as f64;
        happened += here;
        not += tied.len() as f64 - here;
        most = most.max((happened / positives - not / negatives).abs());
    }
    most
}
