//! `/staff/people` and `/institutions/…/people`: who holds which role, and inviting others.

use super::{Field, email, faults, field, narrow, notice, ports, sent};
use crate::components::sent::Sent;
use crate::context::Page;
use crate::format::date;
use crate::pages::error::failed;
use crate::ports::SentForm;
use crate::ports::staff::{MemberSummary, Members};
use crate::t;
use crate::text;
use crate::text::Language;
use domain::access::Role;
use leptos::prelude::*;

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let page = Page::current();
    let forms = ["staff-invite", "staff-members"].map(|form| sent(&page, form));
    let form = forms.into_iter().find(|sent| !sent.form.is_empty()).unwrap_or_default();
    let ports = ports();
    Suspend::new(async move {
        let Some(ports) = ports else { return ().into_any() };
        match ports.members().await {
            Ok(members) => {
                let happened = notice(
                    &page,
                    &[
                        ("invited", || t!("staff-invited")),
                        ("changed", || t!("staff-role-changed")),
                        ("removed", || t!("staff-removed")),
                        ("disabled", || t!("staff-disabled")),
                        ("enabled", || t!("staff-enabled")),
                    ],
                );
                people(&members, &form, happened)
            }
            Err(error) => failed(&page, &error),
        }
    })
}

/// The page over plain data.
#[must_use]
pub fn people(of: &Members, form: &SentForm, happened: Option<AnyView>) -> AnyView {
    let sent = faults(form);
    let (title, action) = match &of.institution {
        Some((id, name)) => {
            (t!("staff-people-of", institution = name.clone()), format!("/institutions/{id}/people"))
        }
        None => (t!("staff-people-title"), "/staff/people".to_owned()),
    };
    let members =
        of.members.iter().map(|member| row(member, of.institution.is_some(), &action)).collect_view();
    let content = view! {
        <ul class="account__sessions" id="members">{members}</ul>
        <section aria-labelledby="invite">
            <h2 id="invite">{t!("staff-invite-title")}</h2>
            {invite(of, &action, &sent)}
        </section>
        <p>
            <a href="/staff">{t!("staff-title")}</a>
        </p>
    };
    narrow(title, &sent, happened, content)
}

fn invite(of: &Members, action: &str, sent: &Sent<'_>) -> AnyView {
    let inside = of.institution.is_some();
    let offered = Role::ALL.iter().copied().filter(|role| !inside || role.is_of_institution());
    let chosen = sent.value("role");
    let options = offered
        .map(|role| {
            let selected = role.name() == chosen;
            let label = text::named("staff-role", role.name());
            view! { <option value=role.name() selected=selected>{label}</option> }
        })
        .collect_view();
    let institution = (!inside).then(|| {
        let (label, why) = (t!("staff-invite-institution"), t!("staff-invite-institution-why"));
        let (kind, autocomplete) = ("text", "off");
        let institution =
            Field { name: "institution", label, why, kind, autocomplete, value: "", required: false };
        field(institution, sent)
    });
    let fault = sent.at_field("role");
    let invalid = fault.is_some();
    view! {
        <form class="account__form" method="post" action=format!("{action}/invite")>
            <input type="hidden" name="language" value=Language::current().tag()/>
            {email(t!("staff-invite-why"), sent)}
            <div class="field" class:field--error=invalid>
                <label class="field__label" for="role">{t!("staff-role-field")}</label>
                {fault}
                <select id="role" name="role" aria-invalid=invalid.then_some("true")>
                    {options}
                </select>
            </div>
            {institution}
            <button class="button" type="submit">{t!("staff-invite")}</button>
        </form>
    }
    .into_any()
}

fn row(member: &MemberSummary, inside: bool, action: &str) -> AnyView {
    let role_name = text::named("staff-role", member.role.name());
    let factor = if member.has_second_factor { t!("staff-has-factor") } else { t!("staff-has-no-factor") };
    let since = t!("staff-since", date = date(member.granted_at));
    let tags =
        [member.is_viewer.then(|| t!("staff-you")), member.is_disabled.then(|| t!("staff-is-disabled"))];
    let tags =
        tags.into_iter().flatten().map(|text| view! { " " <span class="tag">{text}</span> }).collect_view();
    let change = inside.then(|| change_role(member, action));
    let disable = (!inside && !member.is_viewer).then(|| disable(member));
    view! {
        <li class="account__session">
            <div>
                <strong>{member.name.clone()}</strong>
                {tags}
                <p class="note">{member.email.clone()} " · " {role_name} " · " {since} " · " {factor}</p>
            </div>
            <div class="actions">
                {change}
                {disable}
                <form method="post" action=format!("{action}/remove")>
                    <input type="hidden" name="staff" value=member.id.clone()/>
                    <input type="hidden" name="role" value=member.role.name()/>
                    <button class="button button--quiet button--small" type="submit">
                        {t!("staff-remove")}
                        <span class="visually-hidden">" " {member.name.clone()}</span>
                    </button>
                </form>
            </div>
        </li>
    }
    .into_any()
}

fn change_role(member: &MemberSummary, action: &str) -> AnyView {
    let options = Role::ALL
        .iter()
        .filter(|role| role.is_of_institution())
        .map(|role| {
            let selected = *role == member.role;
            let label = text::named("staff-role", role.name());
            view! { <option value=role.name() selected=selected>{label}</option> }
        })
        .collect_view();
    let label = t!("staff-role-of", name = member.name.clone());
    view! {
        <form class="staff__role" method="post" action=format!("{action}/role")>
            <input type="hidden" name="staff" value=member.id.clone()/>
            <select name="role" aria-label=label>{options}</select>
            <button class="button button--quiet button--small" type="submit">{t!("staff-change-role")}</button>
        </form>
    }
    .into_any()
}

fn disable(member: &MemberSummary) -> AnyView {
    let (value, label) =
        if member.is_disabled { ("no", t!("staff-enable")) } else { ("yes", t!("staff-disable")) };
    view! {
        <form method="post" action="/staff/people/disable">
            <input type="hidden" name="staff" value=member.id.clone()/>
            <input type="hidden" name="disabled" value=value/>
            <button class="button button--quiet button--small" type="submit">
                {label}
                <span class="visually-hidden">" " {member.name.clone()}</span>
            </button>
        </form>
    }
    .into_any()
}
