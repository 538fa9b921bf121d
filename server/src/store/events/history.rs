//! Reading events, and forgetting them.

use super::rows::{ImpressionRow, PersonalRow, StoredApplication};
use super::{ApplicationRow, EventCount, EventGroup, EventHistory, PersonalEvent, RowWindow, TrainingRow};
use crate::store::StoreError;
use crate::store::engine::{Engine, SqlStore};
use async_trait::async_trait;
use domain::event::{EventKind, Pseudonym, earliest};
use domain::time::Timestamp;
use sqlx::{Postgres, Sqlite};
use uuid::Uuid;

/// An impression that led to several applications comes several times, the first application first.
const TRAINING: &str = "SELECT i.id, i.request_id, i.shown_at, i.pseudonym, i.surface, i.bot_reason, i.product_id,
        i.product_version, i.category, i.position, i.page, i.propensity, i.is_exploration, i.policy_version,
        i.model_version, i.approval, i.click, i.showing, i.inputs, c.clicked_at, a.id AS application_id, d.decided_at,
        d.outcome, d.reason, d.amount_minor AS decided_minor, d.currency AS decided_currency, d.rate_millionths,
        f.funded_at
    FROM event_impression i
    LEFT JOIN event_click c ON c.impression_id = i.id AND c.bot_reason IS NULL
    LEFT JOIN event_application a ON a.impression_id = i.id AND a.bot_reason IS NULL
    LEFT JOIN event_decision d ON d.application_id = a.id
    LEFT JOIN event_funding f ON f.application_id = a.id
    WHERE i.bot_reason IS NULL AND i.id > $1 AND i.id >= $2 AND i.id < $3
    ORDER BY i.id, a.id LIMIT $4";
const APPLICATIONS: &str = "SELECT a.id, a.applied_at, a.pseudonym, a.surface, a.bot_reason, a.product_id,
        a.product_version, a.impression_id, a.amount_minor, a.currency, a.term_months, a.inputs,
        a.id AS application_id, d.decided_at, d.outcome, d.reason, d.amount_minor AS decided_minor,
        d.currency AS decided_currency, d.rate_millionths, f.funded_at
    FROM event_application a
    LEFT JOIN event_decision d ON d.application_id = a.id
    LEFT JOIN event_funding f ON f.application_id = a.id
    WHERE a.bot_reason IS NULL AND a.id > $1 AND a.id >= $2 AND a.id < $3
    ORDER BY a.id LIMIT $4";
const PERSONAL: &str =
    "SELECT 'impression' AS kind, shown_at AS at, product_id, CAST(NULL AS TEXT) AS outcome,
        CAST(NULL AS TEXT) AS reason
    FROM event_impression WHERE pseudonym = $1
    UNION ALL SELECT 'click', c.clicked_at, i.product_id, NULL, NULL
    FROM event_click c LEFT JOIN event_impression i ON i.id = c.impression_id WHERE c.pseudonym = $1
    UNION ALL SELECT listed_as, listed_at, product_id, NULL, NULL FROM event_listed WHERE pseudonym = $1
    UNION ALL SELECT 'apply', applied_at, product_id, NULL, NULL FROM event_application WHERE pseudonym = $1
    UNION ALL SELECT 'decision', d.decided_at, a.product_id, d.outcome, d.reason
    FROM event_application a JOIN event_decision d ON d.application_id = a.id WHERE a.pseudonym = $1
    UNION ALL SELECT 'funded', f.funded_at, a.product_id, NULL, NULL
    FROM event_application a JOIN event_funding f ON f.application_id = a.id WHERE a.pseudonym = $1
    ORDER BY 2, 1";
