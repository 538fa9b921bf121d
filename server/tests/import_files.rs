//! Importing files and folders, and exporting again.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod import_support;

use flate2::Compression;
use flate2::write::GzEncoder;
use import_support::{Catalogue, at, lines, loan};
use serde_json::json;
use server::services::export::{Target, export};
use server::services::import::{
    ImportError, ImportOptions, ImportSummary, Source, import_cdr, import_records,
};
use server::services::progress::Silent;
use std::io::Write;
use std::sync::Arc;

/// Created, changed, unchanged, withdrawn.
fn counts(summary: &ImportSummary) -> (u64, u64, u64, u64) {
    (summary.created, summary.changed, summary.unchanged, summary.withdrawn)
}

fn packed(text: &str) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(text.as_bytes()).unwrap();
    gz.finish().unwrap()
}

#[actix_web::test]
async fn a_second_import_changes_nothing_and_a_new_rate_makes_a_version() {
    let catalogue = Catalogue::new().await;
    let file = catalogue.file("a.jsonl", lines(&[loan("1", "A", "0.07"), loan("1", "B", "0.08")]));
    assert_eq!(counts(&catalogue.import(&file, 0).await), (2, 0, 0, 0), "an id is unique per lender only");
    assert_eq!(counts(&catalogue.import(&file, 1).await), (0, 0, 2, 0));
    let head = catalogue.store.head_seq().await.unwrap();
    let file = catalogue.file("a.jsonl", lines(&[loan("1", "A", "0.075"), loan("1", "B", "0.08")]));
    assert_eq!(counts(&catalogue.import(&file, 2).await), (0, 1, 1, 0));
    assert_eq!(catalogue.store.head_seq().await.unwrap(), head + 1);
    let products = catalogue.products().await;
    let versions = catalogue.store.product_versions(products[0].id).await.unwrap();
    assert_eq!(versions.len(), 2);
    assert_eq!(versions[1].recorded_at, at(2));
}

#[actix_web::test]
async fn products_that_left_the_list_are_withdrawn_and_come_back() {
    let catalogue = Catalogue::new().await;
    let both = lines(&[loan("1", "A", "0.07"), loan("2", "A", "0.08"), loan("3", "Other", "0.08")]);
    let both = catalogue.file("both.jsonl", both);
    let one = catalogue.file("one.jsonl", lines(&[loan("1", "A", "0.07")]));
    catalogue.import(&both, 0).await;
    assert_eq!(counts(&catalogue.import(&one, 1).await), (0, 0, 1, 1), "a lender not named is left alone");
    assert_eq!(counts(&catalogue.import(&one, 2).await), (0, 0, 1, 0));
    assert_eq!(counts(&catalogue.import(&both, 3).await), (0, 1, 2, 0));
}

#[actix_web::test]
async fn nothing_is_withdrawn_because_of_what_cannot_be_read() {
    let catalogue = Catalogue::new().await;
    let all = [loan("1", "A", "0.07"), loan("2", "A", "0.08"), loan("3", "A", "0.09")];
    catalogue.import(&catalogue.file("all.jsonl", lines(&all)), 0).await;
    // A record that shows its lender and id keeps its product on offer; what is missing is still withdrawn.
    let mut nameless = loan("2", "A", "0.08");
    nameless["name"] = json!("");
    let file = catalogue.file("nameless.jsonl", lines(&[loan("1", "A", "0.07"), nameless]));
    let summary = catalogue.import(&file, 1).await;
    assert_eq!((counts(&summary), summary.quarantined_records()), ((0, 0, 1, 1), 1));
    let on_offer = |products: Vec<server::store::StoredProduct>| {
        products.iter().filter(|p| p.withdrawn_at.is_none()).count()
    };
    assert_eq!(on_offer(catalogue.products().await), 2);
    // A line that could be anything shows nothing about what is missing.
    let cut = format!("{}{{\"data\": {{\"productId\": \"2\", \"na", lines(&[loan("1", "A", "0.07")]));
    let summary = catalogue.import(&catalogue.file("cut.jsonl", cut), 2).await;
    assert!(summary.is_partial);
    assert_eq!((counts(&summary), summary.quarantined_records()), ((0, 0, 1, 0), 1));
    assert_eq!(on_offer(catalogue.products().await), 2);
    assert!(summary.to_string().contains("1 × not JSON"), "{summary}");
}

