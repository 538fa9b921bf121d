//! `lendlight import`, `export`, `reindex` and `migrate`.

use super::context::Context;
use super::output::say;
use super::progress::TerminalProgress;
use crate::clock;
use crate::jobs::index_sync;
use crate::services::export::{self, Target};
use crate::services::import::{self, HolderOptions, ImportOptions, Source};
use crate::services::progress::Progress;
use anyhow::bail;
use std::sync::Arc;
use std::time::Duration;

/// Brings the products of a source into the catalogue, and the index in step.
pub(super) async fn import(context: &Context, named: &str) -> anyhow::Result<()> {
    // Before the database is touched: a mistyped source should leave nothing behind.
    let source = Source::parse(named)?;
    let is_file = matches!(source, Source::File(_));
    let store = context.open().await?;
    let settings = &context.config.import;
    let holder = HolderOptions {
        concurrency: settings.concurrency,
        timeout: Duration::from_secs(settings.timeout_seconds),
        attempts: settings.retries.saturating_add(1),
        ..HolderOptions::default()
    };
    let options = ImportOptions { at: clock::now(), holder };
    let progress = Arc::new(TerminalProgress::new());
    let summary = import::import_cdr(store.as_ref(), source, options, progress).await?;
    say(&summary);
    if summary.is_fruitless() {
        bail!("nothing in {named} could be used: the catalogue is as it was");
    }
    if is_file && !summary.failed.is_empty() {
        bail!("{named} breaks off: what could be read of it is in the catalogue, and nothing was withdrawn");
    }
    say("A running server shows the changes within a second; another does when it starts.");
    Ok(())
}

/// Writes the whole catalogue.
pub(super) async fn export(context: &Context, target: &Target) -> anyhow::Result<()> {
    let store = context.open_existing().await?;
    let progress = TerminalProgress::new();
    let written = export::export(store.as_ref(), target, &progress).await?;
    // Standard output may be the export itself.
    eprintln!("{written} products written.");
    Ok(())
}

/// Builds the index anew.
pub(super) async fn reindex(context: &Context) -> anyhow::Result<()> {
    context.need_data_dir()?;
    let store = context.open_existing().await?;
    let counts = store.counts().await?;
    let progress = TerminalProgress::new();
    progress.begin("Products read", Some(counts.products + counts.withdrawn));
    let mut read = 0;
    let mut advance = |now: u64| {
        progress.advance(now.saturating_sub(read));
        read = now;
    };
    let found = index_sync::reindex(store.as_ref(), context.index_dir(), &mut advance).await?;
    progress.end();
    say(format!("{found} products can be found."));
    Ok(())
}

/// Brings the database to this version's schema.
pub(super) async fn migrate(context: &Context) -> anyhow::Result<()> {
    let applied = context.connect().await?.migrate().await?;
    say(format!("{applied} migrations applied; the schema is up to date."));
    Ok(())
}
