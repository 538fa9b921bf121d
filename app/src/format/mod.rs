//! Quantities as people read them, in the language of the page.
//!
//! Digits and separators follow CLDR: on the server through ICU4X, in the browser through `Intl`. All else is the
//! code below, which both run, so that a figure looks the same before and after a script touches it.
//!
//! Two things differ from CLDR. A currency has one symbol in every language, unmistakable between dollars: CLDR
//! would write `$` for the Australian dollar in English and `AU$` in Chinese. And a minus is the mathematical sign
//! `−`, as wide as a digit, where CLDR has a hyphen.

#[cfg(not(feature = "ssr"))]
mod browser;
#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use server::date;
#[cfg(feature = "ssr")]
pub use words::{Listed, hours, listed, term};

#[cfg(not(feature = "ssr"))]
use browser::numerals;
use domain::money::{Currency, Money};
use domain::rate::Rate;
#[cfg(feature = "ssr")]
use server::numerals;

/// A no-break space: a figure and its unit stay on one line.
pub const NBSP: char = '\u{a0}';
const MINUS: &str = "\u{2212}";

/// The symbol people write before an amount; unmistakable between dollars.
#[must_use]
pub fn symbol(currency: Currency) -> String {
    match currency.code() {
        "AUD" => "A$".to_owned(),
        "NZD" => "NZ$".to_owned(),
        "USD" => "US$".to_owned(),
        "CAD" => "C$".to_owned(),
        "GBP" => "£".to_owned(),
        "EUR" => "€".to_owned(),
        code => format!("{code}{NBSP}"),
    }
}

/// An amount; whole amounts without decimals: `A$15,000`, `A$459.92`.
#[must_use]
pub fn money(amount: Money) -> String {
    written(amount, false)
}

/// An amount with all its decimals, for figures that stand in columns: `A$15,000.00`.
#[must_use]
pub fn money_exact(amount: Money) -> String {
    written(amount, true)
}

fn written(amount: Money, always_decimals: bool) -> String {
    let decimal = amount.to_decimal();
    let mut digits = decimal.trim_start_matches('-');
    if let (false, Some((whole, fraction))) = (always_decimals, digits.split_once('.'))
        && fraction.bytes().all(|digit| digit == b'0')
    {
        digits = whole;
    }
    let sign = if amount.minor < 0 { MINUS } else { "" };
    format!("{sign}{}{}", symbol(amount.currency), numerals(digits))
}

/// A decimal for a form field: `15000`, `459.92`.
#[must_use]
pub fn money_field(amount: Money) -> String {
    let decimal = amount.to_decimal();
    match decimal.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|digit| digit == b'0') => whole.to_owned(),
        _ => decimal,
    }
}

/// A whole number with thousands separators.
#[must_use]
pub fn whole(number: u64) -> String {
    numerals(&number.to_string())
}

/// A rate in percent, with at least two decimals and every further one that is published: `6.54%`, `6.545%`.
#[must_use]
pub fn percent(rate: Rate) -> String {
    let millionths = rate.millionths();
    let sign = if millionths < 0 { MINUS } else { "" };
    // One percent is 10,000 millionths, so a percentage has up to four decimals.
    let (whole, part) = (millionths.unsigned_abs() / 10_000, millionths.unsigned_abs() % 10_000);
    let decimals = format!("{part:04}");
    let shortest = decimals.trim_end_matches('0');
    format!("{sign}{}%", numerals(&format!("{whole}.{shortest:0<2}")))
}

/// A ratio in percent without needless decimals, for limits such as an LVR: `80%`, `80.5%`.
#[must_use]
pub fn ratio(rate: Rate) -> String {
    let millionths = rate.millionths();
    let sign = if millionths < 0 { MINUS } else { "" };
    let (whole, part) = (millionths.unsigned_abs() / 10_000, millionths.unsigned_abs() % 10_000);
    let percent = format!("{whole}.{part:04}");
    format!("{sign}{}%", numerals(percent.trim_end_matches('0').trim_end_matches('.')))
}

/// A probability in whole percent: `63%`.
#[must_use]
pub fn chance(probability: f64) -> String {
    format!("{:.0}%", probability.clamp(0.0, 1.0) * 100.0)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::text::Language;
    use leptos::prelude::{Owner, provide_context};

    fn plain(text: &str) -> String {
        text.replace(NBSP, " ")
    }

    #[test]
    fn amounts_carry_their_currency_and_separators() {
        assert_eq!(money(Money::from_major(15_000, Currency::AUD)), "A$15,000");
        assert_eq!(money(Money::new(45_992, Currency::AUD)), "A$459.92");
        assert_eq!(money(Money::new(-150, Currency::AUD)), "\u{2212}A$1.50");
        assert_eq!(money_exact(Money::from_major(1_234_567, Currency::AUD)), "A$1,234,567.00");
        let yen: Currency = "JPY".parse().unwrap();
        assert_eq!(plain(&money_exact(Money::new(100, yen))), "JPY 100");
        assert_eq!(money_field(Money::from_major(15_000, Currency::AUD)), "15000");
        assert_eq!(money_field(Money::new(1_550, Currency::AUD)), "15.50");
        assert_eq!(money(Money::new(i64::MIN, Currency::AUD)), "\u{2212}A$92,233,720,368,547,758.08");
    }

    #[test]
    fn a_published_rate_is_never_rounded() {
        for (millionths, text) in [
            (65_400, "6.54%"),
            (65_450, "6.545%"),
            (65_000, "6.50%"),
            (0, "0.00%"),
            (-6_500, "\u{2212}0.65%"),
        ] {
            assert_eq!(percent(Rate::from_millionths(millionths)), text);
        }
        assert_eq!(ratio(Rate::from_millionths(800_000)), "80%");
        assert_eq!(ratio(Rate::from_millionths(805_000)), "80.5%");
    }

    #[test]
    fn words_follow_their_number() {
        assert_eq!(plain(&term(36)), "3 years");
        assert_eq!(plain(&term(18)), "18 months");
        assert_eq!(plain(&term(30)), "2 years 6 months");
        assert_eq!(plain(&term(13)), "13 months");
        assert_eq!(plain(&term(1)), "1 month");
        assert_eq!(hours(0), "within the hour");
        assert_eq!(plain(&hours(1)), "1 hour");
        assert_eq!(plain(&hours(72)), "3 days");
        let items = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(listed(&items, Listed::Any), "a, b or c");
        assert_eq!(listed(&items[..2], Listed::All), "a and b");
        assert_eq!(plain(&date("2024-08-12T03:04:05Z".parse().unwrap())), "12 Aug 2024");
    }

    #[test]
    fn chinese_has_its_own_units_and_dates_and_the_same_figures() {
        let english = |amount| (money(amount), money_exact(amount));
        let amounts = [1, 99_999, 123_456_789, -150].map(|minor| Money::new(minor, Currency::AUD));
        let before = amounts.map(english);
        Owner::new().with(|| {
            provide_context(Language::Chinese);
            assert_eq!(amounts.map(english), before);
            assert_eq!(whole(2_902), "2,902");
            assert_eq!(percent(Rate::from_millionths(65_450)), "6.545%");
            assert_eq!(term(42), "3年6个月");
            assert_eq!(term(36), "3年");
            assert_eq!(hours(30), "30小时");
            assert_eq!(
                listed(&["甲".to_owned(), "乙".to_owned(), "丙".to_owned()], Listed::Any),
                "甲、乙或丙"
            );
            assert_eq!(date("2024-08-12T03:04:05Z".parse().unwrap()), "2024年8月12日");
        });
    }
}
