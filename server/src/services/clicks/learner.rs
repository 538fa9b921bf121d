//! The learner of one node: it follows what is learned, and learns itself while it is the one that does.

use super::state::{self, Following, Origin};
use super::{Clicks, ClicksInForce};
use crate::config::ClicksConfig;
use crate::store::{ClickOffer, LearningState, Lesson, Showing, Store, StoreError};
use domain::event::earliest;
use domain::time::Timestamp;
use predict::Predictor;
use predict::approval::{ApprovalModel, Case};
use predict::click::feature::{Circumstances, Leaves, Product, Seen};
use predict::click::{ClickModel, Offered};
use predict::features::Observation;
use predict::registry::ModelKind;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

const SECOND: i64 = 1_000_000;
/// How long a node is the one that learns, unless it says so again: so long nothing is learned when it dies.
const HELD: i64 = 6 * SECOND;
/// How often is looked for what was not clicked in time, and for new products' offers.
const LOOK_EVERY: i64 = SECOND;
/// How often a node writes the offers that it counted.
const WRITE_OFFERS_EVERY: i64 = 2 * SECOND;
/// Showings and offers that one change learns from, at most.
const BATCH: u32 = 500;
/// Changes from one whole model to the next; as many stay beside it.
const SNAPSHOT_EVERY: u32 = 256;
/// Approval models whose trees are remembered, to sort showings again as they were sorted when they were shown.
const REMEMBERED_MODELS: usize = 4;

/// What a round came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Round {
    /// Whether this node is the one that learns.
    pub leads: bool,
    /// Showings learned from.
    pub learned: usize,
    /// Whether more is waiting already.
    pub has_more: bool,
}

/// Follows, and learns.
pub struct Learner {
    store: Arc<dyn Store>,
    in_force: Arc<ClicksInForce>,
    node: Uuid,
    may_learn: bool,
    wait: i64,
    following: Following,
    /// Up to which id nothing is left that was not clicked in time.
    looked_until: Uuid,
    looked_at: i64,
    offers_written_at: i64,
    approvals: HashMap<u32, Predictor>,
}

/// One showing that teaches.
struct Example {
    showing: Showing,
    circumstances: Circumstances,
    product: Product,
    model: u32,
    leaves: Vec<u32>,
}

impl Example {
    fn seen(&self) -> Seen<'_> {
        let leaves = Leaves { model: self.model, of_trees: &self.leaves };
        Seen { product: self.product, circumstances: self.circumstances, leaves }
    }
}

/// What there is to learn.
struct Lessons {
    examples: Vec<Example>,
    clicks: Vec<Uuid>,
    offers: Vec<ClickOffer>,
    decided_until: Uuid,
    skipped: usize,
    has_more: bool,
}

impl Learner {
    /// A learner that has taken up what is learned already; `node` is this process's name among others.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read.
    pub async fn load(
        store: Arc<dyn Store>,
        in_force: Arc<ClicksInForce>,
        config: &ClicksConfig,
        node: Uuid,
    ) -> Result<Self, StoreError> {
        let mut learner = Self {
            store,
            in_force,
            node,
            may_learn: config.learn,
            wait: i64::from(config.wait_seconds) * SECOND,
            following: Following::new(),
            looked_until: Uuid::nil(),
            looked_at: 0,
            offers_written_at: 0,
            approvals: HashMap::new(),
        };
        learner.follow().await?;
        Ok(learner)
    }

    /// One round: follows what others learned; then, if this node is the one that learns, learns what there is.
    ///
    /// # Errors
    /// [`StoreError`] if the store fails. What was learned then is kept whole, or not at all; the next round finds out.
    pub async fn round(&mut self, now: Timestamp) -> Result<Round, StoreError> {
        self.write_offers(now).await?;
        let state = self.store.click_learning().await?;
        if state.seq != self.following.clicks.seq {
            self.follow().await?;
        }
        // What was written since the state was read leads further than it.
        if self.following.clicks.seq > state.seq || !self.leads(&state, now).await? {
            return Ok(Round::default());
        }
        let lessons = self.lessons(&state, now).await?;
        if lessons.examples.is_empty() && lessons.clicks.is_empty() && lessons.offers.is_empty() {
            self.looked_until = self.looked_until.max(lessons.decided_until);
            return Ok(Round { leads: true, ..Round::default() });
        }
        self.learn(&state, lessons, now).await
    }

    /// Gives the learning up, so that another node need not wait.
    ///
    /// # Errors
    /// [`StoreError`] if the store fails; others take over after a while then.
    pub async fn leave(&self) -> Result<(), StoreError> {
        self.store.leave_clicks(self.node).await
    }

    async fn follow(&mut self) -> Result<(), StoreError> {
        if self.following.follow(self.store.as_ref()).await? {
            self.in_force.put(self.following.clicks.clone());
        }
        Ok(())
    }

