//! A query's constraints, made ready for one segment.

use crate::bitmap::{Bitmap, blocks_of};
use crate::collector::Matches;
use crate::columns::{Column, Columns};
use crate::error::IndexError;
use crate::facts::{position, rate_floor};
use crate::rules::Checks;
use crate::schema::Fields;
use crate::snapshot::Segment;
use domain::product::{Category, FeatureKind, InstitutionId, ProductId, RateType};
use domain::query::SearchQuery;
use domain::rate::Rate;
use std::borrow::Cow;
use tantivy::schema::IndexRecordOption;
use tantivy::{SegmentReader, Term};

/// What a segment's documents must satisfy. The dimensions that facets count are kept apart from the rest.
pub(crate) struct Filter<'a> {
    categories: Option<Bitmap>,
    institutions: Option<Bitmap>,
    rate_types: Option<Bitmap>,
    /// Sets of which a document must be in every one.
    sets: Vec<&'a Bitmap>,
    checks: Checks<'a>,
}

impl<'a> Filter<'a> {
    pub(crate) fn new(
        query: &SearchQuery,
        text: Option<&'a Bitmap>,
        columns: &'a Columns,
        reader: &SegmentReader,
        fields: &Fields,
    ) -> Result<Self, IndexError> {
        let filters = &query.filters;
        let mut sets: Vec<&Bitmap> = text.into_iter().collect();
        sets.extend(
            filters.secured.map(|secured| if secured { &columns.secured } else { &columns.unsecured }),
        );
        sets.extend(filters.no_annual_fee.then_some(&columns.no_annual_fee));
        let feature = |kind| columns.features.get(position(FeatureKind::ALL, kind));
        sets.extend(filters.features.iter().filter_map(feature));
        let mut checks = Checks::default();
        if let Some(max) = filters.max_rate {
            checks.add_max_rate(&columns.facts.low_rate, max);
        }
        if filters.eligible_only {
            checks.add_rules(columns, query);
        }
        let category = |category| columns.categories.get(position(Category::ALL, category));
        Ok(Self {
            categories: union(columns, query.need.categories.iter().filter_map(category).map(Cow::Borrowed)),
            institutions: institutions(columns, reader, fields, &filters.institutions)?,
            rate_types: rate_types(columns, &filters.rate_types, filters.max_rate),
            sets,
            checks,
        })
    }

    /// The documents of a block that satisfy everything that is no dimension of the facets.
    #[inline]
    fn rest(&self, block: usize, mut docs: u64) -> u64 {
        for set in &self.sets {
            docs &= set.word(block);
        }
        if docs == 0 { 0 } else { docs & !self.checks.failing(block, docs) }
    }

    #[inline]
    fn all(&self, block: usize, docs: u64) -> u64 {
        let docs = docs & word(self.categories.as_ref(), block) & word(self.institutions.as_ref(), block);
        self.rest(block, docs & word(self.rate_types.as_ref(), block))
    }
}

