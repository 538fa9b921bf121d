//! Instalments and the repayment schedule.

use super::{Frequency, Loan};
use crate::answer::RepaymentFigures;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// One line of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleRow {
    /// Counts the instalments from 1. A row 0 stands for the pay-out if a fee is due with it.
    pub number: u32,
    /// What the borrower pays: interest, principal and fees together. In row 0, nothing if the fee is taken
    /// off the amount paid out.
    pub payment: Money,
    /// The interest within it.
    pub interest: Money,
    /// The principal within it.
    pub principal: Money,
    /// The fees due with it.
    pub fees: Money,
    /// What is still owed afterwards.
    pub balance: Money,
}

/// Every payment of a loan. The columns `payment`, `interest` and `fees` sum exactly to `totals`'
/// `total_payable`, `total_interest` and `total_fees`, and `principal` to its `amount`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The payments, first to last.
    pub rows: Vec<ScheduleRow>,
    /// Their sums.
    pub totals: RepaymentFigures,
}

/// One instalment in minor units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Instalment {
    pub(super) number: u32,
    pub(super) interest: u64,
    pub(super) principal: u64,
    pub(super) balance: u64,
}

/// The instalments of a loan, one after the other; at most 2,600.
///
/// It ends when nothing is owed: with the last instalment, or before where an instalment rounded up to whole
/// minor units repays a tiny loan early.
#[derive(Debug, Clone)]
pub(super) struct Amortisation {
    balance: u64,
    rate: u64,
    frequency: Frequency,
    number: u32,
    count: u32,
    interest_only: u32,
    level: u64,
    /// The last instalment at the first rate, and the rate that follows.
    change: Option<(u32, u64)>,
}

impl Iterator for Amortisation {
    type Item = Instalment;

    #[inline]
    fn next(&mut self) -> Option<Instalment> {
        if self.balance == 0 {
            return None;
        }
        if let Some((last, rate)) = self.change
            && self.number == last
        {
            self.rate = rate;
            let repaying = self.count - self.number.max(self.interest_only);
            self.level = level(self.balance, rate, repaying, self.frequency);
        }
        self.number += 1;
        let interest = self.frequency.interest(self.balance, self.rate);
        let principal = if self.number >= self.count {
            self.balance
        } else if self.number <= self.interest_only {
            0
        } else {
            self.level.saturating_sub(interest).min(self.balance)
        };
        self.balance -= principal;
        Some(Instalment { number: self.number, interest, principal, balance: self.balance })
    }
}

impl Loan {
    /// The level instalment without fees, after any interest-only period; the last one may differ by rounding.
    /// If only interest is due until the end, that interest.
    ///
    /// The annuity formula: amount × i ÷ (1 − (1 + i)⁻ⁿ), i being the rate of a period and n the number of
    /// instalments that repay principal, rounded to the nearest minor unit.
    #[must_use]
    pub fn instalment(&self) -> Money {
        self.money(self.level_minor().cast_signed())
    }

    /// The instalment of the interest-only period; `None` if the loan has none.
    #[must_use]
    pub fn interest_only_instalment(&self) -> Option<Money> {
        let interest = self.frequency.interest(self.amount_minor(), self.rate_millionths());
        (self.interest_only_months > 0).then(|| self.money(interest.cast_signed()))
    }

    /// What is still owed once the instalments of the first `months` are paid.
    #[must_use]
    pub fn remaining_balance_after(&self, months: u16) -> Money {
        let due = if months >= self.term_months {
            self.instalments()
        } else {
            self.frequency.periods_within(months)
        };
        let paid = self.amortisation().take_while(|instalment| instalment.number <= due).last();
        let balance = paid.map_or(self.amount_minor(), |last| last.balance);
        self.money(balance.cast_signed())
    }

