use super::*;
use crate::fixtures::{asking, aud, known, listing, personal};
use domain::borrower::{Borrower, CreditBand, Employment};
use domain::query::Need;
use domain::rules::Rules;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn chance(listing: &Listing, query: &SearchQuery) -> f64 {
    approval(listing, query, &Terms::of(listing, query)).probability
}

#[test]
fn paying_off_what_one_owes_comes_before_a_slightly_smaller_loan() {
    let found = raises(&personal(Rules::default()), &asking(known(), 20_000, 48));
    let first = found.changes.first().unwrap();
    assert_eq!(first.change, Change::ExistingRepayments { from: aud(800), to: aud(0) });
    assert!(found.changes.len() <= AT_MOST);
    assert!(found.changes.is_sorted_by(|a, b| a.after.probability >= b.after.probability));
    let terms = found.changes.iter().any(|raise| matches!(raise.change, Change::Term { .. }));
    assert!(!terms, "the lender publishes no terms, so none is suggested");
}

#[test]
fn a_longer_term_stays_within_the_lenders() {
    let rules = Rules { min_term_months: Some(12), max_term_months: Some(60), ..Rules::default() };
    let found = raises(&personal(rules), &asking(known(), 30_000, 24));
    let longer: Vec<u16> = found
        .changes
        .iter()
        .filter_map(|raise| match raise.change {
            Change::Term { to, .. } => Some(to),
            _ => None,
        })
        .collect();
    assert!(longer.contains(&60) && longer.iter().all(|to| (24..=60).contains(to)), "{longer:?}");
    let raise = found.changes.iter().find(|r| r.change == Change::Term { from: 24, to: 60 }).unwrap();
    let shorter = Terms::of(&personal(Rules::default()), &asking(known(), 30_000, 24));
    let before = shorter.figures(&personal(Rules::default()), &asking(known(), 30_000, 24)).unwrap();
    assert!(raise.figures.unwrap().total_payable > before.total_payable, "and it says what that costs");
}

#[test]
fn a_limit_that_is_missed_is_itself_a_change() {
    let rules = Rules { max_amount: Some(aud(19_500)), ..Rules::default() };
    let found = raises(&personal(rules), &asking(known(), 20_000, 48));
    let to = found.changes.iter().map(|raise| raise.change).collect::<Vec<_>>();
    assert!(to.contains(&Change::Amount { from: aud(20_000), to: aud(19_500) }), "{to:?}");
    assert_eq!(found.questions, [], "no answer tells more while a rule is known not to be met");
}

#[test]
fn a_larger_deposit_helps_a_home_loan_above_four_fifths() {
    let mut query = asking(Borrower { property_value: Some(aud(500_000)), ..known() }, 475_000, 360);
    query.borrower.income_annual = Some(aud(140_000));
    let found = raises(&listing(Category::HomeLoan, Rules::default()), &query);
    let deposit = Change::Deposit { from: aud(25_000), to: aud(100_000) };
    assert!(found.changes.iter().any(|raise| raise.change == deposit), "{found:?}");
    let personal = raises(&personal(Rules::default()), &query);
    assert!(personal.changes.iter().all(|raise| raise.change.parameter() != "deposit"));
}

#[test]
fn without_enough_answers_questions_alone_are_named() {
    let rules = Rules { min_age: Some(21), ..Rules::default() };
    let found = raises(&personal(rules), &asking(Borrower::default(), 20_000, 48));
    assert_eq!(found.changes, []);
    let names: Vec<_> = found.questions.iter().map(|q| (q.field, q.settles_rule, q.narrows)).collect();
    assert_eq!(
        names,
        [
            ("income_annual", false, true),
            ("age", true, false),
            ("employment", false, true),
            ("credit_band", false, true),
            ("existing_repayments_monthly", false, true),
        ]
    );
}

prop_compose! {
    fn any_rules()(
        min_age in option::of(18_u8..30),
        amounts in (option::of(1_i64..20), option::of(10_i64..80)),
        terms in (option::of(1_u16..3), option::of(3_u16..30)),
        ratios in (option::of(50_i64..100), option::of(10_i64..80)),
    ) -> Rules {
        Rules {
            min_age,
            min_amount: amounts.0.map(|n| aud(n * 1_000)),
            max_amount: amounts.1.map(|n| aud(n * 1_000)),
            min_term_months: terms.0.map(|n| n * 12),
            max_term_months: terms.1.map(|n| n * 12),
            max_lvr: ratios.0.map(|percent| Rate::from_millionths(percent * 10_000)),
            max_dti: ratios.1.map(|percent| Rate::from_millionths(percent * 10_000)),
            ..Rules::default()
        }
    }
}

prop_compose! {
    fn any_query()(
        amount in option::of(500_i64..90_000),
        term in option::of(1_u16..361),
        money in (option::of(0_i64..150_000), option::of(0_i64..3_000), option::of(30_000_i64..120_000)),
        age in option::of(17_u8..60),
        employment in option::of(select(Employment::ALL)),
        credit_band in option::of(select(CreditBand::ALL)),
    ) -> SearchQuery {
        let need = Need { amount: amount.map(aud), term_months: term, ..Need::default() };
        let borrower = Borrower {
            income_annual: money.0.map(aud),
            existing_repayments_monthly: money.1.map(aud),
            property_value: money.2.map(aud),
            age,
            employment,
            credit_band,
            ..Borrower::default()
        };
        SearchQuery { need, borrower, ..SearchQuery::default() }
    }
}

proptest! {
    #[test]
    fn every_chance_after_is_what_the_predictor_says(
        rules in any_rules(),
        category in select(vec![Category::PersonalLoan, Category::HomeLoan, Category::CreditCard]),
        query in any_query(),
    ) {
        let listing = listing(category, rules);
        let found = raises(&listing, &query);
        prop_assert!(found.changes.len() <= AT_MOST);
        for raise in &found.changes {
            let changed = raise.change.apply(&query);
            prop_assert_eq!(raise.after.probability, chance(&listing, &changed));
            prop_assert_eq!(raise.before.probability, chance(&listing, &query));
            prop_assert!(raise.after.probability - raise.before.probability >= LEAST);
            // Nothing about who asks has changed.
            let levers = Borrower {
                existing_repayments_monthly: query.borrower.existing_repayments_monthly,
                deposit: query.borrower.deposit,
                ..changed.borrower.clone()
            };
            prop_assert_eq!(&levers, &query.borrower);
        }
    }

    #[test]
    fn a_question_named_is_one_not_answered(rules in any_rules(), query in any_query()) {
        for question in raises(&personal(rules), &query).questions {
            let answered = match question.field {
                "amount" => query.amount().is_some(),
                "term_months" => query.need.term_months.is_some(),
                "income_annual" => query.borrower.income_annual.is_some(),
                "age" => query.borrower.age.is_some(),
                "employment" => query.borrower.employment.is_some(),
                "credit_band" => query.borrower.credit_band.is_some(),
                "existing_repayments_monthly" => query.borrower.existing_repayments_monthly.is_some(),
                "property_value" => query.borrower.property_value.is_some(),
                _ => true,
            };
            prop_assert!(!answered, "{:?}", question);
        }
    }
}
