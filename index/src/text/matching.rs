//! Which listings fit a query's words, and how well.
//!
//! All of up to [`FEW`] required concepts must be in a listing, if there is any such listing. In longer queries,
//! which are sentences, one listing that happens to have every word is not what was meant: there, and where
//! nothing has all words, concepts are given up one by one, whichever they are, until [`ENOUGH`] listings remain
//! or half of the concepts are given up; beyond that only while nothing is found. Words that stand in no listing
//! at all are passed over. This depends on the words alone, not on filters, so a filter never changes what the
//! words mean.
//!
//! The score of a listing is the sum, over the concepts, of how rare the concept is (inverse document
//! frequency, as a share of the query's total) times how prominent its place is ([`PROMINENCE`]).

use super::analyse::{Alternative, Concept};
use super::words::{Found, LEVELS, Levels, WordCache, find_word};
use crate::bitmap::{BLOCK, Bitmap, blocks_of};
use crate::columns::Column;
use crate::error::IndexError;
use std::sync::Arc;
use tantivy::SegmentReader;
use tantivy::schema::Field;

/// How much a word counts in the name, the lender's name, the topics and the description.
const PROMINENCE: [f64; LEVELS] = [1.0, 0.75, 0.6, 0.3];
/// The best score that words anywhere can reach; the rest is for a name that is exactly these words.
const SUM: f64 = 230.0;
/// What a name that is exactly the query's words adds.
const WHOLE_NAME: u64 = 25;
/// What a wish counts, relative to a required word.
const WISH: f64 = 0.5;
/// Of so many concepts all must be in a listing.
const FEW: usize = 3;
/// Concepts are given up until so many listings remain.
const ENOUGH: u64 = 10;
/// More concepts than a query can have.
const COUNTS: usize = 32;

/// What the text search needs of a segment.
pub(crate) struct TextSegment<'a> {
    pub(crate) reader: &'a SegmentReader,
    /// Name, lender, topics, description.
    pub(crate) fields: [Field; LEVELS],
    pub(crate) alive: &'a Bitmap,
    /// How many words the product's name has.
    pub(crate) name_words: &'a Column<u8>,
}

/// The listings that fit a text.
#[derive(Debug)]
pub(crate) struct TextMatch {
    /// One a segment.
    pub(crate) segments: Vec<SegmentMatch>,
}

/// The listings of a segment that fit a text.
#[derive(Debug)]
pub(crate) struct SegmentMatch {
    pub(crate) docs: Bitmap,
    /// How well each fits, in 255ths; padded to whole blocks.
    pub(crate) scores: Vec<[u8; BLOCK]>,
}

impl TextMatch {
    /// Memory taken, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.segments.iter().map(|segment| segment.docs.bytes() + segment.scores.len() * BLOCK).sum()
    }
}

/// A concept with the documents that have it.
struct Located {
    required: bool,
    /// One a segment.
    levels: Vec<Levels>,
    /// How many listings have it.
    frequency: u64,
}

