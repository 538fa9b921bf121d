//! Reading and writing the Consumer Data Standards' product details.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod import_support;

use domain::product::*;
use domain::rate::Rate;
use import_support::products;
use proptest::prelude::*;
use serde_json::{Value, json};
use server::services::import::cdr::read::NotAProduct;
use server::services::import::cdr::{NOT_A_LIST, NOT_IN_STANDARD, read, write};

fn detail(more: Value) -> Value {
    let mut detail = json!({"productId": "p1", "name": "Personal Loan", "productCategory": "PERS_LOANS",
        "description": "A loan", "brand": "B", "isTailored": false, "lastUpdated": "2024-08-12T00:00:00Z"});
    let Value::Object(more) = more else { panic!("fields are given as an object") };
    detail.as_object_mut().unwrap().extend(more);
    detail
}

fn read(more: Value) -> Product {
    let product = read::product(&detail(more)).unwrap();
    assert_eq!(read::product(&write::product(&product)).unwrap(), product, "not the same after writing");
    product
}

/// Path, raw text and reason of what could not be read.
fn unread(product: &Product) -> Vec<(&str, &str, &str)> {
    product.unread.iter().map(|u| (u.path.as_str(), u.raw.as_str(), u.reason.as_str())).collect()
}

#[test]
fn null_and_empty_mean_absent() {
    let product = read(json!({"brandName": "", "applicationUri": null, "fees": [], "bundles": null,
        "additionalInformation": {"overviewUri": "", "additionalTermsUris": [{}]}, "effectiveFrom": "",
        "cardArt": [null, {}], "x-nothing": {"a": [null, ""]}}));
    assert_eq!(product.brand_name, None);
    assert_eq!(product.links, Links::default());
    assert_eq!(unread(&product), []);
}

#[test]
fn kinds_are_matched_whatever_case_and_spaces() {
    let product = read(json!({
        "lendingRates": [{"lendingRateType": "VARIABLE ", "rate": "0.0654", "repaymentType": "interest only"}],
        "features": [{"featureType": "EXTRA REPAYMENTS"}, {"featureType": "extra-repayments"}]}));
    assert_eq!(product.lending_rates[0].kind, LendingRateKind::Variable);
    assert_eq!(product.lending_rates[0].rate, Rate::from_millionths(65_400));
    assert_eq!(product.lending_rates[0].repayment_type, Some(RepaymentType::InterestOnly));
    assert!(product.features.iter().all(|f| f.kind == FeatureKind::ExtraRepayments));
    assert_eq!(unread(&product), []);
}

#[test]
fn a_rate_without_a_figure_is_kept_whole_and_the_others_are_read() {
    let product = read(json!({"lendingRates": [
        {"lendingRateType": "FIXED", "rate": ""},
        {"lendingRateType": "FIXED", "rate": 0.0699},
        {"lendingRateType": "FIXED", "rate": "NaN", "x-note": 1}, 7]}));
    assert_eq!(product.lending_rates.len(), 1);
    assert_eq!(
        unread(&product),
        [
            ("lendingRates", r#"{"lendingRateType":"FIXED","rate":""}"#, "rate is missing"),
            (
                "lendingRates",
                r#"{"lendingRateType":"FIXED","rate":"NaN","x-note":1}"#,
                "rate: not a decimal number"
            ),
            ("lendingRates", "7", "not an object"),
        ]
    );
}

#[test]
fn a_bad_field_of_a_good_entry_is_kept_under_its_path() {
    let product = read(json!({"lendingRates": [
        {"lendingRateType": "FIXED", "rate": ""},
        {"lendingRateType": "FIXED", "rate": "0.07", "comparisonRate": "0.06689999999999863",
         "tiers": [{"name": "LVR", "unitOfMeasure": "PERCENT", "minimumValue": 1e-05, "maximumValue": 80,
                    "rateApplicationMethod": "SOMETIMES"},
                   {"name": "LVR", "unitOfMeasure": "PERCENT", "minimumValue": 80.01, "maximumValue": "many"}]}]}));
    let rate = &product.lending_rates[0];
    assert_eq!((rate.comparison_rate, rate.tiers.len()), (None, 1));
    assert_eq!(rate.tiers[0].min.to_string(), "0.00001");
    let paths: Vec<_> = product.unread.iter().map(|u| u.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "lendingRates",
            "lendingRates/0/comparisonRate",
            "lendingRates/0/tiers",
            "lendingRates/0/tiers/0/rateApplicationMethod"
        ]
    );
}