/// What a person told goes with the pseudonym; that something was shown or clicked tells nothing of anybody.
const FORGET: [&str; 4] = [
    "UPDATE event_impression SET pseudonym = NULL, inputs = NULL WHERE pseudonym = $1",
    "UPDATE event_click SET pseudonym = NULL WHERE pseudonym = $1",
    "UPDATE event_listed SET pseudonym = NULL WHERE pseudonym = $1",
    "UPDATE event_application SET pseudonym = NULL, inputs = NULL WHERE pseudonym = $1",
];
const RENAME: [&str; 4] = [
    "UPDATE event_impression SET pseudonym = $2 WHERE pseudonym = $1",
    "UPDATE event_click SET pseudonym = $2 WHERE pseudonym = $1",
    "UPDATE event_listed SET pseudonym = $2 WHERE pseudonym = $1",
    "UPDATE event_application SET pseudonym = $2 WHERE pseudonym = $1",
];
/// Impressions last: they tell who is fast.
const MARK_FAST: [&str; 4] = [
    "UPDATE event_click SET bot_reason = 'rate'
    WHERE bot_reason IS NULL AND impression_id >= $1 AND pseudonym IN (
        SELECT pseudonym FROM event_impression WHERE id >= $1 AND pseudonym IS NOT NULL
        GROUP BY pseudonym, shown_at / 60000000 HAVING count(DISTINCT request_id) > $2)",
    "UPDATE event_listed SET bot_reason = 'rate'
    WHERE bot_reason IS NULL AND id >= $1 AND pseudonym IN (
        SELECT pseudonym FROM event_impression WHERE id >= $1 AND pseudonym IS NOT NULL
        GROUP BY pseudonym, shown_at / 60000000 HAVING count(DISTINCT request_id) > $2)",
    "UPDATE event_application SET bot_reason = 'rate'
    WHERE bot_reason IS NULL AND id >= $1 AND pseudonym IN (
        SELECT pseudonym FROM event_impression WHERE id >= $1 AND pseudonym IS NOT NULL
        GROUP BY pseudonym, shown_at / 60000000 HAVING count(DISTINCT request_id) > $2)",
    "UPDATE event_impression SET bot_reason = 'rate'
    WHERE bot_reason IS NULL AND id >= $1 AND pseudonym IN (
        SELECT pseudonym FROM event_impression WHERE id >= $1 AND pseudonym IS NOT NULL
        GROUP BY pseudonym, shown_at / 60000000 HAVING count(DISTINCT request_id) > $2)",
];
const PRUNE_IMPRESSIONS: &[&str] = &["DELETE FROM event_impression
    WHERE id IN (SELECT id FROM event_impression WHERE id < $1 ORDER BY id LIMIT $2)"];
const PRUNE_CLICKS: &[&str] = &[
    "DELETE FROM event_click WHERE impression_id IN
    (SELECT impression_id FROM event_click WHERE impression_id < $1 ORDER BY impression_id LIMIT $2)",
    "DELETE FROM event_listed WHERE id IN (SELECT id FROM event_listed WHERE id < $1 ORDER BY id LIMIT $2)",
];
const PRUNE_DECISIONS: &[&str] = &[
    "DELETE FROM event_funding WHERE application_id IN
    (SELECT application_id FROM event_funding WHERE application_id < $1 ORDER BY application_id LIMIT $2)",
    "DELETE FROM event_decision WHERE application_id IN
    (SELECT application_id FROM event_decision WHERE application_id < $1 ORDER BY application_id LIMIT $2)",
    "DELETE FROM event_application
    WHERE id IN (SELECT id FROM event_application WHERE id < $1 ORDER BY id LIMIT $2)",
];
const COUNTS: &str = "SELECT 'impression' AS kind, count(*) AS total, count(bot_reason) AS bots,
        min(shown_at) AS oldest FROM event_impression
    UNION ALL SELECT 'click', count(*), count(bot_reason), min(clicked_at) FROM event_click
    UNION ALL SELECT 'save', count(*), count(bot_reason), min(listed_at)
    FROM event_listed WHERE listed_as = 'save'
    UNION ALL SELECT 'compare', count(*), count(bot_reason), min(listed_at)
    FROM event_listed WHERE listed_as = 'compare'
    UNION ALL SELECT 'apply', count(*), count(bot_reason), min(applied_at) FROM event_application
    UNION ALL SELECT 'decision', count(*), CAST(0 AS BIGINT), min(decided_at) FROM event_decision
    UNION ALL SELECT 'funded', count(*), CAST(0 AS BIGINT), min(funded_at) FROM event_funding";

const fn pruning(group: EventGroup) -> &'static [&'static str] {
    match group {
        EventGroup::Impressions => PRUNE_IMPRESSIONS,
        EventGroup::Clicks => PRUNE_CLICKS,
        EventGroup::Decisions => PRUNE_DECISIONS,
    }
}

#[derive(sqlx::FromRow)]
struct CountRow {
    kind: String,
    total: i64,
    bots: i64,
    oldest: Option<i64>,
}

