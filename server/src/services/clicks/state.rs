//! The click model as it is stored: whole now and then, and what changes in between.

use super::Clicks;
use crate::store::{ClickLearning, LearningState, Lesson, Store, StoreError};
use domain::time::Timestamp;
use predict::click::{ClickDelta, ClickModel, VERSION};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// Changes read at once.
const PAGE: u32 = 100;

/// How long a model that was taught elsewhere may take to be written, in microseconds.
const BEGINS_WITHIN: i64 = 60_000_000;

/// What is stored under a number, in `postcard`'s form: first what never changes, so that another program's is told
/// from a damaged one.
#[derive(Serialize, Deserialize)]
struct Stored<T> {
    version: String,
    origin: Origin,
    of: T,
}

/// What a model began with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Origin {
    /// When the first impression was learned.
    pub(super) since: Timestamp,
    /// Whether it began with simulated clicks.
    pub(super) simulated: bool,
}

/// A stored state cannot be used by this program.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unusable(String);

fn write<T: Serialize>(origin: Origin, of: T) -> Result<Vec<u8>, Unusable> {
    let stored = Stored { version: VERSION.to_owned(), origin, of };
    postcard::to_stdvec(&stored).map_err(|error| Unusable(error.to_string()))
}

fn read<T: for<'a> Deserialize<'a>>(body: &[u8]) -> Result<(Origin, T), Unusable> {
    let unreadable = |error: postcard::Error| Unusable(format!("it cannot be read: {error}"));
    let (version, _): (String, _) = postcard::take_from_bytes(body).map_err(unreadable)?;
    if version != VERSION {
        return Err(Unusable(format!("it is of version {version}, this program reads {VERSION}")));
    }
    let stored: Stored<T> = postcard::from_bytes(body).map_err(unreadable)?;
    Ok((stored.origin, stored.of))
}

/// A whole model as it is stored.
pub(super) fn snapshot(model: &ClickModel, origin: Origin) -> Result<Vec<u8>, Unusable> {
    write(origin, model)
}

/// A change as it is stored.
pub(super) fn delta(delta: &ClickDelta, origin: Origin) -> Result<Vec<u8>, Unusable> {
    write(origin, delta)
}

/// A model that is brought up to what is stored.
pub(super) struct Following {
    pub(super) clicks: Clicks,
    /// How many changes ago the model was stored whole.
    pub(super) since_snapshot: u64,
    /// The change that could not be followed, said once.
    lost_at: Option<u64>,
}

impl Following {
    pub(super) fn new() -> Self {
        Self { clicks: Clicks::default(), since_snapshot: 0, lost_at: None }
    }

    /// Brings the model to the newest change; answers whether anything is new. A change that is missing or cannot be
    /// read is passed by taking a newer whole model, if there is one.
    pub(super) async fn follow(&mut self, store: &dyn ClickLearning) -> Result<bool, StoreError> {
        let before = self.clicks.seq;
        let mut may_take_whole = true;
        loop {
            let deltas = store.click_deltas(self.clicks.seq, PAGE).await?;
            let is_last = deltas.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
            let (seq, outcome) = self.apply(deltas);
            match outcome {
                Ok(()) if is_last && seq == self.clicks.seq => {
                    // A snapshot without a delta leads further too.
                    if may_take_whole && self.is_behind(store).await? && self.take_whole(store).await? {
                        may_take_whole = false;
                        continue;
                    }
                    break;
                }
                Ok(()) => {}
                Err(reason) => {
                    if may_take_whole && self.take_whole(store).await? {
                        may_take_whole = false;
                        continue;
                    }
                    if self.lost_at != Some(seq) {
                        tracing::error!(seq, %reason, "a change of the click model cannot be followed");
                        self.lost_at = Some(seq);
                    }
                    break;
                }
            }
        }
        Ok(self.clicks.seq != before)
    }

    /// Applies changes as far as they follow; answers where it stopped and why.
    fn apply(&mut self, deltas: Vec<(u64, Vec<u8>)>) -> (u64, Result<(), Unusable>) {
        for (seq, body) in deltas {
            if seq != self.clicks.seq + 1 {
                return (seq, Err(Unusable("changes before it are missing".to_owned())));
            }
            let applied = read::<ClickDelta>(&body).and_then(|(origin, delta)| {
                let model = Arc::make_mut(&mut self.clicks.model);
                model.apply(delta).map_err(|error| Unusable(error.to_string()))?;
                Ok(origin)
            });
            match applied {
                Ok(origin) => {
                    self.clicks.since = Some(origin.since);
                    self.clicks.simulated = origin.simulated;
                }
                Err(reason) => return (seq, Err(reason)),
            }
            self.clicks.seq = seq;
            self.since_snapshot += 1;
        }
        (self.clicks.seq, Ok(()))
    }

    async fn is_behind(&self, store: &dyn ClickLearning) -> Result<bool, StoreError> {
        Ok(store.click_learning().await?.seq > self.clicks.seq)
    }

    /// Takes the newest whole model if it is newer than what is there.
    async fn take_whole(&mut self, store: &dyn ClickLearning) -> Result<bool, StoreError> {
        let Some((seq, body)) = store.click_snapshot().await?.filter(|(seq, _)| *seq > self.clicks.seq)
        else {
            return Ok(false);
        };
        // It takes milliseconds of a processor, which requests should have.
        let reading = tokio::task::spawn_blocking(move || read::<ClickModel>(&body)).await;
        let outcome = reading.map_err(|error| Unusable(error.to_string())).and_then(|read| read);
        match outcome {
            Ok((Origin { since, simulated }, model)) => {
                self.clicks = Clicks { seq, model: Arc::new(model), since: Some(since), simulated };
                self.since_snapshot = 0;
                self.lost_at = None;
                Ok(true)
            }
            Err(reason) => {
                if self.lost_at != Some(seq) {
                    tracing::error!(seq, %reason, "the stored click model cannot be used");
                    self.lost_at = Some(seq);
                }
                Ok(false)
            }
        }
    }
}

/// Begins with a model that was taught elsewhere.
///
/// # Errors
/// [`StoreError::Conflict`] if something is learned already, or a node is learning.
pub async fn begin(
    store: &dyn Store,
    model: &ClickModel,
    simulated: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let node = Uuid::now_v7();
    let state = store.click_learning().await?;
    let until = Timestamp::from_micros(now.micros().saturating_add(BEGINS_WITHIN));
    if state.seq > 0 || !store.lead_clicks(node, now, until).await? {
        return Err(StoreError::Conflict("clicks are learned from already".to_owned()));
    }
    let body = snapshot(model, Origin { since: now, simulated });
    let body = body.map_err(|error| StoreError::Refused(error.to_string()))?;
    let lesson = Lesson {
        node,
        after: 0,
        decided_until: state.decided_until,
        delta: None,
        clicks: Vec::new(),
        offers: Vec::new(),
        snapshot: Some(body),
        keep_deltas: 0,
        at: now,
    };
    let outcome = store.learn_clicks(&lesson).await;
    store.leave_clicks(node).await?;
    outcome
}

/// What can be said of the click model in the store.
#[derive(Debug, Clone, PartialEq)]
pub struct ClickReport {
    /// How far the learning is, and who learns.
    pub state: LearningState,
    /// The model as it is stored.
    pub clicks: Clicks,
}

/// Reads the click model from the store.
///
/// # Errors
/// [`StoreError`].
pub async fn report(store: &dyn Store) -> Result<ClickReport, StoreError> {
    let mut following = Following::new();
    following.follow(store).await?;
    Ok(ClickReport { state: store.click_learning().await?, clicks: following.clicks })
}
