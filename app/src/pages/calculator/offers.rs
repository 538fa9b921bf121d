//! Two offers that one already has.

use super::input::{Field, Kind, Reader, none};
use super::table;
use crate::components::entry::{Typed, choice};
use crate::format::{money, money_exact, percent, term};
use crate::t;
use domain::answer::RepaymentFigures;
use domain::money::{Currency, Money};
use domain::rate::Rate;
use domain::repayment::{LoanOffer, OfferCost, QuotedAs};
use leptos::prelude::*;

const AMOUNT: Field = Field {
    name: "amount",
    label: || t!("calculator-amount"),
    hint: none,
    kind: Kind::Amount,
    required: true,
};

/// The fields of one offer.
#[derive(Clone, Copy)]
struct Fields {
    title: fn() -> String,
    rate: Field,
    quoted_as: &'static str,
    term: Field,
    upfront: Field,
    monthly: Field,
}

/// The fields of an offer whose names end in a letter of its own.
macro_rules! offer {
    ($title:literal, $letter:literal) => {
        Fields {
            title: || t!($title),
            rate: Field {
                name: concat!("rate_", $letter),
                label: || t!("calculator-rate"),
                hint: none,
                kind: Kind::Rate,
                required: true,
            },
            quoted_as: concat!("quoted_as_", $letter),
            term: Field {
                name: concat!("term_months_", $letter),
                label: || t!("calculator-term"),
                hint: none,
                kind: Kind::Months,
                required: true,
            },
            upfront: Field {
                name: concat!("upfront_fee_", $letter),
                label: || t!("calculator-upfront-fee"),
                hint: none,
                kind: Kind::Cost,
                required: false,
            },
            monthly: Field {
                name: concat!("monthly_fee_", $letter),
                label: || t!("calculator-monthly-fee"),
                hint: none,
                kind: Kind::Cost,
                required: false,
            },
        }
    };
}

const FIRST: Fields = offer!("calculator-first-offer", "a");
const SECOND: Fields = offer!("calculator-second-offer", "b");

pub(super) const NAMES: &[&str] = &[
    AMOUNT.name,
    FIRST.rate.name,
    FIRST.quoted_as,
    FIRST.term.name,
    FIRST.upfront.name,
    FIRST.monthly.name,
    SECOND.rate.name,
    SECOND.quoted_as,
    SECOND.term.name,
    SECOND.upfront.name,
    SECOND.monthly.name,
];
pub(super) const EXAMPLE: &[(&str, &str)] = &[
    ("amount", "20000"),
    ("rate_a", "8.2"),
    ("quoted_as_a", "nominal"),
    ("term_months_a", "48"),
    ("upfront_fee_a", "250"),
    ("rate_b", "4.9"),
    ("quoted_as_b", "flat"),
    ("term_months_b", "48"),
    ("monthly_fee_b", "5"),
];

/// Both offers and what they cost.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    first: (LoanOffer, OfferCost),
    second: (LoanOffer, OfferCost),
}

pub(super) fn form(typed: &Typed, currency: Currency) -> AnyView {
    let offers =
        [FIRST, SECOND].into_iter().map(|fields| offer_fields(fields, typed, currency)).collect_view();
    view! {
        {AMOUNT.view(typed, currency)}
        <div class="tools__pair">{offers}</div>
    }
    .into_any()
}

fn offer_fields(fields: Fields, typed: &Typed, currency: Currency) -> AnyView {
    let conventions = QuotedAs::ALL.iter().map(|quoted| (quoted.name(), convention(*quoted))).collect();
    let hint = t!("calculator-quoted-as-hint");
    view! {
        <fieldset class="tools__offer">
            <legend>{(fields.title)()}</legend>
            {fields.rate.view(typed, currency)}
            {choice(fields.quoted_as, t!("calculator-quoted-as"), hint, conventions, typed)}
            {fields.term.view(typed, currency)}
            {fields.upfront.view(typed, currency)}
            {fields.monthly.view(typed, currency)}
        </fieldset>
    }
    .into_any()
}

fn convention(quoted: QuotedAs) -> String {
    match quoted {
        QuotedAs::Nominal => t!("calculator-quoted-nominal"),
        QuotedAs::Effective => t!("calculator-quoted-effective"),
        QuotedAs::Flat => t!("calculator-quoted-flat"),
    }
}

