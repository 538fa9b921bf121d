//! Browsers in which those who work with the site sign in.

use super::super::audit::{AuditDraft, Chained};
use super::super::engine::{Engine, SqlStore};
use super::super::{StoreError, TokenHash};
use super::rows::{StaffRow, count, grant, uuid};
use super::{StaffId, StaffSession, StaffSessionDraft, StaffSessionSummary, StaffSessions};
use async_trait::async_trait;
use domain::time::Timestamp;
use sqlx::{Postgres, Sqlite};
use uuid::Uuid;

const ADD: &str = "INSERT INTO staff_session
        (id, staff_id, token_hash, device, created_at, used_at, expires_at, confirmed_at, second_at)
    VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)";
const TAKE: &str =
    "DELETE FROM staff_session WHERE id = $1 AND expires_at > $2 RETURNING staff_id, confirmed_at";
const CLEAR: &str = "UPDATE staff SET failures = 0, locked_until = 0 WHERE id = $1";
const SESSION: &str = "SELECT x.id AS session_id, x.used_at, x.confirmed_at, x.second_at,
        s.id, s.email, s.name, s.disabled_at, s.totp_sealed IS NOT NULL AS has_totp,
        (SELECT count(*) FROM staff_passkey p WHERE p.staff_id = s.id) AS passkeys
    FROM staff_session x JOIN staff s ON s.id = x.staff_id
    WHERE x.token_hash = $1 AND x.expires_at > $2 AND s.disabled_at IS NULL";
const GRANTS: &str =
    "SELECT role, institution_id FROM staff_grant WHERE staff_id = $1 ORDER BY granted_at, id";
const USE: &str = "UPDATE staff_session SET used_at = $2, expires_at = $3 WHERE id = $1";
const CONFIRM: &str = "UPDATE staff_session SET confirmed_at = $2 WHERE id = $1";
const SESSIONS: &str = "SELECT id, device, used_at FROM staff_session
    WHERE staff_id = $1 AND expires_at > $2 ORDER BY used_at DESC, id";
const CLOSE: &str = "DELETE FROM staff_session WHERE staff_id = $1 AND id = $2";
const CLOSE_OTHERS: &str = "DELETE FROM staff_session WHERE staff_id = $1 AND id <> $2";
const PURGE_SESSIONS: &str = "DELETE FROM staff_session WHERE expires_at <= $1";
const PURGE_LINKS: &str = "DELETE FROM staff_link WHERE expires_at <= $1";

#[derive(sqlx::FromRow)]
struct SessionRow {
    session_id: Vec<u8>,
    used_at: i64,
    confirmed_at: i64,
    second_at: Option<i64>,
    #[sqlx(flatten)]
    staff: StaffRow,
    has_totp: bool,
    passkeys: i64,
}

