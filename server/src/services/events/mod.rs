//! Events: what happens to results once they are shown.
//!
//! Impressions are many, and one that is lost does no harm: they go through a bounded queue ([`queue`]) and never keep
//! a search waiting. Everything else is in the database before it is acknowledged.

mod person;
mod queue;
mod retention;
mod shown;

pub use person::Person;
pub use queue::{ImpressionQueue, QueueWorker, impression_queue};
pub use retention::{Pruned, mark_fast, prune};

use crate::config::EventsConfig;
use crate::services::clicks::ClicksInForce;
use crate::services::rate_limit::household;
use crate::services::token_bucket::TokenBuckets;
use crate::store::{PersonalEvent, Store, StoreError};
use domain::answer::SearchAnswer;
use domain::event::{
    Application, BotReason, Click, Decision, EventKind, Funding, Listed, ListedAs, Origin, Pseudonym,
    Surface, minted_at,
};
use domain::product::ProductId;
use domain::query::SearchQuery;
use domain::time::Timestamp;
use person::Pseudonyms;
use std::net::IpAddr;
use std::sync::Arc;
use uuid::Uuid;

const MINUTE: i64 = 60 * 1_000_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// How long an impression may be on its way to the database: a click within that time is taken at its word.
const ON_ITS_WAY: i64 = 10 * MINUTE;
/// How far another node's clock may be ahead.
const AHEAD: i64 = MINUTE;

/// Why an event is not recorded.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// No impression has this id (any more).
    #[error("no such impression")]
    Unknown,
    /// Too many from there.
    #[error("too many events")]
    TooMany,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who asks, as far as events know them.
#[derive(Debug, Clone, Copy)]
pub struct Client {
    /// Where, and under which pseudonym.
    pub origin: Origin,
    /// The network address: counted by in memory, and kept nowhere.
    pub address: IpAddr,
    /// Whether nobody looks yet: a browser fetches ahead, or only asks whether the page is there.
    pub is_ahead: bool,
}

/// By whom is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Counted {
    Person(Pseudonym),
    Household(IpAddr),
}

impl Client {
    fn counted(&self) -> Counted {
        let household = || Counted::Household(household(self.address));
        self.origin.pseudonym.map_or_else(household, Counted::Person)
    }
}

/// The event service of one node.
pub struct EventService {
    store: Arc<dyn Store>,
    pseudonyms: Pseudonyms,
    queue: ImpressionQueue,
    learning: Arc<ClicksInForce>,
    pages: TokenBuckets<Counted>,
    /// Of those who are too fast, as much again is recorded, marked, for operators to look at; the rest is dropped.
    fast: TokenBuckets<Counted>,
    clicks: TokenBuckets<Counted>,
    impressions_days: u32,
}

