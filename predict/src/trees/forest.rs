//! Trees laid out for fast prediction: all nodes in one array, parents before children, siblings side by side.
//!
//! What is asked of every node on the way (threshold, feature, where the children are) is packed in twelve bytes; values
//! and covers, of which a prediction needs one per tree, lie in arrays of their own. A leaf leads to itself, so that
//! several rows can walk a tree in step without asking whether they have arrived.
#![allow(
    clippy::indexing_slicing,
    reason = "`Forest::try_from` checks every number that indexes, and `push` makes such"
)]

use super::grow::Grown;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How many rows walk a tree in step: enough to hide the time that loads take.
const IN_STEP: usize = 8;
/// How many rows go through all trees before the next ones: their features stay in the nearest cache.
const BLOCK: usize = 64;

/// Trees whose values are summed up to a score, on the log-odds scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Forest {
    base: f64,
    columns: usize,
    trees: Vec<Root>,
    nodes: Vec<Node>,
    values: Vec<f32>,
    covers: Vec<f32>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Root {
    node: u32,
    depth: u8,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    threshold: f32,
    /// The left child, which the right one follows; a leaf's is itself.
    left: u32,
    feature: u16,
    missing_left: bool,
}

impl Node {
    const fn leaf(at: u32) -> Self {
        Self { threshold: f32::INFINITY, left: at, feature: 0, missing_left: true }
    }

    /// Where a row with this value goes on. Without a branch, which no processor could foresee: what is missing is
    /// greater than nothing.
    const fn next(self, value: f32) -> u32 {
        let is_greater = value > self.threshold;
        let is_missing_right = value.is_nan() & !self.missing_left;
        self.left + (is_greater | is_missing_right) as u32
    }
}

/// A grown tree and where its features' bins end.
pub(super) struct Tree<'a> {
    pub(super) nodes: &'a [Grown],
    pub(super) edges: &'a [Vec<f32>],
}

/// A node as explanations see it.
#[derive(Debug, Clone, Copy)]
pub(super) enum View {
    Leaf(f64),
    Split { feature: usize, left: usize, right: usize, threshold: f32, missing_left: bool },
}

impl Forest {
    pub(super) const fn new(base: f64, columns: usize) -> Self {
        Self { base, columns, trees: vec![], nodes: vec![], values: vec![], covers: vec![] }
    }

    pub(super) fn push(&mut self, tree: &Tree<'_>) {
        let first = number(self.nodes.len());
        let mut depths = vec![0_u8; tree.nodes.len()];
        for (at, grown) in tree.nodes.iter().enumerate() {
            self.values.push(narrow(grown.value));
            self.covers.push(narrow(grown.cover));
            self.nodes.push(match grown.split {
                None => Node::leaf(first + number(at)),
                Some(split) => {
                    depths[grown.left] = depths[at] + 1;
                    depths[grown.left + 1] = depths[at] + 1;
                    Node {
                        threshold: tree.edges[split.column][usize::from(split.bin)],
                        left: first + number(grown.left),
                        feature: u16::try_from(split.column).unwrap_or(u16::MAX),
                        missing_left: split.missing_left,
                    }
                }
            });
        }
        self.trees.push(Root { node: first, depth: depths.into_iter().max().unwrap_or_default() });
    }

    /// Keeps the first trees only.
    pub(crate) fn truncate(&mut self, trees: usize) {
        if let Some(root) = self.trees.get(trees) {
            let nodes = root.node as usize;
            self.trees.truncate(trees);
            self.nodes.truncate(nodes);
            self.values.truncate(nodes);
            self.covers.truncate(nodes);
        }
    }

    /// The mean of several forests over the same features, as one.
    #[must_use]
    pub fn mean(forests: &[Self]) -> Option<Self> {
        let columns = forests.first()?.columns;
        let share = 1.0 / forests.len() as f64;
        let mut mean = Self::new(forests.iter().map(|forest| forest.base * share).sum(), columns);
        for forest in forests {
            if forest.columns != columns {
                return None;
            }
            let shift = number(mean.nodes.len());
            mean.trees.extend(forest.trees.iter().map(|root| Root { node: root.node + shift, ..*root }));
            mean.nodes.extend(forest.nodes.iter().map(|node| Node { left: node.left + shift, ..*node }));
            mean.values.extend(forest.values.iter().map(|value| narrow(f64::from(*value) * share)));
            mean.covers.extend_from_slice(&forest.covers);
        }
        Some(mean)
    }

