//! The real set: nothing that 100 lenders published is lost.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod import_support;

use domain::number::Decimal6;
use domain::time::Timestamp;
use serde_json::Value;
use server::services::import::cdr::{names, read, write};
use std::collections::BTreeMap;

/// A document's leaves by path (without list positions), normalised as documented, with their counts.
fn leaves(value: &Value, path: &str, into: &mut BTreeMap<(String, String), i64>) {
    match value {
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::Array(items) => items.iter().for_each(|item| leaves(item, path, into)),
        Value::Object(map) => map.iter().for_each(|(key, v)| leaves(v, &format!("{path}/{key}"), into)),
        leaf => *into.entry((path.to_owned(), normalised(leaf, path))).or_default() += 1,
    }
}

fn normalised(leaf: &Value, path: &str) -> String {
    let text = match leaf {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_f64().unwrap().to_string(),
        other => other.to_string(),
    };
    let key = path.rsplit('/').next().unwrap_or_default();
    match key {
        "effectiveFrom" | "effectiveTo" | "lastUpdated" => {
            text.parse::<Timestamp>().map_or(text, |time| time.to_string())
        }
        "amount" | "minimumValue" | "maximumValue" => decimal(text),
        _ if key.to_lowercase().ends_with("rate") => decimal(text),
        _ if key.ends_with("Type") => names::normalise(&text),
        _ => text,
    }
}

fn decimal(text: String) -> String {
    text.parse::<Decimal6>().map_or(text, |number| number.to_string())
}

#[test]
fn no_leaf_of_the_real_set_is_lost_and_reading_what_was_written_changes_nothing() {
    let Some(lines) = import_support::real_lines() else { return };
    assert_eq!(lines.len(), 2902);
    let mut lost: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut reasons: BTreeMap<(String, String), u32> = BTreeMap::new();
    for line in &lines {
        let data = &line["data"];
        let product = read::product(data).unwrap();
        let written = write::product(&product);
        assert_eq!(read::product(&written).unwrap(), product);
        let mut count = BTreeMap::new();
        leaves(&written, "", &mut count);
        count.values_mut().for_each(|n| *n = -*n);
        leaves(data, "", &mut count);
        for ((path, value), _) in count.into_iter().filter(|(_, n)| *n > 0) {
            lost.entry(path).or_default().push(format!("{}: {value}", product.external_id));
        }
        for unread in &product.unread {
            let pattern = unread.path.split('/').map(|s| if s.parse::<u32>().is_ok() { "#" } else { s });
            let path = pattern.collect::<Vec<_>>().join("/");
            *reasons.entry((path, unread.reason.clone())).or_default() += 1;
        }
    }
    assert!(lost.is_empty(), "lost: {lost:#?}");
    assert_eq!(reasons.values().sum::<u32>(), 54, "kept raw: {reasons:#?}");
}
