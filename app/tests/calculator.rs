//! What the calculators say, in both languages. Every page is also written to a file, to be looked at.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

#[path = "support/html.rs"]
mod support;

use app::pages::calculator::{Calculation, view};
use app::text::Language;
use domain::money::Currency;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use support::{assert_sound, keep, text};

/// The page of an address' query.
fn page(language: Language, query: &str) -> (Calculation, String) {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    Owner::new().with(|| {
        provide_meta_context();
        provide_context(language);
        let calculation = Calculation::read(&pairs, Currency::AUD);
        let html = view(&calculation, Currency::AUD).to_html();
        (calculation, html)
    })
}

fn english(name: &str, query: &str) -> String {
    let (calculation, html) = page(Language::English, query);
    keep(name, &html);
    assert!(!calculation.is_faulty(), "{}", text(&html));
    text(&html)
}

/// The faults that an address leads to, as said in the summary.
fn faults(query: &str) -> Vec<String> {
    let (calculation, html) = page(Language::English, query);
    assert!(calculation.is_faulty(), "{}", text(&html));
    assert!(!html.contains("id=\"result\""), "no result beside faults");
    let summary = html.split("class=\"error-summary\"").nth(1).unwrap().split("</div>").next().unwrap();
    summary
        .split("<a href=\"#")
        .skip(1)
        .map(|link| text(&format!("<a {}", link.split("</li>").next().unwrap())))
        .collect()
}

