//! The catalogue on both engines: reading here, writing in [`write`].

mod rows;
mod sql;
mod write;

use super::engine::SqlStore;
use super::{
    Catalog, CatalogChange, CatalogCounts, Institution, InstitutionDraft, ProductVersion, QuarantinedRecord,
    Saved, StoreError, StoredProduct,
};
use async_trait::async_trait;
use domain::product::{InstitutionId, Product, ProductId, UnreadField};
use domain::time::Timestamp;
use rows::{Draft, key, signed, storable, unsigned};
use sqlx::{Postgres, Sqlite};
use tokio::sync::watch;
use uuid::Uuid;
use write::Status;

/// Comes before every id.
const NO_KEY: &[u8] = &[];

macro_rules! implement_catalog {
    ($Db:ty) => {
        impl SqlStore<$Db> {
            async fn save_with_status(
                &self,
                institution: InstitutionId,
                products: &[Product],
                status: Status,
                at: Timestamp,
            ) -> Result<Vec<Saved>, StoreError> {
                let drafts = products.iter().map(Draft::new).collect::<Result<Vec<_>, _>>()?;
                match self.write_products(institution, &drafts, status, at).await {
                    // The schema admits one of them not: each alone, so that it doesn't take the others along.
                    Err(StoreError::Refused(_)) => {
                        self.write_each_product(institution, &drafts, status, at).await
                    }
                    answer => answer,
                }
            }
        }

        #[async_trait]
        impl Catalog for SqlStore<$Db> {
            async fn save_institution(
                &self,
                draft: &InstitutionDraft,
                at: Timestamp,
            ) -> Result<Institution, StoreError> {
                self.write_institution(draft, at).await
            }

            async fn institution_by_key(&self, source_key: &str) -> Result<Option<Institution>, StoreError> {
                let row: Option<rows::InstitutionRow> = sqlx::query_as(sql::INSTITUTION_BY_KEY)
                    .bind(storable(source_key))
                    .fetch_optional(&self.reader)
                    .await?;
                row.map(rows::InstitutionRow::read).transpose()
            }

            async fn institution(&self, id: InstitutionId) -> Result<Option<Institution>, StoreError> {
                let row: Option<rows::InstitutionRow> = sqlx::query_as(sql::INSTITUTION_BY_ID)
                    .bind(key(&id.0))
                    .fetch_optional(&self.reader)
                    .await?;
                row.map(rows::InstitutionRow::read).transpose()
            }

            async fn save_products(
                &self,
                institution: InstitutionId,
                products: &[Product],
                at: Timestamp,
            ) -> Result<Vec<Saved>, StoreError> {
                self.save_with_status(institution, products, Status::OnOffer, at).await
            }

            async fn save_withdrawn_products(
                &self,
                institution: InstitutionId,
                products: &[Product],
                at: Timestamp,
            ) -> Result<Vec<Saved>, StoreError> {
                self.save_with_status(institution, products, Status::Withdrawn, at).await
            }

            async fn withdraw_missing(
                &self,
                institution: InstitutionId,
                kept: &[String],
                at: Timestamp,
            ) -> Result<u64, StoreError> {
                self.write_withdrawals(institution, kept, at).await
            }

            async fn quarantine(&self, record: &QuarantinedRecord, at: Timestamp) -> Result<(), StoreError> {
                sqlx::query(sql::QUARANTINE)
                    .bind(rows::record_hash(&record.source, &record.raw).as_slice())
                    .bind(storable(&record.source))
                    .bind(record.external_id.as_deref().map(storable))
                    .bind(storable(&record.raw))
                    .bind(storable(&record.reason))
                    .bind(at.micros())
                    .execute(&self.writer)
                    .await?;
                Ok(())
            }

            async fn product(&self, id: ProductId) -> Result<Option<StoredProduct>, StoreError> {
                Ok(self.products(&[id]).await?.pop())
            }

            async fn products(&self, ids: &[ProductId]) -> Result<Vec<StoredProduct>, StoreError> {
                let mut products = Vec::with_capacity(ids.len());
                for chunk in ids.chunks(sql::IDS_A_QUERY) {
                    let mut query = sqlx::query_as(sql::PRODUCTS_BY_IDS);
                    // The last id stands in for those missing to a full list.
                    for id in chunk.iter().chain(chunk.last().into_iter().cycle()).take(sql::IDS_A_QUERY) {
                        query = query.bind(key(&id.0));
                    }
                    let found: Vec<rows::StoredRow> = query.fetch_all(&self.reader).await?;
                    for row in found {
                        products.push(row.read()?);
                    }
                }
                Ok(products)
            }

            async fn products_after(
                &self,
                after: Option<ProductId>,
                limit: u32,
            ) -> Result<Vec<StoredProduct>, StoreError> {
                let page: Vec<rows::StoredRow> = sqlx::query_as(sql::PRODUCTS_AFTER)
                    .bind(after.as_ref().map_or(NO_KEY, |id| key(&id.0)))
                    .bind(i64::from(limit))
                    .fetch_all(&self.reader)
                    .await?;
                page.into_iter().map(rows::StoredRow::read).collect()
            }

            async fn product_ids_after(
                &self,
                after: Option<ProductId>,
                limit: u32,
            ) -> Result<Vec<ProductId>, StoreError> {
                let page: Vec<Vec<u8>> = sqlx::query_scalar(sql::PRODUCT_IDS_AFTER)
                    .bind(after.as_ref().map_or(NO_KEY, |id| key(&id.0)))
                    .bind(i64::from(limit))
                    .fetch_all(&self.reader)
                    .await?;
                page.iter().map(|id| rows::product_id(id)).collect()
            }

            async fn product_versions(&self, id: ProductId) -> Result<Vec<ProductVersion>, StoreError> {
                let versions: Vec<rows::VersionRow> =
                    sqlx::query_as(sql::VERSIONS).bind(key(&id.0)).fetch_all(&self.reader).await?;
                versions.into_iter().map(|row| row.read(id)).collect()
            }

            async fn unread_fields(&self, id: ProductId) -> Result<Vec<UnreadField>, StoreError> {
                let fields: Vec<rows::UnreadRow> =
                    sqlx::query_as(sql::UNREAD_FIELDS).bind(key(&id.0)).fetch_all(&self.reader).await?;
                Ok(fields.into_iter().map(UnreadField::from).collect())
            }

            async fn changes_after(&self, seq: u64, limit: u32) -> Result<Vec<CatalogChange>, StoreError> {
                let changes: Vec<rows::ChangeRow> = sqlx::query_as(sql::CHANGES_AFTER)
                    .bind(signed(seq))
                    .bind(i64::from(limit))
                    .fetch_all(&self.reader)
                    .await?;
                changes.into_iter().map(rows::ChangeRow::read).collect()
            }

            async fn head_seq(&self) -> Result<u64, StoreError> {
                let seq: i64 = sqlx::query_scalar(sql::HEAD_SEQ).fetch_one(&self.reader).await?;
                Ok(unsigned(seq))
            }

            async fn catalogue_id(&self) -> Result<Uuid, StoreError> {
                let id: Vec<u8> = sqlx::query_scalar(sql::CATALOGUE_ID).fetch_one(&self.reader).await?;
                rows::uuid(&id)
            }

            fn watch_changes(&self) -> watch::Receiver<u64> {
                self.written.subscribe()
            }

            async fn counts(&self) -> Result<CatalogCounts, StoreError> {
                let counts: rows::CountsRow = sqlx::query_as(sql::COUNTS).fetch_one(&self.reader).await?;
                Ok(counts.into())
            }
        }
    };
}

implement_catalog!(Sqlite);
implement_catalog!(Postgres);
