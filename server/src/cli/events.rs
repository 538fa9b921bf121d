//! `lendlight events`: what is recorded of results once they are shown.

use super::context::Context;
use super::output::say;
use crate::clock;
use crate::services::events::{self, Pruned};
use std::io::{self, Write};

/// Prints how many events of each kind there are.
pub(super) async fn stats(context: &Context, as_json: bool) -> anyhow::Result<()> {
    let counts = context.open_existing().await?.event_counts().await?;
    let mut out = io::stdout().lock();
    if as_json {
        for count in &counts {
            writeln!(out, "{}", serde_json::to_string(count)?)?;
        }
        return Ok(());
    }
    writeln!(out, "{:<12}{:>12}{:>12}  oldest", "kind", "events", "bots'")?;
    for count in &counts {
        let oldest = count.oldest.map_or_else(|| "-".to_owned(), |at| at.to_string());
        writeln!(out, "{:<12}{:>12}{:>12}  {oldest}", count.kind.name(), count.count, count.bots)?;
    }
    Ok(())
}

/// Deletes what is older than the configuration says.
pub(super) async fn prune(context: &Context) -> anyhow::Result<()> {
    let store = context.open_existing().await?;
    let pruned = events::prune(store.as_ref(), &context.config.events, clock::now()).await?;
    let Pruned { impressions, clicks, decisions } = pruned;
    say(format!(
        "Deleted {impressions} impressions, {clicks} clicks and products on lists, {decisions} applications, \
         decisions and payouts."
    ));
    Ok(())
}
