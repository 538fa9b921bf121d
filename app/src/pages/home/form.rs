//! The first step of the borrower's form: what is needed.

use crate::components::form::{Filled, error_at};
use crate::pages::answers::{Asked, form as step_form, one};
use crate::text::named;
use crate::{t, words};
use domain::product::Category;
use leptos::prelude::*;

/// The kinds that most people look for; the others follow in a smaller row.
const MAIN: &[Category] =
    &[Category::PersonalLoan, Category::HomeLoan, Category::BusinessLoan, Category::CreditCard];

/// The form.
#[must_use]
pub(super) fn form(asked: &Asked) -> AnyView {
    let fields = ["amount", "term_months", "purpose"];
    let content = view! {
        <section class="panel" aria-labelledby="need-title">
            <h2 id="need-title">{t!("home-need")}</h2>
            {categories(&asked.filled)}
            <div class="fields">{fields.into_iter().map(|field| one(asked, field)).collect_view()}</div>
        </section>
    };
    step_form(asked, content.into_any())
}

fn categories(filled: &Filled) -> AnyView {
    let chosen = filled.value("category");
    let error = filled.error("category").map(|error| error_at("category", error));
    let main = MAIN
        .iter()
        .enumerate()
        .map(|(place, kind)| {
            choice(Some(*kind), &chosen, if place == 0 { "category" } else { kind.name() }, true)
        })
        .collect_view();
    let others = Category::ALL
        .iter()
        .filter(|kind| !MAIN.contains(kind))
        .map(|kind| choice(Some(*kind), &chosen, kind.name(), false))
        .collect_view();
    view! {
        <fieldset class="choices" aria-describedby="category-why">
            <legend class="field__label">{named("answers-label", "category")}</legend>
            <p class="field__why" id="category-why">{named("answers-why", "category")}</p>
            {error}
            <div class="choices__main">{main}</div>
            <div class="choices__more">{choice(None, &chosen, "any-category", false)} {others}</div>
        </fieldset>
    }
    .into_any()
}

fn choice(kind: Option<Category>, chosen: &str, id: &'static str, with_hint: bool) -> AnyView {
    let value = kind.map_or("", Category::name);
    let label = kind.map_or_else(|| t!("answers-any-kind"), words::category);
    let hint = kind
        .filter(|_| with_hint)
        .map(|kind| view! { <span class="choice__hint">{words::category_hint(kind)}</span> });
    view! {
        <label class="choice" for=id>
            <input type="radio" id=id name="category" value=value checked=value == chosen/>
            <span class="choice__text">
                <span class="choice__label">{label}</span>
                {hint}
            </span>
        </label>
    }
    .into_any()
}
