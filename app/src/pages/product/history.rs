//! How the headline rate has changed.

use crate::components::section::section;
use crate::components::table::{Column, table};
use crate::format::{date, percent};
use crate::ports::RateChange;
use crate::t;
use domain::rate::Rate;
use leptos::prelude::*;

/// The changes as a table, newest first.
#[must_use]
pub(super) fn history(changes: &[RateChange]) -> Option<AnyView> {
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
    Some(section("history", t!("product-history"), table))
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
