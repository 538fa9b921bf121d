//! Amounts, terms and counts as people type them, in English and in Chinese: `50,000`, `$50k`, `5万`,
//! `２０万元`, `十五万`, `3 years`, `36个月`, `三年`.
//!
//! What can be read in two ways is not read at all: `50.000` is fifty to some and fifty thousand to others.

mod chinese;

use crate::money::{Currency, Money};

/// Longer texts hold no number that anybody means.
const LONGEST: usize = 60;

/// The powers of ten that a word behind a number stands for.
const MULTIPLES: &[(&str, u32)] = &[
    ("", 0),
    ("百", 2),
    ("千", 3),
    ("k", 3),
    ("thousand", 3),
    ("万", 4),
    ("萬", 4),
    ("十万", 5),
    ("百万", 6),
    ("m", 6),
    ("million", 6),
    ("千万", 7),
    ("亿", 8),
    ("億", 8),
];

const MONTHS: &[&str] = &["", "月", "个月", "個月", "month", "months", "mo", "mths"];
const YEARS: &[&str] = &["年", "y", "year", "years", "yr", "yrs"];
const AGES: &[&str] = &["", "岁", "歲", "周岁", "years", "years old"];

/// Reads an amount of money, exactly; `None` where it is none, is of another currency, is too large, has more
/// decimal places than the currency, or could mean two amounts.
///
/// ```
/// use domain::money::{Currency, Money};
/// use domain::typed::amount;
///
/// for text in ["50000", "50,000.00", "$50,000", "50k", "5万", "５ 万元", "￥50,000", "五万"] {
///     assert_eq!(amount(text, Currency::AUD), Some(Money::from_major(50_000, Currency::AUD)));
/// }
/// for text in ["50.000", "5,00", "3万5", "US$5"] {
///     assert_eq!(amount(text, Currency::AUD), None);
/// }
/// ```
#[must_use]
pub fn amount(text: &str, currency: Currency) -> Option<Money> {
    let text = plain(text)?;
    let parts = parts(without_marks(&text, currency))?;
    let places = currency.minor_digits();
    let mut minor: i128 = 0;
    let mut above: Option<u32> = None;
    for (place, Part { number, unit }) in parts.iter().enumerate() {
        let power = power_of(unit)?;
        // `1.500` without a word behind it: one and a half, or fifteen hundred?
        if unit.is_empty() && places < 3 && number.may_be_grouped_by_points() {
            return None;
        }
        if place + 1 < parts.len() && number.places > 0 {
            return None;
        }
        if above.is_some_and(|above| !number.follows(unit, power, above)) {
            return None;
        }
        minor = minor.checked_add(number.times_ten_to(power.checked_add(places)?)?)?;
        above = Some(power);
    }
    Some(Money::new(i64::try_from(minor).ok()?, currency))
}

/// Reads a term as whole months; a number alone counts months. `None` where it is no term.
///
/// ```
/// use domain::typed::months;
///
/// assert_eq!(["36", "36个月", "3年", "三年", "3 years", "2年12个月"].map(months), [Some(36); 6]);
/// assert_eq!(months("1.5年"), Some(18));
/// assert_eq!(months("3年6"), None);
/// ```
#[must_use]
pub fn months(text: &str) -> Option<u64> {
    let text = plain(text)?;
    let months = match parts(&text)?.as_slice() {
        [Part { number, unit }] if MONTHS.contains(unit) => number.whole()?,
        [Part { number, unit }] if YEARS.contains(unit) => number.dozens()?,
        [Part { number, unit: "年半" }] => number.whole()?.checked_mul(12)?.checked_add(6)?,
        [years, rest]
            if YEARS.contains(&years.unit) && !rest.unit.is_empty() && MONTHS.contains(&rest.unit) =>
        {
            years.number.whole()?.checked_mul(12)?.checked_add(rest.number.whole()?)?
        }
        _ => return None,
    };
    u64::try_from(months).ok()
}

/// Reads a whole number with or without separators; `None` where it is none.
#[must_use]
pub fn whole(text: &str) -> Option<u64> {
    counted(text, &[""])
}

/// Reads an age in years; `None` where it is none.
#[must_use]
pub fn age(text: &str) -> Option<u64> {
    counted(text, AGES)
}

fn counted(text: &str, units: &[&str]) -> Option<u64> {
    let text = plain(text)?;
    match parts(&text)?.as_slice() {
        [Part { number, unit }] if units.contains(unit) => u64::try_from(number.whole()?).ok(),
        _ => None,
    }
}

/// The text in lower case, with the full-width forms that Chinese input writes as their ordinary ones, and Chinese
/// numerals as digits.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    (text.chars().count() <= LONGEST).then(|| {
        let ordinary = text.chars().map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' | '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
            '\u{ffe5}' => '¥',
            c => c,
        });
        chinese::with_digits(&ordinary.collect::<String>().to_lowercase())
    })
}

