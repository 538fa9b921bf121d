//! Searches against a naive scan.

use super::generator::Generator;
use super::index_of;
use super::naive::{Known, Without, fits, is_refused, passes};
use crate::{Change, ProductIndex, Window};
use domain::eligibility::{Verdict, judge_verdict};
use domain::listing::Listing;
use domain::product::{Category, FeatureKind, ProductId, RateType};
use domain::query::{SearchQuery, Sort};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const ALL: Window = Window { offset: 0, limit: 10_000 };

fn listings(generator: &mut Generator, count: u64) -> Vec<Listing> {
    (0..count).map(|number| generator.listing(number)).collect()
}

/// The listings that a naive scan finds.
fn scan<'a>(
    known: &'a [Known],
    query: &SearchQuery,
    base: &[SearchQuery],
    without: Without,
) -> Vec<&'a Listing> {
    let texts: Vec<Vec<bool>> =
        std::iter::once(query).chain(base).filter_map(|query| fits(known, query.text.as_deref()?)).collect();
    let eligible =
        |listing: &Listing, query: &SearchQuery| !query.filters.eligible_only || !is_refused(listing, query);
    known
        .iter()
        .enumerate()
        .filter(|(doc, _)| texts.iter().all(|fits| fits[*doc]))
        .map(|(_, known)| &known.listing)
        .filter(|listing| passes(listing, query, without) && eligible(listing, query))
        .filter(|listing| {
            base.iter().all(|base| passes(listing, base, Without::Nothing) && eligible(listing, base))
        })
        .collect()
}

fn ids<'a>(listings: impl IntoIterator<Item = &'a Listing>) -> BTreeSet<ProductId> {
    listings.into_iter().map(|listing| listing.product_id).collect()
}

fn compare(index: &ProductIndex, known: &[Known], query: &SearchQuery, base: &[SearchQuery]) {
    let found = index.candidates(query, base, ALL).unwrap();
    let expected = scan(known, query, base, Without::Nothing);
    assert_eq!(
        ids(found.hits.iter().map(|hit| &*hit.listing)),
        ids(expected.iter().copied()),
        "{query:?} {base:?}"
    );
    assert_eq!(found.total, expected.len() as u64, "{query:?}");
    assert_eq!(index.count(query, base).unwrap(), found.total);
    for hit in &found.hits {
        assert!((0.0..=1.0).contains(&hit.text_score), "{}", hit.text_score);
    }
    compare_facets(&found.facets, known, query, base);
}

