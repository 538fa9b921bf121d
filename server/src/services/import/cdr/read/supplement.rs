//! The vendor extension: what the standard lacks.

use super::super::NOT_IN_STANDARD;
use super::fields::{Fields, is_empty};
use domain::money::Currency;
use domain::product::Supplement;
use serde_json::{Map, Value};

/// Reads the extension's fields one by one, so that a bad one costs itself only. The second part is the
/// product's currency, where the extension states one.
pub(super) fn read(fields: &mut Fields<'_>) -> (Option<Supplement>, Option<Currency>) {
    let currency = fields.parse("currency");
    let known = serde_json::to_value(Supplement::default()).unwrap_or_default();
    let mut readable = Map::new();
    for (key, value) in fields.take_all() {
        if key == "currency" || is_empty(value) {
            continue;
        }
        if known.get(key).is_none() {
            fields.refuse(key, value, NOT_IN_STANDARD);
            continue;
        }
        let alone = Map::from_iter([(key.clone(), value.clone())]);
        match serde_json::from_value::<Supplement>(Value::Object(alone.clone())) {
            Ok(_) => readable.extend(alone),
            Err(_) => fields.refuse(key, value, "not a value of this field"),
        }
    }
    (serde_json::from_value(Value::Object(readable)).ok(), currency)
}
