//! Limits with a number: ages, amounts, loan-to-value ratios.

use super::text::{Statement, mentions};
use crate::money::{Currency, Money};
use crate::rate::Rate;

/// What a published limit turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit<T> {
    /// This.
    Is(T),
    /// The lender says that there is none.
    Unlimited,
    /// It cannot be understood for certain.
    Unclear,
}

/// Words after which a figure is no longer a limit for everybody.
const HEDGES: &[&str] = &[
    "combined",
    "considered",
    "except",
    "exception",
    "exceptions",
    "exempt",
    "higher",
    "if",
    "larger",
    "lower",
    "negotiable",
    "online",
    "preferred",
    "redraw",
    "smaller",
    "split",
    "total",
    "totalling",
    "unless",
    "withdrawal",
];

/// Whether a remark takes back, for some, what a figure says.
pub(super) fn is_hedged(remark: Option<&str>) -> bool {
    remark.is_some_and(|text| mentions(text, HEDGES))
}

/// Whether a remark names a number other than the figure it belongs to. What it says of additional cardholders
/// is not about the borrower.
pub(super) fn names_another(remark: Option<&str>, figure: f64) -> bool {
    let remark = remark.filter(|text| !mentions(text, &["cardholder", "cardholders"]));
    let differs = |text: String| text.parse::<f64>().is_ok_and(|number| (number - figure).abs() > 0.005);
    remark.is_some_and(|text| Statement::new(text).numbers.iter().any(|number| differs(number.decimal())))
}

/// An age in years, from a figure or a plain statement of it ("18 years or older").
pub(super) fn age(text: &str) -> Option<u8> {
    const VOCABULARY: &[&str] = &[
        "a",
        "above",
        "age",
        "aged",
        "an",
        "and",
        "applicant",
        "applicants",
        "apply",
        "are",
        "at",
        "available",
        "be",
        "borrower",
        "borrowers",
        "customer",
        "customers",
        "for",
        "individuals",
        "is",
        "least",
        "loan",
        "maximum",
        "minimum",
        "more",
        "must",
        "need",
        "of",
        "old",
        "older",
        "open",
        "or",
        "over",
        "should",
        "than",
        "the",
        "to",
        "will",
        "year",
        "years",
        "you",
        "yrs",
    ];
    let number = Statement::new(text).lone_number(VOCABULARY)?;
    let whole = number.decimal();
    let whole = whole.trim_end_matches('0').strip_suffix('.').unwrap_or(&whole);
    whole.parse().ok().filter(|age| matches!(number.unit, "" | "+") && (14..=120).contains(age))
}

/// An amount of money, from a figure or a plain statement of it ("Minimum loan amount is $25,000").
pub(super) fn amount(text: &str, currency: Currency) -> Limit<Money> {
    const VOCABULARY: &[&str] = &[
        "a",
        "amount",
        "amounts",
        "annual",
        "annum",
        "applicable",
        "applies",
        "at",
        "aud",
        "balance",
        "borrow",
        "earn",
        "finance",
        "for",
        "gross",
        "income",
        "is",
        "least",
        "limit",
        "loan",
        "max",
        "maximum",
        "min",
        "minimum",
        "more",
        "of",
        "or",
        "over",
        "pa",
        "per",
        "product",
        "regular",
        "required",
        "size",
        "taxable",
        "the",
        "there",
        "this",
        "to",
        "up",
        "year",
    ];
    const NONE: &[&str] =
        &["no", "limit", "minimum", "maximum", "balance", "opening", "amount", "is", "required", "there"];
    let statement = Statement::new(text);
    if statement.numbers.is_empty()
        && statement.words.iter().any(|word| word == "no")
        && statement.uses_only(NONE)
    {
        return Limit::Unlimited;
    }
    let number = statement.lone_number(VOCABULARY).filter(|number| !matches!(number.unit, "%" | "+"));
    match number.map(|number| Money::parse(&number.decimal(), currency)) {
        Some(Ok(amount)) => Limit::Is(amount),
        _ => Limit::Unclear,
    }
}

