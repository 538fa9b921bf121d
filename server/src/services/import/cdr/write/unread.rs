//! Putting what could not be read back where it stood.

use super::super::{NOT_A_LIST, NOT_IN_STANDARD, keys};
use domain::product::UnreadField;
use serde_json::{Map, Value};

/// Puts one unread field into a written detail. A field whose place is gone (an entry that was edited away
/// since) has nowhere to go and is left out.
pub(super) fn put_back(detail: &mut Value, field: &UnreadField) {
    let raw = serde_json::from_str(&field.raw).unwrap_or_else(|_| Value::String(field.raw.clone()));
    let steps: Vec<String> =
        field.path.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    let Some((last, above)) = steps.split_last() else {
        return;
    };
    let Some(Value::Object(parent)) = above.iter().try_fold(detail, |at, step| step_into(at, step)) else {
        return;
    };
    if is_entry(&steps, &field.reason) {
        match parent.entry(last.clone()).or_insert_with(|| Value::Array(Vec::new())) {
            Value::Array(entries) => entries.push(raw),
            other => *other = raw,
        }
    } else {
        parent.insert(last.clone(), raw);
    }
}

/// One step down; an object that was not written, because nothing else is in it, comes into being.
fn step_into<'v>(value: &'v mut Value, step: &str) -> Option<&'v mut Value> {
    match value {
        Value::Object(map) => Some(map.entry(step.to_owned()).or_insert_with(|| Value::Object(Map::new()))),
        Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
        _ => None,
    }
}

/// Whether the raw value is one entry of the list at that path, rather than the field's whole value.
fn is_entry(steps: &[String], reason: &str) -> bool {
    if reason == NOT_A_LIST || reason == NOT_IN_STANDARD {
        return false;
    }
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    match steps.as_slice() {
        [list] => keys::PRODUCT_LISTS.contains(list),
        ["lendingRates" | "depositRates", _, "tiers"] | ["bundles", _, "productIds"] => true,
        ["fees", _, "discounts"] | ["fees", _, "discounts", _, "eligibility"] => true,
        ["additionalInformation", list] => [
            keys::MORE_OVERVIEW,
            keys::MORE_TERMS,
            keys::MORE_ELIGIBILITY,
            keys::MORE_FEES,
            keys::MORE_BUNDLES,
        ]
        .contains(list),
        _ => false,
    }
}
