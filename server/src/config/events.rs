//! What is recorded of results once they are shown.

use serde::Deserialize;

/// What is recorded of results once they are shown.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EventsConfig {
    /// Impressions that may wait to be written; beyond that they are dropped and counted.
    pub queue: usize,
    /// Impressions written at once.
    pub batch: usize,
    /// How long an impression waits for others to be written with, at most.
    pub flush_milliseconds: u64,
    /// How long impressions are kept.
    pub impressions_days: u32,
    /// How long clicks, and that products were saved or compared, are kept.
    pub clicks_days: u32,
    /// How long applications, decisions and payouts are kept.
    pub decisions_days: u32,
    /// Pages of results a minute beyond which what one person, or one network address, is shown is marked as a
    /// program's, and kept out of training.
    pub searches_per_minute: u32,
    /// Clicks a minute that are accepted from one person or network address; that many at once.
    pub clicks_per_minute: u32,
}

impl Default for EventsConfig {
    fn default() -> Self {
        Self {
            queue: 10_000,
            batch: 400,
            flush_milliseconds: 500,
            impressions_days: 180,
            clicks_days: 180,
            decisions_days: 1_095,
            searches_per_minute: 120,
            clicks_per_minute: 60,
        }
    }
}

impl EventsConfig {
    /// Each key with whether its value can be used, and what would be right.
    pub(super) fn checks(&self) -> [(&'static str, bool, &'static str); 8] {
        const SOME: &str = "must be at least 1";
        [
            // A page of results has at most a hundred, and enters the queue whole.
            ("events.queue", (100..=1_000_000).contains(&self.queue), "must be from 100 to 1000000"),
            ("events.batch", self.batch > 0, SOME),
            ("events.flush_milliseconds", self.flush_milliseconds <= 60_000, "must be at most 60000"),
            ("events.impressions_days", self.impressions_days > 0, SOME),
            ("events.clicks_days", self.clicks_days > 0, SOME),
            ("events.decisions_days", self.decisions_days > 0, SOME),
            ("events.searches_per_minute", self.searches_per_minute > 0, SOME),
            ("events.clicks_per_minute", self.clicks_per_minute > 0, SOME),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(config: &EventsConfig) -> Vec<&'static str> {
        config.checks().into_iter().filter(|(_, fits, _)| !fits).map(|(key, _, _)| key).collect()
    }

    #[test]
    fn what_would_record_nothing_is_refused() {
        assert_eq!(refused(&EventsConfig::default()), Vec::<&str>::new());
        let none = EventsConfig { queue: 99, batch: 0, impressions_days: 0, ..EventsConfig::default() };
        assert_eq!(refused(&none), ["events.queue", "events.batch", "events.impressions_days"]);
    }
}
