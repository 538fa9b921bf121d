//! Keeps this node's search index in step with the catalogue.
//!
//! The store's change feed says which products changed, in commit order; the index remembers up to which change
//! it goes, in the same commit as the changes themselves. So a process may be killed at any point: the next one
//! goes on from the number it finds. What cannot be gone on from (no index, another schema, another catalogue,
//! damage) is rebuilt beside what is there, and takes its place when it is complete.

mod files;
mod listings;
mod live;
mod worker;

pub use live::LiveIndex;

use crate::store::{Store, StoreError};
use files::{Found, IndexFiles};
use index::IndexError;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use worker::Worker;

/// Why the index cannot be brought in step.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// A file beside the index could not be written.
    #[error("the search index's directory failed: {0}")]
    Io(#[from] std::io::Error),
    /// The work on the index broke off.
    #[error("work on the search index broke off: {0}")]
    Task(#[from] tokio::task::JoinError),
    /// The worker has stopped.
    #[error("the search index is no longer kept in step")]
    Stopped,
}

/// The worker that keeps a node's index in step; one per index directory.
pub struct IndexSync {
    store: Arc<dyn Store>,
    live: Arc<LiveIndex>,
    reached: watch::Receiver<Option<u64>>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl IndexSync {
    /// Opens the index in `directory`, so that searches can begin if there is a usable one, and starts to catch
    /// up, rebuilding it first if need be. Later failures are logged and retried.
    ///
    /// # Errors
    /// [`SyncError::Store`] if the catalogue does not answer.
    pub async fn start(store: Arc<dyn Store>, directory: PathBuf) -> Result<Self, SyncError> {
        let files = IndexFiles::new(directory);
        let live = Arc::new(LiveIndex::default());
        let found = files.open(store.as_ref()).await?;
        if let Found::Usable(index) | Found::Ahead(index) = &found {
            live.publish(index.clone());
        }
        let (reached_sender, reached) = watch::channel(None);
        let (stop, stopped) = watch::channel(false);
        let worker = Worker::new(store.clone(), files, live.clone(), reached_sender, stopped);
        Ok(Self { store, live, reached, stop, task: tokio::spawn(worker.run(found)) })
    }

    /// The index to search.
    #[must_use]
    pub fn live(&self) -> Arc<LiveIndex> {
        self.live.clone()
    }

    /// Waits until searches see every change that was committed before the call.
    ///
    /// # Errors
    /// [`SyncError::Store`] if the catalogue does not answer; [`SyncError::Stopped`] if the worker has stopped.
    pub async fn in_step(&self) -> Result<(), SyncError> {
        let head = self.store.head_seq().await?;
        let mut reached = self.reached.clone();
        reached
            .wait_for(|reached| reached.is_some_and(|seq| seq >= head))
            .await
            .map_err(|_| SyncError::Stopped)?;
        Ok(())
    }

    /// Stops after the batch under way. The index can be opened by another process when this returns.
    pub async fn stop(self) {
        // Fails if the worker is gone already, which is as well.
        let _ = self.stop.send(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the search index's worker broke off");
        }
    }
}

/// Builds the index of a catalogue anew, for the command line. `progress` is told how many products have been
/// read. Answers how many can be found. A server on the same directory takes the new index over at its next
/// start or failure.
///
/// # Errors
/// [`SyncError`]; the index before is then left as it was.
pub async fn reindex(
    store: &dyn Store,
    directory: PathBuf,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<u64, SyncError> {
    let files = IndexFiles::new(directory);
    let mut go_on = |done| {
        progress(done);
        ControlFlow::Continue(())
    };
    let index = files.rebuild(store, &mut go_on).await?.ok_or(SyncError::Stopped)?;
    Ok(index.len())
}

/// Runs work on the index where it may block.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, IndexError> + Send + 'static,
) -> Result<T, SyncError> {
    Ok(tokio::task::spawn_blocking(work).await??)
}
