//! Figures that follow another amount and term at once, on all cards of the results. Without scripts the fields
//! belong to a form that searches for them.
//!
//! One island takes what is typed, one on each card shows what it comes to. All islands of a page run in one
//! WebAssembly module, so they meet in a signal of that module. What repeats is a function that makes one element
//! type, since every type weighs in the browser.

#![allow(missing_docs, reason = "the island macro writes a struct of props that cannot carry any")]

use crate::format::{money_exact, money_field};
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

/// A number with its slider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveField {
    /// The parameter's name.
    pub name: String,
    /// What is in it at first.
    pub value: String,
    /// Its label.
    pub label: String,
    /// The slider's label.
    pub slider: String,
    /// The `inputmode`: keys for digits, where nobody types 万.
    pub keys: String,
    /// What stands before the number.
    pub before: String,
    /// What stands after it.
    pub after: String,
    /// The slider's least value, greatest value and step.
    pub slides: [String; 3],
}

/// Amount and term, the button that searches for them, and a note once they are others than those searched for.
#[island]
pub fn LiveNeed(
    /// The currency that amounts are typed in.
    currency: Currency,
    /// The amount.
    amount: LiveField,
    /// The term in months.
    term: LiveField,
    /// What the button says.
    submit: String,
    /// What stands in the note's place until then.
    fresh: String,
    /// The note.
    stale: String,
) -> impl IntoView {
    let shared = typed_need();
    let live = RwSignal::new(false);
    let amount_text = RwSignal::new(amount.value.clone());
    let term_text = RwSignal::new(term.value.clone());
    let searched = (amount.value.clone(), term.value.clone());
    Effect::new(move |_| live.set(true));

    let other = move || {
        let differs = |text: RwSignal<String>, searched: &str, plain: Plain| {
            text.with(|text| text != searched && plain(text, currency).as_deref() != Some(searched))
        };
        differs(amount_text, &searched.0, plain_amount) || differs(term_text, &searched.1, plain_term)
    };
    Effect::new(move |before: Option<()>| {
        let amount = amount_text.with(|text| typed::amount(text, currency));
        let months = term_text.with(|text| typed::months(text));
        // The first run is no typing.
        if before.is_some() {
            shared.set(Some((amount, months.and_then(|months| u16::try_from(months).ok()))));
        }
    });
    view! {
        <div class="live" class:calc--live=move || live.get()>
            {field(amount, amount_text, currency, plain_amount)}
            {field(term, term_text, currency, plain_term)}
            <button class="button button--quiet live__update" type="submit">{submit}</button>
            <p class="note live__stale" role="status">
                {move || if other() { stale.clone() } else { fresh.clone() }}
            </p>
        </div>
    }
}

/// What was typed as plain digits, which alone a slider takes; `None` where it is no number.
type Plain = fn(&str, Currency) -> Option<String>;

fn plain_amount(text: &str, currency: Currency) -> Option<String> {
    typed::amount(text, currency).map(money_field)
}

fn plain_term(text: &str, _: Currency) -> Option<String> {
    typed::months(text).map(|months| months.to_string())
}

fn field(
    field: LiveField,
    text: RwSignal<String>,
    currency: Currency,
    plain: Plain,
) -> impl IntoView + use<> {
    let LiveField { name, value, label, slider, keys, before, after, slides: [least, most, step] } = field;
    let id = format!("live-{name}");
    let start = if value.is_empty() { least.clone() } else { value.clone() };
    let reached = {
        let start = start.clone();
        Memo::new(move |last: Option<&String>| {
            text.with(|text| plain(text, currency)).or_else(|| last.cloned()).unwrap_or_else(|| start.clone())
        })
    };
    let typed = move |event| text.set(event_target_value(&event));
    view! {
        <div class="live__field">
            <label class="field__label" for=id.clone()>{label}</label>
            <div class="field__box">
                <span class="field__affix" aria-hidden="true" hidden=before.is_empty()>{before.clone()}</span>
                <input
                    type="text"
                    inputmode=keys
                    autocomplete="off"
                    id=id
                    name=name
                    value=value
                    prop:value=move || text.get()
                    on:input=typed
                />
                <span class="field__affix" hidden=after.is_empty()>{after.clone()}</span>
            </div>
            <input
                class="calc__slider"
                type="range"
                aria-label=slider
                min=least
                max=most
                step=step
                value=start
                prop:value=move || reached.get()
                on:input=typed
            />
        </div>
    }
}

