//! The index as its users hold it.

use crate::error::IndexError;
use crate::order::PreRank;
use crate::schema::{Fields, register_tokenizer, schema, settings};
use crate::snapshot::Snapshot;
use crate::text::{TextMatch, WordCache, new_word_cache};
use crate::writer::{IndexWriter, Payload};
use domain::listing::Listing;
use moka::sync::Cache;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tantivy::index::SegmentId;
use tantivy::{DocId, Index, IndexReader, ReloadPolicy, TantivyDocument};

/// How much memory an index may keep beside its columns, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CacheSizes {
    /// Decoded listings.
    pub listings: u64,
    /// The documents of words.
    pub words: u64,
    /// The documents of whole texts.
    pub texts: u64,
}

impl Default for CacheSizes {
    fn default() -> Self {
        const MEGABYTE: u64 = 1 << 20;
        Self { listings: 64 * MEGABYTE, words: 48 * MEGABYTE, texts: 32 * MEGABYTE }
    }
}

/// The products' index. Cloning is cheap; clones share everything.
#[derive(Clone)]
pub struct ProductIndex {
    shared: Arc<Shared>,
}

struct Shared {
    index: Index,
    fields: Fields,
    reader: IndexReader,
    current: RwLock<Arc<Snapshot>>,
    reloading: Mutex<()>,
    listings: Cache<(SegmentId, DocId), Arc<Listing>>,
    words: WordCache,
    texts: Cache<(u64, String), Arc<TextMatch>>,
    pre_rank: PreRank,
}

impl std::fmt::Debug for ProductIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProductIndex").field("seq", &self.seq()).field("listings", &self.len()).finish()
    }
}

impl ProductIndex {
    /// An empty index that lives in memory.
    ///
    /// # Errors
    /// [`IndexError`] if tantivy fails.
    pub fn in_memory() -> Result<Self, IndexError> {
        let (_, schema) = schema();
        Self::over(
            Index::builder().schema(schema).settings(settings()).create_in_ram()?,
            CacheSizes::default(),
        )
    }

    pub(crate) fn create(directory: &Path, sizes: CacheSizes) -> Result<Self, IndexError> {
        let (_, schema) = schema();
        Self::over(Index::builder().schema(schema).settings(settings()).create_in_dir(directory)?, sizes)
    }

    /// Takes over an index whose schema is known to be this crate's.
    pub(crate) fn over(index: Index, sizes: CacheSizes) -> Result<Self, IndexError> {
        register_tokenizer(&index);
        let (fields, _) = schema();
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(0)
            .try_into()?;
        let current = read(&index, &reader, None)?;
        Ok(Self {
            shared: Arc::new(Shared {
                index,
                fields,
                reader,
                current: RwLock::new(Arc::new(current)),
                reloading: Mutex::new(()),
                listings: Cache::builder()
                    .max_capacity(sizes.listings)
                    .weigher(|_, listing: &Arc<Listing>| weight(listing))
                    .build(),
                words: new_word_cache(sizes.words),
                texts: Cache::builder()
                    .max_capacity(sizes.texts)
                    .weigher(|(_, text): &(u64, String), found: &Arc<TextMatch>| {
                        u32::try_from(found.bytes() + text.len() + 200).unwrap_or(u32::MAX)
                    })
                    .build(),
                pre_rank: PreRank::default(),
            }),
        })
    }

    /// A writer. There can be one at a time for an index.
    ///
    /// # Errors
    /// [`IndexError`] if another writer is open, in this process or another.
    pub fn writer(&self) -> Result<IndexWriter, IndexError> {
        IndexWriter::new(&self.shared.index, self.shared.fields)
    }

    pub(crate) fn rebuild_writer(&self) -> Result<IndexWriter, IndexError> {
        IndexWriter::for_rebuild(&self.shared.index, self.shared.fields)
    }

    /// Makes what was committed searchable. Searches under way finish on what they began with.
    ///
    /// # Errors
    /// [`IndexError`] if the commit cannot be read; searches then go on with the one before.
    pub fn reload(&self) -> Result<(), IndexError> {
        let _one_at_a_time = self.shared.reloading.lock().unwrap_or_else(PoisonError::into_inner);
        let earlier = self.snapshot();
        let current = read(&self.shared.index, &self.shared.reader, Some(&earlier))?;
        *self.shared.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(current);
        Ok(())
    }

    /// The catalogue change up to which searches see changes.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.snapshot().seq
    }

    /// How many listings can be found.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.snapshot().listings()
    }

    /// Whether nothing can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The memory that columns take, in bytes; caches apart.
    #[must_use]
    pub fn column_bytes(&self) -> usize {
        self.snapshot().bytes()
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.shared.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A document's listing, decoded once.
    pub(crate) fn listing(
        &self,
        snapshot: &Snapshot,
        segment: usize,
        doc: DocId,
    ) -> Result<Arc<Listing>, IndexError> {
        let segment = snapshot
            .segments
            .get(segment)
            .ok_or_else(|| IndexError::Damaged("a document without a segment".to_owned()))?;
        let key = (segment.id, doc);
        if let Some(listing) = self.shared.listings.get(&key) {
            return Ok(listing);
        }
        let document: TantivyDocument = segment.store.get(doc)?;
        let listing = Arc::new(self.shared.fields.listing(&document)?);
        self.shared.listings.insert(key, listing.clone());
        Ok(listing)
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.shared.fields
    }

    pub(crate) fn words(&self) -> &WordCache {
        &self.shared.words
    }

    pub(crate) fn texts(&self) -> &Cache<(u64, String), Arc<TextMatch>> {
        &self.shared.texts
    }

    pub(crate) fn pre_rank(&self) -> PreRank {
        self.shared.pre_rank
    }
}

fn read(index: &Index, reader: &IndexReader, earlier: Option<&Snapshot>) -> Result<Snapshot, IndexError> {
    // Read before the segments: a commit in between then leaves the number too low, never too high.
    let seq = Payload::of(&index.load_metas()?).map_or(0, |payload| payload.seq);
    reader.reload()?;
    let generation = earlier.map_or(0, |earlier| earlier.generation + 1);
    Snapshot::new(reader.searcher(), seq, generation, earlier)
}

fn weight(listing: &Listing) -> u32 {
    let words = listing.name.len() + listing.institution_name.len() + listing.description.len();
    let bytes =
        size_of::<Listing>() + words + listing.rates.len() * 160 + listing.rules.free_text.len() * 160;
    u32::try_from(bytes + 200).unwrap_or(u32::MAX)
}
