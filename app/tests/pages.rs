//! What pages say, rendered as the server renders them. Every page is also written to a file, to be looked at.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use app::AssetPaths;
use app::components::approval::approval;
use app::components::layout::{Banner, SiteFooter, SiteHeader};
use app::components::{eligibility, figures, score};
use app::pages::answers::Step;
use app::pages::{error, privacy, ranking};
use app::text::Language;
use domain::answer::{Relaxation, SearchResult};
use domain::error::ErrorCode;
use leptos::prelude::*;
use support::html::text;
use support::render::{
    chinese, empty_page, faulty_form, home_page, html, keep, product_page, results_page, review_page,
    step_page,
};
use support::words::english_words;
use support::{HOSTILE, NAMES, policy, viewer};

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
    assert_eq!(text.matches("Not enough data to estimate").count(), 1, "once, not on each card");
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
    let card = page.split("<article").find(|card| card.contains("card--sponsored")).unwrap();
    let named_by = card.split("aria-labelledby=\"").nth(1).unwrap().split('"').next().unwrap();
    let labels = named_by.split(' ').nth(1).unwrap();
    let (_, list) = card.split_once(&format!("id=\"{labels}\"")).unwrap();
    assert!(list.split("</ul>").next().unwrap().contains("Sponsored"));
    assert_eq!(page.matches(">Sponsored<").count(), 2, "in the card, and in the line that it is folded into");
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
    let need = "category=personal_loan&amp;amount=15000&amp;term_months=36&amp;purpose=car";
    let form = format!("/answers/about-you?{need}#residency");
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
    assert!(text(&page).contains("With any annual rate 12 loans"), "{}", text(&page));
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
    let table = text.split("Fees Still owed").nth(1).unwrap();
    assert!(table.contains(&format!("Total {}", total(&text))), "{table}");
}

#[test]
fn typed_values_survive_a_fault_and_the_fault_is_linked() {
    let page = home_page(&faulty_form());
    keep("home-error", &page);
    assert!(page.contains("value=\"lots&quot;&gt;&lt;b&gt;\""));
    let fault = "Amount must be an amount above 0 and up to A$1,000,000,000, such as 15000, 15,000 or 15k";
    assert!(page.contains(&format!("<a href=\"#amount\">{fault}</a>")), "{page}");
    assert!(page.contains("aria-describedby=\"amount-why amount-error\""));
    assert!(page.contains("aria-invalid=\"true\""));
    let chinese = chinese(|| home_page(&faulty_form()));
    let fault = "“金额”须大于0且不超过A$1,000,000,000，例如50000、50,000或5万";
    assert!(chinese.contains(&format!("<a href=\"#amount\">{fault}</a>")), "{chinese}");
}

