//! Quantities with their words, in the language of the request.

use crate::t;

/// A duration in years and months: `3 years`, `18 months`, `2 years 6 months`; `3年6个月`.
#[must_use]
pub fn term(months: u16) -> String {
    let (years, rest) = (months / 12, months % 12);
    match (years, rest) {
        (0, _) => t!("format-months", count = rest),
        (_, 0) => t!("format-years", count = years),
        // A year and a half is more often called eighteen months.
        (1, _) => t!("format-months", count = months),
        _ => t!(
            "format-years-and-months",
            years = t!("format-years", count = years),
            months = t!("format-months", count = rest),
        ),
    }
}

/// Hours as people say them: `within the hour`, `2 hours`, `3 days`.
#[must_use]
pub fn hours(hours: u32) -> String {
    match hours {
        0 => t!("format-within-the-hour"),
        1..=47 => t!("format-hours", count = hours),
        _ => t!("format-days", count = hours.div_ceil(24)),
    }
}

/// How the items of a list belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// All of them: `a, b and c`.
    All,
    /// Any of them: `a, b or c`.
    Any,
}

/// Items as a sentence lists them: `a, b or c`; `a、b或c`.
#[must_use]
pub fn listed(items: &[String], how: Listed) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let (first, last) = (first.join(&t!("format-list-comma")), last.clone());
            match how {
                Listed::All => t!("format-list-and", first = first, last = last),
                Listed::Any => t!("format-list-or", first = first, last = last),
            }
        }
    }
}
