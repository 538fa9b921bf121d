//! Importing from data holders, good and bad.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod import_support;

use import_support::holder::{Holder, Reply, Request};
use import_support::{Catalogue, at, loan};
use serde_json::{Value, json};
use server::services::import::{HolderOptions, ImportError, ImportOptions, Source, import_cdr};
use server::services::progress::Silent;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const LIST: &str = "/cds-au/v1/banking/products";

/// Options with short waits.
fn options(day: i64) -> ImportOptions {
    let holder = HolderOptions {
        backoff: Duration::from_millis(5),
        longest_wait: Duration::from_millis(50),
        timeout: Duration::from_secs(2),
        largest_answer: 100_000,
        page_size: 2,
        ..HolderOptions::default()
    };
    ImportOptions { holder, ..ImportOptions::new(at(day)) }
}

/// A page of a list of these ids, two a page.
fn page(request: &Request, ids: &[&str]) -> Reply {
    let number: usize =
        request.target.split("page=").nth(1).unwrap().split('&').next().unwrap().parse().unwrap();
    let entries: Vec<Value> =
        ids.iter().skip(2 * (number - 1)).take(2).map(|id| loan(id, "Bank", "0")).collect();
    let pages = ids.len().div_ceil(2);
    Reply::json(&json!({"data": {"products": entries}, "meta": {"totalPages": pages},
        "links": if number < pages { json!({"next": "http://elsewhere.invalid/steal"}) } else { json!({}) }}))
}

/// The id of the product whose detail is asked for.
fn detail(request: &Request) -> Option<&str> {
    request.target.strip_prefix(LIST)?.strip_prefix('/')
}

fn answer(request: &Request, ids: &[&str]) -> Reply {
    match detail(request) {
        Some(id) => Reply::json(&json!({"data": loan(id, "Bank", "0.07"), "links": {}})),
        None => page(request, ids),
    }
}

#[actix_web::test]
async fn pages_are_followed_at_the_address_given_and_products_saved() {
    let ids = ["a", "b", "c/d e", "f", "g"];
    let holder = Holder::start(move |request| match detail(request) {
        Some("c%2Fd%20e") => Reply::json(&json!({"data": loan("c/d e", "Bank", "0.07")})),
        _ => answer(request, &ids),
    });
    let catalogue = Catalogue::new().await;
    let summary = catalogue.import_with(&holder.url, options(0)).await;
    assert_eq!((summary.read, summary.created, summary.failed.len()), (5, 5, 0), "{summary}");
    let host = holder.url.strip_prefix("http://").unwrap();
    let products = catalogue.products().await;
    assert_eq!(products[0].institution.draft.source_key, format!("holder:{host}/bank"));
    assert_eq!(products[2].product.external_id, "c/d e");
    for request in holder.requests() {
        assert!(request.headers.contains_key("x-v") && request.headers.contains_key("x-min-v"));
    }
    let summary = catalogue.import_with(&holder.url, options(1)).await;
    assert_eq!((summary.unchanged, summary.changed, summary.withdrawn), (5, 0, 0));
}

#[actix_web::test]
async fn faults_that_pass_are_tried_again_and_lasting_ones_recorded() {
    let ids = ["busy", "cut", "gone", "html", "huge", "moved", "ok", "short"];
    let holder = Holder::start(move |request| match (detail(request), request.tries) {
        (Some("busy"), 1..=2) => Reply::status(503).with_header("Retry-After", "3600"),
        (Some("cut"), 1) => Reply { claimed_length: Some(5000), ..answer(request, &ids) },
        (Some("gone"), _) => Reply::status(404),
        (Some("html"), _) => Reply { body: "<html>maintenance</html>".to_owned(), ..Reply::status(200) },
        (Some("huge"), _) => Reply { body: "x".repeat(200_000), ..Reply::status(200) },
        (Some("moved"), _) => Reply::status(302).with_header("Location", "http://elsewhere.invalid/"),
        (Some("short"), 1) => Reply { body: "{\"data\": {\"prod".to_owned(), ..Reply::status(200) },
        _ => answer(request, &ids),
    });
    let catalogue = Catalogue::new().await;
    let summary = catalogue.import_with(&holder.url, options(0)).await;
    assert_eq!(summary.created, 4, "{summary}");
    let failed: Vec<_> = summary.failed.iter().map(|(what, _)| what.rsplit('/').next().unwrap()).collect();
    assert_eq!(failed, ["gone", "html", "huge", "moved"], "{summary}");
    let tries = |id: &str| holder.requests().iter().filter(|r| r.target.ends_with(&format!("/{id}"))).count();
    assert_eq!((tries("busy"), tries("cut"), tries("gone"), tries("html")), (3, 2, 1, 4));
    assert!(!summary.is_partial, "a detail that fails is still on the list");
}

