//! What is known of a product before the machine knows it: hierarchical beta priors that fade with time.
//!
//! Clicks are counted against examined impressions (an impression at a place counts as its propensity). Each level's
//! mean is shrunk to the one above with a beta prior of fixed strength (Gelman et al., "Bayesian Data Analysis",
//! chapter 5): global → category → lender within the category → product. Counts halve over a fixed time.

use super::maths::{bits, mix};
use crate::click::feature::{self, fold, name_key};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The share of examined impressions that are clicked, before any is seen, and how many its belief is worth.
const GLOBAL_MEAN: f64 = 0.15;
const GLOBAL_STRENGTH: f64 = 10.0;
/// How many examined impressions of its own a level needs to count as much as the level above.
const STRENGTH: f64 = 20.0;
/// The most products, and lenders, that are remembered; of more, those with the least evidence are forgotten.
const MOST: usize = 50_000;
/// A product is new on so many pages that could have shown it.
const NEW_PAGES: u32 = 400;
/// How much more than its fair share a new product is promised, so that chance leaves none short.
const PROMISE: f64 = 1.25;

/// Clicks and examined impressions that fade.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
struct Count {
    #[serde(with = "bits")]
    clicks: f64,
    #[serde(with = "bits")]
    trials: f64,
    /// When it was last faded, in microseconds.
    at: i64,
}

impl Count {
    fn faded(self, at: Timestamp, half_life_days: f64) -> Self {
        let at = at.micros();
        let micros = at.saturating_sub(self.at);
        if micros <= 0 || self.trials == 0.0 {
            return Self { at: self.at.max(at), ..self };
        }
        let keep = 0.5_f64.powf(micros as f64 / (half_life_days * 86_400e6));
        Self { clicks: self.clicks * keep, trials: self.trials * keep, at }
    }

    fn mean(self, above: f64, strength: f64) -> f64 {
        ((self.clicks + strength * above) / (self.trials + strength)).clamp(1e-6, 1.0 - 1e-6)
    }
}

/// A product's own history.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
struct Product {
    /// The change that last touched it.
    changed_at: u64,
    count: Count,
    /// Pages that could have shown it, as long as it is new.
    pages: u32,
    /// Examined impressions it has had on them, less those it is promised: negative while it falls short.
    #[serde(with = "bits")]
    balance: f64,
}

/// What the levels say of a product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Its mean chance of a click when examined, shrunk to lender, category and all.
    pub mean: f64,
    /// Its own examined impressions, faded.
    pub trials: f64,
    /// How far it is below the exposure that it is promised while it is new; 0 once it is not.
    pub shortfall: f64,
    /// Whether it is new, so that pages that could have shown it are worth booking.
    pub is_new: bool,
}

/// Pages that could have shown a product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offered {
    /// How many.
    pub pages: u32,
    /// The examined impressions that it had on them.
    pub exposure: f64,
    /// Those that an equal share would have given it.
    pub fair: f64,
}

/// The history of all products.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct History {
    #[serde(with = "bits")]
    half_life_days: f64,
    all: Count,
    categories: BTreeMap<u64, Count>,
    lenders: BTreeMap<u64, Count>,
    products: BTreeMap<u64, Product>,
    changes: u64,
}

/// What changed in a history after one of its changes: the levels above as they are, and the products touched.
/// What is forgotten for want of room is forgotten by each node for itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryDelta {
    from: u64,
    to: u64,
    all: Count,
    categories: BTreeMap<u64, Count>,
    lenders: BTreeMap<u64, Count>,
    products: Vec<(u64, Product)>,
}

/// The keys of a product's levels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Keys {
    category: u64,
    lender: u64,
    product: u64,
}

impl Keys {
    pub(super) fn of(product: feature::Product) -> Self {
        let category = name_key(product.category.name());
        let lender = mix(fold(product.lender.0), category);
        Self { category, lender, product: fold(product.id.0) }
    }
}

