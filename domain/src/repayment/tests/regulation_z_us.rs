//! United States: Regulation Z (12 CFR 1026), appendix J, paragraph (c), examples for the actuarial method.
//! Odd days are fractions of 30-day months there.

use super::*;

/// An advance at the beginning and payments from `first` unit-periods (whole, fraction) on, one a unit-period.
fn apr(advance: f64, first: (u32, f64), per_year: f64, payments: &[(usize, f64)]) -> String {
    let mut flows = vec![UnitPeriodFlow { unit_periods: 0, fraction: 0.0, amount: advance }];
    let amounts = payments.iter().flat_map(|&(count, amount)| std::iter::repeat_n(amount, count));
    flows.extend((first.0..).zip(amounts).map(|(unit_periods, amount)| UnitPeriodFlow {
        unit_periods,
        fraction: first.1,
        amount: -amount,
    }));
    percent(nominal_apr(&flows, per_year).unwrap(), 2)
}

#[test]
fn appendix_j_c_1_i_monthly_regular_first_period() {
    assert_eq!(apr(5_000.0, (1, 0.0), 12.0, &[(24, 230.0)]), "9.69");
}

#[test]
fn appendix_j_c_1_ii_monthly_long_first_period() {
    // 10 February to 1 April: a month and 19 days.
    assert_eq!(apr(6_000.0, (1, 19.0 / 30.0), 12.0, &[(36, 200.0)]), "11.82");
}

#[test]
fn appendix_j_c_1_iii_semimonthly_short_first_period() {
    // 23 February to 1 March: 6 of 15 days.
    assert_eq!(apr(5_000.0, (0, 6.0 / 15.0), 24.0, &[(24, 219.17)]), "10.34");
}

#[test]
fn appendix_j_c_1_iv_quarterly_long_first_period() {
    // 23 May to 1 October: a quarter, a month and 9 days.
    assert_eq!(apr(10_000.0, (1, 39.0 / 90.0), 4.0, &[(40, 385.0)]), "8.97");
}

#[test]
fn appendix_j_c_1_v_weekly_long_first_period() {
    // 20 March to 21 April: 4 weeks and 4 days.
    assert_eq!(apr(500.0, (4, 4.0 / 7.0), 52.0, &[(30, 17.60)]), "14.96");
}

#[test]
fn appendix_j_c_2_i_monthly_irregular_first_payment() {
    assert_eq!(apr(5_000.0, (1, 0.0), 12.0, &[(1, 250.0), (23, 230.0)]), "10.08");
}

#[test]
fn appendix_j_c_2_ii_every_four_weeks_long_first_period() {
    // 18 March to 20 April: 4 weeks and 5 days.
    assert_eq!(apr(400.0, (1, 5.0 / 28.0), 13.0, &[(1, 39.50), (11, 38.31)]), "28.50");
}

#[test]
fn appendix_j_c_3_i_monthly_irregular_final_payment() {
    assert_eq!(apr(5_000.0, (1, 0.0), 12.0, &[(23, 230.0), (1, 280.0)]), "10.50");
}

#[test]
fn appendix_j_c_3_ii_every_two_weeks_short_first_period() {
    // 3 April to 11 April: 8 of 14 days.
    assert_eq!(apr(200.0, (0, 8.0 / 14.0), 26.0, &[(19, 9.50), (1, 30.0)]), "12.22");
}

#[test]
fn appendix_j_c_4_i_monthly_irregular_first_and_final_payment() {
    assert_eq!(apr(5_000.0, (1, 0.0), 12.0, &[(1, 250.0), (22, 230.0), (1, 280.0)]), "10.90");
}

#[test]
fn appendix_j_c_4_ii_every_two_months_short_first_period() {
    // 10 January to 1 March: counted back, a month and 22 days, of two months.
    assert_eq!(apr(8_000.0, (0, 52.0 / 60.0), 6.0, &[(1, 449.36), (18, 465.0), (1, 200.0)]), "7.30");
}

#[test]
fn appendix_j_c_5_i_single_payment_within_a_year() {
    // 3 January to 15 September: 255 days are the unit-period.
    assert_eq!(apr(1_000.0, (1, 0.0), 365.0 / 255.0, &[(1, 1_080.0)]), "11.45");
}

/// The schedule of example (c)(1)(i)'s loan at its own APR has its payments.
#[test]
fn appendix_j_c_1_i_read_backwards() {
    let flows: Vec<_> = (0..=24)
        .map(|unit_periods| UnitPeriodFlow {
            unit_periods,
            fraction: 0.0,
            amount: if unit_periods == 0 { 5_000.0 } else { -230.0 },
        })
        .collect();
    let cost = nominal_apr(&flows, 12.0).unwrap();
    let loan = Loan::new(dollars("5000"), cost.rate(), 24).unwrap();
    assert_eq!(loan.instalment(), dollars("230.00"));
}
