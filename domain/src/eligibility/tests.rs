use super::*;
use crate::borrower::{Borrower, CreditBand, Employment, Region, Residency};
use crate::money::Currency;
use crate::product::Purpose;
use crate::query::{Need, SearchQuery};
use crate::rules::{ApplicantKind, FreeTextRule, Rules};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn dollars(major: i64) -> Money {
    Money::from_major(major, Currency::AUD)
}

fn query(borrower: Borrower, need: Need) -> SearchQuery {
    SearchQuery { borrower, need, ..SearchQuery::default() }
}

fn borrower(borrower: Borrower) -> SearchQuery {
    query(borrower, Need::default())
}

fn free_text() -> FreeTextRule {
    FreeTextRule { kind: RuleKind::Other, text: "Members only".to_owned() }
}

#[test]
fn every_rule_names_what_it_needs_and_what_the_borrower_has() {
    let rules = Rules { min_age: Some(18), min_income: Some(dollars(50_000)), ..Rules::default() };
    let asked = borrower(Borrower { age: Some(30), ..Borrower::default() });
    let eligibility = judge(&rules, &asked, None);
    assert_eq!(
        eligibility.rules,
        [
            RuleVerdict {
                rule: RuleKind::MinAge,
                verdict: Verdict::Met,
                needs: Some(RuleValue::Whole(18)),
                has: Some(RuleValue::Whole(30)),
            },
            RuleVerdict {
                rule: RuleKind::MinIncome,
                verdict: Verdict::Unknown,
                needs: Some(RuleValue::Amount(dollars(50_000))),
                has: None,
            },
        ]
    );
    assert_eq!(eligibility.verdict, Verdict::Unknown);
}

#[test]
fn the_whole_is_met_only_if_every_rule_is() {
    let young = borrower(Borrower { age: Some(17), ..Borrower::default() });
    let adult = borrower(Borrower { age: Some(18), ..Borrower::default() });
    let mut rules = Rules::default();
    assert_eq!(judge(&rules, &adult, None).verdict, Verdict::Unknown, "no published rules");
    rules.min_age = Some(18);
    assert_eq!(judge(&rules, &adult, None).verdict, Verdict::Met);
    rules.free_text.push(free_text());
    assert_eq!(judge(&rules, &adult, None).verdict, Verdict::Unknown);
    assert_eq!(judge(&rules, &young, None).verdict, Verdict::NotMet);
}

#[test]
fn limits_are_inclusive() {
    let rules = Rules {
        min_amount: Some(dollars(5_000)),
        max_amount: Some(dollars(50_000)),
        min_term_months: Some(12),
        max_term_months: Some(60),
        ..Rules::default()
    };
    let asked = |amount, term_months| {
        query(
            Borrower::default(),
            Need { amount: Some(dollars(amount)), term_months: Some(term_months), ..Need::default() },
        )
    };
    for (amount, term, expected) in [
        (5_000, 12, Verdict::Met),
        (50_000, 60, Verdict::Met),
        (4_999, 12, Verdict::NotMet),
        (50_001, 12, Verdict::NotMet),
        (5_000, 11, Verdict::NotMet),
        (5_000, 61, Verdict::NotMet),
    ] {
        assert_eq!(judge(&rules, &asked(amount, term), None).verdict, expected, "{amount} over {term}");
    }
}

#[test]
fn the_lvr_follows_from_amount_and_value() {
    let rules = Rules { max_lvr: Some(Rate::from_millionths(800_000)), ..Rules::default() };
    let asked = |deposit| {
        borrower(Borrower {
            property_value: Some(dollars(500_000)),
            deposit: Some(dollars(deposit)),
            ..Borrower::default()
        })
    };
    assert_eq!(judge(&rules, &asked(100_000), None).verdict, Verdict::Met);
    assert_eq!(judge(&rules, &asked(99_000), None).verdict, Verdict::NotMet);
    let absurd = query(
        Borrower { property_value: Some(Money::new(1, Currency::AUD)), ..Borrower::default() },
        Need { amount: Some(dollars(1_000_000_000)), ..Need::default() },
    );
    assert_eq!(judge(&rules, &absurd, None).verdict, Verdict::NotMet);
}

#[test]
fn debts_are_judged_as_soon_as_they_are_certain() {
    let rules = Rules { max_dti: Some(Rate::from_millionths(400_000)), ..Rules::default() };
    let asked = |income, existing: Option<i64>| {
        borrower(Borrower {
            income_annual: Some(dollars(income)),
            existing_repayments_monthly: existing.map(dollars),
            ..Borrower::default()
        })
    };
    let verdict =
        |query: &SearchQuery, instalment: Option<i64>| judge(&rules, query, instalment.map(dollars)).verdict;
    // 40 % of 60,000 a year are 2,000 a month.
    assert_eq!(verdict(&asked(60_000, Some(1_500)), Some(500)), Verdict::Met);
    assert_eq!(verdict(&asked(60_000, Some(1_500)), Some(501)), Verdict::NotMet);
    assert_eq!(verdict(&asked(60_000, None), Some(2_001)), Verdict::NotMet);
    assert_eq!(verdict(&asked(60_000, None), Some(500)), Verdict::Unknown);
    assert_eq!(verdict(&asked(60_000, Some(2_001)), None), Verdict::NotMet);
    assert_eq!(verdict(&asked(0, Some(0)), Some(1)), Verdict::NotMet);
    let known = judge(&rules, &asked(60_000, Some(1_500)), Some(dollars(500)));
    assert_eq!(known.rules[0].has, Some(RuleValue::Ratio(Rate::from_millionths(400_000))));
}

