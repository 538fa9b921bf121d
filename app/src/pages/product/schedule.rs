//! The repayment schedule: charts of its years and of what is still owed, the years as a table, and every
//! instalment.

use super::cost;
use crate::components::chart::{self, Frame};
use crate::components::section::section;
use crate::components::table::{Column, table};
use crate::format::{money, money_exact, percent};
use crate::t;
use domain::answer::SearchResult;
use domain::listing::StandardFees;
use domain::money::{Currency, Money};
use domain::repayment::{self, RatePath, Schedule, ScheduleRow};
use leptos::prelude::*;

/// Labels below a chart at most, so that they never touch.
const LABELS: usize = 10;

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

/// A schedule with what its charts need.
struct Repaid {
    schedule: Schedule,
    /// Whether the lender publishes fees: else there is no column of them.
    has_fees: bool,
    years: Vec<Year>,
    rates: RatePath,
    currency: Currency,
    amount: Money,
    term_months: u16,
}

/// The schedule's section; nothing where no instalment can be worked out, or for a loan that the product's limits
/// rule out.
#[must_use]
pub(crate) fn schedule(result: &SearchResult) -> Option<AnyView> {
    let figures = result.repayment.filter(|figures| cost::is_within_limits(result, figures))?;
    let rates = result.headline?.rate_path(figures.term_months)?;
    let schedule = compute(figures.amount, rates, figures.term_months, &result.listing.fees)?;
    let repaid = Repaid {
        years: years(&schedule.rows),
        schedule,
        has_fees: result.listing.fees.published,
        rates,
        currency: figures.amount.currency,
        amount: figures.amount,
        term_months: figures.term_months,
    };
    let content = view! {
        {(!repaid.has_fees).then(|| view! { <p class="note">{t!("figures-fees-silent")}</p> })}
        <div class="charts">{repaid.paid_chart()} {repaid.owed_chart()}</div>
        {repaid.year_table()}
        <details class="disclosure">
            <summary>{t!("product-all-payments", count = repaid.schedule.rows.len())}</summary>
            {repaid.payment_table()}
        </details>
    };
    Some(section("schedule", t!("product-schedule"), content))
}

