//! The catalogue service: one product with its history, and the catalogue as a whole.

use crate::services::search::{SearchError, SearchService};
use crate::store::{Store, StoreError, StoredProduct};
use domain::answer::{Raises, Reason, SearchResult};
use domain::error::ErrorCode;
use domain::headline::{Headline, HeadlineFor};
use domain::links::{HostCount, OfficialHosts};
use domain::listing::{Listing, RateOffer};
use domain::product::{Category, InstitutionId, Product, ProductId};
use domain::query::{Filters, Need, SearchQuery};
use domain::rate::Rate;
use domain::terms::Terms;
use domain::time::Timestamp;
use moka::sync::Cache;
use predict::Subject;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// So many of a lender's products at most are asked where their links lead.
const LINKS_OF: usize = 1_000;

/// Why the catalogue has no answer.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// No such product.
    #[error("no such product")]
    NotFound,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Judging the product failed.
    #[error(transparent)]
    Search(#[from] SearchError),
}

impl CatalogueError {
    /// The code it is reported under.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => ErrorCode::NotFound,
            Self::Store(_) => ErrorCode::Internal,
            Self::Search(error) => error.code(),
        }
    }
}

/// A product with everything a page or the API shows of it.
#[derive(Debug, Clone)]
pub struct ProductDetails {
    /// The stored product.
    pub stored: StoredProduct,
    /// Judged, predicted and scored for the query.
    pub result: SearchResult,
    /// Changes of the headline rate, newest first.
    pub history: Vec<RateChange>,
    /// What would raise the borrower's chance; nothing where their profile is not to be used, or the product is
    /// not on offer.
    pub raises: Raises,
    /// What speaks for and against an approval, the weightiest first; empty where the borrower is not to be looked at.
    pub reasons: Vec<Reason>,
}

/// A change of a product's headline rate, whatever amount is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateChange {
    /// When the catalogue recorded it.
    pub at: Timestamp,
    /// The rate before; `None` before the product was listed, or where it had none.
    pub from: Option<Rate>,
    /// The rate since.
    pub to: Option<Rate>,
}

/// The catalogue as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Products on offer.
    pub products: u64,
    /// Lenders known.
    pub institutions: u64,
    /// Whether any of them is invented.
    pub fictional: bool,
}

/// The catalogue service of one node.
pub struct CatalogueService {
    store: Arc<dyn Store>,
    search: Arc<SearchService>,
    /// Counting is asked for by every page; a few seconds' age does no harm.
    summary: Cache<(), Summary>,
    hosts: Cache<(u64, InstitutionId), Arc<OfficialHosts>>,
}

