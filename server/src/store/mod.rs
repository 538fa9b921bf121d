//! The store: one trait per aggregate, two engines behind it (SQLite and PostgreSQL).
//!
//! Handlers never touch it; services and jobs take an `Arc<dyn Store>`.
//!
//! The statements are static SQL that both engines accept. A macro per aggregate compiles the same code for
//! both connection types; what has to differ is in [`engine`], and `tests/store_contract.rs` runs against both.

mod accounts;
mod audit;
mod borrowers;
mod catalog;
mod clicks;
mod connect;
mod engine;
mod error;
mod evaluations;
mod events;
mod imports;
mod learning;
mod maintenance;
mod models;
mod policies;
mod reports;
mod staff;

pub use audit::{Audit, AuditDraft, AuditEntry, AuditHead};
pub use borrowers::{
    Account, AccountId, AccountSession, Accounts, FigureReport, FigureReportDraft, KeptLists, Reports,
    SealedAnswers, SessionDraft, SignedIn, TokenHash,
};
pub use connect::{connect, sqlite_address};
pub use error::StoreError;
pub use evaluations::{Evaluations, ShownChance};
pub use events::{
    ApplicationRow, EventCount, EventGroup, EventHistory, Events, PersonalEvent, RowWindow, TrainingRow,
};
pub use learning::{ClickLearning, ClickOffer, LearningState, Lesson, Showing};
pub use policies::default_policy;
pub use staff::{
    Member, NewStaff, Staff, StaffCredentials, StaffGrants, StaffId, StaffLink, StaffPasskeys, StaffPeople,
    StaffSession, StaffSessionDraft, StaffSessionSummary, StaffSessions, StoredPasskey,
};

use async_trait::async_trait;
use domain::listing::{Listing, ListingMeta};
use domain::product::{Category, InstitutionId, Product, ProductId, UnreadField};
use domain::ranking::RankingPolicy;
use domain::time::Timestamp;
use predict::registry::{ModelKind, ModelRecord, Move};
use tokio::sync::watch;
use uuid::Uuid;

/// Everything the store can do.
pub trait Store:
    Catalog
    + Policies
    + Imports
    + Accounts
    + Reports
    + Events
    + EventHistory
    + ModelStore
    + Evaluations
    + Working
    + ClickLearning
    + Maintenance
{
}
impl<T> Store for T where
    T: Catalog
        + Policies
        + Imports
        + Accounts
        + Reports
        + Events
        + EventHistory
        + ModelStore
        + Evaluations
        + Working
        + ClickLearning
        + Maintenance
{
}

/// Everything that is kept of those who work with the site.
pub trait Working: StaffPeople + StaffSessions + StaffGrants + StaffPasskeys + Audit {}
impl<T> Working for T where T: StaffPeople + StaffSessions + StaffGrants + StaffPasskeys + Audit {}

/// A lending institution as sources describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionDraft {
    /// A stable key within the sources: a CDR brand id, or `demo:…`.
    pub source_key: String,
    /// The display name.
    pub name: String,
    /// The Australian Business Number, where known.
    pub abn: Option<String>,
    /// Whether it is invented.
    pub fictional: bool,
}

/// A stored institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Institution {
    /// Its public id.
    pub id: InstitutionId,
    /// As described.
    pub draft: InstitutionDraft,
}

/// A stored product: its newest version.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredProduct {
    /// Its public id.
    pub id: ProductId,
    /// Its lender.
    pub institution: Institution,
    /// Counts the changes, from 1.
    pub version: u32,
    /// The figures.
    pub product: Product,
    /// When the catalogue first knew it.
    pub listed_at: Timestamp,
    /// When this version was recorded.
    pub changed_at: Timestamp,
    /// When it left its lender's list, if it did.
    pub withdrawn_at: Option<Timestamp>,
}

impl StoredProduct {
    /// The digest that searching and ranking need.
    #[must_use]
    pub fn listing(&self) -> Listing {
        let meta = ListingMeta {
            product_id: self.id,
            version: self.version,
            institution_id: self.institution.id,
            institution_name: self.institution.draft.name.clone(),
            listed_at: self.listed_at,
        };
        Listing::new(meta, &self.product)
    }
}

/// One version of a product's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductVersion {
    /// Counts from 1.
    pub version: u32,
    /// The figures.
    pub product: Product,
    /// When the catalogue recorded it.
    pub recorded_at: Timestamp,
}

/// What saving a product did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is new.
    Created(ProductId),
    /// Its figures changed (or it came back after having been withdrawn).
    Changed(ProductId),
    /// Nothing changed, nothing was written.
    Unchanged(ProductId),
    /// It was on offer, and is not any more.
    Withdrawn(ProductId),
    /// The schema does not admit it (its `external_id` is empty or longer than 512 characters): it is kept whole
    /// in quarantine, with the reason.
    Quarantined,
}

