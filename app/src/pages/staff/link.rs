//! What mailed links lead to: taking an invitation up, and choosing another password.

use super::{Field, email, faults, field, narrow, new_password, parameter, ports, role, sent};
use crate::components::sent::Sent;
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::pages::error::failed;
use crate::ports::staff::{HeldRole, StaffLinkSummary, StaffViewer};
use crate::t;
use domain::error::ErrorCode;
use leptos::prelude::*;

/// `/staff/invitation`.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let page = Page::current();
    let form = sent(&page, "staff-invitation");
    let ports = ports();
    Suspend::new(async move {
        let (Some(ports), Some(token)) = (ports, parameter(&page, "token")) else { return useless(&page) };
        let viewer = ports.viewer().await.ok().flatten().filter(|viewer| viewer.is_complete);
        match ports.link(&token).await {
            Ok(StaffLinkSummary { email, role: Some(held) }) => {
                let sent = faults(&form);
                match viewer {
                    Some(viewer) => join(&token, &held, &viewer, &sent),
                    None => accept(&token, email, &held, &sent),
                }
            }
            Ok(_) => useless(&page),
            Err(error) if error.code == ErrorCode::NotFound => useless(&page),
            Err(error) => failed(&page, &error),
        }
    })
}

/// For somebody new.
fn accept(token: &str, known: Option<String>, held: &HeldRole, sent: &Sent<'_>) -> AnyView {
    let (label, why) = (t!("staff-name"), t!("staff-name-why"));
    let (kind, autocomplete) = ("text", "name");
    let name = field(Field { name: "name", label, why, kind, autocomplete, value: "", required: true }, sent);
    let email = match known {
        // A password manager wants to know whose password it keeps.
        Some(known) => view! {
            <p>{t!("staff-invitation-for", email = known.clone())}</p>
            <input type="hidden" name="email" autocomplete="username" value=known/>
        }
        .into_any(),
        None => email(t!("staff-email-why"), sent),
    };
    let content = view! {
        <p class="lead">{t!("staff-invitation-lead", role = role(held))}</p>
        <form class="account__form" method="post" action="/staff/invitation">
            <input type="hidden" name="token" value=token.to_owned()/>
            {email}
            {name}
            {new_password(sent)}
            <button class="button" type="submit">{t!("staff-invitation-accept")}</button>
        </form>
        <p>{t!("staff-invitation-known")} " " <a href="/staff/sign-in">{t!("staff-sign-in")}</a></p>
    };
    narrow(t!("staff-invitation-title"), sent, None, content)
}

/// For somebody who is signed in.
fn join(token: &str, held: &HeldRole, viewer: &StaffViewer, sent: &Sent<'_>) -> AnyView {
    let content = view! {
        <p class="lead">{t!("staff-invitation-lead", role = role(held))}</p>
        <p>{t!("staff-signed-in-as", name = viewer.name.clone(), email = viewer.email.clone())}</p>
        <form class="account__form" method="post" action="/staff/invitation/join">
            <input type="hidden" name="token" value=token.to_owned()/>
            <button class="button" type="submit" id="email">{t!("staff-invitation-accept")}</button>
        </form>
    };
    narrow(t!("staff-invitation-title"), sent, None, content)
}

/// `/staff/password/choose`.
#[component]
pub fn ChoosePasswordPage() -> impl IntoView {
    let page = Page::current();
    let form = sent(&page, "staff-choose");
    let ports = ports();
    Suspend::new(async move {
        let (Some(ports), Some(token)) = (ports, parameter(&page, "token")) else { return useless(&page) };
        match ports.link(&token).await {
            Ok(StaffLinkSummary { email: Some(email), role: None }) => {
                let sent = faults(&form);
                let content = view! {
                    <p class="lead">{t!("staff-choose-for", email = email.clone())}</p>
                    <form class="account__form" method="post" action="/staff/password/choose">
                        <input type="hidden" name="token" value=token/>
                        <input type="hidden" autocomplete="username" value=email/>
                        {new_password(&sent)}
                        <button class="button" type="submit">{t!("staff-choose")}</button>
                    </form>
                };
                narrow(t!("staff-choose-title"), &sent, None, content)
            }
            Ok(_) => useless(&page),
            Err(error) if error.code == ErrorCode::NotFound => useless(&page),
            Err(error) => failed(&page, &error),
        }
    })
}

/// The page of a link that is of no use.
fn useless(page: &Page) -> AnyView {
    page.set_status(ErrorCode::NotFound.status());
    view! {
        <PageTitle text=t!("account-link-useless")/>
        <div class="page page--narrow account">
            <h1>{t!("account-link-useless")}</h1>
            <p>{t!("staff-link-useless-why")}</p>
            <p class="actions">
                <a class="button" href="/staff/sign-in">{t!("staff-back-to-sign-in")}</a>
            </p>
        </div>
    }
    .into_any()
}
