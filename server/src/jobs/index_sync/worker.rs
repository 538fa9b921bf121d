//! The worker itself.

use super::files::{Found, IndexFiles};
use super::{LiveIndex, SyncError, blocking, listings};
use crate::store::{Store, StoreError};
use index::{Change, IndexWriter, ProductIndex};
use std::fmt::Display;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;

/// How often changes by other nodes are looked for.
const POLL: Duration = Duration::from_millis(500);
/// How long changes gather once one has come: an import's batches then share commits.
const GATHER: Duration = Duration::from_millis(40);
/// How many changes are applied with one commit.
const BATCH: u32 = 2_000;
/// How long to wait after a first failure; then twice as long each time, up to the last.
const FIRST_RETRY: Duration = Duration::from_millis(500);
const LAST_RETRY: Duration = Duration::from_secs(30);

pub(super) struct Worker {
    store: Arc<dyn Store>,
    files: IndexFiles,
    live: Arc<LiveIndex>,
    /// The change up to which searches see the catalogue; `None` before there is an index of it.
    reached: watch::Sender<Option<u64>>,
    stop: watch::Receiver<bool>,
    retry: Duration,
}

/// What the index has to do next.
struct Batch {
    changes: Vec<Change>,
    /// The last catalogue change among them.
    seq: u64,
}

impl Worker {
    pub(super) fn new(
        store: Arc<dyn Store>,
        files: IndexFiles,
        live: Arc<LiveIndex>,
        reached: watch::Sender<Option<u64>>,
        stop: watch::Receiver<bool>,
    ) -> Self {
        Self { store, files, live, reached, stop, retry: FIRST_RETRY }
    }

    /// Works until stopped, beginning with what was found. Whatever fails is tried again from the index as it lies
    /// on disk: nothing is searched that was not committed.
    pub(super) async fn run(mut self, found: Found) {
        let mut outcome = self.follow(found).await;
        while let (Err(error), false) = (outcome, self.stopped()) {
            self.wait_after(&error).await;
            outcome = match self.files.open(self.store.as_ref()).await {
                Ok(found) => self.follow(found).await,
                Err(error) => Err(error),
            };
        }
    }

    fn stopped(&self) -> bool {
        // Whoever could say so being gone says it too.
        *self.stop.borrow() || self.stop.has_changed().is_err()
    }

    async fn wait_after(&mut self, error: &(dyn Display + Sync)) {
        tracing::warn!(%error, retry_in = ?self.retry, "the search index cannot follow the catalogue");
        tokio::select! {
            () = sleep(self.retry) => {}
            _ = self.stop.changed() => {}
        }
        self.retry = (self.retry * 2).min(LAST_RETRY);
    }

    /// Applies changes as they come; answers when stopped, or when the index fails.
    async fn follow(&mut self, found: Found) -> Result<(), SyncError> {
        let Some(index) = self.usable(found).await? else { return Ok(()) };
        let opened = index.clone();
        let mut writer = blocking(move || opened.writer()).await?;
        let mut seq = index.seq();
        self.reached.send_replace(Some(seq));
        let mut changed = self.store.watch_changes();
        while !self.stopped() {
            match self.next(seq).await {
                Ok(Some(batch)) => {
                    seq = batch.seq;
                    writer = apply(&index, writer, batch).await?;
                    self.reached.send_replace(Some(seq));
                    self.retry = FIRST_RETRY;
                }
                Ok(None) => {
                    self.retry = FIRST_RETRY;
                    tokio::select! {
                        () = sleep(POLL) => {}
                        _ = changed.changed() => sleep(GATHER).await,
                        _ = self.stop.changed() => {}
                    }
                }
                // The database is away; the index is as good as before.
                Err(error) => self.wait_after(&error).await,
            }
        }
        // Merges under way are dropped: they save work later, and nothing is lost with them.
        blocking(move || {
            drop(writer);
            Ok(())
        })
        .await
    }

    /// The index to apply changes to, published: what was found, or one built anew. `None` if stopped meanwhile.
    async fn usable(&self, found: Found) -> Result<Option<ProductIndex>, SyncError> {
        match found {
            Found::Usable(index) => {
                self.live.publish(index.clone());
                return Ok(Some(index));
            }
            Found::Ahead(index) => {
                tracing::warn!(
                    index = index.seq(),
                    "the search index goes further than the catalogue: rebuilding it"
                );
            }
            Found::Nothing(reason) => tracing::info!(reason, "building the search index"),
        }
        let mut go_on = |_| if self.stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let index = self.files.rebuild(self.store.as_ref(), &mut go_on).await?;
        if let Some(index) = &index {
            tracing::info!(products = index.len(), seq = index.seq(), "the search index is built");
            self.live.publish(index.clone());
        }
        Ok(index)
    }

    async fn next(&self, seq: u64) -> Result<Option<Batch>, StoreError> {
        let changes = self.store.changes_after(seq, BATCH).await?;
        let Some(last) = changes.last() else { return Ok(None) };
        let seq = last.seq;
        Ok(Some(Batch { changes: listings::changes(self.store.as_ref(), &changes).await?, seq }))
    }
}

/// Applies and commits a batch, and makes it searchable. On failure the writer is dropped, with what it had not
/// committed.
async fn apply(
    index: &ProductIndex,
    mut writer: IndexWriter,
    batch: Batch,
) -> Result<IndexWriter, SyncError> {
    let index = index.clone();
    blocking(move || {
        writer.apply(&batch.changes)?;
        writer.commit(batch.seq)?;
        index.reload()?;
        Ok(writer)
    })
    .await
}
