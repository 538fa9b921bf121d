//! What is said of how predictions turned out: to everybody, and in the operator's file.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use app::pages::predictions::{document, view};
use app::text::Language;
use domain::evaluation::{
    Audit, Calibration, Comparison, Drift, Drifts, Figures, GroupOutcome, Part, PredictionReport,
    ReliabilityBand, ReliabilityBin, ReportedModel, Shift, Told,
};
use domain::product::{Category, InstitutionId};
use domain::time::Timestamp;
use std::collections::BTreeMap;
use support::html::{assert_sound, text};
use support::render::{chinese, html, keep};
use support::words::english_words;
use uuid::Uuid;

const LENDER: InstitutionId = InstitutionId(Uuid::from_u128(1));

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn bin(rows: usize, predicted: f64, observed: f64) -> ReliabilityBin {
    ReliabilityBin { rows, predicted, observed, low: observed - 0.05, high: observed + 0.05 }
}

fn figures(rows: u64, positives: u64) -> Figures {
    Figures {
        rows,
        positives,
        predicted: 0.7,
        low: 0.68,
        high: 0.75,
        auc: Some(0.843),
        ks: Some(0.5),
        log_loss: 0.41,
        brier: 0.13,
        ece: 0.012,
        ece_by_chance: 0.009,
        bins: vec![bin(450, 0.31, 0.34), bin(450, 0.76, 0.74)],
    }
}

fn calibration() -> Calibration {
    Calibration {
        from: at("2026-03-02T00:00:00Z"),
        to: at("2026-04-20T00:00:00Z"),
        overall: figures(900, 640),
        bands: vec![
            ReliabilityBand { from: 30, to: 40, bin: bin(588, 0.35, 0.38) },
            ReliabilityBand { from: 70, to: 80, bin: bin(312, 0.76, 0.74) },
        ],
        by_category: vec![
            Part { of: Category::PersonalLoan, figures: figures(700, 500) },
            Part { of: Category::HomeLoan, figures: Figures { auc: None, ks: None, ..figures(200, 140) } },
        ],
        by_lender: vec![
            Part { of: Some(LENDER), figures: figures(600, 420) },
            Part { of: None, figures: figures(300, 220) },
        ],
        by_month: vec![
            Part { of: "2026-03".to_owned(), figures: figures(500, 350) },
            Part { of: "2026-04".to_owned(), figures: figures(400, 290) },
        ],
    }
}

fn drifts() -> Drifts {
    let drift = |name: &str, psi, shift| Drift { name: name.to_owned(), psi, by_chance: 0.01, shift };
    Drifts {
        rows: 320,
        score: drift("score", 0.12, Shift::Some),
        features: vec![drift("log_income", 0.31, Shift::Much), drift("log_term", 0.02, Shift::Little)],
    }
}

fn report(simulated: bool) -> PredictionReport {
    PredictionReport {
        at: at("2026-05-01T00:00:00Z"),
        predictor: "approval-7".to_owned(),
        model: Some(ReportedModel {
            name: "approval-7".to_owned(),
            trained_at: at("2026-04-21T00:00:00Z"),
            from: at("2025-01-01T00:00:00Z"),
            to: at("2026-03-01T00:00:00Z"),
            rows: 5_100,
            positives: 3_600,
            simulated,
        }),
        tested: Some(calibration()),
        tested_drift: Some(drifts()),
        told: Told {
            calibration: Some(Calibration { overall: figures(120, 80), ..calibration() }),
            by_predictor: vec![Part { of: "priors-1".to_owned(), figures: figures(120, 80) }],
            undecided: 1,
            without_chance: 3,
        },
        recent_drift: None,
        shadow: Some(Comparison {
            name: "approval-8".to_owned(),
            against: "approval-7".to_owned(),
            rows: 400,
            log_loss_difference: -0.003,
            standard_error: 0.001,
        }),
        audits: vec![Audit {
            at: at("2026-04-22T00:00:00Z"),
            actor: "Ada & <b>Co</b>".to_owned(),
            groups: [("female", 0.36), ("male", 0.5)]
                .map(|(group, favoured)| GroupOutcome {
                    attribute: "sex".to_owned(),
                    group: group.to_owned(),
                    rows: 450,
                    favoured,
                })
                .to_vec(),
        }],
    }
}

fn priors() -> PredictionReport {
    PredictionReport {
        predictor: "priors-1".to_owned(),
        model: None,
        tested: None,
        tested_drift: None,
        told: Told::default(),
        shadow: None,
        audits: Vec::new(),
        ..report(false)
    }
}

