//! Published worked examples, each named after its source, and the properties that hold for every loan.

mod bounds;
mod changing;
mod comparison_au;
mod decisions;
mod directives_eu;
mod properties;
mod regulation_z_us;

use super::*;

/// An amount of Australian dollars, of which examples in other currencies differ in name only.
fn dollars(text: &str) -> Money {
    Money::parse(text, Currency::AUD).unwrap()
}

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

/// A yearly rate in percent to so many decimal places, as sources print it.
fn percent(cost: AnnualCost, places: usize) -> String {
    format!("{:.places$}", cost.fraction * 100.0)
}
