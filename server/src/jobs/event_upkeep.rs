//! Looks after events: marks every minute what no person did, deletes every hour what is too old.

use crate::clock;
use crate::config::EventsConfig;
use crate::services::events::{Pruned, mark_fast, prune};
use crate::store::{Store, StoreError};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

const EVERY: Duration = Duration::from_secs(60);
/// Rounds from one pruning to the next.
const ROUNDS: u32 = 60;

/// Starts the job; aborting the handle ends it.
pub fn start(store: Arc<dyn Store>, config: EventsConfig) -> JoinHandle<()> {
    tokio::spawn(async move {
        for round in (0..ROUNDS).cycle() {
            tokio::time::sleep(EVERY).await;
            if let Err(error) = look_after(store.as_ref(), &config, round == 0).await {
                tracing::warn!(%error, "events cannot be looked after");
            }
        }
    })
}

async fn look_after(
    store: &dyn Store,
    config: &EventsConfig,
    is_time_to_prune: bool,
) -> Result<(), StoreError> {
    let marked = mark_fast(store, config, clock::now()).await?;
    if marked > 0 {
        tracing::info!(marked, "events are kept out of training: no person is as fast");
    }
    if is_time_to_prune {
        let pruned = prune(store, config, clock::now()).await?;
        if pruned != Pruned::default() {
            let Pruned { impressions, clicks, decisions } = pruned;
            tracing::info!(impressions, clicks, decisions, "old events are deleted");
        }
    }
    Ok(())
}