#[test]
fn a_visa_accepted_on_conditions_is_unknown() {
    let rules = Rules {
        residencies: vec![Residency::Citizen, Residency::PermanentResident],
        residencies_on_conditions: vec![Residency::TemporaryVisa],
        ..Rules::default()
    };
    for (residency, expected) in [
        (Residency::Citizen, Verdict::Met),
        (Residency::TemporaryVisa, Verdict::Unknown),
        (Residency::NonResident, Verdict::NotMet),
    ] {
        let asked = borrower(Borrower { residency: Some(residency), ..Borrower::default() });
        assert_eq!(judge(&rules, &asked, None).verdict, expected, "{residency}");
    }
}

#[test]
fn belonging_to_a_group_is_shown_by_work_or_unknown() {
    let kept_to = |group| Rules { applicants: vec![group], ..Rules::default() };
    let works = |employment| borrower(Borrower { employment: Some(employment), ..Borrower::default() });
    let business = kept_to(ApplicantKind::Business);
    assert_eq!(judge(&business, &works(Employment::SelfEmployed), None).verdict, Verdict::Met);
    assert_eq!(judge(&business, &works(Employment::Employed), None).verdict, Verdict::Unknown);
    assert_eq!(
        judge(&kept_to(ApplicantKind::Student), &works(Employment::Student), None).verdict,
        Verdict::Met
    );
    assert_eq!(
        judge(&kept_to(ApplicantKind::Staff), &works(Employment::Employed), None).verdict,
        Verdict::Unknown
    );
}

#[test]
fn a_lender_for_any_purpose_says_other() {
    let asked = query(Borrower::default(), Need { purpose: Some(Purpose::Wedding), ..Need::default() });
    let lends_for = |purposes| judge(&Rules { purposes, ..Rules::default() }, &asked, None).verdict;
    assert_eq!(lends_for(vec![Purpose::Car]), Verdict::NotMet);
    assert_eq!(lends_for(vec![Purpose::Car, Purpose::Other]), Verdict::Met);
}

#[test]
fn the_questions_that_would_settle_a_rule_are_named_once() {
    let rules = Rules {
        min_age: Some(18),
        max_age: Some(75),
        max_lvr: Some(Rate::from_millionths(800_000)),
        max_dti: Some(Rate::from_millionths(400_000)),
        applicants: vec![ApplicantKind::Staff],
        free_text: vec![free_text()],
        ..Rules::default()
    };
    let nothing = SearchQuery::default();
    let names: Vec<_> = unanswered(&rules, &nothing).collect();
    assert_eq!(
        names,
        ["amount", "term_months", "income_annual", "age", "existing_repayments_monthly", "property_value"]
    );
    let known = borrower(Borrower { age: Some(40), ..Borrower::default() });
    assert!(!unanswered(&rules, &known).any(|name| name == "age"));
}

prop_compose! {
    fn any_rules()(
        ages in (option::of(0_u8..100), option::of(0_u8..100)),
        money in proptest::array::uniform3(option::of(0_i64..200_000)),
        names in (
            subsequence(Residency::ALL, 0..=4),
            subsequence(Residency::ALL, 0..=4),
            subsequence(Employment::ALL, 0..=7),
            subsequence(CreditBand::ALL, 0..=5),
            subsequence(Purpose::ALL, 0..=3),
            subsequence(ApplicantKind::ALL, 0..=2),
            subsequence(vec!["NSW", "VIC", "WA"], 0..=3),
        ),
        terms in (option::of(0_u16..400), option::of(0_u16..400)),
        ratios in (option::of(0_i64..1_500_000), option::of(0_i64..1_500_000)),
        texts in proptest::collection::vec(select(RuleKind::ALL), 0..3),
    ) -> Rules {
        let amount = |major: Option<i64>| major.map(dollars);
        Rules {
            min_age: ages.0,
            max_age: ages.1,
            min_income: amount(money[0]),
            residencies: names.0,
            residencies_on_conditions: names.1,
            employments: names.2,
            credit_bands: names.3,
            purposes: names.4,
            applicants: names.5,
            regions: names.6.iter().map(|code| code.parse().unwrap()).collect(),
            min_amount: amount(money[1]),
            max_amount: amount(money[2]),
            min_term_months: terms.0,
            max_term_months: terms.1,
            max_lvr: ratios.0.map(Rate::from_millionths),
            max_dti: ratios.1.map(Rate::from_millionths),
            free_text: texts
                .into_iter()
                .map(|kind| FreeTextRule { kind, text: "in words".to_owned() })
                .collect(),
        }
    }
}

