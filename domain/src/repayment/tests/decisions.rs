//! Borrowing less, paying faster, comparing offers and switching: examples worked by hand, and what holds for
//! every figure.

use super::*;
use proptest::prelude::*;

fn aud(minor: i64) -> Money {
    Money::new(minor, Currency::AUD)
}

/// 1,000.00 at 1 % a month, 100.00 a month, month by month on paper.
#[test]
fn a_debt_is_paid_off_as_on_paper() {
    let payoff = Payoff::by_payment(dollars("1000"), rate("0.12"), dollars("100")).unwrap();
    let owed: Vec<i64> = payoff.balances.iter().map(|owed| owed.minor).collect();
    assert_eq!(owed, [91_000, 81_910, 72_729, 63_456, 54_091, 44_632, 35_078, 25_429, 15_683, 5_840, 0]);
    assert_eq!((payoff.months(), payoff.total_interest), (11, dollars("58.98")));

    let faster = Payoff::by_payment(dollars("1000"), rate("0.12"), dollars("200")).unwrap();
    assert_eq!((faster.months(), faster.total_interest), (6, dollars("31.12")));
    assert_eq!(payoff.saved_by(&faster), Saved { months: 5, interest: dollars("27.86") });
}

#[test]
fn a_payment_that_covers_no_more_than_the_interest_never_repays() {
    let pay = |payment: &str| Payoff::by_payment(dollars("1000"), rate("0.12"), dollars(payment));
    assert_eq!(pay("10"), Err(PayoffError::NeverRepaid { interest: dollars("10") }));
    assert_eq!(pay("10.01"), Err(PayoffError::TooLong));
    assert_eq!(
        Payoff::by_payment(dollars("1000"), rate("0.12"), aud(-1)),
        Err(PayoffError::PaymentOutOfRange)
    );
    assert_eq!(
        Payoff::over_term(dollars("1000"), rate("0.12"), 12, aud(MAX_MINOR + 1)),
        Err(PayoffError::PaymentOutOfRange)
    );
}

#[test]
fn saving_up_takes_the_goal_over_the_monthly_saving_rounded_up() {
    assert_eq!(months_to_save(dollars("15000"), dollars("400")), Some(38));
    assert_eq!(months_to_save(dollars("800"), dollars("400")), Some(2));
    assert_eq!(months_to_save(dollars("800"), dollars("0")), None);
    assert_eq!(percent_of(dollars("0.05"), 10), Some(aud(1)));
    assert_eq!(percent_of(dollars("15000"), 20), Some(dollars("3000")));
    assert_eq!(percent_of(aud(i64::MAX), 20), None);
}

#[test]
fn borrowing_nothing_is_not_a_smaller_loan() {
    let planned = Loan::new(dollars("15000"), rate("0.0654"), 36).unwrap();
    assert_eq!(borrow_less(&planned, dollars("15000")), Err(RepaymentError::AmountNotPositive));
    let smaller = borrow_less(&planned, dollars("3000")).unwrap();
    assert_eq!(smaller.figures, figures(dollars("12000"), rate("0.0654"), 36, planned.fees()).unwrap());
    assert_eq!(
        smaller.interest_saved.minor,
        planned.figures().total_interest.minor - smaller.figures.total_interest.minor
    );
}

fn offer(quoted_as: QuotedAs, stated: &str, months: u16) -> LoanOffer {
    LoanOffer {
        amount: dollars("12000"),
        rate: rate(stated),
        quoted_as,
        term_months: months,
        upfront_fee: dollars("0"),
        monthly_fee: dollars("0"),
    }
}

/// 12,000 at a flat 5 % for a year: 600 of interest, twelve times 1,050. The same instalment at a nominal
/// rate j solves 1,050 × (1 − (1 + j/12)⁻¹²) ÷ (j/12) = 12,000.
#[test]
fn a_flat_rate_is_nearly_twice_as_dear_as_it_sounds() {
    let cost = offer(QuotedAs::Flat, "0.05", 12).cost().unwrap();
    assert_eq!(cost.figures.total_interest, dollars("600"));
    assert_eq!(cost.figures.instalment, dollars("1050"));
    assert_eq!(cost.figures.total_payable, dollars("12600"));
    let apr = cost.effective_apr.unwrap().fraction();
    let monthly = (1.0 + apr).powf(1.0 / 12.0) - 1.0;
    let worth = 1_050.0 * (1.0 - (1.0 + monthly).powi(-12)) / monthly;
    assert!((worth - 12_000.0).abs() < 0.1, "{worth}");
    assert!((0.094..0.096).contains(&apr), "{apr}");
}

