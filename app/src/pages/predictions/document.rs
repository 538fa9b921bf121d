//! The operator's report: one file that needs nothing else, with the figures of lenders, drift and audits.

use super::figures::{bins_table, diagram, parts_table};
use super::{learned, simulated};
use crate::components::section::section;
use crate::components::table::{Column, table};
use crate::format::{chance, date, whole};
use crate::t;
use crate::text::{Language, named};
use crate::words;
use domain::evaluation::{Audit, Calibration, Drifts, Figures, GroupOutcome, Part, PredictionReport};
use domain::product::InstitutionId;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The site's own style, so that the file follows the reader's light or dark screen and prints.
const STYLE: &str = concat!(
    include_str!("../../../../style/tokens.css"),
    include_str!("../../../../style/base.css"),
    include_str!("../../../../style/components/layout.css"),
    include_str!("../../../../style/components/notices.css"),
    include_str!("../../../../style/components/tables.css"),
    include_str!("../../../../style/components/chart.css"),
    include_str!("../../../../style/print.css"),
    // Sections are the site's, whose rules stand with those of the product's page.
    ".section { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-3); }",
    ".section > :is(h3, h4) { margin: var(--space-4) 0 0; }",
);
/// Below this share of the most favoured group's, a group is favoured too seldom (the four-fifths rule).
const FOUR_FIFTHS: f64 = 0.8;

/// The report as a document of its own, with the names of lenders: no script, and nothing that is asked of another
/// place.
#[must_use]
pub fn document(
    report: &PredictionReport,
    lenders: &BTreeMap<InstitutionId, String>,
    language: Language,
) -> String {
    let (report, lenders) = (report.clone(), lenders.clone());
    Owner::new().with(|| {
        provide_context(language);
        let body = view! { <main id="main">{content(&report, &lenders)}</main> };
        let tag = language.tag();
        // A title is text alone: the predictor's name is one of ours and needs no escape.
        let title = format!("{} · {}", t!("predictions-file-title"), report.predictor);
        format!(
            "<!DOCTYPE html><html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
             <style>{STYLE}</style></head><body>{}</body></html>\n",
            body.to_html()
        )
    })
}

fn content(report: &PredictionReport, lenders: &BTreeMap<InstitutionId, String>) -> AnyView {
    let tested = report.tested.as_ref().map(|tested| {
        section("tested", t!("predictions-tested"), calibration(tested, "tested-chart", lenders))
    });
    let told = report.told.calibration.as_ref().map(|told| calibration(told, "told-chart", lenders));
    let counts =
        t!("predictions-file-told", undecided = report.told.undecided, without = report.told.without_chance,);
    let told = view! {
        <p>{counts}</p>
        {told}
        {predictors(&report.told.by_predictor)}
    };
    view! {
        <div class="page prose">
            <h1>{t!("predictions-file-title")} " " <code>{report.predictor.clone()}</code></h1>
            <p class="lead">{t!("predictions-made", date = date(report.at))}</p>
            {simulated(report)}
            <p>{report.model.as_ref().map_or_else(|| t!("predictions-priors-why"), learned)}</p>
            {tested}
            {section("told", t!("predictions-told"), told)}
            {section("drift", t!("predictions-drift"), drift(report))}
            {section("shadow", t!("predictions-shadow"), shadow(report))}
            {section("audits", t!("predictions-audits"), audits(&report.audits))}
        </div>
    }
    .into_any()
}