/// The text without what names the currency. `¥` and `元` pass for any: a Chinese keyboard has `￥` where an
/// English one has `$`, and `元` is the unit of every currency there.
fn without_marks(text: &str, currency: Currency) -> &str {
    let code = currency.code().to_ascii_lowercase();
    let (signs, words): (&[&str], &[&str]) = match currency.code() {
        "AUD" => (&["a$", "au$", "$"], &["澳元", "澳币", "dollars"]),
        "NZD" => (&["nz$", "$"], &["新西兰元", "dollars"]),
        "USD" => (&["us$", "$"], &["美元", "dollars"]),
        "CAD" => (&["c$", "ca$", "$"], &["加元", "dollars"]),
        "GBP" => (&["£"], &["英镑", "pounds"]),
        "EUR" => (&["€"], &["欧元", "euros"]),
        _ => (&[], &[]),
    };
    let text = text.trim();
    let text = text.strip_prefix(&code).unwrap_or(text).trim_start();
    let text = signs.iter().chain(&["¥"]).find_map(|sign| text.strip_prefix(sign)).unwrap_or(text);
    let text = text.strip_suffix(&code).unwrap_or(text).trim_end();
    words.iter().chain(&["元", "块钱", "块"]).find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim()
}

fn power_of(unit: &str) -> Option<u32> {
    MULTIPLES.iter().find(|(word, _)| *word == unit).map(|(_, power)| *power)
}

/// A number and the word behind it.
struct Part<'a> {
    number: Number,
    unit: &'a str,
}

/// A text as numbers with the words behind them; `None` where it is anything else.
fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (number, after) = leading_number(rest)?;
        let after = after.trim_start();
        let end = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (unit, next) = after.split_at_checked(end)?;
        parts.push(Part { number, unit: unit.trim_end() });
        rest = next;
    }
    (!parts.is_empty()).then_some(parts)
}

/// The number that a text begins with, and the rest. A space belongs to it between two digits only.
fn leading_number(text: &str) -> Option<(Number, &str)> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let belongs = |at: usize| match bytes.get(at) {
        Some(b'0'..=b'9' | b'.' | b',') => true,
        Some(b' ') => at.checked_sub(1).is_some_and(is_digit) && is_digit(at + 1),
        _ => false,
    };
    let end = (0..bytes.len()).find(|at| !belongs(*at)).unwrap_or(bytes.len());
    let (written, rest) = text.split_at_checked(end)?;
    Some((Number::read(written)?, rest))
}

/// A decimal number: `mantissa` ÷ 10^`places`, without trailing zeros behind the point.
struct Number {
    mantissa: i128,
    places: u32,
    /// Digits written before the point.
    digits: usize,
    /// Digits written after the point; `None` where there is no point.
    decimals: Option<usize>,
    starts_with_zero: bool,
}

