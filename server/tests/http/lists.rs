//! Saved, dismissed and compared products.

use crate::browser::Browser;
use crate::support::{TestServer, fields, read_json};

/// The products of a results page, in its order.
fn cards(page: &str) -> Vec<String> {
    let cards = page.split("<article ").skip(1);
    cards.map(|card| card.split("id=\"r-").nth(1).unwrap().chars().take(36).collect()).collect()
}

#[actix_web::test]
async fn a_saved_product_stays_saved() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let id = server.product_id("Car Loan").await;
    let address = browser.submit(&format!("/products/{id}/save"), &[("return", "/search?page=1")]).await;
    assert_eq!(address, "/search?page=1");
    assert!(!browser.cookies.borrow()["lendlight-lists"].contains(&id), "the cookie is sealed");
    let page = browser.page("/saved").await;
    assert_eq!(cards(&page), std::slice::from_ref(&id));
    assert!(page.contains("aria-pressed=\"true\"") && page.contains(">Saved<"), "the button says so");
    browser.submit(&format!("/products/{id}/unsave"), &[]).await;
    assert!(browser.cookies.borrow().is_empty(), "an empty cookie is none");
    assert!(cards(&browser.page("/saved").await).is_empty());
}

#[actix_web::test]
async fn dismissed_products_are_in_no_page_and_pages_neither_repeat_nor_skip() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let all = cards(&browser.page("/search?per_page=100").await);
    for id in [&all[1], &all[4]] {
        browser.submit(&format!("/products/{id}/dismiss"), &[]).await;
    }
    let mut paged = Vec::new();
    for page in 1..=3 {
        paged.extend(cards(&browser.page(&format!("/search?per_page=3&page={page}")).await));
    }
    let mut kept: Vec<_> = all.iter().filter(|id| ![&all[1], &all[4]].contains(id)).cloned().collect();
    let (mut sorted, total) = (paged.clone(), paged.len());
    sorted.sort();
    kept.sort();
    assert_eq!((sorted, total), (kept, all.len() - 2));
    assert_eq!(cards(&Browser::new(&server).page("/search?per_page=100").await), all, "others see all");
    browser.submit(&format!("/products/{}/restore", all[1]), &[]).await;
    assert!(cards(&browser.page("/search?per_page=100").await).contains(&all[1]));
}

#[actix_web::test]
async fn counts_leave_dismissed_products_out() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let id = server.product_id("Gum Loan 1").await;
    let before = browser.page("/search?category=personal_loan").await;
    let heading = |page: &str| page.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap().to_owned();
    assert!(heading(&before).contains('8'), "{}", heading(&before));
    browser.submit(&format!("/products/{id}/dismiss"), &[]).await;
    let after = browser.page("/search?category=personal_loan").await;
    assert!(heading(&after).contains('7'), "{}", heading(&after));
    let refined = browser.page("/search?category=personal_loan&max_rate=0.0715&amount=15000").await;
    assert!(!cards(&refined).contains(&id));
}

#[actix_web::test]
async fn a_form_leads_nowhere_but_to_this_site() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let id = server.product_id("Car Loan").await;
    for back in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nX: y"] {
        assert_eq!(browser.submit(&format!("/products/{id}/save"), &[("return", back)]).await, "/saved");
    }
}

#[actix_web::test]
async fn an_unknown_product_or_action_is_not_found() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let id = server.product_id("Car Loan").await;
    for path in [
        "/products/0198a1b2-0000-7000-8000-000000000000/save",
        "/products/x/save",
        &format!("/products/{id}/buy"),
    ] {
        let answer = browser.post(path, &[]).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
        assert!(answer.text().await.unwrap().contains("<h1"), "{path}");
    }
    assert_eq!(browser.get(&format!("/products/{id}/save")).await.status(), 404, "looking saves nothing");
}

#[actix_web::test]
async fn a_full_list_says_so_and_drops_nothing() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let all = cards(&browser.page("/search?per_page=100").await);
    for id in &all[..4] {
        browser.submit(&format!("/products/{id}/compare"), &[]).await;
    }
    let address = browser.submit(&format!("/products/{}/compare", all[4]), &[("return", "/search")]).await;
    assert_eq!(address, "/saved?full=compared");
    let page = browser.page(&address).await;
    assert!(page.contains("Four loans can be compared"));
    let compare = format!("/compare?product={}&amp;product={}", all[0], all[1]);
    assert!(page.contains(&compare), "the tray leads to the comparison of all four, oldest first");
    let answer = script(&server, &browser, &format!("/products/{}/compare", all[4])).await;
    assert_eq!(answer.status(), 409);
    assert_eq!(fields(&read_json(answer).await), Vec::<String>::new());
}

/// Posts as a script of a page does.
async fn script(server: &TestServer, browser: &Browser<'_>, path: &str) -> reqwest::Response {
    let cookies = browser.cookies.borrow().clone();
    let cookies: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = server.client.post(server.url(path)).header("cookie", cookies.join("; "));
    request.header("accept", "application/json").send().await.unwrap()
}

#[actix_web::test]
async fn a_script_gets_an_empty_answer_and_the_cookie() {
    let server = TestServer::start().await;
    let id = server.product_id("Car Loan").await;
    let answer = script(&server, &Browser::new(&server), &format!("/products/{id}/save")).await;
    assert_eq!(answer.status(), 204);
    assert!(answer.headers()["set-cookie"].to_str().unwrap().starts_with("lendlight-lists="));
}

#[actix_web::test]
async fn a_forged_cookie_holds_nothing() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    for value in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00"] {
        browser.cookies.borrow_mut().insert("lendlight-lists".to_owned(), value.to_owned());
        browser.cookies.borrow_mut().insert("lendlight-account".to_owned(), value.to_owned());
        assert!(cards(&browser.page("/saved").await).is_empty());
    }
}

#[actix_web::test]
async fn another_sites_form_is_refused_with_a_page() {
    let server = TestServer::start().await;
    let id = server.product_id("Car Loan").await;
    let save = format!("/products/{id}/save");
    let paths = [
        save.as_str(),
        "/answers",
        "/account/link",
        "/account/sign-in",
        "/account/sign-out",
        "/account/delete",
    ];
    for path in paths {
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let request =
                server.client.post(server.url(path)).header(name, value).header("accept", "text/html");
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), 403, "{path} {name}: {value}");
            assert!(answer.headers().get("set-cookie").is_none());
            let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
            assert!(policy.contains("style-src 'self'") && !policy.contains("script-src"), "{policy}");
            assert!(answer.text().await.unwrap().contains("<h1"), "{path}");
        }
    }
}
