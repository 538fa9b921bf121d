//! Building JSON objects that leave out what is not there, as the standard asks.

use serde_json::{Map, Value};

/// A JSON object under construction; keys keep the order they are given in.
#[derive(Debug)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    /// An object that is to have about so many fields.
    pub(super) fn sized(fields: usize) -> Self {
        Self(Map::with_capacity(fields))
    }

    /// With a field.
    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// With a field, if there is a value.
    pub(super) fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// With a list, unless it is empty.
    pub(super) fn list(self, key: &str, values: Vec<Value>) -> Self {
        if values.is_empty() { self } else { self.with(key, values) }
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}
