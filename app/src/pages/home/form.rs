//! The borrower's form. Its fields are the API's parameters.

use crate::components::form::{Filled, Question, Unit, number, select};
use crate::format::symbol;
use crate::words;
use domain::borrower::{CreditBand, Employment, Residency};
use domain::money::Currency;
use domain::product::{Category, Purpose};
use leptos::prelude::*;

/// The kinds that most people look for; the others follow in a smaller row.
const MAIN: &[Category] =
    &[Category::PersonalLoan, Category::HomeLoan, Category::BusinessLoan, Category::CreditCard];

/// Incomes below this, in whole units of the currency, are more often a month's than a year's.
const SMALL_YEARLY_INCOME: f64 = 15_000.0;

/// The form: the need, then the borrower.
#[must_use]
pub(super) fn form(filled: &Filled, currency: Currency) -> AnyView {
    view! {
        <form class="borrower" method="post" action="/answers" novalidate>
            <section class="panel" aria-labelledby="need-title">
                <p class="panel__step">"First part of two"</p>
                <h2 id="need-title">"What you need"</h2>
                {categories(filled)}
                {need(filled, currency)}
            </section>
            <section class="panel" aria-labelledby="about-you">
                <p class="panel__step">"Second part of two"</p>
                <h2 id="about-you">"About you"</h2>
                <p class="panel__lead">
                    "Every question here is optional. Each answer makes the chance of approval more certain and \
                     checks a rule that lenders publish. Answers stay in your session and are not sent to lenders."
                </p>
                {about_you(filled, currency)}
                <h3 class="panel__sub">"For a home loan"</h3>
                {home_loan(filled, currency)}
            </section>
            <div class="submit">
                <button class="button button--main" type="submit">"See loans"</button>
                <p class="note">"This is not an application. No lender is told, and your credit file is not touched."</p>
            </div>
        </form>
    }
    .into_any()
}

fn categories(filled: &Filled) -> AnyView {
    let chosen = filled.value("category");
    let error = filled.error("category").map(|error| {
        view! {
            <p class="field__error" id="category-error">
                <span class="visually-hidden">"Error: "</span>
                {error}
            </p>
        }
    });
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
            <legend class="field__label">"Kind of credit"</legend>
            <p class="field__why" id="category-why">"Keeps the results to what you are looking for."</p>
            {error}
            <div class="choices__main">{main}</div>
            <div class="choices__more">{choice(None, &chosen, "any-category", false)} {others}</div>
        </fieldset>
    }
    .into_any()
}

fn choice(kind: Option<Category>, chosen: &str, id: &'static str, with_hint: bool) -> AnyView {
    let value = kind.map_or("", Category::name);
    let label = kind.map_or("Any kind", words::category);
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
            {number(
                Question {
                    name: "amount",
                    label: "How much do you want to borrow?",
                    why: "Rates, limits and every figure depend on it. Digits only, such as 15000.",
                },
                filled,
                Unit::Money(symbol(currency)),
                true,
            )}
            {number(
                Question {
                    name: "term_months",
                    label: "Over how long?",
                    why: "Sets the instalment and the total. In months: 36 is three years, 300 is 25 years.",
                },
                filled,
                Unit::After("months"),
                false,
            )}
            {select(
                Question {
                    name: "purpose",
                    label: "What is it for?",
                    why: "Some loans are kept to one purpose, and some are cheaper for it.",
                },
                filled,
                "Choose a purpose",
                &purposes,
            )}
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
            {number(
                Question {
                    name: "income_annual",
                    label: "Your income a year, before tax",
                    why: "Lenders weigh repayments against it. A year, not a month: a monthly income times 12.",
                },
                filled,
                money(),
                false,
            )}
            {income_check(filled)}
            {number(
                Question {
                    name: "existing_repayments_monthly",
                    label: "What existing loans cost you a month",
                    why: "They take up part of your income. Cards and loans together; 0 if none.",
                },
                filled,
                money(),
                false,
            )}
            {select(
                Question {
                    name: "employment",
                    label: "How do you earn?",
                    why: "Some lenders ask for a certain kind of work.",
                },
                filled,
                "Choose one",
                &employment,
            )}
            {select(
                Question {
                    name: "credit_band",
                    label: "Your credit history",
                    why: "As you know it yourself, or from your free credit report. We do not look it up.",
                },
                filled,
                "Choose one",
                &credit,
            )}
            {number(
                Question {
                    name: "age",
                    label: "Your age",
                    why: "Only because lenders publish age limits. No estimate uses it.",
                },
                filled,
                Unit::After("years"),
                false,
            )}
            {select(
                Question {
                    name: "residency",
                    label: "Your residency",
                    why: "Most lenders lend to citizens and permanent residents, some to others.",
                },
                filled,
                "Choose one",
                &residency,
            )}
            {select(
                Question {
                    name: "region",
                    label: "Where do you live?",
                    why: "Some lenders serve certain states only.",
                },
                filled,
                "Choose a state or territory",
                words::REGIONS,
            )}
        </div>
    }
    .into_any()
}

fn home_loan(filled: &Filled, currency: Currency) -> AnyView {
    let money = || Unit::Money(symbol(currency));
    view! {
        <div class="fields">
            {number(
                Question {
                    name: "property_value",
                    label: "What the property is worth",
                    why: "Rates depend on the share of the value that you borrow.",
                },
                filled,
                money(),
                false,
            )}
            {number(
                Question {
                    name: "deposit",
                    label: "What you pay yourself",
                    why: "Your deposit, or your share of the home you own. Lowers the share you borrow.",
                },
                filled,
                money(),
                false,
            )}
        </div>
    }
    .into_any()
}

/// A gentle check where a yearly income looks like a month's.
fn income_check(filled: &Filled) -> Option<AnyView> {
    let income: f64 = filled.value("income_annual").parse().ok()?;
    (income > 0.0 && income < SMALL_YEARLY_INCOME).then(|| {
        view! {
            <p class="notice">
                "That is a small income for a year. If it is what you earn in a month, please give it times 12."
            </p>
        }
        .into_any()
    })
}

fn options<T: Copy>(
    all: &'static [T],
    name: impl Fn(T) -> &'static str,
    words: impl Fn(T) -> &'static str,
) -> Vec<(&'static str, &'static str)> {
    all.iter().map(|value| (name(*value), words(*value))).collect()
}
