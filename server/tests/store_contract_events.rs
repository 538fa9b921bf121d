//! What the store promises of events, on both engines (see `store_contract.rs`).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may")]

#[macro_use]
mod support;

use domain::event::{
    Answer, Application, BotReason, Click, Decision, DeclineReason, EventKind, Funding, Impression, Listed,
    ListedAs, ModelInputs, Origin, Outcome, Pseudonym, Surface, earliest,
};
use domain::money::{Currency, Money};
use domain::product::{Category, ProductId};
use domain::rate::Rate;
use server::store::{EventGroup, RowWindow, Store, StoreError};
use support::{TestDatabase, at};
use uuid::Uuid;

contract! {
    an_impression_comes_back_as_it_was
    an_impression_written_twice_is_one
    a_batch_with_a_row_that_is_refused_is_not_written
    an_impression_has_one_click_whichever_comes_first
    what_follows_joins_its_impression_once
    a_later_decision_replaces_an_earlier_one
    what_programs_do_is_kept_out_of_training
    rows_come_in_pages_in_the_order_of_time
    applications_come_without_their_impressions
    a_person_sees_all_of_theirs_and_nothing_else
    forgetting_leaves_events_that_are_nobodys
    events_follow_a_person_into_an_account
    who_is_too_fast_is_marked_and_nobody_else
    old_events_go_in_batches_and_young_ones_stay
    counts_tell_kinds_and_bots
}

/// The id of event `number` at second `second`.
fn id(second: i64, number: u128) -> Uuid {
    Uuid::from_u128(earliest(at(second)).as_u128() | (7 << 76) | (2 << 62) | number)
}

fn origin(person: u8) -> Origin {
    Origin { pseudonym: Some(Pseudonym([person; 16])), surface: Surface::Page, bot: None }
}

const PRODUCT: ProductId = ProductId(Uuid::from_u128(77));

fn shown(second: i64, number: u128) -> Impression {
    Impression {
        id: id(second, number),
        request_id: id(second, 0),
        shown_at: at(second),
        origin: origin(1),
        product: PRODUCT,
        product_version: 3,
        category: Category::PersonalLoan,
        position: 21,
        page: 2,
        propensity: 0.25,
        exploration: true,
        policy_version: 4,
        model_version: "priors-1".to_owned(),
        approval: 0.625,
        click: 0.08,
        showing: Some(vec![1, 2, 3]),
        inputs: Some(ModelInputs::new(1, vec![0.1, f32::NAN, -3.5]).unwrap()),
    }
}

fn click(impression: Uuid, second: i64) -> Click {
    Click { impression, clicked_at: at(second), origin: origin(1) }
}

fn listed(second: i64, number: u128) -> Listed {
    Listed {
        id: id(second, number),
        listed_as: ListedAs::Save,
        listed_at: at(second),
        origin: origin(1),
        product: PRODUCT,
    }
}

fn aud(major: i64) -> Money {
    Money::from_major(major, Currency::AUD)
}

fn application(second: i64, number: u128, impression: Option<Uuid>) -> Application {
    Application {
        id: id(second, number),
        applied_at: at(second),
        origin: origin(1),
        product: PRODUCT,
        product_version: 3,
        impression,
        amount: aud(15_000),
        term_months: Some(36),
        inputs: Some(ModelInputs::new(2, vec![1.5]).unwrap()),
    }
}

fn approved(application: Uuid, second: i64) -> Decision {
    let answer = Answer::Approved { amount: Some(aud(12_000)), rate: Some(Rate::from_millionths(65_400)) };
    Decision { application, decided_at: at(second), answer }
}

fn declined(application: Uuid, second: i64) -> Decision {
    Decision { application, decided_at: at(second), answer: Answer::Declined(DeclineReason::Income) }
}

const ALL: fn() -> RowWindow = || RowWindow { after: None, from: at(-1), until: at(1_000_000), limit: 100 };

async fn an_impression_comes_back_as_it_was(database: &TestDatabase) {
    let store = database.store().await;
    let mut nobodys = shown(2, 2);
    nobodys.origin = Origin { pseudonym: None, surface: Surface::Api, bot: None };
    nobodys.inputs = None;
    nobodys.exploration = false;
    let both = [shown(1, 1), nobodys];
    assert_eq!(store.add_impressions(&both).await.unwrap(), 2);
    let rows = store.training_rows(ALL()).await.unwrap();
    assert_eq!(rows.iter().map(|row| &row.impression).collect::<Vec<_>>(), both.iter().collect::<Vec<_>>());
    for row in rows {
        assert_eq!((row.clicked_at, row.application, row.decision, row.funded_at), (None, None, None, None));
    }
    assert!(store.has_impression(both[0].id).await.unwrap());
    assert!(!store.has_impression(id(1, 9)).await.unwrap());
}