/// The figures of predictions and outcomes, whole and in every part.
fn calibration(
    calibration: &Calibration,
    id: &'static str,
    lenders: &BTreeMap<InstitutionId, String>,
) -> AnyView {
    let lender = |part: &Part<Option<InstitutionId>>| match part.of {
        Some(id) => lenders.get(&id).cloned().unwrap_or_else(|| id.to_string()),
        None => t!("predictions-others"),
    };
    let categories = quality_rows(&calibration.by_category, |part| words::category(part.of));
    let months = quality_rows(&calibration.by_month, |part| part.of.clone());
    let of_lenders = calibration.by_lender.iter().map(|part| (lender(part), &part.figures)).collect();
    let overall = vec![(t!("predictions-all"), calibration.overall.clone())];
    view! {
        <p>
            {t!(
                "predictions-window",
                count = calibration.overall.rows,
                approved = calibration.overall.positives,
                from = date(calibration.from),
                to = date(calibration.to),
            )}
        </p>
        {quality(t!("predictions-all"), t!("predictions-part"), overall)}
        {diagram(id, t!("predictions-chart"), &calibration.overall.bins)}
        {bins_table(t!("predictions-chart-table"), &calibration.overall.bins)}
        <h3>{t!("predictions-by-category")}</h3>
        {quality(t!("predictions-by-category"), t!("predictions-category"), categories)}
        {each_category(calibration, id)}
        <h3>{t!("predictions-by-lender")}</h3>
        {parts_table(t!("predictions-by-lender"), t!("predictions-lender"), of_lenders)}
        <h3>{t!("predictions-by-month")}</h3>
        {quality(t!("predictions-by-month"), t!("predictions-month"), months)}
    }
    .into_any()
}

/// A diagram of each kind of credit, with its table; of the test alone, so that no id stands twice.
fn each_category(calibration: &Calibration, id: &str) -> Option<Vec<AnyView>> {
    let of = |part: &Part<domain::product::Category>| {
        let name = words::category(part.of);
        view! {
            <h4>{name.clone()}</h4>
            {diagram(part.of.name(), name.clone(), &part.figures.bins)}
            {bins_table(name, &part.figures.bins)}
        }
        .into_any()
    };
    (id == "tested-chart").then(|| calibration.by_category.iter().map(of).collect())
}

fn quality_rows<K>(parts: &[Part<K>], name: impl Fn(&Part<K>) -> String) -> Vec<(String, Figures)> {
    parts.iter().map(|part| (name(part), part.figures.clone())).collect()
}

