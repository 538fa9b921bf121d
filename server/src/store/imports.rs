//! Import runs: an interrupted import goes on where it was.

use super::engine::SqlStore;
use super::{ImportRun, Imports, StoreError};
use async_trait::async_trait;
use domain::time::Timestamp;
use sqlx::{Postgres, Sqlite};
use uuid::Uuid;

/// Begins a run, or finds the unfinished one: the pointless update makes RETURNING answer in both cases.
const BEGIN: &str = "INSERT INTO import_run (id, source_key, started_at, progressed_at)
    VALUES ($1, $2, $3, $3)
    ON CONFLICT (source_key) WHERE finished_at IS NULL DO UPDATE SET source_key = excluded.source_key
    RETURNING id, source_key, started_at, cursor";

const PROGRESS: &str =
    "UPDATE import_run SET cursor = $2, progressed_at = $3 WHERE id = $1 AND finished_at IS NULL";

const FINISH: &str =
    "UPDATE import_run SET finished_at = $2, progressed_at = $2 WHERE id = $1 AND finished_at IS NULL";

#[derive(sqlx::FromRow)]
struct Stored {
    id: Vec<u8>,
    source_key: String,
    started_at: i64,
    cursor: Option<String>,
}

macro_rules! implement_imports {
    ($Db:ty) => {
        #[async_trait]
        impl Imports for SqlStore<$Db> {
            async fn begin_import(&self, source_key: &str, at: Timestamp) -> Result<ImportRun, StoreError> {
                let stored: Stored = sqlx::query_as(BEGIN)
                    .bind(Uuid::now_v7().as_bytes().as_slice())
                    .bind(source_key)
                    .bind(at.micros())
                    .fetch_one(&self.writer)
                    .await?;
                Ok(ImportRun {
                    id: Uuid::from_slice(&stored.id).map_err(StoreError::undecodable)?,
                    source_key: stored.source_key,
                    started_at: Timestamp::from_micros(stored.started_at),
                    cursor: stored.cursor,
                })
            }

            async fn progress_import(
                &self,
                run: Uuid,
                cursor: &str,
                at: Timestamp,
            ) -> Result<(), StoreError> {
                let done = sqlx::query(PROGRESS)
                    .bind(run.as_bytes().as_slice())
                    .bind(cursor)
                    .bind(at.micros())
                    .execute(&self.writer)
                    .await?;
                if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::NotFound) }
            }

            async fn finish_import(&self, run: Uuid, at: Timestamp) -> Result<(), StoreError> {
                let done = sqlx::query(FINISH)
                    .bind(run.as_bytes().as_slice())
                    .bind(at.micros())
                    .execute(&self.writer)
                    .await?;
                if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::NotFound) }
            }
        }
    };
}

implement_imports!(Sqlite);
implement_imports!(Postgres);
