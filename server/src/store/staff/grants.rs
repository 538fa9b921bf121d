//! Roles: who holds which, and the two rules that keep an institution and the site from being left to nobody.

use super::super::StoreError;
use super::super::audit::{AuditDraft, Chained};
use super::super::engine::{Engine, SqlStore};
use super::people::OPERATORS;
use super::rows::MemberRow;
use super::{Member, StaffGrants, StaffId};
use async_trait::async_trait;
use domain::access::Grant;
use domain::product::InstitutionId;
use sqlx::{Postgres, Sqlite};

const MEMBERS: &str = "SELECT s.id, s.email, s.name, s.disabled_at, g.role, g.institution_id, g.granted_at,
        s.totp_sealed IS NOT NULL AS has_totp,
        (SELECT count(*) FROM staff_passkey p WHERE p.staff_id = s.id) AS passkeys
    FROM staff_grant g JOIN staff s ON s.id = g.staff_id
    WHERE g.institution_id = $1 OR ($1 IS NULL AND g.institution_id IS NULL)
    ORDER BY s.name, s.email, g.role";
const TAKE: &str = "DELETE FROM staff_grant WHERE staff_id = $1 AND role = $2
    AND (institution_id = $3 OR ($3 IS NULL AND institution_id IS NULL))";
const ADMINS: &str = "SELECT count(*) FROM staff_grant g JOIN staff s ON s.id = g.staff_id
    WHERE g.institution_id = $1 AND g.role = 'admin' AND s.disabled_at IS NULL";

macro_rules! implement_grants {
    ($Db:ty) => {
        impl SqlStore<$Db> {
            /// How many look after an institution, or after the site.
            async fn keepers(
                tx: &mut sqlx::Transaction<'static, $Db>,
                institution: Option<InstitutionId>,
            ) -> Result<i64, StoreError> {
                let query = match institution.as_ref() {
                    Some(id) => sqlx::query_scalar(ADMINS).bind(id.0.as_bytes().as_slice().to_vec()),
                    None => sqlx::query_scalar(OPERATORS),
                };
                Ok(query.fetch_one(&mut **tx).await?)
            }
        }

        #[async_trait]
        impl StaffGrants for SqlStore<$Db> {
            async fn members(&self, institution: Option<InstitutionId>) -> Result<Vec<Member>, StoreError> {
                let institution = institution.as_ref().map(|id| id.0.as_bytes().as_slice());
                let query = sqlx::query_as(MEMBERS).bind(institution);
                let rows: Vec<MemberRow> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(MemberRow::read).collect()
            }

            async fn give_grant(
                &self,
                staff: StaffId,
                grant: Grant,
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                // Adding to the log first makes all who take something away wait for each other.
                <$Db>::append(&mut tx, audit).await?;
                let before = Self::keepers(&mut tx, grant.institution()).await?;
                Self::put_grant(&mut tx, staff, grant, audit.at).await?;
                let after = Self::keepers(&mut tx, grant.institution()).await?;
                if before > 0 && after == 0 {
                    return Err(StoreError::Conflict("the last admin".to_owned()));
                }
                Ok(tx.commit().await?)
            }

            async fn take_grant(
                &self,
                staff: StaffId,
                grant: Grant,
                audit: &AuditDraft,
            ) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                <$Db>::append(&mut tx, audit).await?;
                let institution = grant.institution();
                let before = Self::keepers(&mut tx, institution).await?;
                let take = sqlx::query(TAKE).bind(staff.bytes()).bind(grant.role().name());
                let take = take.bind(institution.as_ref().map(|id| id.0.as_bytes().as_slice()));
                if take.execute(&mut *tx).await?.rows_affected() == 0 {
                    return Err(StoreError::NotFound);
                }
                let after = Self::keepers(&mut tx, institution).await?;
                if before > 0 && after == 0 {
                    return Err(StoreError::Conflict("the last one who may manage it".to_owned()));
                }
                Ok(tx.commit().await?)
            }
        }
    };
}

implement_grants!(Sqlite);
implement_grants!(Postgres);
