//! Instalment and total for another amount and term. Without scripts it is a form that asks the server; with
//! them the figures follow sliders and numbers at once, by the same code that the server runs.

#![allow(missing_docs, reason = "the island macro writes a struct of props that cannot carry any")]

use crate::format::{money_exact, money_field, symbol};
use domain::answer::RepaymentFigures;
use domain::listing::StandardFees;
use domain::money::Money;
use domain::rate::Rate;
use domain::repayment::figures;
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
}

/// The calculator.
#[island]
pub fn RepaymentCalculator(
    /// What it starts from.
    start: CalculatorStart,
) -> impl IntoView {
    let CalculatorStart { action, rate, fees, amount, term_months, amounts, terms } = start;
    let currency = amount.currency;
    let live = RwSignal::new(false);
    let amount_text = RwSignal::new(money_field(amount));
    let term_text = RwSignal::new(term_months.to_string());
    Effect::new(move |_| live.set(true));

    let cost = Memo::new(move |_| -> Option<RepaymentFigures> {
        let amount = amount_text.with(|text| Money::parse(text, currency)).ok()?;
        let months = term_text.with(|text| text.trim().parse::<u16>()).ok()?;
        figures(amount, rate, months, &fees).ok()
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
                    <label class="field__label" for="calc-amount">"Amount"</label>
                    <div class="field__box">
                        <span class="field__affix" aria-hidden="true">{symbol(currency)}</span>
                        <input
                            type="text"
                            inputmode="decimal"
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
                        aria-label="Amount, slider"
                        min=amounts.0.to_string()
                        max=amounts.1.to_string()
                        step=step(amounts)
                        value=money_field(amount)
                        prop:value=move || amount_text.get()
                        on:input=typed_amount
                    />
                </div>
                <div class="field">
                    <label class="field__label" for="calc-term">"Term"</label>
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
                        <span class="field__affix">"months"</span>
                    </div>
                    <input
                        class="calc__slider"
                        type="range"
                        aria-label="Term in months, slider"
                        min=terms.0.to_string()
                        max=terms.1.to_string()
                        step="1"
                        value=term_months.to_string()
                        prop:value=move || term_text.get()
                        on:input=typed_term
                    />
                </div>
                <button class="button button--quiet" type="submit">"Work out the whole page for this"</button>
            </div>
            <dl class="figures__list calc__figures">
                <div class="figures__main">
                    <dt>"Instalment"</dt>
                    <dd>
                        <output for="calc-amount calc-term">{shown(|figures| figures.instalment)}</output>
                        <span class="figures__unit">" a month"</span>
                    </dd>
                </div>
                <div>
                    <dt>"Total payable"</dt>
                    <dd>{shown(|figures| figures.total_payable)}</dd>
                </div>
                <div>
                    <dt>"of which interest"</dt>
                    <dd>{shown(|figures| figures.total_interest)}</dd>
                </div>
                <div>
                    <dt>"of which fees"</dt>
                    <dd>{shown(|figures| figures.total_fees)}</dd>
                </div>
                <div>
                    <dt>"You receive"</dt>
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
