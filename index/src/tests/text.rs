//! What words find, as a borrower would notice.

use super::generator::Generator;
use super::index_of;
use crate::{Hit, ProductIndex, Window};
use domain::answer::SuggestionKind;
use domain::listing::Listing;
use domain::product::{Category, Purpose};
use domain::query::SearchQuery;

const PAGE: Window = Window { offset: 0, limit: 400 };

/// A listing with a name and description of its own and nothing else to be found by.
fn named(number: u64, name: &str, description: &str, category: Category) -> Listing {
    let mut listing = Generator::new(number, 1).listing(number);
    (listing.institution_name, listing.name) = ("Bluegum Bank".to_owned(), name.to_owned());
    (listing.description, listing.category) = (description.to_owned(), category);
    (listing.features, listing.purposes, listing.secured) = (Vec::new(), Vec::new(), None);
    listing
}

fn catalogue() -> ProductIndex {
    let mut listings = vec![
        named(1, "Low Rate Home Loan", "Buy the house you dream of.", Category::HomeLoan),
        named(2, "Car Loan", "For new and used vehicles.", Category::PersonalLoan),
        named(3, "Personal Loan", "For renovations, holidays or a car.", Category::PersonalLoan),
        named(4, "Platinum Visa", "No annual fee.", Category::CreditCard),
        named(5, "Premium Car Loan Package", "Our best.", Category::PersonalLoan),
        named(6, "个人住房贷款", "利率优惠", Category::HomeLoan),
        named(7, "Student Helper", "Study now, pay later.", Category::PersonalLoan),
        named(8, "Réno Crédit", "", Category::PersonalLoan),
    ];
    listings[2].purposes = vec![Purpose::HomeImprovement, Purpose::Car];
    index_of(&listings, 2)
}

fn search(index: &ProductIndex, text: &str) -> Vec<Hit> {
    let query = SearchQuery { text: Some(text.to_owned()), ..SearchQuery::default() };
    index.candidates(&query, &[], PAGE).unwrap().hits
}

fn names(index: &ProductIndex, text: &str) -> Vec<String> {
    let mut names: Vec<String> = search(index, text).iter().map(|hit| hit.listing.name.clone()).collect();
    names.sort();
    names
}

#[test]
fn words_are_found_whatever_their_ending_case_or_accents() {
    let index = catalogue();
    assert_eq!(names(&index, "renovating"), ["Personal Loan", "Réno Crédit"]);
    assert_eq!(names(&index, "VEHICLE loans"), ["Car Loan", "Personal Loan", "Premium Car Loan Package"]);
    assert_eq!(names(&index, "credit reno"), ["Réno Crédit"]);
}

#[test]
fn misspelt_words_are_found() {
    let index = catalogue();
    assert_eq!(names(&index, "platnum"), ["Platinum Visa"]);
    assert_eq!(names(&index, "morgtage "), names(&index, "mortgage "));
    assert_eq!(names(&index, "renovatoins"), ["Personal Loan"]);
    assert_eq!(names(&index, "visx "), ["Platinum Visa"]);
    assert!(names(&index, "xis ").is_empty(), "three letters are too few to guess");
}

#[test]
fn the_last_word_may_be_unfinished() {
    let index = catalogue();
    assert_eq!(names(&index, "plat"), ["Platinum Visa"]);
    assert_eq!(names(&index, "premium pack"), ["Premium Car Loan Package"]);
    assert!(names(&index, "plat visas credit ").len() <= 1);
    assert_eq!(names(&index, "plat "), [""; 0], "a finished word is taken as it is");
}

#[test]
fn chinese_finds_chinese_and_english() {
    let index = catalogue();
    assert_eq!(names(&index, "贷"), ["个人住房贷款"]);
    assert_eq!(names(&index, "房贷"), ["Low Rate Home Loan", "个人住房贷款"]);
    assert_eq!(names(&index, "车贷"), ["Car Loan", "Personal Loan", "Premium Car Loan Package"]);
    assert_eq!(names(&index, "我想装修"), ["Personal Loan"]);
    assert_eq!(names(&index, "信用卡"), ["Platinum Visa"]);
}

#[test]
fn synonyms_are_found_behind_the_word_itself() {
    let index = catalogue();
    assert_eq!(names(&index, "mortgage"), ["Low Rate Home Loan", "个人住房贷款"]);
    let hits = search(&index, "car");
    assert!(hits.iter().any(|hit| hit.listing.name == "Car Loan"));
    let score = |name: &str| hits.iter().find(|hit| hit.listing.name == name).unwrap().text_score;
    assert!(score("Car Loan") > score("Personal Loan"));
}

#[test]
fn a_name_that_is_exactly_the_words_fits_best() {
    let hits = search(&catalogue(), "car loan");
    let score = |name: &str| hits.iter().find(|hit| hit.listing.name == name).unwrap().text_score;
    assert!(score("Car Loan") > 0.97, "{}", score("Car Loan"));
    assert!(score("Car Loan") > score("Premium Car Loan Package"));
    assert!(score("Premium Car Loan Package") > score("Personal Loan"));
}

#[test]
fn sentences_find_something() {
    let index = catalogue();
    assert!(!names(&index, "cheap car loans for students").is_empty());
    assert!(!names(&index, "What happens if I just don't pay my student loans?").is_empty());
    assert_eq!(names(&index, "zzzzqqq"), [""; 0]);
    assert_eq!(search(&index, "what should I do?").len(), 8, "words that name nothing are no constraint");
}

#[test]
fn completions_come_from_topics_lenders_and_names() {
    let index = catalogue();
    let texts = |typed: &str| -> Vec<(SuggestionKind, String)> {
        index.suggest(typed, 8).unwrap().into_iter().map(|s| (s.kind, s.text)).collect()
    };
    let personal = texts("perso");
    assert_eq!(personal[0], (SuggestionKind::Category, "Personal loan".to_owned()));
    assert!(personal.contains(&(SuggestionKind::Product, "Personal Loan".to_owned())));
    assert_eq!(texts("blueg")[0], (SuggestionKind::Institution, "Bluegum Bank".to_owned()));
    assert!(texts("pakcage").contains(&(SuggestionKind::Product, "Premium Car Loan Package".to_owned())));
    assert!(
        texts("visa").contains(&(SuggestionKind::Product, "Platinum Visa".to_owned())),
        "from a later word on"
    );
    assert_eq!(texts("房贷")[0].1, "Home loan");
    assert_eq!(texts(""), []);
}

#[test]
fn completions_name_each_product_name_once() {
    let listings: Vec<Listing> = (0..9).map(|i| named(i, "Car Loan", "", Category::PersonalLoan)).collect();
    let index = index_of(&listings, 3);
    let products = index.suggest("car l", 10).unwrap();
    assert_eq!(products.iter().filter(|s| s.kind == SuggestionKind::Product).count(), 1);
}
