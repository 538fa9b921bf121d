//! The borrower's form. Its fields are the API's parameters.

use crate::components::form::{Filled, Question, Unit, error_at, number, select};
use crate::format::symbol;
use crate::pages::looks_monthly;
use crate::t;
use crate::text::named;
use crate::words;
use domain::borrower::{CreditBand, Employment, Residency};
use domain::money::Currency;
use domain::product::{Category, Purpose};
use domain::typed;
use leptos::prelude::*;

/// The kinds that most people look for; the others follow in a smaller row.
const MAIN: &[Category] =
    &[Category::PersonalLoan, Category::HomeLoan, Category::BusinessLoan, Category::CreditCard];

/// The form: the need, then the borrower.
#[must_use]
pub(super) fn form(filled: &Filled, currency: Currency) -> AnyView {
    view! {
        <form class="borrower" method="post" action="/answers" novalidate>
            <section class="panel" aria-labelledby="need-title">
                <p class="panel__step">{t!("home-first-part")}</p>
                <h2 id="need-title">{t!("home-need")}</h2>
                {categories(filled)}
                {need(filled, currency)}
            </section>
            <section class="panel" aria-labelledby="about-you">
                <p class="panel__step">{t!("home-second-part")}</p>
                <h2 id="about-you">{t!("home-about-you")}</h2>
                <p class="panel__lead">{t!("home-about-you-lead")}</p>
                {about_you(filled, currency)}
                <h3 class="panel__sub">{t!("home-for-a-home")}</h3>
                {home_loan(filled, currency)}
            </section>
            <div class="submit">
                <button class="button button--main" type="submit">{t!("home-see-loans")}</button>
                <p class="note">{t!("home-no-application")}</p>
            </div>
        </form>
    }
    .into_any()
}

/// The question of a parameter.
fn question(name: &'static str) -> Question {
    Question { name, label: named("home-label", name), why: named("home-why", name) }
}

fn categories(filled: &Filled) -> AnyView {
    let Question { label, why, .. } = question("category");
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
            <legend class="field__label">{label}</legend>
            <p class="field__why" id="category-why">{why}</p>
            {error}
            <div class="choices__main">{main}</div>
            <div class="choices__more">{choice(None, &chosen, "any-category", false)} {others}</div>
        </fieldset>
    }
    .into_any()
}

fn choice(kind: Option<Category>, chosen: &str, id: &'static str, with_hint: bool) -> AnyView {
    let value = kind.map_or("", Category::name);
    let label = kind.map_or_else(|| t!("home-any-kind"), words::category);
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

fn need(filled: &Filled, currency: Currency) -> AnyView {
    let purposes = options(Purpose::ALL, Purpose::name, words::purpose);
    view! {
        <div class="fields">
            {number(question("amount"), filled, Unit::Money(symbol(currency)), true)}
            {number(question("term_months"), filled, Unit::After(t!("home-months")), false)}
            {select(question("purpose"), filled, &purposes)}
        </div>
    }
    .into_any()
}

fn about_you(filled: &Filled, currency: Currency) -> AnyView {
    let money = || Unit::Money(symbol(currency));
    let employment = options(Employment::ALL, Employment::name, words::employment);
    let residency = options(Residency::ALL, Residency::name, words::residency);
    let credit = options(CreditBand::ALL, CreditBand::name, words::credit_band);
    view! {
        <div class="fields">
            {number(question("income_annual"), filled, money(), false)}
            {income_check(filled, currency)}
            {number(question("existing_repayments_monthly"), filled, money(), false)}
            {select(question("employment"), filled, &employment)}
            {select(question("credit_band"), filled, &credit)}
            {number(question("age"), filled, Unit::After(t!("home-years")), false)}
            {select(question("residency"), filled, &residency)}
            {select(question("region"), filled, &words::regions())}
        </div>
    }
    .into_any()
}

fn home_loan(filled: &Filled, currency: Currency) -> AnyView {
    let money = || Unit::Money(symbol(currency));
    view! {
        <div class="fields">
            {number(question("property_value"), filled, money(), false)}
            {number(question("deposit"), filled, money(), false)}
        </div>
    }
    .into_any()
}

/// A gentle check where a yearly income looks like a month's.
fn income_check(filled: &Filled, currency: Currency) -> Option<AnyView> {
    let income = typed::amount(&filled.value("income_annual"), currency)?;
    looks_monthly(income).then(|| view! { <p class="notice">{t!("home-small-income")}</p> }.into_any())
}

fn options<T: Copy>(
    all: &'static [T],
    name: impl Fn(T) -> &'static str,
    words: impl Fn(T) -> String,
) -> Vec<(&'static str, String)> {
    all.iter().map(|value| (name(*value), words(*value))).collect()
}
