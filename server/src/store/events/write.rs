//! Recording events.

use super::Events;
use crate::store::StoreError;
use crate::store::engine::{Engine, SqlStore};
use async_trait::async_trait;
use domain::event::{Answer, Application, Click, Decision, Funding, Impression, Listed, ModelInputs, Origin};
use domain::money::Money;
use sqlx::{Postgres, QueryBuilder, Sqlite};
use uuid::Uuid;

/// Impressions a statement writes: two pages of results. Statements of this length are prepared once.
const ROWS: usize = 40;

const ADD_IMPRESSIONS: &str = "INSERT INTO event_impression (id, request_id, shown_at, pseudonym, surface,
    bot_reason, product_id, product_version, category, position, page, propensity, is_exploration,
    policy_version, model_version, approval, click, showing, inputs) ";
const HAS_IMPRESSION: &str = "SELECT count(*) FROM event_impression WHERE id = $1";
const ADD_CLICK: &str = "INSERT INTO event_click (impression_id, clicked_at, pseudonym, surface, bot_reason)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (impression_id) DO NOTHING";
const ADD_LISTED: &str =
    "INSERT INTO event_listed (id, listed_at, pseudonym, surface, bot_reason, listed_as, product_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
const ADD_APPLICATION: &str = "INSERT INTO event_application (id, applied_at, pseudonym, surface, bot_reason,
        product_id, product_version, impression_id, amount_minor, currency, term_months, inputs)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING";
const ADD_DECISION: &str = "INSERT INTO event_decision
        (application_id, decided_at, outcome, reason, amount_minor, currency, rate_millionths)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (application_id) DO UPDATE SET decided_at = excluded.decided_at, outcome = excluded.outcome,
        reason = excluded.reason, amount_minor = excluded.amount_minor, currency = excluded.currency,
        rate_millionths = excluded.rate_millionths
    WHERE event_decision.decided_at < excluded.decided_at";
const ADD_FUNDING: &str = "INSERT INTO event_funding (application_id, funded_at, amount_minor, currency)
    VALUES ($1, $2, $3, $4) ON CONFLICT (application_id) DO NOTHING";

fn pseudonym(origin: &Origin) -> Option<&[u8]> {
    origin.pseudonym.as_ref().map(|pseudonym| pseudonym.0.as_slice())
}

fn bot(origin: &Origin) -> Option<&'static str> {
    origin.bot.map(domain::event::BotReason::name)
}

fn bytes(inputs: Option<&ModelInputs>) -> Option<Vec<u8>> {
    inputs.map(ModelInputs::to_bytes)
}

