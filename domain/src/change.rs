//! One change of what is asked for, or of what a borrower can arrange before they ask.
//!
//! Only what people can truthfully change is here: the amount, the term, the deposit and what their existing
//! loans cost. Who they are (age, residency, how they earn, their credit history) is no lever, so that nothing
//! built on a [`Change`] can suggest to misstate an answer.

use crate::money::Money;
use crate::query::SearchQuery;

/// A single change, with what it changes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// Borrow another amount.
    Amount {
        /// The amount asked for.
        from: Money,
        /// The other amount.
        to: Money,
    },
    /// Repay over another term, in months.
    Term {
        /// The term asked for.
        from: u16,
        /// The other term.
        to: u16,
    },
    /// Pay more of the property oneself, and so borrow that much less.
    Deposit {
        /// What is paid oneself now: the property's value less the amount asked for.
        from: Money,
        /// What would be.
        to: Money,
    },
    /// Pay off existing loans, in part or in full, before asking.
    ExistingRepayments {
        /// What existing loans cost a month.
        from: Money,
        /// What they would.
        to: Money,
    },
}

impl Change {
    /// The parameter that it changes, as [`PARAMETERS`](crate::query::PARAMETERS) names it.
    #[must_use]
    pub const fn parameter(self) -> &'static str {
        match self {
            Self::Amount { .. } => "amount",
            Self::Term { .. } => "term_months",
            Self::Deposit { .. } => "deposit",
            Self::ExistingRepayments { .. } => "existing_repayments_monthly",
        }
    }

    /// The query with this change and no other. With another deposit, the amount is what the property's value
    /// leaves to be borrowed.
    #[must_use]
    pub fn apply(self, query: &SearchQuery) -> SearchQuery {
        let mut query = query.clone();
        match self {
            Self::Amount { to, .. } => query.need.amount = Some(to),
            Self::Term { to, .. } => query.need.term_months = Some(to),
            Self::Deposit { to, .. } => {
                query.borrower.deposit = Some(to);
                query.need.amount = None;
            }
            Self::ExistingRepayments { to, .. } => query.borrower.existing_repayments_monthly = Some(to),
        }
        query
    }

    /// How large the change is: the difference ÷ what it changes from; infinite from nothing.
    #[must_use]
    pub fn relative(self) -> f64 {
        let (from, to) = self.ends();
        if from == to {
            return 0.0;
        }
        (to - from).abs() / from
    }

    /// Whether it makes the number smaller.
    #[must_use]
    pub fn is_reduction(self) -> bool {
        let (from, to) = self.ends();
        to < from
    }

    fn ends(self) -> (f64, f64) {
        match self {
            Self::Amount { from, to }
            | Self::Deposit { from, to }
            | Self::ExistingRepayments { from, to } => (from.minor.max(0) as f64, to.minor as f64),
            Self::Term { from, to } => (from.into(), to.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::query::ParseOptions;

    fn aud(major: i64) -> Money {
        Money::from_major(major, Currency::AUD)
    }

    #[test]
    fn a_change_changes_nothing_else() {
        let options = ParseOptions { currency: Currency::AUD, refuse_unknown: true };
        let pairs = [("amount", "400000"), ("property_value", "500000"), ("term_months", "360")];
        let query = SearchQuery::parse(pairs, options).unwrap();
        let longer = Change::Term { from: 360, to: 300 };
        assert_eq!(longer.apply(&query).need.term_months, Some(300));
        assert_eq!(longer.apply(&query).amount(), query.amount());
        let deposit = Change::Deposit { from: aud(100_000), to: aud(125_000) };
        assert_eq!(deposit.apply(&query).amount(), Some(aud(375_000)));
        assert_eq!(deposit.apply(&query).borrower.property_value, query.borrower.property_value);
    }

    #[test]
    fn sizes_are_relative_to_what_is_changed() {
        assert!((Change::Amount { from: aud(20_000), to: aud(15_000) }.relative() - 0.25).abs() < 1e-12);
        assert!(Change::Amount { from: aud(20_000), to: aud(15_000) }.is_reduction());
        assert!(Change::Deposit { from: aud(0), to: aud(1) }.relative().is_infinite());
        assert!(Change::Term { from: 12, to: 12 }.relative() == 0.0);
    }
}