/// 1.01¹² − 1 is 12.6825 %: 1 % a month.
#[test]
fn an_effective_rate_is_its_nominal_rate() {
    let effective = offer(QuotedAs::Effective, "0.126825", 36).cost().unwrap();
    let nominal = offer(QuotedAs::Nominal, "0.12", 36).cost().unwrap();
    assert_eq!(effective, nominal);
    let apr = nominal.effective_apr.unwrap().millionths();
    assert!((apr - 126_825).abs() <= 2, "{apr}");
    assert!(offer(QuotedAs::Effective, "-0.5", 36).cost().is_err());
}

#[test]
fn fees_raise_the_effective_rate_of_any_quote() {
    for quoted_as in QuotedAs::ALL {
        let free = offer(*quoted_as, "0.08", 24);
        let charged = LoanOffer { upfront_fee: dollars("200"), monthly_fee: dollars("5"), ..free };
        let (free, charged) = (free.cost().unwrap(), charged.cost().unwrap());
        assert_eq!(charged.figures.total_fees, dollars("320"), "{quoted_as}");
        assert_eq!(
            charged.figures.total_payable.minor - free.figures.total_payable.minor,
            32_000,
            "{quoted_as}"
        );
        assert!(charged.effective_apr > free.effective_apr, "{quoted_as}");
        let swallowed = LoanOffer { upfront_fee: dollars("12000"), ..offer(*quoted_as, "0.08", 24) };
        assert_eq!(swallowed.cost().unwrap().effective_apr, None, "{quoted_as}");
    }
}

/// 1,000.00 at 1 % a month over two months costs 10.00 and then 5.02 of interest.
fn switch(new_rate: &str, new_months: u16, costs: &str) -> BreakEven {
    let nothing = dollars("0");
    let switch = Switch {
        balance: dollars("1000"),
        remaining_months: 2,
        present_rate: rate("0.12"),
        present_monthly_fee: nothing,
        new_rate: rate(new_rate),
        new_months,
        new_monthly_fee: nothing,
        costs: dollars(costs),
    };
    switch.break_even().unwrap()
}

#[test]
fn switching_pays_when_its_costs_have_come_back() {
    let saving = |break_even: BreakEven| (break_even.month, break_even.saving.minor);
    assert_eq!(saving(switch("0", 2, "5")), (Some(1), 1_002));
    assert_eq!(saving(switch("0", 2, "12")), (Some(2), 302));
    assert_eq!(saving(switch("0", 2, "20")), (None, -498));
    assert_eq!(saving(switch("0.12", 2, "0")), (Some(1), 0));
}

#[test]
fn a_longer_term_can_eat_what_a_lower_rate_saved() {
    let longer = switch("0.11", 24, "0");
    assert_eq!((longer.month, longer.dearer_again), (Some(1), Some(2)));
    assert!(longer.saving.minor < 0);
    assert!(longer.switch.instalment < longer.keep.instalment);
}

/// What is paid in interest and fees up to and with a month.
fn cost_until(loan: &Loan, month: u16) -> i64 {
    let rows = loan.schedule().rows;
    let due = rows.iter().filter(|row| row.number <= u32::from(month));
    due.map(|row| row.interest.minor + row.fees.minor).sum()
}

prop_compose! {
    fn any_switch()(
        balance in 100_000..=100_000_000_i64,
        remaining_months in 1..=360_u16,
        present_rate in 0..=200_000_i64,
        present_monthly_fee in 0..=2_000_i64,
        new_rate in 0..=200_000_i64,
        new_months in 1..=360_u16,
        new_monthly_fee in 0..=2_000_i64,
        costs in 0..=500_000_i64,
    ) -> Switch {
        Switch {
            balance: aud(balance),
            remaining_months,
            present_rate: Rate::from_millionths(present_rate),
            present_monthly_fee: aud(present_monthly_fee),
            new_rate: Rate::from_millionths(new_rate),
            new_months,
            new_monthly_fee: aud(new_monthly_fee),
            costs: aud(costs),
        }
    }
}

