//! Stable names in plain words. The API's names never appear on a page.

mod rules;

pub use rules::{rule_has, rule_needs, settled_by};

use crate::text::named;
use domain::answer::ApprovalBand;
use domain::borrower::{CreditBand, Employment, Residency};
use domain::error::ErrorCode;
use domain::product::{
    Category, ConstraintKind, EligibilityKind, FeatureKind, FeeKind, LendingRateKind, LoanPurpose, Purpose,
    RateType, RepaymentType,
};
use domain::query::{PARAMETERS, Sort};
use domain::ranking::PartName;
use domain::rules::{ApplicantKind, RuleKind};

/// Functions from a value to its message, `kind-name`.
macro_rules! words {
    ($($(#[$doc:meta])+ $visibility:vis fn $function:ident($type:ty) = $kind:literal;)+) => {
        $(
            $(#[$doc])+
            #[must_use]
            $visibility fn $function(value: $type) -> String {
                named($kind, value.name())
            }
        )+

        /// Every kind with the names of its values.
        #[cfg(test)]
        fn kinds() -> Vec<(&'static str, Vec<&'static str>)> {
            vec![$(($kind, <$type>::ALL.iter().map(|value| value.name()).collect())),+]
        }
    };
}

words! {
    /// A kind of credit.
    pub fn category(Category) = "category";
    /// A kind of credit within a sentence.
    pub fn category_phrase(Category) = "category-phrase";
    /// Several products of one kind, within a sentence.
    pub fn categories(Category) = "categories";
    /// What a kind of credit is for, in a few words.
    pub fn category_hint(Category) = "category-hint";
    /// What the money is for.
    pub fn purpose(Purpose) = "purpose";
    /// What the money is for, within a sentence.
    pub fn purpose_phrase(Purpose) = "purpose-phrase";
    /// How a borrower earns.
    pub fn employment(Employment) = "employment";
    /// How a borrower earns, within a sentence.
    fn employment_phrase(Employment) = "employment-phrase";
    /// A right to live in the country.
    pub fn residency(Residency) = "residency";
    /// A right to live in the country, within a sentence.
    fn residency_phrase(Residency) = "residency-phrase";
    /// A credit history.
    pub fn credit_band(CreditBand) = "credit_band";
    /// A credit history within a sentence.
    fn credit_band_phrase(CreditBand) = "credit_band-phrase";
    /// Fixed or variable.
    pub fn rate_type(RateType) = "rate_type";
    /// A published rate's kind.
    pub fn rate_kind(LendingRateKind) = "rate_kind";
    /// How the principal is repaid.
    pub fn repayment_type(RepaymentType) = "repayment_type";
    /// What a home loan's rate applies to.
    pub fn loan_purpose(LoanPurpose) = "loan_purpose";
    /// When a fee falls due.
    pub fn fee_kind(FeeKind) = "fee_kind";
    /// A feature.
    pub fn feature(FeatureKind) = "feature";
    /// What a constraint limits.
    pub fn constraint(ConstraintKind) = "constraint";
    /// What a published eligibility criterion is about.
    pub fn criterion(EligibilityKind) = "criterion";
    /// An order of results.
    pub fn sort(Sort) = "sort";
    /// What an order of results means, in a sentence.
    pub fn sort_explained(Sort) = "sort-explained";
    /// A chance of approval.
    pub fn approval_band(ApprovalBand) = "approval_band";
    /// An addend of a score.
    pub fn part(PartName) = "part";
    /// What an addend measures, in a sentence or two.
    pub fn part_explained(PartName) = "part-explained";
    /// What went wrong, in a few words.
    pub fn error_title(ErrorCode) = "error-title";
    /// A rule of which only its kind is known.
    fn rule_kind(RuleKind) = "rules-kind";
    /// A group of applicants within a sentence.
    fn applicants(ApplicantKind) = "applicants";
}

/// The codes of Australia's states and territories.
const REGIONS: &[&str] = &["ACT", "NSW", "NT", "QLD", "SA", "TAS", "VIC", "WA"];

/// Australia's states and territories: code and name.
#[must_use]
pub fn regions() -> Vec<(&'static str, String)> {
    REGIONS.iter().map(|code| (*code, region(code))).collect()
}

/// A state's or territory's name; the code itself where it is none of Australia's.
#[must_use]
pub fn region(code: &str) -> String {
    if REGIONS.contains(&code) { named("region", code) } else { code.to_owned() }
}

/// A form field's label, by its parameter's name.
#[must_use]
pub fn field(name: &str) -> String {
    if PARAMETERS.contains(&name) { named("field", name) } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, message};

    #[test]
    fn every_value_has_its_words_in_every_language() {
        let mut kinds = kinds();
        kinds.push(("region", REGIONS.to_vec()));
        kinds.push(("field", PARAMETERS.to_vec()));
        for language in Language::ALL {
            for (kind, names) in &kinds {
                for name in names {
                    // A message that does not exist comes out as its own name.
                    let key = format!("{kind}-{name}");
                    assert_ne!(message(*language, &key, None), key, "{language}");
                }
            }
        }
    }

    #[test]
    fn no_internal_name_is_shown() {
        for name in PARAMETERS.iter().filter(|name| name.contains('_')) {
            assert!(!field(name).contains('_'), "{name}");
        }
    }
}
