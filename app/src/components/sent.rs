//! A form that was sent and could not be accepted: what is wrong stands in a summary at the top and, in the same
//! words, at its field.

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
        let items = self.form.faults.iter().map(|(field, fault)| {
            view! { <li><a href=format!("#{field}")>{text::named(self.kind, fault)}</a></li> }
        });
        let items = items.collect_view();
        self.is_faulty().then(|| {
            view! {
                <div class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
                    <h2 id="error-summary-title">{t!("account-problem")}</h2>
                    <ul>{items}</ul>
                </div>
            }
            .into_any()
        })
    }

    /// What is wrong with a field, to stand at it under the id `<name>-error`.
    #[must_use]
    pub fn at_field(&self, name: &str) -> Option<AnyView> {
        self.fault(name).map(|fault| {
            view! {
                <p class="field__error" id=format!("{name}-error")>
                    <span class="visually-hidden">{t!("account-error")} " "</span>
                    {fault}
                </p>
            }
            .into_any()
        })
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
        if self.is_faulty() { format!("{} {title}", t!("account-error")) } else { title }
    }
}
