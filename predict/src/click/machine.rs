//! An online factorisation machine over hashed, sparse features.
//!
//! log-odds = Σᵢ wᵢxᵢ + Σᵢ<ⱼ ⟨vᵢ, vⱼ⟩ xᵢxⱼ (Rendle, "Factorization machines", ICDM 2010; the second sum is worked out
//! in linear time by its lemma 3.1), minimising log loss. Every coordinate learns by itself with FTRL-Proximal
//! ([`ftrl`](super::ftrl)). The table has a fixed number of rows (Weinberger et al., "Feature hashing for large
//! scale multitask learning", ICML 2009), so its memory is bounded whatever is shown.

use super::ftrl::{Coordinate, Rates};
use super::maths::{MAX_LOG_ODDS, logistic, mix, unit};
use serde::{Deserialize, Serialize};

/// The dimensions of the latent vectors.
pub const FACTORS: usize = 4;
/// The most rows a table may have, as a power of two.
pub const MAX_TABLE_BITS: u32 = 22;
/// Latent vectors start within this of 0: at exactly 0 they would never move.
const FIRST_FACTOR: f64 = 0.02;

/// One feature that is present, by its row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// The row.
    pub slot: u32,
    /// How much of it there is; 1 for something that is simply there.
    pub value: f64,
}

/// How a machine is laid out and learns.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MachineSettings {
    /// The table has 2 to the power of this rows.
    pub table_bits: u32,
    /// Whether pairs of features count; without, this is a logistic regression.
    pub pairs: bool,
    /// How the weights learn.
    pub linear: Rates,
    /// How the latent vectors learn.
    pub latent: Rates,
}

/// What is learned of one row.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// The update that last changed it.
    changed_at: u64,
    linear: Coordinate,
    latent: [Coordinate; FACTORS],
}

impl Row {
    fn is_untouched(&self) -> bool {
        self.linear.is_untouched() && self.latent.iter().all(Coordinate::is_untouched)
    }
}

/// The machine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "MachineState", into = "MachineState")]
pub struct Machine {
    settings: MachineSettings,
    rows: Vec<Row>,
    updates: u64,
    skipped: u64,
}

/// The rows of a machine that have learned something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MachineState {
    settings: MachineSettings,
    updates: u64,
    skipped: u64,
    rows: Vec<(u32, Row)>,
}

/// Why a state is not a machine's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MachineError {
    /// More rows than [`MAX_TABLE_BITS`] allows, or none.
    #[error("a table has 2 to the power of 1 to {MAX_TABLE_BITS} rows, not of {0}")]
    TableBits(u32),
    /// A row beyond the table.
    #[error("row {0} lies beyond the table")]
    Row(u32),
    /// Changes that do not follow what is there.
    #[error("the changes begin at update {from}, the model is at {at}: take a whole state")]
    Gap {
        /// Where the changes begin.
        from: u64,
        /// Where the model is.
        at: u64,
    },
    /// Changes of a machine that is laid out or learns otherwise.
    #[error("the changes are of a model with other settings: take a whole state")]
    Settings,
}

/// What changed in a machine between two of its updates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MachineDelta {
    settings: MachineSettings,
    from: u64,
    to: u64,
    skipped: u64,
    rows: Vec<(u32, Row)>,
}

/// A feature's weights as they are now.
#[derive(Debug, Clone, Copy)]
struct Term {
    weight: f64,
    factors: [f64; FACTORS],
    value: f64,
}

/// The sums from which the log-odds follow.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    linear: f64,
    first: [f64; FACTORS],
    squares: f64,
}

impl Sums {
    fn add(&mut self, term: &Term) {
        self.linear += term.weight * term.value;
        for (sum, factor) in self.first.iter_mut().zip(term.factors) {
            let part = factor * term.value;
            *sum += part;
            self.squares += part * part;
        }
    }

    fn log_odds(&self) -> f64 {
        let first: f64 = self.first.iter().map(|sum| sum * sum).sum();
        self.linear + 0.5 * (first - self.squares)
    }

    /// How the log-odds change with a term's latent vector.
    fn slopes(&self, term: &Term) -> [f64; FACTORS] {
        let mut slopes = self.first;
        for (slope, factor) in slopes.iter_mut().zip(term.factors) {
            *slope = term.value * (*slope - factor * term.value);
        }
        slopes
    }
}

impl Machine {
    /// A machine that has learned nothing; its table has at most 2^[`MAX_TABLE_BITS`] rows.
    #[must_use]
    pub fn new(settings: MachineSettings) -> Self {
        let settings =
            MachineSettings { table_bits: settings.table_bits.clamp(1, MAX_TABLE_BITS), ..settings };
        Self { settings, rows: vec![Row::default(); 1_usize << settings.table_bits], updates: 0, skipped: 0 }
    }

    /// The row of a hash.
    #[must_use]
    pub fn slot(&self, hash: u64) -> u32 {
        u32::try_from(hash >> (u64::BITS - self.settings.table_bits)).unwrap_or_default()
    }

    /// How many events it has learned from.
    #[must_use]
    pub const fn updates(&self) -> u64 {
        self.updates
    }

    /// How many events it refused because they were no finite numbers.
    #[must_use]
    pub const fn skipped(&self) -> u64 {
        self.skipped
    }

