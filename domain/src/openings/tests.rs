use super::*;
use crate::borrower::Borrower;
use crate::eligibility::{Verdict, judge};
use crate::fixtures::{listing, rate};
use crate::headline::{Headline, HeadlineFor};
use crate::listing::RateOffer;
use crate::money::Currency;
use crate::product::{Category, LendingRateKind};
use crate::query::{Filters, Need};
use crate::repayment::figures;
use crate::rules::Rules;
use proptest::option;
use proptest::prelude::*;

fn aud(major: i64) -> Money {
    Money::from_major(major, Currency::AUD)
}

fn offering(basis_points: i64, rules: Rules) -> Listing {
    let rate = RateOffer::new(&rate(LendingRateKind::Fixed, basis_points), Category::PersonalLoan);
    Listing { rates: vec![rate], rules, ..listing(Category::PersonalLoan) }
}

fn lending(min: i64, max: i64, basis_points: i64) -> Listing {
    let rules = Rules { min_amount: Some(aud(min)), max_amount: Some(aud(max)), ..Rules::default() };
    offering(basis_points, rules)
}

fn wanting(amount: i64, term: u16) -> SearchQuery {
    let need = Need { amount: Some(aud(amount)), term_months: Some(term), ..Need::default() };
    SearchQuery { need, ..SearchQuery::default() }
}

fn found(listings: &[Listing], query: &SearchQuery) -> Vec<Opening> {
    openings(&listings.iter().collect::<Vec<_>>(), query)
}

/// Whether a product is open, judged the long way.
fn is_open(listing: &Listing, query: &SearchQuery) -> bool {
    let headline = Headline::choose(&listing.rates, &HeadlineFor::query(query));
    let instalment =
        query.amount().zip(query.need.term_months).zip(headline).and_then(|((amount, term), h)| {
            figures(amount, h.annual, term, &listing.fees).ok().map(|figures| figures.instalment)
        });
    let cheap = query.filters.max_rate.is_none_or(|max| headline.is_some_and(|h| h.annual <= max));
    cheap && judge(&listing.rules, query, instalment).verdict != Verdict::NotMet
}

#[test]
fn the_smallest_change_comes_first_and_larger_ones_only_if_they_open_more() {
    let listings = [
        lending(2_000, 14_000, 900),
        lending(2_000, 12_000, 800),
        lending(2_000, 10_000, 700),
        lending(25_000, 90_000, 600),
        lending(1_000, 50_000, 1_200),
    ];
    let found = found(&listings, &wanting(15_000, 36));
    let to: Vec<_> = found.iter().map(|o| (o.change, o.opens, o.closes, o.best_rate)).collect();
    let down = |to: i64| Change::Amount { from: aud(15_000), to: aud(to) };
    let at = |basis_points: i64| Some(Rate::from_millionths(basis_points * 100));
    assert_eq!(
        to,
        [(down(14_000), 1, 0, at(900)), (down(12_000), 2, 0, at(800)), (down(10_000), 3, 0, at(700))],
        "raising it to 25,000 opens one alone, and is dominated"
    );
}

#[test]
fn a_change_that_closes_as_many_as_it_opens_is_none() {
    let listings = [lending(20_000, 90_000, 600), lending(1_000, 16_000, 700)];
    assert_eq!(found(&listings, &wanting(15_000, 36)), []);
}

#[test]
fn what_more_than_a_limit_stands_against_opens_by_no_change() {
    let grown = Rules { min_age: Some(21), max_amount: Some(aud(10_000)), ..Rules::default() };
    let earning = Rules { min_income: Some(aud(90_000)), ..Rules::default() };
    let mut query = wanting(15_000, 36);
    query.borrower = Borrower { age: Some(19), income_annual: Some(aud(50_000)), ..Borrower::default() };
    assert_eq!(found(&[offering(600, grown), offering(600, earning)], &query), []);
}

#[test]
fn a_larger_deposit_brings_the_ratio_down() {
    let rules =
        |percent: i64| Rules { max_lvr: Some(Rate::from_millionths(percent * 10_000)), ..Rules::default() };
    let mut query = wanting(450_000, 360);
    query.borrower.property_value = Some(aud(500_000));
    let found = found(&[offering(600, rules(80)), offering(650, rules(85))], &query);
    let to: Vec<_> = found.iter().map(|o| (o.change, o.opens)).collect();
    let deposit = |to: i64| Change::Deposit { from: aud(50_000), to: aud(to) };
    assert_eq!(to, [(deposit(75_000), 1), (deposit(100_000), 2)]);
    assert_eq!(
        found.last().map(|o| o.change.apply(&query).lvr()),
        Some(Some(Rate::from_millionths(800_000)))
    );
}

#[test]
fn a_filter_on_the_rate_holds_after_the_change_too() {
    let mut query = wanting(15_000, 36);
    query.filters = Filters { max_rate: Some(Rate::from_millionths(80_000)), ..Filters::default() };
    let listings = [lending(1_000, 14_000, 900), lending(1_000, 13_000, 700)];
    let found = found(&listings, &query);
    assert_eq!(
        found.iter().map(|o| o.change).collect::<Vec<_>>(),
        [Change::Amount { from: aud(15_000), to: aud(13_000) }]
    );
}

