//! The chance of approval: a band in words, a number, and its interval.

use crate::address::question;
use crate::format::chance;
use crate::t;
use crate::words::approval_band;
use domain::answer::{Approval, ApprovalBand, Basis};
use leptos::prelude::*;

/// The bar's width, in the units of its own drawing.
const BAR: f64 = 100.0;

/// The chance of approval. Never colour alone, and no number where too little is known to give one; then
/// `form` is where more can be said.
#[must_use]
pub fn approval(approval: Approval, form: &str) -> AnyView {
    if approval.band == ApprovalBand::NotEnoughData {
        return view! {
            <div class="approval">
                <p class="approval__label">{t!("approval-label")}</p>
                <p class="approval__none">{t!("approval-none")}</p>
                {too_little(form)}
            </div>
        }
        .into_any();
    }
    view! {
        <div class=format!("approval approval--{}", approval.band.name())>
            <p class="approval__label">{t!("approval-label")}</p>
            <p class="approval__value">
                <strong>{approval_band(approval.band)}</strong>
                {t!("approval-about", chance = chance(approval.probability))}
            </p>
            {bar(approval)}
            <p class="note">{interval(approval)}</p>
        </div>
    }
    .into_any()
}

/// The chance in a line, with what it rests on behind it; nothing where too little is known to give one.
#[must_use]
pub fn line(approval: Approval) -> Option<AnyView> {
    let line = || {
        view! {
            <details class=format!("line approval approval--{}", approval.band.name())>
                <summary>
                    <span class="approval__label">{t!("approval-label")}</span>
                    " "
                    <strong>{approval_band(approval.band)}</strong>
                    {t!("approval-about", chance = chance(approval.probability))}
                </summary>
                {bar(approval)}
                <p class="note">{interval(approval)}</p>
            </details>
        }
        .into_any()
    };
    (approval.band != ApprovalBand::NotEnoughData).then(line)
}

/// What would have to be known for an estimate.
#[must_use]
pub fn too_little(form: &str) -> AnyView {
    view! {
        <p class="note">
            {t!("approval-none-why")} " "
            <a href=question(form, "employment")>{t!("approval-none-link")}</a>
        </p>
    }
    .into_any()
}

fn interval(approval: Approval) -> String {
    let (low, high) = (chance(approval.low), chance(approval.high));
    match approval.basis {
        Basis::Prior => t!("approval-prior", low = low, high = high),
        Basis::Model => t!("approval-model", low = low, high = high),
        Basis::SimulatedModel => t!("approval-simulated", low = low, high = high),
    }
}

fn bar(approval: Approval) -> AnyView {
    let (low, high) = (approval.low.clamp(0.0, 1.0), approval.high.clamp(0.0, 1.0));
    view! {
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
    }
    .into_any()
}

fn units(share: f64) -> String {
    format!("{:.1}", share.clamp(0.0, 1.0) * BAR)
}
