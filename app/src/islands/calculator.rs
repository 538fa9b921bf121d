//! Instalment and total for another amount and term. Without scripts it is a form that asks the server; with
//! them the figures follow sliders and numbers at once, by the same code that the server runs.

#![allow(missing_docs, reason = "the island macro writes a struct of props that cannot carry any")]

use crate::format::{money_exact, money_field, symbol};
use domain::answer::RepaymentFigures;
use domain::listing::StandardFees;
use domain::money::Money;
use domain::repayment::{MAX_MINOR, MAX_TERM_MONTHS, RatePath, figures};
use domain::typed;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the calculator starts from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalculatorStart {
    /// The page to ask where scripts are off.
    pub action: String,
    /// The yearly rates to reckon with.
    pub rates: RatePath,
    /// The fees that every borrower pays.
    pub fees: StandardFees,
    /// The amount to begin with.
    pub amount: Money,
    /// The term to begin with, in months.
    pub term_months: u16,
    /// The slider's ends, in whole units of the currency.
    pub amounts: (i64, i64),
    /// The slider's ends, in months.
    pub terms: (i64, i64),
    /// What the product lends, in minor units.
    pub amount_bounds: Bounds,
    /// For how long it lends, in months.
    pub term_bounds: Bounds,
    /// What it says.
    pub words: CalculatorWords,
}

/// What a number may be, and what to say of one that it may not be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// The least that the product admits, where it says.
    pub least: Option<i64>,
    /// The most that it admits, where it says.
    pub most: Option<i64>,
    /// What was typed is no such number.
    pub unreadable: String,
    /// It is below the least.
    pub below: String,
    /// It is above the most.
    pub above: String,
}

impl Bounds {
    /// Whether a number is within what the product admits.
    #[must_use]
    pub fn admit(&self, number: i64) -> bool {
        self.least.is_none_or(|least| number >= least) && self.most.is_none_or(|most| number <= most)
    }

    /// What is wrong with what was typed: it is no number from 1 to `largest`, or one that the product does not
    /// admit.
    #[must_use]
    pub fn fault(&self, typed: Option<i64>, largest: i64) -> Option<String> {
        match typed {
            Some(number) if self.most.is_some_and(|most| number > most) => Some(self.above.clone()),
            Some(number) if (1..=largest).contains(&number) => {
                let is_below = self.least.is_some_and(|least| number < least);
                is_below.then(|| self.below.clone())
            }
            _ => Some(self.unreadable.clone()),
        }
    }
}

words! {
    /// What the calculator says, in the page's language.
    pub struct CalculatorWords {
        amount,
        /// The `inputmode` of the amount: keys for digits, where nobody types 万.
        amount_keys,
        /// The `inputmode` of the term, alike.
        term_keys,
        amount_slider,
        term,
        term_slider,
        months,
        submit,
        instalment,
        instalment_unit,
        /// The instalment after the first rate has ended; empty where no other follows.
        later,
        total,
        interest,
        fees,
        /// What stands in the place of fees that are not published; empty where they are.
        unpublished,
        received,
    }
}

#[cfg(feature = "ssr")]
impl CalculatorWords {
    /// In the language of the request; `fixed` is how long the first rate lasts, where another follows, and `has_fees`
    /// whether the lender publishes any.
    #[must_use]
    pub fn current(fixed: Option<String>, has_fees: bool) -> Self {
        use crate::components::figures::total_label;
        use crate::t;
        use crate::text::Language;
        let (amount_keys, term_keys) =
            if Language::current() == Language::Chinese { ("text", "text") } else { ("decimal", "numeric") };
        Self {
            amount: t!("repayment-amount"),
            amount_keys: amount_keys.to_owned(),
            term_keys: term_keys.to_owned(),
            amount_slider: t!("repayment-amount-slider"),
            term: t!("repayment-term"),
            term_slider: t!("repayment-term-slider"),
            months: t!("repayment-months"),
            submit: t!("repayment-submit"),
            instalment: t!("figures-instalment"),
            instalment_unit: t!("figures-instalment-unit"),
            later: fixed.map_or_else(String::new, |fixed| t!("repayment-later", term = fixed)),
            total: total_label(has_fees),
            interest: t!("figures-interest"),
            fees: t!("figures-fees"),
            unpublished: if has_fees { String::new() } else { t!("figures-fees-unpublished") },
            received: t!("figures-received"),
        }
    }
}

