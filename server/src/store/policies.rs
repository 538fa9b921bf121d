//! Ranking policies.

use super::engine::SqlStore;
use super::{Policies, StoreError};
use async_trait::async_trait;
use domain::ranking::{Diversification, PartName, RankingPolicy};
use domain::time::Timestamp;
use sqlx::{Postgres, Sqlite};
use std::collections::BTreeMap;

/// How many policies there are.
pub(super) const COUNT: &str = "SELECT count(*) FROM ranking_policy";

/// Adds a policy if its version follows the newest.
const INSERT: &str = "INSERT INTO ranking_policy (version, document, note, published_at)
    SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS BIGINT)
    WHERE CAST($1 AS BIGINT) = (SELECT coalesce(max(version), 0) + 1 FROM ranking_policy)";

const CURRENT: &str = "SELECT version, document FROM ranking_policy ORDER BY version DESC LIMIT 1";

const BY_VERSION: &str = "SELECT version, document FROM ranking_policy WHERE version = $1";

/// The policy a new database starts with. Eligibility weighs most, since an offer the borrower cannot have is
/// worth nothing to them; then the cost and the chance of approval. What lenders pay weighs nothing.
#[must_use]
pub fn default_policy(at: Timestamp) -> RankingPolicy {
    RankingPolicy {
        version: 1,
        note: "The policy every installation starts with".to_owned(),
        weights: BTreeMap::from([
            (PartName::Eligibility, 0.36),
            (PartName::Approval, 0.22),
            (PartName::Cost, 0.26),
            (PartName::Text, 0.08),
            (PartName::Fit, 0.03),
            (PartName::Click, 0.02),
            (PartName::Speed, 0.02),
            (PartName::Freshness, 0.01),
            (PartName::Payout, 0.0),
        ]),
        diversification: Diversification { window: 10, max_per_institution: 2 },
        published_at: at,
    }
}

/// A policy as it is stored.
#[derive(sqlx::FromRow)]
struct Stored {
    version: i64,
    document: String,
}

impl Stored {
    fn read(self) -> Result<RankingPolicy, StoreError> {
        serde_json::from_str(&self.document).map_err(|source| StoreError::Corrupt {
            what: format!("ranking policy {}", self.version),
            source,
        })
    }
}

/// The document of a policy to be stored.
fn document(policy: &RankingPolicy) -> Result<String, StoreError> {
    serde_json::to_string(policy)
        .map_err(|source| StoreError::Corrupt { what: format!("ranking policy {}", policy.version), source })
}

macro_rules! implement_policies {
    ($Db:ty) => {
        impl SqlStore<$Db> {
            /// Adds a policy; answers whether its version followed the newest.
            pub(super) async fn insert_policy(
                connection: &mut <$Db as sqlx::Database>::Connection,
                policy: &RankingPolicy,
            ) -> Result<bool, StoreError> {
                let done = sqlx::query(INSERT)
                    .bind(i64::from(policy.version))
                    .bind(document(policy)?)
                    .bind(policy.note.as_str())
                    .bind(policy.published_at.micros())
                    .execute(connection)
                    .await?;
                Ok(done.rows_affected() == 1)
            }
        }

        #[async_trait]
        impl Policies for SqlStore<$Db> {
            async fn current_policy(&self) -> Result<RankingPolicy, StoreError> {
                let stored: Stored = sqlx::query_as(CURRENT).fetch_one(&self.reader).await?;
                stored.read()
            }

            async fn policy(&self, version: u32) -> Result<Option<RankingPolicy>, StoreError> {
                let stored: Option<Stored> =
                    sqlx::query_as(BY_VERSION).bind(i64::from(version)).fetch_optional(&self.reader).await?;
                stored.map(Stored::read).transpose()
            }

            async fn add_policy(&self, policy: &RankingPolicy) -> Result<(), StoreError> {
                let mut connection = self.writer.acquire().await?;
                if Self::insert_policy(&mut connection, policy).await? {
                    Ok(())
                } else {
                    Err(StoreError::Conflict(format!(
                        "ranking policy {} does not follow the newest",
                        policy.version
                    )))
                }
            }
        }
    };
}

implement_policies!(Sqlite);
implement_policies!(Postgres);
