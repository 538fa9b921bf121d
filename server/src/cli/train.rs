//! `lendlight train`: learn the chance of approval from the decisions that lenders reported.

use super::context::Context;
use super::models::{Why, audit};
use super::output::say;
use super::progress::TerminalProgress;
use crate::clock;
use crate::services::models::audit::audit as audit_groups;
use crate::services::models::training::{Control, Outcome, train_from_decisions};
use crate::services::models::{Reason, promote};
use clap::Args;
use predict::registry::gate::Thresholds;
use predict::registry::{ModelKind, model_name};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[derive(Debug, Args)]
pub(super) struct TrainArgs {
    /// Put the model into force, if nothing speaks against it
    #[arg(long)]
    promote: bool,

    /// Audit the model before it may be promoted: a CSV file of application_id and the applicant's groups, as
    /// `models audit` reads it
    #[arg(long, value_name = "FILE")]
    audit: Option<PathBuf>,

    /// Print JSON instead of text
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    why: Why,
}

/// Trains once; Ctrl-C ends it, and nothing is kept.
pub(super) async fn run(context: &Context, args: TrainArgs) -> anyhow::Result<()> {
    let actor = args.why.actor()?;
    let groups = args.audit.as_deref().map(audit::read).transpose()?;
    let store = context.open_existing().await?;
    let control =
        Control { progress: Arc::new(TerminalProgress::new()), cancelled: Arc::new(AtomicBool::new(false)) };
    let cancelled = control.cancelled.clone();
    let watching = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            cancelled.store(true, Ordering::Relaxed);
        }
    });
    let reason = Reason { actor: &actor, why: args.why.text(), at: clock::now() };
    // With groups to look at, the model waits for what the audit finds.
    let promotes = args.promote && groups.is_none();
    let outcome = train_from_decisions(&store, promotes, reason, &control).await;
    watching.abort();
    let mut outcome = outcome?;
    if let (Some(outcome), Some(groups)) = (&mut outcome, groups) {
        let audited = audit_groups(store.as_ref(), outcome.version, groups, &actor, reason.at).await?;
        if !args.json {
            audit::print(&audited);
        }
        outcome.record.quality = outcome.record.quality.clone().audited(&[audited.audit]);
        outcome.refusals = audited.refusals;
        if args.promote && outcome.refusals.is_empty() {
            let model = (ModelKind::Approval, outcome.version);
            promote(store.as_ref(), model, &Thresholds::default(), reason).await?;
            outcome.promoted = true;
        }
    }
    match outcome {
        None => say("The training was ended; nothing was kept."),
        Some(outcome) if args.json => say(document(&outcome)),
        Some(outcome) => print(&outcome, args.promote),
    }
    Ok(())
}

fn document(outcome: &Outcome) -> serde_json::Value {
    json!({
        "model": model_name(outcome.record.kind, outcome.version),
        "promoted": outcome.promoted,
        "record": outcome.record,
        "refusals": outcome.refusals,
    })
}

fn print(outcome: &Outcome, promotes: bool) {
    let (record, quality) = (&outcome.record, &outcome.record.quality);
    let name = model_name(record.kind, outcome.version);
    say(format_args!(
        "{name}: learned from {} decisions, {} of them approvals",
        record.data.rows, record.data.positives
    ));
    say(format_args!(
        "on {} later ones: AUC {:.4}, KS {:.4}, log loss {:.4}, Brier {:.4}, calibration error {:.4}",
        quality.rows, quality.auc, quality.ks, quality.log_loss, quality.brier, quality.ece
    ));
    if let Some(against) = &quality.against {
        say(format_args!(
            "log loss against {}: {:+.5} ± {:.5}",
            against.name, against.log_loss_difference, against.standard_error
        ));
    }
    for refusal in &outcome.refusals {
        say(format_args!("may not be promoted: {refusal}"));
    }
    if outcome.promoted {
        say(format_args!("{name} is in force; running servers take it within a second."));
    } else if promotes {
        say("The model in force stays.");
    } else {
        say(format_args!(
            "{name} is the shadow: `lendlight models promote {name} --why …` puts it into force."
        ));
    }
}
