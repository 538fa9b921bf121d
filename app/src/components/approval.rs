//! The chance of approval: a band in words, a number, and its interval.

use crate::format::chance;
use crate::words::approval_band;
use domain::answer::{Approval, ApprovalBand, Basis};
use leptos::prelude::*;

/// The bar's width, in the units of its own drawing.
const BAR: f64 = 100.0;

/// The chance of approval. Never colour alone, and no number where too little is known to give one; then
/// `form` is where more can be said.
#[must_use]
pub fn approval(approval: Approval, form: &str) -> AnyView {
    let basis = match approval.basis {
        Basis::Prior => "An estimate from general assumptions, not from this lender’s decisions.",
        Basis::Model => "An estimate from a model of past decisions.",
    };
    if approval.band == ApprovalBand::NotEnoughData {
        return view! {
            <div class="approval">
                <p class="approval__label">"Chance of approval"</p>
                <p class="approval__none">"Not enough data to estimate"</p>
                <p class="note">
                    "Two of income, employment and credit history are needed. "
                    <a href=format!("{form}#about-you")>"Add your answers"</a>
                </p>
            </div>
        }
        .into_any();
    }
    let (low, high) = (approval.low.clamp(0.0, 1.0), approval.high.clamp(0.0, 1.0));
    let interval = format!("between {} and {}", chance(low), chance(high));
    view! {
        <div class=format!("approval approval--{}", approval.band.name())>
            <p class="approval__label">"Chance of approval"</p>
            <p class="approval__value">
                <strong>{approval_band(approval.band)}</strong>
                ", about "
                {chance(approval.probability)}
            </p>
            <svg class="approval__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="bar__track" x="0" y="2" width="100" height="4" rx="2"/>
                <rect
                    class="bar__range"
                    x=units(low)
                    y="1"
                    width=units(high - low)
                    height="6"
                    rx="2"
                />
                <rect class="bar__point" x=units((approval.probability - 0.01).max(0.0)) y="0" width="2" height="8"/>
            </svg>
            <p class="note">{interval} ". " {basis}</p>
        </div>
    }
    .into_any()
}

fn units(share: f64) -> String {
    format!("{:.1}", share.clamp(0.0, 1.0) * BAR)
}
