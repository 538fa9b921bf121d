//! `lendlight models`: which models there are, which one predicts, and changing that.

pub(super) mod audit;
mod report;

use super::context::Context;
use super::output::say;
use crate::clock;
use crate::services::clicks::{self, ClickReport};
use crate::services::models::{self, Reason, predictor};
use crate::store::{Store, StoredModel};
use anyhow::bail;
use clap::{Args, Subcommand};
use predict::registry::gate::{self, Thresholds};
use predict::registry::{ModelKind, Move, Role, model_name};
use serde_json::json;
use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

/// How many models and moves of a kind are listed at most.
const LISTED: u32 = 100;

#[derive(Debug, Subcommand)]
pub(super) enum ModelsCommand {
    /// List the models with what they were tested at, and who was given which role when and why
    List {
        /// Print JSON lines instead of text
        #[arg(long)]
        json: bool,
    },
    /// Put a model into force; refused if it is worse than what it replaces, miscalibrated or unfair
    Promote {
        /// The model, such as approval-7
        model: ModelName,
        #[command(flatten)]
        why: Why,
    },
    /// Go back to the model that was in force before, or to the priors
    Rollback {
        /// What the models predict: approval or click
        #[arg(value_parser = kind)]
        kind: ModelKind,
        #[command(flatten)]
        why: Why,
    },
    /// Tell how predictions turned out: the model's test, and what lenders decided since
    Report(report::ReportArgs),
    /// Compare what a model does to groups that you know of; counts and shares alone are kept
    Audit(audit::AuditArgs),
}

/// Who changes something, and why: kept for good.
#[derive(Debug, Args)]
pub(super) struct Why {
    /// Why; kept with the change
    #[arg(long, value_name = "TEXT")]
    why: String,

    /// Who [default: the name of this system's user]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

impl Why {
    /// Why.
    pub(super) fn text(&self) -> &str {
        &self.why
    }

    /// Who.
    pub(super) fn actor(&self) -> anyhow::Result<String> {
        let actor = actor(self.by.clone())?;
        if self.why.trim().is_empty() {
            bail!("--why: say why, in a few words");
        }
        Ok(actor)
    }
}

/// Who does something: as said, or the name of this system's user.
fn actor(by: Option<String>) -> anyhow::Result<String> {
    let names = ["USER", "LOGNAME", "USERNAME"];
    let user = || names.into_iter().find_map(|name| std::env::var(name).ok());
    let actor = by.or_else(user).unwrap_or_default();
    if actor.trim().is_empty() {
        bail!("say who you are: --by NAME");
    }
    Ok(actor)
}

/// A model as people name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ModelName {
    kind: ModelKind,
    version: u32,
}

impl FromStr for ModelName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.rsplit_once('-').and_then(|(kind, version)| {
            Some(Self { kind: kind.parse().ok()?, version: version.parse().ok().filter(|v| *v > 0)? })
        });
        parts.ok_or_else(|| "write it as models are listed, such as approval-7".to_owned())
    }
}

impl fmt::Display for ModelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&model_name(self.kind, self.version))
    }
}

fn kind(text: &str) -> Result<ModelKind, String> {
    text.parse().map_err(|error: domain::error::UnknownName| error.to_string())
}

pub(super) async fn run(context: &Context, command: ModelsCommand) -> anyhow::Result<()> {
    let store = context.open_existing().await?;
    match command {
        ModelsCommand::List { json } => list(store.as_ref(), json).await,
        ModelsCommand::Promote { model, why } => {
            let actor = why.actor()?;
            let reason = Reason { actor: &actor, why: &why.why, at: clock::now() };
            let thresholds = Thresholds::default();
            models::promote(store.as_ref(), (model.kind, model.version), &thresholds, reason).await?;
            say(format_args!("{model} is in force; running servers take it within a second."));
            Ok(())
        }
        ModelsCommand::Rollback { kind, why } => {
            let actor = why.actor()?;
            let reason = Reason { actor: &actor, why: &why.why, at: clock::now() };
            let version = models::roll_back(store.as_ref(), kind, reason).await?;
            let now = predictor(kind, version);
            say(format_args!("{now} is in force again; running servers take it within a second."));
            Ok(())
        }
        ModelsCommand::Report(args) => report::run(store.as_ref(), args).await,
        ModelsCommand::Audit(args) => audit::run(store.as_ref(), args).await,
    }
}

