//! Amounts of money: integer minor units and an ISO 4217 currency.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An ISO 4217 currency code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Australian dollar, the currency of the Consumer Data Right.
    pub const AUD: Self = Self(*b"AUD");

    /// The three-letter code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits after the decimal point (ISO 4217, table A.1).
    #[must_use]
    pub const fn minor_digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// Minor units in one major unit: 100 for the dollar.
    #[must_use]
    pub const fn minor_per_major(self) -> i64 {
        10_i64.pow(self.minor_digits())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a text is not a currency code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a three-letter ISO 4217 currency code")]
pub struct CurrencyError;

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(text: &str) -> Result<Self, CurrencyError> {
        let code: [u8; 3] = text.as_bytes().try_into().map_err(|_| CurrencyError)?;
        if code.iter().all(u8::is_ascii_uppercase) { Ok(Self(code)) } else { Err(CurrencyError) }
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// An amount of money in integer minor units (cents).
///
/// The order compares minor units first and is meaningful within one currency only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: 1,500 is A$15.00.
    pub minor: i64,
    /// The currency those units are of.
    pub currency: Currency,
}

/// Why a text is not an amount of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a plain decimal number.
    #[error("not an amount of money")]
    Malformed,
    /// More decimal places than the currency has.
    #[error("more decimal places than the currency has")]
    TooPrecise,
    /// Beyond ±9.2 × 10¹⁶ major units.
    #[error("too large")]
    TooLarge,
}

impl Money {
    /// `minor` minor units of `currency`.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in `currency`.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// `major` whole units of `currency`, saturating at the largest amount.
    #[must_use]
    pub const fn from_major(major: i64, currency: Currency) -> Self {
        Self::new(major.saturating_mul(currency.minor_per_major()), currency)
    }

    /// Reads a decimal string of major units (`"15000.00"`), exactly.
    ///
    /// # Errors
    /// [`MoneyError`] if it is not a number, too large, or has a non-zero digit beyond the currency's.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
            return Err(MoneyError::Malformed);
        }
        let fraction = fraction.trim_end_matches('0');
        let places = usize::try_from(currency.minor_digits()).unwrap_or_default();
        if fraction.len() > places {
            return Err(MoneyError::TooPrecise);
        }
        let minor: i64 = format!("0{whole}{fraction:0<places$}").parse().map_err(|_| MoneyError::TooLarge)?;
        Ok(Self::new(if negative { -minor } else { minor }, currency))
    }

    /// The amount in major units as a float, for formulas that are not exact anyway.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.minor as f64 / self.currency.minor_per_major() as f64
    }

    /// The nearest amount to `major` major units, saturating; not-a-number is zero.
    #[must_use]
    pub fn from_f64(major: f64, currency: Currency) -> Self {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "float casts saturate, which is what is documented"
        )]
        Self::new((major * currency.minor_per_major() as f64).round() as i64, currency)
    }

    /// The decimal string of major units the API uses: `15000.00`.
    #[must_use]
    pub fn to_decimal(self) -> String {
        let unit = self.currency.minor_per_major().unsigned_abs();
        let (whole, part) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        let sign = if self.minor < 0 { "-" } else { "" };
        match usize::try_from(self.currency.minor_digits()).unwrap_or_default() {
            0 => format!("{sign}{whole}"),
            places => format!("{sign}{whole}.{part:0places$}"),
        }
    }
}

impl fmt::Display for Money {
    /// `15000.00 AUD`; pages format amounts by locale instead.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.to_decimal(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_amounts_exactly() {
        assert_eq!(Money::parse("15000.5", Currency::AUD), Ok(Money::new(1_500_050, Currency::AUD)));
        assert_eq!(
            Money::parse("35000.0000000000", Currency::AUD),
            Ok(Money::from_major(35_000, Currency::AUD))
        );
        assert_eq!(Money::parse("0.005", Currency::AUD), Err(MoneyError::TooPrecise));
        let yen: Currency = "JPY".parse().unwrap();
        assert_eq!(Money::parse("500", yen).map(Money::to_decimal), Ok("500".to_owned()));
        for text in ["", "$50,000", "1e3", "abc", "."] {
            assert_eq!(Money::parse(text, Currency::AUD), Err(MoneyError::Malformed), "{text}");
        }
    }

    proptest! {
        #[test]
        fn printing_then_parsing_gives_the_same(minor in -i64::MAX..=i64::MAX) {
            let money = Money::new(minor, Currency::AUD);
            prop_assert_eq!(Money::parse(&money.to_decimal(), Currency::AUD), Ok(money));
        }
    }
}
