//! How models did, and what became of the chances that visitors were told.

use super::engine::SqlStore;
use super::{RowWindow, StoreError};
use async_trait::async_trait;
use domain::evaluation::Audit;
use domain::event::earliest;
use predict::evaluation::Evaluation;
use predict::registry::{ModelKind, model_name};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{Postgres, Sqlite};
use uuid::Uuid;

/// A model's evaluation, the audits of its groups, and chances as they were shown.
#[async_trait]
pub trait Evaluations: Send + Sync {
    /// Keeps a model's evaluation; [`StoreError::Conflict`] if it has one.
    async fn add_evaluation(
        &self,
        kind: ModelKind,
        version: u32,
        evaluation: &Evaluation,
    ) -> Result<(), StoreError>;

    /// A model's evaluation; `None` for models from before they were kept.
    async fn evaluation(&self, kind: ModelKind, version: u32) -> Result<Option<Evaluation>, StoreError>;

    /// Adds an audit of a model's groups; [`StoreError::Conflict`] if another was added at the same moment.
    async fn add_audit(&self, kind: ModelKind, version: u32, audit: &Audit) -> Result<(), StoreError>;

    /// The audits of a model, oldest first.
    async fn audits(&self, kind: ModelKind, version: u32) -> Result<Vec<Audit>, StoreError>;

    /// The chances that people were shown before they applied, in the order of their applications' ids. Applications
    /// whose impression is unknown or forgotten are left out.
    async fn shown_chances(&self, window: RowWindow) -> Result<Vec<ShownChance>, StoreError>;
}

/// A chance of approval as it was shown to somebody who then applied.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownChance {
    /// The application.
    pub application: Uuid,
    /// The chance.
    pub approval: f64,
    /// What predicted it.
    pub predictor: String,
}

const ADD_EVALUATION: &str = "INSERT INTO model_evaluation (kind, version, evaluation) VALUES ($1, $2, $3)";
const EVALUATION: &str = "SELECT evaluation FROM model_evaluation WHERE kind = $1 AND version = $2";
const ADD_AUDIT: &str = "INSERT INTO model_audit (kind, version, seq, audit)
    SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT),
        (SELECT coalesce(max(seq), 0) + 1 FROM model_audit WHERE kind = $1 AND version = $2), CAST($3 AS TEXT)";
const AUDITS: &str = "SELECT audit FROM model_audit WHERE kind = $1 AND version = $2 ORDER BY seq";
const SHOWN: &str = "SELECT a.id, i.approval, i.model_version
    FROM event_application a JOIN event_impression i ON i.id = a.impression_id
    WHERE a.bot_reason IS NULL AND a.id > $1 AND a.id >= $2 AND a.id < $3
    ORDER BY a.id LIMIT $4";

fn written(what: &str, document: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(document).map_err(|source| StoreError::Corrupt { what: what.to_owned(), source })
}

fn read<T: DeserializeOwned>(
    what: &str,
    (kind, version): (ModelKind, u32),
    text: &str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|source| StoreError::Corrupt {
        what: format!("the {what} of model {}", model_name(kind, version)),
        source,
    })
}

macro_rules! implement_evaluations {
    ($Db:ty) => {
        #[async_trait]
        impl Evaluations for SqlStore<$Db> {
            async fn add_evaluation(
                &self,
                kind: ModelKind,
                version: u32,
                evaluation: &Evaluation,
            ) -> Result<(), StoreError> {
                let document = written("a new evaluation", evaluation)?;
                let query = sqlx::query(ADD_EVALUATION).bind(kind.name()).bind(i64::from(version));
                query.bind(document).execute(&self.writer).await?;
                Ok(())
            }

            async fn evaluation(
                &self,
                kind: ModelKind,
                version: u32,
            ) -> Result<Option<Evaluation>, StoreError> {
                let query = sqlx::query_scalar(EVALUATION).bind(kind.name()).bind(i64::from(version));
                let document: Option<String> = query.fetch_optional(&self.reader).await?;
                document.map(|document| read("evaluation", (kind, version), &document)).transpose()
            }

            async fn add_audit(
                &self,
                kind: ModelKind,
                version: u32,
                audit: &Audit,
            ) -> Result<(), StoreError> {
                let document = written("a new audit", audit)?;
                let query = sqlx::query(ADD_AUDIT).bind(kind.name()).bind(i64::from(version));
                query.bind(document).execute(&self.writer).await?;
                Ok(())
            }

            async fn audits(&self, kind: ModelKind, version: u32) -> Result<Vec<Audit>, StoreError> {
                let query = sqlx::query_scalar(AUDITS).bind(kind.name()).bind(i64::from(version));
                let documents: Vec<String> = query.fetch_all(&self.reader).await?;
                documents.iter().map(|document| read("audit", (kind, version), document)).collect()
            }

            async fn shown_chances(&self, window: RowWindow) -> Result<Vec<ShownChance>, StoreError> {
                let query = sqlx::query_as(SHOWN)
                    .bind(window.after.unwrap_or(Uuid::nil()).as_bytes().to_vec())
                    .bind(earliest(window.from).as_bytes().to_vec())
                    .bind(earliest(window.until).as_bytes().to_vec())
                    .bind(i64::from(window.limit));
                let rows: Vec<(Vec<u8>, f64, String)> = query.fetch_all(&self.reader).await?;
                let shown = |(id, approval, predictor): (Vec<u8>, f64, String)| {
                    let application = Uuid::from_slice(&id).map_err(StoreError::undecodable)?;
                    Ok(ShownChance { application, approval, predictor })
                };
                rows.into_iter().map(shown).collect()
            }
        }
    };
}

implement_evaluations!(Sqlite);
implement_evaluations!(Postgres);
