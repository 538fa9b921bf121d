//! Connecting: the address decides the engine, once, at the start.

use super::engine::SqlStore;
use super::{Store, StoreError};
use crate::config::DatabaseConfig;
use secrecy::ExposeSecret;
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

/// How long a statement waits for another process's lock, and a caller for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// Connects to the database that `config` names, creating an SQLite file (and its folder) that does not exist.
/// The schema is left alone: see [`super::Maintenance::migrate`].
///
/// # Errors
/// [`StoreError::Address`] if the address names neither engine; [`StoreError::Unreachable`] or
/// [`StoreError::Engine`] if it does not answer.
pub async fn connect(config: &DatabaseConfig) -> Result<Arc<dyn Store>, StoreError> {
    let url = config.url.expose_secret();
    match url.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => connect_sqlite(url, config.max_connections).await,
        Some("postgres" | "postgresql") => connect_postgres(url, config.max_connections).await,
        _ => Err(StoreError::Address("must begin with sqlite: or postgres:".to_owned())),
    }
}

/// The address of an SQLite file, whatever characters its path has.
#[must_use]
pub fn sqlite_address(file: &Path) -> String {
    let path = file.to_string_lossy().replace('%', "%25").replace('?', "%3F");
    format!("sqlite://{path}")
}

async fn connect_sqlite(url: &str, max_connections: u32) -> Result<Arc<dyn Store>, StoreError> {
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Err(StoreError::Address(
            "a database in memory would be lost with its last connection; name a file".to_owned(),
        ));
    }
    // FULL, one fsync a commit: what was acknowledged survives a power cut, not only a killed process (for
    // which NORMAL would do). Imports commit by the batch, so it costs them little.
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE);
    if let Some(folder) = options.get_filename().parent() {
        tokio::fs::create_dir_all(folder).await.map_err(sqlx::Error::Io)?;
    }
    // No connection is tested before use: a file does not hang up.
    // The writer connects first: it creates the file and turns it to WAL, which readers cannot.
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .test_before_acquire(false)
        .acquire_timeout(PATIENCE)
        .connect_with(options.clone())
        .await?;
    let reader = SqlitePoolOptions::new()
        .max_connections(max_connections)
        .test_before_acquire(false)
        .acquire_timeout(PATIENCE)
        .connect_with(options.pragma("query_only", "ON"))
        .await?;
    Ok(Arc::new(SqlStore::new(reader, writer)))
}

async fn connect_postgres(url: &str, max_connections: u32) -> Result<Arc<dyn Store>, StoreError> {
    let options = PgConnectOptions::from_str(url)?.application_name("lendlight");
    // A pool goes on trying, and at last says only that it waited in vain.
    let answers = tokio::time::timeout(PATIENCE, PgConnection::connect_with(&options)).await;
    match answers {
        Ok(Ok(connection)) => connection.close().await?,
        Ok(Err(error)) => return Err(unreachable(&options, reason(&error))),
        Err(_) => return Err(unreachable(&options, "it does not answer".to_owned())),
    }
    let pool = PgPoolOptions::new()
        .max_connections(max_connections)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await?;
    Ok(Arc::new(SqlStore::new(pool.clone(), pool)))
}

fn unreachable(options: &PgConnectOptions, reason: String) -> StoreError {
    StoreError::Unreachable { host: format!("{}:{}", options.get_host(), options.get_port()), reason }
}

/// Why a connection failed, in the words of the server or of the operating system.
fn reason(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(answer) => answer.message().to_owned(),
        sqlx::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    }
}
