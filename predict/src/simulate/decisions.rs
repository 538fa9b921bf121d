//! Decisions of a simulated world as a training sees them: what a catalogue without applicants begins with.

use super::world::World;
use crate::approval::Example;
use crate::features::Observation;
use crate::predictor::Subject;
use crate::random::Random;
use domain::borrower::Borrower;
use domain::eligibility::Verdict;
use domain::query::SearchQuery;
use domain::terms::Terms;

/// The stream of draws that belongs to applications.
const STREAM: u64 = 9;
/// How many of those who apply had left a question open when they searched: each of them, of each question.
const LEFT_OPEN: f64 = 0.2;

/// Endless decisions, in the order of time: each visitor applies for one product that they may have, the likelier the
/// more it appeals to them, and the lender decides by the truth. What was seen when it was asked for is what the
/// visitor had told by then: some leave questions open, so that a model learns what is known of those who do.
pub fn decisions(world: &World) -> impl Iterator<Item = Example> + '_ {
    (0..).filter_map(|number| {
        let mut random = Random::keyed(world.seed(), &[STREAM, number]);
        let visit = world.visit(number, World::time(number), |_| true);
        let appeal: Vec<(usize, f64)> =
            visit.truths().iter().enumerate().map(|(at, truth)| (at, truth.relevance)).collect();
        let at = *random.weighted(&appeal)?;
        let approved = random.happens(visit.truth(at)?.approval);
        let listing = world.listings().get(visit.offers.get(at)?.listing)?;
        let query = SearchQuery { borrower: told(&visit.query.borrower, &mut random), ..visit.query.clone() };
        let terms = Terms::of(listing, &query);
        if terms.verdict == Verdict::NotMet {
            return None;
        }
        let subject = Subject { listing, terms: &terms };
        let Observation { prior, .. } = subject.observation(&query);
        Some(Example { case: subject.case(&query), prior: f64::from(prior), approved, at: visit.at })
    })
}

/// What a borrower had told: each answer, or none.
fn told(borrower: &Borrower, random: &mut Random) -> Borrower {
    let mut told = borrower.clone();
    let mut leaves_open = || random.happens(LEFT_OPEN);
    if leaves_open() {
        told.income_annual = None;
    }
    if leaves_open() {
        told.employment = None;
    }
    if leaves_open() {
        told.credit_band = None;
    }
    if leaves_open() {
        told.existing_repayments_monthly = None;
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::{Incumbent, Training, train};
    use crate::priors;
    use crate::registry::gate::{Thresholds, refusals};
    use crate::trees::Unobserved;
    use domain::time::Timestamp;

    #[test]
    fn a_model_of_simulated_decisions_passes_the_gate_and_is_the_same_each_time() {
        let world = World::invented(5);
        let examples: Vec<Example> = decisions(&world).take(8_000).collect();
        let again: Vec<bool> = decisions(&world).take(50).map(|example| example.approved).collect();
        assert!(examples.iter().zip(&again).all(|(example, approved)| example.approved == *approved));
        assert!(examples.is_sorted_by_key(|example| example.at));
        let training = Training {
            incumbent: Incumbent::Priors(priors::VERSION),
            simulated: true,
            seed: 1,
            now: Timestamp::from_micros(0),
            code_version: "test",
        };
        let trained = train(&examples, &training, &mut Unobserved).unwrap().unwrap();
        assert_eq!(refusals(&trained.record.quality, &Thresholds::default()), [], "{:?}", trained.record);
        assert!(trained.record.data.simulated && trained.model.is_simulated());
    }
}
