//! The click model: how likely a product shown is clicked, learned from one event at a time.
//!
//! P(click) = P(examined | position) × P(click | examined, product, need), the position-based model. The first factor is
//! learned by [`examination`]. The second is an online factorisation machine ([`machine`]) over product and need
//! ([`feature`]), trained by online regression-EM: its target is the chance that a showing was relevant given whether it
//! was clicked, so that not being clicked at a place that hardly anybody looks at says little. By Fisher's identity a
//! step towards that target is a step up the likelihood of the click itself.
//!
//! A new product starts from the priors of its [`history`] and moves to the machine's prediction over its first
//! examined impressions; [`exploration`] gives it its fair share of the one slot of a page that may be tried on.
//!
//! Everything is a function of the events and of the numbers drawn by the caller. The state is serialised to the bit;
//! [`ClickModel::changes_since`] is what other nodes follow by. Its memory is bounded, and events that are no finite
//! numbers are counted and change nothing.

pub mod examination;
pub mod exploration;
pub mod feature;
pub mod ftrl;
pub mod history;
pub mod machine;
pub(crate) mod maths;
pub mod pending;
pub mod recalibration;

use domain::time::Timestamp;
use examination::{Examination, relevance_seen};
use exploration::Candidate;
use feature::{Product, Seen, Showing};
use ftrl::Rates;
use history::{History, HistoryDelta, Keys};
pub use history::{Offered, Standing};
use machine::{Feature, Machine, MachineDelta, MachineError, MachineSettings};
use maths::{bits, logistic, logit};
use recalibration::Recalibration;
use serde::{Deserialize, Serialize};

/// The version of the model's form; changes with its features, and with how they are hashed.
pub const VERSION: &str = "clicks-2";

/// How the model is laid out and learns.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ClickSettings {
    /// The machine has 2 to the power of this rows, of 88 bytes each.
    pub table_bits: u32,
    /// In how many days what was seen comes to count half.
    #[serde(with = "bits")]
    pub half_life_days: f64,
    /// After how many examined impressions the machine alone predicts a product.
    #[serde(with = "bits")]
    pub new_trials: f64,
    /// How the weights learn.
    pub linear: Rates,
    /// How the latent vectors learn.
    pub latent: Rates,
    /// How the correction of what is served learns.
    pub recalibration: Rates,
}

impl Default for ClickSettings {
    fn default() -> Self {
        Self {
            table_bits: 17,
            half_life_days: 60.0,
            new_trials: 25.0,
            linear: Rates { alpha: 0.2, beta: 1.0, l1: 0.0, l2: 0.5 },
            latent: Rates { alpha: 0.1, beta: 1.0, l1: 0.0, l2: 2.0 },
            recalibration: Rates { alpha: 1.0, beta: 1.0, l1: 0.0, l2: 1.0 },
        }
    }
}

/// A showing as the model keeps it until it knows whether it was clicked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Impression {
    features: Vec<Feature>,
    keys: Keys,
    position: u32,
    at: Timestamp,
    /// How far the documented assumptions move the log-odds while the product is new.
    #[serde(with = "bits")]
    effect: f64,
}

/// A prediction for one showing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// The chance of a click when the product is examined, which is that at the first place.
    pub relevance: f64,
    /// What the product's history says of it.
    pub standing: Standing,
}

impl Prediction {
    /// The product as a candidate of a page, where its score is `rest` + `worth` × relevance.
    #[must_use]
    pub const fn candidate(&self, rest: f64, worth: f64) -> Candidate {
        let Standing { trials, shortfall, .. } = self.standing;
        Candidate { rest, worth, relevance: self.relevance, trials, shortfall }
    }
}

/// The model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClickModel {
    settings: ClickSettings,
    machine: Machine,
    recalibration: Recalibration,
    examination: Examination,
    history: History,
}

/// Up to which change a node knows a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    machine: u64,
    history: u64,
}

/// What changed between two revisions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClickDelta {
    machine: MachineDelta,
    recalibration: Recalibration,
    examination: Examination,
    history: HistoryDelta,
}

/// Changes that do not follow what a node has: it needs a whole state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeltaError {
    /// The machine's part does not follow.
    #[error(transparent)]
    Machine(#[from] MachineError),
    /// The history's part does not follow.
    #[error("the changes of the products' history begin elsewhere: take a whole state")]
    History,
}

impl Default for ClickModel {
    fn default() -> Self {
        Self::new(ClickSettings::default())
    }
}

impl ClickModel {
    /// A model that has learned nothing.
    #[must_use]
    pub fn new(settings: ClickSettings) -> Self {
        let machine = MachineSettings {
            table_bits: settings.table_bits,
            pairs: true,
            linear: settings.linear,
            latent: settings.latent,
        };
        Self {
            settings,
            machine: Machine::new(machine),
            recalibration: Recalibration::new(settings.recalibration),
            examination: Examination::default(),
            history: History::new(settings.half_life_days),
        }
    }

    /// Predicts one showing.
    #[must_use]
    pub fn predict(&self, showing: &Showing<'_>, at: Timestamp) -> Prediction {
        self.predict_seen(&showing.seen(), at)
    }

