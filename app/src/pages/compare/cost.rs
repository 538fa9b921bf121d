//! What products cost, side by side: rate, instalment, total and fees, both ends of every range.

use super::best::{Better, Span};
use super::rows::{Cell, Group, Note, Row};
use crate::components::figures::comparison_assumption;
use crate::format::{money, money_exact, percent, term};
use crate::ports::ProductDetails;
use crate::{t, words};
use domain::answer::RepaymentFigures;
use domain::headline::Headline;
use domain::money::Money;
use domain::product::{Fee, FeeKind};
use domain::rate::Rate;
use domain::repayment::figures;

/// The figures at both ends of a product's rate.
#[derive(Debug, Clone, Copy)]
struct Ends {
    low: RepaymentFigures,
    high: RepaymentFigures,
    /// Whether fees may come on top: the lender leaves some open, or publishes none at all.
    open: bool,
}

impl Ends {
    fn of(details: &ProductDetails) -> Option<Self> {
        let result = &details.result;
        let (low, headline) = (result.repayment?, result.headline?);
        let fees = &result.listing.fees;
        // What follows a fixed rate follows the dearer one, too.
        let dearer = Headline { annual: headline.annual_max, ..headline }.rate_path(low.term_months)?;
        let high = figures(low.amount, dearer, low.term_months, fees).ok()?;
        Some(Self { low, high, open: !fees.are_known() })
    }

    fn span(self, pick: fn(RepaymentFigures) -> Money) -> Span<i64> {
        Span { low: pick(self.low).minor, high: pick(self.high).minor, open: self.open }
    }
}

/// Annual rate first, then every figure that follows from it.
pub(super) fn cost(products: &[ProductDetails]) -> Group {
    let lowest = || t!("compare-lowest");
    let figure = |name: String, pick: fn(RepaymentFigures) -> Money| {
        Row::plain(name, products, |details| figure_cell(details, pick))
    };
    // The instalment itself has no fees in it, so open fees leave it certain.
    let closed = |details: &ProductDetails| Ends::of(details).map(|ends| Ends { open: false, ..ends });
    let rows = vec![
        Row::plain(t!("compare-rate"), products, rate).marking(
            products,
            Better::Lower,
            lowest(),
            |details| {
                let headline = details.result.headline?;
                Some(Span { low: headline.annual, high: headline.annual_max, open: false })
            },
        ),
        Row::plain(t!("compare-rate-kind"), products, rate_kind),
        Row::plain(t!("compare-comparison-rate"), products, comparison_rate),
        figure(t!("compare-instalment"), |figures| figures.instalment).marking(
            products,
            Better::Lower,
            lowest(),
            |details| closed(details).map(|ends| ends.span(|figures| figures.instalment)),
        ),
        Row::plain(t!("compare-total"), products, |details| {
            let has_fees = details.result.repayment.is_none() || details.result.listing.fees.published;
            let cell = figure_cell(details, |figures| figures.total_payable);
            cell.note((!has_fees).then(|| t!("compare-total-without-fees")))
        })
        .marking(products, Better::Lower, lowest(), |details| {
            Ends::of(details).map(|ends| ends.span(|figures| figures.total_payable))
        }),
        figure(t!("compare-interest"), |figures| figures.total_interest),
        Row::plain(t!("compare-fees-within"), products, |details| {
            let fees = &details.result.listing.fees;
            // No published fee is no fee of nothing.
            if details.result.repayment.is_some() && !fees.published {
                return Cell::value(t!("compare-not-published"));
            }
            let open = fees.has_unknown.then(|| t!("compare-fees-open"));
            figure_cell(details, |figures| figures.total_fees).note(open)
        })
        .marking(products, Better::Lower, lowest(), |details| {
            Ends::of(details).map(|ends| ends.span(|figures| figures.total_fees))
        }),
        Row::plain(t!("compare-received"), products, |details| {
            let cell = figure_cell(details, |figures| figures.amount_received);
            let less = details.result.repayment.is_some_and(|f| f.amount_received.minor < f.amount.minor);
            cell.note(less.then(|| t!("compare-received-less")))
        }),
    ];
    Group { title: t!("compare-group-cost"), rows }
}

