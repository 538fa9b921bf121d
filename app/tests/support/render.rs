//! The sample pages, rendered as the server renders them and kept to be looked at.

use super::{answer, catalogue, details, lender, query, viewer};
use app::components::layout::{Banner, SiteFooter, SiteHeader};
use app::context::Page;
use app::pages::answers::{Asked, Step, review_view, step_view};
use app::pages::{home, product, search};
use app::ports::Viewer;
use app::text::Language;
use domain::answer::{ApprovalBand, MatchCount, Relaxation, SearchAnswer};
use domain::lists::Lists;
use domain::questions::QuestionUse;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use std::collections::BTreeMap;
use std::path::Path;

/// Renders a view as the server does.
pub fn html(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        provide_meta_context();
        view().to_html()
    })
}

/// Renders a page in Chinese.
pub fn chinese(page: impl FnOnce() -> String) -> String {
    Owner::new().with(|| {
        provide_context(Language::Chinese);
        page()
    })
}

/// Keeps a page where a person can look at it, with the style sheet as it is in the sources.
pub fn keep(name: &str, page: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    std::fs::create_dir_all(&folder).unwrap();
    let css = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style/main.css");
    let around = html(|| view! { <SiteHeader/> <Banner/> }.into_any());
    let footer = html(|| view! { <SiteFooter/> }.into_any());
    let document = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{name}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"{}\"></head><body>{around}<main id=\"main\" tabindex=\"-1\">{page}</main>\
         {footer}</body></html>",
        Language::current(),
        css.display()
    );
    std::fs::write(folder.join(format!("{name}.html")), document).unwrap();
}

pub fn results_page() -> String {
    results_for(&answer(), &viewer())
}

/// The results page of a search for a car.
pub fn results_for(answer: &SearchAnswer, viewer: &Viewer) -> String {
    let query = query(&[
        ("category", "personal_loan"),
        ("amount", "15000"),
        ("term_months", "36"),
        ("purpose", "car"),
        ("feature", "redraw"),
        ("max_rate", "0.15"),
        ("page", "2"),
    ]);
    html(|| {
        search::view(&search::Found {
            query: &query,
            answer,
            viewer,
            lenders: &BTreeMap::new(),
            compared: &[],
        })
    })
}

pub fn empty_page(relax: Vec<Relaxation>) -> String {
    let query = query(&[("amount", "15000"), ("max_rate", "0.05"), ("q", "a & b")]);
    let answer = domain::answer::SearchAnswer { total: 0, page: 1, results: Vec::new(), relax, ..answer() };
    let viewer = viewer();
    html(|| {
        search::view(&search::Found {
            query: &query,
            answer: &answer,
            viewer: &viewer,
            lenders: &BTreeMap::new(),
            compared: &[],
        })
    })
}

pub fn product_page() -> String {
    let query = query(&[("amount", "15000"), ("term_months", "36")]);
    html(|| product::view(&details(), &lender(), &Lists::default(), &query))
}

/// A step's form for a personal loan of 15,000, with what the catalogue says of its questions.
pub fn asked(viewer: &Viewer, step: Step, address: &[(&str, &str)]) -> Asked {
    let mut page = Page::current();
    page.viewer = viewer.clone();
    let need = [("amount", "15000"), ("category", "personal_loan")];
    let address = need.iter().chain(address);
    page.query = address.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let used = |field, products, rates, estimate| QuestionUse { field, products, rates, estimate, of: 180 };
    let count = MatchCount {
        total: 1_204,
        total_is_exact: true,
        not_met_total: 94,
        not_met_is_exact: true,
        best_rate: Some("0.0599".parse().unwrap()),
        best_approval_band: Some(ApprovalBand::Good),
    };
    let uses = vec![
        used("amount", 120, 180, true),
        used("term_months", 50, 180, true),
        used("age", 42, 0, false),
        used("employment", 1, 0, true),
        used("credit_band", 0, 0, true),
        used("income_annual", 80, 0, true),
        used("existing_repayments_monthly", 3, 2, true),
        used("property_value", 3, 0, true),
    ];
    Asked { uses: Some(uses), count: Some(count), ..Asked::of(&page, step) }
}

pub fn home_page(viewer: &Viewer) -> String {
    html(|| home::view(&asked(viewer, Step::Need, &[("again", "true")]), Some(&catalogue())))
}

pub fn step_page(viewer: &Viewer, step: Step, address: &[(&str, &str)]) -> String {
    html(|| step_view(&asked(viewer, step, address)))
}

pub fn review_page(viewer: &Viewer) -> String {
    html(|| review_view(&asked(viewer, Step::Review, &[])))
}

pub fn faulty_form() -> Viewer {
    let form = BTreeMap::from([("amount".to_owned(), "lots\"><b>".to_owned())]);
    Viewer { form, ..Viewer::default() }
}
