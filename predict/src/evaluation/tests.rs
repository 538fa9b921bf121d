use super::*;
use crate::features::COUNT;
use crate::random::Random;
use domain::evaluation::Shift;
use uuid::Uuid;

fn row(predicted: f64, happened: bool, lender: u128, at: &str) -> Judged {
    Judged {
        predicted,
        happened,
        category: if lender.is_multiple_of(2) { Category::PersonalLoan } else { Category::HomeLoan },
        lender: InstitutionId(Uuid::from_u128(lender)),
        at: at.parse().unwrap(),
    }
}

/// Predictions that are what happens, of lender 1 in March, of 2 and of ten small ones in April.
fn market() -> Vec<Judged> {
    let mut random = Random::new(3);
    let mut judged = |lender: u128, count: usize, at: &str| -> Vec<Judged> {
        let draw = |_| {
            let chance = random.unit();
            row(chance, random.unit() < chance, lender, at)
        };
        (0..count).map(draw).collect()
    };
    let mut all = judged(1, 150, "2026-03-31T23:59:59Z");
    all.extend(judged(2, 400, "2026-04-01T00:00:00Z"));
    for lender in 10..20 {
        all.extend(judged(lender, 9, "2026-04-30T12:00:00Z"));
    }
    all
}

#[test]
fn every_row_is_in_one_part_of_each_kind() {
    let judged = market();
    let report = calibration(&judged).unwrap();
    let rows = 640;
    assert_eq!(report.overall.rows, rows);
    assert_eq!((report.from.date(), report.to.date()), ("2026-03-31".to_owned(), "2026-04-30".to_owned()));
    assert_eq!(report.by_category.iter().map(|part| part.figures.rows).sum::<u64>(), rows);
    let months: Vec<(&str, u64)> =
        report.by_month.iter().map(|part| (part.of.as_str(), part.figures.rows)).collect();
    assert_eq!(months, [("2026-03", 150), ("2026-04", 490)]);
    let lenders: Vec<(Option<u128>, u64)> = report
        .by_lender
        .iter()
        .map(|part| (part.of.map(|lender| lender.0.as_u128()), part.figures.rows))
        .collect();
    assert_eq!(lenders, [(Some(2), 400), (Some(1), 150), (None, 90)], "small lenders are told of together");
    assert_eq!(report.bands.iter().map(|band| band.bin.rows).sum::<usize>(), 640);
    assert_eq!(report.overall.bins.len(), ECE_BINS);
    assert_eq!(report.by_lender[2].figures.bins.len(), 4, "few rows have few bins");
    assert!(
        report.overall.low < report.overall.observed() && report.overall.observed() < report.overall.high
    );
    assert_eq!(calibration(&[]), None);
}

#[test]
fn a_part_of_one_outcome_has_no_order_and_is_stored_all_the_same() {
    let judged = [row(0.9, true, 1, "2026-03-01T00:00:00Z"), row(1.0, true, 1, "2026-03-02T00:00:00Z")];
    let report = calibration(&judged).unwrap();
    assert_eq!((report.overall.auc, report.overall.ks), (None, None));
    assert_eq!(
        (report.bands.len(), report.bands[0].from, report.bands[0].to),
        (1, 90, 100),
        "1 is in the last"
    );
    let stored = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Calibration>(&stored).unwrap().overall.rows, 2);
}

#[test]
fn what_moved_is_told_from_what_chance_moves() {
    let mut random = Random::new(8);
    let mut rows = |count: usize, income: f32| -> (Vec<Row>, Vec<f64>) {
        let draw = |_| {
            let mut row = [f32::NAN; COUNT];
            row[Feature::LogIncome.index()] = crate::features::single(random.unit()) + income;
            row[Feature::RulesMet.index()] = if random.unit() < 0.5 { 2.0 } else { 3.0 };
            (row, random.unit())
        };
        (0..count).map(draw).unzip()
    };
    let (then, chances) = rows(5_000, 10.0);
    let reference = Reference::of(&then, &chances);
    let stored = serde_json::to_string(&reference).unwrap();
    let reference: Reference = serde_json::from_str(&stored).unwrap();
    let shift =
        |drifts: &Drifts, name: &str| drifts.features.iter().find(|drift| drift.name == name).unwrap().shift;

    let (alike, of_alike) = rows(60, 10.0);
    let alike = reference.drifts(&alike, &of_alike).unwrap();
    assert_eq!(alike.rows, 60);
    assert_eq!(alike.features.len(), COUNT);
    assert!(
        alike.features.iter().chain([&alike.score]).all(|drift| drift.shift == Shift::Little),
        "{alike:?}"
    );

    let (moved, of_moved) = rows(2_000, 10.4);
    let moved = reference.drifts(&moved, &of_moved).unwrap();
    assert_eq!(shift(&moved, "log_income"), Shift::Much);
    assert_eq!(shift(&moved, "rules_met"), Shift::Little);
    assert_eq!(reference.drifts(&[], &[]), None);
}
