//! Passkeys.

use super::super::StoreError;
use super::super::audit::{AuditDraft, Chained};
use super::super::engine::{Engine, SqlStore};
use super::rows::PasskeyRow;
use super::{StaffId, StaffPasskeys, StoredPasskey};
use async_trait::async_trait;
use domain::time::Timestamp;
use sqlx::{Postgres, Sqlite};

const ADD: &str = "INSERT INTO staff_passkey (id, staff_id, name, document, created_at, used_at)
    VALUES ($1, $2, $3, $4, $5, $6)";
const ALL: &str = "SELECT id, staff_id, name, document, created_at, used_at FROM staff_passkey
    WHERE staff_id = $1 ORDER BY created_at, id";
const ONE: &str = "SELECT id, staff_id, name, document, created_at, used_at FROM staff_passkey WHERE id = $1";
const USE: &str = "UPDATE staff_passkey SET document = $3, used_at = $4 WHERE id = $1 AND document = $2";
const REMOVE: &str = "DELETE FROM staff_passkey WHERE staff_id = $1 AND id = $2";

macro_rules! implement_passkeys {
    ($Db:ty) => {
        #[async_trait]
        impl StaffPasskeys for SqlStore<$Db> {
            async fn add_passkey(
                &self,
                passkey: &StoredPasskey,
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                sqlx::query(ADD)
                    .bind(passkey.id.as_slice())
                    .bind(passkey.staff.bytes())
                    .bind(passkey.name.as_str())
                    .bind(passkey.document.as_str())
                    .bind(passkey.created_at.micros())
                    .bind(passkey.used_at.micros())
                    .execute(&mut *tx)
                    .await?;
                <$Db>::append(&mut tx, audit).await?;
                Ok(tx.commit().await?)
            }

            async fn passkeys(&self, staff: StaffId) -> Result<Vec<StoredPasskey>, StoreError> {
                let query = sqlx::query_as(ALL).bind(staff.bytes());
                let rows: Vec<PasskeyRow> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(PasskeyRow::read).collect()
            }

            async fn passkey(&self, id: &[u8]) -> Result<Option<StoredPasskey>, StoreError> {
                let row: Option<PasskeyRow> =
                    sqlx::query_as(ONE).bind(id).fetch_optional(&self.reader).await?;
                row.map(PasskeyRow::read).transpose()
            }

            async fn use_passkey(
                &self,
                id: &[u8],
                from: &str,
                to: &str,
                at: Timestamp,
            ) -> Result<bool, StoreError> {
                let query = sqlx::query(USE).bind(id).bind(from).bind(to).bind(at.micros());
                Ok(query.execute(&self.writer).await?.rows_affected() == 1)
            }

            async fn remove_passkey(
                &self,
                staff: StaffId,
                id: &[u8],
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let done = sqlx::query(REMOVE).bind(staff.bytes()).bind(id).execute(&mut *tx).await?;
                if done.rows_affected() == 0 {
                    return Err(StoreError::NotFound);
                }
                <$Db>::append(&mut tx, audit).await?;
                Ok(tx.commit().await?)
            }
        }
    };
}

implement_passkeys!(Sqlite);
implement_passkeys!(Postgres);
