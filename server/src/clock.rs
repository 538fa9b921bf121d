//! The one place that reads the clock; everything else takes the time as a parameter.

use domain::time::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// The time now.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the one place that may")]
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}