/// Every figure of some parts.
fn quality(caption: String, of: String, parts: Vec<(String, Figures)>) -> AnyView {
    let known = |figure: Option<f64>| figure.map_or_else(|| t!("predictions-unknown"), four);
    let rows = parts
        .into_iter()
        .map(|(name, figures)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="number">{whole(figures.rows)}</td>
                    <td class="number">{chance(figures.predicted)}</td>
                    <td class="number">{chance(figures.observed())}</td>
                    <td class="number">{known(figures.auc)}</td>
                    <td class="number">{known(figures.ks)}</td>
                    <td class="number">{four(figures.log_loss)}</td>
                    <td class="number">{four(figures.brier)}</td>
                    <td class="number">{four(figures.ece)}</td>
                    <td class="number">{four(figures.ece_by_chance)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = vec![
        Column::Words(of),
        Column::Figures(t!("predictions-decisions")),
        Column::Figures(t!("predictions-said")),
        Column::Figures(t!("predictions-approved")),
        Column::Figures(t!("predictions-auc")),
        Column::Figures(t!("predictions-ks")),
        Column::Figures(t!("predictions-log-loss")),
        Column::Figures(t!("predictions-brier")),
        Column::Figures(t!("predictions-ece")),
        Column::Figures(t!("predictions-psi-chance")),
    ];
    table(caption, columns, rows, None)
}

fn predictors(parts: &[Part<String>]) -> Option<AnyView> {
    let rows = quality_rows(parts, |part| part.of.clone());
    (!rows.is_empty()).then(|| {
        view! {
            <h3>{t!("predictions-by-predictor")}</h3>
            {quality(t!("predictions-by-predictor"), t!("predictions-predictor"), rows)}
        }
        .into_any()
    })
}

fn drift(report: &PredictionReport) -> AnyView {
    let of = |heading: String, drifts: &Option<Drifts>| match drifts {
        Some(drifts) => view! { <h3>{heading.clone()}</h3> {drift_table(heading, drifts)} }.into_any(),
        None => view! { <h3>{heading}</h3> <p>{t!("predictions-drift-none")}</p> }.into_any(),
    };
    view! {
        <p>{t!("predictions-drift-about")}</p>
        {of(t!("predictions-drift-recent"), &report.recent_drift)}
        {of(t!("predictions-drift-tested"), &report.tested_drift)}
    }
    .into_any()
}

fn drift_table(caption: String, drifts: &Drifts) -> AnyView {
    let rows = std::iter::once(&drifts.score)
        .chain(&drifts.features)
        .map(|drift| {
            view! {
                <tr>
                    <th scope="row"><code>{drift.name.clone()}</code></th>
                    <td class="number">{three(drift.psi)}</td>
                    <td class="number">{three(drift.by_chance)}</td>
                    <td>{named("predictions-shift", drift.shift.name())}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = vec![
        Column::Words(t!("predictions-feature")),
        Column::Figures(t!("predictions-psi")),
        Column::Figures(t!("predictions-psi-chance")),
        Column::Words(t!("predictions-moved")),
    ];
    view! {
        <p>{t!("predictions-drift-rows", count = drifts.rows)}</p>
        {table(caption, columns, rows, None)}
    }
    .into_any()
}

fn shadow(report: &PredictionReport) -> AnyView {
    let said = report.shadow.as_ref().map_or_else(
        || t!("predictions-shadow-none"),
        |compared| {
            t!(
                "predictions-shadow-compared",
                name = compared.name.clone(),
                against = compared.against.clone(),
                count = compared.rows,
                difference = format!("{:+.5}", compared.log_loss_difference),
                error = format!("{:.5}", compared.standard_error),
            )
        },
    );
    view! { <p>{said}</p> }.into_any()
}

fn audits(audits: &[Audit]) -> AnyView {
    if audits.is_empty() {
        return view! { <p>{t!("predictions-audits-none")}</p> }.into_any();
    }
    let each = |audit: &Audit| {
        let caption = t!("predictions-audit", date = date(audit.at), actor = audit.actor.clone());
        let rows = audit.groups.iter().map(|group| audit_row(group, &audit.groups)).collect();
        let columns = vec![
            Column::Words(t!("predictions-attribute")),
            Column::Words(t!("predictions-group")),
            Column::Figures(t!("predictions-rows")),
            Column::Figures(t!("predictions-favoured")),
            Column::Figures(t!("predictions-impact")),
            Column::Words(t!("predictions-four-fifths")),
        ];
        view! { <h3>{caption.clone()}</h3> {table(caption, columns, rows, None)} }
    };
    view! { <p>{t!("predictions-audits-about")}</p> {audits.iter().map(each).collect_view()} }.into_any()
}

fn audit_row(group: &GroupOutcome, all: &[GroupOutcome]) -> AnyView {
    let same = all.iter().filter(|other| other.attribute == group.attribute);
    let most = same.map(|other| other.favoured).fold(0.0, f64::max);
    let ratio = if most > 0.0 { group.favoured / most } else { 1.0 };
    let verdict = if ratio < FOUR_FIFTHS { t!("predictions-below") } else { t!("predictions-within") };
    view! {
        <tr>
            <th scope="row">{group.attribute.clone()}</th>
            <td>{group.group.clone()}</td>
            <td class="number">{whole(group.rows)}</td>
            <td class="number">{chance(group.favoured)}</td>
            <td class="number">{format!("{ratio:.2}")}</td>
            <td>{verdict}</td>
        </tr>
    }
    .into_any()
}

fn four(figure: f64) -> String {
    format!("{figure:.4}")
}

fn three(figure: f64) -> String {
    format!("{figure:.3}")
}
