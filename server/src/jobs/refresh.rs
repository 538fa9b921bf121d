//! What a node looks after once a second: a policy that another node published, a model that
//! was promoted, and its own metrics, how old the model is among them.

use crate::clock;
use crate::services::in_force::InForce;
use crate::store::{Store, StoreError};
use domain::time::Timestamp;
use metrics_exporter_prometheus::PrometheusHandle;
use predict::registry::ModelKind;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

const EVERY: Duration = Duration::from_secs(1);

/// Starts the job; aborting the handle ends it.
pub fn start(store: Arc<dyn Store>, in_force: InForce, metrics: PrometheusHandle) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut failing = false;
        let mut age = ModelAge::default();
        loop {
            tokio::time::sleep(EVERY).await;
            // Histograms keep every measurement until somebody asks for them, and maybe nobody does.
            metrics.run_upkeep();
            let outcome = match in_force.refresh(store.as_ref()).await {
                Ok(()) => age.tell(store.as_ref(), in_force.models.predictor().version()).await,
                failed => failed,
            };
            // Said once when it begins, not every second while a database is away.
            if let (Err(error), false) = (&outcome, failing) {
                tracing::warn!(%error, "ranking policy and models cannot be refreshed");
            }
            failing = outcome.is_err();
        }
    })
}

/// The version and time of training of the model whose age was told last.
#[derive(Default)]
struct ModelAge {
    of: Option<(u32, Timestamp)>,
}

impl ModelAge {
    /// Sets the age of the model in force; where the priors predict, which do not age, it is not a number.
    async fn tell(&mut self, store: &dyn Store, version: Option<u32>) -> Result<(), StoreError> {
        if self.of.map(|(version, _)| version) != version {
            let model = match version {
                Some(version) => store.model(ModelKind::Approval, version).await?,
                None => None,
            };
            self.of = version.zip(model.map(|model| model.record.trained_at));
        }
        let age = self
            .of
            .map_or(f64::NAN, |(_, at)| clock::now().micros().saturating_sub(at.micros()) as f64 / 1e6);
        metrics::gauge!("lendlight_model_age_seconds", "kind" => ModelKind::Approval.name()).set(age);
        Ok(())
    }
}
