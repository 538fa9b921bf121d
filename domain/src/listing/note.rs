//! What a lender's note beside a rate says of it that its kind does not.

use crate::product::{Category, LendingRate, LendingRateKind as Kind};

/// The kind a rate is, once its note has been read.
///
/// Lenders publish as plain fixed, variable or purchase rates what no new borrower pays on new borrowing:
/// - a card's rate for transferred balances or for cash, and one that opens an account's first months;
/// - a rate for those who borrow from the lender already, which counts as a discount;
/// - a rate on what is overdue, which counts as a penalty;
/// - a base rate to which the lender adds a margin that it does not state: no rate that anybody pays, so its
///   kind is [`Kind::Other`].
///
/// A note that also speaks of purchases, or of new borrowers, leaves the kind as it is.
pub(super) fn kind(rate: &LendingRate, category: Category) -> Kind {
    if !matches!(
        rate.kind,
        Kind::Fixed | Kind::Variable | Kind::Purchase | Kind::Floating | Kind::MarketLinked
    ) {
        return rate.kind;
    }
    let Some(note) = rate.info.as_deref().map(str::to_lowercase) else { return rate.kind };
    let says = |any: &[&str]| any.iter().any(|words| note.contains(words));
    if category == Category::CreditCard && rate.kind != Kind::Purchase && !says(&["purchase"]) {
        if says(&["balance transfer", "transferred balance"]) {
            return Kind::BalanceTransfer;
        }
        if says(&["cash advance"]) {
            return Kind::CashAdvance;
        }
    }
    if note.trim_start().starts_with("introductory") {
        return Kind::Introductory;
    }
    if says(&["existing customer", "existing member"])
        && says(&["special", "only", "exclusive"])
        && !says(&["new lending", "new customer", "new member", "new loan", "new and existing"])
    {
        return Kind::Discount;
    }
    if says(&["overdue rate", "default rate applies"]) {
        return Kind::Penalty;
    }
    if says(&["base rate only"])
        || (says(&["margin"])
            && says(&[
                "will be applied",
                "may apply",
                "may be added",
                "will be added",
                "margin is applied",
                "additional margin",
            ]))
    {
        return Kind::Other;
    }
    rate.kind
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::rate;

    fn read(kind_published: Kind, note: &str, category: Category) -> Kind {
        kind(&LendingRate { info: Some(note.to_owned()), ..rate(kind_published, 600) }, category)
    }

    #[test]
    fn a_note_can_tell_that_new_borrowers_do_not_pay_the_rate() {
        let card = Category::CreditCard;
        let business = Category::BusinessLoan;
        for (published, note, category, is) in [
            (Kind::Fixed, "Balance Transfer Rate", card, Kind::BalanceTransfer),
            (Kind::Fixed, "Interest on cash advance from the transaction date", card, Kind::CashAdvance),
            (Kind::Purchase, "Introductory discount rate for the first 6 months", card, Kind::Introductory),
            (Kind::Variable, "Eco Loan - Existing Customer Special", Category::PersonalLoan, Kind::Discount),
            (
                Kind::Variable,
                "The overdue rate applies where the facility has expired",
                business,
                Kind::Penalty,
            ),
            (Kind::Variable, "Base rate disclosed. Margins will be applied.", business, Kind::Other),
            (Kind::Fixed, "Base rate only, an additional margin is applied", business, Kind::Other),
            (Kind::Variable, "Customer margin may apply", Category::Overdraft, Kind::Other),
        ] {
            assert_eq!(read(published, note, category), is, "{note}");
        }
    }

    #[test]
    fn other_notes_leave_the_kind_as_it_is() {
        let card = Category::CreditCard;
        for (published, note, category) in [
            (Kind::Purchase, "Charged on purchases; balance transfers revert to it", card),
            (Kind::Fixed, "For both purchases and cash advances", card),
            (Kind::Fixed, "Balance transfer", Category::PersonalLoan),
            (
                Kind::Variable,
                "New lending only. Existing members can switch to the special",
                Category::HomeLoan,
            ),
            (
                Kind::Variable,
                "Residential security; add 0.50% p.a. margin for commercial security",
                Category::BusinessLoan,
            ),
            (Kind::CashAdvance, "Margins will be applied", card),
        ] {
            assert_eq!(read(published, note, category), published, "{note}");
        }
        assert_eq!(kind(&rate(Kind::Variable, 600), card), Kind::Variable);
    }
}
