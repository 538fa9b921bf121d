//! Instants, as UTC microseconds. Nothing here reads a clock.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An instant: microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// The text is not an RFC 3339 date and time, or lies outside the years −9999 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an RFC 3339 date and time")]
pub struct TimestampError;

impl Timestamp {
    /// From microseconds since the Unix epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the Unix epoch.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole days from `self` to `later`; negative if `later` is earlier.
    #[must_use]
    pub const fn days_until(self, later: Self) -> i64 {
        (later.0 - self.0) / (24 * 3600 * 1_000_000)
    }

    /// The UTC calendar date, for pages and file names: `2024-08-12`.
    #[must_use]
    pub fn date(self) -> String {
        self.to_string().chars().take_while(|c| *c != 'T').collect()
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    /// RFC 3339 with any offset; digits beyond the microsecond are cut.
    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let text = text.trim();
        match text.parse::<jiff::Timestamp>() {
            Ok(instant) => Ok(Self(instant.as_microsecond())),
            Err(_) => last_day(text),
        }
    }
}

/// The last instant that jiff's time-zone-aware type holds lies 26 hours before the year 10000. Lenders write
/// "for ever" as `9999-12-31T00:00:00Z`, so the rest of that time is read without it.
fn last_day(text: &str) -> Result<Timestamp, TimestampError> {
    let (civil, offset) = match text.strip_suffix(['Z', 'z']) {
        Some(civil) => (civil, "+00:00"),
        None => text.len().checked_sub(6).and_then(|at| text.split_at_checked(at)).ok_or(TimestampError)?,
    };
    let civil: jiff::civil::DateTime = civil.parse().map_err(|_| TimestampError)?;
    // What the offset says is what it does to midnight of some day.
    let midnight: jiff::Timestamp =
        format!("1970-01-02T00:00:00{offset}").parse().map_err(|_| TimestampError)?;
    let day = 24 * 3600 * 1_000_000;
    let since = i64::try_from(civil.duration_since(EPOCH).as_micros()).map_err(|_| TimestampError)?;
    let is_last_day = civil.year() == 9999;
    is_last_day.then_some(Timestamp(since + midnight.as_microsecond() - day)).ok_or(TimestampError)
}

/// 1970-01-01T00:00:00.
const EPOCH: jiff::civil::DateTime = jiff::civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC: `2024-08-12T03:04:05Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_microsecond(self.0) {
            Ok(instant) => instant.fmt(f),
            Err(_) => match EPOCH.checked_add(jiff::SignedDuration::from_micros(self.0)) {
                Ok(civil) => write!(f, "{civil}Z"),
                Err(_) => f.write_str("out of range"),
            },
        }
    }
}

impl Serialize for Timestamp {
    /// RFC 3339 where people read it (JSON), the integer in compact formats.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
            text.parse().map_err(serde::de::Error::custom)
        } else {
            i64::deserialize(deserializer).map(Self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_the_same_whatever_its_offset() {
        let utc: Timestamp = "2023-12-07T07:12:12Z".parse().unwrap();
        assert_eq!("2023-12-07T18:12:12.000+11:00".parse(), Ok(utc));
        assert_eq!(utc.to_string(), "2023-12-07T07:12:12Z");
        assert_eq!(utc.date(), "2023-12-07");
        assert_eq!(
            "2023-11-22T02:00:31.9021963Z".parse::<Timestamp>().map(|t| t.micros() % 1_000_000),
            Ok(902_196)
        );
        let for_ever: Timestamp = "9999-12-31T00:00:00.12345Z".parse().unwrap();
        assert_eq!(for_ever.to_string(), "9999-12-31T00:00:00.12345Z");
        assert_eq!(for_ever.days_until("9999-12-31T23:00:00.12345Z".parse().unwrap()), 0);
        let sooner = "9999-12-31T11:00:00.000+11:00".parse::<Timestamp>().unwrap();
        assert_eq!(sooner.to_string(), "9999-12-31T00:00:00Z");
        assert_eq!("9999-12-31T11:00:00+99:99".parse::<Timestamp>(), Err(TimestampError));
        assert_eq!("2024-08-12T00:00:00".parse::<Timestamp>(), Err(TimestampError));
        assert_eq!("yesterday".parse::<Timestamp>(), Err(TimestampError));
    }
}
