//! Signing in by a mailed link, and out.

use crate::browser::{Browser, letters, readable};
use crate::support::{TestServer, catalogue};
use server::config::Config;

#[actix_web::test]
async fn looking_at_a_link_does_not_use_it_up_and_signing_in_does() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let token = browser.ask(" Kim@Example.com ").await;
    let confirm = format!("/account/sign-in?token={token}");
    // What checks mail for its reader looks at every link, even more than once.
    for _ in 0..2 {
        let page = Browser::new(&server).page(&confirm).await;
        assert!(page.contains("kim@example.com") && page.contains("another browser"), "{page}");
    }
    let page = browser.page(&confirm).await;
    assert!(!page.contains("another browser"), "the browser that asked is known");
    assert!(!browser.is_signed_in().await);
    assert_eq!(browser.submit("/account/sign-in", &[("token", &token)]).await, "/account?welcome=1");
    assert!(browser.is_signed_in().await);

    let other = Browser::new(&server);
    assert_eq!(other.submit("/account/sign-in", &[("token", &token)]).await, "/account/sign-in");
    assert_eq!(other.get("/account/sign-in").await.status(), 404);
    assert_eq!(other.get(&confirm).await.status(), 404);
    assert!(!other.is_signed_in().await);
}

#[actix_web::test]
async fn a_link_expires() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let token = browser.ask("kim@example.com").await;
    server.execute("UPDATE sign_in_link SET expires_at = asked_at").await;
    assert_eq!(browser.get(&format!("/account/sign-in?token={token}")).await.status(), 404);
    browser.submit("/account/sign-in", &[("token", &token)]).await;
    assert!(!browser.is_signed_in().await);
}

#[actix_web::test]
async fn what_is_no_token_opens_nothing() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    for token in ["", "x", &"0".repeat(64), &"\u{e4}".repeat(32), "../../etc"] {
        assert_eq!(browser.submit("/account/sign-in", &[("token", token)]).await, "/account/sign-in");
        assert!(!browser.is_signed_in().await);
    }
}

#[actix_web::test]
async fn asking_tells_nobody_who_has_an_account() {
    let server = TestServer::start().await;
    Browser::new(&server).sign_in("kim@example.com").await;
    let mut answers = Vec::new();
    for email in ["kim@example.com", "nobody@example.com"] {
        let browser = Browser::new(&server);
        let before = letters(&server).len();
        let address = browser.submit("/account/link", &[("email", email)]).await;
        assert_eq!(letters(&server).len(), before + 1);
        let page = browser.page(&address).await;
        let text: String = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_owned();
        answers.push((address, text));
    }
    assert_eq!(answers[0], answers[1]);
}

#[actix_web::test]
async fn an_address_that_cannot_be_one_is_kept_beside_what_is_wrong_with_it() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let address = browser.submit("/account/link", &[("email", "kim at <example>")]).await;
    assert_eq!(address, "/account?again=1");
    let answer = browser.get(&address).await;
    assert_eq!(answer.status(), 422);
    let page = answer.text().await.unwrap();
    assert!(page.contains("kim at &lt;example&gt;") && page.contains("must be a full address"), "{page}");
    assert!(page.contains("<title>Error:"), "the title says so");
    assert!(letters(&server).is_empty());
    assert!(!browser.page("/account").await.contains("must be a full address"), "it is said once");
}

#[actix_web::test]
async fn a_mailbox_cannot_be_flooded() {
    let mut config = Config::default();
    config.limits.links_per_email = 2;
    config.limits.links_per_address = 4;
    let server = TestServer::with(config, catalogue()).await;
    let browser = Browser::new(&server);
    let ask = async |email: &str| browser.submit("/account/link", &[("email", email)]).await;
    for email in ["kim@example.com", "KIM@example.com"] {
        assert_eq!(ask(email).await, "/account?asked=1");
    }
    assert_eq!(ask("kim@example.com").await, "/account?again=1");
    assert!(browser.get("/account?again=1").await.text().await.unwrap().contains("Too many links"));
    assert_eq!(ask("lee@example.com").await, "/account?asked=1", "others may");
    assert_eq!(ask("ada@example.com").await, "/account?again=1", "not from here any more");
    assert_eq!(letters(&server).len(), 3);
}

