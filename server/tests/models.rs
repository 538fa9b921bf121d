//! From decisions to a model in force, over a real store; and what is left when that ends in the middle.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may")]

#[macro_use]
mod support;

use domain::borrower::{Borrower, CreditBand, Employment};
use domain::event::{
    Answer, Application, Click, Decision, DeclineReason, Impression, ModelInputs, Origin, Surface, earliest,
};
use domain::listing::Listing;
use domain::money::{Currency, Money};
use domain::product::ProductId;
use domain::query::{Need, SearchQuery};
use domain::terms::Terms;
use domain::time::Timestamp;
use predict::Subject;
use predict::click::ClickModel;
use predict::click::feature::{Leaves, Showing};
use predict::features::SCHEMA;
use predict::metrics::logistic;
use predict::random::Random;
use predict::registry::{ModelKind, Role};
use server::config::ClicksConfig;
use server::services::clicks::{ClicksInForce, Learner};
use server::services::models::training::{Control, Outcome, train_from_decisions};
use server::services::models::{ModelsInForce, Reason, holder, roll_back};
use server::services::progress::Silent;
use server::store::Store;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use support::{TestDatabase, at, lender, loan, step};
use uuid::Uuid;

contract! {
    decisions_become_a_model_that_predicts
    whenever_a_training_ends_something_predicts
    clicks_are_learned_with_the_leaves_that_showed_them
}

const DECISIONS: u32 = 3_600;

/// A UUIDv7 of a moment, different for every number.
fn id(number: u32, when: Timestamp) -> Uuid {
    Uuid::from_u128(earliest(when).as_u128() | u128::from(number))
}

/// Decisions of a lender who looks at the credit history alone.
async fn decide(store: &dyn Store) {
    let bank = lender(store, "a").await;
    let saved = store.save_products(bank.id, &[loan("1", "Car Loan")], at(0)).await.unwrap();
    let product = saved[0].id().unwrap();
    let listing = store.product(product).await.unwrap().unwrap().listing();
    let mut random = Random::new(1);
    for number in 0..DECISIONS {
        let query = asking(&mut random);
        let band = CreditBand::ALL.iter().position(|band| Some(*band) == query.borrower.credit_band).unwrap();
        let approved = random.unit() < logistic(3.0 - 1.5 * f64::from(u32::try_from(band).unwrap()));
        let (application, decision) = decided(number, product, &listing, &query, approved);
        store.add_application(&application).await.unwrap();
        store.add_decision(&decision).await.unwrap();
    }
}

fn asking(random: &mut Random) -> SearchQuery {
    let dollars = |major: usize| Money::from_major(i64::try_from(major).unwrap(), Currency::AUD);
    let borrower = Borrower {
        income_annual: Some(dollars(40_000 + random.below(80_000))),
        credit_band: CreditBand::ALL.get(random.below(5)).copied(),
        employment: Some(Employment::Employed),
        ..Borrower::default()
    };
    let need = Need {
        amount: Some(dollars(5_000 + random.below(30_000))),
        term_months: Some(36),
        ..Need::default()
    };
    SearchQuery { need, borrower, ..SearchQuery::default() }
}

fn decided(
    number: u32,
    product: ProductId,
    listing: &Listing,
    query: &SearchQuery,
    approved: bool,
) -> (Application, Decision) {
    let terms = Terms::of(listing, query);
    let seen = Subject { listing, terms: &terms }.observation(query);
    let applied_at = at(i64::from(number) * 60);
    let application = Application {
        id: id(number, applied_at),
        applied_at,
        origin: Origin { pseudonym: None, surface: Surface::Page, bot: None },
        product,
        product_version: 1,
        impression: None,
        amount: query.amount().unwrap(),
        term_months: Some(36),
        inputs: Some(ModelInputs::new(SCHEMA, seen.values()).unwrap()),
    };
    let answer = if approved {
        Answer::Approved { amount: None, rate: None }
    } else {
        Answer::Declined(DeclineReason::CreditHistory)
    };
    let decision = Decision { application: application.id, decided_at: applied_at, answer };
    (application, decision)
}

fn control() -> Control {
    Control { progress: Arc::new(Silent), cancelled: Arc::new(AtomicBool::new(false)) }
}

fn reason() -> Reason<'static> {
    Reason { actor: "a test", why: "to see", at: at(10_000_000) }
}

async fn trained(store: &Arc<dyn Store>) -> Outcome {
    train_from_decisions(store, true, reason(), &control()).await.unwrap().unwrap()
}

