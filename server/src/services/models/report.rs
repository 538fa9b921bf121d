//! How what predicts does: on the decisions that it was tested with, and on what lenders decided since.

use super::applied::{Applied, applied};
use super::{holder, predictor};
use crate::store::{RowWindow, Store, StoreError, StoredModel};
use domain::evaluation::{Comparison, Drifts, PredictionReport, ReportedModel, Told};
use domain::time::Timestamp;
use predict::approval::{ApprovalModel, Example, Incumbent};
use predict::evaluation::{Evaluation, Judged, calibration, parts};
use predict::metrics::compare_log_loss;
use predict::priors;
use predict::registry::{ModelKind, Role, model_name};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

const KIND: ModelKind = ModelKind::Approval;
const DAY: i64 = 24 * 3_600_000_000;
/// How far back it is looked what came of the chances that visitors were told.
const TOLD_DAYS: i64 = 365;
/// How far back applications count as recent, for drift.
const RECENT_DAYS: i64 = 30;
/// How many shown chances are read at once.
const PAGE: u32 = 5_000;
/// How many decisions it takes to compare two predictors.
const COMPARED: usize = 30;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// There is no such model.
    #[error("there is no model {0}: `lendlight models list` shows which there are")]
    Unknown(String),
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The work broke off.
    #[error("the report failed: {0}")]
    Failed(String),
}

/// The report of a model, or of the priors.
///
/// # Errors
/// [`ReportError`].
pub async fn report(
    store: &dyn Store,
    version: Option<u32>,
    now: Timestamp,
) -> Result<PredictionReport, ReportError> {
    let name = predictor(KIND, version);
    let model = match version {
        Some(version) => Some(Kept::read(store, version).await?.ok_or(ReportError::Unknown(name.clone()))?),
        None => None,
    };
    let audits = match version {
        Some(version) => store.audits(KIND, version).await?,
        None => Vec::new(),
    };
    let rivals = Rivals::read(store).await?;
    let applied = applied(store, before(now, TOLD_DAYS), now).await?;
    let shown = shown(store, now).await?;
    let work = tokio::task::spawn_blocking(move || {
        let recent_drift = model.as_ref().and_then(|model| model.drift(&applied, before(now, RECENT_DAYS)));
        let evaluation = model.as_ref().and_then(|model| model.evaluation.as_ref());
        PredictionReport {
            at: now,
            predictor: name,
            tested: evaluation.map(|evaluation| evaluation.tested.clone()),
            tested_drift: evaluation.and_then(|evaluation| evaluation.drift.clone()),
            told: told(&applied, &shown),
            recent_drift,
            shadow: rivals.and_then(|rivals| rivals.compare(&applied)),
            audits,
            model: model.map(|model| reported(&model.stored)),
        }
    });
    work.await.map_err(|error| ReportError::Failed(error.to_string()))
}

fn before(now: Timestamp, days: i64) -> Timestamp {
    Timestamp::from_micros(now.micros().saturating_sub(days * DAY))
}

fn reported(stored: &StoredModel) -> ReportedModel {
    let record = &stored.record;
    ReportedModel {
        name: model_name(record.kind, stored.version),
        trained_at: record.trained_at,
        from: record.data.from,
        to: record.data.to,
        rows: record.data.rows,
        positives: record.data.positives,
        simulated: record.data.simulated,
    }
}

/// A model with what is kept of it.
struct Kept {
    stored: StoredModel,
    /// `None` where it was cleared away, is damaged or another program's.
    model: Option<ApprovalModel>,
    evaluation: Option<Evaluation>,
}

impl Kept {
    async fn read(store: &dyn Store, version: u32) -> Result<Option<Self>, StoreError> {
        let Some(stored) = store.model(KIND, version).await? else { return Ok(None) };
        let model = match store.model_body(KIND, version).await {
            Ok(body) => ApprovalModel::read(&body).ok(),
            Err(StoreError::NotFound | StoreError::Damaged(_)) => None,
            Err(error) => return Err(error),
        };
        let evaluation = match store.evaluation(KIND, version).await {
            // Another program's, before or after this one: the rest of the report is as good without it.
            Err(error @ StoreError::Corrupt { .. }) => {
                tracing::warn!(%error, "left out of the report");
                None
            }
            other => other?,
        };
        Ok(Some(Self { stored, model, evaluation }))
    }

    /// How far what was applied for since a time is from what it learned from.
    fn drift(&self, applied: &[Applied], since: Timestamp) -> Option<Drifts> {
        let (model, evaluation) = (self.model.as_ref()?, self.evaluation.as_ref()?);
        let recent: Vec<Example> =
            applied.iter().filter(|applied| applied.at >= since).filter_map(Applied::example).collect();
        let rows: Vec<_> = recent.iter().map(|example| example.case.row).collect();
        evaluation.reference.drifts(&rows, &Incumbent::Model("", model).chances(&recent))
    }
}

