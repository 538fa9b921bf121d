use super::*;
use crate::fixtures::{fee, product};
use crate::money::Money;
use crate::product::FeeDiscount;
use FeeKind::{Event, Exit, Periodic, Upfront, Variable};
use proptest::prelude::*;

/// Upfront, yearly and exit fees in dollars, and whether there are unknown ones.
fn standard(name: &str, category: Category, fees: Vec<Fee>) -> (i64, i64, i64, bool) {
    let fees = StandardFees::of(&Product { fees, ..product(name, category) });
    (fees.upfront.minor / 100, fees.yearly.minor / 100, fees.exit.minor / 100, fees.has_unknown)
}

fn personal(fees: Vec<Fee>) -> (i64, i64, i64, bool) {
    standard("Personal Loan", Category::PersonalLoan, fees)
}

fn every(period: &str, fee: Fee) -> Fee {
    Fee { value: Some(period.to_owned()), ..fee }
}

#[test]
fn unavoidable_fees_are_added_up_by_when_they_fall_due() {
    let fees = vec![
        fee("PERSONAL_LOAN_ESTABLISHMENT_FEE", Upfront, Some(195)),
        every("P1M", fee("Loan service fee", Periodic, Some(10))),
        fee("Discharge Fee", Exit, Some(50)),
        fee("Late payment fee", Event, Some(20)),
    ];
    assert_eq!(personal(fees), (195, 120, 50, false));
}

#[test]
fn fees_of_other_products_and_occasions_are_left_out() {
    let fees = vec![
        fee("Top-up fee", Upfront, Some(300)),
        fee("CONSTRUCTION_LOAN_APPLICATION_FEE", Upfront, Some(900)),
        fee("Guarantee fee", Upfront, Some(200)),
        fee("PROGRESSIVE_DRAWING_FEE", Upfront, Some(250)),
        fee("SWITCHING_FEE", Upfront, Some(300)),
        fee("Loan Security Fee", Upfront, Some(8)),
        fee("Early Repayment Adjustment", Exit, Some(100)),
        fee("Discharge Fee - per additional security", Exit, Some(95)),
        every("P1M", fee("Paper statement fee", Periodic, Some(2))),
        every("P1M", fee("LOAN_ARREARS_LETTER_FEE", Periodic, Some(15))),
    ];
    assert_eq!(personal(vec![fee("Discharge of mortgage fee", Exit, Some(250))]), (0, 0, 0, false));
    assert_eq!(standard("Home Loan", Category::HomeLoan, fees.clone()), (0, 0, 0, false));
    assert_eq!(standard("Construction Home Loan", Category::HomeLoan, fees), (900, 0, 0, false));
}

#[test]
fn of_alternatives_the_lowest_counts() {
    let fees = vec![
        fee("Establishment Fee", Upfront, Some(600)),
        fee("APPLICATION_FEE", Upfront, Some(400)),
        fee("Valuation Fee", Upfront, Some(330)),
        fee("Valuation Fee - standard", Upfront, Some(220)),
        fee("Settlement Fee", Upfront, Some(150)),
    ];
    assert_eq!(standard("Home Loan", Category::HomeLoan, fees), (400 + 220 + 150, 0, 0, false));
}

#[test]
fn a_package_fee_counts_for_a_package() {
    let package = || vec![every("P1Y", fee("Premier Package Fee", Periodic, Some(390)))];
    assert_eq!(standard("Premier Package Home Loan", Category::HomeLoan, package()).1, 390);
    assert_eq!(standard("Basic Home Loan", Category::HomeLoan, package()).1, 0);
    let in_the_wrong_field = vec![fee("Annual Package Fee", Upfront, Some(299))];
    assert_eq!(standard("Home Loan Package", Category::HomeLoan, in_the_wrong_field), (0, 299, 0, false));
}

#[test]
fn a_cards_annual_fee_counts_once() {
    let fees = vec![
        every("P1Y", fee("Annual Card Fee", Periodic, Some(59))),
        every("P1Y", fee("Additional cardholder fee", Periodic, Some(10))),
    ];
    assert_eq!(standard("Low Rate Visa", Category::CreditCard, fees), (0, 59, 0, false));
}

