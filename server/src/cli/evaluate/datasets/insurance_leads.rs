//! Recommendations of an insurance policy to customers, and whether they responded.
//!
//! The customers' ages and whether they are spouses are not read. Where a customer lives and which kind of policy is
//! recommended say little by themselves and much as histories: what became of earlier recommendations there.

use super::super::examples::{Examples, Recipe};
use super::super::table::{Row, Table};
use super::NEEDS_OUTCOMES;
use predict::history::Key;
use std::path::Path;

const RECIPE: Recipe = Recipe {
    numbers: &[
        "owns home",
        "joint policy",
        "health indicator",
        "holding duration",
        "holding type",
        "policy category",
        "premium",
    ],
    fill: None,
    derived: &[],
    derive: |_| vec![],
    histories: &[
        ("region", 1),
        ("city", 1),
        ("policy category", 1),
        ("city and region", 2),
        ("region and policy category", 2),
        ("city and policy category", 2),
    ],
};

pub(super) fn read(path: &Path) -> anyhow::Result<Examples> {
    let table = Table::read(path)?;
    table.require("Response", NEEDS_OUTCOMES)?;
    let mut examples = Examples::new(RECIPE);
    for row in table.rows() {
        let numbers = [
            is(row, "Accomodation_Type", "Owned")?,
            is(row, "Reco_Insurance_Type", "Joint")?,
            after(row, "Health Indicator", "X")?,
            duration(row)?,
            row.number("Holding_Policy_Type")?,
            row.number("Reco_Policy_Cat")?,
            row.number("Reco_Policy_Premium")?,
        ];
        let (city, region) = (row.category("City_Code")?, row.category("Region_Code")?);
        let category = row.category("Reco_Policy_Cat")?;
        let [of_region, of_city, of_category] =
            [("region", &region), ("city", &city), ("category", &category)]
                .map(|(kind, name)| Key::of(&[kind, name]));
        let keys = [
            of_region,
            of_city,
            of_category,
            of_city,
            Key::of(&[&city, &region]),
            of_region,
            Key::of(&[&region, &category]),
            of_city,
            Key::of(&[&city, &category]),
        ];
        examples.push(&numbers, &keys, row.label("Response")?);
    }
    Ok(examples)
}

fn is(row: Row<'_>, column: &str, value: &str) -> anyhow::Result<f32> {
    Ok(row.text(column)?.map_or(f32::NAN, |text| f32::from(u8::from(text == value))))
}

/// The number behind a prefix.
fn after(row: Row<'_>, column: &str, prefix: &str) -> anyhow::Result<f32> {
    row.text(column)?.map_or(Ok(f32::NAN), |text| row.parse(column, text.trim_start_matches(prefix)))
}

/// Years that a policy has been held; "14+" is the longest.
fn duration(row: Row<'_>) -> anyhow::Result<f32> {
    const COLUMN: &str = "Holding_Policy_Duration";
    match row.text(COLUMN)?.as_deref() {
        None => Ok(f32::NAN),
        Some("14+") => Ok(15.0),
        Some(years) => row.parse(COLUMN, years),
    }
}