    /// How many features a row has.
    #[must_use]
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// How many trees there are.
    #[must_use]
    pub const fn trees(&self) -> usize {
        self.trees.len()
    }

    /// How many nodes all trees have, which leaves are numbered among.
    #[must_use]
    pub const fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// The score before any tree.
    #[must_use]
    pub const fn base(&self) -> f64 {
        self.base
    }

    /// The score of one row.
    #[must_use]
    pub fn score(&self, row: &[f32]) -> f64 {
        let mut score = [0.0];
        self.scores_into(row, &mut score);
        score[0]
    }

    /// The score of each row, written to `out`; nothing is allocated. `rows` holds [`Self::columns`] features for each
    /// place in `out`; a place without features is left as it was.
    pub fn scores_into(&self, rows: &[f32], out: &mut [f64]) {
        for (rows, out) in rows.chunks(BLOCK * self.columns).zip(out.chunks_mut(BLOCK)) {
            out.fill(self.base);
            for root in &self.trees {
                self.add_tree(*root, rows, out);
            }
        }
    }

    /// The leaf that each row ends in, of each tree: [`Self::trees`] numbers below [`Self::nodes`] a row, written to
    /// `out`; nothing is allocated.
    pub fn leaves_into(&self, rows: &[f32], out: &mut [u32]) {
        if self.trees.is_empty() {
            return;
        }
        for (row, out) in rows.chunks_exact(self.columns).zip(out.chunks_exact_mut(self.trees.len())) {
            for (root, leaf) in self.trees.iter().zip(out) {
                *leaf = self.walk(*root, row);
            }
        }
    }

    /// The leaf that a row ends in, of each of the first `trees` trees.
    pub(crate) fn first_leaves<'a>(
        &'a self,
        row: &'a [f32],
        trees: usize,
    ) -> impl Iterator<Item = u32> + use<'a> {
        self.trees.iter().take(trees).map(move |root| self.walk(*root, row))
    }

    /// Adds the last tree's values to scores.
    pub(super) fn add_last_tree(&self, rows: &[f32], scores: &mut [f64]) {
        if let Some(root) = self.trees.last() {
            self.add_tree(*root, rows, scores);
        }
    }

    fn add_tree(&self, root: Root, rows: &[f32], out: &mut [f64]) {
        let together = out.len().min(rows.len() / self.columns) / IN_STEP * IN_STEP;
        let (in_step, rest) = out.split_at_mut(together);
        for (rows, out) in rows.chunks_exact(IN_STEP * self.columns).zip(in_step.chunks_exact_mut(IN_STEP)) {
            let mut at = [root.node; IN_STEP];
            for _ in 0..root.depth {
                for (row, at) in at.iter_mut().enumerate() {
                    let node = self.nodes[*at as usize];
                    *at = node.next(rows[row * self.columns + usize::from(node.feature)]);
                }
            }
            for (out, at) in out.iter_mut().zip(at) {
                *out += f64::from(self.values[at as usize]);
            }
        }
        let remaining = rows.get(together * self.columns..).unwrap_or_default();
        for (row, out) in remaining.chunks_exact(self.columns).zip(rest) {
            *out += f64::from(self.values[self.walk(root, row) as usize]);
        }
    }

    fn walk(&self, root: Root, row: &[f32]) -> u32 {
        let mut at = root.node;
        for _ in 0..root.depth {
            let node = self.nodes[at as usize];
            at = node.next(row[usize::from(node.feature)]);
        }
        at
    }

    pub(super) fn roots(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.trees.iter().map(|root| (root.node as usize, usize::from(root.depth)))
    }

    pub(super) fn view(&self, at: usize) -> View {
        let node = self.nodes[at];
        let left = node.left as usize;
        if left == at {
            return View::Leaf(f64::from(self.values[at]));
        }
        View::Split {
            feature: usize::from(node.feature),
            left,
            right: left + 1,
            threshold: node.threshold,
            missing_left: node.missing_left,
        }
    }

    pub(super) fn cover(&self, at: usize) -> f64 {
        f64::from(self.covers[at])
    }
}