    /// Predicts one showing, of which is known what the model looks at.
    #[must_use]
    pub fn predict_seen(&self, seen: &Seen<'_>, at: Timestamp) -> Prediction {
        let standing = self.history.standing(Keys::of(seen.product), at);
        let known = self.known(standing);
        // What nothing is known of need not be looked for in the table.
        let features = if known > 0.0 { seen.features(|hash| self.machine.slot(hash)) } else { Vec::new() };
        let raw = self.raw_log_odds(&features, standing, seen.circumstances.prior_effect());
        Prediction { relevance: logistic(self.recalibration.log_odds(raw)), standing }
    }

    /// How far a product is from being new: 0 unknown, 1 known.
    fn known(&self, standing: Standing) -> f64 {
        (standing.trials / self.settings.new_trials).clamp(0.0, 1.0)
    }

    /// The machine's log-odds; for a new product, on the way to them from its history's, moved by what the documented
    /// assumptions say of its cost. While nothing is learned they order as those assumptions do.
    fn raw_log_odds(&self, features: &[Feature], standing: Standing, effect: f64) -> f64 {
        let known = self.known(standing);
        let machine = if known > 0.0 { self.machine.log_odds(features, 0.0) } else { 0.0 };
        known * machine + (1.0 - known) * (logit(standing.mean) + effect)
    }

    /// The chance that a place (from 1) is examined, relative to the first.
    #[must_use]
    pub fn propensity(&self, position: u32) -> f64 {
        self.examination.propensity(position)
    }

    /// The exposure that an equal share of a page would give each of its candidates.
    #[must_use]
    pub fn fair_share(&self, length: u32, candidates: usize) -> f64 {
        let exposure: f64 = (1..=length).map(|position| self.propensity(position)).sum();
        exposure.min(candidates as f64) / candidates.max(1) as f64
    }

    /// Books a page: every product that it could have shown, no rule of it being known not to be met, with the place
    /// that it got. A new product's fair share is reckoned from this.
    pub fn offered<'a>(
        &mut self,
        products: impl ExactSizeIterator<Item = (&'a domain::listing::Listing, Option<u32>)>,
        length: u32,
    ) {
        let fair = self.fair_share(length, products.len());
        let examination = &self.examination;
        let booked = products.map(|(listing, position)| {
            let exposure = position.map_or(0.0, |position| examination.propensity(position));
            (Keys::of(listing.into()), Offered { pages: 1, exposure, fair })
        });
        self.history.offered(booked);
    }

    /// Books pages that were counted elsewhere, as [`offered`](Self::offered) books one. What is no finite number
    /// changes nothing.
    pub fn offered_in_all(&mut self, products: impl Iterator<Item = (Product, Offered)>) {
        let finite = products.filter(|(_, offered)| offered.exposure.is_finite() && offered.fair.is_finite());
        self.history.offered(finite.map(|(product, offered)| (Keys::of(product), offered)));
    }

    /// What to keep of a showing at a place (from 1) until it is known whether it was clicked.
    #[must_use]
    pub fn impression(&self, showing: &Showing<'_>, position: u32, at: Timestamp) -> Impression {
        self.impression_seen(&showing.seen(), position, at)
    }

    /// As [`impression`](Self::impression), of what was kept of a showing.
    #[must_use]
    pub fn impression_seen(&self, seen: &Seen<'_>, position: u32, at: Timestamp) -> Impression {
        let features = seen.features(|hash| self.machine.slot(hash));
        let effect = seen.circumstances.prior_effect();
        Impression { features, keys: Keys::of(seen.product), position, at, effect }
    }

    /// Learns from one impression, at once. Each is to be learned from once ([`pending::Pending`] sees to it).
    pub fn learn(&mut self, impression: &Impression, clicked: bool) {
        let Impression { features, keys, position, at, effect } = impression;
        let propensity = self.examination.propensity(*position);
        let raw = self.raw_log_odds(features, self.history.standing(*keys, *at), *effect);
        let served = logistic(self.recalibration.log_odds(raw));
        let machine = logistic(self.machine.log_odds(features, 0.0));
        self.machine.learn(features, 0.0, relevance_seen(machine, propensity, clicked), 1.0);
        self.recalibration.learn(raw, relevance_seen(served, propensity, clicked));
        self.examination.learn(*position, served, clicked);
        self.history.learn(*keys, *at, propensity, clicked);
    }

    /// How many impressions it has learned from.
    #[must_use]
    pub const fn impressions(&self) -> u64 {
        self.machine.updates()
    }

    /// How many events it refused because they were no finite numbers.
    #[must_use]
    pub const fn skipped(&self) -> u64 {
        self.machine.skipped()
    }

    /// Up to which change this state goes.
    #[must_use]
    pub const fn revision(&self) -> Revision {
        Revision { machine: self.machine.updates(), history: self.history.changes() }
    }

    /// What has changed since an earlier revision, for a node that has that one.
    #[must_use]
    pub fn changes_since(&self, revision: Revision) -> ClickDelta {
        ClickDelta {
            machine: self.machine.changes_since(revision.machine),
            recalibration: self.recalibration.clone(),
            examination: self.examination.clone(),
            history: self.history.changes_since(revision.history),
        }
    }

    /// Brings a node that follows to where the changes lead.
    ///
    /// # Errors
    /// [`DeltaError`] if the changes do not follow what is there; nothing is changed then.
    pub fn apply(&mut self, delta: ClickDelta) -> Result<(), DeltaError> {
        if !self.history.is_followed_by(&delta.history) {
            return Err(DeltaError::History);
        }
        self.machine.apply(&delta.machine)?;
        self.recalibration = delta.recalibration;
        self.examination = delta.examination;
        self.history.apply(delta.history);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
