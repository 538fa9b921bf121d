//! Accounts: sign-in links, sessions, and what an account keeps.

use super::engine::{Engine, SqlStore};
use super::{
    Account, AccountId, AccountSession, Accounts, KeptLists, SealedAnswers, SessionDraft, SignedIn,
    StoreError, TokenHash,
};
use async_trait::async_trait;
use domain::lists::Lists;
use domain::time::Timestamp;
use sqlx::{Postgres, Sqlite};
use uuid::Uuid;

const ADD_LINK: &str =
    "INSERT INTO sign_in_link (token_hash, email, asked_at, expires_at) VALUES ($1, $2, $3, $4)";
const LINK_EMAIL: &str = "SELECT email FROM sign_in_link WHERE token_hash = $1 AND expires_at > $2";
const TAKE_LINK: &str = "DELETE FROM sign_in_link WHERE token_hash = $1 AND expires_at > $2 RETURNING email";
/// Finds the account too if it exists: the pointless update makes RETURNING answer in both cases.
const ENSURE_ACCOUNT: &str = "INSERT INTO account (id, email, created_at) VALUES ($1, $2, $3)
    ON CONFLICT (email) DO UPDATE SET email = excluded.email
    RETURNING id, email, created_at";
const ACCOUNT: &str = "SELECT id, email, created_at FROM account WHERE id = $1";
const ADD_SESSION: &str =
    "INSERT INTO account_session (id, account_id, token_hash, device, created_at, used_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $5, $6)";
const SIGNED_IN: &str = "SELECT s.id AS session_id, s.used_at, a.id, a.email, a.created_at,
        l.version, l.document, w.sealed, w.answered_at
    FROM account_session s
    JOIN account a ON a.id = s.account_id
    LEFT JOIN account_lists l ON l.account_id = a.id
    LEFT JOIN account_answers w ON w.account_id = a.id
    WHERE s.token_hash = $1 AND s.expires_at > $2";
const USE_SESSION: &str = "UPDATE account_session SET used_at = $2, expires_at = $3 WHERE id = $1";
const SESSIONS: &str = "SELECT id, device, created_at, used_at FROM account_session
    WHERE account_id = $1 AND expires_at > $2 ORDER BY used_at DESC, id";
const CLOSE_SESSION: &str = "DELETE FROM account_session WHERE account_id = $1 AND id = $2";
const CLOSE_SESSIONS: &str = "DELETE FROM account_session WHERE account_id = $1";
const DELETE_LINKS: &str = "DELETE FROM sign_in_link WHERE email = (SELECT email FROM account WHERE id = $1)";
const DELETE_ACCOUNT: &str = "DELETE FROM account WHERE id = $1";
const LISTS: &str = "SELECT version, document FROM account_lists WHERE account_id = $1";
const ADD_LISTS: &str = "INSERT INTO account_lists (account_id, version, document, changed_at)
    VALUES ($1, 1, $2, $3) ON CONFLICT (account_id) DO NOTHING";
const CHANGE_LISTS: &str = "UPDATE account_lists SET version = version + 1, document = $2, changed_at = $3
    WHERE account_id = $1 AND version = $4";
const ANSWERS: &str = "SELECT sealed, answered_at FROM account_answers WHERE account_id = $1";
const SAVE_ANSWERS: &str = "INSERT INTO account_answers (account_id, sealed, answered_at) VALUES ($1, $2, $3)
    ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed, answered_at = excluded.answered_at";
const CLEAR_ANSWERS: &str = "DELETE FROM account_answers WHERE account_id = $1";
const PURGE_LINKS: &str = "DELETE FROM sign_in_link WHERE expires_at <= $1";
const PURGE_SESSIONS: &str = "DELETE FROM account_session WHERE expires_at <= $1";

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: Vec<u8>,
    email: String,
    created_at: i64,
}

impl AccountRow {
    fn read(self) -> Result<Account, StoreError> {
        Ok(Account {
            id: AccountId(Uuid::from_slice(&self.id).map_err(StoreError::undecodable)?),
            email: self.email,
            created_at: Timestamp::from_micros(self.created_at),
        })
    }
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: Vec<u8>,
    device: String,
    created_at: i64,
    used_at: i64,
}

