//! Growing one tree: leaf by leaf, always the split that lowers the loss most.
#![allow(
    clippy::indexing_slicing,
    reason = "rows, columns and bins number what Binned made, and nothing else reaches here"
)]

use super::bins::{Binned, MISSING};
use super::{Direction, TreeParams};

/// First and second derivative of the loss of a row with respect to its score.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Gradient {
    pub(super) first: f64,
    pub(super) second: f64,
}

/// Sums over the rows of a bin or of a leaf.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    first: f64,
    second: f64,
    rows: u32,
}

impl Sums {
    const fn add(&mut self, other: Self) {
        self.first += other.first;
        self.second += other.second;
        self.rows += other.rows;
    }

    fn minus(self, other: Self) -> Self {
        Self {
            first: self.first - other.first,
            second: (self.second - other.second).max(0.0),
            rows: self.rows.saturating_sub(other.rows),
        }
    }
}

/// A node of the tree being grown.
#[derive(Debug, Clone)]
pub(super) struct Grown {
    pub(super) split: Option<Split>,
    /// Where the left child is; the right one follows it.
    pub(super) left: usize,
    pub(super) value: f64,
    pub(super) cover: f64,
}

/// Rows whose code is at most `bin` go left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Split {
    pub(super) column: usize,
    pub(super) bin: u8,
    pub(super) missing_left: bool,
    gain: f64,
    left: Sums,
    right: Sums,
}

/// A leaf that may still be split.
struct Open {
    node: usize,
    start: usize,
    end: usize,
    sums: Sums,
    depth: u8,
    /// Between which values monotone splits above leave it free.
    bounds: (f64, f64),
    histogram: Vec<Sums>,
    best: Option<Split>,
}

pub(super) struct Grower<'a> {
    binned: &'a Binned,
    params: &'a TreeParams,
    /// Where each column's bins begin in a histogram; the last of a column's is that of missing values.
    offsets: Vec<usize>,
    histogram_size: usize,
    spare: Vec<Vec<Sums>>,
    ordered: Vec<Gradient>,
    moved: Vec<u32>,
}

impl<'a> Grower<'a> {
    pub(super) fn new(binned: &'a Binned, params: &'a TreeParams) -> Self {
        let mut histogram_size = 0;
        let mut offsets = Vec::with_capacity(binned.edges.len());
        for edges in &binned.edges {
            offsets.push(histogram_size);
            histogram_size += edges.len() + 2;
        }
        Self { binned, params, offsets, histogram_size, spare: vec![], ordered: vec![], moved: vec![] }
    }

    /// Grows a tree on `rows` and these columns. `rows` ends up ordered by leaf.
    pub(super) fn grow(&mut self, rows: &mut [u32], columns: &[usize], gradients: &[Gradient]) -> Vec<Grown> {
        let mut sums = Sums::default();
        for row in rows.iter() {
            let gradient = gradients[*row as usize];
            sums.add(Sums { first: gradient.first, second: gradient.second, rows: 1 });
        }
        let free = (f64::NEG_INFINITY, f64::INFINITY);
        let histogram = self.histogram(rows, columns, gradients);
        let mut root =
            Open { node: 0, start: 0, end: rows.len(), sums, depth: 0, bounds: free, histogram, best: None };
        root.best = self.best_split(&root, columns);
        let mut nodes = vec![self.leaf(sums, free)];
        let mut open = vec![root];
        let mut leaves = 1;
        while leaves < usize::from(self.params.leaves) {
            let Some(leaf) = take_best(&mut open) else { break };
            let Some(split) = leaf.best else { break };
            let children = self.split(&leaf, split, rows, columns, gradients, &mut nodes);
            self.spare.push(leaf.histogram);
            open.extend(children);
            leaves += 1;
        }
        self.spare.extend(open.into_iter().map(|leaf| leaf.histogram));
        nodes
    }

    fn leaf(&self, sums: Sums, bounds: (f64, f64)) -> Grown {
        Grown { split: None, left: 0, value: self.value(sums, bounds), cover: sums.second }
    }

