//! The small forms with which a visitor saves, compares or dismisses a product. They work with scripts off and lead
//! back to where they stand.

use crate::t;
use domain::lists::{List, ListAction, Lists};
use domain::product::ProductId;
use leptos::prelude::*;

/// The forms of one product. `back` is the page that they stand on, as a path of this site.
#[must_use]
pub fn keep(product: ProductId, name: &str, lists: &Lists, back: &str) -> AnyView {
    let (save, saved) = if lists.has(List::Saved, product) {
        (ListAction::Unsave, t!("saved-unsave"))
    } else {
        (ListAction::Save, t!("saved-save"))
    };
    let (compare, compared) = if lists.has(List::Compared, product) {
        (ListAction::Uncompare, t!("saved-uncompare"))
    } else {
        (ListAction::Compare, t!("saved-compare"))
    };
    let (dismiss, dismissed) = if lists.has(List::Dismissed, product) {
        (ListAction::Restore, t!("saved-restore"))
    } else {
        (ListAction::Dismiss, t!("saved-dismiss"))
    };
    let form = |action, label: String| button(product, name, action, label, back);
    view! {
        <div class="keep">
            {form(save, saved)} {form(compare, compared)} {form(dismiss, dismissed)}
        </div>
    }
    .into_any()
}

/// A form that is one button. The product's name follows the label for those who hear it out of its place:
/// `Save Clear Loan`.
#[must_use]
pub fn button(product: ProductId, name: &str, action: ListAction, label: String, back: &str) -> AnyView {
    let (name, back) = (name.to_owned(), back.to_owned());
    let is_on = matches!(action, ListAction::Unsave | ListAction::Uncompare);
    view! {
        <form class="keep__form" method="post" action=format!("/products/{product}/{action}")>
            <input type="hidden" name="return" value=back/>
            <button class="button button--quiet button--small" class:keep__button--on=is_on type="submit">
                {label}
                <span class="visually-hidden" lang="en">" " {name}</span>
            </button>
        </form>
    }
    .into_any()
}
