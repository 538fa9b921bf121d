//! What the comparison says, in both languages. Every page is also written to a file, to be looked at.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use app::pages::compare::{Asked, Compared, view};
use app::ports::{ProductDetails, Viewer};
use app::text::Language;
use domain::listing::StandardFees;
use domain::money::Currency;
use domain::product::{FeatureKind, ProductId};
use domain::rate::Rate;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use std::sync::Arc;
use support::html::{assert_sound, keep, text};
use support::{HOSTILE, details, results, viewer};
use uuid::Uuid;

/// The sample products: the first with everything published, the others as the search finds them.
fn products() -> Vec<ProductDetails> {
    let whole = details();
    results()
        .into_iter()
        .enumerate()
        .map(|(place, result)| {
            let mut product = (*whole.product).clone();
            if place > 0 {
                product.fees.clear();
                product.supplement.early_repayment = None;
            }
            ProductDetails { product: Arc::new(product), result, ..whole.clone() }
        })
        .collect()
}

fn id(number: u128) -> ProductId {
    ProductId(Uuid::from_u128(number))
}

fn asked(more: &[(&str, &str)]) -> Asked {
    let products = (1..=3).map(|number| ("product".to_owned(), id(number).to_string()));
    let more = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let pairs: Vec<(String, String)> = products.chain(more).collect();
    Asked::read(&pairs, Currency::AUD)
}

const NEED: &[(&str, &str)] = &[("amount", "15000"), ("term_months", "36"), ("purpose", "car")];

/// Renders as the server does, in a language.
fn html(language: Language, asked: &Asked, compared: &Compared, viewer: &Viewer) -> String {
    Owner::new().with(|| {
        provide_meta_context();
        provide_context(language);
        view(asked, compared, viewer, Currency::AUD).to_html()
    })
}

fn three(language: Language, more: &[(&str, &str)]) -> String {
    let pairs: Vec<(&str, &str)> = NEED.iter().chain(more).copied().collect();
    let compared = Compared { products: products(), ..Compared::default() };
    html(language, &asked(&pairs), &compared, &viewer())
}

/// The cells of a row, as text, by the row's name.
fn cells(page: &str, name: &str) -> Vec<String> {
    let head = format!("role=\"rowheader\">{name}</th>");
    let (_, row) = page.split_once(&head).unwrap_or_else(|| panic!("no row {name} in {}", text(page)));
    let row = row.split("</tr>").next().unwrap();
    let cells = row.split("class=\"compare__what\"").skip(1);
    cells.map(|cell| text(&format!("<span {}", cell.split("</td>").next().unwrap()))).collect()
}

#[test]
fn every_row_says_what_it_knows_of_every_product() {
    let page = three(Language::English, &[]);
    keep("compare", &page);
    assert_eq!(page.matches("role=\"columnheader\"").count(), 3);
    let rates = cells(&page, "Annual rate");
    assert_eq!(rates[0], "6.54% to 12.99% p.a. The lender sets it per customer; yours may differ.");
    assert_eq!(rates[1], "8.90% p.a.");
    assert_eq!(rates[2], "Not published");
    assert!(cells(&page, "Comparison rate")[0].starts_with("7.12% p.a. for A$30,000 over 5 years"));
    assert!(cells(&page, "Instalment a month")[0].starts_with("A$460.01 to A$505"), "both ends");
    assert_eq!(cells(&page, "Instalment a month")[2], "Cannot be worked out without a rate");
    assert_eq!(cells(&page, "You receive")[0], "A$15,000.00");
    assert_eq!(cells(&page, "Chance of approval")[2], "Not enough data to estimate");
    assert_eq!(cells(&page, "Range of the estimate")[0], "Between 51% and 73%");
    assert_eq!(cells(&page, "Rules")[0], "2 met 0 not met 2 cannot be checked");
    let missed = &cells(&page, "What you do not meet")[1];
    assert!(
        missed.contains("An income of at least A$90,000 a year before tax; you said A$78,000"),
        "{missed}"
    );
    assert!(cells(&page, "Every published fee")[0].contains("Establishment fee : A$395"));
    assert_eq!(cells(&page, "Every published fee")[1], "Not published");
    assert_eq!(cells(&page, "Redraw"), ["Yes"; 3]);
    assert_eq!(cells(&page, "Early repayment")[0], "Allowed, free of charge");
    assert_eq!(cells(&page, "Figures as of")[0], "12 Aug 2024");
}

