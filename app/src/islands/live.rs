//! Figures that follow another amount and term at once, on all cards of the results. Without scripts the form is
//! a search for the other amount and term.
//!
//! One island takes what is typed, one on each card shows what it comes to. All islands of a page run in one
//! WebAssembly module, so they meet in a signal of that module.

#![allow(missing_docs, reason = "the island macro writes a struct of props that cannot carry any")]

use crate::format::{money_exact, money_field, symbol};
use domain::answer::RepaymentFigures;
use domain::listing::StandardFees;
use domain::money::{Currency, Money};
use domain::repayment::{RatePath, figures};
use domain::typed;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is typed; `None` in it is nothing to reckon with.
type Need = (Option<Money>, Option<u16>);

#[cfg(feature = "hydrate")]
thread_local! {
    static TYPED: ArcRwSignal<Option<Need>> = ArcRwSignal::new(None);
}

/// What is typed on this page; `None` until something is.
#[cfg(feature = "hydrate")]
fn typed_need() -> ArcRwSignal<Option<Need>> {
    TYPED.with(Clone::clone)
}

/// On the server nobody types.
#[cfg(not(feature = "hydrate"))]
fn typed_need() -> ArcRwSignal<Option<Need>> {
    ArcRwSignal::new(None)
}

/// What the form above the results starts from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NeedStart {
    /// The currency that amounts are typed in.
    pub currency: Currency,
    /// The amount asked for.
    pub amount: Option<Money>,
    /// The term asked for, in months.
    pub term_months: Option<u16>,
    /// The amount's slider: least, most and step, in whole units of the currency.
    pub amounts: (i64, i64, i64),
    /// The term's slider: least, most and step, in months.
    pub terms: (u16, u16, u16),
    /// The rest of the search, which goes with the form.
    pub rest: Vec<(String, String)>,
    /// What it says.
    pub words: NeedWords,
}

/// What the form says, in the page's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedWords {
    title: String,
    amount: String,
    /// The `inputmode` of the amount: keys for digits, where nobody types 万.
    amount_keys: String,
    amount_slider: String,
    term: String,
    term_slider: String,
    months: String,
    submit: String,
    /// Said once figures are others than those searched for.
    stale: String,
}

#[cfg(feature = "ssr")]
impl NeedWords {
    /// In the language of the request.
    #[must_use]
    pub fn current() -> Self {
        use crate::t;
        use crate::text::Language;
        let keys = if Language::current() == Language::Chinese { "text" } else { "decimal" };
        Self {
            title: t!("search-live"),
            amount: t!("repayment-amount"),
            amount_keys: keys.to_owned(),
            amount_slider: t!("repayment-amount-slider"),
            term: t!("repayment-term"),
            term_slider: t!("repayment-term-slider"),
            months: t!("repayment-months"),
            submit: t!("search-live-update"),
            stale: t!("search-live-stale"),
        }
    }
}

