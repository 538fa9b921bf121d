//! Fields of forms that answer a question of their own (the calculators, a comparison), with faults that are
//! whole sentences in the reader's language. The markup and its classes are those of the borrower's form.

use super::form::{error_at, optional, summary};
use crate::t;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What was typed, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    values: BTreeMap<&'static str, String>,
    faults: Vec<Fault>,
}

/// A fault of a field, in a sentence that stands alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field's name.
    pub field: &'static str,
    /// What is wrong and what would be right.
    pub text: String,
}

/// The longest text that a field is shown with again.
const KEPT: usize = 60;

impl Typed {
    /// Keeps what `pairs` give for the fields named; the first value of each.
    #[must_use]
    pub fn read(pairs: &[(String, String)], fields: &[&'static str]) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs {
            if let Some(field) = fields.iter().find(|field| **field == name) {
                let kept = || value.trim().chars().take(KEPT).collect();
                typed.values.entry(*field).or_insert_with(kept);
            }
        }
        typed
    }

    /// The field's text; empty where nothing was typed.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    /// Whether no field was sent, not even an empty one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Notes a fault.
    pub fn fail(&mut self, field: &'static str, text: String) {
        self.faults.push(Fault { field, text });
    }

    /// What is wrong, in the order in which it was found.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn fault(&self, field: &str) -> Option<String> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.text.clone())
    }
}

/// What a field is counted in.
#[derive(Debug, Clone)]
pub enum Unit {
    /// Stands before the number: a currency's symbol.
    Before(String),
    /// Stands after the number: `months`, `% a year`.
    After(String),
}

/// A question that is answered with a number.
#[derive(Debug, Clone)]
pub struct Question {
    /// The parameter's name; also the field's id.
    pub name: &'static str,
    /// The question.
    pub label: String,
    /// How to answer, or what happens without an answer; may be empty.
    pub hint: String,
    /// What the number counts.
    pub unit: Unit,
    /// Whether there must be an answer.
    pub required: bool,
}

/// The document's title where something was wrong with what was typed.
#[must_use]
pub fn title(title: String, typed: &Typed) -> String {
    if typed.faults().is_empty() { title } else { t!("fault-page-title", title = title) }
}

/// The list of faults, each a link to its field. It takes the focus, so that a screen reader begins there.
#[must_use]
pub fn fault_summary(typed: &Typed) -> Option<AnyView> {
    summary(typed.faults().iter().map(|fault| (Some(fault.field), fault.text.clone())))
}

/// Hint and fault of a field, with the ids by which the field names them.
struct Described {
    by: Option<String>,
    hint: Option<AnyView>,
    fault: Option<AnyView>,
}

fn described(name: &'static str, hint: String, typed: &Typed) -> Described {
    let fault = typed.fault(name);
    let hint = (!hint.is_empty()).then_some(hint);
    let ids =
        [hint.is_some().then(|| format!("{name}-why")), fault.is_some().then(|| format!("{name}-error"))];
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    Described {
        by: (!ids.is_empty()).then(|| ids.join(" ")),
        hint: hint.map(|hint| view! { <p class="field__why" id=format!("{name}-why")>{hint}</p> }.into_any()),
        fault: fault.map(|fault| error_at(name, fault)),
    }
}

fn label(name: &'static str, label: String, required: bool) -> AnyView {
    view! { <label class="field__label" for=name>{label} {(!required).then(optional)}</label> }.into_any()
}

/// A field for a number.
#[must_use]
pub fn number(question: Question, typed: &Typed) -> AnyView {
    let Question { name, label: text, hint, unit, required } = question;
    let Described { by, hint, fault } = described(name, hint, typed);
    let invalid = fault.is_some();
    let affix = |text: String| view! { <span class="field__affix" aria-hidden="true">{text}</span> };
    let (before, after) = match unit {
        Unit::Before(text) => (Some(affix(text)), None),
        Unit::After(text) => (None, Some(affix(text))),
    };
    view! {
        <div class="field" class:field--error=invalid>
            {label(name, text, required)}
            {hint}
            {fault}
            <div class="field__box">
                {before}
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    id=name
                    name=name
                    value=typed.value(name).to_owned()
                    aria-required=required.then_some("true")
                    aria-invalid=invalid.then_some("true")
                    aria-describedby=by
                />
                {after}
            </div>
        </div>
    }
    .into_any()
}

/// A choice of one from a list of values and their words.
#[must_use]
pub fn choice(
    name: &'static str,
    text: String,
    hint: String,
    options: Vec<(&'static str, String)>,
    typed: &Typed,
) -> AnyView {
    let Described { by, hint, fault } = described(name, hint, typed);
    let invalid = fault.is_some();
    let chosen = typed.value(name);
    let options = options
        .into_iter()
        .map(|(value, text)| view! { <option value=value selected=value == chosen>{text}</option> })
        .collect_view();
    view! {
        <div class="field" class:field--error=invalid>
            {label(name, text, true)}
            {hint}
            {fault}
            <select id=name name=name aria-invalid=invalid.then_some("true") aria-describedby=by>{options}</select>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)], fields: &[&'static str]) -> Typed {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        Typed::read(&pairs, fields)
    }

    #[test]
    fn only_known_fields_are_kept_and_only_so_much() {
        let long = "9".repeat(200);
        let pairs = [("amount", " 15000 "), ("amount", "1"), ("colour", "red"), ("rate", long.as_str())];
        let mut typed = read(&pairs, &["amount", "rate", "term"]);
        assert_eq!((typed.value("amount"), typed.value("term")), ("15000", ""));
        assert_eq!(typed.value("rate").len(), KEPT);
        assert!(!typed.is_empty() && typed.faults().is_empty());
        typed.fail("rate", "Too much.".to_owned());
        assert_eq!(typed.fault("rate").as_deref(), Some("Too much."));
        let blank = read(&[("amount", " ")], &["amount"]);
        assert!(!blank.is_empty() && blank.value("amount").is_empty(), "sent, with nothing in it");
        assert!(read(&[("colour", "red")], &["amount"]).is_empty());
    }
}
