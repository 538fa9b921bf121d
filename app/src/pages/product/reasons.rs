//! What speaks for and against an approval, as the prediction weighs it.

use crate::t;
use crate::text::named;
use domain::answer::{Approval, Basis, Reason};
use leptos::prelude::*;

/// The lists; nothing where nothing is known.
#[must_use]
pub(super) fn reasons(reasons: &[Reason], approval: Approval) -> Option<AnyView> {
    if reasons.is_empty() {
        return None;
    }
    let speaks_for = |reason: &&Reason| reason.contribution > 0.0;
    let for_you = list("for", t!("product-reasons-for"), reasons.iter().filter(speaks_for));
    let against = list("against", t!("product-reasons-against"), reasons.iter().filter(|r| !speaks_for(r)));
    let note = match approval.basis {
        Basis::Prior => t!("product-reasons-prior"),
        Basis::Model => t!("product-reasons-model"),
        Basis::SimulatedModel => t!("product-reasons-simulated"),
    };
    Some(view! { <div class="reasons">{for_you} {against} <p class="note">{note}</p></div> }.into_any())
}

fn list<'a>(side: &str, heading: String, reasons: impl Iterator<Item = &'a Reason>) -> Option<AnyView> {
    let items: Vec<_> =
        reasons.map(|reason| view! { <li>{named("product-reason", reason.kind.name())}</li> }).collect();
    (!items.is_empty()).then(|| {
        view! {
            <div class=format!("reasons__side reasons__side--{side}")>
                <h3>{heading}</h3>
                <ul>{items}</ul>
            </div>
        }
        .into_any()
    })
}
