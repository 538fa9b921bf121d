//! The search service: retrieve, judge, predict, rank, explain.

mod cost;
mod count;
mod order;
mod page;
mod questions;
mod rank;
mod relax;
mod survey;
#[cfg(test)]
mod tests;

use crate::clock;
use crate::config::SearchConfig;
use crate::jobs::index_sync::LiveIndex;
use crate::services::clicks::Clicks;
use crate::services::in_force::InForce;
use crate::services::predictions::Predictions;
use crate::services::single_flight::SingleFlight;
use domain::answer::{
    Approval, Click, Facets, MatchCount, Relaxation, SearchAnswer, SearchResult, Suggestion,
};
use domain::borrower::Borrower;
use domain::error::{ErrorCode, Fault, FieldError};
use domain::listing::Listing;
use domain::openings::Openings;
use domain::product::{Category, InstitutionId, ProductId};
use domain::query::{Filters, SearchQuery, Sort};
use domain::questions::QuestionTally;
use domain::ranking::RankingPolicy;
use index::{Hit, IndexError, ProductIndex, Window};
use moka::sync::Cache;
use order::{Order, Orders};
use predict::{Predictor, Subject};
use rank::{Ranked, Ranker};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};
use survey::{Reach, Scope, Survey};
use tokio::sync::Semaphore;
use uuid::Uuid;

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

/// What a search ranks by, from its beginning to its end.
#[derive(Debug, Clone)]
struct RankedBy {
    policy: Arc<RankingPolicy>,
    predictor: Arc<Predictor>,
    clicks: Arc<Clicks>,
    predictions: Predictions,
}

/// What a ranking depends on besides what is learned from clicks: the same key always judges alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct RankingKey {
    query: SearchQuery,
    generation: u64,
    policy_version: u32,
    /// The approval model in force, if any.
    model: Option<u32>,
    blocks: usize,
    /// Products left out, in the order of their ids.
    without: Vec<ProductId>,
}

/// A ranked search, kept for its further pages.
#[derive(Debug)]
struct Ranking {
    total: u64,
    total_is_exact: bool,
    not_met_total: u64,
    not_met_is_exact: bool,
    left_out: u64,
    /// In the order in which they were found, block by block.
    items: Vec<Ranked>,
    orders: Orders,
    facets: Facets,
    openings: Openings,
    result_set: String,
    /// What dropping one constraint would find, where nothing was found.
    relax: Vec<Relaxation>,
}

/// The search service of one node.
pub struct SearchService {
    index: Arc<LiveIndex>,
    in_force: InForce,
    config: SearchConfig,
    rankings: Cache<RankingKey, Arc<Ranking>>,
    /// Rankings that are being made, which the same search at the same time waits for.
    under_way: SingleFlight<RankingKey, Arc<Ranking>>,
    predictions: Predictions,
    result_sets: Cache<String, Arc<Vec<SearchQuery>>>,
    counts: Cache<RankingKey, MatchCount>,
    tallies: Cache<(u64, Category), QuestionTally>,
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// How far searches look.
    reach: Reach,
    /// On what share of first pages one place tries what little is known of.
    exploration_share: f64,
}

impl SearchService {
    /// A service over a live index; at most `concurrent` searches run at once and `waiting` wait.
    #[must_use]
    pub fn new(
        index: Arc<LiveIndex>,
        in_force: InForce,
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
        let counts = Cache::builder()
            .max_capacity(config.cached_searches)
            .time_to_live(Duration::from_secs(config.cache_seconds))
            .build();
        // A state of the index and the one before it.
        let tallies = Cache::builder().max_capacity(2 * Category::ALL.len() as u64).build();
        // Searches that go on from an answer ask for much the same chances.
        let remembered = Duration::from_secs(config.result_set_minutes.saturating_mul(60));
        let predictions = Predictions::new(config.cached_predictions, remembered);
        let places = concurrent.saturating_add(waiting).min(Semaphore::MAX_PERMITS);
        let running = Arc::new(Semaphore::new(concurrent.min(places)));
        let waiting = Arc::new(Semaphore::new(places));
        let reach = Reach::default();
        let exploration_share = 0.0;
        let under_way = SingleFlight::default();
        Self {
            index,
            in_force,
            config,
            rankings,
            under_way,
            predictions,
            result_sets,
            counts,
            tallies,
            running,
            waiting,
            reach,
            exploration_share,
        }
    }

