use super::*;
use crate::features::COUNT;
use crate::random::Random;
use domain::product::{Category, InstitutionId, ProductId};

/// A case of a lender's product: credit history, yearly income in thousands and burden, the rest not known.
fn case(lender: u128, product: u128, [credit, income, burden]: [f32; 3]) -> Case {
    let mut row = [f32::NAN; COUNT];
    row[Feature::CreditHistory.index()] = credit;
    row[Feature::LogIncome.index()] = (income * 1_000.0).ln();
    row[Feature::Burden.index()] = burden;
    let (lender, product) =
        (InstitutionId(Uuid::from_u128(lender)), ProductId(Uuid::from_u128(100 * lender + product)));
    Case { row, category: Category::PersonalLoan, lender, product }
}

/// Decisions of lenders 1 to `lenders`, three products each, by a law of the log-odds.
fn decisions(
    count: usize,
    lenders: usize,
    seed: u64,
    law: impl Fn(u128, [f32; 3]) -> f64,
) -> Vec<(Case, bool)> {
    let mut random = Random::new(seed);
    (0..count)
        .map(|_| {
            let (lender, product) = (1 + random.below(lenders) as u128, random.below(3) as u128);
            let asks = [
                f32::from(u8::try_from(random.below(5)).unwrap()),
                30.0 + 90.0 * random.unit_f32(),
                0.6 * random.unit_f32(),
            ];
            (case(lender, product, asks), random.happens(logistic(law(lender, asks))))
        })
        .collect()
}

fn learned(decisions: &[(Case, bool)]) -> MixedModel {
    MixedModel::learn(&decisions.iter().map(|(case, approved)| (case, *approved)).collect::<Vec<_>>())
}

const USUAL: [f32; 3] = [2.0, 70.0, 0.3];

fn common(asks: [f32; 3]) -> f64 {
    0.6 * f64::from(asks[0] - 2.0) - 4.0 * f64::from(asks[2] - 0.3)
}

#[test]
fn a_new_product_is_judged_as_its_lender_is_and_a_new_lender_as_all_are() {
    let law = |lender: u128, asks| common(asks) + [1.5, -1.5, 0.0, 0.0][usize::try_from(lender).unwrap() % 4];
    let model = learned(&decisions(4_000, 12, 1, law));
    let told = |lender, product| model.log_odds(&case(lender, product, USUAL));
    assert!((told(5, 0) + 1.5).abs() < 0.4 && (told(4, 0) - 1.5).abs() < 0.4);
    assert!(told(5, 9) < -0.9 && told(4, 9) > 0.9, "new products: {} {}", told(5, 9), told(4, 9));
    assert!(told(77, 0).abs() < 0.4, "a new lender: {}", told(77, 0));
}

#[test]
fn few_decisions_move_a_lender_little_and_never_beyond_its_bound() {
    let law = |lender: u128, asks| common(asks) + if lender.is_multiple_of(2) { 1.0 } else { -1.0 };
    let known = decisions(4_000, 10, 2, law);
    let declined = |count: usize| {
        let more = known.iter().copied().chain(std::iter::repeat_n((case(50, 0, USUAL), false), count));
        let model = learned(&more.collect::<Vec<_>>());
        (model.log_odds(&case(50, 0, USUAL)), model.lender(&Groups::of(&case(50, 0, USUAL))))
    };
    let ((none, _), (few, _), (many, of_many)) = (declined(0), declined(3), declined(600));
    assert!(few < none - 0.2 && few > none - 1.5, "{none} {few}");
    assert!(many < few - 0.5 && of_many >= -MOST_APART, "{many} {of_many}");
}

#[test]
fn where_all_decide_alike_nothing_sets_lenders_apart() {
    let model = learned(&decisions(6_000, 12, 3, |_, asks| common(asks)));
    for lender in 1..=12 {
        for asks in [USUAL, [0.0, 40.0, 0.5], [4.0, 110.0, 0.05]] {
            let case = case(lender, 0, asks);
            assert!((model.log_odds(&case) - common(asks)).abs() < 0.45, "{lender} {asks:?}");
            assert!(model.lender(&Groups::of(&case)).abs() < 0.15);
        }
    }
    // Decisions of one lender, as public data are, tell nothing of lenders.
    let one = learned(&decisions(3_000, 1, 3, |_, asks| common(asks) + 1.0));
    let apart = one.lender(&Groups::of(&case(1, 0, USUAL)));
    assert!(apart.abs() < 0.1, "{apart}");
}

#[test]
fn a_lender_that_looks_at_something_in_its_own_way_is_known_for_it() {
    // The odd lender does not care for credit history.
    let law = |lender: u128, asks: [f32; 3]| if lender == 1 { 0.5 } else { 1.2 * f64::from(asks[0] - 2.0) };
    let model = learned(&decisions(5_000, 8, 4, law));
    let slope = |lender| {
        let told = |credit| model.log_odds(&case(lender, 0, [credit, 70.0, 0.3]));
        told(4.0) - told(0.0)
    };
    assert!(slope(1) < 1.4 && slope(2) > 3.8, "{} {}", slope(1), slope(2));
}

#[test]
fn more_income_and_less_debt_never_lower_a_chance_whatever_the_noise() {
    let model = learned(&decisions(900, 9, 5, |_, _| 0.3));
    for lender in 0..=9 {
        let told = |asks| model.log_odds(&case(lender, 0, asks));
        for step in 0..60_u8 {
            let (less, more) = (f32::from(step), f32::from(step + 1));
            assert!(told([2.0, 20.0 + 2.0 * more, 0.3]) >= told([2.0, 20.0 + 2.0 * less, 0.3]) - 1e-12);
            assert!(told([2.0, 70.0, more / 80.0]) <= told([2.0, 70.0, less / 80.0]) + 1e-12);
        }
        assert!(
            (0..4_u8)
                .map(f32::from)
                .all(|credit| { told([credit, 70.0, 0.3]) <= told([credit + 1.0, 70.0, 0.3]) + 1e-12 })
        );
    }
}

#[test]
fn contributions_sum_to_the_log_odds() {
    let law = |lender: u128, asks| common(asks) + lender as f64 / 5.0 - 1.0;
    let known = decisions(2_000, 9, 6, law);
    let model = learned(&known);
    let expected = model.mean + model.usual.iter().sum::<f64>();
    for (case, _) in known.iter().take(100) {
        let sum: f64 = model.contributions(case).iter().sum();
        assert!((expected + sum - model.log_odds(case)).abs() < 1e-9);
    }
    let history = Column::all().position(|column| column == Column::History).unwrap();
    assert!(model.contributions(&case(1, 0, USUAL))[history] < -0.3);
    assert!(model.contributions(&case(9, 0, USUAL))[history] > 0.2);
}

#[test]
fn nothing_to_learn_from_is_an_even_chance() {
    assert_eq!(learned(&[]).log_odds(&case(1, 1, USUAL)), 0.0);
}
