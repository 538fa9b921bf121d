//! Keeping one lender from filling the first results.

use super::Diversification;
use std::collections::HashMap;
use std::hash::Hash;

/// Reorders ranked items so that no lender takes more than `rule.max_per_institution` of the first
/// `rule.window`, as long as other lenders are left to fill it.
///
/// Stable: items keep their order except that those of a lender whose share is used up step back behind the
/// window. Linear in the number of items.
pub fn diversify<T, K: Eq + Hash>(
    ranked: Vec<T>,
    rule: Diversification,
    institution: impl Fn(&T) -> K,
) -> Vec<T> {
    let mut taken: HashMap<K, usize> = HashMap::new();
    let mut first = Vec::with_capacity(ranked.len());
    let mut later = Vec::new();
    let mut rest = ranked.into_iter();
    while first.len() < rule.window {
        let Some(item) = rest.next() else { break };
        let count = taken.entry(institution(&item)).or_default();
        if *count < rule.max_per_institution {
            *count += 1;
            first.push(item);
        } else {
            later.push(item);
        }
    }
    first.extend(later);
    first.extend(rest);
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RULE: Diversification = Diversification { window: 10, max_per_institution: 2 };

    #[test]
    fn a_lender_steps_back_behind_the_window() {
        let ranked = vec![("a", 1), ("a", 2), ("a", 3), ("b", 4), ("c", 5)];
        let order: Vec<i32> = diversify(ranked, RULE, |item| item.0).into_iter().map(|item| item.1).collect();
        assert_eq!(order, [1, 2, 4, 5, 3]);
    }

    #[test]
    fn one_lender_alone_keeps_its_order() {
        let ranked: Vec<i32> = (0..20).collect();
        assert_eq!(diversify(ranked.clone(), RULE, |_| 0), ranked);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_the_share_holds(lenders in proptest::collection::vec(0_u8..8, 0..60)) {
            let ranked: Vec<(u8, usize)> = lenders.iter().copied().enumerate().map(|(i, l)| (l, i)).collect();
            let order = diversify(ranked.clone(), RULE, |item| item.0);
            let mut sorted = order.clone();
            sorted.sort_by_key(|item| item.1);
            prop_assert_eq!(sorted, ranked);
            // The share is only exceeded where every other lender has run out of items.
            let room: usize = (0..8).map(|l| lenders.iter().filter(|x| **x == l).count().min(2)).sum();
            for lender in 0..8 {
                let share = order.iter().take(10.min(room)).filter(|item| item.0 == lender).count();
                prop_assert!(share <= 2);
            }
        }
    }
}
