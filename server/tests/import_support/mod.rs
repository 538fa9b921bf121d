//! What the import's tests share.
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub(crate) mod products;

use flate2::read::MultiGzDecoder;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The development data, or `None` with a printed reason.
pub(crate) fn data_dir() -> Option<PathBuf> {
    let dir = std::env::var_os("LENDLIGHT_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"), PathBuf::from);
    let found = dir.join("cdr/loans.jsonl.gz").is_file().then_some(dir.clone());
    if found.is_none() {
        eprintln!("skipped: no cdr/loans.jsonl.gz in {} (set LENDLIGHT_DATA)", dir.display());
    }
    found
}

/// The real set's file.
pub(crate) fn real_file() -> Option<PathBuf> {
    Some(data_dir()?.join("cdr/loans.jsonl.gz"))
}

/// Every line of the real set.
pub(crate) fn real_lines() -> Option<Vec<Value>> {
    let file = std::fs::File::open(real_file()?).unwrap();
    let lines = BufReader::new(MultiGzDecoder::new(file)).lines();
    Some(lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect())
}
