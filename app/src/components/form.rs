//! Form fields. Every question says why it is asked; a fault stands in a summary at the top and, in the same
//! words, at its field.

use crate::islands::suggest::Suggest;
use crate::words;
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
        self.errors.iter().find(|error| error.field == name).map(message)
    }
}

/// A fault in words that stand alone: `Amount must be …`.
#[must_use]
pub fn message(error: &FieldError) -> String {
    format!("{} {}", words::field(&error.field), error.message)
}

/// The list of faults, each a link to its field. It takes the focus, so that a screen reader begins there.
#[must_use]
pub fn error_summary(errors: &[FieldError], fields_are_here: bool) -> Option<AnyView> {
    if errors.is_empty() {
        return None;
    }
    let items = errors
        .iter()
        .map(|error| {
            let text = message(error);
            if fields_are_here {
                view! { <li><a href=format!("#{}", error.field)>{text}</a></li> }.into_any()
            } else {
                view! { <li>{text}</li> }.into_any()
            }
        })
        .collect_view();
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">"There is a problem"</h2>
                <ul>{items}</ul>
            </div>
        }
        .into_any(),
    )
}

/// What a field is, and why it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// The parameter's name; also the field's id.
    pub name: &'static str,
    /// The question.
    pub label: &'static str,
    /// Why it is asked, and how to answer.
    pub why: &'static str,
}

struct Described {
    describedby: String,
    hint: AnyView,
    error: Option<AnyView>,
}

fn described(question: Question, filled: &Filled) -> Described {
    let Question { name, why, .. } = question;
    let error = filled.error(name);
    let mut describedby = format!("{name}-why");
    if error.is_some() {
        describedby.push_str(&format!(" {name}-error"));
    }
    Described {
        describedby,
        hint: view! { <p class="field__why" id=format!("{name}-why")>{why}</p> }.into_any(),
        error: error.map(|error| {
            view! {
                <p class="field__error" id=format!("{name}-error")>
                    <span class="visually-hidden">"Error: "</span>
                    {error}
                </p>
            }
            .into_any()
        }),
    }
}

/// A field for a number, with what stands before or after it.
#[must_use]
pub fn number(question: Question, filled: &Filled, unit: Unit, required: bool) -> AnyView {
    let Question { name, label, .. } = question;
    let Described { describedby, hint, error } = described(question, filled);
    let invalid = error.is_some().then_some("true");
    let (before, after, mode) = match unit {
        Unit::Money(symbol) => (Some(symbol), None, "decimal"),
        Unit::After(unit) => (None, Some(unit), "numeric"),
    };
    view! {
        <div class="field" class:field--error=invalid.is_some()>
            <label class="field__label" for=name>
                {label}
                {(!required).then(|| view! { <span class="field__optional">" (optional)"</span> })}
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

/// What a number is counted in.
#[derive(Debug, Clone)]
pub enum Unit {
    /// Money, with its symbol before the number.
    Money(String),
    /// A unit after the number.
    After(&'static str),
}

/// A choice of one from a list, with a first entry for no answer.
#[must_use]
pub fn select(question: Question, filled: &Filled, none: &'static str, options: &[(&str, &str)]) -> AnyView {
    let Question { name, label, .. } = question;
    let Described { describedby, hint, error } = described(question, filled);
    let invalid = error.is_some();
    let chosen = filled.value(name);
    let options = options
        .iter()
        .map(|(value, text)| {
            let (value, text) = ((*value).to_owned(), (*text).to_owned());
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="field" class:field--error=invalid>
            <label class="field__label" for=name>
                {label} <span class="field__optional">" (optional)"</span>
            </label>
            {hint}
            {error}
            <select id=name name=name aria-invalid=invalid.then_some("true") aria-describedby=describedby>
                <option value="">{none}</option>
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
    let placeholder = "e.g. green car loan".to_owned();
    view! { <Suggest id value label placeholder/> }.into_any()
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