proptest! {
    #[test]
    fn paying_nothing_extra_saves_nothing_and_paying_more_never_costs(
        balance in 10_000..=100_000_000_i64,
        millionths in 0..=300_000_i64,
        months in 1..=MAX_TERM_MONTHS,
        extra in 0..=100_000_i64,
    ) {
        let (balance, rate) = (aud(balance), Rate::from_millionths(millionths));
        let as_planned = Payoff::over_term(balance, rate, months, aud(0)).unwrap();
        let loan = Loan::new(balance, rate, months).unwrap();
        prop_assert_eq!(as_planned.total_interest, loan.figures().total_interest);
        prop_assert_eq!(as_planned.saved_by(&as_planned), Saved { months: 0, interest: aud(0) });

        let faster = Payoff::over_term(balance, rate, months, aud(extra)).unwrap();
        prop_assert!(faster.months() <= as_planned.months());
        prop_assert!(as_planned.saved_by(&faster).interest.minor >= 0);
        prop_assert_eq!(faster.balances.last(), Some(&aud(0)));
        prop_assert!(faster.balances.is_sorted_by(|before, after| before >= after));
    }

    #[test]
    fn the_months_are_those_of_the_annuity_formula(
        balance in 1_000_000..=100_000_000_i64,
        millionths in 1_000..=300_000_i64,
        share in 1.01..5.0_f64,
    ) {
        let (balance, rate) = (aud(balance), Rate::from_millionths(millionths));
        let monthly = rate.fraction() / 12.0;
        let interest = balance.to_f64() * monthly;
        let payment = Money::from_f64(interest * share + 10.0, Currency::AUD);
        let exact = -(1.0 - interest / payment.to_f64()).ln() / monthly.ln_1p();
        match Payoff::by_payment(balance, rate, payment) {
            // Half a cent a month is off by less than a tenth of a payment in all.
            Ok(payoff) => {
                let months = f64::from(payoff.months());
                prop_assert!(months > exact - 0.1 && months < exact + 1.1, "{} of {}", months, exact);
            }
            Err(error) => prop_assert!(error == PayoffError::TooLong && exact > 599.0, "{} {}", error, exact),
        }
    }

    #[test]
    fn the_break_even_month_is_the_first_that_costs_no_more(any in any_switch()) {
        let found = any.break_even().unwrap();
        let (keep, switch) = (any.keep().unwrap(), any.switch().unwrap());
        let longest = any.remaining_months.max(any.new_months);
        let before = found.month.unwrap_or(longest + 1);
        for month in [1, before / 2, before - 1] {
            if month >= 1 && month < before {
                prop_assert!(cost_until(&switch, month) > cost_until(&keep, month));
            }
        }
        if let Some(month) = found.month {
            prop_assert!(cost_until(&switch, month) <= cost_until(&keep, month));
        } else {
            prop_assert!(found.saving.minor < 0);
        }
        if let Some(month) = found.dearer_again {
            prop_assert!(found.month < Some(month));
            prop_assert!(cost_until(&switch, month) > cost_until(&keep, month));
        }
        let whole = cost_until(&keep, longest) - cost_until(&switch, longest);
        prop_assert_eq!(found.saving.minor, whole);
    }

    #[test]
    fn a_smaller_loan_costs_less_by_what_it_says(
        amount in 100_000..=100_000_000_i64,
        millionths in 10_000..=300_000_i64,
        months in 1..=360_u16,
        percent in 0..=90_u8,
    ) {
        let planned = Loan::new(aud(amount), Rate::from_millionths(millionths), months).unwrap();
        let less = percent_of(aud(amount), percent).unwrap();
        let smaller = borrow_less(&planned, less).unwrap();
        prop_assert_eq!(smaller.figures.amount.minor + less.minor, amount);
        // An instalment and its interest are each off by half a cent at most, in both loans, with interest.
        let monthly = planned.rate().fraction() / 12.0;
        let rounding = 2.0 * ((1.0 + monthly).powf(f64::from(months)) - 1.0) / monthly;
        prop_assert!(smaller.interest_saved.minor as f64 >= -rounding);
        if percent == 0 {
            prop_assert_eq!((smaller.interest_saved, smaller.instalment_less), (aud(0), aud(0)));
        }
    }

    #[test]
    fn a_flat_offer_sums_to_the_cent(
        amount in 1_000_000..=100_000_000_i64,
        millionths in 0..=500_000_i64,
        months in 1..=360_u16,
    ) {
        let flat = LoanOffer {
            amount: aud(amount),
            rate: Rate::from_millionths(millionths),
            ..offer(QuotedAs::Flat, "0", months)
        };
        let cost = flat.cost().unwrap();
        prop_assert_eq!(cost.figures.total_payable.minor, amount + cost.figures.total_interest.minor);
        let level = cost.figures.instalment.minor * i64::from(months);
        prop_assert!((level - cost.figures.total_payable.minor).abs() <= i64::from(months));
        if millionths > 1_000 {
            prop_assert!(cost.effective_apr.unwrap().millionths() >= millionths * 99 / 100);
        }
    }
}
