//! The comparison as a table. On narrow screens each row becomes a list; the roles are written out because a
//! table that is laid out otherwise would lose them in some browsers.

use super::asked::Asked;
use super::rows::{Cell, Group, Row};
use crate::address;
use crate::ports::ProductDetails;
use crate::t;
use leptos::prelude::*;

/// The table of these groups.
pub(super) fn table(asked: &Asked, products: &[ProductDetails], groups: &[Group]) -> AnyView {
    let columns = products.len();
    let heads = products.iter().map(|details| head(asked, details)).collect_view();
    let bodies = groups.iter().map(|group| body(group, products)).collect_view();
    view! {
        <table class=format!("compare__table compare__table--{columns}") role="table">
            <caption class="visually-hidden">{t!("compare-caption")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <td class="compare__corner" role="cell"></td>
                    {heads}
                </tr>
            </thead>
            {bodies}
        </table>
    }
    .into_any()
}

/// A product's name and what must be said with it: paid, invented.
fn head(asked: &Asked, details: &ProductDetails) -> AnyView {
    let listing = &details.result.listing;
    let labels_id = format!("labels-{}", listing.product_id);
    let has_labels = listing.sponsored || listing.fictional;
    let described = has_labels.then(|| labels_id.clone());
    let labels = has_labels.then(|| {
        view! {
            <span class="compare__labels" id=labels_id>
                {listing.sponsored.then(|| view! { <span class="tag tag--paid">{t!("compare-sponsored")}</span> " " })}
                {listing.fictional.then(|| view! { <span class="tag tag--fictional">{t!("compare-invented")}</span> })}
            </span>
        }
    });
    let link = address::product(listing.product_id, details.result.repayment, &asked.query);
    view! {
        <th scope="col" role="columnheader" class="compare__product">
            <a href=link aria-describedby=described lang="en">{listing.name.clone()}</a>
            " "
            {labels}
        </th>
    }
    .into_any()
}

fn body(group: &Group, products: &[ProductDetails]) -> AnyView {
    let columns = (products.len() + 1).to_string();
    let rows = group.rows.iter().map(|row| line(row, products)).collect_view();
    view! {
        <tbody role="rowgroup">
            <tr class="compare__group" role="row">
                <th scope="rowgroup" role="rowheader" colspan=columns>{group.title.clone()}</th>
            </tr>
            {rows}
        </tbody>
    }
    .into_any()
}

fn line(row: &Row, products: &[ProductDetails]) -> AnyView {
    let cells = row
        .cells
        .iter()
        .zip(products)
        .enumerate()
        .map(|(column, (cell, details))| {
            let mark = row.is_best(column).then(|| row.mark.clone());
            cell_view(cell, &details.result.listing.name, mark)
        })
        .collect_view();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{row.name.clone()}</th>
            {cells}
        </tr>
    }
    .into_any()
}

/// A cell; where rows become lists, each says whose it is.
fn cell_view(cell: &Cell, product: &str, mark: Option<String>) -> AnyView {
    let best = mark.is_some();
    let value =
        (!cell.value.is_empty()).then(|| view! { <span class="compare__value">{cell.value.clone()}</span> });
    let mark = mark.map(|mark| view! { " " <span class="tag tag--best">{mark}</span> });
    let notes = cell
        .notes
        .iter()
        .map(|note| {
            let published = note.published.clone();
            let colon = !note.published.is_empty() && !note.said.is_empty();
            view! {
                <span class="compare__note">
                    {(!published.is_empty()).then(|| view! { <span lang="en">{published}</span> })}
                    {colon.then(|| t!("compare-colon"))}
                    {note.said.clone()}
                </span>
            }
        })
        .collect_view();
    view! {
        <td role="cell" class:compare__best=best>
            <span class="compare__whose" aria-hidden="true" lang="en">{product.to_owned()}</span>
            <span class="compare__what">{value} {mark} {notes}</span>
        </td>
    }
    .into_any()
}
