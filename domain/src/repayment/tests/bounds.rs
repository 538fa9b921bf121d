//! What is refused, and with which error; and the extremes that are accepted.

use super::*;

fn loan(amount: i64, rate_millionths: i64, months: u16) -> Result<Loan, RepaymentError> {
    Loan::new(Money::new(amount, Currency::AUD), Rate::from_millionths(rate_millionths), months)
}

#[test]
fn absurd_loans_are_refused_with_a_reason() {
    for (amount, rate, months, error) in [
        (0, 1, 12, RepaymentError::AmountNotPositive),
        (i64::MIN, 1, 12, RepaymentError::AmountNotPositive),
        (i64::MAX, 1, 12, RepaymentError::AmountTooLarge),
        (100, -1, 12, RepaymentError::RateNegative),
        (100, i64::MAX, 12, RepaymentError::RateTooHigh),
        (100, 1, 0, RepaymentError::TermZero),
        (100, 1, 601, RepaymentError::TermTooLong),
    ] {
        assert_eq!(loan(amount, rate, months), Err(error));
    }
    assert_eq!(loan(100, 1, 12).unwrap().with_interest_only(13), Err(RepaymentError::InterestOnlyTooLong));
}

#[test]
fn absurd_fees_are_refused_with_a_reason() {
    let loan = loan(100_000, 100_000, 12).unwrap();
    let none = LoanFees::none(Currency::AUD);
    let with = |upfront| LoanFees { upfront, ..none };
    let yen = Money::new(1, "JPY".parse().unwrap());
    assert_eq!(loan.with_fees(with(yen)), Err(RepaymentError::CurrencyMismatch));
    for minor in [-1, i64::MAX] {
        let fee = Money::new(minor, Currency::AUD);
        assert_eq!(loan.with_fees(with(fee)), Err(RepaymentError::FeeOutOfRange));
        assert_eq!(loan.with_fees(LoanFees { exit: fee, ..none }), Err(RepaymentError::FeeOutOfRange));
        assert_eq!(loan.with_fees(LoanFees { periodic: fee, ..none }), Err(RepaymentError::FeeOutOfRange));
    }
    let whole = with(loan.amount());
    assert_eq!(loan.with_fees(whole.deducted()), Err(RepaymentError::NothingReceived));
    assert_eq!(loan.with_fees(whole).unwrap().effective_apr(), Err(AprError::OneSided));
}

#[test]
fn the_largest_loan_and_the_highest_rate_do_not_overflow() {
    let fee = Money::new(MAX_MINOR, Currency::AUD);
    for frequency in Frequency::ALL {
        let loan = loan(MAX_MINOR, MAX_RATE.millionths(), MAX_TERM_MONTHS)
            .unwrap()
            .with_fees(LoanFees { upfront: fee, upfront_deducted: false, periodic: fee, exit: fee })
            .unwrap()
            .with_frequency(*frequency);
        let schedule = loan.schedule();
        let paid: i64 = schedule.rows.iter().map(|row| row.payment.minor).sum();
        assert_eq!(paid, schedule.totals.total_payable.minor);
    }
}

#[test]
fn a_single_instalment_repays_everything() {
    let schedule = loan(100_000, 120_000, 1).unwrap().schedule();
    assert_eq!(schedule.rows.len(), 1);
    assert_eq!(schedule.rows[0].payment, dollars("1010.00"));
    assert_eq!(schedule.rows[0].balance, dollars("0"));
}

#[test]
fn without_interest_the_instalments_are_equal_parts() {
    let schedule = loan(10_000, 0, 3).unwrap().schedule();
    let payments: Vec<i64> = schedule.rows.iter().map(|row| row.payment.minor).collect();
    assert_eq!(payments, [3_333, 3_333, 3_334]);
    assert_eq!(schedule.totals.total_interest, dollars("0"));
}

#[test]
fn a_tiny_loan_over_a_long_term_ends_early_instead_of_paying_nothing() {
    let schedule = loan(10, 0, 600).unwrap().schedule();
    assert_eq!(schedule.rows.len(), 10);
    assert!(schedule.rows.iter().all(|row| row.payment.minor == 1));
}