#[test]
fn the_first_step_is_filled_and_says_why_it_asks() {
    let page = home_page(&viewer());
    keep("home", &page);
    assert!(page.contains("value=\"15000\""));
    assert!(!page.contains("name=\"income_annual\""), "that is asked later");
    let text = text(&page);
    for needle in ["Looking does not touch your credit file.", "Step 1 of 4", "Continue", "See loans now"] {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
    assert_described(&page);
}

/// Whatever a field names as its description is there.
fn assert_described(page: &str) {
    let ids = page.split("aria-describedby=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let ids: Vec<&str> = ids.flat_map(|ids| ids.split(' ')).collect();
    assert!(ids.len() >= 2);
    for id in ids {
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

/// Someone who came to the review.
fn far() -> app::ports::Viewer {
    let mut viewer = viewer();
    viewer.progress.reached = Step::Review;
    viewer
}

#[test]
fn a_step_asks_what_changes_results_and_says_for_how_many() {
    let page = step_page(&viewer(), Step::AboutYou, &[]);
    keep("about-you", &page);
    assert_described(&page);
    let said = text(&page);
    for needle in [
        "Step 2 of 4",
        "42 of 180 personal loans have an age limit.",
        "1 of 180 personal loans asks for a certain kind of work.",
        "Used for the estimate only.",
    ] {
        assert!(said.contains(needle), "{needle} is missing in {said}");
    }
    for field in ["employment", "credit_band", "age"] {
        assert!(page.contains(&format!(" name=\"{field}\"")), "{field} is missing");
    }
    for field in ["residency", "region", "income_annual"] {
        assert!(!page.contains(&format!(" name=\"{field}\"")), "nothing depends on {field} here");
    }
    assert!(said.contains("1,204 loans match, 94 of them with a rule you do not meet, from 5.99% a year"));
    let money = step_page(&viewer(), Step::Money, &[]);
    keep("money", &money);
    assert!(
        money.contains("value=\"78000\"") && !money.contains("property_value"),
        "no home, no questions on it"
    );
    assert!(text(&money).contains("The rate of 2 of 180 personal loans depends on it."));
    let chinese = text(&chinese(|| step_page(&viewer(), Step::AboutYou, &[])));
    for needle in ["第2步，共4步", "180款个人贷款中，42款有年龄限制。", "只用于估计获批可能性。"]
    {
        assert!(chinese.contains(needle), "{needle} is missing in {chinese}");
    }
}

#[test]
fn steps_are_linked_as_far_as_one_came() {
    let page = step_page(&viewer(), Step::AboutYou, &[]);
    assert!(page.contains("<span aria-current=\"step\">About you</span>"), "{page}");
    assert!(page.contains("<a href=\"/\">What you need</a>") && !page.contains("href=\"/answers/money\""));
    let page = step_page(&far(), Step::AboutYou, &[]);
    assert!(page.contains("<a href=\"/answers/money\">") && page.contains("<a href=\"/answers/review\">"));
    let home = home_page(&far());
    assert!(home.contains("href=\"/answers/review\"") && text(&home).contains("Go on where you stopped"));
    assert!(!text(&home_page(&app::ports::Viewer::default())).contains("Go on where you stopped"));
}

#[test]
fn a_small_yearly_income_is_asked_back_about() {
    let mut viewer = viewer();
    viewer.borrower.income_annual = Some(support::aud(6_500));
    let check = [("check", "income"), ("then", "results")];
    let page = step_page(&viewer, Step::Money, &check);
    keep("money-check", &page);
    let said = text(&page);
    for needle in
        ["Is A$6,500 what you earn in a month?", "Yes, a month: use A$78,000 a year", "No, it is for a year"]
    {
        assert!(said.contains(needle), "{needle} is missing in {said}");
    }
    assert!(
        !said.contains("Error:") && page.contains("<input type=\"hidden\" name=\"then\" value=\"results\"")
    );
    assert!(!text(&step_page(&viewer, Step::Money, &[])).contains("in a month?"), "only when it was sent");
    viewer.borrower.income_annual = Some(support::aud(78_000));
    assert!(!text(&step_page(&viewer, Step::Money, &check)).contains("in a month?"));
    viewer.borrower.income_annual = Some(support::aud(6_500));
    assert!(text(&chinese(|| step_page(&viewer, Step::Money, &check))).contains("A$6,500是您的月收入吗？"));
}

#[test]
fn the_review_has_every_answer_with_a_way_to_change_it() {
    let page = review_page(&far());
    keep("review", &page);
    let said = text(&page);
    for needle in [
        "Step 4 of 4",
        "Amount A$15,000 Change",
        "Income a year A$78,000 Change",
        "Term Not answered Answer",
        "State or territory New South Wales Change",
        "There is no credit check",
        "No lender is told",
        "Erase my answers",
    ] {
        assert!(said.contains(needle), "{needle} is missing in {said}");
    }
    assert!(!said.contains("Residency"), "neither asked nor answered");
    assert!(
        page.contains("href=\"/answers/money?category=personal_loan&amp;amount=15000#income_annual\""),
        "{page}"
    );
    assert!(page.contains("href=\"/search?category=personal_loan&amp;amount=15000\""));
}

#[test]
fn a_home_is_asked_about_for_home_loans_alone() {
    let uses = |category| {
        let viewer = app::ports::Viewer::default();
        let mut asked = support::render::asked(&viewer, Step::Money, &[]);
        asked.need.categories = category;
        asked.asks("property_value")
    };
    use domain::product::Category;
    assert!(uses(vec![Category::HomeLoan]));
    assert!(!uses(vec![Category::PersonalLoan]) && !uses(Vec::new()));
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
        step_page(&viewer(), Step::AboutYou, &[]),
        step_page(&viewer(), Step::Money, &[("check", "income")]),
        review_page(&far()),
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
    let document = |language| app::error_document(&assets, ErrorCode::Internal, Some("0190-req"), language);
    let chinese = document(Language::Chinese);
    assert!(chinese.starts_with("<!DOCTYPE html><html lang=\"zh-Hans\">"));
    assert!(chinese.contains("<title>我们这边出了问题 · Lendlight</title>"));
    let document = document(Language::English);
    assert!(document.starts_with("<!DOCTYPE html><html lang=\"en-AU\">"));
    assert!(text(&document).contains("Reference: 0190-req"));
    assert!(document.contains("href=\"/a.css\""));
    assert!(!document.contains("<script"));
}

/// What stands around every page.
fn frame() -> String {
    html(|| view! { <SiteHeader/> <Banner/> <SiteFooter/> }.into_any())
}

/// The components that results and product pages are made of, over the sample results.
fn components() -> String {
    let results = support::results();
    html(|| {
        let each = |result: &SearchResult| {
            view! {
                {figures::rate(result.headline.as_ref(), &result.listing)}
                {figures::repayment(result)}
                {figures::as_of(&result.listing)}
                {approval(result.approval, "/")}
                {eligibility::summary(&result.eligibility, "/")}
                {eligibility::all_rules(&result.eligibility, "/")}
                {score::sum(&result.score, "评分")}
            }
            .into_any()
        };
        view! { {results.iter().map(each).collect_view()} {figures::comparison_warning()} }.into_any()
    })
}

/// A page's name, and how it is rendered.
type SamplePage = (&'static str, fn() -> String);

#[test]
fn a_chinese_page_holds_no_english_but_names_and_what_lenders_say() {
    let pages: &[SamplePage] = &[
        ("zh-frame", frame),
        ("zh-components", components),
        ("zh-search", results_page),
        ("zh-nothing", || empty_page(vec![Relaxation { drop: "max_rate", would_find: 12 }])),
        ("zh-product", product_page),
        ("zh-home", || home_page(&viewer())),
        ("zh-home-error", || home_page(&faulty_form())),
        ("zh-about-you", || step_page(&viewer(), Step::AboutYou, &[])),
        ("zh-money", || step_page(&viewer(), Step::Money, &[])),
        ("zh-review", || review_page(&far())),
        ("zh-ranking", || html(|| ranking::view(&policy(0.0)))),
        ("zh-ranking-paid", || html(|| ranking::view(&policy(0.05)))),
        ("zh-privacy", || html(|| view! { <privacy::PrivacyPage/> }.into_any())),
        ("zh-error", || {
            html(|| {
                let each = |code: &ErrorCode| view! { <error::ErrorView code=*code request_id=None/> };
                ErrorCode::ALL.iter().map(each).collect_view().into_any()
            })
        }),
    ];
    for (name, page) in pages {
        let page = chinese(|| {
            let page = page();
            keep(name, &page);
            page
        });
        let english = english_words(&page, NAMES);
        assert!(english.is_empty(), "{name}: {english:#?}");
    }
    let marked =
        "<p lang=\"en\">Good conduct</p><p>年利率<b>Annual rate</b></p><i aria-label=\"Sort by\"></i>";
    assert_eq!(english_words(marked, NAMES), ["Annual rate", "Sort by"], "what the test looks for is found");
}

#[test]
fn chinese_pages_say_what_the_english_ones_say() {
    let results = text(&chinese(results_page));
    for needle in [
        "214款个人贷款：借款 A$15,000，期限3年",
        "用途：买车。 我们用您的回答核对贷款机构的条件，并估计您获批的可能性。",
        "个人贷款 (120)",
        "年利率不超过 15%",
        "推广",
    ] {
        assert!(results.contains(needle), "{needle} is missing in {results}");
    }
    let product = text(&chinese(product_page));
    for needle in [
        "为期3年；还本付息； Amount: A$2,000至A$50,000",
        "Monthly fee 每月 A$5",
        "2024年5月3日 6.29% 6.54% 上升0.25个百分点",
        "提前还款 允许，免费",
        "全部37期还款",
    ] {
        assert!(product.contains(needle), "{needle} is missing in {product}");
    }
    let home = text(&chinese(|| home_page(&viewer())));
    assert!(home.contains("41家贷款机构的302款贷款和信用卡"), "{home}");
    assert!(home.contains("也可以写5万"), "{home}");
}

#[test]
fn chinese_figures_are_those_of_the_english_page_with_chinese_words() {
    let text = text(&chinese(components));
    for needle in [
        "年利率 6.54% 至 12.99% /年 固定期3年",
        "比较利率 7.12% /年 按借款 A$30,000、期限5年计算",
        "月供 A$460.01 /月",
        "实际到手 A$15,000.00",
        "数据截至2024年8月12日",
        "，约 63%",
        "希望不大：有2项条件不符合",
        "不符合： 税前年收入不低于 A$90,000；您填写的是A$78,000。",
        "居留身份：公民或永久居民",
    ] {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
}