#[test]
fn fees_without_a_fixed_amount_are_noted() {
    let percentage = Fee {
        transaction_rate: Some(Rate::from_millionths(5_000)),
        ..fee("Establishment fee", Upfront, None)
    };
    assert_eq!(personal(vec![percentage]), (0, 0, 0, true));
    assert!(personal(vec![fee("Settlement fee", Variable, Some(0))]).3);
    let at_cost = Fee { info: Some("At cost".to_owned()), ..fee("Registration fee", Upfront, Some(0)) };
    assert!(standard("Home Loan", Category::HomeLoan, vec![at_cost]).3);
    let without_period = fee("Service fee", Periodic, Some(10));
    assert_eq!(personal(vec![without_period]), (0, 0, 0, true));
    let in_francs = Fee {
        amount: Some(Money::from_major(10, "CHF".parse().unwrap())),
        ..fee("Application fee", Upfront, None)
    };
    assert_eq!(personal(vec![in_francs]), (0, 0, 0, true));
}

#[test]
fn a_lender_without_a_fee_in_its_list_is_silent_and_not_free() {
    let of = |fees: Vec<Fee>| StandardFees::of(&Product { fees, ..product("Loan", Category::PersonalLoan) });
    let amount = Money::from_major(10_000, crate::money::Currency::AUD);
    let silent = of(Vec::new());
    assert!(!silent.published && !silent.are_known() && !silent.has_no_annual_fee());
    assert_eq!(silent.upfront_share(amount), None);
    for said in [fee("Application fee", Upfront, Some(0)), fee("Late payment fee", Event, Some(20))] {
        let free = of(vec![said]);
        assert_eq!(free, StandardFees::nothing(amount.currency));
        assert!(free.are_known() && free.has_no_annual_fee());
        assert_eq!(free.upfront_share(amount), Some(0.0));
    }
    let open = of(vec![fee("Establishment fee", Upfront, None)]);
    assert!(open.published && !open.are_known());
    let dear = of(vec![fee("Establishment fee", Upfront, Some(250))]);
    assert_eq!(dear.upfront_share(amount), Some(0.025));
    assert_eq!(dear.upfront_share(Money::zero(amount.currency)), None);
}

#[test]
fn conditional_and_waived_fees_do_not_count() {
    let conditional = Fee {
        info: Some("Payable if you apply in a branch".to_owned()),
        ..fee("Application fee", Upfront, Some(100))
    };
    let waiver = FeeDiscount {
        description: "Free until June".to_owned(),
        kind: "BALANCE".to_owned(),
        amount: None,
        balance_rate: None,
        transaction_rate: None,
        accrued_rate: None,
        fee_rate: Some(Rate::from_millionths(1_000_000)),
        value: None,
        info: None,
        info_uri: None,
        eligibility: Vec::new(),
    };
    let waived = Fee { discounts: vec![waiver], ..fee("Establishment fee", Upfront, Some(100)) };
    assert_eq!(personal(vec![conditional, waived]), (0, 0, 0, false));
}

#[test]
fn periods_are_read_from_value_and_name() {
    for (name, value, yearly) in [
        ("Service fee", "P1M", 120),
        ("Service fee", "P3M", 40),
        ("Service fee", "P1Y", 10),
        ("Service fee", "Charged monthly", 120),
        ("Monthly Fee", "", 120),
        ("Annual Fee", "0", 10),
        ("PERSONAL_LOAN_$10_MONTHLY_FEE", "", 120),
    ] {
        let fees = vec![every(value, fee(name, Periodic, Some(10)))];
        assert_eq!(personal(fees), (0, yearly, 0, false), "{name} {value}");
    }
}

proptest! {
    #[test]
    fn any_fee_is_summed_without_overflow(
        name in "(Establishment|Annual|Discharge|\\PC{0,10}) (fee|\\PC{0,10})",
        value in "(P1M|\\PC{0,10})",
        minor in any::<i64>(),
    ) {
        for kind in [Upfront, Periodic, Exit, Variable] {
            let amount = Some(Money::new(minor, crate::money::Currency::AUD));
            let published = Fee { amount, ..every(&value, fee(&name, kind, None)) };
            let fees = vec![published.clone(), published];
            let sum = StandardFees::of(&Product { fees, ..product("Loan", Category::HomeLoan) });
            prop_assert!(sum.upfront.minor >= 0 && sum.yearly.minor >= 0 && sum.exit.minor >= 0);
        }
    }
}