/// A node's number. Four thousand million nodes fit no memory that this runs in.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[allow(clippy::cast_possible_truncation, reason = "rounded to the nearest that fits, which is meant")]
const fn narrow(value: f64) -> f32 {
    value as f32
}

/// A forest as it is kept: a leaf has no threshold, and its left child is 0, which is no node's child.
#[derive(Serialize, Deserialize)]
struct Stored {
    base: f64,
    columns: usize,
    trees: Vec<u32>,
    thresholds: Vec<f32>,
    left: Vec<u32>,
    features: Vec<u16>,
    missing_left: Vec<bool>,
    values: Vec<f32>,
    covers: Vec<f32>,
}

/// A stored forest that cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForestError;

impl fmt::Display for ForestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the trees are damaged")
    }
}

impl std::error::Error for ForestError {}

impl From<Forest> for Stored {
    fn from(forest: Forest) -> Self {
        let inner = |at: usize, node: &Node| node.left as usize != at;
        let of_node =
            |at: usize, node: &Node| if inner(at, node) { (node.threshold, node.left) } else { (0.0, 0) };
        let (thresholds, left) = forest.nodes.iter().enumerate().map(|(at, node)| of_node(at, node)).unzip();
        Self {
            base: forest.base,
            columns: forest.columns,
            trees: forest.trees.iter().map(|root| root.node).collect(),
            thresholds,
            left,
            features: forest.nodes.iter().map(|node| node.feature).collect(),
            missing_left: forest.nodes.iter().map(|node| node.missing_left).collect(),
            values: forest.values,
            covers: forest.covers,
        }
    }
}

impl TryFrom<Stored> for Forest {
    type Error = ForestError;

    fn try_from(stored: Stored) -> Result<Self, ForestError> {
        let size = stored.values.len();
        let lengths = [
            stored.thresholds.len(),
            stored.left.len(),
            stored.features.len(),
            stored.missing_left.len(),
            stored.covers.len(),
        ];
        let starts_in_order = stored.trees.windows(2).all(|pair| pair[0] < pair[1]);
        let begins = stored.trees.first().map_or(size == 0, |first| *first == 0);
        if lengths.iter().any(|length| *length != size)
            || !starts_in_order
            || !begins
            || stored.columns == 0
            || !stored.base.is_finite()
        {
            return Err(ForestError);
        }
        let mut forest = Self::new(stored.base, stored.columns);
        let ends = stored.trees.iter().skip(1).map(|start| *start as usize).chain([size]);
        let mut depths = vec![0_u8; size];
        for (start, end) in stored.trees.iter().zip(ends) {
            for at in *start as usize..end {
                forest.nodes.push(stored.node(at, end, &mut depths)?);
            }
            let tree = depths.get(*start as usize..end).ok_or(ForestError)?;
            forest.trees.push(Root { node: *start, depth: tree.iter().max().copied().unwrap_or_default() });
        }
        forest.values = stored.values;
        forest.covers = stored.covers;
        Ok(forest)
    }
}

impl Stored {
    /// The node at `at` of a tree that ends before `end`: its children come later in the same tree.
    fn node(&self, at: usize, end: usize, depths: &mut [u8]) -> Result<Node, ForestError> {
        let is_sound =
            self.values[at].is_finite() && self.covers[at].is_finite() && self.thresholds[at].is_finite();
        let left = self.left[at];
        let child = left as usize;
        if !is_sound {
            return Err(ForestError);
        }
        if left == 0 {
            return Ok(Node::leaf(number(at)));
        }
        if child <= at || child + 1 >= end || usize::from(self.features[at]) >= self.columns {
            return Err(ForestError);
        }
        let depth = depths[at].checked_add(1).ok_or(ForestError)?;
        depths[child] = depth;
        depths[child + 1] = depth;
        Ok(Node {
            threshold: self.thresholds[at],
            left,
            feature: self.features[at],
            missing_left: self.missing_left[at],
        })
    }
}
