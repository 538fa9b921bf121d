//! How many products match, for a line that changes while a borrower types: nothing is ranked or explained.

use super::survey::{Scope, Survey};
use super::{RankedBy, RankingKey, SearchError, SearchService};
use domain::answer::{ApprovalBand, MatchCount};
use domain::listing::Listing;
use domain::product::ProductId;
use domain::query::{SearchQuery, Sort};
use domain::terms::{Standing, Terms};
use predict::Subject;
use std::sync::Arc;
use std::time::Instant;

impl SearchService {
    /// Counts what a search would find, with the lowest rate and the best chance among it. Runs under the same
    /// bounds as searches do.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub async fn count(
        self: &Arc<Self>,
        query: &SearchQuery,
        dismissed: &[ProductId],
    ) -> Result<MatchCount, SearchError> {
        let started = Instant::now();
        let index = self.index.current().ok_or(SearchError::NotReady)?;
        let base = self.base(query)?;
        let by = self.ranked_by(query);
        let key = counting_key(self.key(query, dismissed, &index, &by));
        if let Some(known) = self.counts.get(&key) {
            return Ok(known);
        }
        let counted = {
            let key = key.clone();
            self.in_turn(move |service| {
                let scope = Scope { index: &index, base: &base, without: &key.without, reach: service.reach };
                count(scope, &by, &key.query)
            })
            .await?
        };
        self.counts.insert(key, counted);
        metrics::histogram!("lendlight_count_seconds").record(started.elapsed().as_secs_f64());
        Ok(counted)
    }
}

/// What a count depends on: neither order nor policy.
fn counting_key(key: RankingKey) -> RankingKey {
    let query = SearchQuery { sort: Sort::Rate, payment: None, ..key.query };
    RankingKey { query, policy_version: 0, blocks: 0, ..key }
}

/// The best band among products. A prediction takes microseconds, of which thousands of products would make tens of
/// milliseconds: no further ones are asked for once none can be better.
fn best_band(by: &RankedBy, judged: &[(&Listing, Terms)], query: &SearchQuery) -> Option<ApprovalBand> {
    const AT_ONCE: usize = 64;
    let mut best = None;
    for some in judged.chunks(AT_ONCE) {
        let subjects: Vec<Subject<'_>> =
            some.iter().map(|(listing, terms)| Subject { listing, terms }).collect();
        let bands = by.approvals(&subjects, query).into_iter().map(|approval| approval.band);
        best = best.into_iter().chain(bands).min();
        if matches!(best, Some(ApprovalBand::High | ApprovalBand::NotEnoughData)) {
            break;
        }
    }
    best
}

fn count(scope: Scope<'_>, by: &RankedBy, query: &SearchQuery) -> Result<MatchCount, SearchError> {
    let survey = Survey::take(scope, query, scope.reach.exact_up_to)?;
    let open = survey.hits.iter().filter(|(_, standing)| *standing == Standing::Open);
    let judged: Vec<(&Listing, Terms)> =
        open.map(|(hit, _)| (hit.listing.as_ref(), Terms::of(&hit.listing, query))).collect();
    let best_rate = judged.iter().filter_map(|(_, terms)| Some(terms.headline?.annual)).min();
    Ok(MatchCount {
        total: survey.total,
        total_is_exact: survey.total_is_exact,
        not_met_total: survey.not_met_total,
        not_met_is_exact: survey.not_met_is_exact,
        best_rate,
        best_approval_band: best_band(by, &judged, query),
    })
}
