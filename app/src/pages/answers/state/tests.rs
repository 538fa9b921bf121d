use super::*;
use crate::pages::looks_monthly;

const AUD: Currency = Currency::AUD;

fn values(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn take_step(before: &[(&str, &str)], sent: &[(&str, &str)], step: Step) -> Taken {
    take(values(before), sent.iter().copied(), Some(step), AUD)
}

#[test]
fn what_is_known_can_be_typed_again() {
    let all = values(&[
        ("category", "home_loan"),
        ("amount", "450000"),
        ("term_months", "25 years"),
        ("purpose", "home_purchase"),
        ("income_annual", "80000"),
        ("age", "30"),
        ("employment", "casual"),
        ("residency", "citizen"),
        ("region", "NSW"),
        ("credit_band", "good"),
        ("existing_repayments_monthly", "0"),
        ("property_value", "600000"),
        ("deposit", "150000"),
    ]);
    let query = read(&all, AUD, true).unwrap();
    assert_eq!(query.need.term_months, Some(300));
    let again = known(&query.need, &query.borrower);
    assert_eq!(again.len(), all.len());
    assert_eq!(read(&again, AUD, true).unwrap(), query);
}

#[test]
fn a_step_changes_what_it_asks_and_nothing_else() {
    let before = [("amount", "15000"), ("age", "30"), ("employment", "casual"), ("income_annual", "80000")];
    let taken = take_step(&before, &[("age", ""), ("employment", "employed"), ("step", "x")], Step::AboutYou);
    assert_eq!(taken.faulty, None);
    assert_eq!(taken.query.borrower.age, None, "taken back");
    assert_eq!(taken.query.borrower.employment.map(domain::borrower::Employment::name), Some("employed"));
    assert!(taken.query.borrower.income_annual.is_some() && taken.query.need.amount.is_some());
}

#[test]
fn what_can_be_used_is_kept_beside_what_cannot() {
    let before = [("amount", "15000"), ("age", "30")];
    let taken = take_step(&before, &[("age", "two hundred"), ("employment", "casual")], Step::AboutYou);
    assert_eq!(taken.faulty, Some((Step::AboutYou, values(&[("age", "two hundred")]))));
    assert_eq!(taken.query.borrower.age, Some(30));
    assert_eq!(taken.query.borrower.employment.map(domain::borrower::Employment::name), Some("casual"));
    // The deposit of before does not go with the new value.
    let before = [("property_value", "500000"), ("deposit", "100000")];
    let taken = take_step(&before, &[("property_value", "50000"), ("deposit", "abc")], Step::Money);
    assert_eq!(taken.query.borrower.property_value, Some(Money::from_major(50_000, AUD)));
    assert_eq!(taken.query.borrower.deposit, None);
}

#[test]
fn only_the_need_wants_an_amount() {
    let missing = take_step(&[], &[("category", "personal_loan"), ("amount", " ")], Step::Need);
    assert_eq!(missing.faulty, Some((Step::Need, values(&[("amount", "")]))));
    assert_eq!(missing.query.need.categories, [Category::PersonalLoan]);
    assert_eq!(take_step(&[], &[("age", "30")], Step::AboutYou).faulty, None);
    let home = [("property_value", "500000"), ("deposit", "100000")];
    let follows = |category| take_step(&home, &[("category", category), ("amount", "")], Step::Need);
    assert_eq!(follows("home_loan").faulty, None, "it follows from the home's value");
    assert!(follows("personal_loan").faulty.is_some());
}

#[test]
fn what_was_cut_stays_a_fault_and_little_is_kept() {
    let long = format!("15000{}x", " 万".repeat(200));
    let sent = [("amount", long.as_str()), ("term_months", long.as_str()), ("age", "x"), ("csrf", "x")];
    let (step, kept) = take(Values::new(), sent.into_iter(), None, AUD).faulty.unwrap();
    assert_eq!((step, kept.len()), (Step::Need, 2));
    assert!(kept.values().all(|text| text.chars().count() == KEPT + 1));
    assert!(read(&kept, AUD, true).is_err());
}

#[test]
fn an_address_names_a_need_or_none() {
    let address = |pairs: &[(&str, &str)]| {
        let pairs: Vec<_> = pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        need_in_address(&pairs, AUD)
    };
    assert_eq!(address(&[("again", "true"), ("age", "30")]), None);
    let need = address(&[("amount", "9000"), ("term_months", "soon"), ("age", "30")]).unwrap();
    assert_eq!((need.amount, need.term_months), (Some(Money::from_major(9_000, AUD)), None));
}

#[test]
fn a_small_income_looks_monthly() {
    let income = |major| Money::from_major(major, AUD);
    assert!(looks_monthly(income(6_500)) && !looks_monthly(income(0)) && !looks_monthly(income(15_000)));
    assert_eq!(a_year_of(income(6_500)), Some(income(78_000)));
    assert_eq!(a_year_of(Money::new(i64::MAX, AUD)), None);
}
