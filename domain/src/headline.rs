//! Which of a product's rates is shown first, and the range beside it.
//!
//! The rule, in the order in which it is applied:
//!
//! 1. Only a rate that a borrower pays on new borrowing can be shown first. Discounts, bundle discounts,
//!    penalties, introductory rates, balance transfers, cash advances and kinds without a name never are. A
//!    rate counts as what the lender's note beside it says it is.
//! 2. A rate of zero or less is a reduction, and one above 100 % a year is a percentage written where a
//!    fraction was meant: neither is shown first.
//! 3. If fixed or variable is asked for, only rates of that type remain.
//! 4. If the purpose is known, rates that the lender keeps to another purpose are left out.
//! 5. Where a rate is for certain amounts, loan-to-value ratios or terms, those asked for must lie within
//!    them. What is not known leaves a rate out on no account: it widens the range.
//! 6. If some of the remaining rates are for the way of repaying that is asked for, or for any, the others are
//!    left out; a product with interest-only rates alone still has a rate.
//! 7. The lowest remaining rate is shown first, the highest ends the range. Of equal rates, the one with the
//!    lower comparison rate is shown, then the one published first.
//! 8. If none remains, the product has no published rate that fits.
//! 9. A fixed rate ends before most loans do. What follows is the lowest variable rate that the product
//!    publishes for the same need; where it publishes none, the comparison rate, which has what follows in it,
//!    stands for it if it is the higher one.
//!
//! Lenders leave gaps between tiers (80 and 80.01, 80 and 81, 149,999 and 150,000). A bound that is a little
//! off a round number stands for the round number, exclusive, so that every value lies in a tier.

use crate::listing::RateOffer;
use crate::money::Money;
use crate::number::Decimal6;
use crate::product::{LendingRateKind, LoanPurpose, RateType, RepaymentType, Tier, TierUnit};
use crate::query::SearchQuery;
use crate::rate::Rate;
use crate::repayment::RatePath;
use serde::{Deserialize, Serialize};

/// One, in the millionths that tier bounds are counted in.
const ONE: i64 = 1_000_000;
/// 100 % a year. Above it a figure is a percentage written where a fraction was meant.
const HIGHEST: Rate = Rate::from_millionths(ONE);

/// What a headline is chosen for. Everything unknown leaves the choice wider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeadlineFor {
    /// The amount asked for, in the product's currency.
    pub amount: Option<Money>,
    /// The loan-to-value ratio (0.8 is 80 %).
    pub lvr: Option<Rate>,
    /// The term asked for.
    pub term_months: Option<u16>,
    /// Owner-occupied or investment.
    pub loan_purpose: Option<LoanPurpose>,
    /// How the principal is repaid.
    pub repayment_type: Option<RepaymentType>,
    /// Only rates of this type.
    pub rate_type: Option<RateType>,
}

impl HeadlineFor {
    /// What a query asks for. A filter by both rate types is no filter.
    #[must_use]
    pub fn query(query: &SearchQuery) -> Self {
        Self {
            amount: query.amount(),
            lvr: query.lvr(),
            term_months: query.need.term_months,
            loan_purpose: query.loan_purpose(),
            repayment_type: Some(query.repayment_type()),
            rate_type: match query.filters.rate_types.as_slice() {
                [one] => Some(*one),
                _ => None,
            },
        }
    }
}

/// The rate shown first and its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// The lowest yearly rate that this borrower may get.
    pub annual: Rate,
    /// The highest yearly rate for the same amount, LVR and term; equals `annual` where there is one rate.
    pub annual_max: Rate,
    /// Fixed or variable.
    pub kind: RateType,
    /// The comparison rate stated with `annual`.
    pub comparison: Option<Rate>,
    /// How long `annual` is fixed, where the lender says.
    pub fixed_months: Option<u16>,
    /// The variable rate that follows a fixed one, where the product publishes one.
    pub follows: Option<Rate>,
    /// Whether `annual` is for paying interest alone at first. What is paid after that is not published.
    pub interest_only: bool,
}

impl Headline {
    /// Applies this module's rule; `None` if no published rate fits.
    ///
    /// Bounds of tiers are read as [`RateOffer::new`] leaves them: amounts in major units, loan-to-value ratios
    /// in percent, months of the loan's term.
    #[must_use]
    pub fn choose(rates: &[RateOffer], wanted: &HeadlineFor) -> Option<Self> {
        let asked = Asked::new(wanted);
        let mut fitting = Range::default();
        let mut repaid_otherwise = Range::default();
        let mut variable = Range::default();
        for offer in rates {
            let Some(kind) = headline_type(offer) else { continue };
            if differs(wanted.loan_purpose, offer.loan_purpose)
                || !offer.tiers.iter().all(|tier| asked.lies_within(tier))
            {
                continue;
            }
            if kind == RateType::Variable && offer.repayment_type != Some(RepaymentType::InterestOnly) {
                variable.add(kind, offer);
            }
            if wanted.rate_type.is_some_and(|type_| type_ != kind) {
                continue;
            }
            if differs(wanted.repayment_type, offer.repayment_type) {
                repaid_otherwise.add(kind, offer);
            } else {
                fitting.add(kind, offer);
            }
        }
        let follows = variable.0.map(|variable| variable.annual);
        let chosen = fitting.0.or(repaid_otherwise.0)?;
        Some(Self { follows: follows.filter(|_| chosen.fixed_months.is_some()), ..chosen })
    }

