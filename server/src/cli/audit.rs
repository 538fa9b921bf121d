//! `lendlight audit`: what happened that matters for security, and whether the log of it is what was written.

use super::context::Context;
use super::output::{plain, say};
use crate::services::audit::{AuditFinding, verify};
use crate::store::AuditEntry;
use anyhow::{Context as _, bail};
use clap::Subcommand;
use serde_json::json;
use std::fmt::Write as _;
use std::io::{self, Write};

/// How many entries are listed unless more are asked for.
const LISTED: u32 = 50;

#[derive(Debug, Subcommand)]
pub(super) enum AuditAction {
    /// Check that no entry was changed, taken out or put between
    Verify {
        /// The hash of an entry that was kept elsewhere: shows whether the whole log was written anew
        #[arg(long, value_name = "HASH")]
        expect: Option<String>,
    },
    /// List the newest entries, newest first
    List {
        /// How many
        #[arg(long, value_name = "N", default_value_t = LISTED)]
        limit: u32,

        /// Print JSON lines instead of text
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(context: &Context, action: AuditAction) -> anyhow::Result<()> {
    match action {
        AuditAction::Verify { expect } => check(context, expect.as_deref()).await,
        AuditAction::List { limit, json } => list(context, limit, json).await,
    }
}

async fn check(context: &Context, expect: Option<&str>) -> anyhow::Result<()> {
    let kept =
        expect.map(|text| digest(text).context("--expect: a hash has 64 hexadecimal digits")).transpose()?;
    match verify(context.open().await?.as_ref(), kept).await? {
        AuditFinding::Whole { entries, head } => {
            say(format!("The audit log is whole: {entries} entries, each bound to the one before."));
            if entries > 0 {
                say(format!("Keep the newest hash elsewhere, for --expect: {}", hex(&head)));
            }
            Ok(())
        }
        AuditFinding::Changed { seq } => bail!("entry {seq} of the audit log is not what was written"),
        AuditFinding::Missing { seq } => bail!("entry {seq} of the audit log is missing"),
        AuditFinding::Cut { entries, expected } => {
            bail!("the audit log ends after {entries} entries, and should have {expected}")
        }
        AuditFinding::Rewritten => {
            bail!("no entry has this hash: the audit log, or a part of it, was written anew")
        }
    }
}

async fn list(context: &Context, limit: u32, as_json: bool) -> anyhow::Result<()> {
    let entries = context.open().await?.newest_audit(None, limit).await?;
    let mut out = io::stdout().lock();
    for entry in &entries {
        if as_json {
            writeln!(out, "{}", document(entry))?;
        } else {
            let who = entry.actor.map_or_else(|| "nobody known".to_owned(), |actor| actor.0.to_string());
            let (action, detail) = (plain(entry.action.clone()), plain(entry.detail.clone()));
            writeln!(out, "{}  {}  {action}  by {who}  {detail}", entry.seq, entry.at)?;
        }
    }
    Ok(())
}

fn document(entry: &AuditEntry) -> serde_json::Value {
    json!({
        "seq": entry.seq,
        "at": entry.at,
        "actor": entry.actor.map(|actor| actor.0),
        "action": entry.action,
        "institution": entry.institution,
        "detail": serde_json::from_str::<serde_json::Value>(&entry.detail).unwrap_or_default(),
        "hash": hex(&entry.hash),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn digest(text: &str) -> Option<[u8; 32]> {
    let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    let bytes: Option<Vec<u8>> = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect();
    bytes?.try_into().ok()
}
