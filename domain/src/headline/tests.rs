use super::*;
use crate::fixtures::{rate, tier};
use crate::money::Currency;
use crate::product::{Category, LendingRate};
use LendingRateKind::{Discount, Fixed, Introductory, Penalty, Variable};
use proptest::prelude::*;

const ANY: HeadlineFor = HeadlineFor {
    amount: None,
    lvr: None,
    term_months: None,
    loan_purpose: None,
    repayment_type: None,
    rate_type: None,
};

fn home(rates: &[LendingRate]) -> Vec<RateOffer> {
    rates.iter().map(|rate| RateOffer::new(rate, Category::HomeLoan)).collect()
}

fn personal(rates: &[LendingRate]) -> Vec<RateOffer> {
    rates.iter().map(|rate| RateOffer::new(rate, Category::PersonalLoan)).collect()
}

fn lvr(percent_hundredths: i64) -> HeadlineFor {
    HeadlineFor { lvr: Some(Rate::from_millionths(percent_hundredths * 100)), ..ANY }
}

fn dollars(major: i64) -> HeadlineFor {
    HeadlineFor { amount: Some(Money::from_major(major, Currency::AUD)), ..ANY }
}

/// Lowest and highest in basis points.
fn range(offers: &[RateOffer], wanted: &HeadlineFor) -> Option<(i64, i64)> {
    Headline::choose(offers, wanted)
        .map(|headline| (headline.annual.millionths() / 100, headline.annual_max.millionths() / 100))
}

#[test]
fn reductions_and_first_period_rates_are_never_a_headline() {
    use LendingRateKind::{BalanceTransfer, BundleDiscountFixed, BundleDiscountVariable, CashAdvance, Other};
    let never = [
        Discount,
        Penalty,
        BundleDiscountFixed,
        BundleDiscountVariable,
        Introductory,
        BalanceTransfer,
        CashAdvance,
        Other,
    ];
    for kind in never {
        assert_eq!(range(&personal(&[rate(kind, 500)]), &ANY), None, "{kind}");
        assert_eq!(
            range(&personal(&[rate(kind, 500), rate(Variable, 900)]), &ANY),
            Some((900, 900)),
            "{kind}"
        );
    }
    for wrong in [0, -65, 65_400] {
        assert_eq!(range(&personal(&[rate(Variable, wrong)]), &ANY), None, "{wrong}");
    }
}

#[test]
fn the_range_covers_what_is_not_known_and_narrows_with_what_is() {
    let tiered = |unit, min, max, basis_points| LendingRate {
        tiers: vec![tier("LVR", unit, min, max)],
        ..rate(Variable, basis_points)
    };
    let offers = home(&[
        tiered(TierUnit::Percent, "0", Some("60"), 600),
        tiered(TierUnit::Percent, "60.01", Some("80"), 620),
        tiered(TierUnit::Percent, "81", Some("95"), 700),
    ]);
    assert_eq!(range(&offers, &ANY), Some((600, 700)));
    for (hundredths, expected) in
        [(5_000, 600), (6_000, 600), (6_000 + 1, 620), (8_000, 620), (8_040, 700), (9_500, 700)]
    {
        assert_eq!(range(&offers, &lvr(hundredths)), Some((expected, expected)), "{hundredths}");
    }
    assert_eq!(range(&offers, &lvr(9_600)), None);
}

#[test]
fn no_amount_falls_between_two_tiers() {
    let tiered = |min, max, basis_points| LendingRate {
        tiers: vec![tier("Loan amount", TierUnit::Dollar, min, max)],
        ..rate(Variable, basis_points)
    };
    let offers = home(&[
        tiered("50000", Some("149999"), 700),
        tiered("150000", Some("500000"), 650),
        tiered("500000.01", None, 620),
    ]);
    let cents = |minor| HeadlineFor { amount: Some(Money::new(minor, Currency::AUD)), ..ANY };
    assert_eq!(range(&offers, &cents(14_999_950)), Some((700, 700)));
    assert_eq!(range(&offers, &cents(15_000_000)), Some((650, 650)));
    assert_eq!(range(&offers, &cents(50_000_000)), Some((650, 650)));
    assert_eq!(range(&offers, &cents(50_000_001)), Some((620, 620)));
    assert_eq!(range(&offers, &dollars(20_000)), None);
}

#[test]
fn a_greatest_value_of_zero_is_no_limit() {
    let open = LendingRate {
        tiers: vec![tier("LVR > 90%", TierUnit::Percent, "90.01", Some("0"))],
        ..rate(Variable, 750)
    };
    let offers = home(&[open]);
    assert_eq!(range(&offers, &lvr(9_200)), Some((750, 750)));
    assert_eq!(range(&offers, &lvr(9_000)), None);
}

