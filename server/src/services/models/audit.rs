//! Audits: what a model would do to groups that somebody outside knows of.
//!
//! Who belongs to which group is never asked here and is no feature. An auditor who may know it names the groups of
//! applications; the model's chances are compared between them, and only how many rows a group has and which share of
//! them the model favours is kept.

use super::applied::{Applied, applied};
use super::{MoveError, usable};
use crate::store::{Store, StoreError};
use domain::evaluation::Audit;
use domain::time::Timestamp;
use predict::approval::{ApprovalModel, Example, Incumbent};
use predict::metrics::group_outcomes;
use predict::registry::gate::{self, Refusal, Thresholds};
use predict::registry::{ModelKind, model_name};
use std::collections::HashMap;
use uuid::Uuid;

const KIND: ModelKind = ModelKind::Approval;

/// Who belongs to which group of each attribute. Not `Debug`, so that no log can say it.
pub struct Groups {
    /// What groups are made by, such as `sex`.
    pub attributes: Vec<String>,
    /// The group of each attribute by application, in the attributes' order; empty where it is not known.
    pub of: HashMap<Uuid, Vec<String>>,
}

/// What an audit found.
#[derive(Debug, Clone, PartialEq)]
pub struct Audited {
    /// What is kept.
    pub audit: Audit,
    /// How many applications of the file were looked at: known here, with what a model sees, not learned from.
    pub rows: usize,
    /// What speaks against promoting the model now, other tests included.
    pub refusals: Vec<Refusal>,
}

/// Why there is no audit.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The model cannot be used.
    #[error(transparent)]
    Model(#[from] MoveError),
    /// None of the applications can be looked at.
    #[error(
        "none of the {0} applications can be looked at: they must be known here, with what a model sees of them, and \
         decided after the decisions that the model learned from"
    )]
    NoRows(usize),
    /// The model cannot be read, or the work broke off.
    #[error("the audit failed: {0}")]
    Failed(String),
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Audits a model on applications that it did not learn from, and keeps what it found.
///
/// # Errors
/// [`AuditError`].
pub async fn audit(
    store: &dyn Store,
    version: u32,
    groups: Groups,
    actor: &str,
    now: Timestamp,
) -> Result<Audited, AuditError> {
    let stored = usable(store, KIND, version).await?;
    let body = store.model_body(KIND, version).await?;
    let learned_until = stored.record.data.to;
    let named = groups.of.len();
    let applied = applied(store, Timestamp::from_micros(0), now).await?;
    let work = tokio::task::spawn_blocking(move || {
        let model = ApprovalModel::read(&body).map_err(|error| AuditError::Failed(error.to_string()))?;
        let is_later = |row: &&Applied| row.decision.is_none_or(|(_, decided)| decided > learned_until);
        let known =
            applied.iter().filter(is_later).filter_map(|row| Some((row.example()?, groups.of.get(&row.id)?)));
        let (examples, of): (Vec<Example>, Vec<&Vec<String>>) = known.unzip();
        let chances = Incumbent::Model("", &model).chances(&examples);
        let outcomes = groups.attributes.iter().enumerate().flat_map(|(place, attribute)| {
            let rows = of.iter().zip(&chances).filter_map(|(groups, chance)| {
                let group = groups.get(place).map(String::as_str).filter(|group| !group.is_empty())?;
                Some((group, *chance))
            });
            let (groups, chances): (Vec<&str>, Vec<f64>) = rows.unzip();
            group_outcomes(attribute, &groups, &chances)
        });
        Ok::<_, AuditError>((outcomes.collect::<Vec<_>>(), examples.len()))
    });
    let (groups, rows) = work.await.map_err(|error| AuditError::Failed(error.to_string()))??;
    if groups.is_empty() {
        return Err(AuditError::NoRows(named));
    }
    let audit = Audit { at: now, actor: actor.to_owned(), groups };
    store.add_audit(KIND, version, &audit).await?;
    let audits = store.audits(KIND, version).await?;
    let refusals = gate::refusals(&stored.record.quality.audited(&audits), &Thresholds::default());
    tracing::info!(model = %model_name(KIND, version), rows, "audited");
    Ok(Audited { audit, rows, refusals })
}
