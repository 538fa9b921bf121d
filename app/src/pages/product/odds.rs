//! The chance of approval as a chart with its intervals, now and with each change, and the figures behind it.

use super::raises::in_short;
use crate::components::chart::{self, Frame};
use crate::components::section::section;
use crate::components::table::{Column, table};
use crate::format::chance;
use crate::t;
use crate::words::approval_band;
use domain::answer::{Approval, ApprovalBand, Raises};
use leptos::prelude::*;

/// Changes that the chart has room for beside the chance now.
const CHANGES: usize = 3;
/// Where the bands of the chance begin, and the ends.
const AXIS: [f64; 5] = [0.0, 0.3, 0.5, 0.7, 1.0];
/// How thick the chance itself is drawn within its interval.
const POINT: f64 = 0.012;

/// The section; nothing where too little is known to give a number.
#[must_use]
pub(crate) fn odds(now: Approval, raises: &Raises) -> Option<AnyView> {
    let is_known = |odds: &Approval| odds.band != ApprovalBand::NotEnoughData;
    if !is_known(&now) {
        return None;
    }
    let changed = raises.changes.iter().map(|raise| (in_short(raise.change), raise.after));
    let changed = changed.filter(|(_, odds)| is_known(odds)).take(CHANGES);
    let all: Vec<(String, Approval)> =
        std::iter::once((t!("product-odds-now"), now)).chain(changed).collect();
    let content = view! { {drawn(&all)} {figures(&all)} };
    Some(section("odds", t!("product-odds"), content))
}

fn drawn(all: &[(String, Approval)]) -> AnyView {
    let slots = all.len().max(1) as f64;
    let middle = |place: usize| (place as f64 + 0.5) / slots;
    let width = (0.4 / slots).min(0.12);
    let drawing = all.iter().enumerate().map(|(place, (_, odds))| {
        let point = odds.probability.clamp(0.0, 1.0);
        view! {
            {chart::bar("range", middle(place), width, (odds.low.clamp(0.0, 1.0), odds.high.clamp(0.0, 1.0)))}
            {chart::bar("point", middle(place), width * 1.4, (point - POINT / 2.0, point + POINT / 2.0))}
        }
    });
    let drawing = drawing.collect_view().into_any();
    let now = all.first().map(|(_, odds)| *odds);
    let description = now.map(|now| {
        t!(
            "product-odds-about",
            chance = chance(now.probability),
            low = chance(now.low),
            high = chance(now.high),
        )
    });
    let frame = Frame {
        id: "odds-chart",
        title: t!("product-odds-title"),
        description: description.unwrap_or_default(),
        region: t!("product-odds-region"),
        axis: AXIS.map(|share| (share, chance(share))).to_vec(),
        labels: all.iter().enumerate().map(|(place, (name, _))| (middle(place), name.clone())).collect(),
        unit: String::new(),
        marks: Vec::new(),
        legend: vec![("range", t!("product-odds-range")), ("point", t!("product-odds-point"))],
    };
    chart::figure(frame, drawing)
}

fn figures(all: &[(String, Approval)]) -> AnyView {
    let rows = all
        .iter()
        .map(|(name, odds)| {
            view! {
                <tr>
                    <th scope="row">{name.clone()}</th>
                    <td>{approval_band(odds.band)}</td>
                    <td class="number">{chance(odds.probability)}</td>
                    <td class="number">{chance(odds.low)}</td>
                    <td class="number">{chance(odds.high)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = vec![
        Column::Words(t!("product-odds-for")),
        Column::Words(t!("product-odds-band")),
        Column::Figures(t!("product-odds-point")),
        Column::Figures(t!("product-odds-low")),
        Column::Figures(t!("product-odds-high")),
    ];
    table(t!("product-odds-table"), columns, rows, None)
}
