//! What the store promises to the click model's learner, on both engines (see `store_contract.rs`).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may")]

#[macro_use]
mod support;

use domain::event::{BotReason, Click, Impression, ModelInputs, Origin, Pseudonym, Surface, earliest};
use domain::product::{Category, InstitutionId, ProductId};
use server::store::{ClickOffer, Lesson, Showing, Store, StoreError};
use support::{TestDatabase, at, lender, loan};
use uuid::Uuid;

contract! {
    a_click_waits_for_its_impression_and_is_learned_once
    what_was_not_clicked_in_time_comes_once
    what_programs_do_is_not_learned
    one_node_leads_until_it_is_silent
    a_lesson_is_kept_whole_or_not_at_all
    a_snapshot_replaces_older_ones
    offers_are_learned_once
    forgetting_leaves_what_is_nobodys
}

const PERSON: Origin = Origin { pseudonym: Some(Pseudonym([7; 16])), surface: Surface::Page, bot: None };
const NODE: Uuid = Uuid::from_u128(1);

/// The id of event `number` at second `second`.
fn id(second: i64, number: u128) -> Uuid {
    Uuid::from_u128(earliest(at(second)).as_u128() | (7 << 76) | (2 << 62) | number)
}

fn shown(second: i64, number: u128) -> Impression {
    Impression {
        id: id(second, number),
        request_id: id(second, 0),
        shown_at: at(second),
        origin: PERSON,
        product: ProductId(Uuid::from_u128(77)),
        product_version: 1,
        category: Category::PersonalLoan,
        position: 3,
        page: 1,
        propensity: 1.0,
        exploration: false,
        policy_version: 1,
        model_version: "approval-2".to_owned(),
        approval: 0.5,
        click: 0.1,
        showing: Some(vec![1, 2, 3]),
        inputs: Some(ModelInputs::new(1, vec![0.5]).unwrap()),
    }
}

fn click(impression: Uuid, bot: Option<BotReason>) -> Click {
    Click { impression, clicked_at: at(9), origin: Origin { bot, ..PERSON } }
}

fn lesson(after: u64) -> Lesson {
    Lesson {
        node: NODE,
        after,
        decided_until: Uuid::nil(),
        delta: Some(vec![u8::try_from(after).unwrap()]),
        clicks: Vec::new(),
        offers: Vec::new(),
        snapshot: None,
        keep_deltas: 2,
        at: at(0),
    }
}

async fn leading(database: &TestDatabase) -> std::sync::Arc<dyn Store> {
    let store = database.store().await;
    assert!(store.lead_clicks(NODE, at(0), at(1_000)).await.unwrap());
    store
}

fn ids(showings: &[Showing]) -> Vec<Uuid> {
    showings.iter().map(|showing| showing.impression).collect()
}

async fn a_click_waits_for_its_impression_and_is_learned_once(database: &TestDatabase) {
    let store = leading(database).await;
    let bank = lender(&*store, "a").await;
    let product = store.save_products(bank.id, &[loan("1", "Loan")], at(0)).await.unwrap()[0].id().unwrap();
    let seen = Impression { product, ..shown(1, 1) };
    store.add_click(&click(seen.id, None)).await.unwrap();
    assert_eq!(store.clicked_showings(Uuid::nil(), 10).await.unwrap(), [], "its impression is on its way");
    store.add_impressions(&[seen.clone(), shown(2, 2)]).await.unwrap();
    let found = store.clicked_showings(Uuid::nil(), 10).await.unwrap();
    let expected = Showing {
        impression: seen.id,
        shown_at: at(1),
        product,
        lender: Some(bank.id),
        category: Category::PersonalLoan,
        position: 3,
        model_version: "approval-2".to_owned(),
        showing: vec![1, 2, 3],
        inputs: seen.inputs.clone(),
        clicked_at: Some(at(9)),
    };
    assert_eq!(found, [expected]);
    assert_eq!(store.clicked_showings(seen.id, 10).await.unwrap(), [], "it comes too late");
    store.learn_clicks(&Lesson { clicks: vec![seen.id], ..lesson(0) }).await.unwrap();
    assert_eq!(store.clicked_showings(Uuid::nil(), 10).await.unwrap(), []);
    assert_eq!(ids(&store.decided_showings(Uuid::nil(), at(100), 10).await.unwrap()), [id(2, 2)]);
}

