//! What a product's name leaves no doubt of: what it is for, and whether something is pledged.

use crate::product::{Category, Purpose};
use crate::rules::text::words;

/// The purposes a product's name says it is for. Empty if it says none: a name such as "Personal Loan" leaves
/// every purpose open.
pub(super) fn purposes(name: &str, category: Category) -> Vec<Purpose> {
    let words: Vec<String> = words(name).collect();
    let mut found = Vec::new();
    for (position, word) in words.iter().enumerate() {
        let before = position.checked_sub(1).and_then(|before| words.get(before)).map(String::as_str);
        if matches!(before, Some("non" | "not" | "no" | "excluding")) {
            continue;
        }
        let after = words.get(position + 1).map(String::as_str);
        if let Some(purpose) = purpose(word, before, after, category)
            && !found.contains(&purpose)
        {
            found.push(purpose);
        }
    }
    found.sort_unstable();
    found
}

fn purpose(word: &str, before: Option<&str>, after: Option<&str>, category: Category) -> Option<Purpose> {
    let home = category == Category::HomeLoan;
    let business = matches!(category, Category::BusinessLoan | Category::Lease);
    // Cards, overdrafts and margin loans are not lent for a purpose, whatever their names allude to.
    if !category.is_instalment_credit() {
        return None;
    }
    Some(match word {
        "equipment" | "machinery" | "chattel" if business => Purpose::Equipment,
        "car" | "cars" | "vehicle" | "vehicles" | "auto" | "truck" if business => Purpose::Equipment,
        "cashflow" if business => Purpose::WorkingCapital,
        "capital" if business && before == Some("working") => Purpose::WorkingCapital,
        "flow" if business && before == Some("cash") => Purpose::WorkingCapital,
        _ if business => return None,
        "investment" | "investor" | "investors" | "investing" if home => Purpose::Investment,
        "refinance" | "refinancing" if home => Purpose::Refinance,
        "construction" | "building" | "land" if home => Purpose::Construction,
        "occupied" | "occupier" | "occupiers" if home && before == Some("owner") => Purpose::HomePurchase,
        "buyer" | "buyers" if home && before == Some("home") => Purpose::HomePurchase,
        "renovation" | "renovations" | "renovate" | "renovator" => Purpose::HomeImprovement,
        "improvement" | "improvements" if before == Some("home") => Purpose::HomeImprovement,
        "green" | "solar" | "eco" => Purpose::Green,
        "efficient" | "efficiency" if before == Some("energy") => Purpose::Green,
        _ if home => return None,
        "car" | "cars" | "auto" | "vehicle" | "vehicles" => Purpose::Car,
        "motorbike" | "motorcycle" | "caravan" | "boat" | "marine" | "campervan" | "motorhome" => {
            Purpose::OtherVehicle
        }
        "consolidation" | "consolidate" if before == Some("debt") || after == Some("loan") => {
            Purpose::DebtConsolidation
        }
        "holiday" | "travel" => Purpose::Travel,
        "wedding" => Purpose::Wedding,
        "medical" | "dental" if matches!(after, Some("loan" | "loans" | "procedure" | "expenses")) => {
            Purpose::Medical
        }
        "education" | "study" if matches!(after, Some("loan" | "loans" | "personal")) => Purpose::Education,
        _ => return None,
    })
}

/// Whether something is pledged: home loans and margin loans are secured by definition; else as the name says.
pub(super) fn secured(name: &str, category: Category) -> Option<bool> {
    if matches!(category, Category::HomeLoan | Category::MarginLoan) {
        return Some(true);
    }
    let (mut secured, mut unsecured) = (false, false);
    let mut before = String::new();
    for word in words(name) {
        match word.as_str() {
            "unsecured" => unsecured = true,
            "secured" if matches!(before.as_str(), "un" | "non" | "not") => unsecured = true,
            // Lenders for whom some of a loan may be unsecured call it so.
            "secured" if before == "partially" => return None,
            "secured" => secured = true,
            _ => {}
        }
        before = word;
    }
    match (secured, unsecured) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_say_what_a_loan_is_for() {
        use Category::{BusinessLoan, CreditCard, HomeLoan, PersonalLoan};
        let cases: &[(&str, Category, &[Purpose])] = &[
            ("Personal Loan", PersonalLoan, &[]),
            ("New & Used Car Loan", PersonalLoan, &[Purpose::Car]),
            ("Green Car Loan", PersonalLoan, &[Purpose::Car, Purpose::Green]),
            ("DEBT_CONSOLIDATION_LOAN", PersonalLoan, &[Purpose::DebtConsolidation]),
            ("Boat or Caravan Loan", PersonalLoan, &[Purpose::OtherVehicle]),
            ("Home Improvement Loan", PersonalLoan, &[Purpose::HomeImprovement]),
            ("Investment Home Loan - Fixed", HomeLoan, &[Purpose::Investment]),
            ("Non-investment Home Loan", HomeLoan, &[]),
            ("Owner Occupied Construction", HomeLoan, &[Purpose::HomePurchase, Purpose::Construction]),
            ("Business Vehicle Loan", BusinessLoan, &[Purpose::Equipment]),
            ("Travel Rewards", CreditCard, &[]),
        ];
        for (name, category, expected) in cases {
            assert_eq!(purposes(name, *category), *expected, "{name}");
        }
    }

    #[test]
    fn names_say_whether_something_is_pledged() {
        let loan = |name| secured(name, Category::PersonalLoan);
        assert_eq!(loan("Secured Car Loan"), Some(true));
        assert_eq!(loan("Un-secured loan"), Some(false));
        assert_eq!(loan("UNSECURED PERSONAL LOAN"), Some(false));
        assert_eq!(loan("Secured or Unsecured Loan"), None);
        assert_eq!(loan("Car Loan"), None);
        assert_eq!(secured("Basic", Category::HomeLoan), Some(true));
    }

    proptest! {
        #[test]
        fn never_panics(name in "\\PC{0,60}") {
            for &category in Category::ALL {
                let (_, _) = (purposes(&name, category), secured(&name, category));
            }
        }
    }
}
