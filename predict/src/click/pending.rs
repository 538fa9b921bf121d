//! Impressions that wait for a click, so that each is learned from once.
//!
//! A click is learned from at once; that there was none is known only when its time is up. A second click on the same
//! impression finds nothing waiting, so it counts nothing.

use super::{ClickModel, Impression};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Impressions that wait, in the order of their ids (UUIDv7s: of time), at most as many as there is room for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    capacity: usize,
    waiting: BTreeMap<Uuid, Impression>,
}

impl Pending {
    /// Room for so many impressions; at least one.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { capacity: capacity.max(1), waiting: BTreeMap::new() }
    }

    /// How many wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether none waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// An impression was shown. Where there is no room, the oldest is taken for not clicked.
    pub fn shown(&mut self, model: &mut ClickModel, id: Uuid, impression: Impression) {
        self.waiting.insert(id, impression);
        if self.waiting.len() > self.capacity
            && let Some((_, oldest)) = self.waiting.pop_first()
        {
            model.learn(&oldest, false);
        }
    }

    /// An impression was clicked; whether that was news.
    pub fn clicked(&mut self, model: &mut ClickModel, id: Uuid) -> bool {
        match self.waiting.remove(&id) {
            Some(impression) => {
                model.learn(&impression, true);
                true
            }
            None => false,
        }
    }

    /// Takes impressions shown before `before` for not clicked; how many.
    pub fn expire(&mut self, model: &mut ClickModel, before: Timestamp) -> usize {
        let count = self.waiting.len();
        self.waiting.retain(|_, impression| {
            let waits = impression.at >= before;
            if !waits {
                model.learn(impression, false);
            }
            waits
        });
        count - self.waiting.len()
    }
}