#[actix_web::test]
async fn products_that_the_source_calls_withdrawn_are_known_and_never_on_offer() {
    let catalogue = Catalogue::new().await;
    let line = |id: &str, listed: bool| {
        json!({"_src": {"brand_id": "b", "register_brand_name": "Bank", "abn": "51824753556",
            "in_last_product_list": listed}, "data": loan(id, "X", "0.05")})
        .to_string()
    };
    let file = catalogue.file("a.jsonl", format!("{}\n{}\n", line("1", true), line("2", false)));
    assert_eq!(counts(&catalogue.import(&file, 0).await), (2, 0, 0, 1));
    assert_eq!(counts(&catalogue.import(&file, 1).await), (0, 0, 2, 0));
    let products = catalogue.products().await;
    assert_eq!(products.iter().map(|p| p.withdrawn_at).collect::<Vec<_>>(), [None, Some(at(0))]);
    assert_eq!(products[0].institution.draft.name, "Bank");
    // Even where the source is not whole, it says so itself.
    let file = catalogue.file("a.jsonl", format!("{}\nrubbish\n", line("1", false)));
    assert_eq!(counts(&catalogue.import(&file, 2).await), (0, 0, 0, 1));
}

#[actix_web::test]
async fn the_last_of_several_records_of_a_product_counts() {
    let catalogue = Catalogue::new().await;
    let all = [loan("1", "A", "0.05"), loan("2", "A", "0.05"), loan("1", "a ", "0.06")];
    let file = catalogue.file("a.jsonl", lines(&all));
    for (day, expected) in [(0, (2, 0, 0, 0)), (1, (0, 0, 2, 0))] {
        let summary = catalogue.import(&file, day).await;
        assert_eq!((counts(&summary), summary.superseded), (expected, 1));
    }
    assert_eq!(catalogue.products().await[0].product.lending_rates[0].rate.to_string(), "0.06");
}

#[actix_web::test]
async fn odd_files_are_read_as_far_as_they_go() {
    let catalogue = Catalogue::new().await;
    let nan = lines(&[loan("nan", "A", "0.05")]).replace("\"0.05\"", "NaN").replace("\"A loan\"", "1e999");
    let long = format!("{{\"data\": \"{}\"}}\n", "x".repeat(9 * 1024 * 1024));
    let savings = json!({"data": {"productId": "s", "name": "Saver", "productCategory": "TERM_DEPOSITS"}});
    let text = format!(
        "\u{feff}{}\r\n\n{nan}{long}{savings}\n{{\"a\": [[[[\n",
        lines(&[loan("1", "A", "0.05")]).trim()
    );
    let mut bytes = packed(&text);
    bytes.extend(packed(&lines(&[loan("2", "A", "0.05")])));
    bytes.extend(packed("\"\\ud800\"\n"));
    let summary = catalogue.import(&catalogue.file("named-without-gz.jsonl", bytes), 0).await;
    assert_eq!(summary.created, 3, "{summary}");
    assert_eq!((summary.not_lending, summary.quarantined_records()), (1, 3), "{summary}");
    assert_eq!(summary.unread_fields(), 1, "{summary}");
    let products = catalogue.products().await;
    assert_eq!(products[2].product.description, "1e999");
}

#[actix_web::test]
async fn a_file_that_breaks_off_keeps_what_came_before() {
    let catalogue = Catalogue::new().await;
    let many: Vec<_> = (0..2000).map(|n| loan(&n.to_string(), "A", "0.05")).collect();
    let mut bytes = packed(&lines(&many));
    bytes.truncate(bytes.len() * 3 / 4);
    let summary = catalogue.import(&catalogue.file("cut.jsonl.gz", bytes), 0).await;
    assert!(summary.is_partial && summary.created > 100, "{summary}");
    assert_eq!(summary.failed.len(), 1);
}

#[actix_web::test]
async fn folders_hold_responses_details_and_lists() {
    let catalogue = Catalogue::new().await;
    catalogue.file("in/a/response.json", json!({"data": loan("1", "A", "0.05"), "links": {}}).to_string());
    catalogue.file("in/a/bare.json", loan("2", "A", "0.05").to_string());
    catalogue
        .file("in/list.json", json!([{"data": loan("3", "A", "0.05")}, loan("4", "A", "0.05")]).to_string());
    catalogue.file("in/more.jsonl", lines(&[loan("5", "A", "0.05")]));
    catalogue.file("in/broken.json", "{");
    catalogue.file("in/readme.txt", "not a product");
    let summary = catalogue.import(&catalogue.folder.path().join("in"), 0).await;
    assert_eq!((summary.created, summary.quarantined_records()), (5, 1), "{summary}");
}

#[actix_web::test]
async fn a_lender_takes_the_most_readable_of_its_names() {
    let catalogue = Catalogue::new().await;
    let line = |id: &str, brand: &str| {
        json!({"_src": {"brand_id": "b"}, "data": loan(id, brand, "0.05")}).to_string() + "\n"
    };
    let file = catalogue.file("a.jsonl", line("1", "ABSL20") + &line("2", "Service One Alliance Bank"));
    catalogue.import(&file, 0).await;
    assert_eq!(catalogue.products().await[0].institution.draft.name, "Service One Alliance Bank");
}

