use super::*;
use crate::product::Category;
use proptest::prelude::*;

const STRICT: ParseOptions = ParseOptions { currency: Currency::AUD, refuse_unknown: true };

fn fields(pairs: &[(&str, &str)]) -> Vec<String> {
    SearchQuery::parse(pairs.iter().copied(), STRICT).unwrap_err().into_iter().map(|e| e.field).collect()
}

#[test]
fn reads_every_kind_of_parameter() {
    let query = SearchQuery::parse(
        [
            ("q", " car loan "),
            ("category", "personal_loan"),
            ("category", "home_loan"),
            ("amount", "15000"),
            ("term_months", "36"),
            ("age", "30"),
            ("region", "au-nsw"),
            ("max_rate", "0.1"),
            ("secured", "false"),
            ("no_annual_fee", "true"),
            ("sort", "rate"),
            ("income_annual", ""),
        ],
        STRICT,
    )
    .unwrap();
    assert_eq!(query.text.as_deref(), Some("car loan"));
    assert_eq!(query.need.categories, [Category::PersonalLoan, Category::HomeLoan]);
    assert_eq!(query.need.amount, Some(Money::from_major(15_000, Currency::AUD)));
    assert_eq!(query.borrower.region.as_ref().map(crate::borrower::Region::code), Some("NSW"));
    assert_eq!(query.filters.secured, Some(false));
    assert!(query.filters.no_annual_fee);
    assert_eq!(query.borrower.income_annual, None);
}

#[test]
fn names_every_field_that_cannot_be_used() {
    assert_eq!(
        fields(&[
            ("amount", "lots"),
            ("age", "-3"),
            ("sort", "cheapest"),
            ("per_page", "0"),
            ("colour", "red")
        ]),
        ["amount", "age", "sort", "per_page", "colour"]
    );
    assert_eq!(fields(&[("page", "1"), ("page", "2")]), ["page"]);
    assert_eq!(fields(&[("property_value", "500000"), ("deposit", "500000")]), ["deposit"]);
    assert_eq!(fields(&[("amount", "0")]), ["amount"]);
}

#[test]
fn what_is_wrong_says_what_would_be_right() {
    let faults = |pairs: &[(&str, &str)]| {
        let errors = SearchQuery::parse(pairs.iter().copied(), STRICT).unwrap_err();
        errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(
        faults(&[("amount", "lots"), ("income_annual", "-1"), ("term_months", "601")]),
        "amount must be an amount of AUD from above 0 to 1000000000, such as 15000 or 15000.00; \
         income_annual must be an amount of AUD from 0 to 1000000000, such as 15000 or 15000.00; \
         term_months must be a whole number from 1 to 600"
    );
    assert_eq!(
        faults(&[("rate_type", "cheap"), ("institution", "x"), ("region", "somewhere")]),
        "rate_type “cheap” is not one of fixed, variable; institution is not an institution's id (a UUID); \
         region a region is the two or three letters of an ISO 3166-2 code, such as NSW or AU-NSW"
    );
}

#[test]
fn amounts_and_terms_may_be_typed_as_people_write_them() {
    let read = |amount, term| {
        let query = SearchQuery::parse([("amount", amount), ("term_months", term)], STRICT).unwrap();
        (query.need.amount.unwrap(), query.need.term_months.unwrap())
    };
    let expected = (Money::from_major(50_000, Currency::AUD), 36);
    for (amount, term) in [("50,000", "36"), ("５万元", "3年"), ("$50k", "3 years"), ("5 万", "36个月")]
    {
        assert_eq!(read(amount, term), expected, "{amount} {term}");
    }
    assert_eq!(fields(&[("amount", "50.000"), ("term_months", "60 years")]), ["amount", "term_months"]);
}

#[test]
fn a_form_needs_an_amount_or_what_it_follows_from() {
    let faults = |pairs: &[(&'static str, &'static str)]| match SearchQuery::parse_form(
        pairs.iter().copied(),
        Currency::AUD,
    ) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| (error.field, error.fault)).collect(),
    };
    assert_eq!(faults(&[("amount", "5万"), ("csrf", "x")]), []);
    assert_eq!(faults(&[("property_value", "50万"), ("deposit", "10万")]), []);
    let needed = || ("amount".to_owned(), Fault::AmountNeeded);
    assert_eq!(faults(&[("amount", " ")]), [needed()]);
    let age = ("age".to_owned(), Fault::Whole { least: 0, most: 130 });
    assert_eq!(faults(&[("age", "x")]), [needed(), age]);
}

#[test]
fn a_page_passes_over_foreign_parameters() {
    let lenient = ParseOptions { refuse_unknown: false, ..STRICT };
    assert!(SearchQuery::parse([("utm_source", "mail")], lenient).is_ok());
}

#[test]
fn amount_and_lvr_follow_from_property_and_deposit() {
    let query = SearchQuery::parse([("property_value", "500000"), ("deposit", "100000")], STRICT).unwrap();
    assert_eq!(query.amount(), Some(Money::from_major(400_000, Currency::AUD)));
    assert_eq!(query.lvr(), Some(Rate::from_millionths(800_000)));
}

proptest! {
    #[test]
    fn never_panics(pairs in proptest::collection::vec((0..PARAMETERS.len(), "\\PC{0,40}"), 0..20)) {
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(i, v)| (PARAMETERS[*i], v.as_str())).collect();
        let _ = SearchQuery::parse(pairs, STRICT);
    }
}
