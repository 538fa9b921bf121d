//! The questions. Each says how to answer, and what the answer is good for among the products on offer.

use super::asked::Asked;
use crate::components::form::{Question, Unit, number, select};
use crate::format::symbol;
use crate::text::{FluentArgs, Language, message, named};
use crate::{t, words};
use domain::borrower::{CreditBand, Employment, Residency};
use domain::product::{Category, Purpose};
use domain::questions::QuestionUse;
use leptos::prelude::*;

/// The fields of a step that change results for what is needed.
#[must_use]
pub fn fields(asked: &Asked) -> AnyView {
    let fields = asked.step.fields().iter().filter(|field| asked.asks(field));
    fields.map(|field| one(asked, field)).collect_view().into_any()
}

/// A question with its field.
#[must_use]
pub fn one(asked: &Asked, field: &'static str) -> AnyView {
    let question = Question { name: field, label: named("answers-label", field), why: why(asked, field) };
    let money = || Unit::Money(symbol(asked.currency));
    let filled = &asked.filled;
    match field {
        "amount" => number(question, filled, money(), true),
        "term_months" => number(question, filled, Unit::Typed, false),
        "age" => number(question, filled, Unit::After(t!("answers-years")), false),
        "purpose" => select(question, filled, &options(Purpose::ALL, Purpose::name, words::purpose)),
        "employment" => {
            select(question, filled, &options(Employment::ALL, Employment::name, words::employment))
        }
        "residency" => select(question, filled, &options(Residency::ALL, Residency::name, words::residency)),
        "credit_band" => {
            select(question, filled, &options(CreditBand::ALL, CreditBand::name, words::credit_band))
        }
        "region" => select(question, filled, &words::regions()),
        _ => number(question, filled, money(), false),
    }
}

fn options<T: Copy>(
    all: &'static [T],
    name: impl Fn(T) -> &'static str,
    words: impl Fn(T) -> String,
) -> Vec<(&'static str, String)> {
    all.iter().map(|value| (name(*value), words(*value))).collect()
}

/// How to answer, and what for.
fn why(asked: &Asked, field: &str) -> String {
    let how = match field {
        "term_months" if asked.category() == Some(Category::HomeLoan) => t!("answers-why-term-of-a-home"),
        _ => named("answers-why", field),
    };
    // Without a category the products counted are too different for a share to say anything about the need.
    let is_need = super::Step::Need.fields().contains(&field);
    match asked.use_of(field) {
        Some(found) if !is_need => together(how, good_for(found, asked.category())),
        _ => how,
    }
}

fn good_for(found: QuestionUse, category: Option<Category>) -> String {
    if found.is_for_the_estimate_alone() {
        return t!("answers-estimate-alone");
    }
    let kinds = category.map_or_else(|| t!("answers-products"), words::categories);
    let rates = (found.rates > 0)
        .then(|| t!("answers-rates-depend", count = found.rates, of = found.of, kinds = kinds.clone()));
    let rules = (found.products > 0).then(|| {
        let mut args = FluentArgs::new();
        args.set("count", found.products);
        args.set("of", found.of);
        args.set("kinds", kinds);
        message(Language::current(), &format!("answers-rules-{}", found.field), Some(&args))
    });
    match (rules, rates) {
        (Some(rules), Some(rates)) => together(rules, rates),
        (rules, rates) => rules.or(rates).unwrap_or_default(),
    }
}

fn together(first: String, second: String) -> String {
    t!("answers-together", first = first, second = second)
}
