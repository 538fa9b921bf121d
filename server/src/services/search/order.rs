//! The order of judged products: what depends on the chance of a click, which is learned while rankings are cached.
//!
//! Retrieving, judging and predicting approvals are the expensive part of a search and are kept with its [`Ranking`];
//! scores and order are made from them again when the click model has moved on. The last few orders stay, so that a
//! further page can go on in the order of the first one.
//!
//! [`Ranking`]: super::Ranking

use super::RankedBy;
use super::rank::{Ranked, order};
use domain::answer::Basis;
use domain::eligibility::Verdict;
use domain::query::Sort;
use domain::ranking::PartName;
use domain::time::Timestamp;
use predict::click::exploration::{self, Candidate, SLOTS};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How many orders of a ranking stay: those of about the last second of learning, or of hours without clicks.
const KEPT: usize = 6;
/// The places among which the marked one is drawn.
const PLACES: usize = 4;

/// A product's place in an order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    /// Which of the ranking's items.
    pub(super) item: usize,
    /// The chance of a click when it is looked at.
    pub(super) click: f64,
    total: f64,
    trials: f64,
    shortfall: f64,
    pub(super) is_new: bool,
}

/// The order of a ranking's items as of one change of the click model.
#[derive(Debug)]
pub(super) struct Order {
    /// The change of the click model. The model itself is not held: it takes megabytes, and orders are many.
    pub(super) revision: u64,
    /// What its predictions rest on.
    pub(super) basis: Basis,
    pub(super) items: Vec<Scored>,
    /// How many of the first block come first of which no rule is known not to be met: what may be tried.
    pub(super) open: usize,
    /// What a click is worth under the policy.
    worth: f64,
    /// For each place of the marked slot, the chance of what could stand there; worked out once, drawn from per page.
    chances: [OnceLock<Vec<f64>>; PLACES],
}

impl Order {
    /// Orders items that were judged in blocks, each block by itself, so that a deeper page never reorders an earlier
    /// one.
    pub(super) fn of(items: &[Ranked], block: usize, by: &RankedBy, sort: Sort, at: Timestamp) -> Self {
        let mut ordered = Vec::with_capacity(items.len());
        for (number, some) in items.chunks(block.max(1)).enumerate() {
            let from = number * block.max(1);
            ordered.extend(order_block(from, some, items, by, sort, at));
        }
        let first = ordered.iter().take(block);
        let open = first.take_while(|scored| is_open(items, scored)).count();
        let worth = by.policy.weight(PartName::Click);
        Self {
            revision: by.clicks.seq,
            basis: by.clicks.basis(),
            items: ordered,
            open,
            worth,
            chances: Default::default(),
        }
    }

    /// The chance of each item from a place of the marked slot on to be drawn for it; nothing where there is nothing to
    /// choose from.
    pub(super) fn chances(&self, slot: u32) -> &[f64] {
        let at = usize::try_from(slot.saturating_sub(*SLOTS.start())).unwrap_or(usize::MAX);
        let Some(cell) = self.chances.get(at) else { return &[] };
        cell.get_or_init(|| {
            let before = usize::try_from(slot.saturating_sub(1)).unwrap_or(usize::MAX);
            // What steps back for other lenders counts no more than where it stands, lest it come forward again here.
            let mut at_most = f64::INFINITY;
            let counted = self.items.iter().take(self.open).map(|scored| {
                at_most = at_most.min(scored.total);
                self.candidate(scored, at_most)
            });
            let candidates: Vec<Candidate> = counted.skip(before).collect();
            if candidates.len() > 1 { exploration::chances(&candidates) } else { Vec::new() }
        })
    }

    fn candidate(&self, scored: &Scored, total: f64) -> Candidate {
        Candidate {
            rest: total - self.worth * scored.click,
            worth: self.worth,
            relevance: scored.click,
            trials: scored.trials,
            shortfall: scored.shortfall,
        }
    }
}

fn is_open(items: &[Ranked], scored: &Scored) -> bool {
    items.get(scored.item).is_some_and(|item| item.verdict != Verdict::NotMet)
}

/// Scores one block and puts it into the query's order: those of which no rule is known not to be met, then the others.
fn order_block(
    from: usize,
    block: &[Ranked],
    items: &[Ranked],
    by: &RankedBy,
    sort: Sort,
    at: Timestamp,
) -> Vec<Scored> {
    let scored = (from..).zip(block).map(|(item, ranked)| {
        let prediction = by.clicks.predict(&ranked.seen(), at);
        let (click, standing) = (prediction.relevance, prediction.standing);
        let total = ranked.score(&by.policy, click).total;
        let (trials, shortfall, is_new) = (standing.trials, standing.shortfall, standing.is_new);
        (ranked, Scored { item, click, total, trials, shortfall, is_new })
    });
    let mut scored: Vec<(&Ranked, Scored)> = scored.collect();
    scored.sort_by(|(a, a_score), (b, b_score)| order(sort, (a, a_score.total), (b, b_score.total)));
    let mut ordered: Vec<Scored> = scored.into_iter().map(|(_, scored)| scored).collect();
    if sort == Sort::Best {
        // Only among products the borrower may have: a lender's share is no reason to show one they may not.
        let open = ordered.partition_point(|scored| is_open(items, scored));
        let closed = ordered.split_off(open);
        ordered = domain::ranking::diversify(ordered, by.policy.diversification, |scored| {
            items.get(scored.item).map(|item| item.listing.institution_id)
        });
        ordered.extend(closed);
    }
    ordered
}

/// The last few orders of a ranking.
#[derive(Debug, Default)]
pub(super) struct Orders(Mutex<Vec<Arc<Order>>>);

impl Orders {
    /// The order as of a change of the click model, if it is there.
    pub(super) fn get(&self, revision: u64) -> Option<Arc<Order>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|order| order.revision == revision).cloned()
    }

    /// Keeps an order, unless another search made it meanwhile; answers the one that stays.
    pub(super) fn keep(&self, order: Order) -> Arc<Order> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.iter().find(|known| known.revision == order.revision) {
            return known.clone();
        }
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        let order = Arc::new(order);
        kept.push(order.clone());
        order
    }
}