#[test]
fn the_term_asked_for_must_fit_a_personal_loan() {
    let term = LendingRate {
        tiers: vec![tier("12 to 84 MONTH", TierUnit::Month, "12", Some("84"))],
        ..rate(Fixed, 800)
    };
    let offers = personal(&[term]);
    let months = |months| HeadlineFor { term_months: Some(months), ..ANY };
    assert_eq!(range(&offers, &months(84)), Some((800, 800)));
    assert_eq!(range(&offers, &months(6)), None);
}

#[test]
fn a_stated_purpose_excludes_but_the_way_of_repaying_only_prefers() {
    use crate::product::LoanPurpose::{Investment, OwnerOccupied};
    use crate::product::RepaymentType::{InterestOnly, PrincipalAndInterest};
    let offer = |purpose, repayment, basis_points| LendingRate {
        loan_purpose: Some(purpose),
        repayment_type: Some(repayment),
        ..rate(Variable, basis_points)
    };
    let offers = home(&[
        offer(OwnerOccupied, PrincipalAndInterest, 600),
        offer(OwnerOccupied, InterestOnly, 580),
        offer(Investment, InterestOnly, 640),
    ]);
    let wanted = |purpose| HeadlineFor {
        loan_purpose: Some(purpose),
        repayment_type: Some(PrincipalAndInterest),
        ..ANY
    };
    assert_eq!(range(&offers, &wanted(OwnerOccupied)), Some((600, 600)));
    assert_eq!(range(&offers, &wanted(Investment)), Some((640, 640)));
    let investment_only = home(&[offer(Investment, PrincipalAndInterest, 640)]);
    assert_eq!(range(&investment_only, &wanted(OwnerOccupied)), None);
}

#[test]
fn the_headline_carries_its_type_period_and_comparison_rate() {
    let comparison = |basis_points: i64| Some(Rate::from_millionths(basis_points * 100));
    let fixed =
        LendingRate { value: Some("P3Y".to_owned()), comparison_rate: comparison(710), ..rate(Fixed, 590) };
    let dearer = LendingRate { comparison_rate: comparison(720), ..rate(Fixed, 590) };
    let offers = home(&[rate(Variable, 640), dearer, fixed]);
    let chosen = Headline::choose(&offers, &ANY).unwrap();
    assert_eq!(
        (chosen.kind, chosen.fixed_months, chosen.comparison),
        (RateType::Fixed, Some(36), comparison(710))
    );
    let variable = HeadlineFor { rate_type: Some(RateType::Variable), ..ANY };
    assert_eq!(range(&offers, &variable), Some((640, 640)));
}

#[test]
fn a_query_is_read_into_what_is_wanted() {
    let query = SearchQuery::parse(
        [("property_value", "500000"), ("deposit", "100000"), ("rate_type", "fixed"), ("term_months", "360")],
        crate::query::ParseOptions { currency: Currency::AUD, refuse_unknown: true },
    )
    .unwrap();
    let wanted = HeadlineFor::query(&query);
    assert_eq!(wanted.lvr, Some(Rate::from_millionths(800_000)));
    assert_eq!((wanted.rate_type, wanted.term_months), (Some(RateType::Fixed), Some(360)));
}

fn any_tier() -> impl Strategy<Value = Tier> {
    let bound = prop_oneof![
        any::<i64>(),
        0..200 * ONE,
        (0_i64..200).prop_map(|whole| whole * ONE),
        Just(i64::MIN),
        Just(i64::MAX),
    ];
    (0..TierUnit::ALL.len(), bound.clone(), proptest::option::of(bound)).prop_map(|(unit, min, max)| Tier {
        min: Decimal6::from_millionths(min),
        max: max.map(Decimal6::from_millionths),
        ..tier("LVR", TierUnit::ALL[unit], "0", None)
    })
}

