//! The home page: the borrower's form, need first.

mod form;

use crate::components::form::{Filled, error_summary, search_field};
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::format::money_field;
use crate::ports::{CatalogueSummary, Viewer};
use crate::t;
use domain::borrower::Borrower;
use domain::money::Currency;
use domain::query::SearchQuery;
use leptos::prelude::*;

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move {
        let catalogue = match &page.ports {
            Some(ports) => ports.catalogue(&page.viewer).await.ok(),
            None => None,
        };
        let filled = filled(&page.viewer, &page.query, page.currency);
        if !filled.errors.is_empty() {
            page.set_status(422);
        }
        view(&filled, &page.viewer.borrower, catalogue.as_ref(), page.currency)
    })
}

/// The form's contents: what was typed if it had faults, else the need in the address and the answers kept.
#[must_use]
pub fn filled(viewer: &Viewer, query: &[(String, String)], currency: Currency) -> Filled {
    if !viewer.form.is_empty() {
        let typed = viewer.form.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let errors = SearchQuery::parse_form(typed, currency).err().unwrap_or_default();
        return Filled { values: viewer.form.clone(), errors };
    }
    let mut filled = Filled::default();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            filled.values.insert(name.to_owned(), value);
        }
    };
    for (name, value) in query {
        // What belongs to the need; profile answers come from the session alone.
        if ["category", "amount", "term_months", "purpose"].contains(&name.as_str()) {
            put(name, Some(value.chars().take(60).collect()));
        }
    }
    let Borrower {
        income_annual,
        age,
        employment,
        residency,
        region,
        credit_band,
        existing_repayments_monthly,
        property_value,
        deposit,
    } = &viewer.borrower;
    put("income_annual", income_annual.map(money_field));
    put("age", age.map(|age| age.to_string()));
    put("employment", employment.map(|value| value.name().to_owned()));
    put("residency", residency.map(|value| value.name().to_owned()));
    put("region", region.as_ref().map(ToString::to_string));
    put("credit_band", credit_band.map(|value| value.name().to_owned()));
    put("existing_repayments_monthly", existing_repayments_monthly.map(money_field));
    put("property_value", property_value.map(money_field));
    put("deposit", deposit.map(money_field));
    filled
}

/// The page over plain data.
#[must_use]
pub fn view(
    filled: &Filled,
    borrower: &Borrower,
    catalogue: Option<&CatalogueSummary>,
    currency: Currency,
) -> AnyView {
    let title = t!("home-title");
    let title = if filled.errors.is_empty() { title } else { t!("fault-page-title", title = title) };
    let size = catalogue.filter(|catalogue| catalogue.products > 0).map(|catalogue| {
        let size = t!("home-size", products = catalogue.products, lenders = catalogue.institutions);
        view! { <p class="hero__size">{size}</p> }
    });
    let kept = (!borrower.is_unknown()).then(|| {
        view! {
            <form class="erase" method="post" action="/answers/clear">
                <p>{t!("home-kept")}</p>
                <button class="button button--quiet button--small" type="submit">{t!("home-erase")}</button>
            </form>
        }
    });
    view! {
        <PageTitle text=title/>
        {crate::head::of_home()}
        <div class="page">
            {error_summary(&filled.errors, true)}
            <section class="hero" aria-labelledby="promise">
                <h1 id="promise">{t!("home-promise")}</h1>
                {size}
                <ul class="hero__points">
                    <li>{t!("home-point-file")}</li>
                    <li>{t!("home-point-contact")}</li>
                    <li>{t!("home-point-order")}</li>
                </ul>
            </section>
            {kept}
            {form::form(filled, currency)}
            <section class="by-name" aria-labelledby="by-name-title">
                <h2 id="by-name-title">{t!("home-by-name")}</h2>
                <form class="by-name__form" method="get" action="/search" role="search">
                    {search_field("by-name", "", &t!("home-by-name-label"))}
                    <button class="button button--quiet" type="submit">{t!("form-search")}</button>
                </form>
            </section>
        </div>
    }
    .into_any()
}