    /// The same service, on a share of whose first pages one place tries what little is known of.
    #[must_use]
    pub fn exploring(self, share: f64) -> Self {
        Self { exploration_share: share, ..self }
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
        let by = self.ranked_by(query);
        let base = self.base(query)?;
        let key = self.key(query, dismissed, &index, &by);
        let ranking = match self.rankings.get(&key) {
            Some(ranking) => kept("cached", ranking),
            None => self.under_way.run(&key, self.rank_once(&key, index, base, by.clone())).await?,
        };
        let order = self.order(&ranking, query, &by).await?;
        let mut answer = page::answer(query, &ranking, &order, &by, self.exploration_share, rand::random());
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
        self.judge_all(vec![listing], query).await?.pop().ok_or(SearchError::Cancelled)
    }

    /// Judges, predicts and scores products for a query, as a search would, in no particular order.
    ///
    /// # Errors
    /// [`SearchError::NotReady`] without an index to place their cost by.
    pub async fn judge_all(
        self: &Arc<Self>,
        listings: Vec<Listing>,
        query: &SearchQuery,
    ) -> Result<Vec<SearchResult>, SearchError> {
        let index = self.index.current().ok_or(SearchError::NotReady)?;
        let by = self.ranked_by(query);
        let query = impersonal(query);
        let mut by_category: BTreeMap<Category, Vec<Hit>> = BTreeMap::new();
        for listing in listings {
            let category = listing.category;
            let hit = Hit { listing: Arc::new(listing), text_score: 0.0 };
            by_category.entry(category).or_default().push(hit);
        }
        self.in_turn(move |service| {
            let ranker = Ranker { query: &query, by: &by, now: clock::now() };
            let window = Window { offset: 0, limit: service.config.candidates };
            let mut results = Vec::new();
            for (category, hits) in by_category {
                // Their alternatives are what a search of their category would find for the same need.
                let mut alternatives = query.clone();
                alternatives.text = None;
                alternatives.need.categories = vec![category];
                let judged: HashSet<_> = hits.iter().map(|hit| hit.listing.product_id).collect();
                let mut others = index.candidates(&alternatives, &[], window)?.hits;
                others.retain(|hit| !judged.contains(&hit.listing.product_id));
                let placed = ranker.place(hits, others);
                results.extend(placed.iter().map(|item| {
                    let probability = by.clicks.predict(&item.seen(), ranker.now).relevance;
                    let click = Click { probability, basis: by.clicks.basis() };
                    item.result(&query, &by.policy, click, None)
                }));
            }
            Ok(results)
        })
        .await
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
        self.result_sets
            .get(token)
            .ok_or_else(|| SearchError::Invalid(vec![FieldError::new("within", Fault::Expired)]))
    }

    /// The policy in force, as the query wants it applied, and what predicts.
    fn ranked_by(&self, query: &SearchQuery) -> RankedBy {
        let policy = self.in_force.policy.current();
        let policy = if query.counts_payment() { policy } else { Arc::new(policy.without_payment()) };
        RankedBy {
            policy,
            predictor: self.predictor(),
            predictions: self.predictions.clone(),
            clicks: self.in_force.clicks.current(),
        }
    }

    /// The order that a page is to be in: that of the page before, as long as it is there, else the newest.
    async fn order(
        self: &Arc<Self>,
        ranking: &Arc<Ranking>,
        query: &SearchQuery,
        by: &RankedBy,
    ) -> Result<Arc<Order>, SearchError> {
        let earlier =
            query.order.filter(|_| query.page > 1).and_then(|token| ranking.orders.get(token.revision));
        if let Some(order) = earlier.or_else(|| ranking.orders.get(by.clicks.seq)) {
            return Ok(order);
        }
        let (ranking, by, sort) = (ranking.clone(), by.clone(), query.sort);
        self.in_turn(move |service| Ok(service.put_in_order(&ranking, &by, sort))).await
    }

    fn put_in_order(&self, ranking: &Ranking, by: &RankedBy, sort: Sort) -> Arc<Order> {
        let order = Order::of(&ranking.items, self.config.candidates, by, sort, clock::now());
        ranking.orders.keep(order)
    }

    /// What predicts the chance of approval.
    #[must_use]
    pub fn predictor(&self) -> Arc<Predictor> {
        self.in_force.models.predictor()
    }

