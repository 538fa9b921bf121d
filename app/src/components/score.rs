//! Why a product stands where it stands: the sum that is its score.

use crate::t;
use crate::words::part;
use domain::ranking::{Score, ScorePart};
use leptos::prelude::*;

/// The stacked bar's width, in the units of its own drawing.
const BAR: f64 = 240.0;

/// The score as a bar of its addends, longest where every part earns all it can, with their names and what each
/// adds; the whole sum as a table behind it. Parts that weigh nothing are left out.
#[must_use]
pub fn sum(score: &Score, caption: &str) -> AnyView {
    let parts: Vec<&ScorePart> = score.parts.iter().filter(|part| part.weight != 0.0).collect();
    view! {
        <div class="score-sum">
            {bar(&parts)}
            <ul class="score-parts">
                {parts.iter().map(|addend| legend(addend)).collect_view()}
            </ul>
            <p class="score-total">{t!("score-sum", total = points(score.total), most = points(most(&parts)))}</p>
            <details class="disclosure">
                <summary>{t!("score-table")}</summary>
                {table(&parts, score.total, caption)}
            </details>
        </div>
    }
    .into_any()
}

/// What every part together could add.
fn most(parts: &[&ScorePart]) -> f64 {
    parts.iter().map(|part| part.weight.max(0.0)).sum()
}

fn points(value: f64) -> String {
    format!("{value:.2}")
}

fn bar(parts: &[&ScorePart]) -> AnyView {
    let most = most(parts);
    let mut from = 0.0;
    let segments = parts
        .iter()
        .filter(|part| part.contribution > 0.0 && most > 0.0)
        .map(|part| {
            let width = part.contribution / most * BAR;
            let start = from;
            from += width;
            // A gap parts neighbours whatever their colours.
            let drawn = (width - 1.0).max(0.5);
            view! {
                <rect
                    class=format!("score-part score-part--{}", part.name.name())
                    x=format!("{start:.1}")
                    y="0"
                    width=format!("{drawn:.1}")
                    height="16"
                />
            }
        })
        .collect_view();
    view! {
        <svg
            class="score-bar"
            viewBox="0 0 240 16"
            width="240"
            height="16"
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
        >
            <rect class="bar__track" x="0" y="0" width="240" height="16"/>
            {segments}
        </svg>
    }
    .into_any()
}

fn legend(addend: &ScorePart) -> AnyView {
    view! {
        <li>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
                <rect
                    class=format!("score-part score-part--{}", addend.name.name())
                    x="0"
                    y="0"
                    width="12"
                    height="12"
                    rx="2"
                />
            </svg>
            <span>{part(addend.name)}</span>
            <strong>{points(addend.contribution)}</strong>
        </li>
    }
    .into_any()
}

fn table(parts: &[&ScorePart], total: f64, caption: &str) -> AnyView {
    let rows = parts
        .iter()
        .map(|addend| {
            view! {
                <tr>
                    <th scope="row">{part(addend.name)}</th>
                    <td>{format!("{:.2}", addend.value)}</td>
                    <td>{format!("{:.2}", addend.weight)}</td>
                    <td>{format!("{:.3}", addend.contribution)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=caption.to_owned()>
            <table class="score">
                <caption>{caption.to_owned()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!("score-part")}</th>
                        <th scope="col">{t!("score-value")}</th>
                        <th scope="col">{t!("score-weight")}</th>
                        <th scope="col">{t!("score-adds")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan="3">{t!("score-total")}</th>
                        <td>{format!("{total:.3}")}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}
