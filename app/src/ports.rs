//! What pages ask of the server. The server provides the implementation; every method takes the viewer
//! explicitly, so that nothing is answered without knowing for whom.

pub mod staff;

use crate::pages::answers::Progress;
use async_trait::async_trait;
use domain::answer::{MatchCount, Raises, Reason, SearchAnswer, SearchResult};
use domain::borrower::Borrower;
use domain::error::{ErrorCode, FieldError};
use domain::evaluation::PredictionReport;
use domain::links::OfficialHosts;
use domain::lists::{List, Lists};
use domain::money::Currency;
use domain::product::{Category, InstitutionId, Product, ProductId};
use domain::query::SearchQuery;
use domain::questions::QuestionUse;
use domain::ranking::RankingPolicy;
use domain::rate::Rate;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who looks at a page, from their session.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Viewer {
    /// Their answers so far.
    pub borrower: Borrower,
    /// How far they came in the form, and what they need.
    pub progress: Progress,
    /// What was typed where it could not be accepted, by field name; shown on the answer to that form alone.
    pub form: BTreeMap<String, String>,
    /// What they want to influence the order of results.
    pub preferences: Preferences,
    /// The products they saved, dismissed and compare.
    pub lists: Lists,
    /// The e-mail address of their account, if they are signed in.
    pub account: Option<String>,
    /// A form of another page as last sent, where it had faults.
    pub sent: SentForm,
    /// The mark of the sign-in link that this browser asked for last.
    pub link_mark: Option<String>,
}

/// A form that could not be accepted: what was typed, and the stable names of what is wrong with it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SentForm {
    /// Which form.
    pub form: String,
    /// What was typed, by field name.
    pub values: BTreeMap<String, String>,
    /// What is wrong, by field name.
    pub faults: Vec<(String, String)>,
}

impl SentForm {
    /// A form with what was typed and what is wrong.
    pub fn new<'a>(
        form: impl Into<String>,
        values: impl IntoIterator<Item = (&'a str, String)>,
        faults: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        Self {
            form: form.into(),
            values: values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            faults: faults.into_iter().map(|(name, fault)| (name.to_owned(), fault.to_owned())).collect(),
        }
    }

    /// What was typed into a field.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.values.get(name).cloned().unwrap_or_default()
    }
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
    /// What speaks for and against an approval, the weightiest first; empty where the viewer is not to be looked at.
    pub reasons: Vec<Reason>,
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

/// A product on one of the viewer's lists.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptProduct {
    /// The product, judged for the viewer and their need.
    pub result: SearchResult,
    /// When it left its lender's list, if it did.
    pub withdrawn_at: Option<Timestamp>,
}

/// A browser that is signed in to the viewer's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionSummary {
    /// Its id.
    pub id: String,
    /// Whether it is the one that looks.
    pub is_this: bool,
    /// The browser's and the system's name; may be empty.
    pub device: String,
    /// When it was last used, give or take an hour.
    pub used_at: Timestamp,
}

/// A sign-in link that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLink {
    /// Whom it was mailed to.
    pub email: String,
    /// Whether this browser asked for it.
    pub asked_here: bool,
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

    /// How the chances of approval turned out, as far as anybody may know.
    async fn predictions(&self, viewer: &Viewer) -> Result<Arc<PredictionReport>, PortError>;

    /// The catalogue as a whole.
    async fn catalogue(&self, viewer: &Viewer) -> Result<CatalogueSummary, PortError>;

    /// The names of lenders, for filters that are set but no longer counted.
    async fn institution_name(&self, viewer: &Viewer, id: InstitutionId)
    -> Result<Option<String>, PortError>;

    /// The products on one of the viewer's lists, in its order, judged for them and the query's need.
    async fn kept(
        &self,
        viewer: &Viewer,
        list: List,
        query: &SearchQuery,
    ) -> Result<Vec<KeptProduct>, PortError>;

    /// The browsers that are signed in to the viewer's account, last used first.
    async fn sessions(&self, viewer: &Viewer) -> Result<Vec<SessionSummary>, PortError>;

    /// A sign-in link by its token, without using it up; not found if it is of no use (any more).
    async fn sign_in_link(&self, viewer: &Viewer, token: &str) -> Result<SignInLink, PortError>;
}
