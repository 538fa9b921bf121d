//! Borrowing less, or not at all.

use super::input::{Field, Kind, Reader, none};
use super::table;
use crate::components::entry::Typed;
use crate::format::{money, money_exact, term};
use crate::t;
use domain::answer::RepaymentFigures;
use domain::money::{Currency, Money};
use domain::repayment::{Loan, MAX_TERM_MONTHS, SmallerLoan, borrow_less, months_to_save, percent_of};
use leptos::prelude::*;

const AMOUNT: Field = Field {
    name: "amount",
    label: || t!("calculator-amount"),
    hint: none,
    kind: Kind::Amount,
    required: true,
};
const RATE: Field =
    Field { name: "rate", label: || t!("calculator-rate"), hint: none, kind: Kind::Rate, required: true };
const TERM: Field = Field {
    name: "term_months",
    label: || t!("calculator-term"),
    hint: none,
    kind: Kind::Months,
    required: true,
};
const LESS: Field = Field {
    name: "less",
    label: || t!("calculator-less-by"),
    hint: || t!("calculator-less-by-hint"),
    kind: Kind::Amount,
    required: false,
};
const SAVING: Field = Field {
    name: "monthly_saving",
    label: || t!("calculator-saving"),
    hint: || t!("calculator-saving-hint"),
    kind: Kind::Amount,
    required: false,
};

pub(super) const NAMES: &[&str] = &[AMOUNT.name, RATE.name, TERM.name, LESS.name, SAVING.name];
pub(super) const EXAMPLE: &[(&str, &str)] =
    &[("amount", "15000"), ("rate", "8.5"), ("term_months", "36"), ("monthly_saving", "400")];

/// The planned loan, smaller ones, and none.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    planned: RepaymentFigures,
    smaller: Vec<SmallerLoan>,
    /// The smaller loan that was asked for, or else the smallest.
    chosen: Option<SmallerLoan>,
    /// What is saved each month instead of borrowing, and for how many months.
    saving: Money,
    months: Option<u64>,
}

pub(super) fn form(typed: &Typed, currency: Currency) -> AnyView {
    let fields = [AMOUNT, RATE, TERM, LESS, SAVING]
        .into_iter()
        .map(|field| field.view(typed, currency))
        .collect_view();
    view! { <div class="fields">{fields}</div> }.into_any()
}

pub(super) fn work_out(reader: &mut Reader) -> Option<Outcome> {
    let amount = reader.money(AMOUNT);
    let rate = reader.rate(RATE);
    let term_months = reader.months(TERM);
    let typed_less = reader.money(LESS);
    let saving = reader.money(SAVING);
    let (amount, rate, term_months) = (amount?, rate?, term_months?);
    if typed_less.is_some_and(|less| less.minor >= amount.minor) {
        reader.fail(LESS, t!("calculator-fault-less", most = money(amount)));
        return None;
    }
    let loan = reader.within_bounds(AMOUNT, Loan::new(amount, rate, term_months))?;
    let mut amounts: Vec<Money> = [10, 20].into_iter().filter_map(|part| percent_of(amount, part)).collect();
    amounts.extend(typed_less);
    amounts.sort_unstable();
    amounts.dedup();
    // Taking a share of a few cents may leave nothing to borrow: such a loan is left out.
    let smaller: Vec<SmallerLoan> =
        amounts.into_iter().filter_map(|less| borrow_less(&loan, less).ok()).collect();
    let asked = typed_less.and_then(|less| smaller.iter().find(|loan| loan.less == less));
    let chosen = asked.or(smaller.last()).copied();
    let planned = loan.figures();
    let saving = saving.unwrap_or(planned.instalment);
    Some(Outcome { planned, smaller, chosen, saving, months: months_to_save(amount, saving) })
}

pub(super) fn result(outcome: &Outcome) -> AnyView {
    let Outcome { planned, smaller, chosen, saving, months } = outcome;
    let sentence = chosen.map(|loan| {
        t!(
            "calculator-less-result",
            less = money(loan.less),
            interest = money(loan.interest_saved),
            instalment = money(loan.instalment_less)
        )
    });
    let figures = |figures: RepaymentFigures| {
        vec![
            money_exact(figures.instalment),
            money_exact(figures.total_interest),
            money_exact(figures.total_payable),
        ]
    };
    let row = |amount: Money, cells: Vec<String>, saved: Option<Money>| {
        let saved = saved.map_or_else(|| t!("calculator-dash"), money_exact);
        (money(amount), cells.into_iter().chain([saved]).collect::<Vec<String>>())
    };
    let mut rows = vec![row(planned.amount, figures(*planned), None)];
    for loan in smaller {
        rows.push(row(loan.figures.amount, figures(loan.figures), Some(loan.interest_saved)));
    }
    let columns = vec![
        t!("calculator-instalment"),
        t!("calculator-interest"),
        t!("calculator-total"),
        t!("calculator-interest-saved"),
    ];
    view! {
        {sentence.map(|sentence| view! { <p class="tools__answer">{sentence}</p> })}
        {table(t!("calculator-less-caption"), columns, rows)}
        <h3>{t!("calculator-not-at-all")}</h3>
        <p>{not_borrowing(*planned, *saving, *months)}</p>
    }
    .into_any()
}

/// How long saving up would take, and what it spares.
fn not_borrowing(planned: RepaymentFigures, saving: Money, months: Option<u64>) -> String {
    let goal = money(planned.amount);
    match months.and_then(|months| u16::try_from(months).ok()).filter(|months| *months <= MAX_TERM_MONTHS) {
        Some(months) => t!(
            "calculator-save-up",
            saving = money(saving),
            goal = goal,
            time = term(months),
            interest = money(planned.total_interest)
        ),
        None => t!("calculator-save-up-long", saving = money(saving), goal = goal),
    }
}
