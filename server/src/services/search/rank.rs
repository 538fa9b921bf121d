//! From candidates to ranked products: headline, eligibility, predictions, score.
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
use domain::ranking::{PartName, Score};
use domain::terms::Terms;
use domain::time::Timestamp;
use index::Hit;
use predict::{Subject, priors};
use std::cmp::Ordering;
use std::sync::Arc;
use uuid::Uuid;

/// A candidate with everything that ordering needs.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    pub(super) listing: Arc<Listing>,
    pub(super) headline: Option<Headline>,
    pub(super) repayment: Option<RepaymentFigures>,
    pub(super) verdict: Verdict,
    pub(super) approval: Approval,
    click: Click,
    score: Score,
}

/// A candidate before its cost has been placed among the alternatives.
pub(super) struct Judged {
    pub(super) hit: Hit,
    pub(super) terms: Terms,
    pub(super) repayment: Option<RepaymentFigures>,
}

/// Ranks candidates under a policy.
pub(super) struct Ranker<'a> {
    pub(super) query: &'a SearchQuery,
    pub(super) by: &'a RankedBy,
    pub(super) now: Timestamp,
}

impl Ranker<'_> {
    /// Ranks one block of candidates: those of which no rule is known not to be met in the query's order, then
    /// the others in the same order.
    pub(super) fn rank(&self, hits: Vec<Hit>) -> Vec<Ranked> {
        let judged: Vec<Judged> = hits.into_iter().map(|hit| self.judge(hit)).collect();
        let costs = Costs::of(judged.iter(), self.query);
        let mut ranked = self.score_all(&judged, &costs);
        ranked.sort_by(|a, b| self.order(a, b));
        if self.query.sort == Sort::Best {
            // Only among products the borrower may have: a lender's share is no reason to show one they may not.
            let open = ranked.partition_point(|item| item.verdict != Verdict::NotMet);
            let closed = ranked.split_off(open);
            ranked = domain::ranking::diversify(ranked, self.by.policy.diversification, |r| {
                r.listing.institution_id
            });
            ranked.extend(closed);
        }
        ranked
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
        let click = priors::click(priors::ClickInputs {
            cost_value: cost,
            has_rate: candidate.terms.headline.is_some(),
            upfront_share,
        });
        let text = self.query.text.as_ref().map(|_| (PartName::Text, f64::from(candidate.hit.text_score)));
        let values = [
            (PartName::Eligibility, parts::eligibility(candidate.terms.verdict)),
            (PartName::Approval, approval.probability),
            (PartName::Click, click.probability),
            (PartName::Cost, cost),
            (PartName::Fit, parts::fit(&listing, self.query)),
            (PartName::Speed, parts::speed(&listing)),
            (PartName::Freshness, parts::freshness(&listing, self.now)),
            (PartName::Payout, parts::payout(&listing, amount)),
        ];
        let score = Score::new(&self.by.policy, values.into_iter().chain(text));
        Ranked {
            listing,
            headline: candidate.terms.headline,
            repayment: candidate.repayment,
            verdict: candidate.terms.verdict,
            approval,
            click,
            score,
        }
    }

    /// The query's order. What one may not have stands last, then what is unknown, whatever the order; ties
    /// break by product id.
    fn order(&self, a: &Ranked, b: &Ranked) -> Ordering {
        let closed = |r: &Ranked| r.verdict == Verdict::NotMet;
        let first = match self.query.sort {
            Sort::Best => b.score.total.total_cmp(&a.score.total),
            Sort::Rate => known_first(a.headline.map(|h| h.annual), b.headline.map(|h| h.annual)),
            Sort::TotalCost => known_first(a.total_cost(), b.total_cost()),
            Sort::Instalment => {
                known_first(a.repayment.map(|r| r.instalment), b.repayment.map(|r| r.instalment))
            }
            Sort::Approval => b.approval.probability.total_cmp(&a.approval.probability),
            Sort::Newest => b.listing.updated_at.cmp(&a.listing.updated_at),
        };
        closed(a)
            .cmp(&closed(b))
            .then(first)
            .then_with(|| b.score.total.total_cmp(&a.score.total))
            .then_with(|| a.listing.product_id.cmp(&b.listing.product_id))
    }
}

impl Ranked {
    /// What orders by total cost: a total without fees, since none are published, stands behind whole ones.
    fn total_cost(&self) -> Option<(bool, Money)> {
        Some((!self.listing.fees.published, self.repayment?.total_payable))
    }

    /// The whole result, with the reasons that only shown results need.
    pub(super) fn result(&self, query: &SearchQuery, impression_id: Option<Uuid>) -> SearchResult {
        let instalment = self.repayment.map(|figures| figures.instalment);
        SearchResult {
            listing: self.listing.clone(),
            headline: self.headline,
            repayment: self.repayment,
            eligibility: eligibility::judge(&self.listing.rules, query, instalment),
            approval: self.approval,
            click: self.click,
            score: self.score.clone(),
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