#[test]
fn what_follows_a_fixed_rate_is_reckoned_with() {
    let fixed = LendingRate { value: Some("P1Y".to_owned()), ..rate(Fixed, 549) };
    let bp = |basis_points: i64| Rate::from_millionths(basis_points * 100);
    let both = home(&[fixed.clone(), rate(Variable, 624), rate(Variable, 700)]);
    let fixed_only = HeadlineFor { rate_type: Some(RateType::Fixed), ..ANY };
    for wanted in [ANY, fixed_only] {
        let chosen = Headline::choose(&both, &wanted).unwrap();
        assert_eq!((chosen.annual, chosen.follows), (bp(549), Some(bp(624))));
        assert_eq!(chosen.rate_path(360), Some(RatePath::changing(bp(549), 12, bp(624))));
        assert_eq!(chosen.rate_path(12), Some(RatePath::level(bp(549))), "it lasts as long as the loan");
    }

    let compared = LendingRate { comparison_rate: Some(bp(627)), ..fixed };
    let chosen = Headline::choose(&home(&[compared]), &ANY).unwrap();
    assert_eq!(chosen.rate_path(360), Some(RatePath::changing(bp(549), 12, bp(627))));
    let variable = Headline::choose(&home(&[rate(Variable, 624)]), &ANY).unwrap();
    assert_eq!((variable.follows, variable.rate_path(360)), (None, Some(RatePath::level(bp(624)))));
}

#[test]
fn a_loan_of_interest_alone_has_no_known_instalment() {
    let only = LendingRate { repayment_type: Some(RepaymentType::InterestOnly), ..rate(Variable, 579) };
    let wanted = HeadlineFor { repayment_type: Some(RepaymentType::PrincipalAndInterest), ..ANY };
    let chosen = Headline::choose(&home(std::slice::from_ref(&only)), &wanted).unwrap();
    assert!(chosen.interest_only);
    assert_eq!(chosen.rate_path(360), None);
    let repaid = Headline::choose(&home(&[only, rate(Variable, 604)]), &wanted).unwrap();
    assert!(!repaid.interest_only);
}

fn any_offer() -> impl Strategy<Value = RateOffer> {
    let tiers = proptest::collection::vec(any_tier(), 0..3);
    let kind = 0..LendingRateKind::ALL.len();
    let figure = prop_oneof![any::<i64>(), -100_000_i64..300_000];
    let repayment = proptest::option::of(0..RepaymentType::ALL.len());
    let purpose = proptest::option::of(0..LoanPurpose::ALL.len());
    (kind, figure, tiers, repayment, purpose).prop_map(|(kind, figure, tiers, repayment, purpose)| {
        RateOffer {
            kind: LendingRateKind::ALL[kind],
            rate: Rate::from_millionths(figure),
            comparison_rate: None,
            fixed_months: None,
            repayment_type: repayment.map(|index| RepaymentType::ALL[index]),
            loan_purpose: purpose.map(|index| LoanPurpose::ALL[index]),
            tiers,
        }
    })
}

fn any_wanted() -> impl Strategy<Value = HeadlineFor> {
    let of = proptest::option::of::<std::ops::Range<usize>>;
    (
        proptest::option::of(prop_oneof![any::<i64>(), 0_i64..10_000_000]),
        proptest::option::of(0_i64..2_000_000),
        proptest::option::of(0_u16..600),
        of(0..2),
        of(0..3),
        of(0..2),
    )
        .prop_map(|(amount, lvr, term_months, purpose, repayment, rate_type)| HeadlineFor {
            amount: amount.map(|minor| Money::new(minor, Currency::AUD)),
            lvr: lvr.map(Rate::from_millionths),
            term_months,
            loan_purpose: purpose.map(|index| LoanPurpose::ALL[index]),
            repayment_type: repayment.map(|index| RepaymentType::ALL[index]),
            rate_type: rate_type.map(|index| RateType::ALL[index]),
        })
}

proptest! {
    #[test]
    fn a_headline_is_positive_ordered_and_within_the_bounds(
        offers in proptest::collection::vec(any_offer(), 0..8),
        wanted in any_wanted(),
    ) {
        let bounds = Headline::bounds(&offers);
        if let Some(chosen) = Headline::choose(&offers, &wanted) {
            let (lowest, highest) = bounds.expect("what is chosen lies within bounds");
            prop_assert!(chosen.annual.is_positive());
            prop_assert!(lowest <= chosen.annual && chosen.annual <= chosen.annual_max);
            prop_assert!(chosen.annual_max <= highest);
        }
        let everything = Headline::choose(&offers, &ANY);
        prop_assert_eq!(everything.map(|any| (any.annual, any.annual_max)), bounds);
    }

    #[test]
    fn knowing_more_never_brings_a_rate_back(
        offers in proptest::collection::vec(any_offer(), 0..8),
        wanted in any_wanted(),
    ) {
        let wanted = HeadlineFor { repayment_type: None, ..wanted };
        let wider = HeadlineFor { amount: None, ..wanted };
        if let Some(chosen) = Headline::choose(&offers, &wanted) {
            let wide = Headline::choose(&offers, &wider).expect("the wider need has a rate too");
            prop_assert!(wide.annual <= chosen.annual && chosen.annual_max <= wide.annual_max);
        }
    }
}