impl SessionRow {
    fn read(self) -> Result<AccountSession, StoreError> {
        Ok(AccountSession {
            id: Uuid::from_slice(&self.id).map_err(StoreError::undecodable)?,
            device: self.device,
            created_at: Timestamp::from_micros(self.created_at),
            used_at: Timestamp::from_micros(self.used_at),
        })
    }
}

#[derive(sqlx::FromRow)]
struct SignedInRow {
    session_id: Vec<u8>,
    used_at: i64,
    id: Vec<u8>,
    email: String,
    created_at: i64,
    version: Option<i64>,
    document: Option<Vec<u8>>,
    sealed: Option<Vec<u8>>,
    answered_at: Option<i64>,
}

impl SignedInRow {
    fn read(self) -> Result<SignedIn, StoreError> {
        let answers = self.sealed.zip(self.answered_at);
        Ok(SignedIn {
            session: Uuid::from_slice(&self.session_id).map_err(StoreError::undecodable)?,
            used_at: Timestamp::from_micros(self.used_at),
            account: AccountRow { id: self.id, email: self.email, created_at: self.created_at }.read()?,
            lists: kept_lists(self.version.zip(self.document))?,
            answers: answers.map(sealed_answers),
        })
    }
}

fn kept_lists(stored: Option<(i64, Vec<u8>)>) -> Result<KeptLists, StoreError> {
    let Some((version, document)) = stored else { return Ok(KeptLists::default()) };
    Ok(KeptLists { version, lists: Lists::from_bytes(&document).map_err(StoreError::undecodable)? })
}

fn sealed_answers((sealed, answered_at): (Vec<u8>, i64)) -> SealedAnswers {
    SealedAnswers { sealed, answered_at: Timestamp::from_micros(answered_at) }
}

