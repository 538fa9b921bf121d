//! Two to four products side by side, for the viewer's need and answers. The address names the products and
//! the need and nothing of the viewer, so that it can be shared.

mod asked;
mod best;
mod cost;
mod rows;
mod table;
mod terms;

pub use asked::{Asked, COMPARE, MOST};

use crate::address;
use crate::components::entry::{self, Question, Unit, choice, fault_summary, number};
use crate::components::figures::comparison_warning;
use crate::components::form::hidden;
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::format::{money, symbol, term};
use crate::pages::error::failed;
use crate::ports::{PortError, Ports, ProductDetails, Viewer};
use crate::{t, words};
use domain::answer::SearchResult;
use domain::error::ErrorCode;
use domain::money::Currency;
use domain::product::{ProductId, Purpose};
use domain::query::{Need, SearchQuery};
use futures::future::join_all;
use leptos::prelude::*;
use rows::Group;

/// How many others are offered beside a product that stands alone.
const SIMILAR: u32 = 4;

/// The page.
#[component]
pub fn ComparePage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move {
        let asked = Asked::read(&page.query, page.currency);
        let Some(ports) = page.ports.clone() else { return ().into_any() };
        match load(ports.as_ref(), &page.viewer, &asked).await {
            Ok(compared) => {
                if !asked.typed.faults().is_empty() {
                    page.set_status(ErrorCode::InvalidInput.status());
                }
                view(&asked, &compared, &page.viewer, page.currency)
            }
            Err(error) => failed(&page, &error),
        }
    })
}

/// What was found of what was asked.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// The products that can be compared, in the order of the address.
    pub products: Vec<ProductDetails>,
    /// Products that have left their lender's list.
    pub withdrawn: Vec<ProductDetails>,
    /// How many are not in the catalogue.
    pub missing: usize,
    /// Others of the same kind, where one product stands alone.
    pub similar: Vec<SearchResult>,
}

/// Asks for every product at once.
async fn load(ports: &dyn Ports, viewer: &Viewer, asked: &Asked) -> Result<Compared, PortError> {
    let mut compared = Compared { missing: asked.unreadable, ..Compared::default() };
    let found = asked.products.iter().map(|id| ports.product(viewer, *id, &asked.query));
    for found in join_all(found).await {
        match found {
            Ok(details) if details.withdrawn_at.is_some() => compared.withdrawn.push(details),
            Ok(details) => compared.products.push(details),
            Err(error) if error.code == ErrorCode::NotFound => compared.missing += 1,
            Err(error) => return Err(error),
        }
    }
    if let [alone] = compared.products.as_slice() {
        let listing = &alone.result.listing;
        let need = Need { categories: vec![listing.category], ..asked.query.need.clone() };
        let query = SearchQuery { need, per_page: SIMILAR + 1, ..asked.query.clone() };
        // Without them the page is less helpful, and still right.
        let others = ports.search(viewer, &query).await.map(|answer| answer.results);
        let id = listing.product_id;
        compared.similar = others.unwrap_or_default();
        compared.similar.retain(|result| result.listing.product_id != id);
        compared.similar.truncate(usize::try_from(SIMILAR).unwrap_or_default());
    }
    Ok(compared)
}

/// The page over plain data.
#[must_use]
pub fn view(asked: &Asked, compared: &Compared, viewer: &Viewer, currency: Currency) -> AnyView {
    let count = compared.products.len();
    let heading = if count > 1 { t!("compare-title", count = count) } else { t!("compare-title-empty") };
    let content =
        if count > 1 { comparison(asked, compared, viewer, currency) } else { alone(asked, compared) };
    view! {
        <PageTitle text=entry::title(heading.clone(), &asked.typed)/>
        <div class="page compare">
            {fault_summary(&asked.typed)}
            <header class="compare__head">
                <h1>{heading}</h1>
                {notices(asked, compared)}
            </header>
            {content}
        </div>
    }
    .into_any()
}

