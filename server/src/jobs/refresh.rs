//! What a node looks after once a second: a policy that another node published, a model that
//! was promoted, and its own metrics.

use crate::services::in_force::InForce;
use crate::store::Store;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

const EVERY: Duration = Duration::from_secs(1);

/// Starts the job; aborting the handle ends it.
pub fn start(store: Arc<dyn Store>, in_force: InForce, metrics: PrometheusHandle) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut failing = false;
        loop {
            tokio::time::sleep(EVERY).await;
            // Histograms keep every measurement until somebody asks for them, and maybe nobody does.
            metrics.run_upkeep();
            let outcome = in_force.refresh(store.as_ref()).await;
            // Said once when it begins, not every second while a database is away.
            if let (Err(error), false) = (&outcome, failing) {
                tracing::warn!(%error, "ranking policy and models cannot be refreshed");
            }
            failing = outcome.is_err();
        }
    })
}
