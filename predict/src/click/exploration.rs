//! At most one slot of a page for trying what is uncertain, and its propensity.
//!
//! Thompson sampling (Thompson, Biometrika 1933; Chapelle and Li, NIPS 2011) shows a product with the chance that it
//! is the best one, given what is known. That chance is needed in the log, so it is not found by drawing: with the
//! relevance of each candidate distributed as Beta(μν, (1 − μ)ν), taken as normal on the log-odds scale with the
//! variance 1/(μν) + 1/((1 − μ)ν) (the leading terms of its trigamma functions), P(i is best) = ∫ fᵢ(x) Πⱼ Fⱼ(x) dx is
//! summed over a grid. The slot is then drawn from these very chances, so the propensity logged is exact whatever
//! the error of the grid.
//!
//! New products are promised a fair share: while some that the page could show fall short of theirs, they get the
//! slot with the chance [`RESERVED`], in proportion to what each lacks; the propensity is that of the mixture. A page
//! can lose no more than one slot below its first places.

use super::maths::{logistic, logit, normal_cdf};

/// The chance that the slot goes to a new product that falls short of its share, where there is one.
pub const RESERVED: f64 = 0.8;
/// The slot is one of these places; the first ones are never given up.
pub const SLOTS: std::ops::RangeInclusive<u32> = 3..=6;
/// The belief in the machine's prediction for a product that was never examined, in examined impressions.
const STRENGTH: f64 = 8.0;
/// Only so many candidates, those that could come out best, compete for the slot.
const COMPETITORS: usize = 48;
/// How many standard deviations on either side are looked at.
const REACH: f64 = 4.0;
/// Into how many cells the range of values is cut.
const CELLS: u32 = 96;

/// A product that a page may show: no rule of it is known not to be met.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Its score apart from its relevance.
    pub rest: f64,
    /// What its relevance is worth: the score is `rest` + `worth` × relevance.
    pub worth: f64,
    /// The predicted chance of a click when examined.
    pub relevance: f64,
    /// How many examined impressions its history holds.
    pub trials: f64,
    /// How far it is below the exposure promised to a new product.
    pub shortfall: f64,
}

impl Candidate {
    /// Its score as predicted.
    #[must_use]
    pub fn score(&self) -> f64 {
        self.rest + self.worth * self.relevance
    }

    fn centre_and_width(&self) -> (f64, f64) {
        let mean = self.relevance.clamp(1e-4, 1.0 - 1e-4);
        let strength = STRENGTH + self.trials.max(0.0);
        (logit(mean), (1.0 / (mean * strength) + 1.0 / ((1.0 - mean) * strength)).sqrt())
    }

    /// The score at so many standard deviations from the middle.
    fn quantile(&self, deviations: f64) -> f64 {
        let (centre, width) = self.centre_and_width();
        self.rest + self.worth * logistic(centre + deviations * width)
    }

    /// The chance that the score is at most `x`.
    fn cdf(&self, x: f64, (centre, width): (f64, f64)) -> f64 {
        if self.worth <= 0.0 {
            return f64::from(u8::from(x >= self.rest));
        }
        let relevance = (x - self.rest) / self.worth;
        match relevance {
            r if r <= 0.0 => 0.0,
            r if r >= 1.0 => 1.0,
            r => normal_cdf((logit(r) - centre) / width),
        }
    }
}

/// Where one of the candidates stands on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Which of the candidates, counted from 0.
    pub candidate: usize,
    /// The place, from 1.
    pub position: u32,
    /// The chance that this candidate was shown here, given the rest of the page.
    pub propensity: f64,
    /// Whether this is the exploration slot.
    pub explored: bool,
}

