//! Whole numbers in Chinese numerals: `五万`, `十五万`, `三千五百`, `一万二`.

/// A numeral by what it does in a number.
#[derive(Clone, Copy)]
enum Sign {
    Digit(u64),
    Zero,
    /// Ten, a hundred, a thousand: multiplies the digit before it.
    Small(u64),
    /// Ten thousand, a hundred million: multiplies everything since the last of its kind.
    Large(u64),
}

/// The numeral of a character, the forms of cheques and of traditional script included.
const fn sign(character: char) -> Option<Sign> {
    Some(match character {
        '零' | '〇' => Sign::Zero,
        '一' | '壹' => Sign::Digit(1),
        '二' | '贰' | '貳' | '两' | '兩' => Sign::Digit(2),
        '三' | '叁' | '參' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陆' | '陸' => Sign::Digit(6),
        '七' | '柒' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '十' | '拾' => Sign::Small(10),
        '百' | '佰' => Sign::Small(100),
        '千' | '仟' => Sign::Small(1_000),
        '万' | '萬' => Sign::Large(10_000),
        '亿' | '億' => Sign::Large(100_000_000),
        _ => return None,
    })
}

/// The text with every number in Chinese numerals written in digits. What stands beside digits stays as it is: the 万
/// of `5万` belongs to the 5.
pub(super) fn with_digits(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c| sign(c).is_some()) {
        let (before, numerals) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let end = numerals.find(|c| sign(c).is_none()).unwrap_or(numerals.len());
        let (numerals, after) = numerals.split_at_checked(end).unwrap_or((numerals, ""));
        written.push_str(before);
        let is_apart = !is_of_number(written.trim_end().chars().next_back())
            && !is_of_number(after.trim_start().chars().next());
        match value(numerals).filter(|_| is_apart) {
            Some(number) => written.push_str(&number.to_string()),
            None => written.push_str(numerals),
        }
        rest = after;
    }
    written.push_str(rest);
    written
}

