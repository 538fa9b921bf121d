//! The best so many of any number of documents, and counts by value.

use crate::bitmap::{BLOCK, Bitmap, bits, doc_at};
use crate::columns::Columns;
use domain::answer::{FacetCount, Facets, InstitutionCount};
use domain::product::{Category, FeatureKind, RateType};
use tantivy::DocId;

/// At most so many lenders are counted by name.
const MAX_INSTITUTIONS: usize = 500;

/// A document with its place in the order: higher ranks come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ranked {
    /// What it is ordered by in the upper half, and what breaks ties in the lower.
    pub(crate) rank: u64,
    pub(crate) segment: usize,
    pub(crate) doc: DocId,
}

impl Ranked {
    /// Sorts the best first; never equal for two documents.
    fn key(&self) -> (std::cmp::Reverse<u64>, usize, DocId) {
        (std::cmp::Reverse(self.rank), self.segment, self.doc)
    }
}

/// Puts together what documents are ordered by and what breaks ties (the lower, the earlier).
#[inline]
pub(crate) const fn rank(order: u32, tie: u32) -> u64 {
    (order as u64) << 32 | (u32::MAX - tie) as u64
}

/// The best `wanted` documents seen so far.
///
/// Documents gather in a buffer of twice the size; when it is full, the worse half is dropped and the best of it
/// becomes the threshold below which a document is not even looked at.
#[derive(Debug)]
pub(crate) struct TopDocs {
    wanted: usize,
    buffer: Vec<Ranked>,
    threshold: u64,
}

impl TopDocs {
    pub(crate) fn new(wanted: usize) -> Self {
        Self { wanted, buffer: Vec::with_capacity(wanted.saturating_mul(2).clamp(1, 4_096)), threshold: 0 }
    }

    /// Whether any document that stands at one of these places in the order could still be among the best.
    #[inline]
    pub(crate) fn takes(&self, order: &[u32; BLOCK]) -> bool {
        let best = order.iter().copied().max().unwrap_or_default();
        self.wanted > 0 && rank(best, 0) >= self.threshold
    }

    /// The order of 64 documents at once; `order` and `ties` stand at the same places as the bits of `docs`.
    #[inline]
    pub(crate) fn push_block(
        &mut self,
        segment: usize,
        block: usize,
        docs: u64,
        order: &[u32; BLOCK],
        ties: &[u32; BLOCK],
    ) {
        for bit in bits(docs) {
            let (Some(order), Some(tie)) = (order.get(bit), ties.get(bit)) else { continue };
            let rank = rank(*order, *tie);
            if rank >= self.threshold {
                self.push(Ranked { rank, segment, doc: doc_at(block, bit) });
            }
        }
    }

    fn push(&mut self, ranked: Ranked) {
        self.buffer.push(ranked);
        if self.buffer.len() >= self.wanted.saturating_mul(2).max(64) {
            let last = self.wanted.saturating_sub(1);
            let (_, worst, _) = self.buffer.select_nth_unstable_by_key(last, Ranked::key);
            self.threshold = worst.rank;
            self.buffer.truncate(self.wanted);
        }
    }

    /// The documents from the `offset`-th best on.
    pub(crate) fn finish(mut self, offset: usize) -> Vec<Ranked> {
        self.buffer.sort_unstable_by_key(Ranked::key);
        self.buffer.truncate(self.wanted);
        self.buffer.split_off(offset.min(self.buffer.len()))
    }
}

/// The documents of a segment that match, and those that would if one dimension were not filtered.
#[derive(Debug)]
pub(crate) struct Matches {
    /// Those that match.
    pub(crate) docs: Bitmap,
    /// Without the filter by category; `None` if there is none.
    pub(crate) any_category: Option<Bitmap>,
    /// Without the filter by lender.
    pub(crate) any_institution: Option<Bitmap>,
    /// Without the filter by rate type.
    pub(crate) any_rate_type: Option<Bitmap>,
}

/// Counts by value over all segments.
#[derive(Debug)]
pub(crate) struct Counts {
    categories: Vec<u64>,
    rate_types: Vec<u64>,
    features: Vec<u64>,
    lenders: Vec<u64>,
}

