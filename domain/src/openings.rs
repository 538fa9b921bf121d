//! The smallest change of amount, term or deposit that would open more products.
//!
//! A product is a reason for a change if nothing but its limits on amount or term, or its loan-to-value ratio,
//! stands in the way: then changing the amount or the term to that limit, or paying a larger deposit, is
//! proposed. Each proposal is tried on every product, the open ones too, since what opens one product may close
//! another: a loan raised to one lender's least amount may be above another's greatest. Nothing else about a
//! borrower is ever proposed to change.

use crate::change::Change;
use crate::listing::Listing;
use crate::money::Money;
use crate::query::SearchQuery;
use crate::rate::Rate;
use crate::rules::RuleKind;
use crate::terms::{Standing, Terms};
use std::collections::HashSet;

/// How many changes are proposed at most.
pub const AT_MOST: usize = 3;

/// What one change would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// The change.
    pub change: Change,
    /// How many products it would open.
    pub opens: u64,
    /// How many it would close that are open now; always fewer.
    pub closes: u64,
    /// The lowest annual rate among those that it would open, for the changed need, where one is known.
    pub best_rate: Option<Rate>,
}

impl Opening {
    /// How many more products would be open.
    #[must_use]
    pub const fn more(&self) -> u64 {
        self.opens.saturating_sub(self.closes)
    }
}

/// What would open more products, and among how many it was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Openings {
    /// The changes, smallest first; at most [`AT_MOST`].
    pub changes: Vec<Opening>,
    /// How many products were looked at.
    pub looked_at: u64,
    /// Whether these were all that the search matches.
    pub is_exact: bool,
}

/// The smallest changes that would open more products than they close, the smallest first, at most
/// [`AT_MOST`]. A change is left out if another is no larger and opens as many more.
///
/// A product is open if the query's filters on the rate admit it and no rule is known not to be met. The
/// numbers are exactly what judging all of `listings` again with the change applied would find; whether only
/// eligible products were asked for makes no difference.
#[must_use]
pub fn openings(listings: &[&Listing], query: &SearchQuery) -> Vec<Opening> {
    let mut query = query.clone();
    query.filters.eligible_only = false;
    let before: Vec<Standing> = listings.iter().map(|listing| Standing::of(listing, &query)).collect();
    let standings = || listings.iter().copied().zip(before.iter().copied());
    let closed = standings().filter(|(_, standing)| *standing == Standing::Closed);
    let mut found: Vec<Opening> = Vec::new();
    for change in smallest_first(closed.filter_map(|(listing, _)| proposal(listing, &query))) {
        let as_large = |last: &Opening| last.change.relative() >= change.relative();
        if found.len() == AT_MOST && !found.last().is_some_and(as_large) {
            break;
        }
        let opening = try_out(change, &query, standings());
        if opening.more() > found.last().map_or(0, Opening::more) {
            // Of changes of the same size, the one that opens most.
            found.pop_if(|last| as_large(last));
            found.push(opening);
        }
    }
    found
}

/// Each change once.
fn smallest_first(changes: impl Iterator<Item = Change>) -> Vec<Change> {
    let mut seen = HashSet::new();
    let mut changes: Vec<Change> = changes.filter(|change| seen.insert(*change)).collect();
    changes.sort_by(|a, b| a.relative().total_cmp(&b.relative()).then(a.parameter().cmp(b.parameter())));
    changes
}

/// What a change does to every product.
fn try_out<'a>(
    change: Change,
    query: &SearchQuery,
    listings: impl Iterator<Item = (&'a Listing, Standing)>,
) -> Opening {
    let changed = change.apply(query);
    let mut opening = Opening { change, opens: 0, closes: 0, best_rate: None };
    for (listing, before) in listings {
        match (before == Standing::Open, Standing::of(listing, &changed) == Standing::Open) {
            (false, true) => {
                opening.opens += 1;
                let rate = Terms::of(listing, &changed).headline.map(|headline| headline.annual);
                opening.best_rate = opening.best_rate.into_iter().chain(rate).min();
            }
            (true, false) => opening.closes += 1,
            _ => {}
        }
    }
    opening
}

/// The change that would bring the need within a product's limits, if they are all that stands in the way and
/// one change is enough.
fn proposal(listing: &Listing, query: &SearchQuery) -> Option<Change> {
    use RuleKind as Kind;
    let rules = &listing.rules;
    let instalment = Terms::of(listing, query).instalment;
    let refused: Vec<Kind> = crate::eligibility::refusals(rules, query, instalment).collect();
    let change = match refused.as_slice() {
        [Kind::MinAmount] => Change::Amount { from: query.amount()?, to: rules.min_amount? },
        [Kind::MaxAmount] => Change::Amount { from: query.amount()?, to: rules.max_amount? },
        [Kind::MinTerm] => Change::Term { from: query.need.term_months?, to: rules.min_term_months? },
        [Kind::MaxTerm] => Change::Term { from: query.need.term_months?, to: rules.max_term_months? },
        [Kind::MaxLvr] => deposit(query, rules.max_lvr?, None)?,
        [Kind::MaxAmount, Kind::MaxLvr] => deposit(query, rules.max_lvr?, rules.max_amount)?,
        _ => return None,
    };
    is_possible(change).then_some(change)
}

/// The deposit at which the loan is no more than `max_lvr` of the property's value, and no more than
/// `max_amount`; rounded up to whole major units.
#[must_use]
pub fn deposit(query: &SearchQuery, max_lvr: Rate, max_amount: Option<Money>) -> Option<Change> {
    let (amount, value) = (query.amount()?, query.borrower.property_value?);
    if amount.currency != value.currency {
        return None;
    }
    let most = i128::from(value.minor) * i128::from(max_lvr.millionths().max(0)) / 1_000_000;
    let most = i64::try_from(most).ok()?;
    let most = max_amount.map_or(most, |max| most.min(max.minor));
    let most = most - most.rem_euclid(value.currency.minor_per_major());
    let paid = |borrowed: i64| Money::new(value.minor.saturating_sub(borrowed).max(0), value.currency);
    Some(Change::Deposit { from: paid(amount.minor), to: paid(most) }).filter(|_| most > 0)
}

/// Limits of zero are written by some lenders for "no limit" and are nothing to borrow.
const fn is_possible(change: Change) -> bool {
    match change {
        Change::Amount { to, .. } => to.minor > 0,
        Change::Term { to, .. } => to > 0,
        Change::Deposit { .. } | Change::ExistingRepayments { .. } => true,
    }
}

#[cfg(test)]
mod tests;
