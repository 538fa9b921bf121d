//! What can go wrong in the store, and the one place where an engine's answer becomes one of these.

use sqlx::error::ErrorKind;

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The object, or one it refers to, does not exist.
    #[error("not found")]
    NotFound,
    /// Somebody else changed it first, or a value that must be unique exists already.
    #[error("conflict: {0}")]
    Conflict(String),
    /// The schema does not admit the value (a text too long to be an id).
    #[error("refused by the schema: {0}")]
    Refused(String),
    /// The database address names no engine, or one that cannot be used.
    #[error("database address: {0}")]
    Address(String),
    /// The database server cannot be connected to.
    #[error("PostgreSQL at {host} cannot be used: {reason}")]
    Unreachable {
        /// Host and port.
        host: String,
        /// Why.
        reason: String,
    },
    /// The database was written by a newer version of the program.
    #[error(
        "the database has migration {found}, newer than the {known} this program knows: start the newer program"
    )]
    TooNew {
        /// The newest migration the database has.
        found: i64,
        /// The newest migration this program has.
        known: i64,
    },
    /// The database lacks migrations.
    #[error("the database has migration {found}, but this program needs {known}: run `lendlight migrate`")]
    TooOld {
        /// The newest migration the database has; 0 for an empty one.
        found: i64,
        /// The newest migration this program has.
        known: i64,
    },
    /// A stored document cannot be read.
    #[error("stored document of {what} cannot be read: {source}")]
    Corrupt {
        /// Which document.
        what: String,
        /// Why.
        source: serde_json::Error,
    },
    /// What is stored is not what was written.
    #[error("{0} is damaged: its checksum does not fit")]
    Damaged(String),
    /// The engine failed.
    #[error("database: {0}")]
    Engine(#[source] sqlx::Error),
    /// A migration failed, or one that was applied is not the one this program has.
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

impl StoreError {
    /// A stored value that its type does not admit.
    pub(super) fn undecodable(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Engine(sqlx::Error::Decode(Box::new(error)))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let Some(answer) = error.as_database_error() else {
            return match error {
                sqlx::Error::RowNotFound => Self::NotFound,
                other => Self::Engine(other),
            };
        };
        match answer.kind() {
            ErrorKind::UniqueViolation => Self::Conflict(answer.message().to_owned()),
            ErrorKind::ForeignKeyViolation => Self::NotFound,
            ErrorKind::CheckViolation => Self::Refused(answer.message().to_owned()),
            _ => Self::Engine(error),
        }
    }
}
