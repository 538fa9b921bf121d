//! Checking the audit log: whether it is what was written.

use crate::store::{AuditEntry, Store, StoreError};

/// How many entries are read at once.
const PAGE: u32 = 1_000;

/// What checking found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditFinding {
    /// Every entry follows from the one before, to the last.
    Whole {
        /// How many entries there are.
        entries: u64,
        /// The newest one's hash, to be kept elsewhere: a log that is written anew as a whole has another.
        head: [u8; 32],
    },
    /// An entry is not what was written, or was put there later.
    Changed {
        /// Its number.
        seq: u64,
    },
    /// Entries are missing before this one.
    Missing {
        /// The number that should have come.
        seq: u64,
    },
    /// The log ends before, or elsewhere than, its end says.
    Cut {
        /// How many entries are there.
        entries: u64,
        /// How many there should be.
        expected: u64,
    },
    /// An entry that was there, by a hash that somebody kept, is not.
    Rewritten,
}

/// Reads the whole log and checks that every entry follows from the one before. `kept` is the hash of any entry that
/// somebody kept elsewhere.
///
/// # Errors
/// [`StoreError`] if the store cannot be read.
pub async fn verify(store: &dyn Store, kept: Option<[u8; 32]>) -> Result<AuditFinding, StoreError> {
    // Read first: what is added meanwhile lies beyond it.
    let end = store.audit_head().await?;
    let (mut seq, mut previous, mut found) = (0_u64, [0; 32], kept.is_none());
    while seq < end.seq {
        let entries = store.audit_entries(seq, PAGE).await?;
        if entries.is_empty() {
            break;
        }
        for entry in entries.iter().take_while(|entry| entry.seq <= end.seq) {
            if let Some(finding) = fault(entry, seq, previous) {
                return Ok(finding);
            }
            (seq, previous) = (entry.seq, entry.hash);
            found |= kept == Some(entry.hash);
        }
        if entries.last().is_some_and(|last| last.seq > end.seq) {
            break;
        }
    }
    Ok(if seq != end.seq || previous != end.hash {
        AuditFinding::Cut { entries: seq, expected: end.seq }
    } else if found {
        AuditFinding::Whole { entries: seq, head: previous }
    } else {
        AuditFinding::Rewritten
    })
}

fn fault(entry: &AuditEntry, seq: u64, previous: [u8; 32]) -> Option<AuditFinding> {
    if entry.seq != seq + 1 {
        Some(AuditFinding::Missing { seq: seq + 1 })
    } else if entry.previous != previous || entry.hash != entry.expected_hash() {
        Some(AuditFinding::Changed { seq: entry.seq })
    } else {
        None
    }
}
