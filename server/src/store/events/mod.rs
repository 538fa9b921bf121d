//! Events: what happens to results once they are shown.

mod history;
mod rows;
mod write;

pub(super) use rows::{inputs as read_inputs, uuid as read_uuid};

use super::StoreError;
use async_trait::async_trait;
use domain::event::{
    Application, Click, Decision, DeclineReason, EventKind, Funding, Impression, Listed, Outcome, Pseudonym,
};
use domain::product::ProductId;
use domain::time::Timestamp;
use serde::Serialize;
use uuid::Uuid;

/// Recording events. Whatever is recorded a second time changes nothing.
#[async_trait]
pub trait Events: Send + Sync {
    /// Writes impressions in one transaction; answers how many are new.
    async fn add_impressions(&self, impressions: &[Impression]) -> Result<u64, StoreError>;

    /// Whether an impression is written.
    async fn has_impression(&self, id: Uuid) -> Result<bool, StoreError>;

    /// Records a click, whether or not its impression is written yet; answers whether it is the impression's first.
    async fn add_click(&self, click: &Click) -> Result<bool, StoreError>;

    /// Records that a product was put on a list; answers whether that is new.
    async fn add_listed(&self, listed: &Listed) -> Result<bool, StoreError>;

    /// Records an application; answers whether it is new.
    async fn add_application(&self, application: &Application) -> Result<bool, StoreError>;

    /// Records a decision; answers whether it is the application's latest.
    async fn add_decision(&self, decision: &Decision) -> Result<bool, StoreError>;

    /// Records a payout; answers whether it is the application's first.
    async fn add_funding(&self, funding: &Funding) -> Result<bool, StoreError>;
}

/// An impression with what followed from it.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingRow {
    /// The impression.
    pub impression: Impression,
    /// When a person clicked; a program's click is none.
    pub clicked_at: Option<Timestamp>,
    /// The first application that it led to.
    pub application: Option<Uuid>,
    /// What the lender decided.
    pub decision: Option<Decision>,
    /// When the loan was paid out.
    pub funded_at: Option<Timestamp>,
}

/// An application with what followed from it.
#[derive(Debug, Clone, PartialEq)]
pub struct ApplicationRow {
    /// The application.
    pub application: Application,
    /// What the lender decided.
    pub decision: Option<Decision>,
    /// When the loan was paid out.
    pub funded_at: Option<Timestamp>,
}

/// Which rows to read next, in the order of their ids, which is that of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowWindow {
    /// After this one; `None` for the first.
    pub after: Option<Uuid>,
    /// Minted at this time or later.
    pub from: Timestamp,
    /// Minted before this time.
    pub until: Timestamp,
    /// At most so many.
    pub limit: u32,
}

/// One event of a person, for their own eyes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonalEvent {
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// To which product; `None` where that is not known any more.
    pub product_id: Option<ProductId>,
    /// How the lender decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Why it declined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<DeclineReason>,
}

/// How many events of a kind there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EventCount {
    /// The kind.
    pub kind: EventKind,
    /// All of them.
    pub count: u64,
    /// Those taken for programs'.
    pub bots: u64,
    /// When the oldest happened.
    pub oldest: Option<Timestamp>,
}

/// Events that are forgotten after the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventGroup {
    /// Impressions.
    Impressions,
    /// Clicks, and products put on lists.
    Clicks,
    /// Applications, decisions and payouts.
    Decisions,
}

/// Reading events, and forgetting them.
#[async_trait]
pub trait EventHistory: Send + Sync {
    /// Impressions of people, not of programs, with what followed from them. An empty answer is the end; a shorter
    /// one than asked for is not.
    async fn training_rows(&self, window: RowWindow) -> Result<Vec<TrainingRow>, StoreError>;

    /// Applications of people, with what followed from them.
    async fn application_rows(&self, window: RowWindow) -> Result<Vec<ApplicationRow>, StoreError>;

    /// Everything recorded under a pseudonym, oldest first.
    async fn events_of(&self, pseudonym: Pseudonym) -> Result<Vec<PersonalEvent>, StoreError>;

    /// Cuts a pseudonym, and what the models were told of its holder, from every event; answers how many there were.
    async fn forget_person(&self, pseudonym: Pseudonym) -> Result<u64, StoreError>;

    /// Puts the events of one pseudonym under another; answers how many there were.
    async fn rename_person(&self, from: Pseudonym, to: Pseudonym) -> Result<u64, StoreError>;

    /// Marks as programs' what is recorded since a time under pseudonyms that were shown more than `pages` pages in
    /// some minute since then; answers how many events.
    async fn mark_fast(&self, since: Timestamp, pages: u32) -> Result<u64, StoreError>;

    /// Deletes at most `limit` events of each kind of a group, the oldest first, that belong to ids minted before a
    /// time; answers how many.
    async fn prune_events(&self, group: EventGroup, before: Timestamp, limit: u32)
    -> Result<u64, StoreError>;

    /// How much there is, a kind each.
    async fn event_counts(&self) -> Result<Vec<EventCount>, StoreError>;
}
