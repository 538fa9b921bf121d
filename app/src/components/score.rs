//! Why a product stands where it stands: the sum that is its score.

use crate::t;
use crate::words::part;
use domain::ranking::Score;
use leptos::prelude::*;

/// The score's addends as a table, with a bar beside each. Parts that weigh nothing are left out.
#[must_use]
pub fn sum(score: &Score, caption: &str) -> AnyView {
    let most = score.parts.iter().map(|part| part.contribution).fold(0.0, f64::max);
    let rows = score
        .parts
        .iter()
        .filter(|part| part.weight != 0.0)
        .map(|addend| {
            let width = if most > 0.0 { addend.contribution.max(0.0) / most * 60.0 } else { 0.0 };
            view! {
                <tr>
                    <th scope="row">{part(addend.name)}</th>
                    <td>{format!("{:.2}", addend.value)}</td>
                    <td>{format!("{:.2}", addend.weight)}</td>
                    <td>{format!("{:.3}", addend.contribution)}</td>
                    <td class="score__bar">
                        <svg viewBox="0 0 60 8" width="60" height="8" aria-hidden="true" focusable="false">
                            <rect class="bar__track" x="0" y="0" width="60" height="8" rx="2"/>
                            <rect class="bar__fill" x="0" y="0" width=format!("{width:.1}") height="8" rx="2"/>
                        </svg>
                    </td>
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
                        <td class="score__bar"></td>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan="3">{t!("score-total")}</th>
                        <td>{format!("{:.3}", score.total)}</td>
                        <td class="score__bar"></td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}
