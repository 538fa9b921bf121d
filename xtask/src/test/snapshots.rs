//! Snapshots that no test reads any more: they would look like a promise that is kept.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// insta writes the path of every snapshot that a test compares to the file that this names.
pub(crate) const VARIABLE: &str = "INSTA_SNAPSHOT_REFERENCES_FILE";

/// Compares the snapshots in the repository with those that the tests read.
///
/// # Errors
/// When there are unread ones; they are named.
pub(crate) fn check(root: &Path, references: &Path) -> Result<()> {
    let read: BTreeSet<PathBuf> = fs::read_to_string(references)
        .unwrap_or_default()
        .lines()
        .filter_map(|line| fs::canonicalize(line.trim()).ok())
        .collect();
    let mut unread = Vec::new();
    for package in ["app", "domain", "index", "predict", "server"] {
        collect(&root.join(package), &read, &mut unread)?;
    }
    if !unread.is_empty() {
        bail!("snapshots that no test reads:\n  {}", unread.join("\n  "));
    }
    Ok(())
}

fn collect(folder: &Path, read: &BTreeSet<PathBuf>, unread: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, read, unread)?;
        } else if path.extension().is_some_and(|extension| extension == "snap")
            && !read.contains(&fs::canonicalize(&path)?)
        {
            unread.push(path.display().to_string());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_that_no_test_read_is_named() {
        let root = tempfile::tempdir().unwrap();
        for package in ["app", "domain", "index", "predict", "server/tests"] {
            fs::create_dir_all(root.path().join(package)).unwrap();
        }
        let read = root.path().join("server/tests/read.snap");
        let left = root.path().join("server/tests/left.snap");
        fs::write(&read, "").unwrap();
        let references = root.path().join("references");
        fs::write(&references, format!("{}\n", read.display())).unwrap();
        assert!(check(root.path(), &references).is_ok());
        fs::write(&left, "").unwrap();
        let message = check(root.path(), &references).unwrap_err().to_string();
        assert!(message.contains("left.snap") && !message.contains("read.snap"), "{message}");
    }
}