#[test]
fn the_best_is_marked_in_words_and_the_unknown_never() {
    let page = three(Language::English, &[]);
    assert_eq!(cells(&page, "Chance of approval")[0], "Good, about 63% Highest");
    for row in ["Annual rate", "Instalment a month", "Total payable"] {
        assert!(cells(&page, row).iter().all(|cell| !cell.contains("Lowest")), "{row}: the ranges overlap");
    }
    let mut products = products();
    products[0].result.headline = products[0].result.headline.map(|mut headline| {
        headline.annual_max = headline.annual;
        headline
    });
    let compared = Compared { products, ..Compared::default() };
    let page = html(Language::English, &asked(NEED), &compared, &viewer());
    assert!(cells(&page, "Annual rate")[0].starts_with("6.54% p.a. Lowest"));
    assert_eq!(cells(&page, "Annual rate").iter().filter(|cell| cell.contains("Lowest")).count(), 1);
    // The second product leaves fees open: its total may be anything more, and is never the lowest.
    assert!(!cells(&page, "of which fees")[1].contains("Lowest"));
    assert!(cells(&page, "of which fees")[1].contains("The lender leaves some fees open"));
}

#[test]
fn a_lender_that_publishes_no_fee_has_not_the_lowest() {
    let mut products = products();
    let cheapest = Rate::from_millionths(10_000);
    let listing = Arc::make_mut(&mut products[1].result.listing);
    listing.fees = StandardFees { published: false, ..StandardFees::nothing(listing.currency) };
    products[1].result.headline = products[1].result.headline.map(|mut headline| {
        (headline.annual, headline.annual_max) = (cheapest, cheapest);
        headline
    });
    let compared = Compared { products, ..Compared::default() };
    let page = html(Language::English, &asked(NEED), &compared, &viewer());
    assert_eq!(cells(&page, "of which fees")[1], "Not published");
    for row in ["of which fees", "Total payable"] {
        assert!(!cells(&page, row)[1].contains("Lowest"), "{row}: it may charge some");
    }
    assert!(cells(&page, "Annual rate")[1].contains("Lowest"), "its rate is published");
}

#[test]
fn only_differences_leaves_out_what_is_the_same() {
    let (all, different) =
        (three(Language::English, &[]), three(Language::English, &[("differences", "true")]));
    keep("compare-differences", &different);
    assert!(all.contains(">Redraw</th>") && !different.contains(">Redraw</th>"));
    assert!(different.contains(">Annual rate</th>"));
    assert!(text(&different).contains("rows are the same for all and left out."));
    assert!(different.contains("id=\"differences\" name=\"differences\" value=\"true\" checked"));
    assert!(!all.contains("value=\"true\" checked"));
}

#[test]
fn each_product_can_be_taken_out_and_no_address_says_who_asks() {
    let page = three(Language::English, &[("differences", "true"), ("income_annual", "80000")]);
    let rest = format!(
        "href=\"/compare?product={}&amp;product={}&amp;differences=true&amp;amount=15000&amp;term_months=36\
         &amp;purpose=car\"",
        id(2),
        id(3)
    );
    assert!(page.contains(&rest));
    assert!(!page.contains("income_annual") && !page.contains("78000"));
    // Both forms carry the products.
    assert_eq!(page.matches(&format!("name=\"product\" value=\"{}\"", id(1))).count(), 2);
}