/// A loan-to-value ratio, from a plain statement of it ("up to 95 % of the property's value", "LVR 80%").
pub(super) fn lvr_statement(text: &str) -> Option<Rate> {
    const VOCABULARY: &[&str] = &[
        "a",
        "borrow",
        "is",
        "loan",
        "lvr",
        "max",
        "maximum",
        "of",
        "property",
        "propery",
        "ratio",
        "s",
        "the",
        "to",
        "up",
        "valuation",
        "value",
    ];
    let statement = Statement::new(text);
    let about_value = mentions(text, &["lvr", "value", "valuation"]);
    let number = statement.lone_number(VOCABULARY).filter(|number| about_value && number.unit == "%")?;
    ratio(&number.decimal())
}

/// A loan-to-value ratio published as a figure: `80`, `80%` and `0.8` all mean four fifths.
pub(super) fn ratio(text: &str) -> Option<Rate> {
    let text = text.trim();
    let figure: Rate = text.strip_suffix('%').unwrap_or(text).parse().ok()?;
    let (percent, fraction) = (figure.millionths() / 100, figure.millionths());
    // Between 1.5 and 5 neither reading makes sense.
    match fraction {
        1..=1_500_000 if !text.ends_with('%') => Some(Rate::from_millionths(fraction)),
        5_000_000..=200_000_000 => Some(Rate::from_millionths(percent)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dollars(major: i64) -> Limit<Money> {
        Limit::Is(Money::from_major(major, Currency::AUD))
    }

    #[test]
    fn ages_are_read_from_plain_statements_only() {
        for text in ["18", "18 years old", "You will need to be over 18 years of age", "18+", "18.0"] {
            assert_eq!(age(text), Some(18), "{text}");
        }
        for text in ["", "Y", "eighteen", "18 or 21", "18 unless in business", "3", "18%"] {
            assert_eq!(age(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_read_from_plain_statements_only() {
        assert_eq!(amount("50000.0000000000", Currency::AUD), dollars(50_000));
        assert_eq!(amount("$50,000", Currency::AUD), dollars(50_000));
        assert_eq!(amount("Minimum loan amount $150K", Currency::AUD), dollars(150_000));
        assert_eq!(amount("Applicable for amounts over $5,000", Currency::AUD), dollars(5_000));
        assert_eq!(amount("No minimum balance is required", Currency::AUD), Limit::Unlimited);
        for text in ["", "95%", "$500 per month", "Residential", "$1 to $5", "$50,000 for members"] {
            assert_eq!(amount(text, Currency::AUD), Limit::Unclear, "{text}");
        }
    }

    #[test]
    fn ratios_are_percentages_or_fractions() {
        let four_fifths = Some(Rate::from_millionths(800_000));
        for text in ["80", "0.8", "80%", " 80.00 "] {
            assert_eq!(ratio(text), four_fifths, "{text}");
        }
        assert_eq!(ratio("1"), Some(Rate::from_millionths(1_000_000)));
        for text in ["0", "-80", "2", "500", "", "0.5%"] {
            assert_eq!(ratio(text), None, "{text}");
        }
        assert_eq!(lvr_statement("Up to 95% of the property value"), Some(Rate::from_millionths(950_000)));
        for text in ["80% with mortgage insurance", "95% of income", "LVR 80", "LVR 60% to 80%"] {
            assert_eq!(lvr_statement(text), None, "{text}");
        }
    }

    #[test]
    fn remarks_may_take_a_figure_back() {
        assert!(is_hedged(Some("Higher amounts may be considered")));
        assert!(!is_hedged(Some("Minimum loan amount is $5,000")));
        assert!(names_another(Some("Debt consolidation is $50,000 maximum"), 80_000.0));
        assert!(!names_another(Some("Maximum $80K"), 80_000.0));
    }

    proptest! {
        #[test]
        fn never_panics(text in "[\\PC$0-9.,%]{0,40}") {
            let (_, _, _, _) = (age(&text), amount(&text, Currency::AUD), ratio(&text), lvr_statement(&text));
            let _ = names_another(Some(&text), 1.0);
        }
    }
}
