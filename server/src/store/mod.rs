//! The store: one trait per aggregate, two engines behind it (SQLite and PostgreSQL).
//!
//! Handlers never touch it; services and jobs take an `Arc<dyn Store>`.

use async_trait::async_trait;
use domain::product::{Category, InstitutionId, Product, ProductId, UnreadField};
use domain::ranking::RankingPolicy;
use domain::time::Timestamp;

/// Everything the store can do.
pub trait Store: Catalog + Policies + Maintenance {}
impl<T: Catalog + Policies + Maintenance> Store for T {}

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The object does not exist.
    #[error("not found")]
    NotFound,
    /// Somebody else changed it first, or a value that must be unique exists already.
    #[error("conflict: {0}")]
    Conflict(String),
    /// The database was written by a newer version of the program.
    #[error(
        "the database has migration {found}, newer than the {known} this program knows: start the newer program"
    )]
    TooNew {
        /// The newest migration the database has.
        found: i64,
        /// The newest migration this program has.
        known: i64,
    },
    /// A stored document cannot be read.
    #[error("stored document of {what} cannot be read: {source}")]
    Corrupt {
        /// Which document.
        what: String,
        /// Why.
        source: serde_json::Error,
    },
    /// The engine failed.
    #[error("database: {0}")]
    Engine(#[from] sqlx::Error),
    /// A migration failed.
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

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

/// A catalogue change: `seq` grows in commit order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogChange {
    /// The change's number.
    pub seq: u64,
    /// The product that changed, was withdrawn or came back.
    pub product_id: ProductId,
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
    /// Creates or updates the institution with this source key.
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
    async fn save_products(
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

    /// Every version of a product, oldest first.
    async fn product_versions(&self, id: ProductId) -> Result<Vec<ProductVersion>, StoreError>;

    /// The fields of a product that could not be read.
    async fn unread_fields(&self, id: ProductId) -> Result<Vec<UnreadField>, StoreError>;

    /// Changes after `seq`, oldest first.
    async fn changes_after(&self, seq: u64, limit: u32) -> Result<Vec<CatalogChange>, StoreError>;

    /// The newest change's number; 0 for an empty catalogue.
    async fn head_seq(&self) -> Result<u64, StoreError>;

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

/// What operating the database needs.
#[async_trait]
pub trait Maintenance: Send + Sync {
    /// Applies the migrations that are missing; answers how many were.
    async fn migrate(&self) -> Result<u32, StoreError>;

    /// Checks that the schema is the one this program knows.
    async fn check_schema(&self) -> Result<(), StoreError>;

    /// Asks the database something trivial, for readiness.
    async fn ping(&self) -> Result<(), StoreError>;

    /// The engine's name and version, for people.
    async fn engine(&self) -> Result<String, StoreError>;
}
