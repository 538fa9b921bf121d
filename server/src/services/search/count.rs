//! How many products match, for a line that changes while a borrower types: nothing is ranked or explained.

use super::survey::{Scope, Survey};
use super::{RankingKey, SearchError, SearchService};
use domain::answer::MatchCount;
use domain::product::ProductId;
use domain::query::{SearchQuery, Sort};
use domain::terms::{Standing, Terms};
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
        let key = counting_key(self.key(query, dismissed, &index, &self.policy.current()));
        if let Some(known) = self.counts.get(&key) {
            return Ok(known);
        }
        let counted = {
            let key = key.clone();
            self.in_turn(move |service| {
                let scope = Scope { index: &index, base: &base, without: &key.without, reach: service.reach };
                count(scope, &key.query)
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

fn count(scope: Scope<'_>, query: &SearchQuery) -> Result<MatchCount, SearchError> {
    let survey = Survey::take(scope, query, scope.reach.exact_up_to)?;
    let open = survey.hits.iter().filter(|(_, standing)| *standing == Standing::Open);
    let (mut best_rate, mut best_band) = (None, None);
    for (hit, _) in open {
        let terms = Terms::of(&hit.listing, query);
        let rate = terms.headline.map(|headline| headline.annual);
        best_rate = best_rate.into_iter().chain(rate).min();
        let band = predict::approval(&hit.listing, query, &terms).band;
        best_band = best_band.into_iter().chain([band]).min();
    }
    Ok(MatchCount {
        total: survey.total,
        total_is_exact: survey.total_is_exact,
        not_met_total: survey.not_met_total,
        not_met_is_exact: survey.not_met_is_exact,
        best_rate,
        best_approval_band: best_band,
    })
}
