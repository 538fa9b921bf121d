//! How the headline rate has changed.

use crate::format::{date, percent};
use crate::ports::RateChange;
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
        })
        .collect_view();
    Some(
        view! {
            <section class="section" aria-labelledby="history">
                <h2 id="history">"How the rate has changed"</h2>
                <div class="table-scroll" tabindex="0" role="group" aria-label="Changes of the annual rate">
                    <table>
                        <caption class="visually-hidden">"Changes of the annual rate, newest first"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Recorded on"</th>
                                <th scope="col" class="number">"From"</th>
                                <th scope="col" class="number">"To"</th>
                                <th scope="col">"Change"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any(),
    )
}

fn rate(rate: Option<Rate>) -> String {
    rate.map_or_else(|| "none".to_owned(), percent)
}

fn movement(change: &RateChange) -> String {
    match (change.from, change.to) {
        (None, Some(_)) => "First published".to_owned(),
        (Some(_), None) => "No longer published".to_owned(),
        (Some(from), Some(to)) => {
            let step = Rate::from_millionths(to.millionths().abs_diff(from.millionths()).cast_signed());
            let points = percent(step);
            let points = points.trim_end_matches('%');
            match to.cmp(&from) {
                std::cmp::Ordering::Greater => format!("Rose by {points} percentage points"),
                std::cmp::Ordering::Less => format!("Fell by {points} percentage points"),
                std::cmp::Ordering::Equal => "Unchanged".to_owned(),
            }
        }
        (None, None) => "No rate published".to_owned(),
    }
}
