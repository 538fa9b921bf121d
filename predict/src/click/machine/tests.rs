use super::*;
use proptest::prelude::*;

fn settings(pairs: bool) -> MachineSettings {
    MachineSettings {
        table_bits: 8,
        pairs,
        linear: Rates { alpha: 0.3, beta: 1.0, l1: 0.0, l2: 0.0 },
        latent: Rates { alpha: 0.2, beta: 1.0, l1: 0.0, l2: 0.0 },
    }
}

fn present(slots: &[u32]) -> Vec<Feature> {
    slots.iter().map(|slot| Feature { slot: *slot, value: 1.0 }).collect()
}

fn log_odds(terms: &[Term]) -> f64 {
    let mut sums = Sums::default();
    terms.iter().for_each(|term| sums.add(term));
    sums.log_odds()
}

proptest! {
    #[test]
    fn slopes_are_finite_differences(
        numbers in proptest::collection::vec((-1.0..1.0_f64, proptest::array::uniform4(-1.0..1.0_f64), -2.0..2.0_f64), 1..8),
    ) {
        const STEP: f64 = 1e-5;
        let terms: Vec<Term> =
            numbers.iter().map(|(weight, factors, value)| Term { weight: *weight, factors: *factors, value: *value }).collect();
        let mut sums = Sums::default();
        terms.iter().for_each(|term| sums.add(term));
        for at in 0..terms.len() {
            let difference = |change: &dyn Fn(&mut Term, f64)| {
                let moved = |by: f64| {
                    let mut terms = terms.clone();
                    change(&mut terms[at], by);
                    log_odds(&terms)
                };
                (moved(STEP) - moved(-STEP)) / (2.0 * STEP)
            };
            let linear = difference(&|term, by| term.weight += by);
            prop_assert!((linear - terms[at].value).abs() < 1e-6);
            for (factor, slope) in sums.slopes(&terms[at]).into_iter().enumerate() {
                let numeric = difference(&|term, by| term.factors[factor] += by);
                prop_assert!((numeric - slope).abs() < 1e-5, "{numeric} {slope}");
            }
        }
    }

    #[test]
    fn whatever_it_is_told_its_predictions_stay_finite(
        events in proptest::collection::vec((0_u32..400, any::<f64>(), any::<f64>(), any::<f64>()), 0..60),
    ) {
        let mut machine = Machine::new(settings(true));
        for (slot, value, offset, target) in events {
            machine.learn(&[Feature { slot, value }, Feature { slot: 3, value: 1.0 }], offset, target, 1.0);
        }
        let predicted = machine.log_odds(&present(&[3, 5, 300]), 0.0);
        prop_assert!(predicted.is_finite());
        prop_assert!(machine.skipped() <= machine.updates());
    }
}

#[test]
fn it_learns_what_only_pairs_tell() {
    // Clicked where exactly one of two features is there: no sum of weights says that.
    let learned = |pairs| {
        let mut machine = Machine::new(settings(pairs));
        for round in 0_u32..6_000 {
            let (a, b) = (round % 2, round / 2 % 2);
            machine.learn(&present(&[10 + a, 20 + b]), 0.0, f64::from(a ^ b), 1.0);
        }
        [(0, 0, 0.0), (0, 1, 1.0), (1, 0, 1.0), (1, 1, 0.0)]
            .into_iter()
            .map(|(a, b, target): (u32, u32, f64)| {
                (logistic(machine.log_odds(&present(&[10 + a, 20 + b]), 0.0)) - target).abs()
            })
            .fold(0.0, f64::max)
    };
    assert!(learned(true) < 0.05, "{}", learned(true));
    assert!(learned(false) > 0.4, "{}", learned(false));
}

#[test]
fn frequencies_are_learned_and_an_offset_is_taken_off() {
    let linear = Rates { alpha: 1.0, ..settings(false).linear };
    let mut machine = Machine::new(MachineSettings { linear, ..settings(false) });
    for round in 0..8_000 {
        machine.learn(&present(&[1]), 0.5, f64::from(u8::from(round % 4 == 0)), 1.0);
    }
    assert!((logistic(machine.log_odds(&present(&[1]), 0.5)) - 0.25).abs() < 0.02);
}

#[test]
fn a_state_of_no_machine_is_refused() {
    let mut machine = Machine::new(settings(true));
    machine.learn(&present(&[7]), 0.0, 1.0, 1.0);
    let state = MachineState::from(machine.clone());
    assert_eq!(Machine::try_from(state.clone()).unwrap(), machine);
    let mut beyond = state.clone();
    beyond.rows[0].0 = 256;
    assert_eq!(Machine::try_from(beyond).unwrap_err(), MachineError::Row(256));
    let mut huge = state;
    huge.settings.table_bits = 40;
    assert_eq!(Machine::try_from(huge).unwrap_err(), MachineError::TableBits(40));
}