/// The documents of a segment that satisfy a query's filter and those of the queries it searches within, except
/// those that are left out.
pub(crate) fn matches(
    segment: &Segment,
    own: &Filter<'_>,
    base: &[Filter<'_>],
    left_out: Option<&Bitmap>,
) -> Matches {
    let docs = segment.columns.docs;
    let without = |dimension: &Option<Bitmap>| dimension.as_ref().map(|_| Bitmap::empty(docs));
    let mut matches = Matches {
        docs: Bitmap::empty(docs),
        any_category: without(&own.categories),
        any_institution: without(&own.institutions),
        any_rate_type: without(&own.rate_types),
    };
    for block in 0..blocks_of(docs) {
        let alive = segment.alive.word(block) & !left_out.map_or(0, |docs| docs.word(block));
        let inside = base.iter().fold(alive, |docs, base| base.all(block, docs));
        if inside == 0 {
            continue;
        }
        let category = word(own.categories.as_ref(), block);
        let institution = word(own.institutions.as_ref(), block);
        let rate_type = word(own.rate_types.as_ref(), block);
        let wanted = category & institution | category & rate_type | institution & rate_type;
        let rest = own.rest(block, inside & wanted);
        matches.docs.set_word(block, rest & category & institution & rate_type);
        let set = |dimension: &mut Option<Bitmap>, docs: u64| {
            if let Some(dimension) = dimension {
                dimension.set_word(block, docs);
            }
        };
        set(&mut matches.any_category, rest & institution & rate_type);
        set(&mut matches.any_institution, rest & category & rate_type);
        set(&mut matches.any_rate_type, rest & category & institution);
    }
    matches
}

/// Those of some documents of a segment that satisfy the filters.
pub(crate) fn matches_among(
    segment: &Segment,
    own: &Filter<'_>,
    base: &[Filter<'_>],
    some: &Bitmap,
) -> Bitmap {
    let mut found = Bitmap::empty(segment.columns.docs);
    for (block, docs) in some.words().iter().enumerate() {
        if *docs != 0 {
            let alive = segment.alive.word(block) & docs;
            let inside = base.iter().fold(alive, |docs, base| base.all(block, docs));
            found.set_word(block, own.all(block, inside));
        }
    }
    found
}

/// How many documents of a segment satisfy the filters, except those that are left out.
pub(crate) fn count(
    segment: &Segment,
    own: &Filter<'_>,
    base: &[Filter<'_>],
    left_out: Option<&Bitmap>,
) -> u64 {
    (0..blocks_of(segment.columns.docs))
        .map(|block| {
            let alive = segment.alive.word(block) & !left_out.map_or(0, |docs| docs.word(block));
            let inside = base.iter().fold(alive, |docs, base| base.all(block, docs));
            u64::from(own.all(block, inside).count_ones())
        })
        .sum()
}

#[inline]
fn word(dimension: Option<&Bitmap>, block: usize) -> u64 {
    dimension.map_or(u64::MAX, |set| set.word(block))
}

/// The documents in any of the sets; `None` if there are no sets, which is no filter.
fn union<'b>(columns: &Columns, sets: impl Iterator<Item = Cow<'b, Bitmap>>) -> Option<Bitmap> {
    let mut union: Option<Bitmap> = None;
    for set in sets {
        union.get_or_insert_with(|| Bitmap::empty(columns.docs)).or_with(&set);
    }
    union
}

fn institutions(
    columns: &Columns,
    reader: &SegmentReader,
    fields: &Fields,
    wanted: &[InstitutionId],
) -> Result<Option<Bitmap>, IndexError> {
    with_any_term(columns, reader, wanted.iter().map(|id| fields.institution_term(*id)))
}

/// The documents of products; `None` if there are no ids.
pub(crate) fn products(
    columns: &Columns,
    reader: &SegmentReader,
    fields: &Fields,
    ids: &[ProductId],
) -> Result<Option<Bitmap>, IndexError> {
    with_any_term(columns, reader, ids.iter().map(|id| fields.product_term(*id)))
}

/// The documents that have any of the terms; `None` if there are no terms.
fn with_any_term(
    columns: &Columns,
    reader: &SegmentReader,
    terms: impl ExactSizeIterator<Item = Term>,
) -> Result<Option<Bitmap>, IndexError> {
    if terms.len() == 0 {
        return Ok(None);
    }
    let mut docs = Bitmap::empty(columns.docs);
    for term in terms {
        let inverted = reader.inverted_index(term.field())?;
        if let Some(postings) = inverted.read_block_postings(&term, IndexRecordOption::Basic)? {
            docs.insert_postings(postings);
        }
    }
    Ok(Some(docs))
}

/// Products with a headline rate of one of the types; where a greatest rate is set too, that of the type must
/// not be above it.
fn rate_types(columns: &Columns, wanted: &[RateType], max: Option<Rate>) -> Option<Bitmap> {
    union(
        columns,
        wanted.iter().filter_map(|wanted| {
            let set = columns.rate_types.get(position(RateType::ALL, wanted))?;
            Some(match max {
                None => Cow::Borrowed(set),
                Some(max) => Cow::Owned(at_most(set, lowest_of(columns, *wanted), rate_floor(max))),
            })
        }),
    )
}

/// The lowest rates of a type.
pub(crate) const fn lowest_of(columns: &Columns, rate_type: RateType) -> &Column<u32> {
    match rate_type {
        RateType::Fixed => &columns.facts.low_fixed,
        RateType::Variable => &columns.facts.low_variable,
    }
}

fn at_most(set: &Bitmap, rates: &Column<u32>, max: u32) -> Bitmap {
    let mut kept = Bitmap::with_same_length(set);
    for (block, docs) in set.words().iter().enumerate() {
        if *docs != 0 {
            kept.set_word(block, docs & rates.mask(block, |rate| rate <= max));
        }
    }
    kept
}
