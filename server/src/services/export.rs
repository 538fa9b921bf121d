//! The whole catalogue as JSON lines that an import reads back unchanged.
//!
//! A line is `{"_src": {…}, "data": {…}}`: `data` in the form of the Consumer Data Standards, `_src` what the
//! standard's detail does not say, namely whose product it is and whether it is still on offer.

use super::import::cdr::write;
use super::progress::Progress;
use crate::store::{Store, StoreError, StoredProduct};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Map, Value, json};
use std::fmt;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Products read from the store at a time.
const PAGE: u32 = 256;

/// Where to write the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file, packed if its name ends in `.gz`.
    File(PathBuf),
}

impl FromStr for Target {
    type Err = std::convert::Infallible;

    /// `-` is standard output.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(if text == "-" { Self::Stdout } else { Self::File(PathBuf::from(text)) })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdout => f.write_str("standard output"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// What goes wrong with an export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The target cannot be written.
    #[error("cannot write {target}")]
    Write {
        /// Which target.
        target: String,
        /// Why.
        source: std::io::Error,
    },
}

/// Writes every product, withdrawn ones too, in the order of their ids; answers how many. A file appears under
/// its name only when it is complete.
///
/// # Errors
/// [`ExportError`] if the store or the target fails.
pub async fn export(store: &dyn Store, target: &Target, progress: &dyn Progress) -> Result<u64, ExportError> {
    let failed = |source| ExportError::Write { target: target.to_string(), source };
    let path = match target {
        Target::Stdout => {
            let mut out = BufWriter::new(std::io::stdout());
            let count = write_all(store, &mut out, progress, failed).await?;
            out.flush().map_err(failed)?;
            return Ok(count);
        }
        Target::File(path) => path,
    };
    // Renaming would put a file in the place of a device or a pipe.
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(failed(std::io::Error::other("it exists and is no file; - is standard output")));
    }
    let unfinished = unfinished(path);
    let written = write_file(store, path, &unfinished, progress, failed).await;
    if written.is_err() {
        let _ = std::fs::remove_file(&unfinished);
    }
    written
}

async fn write_file(
    store: &dyn Store,
    path: &Path,
    unfinished: &Path,
    progress: &dyn Progress,
    failed: impl Fn(std::io::Error) -> ExportError + Copy,
) -> Result<u64, ExportError> {
    let mut file = BufWriter::new(File::create(unfinished).map_err(failed)?);
    let count = if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz")) {
        let mut packed = GzEncoder::new(&mut file, Compression::default());
        let count = write_all(store, &mut packed, progress, failed).await?;
        packed.finish().map_err(failed)?;
        count
    } else {
        write_all(store, &mut file, progress, failed).await?
    };
    let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
    file.sync_all().map_err(failed)?;
    std::fs::rename(unfinished, path).map_err(failed)?;
    Ok(count)
}

/// The name of a file that is being written.
fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    path.with_file_name(name)
}

async fn write_all(
    store: &dyn Store,
    out: &mut impl Write,
    progress: &dyn Progress,
    failed: impl Fn(std::io::Error) -> ExportError,
) -> Result<u64, ExportError> {
    let counts = store.counts().await?;
    progress.begin("Exporting products", Some(counts.products + counts.withdrawn));
    let mut count = 0;
    let mut after = None;
    loop {
        let page = store.products_after(after, PAGE).await?;
        let Some(last) = page.last() else {
            break;
        };
        after = Some(last.id);
        for product in &page {
            writeln!(out, "{}", line(product)).map_err(&failed)?;
            progress.advance(1);
            count += 1;
        }
    }
    progress.end();
    Ok(count)
}

/// A product's line.
#[must_use]
pub fn line(stored: &StoredProduct) -> Value {
    let lender = &stored.institution.draft;
    let mut source = Map::new();
    source.insert("brand_id".to_owned(), lender.source_key.as_str().into());
    source.insert("register_brand_name".to_owned(), lender.name.as_str().into());
    if let Some(abn) = &lender.abn {
        source.insert("abn".to_owned(), abn.as_str().into());
    }
    source.insert("in_last_product_list".to_owned(), stored.withdrawn_at.is_none().into());
    if lender.fictional {
        source.insert("fictional".to_owned(), true.into());
    }
    json!({ "_src": source, "data": write::product(&stored.product) })
}
