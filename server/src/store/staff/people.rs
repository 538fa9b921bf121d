//! People, their links and what they sign in with.

use super::super::audit::{AuditDraft, Chained};
use super::super::engine::{Engine, SqlStore};
use super::super::{StoreError, TokenHash};
use super::rows::{CredentialsRow, LinkRow, count, uuid};
use super::{NewStaff, StaffCredentials, StaffId, StaffLink, StaffPeople};
use async_trait::async_trait;
use domain::access::Grant;
use domain::time::Timestamp;
use sqlx::{Postgres, Sqlite};
use uuid::Uuid;

/// Those who may still sign in.
pub(super) const OPERATORS: &str = "SELECT count(*) FROM staff_grant g JOIN staff s ON s.id = g.staff_id
    WHERE g.role = 'operator' AND s.disabled_at IS NULL";
const REPLACE_LINKS: &str =
    "DELETE FROM staff_link WHERE purpose = $1 AND institution_id IS NOT DISTINCT FROM $3
    AND (email = $2 OR (email IS NULL AND $2 IS NULL))";
const ADD_LINK: &str =
    "INSERT INTO staff_link (token_hash, purpose, email, role, institution_id, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const LINK: &str = "SELECT purpose, email, role, institution_id FROM staff_link
    WHERE token_hash = $1 AND expires_at > $2";
const TAKE_LINK: &str = "DELETE FROM staff_link WHERE token_hash = $1 AND expires_at > $2
    RETURNING purpose, email, role, institution_id";
const ADD: &str =
    "INSERT INTO staff (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)";
/// One role in an institution: a new one replaces it.
const REMOVE_GRANT: &str = "DELETE FROM staff_grant WHERE staff_id = $1
    AND (institution_id = $2 OR ($2 IS NULL AND institution_id IS NULL AND role = $3))";
const ADD_GRANT: &str = "INSERT INTO staff_grant (id, staff_id, role, institution_id, granted_at)
    VALUES ($1, $2, $3, $4, $5)";
const CREDENTIALS: &str =
    "SELECT s.id, s.email, s.name, s.disabled_at, s.password_hash, s.totp_sealed, s.locked_until,
        (SELECT count(*) FROM staff_passkey p WHERE p.staff_id = s.id) AS passkeys
    FROM staff s WHERE s.email = $1";
const CREDENTIALS_OF: &str =
    "SELECT s.id, s.email, s.name, s.disabled_at, s.password_hash, s.totp_sealed, s.locked_until,
        (SELECT count(*) FROM staff_passkey p WHERE p.staff_id = s.id) AS passkeys
    FROM staff s WHERE s.id = $1";
const COUNT_FAILURE: &str = "UPDATE staff SET failures = failures + 1 WHERE id = $1 RETURNING failures";
const LOCK: &str = "UPDATE staff SET locked_until = $2 WHERE id = $1";
const SET_PASSWORD: &str = "UPDATE staff SET password_hash = $2 WHERE id = $1";
const RESET_PASSWORD: &str =
    "UPDATE staff SET password_hash = $2, failures = 0, locked_until = 0 WHERE email = $1
    RETURNING id";
const REHASH: &str = "UPDATE staff SET password_hash = $3 WHERE id = $1 AND password_hash = $2";
const CLOSE_OTHERS: &str = "DELETE FROM staff_session WHERE staff_id = $1 AND id <> $2";
const CLOSE_ALL: &str = "DELETE FROM staff_session WHERE staff_id = $1";
const SET_TOTP: &str = "UPDATE staff SET totp_sealed = $2, totp_step = 0 WHERE id = $1";
const USE_STEP: &str = "UPDATE staff SET totp_step = $2 WHERE id = $1 AND totp_step < $2";
const DROP_CODES: &str = "DELETE FROM staff_recovery_code WHERE staff_id = $1";
const ADD_CODE: &str = "INSERT INTO staff_recovery_code (staff_id, code_hash) VALUES ($1, $2)";
const USE_CODE: &str = "DELETE FROM staff_recovery_code WHERE staff_id = $1 AND code_hash = $2";
const CODES: &str = "SELECT count(*) FROM staff_recovery_code WHERE staff_id = $1";
const DISABLE: &str = "UPDATE staff SET disabled_at = $2 WHERE id = $1";