    /// The log-odds, added to an `offset` that is known beforehand.
    #[must_use]
    pub fn log_odds(&self, features: &[Feature], offset: f64) -> f64 {
        let mut sums = Sums::default();
        for feature in features {
            if let Some(term) = self.term(feature) {
                sums.add(&term);
            }
        }
        bounded(sums.log_odds() + offset)
    }

    /// Learns from one event: `target` is its outcome in [0, 1], `weight` how much it counts.
    pub fn learn(&mut self, features: &[Feature], offset: f64, target: f64, weight: f64) {
        self.updates += 1;
        let finite = features.iter().all(|feature| feature.value.is_finite());
        if !finite || !offset.is_finite() || !weight.is_finite() || !(0.0..=1.0).contains(&target) {
            self.skipped += 1;
            return;
        }
        let mut sums = Sums::default();
        for feature in features {
            if let Some(term) = self.term(feature) {
                sums.add(&term);
            }
        }
        let error = weight * (logistic(bounded(sums.log_odds() + offset)) - target);
        let MachineSettings { pairs, linear, latent, .. } = self.settings;
        for feature in features {
            let Some(term) = self.term(feature) else { continue };
            let Some(row) = usize::try_from(feature.slot).ok().and_then(|slot| self.rows.get_mut(slot))
            else {
                continue;
            };
            row.changed_at = self.updates;
            row.linear.step(error * term.value, &linear);
            if pairs {
                for (coordinate, slope) in row.latent.iter_mut().zip(sums.slopes(&term)) {
                    coordinate.step(error * slope, &latent);
                }
            }
        }
    }

    /// What has changed since an earlier update, for a follower that is there.
    #[must_use]
    pub fn changes_since(&self, update: u64) -> MachineDelta {
        let rows = self.numbered().filter(|(_, row)| row.changed_at > update);
        MachineDelta {
            settings: self.settings,
            from: update,
            to: self.updates,
            skipped: self.skipped,
            rows: rows.map(|(slot, row)| (slot, *row)).collect(),
        }
    }

    /// Brings a follower to where the changes lead.
    ///
    /// # Errors
    /// [`MachineError`] if the changes do not follow what is there; nothing is changed then.
    pub fn apply(&mut self, delta: &MachineDelta) -> Result<(), MachineError> {
        if delta.settings != self.settings {
            return Err(MachineError::Settings);
        }
        if delta.from != self.updates || delta.to < delta.from {
            return Err(MachineError::Gap { from: delta.from, at: self.updates });
        }
        self.check_rows(&delta.rows)?;
        self.put(&delta.rows);
        self.updates = delta.to;
        self.skipped = delta.skipped;
        Ok(())
    }

    fn check_rows(&self, rows: &[(u32, Row)]) -> Result<(), MachineError> {
        let beyond = |slot: u32| usize::try_from(slot).is_ok_and(|slot| slot >= self.rows.len());
        match rows.iter().find(|(slot, _)| beyond(*slot)) {
            Some((slot, _)) => Err(MachineError::Row(*slot)),
            None => Ok(()),
        }
    }

    fn put(&mut self, rows: &[(u32, Row)]) {
        for (slot, row) in rows {
            if let Some(place) = usize::try_from(*slot).ok().and_then(|slot| self.rows.get_mut(slot)) {
                *place = *row;
            }
        }
    }

    fn numbered(&self) -> impl Iterator<Item = (u32, &Row)> {
        (0_u32..).zip(&self.rows).filter(|(_, row)| !row.is_untouched())
    }

    fn term(&self, feature: &Feature) -> Option<Term> {
        let row = self.rows.get(usize::try_from(feature.slot).ok()?)?;
        let mut factors = [0.0; FACTORS];
        if self.settings.pairs {
            let mut hash = mix(0, u64::from(feature.slot));
            for (factor, coordinate) in factors.iter_mut().zip(&row.latent) {
                hash = mix(hash, 1);
                let first = FIRST_FACTOR * (2.0 * unit(hash) - 1.0);
                *factor = first + coordinate.weight(&self.settings.latent);
            }
        }
        Some(Term { weight: row.linear.weight(&self.settings.linear), factors, value: feature.value })
    }
}

impl From<Machine> for MachineState {
    fn from(machine: Machine) -> Self {
        Self {
            settings: machine.settings,
            updates: machine.updates,
            skipped: machine.skipped,
            rows: machine.numbered().map(|(slot, row)| (slot, *row)).collect(),
        }
    }
}

impl TryFrom<MachineState> for Machine {
    type Error = MachineError;

    fn try_from(state: MachineState) -> Result<Self, MachineError> {
        let bits = state.settings.table_bits;
        if !(1..=MAX_TABLE_BITS).contains(&bits) {
            return Err(MachineError::TableBits(bits));
        }
        let mut machine = Self::new(state.settings);
        machine.check_rows(&state.rows)?;
        machine.put(&state.rows);
        machine.updates = state.updates;
        machine.skipped = state.skipped;
        Ok(machine)
    }
}

fn bounded(log_odds: f64) -> f64 {
    if log_odds.is_nan() { 0.0 } else { log_odds.clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS) }
}

#[cfg(test)]
mod tests;
