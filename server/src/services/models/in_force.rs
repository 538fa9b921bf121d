//! The models in force on this node.

use super::holder;
use crate::store::{Store, StoreError};
use predict::Predictor;
use predict::approval::ApprovalModel;
use predict::registry::{ModelKind, Role, model_name};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// The model that predicts on this node. A promotion is taken over whole: a search that has begun ends with the model
/// that it began with, the next one has the new one.
pub struct ModelsInForce {
    predictor: RwLock<Arc<Predictor>>,
    /// The version that is in force by the registry and cannot be used: said once, not with every look.
    refused: Mutex<Option<u32>>,
}

impl ModelsInForce {
    /// Loads the model in force from the store. One that cannot be used (another program's, a damaged one) leaves the
    /// priors to predict, and the log says why.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        let models = Self { predictor: RwLock::default(), refused: Mutex::default() };
        if let Some(predictor) = models.look(store).await? {
            models.take(predictor);
        }
        Ok(models)
    }

    /// What predicts.
    #[must_use]
    pub fn predictor(&self) -> Arc<Predictor> {
        self.predictor.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks whether another model was put into force. A model that cannot be used is not taken: the one that predicts
    /// stays.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be asked.
    pub async fn refresh(&self, store: &dyn Store) -> Result<(), StoreError> {
        if let Some(predictor) = self.look(store).await? {
            tracing::info!(predictor = %predictor.name(), "another model predicts from now on");
            self.take(predictor);
        }
        Ok(())
    }

    /// What is to predict from now on; `None` if that is what predicts already, or cannot be used.
    async fn look(&self, store: &dyn Store) -> Result<Option<Predictor>, StoreError> {
        let wanted = holder(store, ModelKind::Approval, Role::InForce).await?;
        if wanted == self.predictor().version() {
            *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = None;
            return Ok(None);
        }
        let Some(version) = wanted else { return Ok(Some(Predictor::default())) };
        if *self.refused.lock().unwrap_or_else(PoisonError::into_inner) == Some(version) {
            return Ok(None);
        }
        match read(store, version).await {
            Ok(model) => Ok(Some(Predictor::with(version, Arc::new(model)))),
            Err(Unusable::Store(error)) => Err(error),
            Err(unusable) => {
                let stays = self.predictor().name();
                let model = model_name(ModelKind::Approval, version);
                tracing::error!(%model, %unusable, %stays, "the model in force cannot be used");
                *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(version);
                Ok(None)
            }
        }
    }

    fn take(&self, predictor: Predictor) {
        *self.predictor.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(predictor);
    }
}

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
enum Unusable {
    #[error(transparent)]
    Store(StoreError),
    #[error("{0}")]
    Gone(StoreError),
    #[error("{0}")]
    Body(String),
}

async fn read(store: &dyn Store, version: u32) -> Result<ApprovalModel, Unusable> {
    let body = store.model_body(ModelKind::Approval, version).await.map_err(|error| match error {
        StoreError::NotFound | StoreError::Damaged(_) => Unusable::Gone(error),
        other => Unusable::Store(other),
    })?;
    // Reading takes milliseconds of a processor, which requests should have.
    let reading = tokio::task::spawn_blocking(move || ApprovalModel::read(&body)).await;
    reading
        .map_err(|error| Unusable::Body(error.to_string()))?
        .map_err(|error| Unusable::Body(error.to_string()))
}
