//! A segment's fast fields, unpacked into plain arrays once, when the segment is first seen.
//!
//! Segments never change, so this costs one pass over a new segment and then makes a filter a comparison of
//! 64 neighbouring numbers at a time, which the compiler turns into vector instructions. A million listings
//! take about 60 MB; a column in which all listings agree takes none.

use crate::bitmap::{BLOCK, Bitmap, blocks_of, doc_at, mask_of, to_index};
use crate::error::IndexError;
use crate::facts::{FactColumns, NO_MAX_U32, SECURED, UNSECURED};
use domain::product::{Category, FeatureKind, InstitutionId, RateType};
use std::fmt::Debug;
use std::sync::Arc;
use tantivy::columnar::Column as TantivyColumn;
use tantivy::{DocId, SegmentReader};

/// The numbers of a segment's documents, in blocks of 64; the last block is filled up.
#[derive(Debug)]
pub(crate) enum Column<T> {
    /// Every document has this value.
    Constant([T; BLOCK]),
    /// One value a document.
    Values(Vec<[T; BLOCK]>),
}

impl<T: Copy + Default + PartialEq + TryFrom<u64>> Column<T> {
    /// Unpacks a fast field whose values all fit into `T`, as its writer made sure.
    pub(crate) fn load(column: &TantivyColumn<u64>, docs: DocId) -> Self {
        let narrow = |value: u64| T::try_from(value).unwrap_or_default();
        if docs == 0 || column.min_value() == column.max_value() {
            return Self::Constant([narrow(column.min_value()); BLOCK]);
        }
        let mut wide = [None; BLOCK];
        let mut ids = [0; BLOCK];
        let blocks = (0..blocks_of(docs)).map(|block| {
            for (bit, id) in ids.iter_mut().enumerate() {
                *id = doc_at(block, bit).min(docs - 1);
            }
            column.first_vals(&ids, &mut wide);
            wide.map(|value| value.map_or_else(T::default, narrow))
        });
        Self::Values(blocks.collect())
    }

    /// The values of a block.
    #[inline]
    pub(crate) fn block(&self, block: usize) -> Option<&[T; BLOCK]> {
        match self {
            Self::Constant(values) => Some(values),
            Self::Values(blocks) => blocks.get(block),
        }
    }

    /// The value that every document has, if they agree.
    pub(crate) fn constant(&self) -> Option<T> {
        match self {
            Self::Constant([value, ..]) => Some(*value),
            Self::Values(_) => None,
        }
    }

    /// Which documents of a block have a value that satisfies `test`.
    #[inline]
    pub(crate) fn mask(&self, block: usize, test: impl Fn(T) -> bool) -> u64 {
        self.block(block).map_or(0, |values| mask_of(values, test))
    }

    /// Which documents have a value that satisfies `test`.
    fn bitmap(&self, docs: DocId, test: impl Fn(T) -> bool) -> Bitmap {
        let mut set = Bitmap::full(docs);
        for block in 0..blocks_of(docs) {
            set.set_word(block, set.word(block) & self.mask(block, &test));
        }
        set
    }

    /// Memory taken beyond the struct itself, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Constant(_) => 0,
            Self::Values(blocks) => blocks.len() * size_of::<[T; BLOCK]>(),
        }
    }
}

/// A lender as a segment knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lender {
    pub(crate) id: InstitutionId,
    pub(crate) name: String,
}

/// Everything of a segment that searches read, deletions apart.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) docs: DocId,
    pub(crate) facts: FactColumns,
    /// By position in [`Category::ALL`].
    pub(crate) categories: Vec<Bitmap>,
    /// By position in [`RateType::ALL`].
    pub(crate) rate_types: Vec<Bitmap>,
    /// By position in [`FeatureKind::ALL`].
    pub(crate) features: Vec<Bitmap>,
    pub(crate) secured: Bitmap,
    pub(crate) unsecured: Bitmap,
    pub(crate) no_annual_fee: Bitmap,
    /// The position of each document's lender in `lenders`.
    pub(crate) lender: Column<u32>,
    /// The segment's lenders, each with the name it has there.
    pub(crate) lenders: Vec<Lender>,
}

impl Columns {
    pub(crate) fn load(reader: &SegmentReader) -> Result<Arc<Self>, IndexError> {
        let docs = reader.max_doc();
        let fast = reader.fast_fields();
        let facts = FactColumns::load(fast, docs)?;
        let rated = |lowest: &Column<u32>| lowest.bitmap(docs, |rate| rate != NO_MAX_U32);
        let labels = fast.str(crate::schema::LENDER_LABEL)?;
        let (lender, lenders) = match labels {
            Some(labels) => (Column::load(labels.ords(), docs), lenders(&labels)?),
            None if docs == 0 => (Column::Constant([0; BLOCK]), Vec::new()),
            None => return Err(IndexError::Damaged("a segment without lenders".to_owned())),
        };
        Ok(Arc::new(Self {
            docs,
            categories: all(Category::ALL, |i, _| facts.category.bitmap(docs, |c| usize::from(c) == i)),
            rate_types: all(RateType::ALL, |_, rate_type| match rate_type {
                RateType::Fixed => rated(&facts.low_fixed),
                RateType::Variable => rated(&facts.low_variable),
            }),
            features: all(FeatureKind::ALL, |i, _| facts.features.bitmap(docs, |bits| bits >> i & 1 == 1)),
            secured: facts.secured.bitmap(docs, |known| known & SECURED != 0),
            unsecured: facts.secured.bitmap(docs, |known| known & UNSECURED != 0),
            no_annual_fee: facts.no_annual_fee.bitmap(docs, |known| known == 1),
            lender,
            lenders,
            facts,
        }))
    }

    /// Memory taken, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let sets = self.categories.iter().chain(&self.rate_types).chain(&self.features);
        let sets: usize =
            sets.chain([&self.secured, &self.unsecured, &self.no_annual_fee]).map(Bitmap::bytes).sum();
        sets + self.facts.bytes() + self.lender.bytes()
    }
}

fn all<T: Copy>(values: &[T], set: impl Fn(usize, T) -> Bitmap) -> Vec<Bitmap> {
    values.iter().enumerate().map(|(i, value)| set(i, *value)).collect()
}

fn lenders(labels: &tantivy::columnar::StrColumn) -> Result<Vec<Lender>, IndexError> {
    let mut lenders = Vec::with_capacity(labels.num_terms());
    let mut label = String::new();
    for ordinal in 0..labels.num_terms() {
        label.clear();
        labels.ord_to_str(u64::try_from(ordinal).unwrap_or(u64::MAX), &mut label)?;
        let lender = crate::schema::read_lender_label(&label)
            .ok_or_else(|| IndexError::Damaged(format!("a lender called {label:?}")))?;
        lenders.push(lender);
    }
    Ok(lenders)
}

/// The value of one document, from blocks.
#[inline]
pub(crate) fn value_at<T: Copy>(blocks: &[[T; BLOCK]], doc: DocId) -> Option<T> {
    let doc = to_index(doc);
    blocks.get(doc / BLOCK)?.get(doc % BLOCK).copied()
}
