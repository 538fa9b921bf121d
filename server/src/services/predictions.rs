//! Chances of approval that were worked out before, kept as long as somebody goes on searching.
//!
//! A borrower who sorts, filters or pages asks for the chances of much the same products again. They are kept by what
//! they depend on: the model, and of the query the borrower, the need and which kind of rate is wanted ([`Asker`]); for
//! each asker by product and its version. One look-up finds the asker, then a product costs an eighth of what looking it
//! up in a cache of single predictions would: `cargo xtask bench` prints both beside a prediction.

use domain::answer::{Approval, Basis};
use domain::product::ProductId;
use domain::query::{Filters, SearchQuery};
use moka::sync::Cache;
use predict::{Predictor, Subject};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Everything but the product that a chance depends on. Compared whole, so that no two borrowers are ever mixed up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Asker {
    model: u32,
    /// The query without what does not change a prediction.
    query: SearchQuery,
}

impl Asker {
    fn new(model: u32, query: &SearchQuery) -> Self {
        let mut need = query.need.clone();
        need.categories.clear();
        // Which rate is a product's headline follows from the kind that is wanted.
        let filters = Filters { rate_types: query.filters.rate_types.clone(), ..Filters::default() };
        let borrower = query.borrower.clone();
        Self { model, query: SearchQuery { need, borrower, filters, ..SearchQuery::default() } }
    }
}

/// What one asker was told, by product and version.
#[derive(Debug, Default)]
struct Told {
    approvals: Mutex<HashMap<(ProductId, u32), Approval>>,
    /// How many, for the cache to weigh without waiting.
    count: AtomicU32,
}

/// The chances that a node remembers; copies share them.
#[derive(Debug, Clone)]
pub struct Predictions {
    told: Cache<Asker, Arc<Told>>,
}

impl Predictions {
    /// Remembers at most so many chances, of each asker until nobody has asked for so long.
    #[must_use]
    pub fn new(most: u64, idle: Duration) -> Self {
        let told = Cache::builder()
            .weigher(|_, told: &Arc<Told>| told.count.load(Ordering::Relaxed).saturating_add(1))
            .max_capacity(most)
            .time_to_idle(idle)
            .build();
        Self { told }
    }

    /// The chances of approval of products for a query, in their order, as [`Predictor::approvals`] gives them. If two
    /// searches of one asker need the same at once, the second waits for the first.
    #[must_use]
    pub fn approvals(
        &self,
        predictor: &Predictor,
        subjects: &[Subject<'_>],
        query: &SearchQuery,
    ) -> Vec<Approval> {
        let Some(model) = predictor.version() else {
            // A prior costs less than a look-up.
            return counted(predictor.approvals(subjects, query));
        };
        let asker = Asker::new(model, query);
        let told = self.told.get_with_by_ref(&asker, Arc::default);
        let mut approvals = told.approvals.lock().unwrap_or_else(PoisonError::into_inner);
        let key = |subject: &Subject<'_>| (subject.listing.product_id, subject.listing.version);
        let known: Vec<Option<Approval>> =
            subjects.iter().map(|subject| approvals.get(&key(subject)).copied()).collect();
        let asked = subjects.iter().zip(&known);
        let missing: Vec<Subject<'_>> =
            asked.filter(|(_, known)| known.is_none()).map(|(subject, _)| *subject).collect();
        count_lookups(subjects.len(), missing.len());
        if missing.is_empty() {
            return counted(known.into_iter().flatten().collect());
        }
        let started = Instant::now();
        let predicted = predictor.approvals(&missing, query);
        metrics::histogram!("lendlight_prediction_seconds").record(started.elapsed().as_secs_f64());
        approvals.extend(missing.iter().map(key).zip(predicted.iter().copied()));
        told.count.store(u32::try_from(approvals.len()).unwrap_or(u32::MAX), Ordering::Relaxed);
        drop(approvals);
        // Weighed anew, now that it holds more.
        self.told.insert(asker, told);
        let mut predicted = predicted.into_iter();
        counted(known.into_iter().filter_map(|known| known.or_else(|| predicted.next())).collect())
    }
}

fn count_lookups(asked: usize, missing: usize) {
    metrics::counter!("lendlight_prediction_cache_hits_total").increment((asked - missing) as u64);
    metrics::counter!("lendlight_prediction_cache_misses_total").increment(missing as u64);
}

/// Counts by what they rest on, so that the share that the priors answer can be seen.
fn counted(approvals: Vec<Approval>) -> Vec<Approval> {
    for basis in Basis::ALL {
        let count = approvals.iter().filter(|approval| approval.basis == *basis).count();
        if count > 0 {
            metrics::counter!("lendlight_predictions_total", "basis" => basis.name()).increment(count as u64);
        }
    }
    approvals
}

#[cfg(test)]
mod tests;