macro_rules! implement_sessions {
    ($Db:ty) => {
        impl SqlStore<$Db> {
            async fn put_session(
                tx: &mut sqlx::Transaction<'static, $Db>,
                staff: StaffId,
                draft: &StaffSessionDraft,
                confirmed_at: i64,
                at: Timestamp,
            ) -> Result<Uuid, StoreError> {
                let id = Uuid::now_v7();
                sqlx::query(ADD)
                    .bind(id.as_bytes().as_slice())
                    .bind(staff.bytes())
                    .bind(draft.token.0.as_slice())
                    .bind(draft.device.as_str())
                    .bind(at.micros())
                    .bind(draft.expires_at.micros())
                    .bind(confirmed_at)
                    .bind(draft.second_at.map(Timestamp::micros))
                    .execute(&mut **tx)
                    .await?;
                Ok(id)
            }
        }

        #[async_trait]
        impl StaffSessions for SqlStore<$Db> {
            async fn open_staff_session(
                &self,
                staff: StaffId,
                draft: &StaffSessionDraft,
                is_complete: bool,
                audit: &AuditDraft,
            ) -> Result<Uuid, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let id = Self::put_session(&mut tx, staff, draft, audit.at.micros(), audit.at).await?;
                if is_complete {
                    sqlx::query(CLEAR).bind(staff.bytes()).execute(&mut *tx).await?;
                }
                <$Db>::append(&mut tx, audit).await?;
                tx.commit().await?;
                Ok(id)
            }

            async fn raise_staff_session(
                &self,
                session: Uuid,
                draft: &StaffSessionDraft,
                audit: &AuditDraft,
            ) -> Result<Option<Uuid>, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let take = sqlx::query_as(TAKE).bind(session.as_bytes().as_slice()).bind(audit.at.micros());
                let taken: Option<(Vec<u8>, i64)> = take.fetch_optional(&mut *tx).await?;
                let Some((staff, confirmed_at)) = taken else { return Ok(None) };
                let staff = StaffId(uuid(&staff)?);
                let id = Self::put_session(&mut tx, staff, draft, confirmed_at, audit.at).await?;
                sqlx::query(CLEAR).bind(staff.bytes()).execute(&mut *tx).await?;
                <$Db>::append(&mut tx, audit).await?;
                tx.commit().await?;
                Ok(Some(id))
            }

            async fn staff_session(
                &self,
                token: &TokenHash,
                at: Timestamp,
            ) -> Result<Option<StaffSession>, StoreError> {
                let query = sqlx::query_as(SESSION).bind(token.0.as_slice()).bind(at.micros());
                let row: Option<SessionRow> = query.fetch_optional(&self.reader).await?;
                let Some(row) = row else { return Ok(None) };
                let staff = row.staff.read()?;
                let query = sqlx::query_as(GRANTS).bind(staff.id.bytes());
                let grants: Vec<(String, Option<Vec<u8>>)> = query.fetch_all(&self.reader).await?;
                let grants = grants.iter().map(|(role, institution)| grant(role, institution.as_deref()));
                Ok(Some(StaffSession {
                    id: uuid(&row.session_id)?,
                    staff,
                    grants: grants.collect::<Result<_, _>>()?,
                    used_at: Timestamp::from_micros(row.used_at),
                    confirmed_at: Timestamp::from_micros(row.confirmed_at),
                    second_at: row.second_at.map(Timestamp::from_micros),
                    has_totp: row.has_totp,
                    passkeys: count(row.passkeys)?,
                }))
            }

            async fn use_staff_session(
                &self,
                session: Uuid,
                at: Timestamp,
                expires_at: Timestamp,
            ) -> Result<(), StoreError> {
                let query = sqlx::query(USE).bind(session.as_bytes().as_slice());
                query.bind(at.micros()).bind(expires_at.micros()).execute(&self.writer).await?;
                Ok(())
            }

            async fn confirm_staff_session(
                &self,
                session: Uuid,
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let query = sqlx::query(CONFIRM).bind(session.as_bytes().as_slice());
                query.bind(audit.at.micros()).execute(&mut *tx).await?;
                <$Db>::append(&mut tx, audit).await?;
                Ok(tx.commit().await?)
            }

            async fn staff_sessions(
                &self,
                staff: StaffId,
                at: Timestamp,
            ) -> Result<Vec<StaffSessionSummary>, StoreError> {
                let query = sqlx::query_as(SESSIONS).bind(staff.bytes()).bind(at.micros());
                let rows: Vec<(Vec<u8>, String, i64)> = query.fetch_all(&self.reader).await?;
                let read = |(id, device, used_at): (Vec<u8>, String, i64)| {
                    Ok(StaffSessionSummary {
                        id: uuid(&id)?,
                        device,
                        used_at: Timestamp::from_micros(used_at),
                    })
                };
                rows.into_iter().map(read).collect()
            }

            async fn close_staff_session(
                &self,
                staff: StaffId,
                session: Uuid,
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let query = sqlx::query(CLOSE).bind(staff.bytes()).bind(session.as_bytes().as_slice());
                if query.execute(&mut *tx).await?.rows_affected() == 1 {
                    <$Db>::append(&mut tx, audit).await?;
                }
                Ok(tx.commit().await?)
            }

            async fn close_other_staff_sessions(
                &self,
                staff: StaffId,
                keep: Uuid,
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let query = sqlx::query(CLOSE_OTHERS).bind(staff.bytes()).bind(keep.as_bytes().as_slice());
                query.execute(&mut *tx).await?;
                <$Db>::append(&mut tx, audit).await?;
                Ok(tx.commit().await?)
            }

            async fn purge_staff(&self, at: Timestamp) -> Result<(), StoreError> {
                for statement in [PURGE_SESSIONS, PURGE_LINKS] {
                    sqlx::query(statement).bind(at.micros()).execute(&self.writer).await?;
                }
                Ok(())
            }
        }
    };
}

implement_sessions!(Sqlite);
implement_sessions!(Postgres);
