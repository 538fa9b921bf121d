//! The numbers of a listing that searches filter, judge and order by, in the form in which they are compared.
//!
//! Every number is rounded towards "no rule", so that what is compared never says *not met* where
//! [`domain::eligibility`] would not.

use domain::borrower::Region;
use domain::headline::{Headline, HeadlineFor};
use domain::listing::Listing;
use domain::money::{Currency, Money};
use domain::product::{Category, FeatureKind, Purpose, RateType};
use domain::rate::Rate;
use domain::rules::Rules;

/// Feature kinds are bits of one word.
const _: () = assert!(FeatureKind::ALL.len() <= 64);
const _: () = assert!(Purpose::ALL.len() <= 32);
const _: () = assert!(Category::ALL.len() <= 16);

/// A greatest value that bounds nothing.
pub(crate) const NO_MAX_U8: u8 = u8::MAX;
/// A greatest value that bounds nothing.
pub(crate) const NO_MAX_U16: u16 = u16::MAX;
/// A greatest value that bounds nothing; also a rate that is not known.
pub(crate) const NO_MAX_U32: u32 = u32::MAX;

/// The bit of `secured` for products of which it is known that something is pledged.
pub(crate) const SECURED: u8 = 1;
/// The bit of `secured` for products of which it is known that nothing is.
pub(crate) const UNSECURED: u8 = 2;