fn compare_facets(
    facets: &domain::answer::Facets,
    known: &[Known],
    query: &SearchQuery,
    base: &[SearchQuery],
) {
    let counted = |facets: &[domain::answer::FacetCount]| -> BTreeMap<&str, u64> {
        assert!(facets.is_sorted_by_key(|facet| std::cmp::Reverse(facet.count)));
        facets.iter().map(|facet| (facet.value, facet.count)).collect()
    };
    let expected = |listings: &[&Listing], names: &[&'static str], has: &dyn Fn(&Listing, &str) -> bool| {
        let counts =
            names.iter().map(|name| (*name, listings.iter().filter(|l| has(l, name)).count() as u64));
        counts.filter(|(_, count)| *count > 0).collect::<BTreeMap<_, _>>()
    };
    let names = |all: &[Category]| all.iter().map(|c| c.name()).collect::<Vec<_>>();
    let any_category = scan(known, query, base, Without::Category);
    assert_eq!(
        counted(&facets.category),
        expected(&any_category, &names(Category::ALL), &|l, name| l.category.name() == name)
    );
    let any_type = scan(known, query, base, Without::RateType);
    let types: Vec<&str> = RateType::ALL.iter().map(|t| t.name()).collect();
    assert_eq!(
        counted(&facets.rate_type),
        expected(&any_type, &types, &|l, name| {
            let wanted = domain::headline::HeadlineFor { rate_type: name.parse().ok(), ..Default::default() };
            domain::headline::Headline::choose(&l.rates, &wanted).is_some()
        })
    );
    let features: Vec<&str> = FeatureKind::ALL.iter().map(|f| f.name()).collect();
    assert_eq!(
        counted(&facets.feature),
        expected(&scan(known, query, base, Without::Nothing), &features, &|l, name| {
            l.features.iter().any(|f| f.name() == name)
        })
    );
    let mut lenders: HashMap<_, u64> = HashMap::new();
    for listing in scan(known, query, base, Without::Institution) {
        *lenders.entry(listing.institution_id).or_default() += 1;
    }
    assert_eq!(facets.institution.iter().map(|c| (c.id, c.count)).collect::<HashMap<_, _>>(), lenders);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn searches_find_what_a_naive_scan_finds(seed in any::<u64>(), commits in 1_usize..4) {
        let mut generator = Generator::new(seed, 12);
        let listings = listings(&mut generator, 140);
        let index = index_of(&listings, commits);
        let known: Vec<Known> = listings.into_iter().map(Known::new).collect();
        compare(&index, &known, &SearchQuery::default(), &[]);
        for _ in 0..25 {
            let query = generator.query();
            let depth = if generator.chance(30) { 1 + usize::from(generator.chance(30)) } else { 0 };
            let base: Vec<SearchQuery> = (0..depth).map(|_| generator.query()).collect();
            compare(&index, &known, &query, &base);
        }
    }

    #[test]
    fn changes_and_removals_are_seen_after_commit_and_reload(seed in any::<u64>()) {
        let mut generator = Generator::new(seed, 12);
        let mut listings = listings(&mut generator, 120);
        let index = index_of(&listings, 2);
        let mut writer = index.writer().unwrap();
        let mut changes = Vec::new();
        for listing in &mut listings {
            if generator.chance(30) {
                let mut changed = generator.listing(7);
                changed.product_id = listing.product_id;
                *listing = changed;
                changes.push(Change::Upsert(Box::new(listing.clone())));
            }
        }
        listings.retain(|listing| {
            let gone = generator.chance(20);
            if gone { changes.push(Change::Remove(listing.product_id)); }
            !gone
        });
        writer.apply(&changes).unwrap();
        writer.commit(99).unwrap();
        prop_assert_ne!(index.seq(), 99, "searchable only after reload");
        index.reload().unwrap();
        prop_assert_eq!((index.seq(), index.len()), (99, listings.len() as u64));
        let known: Vec<Known> = listings.into_iter().map(Known::new).collect();
        for _ in 0..15 {
            compare(&index, &known, &generator.query(), &[]);
        }
    }

    #[test]
    fn eligible_only_drops_nothing_but_what_the_domain_calls_not_met(seed in any::<u64>()) {
        let mut generator = Generator::new(seed, 12);
        let listings = listings(&mut generator, 300);
        let index = index_of(&listings, 1);
        for _ in 0..20 {
            let mut query = generator.query();
            query.filters.eligible_only = false;
            let all = ids(index.candidates(&query, &[], ALL).unwrap().hits.iter().map(|hit| &*hit.listing));
            query.filters.eligible_only = true;
            let kept = ids(index.candidates(&query, &[], ALL).unwrap().hits.iter().map(|hit| &*hit.listing));
            prop_assert!(kept.is_subset(&all));
            for listing in listings.iter().filter(|l| all.contains(&l.product_id) && !kept.contains(&l.product_id)) {
                prop_assert_eq!(judge_verdict(&listing.rules, &query, None), Verdict::NotMet);
            }
        }
    }

    #[test]
    fn pages_are_disjoint_and_complete_and_in_order(seed in any::<u64>(), size in 1_usize..40) {
        let mut generator = Generator::new(seed, 12);
        let listings = listings(&mut generator, 150);
        let index = index_of(&listings, 3);
        for _ in 0..6 {
            let query = generator.query();
            let whole: Vec<ProductId> =
                index.candidates(&query, &[], ALL).unwrap().hits.iter().map(|hit| hit.listing.product_id).collect();
            let mut paged = Vec::new();
            for page in 0..=whole.len() / size {
                let window = Window { offset: page * size, limit: size };
                let hits = index.candidates(&query, &[], window).unwrap().hits;
                paged.extend(hits.iter().map(|hit| hit.listing.product_id));
            }
            prop_assert_eq!(paged, whole);
        }
    }

    #[test]
    fn orders_are_those_asked_for(seed in any::<u64>()) {
        let mut generator = Generator::new(seed, 12);
        let listings = listings(&mut generator, 200);
        let index = index_of(&listings, 2);
        for sort in Sort::ALL {
            let mut query = generator.query();
            (query.sort, query.text) = (*sort, None);
            query.filters.rate_types.clear();
            let hits = index.candidates(&query, &[], ALL).unwrap().hits;
            let listings: Vec<&Listing> = hits.iter().map(|hit| &*hit.listing).collect();
            match sort {
                // Orders by number are kept in steps of two: seconds, millionths.
                Sort::Newest => prop_assert!(listings.is_sorted_by_key(|l| (
                    is_refused(l, &query),
                    std::cmp::Reverse(l.updated_at.map_or(0, |at| at.micros() / 1_000_000 / 2)),
                ))),
                Sort::Best | Sort::Approval => {
                    prop_assert!(listings.is_sorted_by_key(|l| is_refused(l, &query)));
                }
                Sort::Rate | Sort::TotalCost | Sort::Instalment => {
                    let low = |l: &Listing| domain::headline::Headline::bounds(&l.rates).map_or(i64::MAX, |r| r.0.millionths());
                    prop_assert!(listings.is_sorted_by_key(|l| (is_refused(l, &query), low(l) / 2)));
                }
            }
        }
    }
}

#[test]
fn an_empty_index_answers() {
    let index = ProductIndex::in_memory().unwrap();
    let mut query = SearchQuery { text: Some("car loan".to_owned()), ..SearchQuery::default() };
    query.filters.eligible_only = true;
    let found = index.candidates(&query, &[], ALL).unwrap();
    assert_eq!((found.total, found.hits.len(), found.seq), (0, 0, 0));
    assert_eq!(index.suggest("mort", 5).unwrap().len(), 1, "categories are known without products");
    assert!(index.is_empty());
}

#[test]
fn nothing_is_fetched_for_an_empty_window() {
    let mut generator = Generator::new(1, 12);
    let index = index_of(&listings(&mut generator, 50), 1);
    let found = index.candidates(&SearchQuery::default(), &[], Window { offset: 0, limit: 0 }).unwrap();
    assert_eq!((found.total, found.hits.len()), (50, 0));
    let beyond =
        index.candidates(&SearchQuery::default(), &[], Window { offset: usize::MAX, limit: 9 }).unwrap();
    assert_eq!((beyond.total, beyond.hits.len()), (50, 0));
}
