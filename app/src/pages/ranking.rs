//! How ranking works, told from the policy in force.

use crate::components::table::{Column, table};
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::format::date;
use crate::pages::error::failed;
use crate::t;
use crate::words;
use domain::ranking::{PartName, RankingPolicy};
use leptos::prelude::*;

/// The page.
#[component]
pub fn RankingPage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move {
        let Some(ports) = page.ports.clone() else { return ().into_any() };
        match ports.policy(&page.viewer).await {
            Ok(policy) => view(&policy),
            Err(error) => failed(&page, &error),
        }
    })
}

/// The page over a policy.
#[must_use]
pub fn view(policy: &RankingPolicy) -> AnyView {
    let rule = policy.diversification;
    view! {
        <PageTitle text=t!("ranking-title")/>
        <div class="page page--narrow prose">
            <h1>{t!("ranking-title")}</h1>
            <p class="lead">{t!("ranking-lead")}</p>
            <p class="notice">{payout(policy)}</p>
            <h2>{t!("ranking-weights")}</h2>
            <p>{t!("ranking-version", version = policy.version.to_string(), date = date(policy.published_at))}</p>
            {weights(policy)}
            <p class="note">{t!("ranking-ties")}</p>
            <h2>{t!("ranking-lenders")}</h2>
            <p>{t!("ranking-lenders-rule", window = rule.window, most = rule.max_per_institution)}</p>
            <h2>{t!("ranking-tries")}</h2>
            <p>{t!("ranking-tries-rule")}</p>
            <h2>{t!("ranking-rate")}</h2>
            <p>{t!("ranking-rate-which")}</p>
            <p>{t!("ranking-rate-figures")}</p>
            <h2>{t!("ranking-estimates")}</h2>
            <p>{t!("ranking-estimates-basis")}</p>
            <ul>
                <li><strong>{t!("ranking-approval")}</strong> " " {t!("ranking-approval-from")}</li>
                <li><strong>{t!("ranking-click")}</strong> " " {t!("ranking-click-from")}</li>
            </ul>
            <p><a href="/how-ranking-works/predictions">{t!("predictions-title")}</a></p>
            <h2>{t!("ranking-never")}</h2>
            <ul>
                <li>{t!("ranking-never-traits")}</li>
                <li>{t!("ranking-never-age")}</li>
                <li>{t!("ranking-never-device")}</li>
            </ul>
            <p>{t!("ranking-turn-off")}</p>
        </div>
    }
    .into_any()
}

/// The sum of all weights.
fn total(policy: &RankingPolicy) -> f64 {
    policy.weights.values().filter(|weight| **weight > 0.0).sum()
}

fn payout(policy: &RankingPolicy) -> String {
    let weight = policy.weight(PartName::Payout);
    if weight > 0.0 {
        t!("ranking-paid", weight = format!("{weight:.2}"), total = format!("{:.2}", total(policy)))
    } else {
        t!("ranking-unpaid")
    }
}

fn weights(policy: &RankingPolicy) -> AnyView {
    let total = total(policy);
    let mut parts: Vec<(PartName, f64)> =
        PartName::ALL.iter().map(|part| (*part, policy.weight(*part))).collect();
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
            .into_any()
        })
        .collect();
    let columns = vec![
        Column::Words(t!("ranking-part")),
        Column::Figures(t!("ranking-weight")),
        Column::Words(t!("ranking-measures")),
    ];
    view! { <div class="weights">{table(t!("ranking-table"), columns, rows, None)}</div> }.into_any()
}
