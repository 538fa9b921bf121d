//! Applications at Home Credit: a folder of a table of borrowers and one of their earlier applications.
//!
//! Approved are those whose offer was taken or left unused; cancelled ones were never decided and are left out. What a
//! decision itself sets is not read: the instalment and everything about it (`AMT_ANNUITY`, `CNT_PAYMENT`,
//! `NAME_YIELD_GROUP`, `PRODUCT_COMBINATION`, `DAYS_*DUE`, …), the credit granted, and `NAME_PORTFOLIO`, which nobody
//! approved has unset. Nor are sex, age, family and scores made later. A borrower's applications stay in one fold, and
//! what became of a borrower's earlier ones is known at the next.

use super::super::examples::{Examples, Recipe};
use super::super::table::{Row, Table};
use super::{Asked, NEEDS_OUTCOMES, prior, ratio};
use anyhow::Context;
use domain::product::Category;
use predict::history::{self, Case, Key, Settings};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

const RECIPE: Recipe = Recipe {
    numbers: &[
        "amount",
        "income",
        "days employed",
        "region rating",
        "owns car",
        "owns home",
        "point of sale",
        "earlier approved",
        "earlier",
    ],
    fill: None,
    derived: &["amount to income"],
    derive,
    histories: &[
        ("contract", 1),
        ("client", 1),
        ("channel", 1),
        ("industry and goods", 2),
        ("contract and client", 2),
        ("loan purpose", 1),
        ("walk-in or invited", 2),
        ("income", 1),
        ("education", 1),
        ("occupation", 1),
        ("organisation", 1),
    ],
};

/// How many rows a borrower's own earlier applications are shrunk by.
const BORROWER_STRENGTH: f64 = 2.0;

pub(super) fn read(folder: &Path) -> anyhow::Result<Examples> {
    let borrowers = Table::read(&one_of(folder, "application_data")?)?;
    let applications = Table::read(&one_of(folder, "previous_application")?)?;
    applications.require("NAME_CONTRACT_STATUS", NEEDS_OUTCOMES)?;
    let mut borrower_of = HashMap::new();
    for row in borrowers.rows() {
        borrower_of.insert(row.category("SK_ID_CURR")?, row);
    }
    let mut decided = Vec::new();
    for row in applications.rows() {
        if let Some(approved) = approved(row)? {
            decided.push((row, row.category("SK_ID_CURR")?, approved));
        }
    }
    let earlier = earlier(&decided)?;
    let mut examples = Examples::new(RECIPE);
    let mut priors = Vec::new();
    let mut groups: HashMap<&str, u32> = HashMap::new();
    for ((row, id, approved), (share, rows)) in decided.iter().zip(earlier) {
        let borrower = borrower_of.get(id).copied();
        let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        let group = *groups.entry(id).or_insert(next);
        let numbers = numbers(*row, borrower, share, rows)?;
        examples.push_of_group(&numbers, &keys(*row, borrower)?, *approved, group);
        let [amount, income, ..] = numbers;
        priors.push(prior(Asked {
            category: Category::PersonalLoan,
            amount,
            income_annual: income,
            instalment: f32::NAN,
            existing_monthly: f32::NAN,
            lvr: f32::NAN,
        }));
    }
    examples.priors = Some(priors);
    Ok(examples)
}

/// The file of a folder whose name begins so.
fn one_of(folder: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let listed = std::fs::read_dir(folder)
        .with_context(|| format!("{} should be the folder of Home Credit's files", folder.display()))?;
    let mut found = Vec::new();
    for entry in listed {
        let path = entry?.path();
        let begins_so =
            path.file_name().and_then(|file| file.to_str()).is_some_and(|file| file.starts_with(name));
        if begins_so {
            found.push(path);
        }
    }
    found.sort();
    found.into_iter().next().with_context(|| format!("{}: there is no file {name}*.csv", folder.display()))
}

