//! Properties of histories.

use super::*;
use crate::random::Random;
use proptest::prelude::*;

fn settings(half_life: Option<f64>) -> Settings {
    Settings { strengths: vec![10.0, 5.0], half_life }
}

fn keys(category: &str, lender: &str) -> [Key; 2] {
    [Key::of(&[category]), Key::of(&[category, lender])]
}

const fn case(keys: &[Key; 2], label: bool, time: i64) -> Case<'_> {
    Case { keys, label, weight: 1.0, time }
}

#[test]
fn few_cases_say_little_and_unseen_keys_what_their_parent_does() {
    let (good, poor, unseen) = (keys("home", "good"), keys("home", "poor"), keys("home", "new"));
    let mut history = History::new(settings(None));
    for _ in 0..200 {
        history.observe(case(&good, true, 0));
    }
    history.observe(case(&poor, false, 0));
    let [good, poor, new] = [good, poor, unseen].map(|keys| history.share(&keys, 0));
    assert!(good.share > 0.98 && poor.share > 0.7 && poor.share < new.share, "{good:?} {poor:?} {new:?}");
    assert_eq!([good.rows, poor.rows, new.rows], [200.0, 1.0, 0.0]);
    let nothing = History::new(settings(None)).share(&unseen, 0);
    assert!((nothing.share - 0.5).abs() < 1e-12);
}

#[test]
fn the_shares_are_those_of_the_formula() {
    let lender = keys("home", "one");
    let labels = [true, true, false];
    let history = History::learn(settings(None), labels.iter().map(|label| case(&lender, *label, 0)));
    let global = (2.0 + 0.5) / 4.0;
    let category = (2.0 + 10.0 * global) / 13.0;
    assert!((history.share(&lender, 0).share - (2.0 + 5.0 * category) / 8.0).abs() < 1e-12);
}

#[test]
fn a_case_counts_half_after_the_half_life_in_whatever_order_it_comes() {
    let lender = keys("home", "one");
    let (old, new) = (case(&lender, true, 0), case(&lender, false, 100));
    for order in [[old, new], [new, old]] {
        let history = History::learn(settings(Some(50.0)), order.into_iter());
        assert!((history.share(&lender, 100).rows - 1.25).abs() < 1e-12);
        assert!((history.share(&lender, 150).rows - 0.625).abs() < 1e-12);
    }
}

#[test]
fn names_do_not_run_into_each_other() {
    assert_ne!(Key::of(&["ab", "c"]), Key::of(&["a", "bc"]));
    assert_ne!(Key::of(&["a"]), Key::of(&["a", ""]));
}

#[test]
fn noise_is_shrunk_away_and_real_differences_are_kept() {
    let learned = |spread: f64| {
        let mut random = Random::new(3);
        let groups: Vec<[Key; 1]> = (0..200).map(|group: u32| [Key::of(&[&group.to_string()])]).collect();
        let chances: Vec<f64> = groups.iter().map(|_| 0.5 + spread * (random.unit() - 0.5)).collect();
        let mut drawn = Vec::new();
        for (keys, chance) in groups.iter().zip(&chances) {
            for _ in 0..50 {
                drawn.push(Case { keys, label: random.unit() < *chance, weight: 1.0, time: 0 });
            }
        }
        learn_strengths(1, drawn.into_iter())[0]
    };
    assert!(learned(0.0) >= 200.0, "{}", learned(0.0));
    assert!(learned(0.9) <= 5.0, "{}", learned(0.9));
}

proptest! {
    #[test]
    fn no_case_hears_of_its_own_fold_or_of_its_future(
        drawn in proptest::collection::vec((0_usize..3, any::<bool>(), 0_i64..6, 0_u8..3), 1..40),
        flipped in any::<proptest::sample::Index>(),
    ) {
        let names = [keys("a", "x"), keys("a", "y"), keys("b", "x")];
        let cases = |flip: Option<usize>| -> Vec<Case<'_>> {
            drawn.iter().enumerate()
                .map(|(at, (key, label, time, _))| case(&names[*key], *label ^ (flip == Some(at)), *time))
                .collect()
        };
        let folds: Vec<u8> = drawn.iter().map(|drawn| drawn.3).collect();
        let flipped = flipped.index(drawn.len());
        let settings = settings(Some(3.0));
        let (before, after) = (cases(None), cases(Some(flipped)));
        let by_fold = out_of_fold(&settings, &before, &folds);
        for (at, (b, a)) in by_fold.iter().zip(out_of_fold(&settings, &after, &folds)).enumerate() {
            if folds[at] == folds[flipped] {
                prop_assert!((b.share - a.share).abs() < 1e-9 && (b.rows - a.rows).abs() < 1e-9);
            }
            // The same as a history that never knew the fold.
            let others = before.iter().zip(&folds).filter(|(_, fold)| **fold != folds[at]).map(|(case, _)| *case);
            let fresh = History::learn(Settings { half_life: None, ..settings.clone() }, others).share(before[at].keys, before[at].time);
            prop_assert!((b.share - fresh.share).abs() < 1e-9);
        }
        let past = past_only(&settings, &before);
        for (at, (b, a)) in past.iter().zip(past_only(&settings, &after)).enumerate() {
            if before[at].time <= before[flipped].time {
                prop_assert_eq!(*b, a);
            }
        }
    }
}