/// Lays out a page of at most `length` of the candidates, which stand in the order in which they are to be shown.
///
/// `draws` are two independent numbers, even in [0, 1): for the slot's place and for who gets it.
#[must_use]
pub fn page(candidates: &[Candidate], length: usize, draws: [f64; 2]) -> Vec<Placed> {
    let [place, who] = draws;
    let before = slot(place).map_or(usize::MAX, |slot| usize::try_from(slot - 1).unwrap_or(usize::MAX));
    let rest = candidates.get(before..).unwrap_or_default();
    let mut order: Vec<(usize, f64, bool)> = (0..candidates.len()).map(|at| (at, 1.0, false)).collect();
    if before < length && rest.len() > 1 {
        let chances = chances(rest);
        if let Some((chosen, chance)) = drawn(&chances, who) {
            order.remove(before + chosen);
            order.insert(before, (before + chosen, chance, true));
        }
    }
    let shown = order.into_iter().take(length).zip(1..);
    shown
        .map(|((candidate, propensity, explored), position)| Placed {
            candidate,
            position,
            propensity,
            explored,
        })
        .collect()
}

/// The place of the slot, by a number that is even in [0, 1).
#[must_use]
pub fn slot(draw: f64) -> Option<u32> {
    let width = SLOTS.end() - SLOTS.start() + 1;
    SLOTS.clone().find(|at| draw * f64::from(width) < f64::from(at - SLOTS.start() + 1))
}

/// The chance of each candidate to get the slot; they add up to one.
#[must_use]
pub fn chances(candidates: &[Candidate]) -> Vec<f64> {
    let thompson = best_chances(candidates);
    let short: f64 = candidates.iter().map(|candidate| candidate.shortfall).sum();
    if short <= 0.0 || !short.is_finite() {
        return thompson;
    }
    let reserved = candidates.iter().map(|candidate| candidate.shortfall / short);
    thompson.iter().zip(reserved).map(|(best, lacks)| (1.0 - RESERVED) * best + RESERVED * lacks).collect()
}

/// The chance of each candidate to be the best.
fn best_chances(candidates: &[Candidate]) -> Vec<f64> {
    let low = candidates.iter().map(|c| c.quantile(-REACH)).fold(f64::NEG_INFINITY, f64::max);
    let high = candidates.iter().map(|c| c.quantile(REACH)).fold(f64::NEG_INFINITY, f64::max);
    let mut hopes: Vec<(usize, f64)> =
        candidates.iter().enumerate().map(|(at, c)| (at, c.quantile(REACH))).collect();
    hopes.retain(|(_, hope)| *hope >= low);
    hopes.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    hopes.truncate(COMPETITORS);
    let rivals: Vec<(usize, &Candidate, (f64, f64))> = hopes
        .iter()
        .filter_map(|(at, _)| candidates.get(*at).map(|c| (*at, c, c.centre_and_width())))
        .collect();
    let step = (high - low) / f64::from(CELLS);
    let mut below: Vec<f64> = rivals.iter().map(|(_, c, shape)| c.cdf(low, *shape)).collect();
    let mut sums = vec![0.0; rivals.len()];
    for cell in 0..CELLS {
        let (middle, end) = (low + step * (f64::from(cell) + 0.5), low + step * f64::from(cell + 1));
        let at_middle: Vec<f64> =
            rivals.iter().map(|(_, c, shape)| c.cdf(middle, *shape).max(1e-12)).collect();
        let all: f64 = at_middle.iter().map(|chance| chance.ln()).sum();
        for (((sum, below), (_, candidate, shape)), own) in
            sums.iter_mut().zip(&mut below).zip(&rivals).zip(&at_middle)
        {
            let reached = candidate.cdf(end, *shape);
            *sum += (reached - *below) * (all - own.ln()).exp();
            *below = reached;
        }
    }
    let total: f64 = sums.iter().sum();
    let mut chances = vec![0.0; candidates.len()];
    if total > 0.0 {
        for ((at, _, _), sum) in rivals.iter().zip(&sums) {
            if let Some(chance) = chances.get_mut(*at) {
                *chance = sum / total;
            }
        }
    } else if let Some(first) = chances.first_mut() {
        // Without any uncertainty the first candidate is the best one.
        *first = 1.0;
    }
    chances
}

