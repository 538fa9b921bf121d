//! What a product's page says of chance, cost and lender, in both languages.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use app::pages::product::{self, Lender};
use app::ports::ProductDetails;
use domain::answer::{Approval, ApprovalBand, Basis, OpenQuestion, Raise, Raises};
use domain::change::Change;
use domain::headline::Headline;
use domain::listing::{Listing, StandardFees};
use domain::lists::Lists;
use domain::product::{Link, RateType};
use domain::rate::Rate;
use domain::repayment::figures;
use std::sync::Arc;
use support::render::{chinese, html, keep};
use support::words::english_words;
use support::{NAMES, aud, details, lender, query};

const NEED: &[(&str, &str)] = &[("amount", "15000"), ("term_months", "36")];

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

fn page(details: &ProductDetails, lender: &Lender, need: &[(&str, &str)]) -> String {
    html(|| product::view(details, lender, &Lists::default(), &query(need)))
}

fn text(page: &str) -> String {
    support::html::text(page)
}

/// A fixed rate for a year, and what follows it.
fn fixed(follows: Option<&str>, interest_only: bool) -> ProductDetails {
    let mut details = details();
    let headline = Headline {
        annual: rate("0.0549"),
        annual_max: rate("0.0549"),
        kind: RateType::Fixed,
        comparison: Some(rate("0.0612")),
        fixed_months: Some(12),
        follows: follows.map(rate),
        interest_only,
    };
    details.result.headline = Some(headline);
    details.result.repayment = headline
        .rate_path(36)
        .and_then(|path| figures(aud(15_000), path, 36, &details.result.listing.fees).ok());
    details
}

fn with_raises() -> ProductDetails {
    let mut details = details();
    let before = details.result.approval;
    let after = |probability| Approval {
        probability,
        low: probability - 0.1,
        high: probability + 0.1,
        band: ApprovalBand::High,
        basis: Basis::Prior,
    };
    let fees = details.result.listing.fees.clone();
    let raise = |change, chance, amount, months| Raise {
        change,
        before,
        after: after(chance),
        figures: figures(aud(amount), rate("0.0654"), months, &fees).ok(),
    };
    details.raises = Raises {
        changes: vec![
            raise(Change::Amount { from: aud(15_000), to: aud(12_000) }, 0.74, 12_000, 36),
            raise(Change::Term { from: 36, to: 48 }, 0.71, 15_000, 48),
            raise(Change::ExistingRepayments { from: aud(250), to: aud(0) }, 0.7, 15_000, 36),
        ],
        questions: vec![
            OpenQuestion { field: "residency", settles_rule: true, narrows: false },
            OpenQuestion { field: "credit_band", settles_rule: false, narrows: true },
        ],
    };
    details
}