impl Saved {
    /// The product's public id, if it is in the catalogue.
    #[must_use]
    pub const fn id(self) -> Option<ProductId> {
        match self {
            Self::Created(id) | Self::Changed(id) | Self::Unchanged(id) | Self::Withdrawn(id) => Some(id),
            Self::Quarantined => None,
        }
    }
}

/// A raw record of a source that could not be read at all, kept with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantinedRecord {
    /// Where it came from: a file and line, an address.
    pub source: String,
    /// The lender's id of the product, where it could be read.
    pub external_id: Option<String>,
    /// The record as it was.
    pub raw: String,
    /// Why it could not be read.
    pub reason: String,
}

/// An import that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRun {
    /// Its id.
    pub id: Uuid,
    /// The source imported from.
    pub source_key: String,
    /// When it began; earlier than now if it goes on.
    pub started_at: Timestamp,
    /// Where to go on, in the importer's own terms; `None` at the beginning.
    pub cursor: Option<String>,
}

/// A catalogue change: `seq` grows in commit order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogChange {
    /// The change's number.
    pub seq: u64,
    /// The product that changed, was withdrawn or came back.
    pub product_id: ProductId,
}

/// A product on offer, as the sitemap knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnOffer {
    /// Its public id.
    pub id: ProductId,
    /// When its newest figures were recorded.
    pub changed_at: Timestamp,
}

/// How much a catalogue holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CatalogCounts {
    /// Institutions.
    pub institutions: u64,
    /// Products on offer.
    pub products: u64,
    /// Products withdrawn.
    pub withdrawn: u64,
    /// Fields and records in quarantine.
    pub quarantined: u64,
    /// Fictional institutions with products on offer.
    pub fictional: u64,
}

/// Institutions, products, their versions, quarantine and the change feed.
#[async_trait]
pub trait Catalog: Send + Sync {
    /// Creates or updates the institution with this source key. A new name is a change of all its products.
    async fn save_institution(
        &self,
        draft: &InstitutionDraft,
        at: Timestamp,
    ) -> Result<Institution, StoreError>;

    /// The institution with this source key, if there is one.
    async fn institution_by_key(&self, source_key: &str) -> Result<Option<Institution>, StoreError>;

    /// An institution by its public id.
    async fn institution(&self, id: InstitutionId) -> Result<Option<Institution>, StoreError>;

    /// Saves products of one institution by their `external_id`, each whole or not at all, with the new
    /// version, its unread fields (quarantine) and the change-feed row in one transaction. The answers come in
    /// the products' order. A product equal to its stored version is left alone.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such institution. Any error means that nothing was saved, unless
    /// some product had to be quarantined: then products before the failure may be, and saving again is harmless.
    async fn save_products(
        &self,
        institution: InstitutionId,
        products: &[Product],
        at: Timestamp,
    ) -> Result<Vec<Saved>, StoreError>;

    /// As [`save_products`](Self::save_products), for products that their source says have left the lender's
    /// list: they are known, and at no moment on offer.
    async fn save_withdrawn_products(
        &self,
        institution: InstitutionId,
        products: &[Product],
        at: Timestamp,
    ) -> Result<Vec<Saved>, StoreError>;

    /// Marks the institution's products that are not in `kept` (external ids) as withdrawn; answers how many
    /// newly are.
    async fn withdraw_missing(
        &self,
        institution: InstitutionId,
        kept: &[String],
        at: Timestamp,
    ) -> Result<u64, StoreError>;

    /// Keeps a record that could not be read; the same source and raw text is kept once.
    async fn quarantine(&self, record: &QuarantinedRecord, at: Timestamp) -> Result<(), StoreError>;

    /// A product by its public id, withdrawn or not.
    async fn product(&self, id: ProductId) -> Result<Option<StoredProduct>, StoreError>;

    /// Products by public id, in no particular order; ids that do not exist are left out.
    async fn products(&self, ids: &[ProductId]) -> Result<Vec<StoredProduct>, StoreError>;

    /// A page of all products, withdrawn ones too, in the order of their ids.
    async fn products_after(
        &self,
        after: Option<ProductId>,
        limit: u32,
    ) -> Result<Vec<StoredProduct>, StoreError>;

    /// A page of all products' ids, in their order.
    async fn product_ids_after(
        &self,
        after: Option<ProductId>,
        limit: u32,
    ) -> Result<Vec<ProductId>, StoreError>;

    /// A page of the products on offer, in the order of their ids.
    async fn on_offer_after(&self, after: Option<ProductId>, limit: u32) -> Result<Vec<OnOffer>, StoreError>;

    /// Every version of a product, oldest first.
    async fn product_versions(&self, id: ProductId) -> Result<Vec<ProductVersion>, StoreError>;

    /// The fields of a product that could not be read.
    async fn unread_fields(&self, id: ProductId) -> Result<Vec<UnreadField>, StoreError>;

