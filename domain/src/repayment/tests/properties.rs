//! Properties of every loan.

use super::*;
use crate::answer::RepaymentFigures;
use proptest::prelude::*;

prop_compose! {
    /// Any fees up to a tenth of the amount.
    fn any_fees(amount: i64)(
        upfront in 0..=amount / 10,
        upfront_deducted: bool,
        periodic in 0..=amount / 10,
        exit in 0..=amount / 10,
    ) -> LoanFees {
        let money = |minor| Money::new(minor, Currency::AUD);
        LoanFees { upfront: money(upfront), upfront_deducted, periodic: money(periodic), exit: money(exit) }
    }
}

prop_compose! {
    /// Any loan of `amounts` minor units at up to `highest` millionths.
    fn any_loan(amounts: std::ops::RangeInclusive<i64>, highest: i64)(amount in amounts)(
        fees in any_fees(amount),
        rate in prop_oneof![Just(0), 0..=highest],
        months in prop_oneof![1..=12_u16, 1..=MAX_TERM_MONTHS],
        interest_only_percent in 0..=100_u32,
        has_interest_only in prop::bool::weighted(0.3),
        frequency in prop::sample::select(Frequency::ALL),
        amount in Just(amount),
    ) -> Loan {
        let part = if has_interest_only { interest_only_percent } else { 0 };
        let interest_only = u16::try_from(u32::from(months) * part / 100).unwrap();
        Loan::new(Money::new(amount, Currency::AUD), Rate::from_millionths(rate), months)
            .and_then(|loan| loan.with_interest_only(interest_only))
            .and_then(|loan| loan.with_frequency(frequency).with_fees(fees))
            .unwrap()
    }
}

fn sum(rows: &[ScheduleRow], column: impl Fn(&ScheduleRow) -> Money) -> i64 {
    rows.iter().map(|row| column(row).minor).sum()
}