fn ids(compared: &Compared) -> Vec<ProductId> {
    compared.products.iter().map(|details| details.result.listing.product_id).collect()
}

fn comparison(asked: &Asked, compared: &Compared, viewer: &Viewer, currency: Currency) -> AnyView {
    let products = &compared.products;
    let groups: Vec<Group> = vec![
        cost::cost(products),
        terms::your_chance(products),
        terms::rules(products),
        cost::fees(products),
        terms::features(products),
        terms::limits(products),
        terms::early_repayment(products),
        terms::lender(products),
    ];
    let (groups, gone) = if asked.differences { rows::only_differences(groups) } else { (groups, 0) };
    let shortened = (gone > 0).then(|| view! { <p class="note">{t!("compare-hidden", count = gone)}</p> });
    let ranges = products.iter().filter_map(|details| details.result.headline);
    let ranges = ranges.filter(|headline| headline.annual < headline.annual_max).count();
    let ranges = (ranges > 0).then(|| view! { <p class="note">{t!("compare-ranges")}</p> });
    let ids = ids(compared);
    view! {
        {need_line(asked, viewer)}
        {chips(asked, compared, &ids)}
        <div class="compare__tools">
            {need_form(asked, &ids, currency)}
            {differences_form(asked, &ids)}
        </div>
        {shortened}
        {table::table(asked, products, &groups)}
        <div class="compare__notes">
            {ranges}
            {comparison_warning()}
            <p class="note">{t!("compare-credit-file")}</p>
            <p class="note">{t!("compare-share")}</p>
        </div>
    }
    .into_any()
}

fn need_line(asked: &Asked, viewer: &Viewer) -> AnyView {
    let need = &asked.query.need;
    let need = match (need.amount.map(money), need.term_months.map(term)) {
        (Some(amount), Some(term)) => t!("compare-need", amount = amount, term = term),
        (Some(amount), None) => t!("compare-need-amount", amount = amount),
        (None, Some(term)) => t!("compare-need-term", term = term),
        (None, None) => t!("compare-need-none"),
    };
    let answers = if viewer.borrower.is_unknown() {
        t!("compare-answers-none")
    } else if viewer.preferences.of(&asked.query).personalise {
        t!("compare-answers-used")
    } else {
        t!("compare-answers-unused")
    };
    let form = address::Address::of(&asked.query).form();
    view! {
        <p class="lead">{need}</p>
        <p class="note">{answers} " " <a href=form>{t!("compare-edit-answers")}</a></p>
    }
    .into_any()
}

