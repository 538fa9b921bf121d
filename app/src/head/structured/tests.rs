use super::*;
use domain::listing::ListingMeta;
use domain::money::Currency;
use domain::product::{
    Constraint, ConstraintKind, InstitutionId, LendingRate, LendingRateKind, Links, ProductId, Supplement,
};
use domain::time::Timestamp;
use uuid::Uuid;

fn rate(text: &str, comparison: Option<&str>) -> LendingRate {
    LendingRate {
        kind: LendingRateKind::Fixed,
        rate: text.parse().unwrap(),
        comparison_rate: comparison.map(|text| text.parse().unwrap()),
        calculation_frequency: None,
        application_frequency: None,
        interest_due: None,
        repayment_type: None,
        loan_purpose: None,
        tiers: Vec::new(),
        value: None,
        info: None,
        info_uri: None,
    }
}

fn loan(category: Category) -> Product {
    Product {
        external_id: "x".to_owned(),
        name: "Clear Loan".to_owned(),
        description: String::new(),
        category,
        brand: "HLM".to_owned(),
        brand_name: None,
        currency: Currency::AUD,
        tailored: false,
        effective_from: None,
        effective_to: None,
        updated_at: None,
        links: Links::default(),
        lending_rates: Vec::new(),
        deposit_rates: Vec::new(),
        fees: Vec::new(),
        features: Vec::new(),
        constraints: Vec::new(),
        eligibility: Vec::new(),
        bundles: Vec::new(),
        card_art: Vec::new(),
        supplement: Supplement::default(),
        unread: Vec::new(),
    }
}

fn described(of: &Product, site: &str) -> Value {
    let meta = ListingMeta {
        product_id: ProductId(Uuid::from_u128(7)),
        version: 1,
        institution_id: InstitutionId(Uuid::from_u128(8)),
        institution_name: "Harbour Lane Mutual".to_owned(),
        listed_at: Timestamp::from_micros(0),
    };
    product(of, &Listing::new(meta, of), &PublicUrl::new(site))
}

#[test]
fn what_is_unknown_is_left_out() {
    assert_eq!(
        described(&loan(Category::Lease), ""),
        json!({
            "@context": "https://schema.org",
            "@type": "FinancialProduct",
            "name": "Clear Loan",
            "provider": { "@type": "Organization", "name": "Harbour Lane Mutual" },
            "currency": "AUD",
        })
    );
}

#[test]
fn what_is_published_is_stated_in_the_words_of_schema_org() {
    let limit =
        |kind, value: &str| Constraint { kind, value: Some(value.to_owned()), info: None, info_uri: None };
    let loan = Product {
        description: " Fixed for its whole life. ".to_owned(),
        lending_rates: vec![rate("0.0654", Some("0.0712")), rate("0.1299", None)],
        constraints: vec![
            limit(ConstraintKind::MinLimit, "2000.00"),
            limit(ConstraintKind::MaxLimit, "50000.50"),
        ],
        supplement: Supplement { max_term_months: Some(84), ..Supplement::default() },
        links: Links {
            fees_and_pricing: Some("https://www.harbour-lane.example/fees".to_owned()),
            ..Links::default()
        },
        ..loan(Category::PersonalLoan)
    };
    let found = described(&loan, "https://loans.example");
    assert_eq!(found["@type"], "LoanOrCredit");
    assert_eq!(found["description"], "Fixed for its whole life.");
    assert_eq!(found["url"], "https://loans.example/products/00000000-0000-0000-0000-000000000007");
    assert_eq!(
        found["interestRate"],
        json!({ "@type": "QuantitativeValue", "minValue": 6.54, "maxValue": 12.99, "unitCode": "P1" })
    );
    assert_eq!(found["annualPercentageRate"], json!(7.12));
    assert_eq!(
        found["amount"],
        json!({ "@type": "MonetaryAmount", "currency": "AUD", "minValue": 2000.0, "maxValue": 50000.5 })
    );
    assert_eq!(found["loanTerm"], json!({ "@type": "QuantitativeValue", "unitCode": "MON", "maxValue": 84 }));
    assert_eq!(found["feesAndCommissionsSpecification"], "https://www.harbour-lane.example/fees");
    assert_eq!(found.get("offers"), None, "nobody sells a loan here");
}

#[test]
fn one_rate_is_a_number_and_without_a_comparison_rate_there_is_no_annual_percentage_rate() {
    let card = Product { lending_rates: vec![rate("0.1999", None)], ..loan(Category::HomeLoan) };
    let found = described(&card, "");
    assert_eq!(found["@type"], "MortgageLoan");
    assert_eq!(found["interestRate"], json!(19.99));
    assert_eq!(found.get("annualPercentageRate"), None);
}

#[test]
fn a_lenders_text_cannot_leave_the_script_element() {
    let hostile = "</script><script>alert(1)</script><!-- & \u{2028}";
    let product = Product { name: hostile.to_owned(), ..loan(Category::PersonalLoan) };
    let data = described(&product, "");
    let text = embedded(&data);
    assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), data, "it still says the same");
    let html = Owner::new().with(|| block(Some(data)).to_html());
    assert_eq!(html.matches("</script>").count(), 1, "{html}");
    assert!(html.starts_with("<script type=\"application/ld+json\">{\""), "{html}");
}

#[test]
fn a_link_that_is_no_web_address_is_left_out() {
    let links = Links { fees_and_pricing: Some("javascript:alert(1)".to_owned()), ..Links::default() };
    let product = Product { links, ..loan(Category::PersonalLoan) };
    assert_eq!(described(&product, "").get("feesAndCommissionsSpecification"), None);
}

#[test]
fn addresses_are_whole_or_the_block_is_left_out() {
    let way = [("Lendlight".to_owned(), "/".to_owned()), ("Clear Loan".to_owned(), "/products/7".to_owned())];
    assert_eq!(breadcrumbs(&way, &PublicUrl::default()), None);
    assert_eq!(website(&PublicUrl::default(), "Lendlight"), None);
    let site = PublicUrl::new("https://loans.example");
    let steps = breadcrumbs(&way, &site).unwrap();
    assert_eq!(steps["itemListElement"][1]["position"], 2);
    assert_eq!(steps["itemListElement"][1]["item"], "https://loans.example/products/7");
    let website = website(&site, "Lendlight").unwrap();
    assert_eq!(
        website["potentialAction"]["target"]["urlTemplate"],
        "https://loans.example/search?q={search_term_string}"
    );
}
