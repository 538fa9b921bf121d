//! The demo catalogue: invented lenders and products in the form of the Consumer Data Right, for trying the
//! program out without anybody's data, and as many as wanted for measuring it.
//!
//! [`catalogue`] yields records as an importer reads them from a file: `{"data": BankingProductDetail, "_src":
//! {…}}`, what the standard lacks under [`EXTENSION`](crate::services::import::cdr::EXTENSION), everything marked
//! as fictional. It is lazy and
//! deterministic: a size and a seed give the same bytes on every machine, since the generator is written out
//! ([`random`](self)), no clock is read, and figures are integers until they are printed.
//!
//! Rates, limits, fees and how often something is published follow what was measured in a real catalogue
//! (`figures`). A lender's character (`lenders`) shapes price, speed, whom it serves, and how much it discloses
//! beyond the standard: a third next to everything, a quarter next to nothing, so that rules met, not met and
//! unknown all occur. Every link goes to `example.com`.
//!
//! | module | what it holds |
//! |---|---|
//! | `figures` | distributions measured in real data |
//! | `lenders`, `names` | the forty lenders, and names for more |
//! | `kinds` | the kinds of product: names, prices, purposes, words |
//! | `rates`, `fees`, `eligibility`, `features`, `supplement`, `text` | the parts of a product |
//! | `products` | a product put together |
//! | `model`, `clicks` | the models that it starts with, learned from simulated decisions and visits |
//! | `random` | SplitMix64 and quantile tables |
//!
//! A new kind of product is one entry in `kinds`; a new lender is one line in `lenders::LENDERS`, and a test
//! fails if a real brand has its name. Both change the catalogue of every seed.

mod clicks;
mod eligibility;
mod features;
mod fees;
mod figures;
mod json;
mod kinds;
mod lenders;
mod model;
mod names;
mod products;
mod random;
mod rates;
mod supplement;
#[cfg(test)]
mod tests;
mod text;

pub use clicks::train_demo_clicks;
pub use model::train_demo;

use domain::product::Category;
use figures::MIX;
use kinds::Kind;
use lenders::Lender;
use random::Random;
use serde_json::Value;

/// How large a generated catalogue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoSize {
    /// How many lenders; from eight on, every category has one that sells it.
    pub lenders: u64,
    /// How many products.
    pub products: u64,
}

/// The demo that a first start loads: 300 products of 40 lenders.
pub const DEMO: DemoSize = DemoSize { lenders: 40, products: 300 };

/// The seed of the demo that a first start loads.
pub const DEMO_SEED: u64 = 2026;

/// The records of a catalogue, lender by lender. Exactly as many products as asked for, unless there is no
/// lender.
pub fn catalogue(size: DemoSize, seed: u64) -> impl Iterator<Item = Value> + Send {
    let mut allotment = Allotment::new(size, seed);
    (0..size.lenders).flat_map(move |position| {
        let lender = Lender::at(position, seed);
        let counts = allotment.of(&lender);
        products_of(lender, position, counts, seed)
    })
}

/// How many products of each category a lender has, in [`MIX`]'s order.
type Counts = [u64; MIX.len()];

/// Shares out the products of each category among the lenders that sell it, in proportion to their breadth.
///
/// Working with running totals, the shares add up exactly, and only totals are kept in memory.
struct Allotment {
    products: Counts,
    breadth: Counts,
    passed: Counts,
}

impl Allotment {
    fn new(size: DemoSize, seed: u64) -> Self {
        let mut breadth = [0; MIX.len()];
        for position in 0..size.lenders {
            let lender = Lender::at(position, seed);
            for (total, (category, _)) in breadth.iter_mut().zip(MIX) {
                *total += weight(&lender, category);
            }
        }
        // A category that nobody sells leaves its products to the others.
        let mut mix = MIX.map(|(_, share)| share);
        for (share, total) in mix.iter_mut().zip(breadth) {
            if total == 0 {
                *share = 0;
            }
        }
        let whole: u64 = mix.iter().sum();
        let mut passed = 0;
        let products = mix.map(|share| {
            let before = portion(size.products, passed, whole);
            passed += share;
            portion(size.products, passed, whole) - before
        });
        Self { products, breadth, passed: [0; MIX.len()] }
    }

    /// The next lender's counts.
    fn of(&mut self, lender: &Lender) -> Counts {
        let mut counts = [0; MIX.len()];
        let totals = self.products.iter().zip(&self.breadth).zip(&mut self.passed);
        for ((count, ((products, breadth), passed)), (category, _)) in counts.iter_mut().zip(totals).zip(MIX)
        {
            let before = portion(*products, *passed, *breadth);
            *passed += weight(lender, category);
            *count = portion(*products, *passed, *breadth) - before;
        }
        counts
    }
}

/// A lender's share in a category, in proportion to other lenders'.
fn weight(lender: &Lender, category: Category) -> u64 {
    if kinds::sold(category, lender.character).next().is_some() { lender.breadth() } else { 0 }
}

/// `part` of `whole` of `count`, rounded down; nothing if there is no whole.
fn portion(count: u64, part: u64, whole: u64) -> u64 {
    let scaled = u128::from(count) * u128::from(part);
    scaled.checked_div(u128::from(whole)).and_then(|share| u64::try_from(share).ok()).unwrap_or_default()
}

/// A lender's products, one category after the other.
fn products_of(
    lender: Lender,
    position: u64,
    counts: Counts,
    seed: u64,
) -> impl Iterator<Item = Value> + Send {
    let mut range = Range::new(position, seed);
    let slots = MIX
        .into_iter()
        .zip(counts)
        .flat_map(|((category, _), count)| (0..count).map(move |nth| (category, nth)));
    slots.filter_map(move |(category, nth)| {
        let (kind, name) = range.next_of(category, &lender)?;
        let id = format!("demo-{}-{}-{}", lender.slug, category.name().replace('_', "-"), nth + 1);
        let mut random = Random::keyed(seed, &[3, position, u64::from(category_key(category)), nth]);
        Some(products::record(&lender, kind, &id, &name, &mut random))
    })
}

/// A category's place in [`Category::ALL`]: a key for random streams.
fn category_key(category: Category) -> u8 {
    (0..).zip(Category::ALL).find_map(|(at, other)| (*other == category).then_some(at)).unwrap_or(u8::MAX)
}

/// A lender's range of products as it is being listed: which kind comes next, and under which name.
struct Range {
    random: Random,
    /// Where in each kind's names the lender begins.
    first_name: usize,
    /// How many of each kind are listed already.
    listed: Vec<usize>,
}

impl Range {
    fn new(position: u64, seed: u64) -> Self {
        let mut random = Random::keyed(seed, &[2, position]);
        let first_name = usize::try_from(random.below(12)).unwrap_or_default();
        Self { random, first_name, listed: vec![0; kinds::all().count()] }
    }

    /// The kind and name of the lender's next product in a category: the kind that is furthest behind its
    /// weight, chance deciding among equals.
    fn next_of(&mut self, category: Category, lender: &Lender) -> Option<(&'static Kind, String)> {
        let Self { random, first_name, listed } = self;
        let (at, kind) = kinds::sold(category, lender.character).min_by_key(|(at, kind)| {
            let before = listed.get(*at).and_then(|count| u64::try_from(*count).ok()).unwrap_or_default();
            (before * 1000 + random.below(1000)) / kind.weight
        })?;
        let nth = listed.get_mut(at)?;
        let name = names::product(kind.names, *first_name, *nth);
        *nth += 1;
        Some((kind, name))
    }
}
