//! Exact decimal numbers with six fractional digits, the base of rates and tier bounds.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Fractional digits a [`Decimal6`] keeps.
const DIGITS: usize = 6;
/// One, in millionths.
const ONE: i64 = 1_000_000;

/// A decimal number held as an integer count of millionths: `80.01` is 80,010,000.
///
/// Parsing and printing are exact; arithmetic is left to the types built on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal6(i64);

/// Why a text is not a [`Decimal6`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Not a plain decimal number.
    #[error("not a decimal number")]
    Malformed,
    /// More than six significant fractional digits: it would have to be rounded.
    #[error("more than six decimal places")]
    TooPrecise,
    /// Beyond ±9.2 × 10¹².
    #[error("too large")]
    TooLarge,
}

impl Decimal6 {
    /// From an integer count of millionths.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// The integer count of millionths.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// The nearest float, for formulas that are not exact anyway.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / ONE as f64
    }
}

impl FromStr for Decimal6 {
    type Err = DecimalError;

    /// Accepts an optional sign, digits, and an optional fraction; white space around it is ignored.
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
            return Err(DecimalError::Malformed);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > DIGITS {
            return Err(DecimalError::TooPrecise);
        }
        let whole: i64 =
            if whole.is_empty() { 0 } else { whole.parse().map_err(|_| DecimalError::TooLarge)? };
        let millionths = whole.checked_mul(ONE).ok_or(DecimalError::TooLarge)?;
        let part: i64 = format!("{fraction:0<DIGITS$}").parse().map_err(|_| DecimalError::Malformed)?;
        let value = millionths.checked_add(part).ok_or(DecimalError::TooLarge)?;
        Ok(Self(if negative { -value } else { value }))
    }
}

impl fmt::Display for Decimal6 {
    /// The shortest exact form: `80.01`, `12`, `-0.0065`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.0.unsigned_abs();
        let (whole, part) = (magnitude / ONE.unsigned_abs(), magnitude % ONE.unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        if part == 0 {
            write!(f, "{sign}{whole}")
        } else {
            let fraction = format!("{part:0DIGITS$}");
            write!(f, "{sign}{whole}.{}", fraction.trim_end_matches('0'))
        }
    }
}

impl Serialize for Decimal6 {
    /// A decimal string where people read it (JSON), the integer in compact formats.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Decimal6 {
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
    use proptest::prelude::*;

    #[test]
    fn reads_what_lenders_write() {
        for (text, millionths) in [
            ("0.0654", 65_400),
            (" 80.01", 80_010_000),
            ("35000.0000000000", 35_000_000_000),
            ("-0.0065", -6_500),
            (".5", 500_000),
        ] {
            assert_eq!(text.parse::<Decimal6>().map(Decimal6::millionths), Ok(millionths), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_number() {
        for text in ["", ".", "abc", "1e5", "1,000", "--1", "$5", "5%"] {
            assert_eq!(text.parse::<Decimal6>(), Err(DecimalError::Malformed), "{text}");
        }
        assert_eq!("0.1234567".parse::<Decimal6>(), Err(DecimalError::TooPrecise));
        assert_eq!("99999999999999".parse::<Decimal6>(), Err(DecimalError::TooLarge));
    }

    proptest! {
        #[test]
        fn printing_then_parsing_gives_the_same(millionths in -i64::MAX..=i64::MAX) {
            let value = Decimal6::from_millionths(millionths);
            prop_assert_eq!(value.to_string().parse::<Decimal6>(), Ok(value));
            let json = serde_json::to_string(&value).unwrap();
            prop_assert_eq!(serde_json::from_str::<Decimal6>(&json).unwrap(), value);
        }
    }
}
