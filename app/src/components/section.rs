//! A part of a page under a heading of its own.

use leptos::prelude::*;

/// The part, named by its heading, which carries the id.
#[must_use]
pub fn section(id: &'static str, heading: String, content: impl IntoView + 'static) -> AnyView {
    view! {
        <section class="section" aria-labelledby=id>
            <h2 id=id>{heading}</h2>
            {content}
        </section>
    }
    .into_any()
}
