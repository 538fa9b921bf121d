//! Where things are: the repository's root, cargo's target folder and what is built into it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;

/// The repository and its build folder.
pub(crate) struct Workspace {
    /// The repository's root.
    pub root: PathBuf,
    /// Cargo's target folder, wherever `CARGO_TARGET_DIR` puts it.
    pub target: PathBuf,
}

#[derive(Deserialize)]
struct Folders {
    target_directory: PathBuf,
    workspace_root: PathBuf,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// When `cargo metadata` fails.
    pub(crate) fn find() -> Result<Self> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let mut command = cargo_in(&here);
        command.args(["metadata", "--no-deps", "--format-version", "1"]);
        let folders: Folders = serde_json::from_str(&process::capture(&mut command)?)
            .context("could not read what cargo metadata says")?;
        Ok(Self { root: folders.workspace_root, target: folders.target_directory })
    }

    /// A cargo command that runs in the root.
    pub(crate) fn cargo(&self) -> Command {
        cargo_in(&self.root)
    }

    /// The server's binary, built in this profile.
    pub(crate) fn binary(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join(format!("lendlight{}", std::env::consts::EXE_SUFFIX))
    }

    /// What the server serves as static files.
    pub(crate) fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// Where xtask keeps what it made and the tools it installed.
    pub(crate) fn cache(&self) -> PathBuf {
        self.target.join("xtask")
    }
}

fn cargo_in(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    // `cargo run` describes xtask to xtask in these; a nested cargo must not take them for its own.
    for (name, _) in std::env::vars_os() {
        let described = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_")
                || name.starts_with("CARGO_MANIFEST_")
                || name == "CARGO_PRIMARY_PACKAGE"
        });
        if described {
            command.env_remove(name);
        }
    }
    command
}
