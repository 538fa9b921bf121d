//! How often an instalment is due.

/// Rates are counted in millionths.
const MILLION: u64 = 1_000_000;

named_enum! {
    /// How often an instalment is due.
    pub enum Frequency {
        /// Every week: 52 a year.
        Weekly = "weekly",
        /// Every two weeks: 26 a year.
        Fortnightly = "fortnightly",
        /// Every month: 12 a year.
        Monthly = "monthly",
    }
}

impl Frequency {
    /// Instalments a year.
    #[must_use]
    pub const fn per_year(self) -> u32 {
        match self {
            Self::Weekly => 52,
            Self::Fortnightly => 26,
            Self::Monthly => 12,
        }
    }

    /// The whole number of periods nearest to `months`.
    pub(super) const fn periods_nearest(self, months: u16) -> u32 {
        (months as u32 * self.per_year() + 6) / 12
    }

    /// The periods that end within `months`.
    pub(super) const fn periods_within(self, months: u16) -> u32 {
        months as u32 * self.per_year() / 12
    }

    /// A period's interest on `balance` minor units at a yearly rate in millionths, rounded half up.
    #[inline]
    pub(super) fn interest(self, balance: u64, rate_millionths: u64) -> u64 {
        match self {
            Self::Weekly => product_over::<{ 52 * MILLION }>(balance, rate_millionths),
            Self::Fortnightly => product_over::<{ 26 * MILLION }>(balance, rate_millionths),
            Self::Monthly => product_over::<{ 12 * MILLION }>(balance, rate_millionths),
        }
    }
}

/// `a × b ÷ D`, rounded half up. The divisor is constant so that it compiles to a multiplication: this is the
/// inner loop of a search, which computes hundreds of loans.
#[inline]
fn product_over<const D: u64>(a: u64, b: u64) -> u64 {
    match a.checked_mul(b).and_then(|product| product.checked_add(D / 2)) {
        Some(product) => product / D,
        None => {
            let wide = (u128::from(a) * u128::from(b) + u128::from(D / 2)) / u128::from(D);
            u64::try_from(wide).unwrap_or(u64::MAX)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_periods_of_a_term() {
        assert_eq!(Frequency::Weekly.periods_nearest(600), 2_600);
        assert_eq!(Frequency::Weekly.periods_nearest(1), 4);
        assert_eq!(Frequency::Fortnightly.periods_nearest(1), 2);
        assert_eq!(Frequency::Fortnightly.periods_nearest(7), 15);
        assert_eq!(Frequency::Monthly.periods_nearest(360), 360);
        assert_eq!(Frequency::Fortnightly.periods_within(11), 23);
    }

    #[test]
    fn rounds_half_a_cent_up() {
        // 50.00 at 0.12 % a year is exactly half a cent a month.
        assert_eq!(Frequency::Monthly.interest(5_000, 1_200), 1);
        assert_eq!(Frequency::Monthly.interest(4_999, 1_200), 0);
    }

    proptest! {
        #[test]
        fn interest_is_the_nearest_minor_unit_however_large(
            balance in 0_u64..=1_000_000_000_000_000,
            rate in 0_u64..=10_000_000,
        ) {
            for frequency in Frequency::ALL {
                let divisor = u128::from(frequency.per_year()) * u128::from(MILLION);
                let exact = u128::from(balance) * u128::from(rate);
                let rounded = u128::from(frequency.interest(balance, rate)) * divisor;
                // Half up: rounded − ½ ≤ exact < rounded + ½, in units of the divisor.
                prop_assert!(rounded <= exact + divisor / 2);
                prop_assert!(exact + divisor / 2 < rounded + divisor);
            }
        }
    }
}
