//! Trains once a day, off the request path: one thread, at an hour that the configuration names.

use crate::clock;
use crate::config::ModelsConfig;
use crate::services::models::training::{Control, TrainingError, train_from_decisions};
use crate::services::models::{Reason, holder, report};
use crate::services::progress::Silent;
use crate::store::{Store, StoreError};
use domain::evaluation::Shift;
use domain::time::Timestamp;
use predict::approval::TrainError;
use predict::registry::{ModelKind, Role, model_name};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;
/// A model that is younger than this was trained by another node for the same night.
const TRAINED_TONIGHT: i64 = 12 * HOUR;

/// The job while it runs.
pub struct TrainingJob {
    task: JoinHandle<()>,
    cancelled: Arc<AtomicBool>,
}

impl TrainingJob {
    /// Starts the job; without an hour in the configuration it never trains.
    #[must_use]
    pub fn start(store: Arc<dyn Store>, config: ModelsConfig) -> Self {
        let cancelled = Arc::new(AtomicBool::new(false));
        let control = Control { progress: Arc::new(Silent), cancelled: cancelled.clone() };
        let task = tokio::spawn(async move {
            let Some(hour) = config.hour() else { return };
            loop {
                tokio::time::sleep(until(hour, clock::now())).await;
                night(&store, &config, &control).await;
            }
        });
        Self { task, cancelled }
    }

    /// Ends it; a training that runs ends with its next tree, and nothing of it is kept.
    pub fn stop(self) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.task.abort();
    }
}

async fn night(store: &Arc<dyn Store>, config: &ModelsConfig, control: &Control) {
    let started = Instant::now();
    match train(store, config, control).await {
        Ok(()) => {}
        Err(TrainingError::Train(TrainError::TooFew { found })) => {
            tracing::info!(decisions = found, "too few decisions to learn from yet: what predicts stays");
        }
        Err(error) => tracing::error!(%error, "no model could be trained: what predicts stays"),
    }
    metrics::histogram!("lendlight_training_seconds").record(started.elapsed().as_secs_f64());
    if let Err(error) = look_back(store.as_ref(), clock::now()).await {
        tracing::error!(%error, "how predictions turned out could not be looked at");
    }
}

/// How what predicts has turned out, for the metrics; what has moved far is said in the log too.
async fn look_back(store: &dyn Store, now: Timestamp) -> Result<(), report::ReportError> {
    let version = holder(store, ModelKind::Approval, Role::InForce).await?;
    let report = report::report(store, version, now).await?;
    report::record(&report);
    let drifts = report.recent_drift.iter().flat_map(|drifts| drifts.features.iter().chain([&drifts.score]));
    for drift in drifts.filter(|drift| drift.shift == Shift::Much) {
        tracing::warn!(of = %drift.name, psi = drift.psi, "applications have moved far from what was learned from");
    }
    Ok(())
}

async fn train(
    store: &Arc<dyn Store>,
    config: &ModelsConfig,
    control: &Control,
) -> Result<(), TrainingError> {
    let now = clock::now();
    if is_trained(store.as_ref(), now).await? {
        return Ok(());
    }
    let reason = Reason { actor: "schedule", why: "the training of the night", at: now };
    let outcome = train_from_decisions(store, config.promote_automatically, reason, control).await?;
    if let Some(outcome) = outcome {
        let model = model_name(ModelKind::Approval, outcome.version);
        let quality = &outcome.record.quality;
        tracing::info!(%model, auc = quality.auc, ece = quality.ece, promoted = outcome.promoted, "trained");
        for refusal in &outcome.refusals {
            tracing::warn!(%model, %refusal, "may not be promoted");
        }
    }
    Ok(())
}

async fn is_trained(store: &dyn Store, now: Timestamp) -> Result<bool, StoreError> {
    let newest = store.newest_models(ModelKind::Approval, 1).await?;
    let is_recent = |at: Timestamp| now.micros().saturating_sub(at.micros()) < TRAINED_TONIGHT;
    Ok(newest.iter().any(|model| !model.record.data.simulated && is_recent(model.record.trained_at)))
}

/// How long until an hour of the day, UTC, comes next.
fn until(hour: u8, now: Timestamp) -> Duration {
    let wait = (i64::from(hour) * HOUR - now.micros()).rem_euclid(DAY);
    // At the hour itself, the next day's is meant: the training of this one has begun.
    let wait = if wait == 0 { DAY } else { wait };
    Duration::from_micros(u64::try_from(wait).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_comes_once_a_day() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        for (now, seconds) in [
            ("2026-01-05T01:30:00Z", 5_400),
            ("2026-01-05T03:00:00Z", 86_400),
            ("2026-01-05T03:00:01Z", 86_399),
            ("2026-01-05T23:00:00Z", 14_400),
        ] {
            assert_eq!(until(3, at(now)), Duration::from_secs(seconds), "{now}");
        }
    }
}
