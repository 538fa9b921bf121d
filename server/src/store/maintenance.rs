//! Migrations, checks and what people ask of a database.

use super::engine::{Engine, SqlStore};
use super::policies::{self, default_policy};
use super::{Maintenance, StoreError};
use crate::clock;
use async_trait::async_trait;
use sqlx::migrate::{AppliedMigration, Migrate, MigrateError, Migrator};
use sqlx::{Postgres, Sqlite};

const MIGRATIONS: &str = "_sqlx_migrations";

/// Compares what a database has with what this program has.
fn check(migrator: &Migrator, applied: &[AppliedMigration]) -> Result<(), StoreError> {
    let known = migrator.iter().map(|migration| migration.version).max().unwrap_or_default();
    let found = applied.iter().map(|migration| migration.version).max().unwrap_or_default();
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    for migration in applied {
        match migrator.iter().find(|ours| ours.version == migration.version) {
            None => return Err(MigrateError::VersionMissing(migration.version).into()),
            Some(ours) if ours.checksum != migration.checksum => {
                return Err(MigrateError::VersionMismatch(migration.version).into());
            }
            Some(_) => {}
        }
    }
    Ok(())
}

macro_rules! implement_maintenance {
    ($Db:ty) => {
        impl SqlStore<$Db> {
            /// The migrations a database has; none if it is empty.
            async fn applied(
                connection: &mut <$Db as sqlx::Database>::Connection,
            ) -> Result<Vec<AppliedMigration>, StoreError> {
                let exists: bool =
                    sqlx::query_scalar(<$Db>::HAS_MIGRATIONS).fetch_one(&mut *connection).await?;
                if !exists {
                    return Ok(Vec::new());
                }
                if let Some(version) = connection.dirty_version(MIGRATIONS).await? {
                    return Err(MigrateError::Dirty(version).into());
                }
                Ok(connection.list_applied_migrations(MIGRATIONS).await?)
            }
        }

        #[async_trait]
        impl Maintenance for SqlStore<$Db> {
            async fn migrate(&self) -> Result<u32, StoreError> {
                let mut migrator = <$Db>::MIGRATOR;
                // The transaction below is the lock, and releases itself whatever goes wrong.
                migrator.set_locking(false);
                let mut tx = self.writer.begin_with(<$Db>::BEGIN).await?;
                sqlx::query(<$Db>::LOCK_SCHEMA).execute(&mut *tx).await?;
                let before = Self::applied(&mut tx).await?;
                check(&migrator, &before)?;
                migrator.run_direct(None, &mut *tx, false).await?;
                let after = Self::applied(&mut tx).await?;
                let policies: i64 = sqlx::query_scalar(policies::COUNT).fetch_one(&mut *tx).await?;
                if policies == 0 {
                    Self::insert_policy(&mut tx, &default_policy(clock::now())).await?;
                }
                tx.commit().await?;
                Ok(u32::try_from(after.len().saturating_sub(before.len())).unwrap_or(u32::MAX))
            }

            async fn check_schema(&self) -> Result<(), StoreError> {
                let migrator = <$Db>::MIGRATOR;
                let mut connection = self.reader.acquire().await?;
                let applied = Self::applied(&mut connection).await?;
                check(&migrator, &applied)?;
                let known = migrator.iter().map(|migration| migration.version).max().unwrap_or_default();
                let found = applied.iter().map(|migration| migration.version).max().unwrap_or_default();
                if found < known { Err(StoreError::TooOld { found, known }) } else { Ok(()) }
            }

            async fn ping(&self) -> Result<(), StoreError> {
                sqlx::query("SELECT 1").execute(&self.reader).await?;
                Ok(())
            }

            async fn engine(&self) -> Result<String, StoreError> {
                Ok(sqlx::query_scalar(<$Db>::NAME).fetch_one(&self.reader).await?)
            }
        }
    };
}

implement_maintenance!(Sqlite);
implement_maintenance!(Postgres);
