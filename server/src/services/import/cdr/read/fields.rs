//! Reading a JSON object field by field, so that nothing in it is overlooked.

use super::super::names;
use super::super::{NOT_A_LIST, NOT_IN_STANDARD};
use domain::money::{Currency, Money};
use domain::product::UnreadField;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::fmt::{Display, Write as _};
use std::str::FromStr;

/// Where what could not be read is gathered.
pub(super) type Unread = RefCell<Vec<UnreadField>>;

/// Why an entry cannot be read.
pub(super) type Reason = String;

/// One step down a JSON document.
#[derive(Clone, Copy)]
enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

/// Where a value stands, as a chain of steps; it becomes text only when there is something to report.
#[derive(Clone, Copy)]
pub(super) struct Path<'p> {
    above: Option<&'p Path<'p>>,
    step: Option<Step<'p>>,
}

impl<'p> Path<'p> {
    /// The document itself.
    pub(super) const ROOT: Self = Self { above: None, step: None };

    fn key(&'p self, key: &'p str) -> Path<'p> {
        Path { above: Some(self), step: Some(Step::Key(key)) }
    }

    fn index(&'p self, index: usize) -> Path<'p> {
        Path { above: Some(self), step: Some(Step::Index(index)) }
    }

    /// The JSON pointer without its leading slash.
    fn text(&self) -> String {
        let mut text = self.above.map(Path::text).unwrap_or_default();
        if !text.is_empty() {
            text.push('/');
        }
        match self.step {
            Some(Step::Key(key)) => text.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Some(Step::Index(index)) => {
                let _ = write!(text, "{index}");
            }
            None => {}
        }
        text
    }
}

/// Whether a value says nothing: `null`, `""`, and lists and objects of nothing else.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(map) => map.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A value's JSON text, such that parsing and printing it again gives the same text. The JSON parser rounds
/// long fractions to within one unit in the last place, not to the nearest; numbers that would drift from one
/// reading to the next become strings.
fn raw(value: &Value) -> String {
    fn settled(value: &Value) -> Value {
        match value {
            Value::Number(number) if number.is_f64() => {
                let again = serde_json::from_str::<Value>(&number.to_string());
                if again.is_ok_and(|again| again == *value) {
                    value.clone()
                } else {
                    scalar(value).map_or(Value::Null, Value::from)
                }
            }
            Value::Array(items) => items.iter().map(settled).collect(),
            Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), settled(value))).collect(),
            other => other.clone(),
        }
    }
    settled(value).to_string()
}

/// The text of a scalar; numbers without exponents.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(match (number.as_i64(), number.as_f64()) {
            (None, Some(float)) => float.to_string(),
            _ => number.to_string(),
        }),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// An object being read: knows where it stands and which of its fields were asked for.
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    path: Path<'a>,
    unread: &'a Unread,
    seen: Vec<&'static str>,
    /// Whether a reader went over every field itself.
    complete: bool,
}

impl<'a> Fields<'a> {
    pub(super) fn new(map: &'a Map<String, Value>, path: Path<'a>, unread: &'a Unread) -> Self {
        Self { map, path, unread, seen: Vec::with_capacity(map.len()), complete: false }
    }

    fn value(&mut self, key: &'static str) -> Option<&'a Value> {
        self.seen.push(key);
        self.map.get(key).filter(|value| !is_empty(value))
    }

    /// Keeps a field's value raw.
    fn keep(&self, key: &str, value: &Value, reason: impl Into<String>) {
        self.unread.borrow_mut().push(UnreadField {
            path: self.path.key(key).text(),
            raw: raw(value),
            reason: reason.into(),
        });
    }

    /// Whether the object has this field with a value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.map.get(key).is_some_and(|value| !is_empty(value))
    }

    /// Marks a field as read that says nothing beyond what other fields say.
    pub(super) fn implied(&mut self, key: &'static str) {
        self.seen.push(key);
    }