impl Number {
    /// Reads digits with an optional point. Separators must stand at every third place, or nowhere.
    fn read(written: &str) -> Option<Self> {
        let (whole, fraction) = match written.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (written, None),
        };
        let groups: Vec<&str> = whole.split([',', ' ']).collect();
        let regular = match groups.as_slice() {
            [_] | [] => true,
            [first, others @ ..] => {
                let one_kind = !(whole.contains(',') && whole.contains(' '));
                one_kind && (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3)
            }
        };
        let digits = groups.concat();
        let decimals = fraction.unwrap_or_default();
        let anything = !digits.is_empty() || !decimals.is_empty();
        if !regular || !anything || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let significant = decimals.trim_end_matches('0');
        Some(Self {
            mantissa: format!("0{digits}{significant}").parse().ok()?,
            places: u32::try_from(significant.len()).ok()?,
            digits: digits.len(),
            decimals: fraction.map(str::len),
            starts_with_zero: digits.starts_with('0'),
        })
    }

    /// Whether a point may stand where others write a separator: `50.000`.
    fn may_be_grouped_by_points(&self) -> bool {
        self.decimals == Some(3) && (1..=3).contains(&self.digits) && !self.starts_with_zero
    }

    /// Whether it may stand behind a number of 10^`above`: the 3千 of 5万3千 and the 5000 of 1万5000, but not the
    /// 5 of 3万5, which is five thousand to most who say it and five to those who reckon.
    fn follows(&self, unit: &str, power: u32, above: u32) -> bool {
        let (digits, above) = (self.digits, usize::try_from(above).unwrap_or_default());
        let power = usize::try_from(power).unwrap_or_default();
        if unit.is_empty() { digits == above } else { digits.saturating_add(power) <= above }
    }

    /// The number times ten to the `power`, where that is whole.
    fn times_ten_to(&self, power: u32) -> Option<i128> {
        let left = power.checked_sub(self.places)?;
        self.mantissa.checked_mul(10_i128.checked_pow(left)?)
    }

    /// The number, where it is written as a whole one.
    fn whole(&self) -> Option<i128> {
        self.decimals.is_none().then_some(self.mantissa)
    }

    /// Twelve times the number, where that is whole.
    fn dozens(&self) -> Option<i128> {
        let dozens = self.mantissa.checked_mul(12)?;
        let one = 10_i128.checked_pow(self.places)?;
        (dozens.checked_rem(one)? == 0).then_some(dozens.checked_div(one)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AUD: Currency = Currency::AUD;

    fn cents(text: &str) -> Option<i64> {
        amount(text, AUD).map(|amount| amount.minor)
    }

    #[test]
    fn amounts_are_read_as_both_languages_write_them() {
        for (text, major) in [
            ("5万", 50_000),
            ("5 万", 50_000),
            ("５０，０００", 50_000),
            ("1.5万", 15_000),
            ("20万元", 200_000),
            ("￥2,000", 2_000),
            ("2000澳元", 2_000),
            ("3千", 3_000),
            ("1亿", 100_000_000),
            ("120萬", 1_200_000),
            ("5万3千", 53_000),
            ("1万5000", 15_000),
            ("1亿2000万", 120_000_000),
            ("50k", 50_000),
            ("1.2M", 1_200_000),
            ("五万", 50_000),
            ("十五万元", 150_000),
            ("三千五百块", 3_500),
            ("一万二", 12_000),
            ("￥两百万", 2_000_000),
            ("$50,000", 50_000),
            ("A$50,000.00", 50_000),
            ("AUD 50 000", 50_000),
            ("50,000 aud", 50_000),
            ("A$15\u{a0}000", 15_000),
            ("0", 0),
            ("35000.0000000000", 35_000),
        ] {
            assert_eq!(cents(text), Some(major * 100), "{text}");
        }
        assert_eq!(cents("1.23456789万"), None, "a hundredth of a cent");
        assert_eq!(cents(".5"), Some(50));
        let yen: Currency = "JPY".parse().unwrap();
        assert_eq!(amount("¥5万", yen), Some(Money::new(50_000, yen)));
    }

    #[test]
    fn what_could_mean_two_amounts_is_refused() {
        for text in [
            "",
            "lots",
            "-5",
            "5,00",
            "5,0000",
            "1,000 000",
            "50.000",
            "1.5万3千",
            "3万5",
            "二三十万",
            "十几万",
            "5万三",
            "百万",
            "3千5万",
            "5万万",
            "US$5",
            "€5",
            "5%",
            "1e3",
            "5 w",
            "1.2.3",
            ".",
            "万",
            "万5",
            "$",
            "元",
            "99999999999999999999999999999999999999亿",
        ] {
            assert_eq!(cents(text), None, "{text}");
        }
    }

    #[test]
    fn terms_are_read_in_months_and_years() {
        for (text, number) in [
            ("36", 36),
            ("３６", 36),
            ("36个月", 36),
            ("36 months", 36),
            ("3年", 36),
            ("3 Years", 36),
            ("2.5 years", 30),
            ("1年半", 18),
            ("2 years 6 months", 30),
            ("2年6个月", 30),
            ("三年", 36),
            ("一年半", 18),
            ("两年六个月", 30),
            ("十二个月", 12),
        ] {
            assert_eq!(months(text), Some(number), "{text}");
        }
        for text in ["", "-3", "3.5", "3年6", "6个月3年", "three years", "1.3年", "3m"] {
            assert_eq!(months(text), None, "{text}");
        }
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(whole("1,000"), Some(1_000));
        assert_eq!(age("34 岁"), Some(34));
        assert_eq!(age("三十四岁"), Some(34));
        for text in ["1.0", "5万", "-1", "34岁"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    fn full_width(text: &str) -> String {
        text.chars()
            .map(|c| match c {
                '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
                c => c,
            })
            .collect()
    }

    proptest! {
        #[test]
        fn an_amount_survives_being_written(minor in 0..=i64::MAX) {
            let money = Money::new(minor, AUD);
            let decimal = money.to_decimal();
            for text in [format!("${decimal}"), format!("{decimal}元"), format!("{decimal} AUD"), full_width(&decimal)] {
                prop_assert_eq!(amount(&text, AUD), Some(money), "{}", text);
            }
        }

        #[test]
        fn tens_of_thousands_survive_being_written(number in 1..=900_000_i64, unit in 0..4_usize) {
            let (word, size) = [("万", 10_000), ("千", 1_000), ("k", 1_000), ("亿", 100_000_000)][unit];
            prop_assert_eq!(cents(&format!("{number}{word}")), Some(number * size * 100));
            prop_assert_eq!(cents(&format!("0.{number:06}{word}")), Some(number * size / 10_000).filter(|_| number * size % 10_000 == 0));
        }

        #[test]
        fn a_term_survives_being_written(years in 0..50_u64, rest in 0..12_u64) {
            prop_assert_eq!(months(&format!("{years} years {rest} months")), Some(years * 12 + rest));
            prop_assert_eq!(months(&format!("{years}年{rest}个月")), Some(years * 12 + rest));
        }

        #[test]
        fn nothing_panics(text in "[0-9０-９.,， 一二十百万千亿元年个月kmA$￥]{0,20}|\\PC{0,70}") {
            let _ = (amount(&text, AUD), months(&text), whole(&text), age(&text));
        }
    }
}
