//! What would raise a borrower's chance of being approved for one product.
//!
//! Every suggestion is a [`Change`] that the borrower can truthfully make: to borrow less, over another term
//! that the lender offers, with a larger deposit, or after paying off what they owe elsewhere. Each is judged by
//! the product's own rules and predicted as any search would, so the chance after it is what a search with the
//! change applied shows. Traits are no levers. Answers not given are named with what they would settle; what
//! they would do to the chance depends on the answer, so no figure stands beside them.

use crate::predictor::{Predictor, Subject};
use crate::priors;
use domain::answer::{Approval, ApprovalBand, OpenQuestion, Raise, Raises};
use domain::change::Change;
use domain::eligibility::{Verdict, unanswered};
use domain::listing::Listing;
use domain::money::Money;
use domain::openings;
use domain::product::Category;
use domain::query::SearchQuery;
use domain::rate::Rate;
use domain::terms::Terms;

/// How much a change must raise the chance to be worth saying: two percentage points.
pub const LEAST: f64 = 0.02;
/// How many changes are suggested at most.
pub const AT_MOST: usize = 5;

/// Shares of the amount that are left when borrowing less, in percent.
const LESS: [i64; 3] = [90, 80, 70];
/// How much longer or shorter a term is tried, in months.
const TERM_STEPS: [i32; 6] = [12, 24, 60, -12, -24, -60];
/// Loan-to-value ratios to bring a loan down to, in millionths.
const RATIOS: [i64; 3] = [900_000, 850_000, 800_000];

/// What would raise the chance of approval of a product for a query.
///
/// Where too little is known to name a band, there is no chance to raise: questions alone are answered. A rule
/// that is known not to be met leaves nothing for a further answer to tell. A change is left out where a smaller
/// one of the same kind raises the chance as much.
#[must_use]
pub fn raises(predictor: &Predictor, listing: &Listing, query: &SearchQuery) -> Raises {
    let terms = Terms::of(listing, query);
    let before = predictor.approval(Subject { listing, terms: &terms }, query);
    let questions = if terms.verdict == Verdict::NotMet { Vec::new() } else { questions(listing, query) };
    let mut changes = Vec::new();
    if before.band != ApprovalBand::NotEnoughData {
        let mut tried = levers(listing, query);
        tried.sort_by(|a, b| a.relative().total_cmp(&b.relative()));
        for change in tried {
            let raise = try_out(predictor, listing, query, change, before);
            let gained = raise.after.probability;
            let is_dominated =
                |smaller: &Raise| same_kind(smaller.change, change) && smaller.after.probability >= gained;
            if gained - before.probability >= LEAST && !changes.iter().any(is_dominated) {
                changes.push(raise);
            }
        }
        // Stable: of equal chances the smaller change stands first.
        changes.sort_by(|a, b| b.after.probability.total_cmp(&a.after.probability));
        changes.truncate(AT_MOST);
    }
    Raises { changes, questions }
}

fn try_out(
    predictor: &Predictor,
    listing: &Listing,
    query: &SearchQuery,
    change: Change,
    before: Approval,
) -> Raise {
    let changed = change.apply(query);
    let terms = Terms::of(listing, &changed);
    let after = predictor.approval(Subject { listing, terms: &terms }, &changed);
    Raise { change, before, after, figures: terms.figures(listing, &changed) }
}

fn same_kind(a: Change, b: Change) -> bool {
    a.parameter() == b.parameter() && a.is_reduction() == b.is_reduction()
}

/// Every change worth trying. Whether the product's rules allow it shows when it is tried.
fn levers(listing: &Listing, query: &SearchQuery) -> Vec<Change> {
    let mut levers = Vec::new();
    if let Some(amount) = query.amount() {
        levers.extend(amounts(listing, amount).map(|to| Change::Amount { from: amount, to }));
    }
    if let Some(term) = query.need.term_months {
        levers.extend(terms_offered(listing, term).map(|to| Change::Term { from: term, to }));
    }
    if let Some(owed) = query.borrower.existing_repayments_monthly.filter(|owed| owed.minor > 0) {
        let halved = Money::new(owed.minor / 2, owed.currency);
        levers.extend(
            [halved, Money::zero(owed.currency)].map(|to| Change::ExistingRepayments { from: owed, to }),
        );
    }
    if listing.category == Category::HomeLoan {
        let caps = RATIOS.map(Rate::from_millionths).into_iter().chain(listing.rules.max_lvr);
        levers
            .extend(caps.filter_map(|cap| openings::deposit(query, cap, None)).filter(|c| !c.is_reduction()));
    }
    levers.retain(|change| change.relative() > 0.0);
    levers
}

/// Smaller amounts, in whole major units, and the lender's greatest where the amount is above it.
fn amounts(listing: &Listing, amount: Money) -> impl Iterator<Item = Money> {
    let unit = amount.currency.minor_per_major();
    let less = LESS.into_iter().map(move |percent| {
        let minor = amount.minor.saturating_mul(percent) / 100;
        Money::new(minor - minor.rem_euclid(unit), amount.currency)
    });
    let limit =
        listing.rules.max_amount.filter(move |most| most.currency == amount.currency && *most < amount);
    less.chain(limit).filter(|amount| amount.minor > 0)
}

/// Other terms that the lender is known to offer: within its limits, as far as it publishes them, and the limit
/// itself where the term is beyond it. Beyond a limit that is not published, nothing is suggested.
fn terms_offered(listing: &Listing, term: u16) -> impl Iterator<Item = u16> {
    let (min, max) = (listing.rules.min_term_months, listing.rules.max_term_months);
    let steps = TERM_STEPS.into_iter().filter_map(move |step| u16::try_from(i32::from(term) + step).ok());
    let offered = move |other: &u16| {
        if *other > term {
            max.is_some_and(|max| *other <= max)
        } else {
            min.is_some_and(|min| *other >= min)
        }
    };
    steps.chain(min).chain(max).filter(move |other| *other > 0 && offered(other))
}

fn questions(listing: &Listing, query: &SearchQuery) -> Vec<OpenQuestion> {
    let settling: Vec<&str> = unanswered(&listing.rules, query).collect();
    let narrowing: Vec<&str> = priors::missing(query).collect();
    domain::questions::FIELDS
        .into_iter()
        .map(|field| OpenQuestion {
            field,
            settles_rule: settling.contains(&field),
            narrows: narrowing.contains(&field),
        })
        .filter(|question| question.settles_rule || question.narrows)
        .collect()
}

#[cfg(test)]
mod tests;
