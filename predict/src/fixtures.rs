//! A product and a borrower for tests.

use domain::borrower::{Borrower, CreditBand, Employment};
use domain::listing::{Listing, RateOffer, StandardFees};
use domain::money::{Currency, Money};
use domain::product::{Category, InstitutionId, LendingRateKind, ProductId};
use domain::query::{Need, SearchQuery};
use domain::rate::Rate;
use domain::rules::Rules;
use domain::time::Timestamp;

const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

pub(crate) fn aud(major: i64) -> Money {
    Money::from_major(major, Currency::AUD)
}

pub(crate) fn listing(category: Category, rules: Rules) -> Listing {
    let rate = RateOffer {
        kind: LendingRateKind::Variable,
        rate: Rate::from_millionths(90_000),
        comparison_rate: None,
        fixed_months: None,
        repayment_type: None,
        loan_purpose: None,
        tiers: Vec::new(),
    };
    Listing {
        product_id: ID.parse::<ProductId>().unwrap(),
        version: 1,
        institution_id: ID.parse::<InstitutionId>().unwrap(),
        institution_name: "Harbour Mutual".to_owned(),
        name: "Plain Loan".to_owned(),
        description: String::new(),
        category,
        currency: Currency::AUD,
        rates: vec![rate],
        fees: StandardFees::nothing(Currency::AUD),
        rules,
        features: Vec::new(),
        purposes: Vec::new(),
        secured: None,
        tailored: false,
        decision_hours: None,
        funding_hours: None,
        updated_at: None,
        listed_at: Timestamp::from_micros(0),
        sponsored: false,
        payout: None,
        fictional: true,
    }
}

pub(crate) fn personal(rules: Rules) -> Listing {
    listing(Category::PersonalLoan, rules)
}

pub(crate) fn known() -> Borrower {
    Borrower {
        income_annual: Some(aud(60_000)),
        employment: Some(Employment::Casual),
        credit_band: Some(CreditBand::Fair),
        existing_repayments_monthly: Some(aud(800)),
        ..Borrower::default()
    }
}

pub(crate) fn asking(borrower: Borrower, amount: i64, term: u16) -> SearchQuery {
    let need = Need { amount: Some(aud(amount)), term_months: Some(term), ..Need::default() };
    SearchQuery { need, borrower, ..SearchQuery::default() }
}
