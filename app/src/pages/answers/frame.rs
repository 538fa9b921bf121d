//! What stands around a step's questions: how far one is, how many loans match, where to go from here.

use super::asked::{Asked, RESULTS, THEN};
use super::fields::fields;
use super::state::{a_year_of, known};
use super::step::Step;
use crate::components::form::{error_summary, hidden};
use crate::components::title::PageTitle;
use crate::format::{money, money_field};
use crate::islands::matches::{MatchLine, MatchWords, Matched};
use crate::pages::looks_monthly;
use crate::t;
use domain::answer::{ApprovalBand, MatchCount};
use domain::borrower::Borrower;
use leptos::prelude::*;

/// A step's name.
#[must_use]
pub fn name(step: Step) -> String {
    match step {
        Step::Need => t!("answers-need"),
        Step::AboutYou => t!("answers-about-you"),
        Step::Money => t!("answers-money"),
        Step::Review => t!("answers-review"),
    }
}

/// The page of a step whose questions are about the borrower.
#[must_use]
pub fn step_view(asked: &Asked) -> AnyView {
    let title = name(asked.step);
    let shown = if asked.filled.errors.is_empty() {
        title.clone()
    } else {
        t!("fault-page-title", title = title.clone())
    };
    let content = view! {
        <div class="panel">
            <p class="panel__lead">{t!("answers-lead")}</p>
            <div class="fields">{fields(asked)}</div>
        </div>
    };
    view! {
        <PageTitle text=shown/>
        <div class="page page--narrow answers">
            {error_summary(&asked.filled.errors, true)}
            {income_check(asked)}
            {progress(asked)}
            <h1>{title}</h1>
            {form(asked, content.into_any())}
        </div>
    }
    .into_any()
}

/// The step's form around its content.
#[must_use]
pub fn form(asked: &Asked, content: AnyView) -> AnyView {
    let carried = (asked.carries_need && asked.step != Step::Need).then(|| {
        let need = known(&asked.need, &Borrower::default());
        let pairs = Step::Need.fields().iter();
        let pairs: Vec<_> =
            pairs.filter_map(|field| need.get(*field).map(|text| (*field, text.clone()))).collect();
        hidden(&pairs)
    });
    view! {
        <form class="borrower" method="post" action="/answers" novalidate>
            <input type="hidden" name="step" value=asked.step.name()/>
            {carried}
            {content}
            {match_line(asked)}
            <div class="submit">
                <button class="button button--main" type="submit">{t!("answers-continue")}</button>
                <button class="button button--quiet" type="submit" name=THEN value=RESULTS>
                    {t!("answers-see-loans-now")}
                </button>
                <p class="note">{t!("answers-no-application")}</p>
            </div>
        </form>
    }
    .into_any()
}

/// How far one is, with links to the steps that one came to before.
#[must_use]
pub fn progress(asked: &Asked) -> AnyView {
    let reached = asked.progress.reached.max(asked.step);
    let items = Step::ALL
        .iter()
        .map(|step| {
            let text = name(*step);
            let place = if *step == asked.step {
                view! { <span aria-current="step">{text}</span> }.into_any()
            } else if *step <= reached {
                view! { <a href=step.path()>{text}</a> }.into_any()
            } else {
                view! { <span>{text}</span> }.into_any()
            };
            view! { <li>{place}</li> }
        })
        .collect_view();
    let said = t!("answers-step", number = asked.step.number(), of = Step::ALL.len());
    view! {
        <nav class="progress" aria-label=t!("answers-progress")>
            <p class="progress__said">{said}</p>
            <ol class="progress__steps">{items}</ol>
        </nav>
    }
    .into_any()
}

/// How many loans match what is known.
#[must_use]
pub fn match_line(asked: &Asked) -> Option<AnyView> {
    let words = MatchWords::current();
    let start = words.line(&matched(asked.count?));
    if asked.step == Step::Review {
        return Some(view! { <p class="match">{start}</p> }.into_any());
    }
    // A field of this page speaks for itself, even where it is empty.
    let elsewhere = known(&asked.need, &asked.borrower).into_iter();
    let elsewhere: Vec<_> =
        elsewhere.filter(|(name, _)| !asked.step.fields().contains(&name.as_str())).collect();
    Some(view! { <MatchLine start elsewhere words/> }.into_any())
}

fn matched(count: MatchCount) -> Matched {
    Matched {
        total: count.total,
        is_exact: count.total_is_exact,
        missed: count.not_met_total,
        missed_is_exact: count.not_met_is_exact,
        rate: count.best_rate,
        band: count.best_approval_band.map(ApprovalBand::name).map(str::to_owned),
    }
}

/// Asks back, gently, about a yearly income that looks like a month's.
fn income_check(asked: &Asked) -> Option<AnyView> {
    let income = asked.borrower.income_annual.filter(|income| looks_monthly(*income))?;
    let year = a_year_of(income)?;
    if !asked.checks_income || asked.step != Step::Money || !asked.filled.errors.is_empty() {
        return None;
    }
    let asked_about = hidden(&[("income_asked", money_field(income))]);
    let (income, year) = (money(income), money(year));
    let then = asked.to_results.then(|| hidden(&[(THEN, RESULTS.to_owned())]));
    Some(
        view! {
            <form class="notice income-check" method="post" action="/answers" aria-labelledby="income-check">
                <input type="hidden" name="step" value=Step::Money.name()/>
                {asked_about}
                {then}
                <h2 class="income-check__question" id="income-check" tabindex="-1" autofocus>
                    {t!("answers-is-it-monthly", income = income)}
                </h2>
                <div class="actions">
                    <button class="button" type="submit" name="income_is" value="monthly">
                        {t!("answers-it-is-monthly", year = year)}
                    </button>
                    <button class="button button--quiet" type="submit" name="income_is" value="yearly">
                        {t!("answers-it-is-yearly")}
                    </button>
                </div>
            </form>
        }
        .into_any(),
    )
}
