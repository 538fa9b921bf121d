//! How models are trained and put into force.

use serde::Deserialize;

/// How models are trained and put into force.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ModelsConfig {
    /// The hour of the day, UTC, at which a model is trained; 24 never trains.
    pub train_at_hour: u8,
    /// Whether a model that passes every test is put into force at once; otherwise it waits as the shadow.
    pub promote_automatically: bool,
}

impl Default for ModelsConfig {
    fn default() -> Self {
        Self { train_at_hour: 3, promote_automatically: false }
    }
}

impl ModelsConfig {
    /// The hour at which to train, if at all.
    #[must_use]
    pub fn hour(&self) -> Option<u8> {
        (self.train_at_hour < 24).then_some(self.train_at_hour)
    }

    /// Each key with whether its value can be used, and what would be right.
    pub(super) fn checks(&self) -> [(&'static str, bool, &'static str); 1] {
        [("models.train_at_hour", self.train_at_hour <= 24, "must be from 0 to 24")]
    }
}
