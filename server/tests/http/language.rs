//! The language of pages: asked for by the browser, chosen by the visitor, and the way back after choosing.

use crate::support::TestServer;
use reqwest::Response;

async fn page(server: &TestServer, path: &str, headers: &[(&str, &str)]) -> Response {
    let request = server.client.get(server.url(path));
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send().await.unwrap()
}

/// The `lang` of the document, which must be what the header says.
async fn language(answer: Response) -> String {
    let header = answer.headers()["content-language"].to_str().unwrap().to_owned();
    let html = answer.text().await.unwrap();
    let lang = html.split("<html lang=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(lang, header);
    lang
}

async fn choose(server: &TestServer, body: &'static str) -> Response {
    let request = server.client.post(server.url("/language"));
    request.header("content-type", "application/x-www-form-urlencoded").body(body).send().await.unwrap()
}

#[actix_web::test]
async fn a_page_is_in_the_language_that_the_browser_asks_for() {
    let server = TestServer::start().await;
    for (header, expected) in [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("en;q=0.1, zh-Hans", "zh-Hans"),
        ("en-US,en;q=0.9", "en-AU"),
        ("de, fr;q=0.5", "en-AU"),
        ("not a language!", "en-AU"),
    ] {
        let answer = page(&server, "/", &[("accept-language", header)]).await;
        assert_eq!(answer.status(), 200, "{header}");
        assert_eq!(language(answer).await, expected, "{header}");
    }
    assert_eq!(language(page(&server, "/", &[]).await).await, "en-AU");
    assert_eq!(language(page(&server, "/nothing", &[("accept-language", "zh")]).await).await, "zh-Hans");
}

#[actix_web::test]
async fn a_choice_beats_the_browser_and_an_unknown_one_counts_for_nothing() {
    let server = TestServer::start().await;
    let with = |cookie, header| [("cookie", cookie), ("accept-language", header)];
    for (cookie, header, expected) in [
        ("lang=zh-Hans", "en-AU", "zh-Hans"),
        ("lang=en-AU", "zh-CN", "en-AU"),
        ("lang=xx", "zh-CN", "zh-Hans"),
        ("lang=xx", "de", "en-AU"),
        ("lang=", "de", "en-AU"),
    ] {
        let answer = page(&server, "/search", &with(cookie, header)).await;
        assert_eq!(answer.status(), 200, "{cookie}");
        assert_eq!(language(answer).await, expected, "{cookie}, {header}");
    }
}

#[actix_web::test]
async fn caches_are_told_what_the_language_hangs_on() {
    let server = TestServer::start().await;
    let answer = page(&server, "/", &[]).await;
    let vary: Vec<&str> = answer
        .headers()
        .get_all("vary")
        .iter()
        .flat_map(|value| value.to_str().unwrap().split(", "))
        .collect();
    assert!(vary.contains(&"Cookie") && vary.contains(&"Accept-Language"), "{vary:?}");
}

#[actix_web::test]
async fn choosing_is_remembered_and_leads_back() {
    let server = TestServer::start().await;
    let html = page(&server, "/search?amount=15000&q=a%20b", &[]).await.text().await.unwrap();
    assert!(html.contains("name=\"return\" value=\"/search?amount=15000&amp;q=a%20b\""), "{html}");
    let answer = choose(&server, "language=zh-Hans&return=%2Fsearch%3Famount%3D15000").await;
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.headers()["location"], "/search?amount=15000");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    for part in ["lang=zh-Hans", "SameSite=Lax", "Path=/", "Max-Age=31536000"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    let cookie = cookie.split(';').next().unwrap().to_owned();
    assert_eq!(language(page(&server, "/search", &[("cookie", &cookie)]).await).await, "zh-Hans");
}

#[actix_web::test]
async fn choosing_never_leads_to_another_site() {
    let server = TestServer::start().await;
    for body in [
        "language=en-AU&return=//evil.example",
        "language=en-AU&return=%2F%2Fevil.example",
        "language=en-AU&return=%2F%5Cevil.example",
        "language=en-AU&return=%2F%09%2Fevil.example",
        "language=en-AU&return=https%3A%2F%2Fevil.example%2F",
        "language=en-AU&return=%2F%0D%0ALocation%3A%20https%3A%2F%2Fevil.example",
        "language=en-AU&return=javascript%3Aalert(1)",
        "language=en-AU",
        "",
    ] {
        let answer = choose(&server, body).await;
        assert_eq!(answer.status(), 303, "{body}");
        assert_eq!(answer.headers()["location"], "/", "{body}");
    }
    let answer = choose(&server, "language=tlh&return=%2Fprivacy").await;
    assert_eq!((answer.status().as_u16(), answer.headers().get("set-cookie")), (303, None));
}
