//! `/design`: every component in its states, for those who change how the pages look. Nothing is copied: the
//! components are the pages' own, and show products of this catalogue.

mod colours;
mod parts;

use crate::components::section::section;
use crate::components::title::PageTitle;
use crate::components::tray::tray;
use crate::context::Page;
use crate::pages::calculator::{self, Tool};
use crate::pages::error::failed;
use crate::pages::product::{history, odds, published, schedule};
use crate::pages::search::{
    Found, bar, card, chips, fold, need, nothing_found, openings, pagination, toggles,
};
use crate::ports::{KeptProduct, PortError, Ports, ProductDetails, RateChange, Viewer};
use crate::t;
use domain::answer::{Exploration, Relaxation, SearchAnswer, SearchResult};
use domain::borrower::{Borrower, CreditBand, Employment, Residency};
use domain::eligibility::Verdict;
use domain::lists::List;
use domain::money::Money;
use domain::product::{Category, RateType};
use domain::query::{Filters, Need, SearchQuery};
use domain::rate::Rate;
use domain::time::Timestamp;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Where the page is.
const HERE: &str = "/design";
/// A day, in microseconds.
const DAY: i64 = 86_400_000_000;

/// The page.
#[component]
pub fn DesignPage() -> impl IntoView {
    let page = Page::current();
    Suspend::new(async move {
        let Some(ports) = page.ports.clone() else { return ().into_any() };
        match Sample::load(ports.as_ref(), &page).await {
            Ok(sample) => view(&page, &sample),
            Err(error) => failed(&page, &error),
        }
    })
}

/// What the components show.
struct Sample {
    viewer: Viewer,
    query: SearchQuery,
    answer: SearchAnswer,
    /// Products in as many states as the catalogue has.
    results: Vec<SearchResult>,
    details: Option<ProductDetails>,
}

impl Sample {
    /// A large personal loan and credit cards, for a borrower whom most lenders serve.
    async fn load(ports: &dyn Ports, page: &Page) -> Result<Self, PortError> {
        let money = |major| Money::from_major(major, page.currency);
        let borrower = Borrower {
            income_annual: Some(money(80_000)),
            existing_repayments_monthly: Some(money(200)),
            age: Some(34),
            employment: Some(Employment::Employed),
            residency: Some(Residency::Citizen),
            credit_band: Some(CreditBand::Good),
            ..Borrower::default()
        };
        let mut viewer = Viewer { borrower, ..Viewer::default() };
        let query = SearchQuery {
            need: Need {
                categories: vec![Category::PersonalLoan],
                amount: Some(money(60_000)),
                term_months: Some(36),
                purpose: None,
            },
            filters: Filters {
                rate_types: RateType::ALL.to_vec(),
                max_rate: Some(Rate::from_millionths(300_000)),
                ..Filters::default()
            },
            per_page: 100,
            explore: Some(false),
            ..SearchQuery::default()
        };
        let cards = SearchQuery {
            need: Need { categories: vec![Category::CreditCard], ..Need::default() },
            explore: Some(false),
            ..SearchQuery::default()
        };
        let answer = ports.search(&viewer, &query).await?;
        let cards = ports.search(&viewer, &cards).await?;
        let all: Vec<&SearchResult> = answer.results.iter().chain(&cards.results).collect();
        let mut results = in_each_state(&all);
        if let Some(last) = results.last_mut() {
            last.exploration = Some(Exploration { place: 4, rank: 12, propensity: 0.2 });
        }
        for result in results.iter().take(2) {
            // Two find room in an empty list.
            let _ = viewer.lists.add(List::Compared, result.listing.product_id);
        }
        let details = match results.first() {
            Some(result) => Some(ports.product(&viewer, result.listing.product_id, &query).await?),
            None => None,
        };
        Ok(Self { viewer, query, answer, results, details })
    }
}

