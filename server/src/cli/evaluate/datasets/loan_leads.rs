//! Online loan leads, of which about one in seventy is approved.
//!
//! Sex and date of birth are not read.

use super::super::examples::{Examples, Recipe};
use super::super::table::{Row, Table};
use super::{Asked, NEEDS_OUTCOMES, prior, ratio};
use domain::product::Category;
use predict::history::Key;
use std::path::Path;

const RECIPE: Recipe = Recipe {
    numbers: &[
        "income monthly",
        "existing instalments",
        "amount",
        "term",
        "rate",
        "instalment",
        "contacted",
        "private bank",
        "employer category 2",
        "var 1",
    ],
    fill: None,
    derived: &["amount to income", "instalment to income", "existing to income", "burden"],
    derive,
    histories: &[("city", 2), ("employer", 2), ("bank", 2), ("source", 2), ("source and city category", 2)],
};

pub(super) fn read(path: &Path) -> anyhow::Result<Examples> {
    let table = Table::read(path)?;
    table.require("Approved", NEEDS_OUTCOMES)?;
    let mut examples = Examples::new(RECIPE);
    let mut priors = Vec::new();
    for row in table.rows() {
        let (income, existing) = (row.number("Monthly_Income")?, row.number("Existing_EMI")?);
        let (amount, instalment) = (row.number("Loan_Amount")?, row.number("EMI")?);
        let numbers = [
            income,
            existing,
            amount,
            row.number("Loan_Period")?,
            row.number("Interest_Rate")?,
            instalment,
            is(row, "Contacted", "Y")?,
            is(row, "Primary_Bank_Type", "P")?,
            row.number("Employer_Category2")?,
            row.number("Var1")?,
        ];
        examples.push(&numbers, &keys(row)?, row.label("Approved")?);
        priors.push(prior(Asked {
            category: Category::PersonalLoan,
            amount,
            income_annual: income * 12.0,
            instalment,
            existing_monthly: existing,
            lvr: f32::NAN,
        }));
    }
    examples.priors = Some(priors);
    Ok(examples)
}

fn keys(row: Row<'_>) -> anyhow::Result<[Key; 10]> {
    let of = |column: &str| row.category(column);
    let (city_category, source_category) = (of("City_Category")?, of("Source_Category")?);
    let (employer_category, bank_type) = (of("Employer_Category1")?, of("Primary_Bank_Type")?);
    let of_source = Key::of(&["source", &source_category]);
    Ok([
        Key::of(&["city", &city_category]),
        Key::of(&["city", &city_category, &of("City_Code")?]),
        Key::of(&["employer", &employer_category]),
        Key::of(&["employer", &employer_category, &of("Employer_Code")?]),
        Key::of(&["bank", &bank_type]),
        Key::of(&["bank", &bank_type, &of("Customer_Existing_Primary_Bank_Code")?]),
        of_source,
        Key::of(&["source", &source_category, &of("Source")?]),
        of_source,
        Key::of(&["source and city", &source_category, &city_category]),
    ])
}

fn is(row: Row<'_>, column: &str, value: &str) -> anyhow::Result<f32> {
    Ok(row.text(column)?.map_or(f32::NAN, |text| f32::from(u8::from(text == value))))
}

fn derive(numbers: &[f32]) -> Vec<f32> {
    let [income, existing, amount, _, _, instalment, ..] = numbers else { return vec![] };
    vec![
        ratio(*amount, *income),
        ratio(*instalment, *income),
        ratio(*existing, *income),
        ratio(*existing + *instalment, *income),
    ]
}
