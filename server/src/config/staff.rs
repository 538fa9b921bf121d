//! How those who work with the site sign in.

use serde::Deserialize;

/// How those who work with the site sign in.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StaffConfig {
    /// After so many minutes without being used a session ends.
    pub idle_minutes: u32,
    /// After so many hours it ends in any case.
    pub session_hours: u32,
    /// How many passwords may be tried for one e-mail address in a quarter of an hour.
    pub tries_per_account: u32,
    /// How many may be tried from one network address in a quarter of an hour.
    pub tries_per_address: u32,
}

impl Default for StaffConfig {
    fn default() -> Self {
        Self { idle_minutes: 60, session_hours: 12, tries_per_account: 20, tries_per_address: 60 }
    }
}

impl StaffConfig {
    /// Each key with whether its value can be used, and what would be right.
    pub(super) fn checks(&self) -> [(&'static str, bool, &'static str); 4] {
        [
            ("staff.idle_minutes", (1..=1_440).contains(&self.idle_minutes), "must be from 1 to 1440"),
            ("staff.session_hours", (1..=720).contains(&self.session_hours), "must be from 1 to 720"),
            ("staff.tries_per_account", self.tries_per_account >= 1, "must be at least 1"),
            ("staff.tries_per_address", self.tries_per_address >= 1, "must be at least 1"),
        ]
    }
}
