//! Form fields. Every question says why it is asked; a fault stands in a summary at the top and, in the same
//! words, at its field.

use super::fault::sentence;
use crate::islands::suggest::{Suggest, SuggestWords};
use crate::t;
use crate::text::Language;
use domain::error::FieldError;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What is in a form's fields: what was typed, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// The text of each field, by name.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl Filled {
    /// The field's text.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.values.get(name).cloned().unwrap_or_default()
    }

    /// What is wrong with the field, in words that stand alone.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<String> {
        self.errors.iter().find(|error| error.field == name).map(sentence)
    }
}

/// The list of faults, each a link to its field where the fields are on the page.
#[must_use]
pub fn error_summary(errors: &[FieldError], fields_are_here: bool) -> Option<AnyView> {
    summary(errors.iter().map(|error| (fields_are_here.then_some(error.field.as_str()), sentence(error))))
}

/// A list of faults, each with the field that it links to. It takes the focus, so that a screen reader begins there.
#[must_use]
pub fn summary<'a>(faults: impl Iterator<Item = (Option<&'a str>, String)>) -> Option<AnyView> {
    let items: Vec<AnyView> = faults
        .map(|(field, text)| match field {
            Some(field) => view! { <li><a href=format!("#{field}")>{text}</a></li> }.into_any(),
            None => view! { <li>{text}</li> }.into_any(),
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">{t!("form-problem")}</h2>
                <ul>{items}</ul>
            </div>
        }
        .into_any()
    })
}

/// What a field is, and why it is asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// The parameter's name; also the field's id.
    pub name: &'static str,
    /// The question.
    pub label: String,
    /// Why it is asked, and how to answer.
    pub why: String,
}

struct Described {
    describedby: String,
    hint: AnyView,
    error: Option<AnyView>,
}

fn described(name: &'static str, why: String, filled: &Filled) -> Described {
    let error = filled.error(name);
    let mut describedby = format!("{name}-why");
    if error.is_some() {
        describedby.push_str(&format!(" {name}-error"));
    }
    Described {
        describedby,
        hint: view! { <p class="field__why" id=format!("{name}-why")>{why}</p> }.into_any(),
        error: error.map(|error| error_at(name, error)),
    }
}

/// A fault at its field.
#[must_use]
pub fn error_at(name: &str, error: String) -> AnyView {
    view! {
        <p class="field__error" id=format!("{name}-error")>
            <span class="visually-hidden">{t!("form-error")} " "</span>
            {error}
        </p>
    }
    .into_any()
}

/// A field for a number, with what stands before or after it.
#[must_use]
pub fn number(question: Question, filled: &Filled, unit: Unit, required: bool) -> AnyView {
    let Question { name, label, why } = question;
    let Described { describedby, hint, error } = described(name, why, filled);
    let invalid = error.is_some().then_some("true");
    let (before, after, mode) = match unit {
        // The keys for digits have no 万.
        Unit::Money(symbol) if Language::current() == Language::Chinese => (Some(symbol), None, "text"),
        Unit::Money(symbol) => (Some(symbol), None, "decimal"),
        Unit::After(unit) => (None, Some(unit), "numeric"),
        Unit::Typed => (None, None, "text"),
    };
    view! {
        <div class="field" class:field--error=invalid.is_some()>
            <label class="field__label" for=name>
                {label}
                {(!required).then(optional)}
            </label>
            {hint}
            {error}
            <div class="field__box">
                {before.map(|text| view! { <span class="field__affix" aria-hidden="true">{text}</span> })}
                <input
                    type="text"
                    inputmode=mode
                    autocomplete="off"
                    id=name
                    name=name
                    value=filled.value(name)
                    required=required
                    aria-invalid=invalid
                    aria-describedby=describedby
                />
                {after.map(|text| view! { <span class="field__affix" aria-hidden="true">{text}</span> })}
            </div>
        </div>
    }
    .into_any()
}

/// Says behind a label that the answer may be left out.
#[must_use]
pub fn optional() -> AnyView {
    view! { <span class="field__optional">" " {t!("form-optional")}</span> }.into_any()
}

/// What a number is counted in.
#[derive(Debug, Clone)]
pub enum Unit {
    /// Money, with its symbol before the number.
    Money(String),
    /// A unit after the number.
    After(String),
    /// A unit that is typed with it, or left out.
    Typed,
}

/// A choice of one from a list, with a first entry for no answer.
#[must_use]
pub fn select(question: Question, filled: &Filled, options: &[(&'static str, String)]) -> AnyView {
    let Question { name, label, why } = question;
    let Described { describedby, hint, error } = described(name, why, filled);
    let invalid = error.is_some();
    let chosen = filled.value(name);
    let options = options
        .iter()
        .map(|(value, text)| {
            let (value, text) = (*value, text.clone());
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="field" class:field--error=invalid>
            <label class="field__label" for=name>
                {label} {optional()}
            </label>
            {hint}
            {error}
            <select id=name name=name aria-invalid=invalid.then_some("true") aria-describedby=describedby>
                <option value="">{t!("form-choose")}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// A search field with completions.
#[must_use]
pub fn search_field(id: &str, value: &str, label: &str) -> AnyView {
    let (id, value, label) = (id.to_owned(), value.to_owned(), label.to_owned());
    let placeholder = t!("form-example");
    let words = SuggestWords::current();
    view! { <Suggest id value label placeholder words/> }.into_any()
}

/// Hidden fields that carry the rest of a search through a form.
#[must_use]
pub fn hidden(pairs: &[(&'static str, String)]) -> AnyView {
    pairs
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=*name value=value.clone()/> })
        .collect_view()
        .into_any()
}
