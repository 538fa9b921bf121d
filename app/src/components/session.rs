//! A browser in which somebody is signed in, as an item of a list.

use crate::format::date;
use crate::ports::SessionSummary;
use crate::t;
use leptos::prelude::*;

/// The item; where it may be ended, with the form that does so.
#[must_use]
pub fn session(session: &SessionSummary, ended_by: Option<&'static str>) -> AnyView {
    let device =
        if session.device.is_empty() { t!("account-device-unknown") } else { session.device.clone() };
    let heard = device.clone();
    let here = session.is_this.then(|| view! { <span class="tag">{t!("account-this-device")}</span> });
    let end = ended_by.map(|action| {
        view! {
            <form method="post" action=action>
                <input type="hidden" name="session" value=session.id.clone()/>
                <button class="button button--quiet button--small" type="submit">
                    {t!("account-sign-out")}
                    <span class="visually-hidden">" " {heard}</span>
                </button>
            </form>
        }
    });
    view! {
        <li class="account__session">
            <div>
                <strong>{device}</strong>
                " "
                {here}
                <p class="note">{t!("account-last-used", date = date(session.used_at))}</p>
            </div>
            {end}
        </li>
    }
    .into_any()
}
