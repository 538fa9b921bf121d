//! What pages ask of the server. The server provides the implementation; every method takes the viewer
//! explicitly, so that nothing is answered without knowing for whom.

use async_trait::async_trait;
use domain::answer::{MatchCount, Raises, SearchAnswer, SearchResult};
use domain::borrower::Borrower;
use domain::error::{ErrorCode, FieldError};
use domain::links::OfficialHosts;
use domain::money::Currency;
use domain::product::{Category, InstitutionId, Product, ProductId};
use domain::query::SearchQuery;
use domain::questions::QuestionUse;
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
    /// What they want to influence the order of results.
    pub preferences: Preferences,
}

/// What a viewer wants to influence the order of results, until they say otherwise. Set by `POST /preferences`
/// with the fields below and `return`, the page to go back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences {
    /// Whether their answers may.
    pub personalise: bool,
    /// Whether what lenders pay may.
    pub payment: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { personalise: true, payment: true }
    }
}

impl Preferences {
    /// What holds for a search: what its own address says, else the preference.
    #[must_use]
    pub fn of(self, query: &SearchQuery) -> Self {
        Self {
            personalise: query.personalise.unwrap_or(self.personalise),
            payment: query.payment.unwrap_or(self.payment),
        }
    }
}

/// The currency that amounts are typed in; the Australian dollar where the server provides none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogueCurrency(pub Currency);

/// When the page is asked for; pages read no clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now(pub Timestamp);

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
    /// What would raise the viewer's chance of approval, and which questions would tell more.
    pub raises: Raises,
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

    /// How many products a search would find, without the products.
    async fn count(&self, viewer: &Viewer, query: &SearchQuery) -> Result<MatchCount, PortError>;

    /// Which questions matter for these categories (for all, if none is named): how many products on offer have
    /// a rule or rates that each answer settles. What nothing depends on is left out.
    async fn questions(
        &self,
        viewer: &Viewer,
        categories: &[Category],
    ) -> Result<Vec<QuestionUse>, PortError>;

    /// A product, judged for the viewer and the query's need.
    async fn product(
        &self,
        viewer: &Viewer,
        id: ProductId,
        query: &SearchQuery,
    ) -> Result<ProductDetails, PortError>;

    /// Up to six other products of a product's lender, those of the same category first, ranked for the viewer
    /// and the query's need.
    async fn others(
        &self,
        viewer: &Viewer,
        id: ProductId,
        query: &SearchQuery,
    ) -> Result<Vec<SearchResult>, PortError>;

    /// Where a lender's published links lead, and its numbers in public registers.
    async fn official_hosts(
        &self,
        viewer: &Viewer,
        lender: InstitutionId,
    ) -> Result<OfficialHosts, PortError>;

    /// The ranking policy in force.
    async fn policy(&self, viewer: &Viewer) -> Result<RankingPolicy, PortError>;

    /// The catalogue as a whole.
    async fn catalogue(&self, viewer: &Viewer) -> Result<CatalogueSummary, PortError>;

    /// The names of lenders, for filters that are set but no longer counted.
    async fn institution_name(&self, viewer: &Viewer, id: InstitutionId)
    -> Result<Option<String>, PortError>;
}
