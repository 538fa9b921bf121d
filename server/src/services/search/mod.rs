//! The search service: retrieve, judge, predict, rank, explain.

mod count;
mod questions;
mod rank;
mod relax;
mod survey;

use crate::clock;
use crate::config::SearchConfig;
use crate::jobs::index_sync::LiveIndex;
use crate::services::policy::PolicyInForce;
use domain::answer::{Facets, MatchCount, SearchAnswer, SearchResult, Suggestion};
use domain::borrower::Borrower;
use domain::error::{ErrorCode, FieldError};
use domain::listing::Listing;
use domain::openings::Openings;
use domain::product::{Category, InstitutionId, ProductId};
use domain::query::{Filters, SearchQuery};
use domain::questions::QuestionTally;
use domain::ranking::RankingPolicy;
use index::{Hit, IndexError, ProductIndex, Window};
use moka::sync::Cache;
use rank::{Ranked, Ranker};
use std::sync::Arc;
use std::time::{Duration, Instant};
use survey::Survey;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Up to so many matches, every one is looked at before any is ranked, so that totals are exact and what one may
/// not have stands last; the whole of a country's real catalogue lies below it.
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
}

/// A ranked search, kept for its further pages.
#[derive(Debug)]
struct Ranking {
    total: u64,
    total_is_exact: bool,
    not_met_total: u64,
    not_met_is_exact: bool,
    items: Vec<Ranked>,
    facets: Facets,
    openings: Openings,
    result_set: String,
}