pub(super) fn work_out(reader: &mut Reader) -> Option<Outcome> {
    let amount = reader.money(AMOUNT);
    let first = read(reader, FIRST, amount);
    let second = read(reader, SECOND, amount);
    let (first, second) = (first?, second?);
    if !reader.typed.faults().is_empty() {
        return None;
    }
    let first_cost = reader.within_bounds(FIRST.rate, first.cost())?;
    let second_cost = reader.within_bounds(SECOND.rate, second.cost())?;
    Some(Outcome { first: (first, first_cost), second: (second, second_cost) })
}

fn read(reader: &mut Reader, fields: Fields, amount: Option<Money>) -> Option<LoanOffer> {
    let rate = reader.rate(fields.rate);
    let term_months = reader.months(fields.term);
    let (upfront_fee, monthly_fee) = (reader.cost(fields.upfront), reader.cost(fields.monthly));
    let quoted = reader.typed.value(fields.quoted_as);
    let quoted_as = if quoted.is_empty() { Ok(QuotedAs::Nominal) } else { quoted.parse() };
    if quoted_as.is_err() {
        reader.typed.fail(fields.quoted_as, t!("calculator-fault-quoted-as"));
    }
    Some(LoanOffer {
        amount: amount?,
        rate: rate?,
        quoted_as: quoted_as.ok()?,
        term_months: term_months?,
        upfront_fee,
        monthly_fee,
    })
}

pub(super) fn result(outcome: &Outcome) -> AnyView {
    let Outcome { first, second } = outcome;
    let both = |cell: &dyn Fn(&(LoanOffer, OfferCost)) -> String| vec![cell(first), cell(second)];
    let figure = |name: String, pick: fn(RepaymentFigures) -> Money| {
        (name, both(&|(_, cost)| money_exact(pick(cost.figures))))
    };
    let rows = vec![
        (
            t!("calculator-effective-apr"),
            both(&|(_, cost)| cost.effective_apr.map_or_else(|| t!("calculator-no-apr"), to_two_places)),
        ),
        figure(t!("calculator-instalment"), |figures| figures.instalment),
        (
            t!("calculator-with-monthly-fee"),
            both(&|(offer, cost)| {
                let minor = cost.figures.instalment.minor.saturating_add(offer.monthly_fee.minor);
                money_exact(Money::new(minor, offer.amount.currency))
            }),
        ),
        (t!("calculator-term"), both(&|(offer, _)| term(offer.term_months))),
        figure(t!("calculator-interest"), |figures| figures.total_interest),
        figure(t!("calculator-fees"), |figures| figures.total_fees),
        figure(t!("calculator-total"), |figures| figures.total_payable),
    ];
    let columns = vec![t!("calculator-first-offer"), t!("calculator-second-offer")];
    let terms_differ = (first.0.term_months != second.0.term_months).then(|| {
        view! { <p class="notice notice--warn">{t!("calculator-terms-differ")}</p> }
    });
    view! {
        <p class="tools__answer">{verdict(outcome)}</p>
        {terms_differ}
        {table(t!("calculator-offers-caption"), columns, rows)}
        <p class="note">{t!("calculator-apr-explained")}</p>
    }
    .into_any()
}

/// Which offer costs less, and whether its yearly cost is lower too.
fn verdict(outcome: &Outcome) -> String {
    let (first, second) = (outcome.first.1, outcome.second.1);
    let currency = first.figures.total_payable.currency;
    let difference = first.figures.total_payable.minor.saturating_sub(second.figures.total_payable.minor);
    let less = money(Money::new(difference.saturating_abs(), currency));
    let total = match difference {
        0 => t!("calculator-offers-equal"),
        ..0 => t!("calculator-first-less", less = less),
        1.. => t!("calculator-second-less", less = less),
    };
    let (Some(first), Some(second)) = (first.effective_apr, second.effective_apr) else { return total };
    let against = (difference < 0 && first > second) || (difference > 0 && second > first);
    if against { format!("{total} {}", t!("calculator-apr-against")) } else { total }
}

/// A computed rate as it is customarily stated: to a hundredth of a percent.
fn to_two_places(rate: Rate) -> String {
    percent(Rate::from_millionths((rate.millionths() + 50).div_euclid(100) * 100))
}
