//! Quantities as people read them. Used on the server and in the browser, so that a figure looks the same
//! before and after a script touches it.

use domain::money::{Currency, Money};
use domain::rate::Rate;

/// A no-break space: a figure and its unit stay on one line.
pub const NBSP: char = '\u{a0}';

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
    let digits = decimal.trim_start_matches('-');
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let sign = if amount.minor < 0 { "\u{2212}" } else { "" };
    let head = format!("{sign}{}{}", symbol(amount.currency), grouped(whole));
    if fraction.is_empty() || (!always_decimals && fraction.bytes().all(|digit| digit == b'0')) {
        head
    } else {
        format!("{head}.{fraction}")
    }
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
    grouped(&number.to_string())
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with the word it counts: `1 loan`, `2,902 loans`.
#[must_use]
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{}{NBSP}{}", whole(number), if number == 1 { one } else { many })
}

/// A rate in percent, with at least two decimals and every further one that is published: `6.54%`, `6.545%`.
#[must_use]
pub fn percent(rate: Rate) -> String {
    let millionths = rate.millionths();
    let sign = if millionths < 0 { "\u{2212}" } else { "" };
    // One percent is 10,000 millionths, so a percentage has up to four decimals.
    let (whole, part) = (millionths.unsigned_abs() / 10_000, millionths.unsigned_abs() % 10_000);
    let decimals = format!("{part:04}");
    let shortest = decimals.trim_end_matches('0');
    format!("{sign}{whole}.{shortest:0<2}%")
}

/// A ratio in percent without needless decimals, for limits such as an LVR: `80%`, `80.5%`.
#[must_use]
pub fn ratio(rate: Rate) -> String {
    let text = percent(rate);
    match text.trim_end_matches('%').split_once('.') {
        Some((whole, fraction)) => match fraction.trim_end_matches('0') {
            "" => format!("{whole}%"),
            fraction => format!("{whole}.{fraction}%"),
        },
        None => text,
    }
}

/// A probability in whole percent: `63%`.
#[must_use]
pub fn chance(probability: f64) -> String {
    format!("{:.0}%", probability.clamp(0.0, 1.0) * 100.0)
}

/// A duration in years and months: `3 years`, `18 months`, `2 years 6 months`.
#[must_use]
pub fn term(months: u16) -> String {
    let (years, rest) = (u64::from(months / 12), u64::from(months % 12));
    match (years, rest) {
        (0, _) => count(rest, "month", "months"),
        (_, 0) => count(years, "year", "years"),
        (1, _) => count(u64::from(months), "month", "months"),
        _ => format!("{} {}", count(years, "year", "years"), count(rest, "month", "months")),
    }
}

/// Hours as people say them: `the same hour`, `2 hours`, `3 days`.
#[must_use]
pub fn hours(hours: u32) -> String {
    match hours {
        0 => "within the hour".to_owned(),
        1..=47 => count(u64::from(hours), "hour", "hours"),
        _ => count(u64::from(hours).div_ceil(24), "day", "days"),
    }
}

/// An instant's UTC date: `12 Aug 2024`.
#[cfg(feature = "ssr")]
#[must_use]
pub fn date(at: domain::time::Timestamp) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let iso = at.date();
    let mut parts = iso.rsplitn(3, '-');
    let day = parts.next().and_then(|day| day.parse::<u8>().ok());
    let month = parts
        .next()
        .and_then(|month| month.parse::<usize>().ok())
        .and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    match (day, month, parts.next()) {
        (Some(day), Some(month), Some(year)) => format!("{day}{NBSP}{month}{NBSP}{year}"),
        _ => iso,
    }
}

/// Items with commas and a word before the last: `a, b or c`.
#[must_use]
pub fn listed(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(plain(&count(1, "loan", "loans")), "1 loan");
        assert_eq!(plain(&count(2_902, "loan", "loans")), "2,902 loans");
        assert_eq!(plain(&term(36)), "3 years");
        assert_eq!(plain(&term(18)), "18 months");
        assert_eq!(plain(&term(30)), "2 years 6 months");
        assert_eq!(plain(&hours(72)), "3 days");
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()], "or"), "a, b or c");
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn dates_name_the_month() {
        assert_eq!(plain(&date("2024-08-12T03:04:05Z".parse().unwrap())), "12 Aug 2024");
    }
}