impl EventService {
    /// A service over a store, and the worker that writes its impressions; the worker has to be run. `master` is the
    /// session key; `learning` is told what there is to learn.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        config: &EventsConfig,
        master: &[u8],
        learning: Arc<ClicksInForce>,
    ) -> (Self, QueueWorker) {
        let (queue, worker) = impression_queue(store.clone(), config);
        let service = Self {
            store,
            pseudonyms: Pseudonyms::new(master),
            queue,
            learning,
            pages: TokenBuckets::new(config.searches_per_minute),
            fast: TokenBuckets::new(config.searches_per_minute),
            clicks: TokenBuckets::new(config.clicks_per_minute),
            impressions_days: config.impressions_days,
        };
        (service, worker)
    }

    /// Under which pseudonym a person's events are.
    #[must_use]
    pub fn pseudonym(&self, person: Person) -> Pseudonym {
        self.pseudonyms.of(person)
    }

    /// Records a page of results that is shown. Never waits.
    pub fn shown(&self, answer: &SearchAnswer, query: &SearchQuery, client: Client, now: Timestamp) {
        if client.is_ahead || answer.results.is_empty() {
            return;
        }
        let mut origin = client.origin;
        if !self.pages.take(client.counted(), now) {
            if !self.fast.take(client.counted(), now) {
                return queue::dropped(answer.results.len());
            }
            origin.bot = origin.bot.or(Some(BotReason::Rate));
        }
        if origin.bot.is_none() {
            self.learning.offered(&answer.record.offers);
        }
        self.queue.push(shown::impressions(answer, query, origin, now));
    }

    /// Records that somebody opened a product that was shown. The first click of an impression counts, others change
    /// nothing.
    ///
    /// # Errors
    /// [`EventError::TooMany`]; [`EventError::Unknown`] if nothing was shown under this id, or too long ago; and
    /// [`EventError::Store`].
    pub async fn click(&self, impression: Uuid, client: Client, now: Timestamp) -> Result<(), EventError> {
        if client.is_ahead {
            return Ok(());
        }
        if !self.clicks.take(client.counted(), now) {
            return Err(EventError::TooMany);
        }
        let age = minted_at(impression).map(|at| now.micros().saturating_sub(at.micros()));
        let oldest = i64::from(self.impressions_days).saturating_mul(DAY);
        match age {
            Some(age) if (-AHEAD..=ON_ITS_WAY).contains(&age) => {}
            Some(age)
                if age > ON_ITS_WAY && age <= oldest && self.store.has_impression(impression).await? => {}
            _ => return Err(EventError::Unknown),
        }
        let click = Click { impression, clicked_at: now, origin: client.origin };
        let is_new = self.store.add_click(&click).await?;
        written(EventKind::Click, is_new);
        if is_new && client.origin.bot.is_none() {
            self.learning.clicked();
        }
        Ok(())
    }

    /// Records that somebody put a product on a list; once a day for a person, a product and a list.
    ///
    /// # Errors
    /// [`EventError::TooMany`] or [`EventError::Store`].
    pub async fn listed(
        &self,
        listed_as: ListedAs,
        product: ProductId,
        client: Client,
        now: Timestamp,
    ) -> Result<(), EventError> {
        if !self.clicks.take(client.counted(), now) {
            return Err(EventError::TooMany);
        }
        let id = self.pseudonyms.listed_id(client.origin.pseudonym, listed_as, product, now);
        let listed = Listed { id, listed_as, listed_at: now, origin: client.origin, product };
        written(listed_as.into(), self.store.add_listed(&listed).await?);
        Ok(())
    }

    /// Records an application.
    ///
    /// # Errors
    /// [`EventError::Store`].
    pub async fn applied(&self, application: &Application) -> Result<(), EventError> {
        written(EventKind::Apply, self.store.add_application(application).await?);
        Ok(())
    }

    /// Records what a lender decided.
    ///
    /// # Errors
    /// [`EventError::Store`].
    pub async fn decided(&self, decision: &Decision) -> Result<(), EventError> {
        written(EventKind::Decision, self.store.add_decision(decision).await?);
        Ok(())
    }

    /// Records that a loan was paid out.
    ///
    /// # Errors
    /// [`EventError::Store`].
    pub async fn funded(&self, funding: &Funding) -> Result<(), EventError> {
        written(EventKind::Funded, self.store.add_funding(funding).await?);
        Ok(())
    }

    /// Everything recorded about a person, oldest first.
    ///
    /// # Errors
    /// [`EventError::Store`].
    pub async fn of(&self, person: Person) -> Result<Vec<PersonalEvent>, StoreError> {
        self.queue.flush().await;
        self.store.events_of(self.pseudonym(person)).await
    }

    /// Forgets whose a person's events are, and what the models were told of them.
    ///
    /// # Errors
    /// [`EventError::Store`].
    pub async fn forget(&self, person: Person) -> Result<(), StoreError> {
        // What was shown a moment ago goes too.
        self.queue.flush().await;
        self.store.forget_person(self.pseudonym(person)).await?;
        Ok(())
    }

    /// Puts a browser's events under the account that it signed in to.
    ///
    /// # Errors
    /// [`EventError::Store`].
    pub async fn bring(&self, from: Person, to: Person) -> Result<(), StoreError> {
        self.queue.flush().await;
        self.store.rename_person(self.pseudonym(from), self.pseudonym(to)).await?;
        Ok(())
    }

    /// Writes what waits and ends the worker; what comes later is dropped.
    pub async fn close(&self) {
        self.queue.close().await;
    }
}

/// An origin of the API: nobody is known there.
#[must_use]
pub const fn api_origin(bot: Option<BotReason>) -> Origin {
    Origin { pseudonym: None, surface: Surface::Api, bot }
}

fn written(kind: EventKind, is_new: bool) {
    if is_new {
        metrics::counter!("lendlight_events_written_total", "kind" => kind.name()).increment(1);
    }
}