/// Declares the numbers of a listing once: as a struct, as fields of the schema, and as columns in memory.
macro_rules! facts {
    ($( $(#[$meta:meta])* $name:ident: $type:ty, )+) => {
        /// The numbers of one listing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) struct Facts { $( $(#[$meta])* pub(crate) $name: $type, )+ }

        /// Their fields in the schema; all are fast fields and nothing else.
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct FactFields { $( $name: tantivy::schema::Field, )+ }

        impl FactFields {
            pub(crate) fn add_to(schema: &mut tantivy::schema::SchemaBuilder) -> Self {
                Self { $( $name: schema.add_u64_field(stringify!($name), tantivy::schema::FAST), )+ }
            }

            pub(crate) fn write(&self, facts: &Facts, document: &mut tantivy::TantivyDocument) {
                $( document.add_u64(self.$name, u64::from(facts.$name)); )+
            }
        }

        /// A segment's numbers, one column each.
        #[derive(Debug)]
        pub(crate) struct FactColumns { $( $(#[$meta])* pub(crate) $name: crate::columns::Column<$type>, )+ }

        impl FactColumns {
            pub(crate) fn load(
                fast: &tantivy::fastfield::FastFieldReaders,
                docs: tantivy::DocId,
            ) -> Result<Self, crate::error::IndexError> {
                Ok(Self { $( $name: crate::columns::Column::load(&fast.u64(stringify!($name))?, docs), )+ })
            }

            pub(crate) fn bytes(&self) -> usize {
                0 $( + self.$name.bytes() )+
            }
        }
    };
}

facts! {
    /// The position in [`Category::ALL`].
    category: u8,
    /// [`SECURED`], [`UNSECURED`] or neither.
    secured: u8,
    /// 1 where no fee is published that is charged every year, nor one of an unknown amount.
    no_annual_fee: u8,
    /// A bit for every feature, by position in [`FeatureKind::ALL`].
    features: u64,
    /// The lowest headline rate for any need, in millionths; [`NO_MAX_U32`] if there is none.
    low_rate: u32,
    /// The lowest fixed one.
    low_fixed: u32,
    /// The lowest variable one.
    low_variable: u32,
    /// When the lender last changed the figures, in seconds since 1970; 0 if it does not say.
    updated: u32,
    /// Breaks ties: the product id's last 32 bits.
    tie: u32,
    /// How many words the product's name has.
    name_words: u8,
    /// The currency of all amounts below, as [`currency_code`] writes it.
    currency: u16,
    /// The least age; 0 if there is no rule.
    min_age: u8,
    /// The greatest age.
    max_age: u8,
    /// The least yearly income, in whole major units; 0 if there is no rule.
    min_income: u32,
    /// Residencies that are not refused, a bit each; 0 if there is no rule.
    residencies: u8,
    /// Ways of earning accepted, a bit each; 0 if there is no rule.
    employments: u8,
    /// Regions served, a bit each by [`region_bit`]; 0 if there is no rule.
    regions: u32,
    /// Credit bands served, a bit each; 0 if there is no rule.
    credit_bands: u8,
    /// Purposes accepted, a bit each; 0 if there is no rule.
    purposes: u32,
    /// The least amount, in whole major units; 0 if there is no rule.
    min_amount: u32,
    /// The greatest amount, in whole major units.
    max_amount: u32,
    /// The shortest term in months; 0 if there is no rule.
    min_term: u16,
    /// The longest term in months.
    max_term: u16,
    /// The greatest loan-to-value ratio, in millionths.
    max_lvr: u32,
}

impl Facts {
    pub(crate) fn of(listing: &Listing) -> Self {
        let rules = &listing.rules;
        let amounts = Amounts { currency: listing.currency };
        Self {
            category: small(position(Category::ALL, &listing.category)),
            secured: listing.secured.map_or(0, |secured| if secured { SECURED } else { UNSECURED }),
            no_annual_fee: u8::from(listing.fees.has_no_annual_fee()),
            features: bits(FeatureKind::ALL, &listing.features),
            low_rate: Headline::bounds(&listing.rates).map_or(NO_MAX_U32, |(low, _)| rate_floor(low)),
            low_fixed: lowest(listing, RateType::Fixed),
            low_variable: lowest(listing, RateType::Variable),
            updated: listing
                .updated_at
                .map_or(0, |at| u32::try_from((at.micros() / 1_000_000).max(0)).unwrap_or(u32::MAX)),
            tie: tie(listing),
            name_words: small(crate::text::fold(&listing.name).split(' ').count()),
            currency: currency_code(listing.currency),
            min_age: rules.min_age.unwrap_or(0),
            max_age: rules.max_age.unwrap_or(NO_MAX_U8),
            min_income: amounts.least(rules.min_income),
            residencies: residencies(rules),
            employments: small_bits(domain::borrower::Employment::ALL, &rules.employments),
            regions: rules.regions.iter().fold(0, |mask, region| mask | region_bit(region)),
            credit_bands: small_bits(domain::borrower::CreditBand::ALL, &rules.credit_bands),
            purposes: purposes(rules),
            min_amount: amounts.least(rules.min_amount),
            max_amount: amounts.most(rules.max_amount),
            min_term: rules.min_term_months.unwrap_or(0),
            max_term: rules.max_term_months.unwrap_or(NO_MAX_U16),
            max_lvr: rules.max_lvr.map_or(NO_MAX_U32, rate_floor),
        }
    }
}

/// Amounts in whole major units of one currency; an amount of another currency bounds nothing.
struct Amounts {
    currency: Currency,
}

impl Amounts {
    fn of(&self, amount: Option<Money>) -> Option<Money> {
        amount.filter(|amount| amount.currency == self.currency)
    }

    fn least(&self, amount: Option<Money>) -> u32 {
        self.of(amount).map_or(0, major_floor)
    }

    fn most(&self, amount: Option<Money>) -> u32 {
        self.of(amount).map_or(NO_MAX_U32, major_ceiling)
    }
}

/// Whole major units, rounded down; at least 0.
pub(crate) fn major_floor(amount: Money) -> u32 {
    u32::try_from((amount.minor / amount.currency.minor_per_major()).max(0)).unwrap_or(u32::MAX)
}

/// Whole major units, rounded up; at least 0.
pub(crate) fn major_ceiling(amount: Money) -> u32 {
    let unit = amount.currency.minor_per_major();
    let whole = amount.minor / unit + i64::from(amount.minor % unit > 0);
    u32::try_from(whole.max(0)).unwrap_or(u32::MAX)
}

/// Millionths; at least 0.
pub(crate) fn rate_floor(rate: Rate) -> u32 {
    u32::try_from(rate.millionths().max(0)).unwrap_or(u32::MAX)
}

/// A currency's letters in sixteen bits, five a letter.
pub(crate) fn currency_code(currency: Currency) -> u16 {
    currency.code().bytes().fold(0, |code, letter| code << 5 | u16::from(letter & 0x1f))
}

/// One of 32 bits for a region. Regions may share one (Australia's do not): then a rule on regions drops fewer
/// products than it could.
pub(crate) fn region_bit(region: &Region) -> u32 {
    // FNV-1a's prime, then the upper five bits of a multiplicative hash.
    let hash =
        region.code().bytes().fold(0_u32, |hash, byte| hash.wrapping_mul(16_777_619) ^ u32::from(byte));
    1 << (hash.wrapping_mul(0x9e37_79b1) >> 27)
}

/// The position of a value among all of its type.
pub(crate) fn position<T: PartialEq>(all: &[T], value: &T) -> usize {
    all.iter().position(|other| other == value).unwrap_or_default()
}

/// The bits of several values.
pub(crate) fn bits<T: PartialEq>(all: &[T], values: &[T]) -> u64 {
    values.iter().fold(0, |mask, value| mask | 1 << position(all, value))
}

/// The bits of several values of a type with at most eight.
pub(crate) fn small_bits<T: PartialEq>(all: &[T], values: &[T]) -> u8 {
    // A value beyond the eighth would lose its bit, and with it the rule that names it.
    u8::try_from(bits(all, values)).unwrap_or(0)
}

fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

fn residencies(rules: &Rules) -> u8 {
    let all = domain::borrower::Residency::ALL;
    match small_bits(all, &rules.residencies) {
        0 => 0,
        accepted => accepted | small_bits(all, &rules.residencies_on_conditions),
    }
}

/// A lender that names "other" among its purposes lends for anything.
fn purposes(rules: &Rules) -> u32 {
    if rules.purposes.contains(&Purpose::Other) {
        return 0;
    }
    u32::try_from(bits(Purpose::ALL, &rules.purposes)).unwrap_or(0)
}

fn lowest(listing: &Listing, rate_type: RateType) -> u32 {
    let wanted = HeadlineFor { rate_type: Some(rate_type), ..HeadlineFor::default() };
    Headline::choose(&listing.rates, &wanted).map_or(NO_MAX_U32, |headline| rate_floor(headline.annual))
}

fn tie(listing: &Listing) -> u32 {
    let [.., a, b, c, d] = *listing.product_id.0.as_bytes();
    u32::from_be_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn australian_regions_have_a_bit_each() {
        let codes = ["ACT", "NSW", "NT", "QLD", "SA", "TAS", "VIC", "WA"];
        let bits = codes.iter().fold(0, |bits, code| bits | region_bit(&code.parse().unwrap()));
        assert_eq!(bits.count_ones(), 8);
    }

    #[test]
    fn amounts_are_rounded_towards_no_rule() {
        let cents = |minor| Money::new(minor, Currency::AUD);
        assert_eq!((major_floor(cents(12_345)), major_ceiling(cents(12_345))), (123, 124));
        assert_eq!((major_floor(cents(-5)), major_ceiling(cents(-5))), (0, 0));
        assert_eq!((major_floor(cents(i64::MAX)), major_ceiling(cents(i64::MAX))), (u32::MAX, u32::MAX));
    }
}