impl Counts {
    /// Nothing counted yet, for an index with so many lenders.
    pub(crate) fn new(lenders: usize) -> Self {
        Self {
            categories: vec![0; Category::ALL.len()],
            rate_types: vec![0; RateType::ALL.len()],
            features: vec![0; FeatureKind::ALL.len()],
            lenders: vec![0; lenders],
        }
    }

    /// Counts a segment's matches. `lender_places` maps the segment's lenders to the index's.
    pub(crate) fn add(&mut self, columns: &Columns, lender_places: &[usize], matches: &Matches) {
        let count = |counts: &mut Vec<u64>, sets: &[Bitmap], docs: &Bitmap| {
            for (count, set) in counts.iter_mut().zip(sets) {
                *count += set.count_both(docs);
            }
        };
        let docs = &matches.docs;
        count(&mut self.categories, &columns.categories, matches.any_category.as_ref().unwrap_or(docs));
        count(&mut self.rate_types, &columns.rate_types, matches.any_rate_type.as_ref().unwrap_or(docs));
        count(&mut self.features, &columns.features, docs);
        let counted = count_lenders(columns, matches.any_institution.as_ref().unwrap_or(docs));
        for (place, count) in lender_places.iter().zip(counted) {
            if let Some(total) = self.lenders.get_mut(*place) {
                *total += u64::from(count);
            }
        }
    }

    /// The counts in the order in which they are shown.
    pub(crate) fn finish(self, lenders: &[crate::columns::Lender]) -> Facets {
        let mut institution: Vec<InstitutionCount> = lenders
            .iter()
            .zip(self.lenders)
            .filter(|(_, count)| *count > 0)
            .map(|(lender, count)| InstitutionCount { id: lender.id, name: lender.name.clone(), count })
            .collect();
        institution
            .sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)).then(a.id.cmp(&b.id)));
        institution.truncate(MAX_INSTITUTIONS);
        Facets {
            category: shown(Category::ALL.iter().map(|value| value.name()), self.categories),
            institution,
            rate_type: shown(RateType::ALL.iter().map(|value| value.name()), self.rate_types),
            feature: shown(FeatureKind::ALL.iter().map(|value| value.name()), self.features),
        }
    }
}

fn count_lenders(columns: &Columns, docs: &Bitmap) -> Vec<u32> {
    let mut counts = vec![0_u32; columns.lenders.len()];
    for (block, word) in docs.words().iter().enumerate().filter(|(_, word)| **word != 0) {
        let Some(lenders) = columns.lender.block(block) else { continue };
        let mut add = |lender: u32| {
            if let Some(count) = counts.get_mut(crate::bitmap::to_index(lender)) {
                *count += 1;
            }
        };
        if *word == u64::MAX {
            lenders.iter().for_each(|lender| add(*lender));
        } else {
            bits(*word).filter_map(|bit| lenders.get(bit)).for_each(|lender| add(*lender));
        }
    }
    counts
}

fn shown(names: impl Iterator<Item = &'static str>, counts: Vec<u64>) -> Vec<FacetCount> {
    let mut shown: Vec<FacetCount> = names
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(value, count)| FacetCount { value, count })
        .collect();
    shown.sort_by_key(|facet| std::cmp::Reverse(facet.count));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_are_those_that_sorting_everything_would_find(
            orders in proptest::collection::vec(proptest::array::uniform32(0_u32..50), 0..20),
            offset in 0_usize..80,
            limit in 0_usize..80,
        ) {
            let mut top = TopDocs::new(offset + limit);
            let mut all = Vec::new();
            for (block, half) in orders.iter().enumerate() {
                let mut order = [0; BLOCK];
                order[..32].copy_from_slice(half);
                let ties = std::array::from_fn(|bit| u32::try_from(bit % 7).unwrap());
                if top.takes(&order) {
                    top.push_block(0, block, u64::from(u32::MAX), &order, &ties);
                }
                all.extend((0..32).map(|bit| Ranked {
                    rank: rank(order[bit], ties[bit]), segment: 0, doc: doc_at(block, bit),
                }));
            }
            all.sort_by_key(Ranked::key);
            let expected: Vec<Ranked> = all.into_iter().skip(offset).take(limit).collect();
            prop_assert_eq!(top.finish(offset), expected);
        }
    }
}
