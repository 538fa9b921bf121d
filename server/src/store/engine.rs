//! What differs between the two engines, and nothing else.

use sqlx::migrate::Migrator;
use sqlx::{Database, Pool, Postgres, Sqlite};
use tokio::sync::watch;

/// The statements that have to be written per engine.
pub(super) trait Engine: Database {
    /// Begins a transaction that will write.
    const BEGIN: &'static str;
    /// Answers the newest change's number and keeps other writers of the catalogue out until the end of the
    /// transaction.
    const LOCK_COUNTER: &'static str;
    /// Answers where the audit log ends, and keeps other writers of it out until the end of the transaction.
    const LOCK_AUDIT: &'static str;
    /// Keeps other migrating processes out until the end of the transaction.
    const LOCK_SCHEMA: &'static str;
    /// Answers whether the table of applied migrations exists.
    const HAS_MIGRATIONS: &'static str;
    /// Answers the engine's name and version.
    const NAME: &'static str;
    /// The schema's history.
    const MIGRATOR: Migrator;
}

impl Engine for Sqlite {
    // A transaction that begins by reading could not wait for the write lock: it would fail as busy.
    const BEGIN: &'static str = "BEGIN IMMEDIATE";
    const LOCK_COUNTER: &'static str = "SELECT seq FROM catalog_counter WHERE id = 1";
    const LOCK_AUDIT: &'static str = "SELECT seq, hash FROM audit_head WHERE id = 1";
    const LOCK_SCHEMA: &'static str = "SELECT 1";
    const HAS_MIGRATIONS: &'static str =
        "SELECT count(*) > 0 FROM sqlite_schema WHERE type = 'table' AND name = '_sqlx_migrations'";
    const NAME: &'static str = "SELECT 'SQLite ' || sqlite_version()";
    const MIGRATOR: Migrator = sqlx::migrate!("../migrations/sqlite");
}

impl Engine for Postgres {
    const BEGIN: &'static str = "BEGIN";
    const LOCK_COUNTER: &'static str = "SELECT seq FROM catalog_counter WHERE id = 1 FOR UPDATE";
    const LOCK_AUDIT: &'static str = "SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE";
    // Any number that nothing else in the database locks; these are the letters "lendligh".
    const LOCK_SCHEMA: &'static str = "SELECT 1 FROM pg_advisory_xact_lock(7810770506338625384)";
    const HAS_MIGRATIONS: &'static str = "SELECT to_regclass('_sqlx_migrations') IS NOT NULL";
    const NAME: &'static str = "SELECT 'PostgreSQL ' || current_setting('server_version')";
    const MIGRATOR: Migrator = sqlx::migrate!("../migrations/postgres");
}

/// A store on one engine.
pub(super) struct SqlStore<DB: Database> {
    /// Connections that read. On SQLite they refuse to write.
    pub(super) reader: Pool<DB>,
    /// Connections that write: on SQLite one, on PostgreSQL the same pool as `reader`.
    pub(super) writer: Pool<DB>,
    /// The newest change this process has written.
    pub(super) written: watch::Sender<u64>,
}

impl<DB: Database> SqlStore<DB> {
    pub(super) fn new(reader: Pool<DB>, writer: Pool<DB>) -> Self {
        Self { reader, writer, written: watch::Sender::new(0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_have_the_same_migrations() {
        let names = |migrator: Migrator| -> Vec<(i64, String)> {
            migrator.iter().map(|migration| (migration.version, migration.description.to_string())).collect()
        };
        assert_eq!(names(Sqlite::MIGRATOR), names(Postgres::MIGRATOR));
    }
}