/// What came of the chances that visitors were told.
fn told(applied: &[Applied], shown: &HashMap<Uuid, (f64, String)>) -> Told {
    let mut judged = Vec::new();
    let mut of_predictor: HashMap<&str, Vec<Judged>> = HashMap::new();
    let (mut undecided, mut without_chance) = (0, 0);
    for application in applied {
        let Some((happened, at)) = application.decision else {
            undecided += 1;
            continue;
        };
        let Some((predicted, predictor)) = shown.get(&application.id) else {
            without_chance += 1;
            continue;
        };
        let (category, lender) = (application.category, application.lender);
        let row = Judged { predicted: *predicted, happened, category, lender, at };
        judged.push(row);
        of_predictor.entry(predictor).or_default().push(row);
    }
    let mut by_predictor: Vec<_> = of_predictor
        .into_iter()
        .flat_map(|(predictor, judged)| parts(&judged, |_| predictor.to_owned()))
        .collect();
    by_predictor.sort_by(|a, b| a.of.cmp(&b.of));
    Told { calibration: calibration(&judged), by_predictor, undecided, without_chance }
}

async fn shown(store: &dyn Store, now: Timestamp) -> Result<HashMap<Uuid, (f64, String)>, StoreError> {
    let mut all = HashMap::new();
    let mut after = None;
    loop {
        let window = RowWindow { after, from: before(now, TOLD_DAYS), until: now, limit: PAGE };
        let rows = store.shown_chances(window).await?;
        let Some(last) = rows.last() else { return Ok(all) };
        after = Some(last.application);
        all.extend(rows.into_iter().map(|row| (row.application, (row.approval, row.predictor))));
    }
}

/// The shadow and what is in force.
struct Rivals {
    shadow: Kept,
    in_force: Option<Kept>,
}

impl Rivals {
    async fn read(store: &dyn Store) -> Result<Option<Self>, StoreError> {
        let Some(shadow) = holder(store, KIND, Role::Shadow).await? else { return Ok(None) };
        let Some(shadow) = Kept::read(store, shadow).await? else { return Ok(None) };
        let in_force = match holder(store, KIND, Role::InForce).await? {
            Some(version) => Kept::read(store, version).await?,
            None => None,
        };
        Ok(Some(Self { shadow, in_force }))
    }

    /// Both on the decisions that neither learned from; `None` where there are too few, or the shadow cannot be read.
    /// A model in force that cannot be read is compared with as the priors are, since they answer.
    fn compare(&self, applied: &[Applied]) -> Option<Comparison> {
        let shadow = self.shadow.model.as_ref()?;
        let name = |kept: &Kept| model_name(KIND, kept.stored.version);
        let in_force = self.in_force.as_ref().and_then(|kept| Some((name(kept), kept, kept.model.as_ref()?)));
        let learned_until = |kept: &Kept| kept.stored.record.data.to;
        let from = in_force.as_ref().map(|(_, kept, _)| learned_until(kept));
        let from = from.into_iter().fold(learned_until(&self.shadow), Timestamp::max);
        let later: Vec<Example> = applied
            .iter()
            .filter(|applied| applied.decision.is_some_and(|(_, decided)| decided > from))
            .filter_map(Applied::example)
            .collect();
        if later.len() < COMPARED {
            return None;
        }
        let incumbent = in_force.as_ref().map_or(Incumbent::Priors(priors::VERSION), |(name, _, model)| {
            Incumbent::Model(name.as_str(), model)
        });
        let labels: Vec<bool> = later.iter().map(|example| example.approved).collect();
        let (log_loss_difference, standard_error) = compare_log_loss(
            &labels,
            &Incumbent::Model("", shadow).chances(&later),
            &incumbent.chances(&later),
        );
        Some(Comparison {
            name: name(&self.shadow),
            against: in_force.as_ref().map_or_else(|| priors::VERSION.to_owned(), |(name, ..)| name.clone()),
            rows: later.len() as u64,
            log_loss_difference,
            standard_error,
        })
    }
}

/// Tells the process's metrics how far the applications of the last days have moved.
pub fn record(report: &PredictionReport) {
    for drift in report.recent_drift.iter().flat_map(|drifts| drifts.features.iter().chain([&drifts.score])) {
        metrics::gauge!("lendlight_prediction_drift", "of" => drift.name.clone()).set(drift.psi);
    }
    if let Some(told) = &report.told.calibration {
        metrics::gauge!("lendlight_told_calibration_error").set(told.overall.ece);
        metrics::gauge!("lendlight_told_log_loss").set(told.overall.log_loss);
    }
}

/// How old a report may be that pages show.
const KEPT: i64 = 3_600_000_000;

/// The public report of what predicts on this node, made at most once an hour: it reads a year of applications.
pub struct PublicReport {
    store: Arc<dyn Store>,
    newest: tokio::sync::Mutex<Option<(Option<u32>, Arc<PredictionReport>)>>,
}

impl PublicReport {
    /// Over a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, newest: tokio::sync::Mutex::default() }
    }

    /// The report of a version, or of the priors. Who asks while it is made waits, so that it is made once.
    ///
    /// # Errors
    /// [`ReportError`].
    pub async fn of(
        &self,
        version: Option<u32>,
        now: Timestamp,
    ) -> Result<Arc<PredictionReport>, ReportError> {
        let mut newest = self.newest.lock().await;
        let is_new = |report: &PredictionReport| now.micros().saturating_sub(report.at.micros()) < KEPT;
        if let Some((_, report)) = newest.as_ref().filter(|(of, report)| *of == version && is_new(report)) {
            return Ok(report.clone());
        }
        let made = report(self.store.as_ref(), version, now).await?;
        record(&made);
        let made = Arc::new(made.public());
        *newest = Some((version, made.clone()));
        Ok(made)
    }
}
