//! Files of product details.
//!
//! Files are gone through twice. The first time finds each lender's best name, and which record of a product
//! is its last: of several with one id the last counts, and saving the earlier ones first would record a
//! change with every import. What stays in memory is a few bytes a product.

use super::super::ImportError;
use super::super::record::{self, Lender};
use super::lines::{self, Line};
use super::{Item, Sender, json};
use crate::store::QuarantinedRecord;
use domain::product::Product;
use serde::Deserialize;
use serde_json::{Value, json as object};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The folders below a folder that are searched through.
const MAX_DEPTH: usize = 8;

/// The files below a folder that may hold product details, in the order of their paths.
pub(super) fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, ImportError> {
    fn search(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let (kind, path) = (entry.file_type()?, entry.path());
            if kind.is_dir() && depth < MAX_DEPTH {
                search(&path, depth + 1, found)?;
            } else if !kind.is_dir() && (is_document(&path) || is_lines(&path)) {
                found.push(path);
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    search(folder, 0, &mut found).map_err(|error| ImportError::unreadable(folder, &error))?;
    found.sort();
    if found.is_empty() {
        let reason = "holds no .json or .jsonl files".to_owned();
        return Err(ImportError::Source { source_name: folder.display().to_string(), reason });
    }
    Ok(found)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    endings.iter().any(|ending| name.ends_with(ending))
}

fn is_document(path: &Path) -> bool {
    has_ending(path, &[".json", ".json.gz"])
}

fn is_lines(path: &Path) -> bool {
    has_ending(path, &[".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"])
}

/// Sends what the files say.
pub(super) fn read(paths: &[PathBuf], sender: &Sender) -> Result<(), ImportError> {
    let tell = |item| sender.blocking_send(item).is_ok();
    tell(Item::Begin { what: "Looking through the source", total: None });
    let survey = Survey::of(paths, &tell)?;
    tell(Item::End);
    for lender in survey.lenders.values() {
        tell(Item::Lender(lender.draft.clone()));
    }
    tell(Item::Begin { what: "Importing products", total: Some(survey.records) });
    let mut position = 0;
    for path in paths {
        let outcome = each_record(path, |place, raw| {
            position += 1;
            tell(survey.item(position, place, raw)) && tell(Item::Steps(1))
        });
        if let Err(error) = outcome {
            let (what, reason) = (path.display().to_string(), error.to_string());
            tell(Item::Failed { what, reason, list_is_whole: false });
        }
    }
    tell(Item::End);
    Ok(())
}

/// A record before it is understood.
enum Raw<'a> {
    Text(&'a str),
    Json(Value),
    Bad { raw: String, reason: String },
}

/// Visits a file's records with their places, until `visit` says no.
fn each_record(path: &Path, mut visit: impl FnMut(String, Raw<'_>) -> bool) -> std::io::Result<()> {
    let name = path.display();
    if !is_document(path) {
        return lines::each(path, |number, line| {
            let raw = match line {
                Line::Text(text) => Raw::Text(text),
                Line::Bad { raw, reason } => Raw::Bad { raw, reason },
            };
            visit(format!("{name}:{number}"), raw)
        });
    }
    let text = lines::document(path)?;
    match json::parse(&text) {
        Ok(document) => {
            let records = records_of(document);
            let single = records.len() == 1;
            for (number, record) in (1_u64..).zip(records) {
                let place = if single { name.to_string() } else { format!("{name}#{number}") };
                if !visit(place, Raw::Json(record)) {
                    break;
                }
            }
        }
        Err(reason) => {
            let mut raw = text;
            raw.truncate(raw.floor_char_boundary(lines::MAX_LINE));
            visit(name.to_string(), Raw::Bad { raw, reason });
        }
    }
    Ok(())
}

/// The records of a document: a list of them, a response with a list, or one.
fn records_of(document: Value) -> Vec<Value> {
    match document {
        Value::Array(records) => records,
        Value::Object(mut fields) => {
            let list = match fields.get_mut("data") {
                Some(Value::Array(records)) => Some(std::mem::take(records)),
                Some(Value::Object(data)) => match data.get_mut("products") {
                    Some(Value::Array(records)) => Some(std::mem::take(records)),
                    _ => None,
                },
                _ => None,
            };
            list.unwrap_or_else(|| vec![Value::Object(fields)])
        }
        other => vec![other],
    }
}

/// What the first pass finds.
#[derive(Default)]
struct Survey {
    records: u64,
    /// By source key, each with its best name.
    lenders: HashMap<String, Lender>,
    /// Where the last record of a product stands, by the hash of lender and id.
    last: HashMap<[u8; 16], u64>,
}

impl Survey {
    fn of(paths: &[PathBuf], tell: &dyn Fn(Item) -> bool) -> Result<Self, ImportError> {
        let mut survey = Self::default();
        for path in paths {
            let outcome = each_record(path, |_, raw| {
                survey.records += 1;
                let found = match &raw {
                    Raw::Text(text) => skim(text),
                    Raw::Json(record) => record::identity(record, None),
                    Raw::Bad { .. } => None,
                };
                if let Some((lender, external_id)) = found {
                    survey.note(lender, &external_id);
                }
                tell(Item::Steps(1))
            });
            // A file that cannot be opened at all is the caller's mistake; one that breaks off is reported
            // with what could be read of it.
            if let (Err(error), 0) = (outcome, survey.records) {
                return Err(ImportError::unreadable(path, &error));
            }
        }
        Ok(survey)
    }

    fn note(&mut self, lender: Lender, external_id: &str) {
        self.last.insert(identity_hash(&lender.draft.source_key, external_id), self.records);
        let better = |known: &Lender| lender.quality < known.quality;
        match self.lenders.get_mut(&lender.draft.source_key) {
            Some(known) if better(known) => *known = lender,
            Some(_) => {}
            None => {
                self.lenders.insert(lender.draft.source_key.clone(), lender);
            }
        }
    }

    /// The item that a record is, it being the `position`th.
    fn item(&self, position: u64, place: String, raw: Raw<'_>) -> Item {
        let parsed = match raw {
            Raw::Text(text) => json::parse(text).map_err(|reason| (text.to_owned(), reason)),
            Raw::Json(record) => Ok(record),
            Raw::Bad { raw, reason } => Err((raw, reason)),
        };
        let record = match parsed {
            Ok(record) => record,
            Err((raw, reason)) => {
                let record = QuarantinedRecord { source: place, external_id: None, raw, reason };
                return Item::Quarantined { lender: None, record };
            }
        };
        match super::item(&record, None, || place) {
            Item::Product { lender, product, .. } if self.is_superseded(position, &lender, &product) => {
                Item::Superseded
            }
            item => item,
        }
    }

    fn is_superseded(&self, position: u64, lender: &str, product: &Product) -> bool {
        let last = self.last.get(&identity_hash(lender, &product.external_id));
        last.is_some_and(|last| *last > position)
    }
}

fn identity_hash(lender: &str, external_id: &str) -> [u8; 16] {
    let digest = Sha256::new()
        .chain_update((lender.len() as u64).to_be_bytes())
        .chain_update(lender)
        .chain_update(external_id)
        .finalize();
    let mut hash = [0; 16];
    hash.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    hash
}

/// The few fields of a line that identify its product; the rest is skipped, which is fast.
#[derive(Deserialize)]
struct Skimmed {
    #[serde(rename = "_src")]
    source: Option<Value>,
    data: Option<SkimmedDetail>,
    #[serde(flatten)]
    bare: SkimmedDetail,
}

#[derive(Deserialize)]
struct SkimmedDetail {
    #[serde(rename = "productId")]
    product_id: Option<Value>,
    name: Option<Value>,
    #[serde(rename = "productCategory")]
    category: Option<Value>,
    brand: Option<Value>,
    #[serde(rename = "brandName")]
    brand_name: Option<Value>,
    #[serde(rename = "x-lendlight")]
    extension: Option<Value>,
}

/// Reads a line's lender and product id only.
fn skim(text: &str) -> Option<(Lender, String)> {
    let Ok(line) = serde_json::from_str::<Skimmed>(text.trim_start_matches('\u{feff}')) else {
        // Rare: odd numbers, or fields of odd types.
        return record::identity(&json::parse(text).ok()?, None);
    };
    let detail = line.data.unwrap_or(line.bare);
    let record = object!({
        "_src": line.source,
        "data": {
            "productId": detail.product_id,
            "name": detail.name,
            "productCategory": detail.category,
            "brand": detail.brand,
            "brandName": detail.brand_name,
            "x-lendlight": detail.extension,
        },
    });
    record::identity(&record, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::import::record::Record;

    #[test]
    fn skimming_finds_what_reading_finds() {
        for text in [
            r#"{"data": {"productId": 7, "name": "N", "productCategory": "LEASES", "brand": "B"}}"#,
            r#"{"_src": {"brand_id": "b"}, "data": {"name": "N", "productCategory": "LEASES", "fees": [1]}}"#,
            r#"{"productId": "p", "name": "N", "productCategory": "LEASES", "brandName": "B C"}"#,
            r#"{"data": {"productId": "p", "name": "N", "productCategory": "LEASES", "brand": "B", "x": NaN}}"#,
            r#"{"data": 5, "name": "N", "productCategory": "LEASES", "brand": "B"}"#,
            r#"{"data": {"productId": "p", "name": "N", "productCategory": "PETS", "brand": "B"}}"#,
            "[]",
        ] {
            let parsed = json::parse(text).unwrap();
            let read = match record::read(&parsed, None) {
                Record::Product { lender, product, .. } => Some((lender.draft, product.external_id)),
                _ => None,
            };
            let skimmed = skim(text).map(|(lender, id)| (lender.draft, id));
            assert_eq!(skimmed, read, "{text}");
        }
    }

    #[test]
    fn documents_hold_one_record_or_a_list() {
        let count = |text: &str| records_of(serde_json::from_str(text).unwrap()).len();
        assert_eq!(count(r#"{"data": {"productId": "1"}}"#), 1);
        assert_eq!(count(r#"{"productId": "1"}"#), 1);
        assert_eq!(count(r#"[{"data": {}}, {}]"#), 2);
        assert_eq!(count(r#"{"data": {"products": [{}, {}, {}]}, "links": {}}"#), 3);
        assert_eq!(count(r#"{"data": [{}, {}]}"#), 2);
    }
}
