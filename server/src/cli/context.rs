//! What every command needs: configuration, data directory, database.

use crate::config::Config;
use crate::store::{self, Store};
use anyhow::Context as _;
use secrecy::{ExposeSecret, SecretString};
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

    /// Connects to the database, without touching its schema.
    pub(super) async fn connect(&self) -> anyhow::Result<Arc<dyn Store>> {
        std::fs::create_dir_all(&self.data_dir)
            .with_context(|| format!("cannot create the data directory {}", self.data_dir.display()))?;
        let mut database = self.config.database.clone();
        if database.url.expose_secret().is_empty() {
            let path = std::path::absolute(self.data_dir.join("lendlight.db"))?;
            database.url = SecretString::from(store::sqlite_address(&path));
        }
        store::connect(&database).await.context("cannot open the database")
    }

    /// Connects and brings the schema to this version.
    pub(super) async fn open(&self) -> anyhow::Result<Arc<dyn Store>> {
        let store = self.connect().await?;
        let applied = store.migrate().await.context("cannot prepare the database")?;
        if applied > 0 {
            tracing::info!(applied, "database schema is up to date");
        }
        Ok(store)
    }
}