    /// The Newton step of a leaf.
    fn value(&self, sums: Sums, bounds: (f64, f64)) -> f64 {
        (-sums.first / (sums.second + self.params.l2)).clamp(bounds.0, bounds.1)
    }

    /// By how much a leaf of this value lowers the loss, to the second order.
    fn score(&self, sums: Sums, value: f64) -> f64 {
        -value * (sums.first + 0.5 * (sums.second + self.params.l2) * value)
    }

    fn split(
        &mut self,
        leaf: &Open,
        split: Split,
        rows: &mut [u32],
        columns: &[usize],
        gradients: &[Gradient],
        nodes: &mut Vec<Grown>,
    ) -> [Open; 2] {
        let middle = leaf.start + self.partition(&mut rows[leaf.start..leaf.end], split);
        let (left_bounds, right_bounds) = self.child_bounds(leaf.bounds, split);
        let left_node = nodes.len();
        nodes[leaf.node].split = Some(split);
        nodes[leaf.node].left = left_node;
        nodes.push(self.leaf(split.left, left_bounds));
        nodes.push(self.leaf(split.right, right_bounds));
        let (left_rows, right_rows) = (leaf.start..middle, middle..leaf.end);
        // Only the smaller child is counted; the larger is what is left of their parent.
        let left_is_smaller = left_rows.len() <= right_rows.len();
        let smaller = if left_is_smaller { left_rows.clone() } else { right_rows.clone() };
        let small = self.histogram(&rows[smaller], columns, gradients);
        let large = self.difference(&leaf.histogram, &small, columns);
        let (left_histogram, right_histogram) = if left_is_smaller { (small, large) } else { (large, small) };
        let depth = leaf.depth + 1;
        let mut children = [
            Open {
                node: left_node,
                start: left_rows.start,
                end: left_rows.end,
                sums: split.left,
                depth,
                bounds: left_bounds,
                histogram: left_histogram,
                best: None,
            },
            Open {
                node: left_node + 1,
                start: right_rows.start,
                end: right_rows.end,
                sums: split.right,
                depth,
                bounds: right_bounds,
                histogram: right_histogram,
                best: None,
            },
        ];
        for child in &mut children {
            child.best = self.best_split(child, columns);
        }
        children
    }

    /// Rows that go left first, in their order; how many they are.
    fn partition(&mut self, rows: &mut [u32], split: Split) -> usize {
        let codes = &self.binned.codes[split.column];
        self.moved.clear();
        let mut kept = 0;
        for at in 0..rows.len() {
            let row = rows[at];
            if goes_left(codes[row as usize], split) {
                rows[kept] = row;
                kept += 1;
            } else {
                self.moved.push(row);
            }
        }
        rows[kept..].copy_from_slice(&self.moved);
        kept
    }

    /// What is left of a node's freedom to its children: with a monotone split both stop at the middle of
    /// their values, so that no leaf below the one can pass any below the other.
    fn child_bounds(&self, bounds: (f64, f64), split: Split) -> ((f64, f64), (f64, f64)) {
        let middle = f64::midpoint(self.value(split.left, bounds), self.value(split.right, bounds));
        match self.params.direction(split.column) {
            Direction::Free => (bounds, bounds),
            Direction::Up => ((bounds.0, middle), (middle, bounds.1)),
            Direction::Down => ((middle, bounds.1), (bounds.0, middle)),
        }
    }

    fn histogram(&mut self, rows: &[u32], columns: &[usize], gradients: &[Gradient]) -> Vec<Sums> {
        let mut histogram = self.spare.pop().unwrap_or_default();
        histogram.clear();
        histogram.resize(self.histogram_size, Sums::default());
        self.ordered.clear();
        self.ordered.extend(rows.iter().map(|row| gradients[*row as usize]));
        for column in columns {
            let codes = &self.binned.codes[*column];
            let missing = self.binned.edges[*column].len() + 1;
            let bins = &mut histogram[self.offsets[*column]..][..=missing];
            for (row, gradient) in rows.iter().zip(&self.ordered) {
                let code = codes[*row as usize];
                let bin = &mut bins[if code == MISSING { missing } else { usize::from(code) }];
                bin.first += gradient.first;
                bin.second += gradient.second;
                bin.rows += 1;
            }
        }
        histogram
    }