    /// Changes after `seq`, oldest first.
    async fn changes_after(&self, seq: u64, limit: u32) -> Result<Vec<CatalogChange>, StoreError>;

    /// The newest change's number; 0 for an empty catalogue.
    async fn head_seq(&self) -> Result<u64, StoreError>;

    /// Tells this catalogue from any other, so that an index left from another database is recognised.
    async fn catalogue_id(&self) -> Result<Uuid, StoreError>;

    /// Tells when this process has written changes: the newest one's number. Changes by other nodes do not show.
    fn watch_changes(&self) -> watch::Receiver<u64>;

    /// How much there is.
    async fn counts(&self) -> Result<CatalogCounts, StoreError>;

    /// Products on offer by category.
    async fn counts_by_category(&self) -> Result<Vec<(Category, u64)>, StoreError>;
}

/// Ranking policies, versioned and never edited.
#[async_trait]
pub trait Policies: Send + Sync {
    /// The policy in force: the one with the highest version.
    async fn current_policy(&self) -> Result<RankingPolicy, StoreError>;

    /// A policy by version.
    async fn policy(&self, version: u32) -> Result<Option<RankingPolicy>, StoreError>;

    /// Adds a policy; its version must be one above the newest.
    async fn add_policy(&self, policy: &RankingPolicy) -> Result<(), StoreError>;
}

/// A trained model as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredModel {
    /// Counts the models of a kind from 1.
    pub version: u32,
    /// What is known of it.
    pub record: ModelRecord,
    /// Whether the model itself is still there.
    pub has_body: bool,
}

/// Trained models, never edited, and who of them has which role. A role changes by one row, so that a process that
/// ends at any moment leaves either the model that was in force or the one that is to be.
#[async_trait]
pub trait ModelStore: Send + Sync {
    /// Keeps a model; answers its version.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if another process kept one at the same moment.
    async fn add_model(&self, record: &ModelRecord, body: &[u8]) -> Result<u32, StoreError>;

    /// The newest models of a kind, newest first.
    async fn newest_models(&self, kind: ModelKind, limit: u32) -> Result<Vec<StoredModel>, StoreError>;

    /// What is known of a model.
    async fn model(&self, kind: ModelKind, version: u32) -> Result<Option<StoredModel>, StoreError>;

    /// A model itself.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is none or it was cleared away; [`StoreError::Damaged`] if it is not what
    /// was kept.
    async fn model_body(&self, kind: ModelKind, version: u32) -> Result<Vec<u8>, StoreError>;

    /// The newest move of each kind and role: who has it now. A role that was never given is left out.
    async fn model_roles(&self) -> Result<Vec<Move>, StoreError>;

    /// The newest moves of a kind, newest first.
    async fn model_moves(&self, kind: ModelKind, limit: u32) -> Result<Vec<Move>, StoreError>;

    /// Gives a role to a model, or to nobody.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the move's number does not follow the newest of its kind;
    /// [`StoreError::NotFound`] if there is no such model, or it was cleared away.
    async fn move_model(&self, step: &Move) -> Result<(), StoreError>;

    /// Clears the bodies of models away that never had a role and are not among the `keep` newest; answers how many.
    async fn prune_models(&self, kind: ModelKind, keep: u32) -> Result<u64, StoreError>;
}

/// Imports that can be interrupted.
#[async_trait]
pub trait Imports: Send + Sync {
    /// Begins an import from a source, or goes on with the unfinished one.
    async fn begin_import(&self, source_key: &str, at: Timestamp) -> Result<ImportRun, StoreError>;

    /// Remembers where an import is; [`StoreError::NotFound`] if it is not an unfinished one.
    async fn progress_import(&self, run: Uuid, cursor: &str, at: Timestamp) -> Result<(), StoreError>;

    /// Ends an import; [`StoreError::NotFound`] if it is not an unfinished one.
    async fn finish_import(&self, run: Uuid, at: Timestamp) -> Result<(), StoreError>;
}

/// What operating the database needs.
#[async_trait]
pub trait Maintenance: Send + Sync {
    /// Applies the migrations that are missing, all or none, and adds ranking policy 1 where there is no policy;
    /// answers how many migrations were applied. Processes that migrate at once wait for each other.
    ///
    /// # Errors
    /// [`StoreError::TooNew`] if the database was written by a newer program; [`StoreError::Migrate`] if a
    /// migration fails or differs from the one that was applied.
    async fn migrate(&self) -> Result<u32, StoreError>;

    /// Checks that the schema is the one this program knows: [`StoreError::TooNew`], [`StoreError::TooOld`] or
    /// [`StoreError::Migrate`] if it is not.
    async fn check_schema(&self) -> Result<(), StoreError>;

    /// Asks the database something trivial, for readiness.
    async fn ping(&self) -> Result<(), StoreError>;

    /// The engine's name and version, for people.
    async fn engine(&self) -> Result<String, StoreError>;
}
