//! The audit log: entries that are only ever added to, each bound to the one before by its hash.

use super::engine::{Engine, SqlStore};
use super::{StaffId, StoreError};
use async_trait::async_trait;
use domain::audit::AuditAction;
use domain::product::InstitutionId;
use domain::time::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::{Database, Postgres, Sqlite, Transaction};
use uuid::Uuid;

const ADD: &str = "INSERT INTO audit_entry (seq, at, actor, action, detail, institution_id, previous, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const MOVE_HEAD: &str = "UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1";
const ENTRIES: &str = "SELECT seq, at, actor, action, detail, institution_id, previous, hash
    FROM audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2";
const NEWEST: &str = "SELECT seq, at, actor, action, detail, institution_id, previous, hash
    FROM audit_entry WHERE seq < $1 ORDER BY seq DESC LIMIT $2";
const HEAD: &str = "SELECT seq, hash FROM audit_head WHERE id = 1";

/// Something that is to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditDraft {
    /// When it happened.
    pub at: Timestamp,
    /// Who did it; `None` for the system, or for somebody unknown.
    pub actor: Option<StaffId>,
    /// What happened.
    pub action: AuditAction,
    /// Whose matter it is.
    pub institution: Option<InstitutionId>,
    /// Whom or what it was done to, and what more there is to say. Never a secret.
    pub detail: serde_json::Value,
}

impl AuditDraft {
    /// Something that somebody did, with nothing more to say.
    #[must_use]
    pub fn new(at: Timestamp, actor: Option<StaffId>, action: AuditAction) -> Self {
        Self {
            at,
            actor,
            action,
            institution: None,
            detail: serde_json::Value::Object(serde_json::Map::new()),
        }
    }

    /// Adds what more there is to say.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        if let serde_json::Value::Object(fields) = &mut self.detail {
            fields.insert(name.to_owned(), value.into());
        }
        self
    }

    /// Adds whose matter it is.
    #[must_use]
    pub const fn of(mut self, institution: Option<InstitutionId>) -> Self {
        self.institution = institution;
        self
    }
}

/// An entry as it is stored. The action is text: a newer program may have written one that this one does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Counts the entries from 1, without gaps.
    pub seq: u64,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Option<StaffId>,
    /// What happened.
    pub action: String,
    /// What more there is to say, as JSON.
    pub detail: String,
    /// Whose matter it is.
    pub institution: Option<InstitutionId>,
    /// The hash of the entry before; zeros before the first.
    pub previous: [u8; 32],
    /// This entry's.
    pub hash: [u8; 32],
}

impl AuditEntry {
    /// The hash that the entry must have: SHA-256 over the hash before and every field, each led by its length, so
    /// that no two entries read alike.
    #[must_use]
    pub fn expected_hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let actor = self.actor.as_ref().map_or(&[] as &[u8], StaffId::bytes);
        let institution = self.institution.as_ref().map_or(&[] as &[u8], |id| id.0.as_bytes());
        let (seq, at) = (self.seq.to_be_bytes(), self.at.micros().to_be_bytes());
        let fields: [&[u8]; 7] =
            [&self.previous, &seq, &at, actor, self.action.as_bytes(), self.detail.as_bytes(), institution];
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field);
        }
        hash.finalize().into()
    }
}

/// The newest entry, as the log's end says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditHead {
    /// Its number; 0 if there is none.
    pub seq: u64,
    /// Its hash.
    pub hash: [u8; 32],
}

/// The audit log.
#[async_trait]
pub trait Audit: Send + Sync {
    /// Writes something down.
    async fn append_audit(&self, draft: &AuditDraft) -> Result<(), StoreError>;

    /// The entries after a number, in their order.
    async fn audit_entries(&self, after: u64, limit: u32) -> Result<Vec<AuditEntry>, StoreError>;

    /// The newest entries before a number, newest first.
    async fn newest_audit(&self, before: Option<u64>, limit: u32) -> Result<Vec<AuditEntry>, StoreError>;

    /// Where the log ends.
    async fn audit_head(&self) -> Result<AuditHead, StoreError>;
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    at: i64,
    actor: Option<Vec<u8>>,
    action: String,
    detail: String,
    institution_id: Option<Vec<u8>>,
    previous: Vec<u8>,
    hash: Vec<u8>,
}

