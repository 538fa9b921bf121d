//! Finding candidates.

use crate::bitmap::{BLOCK, Bitmap, bits, doc_at};
use crate::collector::{Counts, Ranked, TopDocs};
use crate::columns::{Columns, value_at};
use crate::error::IndexError;
use crate::filter::{Filter, count, matches, matches_among, products};
use crate::order::Order;
use crate::product_index::ProductIndex;
use crate::snapshot::{Segment, Snapshot};
use crate::text::{TextMatch, analyse, find};
use domain::answer::Facets;
use domain::listing::Listing;
use domain::product::ProductId;
use domain::query::SearchQuery;
use std::sync::Arc;
use tantivy::SegmentReader;

/// Which of the candidates, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many to pass over.
    pub offset: usize,
    /// How many to fetch at most.
    pub limit: usize,
}

/// What a search finds.
#[derive(Debug, Clone)]
pub struct Candidates {
    /// How many listings match.
    ///
    /// With a greatest rate or `eligible_only` this is an upper bound: tiers and shares of income are judged
    /// later, and never find more.
    pub total: u64,
    /// The listings of the window, in the order described at [`ProductIndex::candidates`].
    pub hits: Vec<Hit>,
    /// How many listings have which value.
    pub facets: Facets,
    /// The listings that were to be left out and would have matched.
    pub left_out: Vec<Arc<Listing>>,
    /// The catalogue change up to which the index went when it answered.
    pub seq: u64,
}

/// A listing that matches.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The listing.
    pub listing: Arc<Listing>,
    /// How well the words fit, in [0, 1]; 0 where none were given.
    pub text_score: f32,
}

/// A query beside the listings its words find.
struct Asked<'a> {
    query: &'a SearchQuery,
    text: Option<Arc<TextMatch>>,
}

impl Asked<'_> {
    fn docs(&self, segment: usize) -> Option<&Bitmap> {
        self.text.as_ref()?.segments.get(segment).map(|found| &found.docs)
    }

    fn scores(&self, segment: usize) -> Option<&[[u8; BLOCK]]> {
        self.text.as_ref()?.segments.get(segment).map(|found| found.scores.as_slice())
    }
}

impl ProductIndex {
    /// The listings that match `query` and every query of `base`, the searches that it searches within.
    ///
    /// Listings of which a rule is known not to be met come last. Otherwise they come in the order of the
    /// query's sort as far as it can be told cheaply: for best and approval by [`PreRank`](crate::PreRank); for
    /// rate, total cost and instalment by the lowest rate that any borrower may get, unknown last; for newest by
    /// the lender's last change. Ties break by the product's id, so pages never overlap while the index does not
    /// change.
    ///
    /// # Errors
    /// [`IndexError`] if the index's files cannot be read.
    pub fn candidates(
        &self,
        query: &SearchQuery,
        base: &[SearchQuery],
        page: Window,
    ) -> Result<Candidates, IndexError> {
        self.candidates_without(query, base, &[], page)
    }

    /// As [`candidates`](Self::candidates), with some products left out: of the window, the total and the facets.
    ///
    /// # Errors
    /// [`IndexError`] if the index's files cannot be read.
    pub fn candidates_without(
        &self,
        query: &SearchQuery,
        base: &[SearchQuery],
        without: &[ProductId],
        page: Window,
    ) -> Result<Candidates, IndexError> {
        let snapshot = self.snapshot();
        let own = self.ask(&snapshot, query)?;
        let base = self.ask_all(&snapshot, base)?;
        let mut top = TopDocs::new(page.offset.saturating_add(page.limit));
        let mut counts = Counts::new(snapshot.lenders.len());
        let (mut total, mut left_out) = (0, Vec::new());
        for (i, segment) in snapshot.segments.iter().enumerate() {
            let filter = self.filter(&snapshot, i, &own)?;
            let within = self.filters(&snapshot, i, &base)?;
            let hidden = self.products(&snapshot, i, without)?;
            if let Some(hidden) = &hidden {
                self.read_all(
                    &snapshot,
                    i,
                    &matches_among(segment, &filter, &within, hidden),
                    &mut left_out,
                )?;
            }
            let matches = matches(segment, &filter, &within, hidden.as_ref());
            total += matches.docs.count();
            counts.add(&segment.columns, &segment.lender_places, &matches);
            let scores = scores(i, &own, &base);
            let order = Order::new(query, segment, scores, self.pre_rank());
            collect(i, segment, &matches.docs, &order, &mut top);
        }
        let mut hits = Vec::with_capacity(page.limit.min(1_000));
        for Ranked { segment, doc, .. } in top.finish(page.offset) {
            let text_score = scores(segment, &own, &base)
                .and_then(|scores| value_at(scores, doc))
                .map_or(0.0, |score| f32::from(score) / f32::from(u8::MAX));
            hits.push(Hit { listing: self.listing(&snapshot, segment, doc)?, text_score });
        }
        Ok(Candidates { total, hits, facets: counts.finish(&snapshot.lenders), left_out, seq: snapshot.seq })
    }

