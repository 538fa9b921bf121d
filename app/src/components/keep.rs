//! The small forms with which a visitor saves, compares or dismisses a product. They work with scripts off and lead
//! back to where they stand. Where scripts run, [`SCRIPT`] sends them and the page stays.

use crate::t;
use crate::text;
use domain::lists::{List, ListAction, Lists};
use domain::product::ProductId;
use leptos::prelude::*;

/// Sends the forms of a page. No island: what changes is a word and a state, and a page without islands stays one.
pub const SCRIPT: &str = include_str!("keep.js");

/// Whether the page at a path has these forms.
#[must_use]
pub fn is_on(path: &str) -> bool {
    path == crate::address::SEARCH || path == "/saved" || path.starts_with("/products/")
}

/// The forms of one product. `back` is the page that they stand on, as a path of this site.
#[must_use]
pub fn keep(product: ProductId, name: &str, lists: &Lists, back: &str) -> AnyView {
    let form = |list, put, take| {
        let (action, other) = if lists.has(list, product) { (take, put) } else { (put, take) };
        button(&product.to_string(), name, action, label(action), label(other), back)
    };
    view! {
        <div class="keep">
            {form(List::Saved, ListAction::Save, ListAction::Unsave)}
            {form(List::Compared, ListAction::Compare, ListAction::Uncompare)}
            {form(List::Dismissed, ListAction::Dismiss, ListAction::Restore)}
        </div>
    }
    .into_any()
}

/// What a button says.
fn label(action: ListAction) -> String {
    match action {
        ListAction::Save => t!("saved-save"),
        ListAction::Unsave => t!("saved-unsave"),
        ListAction::Compare => t!("saved-compare"),
        ListAction::Uncompare => t!("saved-uncompare"),
        ListAction::Dismiss => t!("saved-dismiss"),
        ListAction::Restore => t!("saved-restore"),
    }
}

/// A form that is one button, which brings a dismissed product back.
#[must_use]
pub fn restore(product: ProductId, name: &str, back: &str) -> AnyView {
    let [restore, dismiss] = [ListAction::Restore, ListAction::Dismiss].map(label);
    button(&product.to_string(), name, ListAction::Restore, restore, dismiss, back)
}

/// A form that is one button, which takes a product out of the tray.
#[must_use]
pub fn take_out(product: &str, name: &str, back: &str) -> AnyView {
    button(product, name, ListAction::Uncompare, t!("saved-remove"), String::new(), back)
}

/// A form that is one button. The product's name follows the label for those who hear it out of its place:
/// `Save Clear Loan`. `other` is the label once it is pressed; the button is wide enough for both.
fn button(
    product: &str,
    name: &str,
    action: ListAction,
    label: String,
    other: String,
    back: &str,
) -> AnyView {
    let (name, back) = (name.to_owned(), back.to_owned());
    let pressed = match action {
        _ if other.is_empty() => None,
        ListAction::Save | ListAction::Compare => Some("false"),
        ListAction::Unsave | ListAction::Uncompare => Some("true"),
        ListAction::Dismiss | ListAction::Restore => None,
    };
    let address = format!("/products/{product}/{action}");
    let other = Some(other).filter(|other| !other.is_empty());
    view! {
        <form class="keep__form" method="post" action=address data-keep="">
            <input type="hidden" name="return" value=back/>
            <button class="button button--quiet button--small" type="submit" aria-pressed=pressed data-other=other>
                {label}
                <span class="visually-hidden" lang="en">" " {name}</span>
            </button>
        </form>
    }
    .into_any()
}

/// What a page with these forms has once: the line that tells a screen reader what was done without leaving it.
#[must_use]
pub fn in_place() -> AnyView {
    let done = |action: ListAction| text::named("saved-done", action.name());
    view! {
        <p
            class="visually-hidden"
            id="kept"
            role="status"
            data-save=done(ListAction::Save)
            data-unsave=done(ListAction::Unsave)
            data-compare=done(ListAction::Compare)
            data-uncompare=done(ListAction::Uncompare)
            data-dismiss=done(ListAction::Dismiss)
            data-restore=done(ListAction::Restore)
        ></p>
    }
    .into_any()
}
