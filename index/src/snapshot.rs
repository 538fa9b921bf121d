//! One commit of the index as searches see it.

use crate::bitmap::{BLOCK, Bitmap, blocks_of};
use crate::columns::{Columns, Lender};
use crate::error::IndexError;
use crate::facts::NO_MAX_U32;
use crate::schema::Fields;
use crate::text::{TextSegment, fold};
use domain::product::{Category, InstitutionId};
use std::collections::HashMap;
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::store::StoreReader;
use tantivy::{Searcher, SegmentReader};

/// Rates are compared within their category in steps of a hundredth of a percent.
const RATE_STEP: u32 = 100;
/// Steps up to about 41 % a year; beyond that rates are equally high.
const RATE_STEPS: usize = 4_096;
/// How low a rate that is not known counts as: like the highest quarter.
const UNKNOWN_RATE: u16 = u16::MAX / 4;

/// A commit, unpacked.
pub(crate) struct Snapshot {
    pub(crate) searcher: Searcher,
    pub(crate) segments: Vec<Segment>,
    pub(crate) lenders: Vec<Lender>,
    /// The names of `lenders`, as names are compared.
    pub(crate) folded_lenders: Vec<String>,
    /// How many listings each of `lenders` has.
    pub(crate) lender_listings: Vec<u64>,
    /// The catalogue change up to which the commit goes.
    pub(crate) seq: u64,
    /// Counts the snapshots of this process, so that cached answers never outlive theirs.
    pub(crate) generation: u64,
}

/// A segment with what may change about it: deletions, and how its rates compare.
pub(crate) struct Segment {
    pub(crate) id: SegmentId,
    pub(crate) columns: Arc<Columns>,
    pub(crate) alive: Bitmap,
    /// Where listings are read from.
    pub(crate) store: StoreReader,
    /// How low each listing's lowest rate is among those of its category: 65,535 is the lowest.
    pub(crate) cheapness: Vec<[u16; BLOCK]>,
    /// The place of each of the segment's lenders among the snapshot's.
    pub(crate) lender_places: Vec<usize>,
}

impl Snapshot {
    /// Unpacks a commit, taking over the columns of segments that an earlier one had.
    pub(crate) fn new(
        searcher: Searcher,
        seq: u64,
        generation: u64,
        earlier: Option<&Self>,
    ) -> Result<Self, IndexError> {
        let known: HashMap<SegmentId, &Arc<Columns>> = earlier
            .into_iter()
            .flat_map(|s| &s.segments)
            .map(|segment| (segment.id, &segment.columns))
            .collect();
        let mut segments = Vec::with_capacity(searcher.segment_readers().len());
        for reader in searcher.segment_readers() {
            let columns = match known.get(&reader.segment_id()) {
                Some(columns) => (*columns).clone(),
                None => Columns::load(reader)?,
            };
            segments.push(Segment {
                id: reader.segment_id(),
                columns,
                alive: alive(reader),
                store: reader.get_store_reader(0)?,
                cheapness: Vec::new(),
                lender_places: Vec::new(),
            });
        }
        compare_rates(&mut segments);
        let (lenders, lender_listings) = gather_lenders(&mut segments);
        let folded_lenders = lenders.iter().map(|lender| fold(&lender.name)).collect();
        Ok(Self { searcher, segments, lenders, folded_lenders, lender_listings, seq, generation })
    }

    pub(crate) fn listings(&self) -> u64 {
        self.segments.iter().map(|segment| segment.alive.count()).sum()
    }

    /// The segments as the text search sees them.
    pub(crate) fn text_segments(&self, fields: &Fields) -> Vec<TextSegment<'_>> {
        self.searcher
            .segment_readers()
            .iter()
            .zip(&self.segments)
            .map(|(reader, segment)| TextSegment {
                reader,
                fields: fields.text(),
                alive: &segment.alive,
                name_words: &segment.columns.facts.name_words,
            })
            .collect()
    }

    /// Memory taken by columns, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let segment = |s: &Segment| s.columns.bytes() + s.alive.bytes() + s.cheapness.len() * BLOCK * 2;
        self.segments.iter().map(segment).sum()
    }
}