impl CountRow {
    fn read(self) -> Result<EventCount, StoreError> {
        let count = |stored: i64| u64::try_from(stored).map_err(StoreError::undecodable);
        Ok(EventCount {
            kind: self.kind.parse::<EventKind>().map_err(StoreError::undecodable)?,
            count: count(self.total)?,
            bots: count(self.bots)?,
            oldest: self.oldest.map(Timestamp::from_micros),
        })
    }
}

macro_rules! implement_event_history {
    ($Db:ty) => {
        impl SqlStore<$Db> {
            /// Runs statements about one pseudonym in one transaction; answers how many rows they changed.
            async fn of_person(
                &self,
                statements: [&'static str; 4],
                person: Pseudonym,
                other: Option<Pseudonym>,
            ) -> Result<u64, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let mut changed = 0;
                for statement in statements {
                    let query = sqlx::query(statement).bind(person.0.as_slice());
                    let query = match &other {
                        Some(other) => query.bind(other.0.as_slice()),
                        None => query,
                    };
                    changed += query.execute(&mut *tx).await?.rows_affected();
                }
                tx.commit().await?;
                Ok(changed)
            }
        }

        #[async_trait]
        impl EventHistory for SqlStore<$Db> {
            async fn training_rows(&self, window: RowWindow) -> Result<Vec<TrainingRow>, StoreError> {
                let query = sqlx::query_as(TRAINING)
                    .bind(window.after.unwrap_or(Uuid::nil()).as_bytes().to_vec())
                    .bind(earliest(window.from).as_bytes().to_vec())
                    .bind(earliest(window.until).as_bytes().to_vec())
                    .bind(i64::from(window.limit));
                let rows: Vec<ImpressionRow> = query.fetch_all(&self.reader).await?;
                let mut rows = rows.into_iter().map(ImpressionRow::read).collect::<Result<Vec<_>, _>>()?;
                rows.dedup_by_key(|row| row.impression.id);
                Ok(rows)
            }

            async fn application_rows(&self, window: RowWindow) -> Result<Vec<ApplicationRow>, StoreError> {
                let query = sqlx::query_as(APPLICATIONS)
                    .bind(window.after.unwrap_or(Uuid::nil()).as_bytes().to_vec())
                    .bind(earliest(window.from).as_bytes().to_vec())
                    .bind(earliest(window.until).as_bytes().to_vec())
                    .bind(i64::from(window.limit));
                let rows: Vec<StoredApplication> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(StoredApplication::read).collect()
            }

            async fn events_of(&self, pseudonym: Pseudonym) -> Result<Vec<PersonalEvent>, StoreError> {
                let query = sqlx::query_as(PERSONAL).bind(pseudonym.0.as_slice());
                let rows: Vec<PersonalRow> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(PersonalRow::read).collect()
            }

            async fn forget_person(&self, pseudonym: Pseudonym) -> Result<u64, StoreError> {
                self.of_person(FORGET, pseudonym, None).await
            }

            async fn rename_person(&self, from: Pseudonym, to: Pseudonym) -> Result<u64, StoreError> {
                self.of_person(RENAME, from, Some(to)).await
            }

            async fn mark_fast(&self, since: Timestamp, pages: u32) -> Result<u64, StoreError> {
                let first = earliest(since);
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let mut marked = 0;
                for statement in MARK_FAST {
                    let query = sqlx::query(statement).bind(first.as_bytes().as_slice());
                    marked += query.bind(i64::from(pages)).execute(&mut *tx).await?.rows_affected();
                }
                tx.commit().await?;
                Ok(marked)
            }

            async fn prune_events(
                &self,
                group: EventGroup,
                before: Timestamp,
                limit: u32,
            ) -> Result<u64, StoreError> {
                let bound = earliest(before);
                let mut gone = 0;
                for statement in pruning(group) {
                    let query = sqlx::query(*statement).bind(bound.as_bytes().as_slice());
                    gone += query.bind(i64::from(limit)).execute(&self.writer).await?.rows_affected();
                }
                Ok(gone)
            }

            async fn event_counts(&self) -> Result<Vec<EventCount>, StoreError> {
                let rows: Vec<CountRow> = sqlx::query_as(COUNTS).fetch_all(&self.reader).await?;
                rows.into_iter().map(CountRow::read).collect()
            }
        }
    };
}

implement_event_history!(Sqlite);
implement_event_history!(Postgres);
