//! Reading lenders' short statements by closed vocabularies: a statement is understood only if every one of
//! its words is known, so that a condition nobody thought of can never be passed over.

/// The words of a text: runs of letters and digits, in lower case.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether a text has any of these words.
pub(crate) fn mentions(text: &str, any: &[&str]) -> bool {
    words(text).any(|word| any.contains(&word.as_str()))
}

/// A number within a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number<'a> {
    /// Digits and at most one point, thousands separators removed by [`Number::decimal`].
    digits: &'a str,
    /// What follows the digits without a space: `%`, `k`, `+`.
    pub(crate) unit: &'a str,
}

impl Number<'_> {
    /// The number in plain decimal notation, times a thousand or a million where the unit says so.
    pub(crate) fn decimal(&self) -> String {
        let plain = self.digits.replace(',', "");
        let zeros = match self.unit {
            "k" | "K" => 3,
            "m" | "M" => 6,
            _ => return plain,
        };
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let (shifted, rest) = fraction.split_at_checked(zeros).unwrap_or((fraction, ""));
        format!("{whole}{shifted:0<zeros$}.{rest}")
    }
}

/// A statement taken apart: its numbers, and its words in lower case.
pub(crate) struct Statement<'a> {
    pub(crate) numbers: Vec<Number<'a>>,
    pub(crate) words: Vec<String>,
}

impl<'a> Statement<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut statement = Self { numbers: Vec::new(), words: Vec::new() };
        for token in text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ';' | ':' | '/' | '"'))
        {
            match number(token) {
                Some(number) => statement.numbers.push(number),
                None => statement.words.extend(words(token)),
            }
        }
        statement
    }

    /// The only number, if there is just one and every word is in the vocabulary.
    pub(crate) fn lone_number(&self, vocabulary: &[&str]) -> Option<Number<'a>> {
        match self.numbers.as_slice() {
            [one] if self.uses_only(vocabulary) => Some(*one),
            _ => None,
        }
    }

    /// Whether every word is in the vocabulary.
    pub(crate) fn uses_only(&self, vocabulary: &[&str]) -> bool {
        self.words.iter().all(|word| vocabulary.contains(&word.as_str()))
    }
}

/// Reads `50000.00`, `$50,000`, `$100K`, `95%`, `18+`; `None` if the token is no number.
fn number(token: &str) -> Option<Number<'_>> {
    let token = token.trim_end_matches(['.', ',', '!']);
    let token = token.strip_prefix(['$', '>', '<']).unwrap_or(token);
    let end = token.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(token.len());
    let (digits, unit) = token.split_at_checked(end)?;
    let starts_with_digit = digits.starts_with(|c: char| c.is_ascii_digit());
    let plain = digits.matches('.').count() <= 1 && matches!(unit, "" | "%" | "k" | "K" | "m" | "M" | "+");
    (starts_with_digit && plain).then_some(Number { digits, unit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers(text: &str) -> Vec<String> {
        Statement::new(text).numbers.iter().map(Number::decimal).collect()
    }

    #[test]
    fn finds_numbers_as_lenders_write_them() {
        assert_eq!(numbers("Minimum $1,500.50, maximum $100K."), ["1500.50", "100000."]);
        assert_eq!(numbers("up to 95% (or 1.5m)"), ["95", "1500000."]);
        assert_eq!(numbers("18+ or 2nd"), ["18"]);
    }

    #[test]
    fn a_word_that_is_not_known_makes_a_statement_unreadable() {
        let known = ["years", "old"];
        assert!(Statement::new("18 years old").lone_number(&known).is_some());
        assert!(Statement::new("18 years old, not bankrupt").lone_number(&known).is_none());
        assert!(Statement::new("18 to 75 years").lone_number(&known).is_none());
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,60}") {
            for number in Statement::new(&text).numbers {
                let _ = number.decimal();
            }
        }
    }
}
