//! Paying more each month.

use super::input::{Field, Kind, Reader, none};
use super::table;
use crate::components::chart::{self, Frame};
use crate::components::entry::Typed;
use crate::format::{money, money_exact, term};
use crate::t;
use domain::money::{Currency, Money};
use domain::repayment::{Payoff, PayoffError};
use leptos::prelude::*;

const BALANCE: Field = Field {
    name: "balance",
    label: || t!("calculator-balance"),
    hint: none,
    kind: Kind::Amount,
    required: true,
};
const RATE: Field =
    Field { name: "rate", label: || t!("calculator-rate"), hint: none, kind: Kind::Rate, required: true };
const TERM: Field = Field {
    name: "term_months",
    label: || t!("calculator-remaining"),
    hint: || t!("calculator-one-of-two"),
    kind: Kind::Months,
    required: false,
};
const INSTALMENT: Field = Field {
    name: "instalment",
    label: || t!("calculator-present-instalment"),
    hint: || t!("calculator-one-of-two"),
    kind: Kind::Amount,
    required: false,
};
const EXTRA: Field =
    Field { name: "extra", label: || t!("calculator-extra"), hint: none, kind: Kind::Cost, required: true };

pub(super) const NAMES: &[&str] = &[BALANCE.name, RATE.name, TERM.name, INSTALMENT.name, EXTRA.name];
pub(super) const EXAMPLE: &[(&str, &str)] =
    &[("balance", "350000"), ("rate", "6.25"), ("term_months", "300"), ("extra", "250")];

/// The debt as it is paid now, and with more each month.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    balance: Money,
    extra: Money,
    now: Payoff,
    faster: Payoff,
}

pub(super) fn form(typed: &Typed, currency: Currency) -> AnyView {
    let fields = [BALANCE, RATE, TERM, INSTALMENT, EXTRA]
        .into_iter()
        .map(|field| field.view(typed, currency))
        .collect_view();
    view! { <div class="fields">{fields}</div> }.into_any()
}

pub(super) fn work_out(reader: &mut Reader) -> Option<Outcome> {
    let balance = reader.money(BALANCE);
    let rate = reader.rate(RATE);
    let (has_term, has_instalment) = (reader.given(TERM), reader.given(INSTALMENT));
    let (term, instalment) = (reader.months(TERM), reader.money(INSTALMENT));
    let extra = reader.money(EXTRA);
    if has_term == has_instalment {
        let field = if has_term { INSTALMENT } else { TERM };
        reader.fail(field, t!("calculator-fault-one-of-two"));
    }
    if !reader.typed.faults().is_empty() {
        return None;
    }
    let (balance, rate, extra) = (balance?, rate?, extra?);
    let (now, faster) = if let Some(term) = term {
        let over = |extra| Payoff::over_term(balance, rate, term, extra);
        (over(Money::zero(balance.currency)), over(extra))
    } else {
        let instalment = instalment?;
        let more = Money::new(instalment.minor.saturating_add(extra.minor), instalment.currency);
        (Payoff::by_payment(balance, rate, instalment), Payoff::by_payment(balance, rate, more))
    };
    let now = match now {
        Err(PayoffError::NeverRepaid { interest }) => {
            reader.fail(INSTALMENT, t!("calculator-fault-never", interest = money(interest)));
            return None;
        }
        Err(PayoffError::TooLong) => {
            reader.fail(INSTALMENT, t!("calculator-fault-too-long"));
            return None;
        }
        now => reader.within_bounds(BALANCE, now)?,
    };
    let faster = reader.within_bounds(EXTRA, faster)?;
    Some(Outcome { balance, extra, now, faster })
}

pub(super) fn result(outcome: &Outcome) -> AnyView {
    let Outcome { balance, extra, now, faster } = outcome;
    let saved = now.saved_by(faster);
    let sentence = match (saved.months, saved.interest.minor) {
        (0, 0) => t!("calculator-faster-nothing"),
        (0, _) => t!("calculator-faster-interest", extra = money(*extra), interest = money(saved.interest)),
        (months, _) => t!(
            "calculator-faster-result",
            extra = money(*extra),
            time = term(months),
            interest = money(saved.interest)
        ),
    };
    let paid = |payoff: &Payoff| balance.minor.saturating_add(payoff.total_interest.minor);
    let both = |cell: &dyn Fn(&Payoff) -> String| vec![cell(now), cell(faster)];
    let rows = vec![
        (t!("calculator-a-month"), both(&|payoff| money_exact(payoff.payment))),
        (t!("calculator-takes"), both(&|payoff| term(payoff.months()))),
        (t!("calculator-interest"), both(&|payoff| money_exact(payoff.total_interest))),
        (t!("calculator-total"), both(&|payoff| money_exact(Money::new(paid(payoff), balance.currency)))),
    ];
    let columns = vec![t!("calculator-as-now"), t!("calculator-with-extra")];
    view! {
        <p class="tools__answer">{sentence}</p>
        {table(t!("calculator-faster-caption"), columns, rows)}
        {drawn(outcome)}
        <details class="disclosure">
            <summary>{t!("calculator-by-year")}</summary>
            {by_year(outcome)}
        </details>
        <p class="note">{t!("calculator-check-early-fee")}</p>
    }
    .into_any()
}

/// What is owed from the beginning to the end.
fn course(balance: Money, payoff: &Payoff) -> Vec<Money> {
    std::iter::once(balance).chain(payoff.balances.iter().copied()).collect()
}

/// Both debts over time.
fn drawn(outcome: &Outcome) -> AnyView {
    let Outcome { balance, now, faster, .. } = outcome;
    let months = usize::from(now.months());
    let years = now.months().div_ceil(12);
    // Labels every so many years, so that they never touch.
    let every = years.div_ceil(10).max(1);
    let labels = (0..=years)
        .step_by(usize::from(every))
        .map(|year| (f64::from(year) * 12.0 / f64::from(now.months().max(1)), year.to_string()))
        .filter(|(share, _)| *share <= 1.0)
        .collect();
    let frame = Frame {
        id: "owed",
        title: t!("calculator-chart-title"),
        description: t!(
            "calculator-chart-about",
            balance = money(*balance),
            now = term(now.months()),
            faster = term(faster.months())
        ),
        region: t!("calculator-chart-region"),
        axis: chart::money_axis(*balance),
        labels,
        unit: t!("calculator-chart-years"),
        marks: Vec::new(),
        legend: vec![("now", t!("calculator-as-now")), ("faster", t!("calculator-with-extra"))],
    };
    let line = |payoff: &Payoff| chart::path(&course(*balance, payoff), months, *balance);
    let drawing = view! {
        <path class="chart__course chart__now" d=line(now)/>
        <path class="chart__course chart__faster" d=line(faster)/>
    };
    chart::figure(frame, drawing.into_any())
}

/// The table behind the chart.
fn by_year(outcome: &Outcome) -> AnyView {
    let Outcome { now, faster, .. } = outcome;
    let nothing = Money::zero(outcome.balance.currency);
    let owed = |payoff: &Payoff, month: usize| {
        money_exact(payoff.balances.get(month.saturating_sub(1)).copied().unwrap_or(nothing))
    };
    let rows = (1..=usize::from(now.months().div_ceil(12)))
        .map(|year| (year.to_string(), vec![owed(now, year * 12), owed(faster, year * 12)]))
        .collect();
    let columns = vec![t!("calculator-as-now"), t!("calculator-with-extra")];
    table(t!("calculator-by-year"), columns, rows)
}
