//! Between rows and the store's types.

use crate::store::{
    CatalogChange, CatalogCounts, Institution, InstitutionDraft, ProductVersion, StoreError, StoredProduct,
};
use domain::product::{InstitutionId, Product, ProductId, UnreadField};
use domain::time::Timestamp;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use uuid::Uuid;

/// Text as both engines can keep it: PostgreSQL's text cannot hold the character U+0000.
pub(super) fn storable(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{FFFD}")) } else { Cow::Borrowed(text) }
}

/// Ids are stored as 16 bytes, not as text: less than half the size in every index, and in the order of their
/// creation on both engines, whatever the collation.
pub(super) fn key(id: &Uuid) -> &[u8] {
    id.as_bytes()
}

pub(super) fn uuid(bytes: &[u8]) -> Result<Uuid, StoreError> {
    Uuid::from_slice(bytes).map_err(StoreError::undecodable)
}

pub(super) fn product_id(bytes: &[u8]) -> Result<ProductId, StoreError> {
    uuid(bytes).map(ProductId)
}

/// A stored version; the schema keeps it at 1 or above.
fn version(stored: i64) -> Result<u32, StoreError> {
    u32::try_from(stored).map_err(StoreError::undecodable)
}

/// A count or a change's number, which are never negative.
pub(super) fn unsigned(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or_default()
}

/// A change's number as the engines know it; one beyond their range lies after every change.
pub(super) fn signed(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

fn read_product(id: ProductId, document: &str) -> Result<Product, StoreError> {
    serde_json::from_str(document)
        .map_err(|source| StoreError::Corrupt { what: format!("product {id}"), source })
}

/// The hash that recognises a record in quarantine.
pub(super) fn record_hash(source: &str, raw: &str) -> [u8; 32] {
    // The lengths keep ("ab", "c") and ("a", "bc") apart.
    Sha256::new()
        .chain_update((source.len() as u64).to_be_bytes())
        .chain_update(source)
        .chain_update(raw)
        .finalize()
        .into()
}

/// A product on its way into the database.
pub(super) struct Draft<'a> {
    pub(super) product: &'a Product,
    pub(super) external_id: Cow<'a, str>,
    pub(super) name: Cow<'a, str>,
    /// The product as JSON. Canonical, since every field of the type has its place and none is a map.
    pub(super) document: String,
    /// SHA-256 of the document.
    pub(super) hash: [u8; 32],
}

impl<'a> Draft<'a> {
    pub(super) fn new(product: &'a Product) -> Result<Self, StoreError> {
        let document = serde_json::to_string(product).map_err(|source| StoreError::Corrupt {
            what: format!("product {}", product.external_id),
            source,
        })?;
        Ok(Self {
            product,
            external_id: storable(&product.external_id),
            name: storable(&product.name),
            hash: Sha256::digest(&document).into(),
            document,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct KnownProduct {
    pub(super) id: Vec<u8>,
    pub(super) version: i64,
    pub(super) content_hash: Vec<u8>,
    pub(super) withdrawn_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
pub(super) struct InstitutionRow {
    id: Vec<u8>,
    source_key: String,
    name: String,
    abn: Option<String>,
    fictional: bool,
}

impl InstitutionRow {
    pub(super) fn read(self) -> Result<Institution, StoreError> {
        Ok(Institution {
            id: InstitutionId(uuid(&self.id)?),
            draft: InstitutionDraft {
                source_key: self.source_key,
                name: self.name,
                abn: self.abn,
                fictional: self.fictional,
            },
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct StoredRow {
    id: Vec<u8>,
    institution_id: Vec<u8>,
    source_key: String,
    institution_name: String,
    abn: Option<String>,
    fictional: bool,
    version: i64,
    document: String,
    listed_at: i64,
    recorded_at: i64,
    withdrawn_at: Option<i64>,
}

impl StoredRow {
    pub(super) fn read(self) -> Result<StoredProduct, StoreError> {
        let id = product_id(&self.id)?;
        Ok(StoredProduct {
            id,
            institution: Institution {
                id: InstitutionId(uuid(&self.institution_id)?),
                draft: InstitutionDraft {
                    source_key: self.source_key,
                    name: self.institution_name,
                    abn: self.abn,
                    fictional: self.fictional,
                },
            },
            version: version(self.version)?,
            product: read_product(id, &self.document)?,
            listed_at: Timestamp::from_micros(self.listed_at),
            changed_at: Timestamp::from_micros(self.recorded_at),
            withdrawn_at: self.withdrawn_at.map(Timestamp::from_micros),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct VersionRow {
    version: i64,
    document: String,
    recorded_at: i64,
}

impl VersionRow {
    pub(super) fn read(self, id: ProductId) -> Result<ProductVersion, StoreError> {
        Ok(ProductVersion {
            version: version(self.version)?,
            product: read_product(id, &self.document)?,
            recorded_at: Timestamp::from_micros(self.recorded_at),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct UnreadRow {
    path: String,
    raw: String,
    reason: String,
}

impl From<UnreadRow> for UnreadField {
    fn from(row: UnreadRow) -> Self {
        Self { path: row.path, raw: row.raw, reason: row.reason }
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct ChangeRow {
    seq: i64,
    product_id: Vec<u8>,
}

impl ChangeRow {
    pub(super) fn read(self) -> Result<CatalogChange, StoreError> {
        Ok(CatalogChange { seq: unsigned(self.seq), product_id: product_id(&self.product_id)? })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct CountsRow {
    institutions: i64,
    products: i64,
    withdrawn: i64,
    quarantined: i64,
    fictional: i64,
}

impl From<CountsRow> for CatalogCounts {
    fn from(row: CountsRow) -> Self {
        Self {
            institutions: unsigned(row.institutions),
            products: unsigned(row.products),
            withdrawn: unsigned(row.withdrawn),
            quarantined: unsigned(row.quarantined),
            fictional: unsigned(row.fictional),
        }
    }
}
