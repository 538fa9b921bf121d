//! The way to the other languages: plain forms, so that it works with scripts off. The server sets a cookie and
//! leads back to the page.

use crate::address::without_impression;
use crate::t;
use crate::text::Language;
use leptos::prelude::*;
use leptos_router::location::RequestUrl;

/// The other languages, each a button that reads in its own language.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let current = Language::current();
    let others: Vec<AnyView> = Language::ALL
        .iter()
        .filter(|language| **language != current)
        .map(|language| button(*language))
        .collect();
    view! {
        <form class="language language--header" method="post" action="/language" aria-label=t!("site-language")>
            {others}
            {return_path()}
        </form>
    }
}

/// Every language, the current one marked.
#[component]
pub fn LanguageList() -> impl IntoView {
    let current = Language::current();
    let items: Vec<AnyView> = Language::ALL
        .iter()
        .map(|language| {
            let (tag, name) = (language.tag(), language.own_name());
            let item = if *language == current {
                view! { <span class="language__here" lang=tag aria-current="true">{name}</span> }.into_any()
            } else {
                button(*language)
            };
            view! { <li>{item}</li> }.into_any()
        })
        .collect();
    view! {
        <form class="language" method="post" action="/language">
            <p class="language__title">{t!("site-language")}</p>
            <ul class="language__list">{items}</ul>
            {return_path()}
        </form>
    }
}

fn button(language: Language) -> AnyView {
    let tag = language.tag();
    view! {
        <button class="language__choice" type="submit" name="language" value=tag lang=tag>{language.own_name()}</button>
    }
    .into_any()
}

/// The page to come back to, without the origin that the router puts before it.
fn return_path() -> AnyView {
    let url = use_context::<RequestUrl>();
    let path = url.as_ref().map_or("/", |url| {
        let rest = url.as_ref().split_once("://").map_or(url.as_ref(), |(_, rest)| rest);
        rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/")
    });
    view! { <input type="hidden" name="return" value=without_impression(path)/> }.into_any()
}