fn alive(reader: &SegmentReader) -> Bitmap {
    let mut alive = Bitmap::full(reader.max_doc());
    if let Some(bitset) = reader.alive_bitset() {
        for doc in (0..reader.max_doc()).filter(|doc| bitset.is_deleted(*doc)) {
            alive.remove(doc);
        }
    }
    alive
}

fn rate_step(rate: u32) -> usize {
    crate::bitmap::to_index(rate / RATE_STEP).min(RATE_STEPS - 1)
}

/// Works out how low each rate is among the rates of its category, over the whole index.
fn compare_rates(segments: &mut [Segment]) {
    let mut known = vec![vec![0_u32; RATE_STEPS]; Category::ALL.len()];
    for segment in &*segments {
        for_every_rate(segment, |_, category, rate| {
            if let Some(count) = known.get_mut(category).and_then(|steps| steps.get_mut(rate_step(rate))) {
                *count += 1;
            }
        });
    }
    let shares: Vec<Vec<u16>> = known.iter().map(|steps| shares_above(steps)).collect();
    for segment in segments {
        let mut cheapness = vec![[UNKNOWN_RATE; BLOCK]; blocks_of(segment.columns.docs)];
        for_every_rate(segment, |(block, bit), category, rate| {
            let share = shares.get(category).and_then(|shares| shares.get(rate_step(rate)));
            if let (Some(share), Some(slot)) =
                (share, cheapness.get_mut(block).and_then(|block| block.get_mut(bit)))
            {
                *slot = *share;
            }
        });
        segment.cheapness = cheapness;
    }
}

/// For every step, the share of rates in it or above.
fn shares_above(steps: &[u32]) -> Vec<u16> {
    let all: u64 = steps.iter().map(|count| u64::from(*count)).sum();
    let mut above = all;
    steps
        .iter()
        .map(|count| {
            let share = u16::try_from(above * u64::from(u16::MAX) / all.max(1)).unwrap_or(u16::MAX);
            above -= u64::from(*count);
            share
        })
        .collect()
}

fn for_every_rate(segment: &Segment, mut visit: impl FnMut((usize, usize), usize, u32)) {
    let facts = &segment.columns.facts;
    for (block, alive) in segment.alive.words().iter().enumerate() {
        let (Some(categories), Some(rates)) = (facts.category.block(block), facts.low_rate.block(block))
        else {
            continue;
        };
        for (bit, (category, rate)) in categories.iter().zip(rates).enumerate() {
            if alive >> bit & 1 == 1 && *rate != NO_MAX_U32 {
                visit((block, bit), usize::from(*category), *rate);
            }
        }
    }
}

/// Brings the lenders of all segments together. The name that most listings use is the one shown.
fn gather_lenders(segments: &mut [Segment]) -> (Vec<Lender>, Vec<u64>) {
    let mut places: HashMap<InstitutionId, usize> = HashMap::new();
    let mut names: Vec<(Lender, u64, u64)> = Vec::new();
    for segment in segments {
        let mut listings = vec![0_u64; segment.columns.lenders.len()];
        for (block, alive) in segment.alive.words().iter().enumerate() {
            let Some(lenders) = segment.columns.lender.block(block) else { continue };
            for bit in crate::bitmap::bits(*alive) {
                let lender = lenders.get(bit).map(|lender| crate::bitmap::to_index(*lender));
                if let Some(count) = lender.and_then(|lender| listings.get_mut(lender)) {
                    *count += 1;
                }
            }
        }
        segment.lender_places = segment
            .columns
            .lenders
            .iter()
            .zip(listings)
            .map(|(lender, listings)| {
                let place = *places.entry(lender.id).or_insert_with(|| {
                    names.push((lender.clone(), 0, 0));
                    names.len() - 1
                });
                if let Some((known, most, all)) = names.get_mut(place) {
                    *all += listings;
                    if listings > *most {
                        (known.name, *most) = (lender.name.clone(), listings);
                    }
                }
                place
            })
            .collect();
    }
    names.into_iter().map(|(lender, _, all)| (lender, all)).unzip()
}
