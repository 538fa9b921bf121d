//! Trained models and who of them has which role.

use super::engine::SqlStore;
use super::{ModelStore, StoreError, StoredModel};
use async_trait::async_trait;
use domain::time::Timestamp;
use predict::registry::{ModelKind, ModelRecord, Move, model_name};
use sha2::{Digest, Sha256};
use sqlx::{Postgres, Sqlite};

/// Adds a model under the next version of its kind.
const ADD: &str = "INSERT INTO model (kind, version, record, body, checksum, trained_at)
    SELECT CAST($1 AS TEXT), (SELECT coalesce(max(version), 0) + 1 FROM model WHERE kind = $1),
        CAST($2 AS TEXT), $3, $4, CAST($5 AS BIGINT)
    RETURNING version";
const NEWEST: &str = "SELECT kind, version, record, body IS NOT NULL AS has_body FROM model
    WHERE kind = $1 ORDER BY version DESC LIMIT $2";
const RECORD: &str = "SELECT kind, version, record, body IS NOT NULL AS has_body FROM model
    WHERE kind = $1 AND version = $2";
const BODY: &str = "SELECT body, checksum FROM model WHERE kind = $1 AND version = $2 AND body IS NOT NULL";
const MOVES: &str = "SELECT kind, seq, role, version, moved_at, actor, reason FROM model_move
    WHERE kind = $1 ORDER BY seq DESC LIMIT $2";
const ROLES: &str = "SELECT m.kind, m.seq, m.role, m.version, m.moved_at, m.actor, m.reason FROM model_move m
    JOIN (SELECT kind, role, max(seq) AS seq FROM model_move GROUP BY kind, role) newest
        ON newest.kind = m.kind AND newest.seq = m.seq
    ORDER BY m.kind, m.role";
/// Adds a move if it follows the newest of its kind, and names a model that still has its body.
const MOVE: &str = "INSERT INTO model_move (kind, seq, role, version, moved_at, actor, reason)
    SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS BIGINT), CAST($5 AS BIGINT),
        CAST($6 AS TEXT), CAST($7 AS TEXT)
    WHERE CAST($2 AS BIGINT) = (SELECT coalesce(max(seq), 0) + 1 FROM model_move WHERE kind = $1)
        AND (CAST($4 AS BIGINT) IS NULL
            OR EXISTS (SELECT 1 FROM model WHERE kind = $1 AND version = $4 AND body IS NOT NULL))";
const HAS_BODY: &str = "SELECT count(*) FROM model WHERE kind = $1 AND version = $2 AND body IS NOT NULL";
/// Clears the bodies of old models away: those that were never given a role, and are not among the newest.
const PRUNE: &str = "UPDATE model SET body = NULL WHERE kind = $1 AND body IS NOT NULL
    AND version <= (SELECT coalesce(max(version), 0) FROM model WHERE kind = $1) - CAST($2 AS BIGINT)
    AND version NOT IN (SELECT version FROM model_move WHERE kind = $1 AND version IS NOT NULL)";

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    version: i64,
    record: String,
    has_body: bool,
}

impl Row {
    fn read(self) -> Result<StoredModel, StoreError> {
        let record = serde_json::from_str(&self.record).map_err(|source| StoreError::Corrupt {
            what: format!("model {}-{}", self.kind, self.version),
            source,
        })?;
        Ok(StoredModel { version: version(self.version)?, record, has_body: self.has_body })
    }
}

#[derive(sqlx::FromRow)]
struct MoveRow {
    kind: String,
    seq: i64,
    role: String,
    version: Option<i64>,
    moved_at: i64,
    actor: String,
    reason: String,
}

impl MoveRow {
    fn read(self) -> Result<Move, StoreError> {
        Ok(Move {
            seq: u64::try_from(self.seq).map_err(StoreError::undecodable)?,
            kind: self.kind.parse().map_err(StoreError::undecodable)?,
            role: self.role.parse().map_err(StoreError::undecodable)?,
            version: self.version.map(version).transpose()?,
            at: Timestamp::from_micros(self.moved_at),
            actor: self.actor,
            reason: self.reason,
        })
    }
}

