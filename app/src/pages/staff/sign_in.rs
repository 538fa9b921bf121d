//! Signing in: address and password, then a code; the password again before something dangerous; the password
//! forgotten.

use super::{code, email, faults, narrow, notice, present_password, sent, way_back};
use crate::context::Page;
use crate::t;
use crate::text::Language;
use leptos::prelude::*;

/// `/staff/sign-in`.
#[component]
pub fn StaffSignInPage() -> impl IntoView {
    let page = Page::current();
    let form = sent(&page, "staff-sign-in");
    let sent = faults(&form);
    let happened =
        notice(&page, &[("out", || t!("staff-signed-out")), ("chosen", || t!("staff-password-chosen"))]);
    let content = view! {
        <p class="lead">{t!("staff-sign-in-lead")}</p>
        <form class="account__form" method="post" action="/staff/sign-in">
            {way_back(&page)}
            {email(String::new(), &sent)}
            {present_password("password", t!("staff-password"), &sent)}
            <button class="button" type="submit">{t!("staff-sign-in")}</button>
        </form>
        <p>
            <a href="/staff/password">{t!("staff-forgotten")}</a>
        </p>
    };
    narrow(t!("staff-sign-in-title"), &sent, happened, content)
}

/// `/staff/code`.
#[component]
pub fn CodePage() -> impl IntoView {
    let page = Page::current();
    let form = sent(&page, "staff-code");
    let sent = faults(&form);
    let content = view! {
        <form class="account__form" method="post" action="/staff/code">
            {way_back(&page)}
            {code("code", t!("staff-code-why"), &sent)}
            <button class="button" type="submit">{t!("staff-go-on")}</button>
        </form>
        <form method="post" action="/staff/sign-out">
            <button class="button button--quiet" type="submit">{t!("staff-as-another")}</button>
        </form>
    };
    narrow(t!("staff-code-title"), &sent, None, content)
}

/// `/staff/confirm`.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let page = Page::current();
    let form = sent(&page, "staff-confirm");
    let sent = faults(&form);
    let content = view! {
        <p class="lead">{t!("staff-confirm-why")}</p>
        <form class="account__form" method="post" action="/staff/confirm">
            {way_back(&page)}
            {present_password("password", t!("staff-password"), &sent)}
            <button class="button" type="submit">{t!("staff-go-on")}</button>
        </form>
    };
    narrow(t!("staff-confirm-title"), &sent, None, content)
}

/// `/staff/password`.
#[component]
pub fn ForgottenPage() -> impl IntoView {
    let page = Page::current();
    let form = sent(&page, "staff-password");
    let sent = faults(&form);
    let happened = notice(&page, &[("asked", || t!("staff-password-asked"))]);
    let content = view! {
        <p class="lead">{t!("staff-forgotten-lead")}</p>
        <form class="account__form" method="post" action="/staff/password">
            <input type="hidden" name="language" value=Language::current().tag()/>
            {email(String::new(), &sent)}
            <button class="button" type="submit">{t!("staff-send-link")}</button>
        </form>
        <p>
            <a href="/staff/sign-in">{t!("staff-back-to-sign-in")}</a>
        </p>
    };
    narrow(t!("staff-forgotten-title"), &sent, happened, content)
}
