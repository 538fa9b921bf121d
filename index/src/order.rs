//! The cheap order in which candidates are fetched.
//!
//! This is not the ranking: the server ranks what it fetches by its policy. It only decides which candidates
//! are worth ranking when there are more than can be ranked.

use crate::bitmap::{BLOCK, bits};
use crate::columns::{Column, Columns};
use crate::filter::lowest_of;
use crate::rules::{Checks, bounded_amounts};
use crate::snapshot::Segment;
use domain::product::RateType;
use domain::query::{SearchQuery, Sort};

/// What counts how much when candidates are fetched for [`Sort::Best`]; the weights add up to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PreRank {
    /// How well the words fit.
    pub text: f32,
    /// How low the lowest rate is among those of its category.
    pub cheapness: f32,
    /// Whether the lender publishes limits within which the amount lies.
    pub fit: f32,
}

impl Default for PreRank {
    fn default() -> Self {
        Self { text: 0.5, cheapness: 0.35, fit: 0.15 }
    }
}

/// Set for products of which no rule is known not to be met: they all come before the others.
const ELIGIBLE: u32 = 1 << 31;
/// The greatest weighted sum.
const FULL: f32 = (1_u32 << 30) as f32;

/// The order of a segment's documents: the higher the number, the earlier. Eligible ones come first, whatever
/// the order.
pub(crate) struct Order<'a> {
    by: By<'a>,
    not_met: Checks<'a>,
}

/// What eligible documents are ordered by.
enum By<'a> {
    /// Lowest number first; the greatest number, "not known", last.
    Lowest(&'a Column<u32>),
    /// Highest number first.
    Highest(&'a Column<u32>),
    /// Weighted parts.
    Best(Best<'a>),
}

/// What [`By::Best`] needs of a segment.
struct Best<'a> {
    segment: &'a Segment,
    text: Option<&'a [[u8; BLOCK]]>,
    weights: [u32; 2],
    fit: u32,
    /// Whether an amount is asked for.
    amount: bool,
}

impl<'a> Order<'a> {
    pub(crate) fn new(
        query: &SearchQuery,
        segment: &'a Segment,
        text: Option<&'a [[u8; BLOCK]]>,
        weights: PreRank,
    ) -> Self {
        let columns: &Columns = &segment.columns;
        let mut not_met = Checks::default();
        // Where only eligible products match there is nothing left to tell apart.
        if !query.filters.eligible_only {
            not_met.add_rules(columns, query);
        }
        let by = match query.sort {
            Sort::Newest => By::Highest(&columns.facts.updated),
            Sort::Rate | Sort::TotalCost | Sort::Instalment => {
                By::Lowest(lowest_rates(columns, &query.filters.rate_types))
            }
            Sort::Best | Sort::Approval => By::Best(Best {
                segment,
                text,
                weights: [
                    whole(weights.text * FULL / f32::from(u8::MAX)),
                    whole(weights.cheapness * FULL / f32::from(u16::MAX)),
                ],
                fit: whole(weights.fit * FULL),
                amount: query.amount().is_some(),
            }),
        };
        Self { by, not_met }
    }

    /// The highest that each of a block's documents can stand, which is cheap to tell.
    #[inline]
    pub(crate) fn at_best(&self, block: usize) -> [u32; BLOCK] {
        // Halved, so that a bit is left to tell the eligible by: a step of one millionth or one second is lost.
        let numbers = |column: &Column<u32>, order: fn(u32) -> u32| {
            let numbers = column.block(block);
            numbers.map_or([ELIGIBLE; BLOCK], |values| values.map(|value| ELIGIBLE | order(value) >> 1))
        };
        match &self.by {
            By::Lowest(column) => numbers(column, |value| !value),
            By::Highest(column) => numbers(column, |value| value),
            By::Best(best) => best.at_best(block),
        }
    }

    /// Takes from what [`at_best`](Self::at_best) told what rules and limits take; exact for those in `docs`.
    #[inline]
    pub(crate) fn settle(&self, block: usize, docs: u64, order: &mut [u32; BLOCK]) {
        let not_met = self.not_met.failing(block, docs);
        take_where(order, not_met, ELIGIBLE);
        if let By::Best(best) = &self.by {
            best.settle(block, docs, not_met, order);
        }
    }
}

impl Best<'_> {
    fn at_best(&self, block: usize) -> [u32; BLOCK] {
        let [text_weight, cheapness_weight] = self.weights;
        let mut order = [ELIGIBLE + if self.amount { self.fit } else { 0 }; BLOCK];
        if let Some(cheapness) = self.segment.cheapness.get(block) {
            for (order, cheapness) in order.iter_mut().zip(cheapness) {
                *order += u32::from(*cheapness) * cheapness_weight;
            }
        }
        if let Some(text) = self.text.and_then(|text| text.get(block)) {
            for (order, text) in order.iter_mut().zip(text) {
                *order += u32::from(*text) * text_weight;
            }
        }
        order
    }

    fn settle(&self, block: usize, docs: u64, not_met: u64, order: &mut [u32; BLOCK]) {
        if self.amount {
            let comfortable = bounded_amounts(&self.segment.columns, block) & !not_met;
            take_where(order, docs & !comfortable, self.fit);
        }
    }
}

fn take_where(order: &mut [u32; BLOCK], docs: u64, loss: u32) {
    for bit in bits(docs) {
        if let Some(order) = order.get_mut(bit) {
            *order -= loss;
        }
    }
}

fn lowest_rates<'a>(columns: &'a Columns, rate_types: &[RateType]) -> &'a Column<u32> {
    match rate_types {
        [one] => lowest_of(columns, *one),
        _ => &columns.facts.low_rate,
    }
}

fn whole(weight: f32) -> u32 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "float casts saturate; at most 2³⁰"
    )]
    let whole = weight.clamp(0.0, FULL) as u32;
    whole
}