/// The search service of one node.
pub struct SearchService {
    index: Arc<LiveIndex>,
    policy: Arc<PolicyInForce>,
    config: SearchConfig,
    rankings: Cache<RankingKey, Arc<Ranking>>,
    result_sets: Cache<String, Arc<Vec<SearchQuery>>>,
    counts: Cache<RankingKey, MatchCount>,
    tallies: Cache<(u64, Category), QuestionTally>,
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
        let counts = Cache::builder()
            .max_capacity(config.cached_searches)
            .time_to_live(Duration::from_secs(config.cache_seconds))
            .build();
        // A state of the index and the one before it.
        let tallies = Cache::builder().max_capacity(2 * Category::ALL.len() as u64).build();
        let running = Arc::new(Semaphore::new(concurrent));
        let waiting = Arc::new(Semaphore::new(concurrent.saturating_add(waiting)));
        Self { index, policy, config, rankings, result_sets, counts, tallies, running, waiting }
    }

    /// Runs a search.
    ///
    /// # Errors
    /// [`SearchError`]; an unknown `within` token is invalid input.
    pub async fn search(self: &Arc<Self>, query: &SearchQuery) -> Result<SearchAnswer, SearchError> {
        let started = Instant::now();
        let index = self.index.current().ok_or(SearchError::NotReady)?;
        let policy = self.policy_for(query);
        let base = self.base(query)?;
        let key = self.key(query, &index, &policy);
        let ranking = match self.rankings.get(&key) {
            Some(ranking) => ranking,
            None => self.rank_off_thread(key, index.clone(), base.clone(), policy.clone()).await?,
        };
        let mut answer = Self::answer(query, &ranking, &policy);
        if ranking.total == 0 {
            answer.relax = relax::relaxations(query, &base, |query, base| total(&index, query, base))?;
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
        let index = self.index.current().ok_or(SearchError::NotReady)?;
        let policy = self.policy_for(query);
        let query = impersonal(query);
        let ranker = Ranker { query: &query, policy: &policy, now: clock::now() };
        // Its alternatives are what a search of its category would find for the same need.
        let mut alternatives = query.clone();
        alternatives.text = None;
        alternatives.need.categories = vec![listing.category];
        let window = Window { offset: 0, limit: self.config.candidates };
        let id = listing.product_id;
        let mut hits = index.candidates(&alternatives, &[], window)?.hits;
        hits.retain(|hit| hit.listing.product_id != id);
        hits.push(Hit { listing: Arc::new(listing), text_score: 0.0 });
        let ranked = ranker.rank(hits);
        let found = ranked.iter().find(|item| item.listing.product_id == id);
        found.map(|item| item.result(&query, Uuid::now_v7())).ok_or(SearchError::Cancelled)
    }

    /// The products on offer of one lender, at most `limit`, with the state of the index that says so.
    ///
    /// # Errors
    /// [`SearchError::NotReady`] without an index, [`SearchError::Index`] if it fails.
    pub fn products_of(
        &self,
        lender: InstitutionId,
        limit: usize,
    ) -> Result<(u64, Vec<ProductId>), SearchError> {
        let index = self.index.current().ok_or(SearchError::NotReady)?;
        let filters = Filters { institutions: vec![lender], ..Filters::default() };
        let query = SearchQuery { filters, ..SearchQuery::default() };
        let found = index.candidates(&query, &[], Window { offset: 0, limit })?;
        Ok((found.seq, found.hits.iter().map(|hit| hit.listing.product_id).collect()))
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

    /// The policy in force, as the query wants it applied.
    fn policy_for(&self, query: &SearchQuery) -> Arc<RankingPolicy> {
        let policy = self.policy.current();
        if query.counts_payment() { policy } else { Arc::new(policy.without_payment()) }
    }

    fn key(&self, query: &SearchQuery, index: &ProductIndex, policy: &RankingPolicy) -> RankingKey {
        let last = (query.page as usize).saturating_mul(query.per_page as usize);
        let blocks = last.div_ceil(self.config.candidates).max(1);
        // The page and what is explained do not change the ranking.
        let query = SearchQuery {
            personalise: Some(query.is_personalised()),
            payment: Some(query.counts_payment()),
            page: 1,
            per_page: 20,
            explain: true,
            ..impersonal(query)
        };
        RankingKey { query, generation: index.seq(), policy_version: policy.version, blocks }
    }

    async fn rank_off_thread(
        self: &Arc<Self>,
        key: RankingKey,
        index: Arc<ProductIndex>,
        base: Arc<Vec<SearchQuery>>,
        policy: Arc<RankingPolicy>,
    ) -> Result<Arc<Ranking>, SearchError> {
        let service = self.clone();
        self.off_thread(move || {
            let ranking = Arc::new(service.rank(&key, &index, &base, &policy)?);
            let mut chain = base.as_ref().clone();
            chain.push(key.query.clone());
            service.result_sets.insert(ranking.result_set.clone(), Arc::new(chain));
            service.rankings.insert(key, ranking.clone());
            Ok(ranking)
        })
        .await
    }

    /// Runs work that takes a processor for a while, so much at once as searches may.
    async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, SearchError> {
        let _place = self.waiting.clone().try_acquire_owned().map_err(|_| SearchError::Busy)?;
        let permit = self.running.clone().acquire_owned().await.map_err(|_| SearchError::Cancelled)?;
        let work = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
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
        let survey = Survey::take(index, &key.query, base, wanted)?;
        let openings = survey.openings(index, &key.query, base)?;
        let mut items = Vec::with_capacity(survey.hits.len().min(wanted));
        let mut hits = survey.hits.into_iter().map(|(hit, _)| hit).take(wanted).peekable();
        while hits.peek().is_some() {
            items.extend(ranker.rank(hits.by_ref().take(block).collect()));
        }
        Ok(Ranking {
            total: survey.total,
            total_is_exact: survey.total_is_exact,
            not_met_total: survey.not_met_total,
            not_met_is_exact: survey.not_met_is_exact,
            items,
            facets: survey.facets,
            openings,
            result_set: Uuid::now_v7().simple().to_string(),
        })
    }

    fn answer(query: &SearchQuery, ranking: &Ranking, policy: &RankingPolicy) -> SearchAnswer {
        let judged = impersonal(query);
        let from = (query.page as usize - 1).saturating_mul(query.per_page as usize);
        let shown = ranking.items.iter().skip(from).take(query.per_page as usize);
        SearchAnswer {
            total: ranking.total,
            total_is_exact: ranking.total_is_exact,
            not_met_total: ranking.not_met_total,
            not_met_is_exact: ranking.not_met_is_exact,
            personalised: query.is_personalised(),
            payment_counts: query.counts_payment(),
            page: query.page,
            per_page: query.per_page,
            took_ms: 0.0,
            policy_version: policy.version,
            model_version: predict::priors::VERSION.to_owned(),
            result_set: ranking.result_set.clone(),
            results: shown.map(|item| item.result(&judged, Uuid::now_v7())).collect(),
            facets: ranking.facets.clone(),
            relax: Vec::new(),
            openings: ranking.openings.clone(),
        }
    }
}

/// How many products match, for relaxations.
fn total(index: &ProductIndex, query: &SearchQuery, base: &[SearchQuery]) -> Result<u64, SearchError> {
    if !needs_refining(query) {
        return Ok(index.count(query, base)?);
    }
    Ok(Survey::take(index, &impersonal(query), base, 0)?.total)
}

/// The query as predictions and rules may see it: without the borrower where they asked for that.
fn impersonal(query: &SearchQuery) -> SearchQuery {
    let mut query = query.clone();
    if !query.is_personalised() {
        query.borrower = Borrower::default();
    }
    query
}

/// Whether a filter depends on more than the index knows (see [`domain::terms::Standing::of`]).
fn needs_refining(query: &SearchQuery) -> bool {
    let filters = &query.filters;
    filters.max_rate.is_some() || !filters.rate_types.is_empty() || filters.eligible_only
}
