//! How the chance of a click is learned, and new products are tried.

use serde::Deserialize;

/// How the chance of a click is learned, and new products are tried.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClicksConfig {
    /// Whether this node may be the one that learns; one that may not follows the others.
    pub learn: bool,
    /// How long a product that was shown may be clicked before it counts as not clicked.
    pub wait_seconds: u32,
    /// On what share of first pages one place tries a product of which little is known; 0 never does.
    pub exploration_share: f64,
}

impl Default for ClicksConfig {
    fn default() -> Self {
        Self { learn: true, wait_seconds: 1_800, exploration_share: 1.0 }
    }
}

impl ClicksConfig {
    /// Each key with whether its value can be used, and what would be right.
    pub(super) fn checks(&self) -> [(&'static str, bool, &'static str); 2] {
        [
            ("clicks.wait_seconds", (1..=86_400).contains(&self.wait_seconds), "must be from 1 to 86400"),
            (
                "clicks.exploration_share",
                (0.0..=1.0).contains(&self.exploration_share),
                "must be from 0 to 1",
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_one() {
        let faults = |config: ClicksConfig| config.checks().iter().filter(|(_, fits, _)| !fits).count();
        assert_eq!(faults(ClicksConfig::default()), 0);
        assert_eq!(faults(ClicksConfig { exploration_share: f64::NAN, ..ClicksConfig::default() }), 1);
        assert_eq!(faults(ClicksConfig { exploration_share: 1.1, wait_seconds: 0, learn: false }), 2);
    }
}
