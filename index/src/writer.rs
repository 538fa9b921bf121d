//! Changing the index.

use crate::error::IndexError;
use crate::schema::{Fields, schema_hash};
use domain::listing::Listing;
use domain::product::ProductId;
use serde::{Deserialize, Serialize};
use tantivy::index::IndexMeta;
use tantivy::indexer::{LogMergePolicy, NoMergePolicy};
use tantivy::{Index, TantivyDocument};

/// The memory in which new documents gather while changes are applied, in bytes.
const CHANGES_MEMORY: usize = 32 << 20;
/// The same for a rebuild, where larger segments save merging.
const REBUILD_MEMORY: usize = 192 << 20;
/// Above so many segments they are merged in the background.
const MAX_SEGMENTS: usize = 6;

/// A change of the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A product is new or has changed.
    Upsert(Box<Listing>),
    /// A product is no longer offered.
    Remove(ProductId),
}

/// What a commit says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Payload {
    /// What the index was built with.
    pub(crate) schema_hash: String,
    /// The catalogue change up to which the commit goes.
    pub(crate) seq: u64,
}

impl Payload {
    /// The payload of the last commit; `None` if there is none that can be read.
    pub(crate) fn of(meta: &IndexMeta) -> Option<Self> {
        serde_json::from_str(meta.payload.as_deref()?).ok()
    }
}

/// Applies changes to an index, in order. Nothing is kept or searchable before [`commit`](Self::commit).
pub struct IndexWriter {
    writer: tantivy::IndexWriter,
    fields: Fields,
}

impl std::fmt::Debug for IndexWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IndexWriter").finish_non_exhaustive()
    }
}

impl IndexWriter {
    pub(crate) fn new(index: &Index, fields: Fields) -> Result<Self, IndexError> {
        let writer = index.writer_with_num_threads(1, CHANGES_MEMORY)?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(MAX_SEGMENTS);
        writer.set_merge_policy(Box::new(policy));
        Ok(Self { writer, fields })
    }

    /// For a new index: no merging until [`merge_into_one`](Self::merge_into_one).
    pub(crate) fn for_rebuild(index: &Index, fields: Fields) -> Result<Self, IndexError> {
        let writer = index.writer_with_num_threads(1, REBUILD_MEMORY)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self { writer, fields })
    }

    /// Applies changes. A later change of a product replaces an earlier one.
    ///
    /// # Errors
    /// [`IndexError`] if a listing cannot be encoded or the disk is full. What was applied since the last commit
    /// should then be rolled back.
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), IndexError> {
        for change in changes {
            match change {
                Change::Upsert(listing) => {
                    let document = self.fields.document(listing)?;
                    self.writer.delete_term(self.fields.product_term(listing.product_id));
                    self.writer.add_document(document)?;
                }
                Change::Remove(product) => {
                    self.writer.delete_term(self.fields.product_term(*product));
                }
            }
        }
        Ok(())
    }

    /// Adds a listing that the index is known not to have.
    pub(crate) fn add(&mut self, document: TantivyDocument) -> Result<(), IndexError> {
        self.writer.add_document(document)?;
        Ok(())
    }

    /// Makes what was applied durable, as going up to catalogue change `seq`. Searches see it after
    /// [`ProductIndex::reload`](crate::ProductIndex::reload).
    ///
    /// # Errors
    /// [`IndexError`] if files cannot be written; the last commit then stands.
    pub fn commit(&mut self, seq: u64) -> Result<(), IndexError> {
        let payload = serde_json::to_string(&Payload { schema_hash: schema_hash(), seq })?;
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&payload);
        commit.commit()?;
        Ok(())
    }

    /// Forgets what was applied since the last commit.
    ///
    /// # Errors
    /// [`IndexError`] if the last commit cannot be read.
    pub fn rollback(&mut self) -> Result<(), IndexError> {
        self.writer.rollback()?;
        Ok(())
    }

    /// Waits for merges under way and closes the writer.
    ///
    /// # Errors
    /// [`IndexError`] if a merge failed; the last commit stands all the same.
    pub fn close(self) -> Result<(), IndexError> {
        self.writer.wait_merging_threads()?;
        Ok(())
    }

    /// Brings all segments together, which makes searching fastest.
    pub(crate) fn merge_into_one(&mut self) -> Result<(), IndexError> {
        let segments = self.writer.index().searchable_segment_ids()?;
        if segments.len() > 1 {
            self.writer.merge(&segments).wait()?;
        }
        Ok(())
    }
}
