//! Home-loan applications of the US register (Home Mortgage Disclosure Act).
//!
//! Age, sex and race are in the file for audits and are not read. The loan-to-value ratio as published is not used: it is
//! missing far more often on denials. A property's value is missing more often on denials as well, so it is filled from
//! similar applications in a way that cannot be told from a known one, and ratios are worked out after that.

use super::super::examples::{Examples, Fill, Recipe};
use super::super::table::{Row, Table};
use super::{Asked, NEEDS_OUTCOMES, prior, ratio};
use domain::product::Category;
use std::path::Path;

const RECIPE: Recipe = Recipe {
    numbers: &[
        "amount",
        "income",
        "debt to income",
        "debt to income exempt",
        "purpose",
        "purchase",
        "occupancy",
        "property value",
    ],
    fill: Some(Fill { value: 7, group: 4, near: 0 }),
    derived: &["amount to income", "amount to value", "value to income"],
    derive,
    histories: &[],
};

/// The register's code of a loan to buy a home.
const PURCHASE: f32 = 1.0;

pub(super) fn read(path: &Path) -> anyhow::Result<Examples> {
    let table = Table::read(path)?;
    table.require("approved", NEEDS_OUTCOMES)?;
    let mut examples = Examples::new(RECIPE);
    let mut priors = Vec::new();
    for row in table.rows() {
        let (amount, income) = (row.number("loan_amount")?, row.number("income")?);
        let (debt_to_income, exempt) = debt_to_income(row)?;
        let purpose = row.number("loan_purpose")?;
        let purchase = f32::from(u8::from(purpose == PURCHASE));
        let value = exemptible(row, "property_value")?;
        let occupancy = row.number("occupancy_type")?;
        let numbers = [amount, income, debt_to_income, exempt, purpose, purchase, occupancy, value];
        examples.push(&numbers, &[], row.label("approved")?);
        priors.push(prior(Asked {
            category: Category::HomeLoan,
            amount,
            income_annual: income * 1_000.0,
            instalment: f32::NAN,
            existing_monthly: f32::NAN,
            lvr: ratio(amount, value),
        }));
    }
    examples.priors = Some(priors);
    Ok(examples)
}

/// The share of income that debts take, in percent: exact in the middle, the middle of a band elsewhere; and whether the
/// lender is exempt from saying.
fn debt_to_income(row: Row<'_>) -> anyhow::Result<(f32, f32)> {
    const COLUMN: &str = "debt_to_income_ratio";
    Ok(match row.text(COLUMN)?.as_deref() {
        None => (f32::NAN, 0.0),
        Some("Exempt") => (f32::NAN, 1.0),
        Some("<20%") => (15.0, 0.0),
        Some("20%-<30%") => (25.0, 0.0),
        Some("30%-<36%") => (33.0, 0.0),
        Some("50%-60%") => (55.0, 0.0),
        Some(">60%") => (65.0, 0.0),
        Some(exact) => (row.parse(COLUMN, exact)?, 0.0),
    })
}

/// A number that a lender may be exempt from saying.
fn exemptible(row: Row<'_>, column: &str) -> anyhow::Result<f32> {
    match row.text(column)?.as_deref() {
        None | Some("Exempt") => Ok(f32::NAN),
        Some(value) => row.parse(column, value),
    }
}

fn derive(numbers: &[f32]) -> Vec<f32> {
    let [amount, income, _, _, _, _, _, value] = numbers else { return vec![] };
    vec![ratio(*amount, *income), ratio(*amount, *value), ratio(*value, *income)]
}
