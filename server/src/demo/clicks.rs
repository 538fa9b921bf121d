//! The demo's click model: learned from simulated visits to the demo's own products, so that its order does not begin
//! at nothing. What real visitors click teaches it on; it stays marked as simulated.

use super::model::listings;
use crate::services::clicks;
use crate::services::models::training::TrainingError;
use crate::store::{Store, StoreError};
use domain::time::Timestamp;
use predict::click::ClickModel;
use predict::random::Random;
use predict::simulate::world::Outcome;
use predict::simulate::{Learner, Ranker, World};
use std::sync::Arc;

/// How many visits are simulated: enough that what borrowers look for orders results.
const VISITS: u64 = 3_000;
/// From one visit to the next, in microseconds: two months in all, so that the last ones still count in full.
const BETWEEN: i64 = 30 * 60 * 1_000_000;
const PAGE_LENGTH: u32 = 10;

/// Simulates visits to everything on offer, and begins the click model with what they taught. Where something is
/// learned already, nothing is done.
///
/// # Errors
/// [`TrainingError`].
pub async fn train_demo_clicks(
    store: &Arc<dyn Store>,
    seed: u64,
    now: Timestamp,
) -> Result<(), TrainingError> {
    let world = World::over(listings(store.as_ref()).await?, seed);
    let simulated = tokio::task::spawn_blocking(move || simulated(&world, now));
    let model = simulated.await.map_err(|error| TrainingError::Failed(error.to_string()))?;
    match clicks::begin(store.as_ref(), &model, true, now).await {
        Ok(()) | Err(StoreError::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn simulated(world: &World, now: Timestamp) -> ClickModel {
    let mut learner = Learner::default();
    for number in 0..VISITS {
        let ago = BETWEEN.saturating_mul(i64::try_from(VISITS - number).unwrap_or_default());
        let at = Timestamp::from_micros(now.micros().saturating_sub(ago));
        let visit = world.visit(number, at, |_| true);
        let mut random = Random::keyed(world.seed(), &[9, number]);
        let shown = learner.page(world, &visit, PAGE_LENGTH, [random.unit(), random.unit()]);
        // The model of approvals has learned already (`super::model`): decisions teach nothing here.
        let undecided = |outcome| Outcome { approved: None, ..outcome };
        let outcomes: Vec<_> =
            shown.iter().map(|shown| undecided(world.outcome(&visit, shown.placed))).collect();
        learner.learn(world, &visit, &outcomes);
    }
    learner.clicks
}
