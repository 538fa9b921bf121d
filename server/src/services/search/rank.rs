//! From candidates to judged products: headline, eligibility, chance of approval, and every part of the score but the
//! chance of a click, which is learned meanwhile ([`order`](super::order)).
//!
//! Works on one block of candidates at a time and allocates little: this runs for every search. What only
//! shown results need (reasons, figures in full) is worked out for them alone, in [`Ranked::result`].

use super::RankedBy;
use super::cost::Costs;
use domain::answer::{Approval, Click, RepaymentFigures, SearchResult};
use domain::eligibility::{self, Verdict};
use domain::headline::Headline;
use domain::listing::Listing;
use domain::money::Money;
use domain::query::{SearchQuery, Sort};
use domain::ranking::parts;
use domain::ranking::{PartName, RankingPolicy, Score};
use domain::terms::Terms;
use domain::time::Timestamp;
use index::Hit;
use predict::Subject;
use predict::click::feature::{Circumstances, Leaves, Seen, Showing};
use std::cmp::Ordering;
use std::sync::Arc;
use uuid::Uuid;

/// A candidate with everything that ordering needs but the chance of a click.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    pub(super) listing: Arc<Listing>,
    pub(super) headline: Option<Headline>,
    pub(super) repayment: Option<RepaymentFigures>,
    pub(super) verdict: Verdict,
    pub(super) approval: Approval,
    circumstances: Circumstances,
    /// The approval model and the leaves of its first trees.
    leaves: (u32, Vec<u32>),
    /// The parts of the score, the click's with no value yet.
    parts: Vec<(PartName, f64)>,
}

/// A candidate before its cost has been placed among the alternatives.
pub(super) struct Judged {
    pub(super) hit: Hit,
    pub(super) terms: Terms,
    pub(super) repayment: Option<RepaymentFigures>,
}

/// Judges candidates under a policy.
pub(super) struct Ranker<'a> {
    pub(super) query: &'a SearchQuery,
    pub(super) by: &'a RankedBy,
    pub(super) now: Timestamp,
}

impl Ranker<'_> {
    /// Judges one block of candidates, in their order.
    pub(super) fn block(&self, hits: Vec<Hit>) -> Vec<Ranked> {
        let judged: Vec<Judged> = hits.into_iter().map(|hit| self.judge(hit)).collect();
        let costs = Costs::of(judged.iter(), self.query);
        self.score_all(&judged, &costs)
    }

    /// Judges and scores products among their alternatives, even if the query's filters would exclude them.
    pub(super) fn place(&self, hits: Vec<Hit>, alternatives: Vec<Hit>) -> Vec<Ranked> {
        let judge = |hits: Vec<Hit>| hits.into_iter().map(|hit| self.judge(hit)).collect::<Vec<_>>();
        let (candidates, others) = (judge(hits), judge(alternatives));
        let costs = Costs::of(others.iter().chain(&candidates), self.query);
        self.score_all(&candidates, &costs)
    }

    /// Predicts for all at once and scores each.
    fn score_all(&self, judged: &[Judged], costs: &Costs) -> Vec<Ranked> {
        let subjects: Vec<Subject<'_>> =
            judged.iter().map(|one| Subject { listing: &one.hit.listing, terms: &one.terms }).collect();
        let approvals = self.by.approvals(&subjects, self.query);
        judged.iter().zip(approvals).map(|(one, approval)| self.score(one, approval, costs)).collect()
    }

    fn judge(&self, hit: Hit) -> Judged {
        let terms = Terms::of(&hit.listing, self.query);
        let repayment = terms.figures(&hit.listing, self.query);
        Judged { hit, terms, repayment }
    }

    fn score(&self, candidate: &Judged, approval: Approval, costs: &Costs) -> Ranked {
        let listing = candidate.hit.listing.clone();
        let amount = self.query.amount();
        let cost = costs.value(candidate, self.query);
        let upfront_share = amount.and_then(|amount| listing.fees.upfront_share(amount));
        let terms = &candidate.terms;
        let leaves = self.by.predictor.version().map_or_else(Default::default, |version| {
            let subject = Subject { listing: &listing, terms };
            (version, self.by.predictor.leaves(&subject.case(self.query)))
        });
        let showing = Showing {
            listing: &listing,
            amount,
            term_months: self.query.need.term_months,
            cost_value: cost,
            has_rate: terms.headline.is_some(),
            upfront_share,
            verdict: terms.verdict,
            leaves: Leaves::default(),
        };
        let circumstances = showing.seen().circumstances;
        let text = self.query.text.as_ref().map(|_| (PartName::Text, f64::from(candidate.hit.text_score)));
        let parts = [
            (PartName::Eligibility, parts::eligibility(candidate.terms.verdict)),
            (PartName::Approval, approval.probability),
            (PartName::Click, 0.0),
            (PartName::Cost, cost),
            (PartName::Fit, parts::fit(&listing, self.query)),
            (PartName::Speed, parts::speed(&listing)),
            (PartName::Freshness, parts::freshness(&listing, self.now)),
            (PartName::Payout, parts::payout(&listing, amount)),
        ];
        let parts = parts.into_iter().chain(text).collect();
        Ranked {
            listing,
            headline: candidate.terms.headline,
            repayment: candidate.repayment,
            verdict: candidate.terms.verdict,
            approval,
            circumstances,
            leaves,
            parts,
        }
    }
}

