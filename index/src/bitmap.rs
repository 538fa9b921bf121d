//! Sets of documents of one segment, one bit a document, in blocks of 64.
//!
//! A search is mostly set algebra: text, filters, rules and facets each are such a set, so a million
//! documents are intersected in some fifteen thousand word operations.

use tantivy::DocId;
use tantivy::postings::BlockSegmentPostings;

/// Documents in a block.
pub(crate) const BLOCK: usize = 64;

/// A set of a segment's documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bitmap {
    words: Vec<u64>,
}

/// How many blocks hold `docs` documents.
pub(crate) fn blocks_of(docs: DocId) -> usize {
    to_index(docs).div_ceil(BLOCK)
}

/// A document id as an index into memory.
#[inline]
pub(crate) const fn to_index(doc: u32) -> usize {
    // Lossless on every platform the server runs on: tantivy itself needs 32 bits of address space.
    doc as usize
}

/// The id of the `bit`-th document of a block.
#[inline]
pub(crate) fn doc_at(block: usize, bit: usize) -> DocId {
    u32::try_from(block * BLOCK + bit).unwrap_or(u32::MAX)
}

impl Bitmap {
    /// No document of a segment with `docs` documents.
    pub(crate) fn empty(docs: DocId) -> Self {
        Self { words: vec![0; blocks_of(docs)] }
    }

    /// Every document of a segment with `docs` documents.
    pub(crate) fn full(docs: DocId) -> Self {
        let mut words = vec![u64::MAX; blocks_of(docs)];
        let rest = to_index(docs) % BLOCK;
        if let Some(last) = words.last_mut()
            && rest != 0
        {
            *last = (1 << rest) - 1;
        }
        Self { words }
    }

    /// No document, of a segment as long as another set's.
    pub(crate) fn with_same_length(other: &Self) -> Self {
        Self { words: vec![0; other.words.len()] }
    }

    pub(crate) fn insert(&mut self, doc: DocId) {
        let doc = to_index(doc);
        if let Some(word) = self.words.get_mut(doc / BLOCK) {
            *word |= 1 << (doc % BLOCK);
        }
    }

    pub(crate) fn remove(&mut self, doc: DocId) {
        let doc = to_index(doc);
        if let Some(word) = self.words.get_mut(doc / BLOCK) {
            *word &= !(1 << (doc % BLOCK));
        }
    }

    pub(crate) fn contains(&self, doc: DocId) -> bool {
        let doc = to_index(doc);
        self.word(doc / BLOCK) >> (doc % BLOCK) & 1 == 1
    }

    /// Adds every document of a postings list.
    pub(crate) fn insert_postings(&mut self, mut postings: BlockSegmentPostings) {
        while postings.block_len() > 0 {
            for doc in postings.docs() {
                self.insert(*doc);
            }
            postings.advance();
        }
    }

    /// The 64 documents of a block; none beyond the segment's end.
    #[inline]
    pub(crate) fn word(&self, block: usize) -> u64 {
        self.words.get(block).copied().unwrap_or(0)
    }

    #[inline]
    pub(crate) fn set_word(&mut self, block: usize, word: u64) {
        if let Some(slot) = self.words.get_mut(block) {
            *slot = word;
        }
    }

    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    pub(crate) fn or_with(&mut self, other: &Self) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }

    pub(crate) fn and_with(&mut self, other: &Self) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word &= more;
        }
    }

    pub(crate) fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// How many documents both sets have.
    pub(crate) fn count_both(&self, other: &Self) -> u64 {
        self.words.iter().zip(&other.words).map(|(a, b)| u64::from((a & b).count_ones())).sum()
    }

    /// Whether there is a document in both sets.
    pub(crate) fn intersects(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).any(|(a, b)| a & b != 0)
    }

    /// Memory taken, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.words.len() * size_of::<u64>()
    }
}

/// The positions of the set bits of a block, lowest first.
#[inline]
pub(crate) fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (word != 0).then(|| {
            let bit = to_index(word.trailing_zeros());
            word &= word - 1;
            bit
        })
    })
}

/// Which of 64 values satisfy `test`, as one word.
#[inline]
pub(crate) fn mask_of<T: Copy>(values: &[T; BLOCK], test: impl Fn(T) -> bool) -> u64 {
    let mut flags = [0_u8; BLOCK];
    for (flag, value) in flags.iter_mut().zip(values) {
        *flag = u8::from(test(*value));
    }
    // Multiplying eight bytes of 0 or 1 by this constant gathers them in the product's highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (groups, _) = flags.as_chunks::<8>();
    groups
        .iter()
        .rev()
        .fold(0, |mask, group| mask << 8 | (u64::from_le_bytes(*group).wrapping_mul(GATHER) >> 56))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_bitmap_behaves_like_a_set(docs in proptest::collection::btree_set(0_u32..300, 0..80)) {
            let mut bitmap = Bitmap::empty(300);
            for doc in &docs { bitmap.insert(*doc); }
            let listed: Vec<u32> = bitmap.words().iter().enumerate()
                .flat_map(|(block, word)| bits(*word).map(move |bit| doc_at(block, bit))).collect();
            prop_assert_eq!(listed, docs.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(bitmap.count(), docs.len() as u64);
            prop_assert_eq!(Bitmap::full(300).count_both(&bitmap), docs.len() as u64);
        }

        #[test]
        fn a_mask_has_a_bit_for_every_value_that_fits(values in proptest::array::uniform32(0_u8..4)) {
            let mut block = [0_u8; BLOCK];
            block[..32].copy_from_slice(&values);
            let expected = block.iter().enumerate()
                .fold(0_u64, |mask, (i, v)| mask | u64::from(*v == 2) << i);
            prop_assert_eq!(mask_of(&block, |v| v == 2), expected);
        }
    }

    #[test]
    fn a_full_bitmap_ends_at_the_last_document() {
        for docs in [0, 1, 63, 64, 65, 128] {
            assert_eq!(Bitmap::full(docs).count(), u64::from(docs));
        }
    }
}
