//! The repayment schedule: a chart of its years, the years as a table, and every instalment.

use crate::components::section::section;
use crate::components::table::{Column, table};
use crate::format::{money, money_exact};
use crate::t;
use domain::answer::SearchResult;
use domain::listing::StandardFees;
use domain::money::{Currency, Money};
use domain::repayment::{RatePath, Schedule, ScheduleRow};
use leptos::prelude::*;

/// The chart's size, in the units of its own drawing.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
/// Where its bars begin and end.
const LEFT: f64 = 76.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 188.0;

/// A year of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Year {
    number: usize,
    principal: i64,
    interest: i64,
    fees: i64,
    balance: i64,
}

impl Year {
    const fn paid(self) -> i64 {
        self.principal.saturating_add(self.interest).saturating_add(self.fees)
    }
}

/// The schedule's section; nothing where no instalment can be worked out.
#[must_use]
pub(super) fn schedule(result: &SearchResult) -> Option<AnyView> {
    let figures = result.repayment?;
    let rates = result.headline?.rate_path(figures.term_months)?;
    let schedule = compute(figures.amount, rates, figures.term_months, &result.listing.fees)?;
    let currency = figures.amount.currency;
    let years = years(&schedule.rows);
    let content = view! {
        {chart(&years, currency)}
        {year_table(&years, currency)}
        <details class="disclosure">
            <summary>{t!("product-all-payments", count = schedule.rows.len())}</summary>
            {payment_table(&schedule)}
        </details>
    };
    Some(section("schedule", t!("product-schedule"), content))
}

fn compute(amount: Money, rates: RatePath, term_months: u16, fees: &StandardFees) -> Option<Schedule> {
    Some(rates.loan(amount, term_months).ok()?.with_fees(fees.into()).ok()?.schedule())
}

/// The years of a monthly schedule. A line at the start (a fee paid on day one) belongs to the first.
fn years(rows: &[ScheduleRow]) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for row in rows {
        let number = usize::try_from(row.number.saturating_sub(1) / 12).unwrap_or_default() + 1;
        if years.last().is_none_or(|year| year.number != number) {
            years.push(Year { number, principal: 0, interest: 0, fees: 0, balance: 0 });
        }
        if let Some(year) = years.last_mut() {
            year.principal = year.principal.saturating_add(row.principal.minor);
            year.interest = year.interest.saturating_add(row.interest.minor);
            year.fees = year.fees.saturating_add(row.fees.minor);
            year.balance = row.balance.minor;
        }
    }
    years
}

fn chart(years: &[Year], currency: Currency) -> AnyView {
    let most = years.iter().map(|year| year.paid()).max().unwrap_or_default().max(1);
    let slot = (WIDTH - LEFT) / years.len().max(1) as f64;
    let bar = (slot * 0.72).min(48.0);
    // Labels every so many years, so that they never touch.
    let every = years.len().div_ceil(10).max(1);
    let bars = years.iter().enumerate().map(|(place, year)| {
        let x = LEFT + slot * place as f64 + (slot - bar) / 2.0;
        let label = (place % every == 0).then(|| {
            view! {
                <text class="chart__label" x=at(x + bar / 2.0) y=at(BOTTOM + 18.0) text-anchor="middle">
                    {year.number.to_string()}
                </text>
            }
        });
        view! { <g>{stack(*year, x, bar, most)} {label}</g> }
    });
    let lines = [0.0, 0.5, 1.0].map(|share| {
        let y = BOTTOM - (BOTTOM - TOP) * share;
        let value = Money::from_f64((Money::new(most, currency).to_f64() * share).round(), currency);
        view! {
            <line class="chart__line" x1=at(LEFT) x2=at(WIDTH) y1=at(y) y2=at(y)/>
            <text class="chart__label" x=at(LEFT - 8.0) y=at(y + 4.0) text-anchor="end">{money(value)}</text>
        }
    });
    view! {
        <figure class="chart">
            <div class="chart__scroll" tabindex="0" role="group" aria-label=t!("product-chart")>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-labelledby="chart-title chart-desc">
                <title id="chart-title">{t!("product-chart-title")}</title>
                <desc id="chart-desc">{description(years, currency)}</desc>
                {lines.to_vec()}
                {bars.collect_view()}
                <text class="chart__label" x=at(f64::midpoint(LEFT, WIDTH)) y=at(HEIGHT) text-anchor="middle">{t!("product-year")}</text>
            </svg>
            </div>
            <figcaption class="chart__legend">
                <span class="key key--principal">{t!("product-principal")}</span>
                <span class="key key--interest">{t!("product-interest")}</span>
                <span class="key key--fees">{t!("product-fees-paid")}</span>
            </figcaption>
        </figure>
    }
    .into_any()
}

