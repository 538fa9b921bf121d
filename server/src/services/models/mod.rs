//! Which model predicts: training puts a model into the shadow, an operator or the schedule promotes it, and any
//! promotion can be undone.

mod applied;
pub mod audit;
mod in_force;
pub mod report;
pub mod training;

pub use in_force::ModelsInForce;

use crate::store::{Store, StoreError, StoredModel};
use domain::time::Timestamp;
use predict::priors;
use predict::registry::gate::{self, Refusal, Thresholds};
use predict::registry::{ModelKind, Move, Role, model_name};

/// How often a move is tried again when another process moved first.
const ATTEMPTS: u32 = 5;
/// How many moves are looked at for the model that was in force before.
const HISTORY: u32 = 1_000;

/// Why a model cannot be given a role.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// There is no such model, or its body was cleared away.
    #[error("there is no model {0} that could be used: `lendlight models list` shows which are")]
    Unknown(String),
    /// It has the role already.
    #[error("{0} is {1} already")]
    Already(String, &'static str),
    /// It does not reach what a model must.
    #[error("{model} may not be promoted: {}", list(refusals))]
    Refused {
        /// Its name.
        model: String,
        /// Everything that speaks against it.
        refusals: Vec<Refusal>,
    },
    /// It was compared with another model than the one it would replace.
    #[error("{model} was compared with {compared}, but {in_force} is in force now: train again")]
    Stale {
        /// Its name.
        model: String,
        /// What it was compared with.
        compared: String,
        /// What is in force.
        in_force: String,
    },
    /// There is nothing to go back to.
    #[error("no {0} model is in force, so there is none to go back from: the priors predict")]
    NothingInForce(ModelKind),
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn list(refusals: &[Refusal]) -> String {
    refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Who moves a model, and why.
#[derive(Debug, Clone, Copy)]
pub struct Reason<'a> {
    /// A person's name, or `schedule`.
    pub actor: &'a str,
    /// Why.
    pub why: &'a str,
    /// When.
    pub at: Timestamp,
}

/// The version that has a role, if any.
///
/// # Errors
/// [`StoreError`] if it cannot be read.
pub async fn holder(store: &dyn Store, kind: ModelKind, role: Role) -> Result<Option<u32>, StoreError> {
    let roles = store.model_roles().await?;
    Ok(roles.into_iter().find(|step| step.kind == kind && step.role == role).and_then(|step| step.version))
}

/// The name of what predicts: the model in force, or the priors.
#[must_use]
pub fn predictor(kind: ModelKind, version: Option<u32>) -> String {
    version.map_or_else(|| priors::VERSION.to_owned(), |version| model_name(kind, version))
}

/// Puts a model into force. Where it was the shadow, nobody is after it.
///
/// # Errors
/// [`MoveError`].
pub async fn promote(
    store: &dyn Store,
    (kind, version): (ModelKind, u32),
    thresholds: &Thresholds,
    reason: Reason<'_>,
) -> Result<(), MoveError> {
    let model = usable(store, kind, version).await?;
    let name = model_name(kind, version);
    let in_force = holder(store, kind, Role::InForce).await?;
    if in_force == Some(version) {
        return Err(MoveError::Already(name, "in force"));
    }
    let audits = store.audits(kind, version).await?;
    let refusals = gate::refusals(&model.record.quality.clone().audited(&audits), thresholds);
    if !refusals.is_empty() {
        return Err(MoveError::Refused { model: name, refusals });
    }
    let replaced = predictor(kind, in_force);
    if let Some(against) = model.record.quality.against.filter(|against| against.name != replaced) {
        return Err(MoveError::Stale { model: name, compared: against.name, in_force: replaced });
    }
    give(store, kind, Role::InForce, Some(version), reason).await?;
    if holder(store, kind, Role::Shadow).await? == Some(version) {
        give(store, kind, Role::Shadow, None, reason).await?;
    }
    Ok(())
}

/// Lets a model predict beside the one in force.
///
/// # Errors
/// [`MoveError`].
pub async fn shadow(
    store: &dyn Store,
    (kind, version): (ModelKind, u32),
    reason: Reason<'_>,
) -> Result<(), MoveError> {
    usable(store, kind, version).await?;
    for (role, words) in [(Role::InForce, "in force"), (Role::Shadow, "the shadow")] {
        if holder(store, kind, role).await? == Some(version) {
            return Err(MoveError::Already(model_name(kind, version), words));
        }
    }
    Ok(give(store, kind, Role::Shadow, Some(version), reason).await?)
}

/// Goes back to the newest older model that was in force before; without one, to the priors. Answers what predicts
/// then. Going back again goes further back.
///
/// # Errors
/// [`MoveError`].
pub async fn roll_back(
    store: &dyn Store,
    kind: ModelKind,
    reason: Reason<'_>,
) -> Result<Option<u32>, MoveError> {
    let current = holder(store, kind, Role::InForce).await?.ok_or(MoveError::NothingInForce(kind))?;
    let moves = store.model_moves(kind, HISTORY).await?;
    let earlier = moves
        .iter()
        .filter(|step| step.role == Role::InForce)
        .filter_map(|step| step.version)
        .filter(|version| *version < current)
        .max();
    give(store, kind, Role::InForce, earlier, reason).await?;
    Ok(earlier)
}

async fn usable(store: &dyn Store, kind: ModelKind, version: u32) -> Result<StoredModel, MoveError> {
    let model = store.model(kind, version).await?.filter(|model| model.has_body);
    model.ok_or_else(|| MoveError::Unknown(model_name(kind, version)))
}

/// Adds the next move, after those that other processes made meanwhile.
async fn give(
    store: &dyn Store,
    kind: ModelKind,
    role: Role,
    version: Option<u32>,
    reason: Reason<'_>,
) -> Result<(), StoreError> {
    let (actor, why) = (reason.actor.to_owned(), reason.why.to_owned());
    let mut step = Move { seq: 0, kind, role, version, at: reason.at, actor, reason: why };
    for attempt in 1.. {
        let newest = store.model_moves(kind, 1).await?.first().map_or(0, |newest| newest.seq);
        step.seq = newest.saturating_add(1);
        match store.move_model(&step).await {
            Err(StoreError::Conflict(_)) if attempt < ATTEMPTS => {}
            outcome => return outcome,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