    fn difference(&mut self, whole: &[Sums], part: &[Sums], columns: &[usize]) -> Vec<Sums> {
        let mut rest = self.spare.pop().unwrap_or_default();
        rest.clear();
        rest.resize(self.histogram_size, Sums::default());
        for column in columns {
            let bins = self.offsets[*column]..self.offsets[*column] + self.binned.edges[*column].len() + 2;
            for bin in bins {
                rest[bin] = whole[bin].minus(part[bin]);
            }
        }
        rest
    }

    fn best_split(&self, leaf: &Open, columns: &[usize]) -> Option<Split> {
        if leaf.depth >= self.params.depth || leaf.sums.rows < 2 * self.params.min_leaf_rows {
            return None;
        }
        let before = self.score(leaf.sums, self.value(leaf.sums, leaf.bounds));
        let mut best: Option<Split> = None;
        for column in columns {
            let edges = self.binned.edges[*column].len();
            let bins = &leaf.histogram[self.offsets[*column]..][..edges + 2];
            let missing = bins[edges + 1];
            let mut below = Sums::default();
            for (bin, sums) in (0_u8..).zip(&bins[..edges]) {
                below.add(*sums);
                if sums.rows == 0 && bin > 0 {
                    continue;
                }
                let above = leaf.sums.minus(below).minus(missing);
                let mut with = below;
                with.add(missing);
                let sides = if missing.rows == 0 {
                    // A value first missing in use goes where most went.
                    [Some((below, above, below.second >= above.second)), None]
                } else {
                    let mut above_with = above;
                    above_with.add(missing);
                    [Some((with, above, true)), Some((below, above_with, false))]
                };
                for (left, right, missing_left) in sides.into_iter().flatten() {
                    let gain = self.gain(*column, left, right, leaf.bounds) - before;
                    if gain > best.map_or(self.params.min_gain, |best| best.gain) {
                        best = Some(Split { column: *column, bin, missing_left, gain, left, right });
                    }
                }
            }
        }
        best
    }

    /// What both sides lower the loss by; nothing where a side is too small or against the direction.
    fn gain(&self, column: usize, left: Sums, right: Sums, bounds: (f64, f64)) -> f64 {
        let too_small =
            |sums: Sums| sums.rows < self.params.min_leaf_rows || sums.second < self.params.min_leaf_hessian;
        if too_small(left) || too_small(right) {
            return f64::NEG_INFINITY;
        }
        let (left_value, right_value) = (self.value(left, bounds), self.value(right, bounds));
        let allowed = match self.params.direction(column) {
            Direction::Free => true,
            Direction::Up => left_value <= right_value,
            Direction::Down => left_value >= right_value,
        };
        if allowed {
            self.score(left, left_value) + self.score(right, right_value)
        } else {
            f64::NEG_INFINITY
        }
    }
}

/// Whether a row with this code of the split's column goes left.
pub(super) const fn goes_left(code: u8, split: Split) -> bool {
    if code == MISSING { split.missing_left } else { code <= split.bin }
}

/// The leaf whose split gains most; the first grown of several that gain the same.
fn take_best(open: &mut Vec<Open>) -> Option<Open> {
    let gain = |leaf: &Open| leaf.best.map_or(f64::NEG_INFINITY, |best| best.gain);
    let mut best: Option<(usize, f64)> = None;
    for (at, leaf) in open.iter().enumerate() {
        if leaf.best.is_some() && best.is_none_or(|(_, most)| gain(leaf) > most) {
            best = Some((at, gain(leaf)));
        }
    }
    best.map(|(at, _)| open.remove(at))
}