#[track_caller]
fn says(text: &str, needles: &[&str]) {
    for needle in needles {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
}

#[test]
fn the_overview_leads_to_every_tool_with_an_example() {
    let (calculation, html) = page(Language::English, "utm_source=mail");
    keep("calculator", &html);
    assert!(!calculation.is_faulty());
    let examples: Vec<String> = html
        .split("href=\"/calculator?")
        .skip(1)
        .map(|link| link.split('"').next().unwrap().replace("&amp;", "&"))
        .filter(|query| query.contains('&'))
        .collect();
    assert_eq!(examples.len(), 4);
    for query in examples {
        let (calculation, html) = page(Language::English, &query);
        assert!(!calculation.is_faulty(), "{query}: {}", text(&html));
        assert!(html.contains("id=\"result\""), "{query} has a result");
        let (_, chinese) = page(Language::Chinese, &query);
        assert!(chinese.contains("结果"), "{query} in Chinese");
    }
}

#[test]
fn an_empty_form_is_no_fault_until_it_is_sent() {
    let (calculation, html) = page(Language::English, "tool=less");
    keep("calculator-empty", &html);
    assert!(!calculation.is_faulty());
    assert!(html.contains("aria-current=\"page\"") && !html.contains("id=\"result\""));
    let sent = "tool=less&amount=&rate=&term_months=&less=&monthly_saving=";
    assert_eq!(
        faults(sent),
        [
            "Amount you would borrow: an answer is needed.",
            "Annual rate: an answer is needed.",
            "Term: an answer is needed."
        ]
    );
}

/// 1,200 at 1 % a month over a year is 106.62 a month and 79.42 of interest; 1,080 is 95.96 a month.
#[test]
fn borrowing_less_says_what_it_saves() {
    let text = english("calculator-less", "tool=less&amount=1,200&rate=12&term_months=12&monthly_saving=100");
    says(
        &text,
        &[
            "A$1,200 A$106.62",
            "A$1,080 A$95.96",
            "A$960 A$85.29",
            "Borrowing A$240 less saves",
            "Putting A$100 aside each month, you would have A$1,200 after 1 year and pay no interest",
        ],
    );
    let typed = english("calculator-less-typed", "tool=less&amount=1200&rate=12&term_months=12&less=600");
    says(&typed, &["Borrowing A$600 less saves", "Putting A$106.62 aside each month"]);
    assert_eq!(
        faults("tool=less&amount=1200&rate=12&term_months=12&less=1200"),
        ["Borrow less by: give less than the A$1,200 that you would borrow."]
    );
}

/// The worked example of the domain's tests: 11 months and 58.98 of interest, or 6 months and 31.12.
#[test]
fn paying_faster_says_months_and_interest() {
    let query = "tool=faster&balance=1000&rate=12&instalment=100&extra=100";
    let text = english("calculator-faster", query);
    says(
        &text,
        &[
            "Paying A$100 more a month, you are free of the debt 5 months sooner and save A$27.86 in interest.",
            "Interest A$58.98 A$31.12",
            "Total payable A$1,058.98 A$1,031.12",
            "Two falling lines from A$1,000: as now, nothing is owed after 11 months",
        ],
    );
    let nothing = "tool=faster&balance=1000&rate=12&term_months=12&extra=0";
    says(&english("calculator-faster-nothing", nothing), &["Nothing extra is paid, so nothing is saved."]);
    assert_eq!(
        faults("tool=faster&balance=1000&rate=12&instalment=10&extra=5"),
        [
            "What you pay a month: this does not cover the interest of A$10 a month, so the debt would never be \
          repaid."
        ]
    );
    let one = "Give either the months still to go or what you pay a month.";
    assert_eq!(faults("tool=faster&balance=1000&rate=12&extra=5"), [one]);
    assert_eq!(faults("tool=faster&balance=1000&rate=12&instalment=90&term_months=12&extra=5"), [one]);
}

/// 12,000 flat at 5 % for a year: 600 of interest, 1,050 a month; at a nominal 8 %: 1,043.86 a month.
#[test]
fn offers_are_compared_whatever_way_they_are_quoted() {
    let query = "tool=offers&amount=12000&rate_a=8&quoted_as_a=nominal&term_months_a=12&rate_b=5&quoted_as_b=flat\
                 &term_months_b=12";
    let text = english("calculator-offers", query);
    says(
        &text,
        &[
            "Instalment a month A$1,043.86 A$1,050.00",
            "Interest A$526.3",
            "The first offer costs A$73.",
            "Effective annual rate with fees 8.3",
        ],
    );
    assert!(!text.contains("The terms differ."));
    let longer = format!("{query}&upfront_fee_a=100").replace("term_months_b=12", "term_months_b=24");
    says(&english("calculator-offers-terms", &longer), &["The terms differ."]);
    let same = query.replace("rate_b=5&quoted_as_b=flat", "rate_b=8&quoted_as_b=nominal");
    says(&english("calculator-offers-same", &same), &["Both offers cost the same in all."]);
    assert_eq!(
        faults(&query.replace("rate_b=5", "rate_b=five").replace("=flat", "=guess")),
        [
            "Annual rate: give percent from 0 to 100, such as 6.54.",
            "How the rate is stated: choose one from the list."
        ]
    );
}

#[test]
fn switching_says_when_it_pays_and_when_it_never_does() {
    let switch = |more: &str| {
        let base = "tool=refinance&balance=1000&remaining_months=2&present_rate=12&new_rate=0";
        english(&format!("calculator-refinance{}", more.replace(['&', '='], "-")), &format!("{base}{more}"))
    };
    says(&switch("&upfront_cost=12"), &["paid for itself after 2 months and saves A$3.02 in all."]);
    says(&switch("&exit_cost=2&upfront_cost=3"), &["pays from the first month and saves A$10.02 in all."]);
    says(&switch("&exit_cost=20"), &["It never pays: switching costs A$4.98 more in all."]);
    let longer = "tool=refinance&balance=1000&remaining_months=2&present_rate=12&new_rate=11&new_months=24";
    says(
        &english("calculator-refinance-longer", longer),
        &["In the end it does not pay", "The new loan runs 22 months longer."],
    );
}

#[test]
fn figures_may_be_typed_as_people_type_them() {
    let (calculation, html) =
        page(Language::Chinese, "tool=less&amount=1.5%E4%B8%87&rate=6.5%25&term_months=36");
    keep("calculator-less-zh", &html);
    assert!(!calculation.is_faulty());
    assert!(text(&html).contains("A$15,000"));
    assert!(text(&html).contains("干脆不借"));
}

#[test]
fn a_fault_stands_at_its_field_and_what_was_typed_stays() {
    let query = "tool=faster&balance=%3Cb%3Elots&rate=6&term_months=12&extra=10";
    let (calculation, html) = page(Language::English, query);
    keep("calculator-error", &html);
    assert!(calculation.is_faulty());
    assert!(html.contains("value=\"&lt;b&gt;lots\""));
    assert!(html.contains("aria-describedby=\"balance-error\"") && html.contains("aria-invalid=\"true\""));
    let (_, chinese) = page(Language::Chinese, query);
    assert!(text(&chinese).contains("错误： 还欠多少：请填写"), "{}", text(&chinese));
}

#[test]
fn nothing_is_inline_and_every_id_stands_once() {
    for query in [
        "",
        "tool=faster&balance=1000&rate=12&term_months=36&extra=100",
        "tool=offers",
        "tool=refinance",
        "tool=less&amount=x",
    ] {
        for language in Language::ALL {
            let (_, html) = page(*language, query);
            assert_sound(&html);
        }
    }
}
