//! What pages say, rendered as the server renders them. Every page is also written to a file, to be looked at.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use app::AssetPaths;
use app::components::layout::{Banner, SiteFooter, SiteHeader};
use app::pages::{error, home, privacy, product, ranking, search};
use app::ports::{FormState, Viewer};
use domain::answer::Relaxation;
use domain::error::{ErrorCode, FieldError};
use domain::money::Currency;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use std::collections::BTreeMap;
use std::path::Path;
use support::{HOSTILE, answer, catalogue, details, policy, query, viewer};

/// Renders a view as the server does.
fn html(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        provide_meta_context();
        view().to_html()
    })
}

/// The text between tags, white space folded.
fn text(html: &str) -> String {
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
fn keep(name: &str, page: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    std::fs::create_dir_all(&folder).unwrap();
    let css = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style/main.css");
    let around = html(|| view! { <SiteHeader/> <Banner/> }.into_any());
    let footer = html(|| view! { <SiteFooter/> }.into_any());
    let document = format!(
        "<!DOCTYPE html><html lang=\"en-AU\"><head><meta charset=\"utf-8\"><title>{name}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"{}\"></head><body>{around}<main id=\"main\" tabindex=\"-1\">{page}</main>\
         {footer}</body></html>",
        css.display()
    );
    std::fs::write(folder.join(format!("{name}.html")), document).unwrap();
}

fn results_page() -> String {
    let query = query(&[
        ("category", "personal_loan"),
        ("amount", "15000"),
        ("term_months", "36"),
        ("purpose", "car"),
        ("feature", "redraw"),
        ("max_rate", "0.15"),
        ("page", "2"),
    ]);
    let (answer, viewer) = (answer(), viewer());
    html(|| {
        search::view(&search::Found {
            query: &query,
            answer: &answer,
            viewer: &viewer,
            lenders: &BTreeMap::new(),
        })
    })
}

fn empty_page(relax: Vec<Relaxation>) -> String {
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

fn product_page() -> String {
    let query = query(&[("amount", "15000"), ("term_months", "36")]);
    html(|| product::view(&details(), &query))
}

fn home_page(viewer: &Viewer) -> String {
    let address =
        [("amount".to_owned(), "15000".to_owned()), ("category".to_owned(), "personal_loan".to_owned())];
    let filled = home::filled(viewer, &address);
    html(|| home::view(&filled, &viewer.borrower, Some(&catalogue()), Currency::AUD))
}

fn faulty_form() -> Viewer {
    let form = FormState {
        values: BTreeMap::from([("amount".to_owned(), "lots\"><b>".to_owned())]),
        errors: vec![FieldError::new("amount", "must be an amount of AUD, such as 15000")],
    };
    Viewer { form, ..Viewer::default() }
}

#[test]
fn the_annual_rate_comes_first_with_both_ends() {
    let page = results_page();
    keep("search", &page);
    let text = text(&page);
    let place = |needle: &str| text.find(needle).unwrap_or_else(|| panic!("{needle} is missing in {text}"));
    let rate = place("Annual rate 6.54% to 12.99% p.a.");
    assert!(rate < place("Comparison rate 7.12% p.a. for A$30,000 over 5 years"));
    assert!(rate < place("Instalment A$460.01 a month"));
    for needle in
        ["Total payable A$", "of which fees A$", "You receive A$15,000.00", "Figures as of 12 Aug 2024"]
    {
        assert!(rate < place(needle));
    }
    place("the lowest of the range; a higher rate costs more");
    place("yours may differ");
    place("Annual rate Not published");
}

#[test]
fn a_chance_is_never_a_colour_or_a_number_alone() {
    let text = text(&results_page());
    for needle in [
        "Good , about 63%",
        "between 51% and 73%",
        "An estimate from general assumptions",
        "Not enough data to estimate",
    ] {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
    assert!(!text.contains("50%"), "no number where there is not enough data");
    for banned in ["guaranteed", "pre-approved", "instant approval"] {
        assert!(!text.to_lowercase().contains(banned));
    }
}

#[test]
fn what_a_borrower_misses_is_said_with_both_sides() {
    let text = text(&results_page());
    for needle in [
        "Unlikely: 2 rules are not met",
        "An income of at least A$90,000 a year before tax; you said A$78,000",
        "Borrowing at least A$20,000; you asked for A$15,000. Asking for A$20,000 would meet it.",
        "Residency: citizen or permanent resident",
        "Answer this",
    ] {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
}

#[test]
fn a_paid_place_is_part_of_the_accessible_name() {
    let page = results_page();
    let card = page.split("<article").find(|card| card.contains("Sponsored")).unwrap();
    let named_by = card.split("aria-labelledby=\"").nth(1).unwrap().split('"').next().unwrap();
    let labels = named_by.split(' ').nth(1).unwrap();
    let (_, list) = card.split_once(&format!("id=\"{labels}\"")).unwrap();
    assert!(list.split("</ul>").next().unwrap().contains("Sponsored"));
    assert_eq!(page.matches(">Sponsored<").count(), 1);
}

#[test]
fn filters_are_counted_and_each_can_be_dropped() {
    let page = results_page();
    let text = text(&page);
    assert!(text.contains("Personal loan (120)"));
    assert!(text.contains("Redraw (70)"));
    assert!(text.contains("Up to 15% p.a."));
    let address = "/search?category=personal_loan&amp;amount=15000&amp;term_months=36&amp;purpose=car";
    assert!(page.contains(&format!("href=\"{address}&amp;max_rate=0.15\"")), "without redraw");
    assert!(page.contains(&format!("href=\"{address}&amp;feature=redraw\"")), "without the highest rate");
    let form = "/?category=personal_loan&amp;amount=15000&amp;term_months=36&amp;purpose=car#residency";
    assert!(
        page.contains(&format!("href=\"{form}\"")),
        "what is asked for stays while a question is answered"
    );
    assert!(page.contains("page=3\" rel=\"next\""));
    assert!(page.contains("name=\"within\" value=\"token\""));
}

#[test]
fn nothing_found_says_what_letting_go_would_bring() {
    let page = empty_page(vec![Relaxation { drop: "max_rate", would_find: 12 }]);
    keep("nothing", &page);
    assert!(text(&page).contains("With any annual rate : 12 loans"), "{}", text(&page));
    assert!(page.contains("href=\"/search?q=a+%26+b&amp;amount=15000\""));
    assert!(text(&empty_page(Vec::new())).contains("No single change would find one"));
}

#[test]
fn the_product_page_shows_everything_known() {
    let page = product_page();
    keep("product", &page);
    let text = text(&page);
    for needle in [
        "Annual rate 6.54% to 12.99% p.a.",
        "for 3 years; principal and interest; Amount: A$2,000 to A$50,000",
        "Discount \u{2212}0.50%",
        "Establishment fee Once, at the start A$395",
        "Monthly fee Every month A$5",
        "Late payment fee On an event Not published",
        "3 May 2024 6.29% 6.54% Rose by 0.25 percentage points",
        "20 Nov 2023 none 6.29% First published",
        "We could not read 1 published detail.",
        "Repaying early Allowed, free of charge",
        "Apply with the lender (harbour-lane.example)",
        "Never pay to get a loan.",
        "Stacked bars, one a year for 3 years.",
        "All 37 payments",
    ] {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
    assert!(!page.contains("javascript:"));
    assert!(page.contains("rel=\"noopener noreferrer nofollow\""));
}

#[test]
fn the_schedule_sums_to_the_figures() {
    let page = product_page();
    let total =
        |text: &str| text.split("Total payable ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
    let text = text(&page);
    let table = text.split("Still owed").nth(1).unwrap();
    assert!(table.contains(&format!("Total {}", total(&text))), "{table}");
}

#[test]
fn typed_values_survive_a_fault_and_the_fault_is_linked() {
    let page = home_page(&faulty_form());
    keep("home-error", &page);
    assert!(page.contains("value=\"lots&quot;&gt;&lt;b&gt;\""));
    assert!(page.contains("<a href=\"#amount\">Amount must be an amount of AUD, such as 15000</a>"));
    assert!(page.contains("aria-describedby=\"amount-why amount-error\""));
    assert!(page.contains("aria-invalid=\"true\""));
}

#[test]
fn the_form_is_filled_from_the_session_and_says_why_it_asks() {
    let page = home_page(&viewer());
    keep("home", &page);
    assert!(page.contains("value=\"78000\""));
    assert!(page.contains("value=\"15000\""));
    assert!(text(&page).contains("Looking does not touch your credit file."));
    let ids: Vec<&str> =
        page.split("aria-describedby=\"").skip(1).filter_map(|s| s.split(['"', ' ']).next()).collect();
    assert!(ids.len() >= 12);
    for id in ids {
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

#[test]
fn a_small_yearly_income_is_questioned() {
    let mut viewer = viewer();
    viewer.borrower.income_annual = Some(support::aud(6_500));
    assert!(text(&home_page(&viewer)).contains("please give it times 12"));
}

#[test]
fn the_ranking_page_follows_the_policy() {
    let page = |payout| html(|| ranking::view(&policy(payout)));
    keep("ranking", &page(0.0));
    let honest = text(&page(0.0));
    assert!(honest.contains("Payment from lenders does not count in the order: its weight is 0."));
    assert!(honest.contains("Of the first 10 results, a lender takes at most 2"));
    assert!(honest.contains("Cost to you 0.30"));
    assert!(text(&page(0.05)).contains("its weight is 0.05 of 1.00 in all"));
}

#[test]
fn nothing_from_outside_becomes_markup_and_nothing_is_inline() {
    let privacy = html(|| view! { <privacy::PrivacyPage/> }.into_any());
    keep("privacy", &privacy);
    let missing = html(|| view! { <error::ErrorView code=ErrorCode::NotFound request_id=None/> }.into_any());
    keep("not-found", &missing);
    let pages = [
        results_page(),
        product_page(),
        home_page(&viewer()),
        home_page(&faulty_form()),
        empty_page(Vec::new()),
        html(|| ranking::view(&policy(0.0))),
        privacy,
        missing,
    ];
    assert!(pages[0].contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the hostile name is shown as text");
    assert!(!pages[0].contains(HOSTILE));
    for page in &pages {
        for banned in ["<script", " style=", "<img", " onclick=", " onerror=\"", "http://", "<style"] {
            assert!(!page.contains(banned), "{banned} in {}", text(page));
        }
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(ids.len(), unique.len(), "an id stands twice: {ids:?}");
        assert_eq!(page.matches("<h1").count(), 1, "one h1");
    }
}

#[test]
fn an_error_document_needs_nothing_but_the_style_sheet() {
    let assets = AssetPaths {
        css: "/a.css".to_owned(),
        pkg_dir: "pkg".to_owned(),
        favicon: "/favicon.svg".to_owned(),
    };
    let document = app::error_document(&assets, ErrorCode::Internal, Some("0190-req"));
    assert!(document.starts_with("<!DOCTYPE html><html lang=\"en-AU\">"));
    assert!(text(&document).contains("Reference: 0190-req"));
    assert!(document.contains("href=\"/a.css\""));
    assert!(!document.contains("<script"));
}
