//! How long to wait before asking again.

use domain::time::Timestamp;
use std::time::Duration;

/// Exponential backoff with jitter, under the holder's own wish, all within a bound.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waits {
    pub(super) first: Duration,
    pub(super) longest: Duration,
}

impl Waits {
    /// The wait after the `failed`th failure (from 1): what the holder asked for, or between half and the whole
    /// of the doubled wait, so that clients that failed together do not come back together.
    pub(super) fn after(&self, failed: u32, asked: Option<Duration>) -> Duration {
        let doublings = 2_u32.saturating_pow(failed.saturating_sub(1));
        let whole = self.first.saturating_mul(doublings).min(self.longest);
        let jittered = whole.mul_f64(rand::random_range(0.5..=1.0));
        asked.map_or(jittered, |asked| asked.max(jittered)).min(self.longest)
    }
}

/// What a `Retry-After` asks for (RFC 9110, section 10.2.3): seconds, or the wait until a date.
pub(super) fn asked_for(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(value).ok()?.timestamp().as_microsecond();
    Some(Duration::from_micros(u64::try_from(until.saturating_sub(now.micros())).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_within_their_bound_and_honour_the_holder() {
        let waits = Waits { first: Duration::from_millis(100), longest: Duration::from_secs(1) };
        for (failed, whole) in [(1, 100), (2, 200), (3, 400), (4, 800), (5, 1000), (80, 1000)] {
            let wait = waits.after(failed, None);
            let whole = Duration::from_millis(whole);
            assert!(wait <= whole && wait >= whole / 2, "{failed}: {wait:?}");
        }
        assert_eq!(waits.after(1, Some(Duration::from_millis(700))), Duration::from_millis(700));
        assert_eq!(waits.after(1, Some(Duration::from_secs(86_400))), Duration::from_secs(1));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2026-11-22T07:28:00Z".parse().unwrap();
        assert_eq!(asked_for(" 120", now), Some(Duration::from_secs(120)));
        assert_eq!(asked_for("Sun, 22 Nov 2026 07:28:30 GMT", now), Some(Duration::from_secs(30)));
        assert_eq!(asked_for("Sun, 22 Nov 2020 07:28:30 GMT", now), Some(Duration::ZERO));
        assert_eq!(asked_for("soon", now), None);
    }
}
