//! Everything that a search matches, looked at once before ranking: what filters on rate and rules leave out,
//! and what one may not have, which stands behind the rest on every page.

use super::{SearchError, needs_refining, relax};
use domain::answer::Facets;
use domain::listing::Listing;
use domain::openings::{Openings, openings};
use domain::product::ProductId;
use domain::query::SearchQuery;
use domain::terms::Standing;
use index::{Candidates, Hit, ProductIndex, Window};

/// In an index of more than so many products, most of a search's matches are not in memory.
const LARGE: u64 = 100_000;
/// There, only up to so many matches are all looked at, unless a filter needs it.
const EXACT_UP_TO_IN_LARGE: usize = 1_000;
/// Among so many products at most are openings looked for: each proposal is tried on every one.
const OPENINGS_AMONG: usize = 2_000;

/// How far a search looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// Up to so many matches, every one is looked at before any is ranked, so that totals are exact and what one may
    /// not have stands last; the whole of a country's real catalogue lies below it.
    pub(super) exact_up_to: usize,
    /// So many candidates at most are looked at for products that a filter leaves, unless the page asked for lies
    /// further on.
    pub(super) looked_at: usize,
}

impl Default for Reach {
    fn default() -> Self {
        Self { exact_up_to: 5_000, looked_at: 20_000 }
    }
}

/// Where a search looks.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) index: &'a ProductIndex,
    /// The searches that it is within.
    pub(super) base: &'a [SearchQuery],
    /// The products that its viewer dismissed.
    pub(super) without: &'a [ProductId],
    pub(super) reach: Reach,
}

/// What a search matches.
pub(super) struct Survey {
    /// How many products; an upper bound unless `total_is_exact`.
    pub(super) total: u64,
    pub(super) total_is_exact: bool,
    /// How many of them have a rule known not to be met; a lower bound unless `not_met_is_exact`.
    pub(super) not_met_total: u64,
    pub(super) not_met_is_exact: bool,
    /// How many were left out because the viewer dismissed them.
    pub(super) left_out: u64,
    pub(super) facets: Facets,
    /// The products in the order in which blocks of them are ranked, with where they stand.
    pub(super) hits: Vec<(Hit, Standing)>,
    /// Those that a filter turned out to leave out.
    excluded: Vec<Hit>,
}

impl Survey {
    /// Looks at the first `wanted` matches, or at every one where there are not too many. Then those that one
    /// may not have come after all others; where there are too many, they do as far as the index can tell, which
    /// knows all rules but the share of income.
    pub(super) fn take(scope: Scope<'_>, query: &SearchQuery, wanted: usize) -> Result<Self, SearchError> {
        let Scope { index, base, without, reach } = scope;
        let refined = needs_refining(query);
        let mut found = candidates(scope, query, wanted)?;
        let (matched, is_whole, mut hits, excluded, left_out, facets) = loop {
            let Candidates { total: matched, hits: fetched, mut facets, left_out, .. } = found;
            let looked_at = fetched.len();
            let is_whole = looked_at as u64 == matched;
            let (mut hits, mut excluded) = (Vec::with_capacity(looked_at), Vec::new());
            for hit in fetched {
                match Standing::of(&hit.listing, query) {
                    Standing::Excluded => {
                        relax::uncount(&mut facets, &hit.listing);
                        excluded.push(hit);
                    }
                    standing => hits.push((hit, standing)),
                }
            }
            if is_whole || hits.len() >= wanted || looked_at >= reach.looked_at {
                break (matched, is_whole, hits, excluded, left_out, facets);
            }
            // The filter leaves too little of what was looked at for the page that is wanted.
            let window = Window { offset: 0, limit: looked_at.max(1).saturating_mul(2) };
            found = index.candidates_without(query, base, without, window)?;
        };
        let closed = |(_, standing): &(Hit, Standing)| *standing == Standing::Closed;
        let mut not_met = hits.iter().filter(|hit| closed(hit)).count() as u64;
        if is_whole {
            hits.sort_by_key(closed);
        } else if !refined {
            let mut eligible = query.clone();
            eligible.filters.eligible_only = true;
            not_met = not_met.max(matched.saturating_sub(index.count_without(&eligible, base, without)?));
        }
        Ok(Self {
            total: matched.saturating_sub(excluded.len() as u64),
            total_is_exact: is_whole || !refined,
            not_met_total: not_met,
            not_met_is_exact: is_whole || query.filters.eligible_only,
            left_out: left_out.iter().filter(|one| Standing::of(one, query) != Standing::Excluded).count()
                as u64,
            facets,
            hits,
            excluded,
        })
    }

    /// The smallest changes that would open more of what the search is about.
    pub(super) fn openings(&self, scope: Scope<'_>, query: &SearchQuery) -> Result<Openings, SearchError> {
        if query.amount().is_none() && query.need.term_months.is_none() {
            return Ok(Openings { is_exact: true, ..Openings::default() });
        }
        if query.filters.eligible_only {
            // What one may not have was left out, and is what could be opened.
            let mut all = query.clone();
            all.filters.eligible_only = false;
            return Self::take(scope, &all, OPENINGS_AMONG)?.openings(scope, &all);
        }
        let closed = self.hits.iter().filter(|(_, standing)| *standing == Standing::Closed);
        let open = self.hits.iter().filter(|(_, standing)| *standing == Standing::Open);
        let all = closed.chain(open).map(|(hit, _)| hit).chain(&self.excluded);
        let listings: Vec<&Listing> = all.take(OPENINGS_AMONG).map(|hit| hit.listing.as_ref()).collect();
        let considered = self.hits.len() + self.excluded.len();
        Ok(Openings {
            changes: if self.not_met_total == 0 { Vec::new() } else { openings(&listings, query) },
            looked_at: listings.len() as u64,
            is_exact: self.not_met_is_exact && listings.len() == considered,
        })
    }
}

/// The first matches: `wanted` of them, or all where there are not too many.
fn candidates(scope: Scope<'_>, query: &SearchQuery, wanted: usize) -> Result<Candidates, SearchError> {
    let Scope { index, base, without, reach } = scope;
    let refined = needs_refining(query);
    let fetch = |limit| index.candidates_without(query, base, without, Window { offset: 0, limit });
    let all = if refined || index.len() <= LARGE {
        reach.exact_up_to
    } else {
        reach.exact_up_to.min(EXACT_UP_TO_IN_LARGE)
    };
    // Where everything is fetched anyway, once.
    let found = fetch(if refined || index.len() <= all as u64 { all.max(wanted) } else { wanted })?;
    let is_part = found.total > found.hits.len() as u64;
    if is_part && found.total <= all as u64 { Ok(fetch(all)?) } else { Ok(found) }
}
