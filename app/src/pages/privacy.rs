//! What is kept about a visitor, and where.

use crate::components::title::PageTitle;
use crate::t;
use leptos::prelude::*;

/// Short and true.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let kept = [
        (t!("privacy-answers"), t!("privacy-answers-where")),
        (t!("privacy-lists"), t!("privacy-lists-where")),
        (t!("privacy-account"), t!("privacy-account-where")),
        (t!("privacy-search"), t!("privacy-search-where")),
        (t!("privacy-shown"), t!("privacy-shown-where")),
        (t!("privacy-lenders"), t!("privacy-lenders-where")),
        (t!("privacy-others"), t!("privacy-others-where")),
    ];
    let kept = kept
        .into_iter()
        .map(|(what, place)| view! { <li><strong>{what}</strong> " " {place}</li> })
        .collect_view();
    view! {
        <PageTitle text=t!("privacy-title")/>
        <div class="page page--narrow prose">
            <h1>{t!("privacy-title")}</h1>
            <p class="lead">{t!("privacy-lead")}</p>
            <h2>{t!("privacy-kept")}</h2>
            <ul>{kept}</ul>
            <h2>{t!("privacy-erasing")}</h2>
            <p>{t!("privacy-erasing-when")}</p>
            <form method="post" action="/answers/clear">
                <button class="button button--quiet" type="submit">{t!("home-erase")}</button>
            </form>
            <h2>{t!("privacy-never")}</h2>
            <p>{t!("privacy-never-what")}</p>
        </div>
    }
}