prop_compose! {
    fn any_listing()(
        amounts in (option::of(1_i64..60), option::of(1_i64..60)),
        terms in (option::of(1_u16..8), option::of(1_u16..8)),
        ratios in (option::of(50_i64..100), option::of(10_i64..60)),
        min_age in option::of(18_u8..30),
        basis_points in 300_i64..2_500,
    ) -> Listing {
        offering(basis_points, Rules {
            min_age,
            min_amount: amounts.0.map(|n| aud(n * 1_000)),
            max_amount: amounts.1.map(|n| aud(n * 1_000)),
            min_term_months: terms.0.map(|n| n * 12),
            max_term_months: terms.1.map(|n| n * 12),
            max_lvr: ratios.0.map(|percent| Rate::from_millionths(percent * 10_000)),
            max_dti: ratios.1.map(|percent| Rate::from_millionths(percent * 10_000)),
            ..Rules::default()
        })
    }
}

prop_compose! {
    fn any_query()(
        amount in option::of(500_i64..70_000),
        term in option::of(1_u16..120),
        value in option::of(20_000_i64..90_000),
        deposit in option::of(0_i64..20_000),
        income in option::of(0_i64..90_000),
        existing in option::of(0_i64..900),
        age in option::of(17_u8..40),
        max_rate in option::of(400_i64..2_500),
        eligible_only in any::<bool>(),
    ) -> SearchQuery {
        SearchQuery {
            need: Need { amount: amount.map(aud), term_months: term, ..Need::default() },
            borrower: Borrower {
                income_annual: income.map(aud),
                age,
                existing_repayments_monthly: existing.map(aud),
                property_value: value.map(aud),
                deposit: deposit.map(aud),
                ..Borrower::default()
            },
            filters: Filters {
                max_rate: max_rate.map(|basis_points| Rate::from_millionths(basis_points * 100)),
                eligible_only,
                ..Filters::default()
            },
            ..SearchQuery::default()
        }
    }
}

proptest! {
    #[test]
    fn judging_again_opens_exactly_that_many(
        listings in proptest::collection::vec(any_listing(), 0..25),
        query in any_query(),
    ) {
        let found = found(&listings, &query);
        prop_assert!(found.len() <= AT_MOST);
        for opening in &found {
            let changed = opening.change.apply(&query);
            let opens = |l: &&Listing| !is_open(l, &query) && is_open(l, &changed);
            let closes = |l: &&Listing| is_open(l, &query) && !is_open(l, &changed);
            prop_assert_eq!(opening.opens, listings.iter().filter(opens).count() as u64);
            prop_assert_eq!(opening.closes, listings.iter().filter(closes).count() as u64);
            let rates = listings.iter().filter(opens).filter_map(|l| Terms::of(l, &changed).headline);
            prop_assert_eq!(opening.best_rate, rates.map(|h| h.annual).min());
            prop_assert!(opening.opens > opening.closes);
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].change.relative() < pair[1].change.relative(), "{:?}", pair);
            prop_assert!(pair[0].more() < pair[1].more(), "{:?}", pair);
        }
    }

    #[test]
    fn no_limit_of_amount_or_term_is_a_smaller_change_that_helps(
        listings in proptest::collection::vec(any_listing(), 0..25),
        query in any_query(),
    ) {
        let smallest = found(&listings, &query).first().map_or(f64::INFINITY, |o| o.change.relative());
        let open = |query: &SearchQuery| listings.iter().filter(|l| is_open(l, query)).count();
        for listing in listings.iter().filter(|l| !is_open(l, &query)) {
            let Some(change) = limit_in_the_way(listing, &query) else { continue };
            let changed = change.apply(&query);
            if change.relative() < smallest && is_open(listing, &changed) {
                prop_assert!(open(&changed) <= open(&query), "{:?}", change);
            }
        }
    }
}

/// The change to the one limit that stands in a product's way. Not to its other one: that far away, what opens may be
/// others, which a nearer deposit would open too.
fn limit_in_the_way(listing: &Listing, query: &SearchQuery) -> Option<Change> {
    let rules = &listing.rules;
    let terms = Terms::of(listing, query);
    let refused: Vec<_> = crate::eligibility::refusals(rules, query, terms.instalment).collect();
    let [only] = refused.as_slice() else { return None };
    match only {
        RuleKind::MinAmount => Some(Change::Amount { from: query.amount()?, to: rules.min_amount? }),
        RuleKind::MaxAmount => Some(Change::Amount { from: query.amount()?, to: rules.max_amount? }),
        RuleKind::MinTerm => Some(Change::Term { from: query.need.term_months?, to: rules.min_term_months? }),
        RuleKind::MaxTerm => Some(Change::Term { from: query.need.term_months?, to: rules.max_term_months? }),
        _ => None,
    }
}

#[test]
fn the_share_of_income_that_the_instalment_takes_closes_a_product() {
    let mut query = wanting(15_000, 36);
    query.borrower = Borrower { income_annual: Some(aud(20_000)), ..Borrower::default() };
    let rules = Rules { max_dti: Some(Rate::from_millionths(100_000)), ..Rules::default() };
    let listing = offering(900, rules);
    assert_eq!(Standing::of(&listing, &query), Standing::Closed, "the new instalment alone is too much");
    query.filters.eligible_only = true;
    assert_eq!(Standing::of(&listing, &query), Standing::Excluded);
    query.need.amount = Some(aud(1_000));
    assert_eq!(Standing::of(&listing, &query), Standing::Open);
}
