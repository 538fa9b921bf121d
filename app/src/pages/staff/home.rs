//! `/staff`: what somebody is, and where that leads.

use super::{faults, narrow, notice, ports, role};
use crate::context::Page;
use crate::pages::error::failed;
use crate::ports::SentForm;
use crate::ports::staff::{HeldRole, StaffViewer};
use crate::t;
use domain::access::Permission;
use leptos::prelude::*;

/// The page.
#[component]
pub fn StaffHomePage() -> impl IntoView {
    let page = Page::current();
    let ports = ports();
    Suspend::new(async move {
        let Some(ports) = ports else { return ().into_any() };
        match ports.viewer().await {
            Ok(Some(viewer)) => {
                let happened =
                    notice(&page, &[("welcome", || t!("staff-welcome")), ("joined", || t!("staff-joined"))]);
                home(&viewer, happened)
            }
            Ok(None) => ().into_any(),
            Err(error) => failed(&page, &error),
        }
    })
}

fn home(viewer: &StaffViewer, happened: Option<AnyView>) -> AnyView {
    let lacks = viewer.lacks_second_factor.then(|| {
        view! {
            <p class="notice">
                {t!("staff-lacks-factor")} " " <a href="/staff/security">{t!("staff-set-up-codes")}</a>
            </p>
        }
    });
    let roles = viewer.roles.iter().map(held).collect_view();
    let none = viewer.roles.is_empty().then(|| view! { <p>{t!("staff-no-role")}</p> });
    let site = [
        (Permission::ManageStaff, "/staff/people", t!("staff-people-title")),
        (Permission::SeeAudit, "/staff/audit", t!("staff-audit-title")),
    ];
    let site = site
        .into_iter()
        .filter(|(permission, ..)| viewer.may(*permission))
        .map(|(_, address, label)| view! { <li><a href=address>{label}</a></li> })
        .collect_view();
    let content = view! {
        <p class="lead">
            {t!("staff-signed-in-as", name = viewer.name.clone(), email = viewer.email.clone())}
        </p>
        {lacks}
        <section aria-labelledby="roles">
            <h2 id="roles">{t!("staff-roles")}</h2>
            {none}
            <ul>{roles}</ul>
        </section>
        <section aria-labelledby="more">
            <h2 id="more">{t!("staff-more")}</h2>
            <ul>
                {site}
                <li><a href="/staff/security">{t!("staff-security-title")}</a></li>
            </ul>
        </section>
        <form method="post" action="/staff/sign-out">
            <button class="button button--quiet" type="submit">{t!("account-sign-out")}</button>
        </form>
    };
    narrow(t!("staff-title"), &faults(&SentForm::default()), happened, content)
}

/// A role, with what it leads to.
fn held(held: &HeldRole) -> AnyView {
    let people = held.institution.as_ref().filter(|_| held.role.may(Permission::ManageMembers));
    let people = people.map(|(id, name)| {
        let label = t!("staff-people-of", institution = name.clone());
        view! { " · " <a href=format!("/institutions/{id}/people")>{label}</a> }
    });
    view! { <li>{role(held)} {people}</li> }.into_any()
}
