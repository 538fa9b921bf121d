//! The search service: retrieve, judge, predict, rank, explain.

mod rank;
mod relax;

use crate::clock;
use crate::config::SearchConfig;
use crate::jobs::index_sync::LiveIndex;
use crate::services::policy::PolicyInForce;
use domain::answer::{Facets, SearchAnswer, SearchResult, Suggestion};
use domain::borrower::Borrower;
use domain::error::{ErrorCode, FieldError};
use domain::listing::Listing;
use domain::product::{Category, ProductId};
use domain::query::SearchQuery;
use domain::ranking::RankingPolicy;
use index::{Hit, IndexError, ProductIndex, Window};
use moka::sync::Cache;
use rank::{Ranked, Ranker};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Up to so many matches, every one is looked at where a filter can only be bounded by the index, so that
/// the total is exact; the whole of a country's real catalogue lies below it.
const EXACT_UP_TO: usize = 5_000;

/// Why a search has no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// A parameter cannot be used.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// Too many searches at once.
    #[error("too many searches at once")]
    Busy,
    /// There is no index yet.
    #[error("the index is not ready")]
    NotReady,
    /// The index failed.
    #[error("index: {0}")]
    Index(#[from] IndexError),
    /// The search was given up because the server stops.
    #[error("search was cancelled")]
    Cancelled,
}

impl SearchError {
    /// The code it is reported under.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::Invalid(_) => ErrorCode::InvalidInput,
            Self::Busy => ErrorCode::Busy,
            Self::NotReady => ErrorCode::NotReady,
            Self::Index(_) | Self::Cancelled => ErrorCode::Internal,
        }
    }
}

/// What a ranking depends on, and nothing else: the same key always ranks alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct RankingKey {
    query: SearchQuery,
    generation: u64,
    policy_version: u32,
    blocks: usize,
    /// Products left out, in the order of their ids.
    without: Vec<ProductId>,
}

/// A ranked search, kept for its further pages.
#[derive(Debug)]
struct Ranking {
    total: u64,
    total_is_exact: bool,
    left_out: u64,
    items: Vec<Ranked>,
    facets: Facets,
    result_set: String,
}

/// The search service of one node.
pub struct SearchService {
    index: Arc<LiveIndex>,
    policy: Arc<PolicyInForce>,
    config: SearchConfig,
    rankings: Cache<RankingKey, Arc<Ranking>>,
    result_sets: Cache<String, Arc<Vec<SearchQuery>>>,
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl SearchService {
    /// A service over a live index; at most `concurrent` searches run at once and `waiting` wait.
    #[must_use]
    pub fn new(
        index: Arc<LiveIndex>,
        policy: Arc<PolicyInForce>,
        config: SearchConfig,
        concurrent: usize,
        waiting: usize,
    ) -> Self {
        // Weighed by ranked products, since a refined search keeps far more of them than a plain one.
        let rankings = Cache::builder()
            .weigher(|_, ranking: &Arc<Ranking>| u32::try_from(ranking.items.len() + 1).unwrap_or(u32::MAX))
            .max_capacity(config.cached_searches.saturating_mul(config.candidates as u64))
            .time_to_live(Duration::from_secs(config.cache_seconds))
            .build();
        let result_sets = Cache::builder()
            .max_capacity(100_000)
            .time_to_idle(Duration::from_secs(config.result_set_minutes.saturating_mul(60)))
            .build();
        let running = Arc::new(Semaphore::new(concurrent));
        let waiting = Arc::new(Semaphore::new(concurrent.saturating_add(waiting)));
        Self { index, policy, config, rankings, result_sets, running, waiting }
    }

    /// Runs a search.
    ///
    /// # Errors
    /// [`SearchError`]; an unknown `within` token is invalid input.
    pub async fn search(self: &Arc<Self>, query: &SearchQuery) -> Result<SearchAnswer, SearchError> {
        self.search_without(query, &[]).await
    }

    /// Runs a search for somebody who has dismissed products: they are in no page and in no count, and the answer
    /// says how many it left out. They are no part of the query, which others may be sent.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub async fn search_without(
        self: &Arc<Self>,
        query: &SearchQuery,
        dismissed: &[ProductId],
    ) -> Result<SearchAnswer, SearchError> {
        let started = Instant::now();
        let index = self.index.current().ok_or(SearchError::NotReady)?;
        let policy = self.policy.current();
        let base = self.base(query)?;
        let key = self.key(query, dismissed, &index, &policy);
        let ranking = match self.rankings.get(&key) {
            Some(ranking) => ranking,
            None => self.rank_off_thread(key, index.clone(), base.clone(), policy.clone()).await?,
        };
        let mut answer = Self::answer(query, &ranking, &policy);
        if ranking.total == 0 {
            answer.relax = relax::relaxations(query, &base, |query, base| {
                self.matches(&index, query, base, dismissed, &policy)
            })?;
        }
        answer.took_ms = started.elapsed().as_secs_f64() * 1e3;
        metrics::histogram!("lendlight_search_seconds").record(started.elapsed().as_secs_f64());
        Ok(answer)
    }

