//! Australia. The regulations print no worked example, and none of the regulator's could be verified. So the
//! comparison rates that banks published with their rates and fees (Consumer Data Right, 2023 and 2024) are
//! the check: facts that their systems computed by the regulation's formula and rounded to 0.01 %.

use super::*;
use crate::product::Category;

/// Lender and product, yearly rate, fees at the beginning, a month and at the end, published comparison rate.
type Published = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const PERSONAL: [Published; 11] = [
    ("CommBank Variable Rate Personal Loan", "0.085", "0", "15", "0", "0.0953"),
    ("NAB Personal Loan", "0.0849", "250", "10", "0", "0.0954"),
    ("Heritage Bank Car Loan", "0.0649", "250", "0", "0", "0.0684"),
    ("BankVic Personal Loan Variable", "0.1195", "90", "0", "0", "0.1208"),
    ("Queensland Country Bank Personal Loan-Reno", "0.0874", "120", "10", "0", "0.096"),
    ("Southern Cross Personal Loan Secured", "0.0799", "250", "8", "0", "0.089"),
    ("gmcu Personal Loan Unsecured", "0.1495", "150", "0", "0", "0.1518"),
    ("Gateway Bank Car Loan", "0.0704", "149", "0", "0", "0.0725"),
    ("Alex Bank Secured Fixed Rate Personal Loan", "0.1174", "295", "0", "0", "0.1217"),
    ("Credit Union SA Variable Rate Personal Loan", "0.136", "250", "0", "0", "0.1397"),
    ("RACQ Bank Unsecured Personal Loan", "0.0999", "195", "0", "0", "0.1027"),
];

const HOME: [Published; 9] = [
    ("CommBank Digi Home Loan (Investment)", "0.0634", "300", "10", "0", "0.0647"),
    ("NAB Base Variable Rate Home Loan", "0.0684", "600", "0", "0", "0.0688"),
    ("Westpac Bridging Home Loan", "0.0932", "600", "8", "0", "0.0945"),
    ("Arab Bank The Basics Home Loan", "0.0929", "600", "8", "250", "0.0942"),
    ("Adelaide Bank SmartSaver", "0.0643", "523", "0", "0", "0.0647"),
    ("MyState Residential Investment Standard Variable", "0.0837", "950", "0", "0", "0.0845"),
    ("MOVE Bank Standard Owner Occupied", "0.0775", "600", "0", "350", "0.078"),
    ("IMB Budget Home Loan", "0.0634", "799", "0", "0", "0.064"),
    ("ME Bank Basic Home Loan", "0.0842", "560", "0", "0", "0.0846"),
];

#[test]
fn comparison_rates_that_banks_published_with_their_fees() {
    for (basis, products) in [(ComparisonBasis::PERSONAL, &PERSONAL[..]), (ComparisonBasis::HOME, &HOME[..])]
    {
        for (product, annual, upfront, monthly, exit, published) in products {
            let fees = LoanFees {
                upfront: dollars(upfront),
                upfront_deducted: false,
                periodic: Money::new(dollars(monthly).minor * 12, Currency::AUD),
                exit: dollars(exit),
            };
            let cost = comparison_rate(rate(annual), fees, basis).unwrap();
            assert_eq!(cost.convention, RateConvention::ComparisonRate);
            assert_eq!(percent(cost, 2), format!("{:.2}", rate(published).fraction() * 100.0), "{product}");
        }
    }
}

/// A fee once a year is charged at the end of each year there; [`LoanFees`] spreads it over the instalments,
/// which is a little earlier and so costs a little more, never less.
#[test]
fn comparison_rates_that_banks_published_with_a_yearly_fee() {
    let published = [
        ("Maitland Mutual First Home Buyer Package", "0.0698", "395", "0.0731"),
        ("Queensland Country Bank Home Loan-Package", "0.0599", "395", "0.0634"),
        ("Australian Unity Health Wealth Happiness", "0.0618", "399", "0.0653"),
    ];
    for (product, annual, yearly, published) in published {
        let basis = ComparisonBasis::HOME;
        let loan = Loan::new(basis.amount, rate(annual), basis.term_months).unwrap();
        let instalment = loan.instalment().to_f64();
        let flows: Vec<_> = (0..=300_u32)
            .map(|month| UnitPeriodFlow {
                unit_periods: month,
                fraction: 0.0,
                amount: match month {
                    0 => basis.amount.to_f64(),
                    _ if month % 12 == 0 => -instalment - dollars(yearly).to_f64(),
                    _ => -instalment,
                },
            })
            .collect();
        let exact = nominal_apr(&flows, 12.0).unwrap();
        let published = rate(published).fraction();
        assert_eq!(percent(exact, 2), format!("{:.2}", published * 100.0), "{product}");

        let fees = LoanFees { periodic: dollars(yearly), ..LoanFees::none(Currency::AUD) };
        let spread = comparison_rate(rate(annual), fees, basis).unwrap();
        let excess = spread.fraction - exact.fraction;
        assert!((0.0..0.0003).contains(&excess), "{product}: {spread:?} against {exact:?}");
    }
}

#[test]
fn the_customary_basis_is_for_consumer_credit_that_is_repaid_in_instalments() {
    let personal = ComparisonBasis::for_category(Category::PersonalLoan).unwrap();
    assert_eq!((personal.amount, personal.term_months), (dollars("30000"), 60));
    let home = ComparisonBasis::for_category(Category::HomeLoan).unwrap();
    assert_eq!((home.amount, home.term_months), (dollars("150000"), 300));
    assert_eq!(ComparisonBasis::for_category(Category::CreditCard), None);
}

#[test]
fn weekly_repayments_count_as_52_18_a_year() {
    let loan = Loan::new(dollars("30000"), rate("0.09"), 60).unwrap().with_frequency(Frequency::Weekly);
    let (nominal, comparison) = (loan.nominal_apr().unwrap(), loan.comparison_rate().unwrap());
    assert!((comparison.fraction / nominal.fraction - 52.18 / 52.0).abs() < 1e-12);
    let fortnightly = loan.with_frequency(Frequency::Fortnightly).comparison_rate().unwrap();
    assert!((fortnightly.compounding - 26.09).abs() < f64::EPSILON);
}
