//! The sample pages, rendered as the server renders them and kept to be looked at.

use super::{answer, catalogue, details, query, viewer};
use app::components::layout::{Banner, SiteFooter, SiteHeader};
use app::pages::{home, product, search};
use app::ports::Viewer;
use app::text::Language;
use domain::answer::{Relaxation, SearchAnswer};
use domain::money::Currency;
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

/// The text between tags, white space folded.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    // Markers that only hydration needs part no words.
    for c in html.replace("<!>", "").chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(if c == '\u{a0}' { ' ' } else { c }),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
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
    html(|| search::view(&search::Found { query: &query, answer, viewer, lenders: &BTreeMap::new() }))
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
        })
    })
}

pub fn product_page() -> String {
    let query = query(&[("amount", "15000"), ("term_months", "36")]);
    html(|| product::view(&details(), &query))
}

pub fn home_page(viewer: &Viewer) -> String {
    let address =
        [("amount".to_owned(), "15000".to_owned()), ("category".to_owned(), "personal_loan".to_owned())];
    let filled = home::filled(viewer, &address, Currency::AUD);
    html(|| home::view(&filled, &viewer.borrower, Some(&catalogue()), Currency::AUD))
}

pub fn faulty_form() -> Viewer {
    let form = BTreeMap::from([("amount".to_owned(), "lots\"><b>".to_owned())]);
    Viewer { form, ..Viewer::default() }
}
