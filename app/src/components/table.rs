//! Tables: named by a caption that screen readers hear, in a frame that scrolls where the page is narrow.

use leptos::prelude::*;

/// The heading of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// Over words.
    Words(String),
    /// Over figures, which stand right.
    Figures(String),
}

/// A table of rows that the caller made, with a last line of sums where there is one.
#[must_use]
pub fn table(caption: String, columns: Vec<Column>, rows: Vec<AnyView>, sums: Option<AnyView>) -> AnyView {
    let heads = columns
        .into_iter()
        .map(|column| match column {
            Column::Words(heading) => view! { <th scope="col">{heading}</th> }.into_any(),
            Column::Figures(heading) => view! { <th scope="col" class="number">{heading}</th> }.into_any(),
        })
        .collect_view();
    let label = caption.clone();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=label>
            <table>
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
                {sums.map(|sums| view! { <tfoot>{sums}</tfoot> })}
            </table>
        </div>
    }
    .into_any()
}
