//! Learning from clicks while they come: one node learns, all serve what it has learned.
//!
//! [`Learner`] reads events from the store, teaches the click model and writes each change with everything that it came
//! from in one transaction; the learners of other nodes follow what it writes. What serves is a [`Clicks`]: a model
//! that nobody changes any more, exchanged whole for the next one, so that no search waits for learning.

mod learner;
mod offers;
mod state;

pub use learner::{Learner, Round};
pub use state::{ClickReport, begin, report};

use crate::store::{Store, StoreError};
use domain::answer::{Basis, Offer};
use domain::time::Timestamp;
use offers::Offers;
use predict::click::ClickModel;
use predict::click::feature::Seen;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Notify;

/// What predicts clicks, as of one change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clicks {
    /// The change; 0 before anything was learned.
    pub seq: u64,
    /// The model.
    pub model: Arc<ClickModel>,
    /// When the first impression was learned.
    pub since: Option<Timestamp>,
    /// Whether it began with simulated clicks.
    pub simulated: bool,
}

impl Clicks {
    /// What its predictions rest on: while nothing is learned they are the documented assumptions'.
    #[must_use]
    pub fn basis(&self) -> Basis {
        match (self.model.impressions(), self.simulated) {
            (0, _) => Basis::Prior,
            (_, true) => Basis::SimulatedModel,
            (_, false) => Basis::Model,
        }
    }

    /// Predicts one showing.
    #[must_use]
    pub fn predict(&self, seen: &Seen<'_>, at: Timestamp) -> predict::click::Prediction {
        self.model.predict_seen(seen, at)
    }
}

/// The click model in force on this node, and what the node tells its learner.
#[derive(Default)]
pub struct ClicksInForce {
    current: RwLock<Arc<Clicks>>,
    news: Notify,
    offers: Offers,
}

impl ClicksInForce {
    /// What is learned already. It is kept up to date by a [`Learner`].
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        let in_force = Self::default();
        in_force.put(report(store).await?.clicks);
        Ok(in_force)
    }

    /// What predicts now.
    #[must_use]
    pub fn current(&self) -> Arc<Clicks> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn put(&self, clicks: Clicks) {
        metrics::gauge!("lendlight_click_model_revision").set(clicks.seq as f64);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(clicks);
    }

    /// Tells the learner that somebody clicked.
    pub fn clicked(&self) {
        self.news.notify_one();
    }

    /// Waits until somebody clicks; a click that came since the last time counts.
    pub async fn news(&self) {
        self.news.notified().await;
    }

    /// Counts that a first page could have shown new products.
    pub fn offered(&self, offers: &[Offer]) {
        self.offers.add(offers);
    }
}
