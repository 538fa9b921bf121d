//! `/products/{id}/report`: a visitor says that a figure is wrong.

use crate::components::form::optional;
use crate::components::sent::Sent;
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::pages::error::failed;
use crate::ports::{PortError, SentForm};
use crate::{t, text};
use domain::error::ErrorCode;
use domain::listing::Listing;
use domain::product::ProductId;
use domain::query::SearchQuery;
use domain::report::{Figure, LONGEST_CORRECTION, LONGEST_SOURCE};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn ReportPage() -> impl IntoView {
    let page = Page::current();
    let id = use_params_map().with_untracked(|params| params.get("id"));
    Suspend::new(async move {
        let absent = PortError { code: ErrorCode::NotFound, fields: Vec::new() };
        let Some(id) = id.and_then(|id| id.parse::<ProductId>().ok()) else { return failed(&page, &absent) };
        let Some(ports) = page.ports.clone() else { return ().into_any() };
        let listing = match ports.product(&page.viewer, id, &SearchQuery::default()).await {
            Ok(details) => details.result.listing,
            Err(error) => return failed(&page, &error),
        };
        let has = |name: &str| page.pairs().any(|(other, _)| other == name);
        if has("sent") {
            return thanks(&listing);
        }
        let sent = if has("again") && page.viewer.sent.form == format!("report:{id}") {
            page.set_status(422);
            page.viewer.sent.clone()
        } else {
            SentForm::default()
        };
        form(&listing, &Sent::new(&sent, "report-fault"))
    })
}

/// The form over plain data.
#[must_use]
pub fn form(listing: &Listing, sent: &Sent<'_>) -> AnyView {
    let id = listing.product_id;
    view! {
        <PageTitle text=sent.title(t!("report-title"))/>
        <div class="page page--narrow report">
            {sent.summary()}
            <p class="card__lender" lang="en">{listing.institution_name.clone()}</p>
            <h1>{t!("report-title")}</h1>
            <p class="lead">
                <a href=format!("/products/{id}") lang="en">{listing.name.clone()}</a>
            </p>
            <p>{t!("report-what")}</p>
            <form class="account__form" method="post" action=format!("/products/{id}/report")>
                {figures(sent)}
                {correction(sent)}
                {source(sent)}
                <button class="button" type="submit">{t!("report-send")}</button>
            </form>
            <p class="note">{t!("report-private")}</p>
        </div>
    }
    .into_any()
}

fn figures(sent: &Sent<'_>) -> AnyView {
    let fault = sent.at_field("figure");
    let invalid = fault.is_some();
    let chosen = sent.value("figure");
    let choices = Figure::ALL.iter().enumerate().map(|(place, figure)| {
        // The summary of faults leads to the first.
        let id = if place == 0 { "figure".to_owned() } else { format!("figure-{figure}") };
        view! {
            <label class="choice">
                <input type="radio" id=id name="figure" value=figure.name() checked=figure.name() == chosen required/>
                <span>{text::named("report-figure", figure.name())}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    view! {
        <fieldset class="field" class:field--error=invalid aria-describedby=invalid.then_some("figure-error")>
            <legend class="field__label">{t!("report-which")}</legend>
            {fault}
            <div class="choices">{choices}</div>
        </fieldset>
    }
    .into_any()
}

fn correction(sent: &Sent<'_>) -> AnyView {
    let fault = sent.at_field("correction");
    let invalid = fault.is_some();
    view! {
        <div class="field" class:field--error=invalid>
            <label class="field__label" for="correction">{t!("report-correction")}</label>
            <p class="field__why" id="correction-why">{t!("report-correction-why", most = LONGEST_CORRECTION)}</p>
            {fault}
            <textarea
                id="correction"
                name="correction"
                rows="4"
                maxlength=LONGEST_CORRECTION.to_string()
                required
                aria-invalid=invalid.then_some("true")
                aria-describedby=sent.described_by("correction")
            >
                {sent.value("correction")}
            </textarea>
        </div>
    }
    .into_any()
}

fn source(sent: &Sent<'_>) -> AnyView {
    let fault = sent.at_field("source");
    let invalid = fault.is_some();
    view! {
        <div class="field" class:field--error=invalid>
            <label class="field__label" for="source">
                {t!("report-source")} {optional()}
            </label>
            <p class="field__why" id="source-why">{t!("report-source-why")}</p>
            {fault}
            <input
                type="url"
                id="source"
                name="source"
                maxlength=LONGEST_SOURCE.to_string()
                value=sent.value("source")
                aria-invalid=invalid.then_some("true")
                aria-describedby=sent.described_by("source")
            />
        </div>
    }
    .into_any()
}

/// What follows a report.
#[must_use]
pub fn thanks(listing: &Listing) -> AnyView {
    view! {
        <PageTitle text=t!("report-thanks")/>
        <div class="page page--narrow report">
            <h1>{t!("report-thanks")}</h1>
            <p class="lead">{t!("report-thanks-what")}</p>
            <p class="actions">
                <a class="button" href=format!("/products/{}", listing.product_id)>{t!("report-back")}</a>
            </p>
        </div>
    }
    .into_any()
}
