//! Loans whose rate changes.

use super::*;
use proptest::prelude::*;

/// Worked by the annuity formula in decimals, each month's interest rounded to the cent: A$300,000 over 30
/// years at 5.49 % for a year and 6.24 % from then on.
#[test]
fn what_is_owed_when_a_rate_ends_is_repaid_at_the_next_one() {
    let path = RatePath::changing(rate("0.0549"), 12, rate("0.0624"));
    let loan = path.loan(dollars("300000"), 360).unwrap();
    let figures = loan.figures();
    assert_eq!(figures.instalment, dollars("1701.49"));
    assert_eq!(figures.later_instalment, Some(dollars("1841.92")));
    assert_eq!(figures.total_interest, dollars("361408.68"));
    assert_eq!(loan.remaining_balance_after(12), dollars("295951.24"));
    assert_eq!(loan.schedule().rows.len(), 360);
}

#[test]
fn a_change_lies_within_the_term() {
    let loan = Loan::new(dollars("10000"), rate("0.06"), 36).unwrap();
    for months in [0, 36, 48] {
        assert_eq!(loan.with_later_rate(months, rate("0.07")), Err(RepaymentError::ChangeOutsideTerm));
    }
    let fixed_for_longer = RatePath::changing(rate("0.06"), 60, rate("0.07"));
    assert_eq!(fixed_for_longer.loan(dollars("10000"), 36), Ok(loan));
}

proptest! {
    #[test]
    fn a_changing_loan_sums_exactly(
        amount in 1_i64..=10_000_000_000,
        first in 0_i64..=300_000,
        later in 0_i64..=300_000,
        (months, change) in (2..=MAX_TERM_MONTHS).prop_flat_map(|months| (Just(months), 1..months)),
    ) {
        let path = RatePath::changing(Rate::from_millionths(first), change, Rate::from_millionths(later));
        let Schedule { rows, totals } = path.loan(Money::new(amount, Currency::AUD), months).unwrap().schedule();
        let sum = |column: fn(&ScheduleRow) -> Money| rows.iter().map(|row| column(row).minor).sum::<i64>();
        prop_assert_eq!(sum(|row| row.principal), amount);
        prop_assert_eq!(sum(|row| row.interest), totals.total_interest.minor);
        prop_assert_eq!(sum(|row| row.payment), totals.total_payable.minor);
        prop_assert_eq!(rows.last().map(|row| row.balance.minor), Some(0));
        prop_assert!(rows.len() <= usize::from(months));
    }

    #[test]
    fn a_change_to_a_higher_rate_costs_more(
        amount in 100_000_i64..=100_000_000,
        first in 10_000_i64..=200_000,
        more in 1_000_i64..=100_000,
        change in 1_u16..120,
    ) {
        let amount = Money::new(amount, Currency::AUD);
        let (low, high) = (Rate::from_millionths(first), Rate::from_millionths(first + more));
        let flat = RatePath::level(low).loan(amount, 120).unwrap().figures();
        let changing = RatePath::changing(low, change, high).loan(amount, 120).unwrap().figures();
        prop_assert_eq!(changing.instalment, flat.instalment);
        // Rounding each month's interest to the cent can hide a difference near the very end.
        prop_assert!(changing.total_payable.minor >= flat.total_payable.minor - 120);
        prop_assert!(change > 100 || changing.total_payable > flat.total_payable);
    }
}