/// The calculator.
#[island]
pub fn RepaymentCalculator(
    /// What it starts from.
    start: CalculatorStart,
) -> impl IntoView {
    let CalculatorStart {
        action,
        rates,
        fees,
        amount,
        term_months,
        amounts,
        terms,
        amount_bounds,
        term_bounds,
        words,
    } = start;
    let currency = amount.currency;
    let live = RwSignal::new(false);
    let amount_text = RwSignal::new(money_field(amount));
    let term_text = RwSignal::new(term_months.to_string());
    Effect::new(move |_| live.set(true));

    let typed_money = Memo::new(move |_| amount_text.with(|text| typed::amount(text, currency)));
    let typed_months = Memo::new(move |_| term_text.with(|text| months(text)));
    let amount_fault =
        Memo::new(move |_| amount_bounds.fault(typed_money.get().map(|amount| amount.minor), MAX_MINOR));
    let term_fault = Memo::new(move |_| term_bounds.fault(typed_months.get(), MAX_TERM_MONTHS.into()));
    let cost = Memo::new(move |_| -> Option<RepaymentFigures> {
        if amount_fault.with(Option::is_some) || term_fault.with(Option::is_some) {
            return None;
        }
        figures(typed_money.get()?, rates, u16::try_from(typed_months.get()?).ok()?, &fees).ok()
    });
    // A slider takes plain digits only, and stays where it is while what is typed is no number.
    let money_reached = Memo::new(move |last: Option<&String>| {
        let reached = typed_money.get().map(money_field);
        reached.or_else(|| last.cloned()).unwrap_or_default()
    });
    let months_reached = Memo::new(move |last: Option<&String>| {
        let reached = typed_months.get().map(|months| months.to_string());
        reached.or_else(|| last.cloned()).unwrap_or_default()
    });
    let shown = move |pick: fn(RepaymentFigures) -> Option<Money>| {
        move || cost.get().and_then(pick).map_or_else(|| "–".to_owned(), money_exact)
    };
    let fees_within = shown(|figures| Some(figures.total_fees));
    let unpublished = words.unpublished;
    let shown_fees = move || if unpublished.is_empty() { fees_within() } else { unpublished.clone() };
    let invalid = |fault: Memo<Option<String>>| move || fault.with(Option::is_some).then_some("true");
    let typed_amount = move |event| amount_text.set(event_target_value(&event));
    let typed_term = move |event| term_text.set(event_target_value(&event));
    view! {
        <form class="calc" class:calc--live=move || live.get() method="get" action=action>
            <div class="calc__inputs">
                <div class="field">
                    <label class="field__label" for="calc-amount">{words.amount}</label>
                    <div class="field__box">
                        <span class="field__affix" aria-hidden="true">{symbol(currency)}</span>
                        <input
                            type="text"
                            inputmode=words.amount_keys
                            autocomplete="off"
                            id="calc-amount"
                            name="amount"
                            value=money_field(amount)
                            aria-invalid=invalid(amount_fault)
                            aria-describedby="calc-amount-error"
                            prop:value=move || amount_text.get()
                            on:input=typed_amount
                        />
                    </div>
                    <p class="field__error calc__error" id="calc-amount-error" aria-live="polite">
                        {move || amount_fault.get()}
                    </p>
                    <input
                        class="calc__slider"
                        type="range"
                        aria-label=words.amount_slider
                        min=amounts.0.to_string()
                        max=amounts.1.to_string()
                        step=step(amounts)
                        value=money_field(amount)
                        prop:value=move || money_reached.get()
                        on:input=typed_amount
                    />
                </div>
                <div class="field">
                    <label class="field__label" for="calc-term">{words.term}</label>
                    <div class="field__box">
                        <input
                            type="text"
                            inputmode=words.term_keys
                            autocomplete="off"
                            id="calc-term"
                            name="term_months"
                            value=term_months.to_string()
                            aria-invalid=invalid(term_fault)
                            aria-describedby="calc-term-error"
                            prop:value=move || term_text.get()
                            on:input=typed_term
                        />
                        <span class="field__affix">{words.months}</span>
                    </div>
                    <p class="field__error calc__error" id="calc-term-error" aria-live="polite">
                        {move || term_fault.get()}
                    </p>
                    <input
                        class="calc__slider"
                        type="range"
                        aria-label=words.term_slider
                        min=terms.0.to_string()
                        max=terms.1.to_string()
                        step="1"
                        value=term_months.to_string()
                        prop:value=move || months_reached.get()
                        on:input=typed_term
                    />
                </div>
                <button class="button button--quiet" type="submit">{words.submit}</button>
            </div>
            <dl class="figures__list calc__figures">
                <div class="figures__main">
                    <dt>{words.instalment}</dt>
                    <dd>
                        <output for="calc-amount calc-term">{shown(|figures| Some(figures.instalment))}</output>
                        <span class="figures__unit">" " {words.instalment_unit}</span>
                    </dd>
                </div>
                {Some(words.later).filter(|later| !later.is_empty()).map(|later| view! {
                    <div>
                        <dt>{later}</dt>
                        <dd>{shown(|figures| figures.later_instalment)}</dd>
                    </div>
                })}
                <div>
                    <dt>{words.total}</dt>
                    <dd>{shown(|figures| Some(figures.total_payable))}</dd>
                </div>
                <div>
                    <dt>{words.interest}</dt>
                    <dd>{shown(|figures| Some(figures.total_interest))}</dd>
                </div>
                <div>
                    <dt>{words.fees}</dt>
                    <dd>{shown_fees}</dd>
                </div>
                <div>
                    <dt>{words.received}</dt>
                    <dd>{shown(|figures| Some(figures.amount_received))}</dd>
                </div>
            </dl>
        </form>
    }
}

