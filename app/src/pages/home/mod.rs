//! The home page: the promise, and the first step of the borrower's form.

mod form;

use crate::components::form::{error_summary, search_field};
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::pages::answers::{Asked, Step, progress};
use crate::ports::CatalogueSummary;
use crate::t;
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
        view(&Asked::load(&page, Step::Need).await, catalogue.as_ref())
    })
}

/// The page over plain data.
#[must_use]
pub fn view(asked: &Asked, catalogue: Option<&CatalogueSummary>) -> AnyView {
    let title = t!("home-title");
    let title = if asked.filled.errors.is_empty() { title } else { t!("fault-page-title", title = title) };
    let size = catalogue.filter(|catalogue| catalogue.products > 0).map(|catalogue| {
        let size = t!("home-size", products = catalogue.products, lenders = catalogue.institutions);
        view! { <p class="hero__size">{size}</p> }
    });
    view! {
        <PageTitle text=title/>
        {crate::head::of_home()}
        <div class="page">
            {error_summary(&asked.filled.errors, true)}
            <section class="hero" aria-labelledby="promise">
                <h1 id="promise">{t!("home-promise")}</h1>
                {size}
                <ul class="hero__points">
                    <li>{t!("home-point-file")}</li>
                    <li>{t!("home-point-contact")}</li>
                    <li>{t!("home-point-order")}</li>
                </ul>
            </section>
            {asked.is_known().then(|| resume(asked.progress.reached))}
            {progress(asked)}
            {form::form(asked)}
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

/// The way back to where one stopped, and the way to make the site forget.
fn resume(reached: Step) -> AnyView {
    let go_on = (reached != Step::Need).then(|| {
        view! { <a class="button button--small" href=reached.path()>{t!("home-go-on")}</a> }
    });
    view! {
        <form class="erase" method="post" action="/answers/clear">
            <p>{t!("home-kept")}</p>
            {go_on}
            <button class="button button--quiet button--small" type="submit">{t!("home-erase")}</button>
        </form>
    }
    .into_any()
}