proptest! {
    #[test]
    fn a_schedule_sums_exactly_and_ends_at_zero(
        loan in prop_oneof![any_loan(1..=10_000_000_000, 1_000_000), any_loan(1..=MAX_MINOR, 10_000_000)],
    ) {
        let Schedule { rows, totals } = loan.schedule();
        prop_assert_eq!(sum(&rows, |row| row.payment), totals.total_payable.minor);
        prop_assert_eq!(sum(&rows, |row| row.interest), totals.total_interest.minor);
        prop_assert_eq!(sum(&rows, |row| row.fees), totals.total_fees.minor);
        prop_assert_eq!(sum(&rows, |row| row.principal), loan.amount().minor);
        prop_assert_eq!(
            totals.total_payable.minor,
            totals.amount_received.minor + totals.total_interest.minor + totals.total_fees.minor
        );

        let mut owed = loan.amount().minor;
        let mut number = 0;
        for row in rows.iter().filter(|row| row.number > 0) {
            number += 1;
            prop_assert_eq!(row.number, number);
            prop_assert_eq!(row.payment.minor, row.interest.minor + row.principal.minor + row.fees.minor);
            prop_assert_eq!(row.balance.minor, owed - row.principal.minor);
            prop_assert!(row.principal.minor >= 0 && row.balance.minor >= 0 && row.interest.minor >= 0);
            owed = row.balance.minor;
        }
        prop_assert_eq!(owed, 0);
        prop_assert!(number <= loan.instalments() && number <= 2_600);
    }

    #[test]
    fn all_instalments_but_the_last_are_level(loan in any_loan(100_000..=100_000_000, 300_000)) {
        let rows = loan.schedule().rows;
        let instalments: Vec<_> = rows.iter().filter(|row| row.number > 0).collect();
        let level = loan.instalment();
        let only = loan.interest_only_instalment().unwrap_or(level);
        for row in &instalments[..instalments.len() - 1] {
            let instalment = row.interest.minor + row.principal.minor;
            prop_assert!(instalment == level.minor || instalment == only.minor, "{:?}", row);
        }
    }

    #[test]
    fn figures_are_the_sums_of_the_schedule(loan in any_loan(1..=1_000_000_000, 500_000)) {
        let rows = loan.schedule().rows;
        let money = |minor| Money::new(minor, Currency::AUD);
        let expected = RepaymentFigures {
            amount: loan.amount(),
            amount_received: loan.amount_received(),
            term_months: loan.term_months(),
            instalment: loan.instalment(),
            later_instalment: None,
            total_payable: money(sum(&rows, |row| row.payment)),
            total_fees: money(sum(&rows, |row| row.fees)),
            total_interest: money(sum(&rows, |row| row.interest)),
        };
        prop_assert_eq!(loan.figures(), expected);
    }

    #[test]
    fn the_remaining_balance_is_the_schedules(
        loan in any_loan(100_000..=100_000_000, 300_000),
        months in 0..=620_u16,
    ) {
        let due = u32::from(months) * loan.frequency().per_year() / 12;
        let rows = loan.schedule().rows;
        let expected = if months >= loan.term_months() {
            0
        } else {
            rows.iter()
                .rfind(|row| row.number > 0 && row.number <= due)
                .map_or(loan.amount().minor, |row| row.balance.minor)
        };
        prop_assert_eq!(loan.remaining_balance_after(months).minor, expected);
    }

    /// Rounding an instalment and its interest moves the rate by at most about a minor unit a period.
    #[test]
    fn without_fees_the_apr_is_the_nominal_rate(loan in any_loan(1_000_000..=1_000_000_000, 300_000)) {
        let loan = loan.with_fees(LoanFees::none(Currency::AUD)).unwrap();
        let tolerance = 1e-9 + 2.0 * f64::from(loan.frequency().per_year()) / loan.amount().minor as f64;
        let cost = loan.nominal_apr().unwrap();
        prop_assert!((cost.fraction - loan.rate().fraction()).abs() <= tolerance, "{:?}", cost);
    }

    #[test]
    fn without_fees_the_apr_of_a_large_loan_is_the_nominal_rate_to_a_millionth(
        rate in 0..=300_000_i64,
        months in 1..=MAX_TERM_MONTHS,
    ) {
        let rate = Rate::from_millionths(rate);
        let loan = Loan::new(Money::from_major(1_000_000, Currency::AUD), rate, months).unwrap();
        prop_assert!((loan.nominal_apr().unwrap().fraction - rate.fraction()).abs() <= 1e-6);
    }

    #[test]
    fn fees_raise_the_apr_and_compounding_raises_it_more(loan in any_loan(1_000_000..=1_000_000_000, 300_000)) {
        let rounding = 2.0 * f64::from(loan.frequency().per_year()) / loan.amount().minor as f64;
        let free = loan.with_fees(LoanFees::none(Currency::AUD)).unwrap().nominal_apr().unwrap().fraction;
        let nominal = loan.nominal_apr().unwrap();
        let effective = loan.effective_apr().unwrap();
        prop_assert!(nominal.fraction >= loan.rate().fraction() - rounding);
        prop_assert!(nominal.fraction >= free - 1e-11);
        prop_assert!(effective.fraction >= nominal.fraction - 1e-11);
        prop_assert!((nominal.effective() / effective.fraction.max(1e-9) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn the_general_equations_agree_with_the_loans_own(loan in any_loan(100_000..=100_000_000, 300_000)) {
        let per_year = f64::from(loan.frequency().per_year());
        let received = loan.amount().to_f64() - loan.fees().upfront.to_f64();
        let payments = loan.schedule().rows.into_iter().filter(|row| row.number > 0);
        let mut flows = vec![CashFlow::drawdown(0.0, received)];
        let mut unit_periods = vec![UnitPeriodFlow { unit_periods: 0, fraction: 0.0, amount: received }];
        for row in payments {
            let amount = row.payment.to_f64();
            flows.push(CashFlow::repayment(f64::from(row.number) / per_year, amount));
            unit_periods.push(UnitPeriodFlow { unit_periods: row.number, fraction: 0.0, amount: -amount });
        }
        let difference = |a: AnnualCost, b: AnnualCost| (a.fraction - b.fraction).abs() / (1.0 + a.fraction);
        prop_assert!(difference(effective_apr(&flows).unwrap(), loan.effective_apr().unwrap()) < 1e-9);
        let nominal = nominal_apr(&unit_periods, per_year).unwrap();
        prop_assert!(difference(nominal, loan.nominal_apr().unwrap()) < 1e-9);
    }

    #[test]
    fn paying_more_often_costs_no_more_interest(
        amount in 100_000..=100_000_000_i64,
        rate in 10_000..=150_000_i64,
        years in 1..=15_u16,
    ) {
        let rate = Rate::from_millionths(rate);
        let loan = Loan::new(Money::new(amount, Currency::AUD), rate, years * 12).unwrap();
        let [weekly, fortnightly, monthly] = [Frequency::Weekly, Frequency::Fortnightly, Frequency::Monthly]
            .map(|frequency| {
                let loan = loan.with_frequency(frequency);
                let yearly = loan.instalment().minor * i64::from(frequency.per_year());
                (loan.instalments(), loan.figures().total_interest.minor as f64, yearly)
            });
        prop_assert_eq!(weekly.0, u32::from(years) * 52);
        prop_assert_eq!(fortnightly.0, u32::from(years) * 26);
        prop_assert_eq!(monthly.0, u32::from(years) * 12);

        // An instalment and its interest are each off by half a cent at most; the last instalment pays for
        // all of that with interest.
        let weekly_rate = rate.fraction() / 52.0;
        let rounding = 2.0 * ((1.0 + weekly_rate).powf(f64::from(weekly.0)) - 1.0) / weekly_rate;
        prop_assert!(weekly.1 <= fortnightly.1 + rounding && fortnightly.1 <= monthly.1 + rounding);
        prop_assert!(weekly.2 <= fortnightly.2 + 52 && fortnightly.2 <= monthly.2 + 26);
    }

    #[test]
    fn effective_and_nominal_convert_both_ways(nominal in -0.5..10.0_f64, per_year in 1.0..366.0_f64) {
        let effective = effective_from_nominal(nominal, per_year);
        let back = nominal_from_effective(effective, per_year);
        prop_assert!((back - nominal).abs() < 1e-9 * (1.0 + nominal.abs()), "{}", back);
        if nominal > 0.0 {
            prop_assert!(effective >= nominal - 1e-12);
        }
    }
}
