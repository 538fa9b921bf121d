//! The results page: honest figures, folded misses, what would open more, quick filters, order and preferences.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use app::components::figures;
use app::pages::search;
use app::ports::{Now, Preferences, Viewer};
use domain::answer::{Exploration, SearchResult};
use domain::headline::Headline;
use domain::listing::StandardFees;
use domain::money::Currency;
use domain::product::{Category, RateType};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use support::html::text;
use support::render::{chinese, html, keep, results_for, results_page};
use support::{answer, aud, query, results, viewer};

fn says(page: &str, needles: &[&str]) {
    let text = text(page);
    for needle in needles {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
}

/// Fixed at 5.5% for a year, as part of a loan of A$300,000 over 25 years.
fn fixed(follows: Option<&str>, comparison: Option<&str>) -> SearchResult {
    let rate = |text: &str| text.parse().unwrap();
    let headline = Headline {
        annual: rate("0.055"),
        annual_max: rate("0.055"),
        kind: RateType::Fixed,
        comparison: comparison.map(rate),
        fixed_months: Some(12),
        follows: follows.map(rate),
        interest_only: false,
    };
    let mut result = results().remove(0);
    let path = headline.rate_path(300).unwrap();
    let fees = &result.listing.fees;
    result.repayment = Some(domain::repayment::figures(aud(300_000), path, 300, fees).unwrap());
    result.headline = Some(headline);
    result
}

fn row(result: &SearchResult, term_months: u16) -> String {
    html(|| figures::row(result, Some(term_months)))
}

#[test]
fn what_follows_a_fixed_rate_is_said_and_reckoned_with() {
    let known = fixed(Some("0.0624"), Some("0.0618"));
    let page = row(&known, 300);
    says(
        &page,
        &[
            "Fixed for 1 year, then 6.24% variable as of today",
            "Comparison rate 6.18% p.a.",
            "The total assumes 6.24% after the fixed time; a variable rate can change.",
        ],
    );
    let later = app::format::money_exact(known.repayment.unwrap().later_instalment.unwrap());
    says(&page, &[&format!("then {later} a month")]);
    says(&html(|| figures::repayment(&known)), &[&format!("After the fixed time then {later} a month")]);
    let compared = row(&fixed(None, Some("0.0618")), 300);
    says(&compared, &["Fixed for 1 year, then about its comparison rate", "assumes 6.18%"]);
    let unknown = row(&fixed(None, None), 300);
    says(&unknown, &["Fixed for 1 year; what follows is not published"]);
    assert!(!text(&unknown).contains("The total assumes"));
    says(&row(&known, 12), &["Fixed for the whole term"]);
    says(&chinese(|| row(&known, 300)), &["固定期1年，之后按目前的浮动利率为 6.24%", "之后每月 A$"]);
}

#[test]
fn interest_only_and_credit_without_instalments_say_what_is_known() {
    let mut result = fixed(None, None);
    result.headline.as_mut().unwrap().interest_only = true;
    result.repayment = None;
    says(
        &row(&result, 300),
        &["Interest only at first: the lender does not publish the instalment after that."],
    );
    says(&chinese(|| row(&result, 300)), &["起初只付利息"]);
    let listing = Arc::make_mut(&mut result.listing);
    listing.category = Category::CreditCard;
    says(&row(&result, 300), &["Yearly fee A$60"]);
    Arc::make_mut(&mut result.listing).fees.yearly = aud(0);
    says(&row(&result, 300), &["Yearly fee None"]);
    Arc::make_mut(&mut result.listing).fees.has_unknown = true;
    says(&row(&result, 300), &["Yearly fee Not published"]);
}

#[test]
fn fees_that_a_lender_does_not_publish_are_unknown_and_not_nothing() {
    let mut result = fixed(Some("0.0624"), None);
    let fees = StandardFees { published: false, ..StandardFees::nothing(Currency::AUD) };
    let path = result.headline.unwrap().rate_path(300).unwrap();
    result.repayment = Some(domain::repayment::figures(aud(300_000), path, 300, &fees).unwrap());
    Arc::make_mut(&mut result.listing).fees = fees;
    let total = app::format::money_exact(result.repayment.unwrap().total_payable);
    for page in [row(&result, 300), html(|| figures::repayment(&result))] {
        says(
            &page,
            &[
                &format!("Total without fees {total}"),
                "of which fees Not published",
                "Fees are unknown and not included",
            ],
        );
        assert!(!text(&page).contains("A$0.00"), "{page}");
    }
    says(
        &chinese(|| row(&result, 300)),
        &["总额（不含手续费）", "其中手续费 未公布", "手续费未知，没有计入"],
    );
    Arc::make_mut(&mut result.listing).category = Category::CreditCard;
    result.repayment = None;
    says(&row(&result, 300), &["Yearly fee Not published"]);
}

#[test]
fn figures_of_more_than_a_year_ago_warn() {
    let result = &results()[0];
    let at = |now: &str| {
        html(|| {
            provide_context(Now(now.parse().unwrap()));
            figures::as_of(&result.listing)
        })
    };
    assert!(!text(&at("2025-08-11T00:00:00Z")).contains("old"));
    says(&at("2025-08-20T00:00:00Z"), &["These figures are over a year old: ask the lender."]);
    says(&at("2026-09-01T00:00:00Z"), &["over 2 years old", "Figures as of 12 Aug 2024"]);
    says(&chinese(|| at("2026-09-01T00:00:00Z")), &["这些数据已超过2年：请向贷款机构核实。"]);
}

#[test]
fn what_may_not_be_had_is_folded_with_its_first_reason() {
    let page = results_page();
    let (open, closed) = page.split_once("<details class=\"missed\">").unwrap();
    assert!(open.contains("id=\"r-00000000-0000-0000-0000-000000000001\""));
    assert!(closed.contains("id=\"r-00000000-0000-0000-0000-000000000002\""));
    says(closed, &["1 loan whose rules you do not meet"]);
    let summary = closed.split("missed__one").nth(1).unwrap().split("</summary>").next().unwrap();
    says(summary, &["8.90% p.a.", "An income of at least A$90,000 a year before tax; you said A$78,000."]);
    says(
        &chinese(results_page),
        &["您不符合条件的贷款：1款", "税前年收入不低于 A$90,000；您填写的是A$78,000。"],
    );
    assert!(!text(&page).contains(".."), "no sentence ends twice");
}

#[test]
fn what_may_not_be_had_is_linked_from_earlier_pages_and_open_where_it_is_alone() {
    let mut early = answer();
    early.results.retain(|result| result.eligibility.verdict != domain::eligibility::Verdict::NotMet);
    early.not_met_total = 14;
    early.not_met_is_exact = false;
    let page = results_for(&early, &viewer());
    // 200 of 214 stand before them, 20 a page.
    assert!(page.contains("page=11\">At least 14"), "{page}");
    let mut last = answer();
    last.results.retain(|result| result.eligibility.verdict == domain::eligibility::Verdict::NotMet);
    last.not_met_total = 14;
    let page = results_for(&last, &viewer());
    assert!(page.contains("<details open class=\"missed\""), "{page}");
    says(&page, &["14 loans whose rules you do not meet", "1 of them on this page"]);
}

#[test]
fn a_change_that_opens_more_links_to_the_changed_search() {
    let page = results_page();
    says(
        &page,
        &[
            "Borrow A$20,000 instead of A$15,000 : 12 more loans, from 6.20% p.a.",
            "Pay A$9,000 of the price yourself instead of A$5,000 : 1 more loan",
        ],
    );
    assert!(page.contains("amount=20000\">Borrow A$20,000"), "{page}");
    let deposit = page.split("href=\"").find(|link| link.contains(">Pay A$9,000")).unwrap();
    let href = deposit.split('"').next().unwrap();
    assert!(href.contains("deposit=9000") && !href.contains("amount="), "{href}");
    says(&chinese(results_page), &["借 A$20,000，而不是 A$15,000 ：多12款贷款，年利率 6.20% 起"]);
}

#[test]
fn a_quick_filter_sets_or_drops_one() {
    let page = results_page();
    let quick = page.split("class=\"quick\"").nth(1).unwrap().split("</ul>").next().unwrap();
    says(quick, &["Fixed rate", "Variable rate", "✓ Redraw", "Offset account", "✓ Up to 15% p.a."]);
    let link = |words: &str| {
        let one = quick.split("<li>").find(|one| one.contains(words)).unwrap();
        one.split("href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&")
    };
    assert!(link("Fixed rate").contains("rate_type=fixed"));
    assert!(!link("Redraw").contains("feature="));
    assert!(link("Offset").contains("feature=redraw") && link("Offset").contains("feature=offset"));
    assert!(!link("Up to").contains("max_rate"));
    assert!(link("Only where").contains("eligible_only=true") && !link("Only where").contains("page="));
}

#[test]
fn no_yearly_fee_is_offered_where_a_loan_of_the_page_publishes_none() {
    let page = |results: Vec<SearchResult>, pairs: &[(&str, &str)]| {
        let (query, viewer) = (query(pairs), viewer());
        let answer = domain::answer::SearchAnswer { results, ..answer() };
        let lenders = BTreeMap::new();
        let found = search::Found {
            query: &query,
            answer: &answer,
            viewer: &viewer,
            lenders: &lenders,
            compared: &[],
        };
        let page = html(|| search::view(&found));
        page.split("class=\"quick\"").nth(1).unwrap().split("</ul>").next().unwrap().to_owned()
    };
    assert!(!page(results(), &[]).contains("No yearly fee"), "all of them have one");
    let mut some = results();
    let mut listing = (*some[0].listing).clone();
    listing.fees.yearly = aud(0);
    some[0].listing = Arc::new(listing.clone());
    let offered = page(some.clone(), &[]);
    assert!(offered.contains("No yearly fee") && offered.contains("no_annual_fee=true"), "{offered}");
    let set = page(results(), &[("no_annual_fee", "true")]);
    let toggle = set.split("<li>").find(|one| one.contains("No yearly fee")).unwrap();
    assert!(toggle.contains("aria-current") && !toggle.contains("no_annual_fee"), "{toggle}");
    listing.fees.has_unknown = true;
    some[0].listing = Arc::new(listing);
    assert!(!page(some, &[]).contains("No yearly fee"), "what is unknown is not none");
}

fn sorted(pairs: &[(&str, &str)]) -> String {
    let (query, answer, viewer) = (query(pairs), answer(), viewer());
    let lenders = BTreeMap::new();
    html(|| {
        search::view(&search::Found {
            query: &query,
            answer: &answer,
            viewer: &viewer,
            lenders: &lenders,
            compared: &[],
        })
    })
}

#[test]
fn only_orders_that_mean_something_are_offered_and_each_is_explained() {
    let loans = sorted(&[("category", "personal_loan"), ("sort", "rate")]);
    assert!(loans.contains("value=\"total_cost\"") && loans.contains("value=\"instalment\""));
    says(&loans, &["Lowest annual rate first; fees are not in it."]);
    let cards = sorted(&[("category", "credit_card")]);
    assert!(!cards.contains("value=\"total_cost\"") && !cards.contains("value=\"instalment\""));
    says(&cards, &["By the score:"]);
    says(&chinese(|| sorted(&[("sort", "approval")])), &["估计获批可能性高的在前，不论成本。"]);
}

#[test]
fn preferences_are_shown_and_sent_back_to_this_search() {
    let page = results_page();
    let form = |page: &str| {
        page.split("class=\"switches\"").nth(1).unwrap().split("</form>").next().unwrap().to_owned()
    };
    assert!(!form(&page).contains("checked"));
    assert!(form(&page).contains("name=\"return\" value=\"/search?category=personal_loan&amp;amount=15000"));
    let viewer = Viewer { preferences: Preferences { personalise: false, payment: false }, ..viewer() };
    let mut answer = answer();
    answer.payment_counts = false;
    let page = results_for(&answer, &viewer);
    keep("search-preferences", &page);
    assert_eq!(form(&page).matches("checked").count(), 2, "{}", form(&page));
    says(
        &page,
        &[
            "Your answers do not influence the order.",
            "As you chose, payment from lenders is left out of this order.",
        ],
    );
    says(&chinese(|| results_for(&answer, &viewer)), &["按您的选择，贷款机构付费不影响这个排序。"]);
}

#[test]
fn a_stranger_is_told_once_that_chances_are_unknown() {
    let page = results_for(&answer(), &Viewer::default());
    says(&page, &["You have not said anything about yourself, so chances of approval are not shown."]);
    assert!(!text(&page).contains("Not enough data to estimate"));
    says(&chinese(|| results_for(&answer(), &Viewer::default())), &["因此不显示获批可能性"]);
}

#[test]
fn a_score_is_drawn_as_its_addends() {
    let score = &results()[0].score;
    let page = html(|| app::components::score::sum(score, "How the score adds up"));
    let bar = page.split("score-bar").nth(1).unwrap().split("</svg>").next().unwrap();
    assert_eq!(bar.matches("score-part--").count(), 6, "{bar}");
    // A fifth of the bar's 240 units, less the gap to its neighbour.
    assert!(bar.contains("width=\"47.0\""), "{bar}");
    says(&page, &["Chance of approval 0.19", "Score 0.79 of at most 1.00", "0.63 0.30 0.189"]);
}

#[test]
fn the_live_form_is_a_search_without_scripts() {
    let page = results_page();
    let form = page.split("aria-label=\"Amount and term\"").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(form.contains("name=\"amount\"") && form.contains("value=\"15000\""));
    assert!(form.contains("name=\"feature\" value=\"redraw\""));
    assert!(!form.contains("name=\"page\""));
    says(form, &["Update results"]);
}

#[test]
fn a_product_that_was_drawn_says_so_and_where_its_score_would_put_it() {
    let with = |exploration| {
        let mut some = results();
        some[0].exploration = exploration;
        results_for(&domain::answer::SearchAnswer { results: some, ..answer() }, &viewer())
    };
    let mark = "Shown this high to learn how borrowers like it";
    let moved = with(Some(Exploration { place: 4, rank: 31, propensity: 0.2 }));
    says(&moved, &[mark, "By its score it would stand in place 31."]);
    assert_eq!(moved.matches("card__tried").count(), 1);
    assert_eq!(moved.matches("-tried\"").count(), 2, "it is part of the card's name");
    for stands in [None, Some(Exploration { place: 4, rank: 4, propensity: 0.6 })] {
        assert!(!text(&with(stands)).contains(mark), "where its score puts it anyway");
    }
}
