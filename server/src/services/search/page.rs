//! One page of a ranking, with the one place that may try what little is known of.
//!
//! The draw belongs to the page that asks for it and is kept nowhere: the ranking is shared. What it took forward on the
//! first page is named in the answer's [`OrderToken`], which the links to further pages carry: on those it is left out
//! where its score puts it, and everything between moves back by one, so that none is repeated and none lost. A further
//! page without the token is that of the plain order, which is what a program gets that did not ask for a try.

use super::order::{Order, Scored};
use super::{RankedBy, Ranking, impersonal};
use domain::answer::{Click, Exploration, Offer, PageRecord, SearchAnswer};
use domain::product::ProductId;
use domain::query::{OrderToken, SearchQuery, Sort};
use predict::click::exploration::{drawn, slot};
use uuid::Uuid;

/// Three even numbers in [0, 1): whether a place tries something, which place, and what.
pub(super) type Draws = [f64; 3];

/// What a page shows.
struct Page {
    shown: Vec<(Scored, Option<Exploration>)>,
    tried: Option<ProductId>,
}

/// Whether a page's marked place is wanted and possible at all: on the first page of the order `best` alone.
fn may_explore(query: &SearchQuery, share: f64) -> bool {
    query.page == 1 && query.sort == Sort::Best && query.explore == Some(true) && share > 0.0
}

fn page(query: &SearchQuery, ranking: &Ranking, order: &Order, share: f64, draws: Draws) -> Page {
    let length = query.per_page as usize;
    let from = (query.page as usize).saturating_sub(1).saturating_mul(length);
    let plain = |scored: &Scored| (*scored, None);
    let [whether, place, who] = draws;
    if may_explore(query, share) && whether < share {
        if let Some(explored) = explored(order, length, place, who) {
            return first_page(ranking, order, length, explored);
        }
    } else if let Some(tried) = query.order.and_then(|order| order.tried).filter(|_| from > 0) {
        let id = |scored: &Scored| ranking.items.get(scored.item).map(|item| item.listing.product_id);
        let may_try = order.items.get(..order.open).unwrap_or_default();
        if may_try.iter().any(|scored| id(scored) == Some(tried)) {
            // It stood on the first page, wherever there: the others follow one place later.
            let others = order.items.iter().filter(|scored| id(scored) != Some(tried));
            let shown = others.skip(from - 1).take(length).map(plain).collect();
            return Page { shown, tried: Some(tried) };
        }
    }
    Page { shown: order.items.iter().skip(from).take(length).map(plain).collect(), tried: None }
}

/// What the draw puts where.
fn explored(order: &Order, length: usize, place: f64, who: f64) -> Option<Exploration> {
    let place = slot(place).filter(|place| *place as usize <= length)?;
    let (chosen, chance) = drawn(order.chances(place), who)?;
    let rank = u32::try_from(chosen).ok()?.checked_add(place)?;
    // A certainty may come out of the sum a last bit above one.
    Some(Exploration { place, rank, propensity: chance.min(1.0) })
}

fn first_page(ranking: &Ranking, order: &Order, length: usize, explored: Exploration) -> Page {
    let (place, rank) = ((explored.place - 1) as usize, (explored.rank - 1) as usize);
    let mut shown = Vec::with_capacity(length);
    let others = order.items.iter().enumerate().filter(|(at, _)| *at != rank).map(|(_, scored)| scored);
    shown.extend(others.take(length.saturating_sub(1)).map(|scored| (*scored, None)));
    let chosen = order.items.get(rank);
    shown.extend(chosen.map(|scored| (*scored, Some(explored))));
    // The chosen one was put last; it goes to its place, and what follows steps back.
    if let Some(tail) = shown.get_mut(place..) {
        tail.rotate_right(1);
    }
    let item = chosen.and_then(|scored| ranking.items.get(scored.item));
    let tried = item.map(|item| item.listing.product_id);
    Page { shown, tried: tried.filter(|_| explored.is_moved()) }
}

/// Which new products a first page could have shown, and how visibly it did.
fn offers(query: &SearchQuery, ranking: &Ranking, order: &Order, by: &RankedBy, page: &Page) -> Vec<Offer> {
    let model = &by.clicks.model;
    let fair = model.fair_share(query.per_page, order.open);
    let new = order.items.iter().take(order.open).filter(|scored| scored.is_new);
    let offer = |scored: &Scored| {
        let listing = &ranking.items.get(scored.item)?.listing;
        let place = (1..).zip(&page.shown).find(|(_, (shown, _))| shown.item == scored.item);
        Some(Offer {
            product: listing.product_id,
            lender: listing.institution_id,
            category: listing.category,
            exposure: place.map_or(0.0, |(place, _)| model.propensity(place)),
            fair,
        })
    };
    new.filter_map(offer).collect()
}

/// The answer of a page.
pub(super) fn answer(
    query: &SearchQuery,
    ranking: &Ranking,
    order: &Order,
    by: &RankedBy,
    share: f64,
    draws: Draws,
) -> SearchAnswer {
    let judged = impersonal(query);
    let page = page(query, ranking, order, share, draws);
    let offers =
        if may_explore(query, share) { offers(query, ranking, order, by, &page) } else { Vec::new() };
    let shown = || {
        page.shown.iter().filter_map(|(scored, tried)| Some((ranking.items.get(scored.item)?, scored, tried)))
    };
    let results = shown().map(|(item, scored, exploration)| {
        let click = Click { probability: scored.click, basis: order.basis };
        let mut result = item.result(&judged, &by.policy, click, Some(Uuid::now_v7()));
        result.exploration = *exploration;
        result
    });
    let results = results.collect();
    let seen = shown().map(|(item, ..)| item.seen().circumstances.to_bytes().to_vec()).collect();
    count(query, share, &page);
    SearchAnswer {
        total: ranking.total,
        total_is_exact: ranking.total_is_exact,
        not_met_total: ranking.not_met_total,
        not_met_is_exact: ranking.not_met_is_exact,
        personalised: query.is_personalised(),
        payment_counts: query.counts_payment(),
        dismissed: ranking.left_out,
        page: query.page,
        per_page: query.per_page,
        took_ms: 0.0,
        policy_version: by.policy.version,
        model_version: by.predictor.name(),
        result_set: ranking.result_set.clone(),
        results,
        facets: ranking.facets.clone(),
        relax: ranking.relax.clone(),
        openings: ranking.openings.clone(),
        order: OrderToken { revision: order.revision, tried: page.tried },
        record: PageRecord { seen, offers },
    }
}

fn count(query: &SearchQuery, share: f64, page: &Page) {
    if may_explore(query, share) {
        let explored = page.shown.iter().any(|(_, exploration)| exploration.is_some());
        let outcome = if explored { "explored" } else { "plain" };
        metrics::counter!("lendlight_first_pages_total", "outcome" => outcome).increment(1);
    }
}