    fn key(
        &self,
        query: &SearchQuery,
        dismissed: &[ProductId],
        index: &ProductIndex,
        by: &RankedBy,
    ) -> RankingKey {
        let last = (query.page as usize).saturating_mul(query.per_page as usize);
        let blocks = last.div_ceil(self.config.candidates).max(1);
        // The page and what is explained do not change the ranking.
        let query = SearchQuery {
            personalise: Some(query.is_personalised()),
            payment: Some(query.counts_payment()),
            explore: None,
            order: None,
            page: 1,
            per_page: 20,
            explain: true,
            ..impersonal(query)
        };
        let mut without = dismissed.to_vec();
        without.sort_unstable();
        RankingKey {
            query,
            generation: index.seq(),
            policy_version: by.policy.version,
            model: by.predictor.version(),
            blocks,
            without,
        }
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

    /// The ranking that another search has kept meanwhile, or a new one.
    async fn rank_once(
        self: &Arc<Self>,
        key: &RankingKey,
        index: Arc<ProductIndex>,
        base: Arc<Vec<SearchQuery>>,
        by: RankedBy,
    ) -> Result<Arc<Ranking>, SearchError> {
        if let Some(ranking) = self.rankings.get(key) {
            return Ok(kept("cached", ranking));
        }
        let key = key.clone();
        let ranking = self.in_turn(move |service| service.rank_and_keep(key, &index, &base, &by)).await?;
        Ok(kept("ranked", ranking))
    }

    fn rank_and_keep(
        &self,
        key: RankingKey,
        index: &ProductIndex,
        base: &[SearchQuery],
        by: &RankedBy,
    ) -> Result<Arc<Ranking>, SearchError> {
        let mut ranking = self.rank(&key, index, base, by)?;
        if ranking.total == 0 {
            let scope = Scope { index, base, without: &key.without, reach: self.reach };
            ranking.relax =
                relax::relaxations(&key.query, base, |query, base| total(Scope { base, ..scope }, query))?;
        }
        self.put_in_order(&ranking, by, key.query.sort);
        let ranking = Arc::new(ranking);
        if base.len() < MAX_NESTED {
            let chain = base.iter().chain([&key.query]).cloned().collect();
            self.result_sets.insert(ranking.result_set.clone(), Arc::new(chain));
        }
        self.rankings.insert(key, ranking.clone());
        Ok(ranking)
    }

    /// Judges block by block until `key.blocks` blocks' worth of products stand, or none are left that may be
    /// looked at. Blocks are ranked apart, so that a deeper page never reorders an earlier one.
    fn rank(
        &self,
        key: &RankingKey,
        index: &ProductIndex,
        base: &[SearchQuery],
        by: &RankedBy,
    ) -> Result<Ranking, SearchError> {
        let ranker = Ranker { query: &key.query, by, now: clock::now() };
        let block = self.config.candidates;
        let wanted = key.blocks.saturating_mul(block);
        let scope = Scope { index, base, without: &key.without, reach: self.reach };
        let survey = Survey::take(scope, &key.query, wanted)?;
        let openings = survey.openings(scope, &key.query)?;
        let mut items = Vec::with_capacity(survey.hits.len().min(wanted));
        let mut hits = survey.hits.into_iter().map(|(hit, _)| hit).take(wanted).peekable();
        while hits.peek().is_some() {
            items.extend(ranker.block(hits.by_ref().take(block).collect()));
        }
        Ok(Ranking {
            total: survey.total,
            total_is_exact: survey.total_is_exact,
            not_met_total: survey.not_met_total,
            not_met_is_exact: survey.not_met_is_exact,
            left_out: survey.left_out,
            items,
            orders: Orders::default(),
            facets: survey.facets,
            openings,
            result_set: Uuid::now_v7().simple().to_string(),
            relax: Vec::new(),
        })
    }
}

impl RankedBy {
    /// The chances of approval, those that were worked out before as they were.
    fn approvals(&self, subjects: &[Subject<'_>], query: &SearchQuery) -> Vec<Approval> {
        self.predictions.approvals(&self.predictor, subjects, query)
    }
}

/// Counts where rankings come from; those that waited for another's are the rest of all searches.
fn kept(from: &'static str, ranking: Arc<Ranking>) -> Arc<Ranking> {
    metrics::counter!("lendlight_rankings_total", "from" => from).increment(1);
    ranking
}

/// How many products match, for relaxations.
fn total(scope: Scope<'_>, query: &SearchQuery) -> Result<u64, SearchError> {
    if !needs_refining(query) {
        return Ok(scope.index.count_without(query, scope.base, scope.without)?);
    }
    Ok(Survey::take(scope, &impersonal(query), 0)?.total)
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
