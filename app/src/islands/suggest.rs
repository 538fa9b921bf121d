//! Completions for the search field: a plain text input that scripts make into an ARIA combobox
//! (WAI-ARIA Authoring Practices, "Editable Combobox With List Autocomplete").

#![allow(missing_docs, reason = "the island macro writes a struct of props that cannot carry any")]

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::time::Duration;

/// How long typing must rest before completions are asked for.
const REST: Duration = Duration::from_millis(150);
/// How many completions are shown.
#[cfg(feature = "hydrate")]
const MOST: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Completion {
    kind: String,
    text: String,
    value: String,
}

words! {
    /// What the search field says, in the page's language.
    pub struct SuggestWords {
        completions,
        product,
        institution,
        category,
        purpose,
    }
}

impl SuggestWords {
    /// In the language of the request.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn current() -> Self {
        use crate::t;
        Self {
            completions: t!("suggest-completions"),
            product: t!("suggest-kind-product"),
            institution: t!("suggest-kind-institution"),
            category: t!("suggest-kind-category"),
            purpose: t!("suggest-kind-purpose"),
        }
    }

    /// What a completion names.
    fn kind(&self, kind: &str) -> String {
        match kind {
            "product" => self.product.clone(),
            "institution" => self.institution.clone(),
            "category" => self.category.clone(),
            "purpose" => self.purpose.clone(),
            _ => String::new(),
        }
    }
}

/// A search field with its label. Without scripts it is that and no more.
#[island]
pub fn Suggest(
    /// The field's id; several may stand on one page.
    id: String,
    /// What is in it.
    value: String,
    /// Its label.
    label: String,
    /// An example of what may be typed.
    placeholder: String,
    /// What else it says.
    words: SuggestWords,
) -> impl IntoView {
    let live = RwSignal::new(false);
    let text = RwSignal::new(value.clone());
    let found = RwSignal::new(Vec::<Completion>::new());
    let active = RwSignal::new(None::<usize>);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| live.set(true));

    let close = move || {
        found.set(Vec::new());
        active.set(None);
    };
    let ask = move |typed: String| {
        if let Some(waiting) = timer.get_value() {
            waiting.clear();
        }
        text.set(typed.clone());
        if typed.trim().is_empty() {
            close();
            return;
        }
        let later = move || {
            leptos::task::spawn_local(async move {
                let answer = completions(&typed).await;
                // An answer to what is no longer in the field would be a surprise.
                if text.try_get_untracked().as_deref() == Some(typed.as_str()) {
                    active.set(None);
                    found.set(answer);
                }
            });
        };
        timer.set_value(set_timeout_with_handle(later, REST).ok());
    };
    let choose = move |index: usize| {
        let Some(chosen) = found.with_untracked(|all| all.get(index).cloned()) else { return };
        if chosen.kind == "product" {
            let _ = window().location().set_href(&format!("/products/{}", chosen.value));
            return;
        }
        if let Some(input) = field.get_untracked() {
            input.set_value(&chosen.text);
        }
        text.set(chosen.text);
        close();
    };
    let key = move |event: KeyboardEvent| {
        let number = found.with_untracked(Vec::len);
        if number == 0 {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => active.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % number))),
            "ArrowUp" => active
                .update(|at| *at = Some(at.map_or(number, |at| at).checked_sub(1).unwrap_or(number - 1))),
            "Escape" => close(),
            "Enter" => match active.get_untracked() {
                Some(index) => choose(index),
                None => return,
            },
            _ => return,
        }
        event.prevent_default();
    };

    let list_label = words.completions.clone();
    let list_id = format!("{id}-completions");
    let option_id = {
        let list_id = list_id.clone();
        move |index: usize| format!("{list_id}-{index}")
    };
    let expanded = move || found.with(|all| !all.is_empty());
    view! {
        <div class="suggest">
            <label class="field__label" for=id.clone()>{label}</label>
            <input
                type="search"
                id=id
                name="q"
                value=value
                placeholder=placeholder
                maxlength="200"
                autocomplete="off"
                spellcheck="false"
                node_ref=field
                role=move || live.get().then_some("combobox")
                aria-autocomplete=move || live.get().then_some("list")
                aria-controls={
                    let list_id = list_id.clone();
                    move || live.get().then(|| list_id.clone())
                }
                aria-expanded=move || live.get().then(|| expanded().to_string())
                aria-activedescendant={
                    let option_id = option_id.clone();
                    move || active.get().map(&option_id)
                }
                on:input=move |event| ask(event_target_value(&event))
                on:keydown=key
                on:blur=move |_| close()
            />
            <ul class="suggest__list" id=list_id role="listbox" aria-label=list_label hidden=move || !expanded()>
                {move || {
                    found
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(index, completion)| {
                            view! {
                                <li
                                    id=option_id(index)
                                    role="option"
                                    aria-selected=move || (active.get() == Some(index)).to_string()
                                    on:mousedown=move |event| {
                                        event.prevent_default();
                                        choose(index);
                                    }
                                >
                                    <span>{completion.text}</span>
                                    <span class="suggest__kind">{words.kind(&completion.kind)}</span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
        </div>
    }
}

/// Completions of what was typed; none where the server cannot be asked, since the field works without.
#[cfg(feature = "hydrate")]
async fn completions(typed: &str) -> Vec<Completion> {
    ask_server(typed).await.unwrap_or_default()
}

#[cfg(not(feature = "hydrate"))]
#[allow(clippy::unused_async, reason = "same shape as in the browser; the server never runs event handlers")]
async fn completions(_typed: &str) -> Vec<Completion> {
    Vec::new()
}

#[cfg(feature = "hydrate")]
async fn ask_server(typed: &str) -> Option<Vec<Completion>> {
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::js_sys::{Array, JSON, Reflect, encode_uri_component, futures::JsFuture};

    let address = format!("/api/v1/suggest?q={}", String::from(encode_uri_component(typed)));
    let response = JsFuture::from(window().fetch_with_str(&address)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let body = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    // The browser's own parser: a second one would weigh more than the rest of the island.
    let body = JSON::parse(&body).ok()?;
    let field = |from: &JsValue, name: &str| Reflect::get(from, &JsValue::from_str(name)).ok();
    let all: Array = field(&body, "suggestions")?.dyn_into().ok()?;
    let read = |item: JsValue| {
        let text = |name: &str| field(&item, name).and_then(|value| value.as_string());
        Some(Completion { kind: text("kind")?, text: text("text")?, value: text("value")? })
    };
    Some(all.iter().take(MOST).filter_map(read).collect())
}
