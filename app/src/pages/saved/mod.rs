//! `/saved`: the products that a visitor saved, as cards; those they dismissed, folded away.

use crate::components::keep::{in_place, restore};
use crate::components::title::PageTitle;
use crate::components::tray::tray;
use crate::context::Page;
use crate::format::date;
use crate::pages::error::{failed, refused};
use crate::pages::search::card;
use crate::ports::{KeptProduct, PortError, Viewer};
use crate::{t, text};
use domain::error::ErrorCode;
use domain::lists::List;
use domain::query::{Need, ParseOptions, SearchQuery};
use leptos::prelude::*;

/// Where the page is.
const HERE: &str = "/saved";

/// The page.
#[component]
pub fn SavedPage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move {
        let options = ParseOptions { currency: page.currency, refuse_unknown: false };
        let mut query = match SearchQuery::parse(page.pairs(), options) {
            Ok(query) => query,
            Err(errors) => return refused(&page, &errors),
        };
        // Figures are for what was last looked for, unless the address says otherwise.
        if query.need == Need::default() {
            query.need = page.viewer.progress.need.clone();
        }
        match load(&page, &query).await {
            Ok([saved, dismissed, compared]) => {
                let full = page.pairs().find(|(name, _)| *name == "full");
                let full = full.and_then(|(_, list)| list.parse().ok());
                let viewer = &page.viewer;
                view(&Kept {
                    query: &query,
                    viewer,
                    saved: &saved,
                    dismissed: &dismissed,
                    compared: &compared,
                    full,
                })
            }
            Err(error) if error.code == ErrorCode::InvalidInput => refused(&page, &error.fields),
            Err(error) => failed(&page, &error),
        }
    })
}

async fn load(page: &Page, query: &SearchQuery) -> Result<[Vec<KeptProduct>; 3], PortError> {
    let Some(ports) = page.ports.clone() else { return Ok([Vec::new(), Vec::new(), Vec::new()]) };
    let viewer = &page.viewer;
    Ok([
        ports.kept(viewer, List::Saved, query).await?,
        ports.kept(viewer, List::Dismissed, query).await?,
        ports.kept(viewer, List::Compared, query).await?,
    ])
}

/// What the page is made of.
#[derive(Clone, Copy)]
pub struct Kept<'a> {
    /// The need that figures are worked out for.
    pub query: &'a SearchQuery,
    /// Who looks.
    pub viewer: &'a Viewer,
    /// Saved products, the first one saved first.
    pub saved: &'a [KeptProduct],
    /// Dismissed products.
    pub dismissed: &'a [KeptProduct],
    /// Compared products.
    pub compared: &'a [KeptProduct],
    /// A list that had no room for another product.
    pub full: Option<List>,
}

/// The page over plain data.
#[must_use]
pub fn view(kept: &Kept<'_>) -> AnyView {
    let full = kept.full.map(|list| {
        let text = text::named("saved-full", list.name());
        view! { <p class="notice notice--warn" role="alert">{text}</p> }
    });
    let cards = if kept.saved.is_empty() {
        view! {
            <p>{t!("saved-none")}</p>
            <p class="actions">
                <a class="button" href="/search">{t!("saved-find")}</a>
            </p>
        }
        .into_any()
    } else {
        // What was saved last is what one comes back for first.
        let cards = kept.saved.iter().rev().map(|product| saved_card(product, kept)).collect_view();
        view! { <ul class="results__list saved__list">{cards}</ul> }.into_any()
    };
    let signed_in = kept.viewer.account.is_some();
    let where_kept = if signed_in { t!("saved-in-account") } else { t!("saved-in-browser") };
    let other = (!signed_in).then(|| view! { " " <a href="/account">{t!("saved-other-devices")}</a> });
    view! {
        <PageTitle text=t!("saved-title")/>
        <div class="page saved">
            {full}
            <h1>{t!("saved-title")}</h1>
            <p class="saved__where">{where_kept} {other}</p>
            {tray(kept.compared, HERE)}
            {cards}
            {dismissed(kept.dismissed)}
            {in_place()}
        </div>
    }
    .into_any()
}

fn saved_card(product: &KeptProduct, kept: &Kept<'_>) -> AnyView {
    let withdrawn = product.withdrawn_at.map(|at| {
        view! { <p class="notice notice--warn">{t!("saved-withdrawn", date = date(at))}</p> }
    });
    view! {
        <li class="saved__item">
            {withdrawn}
            {card(&product.result, kept.query, &kept.viewer.lists, HERE)}
        </li>
    }
    .into_any()
}

fn dismissed(products: &[KeptProduct]) -> Option<AnyView> {
    if products.is_empty() {
        return None;
    }
    let items = products.iter().map(|product| {
        let listing = &product.result.listing;
        view! {
            <li class="saved__dismissed">
                <span lang="en">{listing.name.clone()} ", " {listing.institution_name.clone()}</span>
                {restore(listing.product_id, &listing.name, HERE)}
            </li>
        }
    });
    let items = items.collect_view();
    Some(
        view! {
            <details class="disclosure" id="dismissed">
                <summary>{t!("saved-dismissed", count = products.len())}</summary>
                <p class="note">{t!("saved-dismissed-what")}</p>
                <ul>{items}</ul>
            </details>
        }
        .into_any(),
    )
}
