//! The search service: retrieve, judge, predict, rank, explain.

mod rank;
mod relax;
#[cfg(test)]
mod tests;

use crate::clock;
use crate::config::SearchConfig;
use crate::jobs::index_sync::LiveIndex;
use crate::services::policy::PolicyInForce;
use domain::answer::{Facets, Relaxation, SearchAnswer, SearchResult, Suggestion};
use domain::borrower::Borrower;
use domain::error::{ErrorCode, Fault, FieldError};
use domain::listing::Listing;
use domain::query::SearchQuery;
use domain::ranking::RankingPolicy;
use index::{Hit, IndexError, ProductIndex, Window};
use moka::sync::Cache;
use rank::{Ranked, Ranker};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Up to so many matches, every one is looked at where a filter can only be bounded by the index, so that
/// the total is exact; the whole of a country's real catalogue lies below it.
const EXACT_UP_TO: usize = 5_000;
/// So many candidates at most are looked at for products that a filter leaves, unless the page asked for lies
/// further on.
const LOOKED_AT: usize = 20_000;
/// How deep searches within searches go: each is one more filter over the whole index, and is remembered with every
/// one that follows it.
const MAX_NESTED: usize = 16;
/// How many searches are remembered for `within`, those that others lie within counted each time.
const REMEMBERED: u64 = 100_000;

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
    /// The search broke off: the server stops, or the search failed in a way that nobody foresaw.
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
}