#[actix_web::test]
async fn links_begin_with_the_sites_own_address_whatever_a_request_says() {
    let mut config = Config::default();
    config.server.public_url = "https://loans.example".to_owned();
    let server = TestServer::with(config, catalogue()).await;
    let request = server.client.post(server.url("/account/link")).header("host", "evil.example");
    let request = request.header("x-forwarded-host", "evil.example");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(request.body("email=kim%40example.com").send().await.unwrap().status(), 303);
    let letter = readable(&letters(&server)[0]);
    assert!(letter.contains("https://loans.example/account/sign-in?token="), "{letter}");
    assert!(!letter.contains("evil.example"), "{letter}");
}

#[actix_web::test]
async fn a_letter_is_in_the_language_of_the_page_that_asked() {
    let server = TestServer::start().await;
    let fields = [("email", "kim@example.com"), ("language", "zh-Hans")];
    Browser::new(&server).submit("/account/link", &fields).await;
    let letter = &letters(&server)[0];
    assert!(letter.contains("Subject: =?utf-8?"), "{letter}");
    assert!(!letter.contains("You asked to sign in"), "{letter}");
}

#[actix_web::test]
async fn signing_out_everywhere_leaves_no_browser_signed_in() {
    let server = TestServer::start().await;
    let [first, second, other] = [(); 3].map(|()| Browser::new(&server));
    first.sign_in("kim@example.com").await;
    second.sign_in("kim@example.com").await;
    other.sign_in("lee@example.com").await;
    assert_eq!(first.page("/account").await.matches("class=\"account__session\"").count(), 2);
    first.submit("/account/sign-out-everywhere", &[]).await;
    assert!(!first.is_signed_in().await && !second.is_signed_in().await);
    assert!(second.cookies.borrow().is_empty(), "the cookie is gone");
    assert!(other.is_signed_in().await);
}

#[actix_web::test]
async fn one_browser_can_sign_another_out_but_not_somebody_elses() {
    let server = TestServer::start().await;
    let [first, second, other] = [(); 3].map(|()| Browser::new(&server));
    first.sign_in("kim@example.com").await;
    second.sign_in("kim@example.com").await;
    other.sign_in("lee@example.com").await;
    let page = first.page("/account").await;
    let ids: Vec<String> =
        page.split("name=\"session\" value=\"").skip(1).map(|rest| rest.chars().take(36).collect()).collect();
    assert_eq!(ids.len(), 2);
    for id in &ids {
        other.submit("/account/sign-out", &[("session", id)]).await;
    }
    assert!(first.is_signed_in().await && second.is_signed_in().await);
    let [one, two] = [&ids[0], &ids[1]];
    first.submit("/account/sign-out", &[("session", one)]).await;
    let (still, left) = (first.is_signed_in().await, second.is_signed_in().await);
    assert!(still != left, "one of the two is signed out");
    first.submit("/account/sign-out", &[("session", two)]).await;
    assert_eq!(other.post("/account/sign-out", &[("session", "x")]).await.status(), 404);
}

#[actix_web::test]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    browser.sign_in("kim@example.com").await;
    let stolen = browser.cookies.borrow().clone();
    browser.submit("/account/sign-out", &[]).await;
    assert!(browser.cookies.borrow().is_empty());
    let thief = Browser::new(&server);
    *thief.cookies.borrow_mut() = stolen;
    assert!(!thief.is_signed_in().await);
}

#[actix_web::test]
async fn a_session_that_is_used_goes_on_and_one_that_is_not_ends() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    browser.sign_in("kim@example.com").await;
    server.execute("UPDATE account_session SET used_at = used_at - 7200000000").await;
    let answer = browser.get("/account").await;
    let renewed = answer
        .headers()
        .get_all("set-cookie")
        .iter()
        .any(|cookie| cookie.to_str().unwrap().starts_with("lendlight-account="));
    assert!(renewed, "the cookie's end is put off");
    let again = browser.get("/account").await;
    assert!(again.headers().get("set-cookie").is_none(), "but not with every page");
    server.execute("UPDATE account_session SET expires_at = used_at").await;
    assert!(!browser.is_signed_in().await);
}
