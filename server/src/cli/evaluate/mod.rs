//! `lendlight evaluate`: the prediction code on public data, so that its quality can be compared with other libraries.
//!
//! A dataset's adapter (`datasets/`) reads its files into [`examples::Examples`]; `features` fits fillings and histories
//! on training rows alone; `measure` trains and judges. Nothing of a test row's outcome reaches its prediction.

mod datasets;
mod examples;
mod features;
mod measure;
mod table;

use super::output::say;
use super::progress::TerminalProgress;
use anyhow::bail;
use clap::Args;
use datasets::Dataset;
use measure::{Compared, Report};
use serde_json::json;
use std::path::{Path, PathBuf};

/// How many parts cross-validation makes.
const FOLDS: u8 = 5;

#[derive(Debug, Args)]
pub(super) struct EvaluateArgs {
    /// What the files are
    #[arg(long, value_enum)]
    dataset: Dataset,

    /// The data, gzipped or not (homecredit: its folder): 5-fold cross-validation, judged out of fold
    #[arg(long, value_name = "FILE", conflicts_with_all = ["train", "test"])]
    file: Option<PathBuf>,

    /// Train on this file …
    #[arg(long, value_name = "A", requires = "test")]
    train: Option<PathBuf>,

    /// … and judge on this one
    #[arg(long, value_name = "B", requires = "train")]
    test: Option<PathBuf>,

    /// What folds, rows and features are drawn by
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Compare the groups that a column makes, such as applicant_sex: for audits alone, it is no feature
    #[arg(long, value_name = "COLUMN", conflicts_with = "train")]
    group: Option<String>,

    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
}

/// Trains, judges and prints.
pub(super) fn run(args: &EvaluateArgs) -> anyhow::Result<()> {
    let progress = TerminalProgress::new();
    let beside = !args.json;
    let report = match (&args.file, &args.train, &args.test) {
        (Some(file), ..) => {
            let examples = args.dataset.read(file)?;
            let groups =
                args.group.as_deref().map(|column| groups(args.dataset, file, column)).transpose()?;
            let mut report = measure::cross_validate(&examples, args.seed, FOLDS, beside, &progress)?;
            report.groups =
                args.group.as_deref().zip(groups).map(|(column, of)| report.compared(column, &of));
            report
        }
        (None, Some(train), Some(test)) => {
            let (train, test) = (args.dataset.read(train)?, args.dataset.read(test)?);
            measure::train_and_test(&train, &test, args.seed, beside, &progress)?
        }
        _ => bail!("which data? Give --file FILE for cross-validation, or --train A --test B"),
    };
    say(if args.json { document(&report).to_string() } else { text(args, &report) });
    Ok(())
}

/// The group of each row.
fn groups(dataset: Dataset, file: &Path, column: &str) -> anyhow::Result<Vec<String>> {
    if dataset == Dataset::HomeCredit {
        bail!("--group: the rows of homecredit come from two tables, so there is no column of them all");
    }
    let table = table::Table::read(file)?;
    table.require(column, " to make groups by")?;
    table.rows().map(|row| row.category(column)).collect()
}

fn document(report: &Report) -> serde_json::Value {
    let metrics = &report.metrics;
    let mut document = json!({
        "rows": metrics.rows,
        "positives": metrics.positives,
        "auc": metrics.auc,
        "ks": metrics.ks,
        "log_loss": metrics.log_loss,
        "brier": metrics.brier,
        "ece": metrics.ece,
        "fit_seconds": report.fit_seconds,
        "predictions_per_second": report.predictions_per_second.round(),
    });
    if let (Some(fields), Some(groups)) = (document.as_object_mut(), &report.groups) {
        fields.insert("groups".to_owned(), json!(groups));
        fields.insert("adverse_impact_ratio".to_owned(), json!(measure::impact_ratio(groups)));
    }
    document
}

fn text(args: &EvaluateArgs, report: &Report) -> String {
    let metrics = &report.metrics;
    let how = if args.file.is_some() {
        "5-fold cross-validation, pooled"
    } else {
        "trained on one file, judged on another"
    };
    let mut lines = vec![
        format!("{} ({how})", args.dataset),
        format!("  rows                    {:>12}", metrics.rows),
        format!("  positives               {:>12}", metrics.positives),
        format!("  AUC                     {:>12.4}", metrics.auc),
    ];
    let beside =
        [("logistic regression", report.logistic_auc), ("priors without learning", report.prior_auc)];
    for (name, auc) in beside {
        lines.extend(auc.map(|auc| format!("    {name:<24}{auc:>10.4}")));
    }
    lines.extend([
        format!("  KS                      {:>12.4}", metrics.ks),
        format!("  log loss                {:>12.4}", metrics.log_loss),
        format!("  Brier score             {:>12.4}", metrics.brier),
        format!("  calibration error       {:>12.4}", metrics.ece),
        format!("  seconds to fit          {:>12.1}", report.fit_seconds),
        format!("  predictions per second  {:>12.0}", report.predictions_per_second),
        String::new(),
        "  predicted   observed (95 % interval)      rows".to_owned(),
    ]);
    for bin in &report.reliability {
        lines.push(format!(
            "  {:>8.1} %   {:>6.1} % ({:>5.1} to {:>5.1} %)  {:>8}",
            100.0 * bin.predicted,
            100.0 * bin.observed,
            100.0 * bin.low,
            100.0 * bin.high,
            bin.rows
        ));
    }
    lines.extend(report.groups.iter().flat_map(|groups| group_lines(groups)));
    lines.join("\n")
}

fn group_lines(groups: &[Compared]) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        "  group                       rows   approved   predicted   favoured".to_owned(),
    ];
    for group in groups {
        lines.push(format!(
            "  {:<22} {:>9}  {:>7.1} %   {:>7.1} %  {:>7.1} %",
            format!("{} {}", group.outcome.attribute, group.outcome.group),
            group.outcome.rows,
            100.0 * group.happened,
            100.0 * group.predicted,
            100.0 * group.outcome.favoured
        ));
    }
    let ratio =
        measure::impact_ratio(groups).map_or_else(|| "unknown".to_owned(), |ratio| format!("{ratio:.3}"));
    lines.push(format!("  adverse impact ratio    {ratio:>12}   (below 0.8 is a sign of unfair treatment)"));
    lines
}

#[cfg(test)]
mod tests;