    async fn write_offers(&mut self, now: Timestamp) -> Result<(), StoreError> {
        if now.micros() - self.offers_written_at < WRITE_OFFERS_EVERY {
            return Ok(());
        }
        self.offers_written_at = now.micros();
        let offers = self.in_force.offers.take();
        if offers.is_empty() {
            return Ok(());
        }
        match self.store.add_click_offers(&offers).await {
            // What the schema refuses it will refuse again, and learning must not wait for it.
            Err(error @ StoreError::Refused(_)) => {
                tracing::warn!(%error, count = offers.len(), "offers of new products are dropped");
                Ok(())
            }
            Err(error) => {
                self.in_force.offers.put_back(offers);
                Err(error)
            }
            Ok(()) => Ok(()),
        }
    }

    async fn leads(&self, state: &LearningState, now: Timestamp) -> Result<bool, StoreError> {
        let left = state.held_until.micros() - now.micros();
        let is_held = state.holder == Some(self.node);
        if !self.may_learn || (!is_held && state.holder.is_some() && left >= 0) {
            return Ok(false);
        }
        if is_held && left > HELD / 2 {
            return Ok(true);
        }
        let until = Timestamp::from_micros(now.micros() + HELD);
        let leads = self.store.lead_clicks(self.node, now, until).await?;
        if leads && !is_held {
            tracing::info!("this node learns from clicks");
        }
        Ok(leads)
    }

    async fn lessons(&mut self, state: &LearningState, now: Timestamp) -> Result<Lessons, StoreError> {
        let full = usize::try_from(BATCH).unwrap_or(usize::MAX);
        let mut showings = self.store.clicked_showings(state.decided_until, BATCH).await?;
        let mut has_more = showings.len() >= full;
        let (mut decided_until, mut offers) = (state.decided_until, Vec::new());
        if (now.micros() - self.looked_at).abs() >= LOOK_EVERY {
            let before = Timestamp::from_micros(now.micros() - self.wait);
            let after = state.decided_until.max(self.looked_until);
            let decided = self.store.decided_showings(after, before, BATCH).await?;
            let last = decided.last().filter(|_| decided.len() >= full).map(|last| last.impression);
            decided_until = decided_until.max(last.unwrap_or_else(|| earliest(before)));
            let known: HashSet<Uuid> = showings.iter().map(|showing| showing.impression).collect();
            showings.extend(decided.into_iter().filter(|showing| !known.contains(&showing.impression)));
            offers = self.store.click_offers(BATCH).await?;
            if last.is_some() {
                has_more = true;
            } else {
                self.looked_at = now.micros();
            }
        }
        let clicked = showings.iter().filter(|showing| showing.clicked_at.is_some());
        let clicks = clicked.map(|showing| showing.impression).collect();
        let (count, mut examples) = (showings.len(), Vec::with_capacity(showings.len()));
        for showing in showings {
            examples.extend(self.example(showing).await?);
        }
        let skipped = count - examples.len();
        Ok(Lessons { examples, clicks, offers, decided_until, skipped, has_more })
    }

    /// A showing with what the model looked at; `None` if that cannot be known any more.
    async fn example(&mut self, showing: Showing) -> Result<Option<Example>, StoreError> {
        let (Some(lender), Some(circumstances)) =
            (showing.lender, Circumstances::from_bytes(&showing.showing))
        else {
            return Ok(None);
        };
        let product = Product { id: showing.product, lender, category: showing.category };
        let (model, leaves) = self.leaves(&showing, product).await?.unwrap_or_default();
        Ok(Some(Example { showing, circumstances, product, model, leaves }))
    }

    /// The leaves that the approval model of then sorted the showing into. They are not stored: they follow from the
    /// inputs, which are kept for those who have a pseudonym and go when they are forgotten.
    async fn leaves(
        &mut self,
        showing: &Showing,
        product: Product,
    ) -> Result<Option<(u32, Vec<u32>)>, StoreError> {
        let Some(inputs) = &showing.inputs else { return Ok(None) };
        let Some(seen) = Observation::read(inputs.schema(), inputs.values()) else { return Ok(None) };
        let name = showing.model_version.rsplit_once('-');
        let version = name.filter(|(kind, _)| *kind == ModelKind::Approval.name());
        let Some(version) = version.and_then(|(_, version)| version.parse::<u32>().ok()) else {
            return Ok(None);
        };
        if !self.approvals.contains_key(&version) {
            let predictor = self.approval(version).await?;
            if self.approvals.len() >= REMEMBERED_MODELS {
                self.approvals.clear();
            }
            self.approvals.insert(version, predictor);
        }
        let Product { id, lender, category } = product;
        let case = Case { row: seen.row, category, lender, product: id };
        Ok(self.approvals.get(&version).map(|predictor| (version, predictor.leaves(&case))))
    }

