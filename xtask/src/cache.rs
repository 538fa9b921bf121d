//! Results kept by what they were made from, so that nothing is made twice and nothing goes stale.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// A folder of results, each named by its step and the hash of its inputs.
pub(crate) struct Cache {
    folder: PathBuf,
    used: RefCell<BTreeSet<String>>,
}

impl Cache {
    /// A cache in this folder, which is made when first needed.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder, used: RefCell::default() }
    }

    /// The folder holding the result of `step` for these inputs. Where there is none, `make` fills one.
    ///
    /// # Errors
    /// Those of `make`, or when the folder can't be written. Nothing half-made is ever kept.
    pub(crate) fn entry(
        &self,
        step: &str,
        inputs: &[&[u8]],
        make: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let name = format!("{step}-{}", hash(inputs));
        let folder = self.folder.join(&name);
        if !folder.is_dir() {
            let partial = self.folder.join(format!("{name}.partial"));
            if partial.exists() {
                fs::remove_dir_all(&partial)?;
            }
            fs::create_dir_all(&partial).with_context(|| format!("could not make {}", partial.display()))?;
            make(&partial)?;
            fs::rename(&partial, &folder)?;
        }
        self.used.borrow_mut().insert(name);
        Ok(folder)
    }

    /// Removes every result that was not asked for since this cache was opened.
    ///
    /// # Errors
    /// When the folder can't be read or an entry can't be removed.
    pub(crate) fn prune(&self) -> Result<()> {
        let used = self.used.borrow();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if !used.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }
}

/// 32 hexadecimal digits of a hash over the parts and where each one ends.
pub(crate) fn hash(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_made_once_per_input() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().join("cache"));
        let mut made = 0;
        for input in [b"a", b"a", b"b"] {
            let entry = cache
                .entry("step", &[input], |to| {
                    made += 1;
                    Ok(fs::write(to.join("out"), input)?)
                })
                .unwrap();
            assert_eq!(fs::read(entry.join("out")).unwrap(), input);
        }
        assert_eq!(made, 2);
    }

    #[test]
    fn a_failed_result_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().to_owned());
        let failed = cache.entry("step", &[b"a"], |to| {
            fs::write(to.join("half"), "half")?;
            anyhow::bail!("no")
        });
        assert!(failed.is_err());
        let entry = cache.entry("step", &[b"a"], |_| Ok(())).unwrap();
        assert_eq!(fs::read_dir(entry).unwrap().count(), 0);
    }

    #[test]
    fn pruning_keeps_what_this_run_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let old = Cache::new(folder.path().to_owned()).entry("step", &[b"old"], |_| Ok(())).unwrap();
        let cache = Cache::new(folder.path().to_owned());
        let new = cache.entry("step", &[b"new"], |_| Ok(())).unwrap();
        cache.prune().unwrap();
        assert!(!old.exists() && new.exists());
    }

    #[test]
    fn a_hash_knows_where_parts_end() {
        assert_ne!(hash(&[b"ab", b"c"]), hash(&[b"a", b"bc"]));
        assert_eq!(hash(&[b"a"]).len(), 32);
    }
}