#[test]
fn what_was_said_stands_beside_what_happened() {
    let page = html(|| view(&report(false).public()));
    keep("predictions", &page);
    assert_sound(&page);
    let said = text(&page);
    for needle in [
        "A model of past decisions: approval-7",
        "learned from 5,100 decisions of lenders, 3,600 of them approvals, made from 1 Jan 2025 to 1 Mar 2026",
        "We said 70–80%: 74% were approved, n = 312.",
        "900 decisions, 640 of them approvals, from 2 Mar 2026 to 20 Apr 2026",
        "These are few",
        "On average, chances were 1.2 percentage points off. With this many decisions, even exact chances would be 0.9 off by luck alone.",
        "the approved one had the higher chance in 84% of all pairs",
        "The part furthest off: told 31%, approved 34%",
        "One application waits for a decision.",
        "Personal loan 70% 71% 68% to 75% 700",
        "2026-04 70%",
        "As of 1 May 2026",
    ] {
        assert!(said.contains(needle), "{needle} is missing in {said}");
    }
    assert_eq!(said.matches("These are few").count(), 1, "900 are not");
    assert!(!said.contains("imulated") && !said.contains("Ada"));
    assert_eq!(page.matches("role=\"img\"").count(), 2, "a diagram each for the test and what was told");
    assert_eq!(page.matches("class=\"chart__point\"").count(), 4);
}

#[test]
fn invented_decisions_are_called_so_before_any_figure() {
    let said = text(&html(|| view(&report(true).public())));
    let place = |needle: &str| said.find(needle).unwrap_or_else(|| panic!("{needle} is missing in {said}"));
    assert!(place("Simulated decisions.") < place("What predicts now"));
    place("learned from 5,100 simulated decisions");
}

#[test]
fn assumptions_are_not_passed_off_as_a_model() {
    let page = html(|| view(&priors()));
    assert_sound(&page);
    let said = text(&page);
    for needle in [
        "General assumptions, and no model.",
        "Fewer than 10 applications that followed from a chance shown here have been decided yet.",
        "No application waits for a decision.",
        "are not tested before they are used",
    ] {
        assert!(said.contains(needle), "{needle} is missing in {said}");
    }
    assert!(!said.contains("AUC") && !page.contains("<svg"));
    let lost = PredictionReport { tested: None, ..report(false) };
    assert!(text(&html(|| view(&lost))).contains("from before reports were kept"));
}

#[test]
fn the_page_is_chinese_in_chinese() {
    for report in [report(true).public(), report(false).public(), priors()] {
        let page = chinese(|| html(|| view(&report)));
        assert_eq!(english_words(&page, &[]), Vec::<String>::new());
    }
}

#[test]
fn the_operator_s_file_is_complete_in_itself() {
    let lenders = BTreeMap::from([(LENDER, "Harbour <i>Mutual</i>".to_owned())]);
    let file = document(&report(true), &lenders, Language::English);
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("predictions-report.html"), &file)
        .unwrap();
    assert!(file.starts_with("<!DOCTYPE html><html lang=\"en-AU\">"));
    for banned in
        ["<script", "http://", "https://", " src=", "<link", "@import", "url(", "<i>Mutual", "<b>Co"]
    {
        assert!(!file.contains(banned), "{banned}");
    }
    assert!(file.contains("prefers-color-scheme: dark") && file.contains("@media print"));
    let body = file.split_once("<body>").unwrap().1;
    let said = text(body);
    for needle in [
        "Simulated decisions.",
        "All decisions 900 70% 71% 0.8430 0.5000 0.4100 0.1300 0.0120 0.0090",
        "Home loan 200 70% 70% Unknown Unknown",
        "All other lenders 70% 73%",
        "log_income 0.310 0.010 Another population",
        "On 400 decisions that neither learned from, the log loss of approval-8 minus that of approval-7 is -0.00300",
        "sex female 450 36% 0.72 Below 0.80",
        "sex male 450 50% 1.00 Within",
        "wait for a decision: 1. Decided ones of which no shown chance is kept: 3.",
        "Nothing to compare.",
    ] {
        assert!(said.contains(needle), "{needle} is missing in {said}");
    }
    assert!(said.contains("Harbour"));
    let mut ids: Vec<&str> = body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(all, ids.len(), "an id stands twice");
    assert_eq!(body.matches("role=\"img\"").count(), 4, "the test, what was told, and two kinds of credit");
}
