//! The ranking policy in force, kept in memory and refreshed beside the request path.

use crate::store::{Store, StoreError};
use domain::ranking::RankingPolicy;
use std::sync::{Arc, PoisonError, RwLock};

/// The policy in force on this node.
pub struct PolicyInForce {
    current: RwLock<Arc<RankingPolicy>>,
}

impl PolicyInForce {
    /// Loads the policy in force from the store.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read.
    pub async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        Ok(Self { current: RwLock::new(Arc::new(store.current_policy().await?)) })
    }

    /// The policy in force.
    #[must_use]
    pub fn current(&self) -> Arc<RankingPolicy> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks whether another node published a newer policy. A policy that fails its own checks is not taken:
    /// the one in force stays, and the log says why.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be asked.
    pub async fn refresh(&self, store: &dyn Store) -> Result<(), StoreError> {
        let newest = store.current_policy().await?;
        if newest.version == self.current().version {
            return Ok(());
        }
        match newest.check() {
            Ok(()) => *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(newest),
            Err(faults) => {
                tracing::error!(version = newest.version, ?faults, "ranking policy cannot be used");
            }
        }
        Ok(())
    }
}
