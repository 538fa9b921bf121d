//! A form that was sent and could not be accepted: what is wrong stands in a summary at the top and, in the same
//! words, at its field.

use super::form::{error_at, summary};
use crate::ports::SentForm;
use crate::t;
use crate::text;
use leptos::prelude::*;

/// A sent form as its page shows it. `kind` names the messages of its faults: `account-fault`.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    form: &'a SentForm,
    kind: &'static str,
}

impl<'a> Sent<'a> {
    /// The form as it was sent.
    #[must_use]
    pub const fn new(form: &'a SentForm, kind: &'static str) -> Self {
        Self { form, kind }
    }

    /// Whether anything is wrong.
    #[must_use]
    pub const fn is_faulty(&self) -> bool {
        !self.form.faults.is_empty()
    }

    /// What was typed into a field.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.form.value(name)
    }

    /// What is wrong with a field, in words that stand alone.
    #[must_use]
    pub fn fault(&self, name: &str) -> Option<String> {
        self.form
            .faults
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, fault)| text::named(self.kind, fault))
    }

    /// The list of faults, each a link to its field. It takes the focus, so that a screen reader begins there.
    #[must_use]
    pub fn summary(&self) -> Option<AnyView> {
        let faults = self.form.faults.iter();
        summary(faults.map(|(field, fault)| (Some(field.as_str()), text::named(self.kind, fault))))
    }

    /// What is wrong with a field, to stand at it under the id `<name>-error`.
    #[must_use]
    pub fn at_field(&self, name: &str) -> Option<AnyView> {
        self.fault(name).map(|fault| error_at(name, fault))
    }

    /// The ids of what describes a field: its hint `<name>-why`, and what is wrong with it.
    #[must_use]
    pub fn described_by(&self, name: &str) -> String {
        match self.fault(name) {
            Some(_) => format!("{name}-why {name}-error"),
            None => format!("{name}-why"),
        }
    }

    /// A title that says so if something is wrong.
    #[must_use]
    pub fn title(&self, title: String) -> String {
        if self.is_faulty() { format!("{} {title}", t!("form-error")) } else { title }
    }
}
