use super::feature::Leaves;
use super::pending::Pending;
use super::*;
use crate::random::Random;
use crate::simulate::world::World;
use domain::eligibility::Verdict;
use domain::listing::Listing;
use uuid::Uuid;

fn at(minute: i64) -> Timestamp {
    Timestamp::from_micros(minute * 60_000_000)
}

fn showing(listing: &Listing, cost_value: f64) -> Showing<'_> {
    Showing {
        listing,
        amount: None,
        term_months: Some(36),
        cost_value,
        has_rate: true,
        upfront_share: Some(0.0),
        verdict: Verdict::Unknown,
        leaves: Leaves::default(),
    }
}

/// A model that has seen `rounds` random showings, clicked by relevance and place alike.
fn taught(seed: u64, rounds: u32, attention: impl Fn(u32) -> f64) -> ClickModel {
    let world = World::invented(seed);
    let mut random = Random::keyed(seed, &[99]);
    let mut model = ClickModel::new(ClickSettings { table_bits: 12, ..ClickSettings::default() });
    for round in 0..rounds {
        let which = random.weighted(&[(0_usize, 1.0), (1, 1.0), (2, 1.0), (3, 1.0)]).copied().unwrap();
        let showing = showing(&world.listings()[which], random.unit());
        // The better a product, the higher it usually stands: what position bias hides behind.
        let usual = [1, 3, 5, 7][which];
        let position =
            if random.happens(0.5) { usual } else { 1 + random.weighted(&PLACES).copied().unwrap() };
        let relevance = [0.6, 0.4, 0.3, 0.2][which];
        let clicked = random.happens(attention(position) * relevance);
        let impression = model.impression(&showing, position, at(i64::from(round)));
        model.learn(&impression, clicked);
    }
    model
}

const PLACES: [(u32, f64); 8] =
    [(0, 1.0), (1, 1.0), (2, 1.0), (3, 1.0), (4, 1.0), (5, 1.0), (6, 1.0), (7, 1.0)];

#[test]
fn position_bias_is_recovered_within_a_tenth() {
    let attention = |position: u32| 1.0 / f64::from(position);
    let model = taught(1, 20_000, attention);
    for position in 1..=8 {
        let (found, truth) = (model.propensity(position), attention(position));
        assert!((found - truth).abs() < 0.1, "{position}: {found} {truth}");
    }
    // What stands low is not punished for it.
    let world = World::invented(1);
    for (which, truth) in [0.6, 0.4, 0.3, 0.2].into_iter().enumerate() {
        let found = model.predict(&showing(&world.listings()[which], 0.5), at(20_000)).relevance;
        assert!((found - truth).abs() < 0.08, "{which}: {found} {truth}");
    }
}

#[test]
fn one_click_moves_the_next_prediction() {
    let world = World::invented(2);
    let showing = showing(&world.listings()[0], 0.5);
    let mut model = ClickModel::default();
    let before = model.predict(&showing, at(0)).relevance;
    let impression = model.impression(&showing, 4, at(0));
    model.learn(&impression, true);
    assert!(model.predict(&showing, at(0)).relevance > before);
}

#[test]
fn a_state_read_back_is_the_same_to_the_bit_and_learns_on_alike() {
    let mut model = taught(3, 300, |_| 0.5);
    let mut back: ClickModel = serde_json::from_str(&serde_json::to_string(&model).unwrap()).unwrap();
    assert_eq!(back, model);
    let world = World::invented(3);
    let showing = showing(&world.listings()[1], 0.3);
    for model in [&mut model, &mut back] {
        let impression = model.impression(&showing, 2, at(301));
        model.learn(&impression, true);
    }
    let bits = |model: &ClickModel| model.predict(&showing, at(302)).relevance.to_bits();
    assert_eq!(bits(&model), bits(&back));
}

#[test]
fn a_state_with_numbers_that_are_none_is_refused() {
    let text = serde_json::to_string(&ClickModel::default()).unwrap();
    let days = 60.0_f64.to_bits().to_string();
    assert!(serde_json::from_str::<ClickModel>(&text).is_ok() && text.contains(&days));
    assert!(
        serde_json::from_str::<ClickModel>(&text.replace(&days, &f64::NAN.to_bits().to_string())).is_err()
    );
}

#[test]
fn a_node_follows_by_changes_alone() {
    let world = World::invented(4);
    let mut leader = taught(4, 200, |_| 0.5);
    let mut follower: ClickModel = serde_json::from_str(&serde_json::to_string(&leader).unwrap()).unwrap();
    let seen = follower.revision();
    for position in 1..=6 {
        let impression = leader.impression(&showing(&world.listings()[5], 0.5), position, at(201));
        leader.learn(&impression, position % 2 == 0);
    }
    leader.offered([(&world.listings()[6], None), (&world.listings()[5], Some(1))].into_iter(), 10);
    let delta = leader.changes_since(seen);
    let (small, whole) = (serde_json::to_string(&delta).unwrap(), serde_json::to_string(&leader).unwrap());
    assert!(small.len() < whole.len() / 2);
    follower.apply(delta.clone()).unwrap();
    assert_eq!(follower, leader);
    assert!(follower.apply(delta).is_err(), "the same changes do not follow themselves");
    assert_eq!(follower, leader);
}

