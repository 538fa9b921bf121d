use super::*;
use crate::fixtures::{asking, aud, known, listing, personal};
use domain::borrower::{Borrower, Residency};
use domain::product::Category;
use domain::rate::Rate;
use domain::rules::Rules;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn value(row: &Row, feature: Feature) -> f32 {
    row[feature.index()]
}

fn seen(listing: &Listing, query: &SearchQuery) -> Row {
    observe(listing, query, &Terms::of(listing, query))
}

#[test]
fn the_order_is_the_declared_one() {
    for (at, feature) in Feature::ALL.iter().enumerate() {
        assert_eq!(feature.index(), at);
    }
    let names: Vec<&str> = Feature::ALL.iter().map(|feature| feature.name()).collect();
    let known = "log_amount log_income amount_to_income burden existing_burden loan_to_value log_term \
        credit_history employment rate amount_below_limit amount_above_limit income_above_limit \
        loan_to_value_below_limit burden_below_limit term_below_limit rules_met rules_unknown secured category";
    assert_eq!(names.join(" "), known, "another list is another SCHEMA");
}

#[test]
fn figures_are_what_they_are_called() {
    let rules = Rules {
        max_amount: Some(aud(40_000)),
        min_income: Some(aud(30_000)),
        max_dti: Some(Rate::from_millionths(450_000)),
        ..Rules::default()
    };
    let listing = Listing { secured: Some(true), ..personal(rules) };
    let query = asking(known(), 20_000, 48);
    let row = seen(&listing, &query);
    let near = |feature: Feature, expected: f64| {
        let value = f64::from(value(&row, feature));
        assert!((value - expected).abs() < 1e-6, "{feature}: {value} is not {expected}");
    };
    let instalment = Terms::of(&listing, &query).instalment.unwrap().to_f64();
    let burden = (instalment + 800.0) * 12.0 / 60_000.0;
    near(Feature::LogAmount, 20_000_f64.ln());
    near(Feature::AmountToIncome, 1.0 / 3.0);
    near(Feature::ExistingBurden, 0.16);
    near(Feature::Burden, burden);
    near(Feature::BurdenBelowLimit, 0.45 - burden);
    near(Feature::AmountBelowLimit, 2_f64.ln());
    near(Feature::IncomeAboveLimit, 2_f64.ln());
    near(Feature::Rate, 0.09);
    near(Feature::RulesMet, 2.0);
    near(Feature::Secured, 1.0);
    for unknown in [Feature::LoanToValue, Feature::AmountAboveLimit, Feature::TermBelowLimit] {
        assert!(value(&row, unknown).is_nan(), "{unknown}");
    }
}

#[test]
fn who_one_is_changes_nothing_but_what_rules_say() {
    let query = asking(known(), 20_000, 48);
    let mut other = query.clone();
    other.borrower = Borrower {
        age: Some(71),
        residency: Some(Residency::TemporaryVisa),
        region: "NT".parse().ok(),
        ..other.borrower
    };
    let plain = personal(Rules::default());
    assert_eq!(seen(&plain, &query).map(f32::to_bits), seen(&plain, &other).map(f32::to_bits));
    let aged = personal(Rules { max_age: Some(75), ..Rules::default() });
    assert_eq!(value(&seen(&aged, &other), Feature::RulesMet), 1.0, "a rule that names age is judged");
}

#[test]
fn amounts_of_two_currencies_have_no_ratio() {
    let mut query = asking(known(), 20_000, 48);
    query.borrower.income_annual = Some(Money::from_major(60_000, "USD".parse().unwrap()));
    let row = seen(&personal(Rules::default()), &query);
    for unknown in [Feature::AmountToIncome, Feature::Burden, Feature::ExistingBurden] {
        assert!(value(&row, unknown).is_nan(), "{unknown}");
    }
}

fn any_borrower() -> impl Strategy<Value = Borrower> {
    (option::of(0_i64..300_000), option::of(0_i64..20_000), option::of(select(CreditBand::ALL))).prop_map(
        |(income, existing, credit_band)| Borrower {
            income_annual: income.map(aud),
            existing_repayments_monthly: existing.map(aud),
            credit_band,
            property_value: Some(aud(500_000)),
            ..Borrower::default()
        },
    )
}

proptest! {
    /// A model that is monotone in each feature is then monotone in what a borrower can change.
    #[test]
    fn more_income_and_less_debt_move_features_the_way_they_may_go(
        borrower in any_borrower(),
        more in 0_i64..200_000,
        less in 0_i64..20_000,
        amount in 1_i64..900_000,
        term in 1_u16..400,
    ) {
        let rules = Rules {
            min_income: Some(aud(30_000)),
            max_dti: Some(Rate::from_millionths(400_000)),
            max_lvr: Some(Rate::from_millionths(800_000)),
            ..Rules::default()
        };
        let listing = listing(Category::HomeLoan, rules);
        let before = seen(&listing, &asking(borrower.clone(), amount, term));
        let mut better = borrower;
        better.income_annual = better.income_annual.map(|income| aud(income.minor / 100 + more));
        better.existing_repayments_monthly =
            better.existing_repayments_monthly.map(|owed| aud((owed.minor / 100 - less).max(0)));
        let after = seen(&listing, &asking(better, amount, term));
        for feature in Feature::ALL {
            let (old, new) = (value(&before, *feature), value(&after, *feature));
            match feature.direction() {
                1 => prop_assert!(old.is_nan() || new >= old, "{}: {} to {}", feature, old, new),
                -1 => prop_assert!(old.is_nan() || new <= old, "{}: {} to {}", feature, old, new),
                _ => prop_assert!(new.to_bits() == old.to_bits() || *feature == Feature::RulesUnknown),
            }
        }
    }
}
