//! Instalment and total for another amount and term. Without scripts it is a form that asks the server; with
//! them the figures follow sliders and numbers at once, by the same code that the server runs.

#![allow(missing_docs, reason = "the island macro writes a struct of props that cannot carry any")]

use crate::format::{money_exact, money_field, symbol};
use domain::answer::RepaymentFigures;
use domain::listing::StandardFees;
use domain::money::Money;
use domain::rate::Rate;
use domain::repayment::figures;
use domain::typed;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the calculator starts from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalculatorStart {
    /// The page to ask where scripts are off.
    pub action: String,
    /// The yearly rate to reckon with.
    pub rate: Rate,
    /// The fees that every borrower pays.
    pub fees: StandardFees,
    /// The amount to begin with.
    pub amount: Money,
    /// The term to begin with, in months.
    pub term_months: u16,
    /// The slider's ends, in whole units of the currency.
    pub amounts: (i64, i64),
    /// The slider's ends, in months.
    pub terms: (u16, u16),
    /// What it says.
    pub words: CalculatorWords,
}

/// What the calculator says, in the page's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalculatorWords {
    amount: String,
    /// The `inputmode` of the amount: keys for digits, where nobody types 万.
    amount_keys: String,
    amount_slider: String,
    term: String,
    term_slider: String,
    months: String,
    submit: String,
    instalment: String,
    instalment_unit: String,
    total: String,
    interest: String,
    fees: String,
    received: String,
}

#[cfg(feature = "ssr")]
impl CalculatorWords {
    /// In the language of the request.
    #[must_use]
    pub fn current() -> Self {
        use crate::t;
        use crate::text::Language;
        let keys = if Language::current() == Language::Chinese { "text" } else { "decimal" };
        Self {
            amount: t!("repayment-amount"),
            amount_keys: keys.to_owned(),
            amount_slider: t!("repayment-amount-slider"),
            term: t!("repayment-term"),
            term_slider: t!("repayment-term-slider"),
            months: t!("repayment-months"),
            submit: t!("repayment-submit"),
            instalment: t!("figures-instalment"),
            instalment_unit: t!("figures-instalment-unit"),
            total: t!("figures-total"),
            interest: t!("figures-interest"),
            fees: t!("figures-fees"),
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
    let CalculatorStart { action, rate, fees, amount, term_months, amounts, terms, words } = start;
    let currency = amount.currency;
    let live = RwSignal::new(false);
    let amount_text = RwSignal::new(money_field(amount));
    let term_text = RwSignal::new(term_months.to_string());
    Effect::new(move |_| live.set(true));

    let typed_money = Memo::new(move |_| amount_text.with(|text| typed::amount(text, currency)));
    let typed_months = Memo::new(move |_| {
        term_text.with(|text| typed::months(text).and_then(|months| u16::try_from(months).ok()))
    });
    let cost = Memo::new(move |_| -> Option<RepaymentFigures> {
        figures(typed_money.get()?, rate, typed_months.get()?, &fees).ok()
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
    let shown = move |pick: fn(RepaymentFigures) -> Money| {
        move || cost.get().map_or_else(|| "–".to_owned(), |figures| money_exact(pick(figures)))
    };
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
                            prop:value=move || amount_text.get()
                            on:input=typed_amount
                        />
                    </div>
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
                            inputmode="numeric"
                            autocomplete="off"
                            id="calc-term"
                            name="term_months"
                            value=term_months.to_string()
                            prop:value=move || term_text.get()
                            on:input=typed_term
                        />
                        <span class="field__affix">{words.months}</span>
                    </div>
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
                        <output for="calc-amount calc-term">{shown(|figures| figures.instalment)}</output>
                        <span class="figures__unit">" " {words.instalment_unit}</span>
                    </dd>
                </div>
                <div>
                    <dt>{words.total}</dt>
                    <dd>{shown(|figures| figures.total_payable)}</dd>
                </div>
                <div>
                    <dt>{words.interest}</dt>
                    <dd>{shown(|figures| figures.total_interest)}</dd>
                </div>
                <div>
                    <dt>{words.fees}</dt>
                    <dd>{shown(|figures| figures.total_fees)}</dd>
                </div>
                <div>
                    <dt>{words.received}</dt>
                    <dd>{shown(|figures| figures.amount_received)}</dd>
                </div>
            </dl>
        </form>
    }
    .into_any()
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