    /// Judges, predicts and scores one product for a query, as a search would.
    ///
    /// # Errors
    /// [`SearchError::NotReady`] without an index to place its cost by.
    pub fn judge(&self, listing: Listing, query: &SearchQuery) -> Result<SearchResult, SearchError> {
        self.judge_all(vec![listing], query)?.pop().ok_or(SearchError::Cancelled)
    }

    /// Judges, predicts and scores products for a query, as a search would, in no particular order.
    ///
    /// # Errors
    /// [`SearchError::NotReady`] without an index to place their cost by.
    pub fn judge_all(
        &self,
        listings: Vec<Listing>,
        query: &SearchQuery,
    ) -> Result<Vec<SearchResult>, SearchError> {
        let index = self.index.current().ok_or(SearchError::NotReady)?;
        let policy = self.policy.current();
        let query = impersonal(query);
        let ranker = Ranker { query: &query, policy: &policy, now: clock::now() };
        let mut by_category: BTreeMap<Category, Vec<Listing>> = BTreeMap::new();
        for listing in listings {
            by_category.entry(listing.category).or_default().push(listing);
        }
        let mut results = Vec::new();
        for (category, listings) in by_category {
            // Their alternatives are what a search of their category would find for the same need.
            let mut alternatives = query.clone();
            alternatives.text = None;
            alternatives.need.categories = vec![category];
            let window = Window { offset: 0, limit: self.config.candidates };
            let judged: HashSet<_> = listings.iter().map(|listing| listing.product_id).collect();
            let mut hits = index.candidates(&alternatives, &[], window)?.hits;
            hits.retain(|hit| !judged.contains(&hit.listing.product_id));
            hits.extend(
                listings.into_iter().map(|listing| Hit { listing: Arc::new(listing), text_score: 0.0 }),
            );
            let ranked = ranker.rank(hits, |_| {});
            let wanted = ranked.iter().filter(|item| judged.contains(&item.listing.product_id));
            results.extend(wanted.map(|item| item.result(&query, Uuid::now_v7())));
        }
        Ok(results)
    }

    /// Completions of what a borrower has begun to type.
    ///
    /// # Errors
    /// [`SearchError::NotReady`] without an index, [`SearchError::Index`] if it fails.
    pub fn suggest(&self, text: &str, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        let index = self.index.current().ok_or(SearchError::NotReady)?;
        Ok(index.suggest(text, limit)?)
    }

    /// The searches that this one is to search within.
    fn base(&self, query: &SearchQuery) -> Result<Arc<Vec<SearchQuery>>, SearchError> {
        let Some(token) = &query.within else { return Ok(Arc::default()) };
        self.result_sets.get(token).ok_or_else(|| {
            let message = "is not a result set that is still known: search again without it";
            SearchError::Invalid(vec![FieldError::new("within", message)])
        })
    }

    fn key(
        &self,
        query: &SearchQuery,
        dismissed: &[ProductId],
        index: &ProductIndex,
        policy: &RankingPolicy,
    ) -> RankingKey {
        let last = (query.page as usize).saturating_mul(query.per_page as usize);
        let blocks = last.div_ceil(self.config.candidates).max(1);
        // The page and what is explained do not change the ranking.
        let query = SearchQuery { page: 1, per_page: 20, explain: true, ..impersonal(query) };
        let mut without = dismissed.to_vec();
        without.sort_unstable();
        RankingKey { query, generation: index.seq(), policy_version: policy.version, blocks, without }
    }