    /// Every payment, from the first to the last; at most 2,601 rows.
    #[must_use]
    pub fn schedule(&self) -> Schedule {
        let fees = self.fees();
        let mut rows = Vec::with_capacity(usize::try_from(self.instalments()).unwrap_or_default() + 1);
        if fees.upfront.minor > 0 {
            let nothing = self.money(0);
            rows.push(ScheduleRow {
                number: 0,
                payment: if fees.upfront_deducted { nothing } else { fees.upfront },
                interest: nothing,
                principal: nothing,
                fees: fees.upfront,
                balance: self.amount(),
            });
        }
        rows.extend(self.amortisation().map(|instalment| {
            let fees = self.fees_with(instalment);
            let Instalment { number, interest, principal, balance } = instalment;
            ScheduleRow {
                number,
                payment: self.money((interest + principal + fees).cast_signed()),
                interest: self.money(interest.cast_signed()),
                principal: self.money(principal.cast_signed()),
                fees: self.money(fees.cast_signed()),
                balance: self.money(balance.cast_signed()),
            }
        }));
        Schedule { rows, totals: self.figures() }
    }

    /// The instalments in minor units.
    pub(super) fn amortisation(&self) -> Amortisation {
        Amortisation {
            balance: self.amount_minor(),
            rate: self.rate_millionths(),
            frequency: self.frequency,
            number: 0,
            count: self.instalments(),
            interest_only: self.frequency.periods_nearest(self.interest_only_months),
            level: self.level_minor(),
            change: self.later.map(|later| {
                (self.frequency.periods_nearest(later.months), later.rate.millionths().unsigned_abs())
            }),
        }
    }

    /// The number of the first instalment at the later rate.
    pub(super) fn first_later(&self) -> Option<u32> {
        self.later.map(|later| self.frequency.periods_nearest(later.months) + 1)
    }

    /// The periodic fees due up to and with an instalment: rounding the sum, not each, makes a year's fees add
    /// up to the yearly fee.
    pub(super) fn periodic_fees_through(&self, number: u32) -> u64 {
        let per_year = u64::from(self.frequency.per_year());
        (self.fees.periodic.minor.unsigned_abs() * u64::from(number) + per_year / 2) / per_year
    }

    /// The fees due with an instalment.
    pub(super) fn fees_with(&self, instalment: Instalment) -> u64 {
        let before = self.periodic_fees_through(instalment.number - 1);
        let periodic = self.periodic_fees_through(instalment.number) - before;
        let exit = if instalment.balance == 0 { self.fees.exit.minor.unsigned_abs() } else { 0 };
        periodic + exit
    }

    fn amount_minor(&self) -> u64 {
        self.amount.minor.unsigned_abs()
    }

    fn rate_millionths(&self) -> u64 {
        self.rate.millionths().unsigned_abs()
    }

    /// The level instalment at the first rate, in minor units.
    fn level_minor(&self) -> u64 {
        let repaying =
            self.instalments().saturating_sub(self.frequency.periods_nearest(self.interest_only_months));
        level(self.amount_minor(), self.rate_millionths(), repaying, self.frequency)
    }
}

/// The instalment that repays `owed` in `repaying` equal ones, in minor units: at least the interest on all of
/// it, so that what is owed never grows, and at least one, so that every instalment repays something. With
/// nothing to repay in, the interest.
fn level(owed: u64, rate: u64, repaying: u32, frequency: Frequency) -> u64 {
    let interest = frequency.interest(owed, rate);
    let level = if repaying == 0 {
        interest
    } else if rate == 0 {
        (owed + u64::from(repaying) / 2) / u64::from(repaying)
    } else {
        let periodic = rate as f64 / 1e6 / f64::from(frequency.per_year());
        // 1 − (1 + i)⁻ⁿ without the cancellation that low rates would suffer.
        let discount = -(-f64::from(repaying) * periodic.ln_1p()).exp_m1();
        nearest_minor(owed as f64 * periodic / discount)
    };
    level.max(interest).max(1)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an instalment lies between zero and twice the largest amount, which casts hold exactly"
)]
fn nearest_minor(minor: f64) -> u64 {
    minor.round() as u64
}
