//! What the click model learns from, and what it has learned.

use super::engine::{Engine, SqlStore};
use super::events::{read_inputs, read_uuid};
use super::{ClickLearning, ClickOffer, LearningState, Lesson, Showing, StoreError};
use async_trait::async_trait;
use domain::event::earliest;
use domain::product::{InstitutionId, ProductId};
use domain::time::Timestamp;
use sqlx::{Postgres, Sqlite};
use uuid::Uuid;

const STATE: &str = "SELECT holder, held_until, seq, decided_until FROM click_learning WHERE id = 1";
const LEAD: &str = "UPDATE click_learning SET holder = $1, held_until = $3
    WHERE id = 1 AND (holder IS NULL OR holder = $1 OR held_until < $2)";
const LEAVE: &str = "UPDATE click_learning SET holder = NULL, held_until = 0 WHERE id = 1 AND holder = $1";
const CLICKED: &str = "SELECT i.id, i.shown_at, i.product_id, p.institution_id, i.category, i.position,
        i.model_version, i.showing, i.inputs, c.clicked_at
    FROM event_click c JOIN event_impression i ON i.id = c.impression_id
    LEFT JOIN product p ON p.id = i.product_id
    WHERE c.learned_seq IS NULL AND c.bot_reason IS NULL AND c.impression_id > $1
        AND i.bot_reason IS NULL AND i.showing IS NOT NULL
    ORDER BY c.impression_id LIMIT $2";
/// What was clicked and learned meanwhile is passed over.
const DECIDED: &str = "SELECT i.id, i.shown_at, i.product_id, p.institution_id, i.category, i.position,
        i.model_version, i.showing, i.inputs, c.clicked_at
    FROM event_impression i
    LEFT JOIN event_click c ON c.impression_id = i.id AND c.bot_reason IS NULL
    LEFT JOIN product p ON p.id = i.product_id
    WHERE i.id > $1 AND i.id < $2 AND i.bot_reason IS NULL AND i.showing IS NOT NULL
        AND c.learned_seq IS NULL
    ORDER BY i.id LIMIT $3";
const ADVANCE: &str = "UPDATE click_learning SET seq = $2, decided_until = $3
    WHERE id = 1 AND seq = $1 AND holder = $4";
const ADD_DELTA: &str = "INSERT INTO click_delta (seq, body, made_at) VALUES ($1, $2, $3)";
const MARK_LEARNED: &str = "UPDATE event_click SET learned_seq = $2 WHERE impression_id = $1";
const DROP_OFFER: &str = "DELETE FROM click_offer WHERE id = $1";
const ADD_SNAPSHOT: &str = "INSERT INTO click_snapshot (seq, body, made_at) VALUES ($1, $2, $3)";
const PRUNE_SNAPSHOTS: &str = "DELETE FROM click_snapshot WHERE seq < $1";
const PRUNE_DELTAS: &str = "DELETE FROM click_delta WHERE seq <= $1";
const SNAPSHOT: &str = "SELECT seq, body FROM click_snapshot ORDER BY seq DESC LIMIT 1";
const DELTAS: &str = "SELECT seq, body FROM click_delta WHERE seq > $1 ORDER BY seq LIMIT $2";
const ADD_OFFER: &str = "INSERT INTO click_offer
        (id, product_id, institution_id, category, pages, exposure, fair)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
const OFFERS: &str = "SELECT id, product_id, institution_id, category, pages, exposure, fair
    FROM click_offer ORDER BY id LIMIT $1";

#[derive(sqlx::FromRow)]
struct StateRow {
    holder: Option<Vec<u8>>,
    held_until: i64,
    seq: i64,
    decided_until: Vec<u8>,
}