async fn an_impression_written_twice_is_one(database: &TestDatabase) {
    let store = database.store().await;
    let many: Vec<_> = (1..=95).map(|number| shown(1, number)).collect();
    assert_eq!(store.add_impressions(&many[..60]).await.unwrap(), 60);
    assert_eq!(store.add_impressions(&many).await.unwrap(), 35);
    assert_eq!(store.add_impressions(&many).await.unwrap(), 0);
    assert_eq!(store.add_impressions(&[]).await.unwrap(), 0);
    assert_eq!(database.integer("SELECT count(*) FROM event_impression").await, 95);
}

async fn a_batch_with_a_row_that_is_refused_is_not_written(database: &TestDatabase) {
    let store = database.store().await;
    let refused = Impression { propensity: 0.0, ..shown(1, 2) };
    let outcome = store.add_impressions(&[shown(1, 1), refused]).await;
    assert!(matches!(outcome, Err(StoreError::Refused(_))), "{outcome:?}");
    assert_eq!(database.integer("SELECT count(*) FROM event_impression").await, 0);
}

async fn an_impression_has_one_click_whichever_comes_first(database: &TestDatabase) {
    let store = database.store().await;
    let early = shown(1, 1);
    assert!(store.add_click(&click(early.id, 5)).await.unwrap(), "before its impression is written");
    assert!(!store.add_click(&click(early.id, 6)).await.unwrap());
    store.add_impressions(&[early]).await.unwrap();
    let rows = store.training_rows(ALL()).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.clicked_at).collect::<Vec<_>>(), [Some(at(5))]);
}

async fn what_follows_joins_its_impression_once(database: &TestDatabase) {
    let store = database.store().await;
    let (led, other) = (shown(1, 1), shown(1, 2));
    store.add_impressions(&[led.clone(), other.clone()]).await.unwrap();
    let (first, second) = (application(10, 1, Some(led.id)), application(20, 1, Some(led.id)));
    for application in [&second, &first] {
        assert!(store.add_application(application).await.unwrap());
        assert!(!store.add_application(application).await.unwrap());
    }
    assert!(store.add_decision(&approved(first.id, 30)).await.unwrap());
    assert!(store.add_decision(&declined(second.id, 30)).await.unwrap());
    let funding = Funding { application: first.id, funded_at: at(40), amount: aud(12_000) };
    assert!(store.add_funding(&funding).await.unwrap());
    assert!(!store.add_funding(&Funding { funded_at: at(50), ..funding }).await.unwrap());
    let rows = store.training_rows(ALL()).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.impression.id).collect::<Vec<_>>(), [led.id, other.id]);
    assert_eq!(rows[0].application, Some(first.id), "the first of the two");
    assert_eq!(rows[0].decision, Some(approved(first.id, 30)));
    assert_eq!((rows[0].funded_at, rows[1].application), (Some(at(40)), None));
    let next = RowWindow { after: Some(led.id), limit: 1, ..ALL() };
    assert_eq!(store.training_rows(next).await.unwrap()[0].impression.id, other.id);
}

async fn a_later_decision_replaces_an_earlier_one(database: &TestDatabase) {
    let store = database.store().await;
    let asked = application(1, 1, None);
    store.add_application(&asked).await.unwrap();
    assert!(store.add_decision(&declined(asked.id, 30)).await.unwrap());
    assert!(!store.add_decision(&approved(asked.id, 20)).await.unwrap(), "it came late");
    assert!(!store.add_decision(&declined(asked.id, 30)).await.unwrap(), "it came again");
    let decision = || async { store.application_rows(ALL()).await.unwrap()[0].decision };
    assert_eq!(decision().await, Some(declined(asked.id, 30)));
    let bare = Decision {
        application: asked.id,
        decided_at: at(40),
        answer: Answer::Approved { amount: None, rate: None },
    };
    assert!(store.add_decision(&bare).await.unwrap());
    assert_eq!(decision().await, Some(bare));
}

async fn what_programs_do_is_kept_out_of_training(database: &TestDatabase) {
    let store = database.store().await;
    let program = Origin { bot: Some(BotReason::Declared), ..origin(9) };
    let (seen, crawled) = (shown(1, 1), Impression { origin: program, ..shown(1, 2) });
    store.add_impressions(&[seen.clone(), crawled]).await.unwrap();
    store.add_click(&Click { origin: program, ..click(seen.id, 2) }).await.unwrap();
    store
        .add_application(&Application { origin: program, ..application(3, 1, Some(seen.id)) })
        .await
        .unwrap();
    let rows = store.training_rows(ALL()).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].impression.id, rows[0].clicked_at, rows[0].application), (seen.id, None, None));
    assert_eq!(store.application_rows(ALL()).await.unwrap(), []);
}

