//! Where records come from: files, folders of files, and data holders.
//!
//! A source sends its [`Item`]s through a bounded channel, so that reading goes on while the store writes, and
//! never far ahead of it.

mod files;
pub mod holder;
mod json;
mod lines;

use super::ImportError;
use super::record::{self, Record};
use crate::store::{InstitutionDraft, QuarantinedRecord};
use domain::product::Product;
use holder::HolderOptions;
use reqwest::Url;
use serde_json::Value;
use std::path::PathBuf;
use tokio::sync::mpsc;

/// A source of product details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file of JSON lines (packed or not) or one JSON document.
    File(PathBuf),
    /// A folder of such files, searched through with its subfolders.
    Folder(PathBuf),
    /// A data holder, by its base address.
    Holder(Url),
}

impl Source {
    /// Reads what a person names: an `http` or `https` address, a file or a folder.
    ///
    /// # Errors
    /// [`ImportError::Source`] if it is none of them.
    pub fn parse(text: &str) -> Result<Self, ImportError> {
        let refused = |reason: String| ImportError::Source { source_name: text.to_owned(), reason };
        if text.contains("://") {
            let url = Url::parse(text).map_err(|error| refused(error.to_string()))?;
            if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
                return Err(refused("only http and https addresses can be read".to_owned()));
            }
            // Addresses are kept with the import and shown in messages, and the standard's are public.
            if !url.username().is_empty() || url.password().is_some() {
                let source_name = url.host_str().unwrap_or_default().to_owned();
                let reason = "name the address without user name and password".to_owned();
                return Err(ImportError::Source { source_name, reason });
            }
            return Ok(Self::Holder(url));
        }
        let path = PathBuf::from(text);
        match std::fs::metadata(&path) {
            Ok(found) if found.is_dir() => Ok(Self::Folder(path)),
            Ok(found) if found.is_file() => Ok(Self::File(path)),
            Ok(_) => Err(refused("neither a file nor a folder (a file is read twice)".to_owned())),
            Err(error) => Err(refused(error.to_string())),
        }
    }
}

/// What a source says, piece by piece.
#[derive(Debug)]
pub(super) enum Item {
    /// A lender of which products follow.
    Lender(InstitutionDraft),
    /// A product that the source lists, whether or not it can be read.
    Listed {
        lender: String,
        external_id: String,
    },
    /// A product.
    Product {
        lender: String,
        product: Box<Product>,
        on_offer: bool,
    },
    /// A record of an account that is no credit.
    NotLending,
    /// A record that a later one of the same source replaces.
    Superseded,
    /// A product that an interrupted import has saved already.
    Resumed,
    /// A record that cannot be read; `lender` is whose it is, as far as that can be read.
    Quarantined {
        lender: Option<String>,
        record: QuarantinedRecord,
    },
    /// A part of the source that could not be had; what is missing does not show what left a list.
    Failed {
        what: String,
        reason: String,
        list_is_whole: bool,
    },
    /// Everything before this can be skipped if the import is interrupted.
    Mark(String),
    /// A piece of work begins, goes on by some steps, and ends: for who watches.
    Begin {
        what: &'static str,
        total: Option<u64>,
    },
    Steps(u64),
    End,
}

/// Sends a source's items.
pub(super) type Sender = mpsc::Sender<Item>;

/// How many items a source may be ahead of the store.
const AHEAD: usize = 256;

/// A source that is being read.
pub(super) struct Reading {
    pub(super) items: mpsc::Receiver<Item>,
    /// Ends when every item was sent; an error is one that left nothing to read.
    pub(super) task: tokio::task::JoinHandle<Result<(), ImportError>>,
}

/// Begins to read; a holder's products up to `resume_after` are listed but not fetched.
pub(super) fn open(source: Source, resume_after: Option<String>, options: HolderOptions) -> Reading {
    let (sender, items) = mpsc::channel(AHEAD);
    let task = match source {
        Source::File(path) => tokio::task::spawn_blocking(move || files::read(&[path], &sender)),
        Source::Folder(path) => {
            tokio::task::spawn_blocking(move || files::read(&files::in_folder(&path)?, &sender))
        }
        Source::Holder(url) => {
            tokio::spawn(async move { holder::read(url, options, resume_after, &sender).await })
        }
    };
    Reading { items, task }
}

/// The item that a record is; `place` says where it stands. `home` is as in [`record::read`].
pub(super) fn item(record: &Value, home: Option<&str>, place: impl FnOnce() -> String) -> Item {
    match record::read(record, home) {
        Record::Product { lender, product, on_offer } => {
            Item::Product { lender: lender.draft.source_key, product, on_offer }
        }
        Record::NotLending => Item::NotLending,
        Record::Unreadable { lender, external_id, reason } => Item::Quarantined {
            lender: lender.map(|lender| lender.draft.source_key),
            record: QuarantinedRecord { source: place(), external_id, raw: record.to_string(), reason },
        },
    }
}
