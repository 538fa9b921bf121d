//! Who comes, and what for: invented borrowers in the domain's own types.
//!
//! Incomes are log-normal around A$72,000, amounts around what people borrow for each category; credit and work
//! follow rough shares of a lending market. None of it is anybody's data.

use crate::random::Random;
use domain::borrower::{Borrower, CreditBand, Employment, Residency};
use domain::money::{Currency, Money};
use domain::product::Category;
use domain::query::{Need, SearchQuery};

const CREDIT: [(CreditBand, f64); 5] = [
    (CreditBand::Excellent, 0.22),
    (CreditBand::Good, 0.38),
    (CreditBand::Fair, 0.22),
    (CreditBand::Poor, 0.10),
    (CreditBand::None, 0.08),
];
const EMPLOYMENT: [(Employment, f64); 7] = [
    (Employment::Employed, 0.62),
    (Employment::SelfEmployed, 0.12),
    (Employment::Casual, 0.09),
    (Employment::Contractor, 0.06),
    (Employment::Retired, 0.05),
    (Employment::Student, 0.03),
    (Employment::Unemployed, 0.03),
];
const RESIDENCY: [(Residency, f64); 4] = [
    (Residency::Citizen, 0.80),
    (Residency::PermanentResident, 0.12),
    (Residency::TemporaryVisa, 0.07),
    (Residency::NonResident, 0.01),
];
const REGIONS: [(&str, f64); 6] =
    [("NSW", 0.32), ("VIC", 0.26), ("QLD", 0.20), ("WA", 0.11), ("SA", 0.07), ("TAS", 0.04)];
const TERMS: [(u16, f64); 5] = [(24, 0.15), (36, 0.30), (48, 0.15), (60, 0.30), (84, 0.10)];
const HOME_TERMS: [(u16, f64); 2] = [(300, 0.35), (360, 0.65)];

/// A borrower's search for one category of product.
pub(super) fn query(category: Category, currency: Currency, random: &mut Random) -> SearchQuery {
    let money = |major: f64| rounded(major, currency);
    let income = (72_000.0 * (0.45 * random.normal()).exp()).clamp(18_000.0, 400_000.0);
    let existing = if random.happens(0.55) { income / 12.0 * random.between(0.01, 0.18) } else { 0.0 };
    let mut borrower = Borrower {
        income_annual: Some(money(income)),
        age: Some(age(random)),
        employment: random.weighted(&EMPLOYMENT).copied(),
        residency: random.weighted(&RESIDENCY).copied(),
        region: random.weighted(&REGIONS).and_then(|region| region.parse().ok()),
        credit_band: random.weighted(&CREDIT).copied(),
        existing_repayments_monthly: Some(money(existing)),
        ..Borrower::default()
    };
    let (amount, terms): (f64, &[(u16, f64)]) = match category {
        Category::HomeLoan => {
            let value = income * random.between(3.5, 8.0);
            let deposit = value * random.between(0.06, 0.45);
            borrower.property_value = Some(money(value));
            borrower.deposit = Some(money(deposit));
            (value - deposit, &HOME_TERMS)
        }
        Category::BusinessLoan | Category::Lease | Category::TradeFinance => {
            (60_000.0 * (0.8 * random.normal()).exp(), &TERMS)
        }
        Category::PersonalLoan => (17_000.0 * (0.7 * random.normal()).exp(), &TERMS),
        Category::CreditCard | Category::Overdraft | Category::MarginLoan => {
            (6_000.0 * (0.6 * random.normal()).exp(), &TERMS)
        }
    };
    let need = Need {
        categories: vec![category],
        amount: Some(money(amount.clamp(1_000.0, 3_000_000.0))),
        term_months: category.is_instalment_credit().then(|| random.weighted(terms).copied()).flatten(),
        purpose: None,
    };
    SearchQuery { need, borrower, ..SearchQuery::default() }
}

/// Lenders' own rules name an age; nothing else looks at it.
fn age(random: &mut Random) -> u8 {
    const AGES: [(u8, f64); 8] =
        [(19, 0.05), (23, 0.12), (28, 0.18), (34, 0.20), (42, 0.20), (51, 0.14), (60, 0.08), (70, 0.03)];
    random.weighted(&AGES).copied().unwrap_or(40)
}

/// As people type amounts: whole hundreds.
fn rounded(major: f64, currency: Currency) -> Money {
    Money::from_f64((major / 100.0).round() * 100.0, currency)
}