/// What a card's figures say, in the page's language; the later instalment with what stands before and after it, and
/// what stands in the place of fees that are not published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveWords(Vec<String>);

#[cfg(feature = "ssr")]
impl LiveWords {
    /// In the language of the request; `has_fees` is whether the lender publishes any.
    #[must_use]
    pub fn current(has_fees: bool) -> Self {
        use crate::components::figures::total_label;
        use crate::t;
        /// Stands for the amount in the sentence that the browser completes.
        const AMOUNT: &str = "\u{fffc}";
        let later = t!("figures-later", amount = AMOUNT);
        let (before, after) = later.split_once(AMOUNT).unwrap_or((&later, ""));
        Self(vec![
            t!("figures-instalment"),
            t!("figures-instalment-unit"),
            total_label(has_fees),
            t!("figures-interest"),
            t!("figures-fees"),
            t!("figures-received"),
            before.to_owned(),
            after.to_owned(),
            if has_fees { String::new() } else { t!("figures-fees-unpublished") },
        ])
    }
}

/// A card's figures for the amount and term above the results.
#[island]
pub fn LiveFigures(
    /// The rates that the loan goes through.
    rates: RatePath,
    /// The fees that every borrower pays.
    fees: StandardFees,
    /// The amount asked for.
    amount: Money,
    /// The term asked for, in months.
    term_months: u16,
    /// What they say.
    words: LiveWords,
) -> impl IntoView {
    let need = typed_need();
    let published = fees.published;
    let cost = Memo::new(move |_| {
        let (amount, months) = need.get().unwrap_or((Some(amount), Some(term_months)));
        figures(amount?, rates, months?, &fees).ok()
    });
    let mut words = words.0.into_iter();
    let mut word = move || words.next().unwrap_or_default();
    let (instalment, unit) = (word(), word());
    let labels: [String; 4] = std::array::from_fn(|_| word());
    let (before, after, unpublished) = (word(), word(), word());
    let [total, interest, fees, received] = labels;
    let unpublished = (!published).then_some(unpublished);
    let total = figure(total, cost, |figures| figures.total_payable, None);
    let interest = figure(interest, cost, |figures| figures.total_interest, None);
    let fees = figure(fees, cost, |figures| figures.total_fees, unpublished);
    let received = figure(received, cost, |figures| figures.amount_received, None);
    let later = move || {
        let amount = cost.get().and_then(|figures| figures.later_instalment);
        amount.map_or_else(String::new, |amount| format!("{before}{}{after}", money_exact(amount)))
    };
    view! {
        <dl class="card__figures">
            <div class="card__instalment">
                <dt>{instalment}</dt>
                <dd>
                    <span class="card__amount">{shown(cost, |figures| figures.instalment, None)}</span>
                    <span class="figures__unit">" " {unit}</span>
                </dd>
                <dd class="card__later" hidden=rates.then.is_none()>{later}</dd>
            </div>
            {total} {interest} {fees} {received}
        </dl>
    }
}

fn figure(
    label: String,
    cost: Memo<Option<RepaymentFigures>>,
    pick: fn(RepaymentFigures) -> Money,
    instead: Option<String>,
) -> impl IntoView + use<> {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{shown(cost, pick, instead)}</dd>
        </div>
    }
}

/// A figure, or what is said in its place whatever the loan.
fn shown(
    cost: Memo<Option<RepaymentFigures>>,
    pick: fn(RepaymentFigures) -> Money,
    instead: Option<String>,
) -> impl Fn() -> String + Send + Clone + 'static {
    move || {
        let amount = || cost.get().map_or_else(|| "–".to_owned(), |figures| money_exact(pick(figures)));
        instead.clone().unwrap_or_else(amount)
    }
}
