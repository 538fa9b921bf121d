use super::*;
use crate::borrower::CreditBand;
use crate::fixtures::{constraint, criterion, product, rate, tier};
use crate::money::Currency;
use crate::product::{LendingRate, LendingRateKind, Purpose, Supplement};
use ConstraintKind::{MaxBalance, MaxLimit, MaxLvr, MinBalance, MinLimit};
use EligibilityKind::{
    Business, EmploymentStatus, MaxAge, MinAge, MinIncome, NaturalPerson, Other, PensionRecipient,
    ResidencyStatus, Staff, Student,
};
use proptest::prelude::*;

fn dollars(major: i64) -> Option<Money> {
    Some(Money::from_major(major, Currency::AUD))
}

fn constrained(constraints: Vec<Constraint>) -> Rules {
    Rules::derive(&Product { constraints, ..product("Loan", Category::PersonalLoan) })
}

fn open_to(category: Category, eligibility: Vec<EligibilityCriterion>) -> Rules {
    Rules::derive(&Product { eligibility, ..product("Loan", category) })
}

fn people(eligibility: Vec<EligibilityCriterion>) -> Rules {
    open_to(Category::PersonalLoan, eligibility)
}

fn texts(rules: &Rules) -> Vec<(RuleKind, &str)> {
    rules.free_text.iter().map(|rule| (rule.kind, rule.text.as_str())).collect()
}

#[test]
fn limits_of_the_amount_are_read() {
    let rules = constrained(vec![
        constraint(MinLimit, "5000.00", "Minimum loan amount is $5,000"),
        constraint(MaxLimit, "50,000", ""),
    ]);
    assert_eq!((rules.min_amount, rules.max_amount), (dollars(5_000), dollars(50_000)));
    assert!(rules.free_text.is_empty());
}

#[test]
fn of_several_limits_the_widest_counts() {
    let rules = constrained(vec![
        constraint(MaxLimit, "80000.00", "Secured"),
        constraint(MaxBalance, "30000.00", "Unsecured"),
        constraint(MinLimit, "10000", ""),
        constraint(MinBalance, "4000", ""),
    ]);
    assert_eq!((rules.min_amount, rules.max_amount), (dollars(4_000), dollars(80_000)));
}

#[test]
fn a_limit_that_is_none_is_no_rule() {
    let rules = constrained(vec![
        constraint(MinLimit, "1.00", ""),
        constraint(MaxLimit, "No Limit", "Maximum loan amount"),
        constraint(MaxLimit, "0", ""),
        constraint(MinBalance, "No minimum balance is required", ""),
    ]);
    assert_eq!(rules, Rules::default());
}

#[test]
fn a_limit_left_out_with_an_unclear_remark_stays_in_words() {
    let rules =
        constrained(vec![constraint(MaxLimit, "0.00", "Depends on the age of the youngest borrower")]);
    assert_eq!((rules.max_amount, rules.free_text.len()), (None, 1));
    assert_eq!(constrained(vec![constraint(MaxLimit, "", "")]), Rules::default());
}

#[test]
fn a_limit_taken_back_by_its_remark_stays_in_words() {
    let rules = constrained(vec![constraint(MaxLimit, "100000.00", "Higher amounts can be considered.")]);
    assert_eq!(rules.max_amount, None);
    assert_eq!(texts(&rules), [(RuleKind::MaxAmount, "100000.00: Higher amounts can be considered.")]);
}

#[test]
fn a_further_figure_is_kept_beside_the_limit() {
    let rules = constrained(vec![constraint(MaxLimit, "80000", "To consolidate debts $50,000")]);
    assert_eq!(rules.max_amount, dollars(80_000));
    assert_eq!(texts(&rules), [(RuleKind::MaxAmount, "To consolidate debts $50,000")]);
}

#[test]
fn a_share_of_the_value_is_a_limit_of_the_lvr() {
    let rules = constrained(vec![
        constraint(MaxLimit, "", "95% of the property value"),
        constraint(MaxLimit, "4500000.00", "Maximum LVR 80%"),
    ]);
    assert_eq!(rules.max_lvr, Some(Rate::from_millionths(950_000)));
    assert_eq!(rules.max_amount, dollars(4_500_000));
    assert!(rules.free_text.is_empty());
    for value in ["80", "0.8", "80%"] {
        let rules = constrained(vec![constraint(MaxLvr, value, "")]);
        assert_eq!(rules.max_lvr, Some(Rate::from_millionths(800_000)), "{value}");
    }
    let unreadable = constrained(vec![constraint(MaxLvr, "depends", "")]);
    assert_eq!((unreadable.max_lvr, texts(&unreadable)), (None, vec![(RuleKind::MaxLvr, "depends")]));
}

#[test]
fn ages_are_read_from_figures_and_plain_words() {
    for (value, info) in [("18", ""), ("", "18"), ("18 years old", "18"), ("18", "Aged 18 years or over")] {
        let rules = people(vec![criterion(MinAge, value, info)]);
        assert_eq!((rules.min_age, rules.free_text.len()), (Some(18), 0), "{value} {info}");
    }
    let rules = people(vec![criterion(MinAge, "16", "Under 18 with an adult as co-applicant")]);
    assert_eq!((rules.min_age, rules.free_text.len()), (Some(16), 1));
    let misplaced = people(vec![criterion(MaxAge, "18", "18 years or older")]);
    assert_eq!((misplaced.max_age, misplaced.free_text.len()), (None, 1));
    assert_eq!(people(vec![criterion(MaxAge, "75", "")]).max_age, Some(75));
}

