//! `lendlight reports`: the figures that visitors say are wrong.

use super::context::Context;
use super::output::say;
use crate::clock;
use crate::store::{FigureReport, StoreError};
use anyhow::bail;
use serde_json::json;
use std::io::{self, Write};
use uuid::Uuid;

/// How many are listed at most.
const LISTED: u32 = 1_000;

/// Lists the reports that nobody has dealt with.
pub(super) async fn list(context: &Context, as_json: bool) -> anyhow::Result<()> {
    let reports = context.open().await?.open_reports(LISTED).await?;
    let mut out = io::stdout().lock();
    if reports.is_empty() && !as_json {
        writeln!(out, "Nobody has reported a wrong figure.")?;
    }
    for report in &reports {
        if as_json {
            writeln!(out, "{}", document(report))?;
        } else {
            print(&mut out, report)?;
        }
    }
    Ok(())
}

/// Marks a report as dealt with.
pub(super) async fn resolve(context: &Context, id: Uuid) -> anyhow::Result<()> {
    match context.open().await?.resolve_report(id, clock::now()).await {
        Ok(()) => say("The report is marked as dealt with."),
        Err(StoreError::NotFound) => {
            bail!("no report with the id {id} waits: `lendlight reports` lists those that do")
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

fn document(report: &FigureReport) -> serde_json::Value {
    json!({
        "id": report.id,
        "reported_at": report.reported_at,
        "product_id": report.draft.product,
        "product": report.product_name,
        "institution": report.institution_name,
        "product_version": report.product_version,
        "version_now": report.version_now,
        "figure": report.draft.figure,
        "correction": report.draft.correction,
        "source": report.draft.source,
    })
}

fn print(out: &mut impl Write, report: &FigureReport) -> io::Result<()> {
    let changed = if report.version_now == report.product_version { "" } else { " (has changed since)" };
    writeln!(out, "{}  {}", report.id, report.reported_at)?;
    writeln!(out, "  {}, {}", report.product_name, report.institution_name)?;
    writeln!(out, "  product {} version {}{changed}", report.draft.product, report.product_version)?;
    writeln!(out, "  {}: {}", report.draft.figure, report.draft.correction.replace('\n', "\n    "))?;
    if let Some(source) = &report.draft.source {
        writeln!(out, "  source: {source}")?;
    }
    Ok(())
}
