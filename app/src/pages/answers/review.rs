//! Every answer, each with a link to where it is asked, and what happens next.

use super::asked::Asked;
use super::frame::{match_line, name, progress};
use super::step::Step;
use crate::address::{self, Address};
use crate::components::title::PageTitle;
use crate::format::{money, term};
use crate::{t, words};
use domain::borrower::Borrower;
use domain::query::{Need, SearchQuery};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn view(asked: &Asked) -> AnyView {
    let query = SearchQuery { need: asked.need.clone(), ..SearchQuery::default() };
    let address = Address::of(&query);
    // The need of the address stays with the links; that of the session does not have to.
    let form = if asked.carries_need { address.form() } else { "/".to_owned() };
    let steps = Step::ALL.iter().filter(|step| !step.fields().is_empty());
    let steps = steps.map(|step| answers(asked, *step, &form)).collect_view();
    view! {
        <PageTitle text=name(Step::Review)/>
        <div class="page page--narrow answers">
            {progress(asked)}
            <h1>{t!("answers-review-title")}</h1>
            {steps}
            <section class="panel" aria-labelledby="next">
                <h2 id="next">{t!("answers-next")}</h2>
                <ul class="answers__next">
                    <li>{t!("answers-next-order")}</li>
                    <li>{t!("answers-next-credit")}</li>
                    <li>{t!("answers-next-lenders")}</li>
                </ul>
            </section>
            {match_line(asked)}
            <div class="submit">
                <a class="button button--main" href=address.search()>{t!("answers-see-loans")}</a>
            </div>
            {asked.is_known().then(erase)}
        </div>
    }
    .into_any()
}

/// The way to make the site forget.
#[must_use]
pub fn erase() -> AnyView {
    view! {
        <form class="erase" method="post" action="/answers/clear">
            <button class="button button--quiet button--small" type="submit">{t!("home-erase")}</button>
            <p class="note">{t!("answers-erase-what")}</p>
        </form>
    }
    .into_any()
}

/// The answers of a step.
fn answers(asked: &Asked, step: Step, form: &str) -> AnyView {
    let said = |field: &str| said(field, &asked.need, &asked.borrower);
    let shown = step.fields().iter().filter(|field| asked.asks(field) || said(field).is_some());
    let rows = shown
        .map(|field| {
            let label = words::field(field);
            let answer = said(field);
            let change = if answer.is_some() { t!("answers-change") } else { t!("answers-add") };
            let answer = match answer {
                Some(answer) => view! { <dd class="answer__said">{answer}</dd> }.into_any(),
                None => {
                    view! { <dd class="answer__said answer__said--none">{t!("answers-none")}</dd> }.into_any()
                }
            };
            view! {
                <div class="answer">
                    <dt>{label.clone()}</dt>
                    {answer}
                    <dd class="answer__change">
                        <a href=address::question(form, field)>
                            {change} <span class="visually-hidden">" " {label}</span>
                        </a>
                    </dd>
                </div>
            }
        })
        .collect_view();
    let id = step.name();
    view! {
        <section class="panel" aria-labelledby=id>
            <h2 id=id>{name(step)}</h2>
            <dl class="answer-list">{rows}</dl>
        </section>
    }
    .into_any()
}

/// An answer in words; `None` where there is none.
fn said(field: &str, need: &Need, borrower: &Borrower) -> Option<String> {
    match field {
        "category" => match need.categories.as_slice() {
            [] => Some(t!("answers-any-kind")),
            kinds => {
                let kinds: Vec<String> = kinds.iter().map(|kind| words::category(*kind)).collect();
                Some(crate::format::listed(&kinds, crate::format::Listed::Any))
            }
        },
        "amount" => need.amount.map(money),
        "term_months" => need.term_months.map(term),
        "purpose" => need.purpose.map(words::purpose),
        "income_annual" => borrower.income_annual.map(money),
        "existing_repayments_monthly" => borrower.existing_repayments_monthly.map(money),
        "property_value" => borrower.property_value.map(money),
        "deposit" => borrower.deposit.map(money),
        "age" => borrower.age.map(|age| age.to_string()),
        "employment" => borrower.employment.map(words::employment),
        "residency" => borrower.residency.map(words::residency),
        "region" => borrower.region.as_ref().map(|region| words::region(region.code())),
        "credit_band" => borrower.credit_band.map(words::credit_band),
        _ => None,
    }
}