#[test]
fn unknown_fields_are_kept_wherever_they_stand() {
    let product =
        read(json!({"x-a/b~c": [1, {"d": null}], "fees": [{"feeType": "EVENT", "name": "F", "x-id": "7",
        "discounts": [{"discountType": "BALANCE", "description": "d", "x-y": true}]}],
        "additionalInformation": {"futureUri": "https://example.com"}, "eligibility": "all"}));
    assert_eq!(
        unread(&product),
        [
            ("additionalInformation/futureUri", "\"https://example.com\"", NOT_IN_STANDARD),
            ("eligibility", "\"all\"", NOT_A_LIST),
            ("fees/0/discounts/0/x-y", "true", NOT_IN_STANDARD),
            ("fees/0/x-id", "\"7\"", NOT_IN_STANDARD),
            ("x-a~1b~0c", r#"[1,{"d":null}]"#, NOT_IN_STANDARD),
        ]
    );
    assert_eq!(write::product(&product)["x-a/b~c"], json!([1, {"d": null}]));
}

#[test]
fn an_unknown_kind_is_read_as_the_nearest_and_kept_beside_it() {
    let product = read(json!({"features": [{"featureType": "UNLIMITED TRANSACTION"},
        {"featureType": "SPLIT_LOAN", "additionalInfo": "Split it"}]}));
    assert_eq!(product.features[0].kind, FeatureKind::UnlimitedTransactions);
    assert_eq!(product.features[1].kind, FeatureKind::Other);
    assert_eq!(product.features[1].info.as_deref(), Some("Split it"));
    assert_eq!(write::product(&product)["features"][1]["featureType"], "SPLIT_LOAN");
    assert_eq!(product.unread.len(), 2);
}

#[test]
fn nested_fees_of_version_5_are_read() {
    let product = read(json!({"fees": [
        {"name": "Set-up", "feeType": "UPFRONT", "feeMethodUType": "fixedAmount", "fixedAmount": {"amount": "250"}},
        {"name": "Late", "feeType": "LATE_PAYMENT", "feeMethodUType": "rateBased", "feeCap": "90.00",
         "rateBased": {"rateType": "BALANCE", "rate": "0.02", "accrualFrequency": "P1M",
                       "amountRange": {"feeMinimum": "5.00"}}},
        {"name": "Valuation", "feeType": "EVENT", "feeMethodUType": "variable"},
        {"name": "Odd", "feeType": "EVENT", "feeMethodUType": "fixedAmount", "amount": "abc"}]}));
    let [upfront, late, valuation, odd] = product.fees.as_slice() else { panic!("four fees") };
    assert_eq!(upfront.amount.unwrap().to_decimal(), "250.00");
    assert_eq!((late.kind, late.balance_rate), (FeeKind::Event, Some(Rate::from_millionths(20_000))));
    assert_eq!(late.accrual_frequency.as_deref(), Some("P1M"));
    assert_eq!((valuation.amount, odd.amount), (None, None));
    let paths: Vec<_> = product.unread.iter().map(|u| u.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "fees/1/feeCap",
            "fees/1/feeType",
            "fees/1/rateBased/amountRange",
            "fees/3/amount",
            "fees/3/feeMethodUType"
        ]
    );
}