fn rate(details: &ProductDetails) -> Cell {
    let tailored = details.result.listing.tailored.then(|| t!("compare-tailored"));
    let value = match details.result.headline {
        Some(headline) => {
            let rate = range(percent(headline.annual), percent(headline.annual_max));
            t!("compare-a-year", rate = rate)
        }
        None => t!("compare-not-published"),
    };
    Cell::value(value).note(tailored)
}

fn rate_kind(details: &ProductDetails) -> Cell {
    let Some(headline) = details.result.headline else { return Cell::value(t!("compare-not-published")) };
    let kind = words::rate_type(headline.kind).to_string();
    Cell::value(match headline.fixed_months {
        Some(months) => t!("compare-fixed-for", kind = kind, term = term(months)),
        None => kind,
    })
}

fn comparison_rate(details: &ProductDetails) -> Cell {
    let Some(rate) = details.result.headline.and_then(|headline| headline.comparison) else {
        return Cell::value(t!("compare-not-published"));
    };
    let loan = comparison_assumption(details.result.listing.category).to_string();
    Cell::value(t!("compare-a-year", rate = percent(rate))).note(Some(loan))
}

fn figure_cell(details: &ProductDetails, pick: fn(RepaymentFigures) -> Money) -> Cell {
    match Ends::of(details) {
        Some(ends) => Cell::value(range(money_exact(pick(ends.low)), money_exact(pick(ends.high)))),
        None => Cell::value(without_figures(details)),
    }
}

/// Why there is no instalment.
fn without_figures(details: &ProductDetails) -> String {
    if !details.result.listing.category.is_instalment_credit() {
        t!("compare-no-instalments")
    } else if details.result.headline.is_none() {
        t!("compare-no-rate")
    } else {
        t!("compare-no-need")
    }
}

fn range(low: String, high: String) -> String {
    if low == high { low } else { t!("compare-range", low = low, high = high) }
}

/// What is charged beside interest.
pub(super) fn fees(products: &[ProductDetails]) -> Group {
    let standard = |name: String, kind: FeeKind, pick: fn(&ProductDetails) -> Money| {
        Row::plain(name, products, |details| standard_fee(details, kind, pick(details)))
    };
    let rows = vec![
        standard(t!("compare-fee-start"), FeeKind::Upfront, |details| details.result.listing.fees.upfront),
        standard(t!("compare-fee-year"), FeeKind::Periodic, |details| details.result.listing.fees.yearly),
        standard(t!("compare-fee-end"), FeeKind::Exit, |details| details.result.listing.fees.exit),
        Row::plain(t!("compare-fee-all"), products, every_fee),
    ];
    Group { title: t!("compare-group-fees"), rows }
}

/// A fee that every borrower pays. None is said only where the lender publishes fees, and none of this kind.
fn standard_fee(details: &ProductDetails, kind: FeeKind, fee: Money) -> Cell {
    let published = &details.product.fees;
    Cell::value(if fee.minor > 0 {
        money(fee)
    } else if !details.result.listing.fees.published {
        t!("compare-not-published")
    } else if published.iter().any(|fee| fee.kind == kind) {
        t!("compare-fee-see-all")
    } else {
        t!("compare-fee-none")
    })
}

fn every_fee(details: &ProductDetails) -> Cell {
    let fees = &details.product.fees;
    if fees.is_empty() {
        return Cell::value(t!("compare-not-published"));
    }
    let notes = fees.iter().map(|fee| Note { published: fee.name.clone(), said: how_much(fee) }).collect();
    Cell { value: String::new(), notes }
}

fn how_much(fee: &Fee) -> String {
    let share = |rate: Option<Rate>, words: fn(String) -> String| rate.map(|rate| words(percent(rate)));
    let parts: Vec<String> = [
        fee.amount.map(money),
        share(fee.balance_rate, |rate| t!("compare-of-balance", rate = rate)),
        share(fee.transaction_rate, |rate| t!("compare-of-transaction", rate = rate)),
        share(fee.accrued_rate, |rate| t!("compare-of-interest", rate = rate)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() { t!("compare-not-published") } else { parts.join(" + ") }
}
