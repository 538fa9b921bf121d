//! A form that is sent as soon as something else is chosen in it. Without scripts it has its button.

#![allow(missing_docs, reason = "the island macro writes a struct of props that cannot carry any")]

use leptos::prelude::*;

/// What is within a form, or a form itself, sent when it changes.
#[island]
pub fn ApplyOnChange(
    /// The form.
    children: Children,
) -> impl IntoView {
    let live = RwSignal::new(false);
    Effect::new(move |_| live.set(true));
    view! {
        <div class="apply" class:apply--live=move || live.get() on:change=send>
            {children()}
        </div>
    }
    .into_any()
}

/// Sends the form that something changed in.
#[cfg(feature = "hydrate")]
fn send(event: leptos::ev::Event) {
    use wasm_bindgen::JsCast;

    let changed: web_sys::Element = event_target(&event);
    let form = changed.closest("form").ok().flatten();
    if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
        // A form that may not be sent yet says so itself.
        let _ = form.request_submit();
    }
}

#[cfg(not(feature = "hydrate"))]
#[allow(clippy::needless_pass_by_value, reason = "same shape as in the browser; the server runs no handlers")]
fn send(_event: leptos::ev::Event) {}