async fn rows_come_in_pages_in_the_order_of_time(database: &TestDatabase) {
    let store = database.store().await;
    let rows: Vec<_> = [9, 3, 7, 1, 5].iter().map(|second| shown(*second, 1)).collect();
    store.add_impressions(&rows).await.unwrap();
    let mut window = RowWindow { after: None, from: at(3), until: at(9), limit: 2 };
    let mut seconds = Vec::new();
    loop {
        let page = store.training_rows(window).await.unwrap();
        let Some(last) = page.last() else { break };
        window.after = Some(last.impression.id);
        seconds.extend(page.iter().map(|row| row.impression.shown_at));
    }
    assert_eq!(seconds, [at(3), at(5), at(7)]);
}

async fn applications_come_without_their_impressions(database: &TestDatabase) {
    let store = database.store().await;
    let both =
        [application(1, 1, Some(id(0, 1))), Application { term_months: None, ..application(2, 1, None) }];
    for application in &both {
        store.add_application(application).await.unwrap();
    }
    store.add_decision(&declined(both[1].id, 9)).await.unwrap();
    let rows = store.application_rows(ALL()).await.unwrap();
    assert_eq!(rows.iter().map(|row| &row.application).collect::<Vec<_>>(), both.iter().collect::<Vec<_>>());
    assert_eq!((rows[0].decision, rows[1].decision), (None, Some(declined(both[1].id, 9))));
    let next = RowWindow { after: Some(both[0].id), ..ALL() };
    assert_eq!(store.application_rows(next).await.unwrap().len(), 1);
}

/// One of everything of person 1, and an impression of person 2.
async fn one_of_each(store: &dyn Store) -> (Impression, Application) {
    let (mine, asked) = (shown(1, 1), application(4, 1, Some(id(1, 1))));
    let theirs = Impression { origin: origin(2), ..shown(1, 2) };
    store.add_impressions(&[mine.clone(), theirs]).await.unwrap();
    store.add_click(&click(mine.id, 2)).await.unwrap();
    store.add_listed(&listed(3, 1)).await.unwrap();
    assert!(!store.add_listed(&listed(3, 1)).await.unwrap(), "recorded already");
    store.add_application(&asked).await.unwrap();
    store.add_decision(&declined(asked.id, 5)).await.unwrap();
    store.add_funding(&Funding { application: asked.id, funded_at: at(6), amount: aud(1) }).await.unwrap();
    (mine, asked)
}

async fn a_person_sees_all_of_theirs_and_nothing_else(database: &TestDatabase) {
    let store = database.store().await;
    one_of_each(&*store).await;
    let events = store.events_of(Pseudonym([1; 16])).await.unwrap();
    let kinds: Vec<_> = events.iter().map(|event| (event.kind, event.at)).collect();
    let expected = [
        (EventKind::Impression, at(1)),
        (EventKind::Click, at(2)),
        (EventKind::Save, at(3)),
        (EventKind::Apply, at(4)),
        (EventKind::Decision, at(5)),
        (EventKind::Funded, at(6)),
    ];
    assert_eq!(kinds, expected);
    assert!(events.iter().all(|event| event.product_id == Some(PRODUCT)));
    assert_eq!((events[4].outcome, events[4].reason), (Some(Outcome::Declined), Some(DeclineReason::Income)));
    assert_eq!(store.events_of(Pseudonym([3; 16])).await.unwrap(), []);
}

async fn forgetting_leaves_events_that_are_nobodys(database: &TestDatabase) {
    let store = database.store().await;
    let (mine, asked) = one_of_each(&*store).await;
    assert_eq!(store.forget_person(Pseudonym([1; 16])).await.unwrap(), 4);
    assert_eq!(store.events_of(Pseudonym([1; 16])).await.unwrap(), []);
    assert_eq!(store.events_of(Pseudonym([2; 16])).await.unwrap().len(), 1, "others are left alone");
    let rows = store.training_rows(ALL()).await.unwrap();
    assert_eq!(
        (rows[0].impression.id, rows[0].clicked_at),
        (mine.id, Some(at(2))),
        "it was shown and clicked"
    );
    assert_eq!((rows[0].impression.origin.pseudonym, &rows[0].impression.inputs), (None, &None));
    assert!(rows[1].impression.inputs.is_some());
    let kept = store.application_rows(ALL()).await.unwrap().remove(0).application;
    assert_eq!(kept.id, asked.id);
    assert_eq!((kept.origin.pseudonym, kept.inputs), (None, None));
}