macro_rules! implement_people {
    ($Db:ty) => {
        impl SqlStore<$Db> {
            /// Puts a role in the place of the one that it replaces.
            pub(super) async fn put_grant(
                tx: &mut sqlx::Transaction<'static, $Db>,
                staff: StaffId,
                grant: Grant,
                at: Timestamp,
            ) -> Result<(), StoreError> {
                let institution = grant.institution();
                let institution = institution.as_ref().map(|id| id.0.as_bytes().as_slice());
                sqlx::query(REMOVE_GRANT)
                    .bind(staff.bytes())
                    .bind(institution)
                    .bind(grant.role().name())
                    .execute(&mut **tx)
                    .await?;
                sqlx::query(ADD_GRANT)
                    .bind(Uuid::now_v7().as_bytes().as_slice())
                    .bind(staff.bytes())
                    .bind(grant.role().name())
                    .bind(institution)
                    .bind(at.micros())
                    .execute(&mut **tx)
                    .await?;
                Ok(())
            }

            async fn put_codes(
                tx: &mut sqlx::Transaction<'static, $Db>,
                staff: StaffId,
                recovery: &[TokenHash],
            ) -> Result<(), StoreError> {
                sqlx::query(DROP_CODES).bind(staff.bytes()).execute(&mut **tx).await?;
                for code in recovery {
                    let add = sqlx::query(ADD_CODE).bind(staff.bytes()).bind(code.0.as_slice());
                    add.execute(&mut **tx).await?;
                }
                Ok(())
            }

            /// Takes a link away and answers what it was for.
            async fn take_link(
                tx: &mut sqlx::Transaction<'static, $Db>,
                token: &TokenHash,
                at: Timestamp,
            ) -> Result<Option<(bool, StaffLink)>, StoreError> {
                let take = sqlx::query_as(TAKE_LINK).bind(token.0.as_slice()).bind(at.micros());
                let row: Option<LinkRow> = take.fetch_optional(&mut **tx).await?;
                row.map(|row| Ok((row.is_invitation(), row.read()?))).transpose()
            }
        }

        #[async_trait]
        impl StaffPeople for SqlStore<$Db> {
            async fn has_operator(&self) -> Result<bool, StoreError> {
                let count: i64 = sqlx::query_scalar(OPERATORS).fetch_one(&self.reader).await?;
                Ok(count > 0)
            }

            async fn add_staff_link(
                &self,
                token: &TokenHash,
                link: &StaffLink,
                expires_at: Timestamp,
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let purpose = if link.grant.is_some() { "invitation" } else { "password" };
                let institution = link.grant.and_then(Grant::institution);
                let institution = institution.as_ref().map(|id| id.0.as_bytes().as_slice());
                sqlx::query(REPLACE_LINKS)
                    .bind(purpose)
                    .bind(link.email.as_deref())
                    .bind(institution)
                    .execute(&mut *tx)
                    .await?;
                sqlx::query(ADD_LINK)
                    .bind(token.0.as_slice())
                    .bind(purpose)
                    .bind(link.email.as_deref())
                    .bind(link.grant.map(|grant| grant.role().name()))
                    .bind(institution)
                    .bind(audit.at.micros())
                    .bind(expires_at.micros())
                    .execute(&mut *tx)
                    .await?;
                <$Db>::append(&mut tx, audit).await?;
                Ok(tx.commit().await?)
            }

            async fn staff_link(
                &self,
                token: &TokenHash,
                at: Timestamp,
            ) -> Result<Option<StaffLink>, StoreError> {
                let query = sqlx::query_as(LINK).bind(token.0.as_slice()).bind(at.micros());
                let row: Option<LinkRow> = query.fetch_optional(&self.reader).await?;
                row.map(LinkRow::read).transpose()
            }

            async fn take_invitation(
                &self,
                token: &TokenHash,
                staff: &NewStaff,
                audit: &AuditDraft,
            ) -> Result<Option<StaffId>, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let taken = Self::take_link(&mut tx, token, audit.at).await?;
                let Some((true, StaffLink { grant: Some(grant), .. })) = taken else { return Ok(None) };
                let id = StaffId(Uuid::now_v7());
                sqlx::query(ADD)
                    .bind(id.bytes())
                    .bind(staff.email.as_str())
                    .bind(staff.name.as_str())
                    .bind(staff.password_hash.as_str())
                    .bind(audit.at.micros())
                    .execute(&mut *tx)
                    .await?;
                Self::put_grant(&mut tx, id, grant, audit.at).await?;
                let audit = AuditDraft { actor: Some(id), ..audit.clone() }.of(grant.institution());
                <$Db>::append(&mut tx, &audit.with("role", grant.role().name())).await?;
                tx.commit().await?;
                Ok(Some(id))
            }

            async fn take_invitation_as(
                &self,
                token: &TokenHash,
                staff: StaffId,
                audit: &AuditDraft,
            ) -> Result<bool, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let taken = Self::take_link(&mut tx, token, audit.at).await?;
                let Some((true, StaffLink { grant: Some(grant), .. })) = taken else { return Ok(false) };
                Self::put_grant(&mut tx, staff, grant, audit.at).await?;
                let audit = audit.clone().of(grant.institution()).with("role", grant.role().name());
                <$Db>::append(&mut tx, &audit).await?;
                tx.commit().await?;
                Ok(true)
            }

            async fn take_password_link(
                &self,
                token: &TokenHash,
                password_hash: &str,
                audit: &AuditDraft,
            ) -> Result<Option<StaffId>, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let taken = Self::take_link(&mut tx, token, audit.at).await?;
                let Some((false, StaffLink { email: Some(email), .. })) = taken else { return Ok(None) };
                let reset = sqlx::query_scalar(RESET_PASSWORD).bind(email).bind(password_hash);
                let id: Option<Vec<u8>> = reset.fetch_optional(&mut *tx).await?;
                let Some(id) = id else { return Ok(None) };
                let id = StaffId(uuid(&id)?);
                sqlx::query(CLOSE_ALL).bind(id.bytes()).execute(&mut *tx).await?;
                <$Db>::append(&mut tx, &AuditDraft { actor: Some(id), ..audit.clone() }).await?;
                tx.commit().await?;
                Ok(Some(id))
            }

            async fn staff_credentials(&self, email: &str) -> Result<Option<StaffCredentials>, StoreError> {
                let query = sqlx::query_as(CREDENTIALS).bind(email);
                let row: Option<CredentialsRow> = query.fetch_optional(&self.reader).await?;
                row.map(CredentialsRow::read).transpose()
            }

            async fn staff_credentials_of(
                &self,
                staff: StaffId,
            ) -> Result<Option<StaffCredentials>, StoreError> {
                let query = sqlx::query_as(CREDENTIALS_OF).bind(staff.bytes());
                let row: Option<CredentialsRow> = query.fetch_optional(&self.reader).await?;
                row.map(CredentialsRow::read).transpose()
            }

            async fn count_failure(&self, staff: StaffId, audit: &AuditDraft) -> Result<u32, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let query = sqlx::query_scalar(COUNT_FAILURE).bind(staff.bytes());
                let failures: i64 = query.fetch_one(&mut *tx).await?;
                <$Db>::append(&mut tx, audit).await?;
                tx.commit().await?;
                count(failures)
            }

            async fn lock_staff(
                &self,
                staff: StaffId,
                until: Timestamp,
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                sqlx::query(LOCK).bind(staff.bytes()).bind(until.micros()).execute(&mut *tx).await?;
                <$Db>::append(&mut tx, audit).await?;
                Ok(tx.commit().await?)
            }

            async fn set_password(
                &self,
                staff: StaffId,
                password_hash: &str,
                keep: Uuid,
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                sqlx::query(SET_PASSWORD).bind(staff.bytes()).bind(password_hash).execute(&mut *tx).await?;
                let keep = keep.as_bytes().as_slice();
                sqlx::query(CLOSE_OTHERS).bind(staff.bytes()).bind(keep).execute(&mut *tx).await?;
                <$Db>::append(&mut tx, audit).await?;
                Ok(tx.commit().await?)
            }

            async fn rehash_password(&self, staff: StaffId, from: &str, to: &str) -> Result<(), StoreError> {
                sqlx::query(REHASH).bind(staff.bytes()).bind(from).bind(to).execute(&self.writer).await?;
                Ok(())
            }

            async fn set_totp(
                &self,
                staff: StaffId,
                sealed: Option<&[u8]>,
                recovery: &[TokenHash],
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                sqlx::query(SET_TOTP).bind(staff.bytes()).bind(sealed).execute(&mut *tx).await?;
                Self::put_codes(&mut tx, staff, recovery).await?;
                <$Db>::append(&mut tx, audit).await?;
                Ok(tx.commit().await?)
            }

            async fn use_totp_step(&self, staff: StaffId, step: u64) -> Result<bool, StoreError> {
                let step = i64::try_from(step).map_err(StoreError::undecodable)?;
                let done = sqlx::query(USE_STEP).bind(staff.bytes()).bind(step).execute(&self.writer).await?;
                Ok(done.rows_affected() == 1)
            }

            async fn set_recovery_codes(
                &self,
                staff: StaffId,
                recovery: &[TokenHash],
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                Self::put_codes(&mut tx, staff, recovery).await?;
                <$Db>::append(&mut tx, audit).await?;
                Ok(tx.commit().await?)
            }

            async fn use_recovery_code(
                &self,
                staff: StaffId,
                code: &TokenHash,
                audit: &AuditDraft,
            ) -> Result<bool, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let used = sqlx::query(USE_CODE).bind(staff.bytes()).bind(code.0.as_slice());
                if used.execute(&mut *tx).await?.rows_affected() == 0 {
                    return Ok(false);
                }
                <$Db>::append(&mut tx, audit).await?;
                tx.commit().await?;
                Ok(true)
            }

            async fn recovery_codes(&self, staff: StaffId) -> Result<u32, StoreError> {
                count(sqlx::query_scalar(CODES).bind(staff.bytes()).fetch_one(&self.reader).await?)
            }

            async fn set_disabled(
                &self,
                staff: StaffId,
                disabled: bool,
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                // Adding to the log first makes all who take something away wait for each other.
                <$Db>::append(&mut tx, audit).await?;
                let before: i64 = sqlx::query_scalar(OPERATORS).fetch_one(&mut *tx).await?;
                let at = disabled.then(|| audit.at.micros());
                let done = sqlx::query(DISABLE).bind(staff.bytes()).bind(at).execute(&mut *tx).await?;
                if done.rows_affected() == 0 {
                    return Err(StoreError::NotFound);
                }
                let after: i64 = sqlx::query_scalar(OPERATORS).fetch_one(&mut *tx).await?;
                if before > 0 && after == 0 {
                    return Err(StoreError::Conflict("the last operator".to_owned()));
                }
                if disabled {
                    sqlx::query(CLOSE_ALL).bind(staff.bytes()).execute(&mut *tx).await?;
                }
                Ok(tx.commit().await?)
            }
        }
    };
}

implement_people!(Sqlite);
implement_people!(Postgres);