prop_compose! {
    fn any_query()(
        money in proptest::array::uniform5(option::of(prop_oneof![0_i64..200_000, 0..=1_000_000_000_i64])),
        age in option::of(0_u8..100),
        term_months in option::of(1_u16..400),
        employment in option::of(select(Employment::ALL)),
        residency in option::of(select(Residency::ALL)),
        credit_band in option::of(select(CreditBand::ALL)),
        purpose in option::of(select(Purpose::ALL)),
        region in option::of(select(vec!["NSW", "VIC", "TAS"])),
    ) -> SearchQuery {
        let amount = |major: Option<i64>| major.map(dollars);
        query(
            Borrower {
                income_annual: amount(money[0]),
                age,
                employment,
                residency,
                region: region.map(|code| code.parse::<Region>().unwrap()),
                credit_band,
                existing_repayments_monthly: amount(money[1]),
                property_value: amount(money[2]),
                deposit: amount(money[3]),
            },
            Need { amount: amount(money[4]), term_months, purpose, ..Need::default() },
        )
    }
}

/// The query with the answers it lacks taken from another.
fn answered_further(query: &SearchQuery, further: &SearchQuery, which: usize) -> SearchQuery {
    let mut query = query.clone();
    let (borrower, need, more) = (&mut query.borrower, &mut query.need, &further.borrower);
    match which {
        0 => borrower.income_annual = borrower.income_annual.or(more.income_annual),
        1 => borrower.age = borrower.age.or(more.age),
        2 => borrower.employment = borrower.employment.or(more.employment),
        3 => borrower.residency = borrower.residency.or(more.residency),
        4 => borrower.region = borrower.region.clone().or(more.region.clone()),
        5 => borrower.credit_band = borrower.credit_band.or(more.credit_band),
        6 => {
            borrower.existing_repayments_monthly =
                borrower.existing_repayments_monthly.or(more.existing_repayments_monthly);
        }
        7 => borrower.property_value = borrower.property_value.or(more.property_value),
        8 => borrower.deposit = borrower.deposit.or(more.deposit),
        9 => need.amount = need.amount.or(further.need.amount),
        10 => need.term_months = need.term_months.or(further.need.term_months),
        _ => need.purpose = need.purpose.or(further.need.purpose),
    }
    query
}

proptest! {
    #[test]
    fn the_short_way_judges_as_the_long_one(
        rules in any_rules(),
        query in any_query(),
        instalment in option::of(0_i64..10_000),
    ) {
        let instalment = instalment.map(dollars);
        let judged = judge(&rules, &query, instalment);
        prop_assert_eq!(judge_verdict(&rules, &query, instalment), judged.verdict);
        let counted = tally(&rules, &query, instalment);
        prop_assert_eq!(counted.verdict, judged.verdict);
        let of_loan = [RuleKind::MinAmount, RuleKind::MaxAmount, RuleKind::MinTerm, RuleKind::MaxTerm];
        let met = |rule: &&RuleVerdict| rule.verdict == Verdict::Met && !of_loan.contains(&rule.rule);
        prop_assert_eq!(counted.met, judged.rules.iter().filter(met).count());
        let unknown = |rule: &&RuleVerdict| rule.verdict == Verdict::Unknown;
        prop_assert_eq!(counted.unknown, judged.rules.iter().filter(unknown).count());
        let kinds: Vec<RuleKind> = judged.rules.iter().map(|rule| rule.rule).collect();
        prop_assert!(kinds.is_sorted(), "{:?}", kinds);
    }

    #[test]
    fn a_further_answer_never_makes_a_known_rule_unknown(
        rules in any_rules(),
        query in any_query(),
        further in any_query(),
        which in 0_usize..12,
        instalment in option::of(0_i64..10_000),
    ) {
        let instalment = instalment.map(dollars);
        let before = judge(&rules, &query, instalment);
        let after = judge(&rules, &answered_further(&query, &further, which), instalment);
        prop_assert_eq!(before.rules.len(), after.rules.len());
        for (before, after) in before.rules.iter().zip(&after.rules) {
            prop_assert!(
                before.verdict == Verdict::Unknown || after.verdict != Verdict::Unknown,
                "{:?} became {:?}", before, after
            );
        }
    }

    #[test]
    fn an_unknown_typed_rule_asks_a_question_unless_no_answer_settles_it(rules in any_rules(), query in any_query()) {
        let asked: Vec<_> = unanswered(&rules, &query).collect();
        let judged = judge(&Rules { free_text: Vec::new(), ..rules.clone() }, &query, None);
        let settled_by_answers =
            |rule: &&RuleVerdict| !matches!(rule.rule, RuleKind::Applicant | RuleKind::MaxDti | RuleKind::Residency | RuleKind::MaxLvr);
        for rule in judged.rules.iter().filter(|rule| rule.verdict == Verdict::Unknown).filter(settled_by_answers) {
            prop_assert!(!asked.is_empty(), "{:?}", rule);
        }
        if judged.rules.iter().all(|rule| rule.verdict != Verdict::Unknown) {
            prop_assert!(asked.is_empty(), "{:?}", asked);
        }
    }
}