    /// Free text, as published.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        let text = scalar(value);
        if text.is_none() {
            self.keep(key, value, "not text");
        }
        text
    }

    /// A value read from text by `read`.
    pub(super) fn read<T, E: Display>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let value = self.value(key)?;
        match scalar(value)
            .ok_or_else(|| "not a single value".to_owned())
            .and_then(|text| read(&text).map_err(|error| error.to_string()))
        {
            Ok(value) => Some(value),
            Err(reason) => {
                self.keep(key, value, reason);
                None
            }
        }
    }

    /// A value without which the object cannot be read.
    pub(super) fn required<T, E: Display>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, Reason> {
        let value = self.value(key).ok_or_else(|| format!("{key} is missing"))?;
        let text = scalar(value).ok_or_else(|| format!("{key}: not a single value"))?;
        read(&text).map_err(|error| format!("{key}: {error}"))
    }

    /// A value whose type reads itself.
    pub(super) fn parse<T: FromStr<Err: Display>>(&mut self, key: &'static str) -> Option<T> {
        self.read(key, str::parse)
    }

    /// An amount of a currency.
    pub(super) fn money(&mut self, key: &'static str, currency: Currency) -> Option<Money> {
        self.read(key, |text| Money::parse(text, currency))
    }

    /// A kind, where the standard lets it be absent.
    pub(super) fn kind<T: FromStr>(&mut self, key: &'static str) -> Option<T> {
        self.read(key, |text| names::kind(text).ok_or("not a name that the standard knows"))
    }

    /// The kind that an entry is of; one that is not known is read as `nearest` says and kept raw beside it.
    pub(super) fn kind_or<T: FromStr>(
        &mut self,
        key: &'static str,
        nearest: impl FnOnce(&str) -> T,
    ) -> Result<T, Reason> {
        let value = self.value(key).ok_or_else(|| format!("{key} is missing"))?;
        let text = scalar(value).ok_or_else(|| format!("{key}: not a single value"))?;
        Ok(names::kind(&text).unwrap_or_else(|| {
            self.keep(key, value, "not a kind known here");
            nearest(&names::normalise(&text))
        }))
    }

    /// An object inside this one.
    pub(super) fn object<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> Option<T> {
        let value = self.value(key)?;
        let Value::Object(map) = value else {
            self.keep(key, value, "not an object");
            return None;
        };
        let path = self.path;
        let mut fields = Fields::new(map, path.key(key), self.unread);
        let result = read(&mut fields);
        fields.finish();
        Some(result)
    }

    /// A list of objects; an entry that cannot be read is kept whole.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Fields<'_>) -> Result<T, Reason>,
    ) -> Vec<T> {
        self.entries(key, |entry, path, unread| {
            let Value::Object(map) = entry else {
                return Err("not an object".to_owned());
            };
            let mut fields = Fields::new(map, path, unread);
            let result = read(&mut fields)?;
            fields.finish();
            Ok(result)
        })
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        self.entries(key, |entry, _, _| scalar(entry).ok_or_else(|| "not text".to_owned()))
    }

    fn entries<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&Value, Path<'_>, &Unread) -> Result<T, Reason>,
    ) -> Vec<T> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Value::Array(items) = value else {
            self.keep(key, value, NOT_A_LIST);
            return Vec::new();
        };
        let list_path = self.path.key(key);
        let mut entries = Vec::with_capacity(items.len());
        for item in items.iter().filter(|item| !is_empty(item)) {
            let kept_before = self.unread.borrow().len();
            match read(item, list_path.index(entries.len()), self.unread) {
                Ok(entry) => entries.push(entry),
                Err(reason) => {
                    self.unread.borrow_mut().truncate(kept_before);
                    self.keep(key, item, reason);
                }
            }
        }
        entries
    }

    /// Keeps every field raw that was not asked for.
    pub(super) fn finish(self) {
        if self.complete {
            return;
        }
        for (key, value) in self.map {
            if !self.seen.contains(&key.as_str()) && !is_empty(value) {
                self.keep(key, value, NOT_IN_STANDARD);
            }
        }
    }

    /// A text looked at without reading it.
    pub(super) fn peek(&self, key: &str) -> Option<&'a str> {
        self.map.get(key)?.as_str()
    }

    /// All fields, for a reader that goes over every one itself.
    pub(super) fn take_all(&mut self) -> &'a Map<String, Value> {
        self.complete = true;
        self.map
    }

    /// Keeps a field raw that a reader went over itself.
    pub(super) fn refuse(&self, key: &str, value: &Value, reason: impl Into<String>) {
        self.keep(key, value, reason);
    }
}
