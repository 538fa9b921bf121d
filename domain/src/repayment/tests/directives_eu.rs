//! European Union: the examples of calculation in Directive 87/102/EEC, Annex III, as inserted by Directive
//! 98/7/EC (A: calendar basis; B: standard months), and those the Commission published for the Mortgage Credit
//! Directive, 2014/17/EU: DG FISMA, "Examples for the calculation of the annual percentage rate of charge for
//! credit agreements for consumers relating to residential immovable property", January 2015
//! (Markt/2014/107).

use super::*;

fn apr(flows: &[CashFlow], places: usize) -> String {
    percent(effective_apr(flows).unwrap(), places)
}

#[test]
fn directive_98_7_a_first_1200_after_546_days() {
    let flows = [CashFlow::drawdown(0.0, 1_000.0), CashFlow::repayment(546.0 / 365.0, 1_200.0)];
    assert_eq!(apr(&flows, 2), "12.96");
}

#[test]
fn directive_98_7_a_second_50_retained_for_expenses() {
    let flows = [CashFlow::drawdown(0.0, 950.0), CashFlow::repayment(546.0 / 365.0, 1_200.0)];
    assert_eq!(apr(&flows, 1), "16.9");
}

#[test]
fn directive_98_7_a_third_two_yearly_amounts_of_600() {
    let flows =
        [CashFlow::drawdown(0.0, 1_000.0), CashFlow::repayment(1.0, 600.0), CashFlow::repayment(2.0, 600.0)];
    let cost = effective_apr(&flows).unwrap();
    // The directive solves the quadratic by algebra and prints seven digits: i = 0,1306623.
    assert!((cost.fraction - 0.130_662_3).abs() < 1e-7, "{cost:?}");
    assert_eq!(percent(cost, 2), "13.07");
}

/// In standard months a year and a half is 1.5 years: (1200 ÷ 1000)^(2/3) − 1, and with 950 received.
#[test]
fn directive_98_7_b_first_and_second_by_algebra() {
    for (received, closed_form) in [(1_000.0, 0.129_243_234_657), (950.0, 0.168_526_126_929)] {
        let flows = [CashFlow::drawdown(0.0, received), CashFlow::repayment(1.5, 1_200.0)];
        let cost = effective_apr(&flows).unwrap();
        assert!((cost.fraction - closed_form).abs() < 1e-11, "{cost:?}");
    }
}

/// Repayments of 272, 272 and 544 after 3, 6 and 12 months. The rate is checked by putting it back into the
/// directive's equation rather than against a printed figure.
#[test]
fn directive_98_7_b_fourth_solves_its_equation() {
    let repayments = [(0.25, 272.0), (0.5, 272.0), (1.0, 544.0)];
    let mut flows = vec![CashFlow::drawdown(0.0, 1_000.0)];
    flows.extend(repayments.map(|(years, amount)| CashFlow::repayment(years, amount)));
    let cost = effective_apr(&flows).unwrap();
    let value: f64 =
        repayments.iter().map(|(years, amount)| amount * (1.0 + cost.fraction).powf(-years)).sum();
    assert!((value - 1_000.0).abs() < 1e-9, "{value}");
    assert_eq!(percent(cost, 2), "13.19");
}

/// €200,000 at 6 % over 20 years with 2 % payable at the conclusion of the agreement.
fn mortgage() -> Loan {
    Loan::new(dollars("200000"), rate("0.06"), 240).unwrap()
}

fn fees(upfront: &str, yearly: &str, exit: &str) -> LoanFees {
    LoanFees {
        upfront: dollars(upfront),
        upfront_deducted: false,
        periodic: dollars(yearly),
        exit: dollars(exit),
    }
}

/// The Commission's instalments are all equal, where here the last one absorbs the rounding: worth at most
/// 0.00002 %.
fn close(cost: AnnualCost, published_percent: f64) {
    assert!((cost.fraction * 100.0 - published_percent).abs() < 2e-5, "{cost:?} ≠ {published_percent} %");
}

#[test]
fn commission_2014_17_example_1_lump_sum_cost() {
    let loan = mortgage().with_fees(fees("4000", "0", "0")).unwrap();
    assert_eq!(loan.instalment(), dollars("1432.86"));
    close(loan.effective_apr().unwrap(), 6.434_412);

    let mut flows = vec![CashFlow::drawdown(0.0, 196_000.0)];
    flows.extend((1..=240).map(|month| CashFlow::repayment(f64::from(month) / 12.0, 1_432.86)));
    assert_eq!(apr(&flows, 6), "6.434412");
}

