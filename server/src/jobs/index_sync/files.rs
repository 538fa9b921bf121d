//! The index's directory, and whose catalogue it is of.

use super::{SyncError, blocking, listings};
use crate::store::Store;
use index::{CacheSizes, IndexDirectory, Opened, ProductIndex};
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use uuid::Uuid;

/// Names the file that says which catalogue the index is of. It is written after the index, so what a kill leaves
/// is at worst an index that is built once more.
const CATALOGUE: &str = "catalogue";

/// How many products a rebuild reads at a time.
const PAGE: u32 = 1_000;

/// What there is to begin with.
pub(super) enum Found {
    /// An index that later changes can be applied to.
    Usable(ProductIndex),
    /// An index that goes further than its catalogue, which must have been restored from a backup. Better than
    /// none while another is built.
    Ahead(ProductIndex),
    /// None that could be used, and why.
    Nothing(String),
}

/// The directory of a node's index.
pub(super) struct IndexFiles {
    root: PathBuf,
    directory: IndexDirectory,
}

impl IndexFiles {
    pub(super) fn new(root: PathBuf) -> Self {
        let directory = IndexDirectory::new(&root, CacheSizes::default());
        Self { root, directory }
    }

    pub(super) async fn open(&self, store: &dyn Store) -> Result<Found, SyncError> {
        let directory = self.directory.clone();
        let (index, seq) = match blocking(move || Ok(directory.open())).await? {
            Opened::Ready(index, seq) => (index, seq),
            Opened::SchemaChanged => return Ok(Found::Nothing("it was built by another version".to_owned())),
            Opened::Missing => return Ok(Found::Nothing("there is none yet".to_owned())),
            Opened::Broken(reason) => return Ok(Found::Nothing(reason)),
        };
        if self.catalogue()? != Some(store.catalogue_id().await?) {
            return Ok(Found::Nothing("it is of another catalogue".to_owned()));
        }
        Ok(if seq > store.head_seq().await? { Found::Ahead(index) } else { Found::Usable(index) })
    }

    /// Builds the index anew and puts it in the place of what is there. `go_on` hears how many products have been
    /// read and may break off, which answers `None`.
    pub(super) async fn rebuild(
        &self,
        store: &dyn Store,
        go_on: &mut (dyn FnMut(u64) -> ControlFlow<()> + Send),
    ) -> Result<Option<ProductIndex>, SyncError> {
        let catalogue = store.catalogue_id().await?;
        // Read before the products: whatever changes meanwhile is applied again afterwards.
        let head = store.head_seq().await?;
        let directory = self.directory.clone();
        let mut rebuild = blocking(move || directory.rebuild()).await?;
        let (mut after, mut done) = (None, 0);
        loop {
            let ids = store.product_ids_after(after, PAGE).await?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            let offered = listings::offered(store, &ids).await?;
            rebuild = blocking(move || {
                for listing in offered.values() {
                    rebuild.add(listing)?;
                }
                Ok(rebuild)
            })
            .await?;
            done += ids.len() as u64;
            if go_on(done).is_break() {
                return Ok(None);
            }
        }
        let index = blocking(move || rebuild.finish(head)).await?;
        self.set_catalogue(catalogue)?;
        Ok(Some(index))
    }

    /// The catalogue that the index is of; `None` if nothing says so.
    fn catalogue(&self) -> io::Result<Option<Uuid>> {
        match std::fs::read_to_string(self.root.join(CATALOGUE)) {
            Ok(text) => Ok(text.trim().parse().ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn set_catalogue(&self, id: Uuid) -> io::Result<()> {
        let next = self.root.join("catalogue.next");
        std::fs::write(&next, format!("{id}\n"))?;
        std::fs::rename(next, self.root.join(CATALOGUE))
    }
}
