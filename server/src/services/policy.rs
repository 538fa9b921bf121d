//! The ranking policy in force, kept in memory and refreshed beside the request path.

use crate::store::{Store, StoreError, default_policy};
use domain::ranking::RankingPolicy;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// The policy in force on this node.
pub struct PolicyInForce {
    current: RwLock<Arc<RankingPolicy>>,
    /// The newest version that failed its own checks, 0 for none: said once, not with every look.
    refused: AtomicU32,
}

impl PolicyInForce {
    /// Loads the policy in force from the store: the newest that passes its own checks.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be read.
    pub async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        let mut policy = store.current_policy().await?;
        let mut refused = None;
        while !is_usable(&policy) {
            refused.get_or_insert(policy.version);
            let earlier = store.policy(policy.version.saturating_sub(1)).await?;
            policy = earlier.unwrap_or_else(|| default_policy(policy.published_at));
        }
        let current = RwLock::new(Arc::new(policy));
        Ok(Self { current, refused: AtomicU32::new(refused.unwrap_or_default()) })
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
        let known = [self.current().version, self.refused.load(Ordering::Relaxed)];
        if known.contains(&newest.version) {
            return Ok(());
        }
        if is_usable(&newest) {
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(newest);
        } else {
            self.refused.store(newest.version, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// Whether a policy passes its own checks; the log is told why not.
fn is_usable(policy: &RankingPolicy) -> bool {
    policy
        .check()
        .inspect_err(|faults| {
            tracing::error!(version = policy.version, ?faults, "ranking policy cannot be used");
        })
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DatabaseConfig;
    use crate::store::{connect, sqlite_address};
    use domain::ranking::PartName;

    #[tokio::test]
    async fn a_policy_that_fails_its_checks_is_never_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let url = sqlite_address(&folder.path().join("test.db")).into();
        let store = connect(&DatabaseConfig { url, max_connections: 1 }).await.unwrap();
        store.migrate().await.unwrap();
        let running = PolicyInForce::load(store.as_ref()).await.unwrap();
        let first = running.current().as_ref().clone();
        let bought = [(PartName::Payout, 0.9), (PartName::Cost, 0.1)].into();
        store.add_policy(&RankingPolicy { version: 2, weights: bought, ..first.clone() }).await.unwrap();
        running.refresh(store.as_ref()).await.unwrap();
        let started = PolicyInForce::load(store.as_ref()).await.unwrap();
        for policy in [&running, &started] {
            assert_eq!(*policy.current(), first);
        }

        store.add_policy(&RankingPolicy { version: 3, ..first }).await.unwrap();
        for policy in [&running, &started] {
            policy.refresh(store.as_ref()).await.unwrap();
            assert_eq!(policy.current().version, 3);
        }
    }
}