#[test]
fn commission_2014_17_example_1_amortisation_table() {
    // Month, interest, principal, balance. The Commission keeps fractions of a cent (the instalment is
    // 1,432.8621), a schedule in money can't: in a year that adds up to three cents.
    let published = [
        (1, "1000.00", "432.86", "199567.14"),
        (2, "997.84", "435.03", "199132.11"),
        (3, "995.66", "437.20", "198694.91"),
        (6, "989.07", "443.79", "197370.15"),
        (9, "982.38", "450.48", "196025.41"),
        (12, "975.59", "457.27", "194660.40"),
    ];
    let schedule = mortgage().schedule();
    for (month, interest, principal, balance) in published {
        let row = schedule.rows[month - 1];
        for (ours, theirs) in [(row.interest, interest), (row.principal, principal), (row.balance, balance)] {
            assert!((ours.minor - dollars(theirs).minor).abs() <= 3, "{month}: {ours} ≠ {theirs}");
        }
    }
    // Total amount payable and total cost of credit: 347,886.40 and 147,886.40 with 240 equal instalments.
    let totals = mortgage().with_fees(fees("4000", "0", "0")).unwrap().figures();
    assert!((totals.total_payable.minor - dollars("347886.40").minor).abs() <= 250, "{totals:?}");
}

#[test]
fn commission_2014_17_example_2_odd_first_periods() {
    let monthly = |odd_days: f64, instalment: f64| {
        let mut flows = vec![CashFlow::drawdown(0.0, 196_000.0)];
        flows.extend(
            (1..=240).map(|month| CashFlow::repayment(odd_days + f64::from(month) / 12.0, instalment)),
        );
        apr(&flows, 6)
    };
    assert_eq!(monthly(3.0 / 365.0, 1_433.57), "6.434185");
    assert_eq!(monthly(3.0 / 366.0, 1_433.56), "6.434111");

    let mut yearly = vec![CashFlow::drawdown(0.0, 196_000.0)];
    yearly.extend((0..20).map(|year| CashFlow::repayment(34.0 / 365.0 + f64::from(year), 16_541.86)));
    assert_eq!(apr(&yearly, 6), "6.282070");
}

#[test]
fn commission_2014_17_example_3_yearly_cost_spread_over_instalments() {
    let loan = mortgage().with_fees(fees("4000", "200", "0")).unwrap();
    // The Commission adds 16.67 each month, which is 200.04 a year; here a year adds up to 200.
    assert!((loan.effective_apr().unwrap().fraction * 100.0 - 6.588_554).abs() < 1e-4);
    assert_eq!(loan.schedule().rows[1].payment, dollars("1449.53"));

    let mut flows = vec![CashFlow::drawdown(0.0, 196_000.0)];
    flows.extend((1..=240).map(|month| CashFlow::repayment(f64::from(month) / 12.0, 1_449.53)));
    assert_eq!(apr(&flows, 6), "6.588554");
}

#[test]
fn commission_2014_17_example_6_exit_cost() {
    let loan = mortgage().with_fees(fees("4000", "0", "100")).unwrap();
    close(loan.effective_apr().unwrap(), 6.436_359);
}

#[test]
fn commission_2014_17_example_7_balloon() {
    let loan = Loan::new(dollars("200000"), rate("0.06"), 360).unwrap();
    assert_eq!(loan.instalment(), dollars("1199.10"));
    let balance = loan.remaining_balance_after(180);
    // The Commission's balance is that of the unrounded instalment, 1,199.1011: 0.0011 × 290.8, its value
    // after 180 months, is 32 cents.
    assert!((balance.minor - dollars("142097.69").minor).abs() <= 32, "{balance}");

    let mut flows = vec![CashFlow::drawdown(0.0, 196_000.0), CashFlow::repayment(15.0, 142_097.69)];
    flows.extend((1..=180).map(|month| CashFlow::repayment(f64::from(month) / 12.0, 1_199.10)));
    assert_eq!(apr(&flows, 6), "6.409523");
}

#[test]
fn commission_2014_17_example_8_interest_only() {
    let loan = Loan::new(dollars("200000"), rate("0.07"), 240)
        .and_then(|loan| loan.with_interest_only(240))
        .and_then(|loan| loan.with_fees(fees("4000", "0", "0")))
        .unwrap();
    assert_eq!(loan.instalment(), dollars("1166.67"));
    assert_eq!(percent(loan.effective_apr().unwrap(), 6), "7.430479");
}