async fn what_was_not_clicked_in_time_comes_once(database: &TestDatabase) {
    let store = leading(database).await;
    let old = Impression { showing: None, ..shown(1, 5) };
    store.add_impressions(&[shown(1, 1), old, shown(2, 2), shown(3, 3)]).await.unwrap();
    store.add_click(&click(id(2, 2), None)).await.unwrap();
    let decided = store.decided_showings(Uuid::nil(), at(3), 10).await.unwrap();
    assert_eq!(ids(&decided), [id(1, 1), id(2, 2)], "in the order of time, and what was kept alone");
    assert_eq!(decided.iter().map(|one| one.clicked_at).collect::<Vec<_>>(), [None, Some(at(9))]);
    assert_eq!(decided[0].lender, None, "the catalogue does not know the product");
    assert_eq!(ids(&store.decided_showings(Uuid::nil(), at(4), 1).await.unwrap()), [id(1, 1)]);
    assert_eq!(ids(&store.decided_showings(id(1, 1), at(4), 10).await.unwrap()), [id(2, 2), id(3, 3)]);
    let decided_until = earliest(at(3));
    store.learn_clicks(&Lesson { decided_until, ..lesson(0) }).await.unwrap();
    assert_eq!(store.click_learning().await.unwrap().decided_until, decided_until);
}

async fn what_programs_do_is_not_learned(database: &TestDatabase) {
    let store = leading(database).await;
    let crawled = Impression { origin: Origin { bot: Some(BotReason::Declared), ..PERSON }, ..shown(1, 1) };
    store.add_impressions(&[crawled.clone(), shown(2, 2)]).await.unwrap();
    store.add_click(&click(crawled.id, None)).await.unwrap();
    store.add_click(&click(id(2, 2), Some(BotReason::Rate))).await.unwrap();
    assert_eq!(store.clicked_showings(Uuid::nil(), 10).await.unwrap(), []);
    let decided = store.decided_showings(Uuid::nil(), at(100), 10).await.unwrap();
    assert_eq!((ids(&decided), decided[0].clicked_at), (vec![id(2, 2)], None), "a program's click is none");
}

async fn one_node_leads_until_it_is_silent(database: &TestDatabase) {
    let store = database.store().await;
    let other = Uuid::from_u128(2);
    assert_eq!(store.click_learning().await.unwrap().holder, None);
    assert!(store.lead_clicks(NODE, at(0), at(10)).await.unwrap());
    assert!(!store.lead_clicks(other, at(5), at(15)).await.unwrap());
    assert!(store.lead_clicks(NODE, at(8), at(18)).await.unwrap(), "it says so again");
    assert!(!store.lead_clicks(other, at(12), at(22)).await.unwrap());
    assert!(store.lead_clicks(other, at(19), at(29)).await.unwrap(), "its time is up");
    assert!(!store.lead_clicks(NODE, at(20), at(30)).await.unwrap());
    store.leave_clicks(NODE).await.unwrap();
    assert_eq!(store.click_learning().await.unwrap().holder, Some(other), "it was not its to give up");
    store.leave_clicks(other).await.unwrap();
    assert!(store.lead_clicks(NODE, at(20), at(30)).await.unwrap());
    let state = store.click_learning().await.unwrap();
    assert_eq!((state.holder, state.held_until, state.seq), (Some(NODE), at(30), 0));
}