/// The months typed; more than any term where there are too many to count.
fn months(text: &str) -> Option<i64> {
    typed::months(text).map(|months| i64::try_from(months).unwrap_or(i64::MAX))
}

/// A step that makes about a hundred of the slider's way, in round numbers.
fn step((least, most): (i64, i64)) -> String {
    let wanted = (most.saturating_sub(least) / 100).max(1);
    let mut step = 1_i64;
    while step.saturating_mul(10) <= wanted {
        step = step.saturating_mul(10);
    }
    step.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Currency;

    #[test]
    fn what_is_wrong_with_a_number_is_said() {
        let bounds = Bounds {
            least: Some(200_000),
            most: Some(9_000_000),
            unreadable: "no number".to_owned(),
            below: "too little".to_owned(),
            above: "too much".to_owned(),
        };
        let fault = |text: &str| {
            let minor = typed::amount(text, Currency::AUD).map(|amount| amount.minor);
            bounds.fault(minor, MAX_MINOR)
        };
        for good in ["2000", "15,000", "1.5万", "A$90,000", "90 000.00"] {
            assert_eq!(fault(good), None, "{good}");
        }
        for (text, told) in [
            ("lots", "no number"),
            ("", "no number"),
            ("0", "no number"),
            ("90000.01", "too much"),
            ("9亿亿", "no number"),
            ("1,999", "too little"),
        ] {
            assert_eq!(fault(text).as_deref(), Some(told), "{text}");
        }
        assert!(bounds.admit(200_000) && !bounds.admit(199_999) && !bounds.admit(9_000_001));
    }

    #[test]
    fn a_term_without_bounds_is_still_a_term() {
        let bounds = Bounds {
            least: None,
            most: None,
            unreadable: "no term".to_owned(),
            below: String::new(),
            above: String::new(),
        };
        let fault = |text: &str| bounds.fault(months(text), MAX_TERM_MONTHS.into());
        assert_eq!([fault("36"), fault("3年"), fault("600")], [None, None, None]);
        for text in ["0", "601", "soon", "9999999999999999999"] {
            assert_eq!(fault(text).as_deref(), Some("no term"), "{text}");
        }
    }
}
