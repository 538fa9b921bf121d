//! ISO 8601 durations in words: `P3Y` is three years.

use crate::t;

/// What a duration counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Year,
    Month,
    Week,
    Day,
}

/// A duration of years, months, weeks and days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period(Vec<(u64, Unit)>);

impl Period {
    /// Reads a duration; `None` where it is none, or counts hours.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut rest = text.trim().strip_prefix('P')?;
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let number = rest.get(..digits)?.parse().ok()?;
            let unit = match rest.as_bytes().get(digits)? {
                b'Y' => Unit::Year,
                b'M' => Unit::Month,
                b'W' => Unit::Week,
                b'D' => Unit::Day,
                _ => return None,
            };
            parts.push((number, unit));
            rest = rest.get(digits + 1..)?;
        }
        (!parts.is_empty()).then_some(Self(parts))
    }

    /// The duration: `3 years`, `1 year 6 months`.
    pub(super) fn in_words(&self) -> String {
        let parts = self.0.iter().map(|(count, unit)| match unit {
            Unit::Year => t!("format-years", count = *count),
            Unit::Month => t!("format-months", count = *count),
            Unit::Week => t!("product-weeks", count = *count),
            Unit::Day => t!("format-days", count = *count),
        });
        parts.reduce(|first, then| t!("product-period", first = first, then = then)).unwrap_or_default()
    }

    /// How often something comes that comes again after it: `Every month`.
    pub(super) fn every(&self) -> String {
        match self.0.as_slice() {
            [(1, Unit::Year)] => t!("product-every-year"),
            [(1, Unit::Month)] => t!("product-every-month"),
            [(1, Unit::Week)] => t!("product-every-week"),
            [(1, Unit::Day)] => t!("product-every-day"),
            _ => t!("product-every", period = self.in_words()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_words() {
        let plain = |text: &str| Period::read(text).map(|period| period.in_words().replace('\u{a0}', " "));
        assert_eq!(plain("P3Y").as_deref(), Some("3 years"));
        assert_eq!(plain("P1Y6M").as_deref(), Some("1 year 6 months"));
        assert_eq!(plain("P2W").as_deref(), Some("2 weeks"));
        for text in ["", "P", "3Y", "PT1H", "P\u{e9}", "P1", "PY", "P99999999999999999999Y"] {
            assert_eq!(plain(text), None, "{text}");
        }
        let every = |text: &str| Period::read(text).map(|period| period.every().replace('\u{a0}', " "));
        assert_eq!(every("P1M").as_deref(), Some("Every month"));
        assert_eq!(every("P6M").as_deref(), Some("Every 6 months"));
    }
}