/// Draws from chances that add up to one, by a number that is even in [0, 1): which, and with what chance.
#[must_use]
pub fn drawn(chances: &[f64], draw: f64) -> Option<(usize, f64)> {
    let mut reached = 0.0;
    let mut last = None;
    for (at, chance) in chances.iter().copied().enumerate().filter(|(_, chance)| *chance > 0.0) {
        reached += chance;
        last = Some((at, chance));
        if draw < reached {
            break;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate(relevance: f64, trials: f64) -> Candidate {
        Candidate { rest: 0.0, worth: 0.5, relevance, trials, shortfall: 0.0 }
    }

    #[test]
    fn what_is_certainly_worse_is_hardly_tried_and_what_is_uncertain_is() {
        let known = chances(&[candidate(0.3, 5_000.0), candidate(0.2, 5_000.0)]);
        assert!(known[0] > 0.999, "{known:?}");
        let unknown = chances(&[candidate(0.3, 5_000.0), candidate(0.2, 0.0)]);
        assert!((0.1..0.4).contains(&unknown[1]), "{unknown:?}");
    }

    #[test]
    fn the_chances_are_those_of_drawing() {
        let candidates = [candidate(0.3, 40.0), candidate(0.25, 5.0), candidate(0.1, 0.0)];
        let shapes = candidates.map(|candidate| candidate.centre_and_width());
        let mut wins = [0_u32; 3];
        let mut hash = 7;
        let rounds = 60_000_u32;
        for _ in 0..rounds {
            let draws = shapes.map(|(centre, width)| {
                // A sum of twelve even draws is normal enough.
                let normal: f64 = (0..12)
                    .map(|_| {
                        hash = super::super::maths::mix(hash, 1);
                        super::super::maths::unit(hash)
                    })
                    .sum::<f64>()
                    - 6.0;
                centre + width * normal
            });
            let best = (0..3).max_by(|a, b| draws[*a].total_cmp(&draws[*b])).unwrap();
            wins[best] += 1;
        }
        for (chance, won) in chances(&candidates).iter().zip(wins) {
            assert!((chance - f64::from(won) / f64::from(rounds)).abs() < 0.015, "{chance} {won}");
        }
    }

    #[test]
    fn a_new_product_that_falls_short_gets_the_slot_most_of_the_time() {
        let short = Candidate { shortfall: 2.0, ..candidate(0.01, 0.0) };
        let chances = chances(&[candidate(0.4, 1_000.0), short]);
        assert!(chances[1] >= RESERVED && chances[0] > 0.1, "{chances:?}");
    }

    #[test]
    fn nothing_to_choose_is_no_exploration() {
        let page = page(&[candidate(0.4, 1.0); 3], 10, [0.0, 0.5]);
        assert!(page.iter().all(|placed| !placed.explored && placed.propensity == 1.0));
    }

    proptest! {
        #[test]
        fn chances_add_up_to_one(
            relevances in proptest::collection::vec((0.0..=1.0_f64, 0.0..3_000.0_f64, 0.0..1.0_f64), 1..70),
            shortfall in 0.0..3.0_f64,
        ) {
            let candidates: Vec<Candidate> = relevances
                .iter()
                .map(|(relevance, trials, worth)| Candidate {
                    worth: *worth, shortfall: shortfall * worth.round(), ..candidate(*relevance, *trials)
                })
                .collect();
            let chances = chances(&candidates);
            prop_assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(chances.iter().all(|chance| (0.0..=1.0 + 1e-12).contains(chance)));
        }

        #[test]
        fn a_page_shows_each_product_once_with_at_most_one_slot(
            count in 0_usize..40, length in 0_usize..15, place in 0.0..1.0_f64, who in 0.0..1.0_f64,
        ) {
            let candidates: Vec<Candidate> =
                (0..count).map(|at| candidate(0.5 / (at as f64 + 1.0), 10.0)).collect();
            let page = page(&candidates, length, [place, who]);
            prop_assert_eq!(page.len(), count.min(length));
            let mut shown: Vec<usize> = page.iter().map(|placed| placed.candidate).collect();
            shown.sort_unstable();
            shown.dedup();
            prop_assert_eq!(shown.len(), page.len());
            let explored: Vec<_> = page.iter().filter(|placed| placed.explored).collect();
            prop_assert!(explored.len() <= 1);
            for placed in &explored {
                prop_assert!(SLOTS.contains(&placed.position));
            }
            // The first places stand as ranked.
            prop_assert!(page.iter().take(2).enumerate().all(|(at, placed)| placed.candidate == at));
        }
    }
}
