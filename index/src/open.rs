//! Opening the index, and replacing it as a whole.
//!
//! ```text
//! index/
//!   current            names the generation that is served, such as `gen-000007`
//!   lock               held by a rebuild
//!   gen-000007/        an index
//!   gen-000008/        a rebuild under way, or one that was interrupted
//! ```
//!
//! `current` is replaced by renaming, so it names a complete index at every moment. A generation is removed
//! only after a later one has taken its place; whatever cannot be understood is reported and left alone.

use crate::error::IndexError;
use crate::product_index::{CacheSizes, ProductIndex};
use crate::schema::{schema, schema_hash};
use crate::writer::{IndexWriter, Payload};
use domain::listing::Listing;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tantivy::Index;

const CURRENT: &str = "current";
const LOCK: &str = "lock";
const PREFIX: &str = "gen-";

/// What was found where the index should be.
#[derive(Debug)]
pub enum Opened {
    /// An index that can be searched, with the catalogue change up to which it goes.
    Ready(ProductIndex, u64),
    /// A sound index of another schema: it has to be rebuilt.
    SchemaChanged,
    /// No index yet.
    Missing,
    /// Something that cannot be read, with the reason. It is left as it is; a rebuild takes its place.
    Broken(String),
}

/// The directory in which an index and its successors live.
#[derive(Debug, Clone)]
pub struct IndexDirectory {
    root: PathBuf,
    sizes: CacheSizes,
}

impl IndexDirectory {
    /// The directory at `root`, which need not exist yet.
    pub fn new(root: impl Into<PathBuf>, sizes: CacheSizes) -> Self {
        Self { root: root.into(), sizes }
    }

    /// Opens the index. Changes nothing on disk.
    #[must_use]
    pub fn open(&self) -> Opened {
        match self.try_open() {
            Ok(opened) => opened,
            Err(error) => Opened::Broken(error.to_string()),
        }
    }

    fn try_open(&self) -> Result<Opened, IndexError> {
        let Some(generation) = self.current()? else { return Ok(Opened::Missing) };
        let index = Index::open_in_dir(self.root.join(generation.name()))?;
        let (_, schema) = schema();
        match Payload::of(&index.load_metas()?) {
            Some(payload) if payload.schema_hash == schema_hash() && index.schema() == schema => {
                let index = ProductIndex::over(index, self.sizes)?;
                let seq = index.seq();
                Ok(Opened::Ready(index, seq))
            }
            _ => Ok(Opened::SchemaChanged),
        }
    }

    /// Begins a new index beside the one that is served.
    ///
    /// # Errors
    /// [`IndexError::Rebuilding`] if a rebuild is under way; otherwise if the directory cannot be written.
    pub fn rebuild(&self) -> Result<Rebuild, IndexError> {
        fs::create_dir_all(&self.root)?;
        let lock = File::options().create(true).truncate(false).write(true).open(self.root.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(IndexError::Rebuilding),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let last = self.generations()?.into_iter().map(|generation| generation.0).max();
        let generation = Generation(last.map_or(1, |last| last.saturating_add(1)));
        let path = self.root.join(generation.name());
        fs::create_dir(&path)?;
        let index = ProductIndex::create(&path, self.sizes)?;
        let writer = index.rebuild_writer()?;
        Ok(Rebuild { directory: self.clone(), generation, index, writer, _lock: lock })
    }

    /// The generation that is served.
    fn current(&self) -> Result<Option<Generation>, IndexError> {
        let text = match fs::read_to_string(self.root.join(CURRENT)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let generation = Generation::parse(text.trim())
            .ok_or_else(|| IndexError::Damaged(format!("`{CURRENT}` names no generation: {text:?}")))?;
        Ok(Some(generation))
    }

    fn generations(&self) -> io::Result<Vec<Generation>> {
        let mut generations = Vec::new();
        for entry in fs::read_dir(&self.root)? {
            generations.extend(entry?.file_name().to_str().and_then(Generation::parse));
        }
        Ok(generations)
    }

    /// Serves another generation from now on.
    fn swap(&self, generation: Generation) -> io::Result<()> {
        let next = self.root.join("current.next");
        let mut file = File::create(&next)?;
        writeln!(file, "{}", generation.name())?;
        file.sync_all()?;
        fs::rename(&next, self.root.join(CURRENT))?;
        sync_directory(&self.root)
    }

    /// Removes generations before the one that is served. What cannot be removed now is tried again after the
    /// next rebuild.
    fn remove_before(&self, current: Generation) {
        let Ok(generations) = self.generations() else { return };
        for old in generations.into_iter().filter(|old| old.0 < current.0) {
            if let Err(error) = fs::remove_dir_all(self.root.join(old.name())) {
                tracing::warn!(generation = old.name(), %error, "an old index could not be removed");
            }
        }
    }
}

/// Makes a rename durable. Windows can do without, and cannot open directories.
fn sync_directory(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// The number of an index in its directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Generation(u64);

impl Generation {
    fn name(self) -> String {
        format!("{PREFIX}{:06}", self.0)
    }

    fn parse(name: &str) -> Option<Self> {
        let digits = name.strip_prefix(PREFIX)?;
        let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| all_digits).map(Self)
    }
}

/// A new index being built. Dropping it leaves the one that is served as it was.
#[derive(Debug)]
pub struct Rebuild {
    directory: IndexDirectory,
    generation: Generation,
    index: ProductIndex,
    writer: IndexWriter,
    _lock: File,
}

impl Rebuild {
    /// Adds a listing. Each product may be added once.
    ///
    /// # Errors
    /// [`IndexError`] if it cannot be encoded or written.
    pub fn add(&mut self, listing: &Listing) -> Result<(), IndexError> {
        let document = self.index.fields().document(listing)?;
        self.writer.add(document)
    }

    /// Completes the index as going up to catalogue change `seq`, and puts it in the place of the one that was
    /// served, whose files are then removed; searches under way on it finish.
    ///
    /// # Errors
    /// [`IndexError`] if files cannot be written; the index before is then still the one that opens.
    pub fn finish(mut self, seq: u64) -> Result<ProductIndex, IndexError> {
        self.writer.commit(seq)?;
        self.writer.merge_into_one()?;
        self.writer.close()?;
        self.index.reload()?;
        self.directory.swap(self.generation)?;
        self.directory.remove_before(self.generation);
        Ok(self.index)
    }
}
