//! Real borrowers' questions against a real catalogue, where the data is at hand.

use super::generator::Generator;
use super::index_of;
use crate::{ProductIndex, Window};
use domain::listing::Listing;
use domain::product::{Category, FeatureKind, InstitutionId, ProductId};
use domain::query::SearchQuery;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use uuid::Uuid;

fn data() -> Option<PathBuf> {
    let root =
        std::env::var_os("LENDLIGHT_DATA").map_or_else(|| PathBuf::from("../../shared/data"), PathBuf::from);
    root.join("cdr/loans.jsonl.gz").exists().then_some(root)
}

fn category(cdr: &str) -> Category {
    match cdr {
        "RESIDENTIAL_MORTGAGES" => Category::HomeLoan,
        "PERS_LOANS" => Category::PersonalLoan,
        "CRED_AND_CHRG_CARDS" => Category::CreditCard,
        "OVERDRAFTS" => Category::Overdraft,
        "LEASES" => Category::Lease,
        "MARGIN_LOANS" => Category::MarginLoan,
        "TRADE_FINANCE" => Category::TradeFinance,
        _ => Category::BusinessLoan,
    }
}

/// What is searched of a published product: its words. Figures are invented, for words do not depend on them.
fn listing(number: u64, line: &str) -> Listing {
    let product: Value = serde_json::from_str(line).unwrap();
    let product = &product["data"];
    let text = |name: &str| product[name].as_str().unwrap_or_default().to_owned();
    let mut listing = Generator::new(number, 1).listing(number);
    let lender = product["brandName"].as_str().or(product["brand"].as_str()).unwrap_or_default();
    listing.product_id = ProductId(Uuid::from_u128(u128::from(number) + 1));
    listing.institution_id = InstitutionId(Uuid::from_u128(
        lender.bytes().fold(7, |hash: u128, byte| hash.wrapping_mul(1_000_003) ^ u128::from(byte)),
    ));
    (listing.institution_name, listing.name) = (lender.to_owned(), text("name"));
    (listing.description, listing.category) = (text("description"), category(&text("productCategory")));
    listing.purposes.clear();
    let features = product["features"].as_array().into_iter().flatten();
    listing.features = features
        .filter_map(|feature| feature["featureType"].as_str()?.to_lowercase().parse::<FeatureKind>().ok())
        .collect();
    listing.features.sort_unstable();
    listing.features.dedup();
    listing
}

fn catalogue(root: &std::path::Path) -> ProductIndex {
    let packed = std::fs::File::open(root.join("cdr/loans.jsonl.gz")).unwrap();
    let lines = BufReader::new(flate2::read::GzDecoder::new(packed)).lines();
    let listings: Vec<Listing> =
        lines.zip(0..).map(|(line, number)| listing(number, &line.unwrap())).collect();
    index_of(&listings, 1)
}

fn search(index: &ProductIndex, text: &str) -> (u64, Vec<String>) {
    let query = SearchQuery { text: Some(text.to_owned()), ..SearchQuery::default() };
    let found = index.candidates(&query, &[], Window { offset: 0, limit: 400 }).unwrap();
    let mut hits = found.hits;
    hits.sort_by(|a, b| b.text_score.total_cmp(&a.text_score));
    let names = hits.iter().map(|hit| format!("{} ({})", hit.listing.name, hit.listing.institution_name));
    (found.total, names.collect())
}

#[test]
fn real_questions_find_products() {
    let Some(root) = data() else {
        println!("skipped: LENDLIGHT_DATA names no folder with cdr/loans.jsonl.gz");
        return;
    };
    let index = catalogue(&root);
    let questions = std::fs::read_to_string(root.join("search/borrowing_questions.txt")).unwrap();
    let questions: Vec<&str> = questions.lines().filter(|line| !line.trim().is_empty()).collect();
    let mut unanswered = Vec::new();
    let mut found = Vec::new();
    for question in &questions {
        let question: String = question.chars().take(200).collect();
        let (total, names) = search(&index, &question);
        found.push(total);
        if total == 0 {
            unanswered.push(question.clone());
        }
        if std::env::var_os("LENDLIGHT_SHOW").is_some() {
            println!(
                "{total:5}  {question}  ->  {}",
                names.iter().take(3).cloned().collect::<Vec<_>>().join(" | ")
            );
        }
    }
    found.sort_unstable();
    println!(
        "{} questions, {} without an answer, {} products at the median",
        questions.len(),
        unanswered.len(),
        found[found.len() / 2]
    );
    assert!(unanswered.len() * 100 <= questions.len() * 2, "{unanswered:#?}");
}

#[test]
fn what_borrowers_type_finds_what_they_mean() {
    let Some(root) = data() else {
        println!("skipped: LENDLIGHT_DATA names no folder with cdr/loans.jsonl.gz");
        return;
    };
    let index = catalogue(&root);
    for (text, category) in [
        ("car loan", Category::PersonalLoan),
        ("morgage", Category::HomeLoan),
        ("房贷", Category::HomeLoan),
        ("信用卡", Category::CreditCard),
        ("fixed home loan", Category::HomeLoan),
        ("credit crad", Category::CreditCard),
        ("business overdraft", Category::Overdraft),
    ] {
        let query = SearchQuery { text: Some(text.to_owned()), ..SearchQuery::default() };
        let found = index.candidates(&query, &[], Window { offset: 0, limit: 100 }).unwrap();
        let mut hits = found.hits;
        hits.sort_by(|a, b| b.text_score.total_cmp(&a.text_score));
        let fitting = hits.iter().take(10).filter(|hit| hit.listing.category == category).count();
        assert!(fitting >= 8, "{text}: {fitting} of {} in all", found.total);
    }
}