impl StateRow {
    fn read(self) -> Result<LearningState, StoreError> {
        Ok(LearningState {
            holder: self.holder.as_deref().map(read_uuid).transpose()?,
            held_until: Timestamp::from_micros(self.held_until),
            seq: number(self.seq)?,
            decided_until: read_uuid(&self.decided_until)?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct ShowingRow {
    id: Vec<u8>,
    shown_at: i64,
    product_id: Vec<u8>,
    institution_id: Option<Vec<u8>>,
    category: String,
    position: i64,
    model_version: String,
    showing: Vec<u8>,
    inputs: Option<Vec<u8>>,
    clicked_at: Option<i64>,
}

impl ShowingRow {
    fn read(self) -> Result<Showing, StoreError> {
        Ok(Showing {
            impression: read_uuid(&self.id)?,
            shown_at: Timestamp::from_micros(self.shown_at),
            product: ProductId(read_uuid(&self.product_id)?),
            lender: self.institution_id.as_deref().map(read_uuid).transpose()?.map(InstitutionId),
            category: self.category.parse().map_err(StoreError::undecodable)?,
            position: u32::try_from(self.position).map_err(StoreError::undecodable)?,
            model_version: self.model_version,
            showing: self.showing,
            inputs: read_inputs(self.inputs)?,
            clicked_at: self.clicked_at.map(Timestamp::from_micros),
        })
    }
}

#[derive(sqlx::FromRow)]
struct OfferRow {
    id: Vec<u8>,
    product_id: Vec<u8>,
    institution_id: Vec<u8>,
    category: String,
    pages: i64,
    exposure: f64,
    fair: f64,
}

impl OfferRow {
    fn read(self) -> Result<ClickOffer, StoreError> {
        Ok(ClickOffer {
            id: read_uuid(&self.id)?,
            product: ProductId(read_uuid(&self.product_id)?),
            lender: InstitutionId(read_uuid(&self.institution_id)?),
            category: self.category.parse().map_err(StoreError::undecodable)?,
            pages: u32::try_from(self.pages).map_err(StoreError::undecodable)?,
            exposure: self.exposure,
            fair: self.fair,
        })
    }
}

fn number(stored: i64) -> Result<u64, StoreError> {
    u64::try_from(stored).map_err(StoreError::undecodable)
}

fn stored(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(StoreError::undecodable)
}

macro_rules! implement_clicks {
    ($Db:ty) => {
        #[async_trait]
        impl ClickLearning for SqlStore<$Db> {
            async fn click_learning(&self) -> Result<LearningState, StoreError> {
                let row: StateRow = sqlx::query_as(STATE).fetch_one(&self.reader).await?;
                row.read()
            }

            async fn lead_clicks(
                &self,
                node: Uuid,
                now: Timestamp,
                until: Timestamp,
            ) -> Result<bool, StoreError> {
                let query = sqlx::query(LEAD).bind(node.as_bytes().as_slice()).bind(now.micros());
                let done = query.bind(until.micros()).execute(&self.writer).await?;
                Ok(done.rows_affected() == 1)
            }

            async fn leave_clicks(&self, node: Uuid) -> Result<(), StoreError> {
                sqlx::query(LEAVE).bind(node.as_bytes().as_slice()).execute(&self.writer).await?;
                Ok(())
            }

            async fn clicked_showings(&self, after: Uuid, limit: u32) -> Result<Vec<Showing>, StoreError> {
                let query = sqlx::query_as(CLICKED).bind(after.as_bytes().as_slice()).bind(i64::from(limit));
                let rows: Vec<ShowingRow> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(ShowingRow::read).collect()
            }

            async fn decided_showings(
                &self,
                after: Uuid,
                before: Timestamp,
                limit: u32,
            ) -> Result<Vec<Showing>, StoreError> {
                let end = earliest(before);
                let query = sqlx::query_as(DECIDED)
                    .bind(after.as_bytes().as_slice())
                    .bind(end.as_bytes().as_slice())
                    .bind(i64::from(limit));
                let rows: Vec<ShowingRow> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(ShowingRow::read).collect()
            }

            async fn learn_clicks(&self, lesson: &Lesson) -> Result<(), StoreError> {
                let (from, seq) = (stored(lesson.after)?, stored(lesson.after.saturating_add(1))?);
                let at = lesson.at.micros();
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let advanced = sqlx::query(ADVANCE)
                    .bind(from)
                    .bind(seq)
                    .bind(lesson.decided_until.as_bytes().as_slice())
                    .bind(lesson.node.as_bytes().as_slice())
                    .execute(&mut *tx)
                    .await?;
                if advanced.rows_affected() != 1 {
                    return Err(StoreError::Conflict("another node learns from clicks".to_owned()));
                }
                if let Some(delta) = &lesson.delta {
                    let query = sqlx::query(ADD_DELTA).bind(seq).bind(delta.as_slice()).bind(at);
                    query.execute(&mut *tx).await?;
                }
                for click in &lesson.clicks {
                    let query = sqlx::query(MARK_LEARNED).bind(click.as_bytes().as_slice()).bind(seq);
                    query.execute(&mut *tx).await?;
                }
                for offer in &lesson.offers {
                    sqlx::query(DROP_OFFER).bind(offer.as_bytes().as_slice()).execute(&mut *tx).await?;
                }
                if let Some(snapshot) = &lesson.snapshot {
                    let query = sqlx::query(ADD_SNAPSHOT).bind(seq).bind(snapshot.as_slice()).bind(at);
                    query.execute(&mut *tx).await?;
                    sqlx::query(PRUNE_SNAPSHOTS).bind(seq).execute(&mut *tx).await?;
                    let kept = stored(u64::from(lesson.keep_deltas))?;
                    sqlx::query(PRUNE_DELTAS).bind(seq.saturating_sub(kept)).execute(&mut *tx).await?;
                }
                tx.commit().await?;
                Ok(())
            }

            async fn click_snapshot(&self) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
                let row: Option<(i64, Vec<u8>)> =
                    sqlx::query_as(SNAPSHOT).fetch_optional(&self.reader).await?;
                row.map(|(seq, body)| Ok((number(seq)?, body))).transpose()
            }

            async fn click_deltas(&self, after: u64, limit: u32) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
                let query = sqlx::query_as(DELTAS).bind(stored(after)?).bind(i64::from(limit));
                let rows: Vec<(i64, Vec<u8>)> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(|(seq, body)| Ok((number(seq)?, body))).collect()
            }

            async fn add_click_offers(&self, offers: &[ClickOffer]) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                for offer in offers {
                    sqlx::query(ADD_OFFER)
                        .bind(offer.id.as_bytes().as_slice())
                        .bind(offer.product.0.as_bytes().as_slice())
                        .bind(offer.lender.0.as_bytes().as_slice())
                        .bind(offer.category.name())
                        .bind(i64::from(offer.pages))
                        .bind(offer.exposure)
                        .bind(offer.fair)
                        .execute(&mut *tx)
                        .await?;
                }
                tx.commit().await?;
                Ok(())
            }

            async fn click_offers(&self, limit: u32) -> Result<Vec<ClickOffer>, StoreError> {
                let query = sqlx::query_as(OFFERS).bind(i64::from(limit));
                let rows: Vec<OfferRow> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(OfferRow::read).collect()
            }
        }
    };
}

implement_clicks!(Sqlite);
implement_clicks!(Postgres);
