use super::*;
use crate::simulate::ranker::{Learner, PriorRanker};

fn small(impressions: u64) -> Plan {
    Plan { impressions, page_length: 10, held_out_visits: 100 }
}

fn learned(seed: u64, impressions: u64) -> Report {
    run(&World::invented(seed), &mut Learner::default() as &mut Learner, small(impressions), &mut |_| {})
        .unwrap()
}

#[test]
fn a_seed_decides_everything() {
    assert_eq!(learned(3, 1_000), learned(3, 1_000));
    assert_ne!(learned(3, 1_000).clicks, learned(4, 1_000).clicks);
}

#[test]
fn learning_beats_priors_and_chance() {
    let learned = learned(11, 5_000);
    let world = World::invented(11);
    let prior = run(&world, &mut PriorRanker, small(5_000), &mut |_| {}).unwrap();
    let late = learned.share_of_oracle.unwrap();
    assert!(late > prior.share_of_oracle.unwrap() + 0.01, "{late} {:?}", prior.share_of_oracle);
    assert!(late > learned.share_of_random_order.unwrap() + 0.2 && late <= 1.0, "{late}");
    let regrets: Vec<f64> = learned.regret_curve.iter().map(|point| point.regret).collect();
    assert_eq!(regrets.len() as u64, POINTS);
    assert!(regrets.windows(2).all(|pair| pair[1] >= pair[0]), "regret never falls");
}

#[test]
fn decisions_come_to_answer_for_approvals_and_mean_what_they_say() {
    // In this world many apply, so that the gate admits a model early.
    let world = World::invented(4);
    let mut learner = Learner::default();
    let plan = Plan { held_out_visits: 600, ..small(25_000) };
    let report = run(&world, &mut learner, plan, &mut |_| {}).unwrap();
    assert!(report.applications > 4_000, "{}", report.applications);
    assert!(learner.approval.predictor().version().is_some(), "no model passed the gate");
    let (gap, share) = (report.approval_calibration_gap.unwrap(), report.share_of_oracle.unwrap());
    assert!(gap < 0.05 && share > 0.95, "{gap} {share}");
    let by_priors = run(&world, &mut PriorRanker, plan, &mut |_| {}).unwrap();
    assert!(by_priors.approval_calibration_gap.unwrap() > 2.0 * gap);
    assert!(by_priors.share_of_oracle.unwrap() < share - 0.05);
}

#[test]
fn counts_add_up_and_progress_is_told_of_all() {
    let mut told = 0;
    let world = World::invented(5);
    let report = run(&world, &mut PriorRanker, small(1_200), &mut |more| told += more).unwrap();
    assert_eq!(told, report.impressions);
    assert!((1_200..1_210).contains(&report.impressions));
    assert!(report.approvals < report.applications && report.applications < report.clicks);
}

#[test]
fn what_cannot_be_run_is_said() {
    let run = |world: &World, plan| run(world, &mut PriorRanker, plan, &mut |_| {}).unwrap_err();
    let world = World::invented(1);
    assert_eq!(run(&world, small(10)), SimulationError::Impressions(10));
    assert_eq!(run(&world, Plan { page_length: 0, ..small(1_000) }), SimulationError::PageLength);
    assert_eq!(run(&World::over(Vec::new(), 1), small(1_000)), SimulationError::NoOffers(0));
}
