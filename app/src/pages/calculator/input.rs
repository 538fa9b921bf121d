//! What is typed into the calculators, read into quantities; a fault is a sentence at its field.

use crate::components::entry::{Question, Typed, Unit, number};
use crate::format::{money, symbol};
use crate::t;
use domain::money::{Currency, Money};
use domain::number::Decimal6;
use domain::rate::Rate;
use domain::repayment::MAX_TERM_MONTHS;
use leptos::prelude::*;

/// The greatest amount, in major units.
const MAX_AMOUNT: i64 = 1_000_000_000;
/// The highest rate: 100 % a year.
const MAX_RATE: i64 = 1_000_000;

/// A field of a calculator.
#[derive(Clone, Copy)]
pub(super) struct Field {
    /// The parameter's name.
    pub(super) name: &'static str,
    /// The question.
    pub(super) label: fn() -> String,
    /// How to answer; may be empty.
    pub(super) hint: fn() -> String,
    /// What is asked for.
    pub(super) kind: Kind,
    /// Whether there must be an answer.
    pub(super) required: bool,
}

/// What a field asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An amount above zero.
    Amount,
    /// An amount, or nothing.
    Cost,
    /// A yearly rate in percent.
    Rate,
    /// A number of months.
    Months,
}

impl Field {
    /// The field as a form shows it.
    pub(super) fn view(self, typed: &Typed, currency: Currency) -> AnyView {
        let Self { name, label, hint, kind, required } = self;
        let unit = match kind {
            Kind::Amount | Kind::Cost => Unit::Before(symbol(currency)),
            Kind::Rate => Unit::After(t!("calculator-percent-a-year")),
            Kind::Months => Unit::After(t!("calculator-months")),
        };
        number(Question { name, label: label(), hint: hint(), unit, required }, typed)
    }
}

/// No hint.
pub(super) const fn none() -> String {
    String::new()
}

/// Reads typed fields, collecting what is wrong.
pub(super) struct Reader {
    /// What was typed, with the faults found so far.
    pub(super) typed: Typed,
    /// The currency of amounts.
    pub(super) currency: Currency,
}

impl Reader {
    /// Whether something was typed into a field.
    pub(super) fn given(&self, field: Field) -> bool {
        !self.typed.value(field.name).is_empty()
    }

    /// The amount in a field; `None` with a fault if it cannot be used, without one if it may be left out.
    pub(super) fn money(&mut self, field: Field) -> Option<Money> {
        let least = Money::new(i64::from(field.kind == Kind::Amount), self.currency);
        let most = Money::from_major(MAX_AMOUNT, self.currency);
        let fits = |amount: &Money| (least.minor..=most.minor).contains(&amount.minor);
        let fault = |field: String| {
            t!("calculator-fault-money", field = field, least = money(least), most = money(most))
        };
        let currency = self.currency;
        self.read(field, |text| typed_money(text, currency).filter(fits), fault)
    }

    /// The amount in a field that may be left out, which then is none.
    pub(super) fn cost(&mut self, field: Field) -> Money {
        self.money(field).unwrap_or_else(|| Money::zero(self.currency))
    }

    /// The yearly rate in a field.
    pub(super) fn rate(&mut self, field: Field) -> Option<Rate> {
        self.read(field, typed_rate, |field| t!("calculator-fault-rate", field = field))
    }

    /// The months in a field.
    pub(super) fn months(&mut self, field: Field) -> Option<u16> {
        let read =
            |text: &str| text.parse::<u16>().ok().filter(|months| (1..=MAX_TERM_MONTHS).contains(months));
        self.read(field, read, |field| t!("calculator-fault-months", field = field, most = MAX_TERM_MONTHS))
    }

    fn read<T>(
        &mut self,
        field: Field,
        parse: impl Fn(&str) -> Option<T>,
        fault: impl Fn(String) -> String,
    ) -> Option<T> {
        let text = plain(self.typed.value(field.name));
        if text.is_empty() {
            if field.required {
                self.fail(field, t!("calculator-fault-missing", field = (field.label)()));
            }
            return None;
        }
        let value = parse(&text);
        if value.is_none() {
            self.fail(field, fault((field.label)()));
        }
        value
    }

    /// Notes a fault at a field.
    pub(super) fn fail(&mut self, field: Field, text: String) {
        self.typed.fail(field.name, text);
    }

    /// A result, or a fault at `field`: its figures are beyond what is computed.
    pub(super) fn within_bounds<T, E>(&mut self, field: Field, result: Result<T, E>) -> Option<T> {
        if result.is_err() {
            self.fail(field, t!("calculator-fault-bounds"));
        }
        result.ok()
    }
}

/// Without what people put between and around digits.
fn plain(text: &str) -> String {
    let around = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '\'' | '$' | '¥' | '￥' | '€' | '£');
    text.chars().filter(|c| !around(*c)).collect()
}

/// An amount; 万 after it means ten thousand.
fn typed_money(text: &str, currency: Currency) -> Option<Money> {
    let text = text.strip_prefix(['A', 'a']).unwrap_or(text);
    match text.strip_suffix('万') {
        None => Money::parse(text, currency).ok(),
        Some(number) => {
            let millionths = number.parse::<Decimal6>().ok()?.millionths().checked_mul(10_000)?;
            Money::parse(&Decimal6::from_millionths(millionths).to_string(), currency).ok()
        }
    }
}

/// A rate in percent with up to four decimals.
fn typed_rate(text: &str) -> Option<Rate> {
    let percent = text.trim_end_matches(['%', '％']).parse::<Decimal6>().ok()?.millionths();
    let exact = percent % 100 == 0 && (0..=MAX_RATE * 100).contains(&percent);
    exact.then(|| Rate::from_millionths(percent / 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let read = |text: &str| typed_money(&plain(text), Currency::AUD).map(|amount| amount.minor);
        for text in ["15000", "15,000", " 15 000.00 ", "A$15,000", "1.5万", "$15,000"] {
            assert_eq!(read(text), Some(1_500_000), "{text}");
        }
        for text in ["", "lots", "1.005", "万", "9999999999999万", "--5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn rates_are_in_percent_and_exact() {
        let read = |text: &str| typed_rate(&plain(text)).map(Rate::millionths);
        assert_eq!(read("6.54"), Some(65_400));
        assert_eq!(read("6.5425 %"), Some(65_425));
        assert_eq!(read("0"), Some(0));
        for text in ["100.01", "-1", "6.54321", "six", "%"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