fn is_of_number(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// The number that numerals say; `None` where they say none, or a guess at one (`二三十`).
///
/// A digit at the very end counts the place below the unit before it, as it is spoken: 一万二 is 12,000, and 一万零二
/// is 10,002.
fn value(numerals: &str) -> Option<u64> {
    let mut number = Reading { least_large: u64::MAX, least_small: 10_000, ..Reading::default() };
    for character in numerals.chars() {
        number.read(sign(character)?)?;
    }
    number.end()
}

/// A number while it is read.
#[derive(Default)]
struct Reading {
    /// What is closed by 万 or 亿.
    total: u64,
    /// What came since.
    section: u64,
    digit: Option<u64>,
    /// Whether 零 came since the last unit.
    is_zero: bool,
    /// The last unit of each kind; the next must be less.
    least_small: u64,
    least_large: u64,
    /// The unit read last.
    unit: Option<u64>,
}

impl Reading {
    fn read(&mut self, sign: Sign) -> Option<()> {
        match sign {
            Sign::Digit(_) | Sign::Zero if self.digit.is_some() => return None,
            Sign::Digit(digit) => self.digit = Some(digit),
            Sign::Zero => self.is_zero = true,
            Sign::Small(unit) => {
                // Ten alone is one ten: 十五.
                let digit = self.digit.take().or_else(|| (unit == 10).then_some(1))?;
                self.section = self.section.checked_add(digit.checked_mul(unit)?)?;
                if unit >= std::mem::replace(&mut self.least_small, unit) {
                    return None;
                }
                (self.is_zero, self.unit) = (false, Some(unit));
            }
            Sign::Large(unit) => {
                let ones = self.digit.take().unwrap_or_default();
                let is_ones = self.section == 0 || self.is_zero || self.least_small == 10;
                let section = self.section.checked_add(ones)?;
                let is_less = unit < std::mem::replace(&mut self.least_large, unit);
                if section == 0 || !is_less || (ones > 0 && !is_ones) {
                    return None;
                }
                self.total = self.total.checked_add(section.checked_mul(unit)?)?;
                (self.section, self.least_small) = (0, 10_000);
                (self.is_zero, self.unit) = (false, Some(unit));
            }
        }
        Some(())
    }

    fn end(self) -> Option<u64> {
        let last = match (self.digit, self.unit) {
            (Some(digit), Some(unit)) if !self.is_zero => digit.checked_mul(unit.checked_div(10)?)?,
            (Some(digit), _) => digit,
            (None, None) if self.is_zero => 0,
            (None, _) if self.is_zero => return None,
            (None, None) => return None,
            (None, Some(_)) => 0,
        };
        self.total.checked_add(self.section)?.checked_add(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

    /// A number below ten thousand as it is written in full; `inside` a longer one it begins with 零 if it is short.
    fn section(number: u64, inside: bool) -> String {
        let mut written = String::new();
        let mut is_gap = inside;
        for (size, unit) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / size % 10;
            if digit == 0 {
                is_gap |= !written.is_empty();
                continue;
            }
            if is_gap && !(inside && written.is_empty() && size == 1_000) {
                written.push('零');
            }
            is_gap = false;
            written.push(DIGITS[usize::try_from(digit).unwrap()]);
            written.push_str(unit);
        }
        written
    }

    fn written(number: u64) -> String {
        if number == 0 {
            return "零".to_owned();
        }
        let mut all = String::new();
        for (size, unit) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
            let part = number / size % 10_000;
            if part > 0 {
                all.push_str(&section(part, !all.is_empty()));
                all.push_str(unit);
            }
        }
        all
    }

    #[test]
    fn numbers_are_read_as_they_are_spoken() {
        for (numerals, number) in [
            ("五万", 50_000),
            ("十五万", 150_000),
            ("三千五百", 3_500),
            ("一万二", 12_000),
            ("三千五", 3_500),
            ("一百五", 150),
            ("一万零二", 10_002),
            ("一百零五", 105),
            ("一百零五万", 1_050_000),
            ("两百万", 2_000_000),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百一十五", 115),
            ("一亿二千万", 120_000_000),
            ("伍萬", 50_000),
            ("零", 0),
            ("九", 9),
        ] {
            assert_eq!(value(numerals), Some(number), "{numerals}");
        }
    }

    #[test]
    fn what_says_no_number_is_none() {
        for numerals in [
            "",
            "万",
            "百万",
            "二三十万",
            "五五",
            "三千五万",
            "一万一万",
            "一百一千",
            "一百零",
            "五零",
            "零万",
            "万亿",
        ] {
            assert_eq!(value(numerals), None, "{numerals}");
        }
    }

    #[test]
    fn what_stands_beside_digits_is_left_alone() {
        for text in ["5万", "5 万", "1.5万", "5万三千", "五万3千", "五 000", "百万", "个月", ""]
        {
            assert_eq!(with_digits(text), text);
        }
        assert_eq!(with_digits("两年六个月"), "2年6个月");
        assert_eq!(with_digits("2年六个月"), "2年6个月");
        assert_eq!(with_digits("￥五万元"), "￥50000元");
    }

    #[test]
    fn the_writer_of_these_tests_writes_as_one_does() {
        for (number, text) in [
            (10_002, "一万零二"),
            (1_050, "一千零五十"),
            (15_000, "一万五千"),
            (10_500, "一万零五百"),
            (100_000_000, "一亿"),
            (203_000_010, "二亿零三百万零一十"),
        ] {
            assert_eq!(written(number), text);
        }
    }

    proptest! {
        #[test]
        fn ten_thousands_survive_being_written(wan in 0..=9_999_999_u64) {
            prop_assert_eq!(value(&written(wan * 10_000)), Some(wan * 10_000));
        }

        #[test]
        fn every_number_survives_being_written(number in 0..1_000_000_000_000_u64) {
            let numerals = written(number);
            prop_assert_eq!(value(&numerals), Some(number), "{}", numerals);
            prop_assert_eq!(with_digits(&numerals), number.to_string());
        }

        #[test]
        fn nothing_panics(text in "[零〇一二两三九十百千万亿5., 年]{0,40}") {
            let _ = (value(&text), with_digits(&text));
        }
    }
}
