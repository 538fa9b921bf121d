//! `lendlight models report`: how what predicts has turned out, as text, JSON or a file to look at.

use super::ModelName;
use crate::cli::output::say;
use crate::clock;
use crate::services::models::holder;
use crate::services::models::report::report;
use crate::store::{Store, StoreError};
use anyhow::{Context, bail};
use app::pages::predictions;
use app::text::Language;
use clap::Args;
use domain::evaluation::{Calibration, Drifts, Figures, PredictionReport, Shift};
use domain::product::InstitutionId;
use predict::registry::{ModelKind, Role};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct ReportArgs {
    /// The model, such as approval-7 [default: what is in force]
    model: Option<ModelName>,

    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,

    /// Write an HTML file, complete in itself, with diagrams and the figures of lenders
    #[arg(long, value_name = "FILE.html")]
    out: Option<PathBuf>,
}

pub(super) async fn run(store: &dyn Store, args: ReportArgs) -> anyhow::Result<()> {
    let version = match args.model {
        Some(model) if model.kind != ModelKind::Approval => {
            bail!("{model}: there are reports of approval models alone")
        }
        Some(model) => Some(model.version),
        None => holder(store, ModelKind::Approval, Role::InForce).await?,
    };
    let report = report(store, version, clock::now()).await?;
    let lenders = lenders(store, &report).await?;
    if let Some(file) = &args.out {
        let document = predictions::document(&report, &lenders, Language::English);
        std::fs::write(file, document).with_context(|| format!("cannot write {}", file.display()))?;
    }
    match (args.json, &args.out) {
        (true, _) => say(document(&report, &lenders)?),
        (false, Some(file)) => say(format_args!("Written: {}", file.display())),
        (false, None) => print(&report, &lenders),
    }
    Ok(())
}

/// The names of the lenders that a report tells of.
async fn lenders(
    store: &dyn Store,
    report: &PredictionReport,
) -> Result<BTreeMap<InstitutionId, String>, StoreError> {
    let mut names = BTreeMap::new();
    let calibrations = [&report.tested, &report.told.calibration].into_iter().flatten();
    for id in calibrations.flat_map(|calibration| &calibration.by_lender).filter_map(|part| part.of) {
        if let Some(institution) = store.institution(id).await? {
            names.insert(id, institution.draft.name);
        }
    }
    Ok(names)
}

/// The report with the lenders' names.
fn document(report: &PredictionReport, lenders: &BTreeMap<InstitutionId, String>) -> anyhow::Result<Value> {
    let mut document = serde_json::to_value(report)?;
    if let Some(fields) = document.as_object_mut() {
        let names = lenders.iter().map(|(id, name)| (id.to_string(), json!(name)));
        fields.insert("lenders".to_owned(), Value::Object(names.collect()));
    }
    Ok(document)
}

fn print(report: &PredictionReport, lenders: &BTreeMap<InstitutionId, String>) {
    say(format_args!("{} as of {}", report.predictor, report.at));
    if let Some(model) = &report.model {
        let simulated = if model.simulated { " simulated" } else { "" };
        say(format_args!(
            "  learned from {}{simulated} decisions, {} of them approvals, from {} to {}",
            model.rows,
            model.positives,
            model.from.date(),
            model.to.date()
        ));
    }
    calibration("In its test, on later decisions", report.tested.as_ref(), lenders);
    calibration("As visitors were told, in the last year", report.told.calibration.as_ref(), lenders);
    say(format_args!(
        "  {} applications wait for a decision; of {} decided ones no shown chance is kept",
        report.told.undecided, report.told.without_chance
    ));
    drifts("the test", report.tested_drift.as_ref());
    drifts("the last 30 days", report.recent_drift.as_ref());
    if let Some(compared) = &report.shadow {
        say(format_args!(
            "Shadow {} against {}, on {} decisions: log loss {:+.5} ± {:.5}",
            compared.name,
            compared.against,
            compared.rows,
            compared.log_loss_difference,
            compared.standard_error
        ));
    }
    for group in report.audits.iter().flat_map(|audit| &audit.groups) {
        super::audit::print_group(group);
    }
}

fn calibration(what: &str, of: Option<&Calibration>, lenders: &BTreeMap<InstitutionId, String>) {
    let Some(of) = of else {
        say(format_args!("{what}: nothing is known"));
        return;
    };
    say(format_args!("{what}, from {} to {}", of.from.date(), of.to.date()));
    line("all", &of.overall);
    for band in &of.bands {
        let (share, rows) = (100.0 * band.bin.observed, band.bin.rows);
        say(format_args!(
            "    said {:>2}–{:>3} %: {share:.0} % were approved, n = {rows}",
            band.from, band.to
        ));
    }
    for part in &of.by_category {
        line(part.of.name(), &part.figures);
    }
    for part in &of.by_lender {
        let name = part.of.and_then(|id| lenders.get(&id)).map_or("other lenders", String::as_str);
        line(name, &part.figures);
    }
    for part in &of.by_month {
        line(&part.of, &part.figures);
    }
}

fn line(name: &str, figures: &Figures) {
    let auc = figures.auc.map_or_else(|| "unknown".to_owned(), |auc| format!("{auc:.4}"));
    say(format_args!(
        "  {name:<32} {:>7} rows, said {:>3.0} %, approved {:>3.0} %, AUC {auc}, log loss {:.4}, calibration error {:.4}",
        figures.rows,
        100.0 * figures.predicted,
        100.0 * figures.observed(),
        figures.log_loss,
        figures.ece
    ));
}

fn drifts(of: &str, drifts: Option<&Drifts>) {
    let Some(drifts) = drifts else { return };
    let all = || drifts.features.iter().chain([&drifts.score]);
    say(format_args!("Drift of {of}, {} applications: score {:.3}", drifts.rows, drifts.score.psi));
    for drift in all().filter(|drift| drift.shift != Shift::Little) {
        say(format_args!("  {:<32} {:.3}, {:.3} by chance", drift.name, drift.psi, drift.by_chance));
    }
}
