//! Features as small whole numbers, so that candidate splits can be summed up in histograms.

use crate::dataset::Dataset;

/// The code of a missing value.
pub(super) const MISSING: u8 = u8::MAX;
/// The most values that a feature is told apart by.
const MOST: usize = 255;

/// A dataset's features by column, as numbers of bins.
#[derive(Debug)]
pub(super) struct Binned {
    /// The code of each row, a column each.
    pub(super) codes: Vec<Vec<u8>>,
    /// Where one bin of a column ends and the next begins: bin `b` holds what is at most `edges[b]`.
    pub(super) edges: Vec<Vec<f32>>,
}

impl Binned {
    /// Bins of about equal weight, a value that is frequent having its own.
    pub(super) fn new(data: &Dataset) -> Self {
        let edges: Vec<Vec<f32>> = (0..data.columns()).map(|column| edges(data.column(column))).collect();
        let codes = edges
            .iter()
            .enumerate()
            .map(|(column, edges)| data.column(column).map(|value| code(edges, value)).collect())
            .collect();
        Self { codes, edges }
    }
}

/// The bin of a value.
fn code(edges: &[f32], value: f32) -> u8 {
    if value.is_nan() {
        return MISSING;
    }
    u8::try_from(edges.partition_point(|edge| *edge < value)).unwrap_or(MISSING - 1)
}

fn edges(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut sorted: Vec<f32> = values.filter(|value| !value.is_nan()).collect();
    sorted.sort_unstable_by(f32::total_cmp);
    let distinct = || sorted.chunk_by(|a, b| a == b);
    let few = distinct().take(MOST + 1).count() <= MOST;
    let mut rest = sorted.len();
    let mut bins_left = MOST;
    let mut in_bin = 0;
    let mut edges = Vec::new();
    let mut runs = distinct().peekable();
    while let Some(run) = runs.next() {
        in_bin += run.len();
        let (Some(last), Some(next)) = (run.last(), runs.peek().and_then(|next| next.first())) else { break };
        // The bin is full when it has its share of what is left; a frequent value starts one of its own.
        let share = rest / bins_left.max(1);
        let next_is_frequent = runs.peek().is_some_and(|next| next.len() >= share);
        if few || in_bin >= share || (next_is_frequent && bins_left > 1) {
            if edges.len() + 2 > MOST {
                break;
            }
            edges.push(between(*last, *next));
            rest -= in_bin;
            bins_left -= 1;
            in_bin = 0;
        }
    }
    edges
}

/// A number that is at least the lower and below the upper, in the middle if there is one.
fn between(lower: f32, upper: f32) -> f32 {
    let middle = lower + (upper - lower) / 2.0;
    if middle >= lower && middle < upper { middle } else { lower }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn few_values_have_a_bin_each_and_missing_ones_their_own() {
        let edges = edges([3.0, 1.0, f32::NAN, 2.0, 1.0].into_iter());
        assert_eq!(edges, [1.5, 2.5]);
        assert_eq!([0.0, 1.0, 1.5, 2.0, 9.0, f32::NAN].map(|v| code(&edges, v)), [0, 0, 0, 1, 2, MISSING]);
    }

    #[test]
    fn many_values_share_bins_evenly_except_a_frequent_one() {
        let mut random = Random::new(3);
        let values: Vec<f32> =
            (0..20_000).map(|row| if row % 4 == 0 { 500.0 } else { random.below(100_000) as f32 }).collect();
        let edges = edges(values.iter().copied());
        assert!((200..255).contains(&edges.len()), "{}", edges.len());
        let mut counts = [0; 256];
        for value in &values {
            counts[usize::from(code(&edges, *value))] += 1;
        }
        assert!(counts.iter().filter(|count| **count > 200).count() == 1, "{counts:?}");
        assert_eq!(counts[255], 0);
    }

    #[test]
    fn neighbouring_numbers_are_told_apart() {
        let one = 1.0_f32;
        let next = f32::from_bits(one.to_bits() + 1);
        let edges = edges([one, next].into_iter());
        assert_eq!([code(&edges, one), code(&edges, next)], [0, 1]);
    }
}
