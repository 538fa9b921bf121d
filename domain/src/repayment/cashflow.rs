//! Money paid out to a borrower and paid back, in time.

use super::Loan;

/// An amount at a point in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CashFlow {
    /// Years since the first drawdown.
    pub years: f64,
    /// Major units: above zero what the borrower receives, below zero what the borrower pays.
    pub amount: f64,
}

impl CashFlow {
    /// An amount that the borrower receives.
    #[must_use]
    pub const fn drawdown(years: f64, amount: f64) -> Self {
        Self { years, amount }
    }

    /// A repayment or charge that the borrower pays.
    #[must_use]
    pub const fn repayment(years: f64, amount: f64) -> Self {
        Self { years, amount: -amount }
    }
}

impl Loan {
    /// What the borrower receives and pays, in minor units, a period apart: first the amount less the fee at
    /// the beginning, then every instalment with its fees as a negative number.
    pub(super) fn periodic_flows(&self) -> Vec<f64> {
        let received = self.amount().minor - self.fees().upfront.minor;
        let payments = self.amortisation().map(|instalment| {
            let payment = instalment.interest + instalment.principal + self.fees_with(instalment);
            -(payment as f64)
        });
        std::iter::once(received as f64).chain(payments).collect()
    }
}

/// The value of flows a period apart at the force of interest `force` a period, and its slope: Horner's
/// scheme in the discount factor.
pub(super) fn periodic_value(flows: &[f64], force: f64) -> (f64, f64) {
    let discount = (-force).exp();
    let (mut value, mut by_discount) = (0.0_f64, 0.0_f64);
    for flow in flows.iter().rev() {
        by_discount = by_discount * discount + value;
        value = value * discount + flow;
    }
    (value, -discount * by_discount)
}
