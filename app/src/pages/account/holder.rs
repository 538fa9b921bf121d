//! The account's page for its holder.

use super::noticed;
use crate::components::session::session;
use crate::components::title::PageTitle;
use crate::ports::{SessionSummary, Viewer};
use crate::t;
use domain::lists::List;
use leptos::prelude::*;

/// What the page is made of.
#[derive(Debug, Clone, Copy)]
pub struct Holder<'a> {
    /// The account's e-mail address.
    pub email: &'a str,
    /// Who looks, with what the account keeps.
    pub viewer: &'a Viewer,
    /// The browsers that are signed in.
    pub sessions: &'a [SessionSummary],
}

/// The page over plain data.
#[must_use]
pub fn holder(holder: &Holder<'_>, notice: Option<String>) -> AnyView {
    let sessions = holder.sessions.iter().map(|one| session(one, Some("/account/sign-out"))).collect_view();
    view! {
        <PageTitle text=t!("account-title")/>
        <div class="page page--narrow account">
            {noticed(notice)}
            <h1>{t!("account-title")}</h1>
            <p class="lead">{t!("account-signed-in-as", email = holder.email.to_owned())}</p>
            <section aria-labelledby="kept">
                <h2 id="kept">{t!("account-kept")}</h2>
                {kept(holder.viewer)}
            </section>
            <section aria-labelledby="sessions">
                <h2 id="sessions">{t!("account-sessions")}</h2>
                <ul class="account__sessions">{sessions}</ul>
                <form method="post" action="/account/sign-out-everywhere">
                    <button class="button button--quiet" type="submit">{t!("account-sign-out-everywhere")}</button>
                </form>
            </section>
            <section aria-labelledby="data">
                <h2 id="data">{t!("account-data")}</h2>
                <p>{t!("account-data-what")}</p>
                <p class="actions">
                    <a class="button button--quiet" href="/account/export" download="lendlight-account.json">
                        {t!("account-export")}
                    </a>
                    <a class="button button--quiet" href="/account/delete">{t!("account-delete")}</a>
                </p>
            </section>
        </div>
    }
    .into_any()
}

fn kept(viewer: &Viewer) -> AnyView {
    let [saved, dismissed, compared] =
        [List::Saved, List::Dismissed, List::Compared].map(|list| viewer.lists.of(list).len());
    let answers =
        if viewer.borrower.is_unknown() { t!("account-answers-none") } else { t!("account-answers-kept") };
    view! {
        <ul>
            <li><a href="/saved">{t!("account-saved", count = saved)}</a></li>
            <li>{t!("account-compared", count = compared)}</li>
            <li>{t!("account-dismissed", count = dismissed)}</li>
            <li>{answers}</li>
        </ul>
    }
    .into_any()
}