impl Row {
    fn read(self) -> Result<AuditEntry, StoreError> {
        let id = |bytes: Option<Vec<u8>>| {
            bytes.map(|bytes| Uuid::from_slice(&bytes)).transpose().map_err(StoreError::undecodable)
        };
        Ok(AuditEntry {
            seq: u64::try_from(self.seq).map_err(StoreError::undecodable)?,
            at: Timestamp::from_micros(self.at),
            actor: id(self.actor)?.map(StaffId),
            action: self.action,
            detail: self.detail,
            institution: id(self.institution_id)?.map(InstitutionId),
            previous: digest(&self.previous)?,
            hash: digest(&self.hash)?,
        })
    }
}

fn digest(bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(StoreError::undecodable)
}

/// Adding to the log within a transaction that does what the entry tells of: either both happen or neither.
#[async_trait]
pub(super) trait Chained: Database + Sized {
    /// Adds an entry. Whoever adds another waits for the end of the transaction.
    async fn append(tx: &mut Transaction<'static, Self>, draft: &AuditDraft) -> Result<(), StoreError>;
}

macro_rules! implement_audit {
    ($Db:ty) => {
        #[async_trait]
        impl Chained for $Db {
            async fn append(
                tx: &mut Transaction<'static, Self>,
                draft: &AuditDraft,
            ) -> Result<(), StoreError> {
                let (seq, previous): (i64, Vec<u8>) =
                    sqlx::query_as(<$Db>::LOCK_AUDIT).fetch_one(&mut **tx).await?;
                let mut entry = AuditEntry {
                    seq: u64::try_from(seq).map_err(StoreError::undecodable)? + 1,
                    at: draft.at,
                    actor: draft.actor,
                    action: draft.action.name().to_owned(),
                    detail: draft.detail.to_string(),
                    institution: draft.institution,
                    previous: digest(&previous)?,
                    hash: [0; 32],
                };
                entry.hash = entry.expected_hash();
                sqlx::query(ADD)
                    .bind(seq + 1)
                    .bind(entry.at.micros())
                    .bind(entry.actor.as_ref().map(StaffId::bytes))
                    .bind(entry.action.as_str())
                    .bind(entry.detail.as_str())
                    .bind(entry.institution.as_ref().map(|id| id.0.as_bytes().as_slice()))
                    .bind(entry.previous.as_slice())
                    .bind(entry.hash.as_slice())
                    .execute(&mut **tx)
                    .await?;
                sqlx::query(MOVE_HEAD).bind(seq + 1).bind(entry.hash.as_slice()).execute(&mut **tx).await?;
                Ok(())
            }
        }

        #[async_trait]
        impl Audit for SqlStore<$Db> {
            async fn append_audit(&self, draft: &AuditDraft) -> Result<(), StoreError> {
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                <$Db>::append(&mut tx, draft).await?;
                Ok(tx.commit().await?)
            }

            async fn audit_entries(&self, after: u64, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
                let after = i64::try_from(after).unwrap_or(i64::MAX);
                let query = sqlx::query_as(ENTRIES).bind(after).bind(i64::from(limit));
                let rows: Vec<Row> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(Row::read).collect()
            }

            async fn newest_audit(
                &self,
                before: Option<u64>,
                limit: u32,
            ) -> Result<Vec<AuditEntry>, StoreError> {
                let before = before.and_then(|seq| i64::try_from(seq).ok()).unwrap_or(i64::MAX);
                let query = sqlx::query_as(NEWEST).bind(before).bind(i64::from(limit));
                let rows: Vec<Row> = query.fetch_all(&self.reader).await?;
                rows.into_iter().map(Row::read).collect()
            }

            async fn audit_head(&self) -> Result<AuditHead, StoreError> {
                let (seq, hash): (i64, Vec<u8>) = sqlx::query_as(HEAD).fetch_one(&self.reader).await?;
                Ok(AuditHead {
                    seq: u64::try_from(seq).map_err(StoreError::undecodable)?,
                    hash: digest(&hash)?,
                })
            }
        }
    };
}

implement_audit!(Sqlite);
implement_audit!(Postgres);
