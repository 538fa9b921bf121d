//! Learns from clicks beside the requests: at once when somebody clicks on this node, within a quarter of a second when
//! it was another node.

use crate::clock;
use crate::config::ClicksConfig;
use crate::services::clicks::{ClicksInForce, Learner};
use crate::store::{Store, StoreError};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

/// How often is looked for what other nodes recorded or learned.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// The least time from one round to the next: a model is exchanged a few times a second at most.
const PAUSE: Duration = Duration::from_millis(150);
/// How long is waited where the store fails.
const AFTER_FAULT: Duration = Duration::from_secs(2);

/// The job while it runs.
pub struct ClickJob {
    store: Arc<dyn Store>,
    node: Uuid,
    task: JoinHandle<()>,
}

impl ClickJob {
    /// Takes up what is learned already, and starts.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn start(
        store: Arc<dyn Store>,
        clicks: Arc<ClicksInForce>,
        config: &ClicksConfig,
    ) -> Result<Self, StoreError> {
        let node = Uuid::now_v7();
        let learner = Learner::load(store.clone(), clicks.clone(), config, node).await?;
        let task = tokio::spawn(run(learner, clicks));
        Ok(Self { store, node, task })
    }

    /// This process's name among those that may learn.
    #[must_use]
    pub const fn node(&self) -> Uuid {
        self.node
    }

    /// Ends it; another node can learn at once.
    pub async fn stop(self) {
        self.abort();
        let _ = self.task.await;
        if let Err(error) = self.store.leave_clicks(self.node).await {
            tracing::warn!(%error, "other nodes learn from clicks only after a while");
        }
    }

    /// Ends it as the end of the process would.
    pub fn abort(&self) {
        self.task.abort();
    }
}

async fn run(mut learner: Learner, clicks: Arc<ClicksInForce>) {
    let mut is_failing = false;
    loop {
        match learner.round(clock::now()).await {
            Ok(round) => {
                is_failing = false;
                sleep(PAUSE).await;
                if !round.has_more {
                    // Whether there is news or time is up, the round finds out what there is.
                    let _ = timeout(LOOK_EVERY, clicks.news()).await;
                }
            }
            Err(error) => {
                // Said once when it begins, not every time while a database is away.
                if !is_failing {
                    tracing::warn!(%error, "nothing is learned from clicks");
                }
                is_failing = true;
                sleep(AFTER_FAULT).await;
            }
        }
    }
}
