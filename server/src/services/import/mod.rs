//! Import of product catalogues.
//!
//! [`import_cdr`] takes the products of a file, a folder or a data holder to the store.
//!
//! - **Transactional**: products are saved in batches, each product with its version, unread fields and change
//!   in one transaction.
//! - **Idempotent**: a product equal to its stored version is left alone, so a second run changes nothing.
//! - **Resumable**: what was saved stays saved. Files are read again from the start, which costs little, since
//!   nothing in them is written twice; a holder's products are fetched in the order of their ids, and an import
//!   that goes on within [`RESUME_WITHIN`] fetches only what comes after the last one saved. (What failed before
//!   the interruption is asked for again by the next import from the start.)
//! - **Withdrawing**: a source that was read whole says what each of its lenders has on offer; products it does
//!   not name are marked as withdrawn. A record that cannot be read still shows that its product is listed, and
//!   a part of the source that cannot be had keeps everything on offer that might be in it. Lenders that a
//!   source does not name are left alone.

pub mod cdr;
mod collect;
mod record;
pub mod source;
mod summary;

pub use source::Source;
pub use source::holder::HolderOptions;
pub use summary::ImportSummary;

use crate::services::progress::{Progress, Silent};
use crate::store::{ImportRun, Store, StoreError};
use collect::Collector;
use domain::time::Timestamp;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;

/// How long an interrupted import can go on; after that the products fetched first would be out of date.
pub const RESUME_WITHIN: std::time::Duration = std::time::Duration::from_secs(24 * 3600);

/// What goes wrong with an import as a whole.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The source cannot be read at all.
    #[error("{source_name}: {reason}")]
    Source {
        /// Which source.
        source_name: String,
        /// Why.
        reason: String,
    },
    /// The store failed; what was saved before stays saved.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Reading broke down.
    #[error("reading the source broke down: {0}")]
    Broken(#[from] tokio::task::JoinError),
}

impl ImportError {
    fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::Source { source_name: path.display().to_string(), reason: error.to_string() }
    }
}

/// How to import.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The time of the import.
    pub at: Timestamp,
    /// How to treat a data holder.
    pub holder: HolderOptions,
}

impl ImportOptions {
    /// The usual way, at this time.
    #[must_use]
    pub fn new(at: Timestamp) -> Self {
        Self { at, holder: HolderOptions::default() }
    }
}

/// Imports a source's products into the store.
///
/// # Errors
/// [`ImportError`] if nothing of the source can be read, or the store fails. A part of a source that cannot be
/// had is in the summary.
pub async fn import_cdr(
    store: &dyn Store,
    source: Source,
    options: ImportOptions,
    progress: Arc<dyn Progress>,
) -> Result<ImportSummary, ImportError> {
    let at = options.at;
    let run = match &source {
        Source::Holder(url) => Some(begin(store, url.as_str(), at).await?),
        Source::File(_) | Source::Folder(_) => None,
    };
    let resume_after = run.as_ref().and_then(|run| run.cursor.clone());
    let mut reading = source::open(source, resume_after, options.holder);
    let mut collector = Collector::new(store, at, run.as_ref().map(|run| run.id), progress.as_ref());
    while let Some(item) = reading.items.recv().await {
        collector.take(item).await?;
    }
    reading.task.await??;
    let summary = collector.finish().await?;
    if let Some(run) = run {
        store.finish_import(run.id, at).await?;
    }
    Ok(summary)
}

/// Imports records that are at hand already, such as the demo catalogue's, as [`import_cdr`] imports lines of a
/// file. Each product may occur once, and a lender's name is the one in its first record.
///
/// # Errors
/// [`ImportError::Store`] if the store fails; a record that cannot be read is in the summary.
pub async fn import_records(
    store: &dyn Store,
    records: impl IntoIterator<Item = Value>,
    source_name: &str,
    at: Timestamp,
) -> Result<ImportSummary, ImportError> {
    let mut collector = Collector::new(store, at, None, &Silent);
    for (number, record) in (1_u64..).zip(records) {
        if let Some(lender) = record::lender(&record, None) {
            collector.introduce(lender.draft);
        }
        collector.take(source::item(&record, None, || format!("{source_name}#{number}"))).await?;
    }
    Ok(collector.finish().await?)
}

/// Begins a run, or goes on with the last one if that was interrupted lately.
async fn begin(store: &dyn Store, source_key: &str, at: Timestamp) -> Result<ImportRun, StoreError> {
    let run = store.begin_import(source_key, at).await?;
    let age = at.micros().saturating_sub(run.started_at.micros());
    if u128::try_from(age).unwrap_or_default() <= RESUME_WITHIN.as_micros() {
        return Ok(run);
    }
    store.finish_import(run.id, at).await?;
    store.begin_import(source_key, at).await
}
