//! Pages of those who work with the site: signing in, one's own security, people, the audit log.

mod audit;
mod home;
mod link;
mod people;
mod security;
mod sign_in;

pub use audit::AuditPage;
pub use home::StaffHomePage;
pub use link::{ChoosePasswordPage, InvitationPage};
pub use people::{PeoplePage, people};
pub use security::SecurityPage;
pub use sign_in::{CodePage, ConfirmPage, ForgottenPage, StaffSignInPage};

use crate::components::form::{error_at, optional};
use crate::components::sent::Sent;
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::ports::SentForm;
use crate::ports::staff::{HeldRole, StaffPorts};
use crate::t;
use crate::text;
use leptos::prelude::*;
use std::sync::Arc;

/// What the server handed out for this request, if it let it pass.
fn ports() -> Option<Arc<dyn StaffPorts>> {
    use_context::<Arc<dyn StaffPorts>>()
}

/// The value of a parameter of the address.
fn parameter(page: &Page, name: &str) -> Option<String> {
    page.pairs().find(|(other, _)| *other == name).map(|(_, value)| value.to_owned())
}

/// A form of this page that was just sent and could not be accepted; an empty one otherwise.
fn sent(page: &Page, form: &str) -> SentForm {
    if parameter(page, "again").is_some() && page.viewer.sent.form == form {
        page.set_status(422);
        page.viewer.sent.clone()
    } else {
        SentForm::default()
    }
}

/// The faults of a form of these pages.
fn faults(sent: &SentForm) -> Sent<'_> {
    Sent::new(sent, "staff-fault")
}

/// A parameter of the address, and what it says has just happened.
type Happened = (&'static str, fn() -> String);

/// What has just happened, by the address that the form led to.
fn notice(page: &Page, known: &[Happened]) -> Option<AnyView> {
    let text = known.iter().find(|(name, _)| parameter(page, name).is_some()).map(|(_, text)| text())?;
    Some(view! { <p class="notice" role="status">{text}</p> }.into_any())
}

/// A page under its heading.
fn narrow(
    title: String,
    sent: &Sent<'_>,
    notice: Option<AnyView>,
    content: impl IntoView + 'static,
) -> AnyView {
    view! {
        <PageTitle text=sent.title(title.clone())/>
        <div class="page page--narrow account">
            {sent.summary()}
            {notice}
            <h1>{title}</h1>
            {content}
        </div>
    }
    .into_any()
}

/// What a field of these forms is.
struct Field<'a> {
    name: &'static str,
    label: String,
    why: String,
    kind: &'static str,
    autocomplete: &'static str,
    value: &'a str,
    required: bool,
}

/// A field.
fn field(field: Field<'_>, sent: &Sent<'_>) -> AnyView {
    let Field { name, label, why, kind, autocomplete, value, required } = field;
    let fault = sent.fault(name).map(|fault| error_at(name, fault));
    let invalid = fault.is_some();
    let typed = sent.value(name);
    let value = if typed.is_empty() { value.to_owned() } else { typed };
    let has_why = !why.is_empty();
    let described = match (has_why, invalid) {
        (_, true) => Some(sent.described_by(name)),
        (true, false) => Some(format!("{name}-why")),
        (false, false) => None,
    };
    let digits = (autocomplete == "one-time-code").then_some("text");
    view! {
        <div class="field" class:field--error=invalid>
            <label class="field__label" for=name>
                {label}
                {(!required).then(optional)}
            </label>
            {has_why.then(|| view! { <p class="field__why" id=format!("{name}-why")>{why}</p> })}
            {fault}
            <input
                type=kind
                id=name
                name=name
                autocomplete=autocomplete
                inputmode=digits
                maxlength="254"
                required=required
                value=value
                aria-invalid=invalid.then_some("true")
                aria-describedby=described
            />
        </div>
    }
    .into_any()
}

/// The field of a password that is somebody's already.
fn present_password(name: &'static str, label: String, sent: &Sent<'_>) -> AnyView {
    let (kind, autocomplete) = ("password", "current-password");
    field(Field { name, label, why: String::new(), kind, autocomplete, value: "", required: true }, sent)
}

/// The field of a password to be chosen.
fn new_password(sent: &Sent<'_>) -> AnyView {
    let (label, why) = (t!("staff-new-password"), t!("staff-new-password-why"));
    let (kind, autocomplete) = ("password", "new-password");
    field(Field { name: "password", label, why, kind, autocomplete, value: "", required: true }, sent)
}

/// The field of a one-time code, or of a recovery code.
fn code(name: &'static str, why: String, sent: &Sent<'_>) -> AnyView {
    let (label, kind, autocomplete) = (t!("staff-code-field"), "text", "one-time-code");
    field(Field { name, label, why, kind, autocomplete, value: "", required: true }, sent)
}

/// The field of an e-mail address.
fn email(why: String, sent: &Sent<'_>) -> AnyView {
    let (label, kind, autocomplete) = (t!("account-email"), "email", "email");
    field(Field { name: "email", label, why, kind, autocomplete, value: "", required: true }, sent)
}

/// Where a form is to lead back to.
fn way_back(page: &Page) -> AnyView {
    let back = parameter(page, "return").unwrap_or_default();
    view! { <input type="hidden" name="return" value=back/> }.into_any()
}

/// A role in words, with the institution in which it is held.
fn role(held: &HeldRole) -> String {
    let role = text::named("staff-role", held.role.name());
    match &held.institution {
        Some((_, name)) => t!("staff-role-at", role = role, institution = name.clone()),
        None => role,
    }
}