async fn a_lesson_is_kept_whole_or_not_at_all(database: &TestDatabase) {
    let store = leading(database).await;
    store.add_impressions(&[shown(1, 1)]).await.unwrap();
    store.add_click(&click(id(1, 1), None)).await.unwrap();
    let decided_until = id(1, 1);
    let learned = Lesson { clicks: vec![id(1, 1)], decided_until, ..lesson(0) };
    let strangers = Lesson { node: Uuid::from_u128(2), ..learned.clone() };
    for refused in [strangers, Lesson { after: 5, ..learned.clone() }] {
        let outcome = store.learn_clicks(&refused).await;
        assert!(matches!(outcome, Err(StoreError::Conflict(_))), "{outcome:?}");
        assert_eq!(store.clicked_showings(Uuid::nil(), 10).await.unwrap().len(), 1);
        assert_eq!(store.click_deltas(0, 10).await.unwrap(), []);
    }
    store.learn_clicks(&learned).await.unwrap();
    let again = store.learn_clicks(&learned).await;
    assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
    assert_eq!(store.click_deltas(0, 10).await.unwrap(), [(1, vec![0])]);
    let state = store.click_learning().await.unwrap();
    assert_eq!((state.seq, state.decided_until), (1, decided_until));
}

async fn a_snapshot_replaces_older_ones(database: &TestDatabase) {
    let store = leading(database).await;
    for after in 0..6 {
        let snapshot = (after % 2 == 1).then(|| vec![9, u8::try_from(after).unwrap()]);
        store.learn_clicks(&Lesson { snapshot, ..lesson(after) }).await.unwrap();
    }
    assert_eq!(store.click_snapshot().await.unwrap(), Some((6, vec![9, 5])));
    assert_eq!(database.integer("SELECT count(*) FROM click_snapshot").await, 1);
    assert_eq!(store.click_deltas(0, 10).await.unwrap(), [(5, vec![4]), (6, vec![5])], "two stay");
    assert_eq!(store.click_deltas(0, 1).await.unwrap(), [(5, vec![4])]);
    // Without a delta there is nothing to follow but the snapshot.
    let whole = Lesson { delta: None, snapshot: Some(vec![1]), ..lesson(6) };
    store.learn_clicks(&whole).await.unwrap();
    assert_eq!(store.click_deltas(6, 10).await.unwrap(), []);
    assert_eq!(store.click_snapshot().await.unwrap(), Some((7, vec![1])));
}

async fn offers_are_learned_once(database: &TestDatabase) {
    let store = leading(database).await;
    let offer = |number| ClickOffer {
        id: id(number, 1),
        product: ProductId(Uuid::from_u128(7)),
        lender: InstitutionId(Uuid::from_u128(8)),
        category: Category::HomeLoan,
        pages: 3,
        exposure: 0.25,
        fair: 0.125,
    };
    store.add_click_offers(&[offer(2), offer(1)]).await.unwrap();
    store.add_click_offers(&[offer(1)]).await.unwrap();
    assert_eq!(store.click_offers(10).await.unwrap(), [offer(1), offer(2)]);
    assert_eq!(store.click_offers(1).await.unwrap(), [offer(1)]);
    store.learn_clicks(&Lesson { offers: vec![id(1, 1)], ..lesson(0) }).await.unwrap();
    assert_eq!(store.click_offers(10).await.unwrap(), [offer(2)]);
}

async fn forgetting_leaves_what_is_nobodys(database: &TestDatabase) {
    let store = leading(database).await;
    store.add_impressions(&[shown(1, 1)]).await.unwrap();
    store.add_click(&click(id(1, 1), None)).await.unwrap();
    store.forget_person(Pseudonym([7; 16])).await.unwrap();
    let found = store.clicked_showings(Uuid::nil(), 10).await.unwrap();
    assert_eq!(found[0].inputs, None, "what leaves are worked out from goes");
    assert_eq!(found[0].showing, [1, 2, 3], "need and cost are nobody's");
    let gone = store.prune_events(server::store::EventGroup::Impressions, at(2), 10).await.unwrap();
    assert_eq!((gone, store.clicked_showings(Uuid::nil(), 10).await.unwrap().len()), (1, 0));
}