#[test]
fn amounts_take_the_fee_s_currency_and_an_unreadable_one_refuses_the_fee() {
    let product = read(json!({"fees": [
        {"feeType": "EVENT", "amount": "1500", "currency": "JPY"},
        {"feeType": "EVENT", "amount": "15", "currency": "dollars"},
        {"feeType": "EVENT", "amount": 0.165}]}));
    assert_eq!(product.fees[0].amount.unwrap().to_string(), "1500 JPY");
    assert_eq!(product.fees[1].amount, None);
    assert_eq!(product.unread.len(), 2);
}

#[test]
fn the_extension_carries_the_supplement() {
    let product =
        read(json!({"x-lendlight": {"secured": true, "min_income": {"minor": 3_000_000, "currency": "AUD"},
        "purposes": ["car", "green"], "regions": ["AU-NSW?"], "max_dti": "0.4", "shoe_size": 42}}));
    assert_eq!(product.supplement.secured, Some(true));
    assert_eq!(product.supplement.purposes, [Purpose::Car, Purpose::Green]);
    assert_eq!(product.supplement.max_dti, Some(Rate::from_millionths(400_000)));
    let paths: Vec<_> = product.unread.iter().map(|u| u.path.as_str()).collect();
    assert_eq!(paths, ["x-lendlight/shoe_size"]);
}

#[test]
fn a_product_needs_a_name_and_a_category_of_credit() {
    assert!(matches!(read::product(&json!([])), Err(NotAProduct::Unreadable(_))));
    assert_eq!(
        read::product(&detail(json!({"name": " "}))),
        Err(NotAProduct::Unreadable("name: blank".to_owned()))
    );
    assert_eq!(
        read::product(&detail(json!({"productCategory": "TERM_DEPOSITS"}))),
        Err(NotAProduct::NotLending("TERM_DEPOSITS".to_owned()))
    );
    let nameless = read(json!({"productId": null, "isTailored": "maybe", "lastUpdated": "today"}));
    assert_eq!(nameless.external_id, "personal_loan:personal loan");
    assert_eq!(nameless.unread.len(), 2);
}

/// A JSON value of small size.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[ -~]{0,6}".prop_map(Value::from),
        proptest::sample::select(vec![
            "FIXED",
            "0.05",
            "PERS_LOANS",
            "variable",
            "9999-12-31T00:00:00Z",
            "12.50"
        ])
        .prop_map(Value::from),
    ];
    let key = proptest::sample::select(vec![
        "rate",
        "lendingRateType",
        "tiers",
        "unitOfMeasure",
        "minimumValue",
        "feeType",
        "amount",
        "currency",
        "fixedAmount",
        "rateBased",
        "rateType",
        "feeMethodUType",
        "discounts",
        "discountType",
        "featureType",
        "eligibility",
        "discountEligibilityType",
        "additionalInfo",
        "applicabilityConditions",
        "loanPurpose",
        "productIds",
        "imageUri",
        "name",
        "x-other",
        "min_income",
        "regions",
    ]);
    leaf.prop_recursive(4, 48, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..5)
                .prop_map(|pairs| pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_product_reads_back(product in products::product()) {
        prop_assert_eq!(read::product(&write::product(&product)).unwrap(), product);
    }

    /// Whatever a lender publishes under the standard's fields: it is read without panic, and what is written
    /// of it reads back the same.
    #[test]
    fn whatever_is_published_survives(
        fields in prop::collection::vec((proptest::sample::select(vec![
            "lendingRates", "depositRates", "fees", "features", "constraints", "eligibility", "bundles", "cardArt",
            "additionalInformation", "x-lendlight", "effectiveTo", "brandName", "isTailored", "x-more",
        ]), any_json()), 0..6),
    ) {
        let detail = detail(fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect());
        let product = read::product(&detail).unwrap();
        let written = write::product(&product);
        prop_assert_eq!(read::product(&written).unwrap(), product, "{}", written);
    }
}
