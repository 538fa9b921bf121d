//! The borrower's form in steps: need, about you, money, review. Each step is a page of its own and a plain form;
//! the need's page is the home page.

mod asked;
mod fields;
mod frame;
mod review;
mod state;
mod step;

pub use asked::{AGAIN, Asked, CHECK, RESULTS, THEN};
pub use fields::one;
pub use frame::{form, match_line, progress, step_view};
pub use review::view as review_view;
pub use state::{Progress, Taken, Values, a_year_of, known, need_in_address, read, take};
pub use step::{Step, UnknownStep};

use crate::context::Page;
use leptos::prelude::*;

/// Who asks.
#[component]
pub fn AboutYouPage() -> impl IntoView {
    page(Step::AboutYou)
}

/// What they earn, owe and own.
#[component]
pub fn MoneyPage() -> impl IntoView {
    page(Step::Money)
}

/// Every answer, before the results.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move { review::view(&Asked::load(&page, Step::Review).await) })
}

fn page(step: Step) -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move { step_view(&Asked::load(&page, step).await) })
}
