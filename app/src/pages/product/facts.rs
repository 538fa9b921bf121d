//! Limits, speed and early repayment: what the lender states beside rates and fees.

use super::published::sentences;
use crate::components::section::section;
use crate::format::{hours, money};
use crate::t;
use crate::words;
use domain::money::{Currency, Money};
use domain::product::{Constraint, ConstraintKind, EarlyRepayment, Product};
use leptos::prelude::*;

/// What is stated of one thing: in our words, and in the lender's.
struct Fact {
    name: String,
    words: Option<String>,
    own: Option<String>,
}

/// The facts as terms and values.
#[must_use]
pub(super) fn facts(product: &Product) -> AnyView {
    let limits = product.constraints.iter().map(|limit| limit_fact(limit, product.currency));
    let more = &product.supplement;
    let decision = more.decision_hours.map(|number| (t!("product-decision"), number));
    let funding = more.funding_hours.map(|number| (t!("product-funding"), number));
    let speeds = decision.into_iter().chain(funding);
    let speeds = speeds.map(|(name, number)| Fact { name, words: Some(hours(number)), own: None });
    let early = early_repayment(more.early_repayment.as_ref());
    let rows = limits
        .chain(speeds)
        .chain(std::iter::once(early))
        .filter(|fact| fact.words.is_some() || fact.own.is_some())
        .map(|Fact { name, words, own }| {
            let own = own.map(|own| view! { " " <span lang="en">{own}</span> });
            view! { <div><dt>{name}</dt><dd>{words} {own}</dd></div> }
        })
        .collect_view();
    section("limits", t!("product-limits"), view! { <dl class="facts">{rows}</dl> })
}

fn early_repayment(early: Option<&EarlyRepayment>) -> Fact {
    let words = match early {
        None => t!("product-early-unknown"),
        Some(early) if !early.allowed => t!("product-early-not-allowed"),
        Some(early) => match early.fee {
            None => t!("product-early-fee-unknown"),
            Some(fee) if fee.minor == 0 => t!("product-early-free"),
            Some(fee) => t!("product-early-fee", fee = money(fee)),
        },
    };
    let own = early.and_then(|early| early.note.clone());
    Fact { name: t!("product-early"), words: Some(words), own }
}

fn limit_fact(limit: &Constraint, currency: Currency) -> Fact {
    let value = limit.value.clone();
    let (words, value) = match limit.kind {
        ConstraintKind::MaxLvr | ConstraintKind::MinLvr => (value, None),
        ConstraintKind::Other => (None, value),
        _ => match value.as_deref().map(|value| Money::parse(value, currency)) {
            Some(Ok(amount)) => (Some(money(amount)), None),
            _ => (None, value),
        },
    };
    let own: Vec<&str> = value.iter().chain(&limit.info).map(String::as_str).collect();
    let own = Some(sentences(&own)).filter(|own| !own.is_empty());
    Fact { name: words::constraint(limit.kind), words, own }
}
