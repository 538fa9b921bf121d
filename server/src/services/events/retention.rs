//! Looking after events that are there: what is old is deleted, and what no person did is marked.

use super::{DAY, MINUTE};
use crate::config::EventsConfig;
use crate::store::{EventGroup, Store, StoreError};
use domain::time::Timestamp;
use std::time::Duration;
use tokio::time::sleep;

/// Events deleted in one transaction, and the rest between two: others write meanwhile.
const BATCH: u32 = 2_000;
const REST: Duration = Duration::from_millis(20);
/// How far back is looked for those who were too fast; the job looks every minute.
const LOOK_BACK: i64 = 10 * MINUTE;

/// How many events were deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pruned {
    /// Impressions.
    pub impressions: u64,
    /// Clicks, and products put on lists.
    pub clicks: u64,
    /// Applications, decisions and payouts.
    pub decisions: u64,
}

/// Deletes what is older than configured, batch by batch.
///
/// # Errors
/// [`StoreError`]; what was deleted before stays so.
pub async fn prune(store: &dyn Store, config: &EventsConfig, now: Timestamp) -> Result<Pruned, StoreError> {
    let pruned = Pruned {
        impressions: prune_group(store, EventGroup::Impressions, config.impressions_days, now).await?,
        clicks: prune_group(store, EventGroup::Clicks, config.clicks_days, now).await?,
        decisions: prune_group(store, EventGroup::Decisions, config.decisions_days, now).await?,
    };
    Ok(pruned)
}

async fn prune_group(
    store: &dyn Store,
    group: EventGroup,
    days: u32,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let before = Timestamp::from_micros(now.micros().saturating_sub(i64::from(days).saturating_mul(DAY)));
    let name = match group {
        EventGroup::Impressions => "impressions",
        EventGroup::Clicks => "clicks",
        EventGroup::Decisions => "decisions",
    };
    let mut all = 0;
    loop {
        let gone = store.prune_events(group, before, BATCH).await?;
        metrics::counter!("lendlight_events_pruned_total", "group" => name).increment(gone);
        all += gone;
        if gone < u64::from(BATCH) {
            return Ok(all);
        }
        sleep(REST).await;
    }
}

/// Marks what was recorded lately under pseudonyms that were shown more pages in a minute than a person looks at.
/// A node marks at once what it sees itself; this finds those who ask several nodes.
///
/// # Errors
/// [`StoreError`].
pub async fn mark_fast(store: &dyn Store, config: &EventsConfig, now: Timestamp) -> Result<u64, StoreError> {
    let since = Timestamp::from_micros(now.micros().saturating_sub(LOOK_BACK));
    store.mark_fast(since, config.searches_per_minute).await
}
