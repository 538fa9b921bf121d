//! How predicted chances of approval turned out: what anybody may know of it, and the operator's file.

mod document;
mod figures;

pub use document::document;

use crate::components::section::section;
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::format::{chance, date};
use crate::pages::error::failed;
use crate::t;
use crate::words;
use domain::evaluation::{Calibration, PUBLIC_NEEDS, PredictionReport, ReportedModel};
use leptos::prelude::*;

/// Fewer decisions than this are said to be few.
const FEW: u64 = 500;

/// The page.
#[component]
pub fn PredictionsPage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move {
        let Some(ports) = page.ports.clone() else { return ().into_any() };
        match ports.predictions(&page.viewer).await {
            Ok(report) => view(&report),
            Err(error) => failed(&page, &error),
        }
    })
}

/// The page over a report.
#[must_use]
pub fn view(report: &PredictionReport) -> AnyView {
    view! {
        <PageTitle text=t!("predictions-title")/>
        <div class="page page--narrow prose">
            <h1>{t!("predictions-title")}</h1>
            <p class="lead">{t!("predictions-lead")}</p>
            {simulated(report)}
            {section("now", t!("predictions-now"), predictor(report))}
            {section("told", t!("predictions-told"), told(report))}
            {section("tested", t!("predictions-tested"), tested(report))}
            {section("limits", t!("predictions-limits"), limits())}
            <p class="note">
                {t!("predictions-made", date = date(report.at))} " "
                <a href="/how-ranking-works">{t!("ranking-title")}</a>
            </p>
        </div>
    }
    .into_any()
}

/// Said before anything else where the model's decisions are invented.
fn simulated(report: &PredictionReport) -> Option<AnyView> {
    let is_simulated = report.model.as_ref().is_some_and(|model| model.simulated);
    is_simulated.then(|| {
        view! {
            <p class="notice notice--warn">
                <strong>{t!("predictions-simulated")}</strong> " " {t!("predictions-simulated-why")}
            </p>
        }
        .into_any()
    })
}

/// What predicts, and what it learned from.
fn predictor(report: &PredictionReport) -> AnyView {
    match &report.model {
        Some(model) => view! {
            <p>{t!("predictions-model")} " " <code>{model.name.clone()}</code></p>
            <p>{learned(model)}</p>
            <p>{t!("predictions-model-rest")}</p>
        }
        .into_any(),
        None => view! {
            <p><strong>{t!("predictions-priors")}</strong></p>
            <p>{t!("predictions-priors-why")}</p>
        }
        .into_any(),
    }
}

fn learned(model: &ReportedModel) -> String {
    let (trained, from, to) = (date(model.trained_at), date(model.from), date(model.to));
    let (rows, approved) = (model.rows, model.positives);
    if model.simulated {
        t!(
            "predictions-learned-simulated",
            trained = trained,
            from = from,
            to = to,
            count = rows,
            approved = approved
        )
    } else {
        t!("predictions-learned", trained = trained, from = from, to = to, count = rows, approved = approved)
    }
}

/// What came of chances that visitors were shown.
fn told(report: &PredictionReport) -> AnyView {
    let told = &report.told;
    let waiting = t!("predictions-undecided", count = told.undecided);
    match &told.calibration {
        Some(calibration) => view! {
            <p>{t!("predictions-told-about")} " " {waiting}</p>
            {turned_out(calibration, "told-chart")}
        }
        .into_any(),
        None => view! { <p>{t!("predictions-told-none", least = PUBLIC_NEEDS)} " " {waiting}</p> }.into_any(),
    }
}

/// How the model did before it was allowed to predict.
fn tested(report: &PredictionReport) -> AnyView {
    match &report.tested {
        Some(calibration) => view! {
            <p>{t!("predictions-tested-about")}</p>
            {turned_out(calibration, "tested-chart")}
        }
        .into_any(),
        None if report.model.is_some() => view! { <p>{t!("predictions-tested-lost")}</p> }.into_any(),
        None => view! { <p>{t!("predictions-tested-none")}</p> }.into_any(),
    }
}

/// What was said beside what happened: in sentences, drawn, and in tables.
fn turned_out(calibration: &Calibration, id: &'static str) -> AnyView {
    let overall = &calibration.overall;
    let sentences = calibration
        .bands
        .iter()
        .map(|band| {
            let said = t!(
                "predictions-sentence",
                from = band.from,
                to = band.to,
                share = chance(band.bin.observed),
                count = band.bin.rows,
            );
            view! { <li>{said}</li> }
        })
        .collect_view();
    let few = (overall.rows < FEW).then(|| view! { <p>{t!("predictions-few")}</p> });
    let categories =
        calibration.by_category.iter().map(|part| (words::category(part.of), &part.figures)).collect();
    let months = calibration.by_month.iter().map(|part| (part.of.clone(), &part.figures)).collect();
    view! {
        <p>
            {t!(
                "predictions-window",
                count = overall.rows,
                approved = overall.positives,
                from = date(calibration.from),
                to = date(calibration.to),
            )}
        </p>
        {few}
        <ul>{sentences}</ul>
        <p>
            {t!(
                "predictions-off",
                points = figures::points(overall.ece),
                chance = figures::points(overall.ece_by_chance),
            )}
            " "
            {figures::order(overall)}
        </p>
        {figures::diagram(id, t!("predictions-chart"), &overall.bins)}
        {figures::bins_table(t!("predictions-chart-table"), &overall.bins)}
        <h3>{t!("predictions-by-category")}</h3>
        {figures::parts_table(t!("predictions-by-category"), t!("predictions-category"), categories)}
        <h3>{t!("predictions-by-month")}</h3>
        {figures::parts_table(t!("predictions-by-month"), t!("predictions-month"), months)}
    }
    .into_any()
}

fn limits() -> AnyView {
    view! {
        <ul>
            <li>{t!("predictions-limit-estimate")}</li>
            <li>{t!("predictions-limit-applied")}</li>
            <li>{t!("predictions-limit-past")}</li>
            <li>{t!("predictions-limit-few", least = PUBLIC_NEEDS)}</li>
            <li>{t!("predictions-limit-traits")}</li>
        </ul>
    }
    .into_any()
}