/// The first product in each state that a card can be in.
fn in_each_state(all: &[&SearchResult]) -> Vec<SearchResult> {
    const STATES: [fn(&SearchResult) -> bool; 8] = [
        |result| result.eligibility.verdict == Verdict::Met && result.repayment.is_some(),
        |result| result.eligibility.verdict == Verdict::Unknown && result.repayment.is_some(),
        |result| result.headline.is_some_and(|headline| headline.annual != headline.annual_max),
        |result| result.repayment.is_some_and(|figures| figures.later_instalment.is_some()),
        |result| result.listing.sponsored,
        |result| result.headline.is_none(),
        |result| result.eligibility.verdict == Verdict::NotMet,
        |result| result.listing.category == Category::CreditCard,
    ];
    let mut found: Vec<&SearchResult> = Vec::new();
    for is_in in STATES {
        let one = all.iter().copied().find(|result| is_in(result));
        found.extend(
            one.filter(|one| found.iter().all(|other| other.listing.product_id != one.listing.product_id)),
        );
    }
    found.into_iter().cloned().collect()
}

fn view(page: &Page, sample: &Sample) -> AnyView {
    view! {
        <PageTitle text=t!("design-title")/>
        <div class="page design">
            <h1>{t!("design-title")}</h1>
            <p class="lead">{t!("design-lead")}</p>
            {section("design-type", t!("design-type"), parts::type_scale())}
            {section("design-colours", t!("design-colours"), colours::colours())}
            {section("design-space", t!("design-space"), colours::spaces())}
            {section("design-buttons", t!("design-buttons"), parts::buttons(sample))}
            {section("design-forms", t!("design-forms"), parts::form(page))}
            {section("design-notes", t!("design-notes"), parts::notes())}
            {section("design-tabs", t!("design-tabs"), calculator::tabs(Tool::Less))}
            {section("design-odds", t!("design-odds"), parts::odds())}
            {section("design-costs", t!("design-costs"), parts::costs(sample))}
            {section("design-results", t!("design-results"), results(sample))}
            {charts(sample)}
        </div>
    }
    .into_any()
}

/// What stands on the results' page.
fn results(sample: &Sample) -> AnyView {
    let Sample { viewer, query, answer, results, .. } = sample;
    let lists = &viewer.lists;
    let compared: Vec<KeptProduct> = results
        .iter()
        .filter(|result| lists.has(List::Compared, result.listing.product_id))
        .map(|result| KeptProduct { result: result.clone(), withdrawn_at: None })
        .collect();
    let lenders = BTreeMap::new();
    // A page's worth of a hundred and more: the links to the others, and what is folded away.
    let answer = SearchAnswer { per_page: 20, ..answer.clone() };
    let found = Found { query, answer: &answer, viewer, lenders: &lenders, compared: &compared };
    let missed: Vec<&SearchResult> =
        results.iter().filter(|result| result.eligibility.verdict == Verdict::NotMet).collect();
    let cards = results.iter().filter(|result| result.eligibility.verdict != Verdict::NotMet);
    let cards = cards.map(|result| view! { <li>{card(result, query, lists, HERE)}</li> }).collect_view();
    let relax =
        vec![Relaxation { drop: "max_rate", would_find: 12 }, Relaxation { drop: "q", would_find: 1 }];
    let none = SearchAnswer { total: 0, results: Vec::new(), relax, ..answer.clone() };
    let nothing = Found { answer: &none, compared: &[], ..found };
    view! {
        <div class="results__main">
            {need(&found)}
            {toggles(&found)}
            {chips(&found)}
            {bar(&found)}
            <ul class="results__list">{cards}</ul>
            {openings(&found)}
            {fold(&found, &missed, 1)}
            {pagination(&found)}
            {tray(&compared, HERE)}
            {nothing_found(&nothing)}
        </div>
    }
    .into_any()
}

/// Charts with the tables behind them.
fn charts(sample: &Sample) -> Option<AnyView> {
    let details = sample.details.as_ref()?;
    let result = &details.result;
    let rate = result.headline.map(|headline| headline.annual);
    let lower = rate.map(|rate| Rate::from_millionths(rate.millionths() - 2_500));
    let at = |days: i64| Timestamp::from_micros(result.listing.listed_at.micros() - days * DAY);
    let changed =
        [RateChange { at: at(30), from: lower, to: rate }, RateChange { at: at(400), from: None, to: lower }];
    // What was recorded, where anything was.
    let changes = if details.history.len() > 1 { details.history.as_slice() } else { &changed };
    Some(
        view! {
            {schedule::schedule(result)}
            {odds::odds(result.approval, &details.raises)}
            {history::history(changes)}
            {published::rates(&details.product)}
            {published::fees(&details.product)}
        }
        .into_any(),
    )
}