#[actix_web::test]
async fn products_are_withdrawn_by_the_list_and_never_by_a_failed_detail() {
    let detail_fails = Arc::new(AtomicBool::new(false));
    let list_fails = Arc::new(AtomicBool::new(false));
    let fewer = Arc::new(AtomicBool::new(false));
    let flags = (Arc::clone(&detail_fails), Arc::clone(&list_fails), Arc::clone(&fewer));
    let holder = Holder::start(move |request| match detail(request) {
        Some("b") if flags.0.load(Ordering::Relaxed) => Reply::status(404),
        None if flags.1.load(Ordering::Relaxed) && request.target.contains("page=2") => Reply::status(500),
        _ if flags.2.load(Ordering::Relaxed) => answer(request, &["a", "b", "c"]),
        _ => answer(request, &["a", "b", "c", "d"]),
    });
    let catalogue = Catalogue::new().await;
    assert_eq!(catalogue.import_with(&holder.url, options(0)).await.created, 4);
    detail_fails.store(true, Ordering::Relaxed);
    let summary = catalogue.import_with(&holder.url, options(1)).await;
    assert_eq!((summary.unchanged, summary.withdrawn, summary.failed.len()), (3, 0, 1), "{summary}");
    list_fails.store(true, Ordering::Relaxed);
    let summary = catalogue.import_with(&holder.url, options(2)).await;
    assert_eq!((summary.withdrawn, summary.is_partial), (0, true), "{summary}");
    list_fails.store(false, Ordering::Relaxed);
    fewer.store(true, Ordering::Relaxed);
    let summary = catalogue.import_with(&holder.url, options(3)).await;
    assert_eq!((summary.withdrawn, summary.is_partial), (1, false), "{summary}");
    let withdrawn = catalogue.products().await.into_iter().find(|p| p.withdrawn_at.is_some()).unwrap();
    assert_eq!(withdrawn.product.external_id, "d");
}

#[actix_web::test]
async fn versions_are_negotiated() {
    let holder = Holder::start(|request| {
        let version = |name: &str| request.headers[name].parse::<u32>().unwrap();
        if version("x-v") < 7 { Reply::status(406) } else { answer(request, &["a"]) }
    });
    let catalogue = Catalogue::new().await;
    assert_eq!(catalogue.import_with(&holder.url, options(0)).await.created, 1);
    let none = Holder::start(|_| Reply::status(406));
    let source = Source::parse(&none.url).unwrap();
    let outcome = import_cdr(catalogue.store.as_ref(), source, options(0), Arc::new(Silent)).await;
    assert!(matches!(outcome, Err(ImportError::Source { .. })), "{outcome:?}");
}

#[actix_web::test]
async fn lists_that_never_end_are_left() {
    let holder = Holder::start(|request| match detail(request) {
        Some(_) => answer(request, &[]),
        None => Reply::json(&json!({"data": {"products": [loan("a", "Bank", "0")]}, "links": {"next": "x"}})),
    });
    let catalogue = Catalogue::new().await;
    let summary = catalogue.import_with(&holder.url, options(0)).await;
    assert_eq!((summary.created, summary.is_partial), (1, true), "{summary}");
    assert!(holder.requests().len() < 5);
}

#[actix_web::test]
async fn deposits_are_not_fetched_and_nameless_entries_are_quarantined() {
    let holder = Holder::start(|request| match detail(request) {
        Some(id) => Reply::json(&json!({"data": loan(id, "Bank", "0.07")})),
        None => Reply::json(&json!({"data": {"products": [
            {"productId": "s", "productCategory": "TERM_DEPOSITS", "brand": "Bank", "name": "Saver"},
            {"productCategory": "PERS_LOANS", "brand": "Bank", "name": "No id"}, loan("a", "Bank", "0")]}})),
    });
    let catalogue = Catalogue::new().await;
    let summary = catalogue.import_with(&holder.url, options(0)).await;
    assert_eq!((summary.created, summary.not_lending, summary.quarantined_records()), (1, 1, 1), "{summary}");
    assert!(summary.is_partial);
    assert_eq!(holder.requests().len(), 2);
}