fn compute(amount: Money, rates: RatePath, term_months: u16, fees: &StandardFees) -> Option<Schedule> {
    Some(repayment::loan(amount, rates, term_months, fees).ok()?.schedule())
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

impl Repaid {
    /// Labels every so many years.
    fn every(&self) -> usize {
        self.years.len().div_ceil(LABELS).max(1)
    }

    /// The end of the first rate, on a chart that spans so many months.
    fn marks(&self, months: usize) -> Vec<(f64, String)> {
        let ends = self.rates.then.filter(|(ends, _)| *ends < self.term_months);
        let place = |ends: u16| f64::from(ends) / months.max(1) as f64;
        let mark = |(ends, rate)| (place(ends), t!("product-rate-changes", rate = percent(rate)));
        ends.map(mark).into_iter().collect()
    }

    /// What is paid in each year.
    fn paid_chart(&self) -> AnyView {
        let most = self.years.iter().map(|year| year.paid()).max().unwrap_or_default().max(1);
        let most = Money::new(most, self.currency);
        let slots = self.years.len().max(1) as f64;
        let middle = |place: usize| (place as f64 + 0.5) / slots;
        let width = (0.72 / slots).min(0.09);
        let drawing = self.years.iter().enumerate().map(|(place, year)| {
            let mut sum = 0.0;
            [("principal", year.principal), ("interest", year.interest), ("fees", year.fees)]
                .into_iter()
                .filter(|(_, minor)| *minor > 0)
                .map(|(kind, minor)| {
                    let from = sum;
                    sum += chart::share(Money::new(minor, self.currency), most);
                    chart::bar(kind, middle(place), width, (from, sum))
                })
                .collect_view()
        });
        let drawing = drawing.collect_view().into_any();
        let labels = self.years.iter().enumerate().step_by(self.every());
        let mut legend = vec![("principal", t!("product-principal")), ("interest", t!("product-interest"))];
        legend.extend(self.has_fees.then(|| ("fees", t!("product-fees-paid"))));
        let frame = Frame {
            id: "chart",
            title: t!("product-chart-title"),
            description: self.description(),
            region: t!("product-chart"),
            axis: chart::money_axis(most),
            labels: labels.map(|(place, year)| (middle(place), year.number.to_string())).collect(),
            unit: t!("product-year"),
            marks: self.marks(self.years.len() * 12),
            legend,
        };
        chart::figure(frame, drawing)
    }

    /// What is still owed.
    fn owed_chart(&self) -> AnyView {
        let months = usize::from(self.term_months);
        let span = f64::from(self.term_months.max(1));
        // A point a month is more than a long loan's line can show.
        let step = if months > 120 { 6 } else { 1 };
        let is_shown = |row: &&ScheduleRow| {
            row.number > 0 && (row.number.is_multiple_of(step) || row.number >= u32::from(self.term_months))
        };
        let point =
            |row: &ScheduleRow| (f64::from(row.number) / span, chart::share(row.balance, self.amount));
        let points = self.schedule.rows.iter().filter(is_shown).map(point);
        let path = chart::line(std::iter::once((0.0, 1.0)).chain(points));
        let labels = (0..=months / 12).step_by(self.every());
        let halfway = self.schedule.rows.iter().find(|row| row.balance.minor <= self.amount.minor / 2);
        let halfway = halfway.and_then(|row| u16::try_from(row.number).ok()).unwrap_or(self.term_months);
        let frame = Frame {
            id: "owed",
            title: t!("product-owed-title"),
            description: t!(
                "product-owed-about",
                amount = money(self.amount),
                half = crate::format::term(halfway),
                term = crate::format::term(self.term_months),
            ),
            region: t!("product-owed-region"),
            axis: chart::money_axis(self.amount),
            labels: labels.map(|year| (year as f64 * 12.0 / span, year.to_string())).collect(),
            unit: t!("product-years"),
            marks: self.marks(months),
            legend: vec![("balance", t!("product-owed"))],
        };
        chart::figure(frame, view! { <path class="chart__balance" d=path/> }.into_any())
    }

    fn description(&self) -> String {
        let amount = |minor: i64| money(Money::new(minor, self.currency));
        match self.years.as_slice() {
            [] => String::new(),
            [only] if !self.has_fees => t!(
                "product-chart-one-year-without-fees",
                principal = amount(only.principal),
                interest = amount(only.interest),
            ),
            [only] => t!(
                "product-chart-one-year",
                principal = amount(only.principal),
                interest = amount(only.interest),
                fees = amount(only.fees),
            ),
            [first, .., last] => t!(
                "product-chart-years",
                years = self.years.len(),
                first_interest = amount(first.interest),
                last_interest = amount(last.interest),
                first_principal = amount(first.principal),
                last_principal = amount(last.principal),
            ),
        }
    }

    fn columns(&self, first: String) -> Vec<Column> {
        let mut columns = vec![
            Column::Words(first),
            Column::Figures(t!("product-paid")),
            Column::Figures(t!("product-principal")),
            Column::Figures(t!("product-interest")),
        ];
        columns.extend(self.has_fees.then(|| Column::Figures(t!("product-fees-paid"))));
        columns.push(Column::Figures(t!("product-owed")));
        columns
    }

    /// A line of figures under [`columns`](Self::columns); what is owed is left open in a line of sums.
    fn line(&self, first: String, paid: [Money; 3], fees: Money, owed: Option<Money>) -> AnyView {
        let figures = paid.into_iter().chain(self.has_fees.then_some(fees));
        let figures = figures.map(|figure| view! { <td class="number">{money_exact(figure)}</td> });
        let owed = match owed {
            Some(owed) => view! { <td class="number">{money_exact(owed)}</td> }.into_any(),
            None => view! { <td></td> }.into_any(),
        };
        view! { <tr><th scope="row">{first}</th>{figures.collect_view()}{owed}</tr> }.into_any()
    }

    fn year_table(&self) -> AnyView {
        let amount = |minor: i64| Money::new(minor, self.currency);
        let rows = self.years.iter().map(|year| {
            let paid = [year.paid(), year.principal, year.interest].map(amount);
            self.line(year.number.to_string(), paid, amount(year.fees), Some(amount(year.balance)))
        });
        let rows = rows.collect();
        let sum = |pick: fn(&Year) -> i64| amount(self.years.iter().map(pick).fold(0, i64::saturating_add));
        let paid = [sum(|year| year.paid()), sum(|year| year.principal), sum(|year| year.interest)];
        let sums = self.line(t!("product-total"), paid, sum(|year| year.fees), None);
        table(t!("product-by-year"), self.columns(t!("product-year")), rows, Some(sums))
    }

    fn payment_table(&self) -> AnyView {
        let rows = self.schedule.rows.iter().map(|row| {
            let first = if row.number == 0 { t!("product-start") } else { row.number.to_string() };
            self.line(first, [row.payment, row.principal, row.interest], row.fees, Some(row.balance))
        });
        let rows = rows.collect();
        view! {
            <p class="note">{t!("product-last-payment")}</p>
            {table(t!("product-every-payment"), self.columns(t!("product-month")), rows, None)}
        }
        .into_any()
    }
}