async fn list(store: &dyn Store, as_json: bool) -> anyhow::Result<()> {
    let roles = store.model_roles().await?;
    let mut out = io::stdout().lock();
    for kind in ModelKind::ALL.iter().copied() {
        let mut models = store.newest_models(kind, LISTED).await?;
        for model in &mut models {
            let audits = store.audits(kind, model.version).await?;
            model.record.quality = model.record.quality.clone().audited(&audits);
        }
        let holds = |role| {
            let given = roles.iter().find(|step| step.kind == kind && step.role == role);
            given.and_then(|step| step.version)
        };
        let (in_force, shadow) = (holds(Role::InForce), holds(Role::Shadow));
        if !as_json && kind != ModelKind::Click {
            writeln!(out, "{kind}: {} predicts", predictor(kind, in_force))?;
        }
        for model in &models {
            let role = match Some(model.version) {
                version if version == in_force => Some(Role::InForce),
                version if version == shadow => Some(Role::Shadow),
                _ => None,
            };
            if as_json {
                writeln!(out, "{}", document(model, role))?;
            } else {
                print(&mut out, model, role)?;
            }
        }
        if !as_json {
            for step in store.model_moves(kind, LISTED).await? {
                print_move(&mut out, &step)?;
            }
        }
    }
    let learned = clicks::report(store).await?;
    if as_json {
        writeln!(out, "{}", clicks_document(&learned))?;
    } else {
        print_clicks(&mut out, &learned)?;
    }
    Ok(())
}

/// The click model is never trained whole: it learns while it serves.
fn print_clicks(out: &mut impl Write, report: &ClickReport) -> io::Result<()> {
    let ClickReport { state, clicks } = report;
    let impressions = clicks.model.impressions();
    match clicks.since.filter(|_| impressions > 0) {
        Some(since) => writeln!(
            out,
            "{}: learned from {impressions} impressions since {since}, {}change {}",
            ModelKind::Click,
            if clicks.simulated { "beginning with simulated ones, " } else { "" },
            clicks.seq
        )?,
        None => {
            writeln!(out, "{}: nothing is learned yet, documented assumptions predict", ModelKind::Click)?;
        }
    }
    if clicks.seq != state.seq {
        let newest = state.seq;
        writeln!(out, "    change {newest} cannot be read: the server's log says why")?;
    }
    match state.holder {
        Some(node) if state.held_until >= clock::now() => writeln!(out, "    node {node} learns"),
        _ => writeln!(out, "    no server learns now"),
    }
}

fn clicks_document(report: &ClickReport) -> serde_json::Value {
    let ClickReport { state, clicks } = report;
    json!({
        "model": ModelKind::Click.name(),
        "impressions": clicks.model.impressions(),
        "since": clicks.since,
        "simulated": clicks.simulated,
        "change": clicks.seq,
        "newest_change": state.seq,
        "learning_node": state.holder.filter(|_| state.held_until >= clock::now()),
    })
}

fn document(model: &StoredModel, role: Option<Role>) -> serde_json::Value {
    let refusals = gate::refusals(&model.record.quality, &Thresholds::default());
    json!({
        "model": model_name(model.record.kind, model.version),
        "role": role,
        "usable": model.has_body,
        "record": model.record,
        "refusals": refusals,
    })
}

fn print(out: &mut impl Write, model: &StoredModel, role: Option<Role>) -> io::Result<()> {
    let (record, quality) = (&model.record, &model.record.quality);
    let role = match role {
        Some(Role::InForce) => ", in force",
        Some(Role::Shadow) => ", shadow",
        None if !model.has_body => ", cleared away",
        None => "",
    };
    let simulated = if record.data.simulated { " simulated" } else { "" };
    writeln!(out, "  {}{role}", model_name(record.kind, model.version))?;
    writeln!(
        out,
        "    trained {} on {}{simulated} rows, {} of them positive, from {} to {}",
        record.trained_at,
        record.data.rows,
        record.data.positives,
        record.data.from.date(),
        record.data.to.date()
    )?;
    writeln!(
        out,
        "    on {} later rows: AUC {:.4}, KS {:.4}, log loss {:.4}, Brier {:.4}, calibration error {:.4}",
        quality.rows, quality.auc, quality.ks, quality.log_loss, quality.brier, quality.ece
    )?;
    if let Some(against) = &quality.against {
        writeln!(
            out,
            "    log loss against {}: {:+.5} ± {:.5}",
            against.name, against.log_loss_difference, against.standard_error
        )?;
    }
    for refusal in gate::refusals(quality, &Thresholds::default()) {
        writeln!(out, "    may not be promoted: {refusal}")?;
    }
    Ok(())
}

fn print_move(out: &mut impl Write, step: &Move) -> io::Result<()> {
    let role = match step.role {
        Role::InForce => "in force",
        Role::Shadow => "shadow",
    };
    let to = step.version.map_or_else(|| "nobody".to_owned(), |version| model_name(step.kind, version));
    writeln!(out, "  {}  {role}: {to}, by {}: {}", step.at, step.actor, step.reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_named_as_they_are_listed() {
        let name: ModelName = "approval-7".parse().unwrap();
        assert_eq!(name, ModelName { kind: ModelKind::Approval, version: 7 });
        assert_eq!(name.to_string(), "approval-7");
        for wrong in ["approval", "approval-0", "approval--1", "loans-7", "7", ""] {
            assert!(wrong.parse::<ModelName>().is_err(), "{wrong}");
        }
    }
}
