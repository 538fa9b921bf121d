//! What products cost beside their alternatives.

use super::rank::Judged;
use domain::eligibility::Verdict;
use domain::product::Category;
use domain::query::SearchQuery;
use domain::ranking::parts::{self, CostScale};
use std::collections::HashMap;

/// What the alternatives of a category are compared by. Where amount and term are asked for, and instalments are paid,
/// that is everything paid; else the yearly rate, or the comparison rate where it is the higher one, with the yearly
/// fees where it is known of what. The two never mix: what a loan costs in all says nothing beside a rate.
#[derive(Debug, Clone, Copy)]
struct Cost {
    /// As a share of the amount, fees left out.
    without_fees: f64,
    /// As a share of the amount; `None` where the lender publishes none.
    fees: Option<f64>,
}

impl Cost {
    fn of(judged: &Judged, query: &SearchQuery) -> Option<Self> {
        let listing = &judged.hit.listing;
        let published = |fees: f64| listing.fees.published.then_some(fees);
        let amount = query.amount().filter(|amount| amount.minor > 0 && amount.currency == listing.currency);
        if listing.category.is_instalment_credit() && amount.is_some() && query.need.term_months.is_some() {
            let figures = judged.repayment?;
            let amount = figures.amount.to_f64().max(1.0);
            let fees = figures.total_fees.to_f64();
            let without_fees = (figures.total_payable.to_f64() - fees) / amount;
            return Some(Self { without_fees, fees: published(fees / amount) });
        }
        let headline = judged.terms.headline?;
        let rate = headline.comparison.map_or(headline.annual, |comparison| comparison.max(headline.annual));
        let yearly = amount.map_or(0.0, |amount| listing.fees.yearly.to_f64() / amount.to_f64());
        Some(Self { without_fees: rate.fraction(), fees: published(yearly) })
    }
}

/// The costs of the alternatives of one category.
#[derive(Debug, Default)]
struct Alternatives {
    scale: CostScale,
    /// What stands in for fees that are not published.
    assumed_fees: f64,
}

impl Alternatives {
    fn new(costs: &[Cost]) -> Self {
        let assumed_fees = parts::assumed_fees(costs.iter().filter_map(|cost| cost.fees));
        let whole = |cost: &Cost| cost.without_fees + cost.fees.unwrap_or(assumed_fees);
        Self { scale: CostScale::new(costs.iter().map(whole)), assumed_fees }
    }
}

/// The costs of the alternatives, by category: a card's rate says nothing about a home loan's.
#[derive(Debug, Default)]
pub(super) struct Costs {
    by_category: HashMap<Category, Alternatives>,
}

impl Costs {
    /// Of those of which no rule is known not to be met.
    pub(super) fn of<'a>(judged: impl Iterator<Item = &'a Judged>, query: &SearchQuery) -> Self {
        let mut costs: HashMap<Category, Vec<Cost>> = HashMap::new();
        for candidate in judged.filter(|candidate| candidate.terms.verdict != Verdict::NotMet) {
            if let Some(cost) = Cost::of(candidate, query) {
                costs.entry(candidate.hit.listing.category).or_default().push(cost);
            }
        }
        let placed = costs.into_iter().map(|(category, costs)| (category, Alternatives::new(&costs)));
        Self { by_category: placed.collect() }
    }

    /// A candidate's place among them, as [`CostScale::value`].
    pub(super) fn value(&self, candidate: &Judged, query: &SearchQuery) -> f64 {
        let Some(alternatives) = self.by_category.get(&candidate.hit.listing.category) else { return 0.0 };
        let cost = Cost::of(candidate, query)
            .map(|cost| cost.without_fees + cost.fees.unwrap_or(alternatives.assumed_fees));
        alternatives.scale.value(cost)
    }
}
