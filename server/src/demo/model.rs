//! The demo's model: learned from simulated decisions on the demo's own products, so that what learning does can be
//! seen before any lender has decided anything. Every page that shows its chances says so.

use crate::services::models::Reason;
use crate::services::models::training::{Control, Outcome, TrainingError, train};
use crate::store::{Store, StoredProduct};
use domain::listing::Listing;
use domain::time::Timestamp;
use predict::simulate::{World, decisions};
use std::sync::Arc;

/// How many decisions are simulated: enough to pass every test that a model of real ones has to.
const DECISIONS: usize = 8_000;
/// How many products are read at once.
const PAGE: u32 = 500;

/// Trains on simulated decisions about everything on offer, and puts the model into force if it passes the tests.
///
/// # Errors
/// [`TrainingError`].
pub async fn train_demo(
    store: &Arc<dyn Store>,
    seed: u64,
    now: Timestamp,
    control: &Control,
) -> Result<Option<Outcome>, TrainingError> {
    let listings = listings(store.as_ref()).await?;
    let simulated = tokio::task::spawn_blocking(move || {
        let world = World::over(listings, seed);
        decisions(&world).take(DECISIONS).collect::<Vec<_>>()
    });
    let examples = simulated.await.map_err(|error| TrainingError::Failed(error.to_string()))?;
    let reason = Reason { actor: "lendlight", why: "the demo's model, of simulated decisions", at: now };
    train(store, examples, true, true, reason, control).await
}

pub(super) async fn listings(store: &dyn Store) -> Result<Vec<Listing>, TrainingError> {
    let mut listings = Vec::new();
    let mut after = None;
    loop {
        let page = store.products_after(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(listings) };
        after = Some(last.id);
        listings
            .extend(page.iter().filter(|stored| stored.withdrawn_at.is_none()).map(StoredProduct::listing));
    }
}