#[test]
fn an_impression_is_learned_from_once() {
    let world = World::invented(5);
    let mut model = ClickModel::default();
    let mut pending = Pending::new(2);
    let id = Uuid::from_u128;
    for number in 1..=3 {
        let impression =
            model.impression(&showing(&world.listings()[0], 0.5), 1, at(i64::try_from(number).unwrap()));
        pending.shown(&mut model, id(number), impression);
    }
    assert_eq!((model.impressions(), pending.len()), (1, 2), "the oldest made room");
    assert!(pending.clicked(&mut model, id(3)));
    assert!(!pending.clicked(&mut model, id(3)), "a second click is none");
    assert!(!pending.clicked(&mut model, id(1)), "nor is one that comes too late");
    assert_eq!(pending.expire(&mut model, at(2)), 0);
    assert_eq!(pending.expire(&mut model, at(3)), 1);
    assert_eq!(model.impressions(), 3);
    assert!(pending.is_empty());
}

#[test]
fn a_new_product_starts_where_its_lender_stands() {
    let world = World::invented(6);
    let mut model = ClickModel::default();
    let listing = &world.listings()[0];
    for minute in 0..600 {
        let impression = model.impression(&showing(listing, 0.5), 1, at(minute));
        model.learn(&impression, minute % 2 == 0);
    }
    let mut new = listing.clone();
    new.product_id.0 = Uuid::from_u128(77);
    let mut elsewhere = new.clone();
    elsewhere.institution_id.0 = Uuid::from_u128(78);
    let relevance = |listing: &Listing| model.predict(&showing(listing, 0.5), at(600)).relevance;
    assert!((relevance(&new) - 0.5).abs() < 0.05, "{}", relevance(&new));
    assert!((relevance(&elsewhere) - 0.5).abs() < 0.1, "{}", relevance(&elsewhere));
}

#[test]
fn leaves_of_other_models_are_features_too() {
    let world = World::invented(7);
    let mut model = ClickModel::default();
    let leaves = [[3_u32, 8], [4, 8]];
    for minute in 0..1_000 {
        for (which, leaves) in leaves.iter().enumerate() {
            let leaves = Leaves { model: 7, of_trees: leaves };
            let showing = Showing { leaves, ..showing(&world.listings()[0], 0.5) };
            let impression = model.impression(&showing, 1, at(minute));
            model.learn(&impression, which == 0);
        }
    }
    let of = |version, of_trees| {
        let leaves = Leaves { model: version, of_trees };
        model.predict(&Showing { leaves, ..showing(&world.listings()[0], 0.5) }, at(0)).relevance
    };
    assert!(of(7, &leaves[0]) > 0.8 && of(7, &leaves[1]) < 0.2);
    let others = [0, 1].map(|which: usize| of(8, &leaves[which]));
    assert!((others[0] - others[1]).abs() < 0.05, "the leaves of another model say nothing yet: {others:?}");
}

#[test]
fn what_has_learned_nothing_orders_as_the_documented_assumptions_do() {
    let world = World::invented(8);
    let model = ClickModel::default();
    let of = |cost, has_rate, fees| {
        let listing = &world.listings()[0];
        let shown = Showing { has_rate, upfront_share: fees, ..showing(listing, cost) };
        let inputs = crate::priors::ClickInputs { cost_value: cost, has_rate, upfront_share: fees };
        (model.predict(&shown, at(0)).relevance, crate::priors::click(inputs).probability)
    };
    let mut all: Vec<(f64, f64)> =
        [(0.1, true, None), (0.9, true, None), (0.9, true, Some(0.05)), (0.0, false, None)]
            .map(|(cost, has_rate, fees)| of(cost, has_rate, fees))
            .to_vec();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert!(all.is_sorted_by(|a, b| a.1 < b.1), "{all:?}");
}

#[test]
fn what_was_kept_of_a_showing_teaches_as_the_showing_does() {
    let world = World::invented(9);
    let model = taught(9, 200, |_| 0.5);
    let showing = Showing { upfront_share: Some(0.0213), ..showing(&world.listings()[2], 0.371) };
    let seen = showing.seen();
    let kept = feature::Circumstances::from_bytes(&seen.circumstances.to_bytes()).unwrap();
    let back = Seen { circumstances: kept, ..seen };
    assert_eq!(model.impression_seen(&back, 3, at(5)), model.impression(&showing, 3, at(5)));
    assert_eq!(model.predict_seen(&back, at(5)), model.predict(&showing, at(5)));
}

#[test]
fn pages_counted_elsewhere_are_booked_as_if_here() {
    let world = World::invented(10);
    let (mut here, mut elsewhere) = (ClickModel::default(), ClickModel::default());
    let products = [(&world.listings()[0], None), (&world.listings()[1], Some(2))];
    here.offered(products.into_iter(), 10);
    let fair = elsewhere.fair_share(10, 2);
    let propensity = elsewhere.propensity(2);
    elsewhere.offered_in_all(products.into_iter().map(|(listing, position)| {
        let exposure = position.map_or(0.0, |_| propensity);
        (listing.into(), Offered { pages: 1, exposure, fair })
    }));
    assert_eq!(here, elsewhere);
}
