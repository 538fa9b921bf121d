//! Statements that only say that the lender decides.

use crate::rules::text::words;

/// Words of which formalities are made.
const FORMALITIES: &[&str] = &[
    "a",
    "all",
    "and",
    "any",
    "applicant",
    "applicants",
    "application",
    "applications",
    "applies",
    "apply",
    "approval",
    "approved",
    "are",
    "as",
    "assessed",
    "assessment",
    "available",
    "bank",
    "borrowers",
    "capacity",
    "card",
    "cards",
    "change",
    "charges",
    "conditions",
    "consumer",
    "credit",
    "criteria",
    "each",
    "eligibility",
    "fees",
    "find",
    "for",
    "have",
    "home",
    "in",
    "individuals",
    "is",
    "its",
    "legal",
    "lending",
    "loan",
    "loans",
    "may",
    "must",
    "normal",
    "notice",
    "of",
    "on",
    "only",
    "our",
    "other",
    "policy",
    "process",
    "product",
    "products",
    "provided",
    "request",
    "requirements",
    "responsible",
    "s",
    "standard",
    "subject",
    "suitability",
    "terms",
    "the",
    "their",
    "to",
    "usual",
    "via",
    "with",
    "within",
    "without",
];

/// Whether a statement only says that the lender decides, which every lender does: it names criteria, an
/// assessment or an approval, and nothing else.
pub(in crate::rules) fn is_formality(text: &str) -> bool {
    const SUBJECT: &[&str] =
        &["approval", "approved", "assessed", "assessment", "capacity", "conditions", "criteria", "policy"];
    let mut names_subject = false;
    for word in words(text) {
        if !FORMALITIES.contains(&word.as_str()) {
            return false;
        }
        names_subject |= SUBJECT.contains(&word.as_str());
    }
    names_subject
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formalities_say_nothing_of_who_qualifies() {
        assert!(is_formality("Lending criteria, terms & conditions, fees and charges apply."));
        assert!(is_formality("Subject to credit approval"));
        for text in
            ["", "Home loan borrowers only", "Members only. Lending criteria apply", "Must be a student"]
        {
            assert!(!is_formality(text), "{text}");
        }
    }
}
