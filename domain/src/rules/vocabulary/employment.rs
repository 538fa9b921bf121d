//! Statements on employment.

use crate::borrower::Employment;
use crate::rules::text::words;

/// Words of statements on employment that change nothing.
const EMPLOYMENT_FILLERS: &[&str] = &[
    "a",
    "an",
    "and",
    "applicant",
    "applicants",
    "are",
    "be",
    "borrower",
    "borrowers",
    "can",
    "currently",
    "gainfully",
    "in",
    "is",
    "must",
    "or",
    "s",
    "should",
    "the",
    "time",
    "you",
];

/// Reads a statement on employment into the ways of earning it accepts.
///
/// "Employed" alone takes in everybody who works; "self-employed" only them; an employee (PAYG) is anybody on
/// a payroll; full and part time are contracts, continuing or not. `None` if a word is not known or none of
/// these occurs.
pub(in crate::rules) fn employment(text: &str) -> Option<Vec<Employment>> {
    use Employment::{Casual, Contractor, Employed, Retired, SelfEmployed};
    let mut accepted: Vec<Employment> = Vec::new();
    let mut after_self = false;
    for word in words(text) {
        let ways: &[Employment] = match word.as_str() {
            "self" => {
                after_self = true;
                continue;
            }
            "employed" if after_self => &[SelfEmployed],
            "selfemployed" => &[SelfEmployed],
            "employed" | "employment" => &[Employed, SelfEmployed, Casual, Contractor],
            "employee" | "employees" | "payg" => &[Employed, Casual, Contractor],
            "full" | "part" | "fulltime" | "parttime" => &[Employed, Contractor],
            "casual" => &[Casual],
            "contract" | "contractor" => &[Contractor],
            "retired" => &[Retired],
            word if EMPLOYMENT_FILLERS.contains(&word) => &[],
            _ => return None,
        };
        after_self = false;
        accepted.extend(ways);
    }
    accepted.sort_unstable();
    accepted.dedup();
    (!accepted.is_empty()).then_some(accepted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn employment_is_read_where_every_word_is_known() {
        use Employment::{Casual, Contractor, Employed, Retired, SelfEmployed};
        let working = vec![Employed, SelfEmployed, Casual, Contractor];
        assert_eq!(employment("Must be employed"), Some(working.clone()));
        assert_eq!(employment("Full Time, Part Time, Casual, Self-Employed"), Some(working.clone()));
        assert_eq!(
            employment("Applicants must be a PAYG employee."),
            Some(vec![Employed, Casual, Contractor])
        );
        assert_eq!(
            employment("Applicant(s) can be employed or retired"),
            Some([working, vec![Retired]].concat())
        );
        for text in ["Y", "Full time, casual etc.", "Ongoing employment", "Must not be unemployed"] {
            assert_eq!(employment(text), None, "{text}");
        }
    }
}