/// The query's order of two products with their scores. What one may not have stands last, then what is unknown,
/// whatever the order; ties break by product id.
pub(super) fn order(sort: Sort, (a, a_total): (&Ranked, f64), (b, b_total): (&Ranked, f64)) -> Ordering {
    let closed = |r: &Ranked| r.verdict == Verdict::NotMet;
    let first = match sort {
        Sort::Best => b_total.total_cmp(&a_total),
        Sort::Rate => known_first(a.headline.map(|h| h.annual), b.headline.map(|h| h.annual)),
        Sort::TotalCost => known_first(a.total_cost(), b.total_cost()),
        Sort::Instalment => known_first(a.repayment.map(|r| r.instalment), b.repayment.map(|r| r.instalment)),
        Sort::Approval => b.approval.probability.total_cmp(&a.approval.probability),
        Sort::Newest => b.listing.updated_at.cmp(&a.listing.updated_at),
    };
    closed(a)
        .cmp(&closed(b))
        .then(first)
        .then_with(|| b_total.total_cmp(&a_total))
        .then_with(|| a.listing.product_id.cmp(&b.listing.product_id))
}

impl Ranked {
    /// What orders by total cost: a total without fees, since none are published, stands behind whole ones.
    fn total_cost(&self) -> Option<(bool, Money)> {
        Some((!self.listing.fees.published, self.repayment?.total_payable))
    }

    /// What the click model looks at.
    pub(super) fn seen(&self) -> Seen<'_> {
        let (model, leaves) = &self.leaves;
        let leaves = Leaves { model: *model, of_trees: leaves };
        Seen { product: self.listing.as_ref().into(), circumstances: self.circumstances, leaves }
    }

    /// The score with a chance of a click.
    pub(super) fn score(&self, policy: &RankingPolicy, click: f64) -> Score {
        let with_click =
            |(name, value): &(PartName, f64)| (*name, if *name == PartName::Click { click } else { *value });
        Score::new(policy, self.parts.iter().map(with_click))
    }

    /// The whole result, with the reasons that only shown results need.
    pub(super) fn result(
        &self,
        query: &SearchQuery,
        policy: &RankingPolicy,
        click: Click,
        impression_id: Option<Uuid>,
    ) -> SearchResult {
        let instalment = self.repayment.map(|figures| figures.instalment);
        SearchResult {
            listing: self.listing.clone(),
            headline: self.headline,
            repayment: self.repayment,
            eligibility: eligibility::judge(&self.listing.rules, query, instalment),
            approval: self.approval,
            score: self.score(policy, click.probability),
            click,
            exploration: None,
            impression_id,
        }
    }
}

/// Lower is better; unknown stands last.
fn known_first<T: Ord>(a: Option<T>, b: Option<T>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