impl History {
    /// Nothing seen yet; counts are to halve in so many days.
    pub(super) fn new(half_life_days: f64) -> Self {
        Self {
            half_life_days: half_life_days.max(f64::MIN_POSITIVE),
            all: Count::default(),
            categories: BTreeMap::new(),
            lenders: BTreeMap::new(),
            products: BTreeMap::new(),
            changes: 0,
        }
    }

    /// How many changes were made to it.
    pub(super) const fn changes(&self) -> u64 {
        self.changes
    }

    /// What has changed since an earlier change.
    pub(super) fn changes_since(&self, change: u64) -> HistoryDelta {
        let touched = self.products.iter().filter(|(_, product)| product.changed_at > change);
        HistoryDelta {
            from: change,
            to: self.changes,
            all: self.all,
            categories: self.categories.clone(),
            lenders: self.lenders.clone(),
            products: touched.map(|(key, product)| (*key, *product)).collect(),
        }
    }

    /// Whether changes follow what is there.
    pub(super) const fn is_followed_by(&self, delta: &HistoryDelta) -> bool {
        delta.from == self.changes && delta.to >= delta.from
    }

    /// Brings a follower to where the changes lead.
    pub(super) fn apply(&mut self, delta: HistoryDelta) {
        self.all = delta.all;
        self.categories = delta.categories;
        self.lenders = delta.lenders;
        self.products.extend(delta.products);
        self.changes = delta.to;
        bound(&mut self.products, |product| product.count.trials);
    }

    pub(super) fn standing(&self, keys: Keys, at: Timestamp) -> Standing {
        let faded = |count: Option<&Count>| count.copied().unwrap_or_default().faded(at, self.half_life_days);
        let product = self.products.get(&keys.product).copied().unwrap_or_default();
        let own = faded(Some(&product.count));
        let all = faded(Some(&self.all)).mean(GLOBAL_MEAN, GLOBAL_STRENGTH);
        let category = faded(self.categories.get(&keys.category)).mean(all, STRENGTH);
        let lender = faded(self.lenders.get(&keys.lender)).mean(category, STRENGTH);
        let is_new = product.pages < NEW_PAGES;
        Standing {
            mean: own.mean(lender, STRENGTH),
            trials: own.trials,
            shortfall: if is_new { (-product.balance).max(0.0) } else { 0.0 },
            is_new,
        }
    }

    /// Learns from one impression that was examined with the chance `propensity`.
    pub(super) fn learn(&mut self, keys: Keys, at: Timestamp, propensity: f64, clicked: bool) {
        let half_life = self.half_life_days;
        let learned = |count: &mut Count| {
            *count = count.faded(at, half_life);
            count.clicks += f64::from(u8::from(clicked));
            count.trials += propensity;
        };
        learned(&mut self.all);
        learned(self.categories.entry(keys.category).or_default());
        learned(self.lenders.entry(keys.lender).or_default());
        self.changes += 1;
        let product = self.products.entry(keys.product).or_default();
        product.changed_at = self.changes;
        learned(&mut product.count);
        bound(&mut self.lenders, |count| count.trials);
        bound(&mut self.products, |product| product.count.trials);
    }

    /// Books pages: of each product, those that could have shown it.
    pub(super) fn offered(&mut self, products: impl Iterator<Item = (Keys, Offered)>) {
        self.changes += 1;
        for (keys, Offered { pages, exposure, fair }) in products {
            let product = self.products.entry(keys.product).or_default();
            if product.pages < NEW_PAGES {
                product.changed_at = self.changes;
                product.pages = product.pages.saturating_add(pages);
                product.balance += exposure - PROMISE * fair;
            }
        }
        bound(&mut self.products, |product| product.count.trials);
    }

    /// How many products are remembered.
    #[cfg(test)]
    fn products(&self) -> usize {
        self.products.len()
    }
}

