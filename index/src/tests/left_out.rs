//! Products that a search leaves out.

use super::generator::Generator;
use super::index_of;
use crate::Window;
use domain::answer::Facets;
use domain::listing::Listing;
use domain::product::ProductId;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const ALL: Window = Window { offset: 0, limit: 10_000 };

/// Every count by its value, whatever the order among equal ones.
fn counts(facets: &Facets) -> BTreeMap<String, u64> {
    let values = facets.category.iter().chain(&facets.rate_type).chain(&facets.feature);
    let values = values.map(|facet| (facet.value.to_owned(), facet.count));
    let lenders = facets.institution.iter().map(|lender| (lender.id.to_string(), lender.count));
    values.chain(lenders).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_search_without_products_is_a_search_of_the_others(seed in any::<u64>()) {
        let mut generator = Generator::new(seed, 12);
        let listings: Vec<Listing> = (0..150).map(|number| generator.listing(number)).collect();
        let without: Vec<ProductId> =
            listings.iter().filter(|_| generator.chance(20)).map(|listing| listing.product_id).collect();
        let others: Vec<Listing> =
            listings.iter().filter(|l| !without.contains(&l.product_id)).cloned().collect();
        let (whole, rest) = (index_of(&listings, 3), index_of(&others, 2));
        for _ in 0..10 {
            let (query, base) = (generator.query(), [generator.query()]);
            let (mut query, base) = (query, if generator.chance(50) { &base[..] } else { &[] });
            // Which words a misspelt one may stand for depends on the words of all listings.
            query.text = None;
            let base: Vec<_> = base.iter().cloned().map(|mut base| { base.text = None; base }).collect();
            let found = whole.candidates_without(&query, &base, &without, ALL).unwrap();
            let expected = rest.candidates(&query, &base, ALL).unwrap();
            let ids = |hits: &[crate::Hit]| hits.iter().map(|hit| hit.listing.product_id).collect::<Vec<_>>();
            let matching = ids(&whole.candidates(&query, &base, ALL).unwrap().hits);
            let in_order: Vec<_> = matching.iter().copied().filter(|id| !without.contains(id)).collect();
            prop_assert_eq!(ids(&found.hits), in_order);
            // What is cheap among all may be dear among the others, so the order may differ.
            let set = |hits: &[crate::Hit]| ids(hits).into_iter().collect::<BTreeSet<_>>();
            prop_assert_eq!(set(&found.hits), set(&expected.hits));
            prop_assert_eq!(found.total, expected.total);
            prop_assert_eq!(counts(&found.facets), counts(&expected.facets));
            prop_assert_eq!(whole.count_without(&query, &base, &without).unwrap(), expected.total);
            let left_out: BTreeSet<_> = found.left_out.iter().map(|listing| listing.product_id).collect();
            let expected: BTreeSet<_> = matching.into_iter().filter(|id| without.contains(id)).collect();
            prop_assert_eq!(left_out, expected);
        }
    }
}