#[test]
fn what_raises_the_chance_leads_to_the_changed_need_and_costs_what_it_costs() {
    let page = page(&with_raises(), &lender(), NEED);
    keep("product-raises", &page);
    support::html::assert_sound(&page);
    let text = text(&page);
    for needle in [
        "What would raise my chance",
        "Borrow A$12,000 instead of A$15,000",
        "Chance of approval about 63% now, about 74% then (between 64% and 84%).",
        "Repay over 4 years instead of 3 years",
        "more than now.",
        "less than now.",
        "Pay off your existing loans first (now A$250 a month)",
        "Residency Settles a rule of this lender.",
        "Credit history Makes the estimate surer.",
        "This is an estimate, not a promise",
        "answer truthfully",
        "As you asked Good 63% 51% 73%",
    ] {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
    let id = details().result.listing.product_id;
    assert!(page.contains(&format!("/products/{id}?amount=12000&amp;term_months=36")));
    assert!(page.contains(&format!("/products/{id}?amount=15000&amp;term_months=48")));
    assert!(page.contains("href=\"/?amount=15000&amp;term_months=36#existing_repayments_monthly\""));
    assert!(page.contains("#residency\""));
    let without = self::page(&details(), &lender(), NEED);
    assert!(!without.contains("What would raise my chance"), "nothing is shown where nothing would");
}

#[test]
fn a_chance_that_is_not_known_is_not_drawn() {
    let mut details = details();
    details.result.approval.band = ApprovalBand::NotEnoughData;
    let page = page(&details, &lender(), NEED);
    assert!(!page.contains("odds-chart") && !text(&page).contains("Your chance in figures"));
}

#[test]
fn a_fixed_rate_says_when_it_ends_and_what_follows() {
    let page = page(&fixed(Some("0.0624"), false), &lender(), NEED);
    keep("product-fixed", &page);
    let text = text(&page);
    for needle in [
        "5.49% fixed for 1 year, then 6.24% variable as of today.",
        "6.24% from here",
        "Instalment after 1 year",
        "What you still owe",
    ] {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
    let later = fixed(Some("0.0624"), false).result.repayment.unwrap().later_instalment.unwrap();
    assert!(text.contains(&format!("Instalment after 1 year {}", app::format::money_exact(later))), "{text}");
    let reckoned = self::text(&self::page(&fixed(None, false), &lender(), NEED));
    assert!(reckoned.contains("count with 6.12%, its comparison rate"), "{reckoned}");
    let whole = self::text(&self::page(&details(), &lender(), NEED));
    assert!(!whole.contains("from here"), "a rate that lasts as long as the loan has no end to mark");
}

#[test]
fn a_product_without_published_fees_says_so_wherever_they_would_count() {
    let mut details = with_raises();
    let listing = Arc::make_mut(&mut details.result.listing);
    listing.fees = StandardFees { published: false, ..StandardFees::nothing(listing.currency) };
    details.result.repayment = figures(aud(15_000), rate("0.0654"), 36, &listing.fees).ok();
    let page = page(&details, &lender(), NEED);
    support::html::assert_sound(&page);
    let text = text(&page);
    for needle in [
        "Total without fees A$",
        "of which fees Not published",
        "in all: A$",
        "Fees are unknown and not included.",
    ] {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
    assert!(!text.contains("Fees A$0.00") && !text.contains("Total payable"), "{text}");
    let schedule = |page: &str| page.split("id=\"schedule\"").nth(1).unwrap().to_owned();
    let column = ">Fees</th>";
    assert!(!schedule(&page).split("id=\"rates\"").next().unwrap().contains(column), "no column of nothing");
    assert!(schedule(&self::page(&self::details(), &lender(), NEED)).contains(column));
}

#[test]
fn interest_alone_has_no_instalment_and_says_why() {
    let text = text(&page(&fixed(None, true), &lender(), NEED));
    assert!(text.contains("no instalment can be worked out"), "{text}");
    assert!(!text.contains("Every payment") && !text.contains("Total payable"), "{text}");
}

#[test]
fn what_the_product_does_not_lend_has_no_figures() {
    let mut details = details();
    let listing = Listing::clone(&details.result.listing);
    details.result.repayment = figures(aud(90_000), rate("0.0654"), 36, &listing.fees).ok();
    let page = page(&details, &lender(), &[("amount", "90000"), ("term_months", "36")]);
    let text = text(&page);
    assert!(text.contains("This product lends up to A$50,000."), "{text}");
    assert!(page.contains("aria-invalid=\"true\"") && text.contains("Instalment – a month"), "{text}");
    assert!(!text.contains("Every payment"), "no schedule of a loan that is not to be had");
    let fitting = self::page(&self::details(), &lender(), NEED);
    assert!(!fitting.contains("aria-invalid"), "nothing is wrong with what fits");
}

#[test]
fn each_link_is_compared_with_the_lender_s_others() {
    let mut details = details();
    let mut product = (*details.product).clone();
    product.links.more_terms =
        vec![Link { uri: Some("https://harbour-lane.evil.example/terms".to_owned()), description: None }];
    details.product = Arc::new(product);
    let text = text(&page(&details, &lender(), NEED));
    for needle in [
        "Apply with the lender (harbour-lane.example) The same address as this lender\u{2019}s other 2 pages.",
        "None of this lender\u{2019}s other pages uses this address: check before you go on.",
        "51 824 753 556",
        "Credit licence Not recorded here: look it up in the regulator\u{2019}s register of credit licensees.",
        "Never pay to get a loan.",
    ] {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
    let unknown = self::text(&page(&details, &Lender::default(), NEED));
    assert!(!unknown.contains("other pages uses"), "nothing is said of addresses that were not checked");
}

#[test]
fn the_page_leads_on() {
    let page = page(&details(), &lender(), NEED);
    let id = details().result.listing.product_id;
    for address in [
        format!("href=\"/products/{id}/report\""),
        format!("href=\"/compare?product={id}&amp;amount=15000&amp;term_months=36\""),
        "href=\"/calculator?tool=less&amp;rate=6.54&amp;amount=15000&amp;term_months=36\"".to_owned(),
    ] {
        assert!(page.contains(&address), "{address} is missing");
    }
    let text = text(&page);
    assert!(text.contains("Other loans and cards of this lender"), "{text}");
    assert!(text.contains("Sponsored Personal loan 8.90% p.a. A$"), "{text}");
    assert!(text.contains("Everyday Loan Personal loan No published rate that fits"), "{text}");
}

#[test]
fn no_sentence_ends_twice() {
    let mut details = details();
    let mut product = (*details.product).clone();
    for feature in &mut product.features {
        feature.value = Some("Free of charge.".to_owned());
        feature.info = Some("Ask the lender.".to_owned());
    }
    details.product = Arc::new(product);
    let text = text(&page(&details, &lender(), NEED));
    assert!(text.contains("Free of charge. Ask the lender."), "{text}");
    assert!(!text.contains(".."), "{text}");
}

#[test]
fn the_chinese_page_says_the_same() {
    let told = chinese(|| {
        let raised = page(&with_raises(), &lender(), NEED);
        keep("zh-product-raises", &raised);
        [
            raised,
            page(&fixed(Some("0.0624"), false), &lender(), NEED),
            page(&fixed(None, true), &lender(), NEED),
        ]
        .join(" ")
    });
    let english = english_words(&told, NAMES);
    assert!(english.is_empty(), "{english:#?}");
    let text = text(&told);
    for needle in [
        "借 A$12,000 （现在是 A$15,000）",
        "获批可能性现在约 63%，调整后约 74%（64% 至 84%）。",
        "分4年还清",
        "前1年固定年利率 5.49%，之后为浮动年利率（目前 6.24%）。",
        "此后 6.24%",
        "1年后的月供",
        "无法计算月供",
        "与这家贷款机构的另外2个页面网址相同。",
        "报告错误数据",
        "这家贷款机构的其他贷款和信用卡",
    ] {
        assert!(text.contains(needle), "{needle} is missing in {text}");
    }
}