impl CatalogueService {
    /// A service over a store, judging products as `search` does.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, search: Arc<SearchService>) -> Self {
        let summary = Cache::builder().max_capacity(1).time_to_live(Duration::from_secs(5)).build();
        let hosts = Cache::builder().max_capacity(1_000).build();
        Self { store, search, summary, hosts }
    }

    /// A product, judged for a query.
    ///
    /// # Errors
    /// [`CatalogueError`].
    pub async fn product(
        &self,
        id: ProductId,
        query: &SearchQuery,
    ) -> Result<ProductDetails, CatalogueError> {
        let stored = self.store.product(id).await?.ok_or(CatalogueError::NotFound)?;
        let versions = self.store.product_versions(id).await?;
        let result = self.search.judge(stored.listing(), query).await?;
        let history = rate_changes(versions.iter().map(|v| (v.recorded_at, headline_rate(&v.product))));
        let (raises, reasons) = if query.is_personalised() && stored.withdrawn_at.is_none() {
            self.prospects(&result.listing, query)
        } else {
            (Raises::default(), Vec::new())
        };
        Ok(ProductDetails { stored, result, history, raises, reasons })
    }

    /// What would raise the chance of approval, and what it is made of. Explanations cost many times what a prediction
    /// does: they are for one product at a time.
    fn prospects(&self, listing: &Listing, query: &SearchQuery) -> (Raises, Vec<Reason>) {
        let predictor = self.search.predictor();
        let terms = Terms::of(listing, query);
        let reasons = predictor.reasons(Subject { listing, terms: &terms }, query);
        (predict::raises::raises(&predictor, listing, query), reasons)
    }

    /// The lender's other products on offer, at most `limit`, ranked for the query's need and borrower: those
    /// of the same category first. The query's words and filters do not narrow them.
    ///
    /// # Errors
    /// [`CatalogueError`].
    pub async fn others(
        &self,
        id: ProductId,
        query: &SearchQuery,
        limit: usize,
    ) -> Result<Vec<SearchResult>, CatalogueError> {
        let stored = self.store.product(id).await?.ok_or(CatalogueError::NotFound)?;
        let alike = stored.product.category;
        let query = of_lender(query, stored.institution.id, vec![alike]);
        let mut others = self.search.search(&query).await?.results;
        others.retain(|result| result.listing.product_id != id);
        if others.len() < limit {
            let query = of_lender(&query, stored.institution.id, Vec::new());
            let further = self.search.search(&query).await?.results;
            others.extend(further.into_iter().filter(|result| result.listing.category != alike));
        }
        others.truncate(limit);
        Ok(others)
    }

    /// Where a lender's published links lead, and what else identifies it.
    ///
    /// # Errors
    /// [`CatalogueError`]; [`CatalogueError::NotFound`] if there is no such lender.
    pub async fn official_hosts(&self, lender: InstitutionId) -> Result<Arc<OfficialHosts>, CatalogueError> {
        let (seq, ids) = self.search.products_of(lender, LINKS_OF)?;
        if let Some(known) = self.hosts.get(&(seq, lender)) {
            return Ok(known);
        }
        let institution = self.store.institution(lender).await?.ok_or(CatalogueError::NotFound)?;
        let products = self.store.products(&ids).await?;
        let links = products.iter().flat_map(|stored| stored.product.links.addresses());
        let hosts = Arc::new(OfficialHosts {
            hosts: HostCount::count(links),
            abn: institution.draft.abn,
            licence: None,
        });
        self.hosts.insert((seq, lender), hosts.clone());
        Ok(hosts)
    }

    /// Whether there is such a product, on offer or not.
    ///
    /// # Errors
    /// [`CatalogueError::Store`].
    pub async fn knows(&self, id: ProductId) -> Result<bool, CatalogueError> {
        Ok(self.store.product(id).await?.is_some())
    }

    /// Products judged for a query, in the order of their ids as given, each with when it left its lender's list, if
    /// it did. Ids that do not exist are left out.
    ///
    /// # Errors
    /// [`CatalogueError`].
    pub async fn judged(
        &self,
        ids: &[ProductId],
        query: &SearchQuery,
    ) -> Result<Vec<(SearchResult, Option<Timestamp>)>, CatalogueError> {
        let stored = self.store.products(ids).await?;
        let withdrawn: HashMap<_, _> =
            stored.iter().map(|product| (product.id, product.withdrawn_at)).collect();
        let results =
            self.search.judge_all(stored.iter().map(StoredProduct::listing).collect(), query).await?;
        let mut judged: Vec<_> = results
            .into_iter()
            .map(|result| {
                let withdrawn_at = withdrawn.get(&result.listing.product_id).copied().flatten();
                (result, withdrawn_at)
            })
            .collect();
        let places: HashMap<_, _> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        judged.sort_by_key(|(result, _)| places.get(&result.listing.product_id).copied());
        Ok(judged)
    }

    /// The catalogue as a whole, at most a few seconds old.
    ///
    /// # Errors
    /// [`CatalogueError::Store`].
    pub async fn summary(&self) -> Result<Summary, CatalogueError> {
        if let Some(summary) = self.summary.get(&()) {
            return Ok(summary);
        }
        let counts = self.store.counts().await?;
        let summary = Summary {
            products: counts.products,
            institutions: counts.institutions,
            fictional: counts.fictional > 0,
        };
        self.summary.insert((), summary);
        Ok(summary)
    }

    /// A lender's display name.
    ///
    /// # Errors
    /// [`CatalogueError::Store`].
    pub async fn institution_name(&self, id: InstitutionId) -> Result<Option<String>, CatalogueError> {
        Ok(self.store.institution(id).await?.map(|institution| institution.draft.name))
    }
}

/// A search of one lender's products for the same need and borrower.
fn of_lender(query: &SearchQuery, lender: InstitutionId, categories: Vec<Category>) -> SearchQuery {
    let filters = Filters { institutions: vec![lender], ..Filters::default() };
    let need = Need { categories, ..query.need.clone() };
    SearchQuery {
        need,
        borrower: query.borrower.clone(),
        filters,
        personalise: query.personalise,
        payment: query.payment,
        explain: query.explain,
        ..SearchQuery::default()
    }
}

/// The headline rate of a version of a product, whatever amount is asked for.
fn headline_rate(product: &Product) -> Option<Rate> {
    let offers: Vec<RateOffer> =
        product.lending_rates.iter().map(|rate| RateOffer::new(rate, product.category)).collect();
    Headline::choose(&offers, &HeadlineFor::default()).map(|headline| headline.annual)
}

/// The changes among versions given oldest first; the first version is the listing itself.
fn rate_changes(versions: impl Iterator<Item = (Timestamp, Option<Rate>)>) -> Vec<RateChange> {
    let mut changes = Vec::new();
    let mut last = None;
    for (number, (at, rate)) in versions.enumerate() {
        if number == 0 || rate != last {
            changes.push(RateChange { at, from: last, to: rate });
        }
        last = rate;
    }
    changes.reverse();
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn history_lists_rate_changes_newest_first() {
        let at = Timestamp::from_micros;
        let (low, high) = (Rate::from_millionths(60_000), Rate::from_millionths(65_000));
        let versions = [(at(1), Some(low)), (at(2), Some(low)), (at(3), Some(high)), (at(4), None)];
        let changes = rate_changes(versions.into_iter());
        assert_eq!(
            changes,
            [
                RateChange { at: at(4), from: Some(high), to: None },
                RateChange { at: at(3), from: Some(low), to: Some(high) },
                RateChange { at: at(1), from: None, to: Some(low) },
            ]
        );
    }
}