    /// How many listings match, as [`candidates`](Self::candidates) counts them.
    ///
    /// # Errors
    /// [`IndexError`] if the index's files cannot be read.
    pub fn count(&self, query: &SearchQuery, base: &[SearchQuery]) -> Result<u64, IndexError> {
        self.count_without(query, base, &[])
    }

    /// How many listings match when some are left out, as [`candidates_without`](Self::candidates_without) counts
    /// them.
    ///
    /// # Errors
    /// [`IndexError`] if the index's files cannot be read.
    pub fn count_without(
        &self,
        query: &SearchQuery,
        base: &[SearchQuery],
        without: &[ProductId],
    ) -> Result<u64, IndexError> {
        let snapshot = self.snapshot();
        let own = self.ask(&snapshot, query)?;
        let base = self.ask_all(&snapshot, base)?;
        let mut total = 0;
        for (i, segment) in snapshot.segments.iter().enumerate() {
            let filter = self.filter(&snapshot, i, &own)?;
            let within = self.filters(&snapshot, i, &base)?;
            let hidden = self.products(&snapshot, i, without)?;
            total += count(segment, &filter, &within, hidden.as_ref());
        }
        Ok(total)
    }

    /// Adds the listings of a segment's documents to `listings`.
    fn read_all(
        &self,
        snapshot: &Snapshot,
        segment: usize,
        docs: &Bitmap,
        listings: &mut Vec<Arc<Listing>>,
    ) -> Result<(), IndexError> {
        for (block, word) in docs.words().iter().enumerate() {
            for bit in bits(*word) {
                listings.push(self.listing(snapshot, segment, doc_at(block, bit))?);
            }
        }
        Ok(())
    }

    /// The documents of products in a segment.
    fn products(
        &self,
        snapshot: &Snapshot,
        segment: usize,
        ids: &[ProductId],
    ) -> Result<Option<Bitmap>, IndexError> {
        let (reader, columns) = parts(snapshot, segment)?;
        products(columns, reader, self.fields(), ids)
    }

    fn ask_all<'a>(
        &self,
        snapshot: &Snapshot,
        queries: &'a [SearchQuery],
    ) -> Result<Vec<Asked<'a>>, IndexError> {
        queries.iter().map(|query| self.ask(snapshot, query)).collect()
    }

    fn filters<'a>(
        &'a self,
        snapshot: &'a Snapshot,
        segment: usize,
        asked: &'a [Asked<'_>],
    ) -> Result<Vec<Filter<'a>>, IndexError> {
        asked.iter().map(|asked| self.filter(snapshot, segment, asked)).collect()
    }

    fn ask<'a>(&self, snapshot: &Snapshot, query: &'a SearchQuery) -> Result<Asked<'a>, IndexError> {
        let text = match &query.text {
            None => None,
            Some(text) => self.find_text(snapshot, text)?,
        };
        Ok(Asked { query, text })
    }

    /// The listings that fit a text; `None` if the text names nothing to look for.
    fn find_text(&self, snapshot: &Snapshot, text: &str) -> Result<Option<Arc<TextMatch>>, IndexError> {
        let key = (snapshot.generation, text.to_owned());
        if let Some(known) = self.texts().get(&key) {
            return Ok(Some(known));
        }
        let concepts = analyse(text);
        if concepts.is_empty() {
            return Ok(None);
        }
        let segments = snapshot.text_segments(self.fields());
        let found = Arc::new(find(&concepts, &segments, self.words())?);
        self.texts().insert(key, found.clone());
        Ok(Some(found))
    }

    fn filter<'a>(
        &self,
        snapshot: &'a Snapshot,
        segment: usize,
        asked: &'a Asked<'_>,
    ) -> Result<Filter<'a>, IndexError> {
        let (reader, columns) = parts(snapshot, segment)?;
        Filter::new(asked.query, asked.docs(segment), columns, reader, self.fields())
    }
}

/// A segment's reader and columns.
fn parts(snapshot: &Snapshot, segment: usize) -> Result<(&SegmentReader, &Columns), IndexError> {
    let damaged = || IndexError::Damaged("a segment without a reader".to_owned());
    let reader = snapshot.searcher.segment_readers().get(segment).ok_or_else(damaged)?;
    Ok((reader, &snapshot.segments.get(segment).ok_or_else(damaged)?.columns))
}

/// The scores of the query's own words, or of the last words it searches within.
fn scores<'a>(segment: usize, own: &'a Asked<'_>, base: &'a [Asked<'_>]) -> Option<&'a [[u8; BLOCK]]> {
    own.scores(segment).or_else(|| base.iter().rev().find_map(|base| base.scores(segment)))
}

fn collect(i: usize, segment: &Segment, docs: &Bitmap, order: &Order<'_>, top: &mut TopDocs) {
    for (block, word) in docs.words().iter().enumerate() {
        if *word != 0
            && let Some(ties) = segment.columns.facts.tie.block(block)
        {
            let mut places = order.at_best(block);
            if top.takes(&places) {
                order.settle(block, *word, &mut places);
                top.push_block(i, block, *word, &places, ties);
            }
        }
    }
}
