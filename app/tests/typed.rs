//! What a page writes can be typed back: amounts and terms are read as both languages write them.

use app::format::{money, money_exact, money_field, term};
use app::text::Language;
use domain::money::{Currency, Money};
use domain::typed;
use leptos::prelude::*;
use proptest::prelude::*;

/// What `write` makes in each language.
fn written<T>(write: impl Fn() -> T) -> Vec<T> {
    let each = |language: &Language| {
        Owner::new().with(|| {
            provide_context(*language);
            write()
        })
    };
    Language::ALL.iter().map(each).collect()
}

proptest! {
    #[test]
    fn an_amount_can_be_typed_as_it_is_shown(minor in 0..=100_000_000_000_000_i64, code in 0..4_usize) {
        let currency: Currency = ["AUD", "NZD", "EUR", "JPY"].get(code).unwrap_or(&"AUD").parse().unwrap();
        let amount = Money::new(minor, currency);
        for texts in written(|| [money(amount), money_exact(amount), money_field(amount)]) {
            for text in texts {
                prop_assert_eq!(typed::amount(&text, currency), Some(amount), "{}", text);
            }
        }
    }

    #[test]
    fn a_term_can_be_typed_as_it_is_shown(months in 1..=600_u16) {
        for text in written(|| term(months)) {
            prop_assert_eq!(typed::months(&text), Some(u64::from(months)), "{}", text);
        }
    }
}
