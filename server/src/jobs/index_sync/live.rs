//! The index that searches use.

use super::SyncError;
use index::{CacheSizes, IndexDirectory, IndexError, Opened, ProductIndex};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

/// The index that searches use: none before the first is built, another after each rebuild.
#[derive(Debug, Default)]
pub struct LiveIndex {
    current: RwLock<Option<Arc<ProductIndex>>>,
}

impl LiveIndex {
    /// The index in a directory as it is, for a single command; empty if there is none or it is of another schema.
    ///
    /// # Errors
    /// [`SyncError::Index`] if it is damaged.
    pub fn open(directory: &Path) -> Result<Arc<Self>, SyncError> {
        let live = Self::default();
        match IndexDirectory::new(directory, CacheSizes::default()).open() {
            Opened::Ready(index, _) => live.publish(index),
            Opened::SchemaChanged | Opened::Missing => {}
            Opened::Broken(reason) => return Err(IndexError::Damaged(reason).into()),
        }
        Ok(Arc::new(live))
    }

    /// The index to search now. A search keeps the one it began with.
    #[must_use]
    pub fn current(&self) -> Option<Arc<ProductIndex>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn publish(&self, index: ProductIndex) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(index));
    }
}
