//! Writing the catalogue. Every change of a product and its row in the change feed are one transaction.

use super::rows::{self, Draft, KnownProduct, key, signed, storable, unsigned};
use super::sql;
use crate::store::engine::{Engine, SqlStore};
use crate::store::{Catalog, Institution, InstitutionDraft, QuarantinedRecord, Saved, StoreError};
use domain::product::{InstitutionId, ProductId};
use domain::time::Timestamp;
use sqlx::{Database, Postgres, Sqlite, Transaction};
use std::borrow::Cow;
use std::collections::HashSet;
use uuid::Uuid;

/// Whether products that are saved are on their lender's list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Status {
    OnOffer,
    Withdrawn,
}

impl Status {
    /// What to store as the time of withdrawal: the first time, if it is withdrawn already.
    fn withdrawn_at(self, already: Option<i64>, now: Timestamp) -> Option<i64> {
        match self {
            Self::OnOffer => None,
            Self::Withdrawn => Some(already.unwrap_or(now.micros())),
        }
    }
}

/// A transaction that holds the catalogue's counter, so it is the only one changing the catalogue.
struct Change<DB: Database> {
    tx: Transaction<'static, DB>,
    /// The newest change's number when the transaction began.
    head: u64,
    /// The newest change's number now.
    seq: u64,
}

