//! Events as they are stored.

use super::{ApplicationRow, PersonalEvent, TrainingRow};
use crate::store::StoreError;
use domain::event::{Answer, Application, Decision, Impression, ModelInputs, Origin, Outcome, Pseudonym};
use domain::money::{Currency, Money};
use domain::product::ProductId;
use domain::rate::Rate;
use domain::time::Timestamp;
use uuid::Uuid;

type Read<T> = Result<T, StoreError>;

pub(in crate::store) fn uuid(bytes: &[u8]) -> Read<Uuid> {
    Uuid::from_slice(bytes).map_err(StoreError::undecodable)
}

fn whole<T: TryFrom<i64, Error: std::error::Error + Send + Sync + 'static>>(stored: i64) -> Read<T> {
    T::try_from(stored).map_err(StoreError::undecodable)
}

fn money(minor: i64, currency: &str) -> Read<Money> {
    let currency: Currency = currency.parse().map_err(StoreError::undecodable)?;
    Ok(Money::new(minor, currency))
}

pub(in crate::store) fn inputs(stored: Option<Vec<u8>>) -> Read<Option<ModelInputs>> {
    stored.map(|bytes| ModelInputs::from_bytes(&bytes)).transpose().map_err(StoreError::undecodable)
}

/// Where an event comes from.
#[derive(sqlx::FromRow)]
struct OriginRow {
    pseudonym: Option<Vec<u8>>,
    surface: String,
    bot_reason: Option<String>,
}

impl OriginRow {
    fn read(self) -> Read<Origin> {
        let pseudonym = self.pseudonym.map(<[u8; 16]>::try_from).transpose();
        let pseudonym = pseudonym.map_err(|_| StoreError::undecodable(std::fmt::Error))?;
        let bot = self.bot_reason.map(|reason| reason.parse()).transpose();
        Ok(Origin {
            pseudonym: pseudonym.map(Pseudonym),
            surface: self.surface.parse().map_err(StoreError::undecodable)?,
            bot: bot.map_err(StoreError::undecodable)?,
        })
    }
}

/// What a lender decided, where it has, and when the loan was paid out.
#[derive(sqlx::FromRow)]
struct DecisionRow {
    application_id: Option<Vec<u8>>,
    decided_at: Option<i64>,
    outcome: Option<String>,
    reason: Option<String>,
    decided_minor: Option<i64>,
    decided_currency: Option<String>,
    rate_millionths: Option<i64>,
    funded_at: Option<i64>,
}

impl DecisionRow {
    fn application(&self) -> Read<Option<Uuid>> {
        self.application_id.as_deref().map(uuid).transpose()
    }

    fn funded_at(&self) -> Option<Timestamp> {
        self.funded_at.map(Timestamp::from_micros)
    }

    fn read(self) -> Read<Option<Decision>> {
        let Some(application) = self.application()? else { return Ok(None) };
        let Some((outcome, decided_at)) = self.outcome.zip(self.decided_at) else { return Ok(None) };
        let answer = match outcome.parse().map_err(StoreError::undecodable)? {
            Outcome::Approved => {
                let amount = self.decided_minor.zip(self.decided_currency);
                let amount = amount.map(|(minor, currency)| money(minor, &currency)).transpose()?;
                Answer::Approved { amount, rate: self.rate_millionths.map(Rate::from_millionths) }
            }
            Outcome::Declined => {
                let reason = self.reason.unwrap_or_default();
                Answer::Declined(reason.parse().map_err(StoreError::undecodable)?)
            }
        };
        Ok(Some(Decision { application, decided_at: Timestamp::from_micros(decided_at), answer }))
    }
}

/// An impression with what followed.
#[derive(sqlx::FromRow)]
pub(super) struct ImpressionRow {
    id: Vec<u8>,
    request_id: Vec<u8>,
    shown_at: i64,
    #[sqlx(flatten)]
    origin: OriginRow,
    product_id: Vec<u8>,
    product_version: i64,
    category: String,
    position: i64,
    page: i64,
    propensity: f64,
    is_exploration: bool,
    policy_version: i64,
    model_version: String,
    approval: f64,
    click: f64,
    showing: Option<Vec<u8>>,
    inputs: Option<Vec<u8>>,
    clicked_at: Option<i64>,
    #[sqlx(flatten)]
    decision: DecisionRow,
}

impl ImpressionRow {
    pub(super) fn read(self) -> Read<TrainingRow> {
        Ok(TrainingRow {
            impression: Impression {
                id: uuid(&self.id)?,
                request_id: uuid(&self.request_id)?,
                shown_at: Timestamp::from_micros(self.shown_at),
                origin: self.origin.read()?,
                product: ProductId(uuid(&self.product_id)?),
                product_version: whole(self.product_version)?,
                category: self.category.parse().map_err(StoreError::undecodable)?,
                position: whole(self.position)?,
                page: whole(self.page)?,
                propensity: self.propensity,
                exploration: self.is_exploration,
                policy_version: whole(self.policy_version)?,
                model_version: self.model_version,
                approval: self.approval,
                click: self.click,
                showing: self.showing,
                inputs: inputs(self.inputs)?,
            },
            clicked_at: self.clicked_at.map(Timestamp::from_micros),
            application: self.decision.application()?,
            funded_at: self.decision.funded_at(),
            decision: self.decision.read()?,
        })
    }
}

/// An application with what followed.
#[derive(sqlx::FromRow)]
pub(super) struct StoredApplication {
    id: Vec<u8>,
    applied_at: i64,
    #[sqlx(flatten)]
    origin: OriginRow,
    product_id: Vec<u8>,
    product_version: i64,
    impression_id: Option<Vec<u8>>,
    amount_minor: i64,
    currency: String,
    term_months: Option<i64>,
    inputs: Option<Vec<u8>>,
    #[sqlx(flatten)]
    decision: DecisionRow,
}

impl StoredApplication {
    pub(super) fn read(self) -> Read<ApplicationRow> {
        Ok(ApplicationRow {
            application: Application {
                id: uuid(&self.id)?,
                applied_at: Timestamp::from_micros(self.applied_at),
                origin: self.origin.read()?,
                product: ProductId(uuid(&self.product_id)?),
                product_version: whole(self.product_version)?,
                impression: self.impression_id.as_deref().map(uuid).transpose()?,
                amount: money(self.amount_minor, &self.currency)?,
                term_months: self.term_months.map(whole).transpose()?,
                inputs: inputs(self.inputs)?,
            },
            funded_at: self.decision.funded_at(),
            decision: self.decision.read()?,
        })
    }
}

/// One event of a person.
#[derive(sqlx::FromRow)]
pub(super) struct PersonalRow {
    kind: String,
    at: i64,
    product_id: Option<Vec<u8>>,
    outcome: Option<String>,
    reason: Option<String>,
}

impl PersonalRow {
    pub(super) fn read(self) -> Read<PersonalEvent> {
        let outcome = self.outcome.map(|outcome| outcome.parse()).transpose();
        let reason = self.reason.map(|reason| reason.parse()).transpose();
        Ok(PersonalEvent {
            kind: self.kind.parse().map_err(StoreError::undecodable)?,
            at: Timestamp::from_micros(self.at),
            product_id: self.product_id.as_deref().map(uuid).transpose()?.map(ProductId),
            outcome: outcome.map_err(StoreError::undecodable)?,
            reason: reason.map_err(StoreError::undecodable)?,
        })
    }
}
