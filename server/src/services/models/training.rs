//! Learning a model from the decisions that were recorded, and keeping it as the shadow of the one in force.

use super::{MoveError, Reason, predictor, promote, shadow};
use crate::services::progress::Progress;
use crate::store::{RowWindow, Store, StoreError, StoredProduct};
use domain::event::Outcome as Decided;
use domain::product::{Category, InstitutionId, ProductId};
use domain::time::Timestamp;
use predict::approval::{ApprovalModel, Case, Example, Incumbent, TrainError, Trained, Training};
use predict::features::Observation;
use predict::registry::gate::{self, Refusal, Thresholds};
use predict::registry::{ModelKind, ModelRecord, Role};
use predict::trees::Round;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How many applications are read at once.
const PAGE: u32 = 2_000;
/// What the same decisions give the same model by.
const SEED: u64 = 1;
/// How many models without a role keep their bodies.
const KEEP: u32 = 10;

/// Why no model was trained.
#[derive(Debug, thiserror::Error)]
pub enum TrainingError {
    /// There is too little to learn from, or nothing.
    #[error(transparent)]
    Train(#[from] TrainError),
    /// The trained model cannot be given its role.
    #[error(transparent)]
    Move(#[from] MoveError),
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The model could not be written down, or the training broke off.
    #[error("the training failed: {0}")]
    Failed(String),
}

/// A model that was trained.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Its version.
    pub version: u32,
    /// What is known of it.
    pub record: ModelRecord,
    /// What speaks against promoting it.
    pub refusals: Vec<Refusal>,
    /// Whether it was put into force.
    pub promoted: bool,
}

/// How a training goes on.
#[derive(Clone)]
pub struct Control {
    /// Told how far it is.
    pub progress: Arc<dyn Progress>,
    /// Set from outside to end it; nothing is kept then.
    pub cancelled: Arc<AtomicBool>,
}

impl Control {
    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// Learns from every decision that is kept, stores the model and makes it the shadow; with `promotes`, puts it into
/// force if nothing speaks against that. `None` if it was cancelled.
///
/// The model is stored before it gets a role, and each role is one row: whenever this ends, a working model is in
/// force.
///
/// # Errors
/// [`TrainingError`].
pub async fn train_from_decisions(
    store: &Arc<dyn Store>,
    promotes: bool,
    reason: Reason<'_>,
    control: &Control,
) -> Result<Option<Outcome>, TrainingError> {
    let Some(examples) = examples(store.as_ref(), reason.at, control).await? else { return Ok(None) };
    train(store, examples, false, promotes, reason, control).await
}

/// As [`train_from_decisions`], from these examples.
///
/// # Errors
/// [`TrainingError`].
pub async fn train(
    store: &Arc<dyn Store>,
    examples: Vec<Example>,
    simulated: bool,
    promotes: bool,
    reason: Reason<'_>,
    control: &Control,
) -> Result<Option<Outcome>, TrainingError> {
    let in_force = in_force(store.as_ref()).await?;
    let (now, control_there) = (reason.at, control.clone());
    let training = tokio::task::spawn_blocking(move || {
        learn(&examples, in_force.as_ref(), simulated, now, &control_there)
    });
    let trained = training.await.map_err(|error| TrainingError::Failed(error.to_string()))??;
    let Some(Trained { model, record, evaluation }) = trained.filter(|_| !control.is_cancelled()) else {
        return Ok(None);
    };
    let body = model.write().map_err(|error| TrainingError::Failed(error.to_string()))?;
    let version = store.add_model(&record, &body).await?;
    if let Some(evaluation) = &evaluation {
        store.add_evaluation(ModelKind::Approval, version, evaluation).await?;
    }
    let refusals = gate::refusals(&record.quality, &Thresholds::default());
    shadow(store.as_ref(), (ModelKind::Approval, version), reason).await?;
    let promoted = promotes && refusals.is_empty();
    if promoted {
        promote(store.as_ref(), (ModelKind::Approval, version), &Thresholds::default(), reason).await?;
    }
    store.prune_models(ModelKind::Approval, KEEP).await?;
    Ok(Some(Outcome { version, record, refusals, promoted }))
}

/// The model in force with its name. One that cannot be read is compared with as the priors are, since they answer.
async fn in_force(store: &dyn Store) -> Result<Option<(String, ApprovalModel)>, StoreError> {
    let Some(version) = super::holder(store, ModelKind::Approval, Role::InForce).await? else {
        return Ok(None);
    };
    let name = predictor(ModelKind::Approval, Some(version));
    match store.model_body(ModelKind::Approval, version).await {
        Ok(body) => Ok(ApprovalModel::read(&body).ok().map(|model| (name, model))),
        Err(StoreError::NotFound | StoreError::Damaged(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn learn(
    examples: &[Example],
    in_force: Option<&(String, ApprovalModel)>,
    simulated: bool,
    now: Timestamp,
    control: &Control,
) -> Result<Option<Trained>, TrainError> {
    let incumbent = in_force.map_or(Incumbent::Priors(predict::priors::VERSION), |(name, model)| {
        Incumbent::Model(name.as_str(), model)
    });
    let training =
        Training { incumbent, simulated, seed: SEED, now, code_version: env!("CARGO_PKG_VERSION") };
    let mut has_begun = false;
    let mut watch = |round: Round| {
        if !has_begun {
            control.progress.begin("Growing trees", Some(u64::from(round.of)));
            has_begun = true;
        }
        control.progress.advance(1);
        if control.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let trained = predict::approval::train(examples, &training, &mut watch);
    if has_begun {
        control.progress.end();
    }
    trained
}

/// Every decision that is kept with what was seen when it was asked for; `None` if it was cancelled. A decision of
/// which nothing was recorded, or features of another version, teaches nothing.
async fn examples(
    store: &dyn Store,
    until: Timestamp,
    control: &Control,
) -> Result<Option<Vec<Example>>, StoreError> {
    control.progress.begin("Reading decisions", None);
    let mut lenders: HashMap<ProductId, Option<(InstitutionId, Category)>> = HashMap::new();
    let mut examples = Vec::new();
    let mut after = None;
    loop {
        let window = RowWindow { after, from: Timestamp::from_micros(0), until, limit: PAGE };
        let rows = store.application_rows(window).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.application.id);
        control.progress.advance(rows.len() as u64);
        if control.is_cancelled() {
            return Ok(None);
        }
        let unknown: Vec<ProductId> =
            rows.iter().map(|row| row.application.product).filter(|id| !lenders.contains_key(id)).collect();
        look_up(store, &unknown, &mut lenders).await?;
        examples.extend(rows.iter().filter_map(|row| {
            let decision = row.decision?;
            let inputs = row.application.inputs.as_ref()?;
            let seen = Observation::read(inputs.schema(), inputs.values())?;
            let (lender, category) = lenders.get(&row.application.product).copied().flatten()?;
            let product = row.application.product;
            Some(Example {
                case: Case { row: seen.row, category, lender, product },
                prior: f64::from(seen.prior),
                approved: decision.answer.outcome() == Decided::Approved,
                at: decision.decided_at,
            })
        }));
    }
    control.progress.end();
    Ok(Some(examples))
}

/// Learns the lender and kind of credit of products; `None` of those that are unknown.
pub(super) async fn look_up(
    store: &dyn Store,
    unknown: &[ProductId],
    lenders: &mut HashMap<ProductId, Option<(InstitutionId, Category)>>,
) -> Result<(), StoreError> {
    lenders.extend(unknown.iter().map(|id| (*id, None)));
    if !unknown.is_empty() {
        let of = |stored: StoredProduct| (stored.id, Some((stored.institution.id, stored.product.category)));
        lenders.extend(store.products(unknown).await?.into_iter().map(of));
    }
    Ok(())
}
