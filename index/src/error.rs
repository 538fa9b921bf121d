//! What can go wrong with the index.

/// Why the index could not be read, written or replaced.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Tantivy's error: unreadable files, no space, a second writer.
    #[error("the search index failed: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
    /// A file or directory beside the index could not be read or written.
    #[error("the search index's directory failed: {0}")]
    Io(#[from] std::io::Error),
    /// A stored listing could not be encoded or decoded.
    #[error("a listing in the search index cannot be read or written: {0}")]
    Listing(#[from] postcard::Error),
    /// The commit's payload could not be written.
    #[error("the index's commit payload failed: {0}")]
    Payload(#[from] serde_json::Error),
    /// The index lacks something that its schema promises.
    #[error("the search index is damaged: {0}")]
    Damaged(String),
    /// Another rebuild of the same index is under way.
    #[error("the search index is being rebuilt already")]
    Rebuilding,
}