macro_rules! implement_accounts {
    ($Db:ty) => {
        #[async_trait]
        impl Accounts for SqlStore<$Db> {
            async fn add_link(
                &self,
                token: &TokenHash,
                email: &str,
                at: Timestamp,
                expires_at: Timestamp,
            ) -> Result<(), StoreError> {
                sqlx::query(ADD_LINK)
                    .bind(token.0.as_slice())
                    .bind(email)
                    .bind(at.micros())
                    .bind(expires_at.micros())
                    .execute(&self.writer)
                    .await?;
                Ok(())
            }

            async fn link_email(
                &self,
                token: &TokenHash,
                at: Timestamp,
            ) -> Result<Option<String>, StoreError> {
                let query = sqlx::query_scalar(LINK_EMAIL).bind(token.0.as_slice()).bind(at.micros());
                Ok(query.fetch_optional(&self.reader).await?)
            }

            async fn open_session(
                &self,
                link: &TokenHash,
                draft: &SessionDraft,
                at: Timestamp,
            ) -> Result<Option<Account>, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                let taken = sqlx::query_scalar(TAKE_LINK).bind(link.0.as_slice()).bind(at.micros());
                let email: Option<String> = taken.fetch_optional(&mut *tx).await?;
                let Some(email) = email else { return Ok(None) };
                let account: AccountRow = sqlx::query_as(ENSURE_ACCOUNT)
                    .bind(Uuid::now_v7().as_bytes().as_slice())
                    .bind(email)
                    .bind(at.micros())
                    .fetch_one(&mut *tx)
                    .await?;
                sqlx::query(ADD_SESSION)
                    .bind(Uuid::now_v7().as_bytes().as_slice())
                    .bind(account.id.as_slice())
                    .bind(draft.token.0.as_slice())
                    .bind(draft.device.as_str())
                    .bind(at.micros())
                    .bind(draft.expires_at.micros())
                    .execute(&mut *tx)
                    .await?;
                tx.commit().await?;
                account.read().map(Some)
            }

            async fn signed_in(
                &self,
                token: &TokenHash,
                at: Timestamp,
            ) -> Result<Option<SignedIn>, StoreError> {
                let query = sqlx::query_as(SIGNED_IN).bind(token.0.as_slice()).bind(at.micros());
                let row: Option<SignedInRow> = query.fetch_optional(&self.reader).await?;
                row.map(SignedInRow::read).transpose()
            }

            async fn use_session(
                &self,
                session: Uuid,
                at: Timestamp,
                expires_at: Timestamp,
            ) -> Result<(), StoreError> {
                sqlx::query(USE_SESSION)
                    .bind(session.as_bytes().as_slice())
                    .bind(at.micros())
                    .bind(expires_at.micros())
                    .execute(&self.writer)
                    .await?;
                Ok(())
            }

            async fn sessions(
                &self,
                account: AccountId,
                at: Timestamp,
            ) -> Result<Vec<AccountSession>, StoreError> {
                let query = sqlx::query_as(SESSIONS).bind(account.bytes()).bind(at.micros());
                let rows: Vec<SessionRow> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(SessionRow::read).collect()
            }

            async fn close_session(&self, account: AccountId, session: Uuid) -> Result<bool, StoreError> {
                let query =
                    sqlx::query(CLOSE_SESSION).bind(account.bytes()).bind(session.as_bytes().as_slice());
                Ok(query.execute(&self.writer).await?.rows_affected() > 0)
            }

            async fn close_sessions(&self, account: AccountId) -> Result<u64, StoreError> {
                let query = sqlx::query(CLOSE_SESSIONS).bind(account.bytes());
                Ok(query.execute(&self.writer).await?.rows_affected())
            }

            async fn account(&self, account: AccountId) -> Result<Option<Account>, StoreError> {
                let query = sqlx::query_as(ACCOUNT).bind(account.bytes());
                let row: Option<AccountRow> = query.fetch_optional(&self.reader).await?;
                row.map(AccountRow::read).transpose()
            }

            async fn delete_account(&self, account: AccountId) -> Result<bool, StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                sqlx::query(DELETE_LINKS).bind(account.bytes()).execute(&mut *tx).await?;
                let done = sqlx::query(DELETE_ACCOUNT).bind(account.bytes()).execute(&mut *tx).await?;
                tx.commit().await?;
                Ok(done.rows_affected() > 0)
            }

            async fn account_lists(&self, account: AccountId) -> Result<KeptLists, StoreError> {
                let query = sqlx::query_as(LISTS).bind(account.bytes());
                kept_lists(query.fetch_optional(&self.reader).await?)
            }

            async fn save_account_lists(
                &self,
                account: AccountId,
                kept: &KeptLists,
                at: Timestamp,
            ) -> Result<(), StoreError> {
                let document = kept.lists.to_bytes();
                let done = if kept.version == 0 {
                    let query = sqlx::query(ADD_LISTS).bind(account.bytes()).bind(document).bind(at.micros());
                    query.execute(&self.writer).await?
                } else {
                    let query = sqlx::query(CHANGE_LISTS).bind(account.bytes()).bind(document);
                    query.bind(at.micros()).bind(kept.version).execute(&self.writer).await?
                };
                if done.rows_affected() == 1 {
                    Ok(())
                } else {
                    Err(StoreError::Conflict("the account's lists have changed meanwhile".to_owned()))
                }
            }

            async fn account_answers(&self, account: AccountId) -> Result<Option<SealedAnswers>, StoreError> {
                let query = sqlx::query_as(ANSWERS).bind(account.bytes());
                let stored: Option<(Vec<u8>, i64)> = query.fetch_optional(&self.reader).await?;
                Ok(stored.map(sealed_answers))
            }

            async fn save_account_answers(
                &self,
                account: AccountId,
                answers: Option<&SealedAnswers>,
            ) -> Result<(), StoreError> {
                let query = match answers {
                    Some(answers) => sqlx::query(SAVE_ANSWERS)
                        .bind(account.bytes())
                        .bind(answers.sealed.as_slice())
                        .bind(answers.answered_at.micros()),
                    None => sqlx::query(CLEAR_ANSWERS).bind(account.bytes()),
                };
                query.execute(&self.writer).await?;
                Ok(())
            }

            async fn purge_expired(&self, at: Timestamp) -> Result<u64, StoreError> {
                let mut gone = 0;
                for statement in [PURGE_LINKS, PURGE_SESSIONS] {
                    let done = sqlx::query(statement).bind(at.micros()).execute(&self.writer).await?;
                    gone += done.rows_affected();
                }
                Ok(gone)
            }
        }
    };
}

implement_accounts!(Sqlite);
implement_accounts!(Postgres);
