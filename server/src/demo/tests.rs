//! What the whole catalogue promises.

use super::lenders::LENDERS;
use super::*;
use crate::services::import::cdr::names::category_name;
use domain::money::{Currency, Money};
use domain::product::{
    ConstraintKind, EligibilityKind, FeatureKind, FeeKind, InterestDue, LendingRateKind, LoanPurpose,
    RepaymentType, Supplement, TierUnit,
};
use domain::rate::Rate;
use domain::time::Timestamp;
use serde_json::json;
use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::str::FromStr;

fn demo() -> Vec<Value> {
    catalogue(DEMO, DEMO_SEED).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text under {key} in {value}"))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The standard's names are the domain's in capitals.
fn named<T: FromStr>(entry: &Value, key: &str) -> T {
    let name = text(entry, key);
    assert_eq!(name, name.to_uppercase());
    name.to_lowercase().parse().unwrap_or_else(|_| panic!("{key} {name}"))
}

fn rate_of(entry: &Value, key: &str) -> i64 {
    text(entry, key).parse::<Rate>().unwrap_or_else(|_| panic!("{entry}")).millionths()
}

/// Whether an entry states a rate that somebody pays.
fn is_paid(entry: &Value) -> bool {
    named::<LendingRateKind>(entry, "lendingRateType").rate_type().is_some()
}

#[test]
fn a_seed_gives_the_same_bytes_again() {
    let bytes = |seed| serde_json::to_vec(&catalogue(DEMO, seed).collect::<Vec<_>>()).unwrap();
    assert!(bytes(DEMO_SEED) == bytes(DEMO_SEED));
    assert!(bytes(DEMO_SEED) != bytes(DEMO_SEED + 1));
}

#[test]
fn a_catalogue_has_the_size_and_mix_asked_for() {
    let records = demo();
    assert_eq!(records.len(), 300);
    for (category, count) in MIX {
        let name = category_name(category);
        let found = records.iter().filter(|record| record["data"]["productCategory"] == name).count();
        assert_eq!(u64::try_from(found).unwrap(), count, "{name}");
    }
    let lenders: HashSet<&str> = records.iter().map(|record| text(&record["_src"], "brand_id")).collect();
    assert_eq!(lenders.len(), LENDERS.len());
    for (lenders, products) in [(8, 100), (1, 25), (40, 7), (700, 5000)] {
        let count = catalogue(DemoSize { lenders, products }, 9).count();
        assert_eq!(u64::try_from(count).unwrap(), products, "{lenders} lenders");
    }
    assert_eq!(catalogue(DemoSize { lenders: 0, products: 5 }, 9).count(), 0);
}

#[test]
fn a_large_catalogue_is_made_lazily() {
    let size = DemoSize { lenders: 4000, products: 1_000_000 };
    let records: Vec<Value> = catalogue(size, 5).skip(3000).take(10).collect();
    assert_eq!(records.len(), 10);
}

#[test]
fn ids_are_unique_and_names_unique_within_a_lender() {
    for records in [demo(), catalogue(DemoSize { lenders: 60, products: 3000 }, 3).collect()] {
        let ids: HashSet<&str> = records.iter().map(|record| text(&record["data"], "productId")).collect();
        assert_eq!(ids.len(), records.len());
        assert!(ids.iter().all(|id| id.starts_with("demo-")));
        let names: HashSet<(&str, &str)> = records
            .iter()
            .map(|record| (text(&record["_src"], "brand_id"), text(&record["data"], "name")))
            .collect();
        assert_eq!(names.len(), records.len());
    }
    // Numbered names are for benchmarks; people are shown real ones.
    let numbered = |record: &Value| text(&record["data"], "name").ends_with(|c: char| c.is_ascii_digit());
    assert!(!demo().iter().any(numbered));
}

#[test]
fn every_kind_is_one_that_the_standard_has() {
    for record in demo() {
        let data = &record["data"];
        for rate in list(data, "lendingRates") {
            named::<LendingRateKind>(rate, "lendingRateType");
            if rate.get("repaymentType").is_some() {
                named::<RepaymentType>(rate, "repaymentType");
                named::<LoanPurpose>(rate, "loanPurpose");
            }
            if rate.get("interestPaymentDue").is_some() {
                named::<InterestDue>(rate, "interestPaymentDue");
            }
            for tier in list(rate, "tiers") {
                named::<TierUnit>(tier, "unitOfMeasure");
            }
        }
        for fee in list(data, "fees") {
            named::<FeeKind>(fee, "feeType");
            if fee.get("amount").is_some() {
                assert!(Money::parse(text(fee, "amount"), Currency::AUD).unwrap().minor >= 0);
            }
        }
        for feature in list(data, "features") {
            named::<FeatureKind>(feature, "featureType");
        }
        for constraint in list(data, "constraints") {
            named::<ConstraintKind>(constraint, "constraintType");
            assert!(text(constraint, "additionalValue").parse::<Rate>().unwrap().is_positive());
        }
        for criterion in list(data, "eligibility") {
            named::<EligibilityKind>(criterion, "eligibilityType");
        }
    }
}

#[test]
fn what_the_standard_lacks_reads_as_a_supplement() {
    for record in demo() {
        let raw = &record["data"]["x-lendlight"];
        let supplement: Supplement = serde_json::from_value(raw.clone()).unwrap();
        assert!(supplement.fictional, "{record}");
        // A misspelt field would be ignored above; here it is missed.
        let whole = serde_json::to_value(&supplement).unwrap();
        for (field, value) in raw.as_object().unwrap() {
            assert_eq!(whole.get(field), Some(value), "{record}");
        }
    }
}

#[test]
fn figures_agree_with_each_other() {
    for record in demo().into_iter().chain(catalogue(DemoSize { lenders: 80, products: 2000 }, 11)) {
        let data = &record["data"];
        let limit = |kind: &str| {
            let found = list(data, "constraints").iter().find(|entry| entry["constraintType"] == kind);
            found.map(|entry| Money::parse(text(entry, "additionalValue"), Currency::AUD).unwrap())
        };
        if let (Some(least), Some(greatest)) = (limit("MIN_LIMIT"), limit("MAX_LIMIT")) {
            assert!(least < greatest, "{record}");
        }
        let rates = list(data, "lendingRates");
        assert!(rates.is_empty() || rates.iter().any(is_paid), "only reductions: {record}");
        for rate in rates {
            let nominal = rate_of(rate, "rate");
            assert!((0..=299_900).contains(&nominal), "{rate}");
            if rate.get("comparisonRate").is_some() {
                assert!(rate_of(rate, "comparisonRate") >= nominal, "{rate}");
            }
        }
        let supplement: Supplement = serde_json::from_value(data["x-lendlight"].clone()).unwrap();
        if let (Some(least), Some(most)) = (supplement.min_term_months, supplement.max_term_months) {
            assert!(least < most, "{record}");
        }
    }
}

#[test]
fn a_tier_with_more_risk_never_costs_less() {
    for record in catalogue(DemoSize { lenders: 80, products: 2000 }, 12) {
        let mut last: HashMap<String, (f64, i64)> = HashMap::new();
        for rate in list(&record["data"], "lendingRates") {
            for tier in list(rate, "tiers").iter().filter(|tier| tier["unitOfMeasure"] == "PERCENT") {
                let group = json!([
                    rate["lendingRateType"],
                    rate["loanPurpose"],
                    rate["repaymentType"],
                    rate["additionalValue"]
                ]);
                let now = (tier["minimumValue"].as_f64().unwrap(), rate_of(rate, "rate"));
                if let Some(before) = last.insert(group.to_string(), now) {
                    assert!(before.0 < now.0 && before.1 <= now.1, "{record}");
                }
            }
        }
    }
}

#[test]
fn links_lead_nowhere_and_dates_are_fixed() {
    let first: Timestamp = "2025-09-01T00:00:00Z".parse().unwrap();
    let last: Timestamp = "2026-11-01T00:00:00Z".parse().unwrap();
    let mut days = HashSet::new();
    for record in demo() {
        let whole = record.to_string();
        assert_eq!(whole.matches("http").count(), whole.matches("https://example.com/").count(), "{record}");
        let updated: Timestamp = text(&record["data"], "lastUpdated").parse().unwrap();
        assert!(first <= updated && updated < last, "{updated}");
        days.insert(updated.date());
    }
    assert!(days.len() > 150, "{} days", days.len());
}

#[test]
fn some_descriptions_are_in_chinese_too() {
    let speaks = |words: &str| {
        demo().iter().filter(|record| text(&record["data"], "description").contains(words)).count()
    };
    assert!(speaks("房贷") >= 3 && speaks("车贷") >= 1, "{} {}", speaks("房贷"), speaks("车贷"));
}

#[test]
fn lenders_disclose_from_nearly_everything_to_nearly_nothing() {
    let supplements: Vec<Supplement> = demo()
        .iter()
        .map(|record| serde_json::from_value(record["data"]["x-lendlight"].clone()).unwrap())
        .collect();
    let share = |says: fn(&Supplement) -> bool| supplements.iter().filter(|one| says(one)).count();
    for count in [
        share(|one| one.decision_hours.is_some()),
        share(|one| !one.credit_bands.is_empty()),
        share(|one| one.min_income.is_some()),
        share(|one| !one.purposes.is_empty()),
    ] {
        assert!((90..=210).contains(&count), "{count} of 300");
    }
    assert!((1..=15).contains(&share(|one| one.sponsored)));
}

/// The lowest rate a product states of these kinds, in millionths.
fn lowest(data: &Value, kinds: &[&str]) -> Option<i64> {
    let of_kind = |rate: &&Value| rate["lendingRateType"].as_str().is_some_and(|kind| kinds.contains(&kind));
    let rates = list(data, "lendingRates").iter().filter(of_kind);
    // Real catalogues hold reductions mislabelled as rates; nobody lends below 2 %.
    rates
        .filter_map(|rate| rate["rate"].as_str()?.parse::<Rate>().ok())
        .map(Rate::millionths)
        .filter(|bp| *bp > 20_000)
        .min()
}

/// The medians of products' lowest rates: home loans with a variable rate, and personal loans.
fn medians(records: impl Iterator<Item = Value>) -> [i64; 2] {
    let (mut home, mut personal) = (Vec::new(), Vec::new());
    for record in records {
        let data = &record["data"];
        match data["productCategory"].as_str() {
            Some("RESIDENTIAL_MORTGAGES") => home.extend(lowest(data, &["VARIABLE"])),
            Some("PERS_LOANS") => personal.extend(lowest(data, &["FIXED", "VARIABLE"])),
            _ => {}
        }
    }
    [home, personal].map(|mut rates| {
        rates.sort_unstable();
        rates.get(rates.len() / 2).copied().unwrap_or_default()
    })
}

/// Measured as [`medians`] does, in the catalogue that `figures` describes.
const REAL_MEDIANS: [i64; 2] = [67_800, 87_700];

#[test]
fn median_rates_are_within_half_a_percent_of_the_real_ones() {
    for (size, seed) in [(DEMO, DEMO_SEED), (DemoSize { lenders: 400, products: 4000 }, 1)] {
        for (drawn, real) in medians(catalogue(size, seed)).into_iter().zip(REAL_MEDIANS) {
            assert!((drawn - real).abs() <= 5_000, "{drawn} instead of {real} for {size:?}");
        }
    }
}

/// A file of the real catalogue, or `None`, said aloud, where it is absent.
fn real(file: &str) -> Option<PathBuf> {
    let root = std::env::var_os("LENDLIGHT_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data")),
        PathBuf::from,
    );
    let path = root.join(file);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is absent", path.display());
    None
}

#[test]
fn the_measured_medians_are_those_of_the_real_catalogue() {
    let Some(path) = real("cdr/loans.jsonl.gz") else { return };
    let lines = BufReader::new(flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap())).lines();
    let found = medians(lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()));
    for (found, stated) in found.into_iter().zip(REAL_MEDIANS) {
        assert!((found - stated).abs() <= 1_000, "{found} instead of {stated}");
    }
}

#[test]
fn no_lender_has_the_name_of_a_real_brand() {
    let Some(path) = real("cdr/brands.json") else { return };
    let letters =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let brands: Vec<Value> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let brands: Vec<String> = brands.iter().map(|brand| letters(text(brand, "brandName"))).collect();
    assert!(brands.len() > 100);
    for position in 0..500 {
        let name = letters(&Lender::at(position, DEMO_SEED).name);
        for brand in &brands {
            let inside = brand.len() > 4 && name.contains(brand.as_str());
            assert!(name != *brand && !inside && !brand.contains(&name), "{name} is like {brand}");
        }
    }
}