#[actix_web::test]
async fn an_interrupted_import_goes_on_after_what_it_saved() {
    let ids: Vec<String> = (100..200).map(|n| n.to_string()).collect();
    let hangs = Arc::new(AtomicBool::new(true));
    let (hanging, listed) = (Arc::clone(&hangs), ids.clone());
    let holder = Holder::start(move |request| {
        if detail(request) == Some("170") && hanging.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_secs(60));
        }
        let ids: Vec<&str> = listed.iter().map(String::as_str).collect();
        answer(request, &ids)
    });
    let catalogue = Catalogue::new().await;
    let mut slow = options(0);
    slow.holder.timeout = Duration::from_secs(60);
    let source = Source::parse(&holder.url).unwrap();
    let import = import_cdr(catalogue.store.as_ref(), source, slow, Arc::new(Silent));
    let saved = async {
        while catalogue.store.counts().await.unwrap().products < 50 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    // Dropping the import is what killing the program amounts to: nothing more is saved.
    tokio::select! {
        _ = import => panic!("it hangs"),
        () = saved => {}
    }
    hangs.store(false, Ordering::Relaxed);
    // Requests under way when it was dropped may still arrive: they are none of the next import's.
    let mut before = holder.requests().len();
    loop {
        tokio::time::sleep(Duration::from_millis(250)).await;
        let now = holder.requests().len();
        if now == before {
            break;
        }
        before = now;
    }
    let summary = catalogue.import_with(&holder.url, options(0)).await;
    // The import may have been dropped after it saved the second batch and before it noted so: what the
    // first left is certain, less a few that were still on their way before it.
    assert!(summary.resumed >= 20, "{summary}");
    assert_eq!(summary.resumed + summary.read, 100, "{summary}");
    let fetched = holder.requests().iter().skip(before).filter(|r| detail(r).is_some()).count();
    assert_eq!(u64::try_from(fetched).unwrap(), summary.read);
    assert_eq!(catalogue.products().await.len(), 100);
    // The next import starts from the beginning; so would one a week after an interruption.
    let summary = catalogue.import_with(&holder.url, options(7)).await;
    assert_eq!((summary.resumed, summary.unchanged), (0, 100), "{summary}");
}

/// Runs the development holder on the real set; `None`, with a printed reason, where it is absent.
fn development_holder(port: u16, faults: &[&str]) -> Option<std::process::Child> {
    let data = import_support::data_dir()?;
    let script = data.join("../tools/cdr_server.py");
    if !script.is_file() {
        eprintln!("skipped: no {}", script.display());
        return None;
    }
    let mut command = Command::new("python3");
    command.arg(script).arg(data.join("cdr/loans.jsonl.gz")).args(["--port", &port.to_string()]).args(faults);
    let Ok(mut child) = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else {
        eprintln!("skipped: python3 does not start");
        return None;
    };
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("products on http"), "{line}");
    Some(child)
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[actix_web::test]
async fn a_real_holder_s_catalogue_is_pulled() {
    let port = free_port();
    let Some(mut child) = development_holder(port, &["--brand", "Hume Bank"]) else { return };
    let catalogue = Catalogue::new().await;
    let source = format!("http://127.0.0.1:{port}");
    let summary = catalogue.import_with(&source, ImportOptions::new(at(0))).await;
    let again = catalogue.import_with(&source, ImportOptions::new(at(1))).await;
    child.kill().unwrap();
    assert_eq!(
        (summary.created, summary.failed.len(), summary.quarantined_records()),
        (114, 0, 0),
        "{summary}"
    );
    assert_eq!((again.unchanged, again.changed), (114, 0), "{again}");
}

#[actix_web::test]
async fn a_bad_holder_s_catalogue_is_pulled_as_far_as_it_goes() {
    let port = free_port();
    let Some(mut child) = development_holder(port, &["--brand", "Hume Bank", "--faults", "7"]) else {
        return;
    };
    let catalogue = Catalogue::new().await;
    let started = Instant::now();
    let holder = HolderOptions { backoff: Duration::from_millis(20), ..HolderOptions::default() };
    let options = ImportOptions { holder, ..ImportOptions::new(at(0)) };
    let summary = catalogue.import_with(&format!("http://127.0.0.1:{port}/"), options).await;
    child.kill().unwrap();
    println!("{:?}\n{summary}", started.elapsed());
    assert!(!summary.failed.is_empty() && !summary.is_partial, "{summary}");
    assert_eq!(summary.created + u64::try_from(summary.failed.len()).unwrap(), 114, "{summary}");
    for (what, reason) in &summary.failed {
        assert!(reason.contains("404") || reason.contains("not JSON"), "{what}: {reason}");
    }
}