#[actix_web::test]
async fn a_source_that_is_none_is_refused() {
    for source in ["/nowhere/at/all.jsonl", "ftp://example.com", "https://", "/dev/null"] {
        assert!(matches!(Source::parse(source), Err(ImportError::Source { .. })), "{source}");
    }
    let message = Source::parse("https://me:secret@bank.example").unwrap_err().to_string();
    assert!(message.contains("bank.example") && !message.contains("secret"), "{message}");
    let catalogue = Catalogue::new().await;
    let empty = catalogue.folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let source = Source::parse(empty.to_str().unwrap()).unwrap();
    let outcome =
        import_cdr(catalogue.store.as_ref(), source, ImportOptions::new(at(0)), Arc::new(Silent)).await;
    assert!(matches!(outcome, Err(ImportError::Source { .. })), "{outcome:?}");
}

#[actix_web::test]
async fn records_made_by_the_program_are_imported_as_lines_are() {
    let catalogue = Catalogue::new().await;
    let record = |id: &str, name: &str| {
        json!({"_src": {"brand_id": "demo:1", "register_brand_name": name, "fictional": true},
            "data": loan(id, "D", "0.05")})
    };
    let records = || [record("1", "Demo Bank"), record("2", "Demo Bank"), json!({"data": {}})];
    for (day, expected) in [(0, (2, 0, 0, 0)), (1, (0, 0, 2, 0))] {
        let summary = import_records(catalogue.store.as_ref(), records(), "demo", at(day)).await.unwrap();
        assert_eq!((counts(&summary), summary.quarantined_records()), (expected, 1));
    }
    assert!(catalogue.products().await[0].institution.draft.fictional);
}

#[actix_web::test]
async fn the_demo_catalogue_is_read_without_a_word_left_over_and_survives_an_export() {
    let catalogue = Catalogue::new().await;
    let records = || server::demo::catalogue(server::demo::DEMO, server::demo::DEMO_SEED);
    let summary = import_records(catalogue.store.as_ref(), records(), "demo", at(0)).await.unwrap();
    assert_eq!(
        (summary.created, summary.unread_fields(), summary.quarantined_records()),
        (summary.read, 0, 0)
    );
    let products = catalogue.products().await;
    assert!(products.iter().all(|p| p.product.supplement.fictional && p.institution.draft.fictional));
    assert!(products.iter().any(|p| p.product.supplement.secured == Some(true)));
    let file = catalogue.folder.path().join("demo.jsonl.gz");
    export(catalogue.store.as_ref(), &Target::File(file.clone()), &Silent).await.unwrap();
    let again = catalogue.import(&file, 1).await;
    assert_eq!(counts(&again), (0, 0, summary.read, 0));
}

#[cfg(unix)]
#[actix_web::test]
async fn an_export_replaces_files_only() {
    let catalogue = Catalogue::new().await;
    let socket = catalogue.folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    for target in [socket.clone(), catalogue.folder.path().to_owned()] {
        let outcome = export(catalogue.store.as_ref(), &Target::File(target), &Silent).await;
        assert!(outcome.is_err());
    }
    assert!(!std::fs::metadata(&socket).unwrap().is_file(), "it is still there");
}

#[actix_web::test]
async fn the_real_set_is_imported_whole_and_its_export_reproduces_it() {
    let Some(real) = import_support::real_file() else { return };
    let catalogue = Catalogue::new().await;
    let started = std::time::Instant::now();
    let summary = catalogue.import(&real, 0).await;
    println!("{:?}\n{summary}", started.elapsed());
    assert_eq!(counts(&summary), (2902, 0, 0, 84));
    assert_eq!((summary.quarantined_records(), summary.is_partial), (0, false));
    let counted = catalogue.store.counts().await.unwrap();
    assert_eq!((counted.institutions, counted.products, counted.withdrawn), (100, 2818, 84));
    assert_eq!(counted.quarantined, summary.unread_fields());
    assert_eq!(counts(&catalogue.import(&real, 1).await), (0, 0, 2902, 0), "a second import");

    for name in ["export.jsonl", "export.jsonl.gz"] {
        let file = catalogue.folder.path().join(name);
        let target = Target::File(file.clone());
        assert_eq!(export(catalogue.store.as_ref(), &target, &Silent).await.unwrap(), 2902);
        let head = catalogue.store.head_seq().await.unwrap();
        assert_eq!(counts(&catalogue.import(&file, 2).await), (0, 0, 2902, 0), "{name}");
        assert_eq!(catalogue.store.head_seq().await.unwrap(), head, "{name}: no change of any kind");
    }
    let copy = Catalogue::new().await;
    let summary = copy.import(&catalogue.folder.path().join("export.jsonl.gz"), 0).await;
    assert_eq!(counts(&summary), (2902, 0, 0, 84));
    assert!(copy.content().await == catalogue.content().await, "the copy differs");
}