    /// An approval model; the priors, which have no leaves, where it is gone or cannot be read.
    async fn approval(&self, version: u32) -> Result<Predictor, StoreError> {
        let body = match self.store.model_body(ModelKind::Approval, version).await {
            Ok(body) => body,
            Err(StoreError::NotFound | StoreError::Damaged(_)) => return Ok(Predictor::default()),
            Err(error) => return Err(error),
        };
        let reading = tokio::task::spawn_blocking(move || ApprovalModel::read(&body)).await;
        let model = reading.ok().and_then(Result::ok);
        Ok(model.map_or_else(Predictor::default, |model| Predictor::with(version, Arc::new(model))))
    }

    async fn learn(
        &mut self,
        state: &LearningState,
        lessons: Lessons,
        now: Timestamp,
    ) -> Result<Round, StoreError> {
        let Lessons { examples, clicks, offers, decided_until, skipped, has_more } = lessons;
        let clicks_before = &self.following.clicks;
        // A node that cannot follow what was written goes on from what it has, and writes that whole.
        let is_whole = clicks_before.seq != state.seq;
        let is_due = is_whole || self.following.since_snapshot + 1 >= u64::from(SNAPSHOT_EVERY);
        let (model, simulated) = (clicks_before.model.clone(), clicks_before.simulated);
        let origin = Origin { since: clicks_before.since.unwrap_or(now), simulated };
        let offer_ids = offers.iter().map(|offer| offer.id).collect();
        let taught = tokio::task::spawn_blocking(move || {
            let from = model.revision();
            let taught = teach(&model, &examples, &offers);
            let delta = (!is_whole).then(|| state::delta(&taught.changes_since(from), origin)).transpose();
            let snapshot = is_due.then(|| state::snapshot(&taught, origin)).transpose();
            (taught, delta, snapshot, examples)
        });
        let (model, delta, snapshot, examples) =
            taught.await.map_err(|error| StoreError::Conflict(format!("learning broke off: {error}")))?;
        let unwritable = |error: state::Unusable| StoreError::Refused(error.to_string());
        let lesson = Lesson {
            node: self.node,
            after: state.seq,
            decided_until,
            delta: delta.map_err(unwritable)?,
            clicks,
            offers: offer_ids,
            snapshot: snapshot.map_err(unwritable)?,
            keep_deltas: SNAPSHOT_EVERY,
            at: now,
        };
        match self.store.learn_clicks(&lesson).await {
            Ok(()) => {}
            // Another node has taken over: the next round follows it.
            Err(StoreError::Conflict(_)) => return Ok(Round::default()),
            Err(error) => return Err(error),
        }
        self.looked_until = self.looked_until.max(decided_until);
        self.following.since_snapshot = if is_due { 0 } else { self.following.since_snapshot + 1 };
        self.following.clicks = Clicks {
            seq: state.seq.saturating_add(1),
            model: Arc::new(model),
            since: Some(origin.since),
            simulated,
        };
        self.in_force.put(self.following.clicks.clone());
        count(&examples, skipped, now);
        Ok(Round { leads: true, learned: examples.len(), has_more })
    }
}

/// A model that has learned from examples and offers, too.
fn teach(model: &ClickModel, examples: &[Example], offers: &[ClickOffer]) -> ClickModel {
    let mut model = model.clone();
    if !offers.is_empty() {
        model.offered_in_all(offers.iter().map(|offer| {
            let product = Product { id: offer.product, lender: offer.lender, category: offer.category };
            let ClickOffer { pages, exposure, fair, .. } = *offer;
            (product, Offered { pages, exposure, fair })
        }));
    }
    for example in examples {
        let Showing { position, shown_at, clicked_at, .. } = example.showing;
        let impression = model.impression_seen(&example.seen(), position, shown_at);
        model.learn(&impression, clicked_at.is_some());
    }
    model
}

fn count(examples: &[Example], skipped: usize, now: Timestamp) {
    let clicked = examples.iter().filter_map(|example| example.showing.clicked_at);
    for at in clicked.clone() {
        let lag = now.micros().saturating_sub(at.micros()).max(0);
        metrics::histogram!("lendlight_click_lag_seconds").record(lag as f64 / SECOND as f64);
    }
    let clicks = clicked.count();
    let learned = |outcome: &'static str, count: usize| {
        metrics::counter!("lendlight_clicks_learned_total", "outcome" => outcome).increment(count as u64);
    };
    learned("clicked", clicks);
    learned("not_clicked", examples.len() - clicks);
    metrics::counter!("lendlight_clicks_skipped_total").increment(skipped as u64);
}