macro_rules! implement_writing {
    ($Db:ty) => {
        impl Change<$Db> {
            /// Appends a product to the change feed.
            async fn record(&mut self, product: ProductId) -> Result<(), StoreError> {
                self.seq += 1;
                sqlx::query(sql::INSERT_CHANGE)
                    .bind(signed(self.seq))
                    .bind(key(&product.0))
                    .execute(&mut *self.tx)
                    .await?;
                Ok(())
            }

            /// Appends all products of an institution to the change feed.
            async fn record_products_of(&mut self, institution: InstitutionId) -> Result<(), StoreError> {
                let done = sqlx::query(sql::INSERT_CHANGES)
                    .bind(signed(self.seq))
                    .bind(key(&institution.0))
                    .execute(&mut *self.tx)
                    .await?;
                self.seq += done.rows_affected();
                Ok(())
            }

            async fn save(
                &mut self,
                institution: InstitutionId,
                draft: &Draft<'_>,
                status: Status,
                at: Timestamp,
            ) -> Result<Saved, StoreError> {
                let known: Option<KnownProduct> = sqlx::query_as(sql::KNOWN_PRODUCT)
                    .bind(key(&institution.0))
                    .bind(draft.external_id.as_ref())
                    .fetch_optional(&mut *self.tx)
                    .await?;
                let Some(known) = known else {
                    return self.create(institution, draft, status, at).await.map(Saved::Created);
                };
                let id = rows::product_id(&known.id)?;
                let withdrawn_at = status.withdrawn_at(known.withdrawn_at, at);
                let has_moved = withdrawn_at != known.withdrawn_at;
                let has_changed = known.content_hash != draft.hash;
                if !has_moved && !has_changed {
                    return Ok(Saved::Unchanged(id));
                }
                if has_changed {
                    self.add_version(id, known.version + 1, draft, at).await?;
                }
                if has_moved {
                    self.set_withdrawn(id, withdrawn_at).await?;
                }
                self.record(id).await?;
                let is_leaving = has_moved && withdrawn_at.is_some();
                Ok(if is_leaving { Saved::Withdrawn(id) } else { Saved::Changed(id) })
            }

            async fn set_withdrawn(&mut self, id: ProductId, at: Option<i64>) -> Result<(), StoreError> {
                sqlx::query(sql::SET_WITHDRAWN).bind(key(&id.0)).bind(at).execute(&mut *self.tx).await?;
                Ok(())
            }

            async fn create(
                &mut self,
                institution: InstitutionId,
                draft: &Draft<'_>,
                status: Status,
                at: Timestamp,
            ) -> Result<ProductId, StoreError> {
                let id = ProductId(Uuid::now_v7());
                sqlx::query(sql::INSERT_PRODUCT)
                    .bind(key(&id.0))
                    .bind(key(&institution.0))
                    .bind(draft.external_id.as_ref())
                    .bind(draft.hash.as_slice())
                    .bind(draft.name.as_ref())
                    .bind(draft.product.category.name())
                    .bind(at.micros())
                    .bind(status.withdrawn_at(None, at))
                    .execute(&mut *self.tx)
                    .await?;
                self.add_figures(id, 1, draft, at).await?;
                self.record(id).await?;
                Ok(id)
            }

            async fn add_version(
                &mut self,
                id: ProductId,
                version: i64,
                draft: &Draft<'_>,
                at: Timestamp,
            ) -> Result<(), StoreError> {
                sqlx::query(sql::UPDATE_PRODUCT)
                    .bind(key(&id.0))
                    .bind(version)
                    .bind(draft.hash.as_slice())
                    .bind(draft.name.as_ref())
                    .bind(draft.product.category.name())
                    .execute(&mut *self.tx)
                    .await?;
                sqlx::query(sql::DELETE_UNREAD).bind(key(&id.0)).execute(&mut *self.tx).await?;
                self.add_figures(id, version, draft, at).await
            }

            /// Adds a version's document, and its fields that could not be read to quarantine.
            async fn add_figures(
                &mut self,
                id: ProductId,
                version: i64,
                draft: &Draft<'_>,
                at: Timestamp,
            ) -> Result<(), StoreError> {
                sqlx::query(sql::INSERT_VERSION)
                    .bind(key(&id.0))
                    .bind(version)
                    .bind(draft.document.as_str())
                    .bind(at.micros())
                    .execute(&mut *self.tx)
                    .await?;
                for (position, field) in (0_i64..).zip(&draft.product.unread) {
                    sqlx::query(sql::INSERT_UNREAD)
                        .bind(key(&id.0))
                        .bind(position)
                        .bind(storable(&field.path))
                        .bind(storable(&field.raw))
                        .bind(storable(&field.reason))
                        .execute(&mut *self.tx)
                        .await?;
                }
                Ok(())
            }
        }

        impl SqlStore<$Db> {
            async fn begin_change(&self) -> Result<Change<$Db>, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let seq: i64 = sqlx::query_scalar(<$Db>::LOCK_COUNTER).fetch_one(&mut *tx).await?;
                Ok(Change { tx, head: unsigned(seq), seq: unsigned(seq) })
            }

            /// Commits; then wakes who follows the feed.
            async fn commit_change(&self, mut change: Change<$Db>) -> Result<(), StoreError> {
                if change.seq > change.head {
                    sqlx::query(sql::ADVANCE_COUNTER)
                        .bind(signed(change.seq))
                        .execute(&mut *change.tx)
                        .await?;
                }
                change.tx.commit().await?;
                self.written.send_if_modified(|written| {
                    let newer = change.seq > *written;
                    *written = change.seq.max(*written);
                    newer
                });
                Ok(())
            }

            pub(super) async fn write_institution(
                &self,
                draft: &InstitutionDraft,
                at: Timestamp,
            ) -> Result<Institution, StoreError> {
                let mut change = self.begin_change().await?;
                let known: Option<rows::InstitutionRow> = sqlx::query_as(sql::INSTITUTION_BY_KEY)
                    .bind(storable(&draft.source_key))
                    .fetch_optional(&mut *change.tx)
                    .await?;
                let known = known.map(rows::InstitutionRow::read).transpose()?;
                let id = known.as_ref().map_or_else(|| InstitutionId(Uuid::now_v7()), |known| known.id);
                match known {
                    Some(known) if known.draft == *draft => return Ok(known),
                    Some(known) => {
                        sqlx::query(sql::UPDATE_INSTITUTION)
                            .bind(key(&id.0))
                            .bind(storable(&draft.name))
                            .bind(draft.abn.as_deref().map(storable))
                            .bind(draft.fictional)
                            .bind(at.micros())
                            .execute(&mut *change.tx)
                            .await?;
                        // A lender's products are found by its name.
                        if known.draft.name != draft.name || known.draft.fictional != draft.fictional {
                            change.record_products_of(id).await?;
                        }
                    }
                    None => {
                        sqlx::query(sql::INSERT_INSTITUTION)
                            .bind(key(&id.0))
                            .bind(storable(&draft.source_key))
                            .bind(storable(&draft.name))
                            .bind(draft.abn.as_deref().map(storable))
                            .bind(draft.fictional)
                            .bind(at.micros())
                            .execute(&mut *change.tx)
                            .await?;
                    }
                }
                self.commit_change(change).await?;
                Ok(Institution { id, draft: draft.clone() })
            }

            /// All or none.
            pub(super) async fn write_products(
                &self,
                institution: InstitutionId,
                drafts: &[Draft<'_>],
                status: Status,
                at: Timestamp,
            ) -> Result<Vec<Saved>, StoreError> {
                let mut change = self.begin_change().await?;
                let mut saved = Vec::with_capacity(drafts.len());
                for draft in drafts {
                    saved.push(change.save(institution, draft, status, at).await?);
                }
                self.commit_change(change).await?;
                Ok(saved)
            }

            /// Each in a transaction of its own; one that the schema does not admit goes to quarantine.
            pub(super) async fn write_each_product(
                &self,
                institution: InstitutionId,
                drafts: &[Draft<'_>],
                status: Status,
                at: Timestamp,
            ) -> Result<Vec<Saved>, StoreError> {
                let mut saved = Vec::with_capacity(drafts.len());
                for draft in drafts {
                    match self.write_products(institution, std::slice::from_ref(draft), status, at).await {
                        Ok(one) => saved.extend(one),
                        Err(StoreError::Refused(reason)) => {
                            let record = QuarantinedRecord {
                                source: format!("institution {institution}"),
                                external_id: Some(draft.product.external_id.clone()),
                                raw: draft.document.clone(),
                                reason,
                            };
                            self.quarantine(&record, at).await?;
                            saved.push(Saved::Quarantined);
                        }
                        Err(error) => return Err(error),
                    }
                }
                Ok(saved)
            }

            pub(super) async fn write_withdrawals(
                &self,
                institution: InstitutionId,
                kept: &[String],
                at: Timestamp,
            ) -> Result<u64, StoreError> {
                let kept: HashSet<Cow<'_, str>> = kept.iter().map(|id| storable(id)).collect();
                let mut change = self.begin_change().await?;
                let on_offer: Vec<(Vec<u8>, String)> = sqlx::query_as(sql::ON_OFFER)
                    .bind(key(&institution.0))
                    .fetch_all(&mut *change.tx)
                    .await?;
                for (id, external_id) in on_offer {
                    if !kept.contains(external_id.as_str()) {
                        let id = rows::product_id(&id)?;
                        change.set_withdrawn(id, Some(at.micros())).await?;
                        change.record(id).await?;
                    }
                }
                let withdrawn = change.seq - change.head;
                self.commit_change(change).await?;
                Ok(withdrawn)
            }
        }
    };
}

implement_writing!(Sqlite);
implement_writing!(Postgres);
