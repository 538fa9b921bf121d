//! What is in force on this node: the ranking policy and the models. Kept in memory and refreshed beside the request
//! path, so that no search waits for either.

use crate::services::clicks::ClicksInForce;
use crate::services::models::ModelsInForce;
use crate::services::policy::PolicyInForce;
use crate::store::{Store, StoreError};
use std::sync::Arc;

/// The ranking policy and the models in force on this node.
#[derive(Clone)]
pub struct InForce {
    /// The ranking policy.
    pub policy: Arc<PolicyInForce>,
    /// The models that were trained.
    pub models: Arc<ModelsInForce>,
    /// The click model, which learns while it serves; its own job keeps it.
    pub clicks: Arc<ClicksInForce>,
}

impl InForce {
    /// Loads what is in force from the store.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read.
    pub async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        let policy = Arc::new(PolicyInForce::load(store).await?);
        let models = Arc::new(ModelsInForce::load(store).await?);
        let clicks = Arc::new(ClicksInForce::load(store).await?);
        Ok(Self { policy, models, clicks })
    }

    /// Looks whether another process published a policy or promoted a model.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be asked; what was in force stays.
    pub async fn refresh(&self, store: &dyn Store) -> Result<(), StoreError> {
        self.policy.refresh(store).await?;
        self.models.refresh(store).await
    }
}