/// A ranked search, kept for its further pages.
#[derive(Debug)]
struct Ranking {
    total: u64,
    total_is_exact: bool,
    items: Vec<Ranked>,
    facets: Facets,
    result_set: String,
    /// What dropping one constraint would find, where nothing was found.
    relax: Vec<Relaxation>,
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
    /// [`EXACT_UP_TO`] and [`LOOKED_AT`], smaller in tests.
    exact_up_to: usize,
    looked_at: usize,
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
            .weigher(|_, chain: &Arc<Vec<SearchQuery>>| u32::try_from(chain.len()).unwrap_or(u32::MAX))
            .max_capacity(REMEMBERED)
            .time_to_idle(Duration::from_secs(config.result_set_minutes.saturating_mul(60)))
            .build();
        let places = concurrent.saturating_add(waiting).min(Semaphore::MAX_PERMITS);
        let running = Arc::new(Semaphore::new(concurrent.min(places)));
        let waiting = Arc::new(Semaphore::new(places));
        let (exact_up_to, looked_at) = (EXACT_UP_TO, LOOKED_AT);
        Self { index, policy, config, rankings, result_sets, running, waiting, exact_up_to, looked_at }
    }

    /// Runs a search.
    ///
    /// # Errors
    /// [`SearchError`]; an unknown `within` token is invalid input.
    pub async fn search(self: &Arc<Self>, query: &SearchQuery) -> Result<SearchAnswer, SearchError> {
        let started = Instant::now();
        let index = self.index.current().ok_or(SearchError::NotReady)?;
        let policy = self.policy.current();
        let base = self.base(query)?;
        let key = self.key(query, &index, &policy);
        let ranking = match self.rankings.get(&key) {
            Some(ranking) => ranking,
            None => {
                let policy = policy.clone();
                self.in_turn(move |service| service.rank_and_keep(key, &index, &base, &policy)).await?
            }
        };
        let mut answer = Self::answer(query, &ranking, &policy);
        answer.took_ms = started.elapsed().as_secs_f64() * 1e3;
        metrics::histogram!("lendlight_search_seconds").record(started.elapsed().as_secs_f64());
        Ok(answer)
    }

    /// Judges, predicts and scores one product for a query, as a search would, whatever the query's filters say
    /// of it.
    ///
    /// # Errors
    /// [`SearchError::NotReady`] without an index to place its cost by.
    pub async fn judge(
        self: &Arc<Self>,
        listing: Listing,
        query: &SearchQuery,
    ) -> Result<SearchResult, SearchError> {
        let index = self.index.current().ok_or(SearchError::NotReady)?;
        let policy = self.policy.current();
        let query = impersonal(query);
        self.in_turn(move |service| {
            let ranker = Ranker { query: &query, policy: &policy, now: clock::now() };
            // Its alternatives are what a search of its category would find for the same need.
            let mut alternatives = query.clone();
            alternatives.text = None;
            alternatives.need.categories = vec![listing.category];
            let window = Window { offset: 0, limit: service.config.candidates };
            let mut hits = index.candidates(&alternatives, &[], window)?.hits;
            hits.retain(|hit| hit.listing.product_id != listing.product_id);
            let hit = Hit { listing: Arc::new(listing), text_score: 0.0 };
            Ok(ranker.place(hit, hits).result(&query, Uuid::now_v7()))
        })
        .await
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
        self.result_sets
            .get(token)
            .ok_or_else(|| SearchError::Invalid(vec![FieldError::new("within", Fault::Expired)]))
    }

    fn key(&self, query: &SearchQuery, index: &ProductIndex, policy: &RankingPolicy) -> RankingKey {
        let last = (query.page as usize).saturating_mul(query.per_page as usize);
        let blocks = last.div_ceil(self.config.candidates).max(1);
        // The page and what is explained do not change the ranking.
        let query = SearchQuery { page: 1, per_page: 20, explain: true, ..impersonal(query) };
        RankingKey { query, generation: index.seq(), policy_version: policy.version, blocks }
    }

    /// Does work that keeps a processor busy where it may block, when its turn comes.
    async fn in_turn<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, SearchError> {
        let place = self.waiting.clone().try_acquire_owned().map_err(|_| SearchError::Busy)?;
        let turn = self.running.clone().acquire_owned().await.map_err(|_| SearchError::Cancelled)?;
        let service = self.clone();
        let work = tokio::task::spawn_blocking(move || {
            // Held to the end, even if whoever asked has gone away.
            let _held = (place, turn);
            work(&service)
        });
        work.await.map_err(|_| SearchError::Cancelled)?
    }

    fn rank_and_keep(
        &self,
        key: RankingKey,
        index: &ProductIndex,
        base: &[SearchQuery],
        policy: &RankingPolicy,
    ) -> Result<Arc<Ranking>, SearchError> {
        let mut ranking = self.rank(&key, index, base, policy)?;
        if ranking.total == 0 {
            ranking.relax =
                relax::relaxations(&key.query, base, |query, base| self.matches(index, query, base, policy))?;
        }
        let ranking = Arc::new(ranking);
        if base.len() < MAX_NESTED {
            let chain = base.iter().chain([&key.query]).cloned().collect();
            self.result_sets.insert(ranking.result_set.clone(), Arc::new(chain));
        }
        self.rankings.insert(key, ranking.clone());
        Ok(ranking)
    }

    /// Ranks block by block until `key.blocks` blocks' worth of products stand, or none are left that may be
    /// looked at. Blocks are ranked apart, so that a deeper page never reorders an earlier one.
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
        let refines = needs_refining(&key.query);
        // Whole blocks, however far is looked: a block cut short would be ranked otherwise by a deeper page.
        let exact_up_to = self.exact_up_to.div_ceil(block).saturating_mul(block);
        let first = if refines { exact_up_to.max(wanted) } else { wanted };
        let mut window = Window { offset: 0, limit: first };
        let mut found = index.candidates(&key.query, base, window)?;
        let (matched, seq) = (found.total, found.seq);
        let mut facets = std::mem::take(&mut found.facets);
        let (mut looked_at, mut excluded) = (0_usize, 0);
        let mut items = Vec::with_capacity(found.hits.len().min(wanted));
        loop {
            let is_last = found.hits.len() < window.limit;
            looked_at = looked_at.saturating_add(found.hits.len());
            let mut hits = found.hits.into_iter().peekable();
            while hits.peek().is_some() {
                let next: Vec<Hit> = hits.by_ref().take(block).collect();
                items.extend(ranker.rank(next, |listing| {
                    excluded += 1;
                    relax::uncount(&mut facets, listing);
                }));
            }
            if is_last || items.len() >= wanted || looked_at >= self.looked_at.max(first) {
                break;
            }
            window = Window { offset: looked_at, limit: looked_at };
            found = index.candidates(&key.query, base, window)?;
            if found.seq != seq {
                // The index has changed meanwhile: these would not follow on those before.
                break;
            }
        }
        Ok(Ranking {
            total: matched.saturating_sub(excluded),
            total_is_exact: !refines || matched <= looked_at as u64,
            items,
            facets,
            result_set: Uuid::now_v7().simple().to_string(),
            relax: Vec::new(),
        })
    }

    /// How many products match, for relaxations.
    fn matches(
        &self,
        index: &ProductIndex,
        query: &SearchQuery,
        base: &[SearchQuery],
        policy: &RankingPolicy,
    ) -> Result<u64, SearchError> {
        if !needs_refining(query) {
            return Ok(index.count(query, base)?);
        }
        let key = RankingKey {
            query: impersonal(query),
            generation: index.seq(),
            policy_version: policy.version,
            blocks: 1,
        };
        Ok(self.rank(&key, index, base, policy)?.total)
    }

    fn answer(query: &SearchQuery, ranking: &Ranking, policy: &RankingPolicy) -> SearchAnswer {
        let judged = impersonal(query);
        let from = (query.page as usize - 1).saturating_mul(query.per_page as usize);
        let shown = ranking.items.iter().skip(from).take(query.per_page as usize);
        SearchAnswer {
            total: ranking.total,
            total_is_exact: ranking.total_is_exact,
            page: query.page,
            per_page: query.per_page,
            took_ms: 0.0,
            policy_version: policy.version,
            model_version: predict::priors::VERSION.to_owned(),
            result_set: ranking.result_set.clone(),
            results: shown.map(|item| item.result(&judged, Uuid::now_v7())).collect(),
            facets: ranking.facets.clone(),
            relax: ranking.relax.clone(),
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
