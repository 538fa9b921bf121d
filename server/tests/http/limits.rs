//! What keeps the server from harm.

use crate::support::{TestServer, catalogue, fields, read_json};
use serde_json::json;
use server::config::Config;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[actix_web::test]
async fn every_answer_carries_the_security_headers() {
    let server = TestServer::start().await;
    for path in ["/", "/search", "/api/v1/search", "/nothing-here", "/assets/abc/style.css", "/healthz"] {
        let answer = server.get(path).await;
        let headers = answer.headers();
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["x-frame-options"], "DENY", "{path}");
        assert!(
            headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(headers["x-request-id"].len(), 32, "{path}");
    }
}

#[actix_web::test]
async fn a_pages_scripts_run_by_a_nonce_of_their_own() {
    let server = TestServer::start().await;
    let mut nonces = std::collections::HashSet::new();
    for _ in 0..3 {
        let answer = server.get("/").await;
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        let html = answer.text().await.unwrap();
        assert!(html.contains(&format!("nonce=\"{nonce}\"")));
        for script in html.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(
                tag.contains("nonce=") || tag.contains("src="),
                "an inline script without a nonce: {tag}"
            );
        }
        assert!(!policy.contains("unsafe-inline"));
        assert!(!html.contains(" style=\""), "an inline style");
        nonces.insert(nonce);
    }
    assert_eq!(nonces.len(), 3);
}

#[actix_web::test]
async fn what_is_too_large_is_refused() {
    let server = TestServer::start().await;
    let long = "x".repeat(9_000);
    assert_eq!(server.get(&format!("/search?q={long}")).await.status(), 413);
    let body = format!("{{\"q\": \"{}\"}}", "x".repeat(100_000));
    let request = server.client.post(server.url("/api/v1/search")).header("content-type", "application/json");
    let answer = request.body(body).send().await.unwrap();
    assert_eq!(answer.status(), 413);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
}

#[actix_web::test]
async fn a_packed_body_is_refused_before_it_is_unpacked() {
    let server = TestServer::start().await;
    for (coding, status) in [("br", 400), ("gzip", 400), ("GZIP", 400), ("identity", 200)] {
        let request = server.client.post(server.url("/api/v1/search")).header("content-encoding", coding);
        let answer = request.header("content-type", "application/json").body("{}").send().await.unwrap();
        assert_eq!(answer.status(), status, "{coding}");
        let told = answer.text().await.unwrap();
        assert_eq!(told.contains("packed bodies"), status == 400, "{told}");
    }
}

#[actix_web::test]
async fn a_thousand_faults_are_not_answered_with_megabytes() {
    let server = TestServer::start().await;
    let faults: serde_json::Map<_, _> = (0..2_000).map(|number| (format!("f{number}"), json!(1))).collect();
    let answer = server.post("/api/v1/search", &faults.into()).await;
    assert_eq!(answer.status(), 422);
    let problem = read_json(answer).await;
    assert!(fields(&problem).contains(&"f0".to_owned()));
    assert!(problem.to_string().len() < 100_000);
}

#[actix_web::test]
async fn result_sets_nest_only_so_deep() {
    let server = TestServer::start().await;
    let mut address = "/api/v1/search?category=personal_loan".to_owned();
    for _ in 0..17 {
        let answer = server.json(&address).await;
        address = format!("/api/v1/search?within={}", answer["result_set"].as_str().unwrap());
    }
    assert_eq!(server.refused(&address).await, ["within"]);
}

#[actix_web::test]
async fn another_site_cannot_post_here() {
    let server = TestServer::start().await;
    for path in ["/answers", "/answers/clear", "/api/v1/search"] {
        let request = server.client.post(server.url(path)).header("origin", "https://evil.example");
        assert_eq!(request.send().await.unwrap().status(), 403, "{path}");
    }
}

#[actix_web::test]
async fn too_many_searches_at_once_are_refused_and_none_panics() {
    let mut config = Config::default();
    config.limits.concurrent_searches = 1;
    config.limits.waiting_searches = 1;
    config.search.cached_searches = 0;
    let server = TestServer::with(config, catalogue()).await;
    let requests = (0..60)
        .map(|number| server.client.get(server.url(&format!("/api/v1/search?amount={}", number + 1))).send());
    let mut refused = 0;
    for answer in futures::future::join_all(requests).await {
        match answer.unwrap().status().as_u16() {
            200 => {}
            503 => refused += 1,
            other => panic!("{other}"),
        }
    }
    assert!(refused > 0, "nobody was refused");
    assert_eq!(server.get("/api/v1/search?amount=5").await.status(), 200, "it recovers");
}

#[actix_web::test]
async fn head_is_get_without_the_body() {
    let server = TestServer::start().await;
    for (path, status) in [("/", 200), ("/nothing-here", 404), ("/api/v1/search", 200)] {
        let answer = server.client.head(server.url(path)).send().await.unwrap();
        assert_eq!(answer.status(), status, "{path}");
        assert!(
            !answer.headers().contains_key("content-length"),
            "{path}: the body is not empty, it is left out"
        );
        assert!(answer.bytes().await.unwrap().is_empty());
    }
}

#[actix_web::test]
async fn assets_are_served_compressed_and_for_good() {
    let server = TestServer::start().await;
    let plain = server.get("/assets/abc/style.css").await;
    assert_eq!(plain.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(plain.text().await.unwrap(), "body{}");
    let request =
        server.client.get(server.url("/assets/abc/style.css")).header("accept-encoding", "gzip, br");
    let packed = request.send().await.unwrap();
    assert_eq!(packed.headers()["content-encoding"], "br");
    assert_eq!(server.get("/assets/old/style.css").await.status(), 404);
    // Past the client, which would tidy the address.
    for path in ["/assets/abc/../../test.db", "/assets/abc/%2e%2e/%2e%2e/test.db", "/assets/abc//etc/passwd"]
    {
        let mut connection = TcpStream::connect(server.address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).await.unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 404"), "{path}: {}", String::from_utf8_lossy(&answer));
    }
}

#[actix_web::test]
async fn a_stopping_server_finishes_what_is_under_way() {
    let server = TestServer::start().await;
    assert_eq!(server.get("/readyz").await.status(), 200);
    let mut connection = TcpStream::connect(server.address).await.unwrap();
    let head =
        "POST /api/v1/search HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nconnection: close\r\n";
    let request = format!("{head}content-length: 13\r\n\r\n{{\"q\": ");
    connection.write_all(request.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let started = Instant::now();
    let stopping = actix_web::rt::spawn(server.handle.stop(true));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!stopping.is_finished(), "a request is under way");
    connection.write_all(b"\"car\" }").await.unwrap();
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
    stopping.await.unwrap();
    assert!(started.elapsed().as_secs() < 10);
    assert!(server.client.get(server.url("/healthz")).send().await.is_err());
}

#[actix_web::test]
async fn metrics_are_in_prometheus_format() {
    let server = TestServer::start().await;
    server.get("/api/v1/search").await;
    let text = server.get("/metrics").await.text().await.unwrap();
    assert!(text.contains("lendlight_http_requests_total{class=\"2xx\"}"), "{text}");
    assert!(text.contains("lendlight_search_seconds"), "{text}");
    for counted in
        ["lendlight_rankings_total{from=\"ranked\"}", "lendlight_predictions_total{basis=\"prior\"}"]
    {
        assert!(text.contains(counted), "{counted} is missing in {text}");
    }
}