    /// The rates to reckon a loan of this term with; `None` where they are not known, since interest alone is
    /// paid at first.
    #[must_use]
    pub fn rate_path(&self, term_months: u16) -> Option<RatePath> {
        if self.interest_only {
            return None;
        }
        let ends = self.fixed_months.filter(|months| *months < term_months);
        let later = self.follows.or_else(|| self.comparison.filter(|comparison| *comparison > self.annual));
        Some(match (ends, later) {
            (Some(months), Some(rate)) => RatePath::changing(self.annual, months, rate),
            _ => RatePath::level(self.annual),
        })
    }

    /// The lowest and the highest rate that [`choose`](Self::choose) can answer for any need.
    #[must_use]
    pub fn bounds(rates: &[RateOffer]) -> Option<(Rate, Rate)> {
        let mut any = Range::default();
        for offer in rates {
            if let Some(kind) = headline_type(offer) {
                any.add(kind, offer);
            }
        }
        any.0.map(|headline| (headline.annual, headline.annual_max))
    }
}

/// Whether an offer can be a headline at all, and of which type.
fn headline_type(offer: &RateOffer) -> Option<RateType> {
    use LendingRateKind as Kind;
    let payable = offer.rate.is_positive() && offer.rate <= HIGHEST;
    match offer.kind {
        Kind::Introductory | Kind::CashAdvance | Kind::BalanceTransfer => None,
        kind => kind.rate_type().filter(|_| payable),
    }
}

/// Whether both are stated and not the same.
fn differs<T: PartialEq>(wanted: Option<T>, stated: Option<T>) -> bool {
    matches!((wanted, stated), (Some(wanted), Some(stated)) if wanted != stated)
}

/// The range of the offers added so far, with the lowest as the headline.
#[derive(Default)]
struct Range(Option<Headline>);

impl Range {
    fn add(&mut self, kind: RateType, offer: &RateOffer) {
        let annual_max = self.0.map_or(offer.rate, |so_far| so_far.annual_max.max(offer.rate));
        let keep = self.0.filter(|so_far| {
            let cheaper_compared = || match (offer.comparison_rate, so_far.comparison) {
                (Some(new), Some(old)) => new < old,
                (new, old) => new.is_some() && old.is_none(),
            };
            so_far.annual < offer.rate || (so_far.annual == offer.rate && !cheaper_compared())
        });
        self.0 = Some(match keep {
            Some(so_far) => Headline { annual_max, ..so_far },
            None => Headline {
                annual: offer.rate,
                annual_max,
                kind,
                comparison: offer.comparison_rate,
                fixed_months: offer.fixed_months,
                follows: None,
                interest_only: offer.repayment_type == Some(RepaymentType::InterestOnly),
            },
        });
    }
}

/// What is asked for, in the units of tier bounds.
struct Asked {
    dollars: Option<i64>,
    percent: Option<i64>,
    months: Option<i64>,
}

impl Asked {
    fn new(wanted: &HeadlineFor) -> Self {
        Self {
            dollars: wanted
                .amount
                .map(|amount| amount.minor.saturating_mul(ONE / amount.currency.minor_per_major())),
            percent: wanted.lvr.map(|lvr| lvr.millionths().saturating_mul(100)),
            months: wanted.term_months.map(|months| i64::from(months) * ONE),
        }
    }

    fn lies_within(&self, tier: &Tier) -> bool {
        let value = match tier.unit {
            TierUnit::Dollar => self.dollars,
            TierUnit::Percent => self.percent,
            TierUnit::Month => self.months,
            TierUnit::Day => None,
        };
        value.is_none_or(|value| contains(tier, value))
    }
}

/// Whether a tier holds a value. A greatest value below the least is a lender's way of writing "no limit".
fn contains(tier: &Tier, value: i64) -> bool {
    reaches(tier.min, value) && tier.max.is_none_or(|max| max < tier.min || stays_below(max, value))
}

/// Whether `value` is not below a tier's least value: 80.01 and 81 stand for "above 80".
fn reaches(min: Decimal6, value: i64) -> bool {
    let min = min.millionths();
    match (min.rem_euclid(ONE), min.div_euclid(ONE) % 10) {
        (0, 1) => value > min.saturating_sub(ONE),
        (part, _) if part > 0 && part <= ONE / 10 => value > min.saturating_sub(part),
        _ => value >= min,
    }
}

/// Whether `value` is not above a tier's greatest value: 79.99 stands for "below 80", 149,999 for "below
/// 150,000".
fn stays_below(max: Decimal6, value: i64) -> bool {
    let max = max.millionths();
    match (max.rem_euclid(ONE), max.div_euclid(ONE) % 10) {
        (0, 9) => value < max.saturating_add(ONE),
        (part, _) if part >= ONE / 10 * 9 => value < max.saturating_add(ONE - part),
        _ => value <= max,
    }
}

#[cfg(test)]
mod tests;
