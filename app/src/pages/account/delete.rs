//! `/account/delete`: asks once more before everything is gone.

use crate::components::title::PageTitle;
use crate::context::Page;
use crate::t;
use leptos::prelude::*;

/// The page.
#[component]
pub fn DeleteAccountPage() -> impl IntoView {
    let page = Page::current();
    let email = page.viewer.account.clone();
    let form = match email {
        Some(email) => view! {
            <p class="lead">{t!("account-delete-what", email = email)}</p>
            <form method="post" action="/account/delete" class="actions">
                <button class="button button--danger" type="submit">{t!("account-delete-now")}</button>
                <a class="button button--quiet" href="/account">{t!("account-delete-not")}</a>
            </form>
        }
        .into_any(),
        None => view! {
            <p class="lead">{t!("account-not-signed-in")}</p>
            <p class="actions">
                <a class="button" href="/account">{t!("account-title")}</a>
            </p>
        }
        .into_any(),
    };
    view! {
        <PageTitle text=t!("account-delete-title")/>
        <div class="page page--narrow account">
            <h1>{t!("account-delete-title")}</h1>
            {form}
        </div>
    }
}