/// The products, each a link that takes it out.
fn chips(asked: &Asked, compared: &Compared, ids: &[ProductId]) -> AnyView {
    let items = compared
        .products
        .iter()
        .map(|details| {
            let id = details.result.listing.product_id;
            let rest: Vec<ProductId> = ids.iter().copied().filter(|other| *other != id).collect();
            view! {
                <li>
                    <a class="chip" href=asked.address(&rest)>
                        <span class="visually-hidden">{t!("compare-remove")} " "</span>
                        <span lang="en">{details.result.listing.name.clone()}</span>
                        <span class="chip__cross" aria-hidden="true">"×"</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let more = (ids.len() < MOST).then(|| {
        view! { <li><a class="chips__all" href=asked.search()>{t!("compare-find-more")}</a></li> }
    });
    view! { <ul class="chips compare__chips" aria-label=t!("compare-chips")>{items} {more}</ul> }.into_any()
}

fn need_form(asked: &Asked, ids: &[ProductId], currency: Currency) -> AnyView {
    let mut purposes = vec![("", t!("compare-any-purpose"))];
    purposes
        .extend(Purpose::ALL.iter().map(|purpose| (purpose.name(), words::purpose(*purpose).to_string())));
    let amount = Question {
        name: "amount",
        label: t!("compare-amount"),
        hint: String::new(),
        unit: Unit::Before(symbol(currency)),
        required: false,
    };
    let months = Question {
        name: "term_months",
        label: t!("compare-term"),
        hint: String::new(),
        unit: Unit::After(t!("compare-months")),
        required: false,
    };
    view! {
        <form class="compare__need panel" method="get" action=COMPARE novalidate aria-label=t!("compare-need-form")>
            {hidden(&asked.shown(ids))}
            {number(amount, &asked.typed)}
            {number(months, &asked.typed)}
            {choice("purpose", t!("compare-purpose"), String::new(), purposes, &asked.typed)}
            <button class="button" type="submit">{t!("compare-work-out")}</button>
        </form>
    }
    .into_any()
}

fn differences_form(asked: &Asked, ids: &[ProductId]) -> AnyView {
    let rest = Asked { differences: false, ..asked.clone() };
    let mut carried = rest.shown(ids);
    carried.extend(asked.need_pairs());
    view! {
        <form class="compare__switch" method="get" action=COMPARE>
            {hidden(&carried)}
            <label class="compare__check" for="differences">
                <input type="checkbox" id="differences" name="differences" value="true" checked=asked.differences/>
                {t!("compare-differences")}
            </label>
            <button class="button button--quiet button--small" type="submit">{t!("compare-show")}</button>
        </form>
    }
    .into_any()
}

/// What of the address is not in the table, and why.
fn notices(asked: &Asked, compared: &Compared) -> AnyView {
    let withdrawn = compared
        .withdrawn
        .iter()
        .map(|details| {
            let listing = &details.result.listing;
            let link = address::product(listing.product_id, details.result.repayment, &asked.query);
            view! {
                <p class="notice notice--warn">
                    <span lang="en">{listing.name.clone()}</span>
                    {t!("compare-withdrawn")}
                    " "
                    <a href=link>{t!("compare-last-figures")}</a>
                </p>
            }
        })
        .collect_view();
    let missing = (compared.missing > 0).then(|| {
        view! { <p class="notice notice--warn">{t!("compare-missing", count = compared.missing)}</p> }
    });
    let beyond = (asked.beyond > 0).then(|| {
        view! { <p class="notice">{t!("compare-beyond", most = MOST, count = asked.beyond)}</p> }
    });
    view! { {withdrawn} {missing} {beyond} }.into_any()
}

/// With one product or none: how to get to a comparison.
fn alone(asked: &Asked, compared: &Compared) -> AnyView {
    let named = compared.products.first().map(|details| {
        let listing = &details.result.listing;
        let link = address::product(listing.product_id, details.result.repayment, &asked.query);
        view! {
            <p>
                {t!("compare-one")}
                " "
                <a href=link lang="en">{listing.name.clone()}</a>
            </p>
        }
    });
    let own = ids(compared);
    let similar = compared
        .similar
        .iter()
        .map(|other| {
            let listing = &other.listing;
            let both: Vec<ProductId> = own.iter().copied().chain([listing.product_id]).collect();
            let (name, lender) = (listing.name.clone(), listing.institution_name.clone());
            let paid = listing.sponsored.then(|| {
                view! { " " <span class="tag tag--paid">{t!("compare-sponsored")}</span> }
            });
            view! {
                <li>
                    <a href=asked.address(&both)>
                        {t!("compare-with")} " " <span lang="en">{name} ", " {lender}</span>
                    </a>
                    {paid}
                </li>
            }
        })
        .collect_view();
    let similar = (!compared.similar.is_empty()).then(|| {
        view! {
            <section class="compare__similar" aria-labelledby="similar">
                <h2 id="similar">{t!("compare-similar")}</h2>
                <ul>{similar}</ul>
            </section>
        }
    });
    view! {
        <div class="compare__alone">
            {named}
            <p>{t!("compare-how")}</p>
            {similar}
            <p class="actions">
                <a class="button" href=asked.search()>{t!("compare-to-search")}</a>
                <a class="button button--quiet" href="/calculator">{t!("compare-to-calculator")}</a>
            </p>
        </div>
    }
    .into_any()
}
