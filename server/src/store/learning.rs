//! The store's side of the click model's learning.

use super::StoreError;
use async_trait::async_trait;
use domain::event::ModelInputs;
use domain::product::{Category, InstitutionId, ProductId};
use domain::time::Timestamp;
use uuid::Uuid;

/// How far the learning is, and who learns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LearningState {
    /// The node that learns; `None` if nobody does.
    pub holder: Option<Uuid>,
    /// It learns until then at least, unless it says so again.
    pub held_until: Timestamp,
    /// The newest change of the model; 0 before any.
    pub seq: u64,
    /// What was shown under ids up to this one has been decided: clicked, or not in time.
    pub decided_until: Uuid,
}

/// What was shown to a person, as the click model learns from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Showing {
    /// The impression.
    pub impression: Uuid,
    /// When.
    pub shown_at: Timestamp,
    /// The product.
    pub product: ProductId,
    /// Its lender; `None` if the catalogue does not know the product.
    pub lender: Option<InstitutionId>,
    /// Its category.
    pub category: Category,
    /// Its place in the whole list, from 1.
    pub position: u32,
    /// What predicted the chance of approval.
    pub model_version: String,
    /// What the click model looked at, in its own form.
    pub showing: Vec<u8>,
    /// What the approval model was given; `None` where nothing is kept, or any more.
    pub inputs: Option<ModelInputs>,
    /// When a person clicked, if one did.
    pub clicked_at: Option<Timestamp>,
}

/// First pages that could have shown a new product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClickOffer {
    /// Its id, a UUIDv7.
    pub id: Uuid,
    /// The product.
    pub product: ProductId,
    /// Its lender.
    pub lender: InstitutionId,
    /// Its category.
    pub category: Category,
    /// How many pages.
    pub pages: u32,
    /// The examined impressions that it had on them.
    pub exposure: f64,
    /// Those that an equal share would have given it.
    pub fair: f64,
}

/// One change of the model, with everything that it was learned from: all of it is kept, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The node that learned it.
    pub node: Uuid,
    /// The change that it follows; it becomes the next one.
    pub after: u64,
    /// Up to which id everything has been decided now.
    pub decided_until: Uuid,
    /// What changed; without it, nodes take the snapshot.
    pub delta: Option<Vec<u8>>,
    /// The impressions whose clicks were learned.
    pub clicks: Vec<Uuid>,
    /// The offers that were learned.
    pub offers: Vec<Uuid>,
    /// The whole model, now and then; older ones go.
    pub snapshot: Option<Vec<u8>>,
    /// How many deltas stay beside a snapshot, for nodes that are behind.
    pub keep_deltas: u32,
    /// When.
    pub at: Timestamp,
}

/// Learning from clicks: what there is to learn, and what was learned. One node learns at a time. That it is one is
/// convenience: a lesson that does not follow the newest, or is another node's, is refused, whatever clocks say.
#[async_trait]
pub trait ClickLearning: Send + Sync {
    /// How far the learning is.
    async fn click_learning(&self) -> Result<LearningState, StoreError>;

    /// Makes a node the one that learns until `until`, if nobody else is at `now`; answers whether it is.
    async fn lead_clicks(&self, node: Uuid, now: Timestamp, until: Timestamp) -> Result<bool, StoreError>;

    /// Gives the learning up, where the node has it.
    async fn leave_clicks(&self, node: Uuid) -> Result<(), StoreError>;

    /// What people clicked and nobody has learned yet, of impressions after `after`, in the order of their ids. A click
    /// whose impression is not written yet waits.
    async fn clicked_showings(&self, after: Uuid, limit: u32) -> Result<Vec<Showing>, StoreError>;

    /// What people were shown under ids after `after`, and before `before`, that nobody has learned yet, in the order of
    /// ids.
    async fn decided_showings(
        &self,
        after: Uuid,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<Showing>, StoreError>;

    /// Keeps a lesson.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if it does not follow the newest, or its node is not the one that learns.
    async fn learn_clicks(&self, lesson: &Lesson) -> Result<(), StoreError>;

    /// The newest snapshot with the change that it is of.
    async fn click_snapshot(&self) -> Result<Option<(u64, Vec<u8>)>, StoreError>;

    /// The changes after one, in their order.
    async fn click_deltas(&self, after: u64, limit: u32) -> Result<Vec<(u64, Vec<u8>)>, StoreError>;

    /// Adds offers that a node has counted.
    async fn add_click_offers(&self, offers: &[ClickOffer]) -> Result<(), StoreError>;

    /// The oldest offers that nobody has learned yet.
    async fn click_offers(&self, limit: u32) -> Result<Vec<ClickOffer>, StoreError>;
}
