//! A choice that is applied as soon as it is made. Without scripts it has its button.

#![allow(missing_docs, reason = "the island macro writes a struct of props that cannot carry any")]

use leptos::prelude::*;

/// A list to choose from, within a form that is sent when another entry is chosen.
#[island]
pub fn ApplyingSelect(
    /// The parameter's name; also the list's id.
    name: String,
    /// Its label.
    label: String,
    /// The values with their words.
    options: Vec<(String, String)>,
    /// The value that is chosen.
    chosen: String,
    /// The id of what describes the choice.
    described_by: String,
    /// What the button says.
    button: String,
) -> impl IntoView {
    let live = RwSignal::new(false);
    Effect::new(move |_| live.set(true));
    let options = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="apply" class:apply--live=move || live.get()>
            <label for=name.clone()>{label}</label>
            <select id=name.clone() name=name aria-describedby=described_by on:change=send>
                {options}
            </select>
            <button class="button button--quiet button--small" type="submit">{button}</button>
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
