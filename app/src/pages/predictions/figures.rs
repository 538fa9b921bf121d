//! Reliability diagrams and the tables behind them.

use crate::components::chart::{self, Frame};
use crate::components::table::{Column, table};
use crate::format::{chance, whole};
use crate::t;
use domain::evaluation::{Figures, ReliabilityBin};
use leptos::prelude::*;

/// How wide a bin's interval is drawn, and how high the mark of what happened, as shares of the frame.
const BAR: f64 = 0.012;
const MARK: f64 = 0.02;

/// What was said from left to right, what happened upwards: on the diagonal both are the same.
pub(super) fn diagram(id: &'static str, title: String, bins: &[ReliabilityBin]) -> AnyView {
    let drawing = bins
        .iter()
        .map(|bin| {
            view! {
                {chart::bar("range", bin.predicted, BAR, (bin.low, bin.high))}
                {chart::bar("point", bin.predicted, BAR * 1.6, (bin.observed - MARK / 2.0, bin.observed + MARK / 2.0))}
            }
        })
        .collect_view();
    let place = |step: u8| (f64::from(step) / 5.0, chance(f64::from(step) / 5.0));
    let frame = Frame {
        id,
        title,
        description: description(bins),
        region: t!("predictions-chart-region"),
        axis: vec![(0.0, chance(0.0)), (0.5, chance(0.5)), (1.0, chance(1.0))],
        labels: (0..=5).map(place).collect(),
        unit: t!("predictions-chart-unit"),
        marks: Vec::new(),
        legend: vec![
            ("point", t!("predictions-chart-point")),
            ("range", t!("predictions-chart-range")),
            ("exact", t!("predictions-chart-exact")),
        ],
    };
    let diagonal = chart::line([(0.0, 0.0), (1.0, 1.0)]);
    chart::figure(frame, view! { <path class="chart__exact" d=diagonal/> {drawing} }.into_any())
}

/// How far the furthest bin is from what was said, in words.
fn description(bins: &[ReliabilityBin]) -> String {
    let distance = |bin: &&ReliabilityBin| (bin.observed - bin.predicted).abs();
    let furthest = bins.iter().max_by(|a, b| distance(a).total_cmp(&distance(b)));
    furthest.map_or_else(String::new, |bin| {
        t!(
            "predictions-chart-about",
            count = bins.len(),
            predicted = chance(bin.predicted),
            observed = chance(bin.observed),
        )
    })
}

/// The bins in figures.
pub(super) fn bins_table(caption: String, bins: &[ReliabilityBin]) -> AnyView {
    let rows = bins
        .iter()
        .map(|bin| {
            view! {
                <tr>
                    <th scope="row" class="number">{chance(bin.predicted)}</th>
                    <td class="number">{chance(bin.observed)}</td>
                    <td class="number">{interval(bin.low, bin.high)}</td>
                    <td class="number">{count(bin.rows)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = vec![
        Column::Figures(t!("predictions-said")),
        Column::Figures(t!("predictions-approved")),
        Column::Figures(t!("predictions-interval")),
        Column::Figures(t!("predictions-decisions")),
    ];
    table(caption, columns, rows, None)
}

/// Parts of the decisions, each with what was said and what happened.
pub(super) fn parts_table(caption: String, of: String, parts: Vec<(String, &Figures)>) -> AnyView {
    let rows = parts
        .into_iter()
        .map(|(name, figures)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="number">{chance(figures.predicted)}</td>
                    <td class="number">{chance(figures.observed())}</td>
                    <td class="number">{interval(figures.low, figures.high)}</td>
                    <td class="number">{whole(figures.rows)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = vec![
        Column::Words(of),
        Column::Figures(t!("predictions-said")),
        Column::Figures(t!("predictions-approved")),
        Column::Figures(t!("predictions-interval")),
        Column::Figures(t!("predictions-decisions")),
    ];
    table(caption, columns, rows, None)
}

/// How well chances tell approvals from the rest; nothing where there is nothing to tell apart.
pub(super) fn order(figures: &Figures) -> Option<String> {
    let pairs = chance(figures.auc?);
    Some(t!("predictions-order", share = pairs))
}

/// A difference of chances in percentage points: `1.2`.
pub(super) fn points(difference: f64) -> String {
    format!("{:.1}", difference * 100.0)
}

pub(super) fn interval(low: f64, high: f64) -> String {
    t!("predictions-from-to", low = chance(low), high = chance(high))
}

fn count(rows: usize) -> String {
    whole(u64::try_from(rows).unwrap_or(u64::MAX))
}
