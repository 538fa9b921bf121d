use super::prepare::Column;
use super::*;
use crate::features::{self, Feature, observe};
use crate::fixtures::{asking, aud, known, personal};
use crate::metrics::{auc, logistic};
use crate::predictor::{Predictor, Subject};
use crate::priors;
use crate::random::Random;
use crate::trees::Unobserved;
use domain::answer::{Basis, ReasonKind};
use domain::borrower::{Borrower, CreditBand, Employment};
use domain::evaluation::Shift;
use domain::listing::Listing;
use domain::product::InstitutionId;
use domain::query::SearchQuery;
use domain::rules::Rules;
use domain::terms::Terms;
use domain::time::Timestamp;
use std::ops::ControlFlow;
use std::sync::Arc;
use uuid::Uuid;

/// Lenders who look at credit history and burden, some of them strict.
struct World {
    random: Random,
    lenders: Vec<(Listing, f64)>,
}

impl World {
    fn new(seed: u64) -> Self {
        let lender = |number: u128, strictness: f64| {
            let institution_id = InstitutionId(Uuid::from_u128(number));
            (Listing { institution_id, ..personal(Rules::default()) }, strictness)
        };
        Self { random: Random::new(seed), lenders: vec![lender(1, 1.2), lender(2, 0.0), lender(3, -1.2)] }
    }

    fn borrower(&mut self) -> SearchQuery {
        let pick = self.random.below(CreditBand::ALL.len());
        let income = 30_000 + i64::try_from(self.random.below(90_000)).unwrap();
        let amount = 3_000 + i64::try_from(self.random.below(37_000)).unwrap();
        let borrower = Borrower {
            income_annual: Some(aud(income)),
            credit_band: CreditBand::ALL.get(pick).copied(),
            employment: Some(Employment::Employed),
            ..Borrower::default()
        };
        asking(borrower, amount, 36)
    }

    fn chance(&self, lender: usize, query: &SearchQuery) -> f64 {
        let (listing, strictness) = &self.lenders[lender];
        let row = observe(listing, query, &Terms::of(listing, query));
        let value = |feature: Feature| f64::from(row[feature.index()]);
        logistic(
            1.4 * (value(Feature::CreditHistory) - 2.0) - 8.0 * (value(Feature::Burden) - 0.2) - strictness,
        )
    }

    fn examples(&mut self, count: u32) -> Vec<Example> {
        let decision = |at: u32| {
            let query = self.borrower();
            let lender = self.random.below(3);
            let approved = self.random.unit() < self.chance(lender, &query);
            let listing = &self.lenders[lender].0;
            let terms = Terms::of(listing, &query);
            let subject = Subject { listing, terms: &terms };
            Example {
                case: subject.case(&query),
                prior: subject.prior(&query).probability,
                approved,
                at: Timestamp::from_micros(i64::from(at) * 60_000_000),
            }
        };
        (0..count).map(decision).collect()
    }
}

