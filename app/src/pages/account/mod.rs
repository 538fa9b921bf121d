//! The account, which nobody needs: signing in by mail, what is kept, where one is signed in, and the way out.

mod delete;
mod holder;
mod link;

pub use delete::DeleteAccountPage;
pub use holder::{Holder, holder};
pub use link::{SignInPage, confirm, useless};

use crate::components::sent::Sent;
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::pages::error::failed;
use crate::ports::SentForm;
use crate::t;
use crate::text::Language;
use leptos::prelude::*;

/// `/account`.
#[component]
pub fn AccountPage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move {
        let notice = notice(&page);
        let Some(email) = page.viewer.account.clone() else {
            let sent = if has(&page, "again") && page.viewer.sent.form == "sign-in" {
                page.set_status(422);
                page.viewer.sent.clone()
            } else {
                SentForm::default()
            };
            return visitor(&Sent::new(&sent, "account-fault"), notice);
        };
        let Some(ports) = page.ports.clone() else { return ().into_any() };
        match ports.sessions(&page.viewer).await {
            Ok(sessions) => {
                let viewer = &page.viewer;
                holder(&Holder { email: &email, viewer, sessions: &sessions }, notice)
            }
            Err(error) => failed(&page, &error),
        }
    })
}

/// Whether the address has a parameter.
fn has(page: &Page, name: &str) -> bool {
    page.pairs().any(|(other, _)| other == name)
}

/// What has just happened, by the address that the form led to.
fn notice(page: &Page) -> Option<String> {
    page.pairs().find_map(|(name, value)| {
        Some(match name {
            "asked" => t!("account-asked"),
            "welcome" => t!("account-welcome"),
            "left" => t!("account-left-behind", count = value.parse::<u32>().ok()?),
            "left-account" => t!("account-signed-out"),
            "deleted" => t!("account-deleted"),
            _ => return None,
        })
    })
}

fn noticed(notice: Option<String>) -> Option<AnyView> {
    notice.map(|text| view! { <p class="notice" role="status">{text}</p> }.into_any())
}

/// The page of who is not signed in, over plain data.
#[must_use]
pub fn visitor(sent: &Sent<'_>, notice: Option<String>) -> AnyView {
    let fault = sent.at_field("email");
    let invalid = fault.is_some();
    view! {
        <PageTitle text=sent.title(t!("account-title"))/>
        <div class="page page--narrow account">
            {sent.summary()}
            {noticed(notice)}
            <h1>{t!("account-title")}</h1>
            <p class="lead">{t!("account-optional")}</p>
            <form class="account__form" method="post" action="/account/link">
                <input type="hidden" name="language" value=Language::current().tag()/>
                <div class="field" class:field--error=invalid>
                    <label class="field__label" for="email">{t!("account-email")}</label>
                    <p class="field__why" id="email-why">{t!("account-email-why")}</p>
                    {fault}
                    <input
                        type="email"
                        id="email"
                        name="email"
                        autocomplete="email"
                        maxlength="254"
                        required
                        value=sent.value("email")
                        aria-invalid=invalid.then_some("true")
                        aria-describedby=sent.described_by("email")
                    />
                </div>
                <button class="button" type="submit">{t!("account-send-link")}</button>
            </form>
            <h2>{t!("account-without-title")}</h2>
            <p>{t!("account-without")}</p>
        </div>
    }
    .into_any()
}
