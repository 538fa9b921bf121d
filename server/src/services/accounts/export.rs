//! Everything that is kept about an account, for its holder.

use super::Identity;
use crate::store::{AccountSession, PersonalEvent};
use domain::borrower::Borrower;
use domain::lists::Lists;
use domain::time::Timestamp;
use serde::Serialize;

/// What is kept, as JSON. Times are RFC 3339 in UTC; products are named by their public ids.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccountExport {
    exported_at: Timestamp,
    email: String,
    created_at: Timestamp,
    lists: Lists,
    answers: Borrower,
    answered_at: Option<Timestamp>,
    sessions: Vec<ExportedSession>,
    /// What was shown to them, and what they did with it, while they were signed in.
    events: Vec<PersonalEvent>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ExportedSession {
    device: String,
    signed_in_at: Timestamp,
    used_at: Timestamp,
}

impl AccountExport {
    pub(super) fn new(
        identity: &Identity,
        sessions: &[AccountSession],
        events: Vec<PersonalEvent>,
        now: Timestamp,
    ) -> Self {
        let session = |session: &AccountSession| ExportedSession {
            device: session.device.clone(),
            signed_in_at: session.created_at,
            used_at: session.used_at,
        };
        Self {
            exported_at: now,
            email: identity.account.email.clone(),
            created_at: identity.account.created_at,
            lists: identity.kept.lists.clone(),
            answers: identity.kept.borrower.clone(),
            answered_at: identity.kept.answered_at,
            sessions: sessions.iter().map(session).collect(),
            events,
        }
    }
}
