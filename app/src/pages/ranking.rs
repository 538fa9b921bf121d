//! How ranking works, told from the policy in force.

use crate::components::title::PageTitle;
use crate::context::Page;
use crate::format::date;
use crate::pages::error::fault;
use crate::words;
use domain::ranking::{Diversification, PartName, RankingPolicy};
use leptos::prelude::*;

/// The page.
#[component]
pub fn RankingPage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move {
        let Some(ports) = page.ports.clone() else { return ().into_any() };
        match ports.policy(&page.viewer).await {
            Ok(policy) => view(&policy),
            Err(error) => fault(&page, &error),
        }
    })
}

/// The page over a policy.
#[must_use]
pub fn view(policy: &RankingPolicy) -> AnyView {
    view! {
        <PageTitle text="How ranking works"/>
        <div class="page page--narrow prose">
            <h1>"How ranking works"</h1>
            <p class="lead">
                "Loans are put in the order of a score. The score is a sum: each part is a number from 0 to 1, \
                 more being better for you, times a weight. Every result shows its own sum under “Why this rank?”."
            </p>
            {payout(policy)}
            <h2>"The weights in force"</h2>
            <p>{format!("Version {}, published on {}.", policy.version, date(policy.published_at))}</p>
            {weights(policy)}
            <h2>"One lender does not fill the page"</h2>
            <p>{diversification(policy.diversification)}</p>
            {headline_rule()}
            {estimates()}
            {never_used()}
        </div>
    }
    .into_any()
}

fn weight(policy: &RankingPolicy, part: PartName) -> f64 {
    policy.weights.get(&part).copied().unwrap_or_default()
}

fn payout(policy: &RankingPolicy) -> AnyView {
    let weight = weight(policy, PartName::Payout);
    let text = if weight > 0.0 {
        let total: f64 = policy.weights.values().filter(|weight| **weight > 0.0).sum();
        format!(
            "Payment from lenders counts in the order: its weight is {weight:.2} of {total:.2} in all. A loan whose \
             lender pays to be shown is labelled “Sponsored”."
        )
    } else {
        "Payment from lenders does not count in the order: its weight is 0. A loan whose lender pays to be shown \
         is labelled “Sponsored”, and its label earns it nothing."
            .to_owned()
    };
    view! { <p class="notice">{text}</p> }.into_any()
}

fn weights(policy: &RankingPolicy) -> AnyView {
    let total: f64 = policy.weights.values().filter(|weight| **weight > 0.0).sum();
    let mut parts: Vec<(PartName, f64)> =
        PartName::ALL.iter().map(|part| (*part, weight(policy, *part))).collect();
    parts.sort_by(|a, b| b.1.total_cmp(&a.1));
    let rows = parts
        .into_iter()
        .map(|(part, weight)| {
            let share = if total > 0.0 { (weight / total).max(0.0) } else { 0.0 };
            view! {
                <tr>
                    <th scope="row">{words::part(part)}</th>
                    <td class="number">
                        {format!("{weight:.2}")}
                        <svg class="weight-bar" viewBox="0 0 60 6" width="60" height="6" aria-hidden="true" focusable="false">
                            <rect class="bar__track" width="60" height="6" rx="2"/>
                            <rect class="bar__fill" width=format!("{:.1}", share * 60.0) height="6" rx="2"/>
                        </svg>
                    </td>
                    <td>{words::part_explained(part)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label="Weights in force">
            <table class="weights">
                <caption class="visually-hidden">"Weights in force, and what each part means"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Part"</th>
                        <th scope="col" class="number">"Weight"</th>
                        <th scope="col">"What it measures"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="note">"Scores that are equal are put in the order of the products’ ids, so that the same search \
            always gives the same order."</p>
    }
    .into_any()
}

fn diversification(rule: Diversification) -> String {
    format!(
        "Of the first {} results, a lender takes at most {}, unless nothing else matches. What would be one too \
         many moves down to the next free place.",
        rule.window, rule.max_per_institution
    )
}

fn headline_rule() -> AnyView {
    view! {
        <h2>"Which rate is shown first"</h2>
        <p>
            "Lenders publish many rates for one product. The one shown first is the lowest yearly rate that you may \
             get for your amount, term and share of the property’s value; beside it stands the highest for the \
             same. A discount, a penalty or a negative figure is never shown first. The comparison rate beside it \
             is the lender’s own, for the example loan that is named with it."
        </p>
        <p>
            "The instalment and the total are worked out from the lower rate and the standard fees. Where the \
             lender leaves a fee’s amount open, that is said."
        </p>
    }
    .into_any()
}

fn estimates() -> AnyView {
    view! {
        <h2>"Where the estimates come from"</h2>
        <p>
            "Until enough decisions of lenders are known, the estimates rest on general assumptions, and each says so."
        </p>
        <ul>
            <li>
                <strong>"Chance of approval. "</strong>
                "It starts from the kind of credit, then moves with the share of your income that repayments would \
                 take, your credit history, how you earn, the share of the property’s value you borrow, and how many \
                 of the lender’s published rules you meet. A rule that you are known to miss makes it very low. Each \
                 answer you leave out makes the range wider; with too few answers no number is shown."
            </li>
            <li>
                <strong>"Chance of a click. "</strong>
                "It depends on the product alone: its rate and its fees at the start, each against the market. Never \
                 on its place in the list."
            </li>
        </ul>
    }
    .into_any()
}

fn never_used() -> AnyView {
    view! {
        <h2>"What is never used"</h2>
        <ul>
            <li>"Sex, ethnicity, religion and marital status: they are not asked, and there is no place to keep them."</li>
            <li>"Your age, for any estimate. It is compared with lenders’ age limits and nothing else."</li>
            <li>"Your browser, your device, where you come from on the web, or what you did on other sites."</li>
        </ul>
        <p>
            "You can turn off the use of your answers for the order with “Do not use my answers for the order” \
             among the filters, and sort by rate, cost or instalment alone instead."
        </p>
    }
    .into_any()
}
