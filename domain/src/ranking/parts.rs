//! What each part of a score measures. Every function answers a value in [0, 1], more being better for the
//! borrower; what is unknown earns nothing, so that publishing less never ranks higher.

use crate::eligibility::Verdict;
use crate::listing::Listing;
use crate::money::Money;
use crate::query::SearchQuery;
use crate::time::Timestamp;

/// After this many hours, a lender's speed is worth half.
const HALF_SPEED_HOURS: f64 = 48.0;
/// After this many days, a figure's freshness is worth half.
const HALF_FRESH_DAYS: f64 = 180.0;
/// The payout that counts as a whole: this share of the amount lent.
const FULL_PAYOUT_SHARE: f64 = 0.03;

/// 0 if a published rule is known not to be met, else 1.
#[must_use]
pub const fn eligibility(verdict: Verdict) -> f64 {
    match verdict {
        Verdict::NotMet => 0.0,
        Verdict::Met | Verdict::Unknown => 1.0,
    }
}

/// Costs of the alternatives found, against which one product's cost is placed.
#[derive(Debug, Clone, Default)]
pub struct CostScale {
    sorted: Vec<f64>,
}

impl CostScale {
    /// From the known costs of all alternatives; anything comparable will do (a yearly rate, a total).
    #[must_use]
    pub fn new(costs: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = costs.into_iter().filter(|cost| cost.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        Self { sorted }
    }

    /// The share of the alternatives that cost more, ties counting half; 0 if the cost is unknown.
    ///
    /// A rank and not a difference, so that one absurd rate does not make all others look alike.
    #[must_use]
    pub fn value(&self, cost: Option<f64>) -> f64 {
        let Some(cost) = cost.filter(|cost| cost.is_finite()) else { return 0.0 };
        let below = self.sorted.partition_point(|other| *other < cost);
        let not_above = self.sorted.partition_point(|other| *other <= cost);
        let others = self.sorted.len().saturating_sub(1);
        if others == 0 {
            return 1.0;
        }
        let ties = (not_above - below).saturating_sub(1);
        let above = self.sorted.len() - not_above;
        ((above as f64 + ties as f64 / 2.0) / others as f64).clamp(0.0, 1.0)
    }

    /// The middle cost, or `None` if none is known.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.sorted.get(self.sorted.len() / 2).copied()
    }
}

/// What is assumed of a lender that publishes no fee: what nine of ten alternatives that publish theirs do not exceed;
/// 0 where none does, since then nobody is compared by fees.
///
/// Silence must not be cheaper than speech: with the middle fee in its place, half of all lenders would gain by
/// publishing none. With the highest, one absurd fee would put every silent lender last.
#[must_use]
pub fn assumed_fees(published: impl IntoIterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = published.into_iter().filter(|fees| fees.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * 9).div_ceil(10).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

/// How surely amount and term lie within the product's limits: 1 inside known limits, a half where the
/// lender publishes none, 0 outside; the mean over what was asked. 1 if neither was asked.
#[must_use]
pub fn fit(listing: &Listing, query: &SearchQuery) -> f64 {
    let rules = &listing.rules;
    let amount = query.amount().map(|amount| {
        let of = |limit: Option<Money>| limit.filter(|l| l.currency == amount.currency).map(|l| l.minor);
        within(amount.minor, of(rules.min_amount), of(rules.max_amount))
    });
    let term = query.need.term_months.map(|term| {
        within(term.into(), rules.min_term_months.map(i64::from), rules.max_term_months.map(i64::from))
    });
    match (amount, term) {
        (Some(amount), Some(term)) => f64::midpoint(amount, term),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => 1.0,
    }
}

fn within(value: i64, min: Option<i64>, max: Option<i64>) -> f64 {
    if min.is_some_and(|min| value < min) || max.is_some_and(|max| value > max) {
        return 0.0;
    }
    match (min, max) {
        (Some(_), Some(_)) => 1.0,
        (Some(_), None) | (None, Some(_)) => 0.75,
        (None, None) => 0.5,
    }
}

/// How soon the money would come: 1 at once, a half after 48 hours; 0 if the lender does not say.
#[must_use]
pub fn speed(listing: &Listing) -> f64 {
    match (listing.decision_hours, listing.funding_hours) {
        (None, None) => 0.0,
        (decision, funding) => {
            let hours = f64::from(decision.unwrap_or_default().saturating_add(funding.unwrap_or_default()));
            HALF_SPEED_HOURS / (HALF_SPEED_HOURS + hours)
        }
    }
}

/// How recently the lender confirmed the figures: 1 now, a half after 180 days; 0 if it does not say.
#[must_use]
pub fn freshness(listing: &Listing, now: Timestamp) -> f64 {
    listing.updated_at.map_or(0.0, |at| {
        let days = at.days_until(now).max(0) as f64;
        HALF_FRESH_DAYS / (HALF_FRESH_DAYS + days)
    })
}

/// What the lender pays the operator, as a share of 3 % of the amount; 0 if nothing or unknown.
#[must_use]
pub fn payout(listing: &Listing, amount: Option<Money>) -> f64 {
    match (listing.payout, amount) {
        (Some(payout), Some(amount)) if amount.minor > 0 && payout.currency == amount.currency => {
            (payout.minor as f64 / (amount.minor as f64 * FULL_PAYOUT_SHARE)).clamp(0.0, 1.0)
        }
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cost_is_the_share_of_alternatives_that_cost_more() {
        let scale = CostScale::new([0.05, 0.06, 0.06, 0.07, f64::NAN]);
        let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert!(close(scale.value(Some(0.05)), 1.0));
        assert!(close(scale.value(Some(0.06)), 0.5));
        assert!(close(scale.value(Some(0.07)), 0.0));
        assert!(close(scale.value(None), 0.0), "unknown earns nothing");
        assert!(close(CostScale::new([0.05]).value(Some(0.05)), 1.0), "no alternative is cheaper");
    }

    #[test]
    fn unpublished_fees_are_assumed_to_be_among_the_dearest() {
        let fees = (1..=10).rev().map(f64::from);
        assert!((assumed_fees(fees) - 9.0).abs() < 1e-12);
        assert!((assumed_fees([0.02, 0.01, f64::NAN]) - 0.02).abs() < 1e-12);
        assert!(assumed_fees([]).abs() < 1e-12);
    }

    #[test]
    fn limits_that_are_known_fit_better_than_limits_that_are_not() {
        assert!(within(10, Some(1), Some(20)) > within(10, Some(1), None));
        assert!(within(10, None, None) > within(10, Some(11), None));
    }

    proptest! {
        #[test]
        fn cheaper_is_never_worth_less(costs in proptest::collection::vec(0.0..0.5, 1..40), a in 0_usize..40, b in 0_usize..40) {
            let scale = CostScale::new(costs.iter().copied());
            let (a, b) = (costs[a % costs.len()], costs[b % costs.len()]);
            let (cheap, dear) = if a <= b { (a, b) } else { (b, a) };
            prop_assert!(scale.value(Some(cheap)) >= scale.value(Some(dear)));
            prop_assert!((0.0..=1.0).contains(&scale.value(Some(cheap))));
        }
    }
}