fn version(stored: i64) -> Result<u32, StoreError> {
    u32::try_from(stored).map_err(StoreError::undecodable)
}

fn checksum(body: &[u8]) -> Vec<u8> {
    Sha256::digest(body).to_vec()
}

macro_rules! implement_models {
    ($Db:ty) => {
        #[async_trait]
        impl ModelStore for SqlStore<$Db> {
            async fn add_model(&self, record: &ModelRecord, body: &[u8]) -> Result<u32, StoreError> {
                let document = serde_json::to_string(record)
                    .map_err(|source| StoreError::Corrupt { what: "a new model".to_owned(), source })?;
                let added: i64 = sqlx::query_scalar(ADD)
                    .bind(record.kind.name())
                    .bind(document)
                    .bind(body)
                    .bind(checksum(body))
                    .bind(record.trained_at.micros())
                    .fetch_one(&self.writer)
                    .await?;
                version(added)
            }

            async fn newest_models(
                &self,
                kind: ModelKind,
                limit: u32,
            ) -> Result<Vec<StoredModel>, StoreError> {
                let query = sqlx::query_as(NEWEST).bind(kind.name()).bind(i64::from(limit));
                let rows: Vec<Row> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(Row::read).collect()
            }

            async fn model(&self, kind: ModelKind, version: u32) -> Result<Option<StoredModel>, StoreError> {
                let query = sqlx::query_as(RECORD).bind(kind.name()).bind(i64::from(version));
                let row: Option<Row> = query.fetch_optional(&self.reader).await?;
                row.map(Row::read).transpose()
            }

            async fn model_body(&self, kind: ModelKind, version: u32) -> Result<Vec<u8>, StoreError> {
                let query = sqlx::query_as(BODY).bind(kind.name()).bind(i64::from(version));
                let (body, expected): (Vec<u8>, Vec<u8>) =
                    query.fetch_optional(&self.reader).await?.ok_or(StoreError::NotFound)?;
                if checksum(&body) == expected {
                    Ok(body)
                } else {
                    Err(StoreError::Damaged(format!("model {}", model_name(kind, version))))
                }
            }

            async fn model_roles(&self) -> Result<Vec<Move>, StoreError> {
                let rows: Vec<MoveRow> = sqlx::query_as(ROLES).fetch_all(&self.reader).await?;
                rows.into_iter().map(MoveRow::read).collect()
            }

            async fn model_moves(&self, kind: ModelKind, limit: u32) -> Result<Vec<Move>, StoreError> {
                let query = sqlx::query_as(MOVES).bind(kind.name()).bind(i64::from(limit));
                let rows: Vec<MoveRow> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(MoveRow::read).collect()
            }

            async fn move_model(&self, step: &Move) -> Result<(), StoreError> {
                let seq = i64::try_from(step.seq).map_err(StoreError::undecodable)?;
                let version = step.version.map(i64::from);
                let done = sqlx::query(MOVE)
                    .bind(step.kind.name())
                    .bind(seq)
                    .bind(step.role.name())
                    .bind(version)
                    .bind(step.at.micros())
                    .bind(step.actor.as_str())
                    .bind(step.reason.as_str())
                    .execute(&self.writer)
                    .await?;
                if done.rows_affected() == 1 {
                    return Ok(());
                }
                let bodies: i64 = sqlx::query_scalar(HAS_BODY)
                    .bind(step.kind.name())
                    .bind(version)
                    .fetch_one(&self.reader)
                    .await?;
                if version.is_some() && bodies == 0 {
                    return Err(StoreError::NotFound);
                }
                Err(StoreError::Conflict(format!("the {} models were moved meanwhile", step.kind)))
            }

            async fn prune_models(&self, kind: ModelKind, keep: u32) -> Result<u64, StoreError> {
                let query = sqlx::query(PRUNE).bind(kind.name()).bind(i64::from(keep));
                Ok(query.execute(&self.writer).await?.rows_affected())
            }
        }
    };
}

implement_models!(Sqlite);
implement_models!(Postgres);
