//! `/account/sign-in`: the page that a mailed link leads to. Looking at it does not use the link up, since programs
//! that check mail look at every link in it; the button does.

use crate::components::title::PageTitle;
use crate::context::Page;
use crate::pages::error::failed;
use crate::ports::{SignInLink, Viewer};
use crate::t;
use domain::error::ErrorCode;
use leptos::prelude::*;

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move {
        let token = page.pairs().find(|(name, _)| *name == "token").map(|(_, value)| value.to_owned());
        let (Some(ports), Some(token)) = (page.ports.clone(), token) else {
            page.set_status(ErrorCode::NotFound.status());
            return useless();
        };
        match ports.sign_in_link(&page.viewer, &token).await {
            Ok(link) => confirm(&link, &token, &page.viewer),
            Err(error) if error.code == ErrorCode::NotFound => {
                page.set_status(error.code.status());
                useless()
            }
            Err(error) => failed(&page, &error),
        }
    })
}

/// The page of a link that works, over plain data.
///
/// What the browser keeps joins the account unasked only where this browser asked for the link: a link that somebody
/// else sent would bring it into their account.
#[must_use]
pub fn confirm(link: &SignInLink, token: &str, viewer: &Viewer) -> AnyView {
    let keeps = viewer.account.is_none() && !(viewer.lists.is_empty() && viewer.borrower.is_unknown());
    let bring = keeps.then(|| {
        view! {
            <label class="choice">
                <input type="checkbox" name="bring" value="yes" checked=link.asked_here/>
                <span>{t!("account-bring")}</span>
            </label>
        }
    });
    let other = viewer.account.as_ref().filter(|email| **email != link.email);
    let other =
        other.map(|email| view! { <p class="notice">{t!("account-instead-of", email = email.clone())}</p> });
    let not_here = (!link.asked_here).then(|| view! { <p class="notice">{t!("account-not-asked-here")}</p> });
    view! {
        <PageTitle text=t!("account-confirm")/>
        <div class="page page--narrow account">
            <h1>{t!("account-confirm")}</h1>
            <p class="lead">{t!("account-confirm-as", email = link.email.clone())}</p>
            {other}
            {not_here}
            <form class="account__form" method="post" action="/account/sign-in">
                <input type="hidden" name="token" value=token.to_owned()/>
                {bring}
                <button class="button" type="submit">{t!("account-sign-in")}</button>
            </form>
        </div>
    }
    .into_any()
}

/// The page of a link that is of no use.
#[must_use]
pub fn useless() -> AnyView {
    view! {
        <PageTitle text=t!("account-link-useless")/>
        <div class="page page--narrow account">
            <h1>{t!("account-link-useless")}</h1>
            <p>{t!("account-link-useless-why")}</p>
            <p class="actions">
                <a class="button" href="/account">{t!("account-ask-again")}</a>
            </p>
        </div>
    }
    .into_any()
}
