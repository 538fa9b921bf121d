//! Moving a loan to another lender.

use super::input::{Field, Kind, Reader, none};
use super::table;
use crate::components::entry::Typed;
use crate::format::{money, money_exact, term};
use crate::t;
use domain::answer::RepaymentFigures;
use domain::money::{Currency, Money};
use domain::repayment::{BreakEven, Switch};
use leptos::prelude::*;

const BALANCE: Field = Field {
    name: "balance",
    label: || t!("calculator-balance"),
    hint: none,
    kind: Kind::Amount,
    required: true,
};
const REMAINING: Field = Field {
    name: "remaining_months",
    label: || t!("calculator-remaining"),
    hint: none,
    kind: Kind::Months,
    required: true,
};
const PRESENT_RATE: Field = Field {
    name: "present_rate",
    label: || t!("calculator-present-rate"),
    hint: none,
    kind: Kind::Rate,
    required: true,
};
const PRESENT_FEE: Field = Field {
    name: "present_monthly_fee",
    label: || t!("calculator-present-fee"),
    hint: none,
    kind: Kind::Cost,
    required: false,
};
const NEW_RATE: Field = Field {
    name: "new_rate",
    label: || t!("calculator-new-rate"),
    hint: none,
    kind: Kind::Rate,
    required: true,
};
const NEW_MONTHS: Field = Field {
    name: "new_months",
    label: || t!("calculator-new-term"),
    hint: || t!("calculator-new-term-hint"),
    kind: Kind::Months,
    required: false,
};
const EXIT: Field = Field {
    name: "exit_cost",
    label: || t!("calculator-exit-cost"),
    hint: none,
    kind: Kind::Cost,
    required: false,
};
const UPFRONT: Field = Field {
    name: "upfront_cost",
    label: || t!("calculator-entry-cost"),
    hint: none,
    kind: Kind::Cost,
    required: false,
};
const NEW_FEE: Field = Field {
    name: "new_monthly_fee",
    label: || t!("calculator-new-fee"),
    hint: none,
    kind: Kind::Cost,
    required: false,
};

pub(super) const NAMES: &[&str] = &[
    BALANCE.name,
    REMAINING.name,
    PRESENT_RATE.name,
    PRESENT_FEE.name,
    NEW_RATE.name,
    NEW_MONTHS.name,
    EXIT.name,
    UPFRONT.name,
    NEW_FEE.name,
];
pub(super) const EXAMPLE: &[(&str, &str)] = &[
    ("balance", "420000"),
    ("remaining_months", "276"),
    ("present_rate", "6.6"),
    ("new_rate", "6.05"),
    ("new_months", "276"),
    ("exit_cost", "350"),
    ("upfront_cost", "600"),
    ("new_monthly_fee", "10"),
];

/// Both loans and when switching pays.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    switch: Switch,
    found: BreakEven,
}

pub(super) fn form(typed: &Typed, currency: Currency) -> AnyView {
    let fields = |fields: &[Field]| fields.iter().map(|field| field.view(typed, currency)).collect_view();
    view! {
        <div class="tools__pair">
            <fieldset class="tools__offer">
                <legend>{t!("calculator-present-loan")}</legend>
                {fields(&[BALANCE, REMAINING, PRESENT_RATE, PRESENT_FEE, EXIT])}
            </fieldset>
            <fieldset class="tools__offer">
                <legend>{t!("calculator-new-loan")}</legend>
                {fields(&[NEW_RATE, NEW_MONTHS, NEW_FEE, UPFRONT])}
            </fieldset>
        </div>
    }
    .into_any()
}

pub(super) fn work_out(reader: &mut Reader) -> Option<Outcome> {
    let balance = reader.money(BALANCE);
    let remaining_months = reader.months(REMAINING);
    let present_rate = reader.rate(PRESENT_RATE);
    let present_monthly_fee = reader.cost(PRESENT_FEE);
    let new_rate = reader.rate(NEW_RATE);
    let new_months = reader.months(NEW_MONTHS);
    let (exit, upfront) = (reader.cost(EXIT), reader.cost(UPFRONT));
    let new_monthly_fee = reader.cost(NEW_FEE);
    let (balance, remaining_months) = (balance?, remaining_months?);
    let switch = Switch {
        balance,
        remaining_months,
        present_rate: present_rate?,
        present_monthly_fee,
        new_rate: new_rate?,
        new_months: new_months.unwrap_or(remaining_months),
        new_monthly_fee,
        costs: Money::new(exit.minor.saturating_add(upfront.minor), balance.currency),
    };
    let found = reader.within_bounds(BALANCE, switch.break_even())?;
    Some(Outcome { switch, found })
}

pub(super) fn result(outcome: &Outcome) -> AnyView {
    let Outcome { switch, found } = outcome;
    let both = |cell: &dyn Fn(&RepaymentFigures) -> String| vec![cell(&found.keep), cell(&found.switch)];
    let cost = |figures: &RepaymentFigures| {
        let minor = figures.total_interest.minor.saturating_add(figures.total_fees.minor);
        money_exact(Money::new(minor, switch.balance.currency))
    };
    let rows = vec![
        (t!("calculator-instalment"), both(&|figures| money_exact(figures.instalment))),
        (t!("calculator-term"), both(&|figures| term(figures.term_months))),
        (t!("calculator-interest"), both(&|figures| money_exact(figures.total_interest))),
        (t!("calculator-fees-and-costs"), both(&|figures| money_exact(figures.total_fees))),
        (t!("calculator-cost-in-all"), both(&cost)),
    ];
    let columns = vec![t!("calculator-keep"), t!("calculator-switch")];
    let longer = switch.new_months.saturating_sub(switch.remaining_months);
    let longer = (longer > 0).then(|| {
        view! { <p class="notice notice--warn">{t!("calculator-longer", time = term(longer))}</p> }
    });
    view! {
        <p class="tools__answer">{verdict(found)}</p>
        {longer}
        {table(t!("calculator-refinance-caption"), columns, rows)}
        <p class="note">{t!("calculator-refinance-how")}</p>
    }
    .into_any()
}

fn verdict(found: &BreakEven) -> String {
    let saving = money(Money::new(found.saving.minor.saturating_abs(), found.saving.currency));
    match (found.month, found.saving.minor) {
        (None, _) => t!("calculator-never", more = saving),
        (Some(_), 0) => t!("calculator-no-difference"),
        (Some(1), 1..) => t!("calculator-pays-at-once", saving = saving),
        (Some(month), 1..) => t!("calculator-pays", time = term(month), saving = saving),
        (Some(month), ..0) => {
            let until = found.dearer_again.unwrap_or(month);
            t!("calculator-pays-for-a-while", from = month, until = until, more = saving)
        }
    }
}