async fn decisions_become_a_model_that_predicts(database: &TestDatabase) {
    let store = database.store().await;
    let node = ModelsInForce::load(store.as_ref()).await.unwrap();
    decide(store.as_ref()).await;
    let first = trained(&store).await;
    assert!(first.promoted, "{:?}", first.refusals);
    assert_eq!(first.record.data.rows + first.record.quality.rows, u64::from(DECISIONS));
    assert_eq!(node.predictor().name(), "priors-1", "a node looks when it looks");
    node.refresh(store.as_ref()).await.unwrap();
    assert_eq!(node.predictor().name(), "approval-1");

    // The same decisions again: no better, no worse, and compared with the one in force.
    let second = trained(&store).await;
    assert_eq!(second.record.quality.against.as_ref().unwrap().name, "approval-1");
    node.refresh(store.as_ref()).await.unwrap();
    assert_eq!(node.predictor().name(), "approval-2");
    roll_back(store.as_ref(), ModelKind::Approval, reason()).await.unwrap();
    node.refresh(store.as_ref()).await.unwrap();
    assert_eq!(node.predictor().name(), "approval-1");

    // A body that is not what was kept is not taken; what predicts stays, and a new node falls back on the priors.
    store.add_model(&first.record, b"no model").await.unwrap();
    database
        .execute("INSERT INTO model_move VALUES ('approval', 99, 'in_force', 3, 1, 'somebody', 'by hand')")
        .await;
    node.refresh(store.as_ref()).await.unwrap();
    assert_eq!(node.predictor().name(), "approval-1");
    assert_eq!(ModelsInForce::load(store.as_ref()).await.unwrap().predictor().name(), "priors-1");
}

async fn whenever_a_training_ends_something_predicts(database: &TestDatabase) {
    let store = database.store().await;
    decide(store.as_ref()).await;
    let mut names = Vec::new();
    for steps in 0.. {
        let is_done = step(train_from_decisions(&store, true, reason(), &control()), steps).await;
        // What was sent to the database before the end may still happen, so a node may look before or after it.
        let in_force = || async { holder(store.as_ref(), ModelKind::Approval, Role::InForce).await.unwrap() };
        let before = in_force().await;
        let node = ModelsInForce::load(database.connect().await.as_ref()).await.unwrap();
        let allowed = [before, in_force().await];
        assert!(allowed.contains(&node.predictor().version()), "whatever is in force can be used");
        names.push(node.predictor().name());
        if is_done {
            break;
        }
    }
    // In how many places depends on how fast the database answers.
    assert!(names.len() > 1, "it was never ended");
    assert_ne!(names.last().unwrap(), "priors-1");
}

async fn clicks_are_learned_with_the_leaves_that_showed_them(database: &TestDatabase) {
    let store = database.store().await;
    decide(store.as_ref()).await;
    assert!(trained(&store).await.promoted);
    let predictor = ModelsInForce::load(store.as_ref()).await.unwrap().predictor();
    let listing = store.products_after(None, 1).await.unwrap()[0].listing();
    let query = asking(&mut Random::new(9));
    let terms = Terms::of(&listing, &query);
    let subject = Subject { listing: &listing, terms: &terms };
    let leaves = predictor.leaves(&subject.case(&query));
    assert!(leaves.len() > 4, "{leaves:?}");
    let showing = Showing {
        listing: &listing,
        amount: query.amount(),
        term_months: query.need.term_months,
        cost_value: 0.5,
        has_rate: terms.headline.is_some(),
        upfront_share: None,
        verdict: terms.verdict,
        leaves: Leaves { model: 1, of_trees: &leaves },
    };
    let shown_at = at(0);
    let shown = |number, inputs: Option<ModelInputs>| Impression {
        id: id(number, shown_at),
        request_id: id(0, shown_at),
        shown_at,
        origin: Origin { pseudonym: None, surface: Surface::Page, bot: None },
        product: listing.product_id,
        product_version: 1,
        category: listing.category,
        position: 2,
        page: 1,
        propensity: 1.0,
        exploration: false,
        policy_version: 1,
        model_version: predictor.name(),
        approval: 0.5,
        click: 0.1,
        showing: Some(showing.seen().circumstances.to_bytes().to_vec()),
        inputs,
    };
    let inputs = ModelInputs::new(SCHEMA, subject.observation(&query).values()).unwrap();
    // The second person has been forgotten: nothing of theirs is left to work leaves out from.
    store.add_impressions(&[shown(1, Some(inputs)), shown(2, None)]).await.unwrap();
    let mut expected = ClickModel::default();
    for number in [1, 2] {
        let origin = Origin { pseudonym: None, surface: Surface::Page, bot: None };
        let click = Click { impression: id(number, shown_at), clicked_at: at(1), origin };
        store.add_click(&click).await.unwrap();
        let bare = Showing { leaves: Leaves::default(), ..showing };
        let seen = if number == 1 { showing } else { bare };
        expected.learn(&expected.impression(&seen, 2, shown_at), true);
    }
    let in_force = Arc::<ClicksInForce>::default();
    let config = ClicksConfig::default();
    let mut learner =
        Learner::load(store.clone(), in_force.clone(), &config, uuid::Uuid::from_u128(1)).await.unwrap();
    learner.round(at(2)).await.unwrap();
    assert_eq!(in_force.current().model.as_ref(), &expected, "as they were sorted when they were shown");
}