/// Amount and term above the results.
#[island]
pub fn LiveNeed(
    /// What it starts from.
    start: NeedStart,
) -> impl IntoView {
    let NeedStart { currency, amount, term_months, amounts, terms, rest, words } = start;
    let shared = typed_need();
    let live = RwSignal::new(false);
    let amount_text = RwSignal::new(amount.map(money_field).unwrap_or_default());
    let term_text = RwSignal::new(term_months.map(|months| months.to_string()).unwrap_or_default());
    Effect::new(move |_| live.set(true));

    let need = Memo::new(move |_| -> Need {
        let amount = amount_text.with(|text| typed::amount(text, currency));
        let months = term_text.with(|text| typed::months(text));
        (amount, months.and_then(|months| u16::try_from(months).ok()))
    });
    let changed = Memo::new(move |_| need.get() != (amount, term_months));
    Effect::new(move |before: Option<()>| {
        let now = need.get();
        // The first run is no typing.
        if before.is_some() {
            shared.set(Some(now));
        }
    });
    let typed_amount = move |event| amount_text.set(event_target_value(&event));
    let typed_term = move |event| term_text.set(event_target_value(&event));
    // A slider takes plain digits only, and stays where it is while what is typed is no number.
    let (least, most, step) = amounts;
    let money_reached = Memo::new(move |last: Option<&String>| {
        let reached = need.get().0.map(money_field);
        reached.or_else(|| last.cloned()).unwrap_or_else(|| least.to_string())
    });
    let months_reached = Memo::new(move |last: Option<&String>| {
        let reached = need.get().1.map(|months| months.to_string());
        reached.or_else(|| last.cloned()).unwrap_or_else(|| terms.0.to_string())
    });
    let hidden = rest
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <form class="live" class:calc--live=move || live.get() method="get" action="/search" aria-label=words.title>
            {hidden}
            <div class="live__field">
                <label class="field__label" for="live-amount">{words.amount}</label>
                <div class="field__box">
                    <span class="field__affix" aria-hidden="true">{symbol(currency)}</span>
                    <input
                        type="text"
                        inputmode=words.amount_keys
                        autocomplete="off"
                        id="live-amount"
                        name="amount"
                        value=amount.map(money_field).unwrap_or_default()
                        prop:value=move || amount_text.get()
                        on:input=typed_amount
                    />
                </div>
                <input
                    class="calc__slider"
                    type="range"
                    aria-label=words.amount_slider
                    min=least.to_string()
                    max=most.to_string()
                    step=step.to_string()
                    value=amount.map_or_else(|| least.to_string(), money_field)
                    prop:value=move || money_reached.get()
                    on:input=typed_amount
                />
            </div>
            <div class="live__field">
                <label class="field__label" for="live-term">{words.term}</label>
                <div class="field__box">
                    <input
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        id="live-term"
                        name="term_months"
                        value=term_months.map(|months| months.to_string()).unwrap_or_default()
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
                    step=terms.2.to_string()
                    value=term_months.unwrap_or(terms.0).to_string()
                    prop:value=move || months_reached.get()
                    on:input=typed_term
                />
            </div>
            <button class="button button--quiet live__update" type="submit">{words.submit}</button>
            <p class="note live__stale" role="status">{move || changed.get().then(|| words.stale.clone())}</p>
        </form>
    }
    .into_any()
}

/// What a card's figures start from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LiveStart {
    /// The rates that the loan goes through.
    rates: RatePath,
    /// The fees that every borrower pays.
    fees: StandardFees,
    /// The figures for what was asked for.
    asked: RepaymentFigures,
    /// What it says.
    words: LiveWords,
}

/// What a card's figures say, in the page's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct LiveWords {
    instalment: String,
    unit: String,
    /// What stands before and after a later instalment.
    later: (String, String),
    total: String,
    interest: String,
    fees: String,
    received: String,
}

#[cfg(feature = "ssr")]
impl LiveStart {
    /// Of a result that has figures.
    #[must_use]
    pub fn of(result: &domain::answer::SearchResult) -> Option<Self> {
        use crate::t;
        /// Stands for the amount in the sentence that the browser completes.
        const AMOUNT: &str = "\u{fffc}";
        let (headline, asked) = (result.headline?, result.repayment?);
        let later = t!("figures-later", amount = AMOUNT);
        let (before, after) = later.split_once(AMOUNT).unwrap_or((&later, ""));
        Some(Self {
            // With the longest term, so that a change of rate is in it whatever term is typed.
            rates: headline.rate_path(u16::MAX)?,
            fees: result.listing.fees.clone(),
            asked,
            words: LiveWords {
                instalment: t!("figures-instalment"),
                unit: t!("figures-instalment-unit"),
                later: (before.to_owned(), after.to_owned()),
                total: t!("figures-total"),
                interest: t!("figures-interest"),
                fees: t!("figures-fees"),
                received: t!("figures-received"),
            },
        })
    }
}

/// A card's figures for the amount and term above the results.
#[island]
pub fn LiveFigures(
    /// What they start from.
    start: LiveStart,
) -> impl IntoView {
    let LiveStart { rates, fees, asked, words } = start;
    let need = typed_need();
    let cost = Memo::new(move |_| match need.get() {
        None => Some(asked),
        Some((amount, months)) => figures(amount?, rates, months?, &fees).ok(),
    });
    let shown = move |pick: fn(RepaymentFigures) -> Money| {
        move || cost.get().map_or_else(|| "–".to_owned(), |figures| money_exact(pick(figures)))
    };
    let (before, after) = words.later;
    let later = move || {
        let amount = cost.get().and_then(|figures| figures.later_instalment)?;
        Some(format!("{before}{}{after}", money_exact(amount)))
    };
    view! {
        <dl class="card__figures">
            <div class="card__instalment">
                <dt>{words.instalment}</dt>
                <dd>
                    <span class="card__amount">{shown(|figures| figures.instalment)}</span>
                    <span class="figures__unit">" " {words.unit}</span>
                </dd>
                {rates.then.is_some().then(|| view! { <dd class="card__later">{later}</dd> })}
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
    }
    .into_any()
}