#[test]
fn incomes_are_read_unless_some_are_exempt() {
    for value in ["50000", "$50,000", "50000.0000000000"] {
        assert_eq!(people(vec![criterion(MinIncome, value, "")]).min_income, dollars(50_000), "{value}");
    }
    let exempt = people(vec![criterion(MinIncome, "60000", "Students exempt")]);
    assert_eq!((exempt.min_income, exempt.free_text.len()), (None, 1));
}

#[test]
fn a_rule_without_content_is_known_to_exist() {
    let rules = people(vec![criterion(ResidencyStatus, "Y", "")]);
    assert_eq!((rules.residencies.len(), texts(&rules)), (0, vec![(RuleKind::Residency, "Y")]));
    let explained = people(vec![criterion(ResidencyStatus, "Y", "Must be an Australian resident")]);
    assert_eq!(explained.residencies, [Residency::Citizen, Residency::PermanentResident]);
    assert_eq!(explained.residencies_on_conditions, [Residency::TemporaryVisa]);
}

#[test]
fn statements_on_residency_are_alternatives() {
    let rules = people(vec![
        criterion(ResidencyStatus, "Australian Citizens", ""),
        criterion(ResidencyStatus, "Permanent residents", ""),
    ]);
    assert_eq!(rules.residencies, [Residency::Citizen, Residency::PermanentResident]);
    let unread = people(vec![
        criterion(ResidencyStatus, "Australian Citizens", ""),
        criterion(ResidencyStatus, "Some others by arrangement", ""),
    ]);
    assert_eq!((unread.residencies.len(), unread.free_text.len()), (0, 2));
}

#[test]
fn work_is_no_rule_where_others_qualify_too() {
    let employed = criterion(EmploymentStatus, "Employed", "");
    assert_eq!(people(vec![employed.clone()]).employments.len(), 4);
    let rules = people(vec![employed, criterion(PensionRecipient, "", ""), criterion(Business, "", "")]);
    assert!(rules.employments.is_empty() && rules.applicants.is_empty());
    assert_eq!(texts(&rules), [(RuleKind::Employment, "Employed")]);
}

#[test]
fn groups_restrict_only_where_nobody_else_is_named() {
    let business = criterion(Business, "", "");
    let person = criterion(NaturalPerson, "", "");
    assert_eq!(people(vec![business.clone()]).applicants, [ApplicantKind::Business]);
    assert!(people(vec![business.clone(), person.clone()]).applicants.is_empty());
    assert!(people(vec![person.clone()]).applicants.is_empty());
    assert!(open_to(Category::BusinessLoan, vec![business]).applicants.is_empty());
    assert_eq!(people(vec![criterion(Staff, "", ""), person]).applicants, [ApplicantKind::Staff]);
    assert_eq!(people(vec![criterion(Student, "", "")]).applicants, [ApplicantKind::Student]);
}

#[test]
fn formalities_are_no_rules_but_conditions_are() {
    let rules = people(vec![
        criterion(Other, "", "Lending criteria, terms and conditions apply."),
        criterion(Other, "Membership", "For teachers and their families"),
        criterion(Other, "Membership", "For teachers and their families"),
        criterion(Other, "", ""),
        criterion(EmploymentStatus, "Lending criteria apply", ""),
    ]);
    assert_eq!(texts(&rules), [(RuleKind::Other, "Membership: For teachers and their families")]);
}

#[test]
fn terms_are_limited_if_every_rate_is() {
    let term = |min, max| LendingRate {
        tiers: vec![tier("Term", TierUnit::Month, min, Some(max))],
        ..rate(LendingRateKind::Fixed, 800)
    };
    let mut loan = product("Loan", Category::PersonalLoan);
    loan.lending_rates = vec![term("12", "60"), term("6", "84"), rate(LendingRateKind::Discount, 50)];
    let rules = Rules::derive(&loan);
    assert_eq!((rules.min_term_months, rules.max_term_months), (Some(6), Some(84)));
    loan.lending_rates.push(rate(LendingRateKind::Variable, 900));
    assert_eq!(Rules::derive(&loan).max_term_months, None);
}

#[test]
fn the_supplement_wins_where_it_speaks() {
    let loan = Product {
        eligibility: vec![criterion(MinIncome, "as agreed", ""), criterion(MinAge, "18", "")],
        supplement: Supplement {
            min_income: dollars(40_000),
            max_dti: Some(Rate::from_millionths(400_000)),
            max_term_months: Some(60),
            credit_bands: vec![CreditBand::Good],
            purposes: vec![Purpose::Car],
            ..Supplement::default()
        },
        ..product("Loan", Category::PersonalLoan)
    };
    let rules = Rules::derive(&loan);
    assert_eq!(
        (rules.min_income, rules.min_age, rules.max_term_months),
        (dollars(40_000), Some(18), Some(60))
    );
    assert_eq!((rules.purposes.len(), rules.credit_bands.len(), rules.free_text.len()), (1, 1, 0));
    assert!(rules.max_dti.is_some());
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics_and_is_never_lost(value in "\\PC{0,40}", info in "\\PC{0,40}", number in any::<i64>()) {
        let values = [value.clone(), number.to_string(), format!("${number}%")];
        for value in &values {
            for &kind in EligibilityKind::ALL {
                let rules = people(vec![criterion(kind, value, &info)]);
                let formality = kind == Other || kind == NaturalPerson;
                prop_assert!(formality || rules != Rules::default() || value.trim().is_empty(), "{kind} {value:?}");
            }
            for &kind in ConstraintKind::ALL {
                let _ = constrained(vec![constraint(kind, value, &info)]);
            }
        }
    }
}