/// Finds the listings that fit the concepts.
pub(crate) fn find(
    concepts: &[Concept],
    segments: &[TextSegment<'_>],
    cache: &WordCache,
) -> Result<TextMatch, IndexError> {
    let mut located = Vec::with_capacity(concepts.len());
    for concept in concepts {
        located.push(locate(concept, segments, cache)?);
    }
    let known = |concept: &&Located| concept.frequency > 0;
    let mut needed: Vec<&Located> = located.iter().filter(known).filter(|c| c.required).collect();
    if needed.is_empty() {
        needed = located.iter().filter(known).collect();
    }
    let least = how_many_needed(&needed, segments);
    let weights = weights(&located, segments);
    let segments = segments
        .iter()
        .enumerate()
        .map(|(i, segment)| {
            let docs = docs_with(&needed, least, i, segment);
            let scores = score(&located, &weights, i, segment, &docs);
            SegmentMatch { docs, scores }
        })
        .collect();
    Ok(TextMatch { segments })
}

fn locate(concept: &Concept, segments: &[TextSegment<'_>], cache: &WordCache) -> Result<Located, IndexError> {
    let mut levels: Option<Vec<Levels>> = None;
    for alternative in &concept.alternatives {
        let found = locate_alternative(alternative, segments, cache)?;
        levels = Some(match levels {
            None => found,
            Some(levels) => levels.iter().zip(&found).map(|(a, b)| a.or(b)).collect(),
        });
    }
    let levels = levels.unwrap_or_default();
    let frequency =
        levels.iter().zip(segments).map(|(levels, segment)| levels.any().count_both(segment.alive)).sum();
    Ok(Located { required: concept.required, levels, frequency })
}

fn locate_alternative(
    alternative: &Alternative,
    segments: &[TextSegment<'_>],
    cache: &WordCache,
) -> Result<Vec<Levels>, IndexError> {
    let mut all: Option<Vec<Levels>> = None;
    for word in &alternative.words {
        let Found { segments: mut found, approximate } = find_word(word, segments, cache)?;
        if approximate || alternative.synonym {
            found = found.iter().map(Levels::shifted).collect();
        }
        all = Some(match all {
            None => found,
            Some(all) => all.iter().zip(&found).map(|(a, b)| a.and(b)).collect(),
        });
    }
    Ok(all.unwrap_or_default())
}

/// Each concept's gain at each level over the next worse one, in 255ths.
fn weights(located: &[Located], segments: &[TextSegment<'_>]) -> Vec<[u64; LEVELS]> {
    let listings: u64 = segments.iter().map(|segment| segment.alive.count()).sum();
    let rarity = |concept: &Located| {
        let inverse = (1.0 + listings as f64 / (concept.frequency as f64 + 1.0)).ln();
        if concept.required { inverse } else { inverse * WISH }
    };
    let total: f64 = located.iter().map(rarity).sum();
    located
        .iter()
        .map(|concept| {
            let share = if total > 0.0 { rarity(concept) / total } else { 0.0 };
            let mut next = PROMINENCE.iter().skip(1).copied().chain([0.0]);
            PROMINENCE.map(|own| whole(SUM * share * (own - next.next().unwrap_or_default())))
        })
        .collect()
}

fn whole(weight: f64) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
    let whole = weight.clamp(0.0, 255.0) as u64;
    whole
}

/// How many of the needed concepts a listing must have.
fn how_many_needed(needed: &[&Located], segments: &[TextSegment<'_>]) -> usize {
    let all = needed.len();
    let everywhere = |i: usize, segment: &TextSegment<'_>| {
        (0..blocks_of(segment.reader.max_doc())).any(|block| {
            needed.iter().fold(segment.alive.word(block), |docs, concept| docs & word_of(concept, i, block))
                != 0
        })
    };
    if all <= 1 || (all <= FEW && segments.iter().enumerate().any(|(i, segment)| everywhere(i, segment))) {
        return all;
    }
    let mut listings = [0_u64; COUNTS];
    for (i, segment) in segments.iter().enumerate() {
        for block in 0..blocks_of(segment.reader.max_doc()) {
            let planes = count_planes(needed, i, block);
            for (count, listings) in listings.iter_mut().enumerate().take(all + 1).skip(1) {
                *listings += u64::from((segment.alive.word(block) & equal(&planes, count)).count_ones());
            }
        }
    }
    let mut found = 0;
    for count in (1..=all).rev() {
        found += listings.get(count).copied().unwrap_or_default();
        if found >= ENOUGH || (found > 0 && count <= all.div_ceil(2)) {
            return count;
        }
    }
    1
}

fn word_of(concept: &Located, segment: usize, block: usize) -> u64 {
    concept.levels.get(segment).map_or(0, |levels| levels.any().word(block))
}

/// How many of the concepts each document of a block has, as a binary number across five words.
fn count_planes(needed: &[&Located], segment: usize, block: usize) -> [u64; 5] {
    let mut planes = [0_u64; 5];
    for concept in needed {
        let mut carry = word_of(concept, segment, block);
        for plane in &mut planes {
            (*plane, carry) = (*plane ^ carry, *plane & carry);
        }
    }
    planes
}

/// The documents whose number is `count`.
fn equal(planes: &[u64; 5], count: usize) -> u64 {
    planes
        .iter()
        .enumerate()
        .fold(u64::MAX, |docs, (i, plane)| docs & if count >> i & 1 == 1 { *plane } else { !*plane })
}

fn docs_with(needed: &[&Located], least: usize, i: usize, segment: &TextSegment<'_>) -> Bitmap {
    let mut docs = Bitmap::empty(segment.reader.max_doc());
    if needed.is_empty() {
        return docs;
    }
    for block in 0..blocks_of(segment.reader.max_doc()) {
        let found = if least == needed.len() {
            needed.iter().fold(u64::MAX, |docs, concept| docs & word_of(concept, i, block))
        } else {
            let planes = count_planes(needed, i, block);
            (least..=needed.len()).fold(0, |docs, count| docs | equal(&planes, count))
        };
        docs.set_word(block, found & segment.alive.word(block));
    }
    docs
}

fn score(
    located: &[Located],
    weights: &[[u64; LEVELS]],
    i: usize,
    segment: &TextSegment<'_>,
    docs: &Bitmap,
) -> Vec<[u8; BLOCK]> {
    let gains: Vec<(&Levels, &[u64; LEVELS])> = located
        .iter()
        .zip(weights)
        .filter_map(|(concept, weights)| Some((concept.levels.get(i)?, weights)))
        .collect();
    let names: Vec<&Arc<Bitmap>> =
        located.iter().filter_map(|concept| concept.levels.get(i)?.0.first()).collect();
    let length = u8::try_from(located.len()).unwrap_or(u8::MAX);
    docs.words()
        .iter()
        .enumerate()
        .map(|(block, found)| {
            if *found == 0 {
                return [0; BLOCK];
            }
            let mut lanes = [0_u64; 8];
            for (levels, gains) in &gains {
                add_levels(&mut lanes, levels, gains, block, *found);
            }
            let mut named = names.iter().fold(*found, |named, set| named & set.word(block));
            if named != 0 {
                named &= segment.name_words.mask(block, |words| words == length);
                add(&mut lanes, named, WHOLE_NAME);
            }
            let mut scores = [0; BLOCK];
            for (scores, lane) in scores.as_chunks_mut::<8>().0.iter_mut().zip(lanes) {
                *scores = lane.to_le_bytes();
            }
            scores
        })
        .collect()
}

/// Adds a concept's gains. Levels at which the same documents have it are added at once.
fn add_levels(lanes: &mut [u64; 8], levels: &Levels, gains: &[u64; LEVELS], block: usize, found: u64) {
    let (mut docs, mut gain) = (0, 0);
    for (set, more) in levels.0.iter().zip(gains) {
        let here = set.word(block) & found;
        if here != docs {
            add(lanes, docs, gain);
            (docs, gain) = (here, 0);
        }
        gain += more;
    }
    add(lanes, docs, gain);
}

/// Adds `gain` to the byte of every document in `docs`: 64 bytes in eight words. No byte overflows, since a
/// document's gains add up to at most 255.
fn add(lanes: &mut [u64; 8], docs: u64, gain: u64) {
    if docs == 0 {
        return;
    }
    const ONES: u64 = 0x0101_0101_0101_0101;
    const DIAGONAL: u64 = 0x8040_2010_0804_0201;
    const SEVENS: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    for (lane, docs) in lanes.iter_mut().zip(docs.to_le_bytes()) {
        let spread = u64::from(docs).wrapping_mul(ONES) & DIAGONAL;
        let flags = (spread + SEVENS) >> 7 & ONES;
        *lane += flags * gain;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn gains_reach_exactly_the_documents_they_are_for(sets in proptest::collection::vec((any::<u64>(), 0_u64..40), 0..6)) {
            let mut lanes = [0; 8];
            for (docs, gain) in &sets { add(&mut lanes, *docs, *gain); }
            let bytes: Vec<u8> = lanes.iter().flat_map(|lane| lane.to_le_bytes()).collect();
            for (doc, byte) in bytes.iter().enumerate() {
                let expected: u64 = sets.iter().filter(|(docs, _)| docs >> doc & 1 == 1).map(|(_, gain)| gain).sum();
                prop_assert_eq!(u64::from(*byte), expected);
            }
        }
    }

    #[test]
    fn planes_are_read_as_binary_numbers() {
        let planes = [0b1010, 0b1100, 0, 0, 0];
        assert_eq!((0..4).map(|count| equal(&planes, count) & 0b1111).collect::<Vec<_>>(), [1, 2, 4, 8]);
    }
}
