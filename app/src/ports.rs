//! What pages ask of the server. The server provides the implementation; every method takes the viewer
//! explicitly, so that nothing is answered without knowing for whom.

use async_trait::async_trait;
use domain::answer::{SearchAnswer, SearchResult};
use domain::borrower::Borrower;
use domain::error::{ErrorCode, FieldError};
use domain::money::Currency;
use domain::product::{InstitutionId, Product, ProductId};
use domain::query::SearchQuery;
use domain::ranking::RankingPolicy;
use domain::rate::Rate;
use domain::time::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who looks at a page, from their session.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Viewer {
    /// Their answers so far.
    pub borrower: Borrower,
    /// The form as last sent, where it could not be accepted: what was typed, by field name. Empty otherwise.
    pub form: BTreeMap<String, String>,
}

/// The currency that amounts are typed in; the Australian dollar where the server provides none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogueCurrency(pub Currency);

/// The request's id, which the page of an unexpected fault shows, so that it can be found in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

/// Why a page cannot be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct PortError {
    /// The kind of fault; decides the HTTP status.
    pub code: ErrorCode,
    /// One entry per field that cannot be used.
    pub fields: Vec<FieldError>,
}

/// The catalogue as a whole, for the home page and the banner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CatalogueSummary {
    /// Products on offer.
    pub products: u64,
    /// Lenders with products on offer.
    pub institutions: u64,
    /// Whether products are invented: every page says so.
    pub fictional: bool,
}

/// Everything the product page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductDetails {
    /// What the lender publishes.
    pub product: Arc<Product>,
    /// The product judged, predicted and scored for the viewer and their need.
    pub result: SearchResult,
    /// When it left its lender's list, if it did.
    pub withdrawn_at: Option<Timestamp>,
    /// Changes of the headline rate, newest first.
    pub history: Vec<RateChange>,
}

/// A change of a product's headline rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateChange {
    /// When the catalogue recorded it.
    pub at: Timestamp,
    /// The rate before; `None` before the product was listed, or where it had none.
    pub from: Option<Rate>,
    /// The rate since.
    pub to: Option<Rate>,
}

/// What pages ask of the server.
#[async_trait]
pub trait Ports: Send + Sync {
    /// Runs a search. The viewer's answers fill in what the query leaves open.
    async fn search(&self, viewer: &Viewer, query: &SearchQuery) -> Result<SearchAnswer, PortError>;

    /// A product, judged for the viewer and the query's need.
    async fn product(
        &self,
        viewer: &Viewer,
        id: ProductId,
        query: &SearchQuery,
    ) -> Result<ProductDetails, PortError>;

    /// The ranking policy in force.
    async fn policy(&self, viewer: &Viewer) -> Result<RankingPolicy, PortError>;

    /// The catalogue as a whole.
    async fn catalogue(&self, viewer: &Viewer) -> Result<CatalogueSummary, PortError>;

    /// The names of lenders, for filters that are set but no longer counted.
    async fn institution_name(&self, viewer: &Viewer, id: InstitutionId)
    -> Result<Option<String>, PortError>;
}
