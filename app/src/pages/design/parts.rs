//! The components, each in its states.

use super::{HERE, Sample};
use crate::components::approval::approval;
use crate::components::form::error_summary;
use crate::components::keep::keep;
use crate::components::link::external_link;
use crate::components::{figures, score};
use crate::context::Page;
use crate::pages::answers::{Asked, Step, one, progress};
use crate::t;
use domain::answer::{Approval, ApprovalBand, Basis};
use domain::lists::{List, Lists};
use domain::product::ProductId;
use domain::query::{ParseOptions, SearchQuery};
use leptos::prelude::*;

/// Headings and text in every size.
pub(super) fn type_scale() -> AnyView {
    let sample = || t!("design-sample");
    view! {
        <p class="design__heading">{sample()}</p>
        <h3>{sample()}</h3>
        <p class="lead">{sample()}</p>
        <p>{sample()}</p>
        <p class="note">{sample()}</p>
        <p><strong>{sample()}</strong></p>
    }
    .into_any()
}

/// Buttons and links.
pub(super) fn buttons(sample: &Sample) -> AnyView {
    let kept = sample.results.first().map(|result| kept(result.listing.product_id, &result.listing.name));
    view! {
        <p class="actions">
            <a class="button button--main" href="#design-buttons">{t!("form-search")}</a>
            <button class="button" type="button">{t!("search-apply")}</button>
            <button class="button button--quiet" type="button">{t!("search-live-update")}</button>
            <button class="button button--quiet button--small" type="button">{t!("saved-remove")}</button>
        </p>
        {kept}
        <p><a href="/how-ranking-works">{t!("search-parts")}</a></p>
        <p>{external_link("Moneysmart", "https://moneysmart.gov.au/loans")}</p>
    }
    .into_any()
}

/// The buttons of a product that is on no list, on two, and dismissed.
fn kept(id: ProductId, name: &str) -> AnyView {
    let mut lists = Lists::default();
    let off = keep(id, name, &lists, HERE);
    let marked = [List::Saved, List::Compared].map(|list| lists.add(list, id));
    let on = keep(id, name, &lists, HERE);
    let dismissed = lists.add(List::Dismissed, id);
    let away = keep(id, name, &lists, HERE);
    debug_assert!(marked.iter().chain([&dismissed]).all(Result::is_ok), "an empty list has room");
    view! { {off} {on} {away} }.into_any()
}

/// A form with faults, beside answers that are right.
pub(super) fn form(page: &Page) -> AnyView {
    let typed = [("amount", "lots"), ("age", "-3"), ("employment", "pirate")];
    let options = ParseOptions { currency: page.currency, refuse_unknown: false };
    let mut asked = Asked::of(page, Step::AboutYou);
    let right = [("term_months", "36"), ("credit_band", "good")];
    asked.filled.values =
        typed.iter().chain(&right).map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    asked.filled.errors = SearchQuery::parse(typed, options).err().unwrap_or_default();
    let fields = ["amount", "term_months", "age", "employment", "credit_band", "residency"];
    view! {
        {progress(&asked)}
        {error_summary(&asked.filled.errors, true)}
        <div class="panel">
            <div class="fields">{fields.into_iter().map(|field| one(&asked, field)).collect_view()}</div>
        </div>
    }
    .into_any()
}

/// Each band of a chance of approval.
pub(super) fn odds() -> AnyView {
    let of = |band| {
        let probability = match band {
            ApprovalBand::High => 0.82,
            ApprovalBand::Good => 0.61,
            ApprovalBand::Fair => 0.42,
            ApprovalBand::Low | ApprovalBand::NotEnoughData => 0.12,
        };
        let (low, high) = (f64::max(probability - 0.12, 0.0), probability + 0.1);
        Approval { probability, low, high, band, basis: Basis::Prior }
    };
    let all = ApprovalBand::ALL.iter().map(|band| approval(of(*band), "/"));
    view! { <div class="design__row">{all.collect_view()}</div> }.into_any()
}

/// What a product costs: rate, figures, the warning of comparison rates.
pub(super) fn costs(sample: &Sample) -> AnyView {
    let shown = sample.results.iter().take(2).map(|result| {
        view! {
            <div class="panel">
                {figures::rate(result.headline.as_ref(), &result.listing)}
                {figures::repayment(result)}
            </div>
        }
    });
    let why = sample.results.first().map(|result| score::sum(&result.score, &t!("search-sum")));
    view! {
        <div class="design__row">{shown.collect_view()}</div>
        {figures::comparison_warning()}
        {why}
    }
    .into_any()
}

/// Notes, warnings, folds.
pub(super) fn notes() -> AnyView {
    view! {
        <p class="notice">{t!("design-sample")}</p>
        <p class="notice notice--warn">{t!("web-offline-scam")}</p>
        <p class="note">{t!("design-sample")}</p>
        <details class="disclosure">
            <summary>{t!("search-why")}</summary>
            <p class="note">{t!("search-sum-how")}</p>
        </details>
        <details class="disclosure" open>
            <summary>{t!("search-switches")}</summary>
            <p class="note">{t!("search-paid")}</p>
        </details>
    }
    .into_any()
}
