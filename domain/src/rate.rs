//! Interest rates.

use crate::number::{Decimal6, DecimalError};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A yearly rate as a decimal fraction, exact to a millionth: 6.54 % is `0.0654`, held as 65,400.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rate(Decimal6);

impl Rate {
    /// No interest.
    pub const ZERO: Self = Self::from_millionths(0);

    /// From an integer count of millionths of a year's interest (65,400 is 6.54 %).
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(Decimal6::from_millionths(millionths))
    }

    /// The integer count of millionths.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0.millionths()
    }

    /// The decimal fraction as a float (0.0654), for formulas.
    #[must_use]
    pub fn fraction(self) -> f64 {
        self.0.to_f64()
    }

    /// The nearest rate to a decimal fraction, or `None` if it is not finite or beyond ±1,000,000 %.
    #[must_use]
    pub fn from_fraction(fraction: f64) -> Option<Self> {
        let millionths = (fraction * 1e6).round();
        #[allow(clippy::cast_possible_truncation, reason = "bounded on the same line")]
        (millionths.abs() <= 1e10).then_some(Self::from_millionths(millionths as i64))
    }

    /// Whether a borrower would pay something: above zero.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.millionths() > 0
    }
}

impl FromStr for Rate {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        text.parse().map(Self)
    }
}

impl fmt::Display for Rate {
    /// The decimal fraction: `0.0654`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