#[test]
fn a_paid_place_is_part_of_the_columns_name() {
    let page = three(Language::English, &[]);
    let head =
        page.split("role=\"columnheader\"").skip(1).find(|head| head.contains("&lt;/title&gt;")).unwrap();
    let head = head.split("</th>").next().unwrap();
    assert!(head.contains(">Sponsored<") && head.contains(">Invented<"));
    let described = head.split("aria-describedby=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(head.contains(&format!("id=\"{described}\"")));
    assert_eq!(page.matches(">Sponsored<").count(), 1);
}

#[test]
fn what_cannot_be_compared_is_said_without_an_error_page() {
    let mut gone = products().remove(0);
    gone.withdrawn_at = Some("2024-09-01T00:00:00Z".parse().unwrap());
    let compared = Compared {
        products: products().split_off(1),
        withdrawn: vec![gone],
        missing: 2,
        similar: Vec::new(),
    };
    let page = html(Language::English, &asked(&[("amount", "lots")]), &compared, &Viewer::default());
    keep("compare-missing", &page);
    let text = text(&page);
    for needle in [
        "Clear Personal Loan is no longer offered and is not compared.",
        "2 loans of this address are not in the catalogue.",
        "Error: Amount: give an amount above zero, such as 15000.",
        "You have not said anything about yourself",
        "2 loans side by side",
    ] {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
    assert!(page.contains("<a href=\"#amount\">") && page.contains("value=\"lots\""));
}

#[test]
fn one_product_or_none_leads_on() {
    let one = Compared {
        products: products().into_iter().take(1).collect(),
        similar: results().split_off(1),
        ..Compared::default()
    };
    let page = html(Language::English, &asked(NEED), &one, &viewer());
    keep("compare-one", &page);
    assert!(!page.contains("<table"));
    assert!(page.contains(&format!(
        "href=\"/compare?product={}&amp;product={}&amp;amount=15000",
        id(1),
        id(3)
    )));
    assert!(text(&page).contains("Compare with Everyday Loan, Banksia Bank"));
    let nothing = Asked::read(&[], Currency::AUD);
    let page = html(Language::English, &nothing, &Compared::default(), &Viewer::default());
    keep("compare-none", &page);
    assert!(text(&page).contains("A comparison takes two to four loans."));
    assert!(page.contains("href=\"/search\""));
}

#[test]
fn a_stated_no_is_a_no_and_silence_is_not() {
    let mut products = products();
    let mut product = (*products[0].product).clone();
    let early = product.supplement.early_repayment.as_mut().unwrap();
    early.allowed = false;
    products[0].product = Arc::new(product);
    let mut listing = (*products[1].result.listing).clone();
    listing.features.retain(|feature| *feature != FeatureKind::Redraw);
    products[1].result.listing = Arc::new(listing);
    let compared = Compared { products, ..Compared::default() };
    let page = html(Language::English, &asked(NEED), &compared, &viewer());
    assert_eq!(cells(&page, "Extra repayments"), ["No", "Yes", "Yes"]);
    assert_eq!(cells(&page, "Redraw"), ["Yes", "Not stated", "Yes"]);
    assert_eq!(cells(&page, "Early repayment")[0], "Not allowed");
}

#[test]
fn the_comparison_is_written_in_chinese_too() {
    let page = three(Language::Chinese, &[]);
    keep("compare-zh", &page);
    assert_eq!(cells(&page, "年利率")[2], "未公布");
    assert!(cells(&page, "获批可能性")[0].ends_with("最高"));
    assert!(text(&page).contains("3 款贷款并排比较"));
    assert!(page.contains("<a href=\"/products/"));
    assert!(page.contains("lang=\"en\">Everyday Loan<"), "names stay as published");
}

#[test]
fn nothing_from_outside_becomes_markup_and_nothing_is_inline() {
    for page in [three(Language::English, &[]), three(Language::Chinese, &[("differences", "true")])] {
        assert!(!page.contains(HOSTILE));
        assert_sound(&page);
    }
}
