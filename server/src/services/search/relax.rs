//! What each constraint costs when nothing is found, and keeping counts true when a candidate is excluded.

use super::SearchError;
use domain::answer::{FacetCount, Facets, Relaxation};
use domain::headline::{Headline, HeadlineFor};
use domain::listing::Listing;
use domain::product::{FeatureKind, RateType};
use domain::query::SearchQuery;

/// How to drop one constraint.
struct Constraint {
    name: &'static str,
    is_set: fn(&SearchQuery) -> bool,
    drop: fn(&mut SearchQuery),
}

/// The constraints that can leave nothing to show. Amount, term and purpose only do where products that do
/// not fit are left out.
const CONSTRAINTS: &[Constraint] = &[
    Constraint { name: "q", is_set: |q| q.text.is_some(), drop: |q| q.text = None },
    Constraint {
        name: "category",
        is_set: |q| !q.need.categories.is_empty(),
        drop: |q| q.need.categories.clear(),
    },
    Constraint {
        name: "institution",
        is_set: |q| !q.filters.institutions.is_empty(),
        drop: |q| q.filters.institutions.clear(),
    },
    Constraint {
        name: "rate_type",
        is_set: |q| !q.filters.rate_types.is_empty(),
        drop: |q| q.filters.rate_types.clear(),
    },
    Constraint {
        name: "max_rate",
        is_set: |q| q.filters.max_rate.is_some(),
        drop: |q| q.filters.max_rate = None,
    },
    Constraint {
        name: "secured",
        is_set: |q| q.filters.secured.is_some(),
        drop: |q| q.filters.secured = None,
    },
    Constraint {
        name: "no_annual_fee",
        is_set: |q| q.filters.no_annual_fee,
        drop: |q| q.filters.no_annual_fee = false,
    },
    Constraint {
        name: "feature",
        is_set: |q| !q.filters.features.is_empty(),
        drop: |q| q.filters.features.clear(),
    },
    Constraint {
        name: "eligible_only",
        is_set: |q| q.filters.eligible_only,
        drop: |q| q.filters.eligible_only = false,
    },
    Constraint {
        name: "amount",
        is_set: |q| q.need.amount.is_some() && q.filters.eligible_only,
        drop: |q| q.need.amount = None,
    },
    Constraint {
        name: "term_months",
        is_set: |q| q.need.term_months.is_some() && q.filters.eligible_only,
        drop: |q| q.need.term_months = None,
    },
    Constraint {
        name: "purpose",
        is_set: |q| q.need.purpose.is_some() && q.filters.eligible_only,
        drop: |q| q.need.purpose = None,
    },
    Constraint { name: "within", is_set: |q| q.within.is_some(), drop: |q| q.within = None },
];

/// For each constraint that is set, how many products there would be without it; those that would bring
/// something, most first.
pub(super) fn relaxations(
    query: &SearchQuery,
    base: &[SearchQuery],
    count: impl Fn(&SearchQuery, &[SearchQuery]) -> Result<u64, SearchError>,
) -> Result<Vec<Relaxation>, SearchError> {
    let mut found = Vec::new();
    for constraint in CONSTRAINTS.iter().filter(|constraint| (constraint.is_set)(query)) {
        let mut relaxed = query.clone();
        (constraint.drop)(&mut relaxed);
        let within = if relaxed.within.is_some() { base } else { &[] };
        let would_find = count(&relaxed, within)?;
        if would_find > 0 {
            found.push(Relaxation { drop: constraint.name, would_find });
        }
    }
    found.sort_by(|a, b| b.would_find.cmp(&a.would_find).then(a.drop.cmp(b.drop)));
    Ok(found)
}

/// Takes an excluded candidate out of the counts it was counted in.
pub(super) fn uncount(facets: &mut Facets, listing: &Listing) {
    decrement(&mut facets.category, listing.category.name());
    for feature in &listing.features {
        decrement(&mut facets.feature, FeatureKind::name(*feature));
    }
    for rate_type in RateType::ALL {
        let wanted = HeadlineFor { rate_type: Some(*rate_type), ..HeadlineFor::default() };
        if Headline::choose(&listing.rates, &wanted).is_some() {
            decrement(&mut facets.rate_type, rate_type.name());
        }
    }
    if let Some(lender) = facets.institution.iter_mut().find(|lender| lender.id == listing.institution_id) {
        lender.count = lender.count.saturating_sub(1);
    }
    facets.institution.retain(|lender| lender.count > 0);
}

fn decrement(counts: &mut Vec<FacetCount>, value: &str) {
    if let Some(count) = counts.iter_mut().find(|count| count.value == value) {
        count.count = count.count.saturating_sub(1);
    }
    counts.retain(|count| count.count > 0);
}
