//! A page of results as impressions.

use domain::answer::SearchAnswer;
use domain::event::{Impression, ModelInputs, Origin};
use domain::listing::Listing;
use domain::query::SearchQuery;
use domain::terms::Terms;
use domain::time::Timestamp;
use predict::Subject;
use predict::features::SCHEMA;
use uuid::Uuid;

/// One impression for each result of a page, under the ids that the results have already.
pub(super) fn impressions(
    answer: &SearchAnswer,
    query: &SearchQuery,
    origin: Origin,
    now: Timestamp,
) -> Vec<Impression> {
    let request_id = Uuid::now_v7();
    let before = answer.page.saturating_sub(1).saturating_mul(answer.per_page);
    let positions = (1..).map(|place: u32| before.saturating_add(place));
    let mut seen = answer.record.seen.iter();
    let shown = answer.results.iter().zip(positions).filter_map(|(result, position)| {
        let showing = seen.next();
        Some(Impression {
            id: result.impression_id?,
            request_id,
            shown_at: now,
            origin,
            product: result.listing.product_id,
            product_version: result.listing.version,
            category: result.listing.category,
            position,
            page: answer.page,
            // All but one place of a first page is computed, never drawn.
            propensity: result.exploration.map_or(1.0, |exploration| exploration.propensity),
            exploration: result.exploration.is_some(),
            policy_version: answer.policy_version,
            model_version: answer.model_version.clone(),
            approval: result.approval.probability,
            click: result.click.probability,
            showing: showing.cloned(),
            // What could not be found again could not be forgotten either.
            inputs: origin.pseudonym.and_then(|_| inputs(&result.listing, query)),
        })
    });
    shown.collect()
}

/// What the models are given of a product for a query, so that they can learn from it later.
fn inputs(listing: &Listing, query: &SearchQuery) -> Option<ModelInputs> {
    let terms = Terms::of(listing, query);
    let seen = Subject { listing, terms: &terms }.observation(query);
    ModelInputs::new(SCHEMA, seen.values()).ok()
}