fn stack(year: Year, x: f64, width: f64, most: i64) -> AnyView {
    let mut y = BOTTOM;
    [("principal", year.principal), ("interest", year.interest), ("fees", year.fees)]
        .into_iter()
        .filter(|(_, amount)| *amount > 0)
        .map(|(kind, amount)| {
            let height = (BOTTOM - TOP) * amount as f64 / most as f64;
            y -= height;
            view! {
                <rect class=format!("chart__{kind}") x=at(x) y=at(y) width=at(width) height=at(height)/>
            }
        })
        .collect_view()
        .into_any()
}

fn description(years: &[Year], currency: Currency) -> String {
    let amount = |minor: i64| money(Money::new(minor, currency));
    match years {
        [] => String::new(),
        [only] => t!(
            "product-chart-one-year",
            principal = amount(only.principal),
            interest = amount(only.interest),
            fees = amount(only.fees),
        ),
        [first, .., last] => t!(
            "product-chart-years",
            years = years.len(),
            first_interest = amount(first.interest),
            last_interest = amount(last.interest),
            first_principal = amount(first.principal),
            last_principal = amount(last.principal),
        ),
    }
}

fn at(position: f64) -> String {
    format!("{position:.1}")
}

fn columns(first: String) -> Vec<Column> {
    vec![
        Column::Words(first),
        Column::Figures(t!("product-paid")),
        Column::Figures(t!("product-principal")),
        Column::Figures(t!("product-interest")),
        Column::Figures(t!("product-fees-paid")),
        Column::Figures(t!("product-owed")),
    ]
}

/// A line of figures under [`columns`].
fn line(first: String, figures: [Money; 5]) -> AnyView {
    let figures = figures.map(|figure| view! { <td class="number">{money_exact(figure)}</td> });
    view! { <tr><th scope="row">{first}</th>{figures.into_iter().collect_view()}</tr> }.into_any()
}

fn year_table(years: &[Year], currency: Currency) -> AnyView {
    let amount = |minor: i64| Money::new(minor, currency);
    let rows = years
        .iter()
        .map(|year| {
            let figures = [year.paid(), year.principal, year.interest, year.fees, year.balance];
            line(year.number.to_string(), figures.map(amount))
        })
        .collect();
    let sum = |pick: fn(&Year) -> i64| {
        let sum = years.iter().map(pick).fold(0, i64::saturating_add);
        view! { <td class="number">{money_exact(amount(sum))}</td> }
    };
    let sums = view! {
        <tr>
            <th scope="row">{t!("product-total")}</th>
            {sum(|year| year.paid())}
            {sum(|year| year.principal)}
            {sum(|year| year.interest)}
            {sum(|year| year.fees)}
            <td></td>
        </tr>
    };
    table(t!("product-by-year"), columns(t!("product-year")), rows, Some(sums.into_any()))
}

fn payment_table(schedule: &Schedule) -> AnyView {
    let rows = schedule
        .rows
        .iter()
        .map(|row| {
            let first = if row.number == 0 { t!("product-start") } else { row.number.to_string() };
            line(first, [row.payment, row.principal, row.interest, row.fees, row.balance])
        })
        .collect();
    view! {
        <p class="note">{t!("product-last-payment")}</p>
        {table(t!("product-every-payment"), columns(t!("product-month")), rows, None)}
    }
    .into_any()
}
