//! How likely each place of a page is looked at.
//!
//! The position-based model: P(click) = P(examined | position) × P(click | examined, product, need) (Richardson,
//! Dominowska and Ragno, WWW 2007; Joachims, Swaminathan and Schnabel, "Unbiased learning-to-rank with biased
//! feedback", WSDM 2017). Only the product of the two is seen, so the first place is the measure: its examination
//! is 1, and relevance is the chance of a click there.
//!
//! A place's propensity is its clicks over the clicks that relevance alone would lead to there ("clicks over
//! expected clicks", Zhang and Jones, WWW 2007), relative to the first place. Products that are shown at several
//! places, by the variety of needs and by the exploration slot, are what tells place and product apart (Agarwal et
//! al., "Estimating position bias without intrusive interventions", WSDM 2019). Counts fade with the number of
//! impressions, so that a redesigned page is learned anew.

use super::maths::bits;
use serde::{Deserialize, Serialize};

/// Places beyond this one count as it.
const PLACES: usize = 40;
/// After this many impressions at a place, what was seen before counts half.
const HALF_LIFE: f64 = 20_000.0;
/// How many expected clicks the assumption before any click is worth.
const PRIOR_CLICKS: f64 = 10.0;
/// The assumed decline of examination: position to the power of this.
const PRIOR_DECLINE: f64 = -0.7;
/// No place is examined less than this: dividing by it must not blow up one click.
const LEAST: f64 = 0.02;

/// The propensities learned so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Examination {
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
struct Place {
    #[serde(with = "bits")]
    clicks: f64,
    #[serde(with = "bits")]
    expected: f64,
}

impl Place {
    /// Clicks over expected clicks; `prior` clicks of the assumed ratio count as seen.
    fn ratio(&self, prior: f64) -> f64 {
        (self.clicks + PRIOR_CLICKS * prior) / (self.expected + PRIOR_CLICKS)
    }
}

impl Default for Examination {
    fn default() -> Self {
        Self { places: vec![Place::default(); PLACES] }
    }
}

impl Examination {
    /// The chance that a place (from 1) is looked at, relative to the first.
    #[must_use]
    pub fn propensity(&self, position: u32) -> f64 {
        if position <= 1 {
            return 1.0;
        }
        let (at, place) = self.place(position);
        let first = self.places.first().map_or(1.0, |first| first.ratio(1.0));
        (place.ratio(prior(at)) / first).clamp(LEAST, 1.0)
    }

    /// Learns from one impression at a place whose relevance was predicted to be `relevance`.
    pub(super) fn learn(&mut self, position: u32, relevance: f64, clicked: bool) {
        let (at, mut place) = self.place(position);
        let keep = 0.5_f64.powf(1.0 / HALF_LIFE);
        place.clicks = place.clicks * keep + f64::from(u8::from(clicked));
        place.expected = place.expected * keep + relevance;
        if let Some(old) = self.places.get_mut(at) {
            *old = place;
        }
    }

    fn place(&self, position: u32) -> (usize, Place) {
        let at = usize::try_from(position.max(1) - 1).unwrap_or(usize::MAX).min(PLACES - 1);
        (at, self.places.get(at).copied().unwrap_or_default())
    }
}

fn prior(at: usize) -> f64 {
    (at as f64 + 1.0).powf(PRIOR_DECLINE)
}

/// The chance that a showing was relevant, after seeing whether it was clicked: 1 if it was; if not, it may have
/// been relevant and not looked at (the E-step of regression-EM: Wang et al., "Position bias estimation for unbiased
/// learning to rank in personal search", WSDM 2018).
pub(super) fn relevance_seen(relevance: f64, propensity: f64, clicked: bool) -> f64 {
    if clicked {
        return 1.0;
    }
    let not_clicked = 1.0 - propensity * relevance;
    if not_clicked <= 0.0 { 0.0 } else { (relevance * (1.0 - propensity) / not_clicked).clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_place_is_the_measure() {
        let mut examination = Examination::default();
        for _ in 0..500 {
            examination.learn(1, 0.2, true);
        }
        assert_eq!(examination.propensity(1), 1.0);
        assert!(examination.propensity(2) < 0.3, "the first place's clicks lower the others");
    }

    #[test]
    fn deep_places_share_what_is_known_of_the_deepest() {
        let examination = Examination::default();
        assert_eq!(examination.propensity(40), examination.propensity(4_000));
        assert!(examination.propensity(39) > examination.propensity(40));
    }

    proptest! {
        #[test]
        fn the_e_step_keeps_the_expected_relevance(relevance in 0.0..1.0_f64, propensity in 0.02..1.0_f64) {
            // Over both outcomes, weighted by their chance, the expectation is the prediction itself.
            let click = propensity * relevance;
            let after = click * relevance_seen(relevance, propensity, true)
                + (1.0 - click) * relevance_seen(relevance, propensity, false);
            prop_assert!((after - relevance).abs() < 1e-9);
        }
    }
}
