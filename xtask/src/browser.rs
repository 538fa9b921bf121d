//! The browser and the packages that the browser tests need.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use crate::setup;
use crate::workspace::Workspace;

/// Names the browser for the tests; where it is set already, it is believed.
pub(crate) const VARIABLE: &str = "LENDLIGHT_CHROMIUM";

/// Finds Chromium or installs Debian's.
///
/// # Errors
/// When there is none and it can't be installed.
pub(crate) fn find_or_install() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        let named = PathBuf::from(named);
        if !named.is_file() {
            bail!("{VARIABLE} names {}, which is no file", named.display());
        }
        return Ok(named);
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    setup::apt_install("chromium")?;
    find().ok_or_else(|| anyhow!("chromium was installed, but there is no program of that name"))
}

/// Installs the packages of `end2end`.
///
/// # Errors
/// When Node is missing or npm fails.
pub(crate) fn packages(workspace: &Workspace) -> Result<PathBuf> {
    if !setup::has_node() {
        bail!("Node is not installed");
    }
    let folder = workspace.root.join("end2end");
    setup::npm_install(&folder)?;
    Ok(folder)
}

fn find() -> Option<PathBuf> {
    const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    const FOLDERS: [&str; 3] = ["/usr/bin", "/usr/local/bin", "/snap/bin"];
    let candidates =
        NAMES.iter().flat_map(|name| FOLDERS.iter().map(move |folder| Path::new(folder).join(name)));
    candidates.into_iter().find(|program| program.is_file())
}
