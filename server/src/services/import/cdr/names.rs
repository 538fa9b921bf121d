//! The standard's names of kinds: its enumerations are the domain's names in capitals, but for categories.

use domain::product::Category;
use std::fmt::Display;
use std::str::FromStr;

/// A category by the standard's `productCategory`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CategoryName {
    /// A kind of credit.
    Lending(Category),
    /// A kind of account that is no credit, and so no business of this catalogue.
    NotLending,
    /// A name the standard does not know.
    Unknown,
}

/// The standard's name of each category.
const CATEGORIES: &[(Category, &str)] = &[
    (Category::PersonalLoan, "PERS_LOANS"),
    (Category::HomeLoan, "RESIDENTIAL_MORTGAGES"),
    (Category::BusinessLoan, "BUSINESS_LOANS"),
    (Category::CreditCard, "CRED_AND_CHRG_CARDS"),
    (Category::Overdraft, "OVERDRAFTS"),
    (Category::Lease, "LEASES"),
    (Category::MarginLoan, "MARGIN_LOANS"),
    (Category::TradeFinance, "TRADE_FINANCE"),
];

/// The standard's categories that are no credit.
const NOT_LENDING: &[&str] =
    &["TRANS_AND_SAVINGS_ACCOUNTS", "TERM_DEPOSITS", "TRAVEL_CARDS", "REGULATED_TRUST_ACCOUNTS"];

/// Reads a `productCategory`.
#[must_use]
pub fn category(text: &str) -> CategoryName {
    let name = normalise(text).to_ascii_uppercase();
    match CATEGORIES.iter().find(|(_, known)| *known == name) {
        Some((category, _)) => CategoryName::Lending(*category),
        None if NOT_LENDING.contains(&name.as_str()) => CategoryName::NotLending,
        None => CategoryName::Unknown,
    }
}

/// The standard's `productCategory` of a category.
#[must_use]
pub fn category_name(category: Category) -> &'static str {
    CATEGORIES.iter().find(|(known, _)| *known == category).map_or("", |(_, name)| name)
}

/// Lower case, with underscores for spaces and hyphens: how domain names are spelled.
#[must_use]
pub fn normalise(text: &str) -> String {
    text.trim().to_ascii_lowercase().replace([' ', '-'], "_")
}

/// Reads a kind under the standard's name, whatever its case, spaces and hyphens.
#[must_use]
pub fn kind<T: FromStr>(text: &str) -> Option<T> {
    normalise(text).parse().ok()
}

/// The standard's name of a kind.
#[must_use]
pub fn kind_name(kind: impl Display) -> String {
    kind.to_string().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::product::{FeatureKind, LendingRateKind};

    #[test]
    fn every_category_has_a_name_and_reads_back() {
        for known in Category::ALL {
            assert_eq!(category(category_name(*known)), CategoryName::Lending(*known), "{known}");
        }
        assert_eq!(category("term deposits"), CategoryName::NotLending);
        assert_eq!(category("PETS"), CategoryName::Unknown);
    }

    #[test]
    fn kinds_are_read_as_lenders_write_them() {
        assert_eq!(kind("EXTRA REPAYMENTS"), Some(FeatureKind::ExtraRepayments));
        assert_eq!(kind("VARIABLE "), Some(LendingRateKind::Variable));
        assert_eq!(kind("Bundle-Discount-Fixed"), Some(LendingRateKind::BundleDiscountFixed));
        assert_eq!(kind::<FeatureKind>("UNLIMITED TRANSACTION"), None);
        assert_eq!(kind_name(FeatureKind::NppPayid), "NPP_PAYID");
    }
}
