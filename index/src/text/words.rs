//! From a query's word to the documents that have it, by the field it stands in.
//!
//! A whole word is looked for by its stem. A word that no listing has is looked for as the beginning of words
//! (if the query ends with it), then as a misspelling: one edit from four letters on, two from eight. Which of
//! these applies is decided over the whole index, never by segment, so merging segments changes no result.

use super::analyse::QueryWord;
use super::matching::TextSegment;
use super::tokenizer::{EXACT, stem};
use crate::bitmap::Bitmap;
use crate::error::IndexError;
use moka::sync::Cache;
use std::sync::Arc;
use tantivy::Term;
use tantivy::index::SegmentId;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};

/// Name, lender, topic (category, purposes, features), description.
pub(crate) const LEVELS: usize = 4;

/// The documents of a segment that have a word at a level or a better one: each set contains the one before.
#[derive(Debug, Clone)]
pub(crate) struct Levels(pub(crate) [Arc<Bitmap>; LEVELS]);

/// Word sets of segments that do not change, by segment and index terms; bounded by memory.
pub(crate) type WordCache = Cache<(SegmentId, Arc<[String]>), Levels>;

/// Shortest beginning of a word that is completed where no listing has the word itself.
const MIN_PREFIX: usize = 2;
/// Shortest beginning that is completed beside the word itself.
const MIN_PREFIX_BESIDE: usize = 5;
/// A beginning or a misspelling stands for at most this many terms a field.
const MAX_EXPANSIONS: usize = 1_000;

/// A word's documents, one set of levels a segment.
pub(crate) struct Found {
    pub(crate) segments: Vec<Levels>,
    /// Whether they have not the word itself but one like it.
    pub(crate) approximate: bool,
}

pub(crate) fn new_cache(bytes: u64) -> WordCache {
    Cache::builder()
        .max_capacity(bytes)
        .weigher(|(_, terms): &(SegmentId, Arc<[String]>), levels: &Levels| {
            let bytes = levels.bytes() + terms.iter().map(String::len).sum::<usize>() + 200;
            u32::try_from(bytes).unwrap_or(u32::MAX)
        })
        .build()
}

impl Levels {
    fn none(docs: u32) -> Self {
        let empty = Arc::new(Bitmap::empty(docs));
        Self(std::array::from_fn(|_| empty.clone()))
    }

    /// Every document that has the word anywhere.
    pub(crate) fn any(&self) -> &Bitmap {
        let [_, _, _, any] = &self.0;
        any
    }

    pub(crate) fn and(&self, other: &Self) -> Self {
        self.combine(other, Bitmap::and_with)
    }

    pub(crate) fn or(&self, other: &Self) -> Self {
        self.combine(other, Bitmap::or_with)
    }

    fn combine(&self, other: &Self, with: impl Fn(&mut Bitmap, &Bitmap)) -> Self {
        let mut pairs = self.0.iter().zip(&other.0);
        Self(std::array::from_fn(|_| {
            let Some((a, b)) = pairs.next() else { return Arc::default() };
            let mut set = (**a).clone();
            with(&mut set, b);
            Arc::new(set)
        }))
    }

    /// The same documents, each one level worse.
    pub(crate) fn shifted(&self) -> Self {
        let [name, lender, _, any] = &self.0;
        let none = Arc::new(Bitmap::with_same_length(name));
        Self([none, name.clone(), lender.clone(), any.clone()])
    }

    fn bytes(&self) -> usize {
        let mut bytes = 0;
        let mut last: Option<&Arc<Bitmap>> = None;
        for set in &self.0 {
            if last.is_none_or(|last| !Arc::ptr_eq(last, set)) {
                bytes += set.bytes();
            }
            last = Some(set);
        }
        bytes
    }
}