macro_rules! implement_events {
    ($Db:ty) => {
        #[async_trait]
        impl Events for SqlStore<$Db> {
            async fn add_impressions(&self, impressions: &[Impression]) -> Result<u64, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let mut new = 0;
                for some in impressions.chunks(ROWS) {
                    let mut statement = QueryBuilder::<$Db>::new(ADD_IMPRESSIONS);
                    statement.push_values(some, |mut row, shown| {
                        row.push_bind(shown.id.as_bytes().as_slice())
                            .push_bind(shown.request_id.as_bytes().as_slice())
                            .push_bind(shown.shown_at.micros())
                            .push_bind(pseudonym(&shown.origin))
                            .push_bind(shown.origin.surface.name())
                            .push_bind(bot(&shown.origin))
                            .push_bind(shown.product.0.as_bytes().as_slice())
                            .push_bind(i64::from(shown.product_version))
                            .push_bind(shown.category.name())
                            .push_bind(i64::from(shown.position))
                            .push_bind(i64::from(shown.page))
                            .push_bind(shown.propensity)
                            .push_bind(shown.exploration)
                            .push_bind(i64::from(shown.policy_version))
                            .push_bind(shown.model_version.as_str())
                            .push_bind(shown.approval)
                            .push_bind(shown.click)
                            .push_bind(shown.showing.as_deref())
                            .push_bind(bytes(shown.inputs.as_ref()));
                    });
                    statement.push(" ON CONFLICT (id) DO NOTHING");
                    let query = statement.build().persistent(some.len() == ROWS);
                    new += query.execute(&mut *tx).await?.rows_affected();
                }
                tx.commit().await?;
                Ok(new)
            }

            async fn has_impression(&self, id: Uuid) -> Result<bool, StoreError> {
                let query = sqlx::query_scalar(HAS_IMPRESSION).bind(id.as_bytes().as_slice());
                let count: i64 = query.fetch_one(&self.reader).await?;
                Ok(count > 0)
            }

            async fn add_click(&self, click: &Click) -> Result<bool, StoreError> {
                let done = sqlx::query(ADD_CLICK)
                    .bind(click.impression.as_bytes().as_slice())
                    .bind(click.clicked_at.micros())
                    .bind(pseudonym(&click.origin))
                    .bind(click.origin.surface.name())
                    .bind(bot(&click.origin))
                    .execute(&self.writer)
                    .await?;
                Ok(done.rows_affected() > 0)
            }

            async fn add_listed(&self, listed: &Listed) -> Result<bool, StoreError> {
                let done = sqlx::query(ADD_LISTED)
                    .bind(listed.id.as_bytes().as_slice())
                    .bind(listed.listed_at.micros())
                    .bind(pseudonym(&listed.origin))
                    .bind(listed.origin.surface.name())
                    .bind(bot(&listed.origin))
                    .bind(listed.listed_as.name())
                    .bind(listed.product.0.as_bytes().as_slice())
                    .execute(&self.writer)
                    .await?;
                Ok(done.rows_affected() > 0)
            }

            async fn add_application(&self, application: &Application) -> Result<bool, StoreError> {
                let impression = application.impression;
                let done = sqlx::query(ADD_APPLICATION)
                    .bind(application.id.as_bytes().as_slice())
                    .bind(application.applied_at.micros())
                    .bind(pseudonym(&application.origin))
                    .bind(application.origin.surface.name())
                    .bind(bot(&application.origin))
                    .bind(application.product.0.as_bytes().as_slice())
                    .bind(i64::from(application.product_version))
                    .bind(impression.as_ref().map(|id| id.as_bytes().as_slice()))
                    .bind(application.amount.minor)
                    .bind(application.amount.currency.code())
                    .bind(application.term_months.map(i64::from))
                    .bind(bytes(application.inputs.as_ref()))
                    .execute(&self.writer)
                    .await?;
                Ok(done.rows_affected() > 0)
            }

            async fn add_decision(&self, decision: &Decision) -> Result<bool, StoreError> {
                let (reason, amount, rate) = match &decision.answer {
                    Answer::Approved { amount, rate } => (None, *amount, *rate),
                    Answer::Declined(reason) => (Some(reason.name()), None, None),
                };
                let done = sqlx::query(ADD_DECISION)
                    .bind(decision.application.as_bytes().as_slice())
                    .bind(decision.decided_at.micros())
                    .bind(decision.answer.outcome().name())
                    .bind(reason)
                    .bind(amount.map(|amount| amount.minor))
                    .bind(amount.as_ref().map(|amount: &Money| amount.currency.code()))
                    .bind(rate.map(domain::rate::Rate::millionths))
                    .execute(&self.writer)
                    .await?;
                Ok(done.rows_affected() > 0)
            }

            async fn add_funding(&self, funding: &Funding) -> Result<bool, StoreError> {
                let done = sqlx::query(ADD_FUNDING)
                    .bind(funding.application.as_bytes().as_slice())
                    .bind(funding.funded_at.micros())
                    .bind(funding.amount.minor)
                    .bind(funding.amount.currency.code())
                    .execute(&self.writer)
                    .await?;
                Ok(done.rows_affected() > 0)
            }
        }
    };
}

implement_events!(Sqlite);
implement_events!(Postgres);