fn training(incumbent: Incumbent<'_>) -> Training<'_> {
    Training { incumbent, simulated: true, seed: 7, now: Timestamp::from_micros(1), code_version: "test" }
}

fn trained(examples: &[Example]) -> Trained {
    let incumbent = Incumbent::Priors(priors::VERSION);
    train(examples, &training(incumbent), &mut Unobserved).unwrap().unwrap()
}

#[test]
fn decisions_teach_what_the_priors_do_not_know() {
    let mut world = World::new(1);
    let examples = world.examples(6_000);
    let Trained { model, record, evaluation } = trained(&examples);
    let against = record.quality.against.clone().unwrap();
    assert_eq!(against.name, priors::VERSION);
    assert!(against.log_loss_difference < -3.0 * against.standard_error, "{against:?}");
    assert!(record.quality.auc > 0.8, "{record:?}");
    assert_eq!((record.data.rows, record.quality.rows), (5_100, 900));
    assert_eq!(crate::registry::gate::refusals(&record.quality, &Default::default()), []);

    let evaluation = evaluation.unwrap();
    let tested = &evaluation.tested;
    assert_eq!(
        (tested.overall.rows, tested.overall.positives),
        (record.quality.rows, record.quality.positives)
    );
    assert!(
        (tested.overall.log_loss - record.quality.log_loss).abs() < 1e-12,
        "it is judged as it is served"
    );
    assert_eq!(tested.by_lender.len(), 3);
    let drift = evaluation.drift.unwrap();
    assert_eq!((drift.rows, drift.features.len()), (900, features::COUNT));
    assert!(
        drift.features.iter().all(|drift| drift.shift == Shift::Little),
        "the world stood still: {drift:?}"
    );

    let fresh = world.examples(4_000);
    let cases: Vec<Case> = fresh.iter().map(|example| example.case).collect();
    let labels: Vec<bool> = fresh.iter().map(|example| example.approved).collect();
    let chances: Vec<f64> = model.estimates(&cases).iter().map(|estimate| estimate.probability).collect();
    let priors: Vec<f64> = fresh.iter().map(|example| example.prior).collect();
    assert!(auc(&labels, &chances) > auc(&labels, &priors) + 0.03);
    let ece = crate::metrics::expected_calibration_error(&labels, &chances, 10);
    assert!(ece < 0.04, "{ece}");
}

#[test]
fn a_served_row_is_a_training_row_to_the_bit() {
    let examples = World::new(2).examples(1_500);
    let Trained { model, .. } = trained(&examples);
    for example in examples.iter().take(200) {
        let share = model.preparation.row(&example.case);
        let history = share[Column::all().position(|column| column == Column::History).unwrap()];
        let trained = model.preparation.row_with(&example.case, history);
        assert_eq!(share.map(f32::to_bits), trained.map(f32::to_bits));
        let observed = &trained[..features::COUNT];
        assert!(observed.iter().zip(&example.case.row).all(|(a, b)| a.to_bits() == b.to_bits()));
    }
    assert_eq!(features::single(0.1), 0.1_f32);
}

#[test]
fn what_is_stored_predicts_the_same_to_the_bit() {
    let examples = World::new(3).examples(1_500);
    let Trained { model, .. } = trained(&examples);
    let body = model.write().unwrap();
    let read = ApprovalModel::read(&body).unwrap();
    assert_eq!(read, model);
    let cases: Vec<Case> = examples.iter().map(|example| example.case).collect();
    let bits = |model: &ApprovalModel| -> Vec<u64> {
        model.estimates(&cases).iter().map(|estimate| estimate.probability.to_bits()).collect()
    };
    assert_eq!(bits(&read), bits(&model));
    assert_eq!(trained(&examples).model, model, "the same decisions and seed give the same model");

    let mut other = body.clone();
    other[0] = 9;
    assert!(matches!(ApprovalModel::read(&other), Err(ModelError::OtherForm { found: (9, _) })));
    assert!(matches!(ApprovalModel::read(&body[..body.len() / 2]), Err(ModelError::Unreadable(_))));
}

#[test]
fn too_few_decisions_are_said_and_a_training_can_be_ended() {
    let examples = World::new(4).examples(1_200);
    let incumbent = Incumbent::Priors(priors::VERSION);
    let few = train(&examples[..900], &training(incumbent), &mut Unobserved).unwrap_err();
    assert_eq!(few, TrainError::TooFew { found: 900 });
    let mut rounds = 0;
    let mut ended = |_: crate::trees::Round| {
        rounds += 1;
        if rounds < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    assert!(train(&examples, &training(incumbent), &mut ended).unwrap().is_none());
    assert_eq!(rounds, 3);
}

#[test]
fn a_newer_model_is_compared_with_the_one_in_force() {
    let mut world = World::new(5);
    let examples = world.examples(3_000);
    let first = trained(&examples);
    let incumbent = Incumbent::Model("approval-1", &first.model);
    let second = train(&examples, &training(incumbent), &mut Unobserved).unwrap().unwrap();
    let against = second.record.quality.against.unwrap();
    assert_eq!(
        (against.name.as_str(), against.log_loss_difference),
        ("approval-1", 0.0),
        "they are the same"
    );
}

#[test]
fn the_model_answers_for_what_it_has_seen_and_the_priors_for_the_rest() {
    let mut world = World::new(6);
    let examples = world.examples(3_000);
    let predictor = Predictor::with(4, Arc::new(trained(&examples).model));
    assert_eq!(predictor.name(), "approval-4");
    let query = asking(known(), 15_000, 36);
    let basis = |listing: &Listing| {
        let terms = Terms::of(listing, &query);
        predictor.approval(Subject { listing, terms: &terms }, &query).basis
    };
    let seen = personal(Rules::default());
    assert_eq!(basis(&seen), Basis::SimulatedModel, "and says of what kind its decisions were");
    let unseen = Listing { category: domain::product::Category::Lease, ..seen.clone() };
    assert_eq!(basis(&unseen), Basis::Prior);
    let closed = personal(Rules { min_income: Some(aud(90_000)), ..Rules::default() });
    assert_eq!(basis(&closed), Basis::Prior, "nobody applies for what they may not have");
}

#[test]
fn reasons_are_true_to_the_model() {
    let mut world = World::new(7);
    let examples = world.examples(5_000);
    let predictor = Predictor::with(1, Arc::new(trained(&examples).model));
    let listing = world.lenders[1].0.clone();
    let reasons = |credit_band, income: i64| {
        let borrower =
            Borrower { credit_band: Some(credit_band), income_annual: Some(aud(income)), ..known() };
        let query = asking(borrower, 15_000, 36);
        let terms = Terms::of(&listing, &query);
        predictor.reasons(Subject { listing: &listing, terms: &terms }, &query)
    };
    let of = |reasons: &[Reason], kind| reasons.iter().find(|r| r.kind == kind).map(|r| r.contribution);
    let poor = reasons(CreditBand::Poor, 60_000);
    assert_eq!(poor[0].kind, ReasonKind::CreditHistory, "{poor:?}");
    assert!(poor[0].contribution < -0.5);
    let excellent = reasons(CreditBand::Excellent, 60_000);
    assert!(of(&excellent, ReasonKind::CreditHistory).unwrap() > 0.5, "{excellent:?}");
    assert!(poor.len() <= reasons::AT_MOST && excellent.len() <= reasons::AT_MOST);
}

#[test]
fn contributions_sum_to_the_score_and_a_strict_lender_is_a_reason() {
    let mut world = World::new(8);
    let examples = world.examples(4_000);
    let model = trained(&examples).model;
    let of_nobody = |case: &Case| {
        let row = model.preparation.row(case);
        model.classifier.forest().score(&row) + model.mixed.log_odds(case)
            - model.contributions(case).iter().sum::<f64>()
    };
    let constant = of_nobody(&examples[0].case);
    assert!(examples.iter().take(200).all(|example| (of_nobody(&example.case) - constant).abs() < 1e-6));
    let strict = examples.iter().find(|example| example.case.lender == world.lenders[0].0.institution_id);
    let reasons = model.reasons(&strict.unwrap().case);
    let history = reasons.iter().find(|reason| reason.kind == ReasonKind::LenderHistory);
    assert!(history.unwrap().contribution < -0.4, "{reasons:?}");
}

#[test]
fn a_lender_never_seen_is_judged_by_what_all_share() {
    let mut world = World::new(9);
    let model = trained(&world.examples(4_000)).model;
    let query = asking(known(), 15_000, 36);
    let case = |listing: &Listing| {
        let terms = Terms::of(listing, &query);
        Subject { listing, terms: &terms }.case(&query)
    };
    let cases: Vec<Case> = world.lenders.iter().map(|(listing, _)| case(listing)).collect();
    let stranger = Case { lender: InstitutionId(Uuid::from_u128(99)), ..cases[1] };
    let told: Vec<f64> =
        model.estimates(&[cases[0], stranger, cases[2]]).iter().map(|e| e.probability).collect();
    assert!(told[0] + 0.1 < told[1] && told[1] + 0.05 < told[2], "{told:?}");
}
