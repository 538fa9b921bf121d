//! Figures that visitors say are wrong.

use super::engine::SqlStore;
use super::{FigureReport, FigureReportDraft, Reports, StoreError};
use async_trait::async_trait;
use domain::product::ProductId;
use domain::time::Timestamp;
use sqlx::{Postgres, Sqlite};
use uuid::Uuid;

/// Adds a report of the version that the product has now; adds nothing where there is no such product.
const ADD: &str = "INSERT INTO figure_report
        (id, product_id, product_version, figure, correction, source, reported_at)
    SELECT $1, p.id, p.version, CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS BIGINT)
    FROM product p WHERE p.id = $2";
const OPEN: &str =
    "SELECT r.id, r.product_id, r.product_version, p.version AS version_now, p.name AS product_name,
        i.name AS institution_name, r.figure, r.correction, r.source, r.reported_at
    FROM figure_report r
    JOIN product p ON p.id = r.product_id
    JOIN institution i ON i.id = p.institution_id
    WHERE r.resolved_at IS NULL ORDER BY r.reported_at, r.id LIMIT $1";
const RESOLVE: &str = "UPDATE figure_report SET resolved_at = $2 WHERE id = $1 AND resolved_at IS NULL";

#[derive(sqlx::FromRow)]
struct Row {
    id: Vec<u8>,
    product_id: Vec<u8>,
    product_version: i64,
    version_now: i64,
    product_name: String,
    institution_name: String,
    figure: String,
    correction: String,
    source: Option<String>,
    reported_at: i64,
}

impl Row {
    fn read(self) -> Result<FigureReport, StoreError> {
        let version = |stored: i64| u32::try_from(stored).map_err(StoreError::undecodable);
        Ok(FigureReport {
            id: Uuid::from_slice(&self.id).map_err(StoreError::undecodable)?,
            product_version: version(self.product_version)?,
            version_now: version(self.version_now)?,
            product_name: self.product_name,
            institution_name: self.institution_name,
            draft: FigureReportDraft {
                product: ProductId(Uuid::from_slice(&self.product_id).map_err(StoreError::undecodable)?),
                figure: self.figure.parse().map_err(StoreError::undecodable)?,
                correction: self.correction,
                source: self.source,
            },
            reported_at: Timestamp::from_micros(self.reported_at),
        })
    }
}

macro_rules! implement_reports {
    ($Db:ty) => {
        #[async_trait]
        impl Reports for SqlStore<$Db> {
            async fn add_report(&self, draft: &FigureReportDraft, at: Timestamp) -> Result<Uuid, StoreError> {
                let id = Uuid::now_v7();
                let done = sqlx::query(ADD)
                    .bind(id.as_bytes().as_slice())
                    .bind(draft.product.0.as_bytes().as_slice())
                    .bind(draft.figure.name())
                    .bind(draft.correction.as_str())
                    .bind(draft.source.as_deref())
                    .bind(at.micros())
                    .execute(&self.writer)
                    .await?;
                if done.rows_affected() == 1 { Ok(id) } else { Err(StoreError::NotFound) }
            }

            async fn open_reports(&self, limit: u32) -> Result<Vec<FigureReport>, StoreError> {
                let query = sqlx::query_as(OPEN).bind(i64::from(limit));
                let rows: Vec<Row> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(Row::read).collect()
            }

            async fn resolve_report(&self, id: Uuid, at: Timestamp) -> Result<(), StoreError> {
                let query = sqlx::query(RESOLVE).bind(id.as_bytes().as_slice()).bind(at.micros());
                let done = query.execute(&self.writer).await?;
                if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::NotFound) }
            }
        }
    };
}

implement_reports!(Sqlite);
implement_reports!(Postgres);