#[test]
fn a_fee_taken_off_the_amount_costs_the_same_rate_as_one_paid_beside_it() {
    let fees = LoanFees { upfront: dollars("250"), ..LoanFees::none(Currency::AUD) };
    let beside = loan(1_500_000, 65_400, 36).unwrap().with_fees(fees).unwrap();
    let off = beside.with_fees(fees.deducted()).unwrap();
    assert_eq!(beside.effective_apr(), off.effective_apr());

    let (beside, off) = (beside.figures(), off.figures());
    assert_eq!(beside.amount_received, dollars("15000"));
    assert_eq!(off.amount_received, dollars("14750"));
    assert_eq!(beside.total_payable.minor - off.total_payable.minor, 25_000);
    assert_eq!(beside.total_fees, off.total_fees);
}

#[test]
fn interest_only_first_then_level_instalments() {
    let loan = loan(30_000_000, 60_000, 360).unwrap().with_interest_only(60).unwrap();
    assert_eq!(loan.interest_only_instalment(), Some(dollars("1500.00")));
    // 300 instalments repay 300,000 at half a percent a month.
    assert_eq!(loan.instalment(), dollars("1932.90"));
    assert_eq!(loan.remaining_balance_after(60), loan.amount());
    let schedule = loan.schedule();
    assert_eq!(schedule.rows.len(), 360);
    assert_eq!(schedule.rows[59].payment, dollars("1500.00"));
    assert_eq!(schedule.rows[60].payment, dollars("1932.90"));
}

#[test]
fn flows_without_a_rate_say_why() {
    let drawdown = CashFlow::drawdown(0.0, 1_000.0);
    assert_eq!(effective_apr(&[]), Err(AprError::OneSided));
    assert_eq!(effective_apr(&[drawdown]), Err(AprError::OneSided));
    assert_eq!(effective_apr(&[drawdown, CashFlow::repayment(f64::NAN, 1.0)]), Err(AprError::NotUsable));
    assert_eq!(effective_apr(&[drawdown, CashFlow::repayment(-1.0, 1.0)]), Err(AprError::NotUsable));
    assert_eq!(effective_apr(&[drawdown, CashFlow::repayment(1.0, f64::INFINITY)]), Err(AprError::NotUsable));
    // Repaid at once for more, or with next to nothing after a year.
    assert_eq!(effective_apr(&[drawdown, CashFlow::repayment(0.0, 1_100.0)]), Err(AprError::NoRate));
    assert_eq!(effective_apr(&[drawdown, CashFlow::repayment(1.0, 1e-9)]), Err(AprError::NoRate));
    let flow = UnitPeriodFlow { unit_periods: 1, fraction: 0.0, amount: 1.0 };
    for per_year in [0.0, 0.5, -12.0, f64::NAN, f64::INFINITY] {
        let flows = [flow, UnitPeriodFlow { amount: -1.0, ..flow }];
        assert_eq!(nominal_apr(&flows, per_year), Err(AprError::NotUsable));
    }
}

#[test]
fn a_payday_loan_has_a_four_digit_rate() {
    // 125 after a month for 100: 1.25¹² − 1.
    let flows = [CashFlow::drawdown(0.0, 100.0), CashFlow::repayment(1.0 / 12.0, 125.0)];
    assert_eq!(percent(effective_apr(&flows).unwrap(), 1), "1355.2");
}

#[test]
fn repaying_less_than_was_received_is_a_negative_rate() {
    let flows = [CashFlow::drawdown(0.0, 100.0), CashFlow::repayment(1.0, 90.0)];
    assert_eq!(percent(effective_apr(&flows).unwrap(), 6), "-10.000000");
}

#[test]
fn several_drawdowns_are_discounted_too() {
    // 100 now and 100 in a year, 220 in two years: 100x² + 100x = 220, x = 1.0652.
    let flows =
        [CashFlow::drawdown(0.0, 100.0), CashFlow::drawdown(1.0, 100.0), CashFlow::repayment(2.0, 220.0)];
    let x = (-1.0 + (1.0_f64 + 4.0 * 2.2).sqrt()) / 2.0;
    assert!((effective_apr(&flows).unwrap().fraction - (x - 1.0)).abs() < 1e-12);
}

#[test]
fn a_search_takes_the_fees_of_a_listing() {
    let fees = crate::listing::StandardFees {
        upfront: dollars("250"),
        yearly: dollars("120"),
        exit: dollars("30"),
        ..crate::listing::StandardFees::nothing(crate::money::Currency::AUD)
    };
    let found = figures(dollars("15000"), rate("0.0654"), 36, &fees).unwrap();
    assert_eq!(found.total_fees, dollars("640"));
    assert_eq!(found.amount_received, found.amount);
    assert_eq!(
        found.total_payable.minor,
        found.amount.minor + found.total_interest.minor + found.total_fees.minor
    );
}