fn approved(row: Row<'_>) -> anyhow::Result<Option<bool>> {
    const COLUMN: &str = "NAME_CONTRACT_STATUS";
    match row.category(COLUMN)?.as_str() {
        "Approved" | "Unused offer" => Ok(Some(true)),
        "Refused" => Ok(Some(false)),
        "Canceled" => Ok(None),
        other => Err(row.fault(COLUMN, &format!("“{other}” is not a status"))),
    }
}

/// Of each application: the share of the borrower's earlier ones that were approved, and how many these are.
fn earlier(decided: &[(Row<'_>, String, bool)]) -> anyhow::Result<Vec<(f32, f32)>> {
    let mut keys = Vec::with_capacity(decided.len());
    for (row, id, _) in decided {
        // Days before now, as whole negative numbers.
        #[allow(clippy::cast_possible_truncation, reason = "a missing day is the first, and any other fits")]
        let day = row.number("DAYS_DECISION")? as i64;
        keys.push(([Key::of(&[id])], day));
    }
    let cases: Vec<Case<'_>> = keys
        .iter()
        .zip(decided)
        .map(|((keys, time), (_, _, label))| Case { keys, label: *label, weight: 1.0, time: *time })
        .collect();
    let settings = Settings { strengths: vec![BORROWER_STRENGTH], half_life: None };
    #[allow(clippy::cast_possible_truncation, reason = "rounded to the nearest that fits, which is meant")]
    let single = |value: f64| value as f32;
    Ok(history::past_only(&settings, &cases)
        .into_iter()
        .map(|share| (if share.rows > 0.0 { single(share.share) } else { f32::NAN }, single(share.rows)))
        .collect())
}

fn numbers(row: Row<'_>, borrower: Option<Row<'_>>, share: f32, rows: f32) -> anyhow::Result<[f32; 9]> {
    let known = |column: &str| borrower.map_or(Ok(f32::NAN), |borrower| borrower.number(column));
    let owns = |column: &str| -> anyhow::Result<f32> {
        let said = borrower.map_or(Ok(None), |borrower| borrower.text(column))?;
        Ok(said.map_or(f32::NAN, |said| f32::from(u8::from(said == "Y"))))
    };
    Ok([
        row.number("AMT_APPLICATION")?,
        known("AMT_INCOME_TOTAL")?,
        known("DAYS_EMPLOYED")?,
        known("REGION_RATING_CLIENT")?,
        owns("FLAG_OWN_CAR")?,
        owns("FLAG_OWN_REALTY")?,
        row.number("SELLERPLACE_AREA")?,
        share,
        rows,
    ])
}

fn keys(row: Row<'_>, borrower: Option<Row<'_>>) -> anyhow::Result<[Key; 14]> {
    let of = |column: &str| row.category(column);
    let known = |column: &str| {
        borrower.map_or_else(|| Ok("(missing)".to_owned()), |borrower| borrower.category(column))
    };
    let (contract, client) = (of("NAME_CONTRACT_TYPE")?, of("NAME_CLIENT_TYPE")?);
    let industry = of("NAME_SELLER_INDUSTRY")?;
    let of_contract = Key::of(&["contract", &contract]);
    Ok([
        of_contract,
        Key::of(&["client", &client]),
        Key::of(&["channel", &of("CHANNEL_TYPE")?]),
        Key::of(&["industry", &industry]),
        Key::of(&["industry", &industry, &of("NAME_GOODS_CATEGORY")?]),
        of_contract,
        Key::of(&["contract", &contract, &client]),
        Key::of(&["purpose", &of("NAME_CASH_LOAN_PURPOSE")?]),
        of_contract,
        Key::of(&["walk-in", &contract, &of("NAME_PRODUCT_TYPE")?]),
        Key::of(&["income", &known("NAME_INCOME_TYPE")?]),
        Key::of(&["education", &known("NAME_EDUCATION_TYPE")?]),
        Key::of(&["occupation", &known("OCCUPATION_TYPE")?]),
        Key::of(&["organisation", &known("ORGANIZATION_TYPE")?]),
    ])
}

fn derive(numbers: &[f32]) -> Vec<f32> {
    let [amount, income, ..] = numbers else { return vec![] };
    vec![ratio(*amount, *income)]
}
