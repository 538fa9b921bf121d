//! How the headline rate has changed: a step line, and the changes as a table.

use crate::components::chart::{self, Frame};
use crate::components::section::section;
use crate::components::table::{Column, table};
use crate::format::{date, percent};
use crate::ports::RateChange;
use crate::t;
use domain::rate::Rate;
use leptos::prelude::*;

/// How much of the chart's width the changes take; the rate since the last of them has the rest.
const CHANGES: f64 = 0.85;
/// Dates closer than this would run into each other.
const APART: f64 = 0.17;

/// The chart and the changes, newest first.
#[must_use]
pub(crate) fn history(changes: &[RateChange]) -> Option<AnyView> {
    if changes.is_empty() {
        return None;
    }
    let rows = changes
        .iter()
        .map(|change| {
            view! {
                <tr>
                    <th scope="row">{date(change.at)}</th>
                    <td class="number">{rate(change.from)}</td>
                    <td class="number">{rate(change.to)}</td>
                    <td>{movement(change)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = vec![
        Column::Words(t!("product-recorded")),
        Column::Figures(t!("product-from")),
        Column::Figures(t!("product-to")),
        Column::Words(t!("product-change")),
    ];
    let table = table(t!("product-history-table"), columns, rows, None);
    let content = view! { {drawn(changes)} {table} };
    Some(section("history", t!("product-history"), content))
}

/// The rate as a step line; nothing where it never changed.
fn drawn(newest_first: &[RateChange]) -> Option<AnyView> {
    let changes: Vec<RateChange> = newest_first.iter().rev().copied().collect();
    let ends = chart::rate_ends(changes.iter().filter_map(|change| change.to))?;
    let (first, last) = (changes.first()?, changes.last()?);
    let span = last.at.micros().saturating_sub(first.at.micros());
    if span <= 0 {
        return None;
    }
    let place = |change: &RateChange| {
        let since = change.at.micros().saturating_sub(first.at.micros());
        CHANGES * since as f64 / span as f64
    };
    let path: String = changes
        .iter()
        .enumerate()
        .filter_map(|(number, change)| {
            let height = chart::rate_share(change.to?, ends);
            let until = changes.get(number + 1);
            let mut points = vec![(place(change), height), (until.map_or(1.0, place), height)];
            // On to the next rate, where there is one.
            if let Some(next) = until
                && let Some(to) = next.to
            {
                points.push((place(next), chart::rate_share(to, ends)));
            }
            Some(chart::line(points))
        })
        .collect();
    let mut labels: Vec<(f64, String)> = Vec::new();
    for change in &changes {
        let place = place(change);
        if labels.last().is_none_or(|(last, _)| place - last >= APART) {
            labels.push((place, date(change.at)));
        }
    }
    let published = || changes.iter().filter_map(|change| change.to);
    let frame = Frame {
        id: "history-chart",
        title: t!("product-history-title"),
        description: t!(
            "product-history-about",
            count = changes.len(),
            since = date(first.at),
            least = rate(published().min()),
            most = rate(published().max()),
            last = rate(last.to),
        ),
        region: t!("product-history-region"),
        axis: chart::rate_axis(ends),
        labels,
        unit: String::new(),
        marks: Vec::new(),
        legend: vec![("rate", t!("product-history-key"))],
    };
    Some(chart::figure(frame, view! { <path class="chart__rate" d=path/> }.into_any()))
}

fn rate(rate: Option<Rate>) -> String {
    rate.map_or_else(|| t!("product-no-rate"), percent)
}

fn movement(change: &RateChange) -> String {
    match (change.from, change.to) {
        (None, Some(_)) => t!("product-first-published"),
        (Some(_), None) => t!("product-unpublished"),
        (Some(from), Some(to)) => {
            let step = Rate::from_millionths(to.millionths().abs_diff(from.millionths()).cast_signed());
            let points = percent(step);
            let points = points.trim_end_matches('%').to_owned();
            match to.cmp(&from) {
                std::cmp::Ordering::Greater => t!("product-rose", points = points),
                std::cmp::Ordering::Less => t!("product-fell", points = points),
                std::cmp::Ordering::Equal => t!("product-unchanged"),
            }
        }
        (None, None) => t!("product-none-published"),
    }
}