    async fn rank_off_thread(
        self: &Arc<Self>,
        key: RankingKey,
        index: Arc<ProductIndex>,
        base: Arc<Vec<SearchQuery>>,
        policy: Arc<RankingPolicy>,
    ) -> Result<Arc<Ranking>, SearchError> {
        let _place = self.waiting.clone().try_acquire_owned().map_err(|_| SearchError::Busy)?;
        let permit = self.running.clone().acquire_owned().await.map_err(|_| SearchError::Cancelled)?;
        let service = self.clone();
        let work = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let ranking = Arc::new(service.rank(&key, &index, &base, &policy)?);
            let mut chain = base.as_ref().clone();
            chain.push(key.query.clone());
            service.result_sets.insert(ranking.result_set.clone(), Arc::new(chain));
            service.rankings.insert(key, ranking.clone());
            Ok(ranking)
        });
        work.await.map_err(|_| SearchError::Cancelled)?
    }

    /// Ranks block by block until `key.blocks` blocks' worth of products stand, or none are left. Blocks are
    /// ranked apart, so that a deeper page never reorders an earlier one.
    fn rank(
        &self,
        key: &RankingKey,
        index: &ProductIndex,
        base: &[SearchQuery],
        policy: &RankingPolicy,
    ) -> Result<Ranking, SearchError> {
        let ranker = Ranker { query: &key.query, policy, now: clock::now() };
        let block = self.config.candidates;
        let wanted = key.blocks.saturating_mul(block);
        let first = if needs_refining(&key.query) { EXACT_UP_TO.max(wanted) } else { wanted };
        let window = Window { offset: 0, limit: first };
        let found = index.candidates_without(&key.query, base, &key.without, window)?;
        let left_out = found.left_out.into_iter().map(|listing| Hit { listing, text_score: 0.0 }).collect();
        let left_out = ranker.rank(left_out, |_| {}).len() as u64;
        let (matched, mut facets) = (found.total, found.facets);
        let exact = !needs_refining(&key.query) || matched <= first as u64;
        let mut excluded = 0;
        let mut items = Vec::with_capacity(found.hits.len().min(wanted));
        let mut hits = found.hits.into_iter().peekable();
        while hits.peek().is_some() {
            let next: Vec<Hit> = hits.by_ref().take(block).collect();
            items.extend(ranker.rank(next, |listing| {
                excluded += 1;
                relax::uncount(&mut facets, listing);
            }));
        }
        Ok(Ranking {
            total: matched.saturating_sub(excluded),
            total_is_exact: exact,
            left_out,
            items,
            facets,
            result_set: Uuid::now_v7().simple().to_string(),
        })
    }

    /// How many products match, for relaxations.
    fn matches(
        &self,
        index: &ProductIndex,
        query: &SearchQuery,
        base: &[SearchQuery],
        dismissed: &[ProductId],
        policy: &RankingPolicy,
    ) -> Result<u64, SearchError> {
        if !needs_refining(query) {
            return Ok(index.count_without(query, base, dismissed)?);
        }
        let key = RankingKey { blocks: 1, ..self.key(query, dismissed, index, policy) };
        Ok(self.rank(&key, index, base, policy)?.total)
    }

    fn answer(query: &SearchQuery, ranking: &Ranking, policy: &RankingPolicy) -> SearchAnswer {
        let judged = impersonal(query);
        let from = (query.page as usize - 1).saturating_mul(query.per_page as usize);
        let shown = ranking.items.iter().skip(from).take(query.per_page as usize);
        SearchAnswer {
            total: ranking.total,
            total_is_exact: ranking.total_is_exact,
            dismissed: ranking.left_out,
            page: query.page,
            per_page: query.per_page,
            took_ms: 0.0,
            policy_version: policy.version,
            model_version: predict::priors::VERSION.to_owned(),
            result_set: ranking.result_set.clone(),
            results: shown.map(|item| item.result(&judged, Uuid::now_v7())).collect(),
            facets: ranking.facets.clone(),
            relax: Vec::new(),
        }
    }
}

/// The query as predictions and rules may see it: without the borrower where they asked for that.
fn impersonal(query: &SearchQuery) -> SearchQuery {
    let mut query = query.clone();
    if !query.personalise {
        query.borrower = Borrower::default();
    }
    query
}

/// Whether a filter depends on more than the index knows (see `Ranker::passes`).
fn needs_refining(query: &SearchQuery) -> bool {
    let filters = &query.filters;
    filters.max_rate.is_some() || !filters.rate_types.is_empty() || filters.eligible_only
}
