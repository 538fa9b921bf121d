//! What every command needs: configuration, data directory, database.

use crate::config::Config;
use crate::store::{self, Store};
use anyhow::{Context as _, bail};
use secrecy::{ExposeSecret, SecretString};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

/// Configuration and data directory of a command.
pub(super) struct Context {
    pub(super) config: Config,
    pub(super) data_dir: PathBuf,
}

impl Context {
    /// Where the index is kept.
    pub(super) fn index_dir(&self) -> PathBuf {
        self.data_dir.join("index")
    }

    /// Whether the database is the file in the data directory, and not one that the configuration names.
    pub(super) fn is_database_in_data_dir(&self) -> bool {
        self.config.database.url.expose_secret().is_empty()
    }

    fn database_file(&self) -> PathBuf {
        self.data_dir.join("lendlight.db")
    }

    /// Fails where the data directory does not exist: a mistyped one should leave nothing behind.
    pub(super) fn need_data_dir(&self) -> anyhow::Result<()> {
        let dir = self.data_dir.display();
        match std::fs::metadata(&self.data_dir) {
            Ok(found) if found.is_dir() => Ok(()),
            Ok(_) => bail!("{dir} is no folder, so it is no data directory: check --data-dir"),
            Err(error) if error.kind() == ErrorKind::NotFound => bail!(
                "there is no data directory {dir}: check --data-dir (`lendlight serve` and `lendlight import` make one)"
            ),
            Err(error) => Err(error).with_context(|| format!("the data directory {dir} cannot be read")),
        }
    }

    /// Fails where there is no database yet.
    pub(super) fn need_database(&self) -> anyhow::Result<()> {
        if self.is_database_in_data_dir() {
            self.need_data_dir()?;
            if !self.database_file().exists() {
                let dir = self.data_dir.display();
                bail!(
                    "there is no database in {dir} yet: `lendlight serve` or `lendlight import` makes it, or check --data-dir"
                );
            }
        }
        Ok(())
    }

    /// Connects to the database, without touching its schema; makes data directory and database if need be.
    pub(super) async fn connect(&self) -> anyhow::Result<Arc<dyn Store>> {
        std::fs::create_dir_all(&self.data_dir)
            .with_context(|| format!("cannot create the data directory {}", self.data_dir.display()))?;
        self.connect_database().await
    }

    async fn connect_database(&self) -> anyhow::Result<Arc<dyn Store>> {
        let mut database = self.config.database.clone();
        if self.is_database_in_data_dir() {
            let path = std::path::absolute(self.database_file())?;
            database.url = SecretString::from(store::sqlite_address(&path));
        }
        store::connect(&database).await.context("cannot open the database")
    }

    /// Connects to a database that exists, without touching its schema.
    pub(super) async fn connect_existing(&self) -> anyhow::Result<Arc<dyn Store>> {
        self.need_database()?;
        self.connect_database().await
    }

    /// Connects to a database that exists and brings the schema to this version.
    pub(super) async fn open_existing(&self) -> anyhow::Result<Arc<dyn Store>> {
        self.need_database()?;
        self.prepared(self.connect_database().await?).await
    }

    /// Connects, making what does not exist, and brings the schema to this version.
    pub(super) async fn open(&self) -> anyhow::Result<Arc<dyn Store>> {
        self.prepared(self.connect().await?).await
    }

    async fn prepared(&self, store: Arc<dyn Store>) -> anyhow::Result<Arc<dyn Store>> {
        let applied = store.migrate().await.context("cannot prepare the database")?;
        if applied > 0 {
            tracing::info!(applied, "database schema is up to date");
        }
        Ok(store)
    }
}
