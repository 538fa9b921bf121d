//! What is remembered is what would be predicted, for as long as nothing it depends on has changed.

use super::*;
use domain::borrower::CreditBand;
use domain::eligibility::Verdict;
use domain::listing::Listing;
use domain::money::{Currency, Money};
use domain::product::{Category, FeatureKind, InstitutionId, Purpose, RateType};
use domain::query::Sort;
use domain::rate::Rate;
use domain::terms::Terms;
use predict::approval::{Example, Incumbent, Training, train};
use predict::priors;
use predict::simulate::{World, decisions};
use predict::trees::Unobserved;
use std::sync::LazyLock;
use uuid::Uuid;

static WORLD: LazyLock<World> = LazyLock::new(|| World::invented(3));

/// A model of simulated decisions, under any version.
fn predictor(version: u32) -> Predictor {
    static MODEL: LazyLock<Arc<predict::approval::ApprovalModel>> = LazyLock::new(|| {
        let examples: Vec<Example> = decisions(&WORLD).take(2_500).collect();
        let training = Training {
            incumbent: Incumbent::Priors(priors::VERSION),
            simulated: true,
            seed: 1,
            now: examples[0].at,
            code_version: "test",
        };
        Arc::new(train(&examples, &training, &mut Unobserved).unwrap().unwrap().model)
    });
    Predictor::with(version, MODEL.clone())
}

fn asking() -> SearchQuery {
    let mut query = WORLD.visit(1, World::time(1), |_| true).query.clone();
    query.need.categories = vec![Category::PersonalLoan];
    query.borrower.credit_band = Some(CreditBand::Good);
    query
}

fn predictions(most: u64) -> Predictions {
    Predictions::new(most, Duration::from_secs(60))
}

/// What is said of these listings, cached or not.
fn asked(
    told: impl Fn(&[Subject<'_>], &SearchQuery) -> Vec<Approval>,
    listings: &[Listing],
    query: &SearchQuery,
) -> Vec<Approval> {
    let terms: Vec<Terms> = listings.iter().map(|listing| Terms::of(listing, query)).collect();
    let subjects: Vec<Subject<'_>> =
        listings.iter().zip(&terms).map(|(listing, terms)| Subject { listing, terms }).collect();
    told(&subjects, query)
}

fn remembered(predictions: &Predictions) -> (u64, u64) {
    predictions.told.run_pending_tasks();
    (predictions.told.entry_count(), predictions.told.weighted_size())
}

#[test]
fn what_does_not_change_a_chance_asks_for_no_other() {
    let (cache, model, listings) = (predictions(100_000), predictor(1), WORLD.listings());
    let query = asking();
    let fresh = asked(|subjects, query| model.approvals(subjects, query), listings, &query);
    assert!(fresh.iter().any(|approval| approval.basis == Basis::SimulatedModel));
    let edits: [fn(&mut SearchQuery); 10] = [
        |_| {},
        |query| query.text = Some("car".to_owned()),
        |query| query.sort = Sort::Rate,
        |query| (query.page, query.per_page, query.explain) = (3, 7, false),
        |query| query.need.categories = vec![Category::HomeLoan, Category::PersonalLoan],
        |query| query.filters.max_rate = Some(Rate::from_millionths(90_000)),
        |query| query.filters.institutions = vec![InstitutionId(Uuid::from_u128(1))],
        |query| query.filters.features = vec![FeatureKind::Redraw],
        |query| (query.filters.secured, query.filters.no_annual_fee) = (Some(true), true),
        |query| (query.filters.eligible_only, query.payment) = (true, Some(false)),
    ];
    for (number, edit) in edits.into_iter().enumerate() {
        let mut edited = query.clone();
        edit(&mut edited);
        // Some that were asked for before and some that were not.
        let some = &listings[..listings.len() * (number + 1) / edits.len()];
        let told = asked(|subjects, query| cache.approvals(&model, subjects, query), some, &edited);
        assert_eq!(told, fresh[..some.len()], "{edited:?}");
        let predicted = asked(|subjects, query| model.approvals(subjects, query), some, &edited);
        assert_eq!(told, predicted, "a prediction depends on it: {edited:?}");
        assert_eq!(remembered(&cache), (1, some.len() as u64 + 1));
    }
}

#[test]
fn what_changes_a_chance_is_asked_for_anew() {
    let (cache, listings) = (predictions(1_000_000), WORLD.listings());
    let edits: [fn(&mut SearchQuery); 6] = [
        |_| {},
        |query| query.need.amount = Some(Money::from_major(9_999, Currency::AUD)),
        |query| query.need.term_months = Some(13),
        |query| query.need.purpose = Some(Purpose::Travel),
        |query| query.borrower.credit_band = Some(CreditBand::Poor),
        |query| query.filters.rate_types = vec![RateType::Fixed],
    ];
    for (askers, (model, edit)) in (1..).zip(
        [1, 2].into_iter().flat_map(|version| edits.into_iter().map(move |edit| (predictor(version), edit))),
    ) {
        let mut query = asking();
        edit(&mut query);
        let told = asked(|subjects, query| cache.approvals(&model, subjects, query), listings, &query);
        assert_eq!(told, asked(|subjects, query| model.approvals(subjects, query), listings, &query));
        assert_eq!(remembered(&cache).0, askers);
    }
}

#[test]
fn a_product_whose_figures_changed_is_predicted_anew() {
    let (cache, model, query) = (predictions(1_000), predictor(1), asking());
    let is_open = |listing: &&Listing| Terms::of(listing, &query).verdict != Verdict::NotMet;
    let before: Vec<Listing> = WORLD.listings().iter().filter(is_open).take(8).cloned().collect();
    let mut after = before.clone();
    for listing in &mut after {
        listing.version += 1;
        listing.rules.min_income = Some(Money::from_major(10_000_000, Currency::AUD));
    }
    let tell = |listings: &[Listing]| {
        asked(|subjects, query| cache.approvals(&model, subjects, query), listings, &query)
    };
    let first = tell(&before);
    assert_ne!(tell(&after), first);
    assert_eq!(tell(&after), asked(|subjects, query| model.approvals(subjects, query), &after, &query));
    assert_eq!(tell(&before), first);
}

#[test]
fn no_more_is_kept_than_may_be() {
    let (model, listings) = (predictor(1), WORLD.listings());
    let most = listings.len() as u64 * 2;
    let cache = predictions(most);
    for amount in 1..=20 {
        let mut query = asking();
        query.need.amount = Some(Money::from_major(1_000 * amount, Currency::AUD));
        drop(asked(|subjects, query| cache.approvals(&model, subjects, query), listings, &query));
    }
    let (_, weight) = remembered(&cache);
    assert!(weight <= most, "{weight} of {most}");
    let none = predictions(0);
    let query = asking();
    let told = asked(|subjects, query| none.approvals(&model, subjects, query), listings, &query);
    assert_eq!(told, asked(|subjects, query| model.approvals(subjects, query), listings, &query));
    assert_eq!(remembered(&none), (0, 0));
}

#[test]
fn askers_at_once_are_told_the_same_and_the_priors_are_not_kept() {
    let (cache, model, query) = (predictions(100_000), predictor(1), asking());
    let tell = |predictor: &Predictor| {
        asked(|subjects, query| cache.approvals(predictor, subjects, query), WORLD.listings(), &query)
    };
    let told: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| tell(&model))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(told.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(remembered(&cache).0, 1);
    assert!(tell(&Predictor::default()).iter().all(|approval| approval.basis == Basis::Prior));
    assert_eq!(remembered(&cache).0, 1);
}