async fn events_follow_a_person_into_an_account(database: &TestDatabase) {
    let store = database.store().await;
    one_of_each(&*store).await;
    assert_eq!(store.rename_person(Pseudonym([1; 16]), Pseudonym([2; 16])).await.unwrap(), 4);
    assert_eq!(store.events_of(Pseudonym([1; 16])).await.unwrap(), []);
    assert_eq!(store.events_of(Pseudonym([2; 16])).await.unwrap().len(), 7);
}

async fn who_is_too_fast_is_marked_and_nobody_else(database: &TestDatabase) {
    let store = database.store().await;
    // Two products a page: person 1 is shown four pages in a minute, person 2 three, and three more in the next.
    let page = |person: u8, second: i64| {
        [1, 2].map(|number| Impression {
            origin: origin(person),
            request_id: id(second, u128::from(person)),
            ..shown(second, u128::from(person) * 10 + number)
        })
    };
    let start = 60 - (at(0).micros() / 1_000_000) % 60;
    let seconds = |all: &[i64]| all.iter().map(|second| start + second).collect::<Vec<_>>();
    let mut all = Vec::new();
    all.extend(seconds(&[0, 10, 20, 30]).into_iter().flat_map(|second| page(1, second)));
    all.extend(seconds(&[0, 10, 20, 60, 70, 80]).into_iter().flat_map(|second| page(2, second)));
    store.add_impressions(&all).await.unwrap();
    store.add_click(&click(all[0].id, 100)).await.unwrap();
    store.add_listed(&listed(start + 5, 99)).await.unwrap();
    assert_eq!(store.mark_fast(at(start + 1), 3).await.unwrap(), 0, "three of the four pages are looked at");
    assert_eq!(store.mark_fast(at(start), 3).await.unwrap(), 10);
    assert_eq!(store.mark_fast(at(start), 3).await.unwrap(), 0);
    let rows = store.training_rows(ALL()).await.unwrap();
    assert_eq!(rows.len(), 12);
    assert!(rows.iter().all(|row| row.impression.origin == origin(2)));
}

async fn old_events_go_in_batches_and_young_ones_stay(database: &TestDatabase) {
    let store = database.store().await;
    for second in 1..=6 {
        let (mine, asked) = (shown(second, 1), application(second, 1, None));
        store.add_click(&click(mine.id, second)).await.unwrap();
        store.add_impressions(&[mine]).await.unwrap();
        store.add_listed(&listed(second, 1)).await.unwrap();
        store.add_application(&asked).await.unwrap();
        store.add_decision(&declined(asked.id, second)).await.unwrap();
        let funding = Funding { application: asked.id, funded_at: at(second), amount: aud(1) };
        store.add_funding(&funding).await.unwrap();
    }
    for (group, kinds) in [(EventGroup::Impressions, 1), (EventGroup::Clicks, 2), (EventGroup::Decisions, 3)]
    {
        let mut gone = Vec::new();
        for _ in 0..4 {
            gone.push(store.prune_events(group, at(4), 2).await.unwrap());
        }
        assert_eq!(gone, [2 * kinds, kinds, 0, 0], "{group:?}");
    }
    let counts = store.event_counts().await.unwrap();
    for count in counts.iter().filter(|count| count.kind != EventKind::Compare) {
        assert_eq!((count.count, count.oldest), (3, Some(at(4))), "{count:?}");
    }
}

async fn counts_tell_kinds_and_bots(database: &TestDatabase) {
    let store = database.store().await;
    let counts = store.event_counts().await.unwrap();
    assert_eq!(counts.iter().map(|count| count.kind).collect::<Vec<_>>(), EventKind::ALL);
    assert!(counts.iter().all(|count| (count.count, count.bots, count.oldest) == (0, 0, None)));
    let program = Origin { bot: Some(BotReason::Rate), ..origin(1) };
    store.add_impressions(&[shown(2, 1), Impression { origin: program, ..shown(1, 2) }]).await.unwrap();
    store
        .add_listed(&Listed { listed_as: ListedAs::Compare, origin: program, ..listed(3, 1) })
        .await
        .unwrap();
    let counts = store.event_counts().await.unwrap();
    let of =
        |kind| counts.iter().find(|count| count.kind == kind).map(|count| (count.count, count.bots)).unwrap();
    assert_eq!(
        (of(EventKind::Impression), of(EventKind::Compare), of(EventKind::Save)),
        ((2, 1), (1, 1), (0, 0))
    );
    assert_eq!(counts[0].oldest, Some(at(1)));
}
