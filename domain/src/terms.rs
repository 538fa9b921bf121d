//! What one product comes to for one query: its rate, its instalment and what its rules say.

use crate::answer::RepaymentFigures;
use crate::eligibility::{self, Tally, Verdict};
use crate::headline::{Headline, HeadlineFor};
use crate::listing::Listing;
use crate::money::Money;
use crate::query::SearchQuery;
use crate::repayment::{self, Loan};

/// A product's terms for a query: everything that ordering and predicting need, and nothing that takes long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Its rate for this need; `None` if the lender publishes none that fits.
    pub headline: Option<Headline>,
    /// Its monthly instalment; `None` where amount, term or rate is unknown.
    pub instalment: Option<Money>,
    /// What the lender's rules say on the whole.
    pub verdict: Verdict,
    /// How many of those about the borrower are met.
    pub rules_met: usize,
    /// How many of all are unknown.
    pub rules_unknown: usize,
}

impl Terms {
    /// Works a product's terms out.
    #[must_use]
    pub fn of(listing: &Listing, query: &SearchQuery) -> Self {
        let headline = Headline::choose(&listing.rates, &HeadlineFor::query(query));
        let instalment = loan(listing, headline, query).map(|loan| loan.instalment());
        let Tally { verdict, met, unknown } = eligibility::tally(&listing.rules, query, instalment);
        Self { headline, instalment, verdict, rules_met: met, rules_unknown: unknown }
    }

    /// What the loan would cost, all figures together.
    #[must_use]
    pub fn figures(&self, listing: &Listing, query: &SearchQuery) -> Option<RepaymentFigures> {
        loan(listing, self.headline, query).map(|loan| loan.figures())
    }
}

/// Whether a query may show a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No rule is known not to be met.
    Open,
    /// A rule is known not to be met.
    Closed,
    /// A filter leaves the product out, now that amount and LVR have chosen its rate and term its instalment.
    Excluded,
}

impl Standing {
    /// Where a product stands. Only what that depends on is worked out: this runs for thousands of products a
    /// search.
    #[must_use]
    pub fn of(listing: &Listing, query: &SearchQuery) -> Self {
        let headline = || Headline::choose(&listing.rates, &HeadlineFor::query(query));
        if is_filtered_out(query, headline) {
            return Self::Excluded;
        }
        let needs_instalment = listing.rules.max_dti.is_some() && query.borrower.income_annual.is_some();
        let instalment = needs_instalment.then(|| loan(listing, headline(), query)).flatten();
        let instalment = instalment.map(|loan| loan.instalment());
        match eligibility::judge_verdict(&listing.rules, query, instalment) {
            Verdict::NotMet if query.filters.eligible_only => Self::Excluded,
            Verdict::NotMet => Self::Closed,
            Verdict::Met | Verdict::Unknown => Self::Open,
        }
    }
}

/// Filters on the rate, which an index can only bound: which rate is the headline depends on amount and LVR.
fn is_filtered_out(query: &SearchQuery, headline: impl Fn() -> Option<Headline>) -> bool {
    let filters = &query.filters;
    let dear = filters.max_rate.is_some_and(|max| headline().is_none_or(|headline| headline.annual > max));
    dear || (!filters.rate_types.is_empty() && headline().is_none())
}

/// The loan, where amount, term and rate are known and the product is repaid in instalments.
fn loan(listing: &Listing, headline: Option<Headline>, query: &SearchQuery) -> Option<Loan> {
    let (amount, term, headline) = (query.amount()?, query.need.term_months?, headline?);
    if !listing.category.is_instalment_credit() || amount.currency != listing.currency {
        return None;
    }
    repayment::loan(amount, headline.rate_path(term)?, term, &listing.fees).ok()
}