/// Forgets a tenth of the entries, those with the least evidence, where there are too many.
fn bound<T>(entries: &mut BTreeMap<u64, T>, evidence: impl Fn(&T) -> f64) {
    if entries.len() <= MOST {
        return;
    }
    let mut all: Vec<f64> = entries.values().map(&evidence).collect();
    all.sort_by(f64::total_cmp);
    let least = all.get(MOST / 10).copied().unwrap_or_default();
    let mut surplus = entries.len() - (MOST - MOST / 10);
    entries.retain(|_, entry| {
        let keep = surplus == 0 || evidence(entry) > least;
        if !keep {
            surplus -= 1;
        }
        keep
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(category: u64, lender: u64, product: u64) -> Keys {
        Keys { category, lender, product }
    }

    fn page(exposure: f64) -> Offered {
        Offered { pages: 1, exposure, fair: 0.1 }
    }

    fn day(day: i64) -> Timestamp {
        Timestamp::from_micros(day * 86_400_000_000)
    }

    #[test]
    fn a_new_product_starts_from_its_lender_then_its_category_then_all() {
        let mut history = History::new(60.0);
        let nothing = history.standing(keys(1, 1, 1), day(0)).mean;
        assert!((nothing - GLOBAL_MEAN).abs() < 1e-9);
        for round in 0..400 {
            history.learn(keys(1, 1, 1), day(0), 1.0, round % 2 == 0);
            history.learn(keys(2, 2, 2), day(0), 1.0, round % 20 == 0);
        }
        let mean = |category, lender| history.standing(keys(category, lender, 99), day(0)).mean;
        assert!((mean(1, 1) - 0.5).abs() < 0.03, "lender: {}", mean(1, 1));
        assert!((mean(1, 9) - 0.5).abs() < 0.05, "category: {}", mean(1, 9));
        assert!((mean(9, 9) - 0.275).abs() < 0.02, "all: {}", mean(9, 9));
    }

    #[test]
    fn what_is_old_counts_less() {
        let mut history = History::new(10.0);
        for _ in 0..100 {
            history.learn(keys(1, 1, 1), day(0), 1.0, true);
        }
        let standing = history.standing(keys(1, 1, 1), day(10));
        assert!((standing.trials - 50.0).abs() < 1e-9);
        assert!(standing.mean < history.standing(keys(1, 1, 1), day(0)).mean);
    }

    #[test]
    fn an_unexamined_impression_is_no_evidence_against_a_product() {
        let mut history = History::new(60.0);
        for _ in 0..1_000 {
            history.learn(keys(1, 1, 1), day(0), 0.0, false);
        }
        assert!((history.standing(keys(1, 1, 1), day(0)).mean - GLOBAL_MEAN).abs() < 1e-9);
    }

    #[test]
    fn a_product_falls_short_only_while_it_is_new() {
        let mut history = History::new(60.0);
        for _ in 0..NEW_PAGES - 1 {
            history.offered([(keys(1, 1, 1), page(0.0)), (keys(1, 1, 2), page(1.0))].into_iter());
        }
        assert!(history.standing(keys(1, 1, 1), day(0)).shortfall > 10.0);
        assert_eq!(history.standing(keys(1, 1, 2), day(0)).shortfall, 0.0);
        history.offered([(keys(1, 1, 1), page(0.0))].into_iter());
        assert_eq!(history.standing(keys(1, 1, 1), day(0)).shortfall, 0.0);
    }

    #[test]
    fn memory_is_bounded_and_evidence_is_kept() {
        let mut history = History::new(60.0);
        history.learn(keys(1, 1, u64::MAX), day(0), 1.0, true);
        history.offered((0..MOST as u64 + 10).map(|product| (keys(1, 1, product), page(0.0))));
        assert!(history.products() <= MOST);
        assert!(history.standing(keys(1, 1, u64::MAX), day(0)).trials > 0.0);
    }
}