/// Finds a word in all segments.
pub(crate) fn find_word(
    word: &QueryWord,
    segments: &[TextSegment<'_>],
    cache: &WordCache,
) -> Result<Found, IndexError> {
    match word {
        QueryWord::Stem(stem) => find_terms([exact(stem)], segments, cache, false),
        QueryWord::Chinese(word) => {
            let whole = find_terms([exact(word)], segments, cache, false)?;
            if whole.exists(segments) { Ok(whole) } else { find_characters(word, segments, cache) }
        }
        QueryWord::Typed { folded, stem, may_continue } => {
            find_typed(folded, stem, *may_continue, segments, cache)
        }
    }
}

/// The index term of a stem or a Chinese word.
pub(crate) fn exact(term: &str) -> String {
    format!("{EXACT}{term}")
}

fn find_typed(
    folded: &str,
    stem: &str,
    may_continue: bool,
    segments: &[TextSegment<'_>],
    cache: &WordCache,
) -> Result<Found, IndexError> {
    let whole = find_terms([exact(stem)], segments, cache, false)?;
    let letters = folded.chars().count();
    if whole.exists(segments) {
        if !may_continue || letters < MIN_PREFIX_BESIDE {
            return Ok(whole);
        }
        let longer = find_terms(beginning_with(folded, segments)?, segments, cache, true)?;
        return Ok(whole.with_weakly(&longer));
    }
    if may_continue && letters >= MIN_PREFIX {
        let longer = find_terms(beginning_with(folded, segments)?, segments, cache, true)?;
        if longer.exists(segments) {
            return Ok(longer);
        }
    }
    for edits in 1..=allowed_edits(letters) {
        for prefix in [false, true] {
            if prefix && !may_continue {
                continue;
            }
            let similar = find_terms(similar_to(folded, edits, prefix, segments)?, segments, cache, true)?;
            if similar.exists(segments) {
                return Ok(similar);
            }
        }
    }
    Ok(whole)
}

/// How many letters of a word of this length may be wrong.
pub(crate) const fn allowed_edits(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

fn find_characters(word: &str, segments: &[TextSegment<'_>], cache: &WordCache) -> Result<Found, IndexError> {
    let mut found: Option<Found> = None;
    for character in word.chars() {
        let one = find_terms([exact(&character.to_string())], segments, cache, false)?;
        found = Some(match found {
            None => one,
            Some(all) => Found {
                segments: all.segments.iter().zip(&one.segments).map(|(a, b)| a.and(b)).collect(),
                approximate: true,
            },
        });
    }
    Ok(found.unwrap_or(Found { segments: Vec::new(), approximate: false }))
}

impl Found {
    /// Whether a listing that is not withdrawn has the word.
    fn exists(&self, segments: &[TextSegment<'_>]) -> bool {
        self.segments.iter().zip(segments).any(|(levels, segment)| levels.any().intersects(segment.alive))
    }

    /// Adds documents at the lowest level.
    fn with_weakly(mut self, more: &Self) -> Self {
        for (levels, more) in self.segments.iter_mut().zip(&more.segments) {
            let [.., any] = &mut levels.0;
            Arc::make_mut(any).or_with(more.any());
        }
        self
    }
}

fn find_terms(
    terms: impl IntoIterator<Item = String>,
    segments: &[TextSegment<'_>],
    cache: &WordCache,
    approximate: bool,
) -> Result<Found, IndexError> {
    let terms: Arc<[String]> = terms.into_iter().collect();
    let mut found = Vec::with_capacity(segments.len());
    for segment in segments {
        let key = (segment.reader.segment_id(), terms.clone());
        let levels = match cache.get(&key) {
            Some(levels) => levels,
            None => {
                let levels = read_levels(&terms, segment)?;
                cache.insert(key, levels.clone());
                levels
            }
        };
        found.push(levels);
    }
    Ok(Found { segments: found, approximate })
}

fn read_levels(terms: &[String], segment: &TextSegment<'_>) -> Result<Levels, IndexError> {
    let mut levels = Levels::none(segment.reader.max_doc());
    let [first, ..] = &levels.0;
    let mut current = first.clone();
    for (field, level) in segment.fields.iter().zip(&mut levels.0) {
        let inverted = segment.reader.inverted_index(*field)?;
        for term in terms {
            if let Some(info) = inverted.terms().get(term.as_bytes())? {
                let postings = inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                Arc::make_mut(&mut current).insert_postings(postings);
            }
        }
        *level = current.clone();
    }
    Ok(levels)
}

/// Calls `visit` with the text fields' dictionaries of all segments.
fn every_dictionary(
    segments: &[TextSegment<'_>],
    mut visit: impl FnMut(Field, &tantivy::InvertedIndexReader) -> Result<(), IndexError>,
) -> Result<(), IndexError> {
    for segment in segments {
        for field in segment.fields {
            visit(field, &*segment.reader.inverted_index(field)?)?;
        }
    }
    Ok(())
}

fn beginning_with(prefix: &str, segments: &[TextSegment<'_>]) -> Result<Vec<String>, IndexError> {
    let mut terms = Vec::new();
    every_dictionary(segments, |_, inverted| {
        let mut stream = inverted.terms().range().ge(prefix).into_stream()?;
        let mut taken = 0;
        while taken < MAX_EXPANSIONS && stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
            terms.push(String::from_utf8_lossy(stream.key()).into_owned());
            taken += 1;
        }
        Ok(())
    })?;
    Ok(distinct(terms))
}

/// The stems of the words within `edits` of a word, or within `edits` of having it as their beginning.
fn similar_to(
    word: &str,
    edits: u8,
    prefix: bool,
    segments: &[TextSegment<'_>],
) -> Result<Vec<String>, IndexError> {
    let mut terms = Vec::new();
    let Some(field) = segments.first().and_then(|segment| segment.fields.first()) else {
        return Ok(terms);
    };
    let term = Term::from_field_text(*field, word);
    let query = if prefix {
        FuzzyTermQuery::new_prefix(term, edits, true)
    } else {
        FuzzyTermQuery::new(term, edits, true)
    };
    let automaton = query.automaton()?;
    every_dictionary(segments, |_, inverted| {
        let mut stream = inverted.terms().search(&automaton).into_stream()?;
        let mut taken = 0;
        while taken < MAX_EXPANSIONS && stream.advance() {
            let term = String::from_utf8_lossy(stream.key());
            terms.push(if term.starts_with(EXACT) { term.into_owned() } else { exact(&stem(&term)) });
            taken += 1;
        }
        Ok(())
    })?;
    Ok(distinct(terms))
}

fn distinct(mut terms: Vec<String>) -> Vec<String> {
    terms.sort_unstable();
    terms.dedup();
    terms.truncate(MAX_EXPANSIONS);
    terms
}

/// Builds the tables from which automata for misspelt words are made.
pub(crate) fn warm_automata() {
    for edits in 1..=2 {
        let term = Term::from_field_text(Field::from_field_id(0), "mortgage");
        // The tables are kept by tantivy; the automaton itself is not needed.
        let _ = FuzzyTermQuery::new(term, edits, true).automaton();
    }
}
