//! What the pages of lists, account and reports say, in both languages.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use app::components::keep::keep;
use app::components::sent::Sent;
use app::components::tray::tray;
use app::pages::{account, report, saved};
use app::ports::{KeptProduct, SentForm, SessionSummary, SignInLink, Viewer};
use app::text::Language;
use domain::lists::{List, Lists};
use domain::query::SearchQuery;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use support::{HOSTILE, results, viewer};

/// Renders a view as the server does.
fn html(language: Language, view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        provide_meta_context();
        provide_context(language);
        view().to_html().replace("<!>", "")
    })
}

fn kept() -> Vec<KeptProduct> {
    results().into_iter().map(|result| KeptProduct { result, withdrawn_at: None }).collect()
}

#[test]
fn buttons_are_heard_with_their_product() {
    let product = results()[0].listing.product_id;
    let mut lists = Lists::default();
    lists.add(List::Saved, product).unwrap();
    let page = html(Language::English, || keep(product, "Clear Loan", &lists, "/search?page=2"));
    for (action, label) in [("unsave", "Saved"), ("compare", "Compare"), ("dismiss", "Dismiss")] {
        assert!(page.contains(&format!("action=\"/products/{product}/{action}\"")), "{page}");
        let heard = format!("{label}<span lang=\"en\" class=\"visually-hidden\"> Clear Loan</span>");
        assert!(page.contains(&heard), "{heard}: {page}");
    }
    assert_eq!(page.matches("name=\"return\" value=\"/search?page=2\"").count(), 3);
    let page = html(Language::Chinese, || keep(product, "Clear Loan", &lists, "/"));
    assert!(page.contains("已收藏") && page.contains("加入对比") && page.contains("隐藏"));
}

#[test]
fn the_tray_leads_to_the_comparison_once_there_are_two() {
    let kept = kept();
    let none = html(Language::English, || tray(&[], "/saved"));
    assert!(none.contains("class=\"tray\"") && none.contains(" hidden "), "{none}");
    let one = html(Language::English, || tray(&kept[..1], "/saved"));
    let shown = |page: &str, class: &str| {
        let tag = page.split('<').find(|tag| tag.contains(class)).unwrap();
        !tag.split('>').next().unwrap().contains(" hidden")
    };
    assert!(!shown(&one, "tray__go") && shown(&one, "tray__more"), "{one}");
    let two = html(Language::English, || tray(&kept[..2], "/saved"));
    assert!(shown(&two, "tray__go") && !shown(&two, "tray__more"), "{two}");
    let ids: Vec<_> = kept[..2].iter().map(|kept| kept.result.listing.product_id).collect();
    assert!(two.contains(&format!("/compare?product={}&amp;product={}", ids[0], ids[1])), "{two}");
    assert!(!two.contains(HOSTILE), "what lenders write is escaped");
}

#[test]
fn the_page_of_lists_says_what_is_full_and_folds_away_what_was_dismissed() {
    let (kept, query, viewer) = (kept(), SearchQuery::default(), viewer());
    for language in Language::ALL {
        let page = html(*language, || {
            saved::view(&saved::Kept {
                query: &query,
                viewer: &viewer,
                saved: &kept[..1],
                dismissed: &kept[1..],
                compared: &kept[..2],
                full: Some(List::Compared),
            })
        });
        assert!(page.contains("role=\"alert\""));
        assert!(page.contains("<details") && page.contains("/restore\""));
        assert_eq!(page.matches("<article").count(), 1);
        assert!(!page.contains(HOSTILE));
    }
}

#[test]
fn the_account_offers_everything_its_holder_may_do() {
    let mut viewer = viewer();
    viewer.account = Some("kim@example.com".to_owned());
    let session = |id: &str, is_this| SessionSummary {
        id: id.to_owned(),
        is_this,
        device: String::new(),
        used_at: "2026-10-01T00:00:00Z".parse().unwrap(),
    };
    let sessions = [session("a", true), session("b", false)];
    let holder = account::Holder { email: "kim@example.com", viewer: &viewer, sessions: &sessions };
    for (language, here) in [(Language::English, "This browser"), (Language::Chinese, "当前浏览器")] {
        let page = html(language, || account::holder(&holder, None));
        assert_eq!(page.matches("class=\"account__session\"").count(), 2);
        assert_eq!(page.matches(here).count(), 1);
        for address in ["/account/sign-out-everywhere", "/account/export", "/account/delete", "/saved"] {
            assert!(page.contains(&format!("\"{address}\"")), "{address}");
        }
    }
}

#[test]
fn a_fault_stands_in_the_summary_and_at_its_field() {
    let sent = SentForm::new("sign-in", [("email", HOSTILE.to_owned())], [("email", "email-unusable")]);
    for (language, fault) in
        [(Language::English, "must be a full address"), (Language::Chinese, "必须是完整的地址")]
    {
        let page = html(language, || account::visitor(&Sent::new(&sent, "account-fault"), None));
        assert_eq!(page.matches(fault).count(), 2, "{page}");
        assert!(page.contains("aria-describedby=\"email-why email-error\""));
        assert!(page.contains(&format!("name=\"language\" value=\"{language}\"")));
        assert!(!page.contains(HOSTILE));
    }
}

#[test]
fn a_link_brings_things_along_unasked_only_where_it_was_asked_for() {
    let viewer = viewer();
    let checked = |asked_here, viewer: &Viewer| {
        let link = SignInLink { email: "kim@example.com".to_owned(), asked_here };
        let page = html(Language::English, || account::confirm(&link, "token", viewer));
        page.split("name=\"bring\"").nth(1).map(|rest| rest.split('>').next().unwrap().contains("checked"))
    };
    assert_eq!(checked(true, &viewer), Some(true));
    assert_eq!(checked(false, &viewer), Some(false));
    assert_eq!(checked(true, &Viewer::default()), None, "there is nothing to bring");
    let elsewhere = Viewer { account: Some("lee@example.com".to_owned()), ..viewer };
    assert_eq!(checked(true, &elsewhere), None, "it belongs to another account");
}

#[test]
fn a_report_can_be_written_in_both_languages() {
    let listing = results()[0].listing.clone();
    let empty = SentForm::default();
    for (language, title) in
        [(Language::English, "Report a wrong figure"), (Language::Chinese, "报告错误数据")]
    {
        let page = html(language, || report::form(&listing, &Sent::new(&empty, "report-fault")));
        assert!(page.contains(title));
        assert_eq!(page.matches("type=\"radio\"").count(), 4);
        assert!(page.contains("maxlength=\"500\""));
    }
}
