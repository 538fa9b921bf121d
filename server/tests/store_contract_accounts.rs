//! What the store promises of accounts, on both engines (see `store_contract.rs`).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may")]

#[macro_use]
mod support;

use domain::lists::{List, Lists};
use domain::product::ProductId;
use domain::time::Timestamp;
use server::store::{
    Account, AccountId, KeptLists, SealedAnswers, SessionDraft, Store, StoreError, TokenHash,
};
use support::{TestDatabase, at};
use uuid::Uuid;

contract! {
    a_link_works_once
    a_link_expires
    looking_at_a_link_leaves_it_unused
    one_address_has_one_account
    a_session_finds_its_account_and_what_it_keeps
    a_session_expires_unless_it_is_used
    sessions_end_one_by_one_and_all_at_once
    of_two_changes_of_lists_at_once_one_is_refused
    answers_are_replaced_and_forgotten
    a_deleted_account_leaves_nothing
    what_has_expired_is_purged
}

fn token(number: u8) -> TokenHash {
    TokenHash::of(&[number; 32])
}

fn session(number: u8, expires_at: Timestamp) -> SessionDraft {
    SessionDraft { token: token(number), device: format!("Browser {number}"), expires_at }
}

/// Signs in by link `number` with a session of the same number that ends at second 1,000.
async fn sign_in(store: &dyn Store, number: u8, email: &str) -> Account {
    store.add_link(&token(number), email, at(0), at(900)).await.unwrap();
    store.open_session(&token(number), &session(number, at(1_000)), at(1)).await.unwrap().unwrap()
}

fn lists(products: &[u128]) -> Lists {
    let mut lists = Lists::default();
    for number in products {
        lists.add(List::Saved, ProductId(Uuid::from_u128(*number))).unwrap();
    }
    lists
}

async fn a_link_works_once(database: &TestDatabase) {
    let store = database.store().await;
    let account = sign_in(&*store, 1, "kim@example.com").await;
    assert_eq!((account.email.as_str(), account.created_at), ("kim@example.com", at(1)));
    assert_eq!(store.open_session(&token(1), &session(2, at(1_000)), at(2)).await.unwrap(), None);
    assert_eq!(store.signed_in(&token(2), at(2)).await.unwrap(), None);
    assert_eq!(store.open_session(&token(9), &session(3, at(1_000)), at(2)).await.unwrap(), None);
}

async fn a_link_expires(database: &TestDatabase) {
    let store = database.store().await;
    store.add_link(&token(1), "kim@example.com", at(0), at(900)).await.unwrap();
    assert_eq!(store.link_email(&token(1), at(900)).await.unwrap(), None);
    assert_eq!(store.open_session(&token(1), &session(1, at(2_000)), at(900)).await.unwrap(), None);
    assert_eq!(database.integer("SELECT count(*) FROM account").await, 0, "no account for nothing");
}

async fn looking_at_a_link_leaves_it_unused(database: &TestDatabase) {
    let store = database.store().await;
    store.add_link(&token(1), "kim@example.com", at(0), at(900)).await.unwrap();
    for _ in 0..2 {
        let email = store.link_email(&token(1), at(899)).await.unwrap();
        assert_eq!(email.as_deref(), Some("kim@example.com"));
    }
    assert!(store.open_session(&token(1), &session(1, at(2_000)), at(899)).await.unwrap().is_some());
    assert_eq!(store.link_email(&token(1), at(899)).await.unwrap(), None);
}

async fn one_address_has_one_account(database: &TestDatabase) {
    let store = database.store().await;
    let first = sign_in(&*store, 1, "kim@example.com").await;
    let again = sign_in(&*store, 2, "kim@example.com").await;
    let other = sign_in(&*store, 3, "lee@example.com").await;
    assert_eq!(first, again);
    assert_ne!(first.id, other.id);
    assert_eq!(store.account(first.id).await.unwrap(), Some(first));
    assert_eq!(store.account(AccountId(Uuid::now_v7())).await.unwrap(), None);
}

async fn a_session_finds_its_account_and_what_it_keeps(database: &TestDatabase) {
    let store = database.store().await;
    let account = sign_in(&*store, 1, "kim@example.com").await;
    let found = store.signed_in(&token(1), at(2)).await.unwrap().unwrap();
    assert_eq!((&found.account, &found.lists, &found.answers), (&account, &KeptLists::default(), &None));
    let kept = KeptLists { version: 0, lists: lists(&[1, 2]) };
    store.save_account_lists(account.id, &kept, at(3)).await.unwrap();
    let answers = SealedAnswers { sealed: vec![1, 2, 3], answered_at: at(3) };
    store.save_account_answers(account.id, Some(&answers)).await.unwrap();
    let found = store.signed_in(&token(1), at(4)).await.unwrap().unwrap();
    assert_eq!(found.lists, KeptLists { version: 1, ..kept });
    assert_eq!(found.answers, Some(answers));
    assert_eq!(found.used_at, at(1));
}

async fn a_session_expires_unless_it_is_used(database: &TestDatabase) {
    let store = database.store().await;
    let account = sign_in(&*store, 1, "kim@example.com").await;
    let found = store.signed_in(&token(1), at(999)).await.unwrap().unwrap();
    store.use_session(found.session, at(999), at(3_000)).await.unwrap();
    assert_eq!(store.signed_in(&token(1), at(2_999)).await.unwrap().unwrap().used_at, at(999));
    assert_eq!(store.signed_in(&token(1), at(3_000)).await.unwrap(), None);
    assert!(store.sessions(account.id, at(3_000)).await.unwrap().is_empty());
}

async fn sessions_end_one_by_one_and_all_at_once(database: &TestDatabase) {
    let store = database.store().await;
    let account = sign_in(&*store, 1, "kim@example.com").await;
    sign_in(&*store, 2, "kim@example.com").await;
    let other = sign_in(&*store, 3, "lee@example.com").await;
    let second = store.signed_in(&token(2), at(2)).await.unwrap().unwrap().session;
    store.use_session(second, at(5), at(1_000)).await.unwrap();
    let listed = store.sessions(account.id, at(6)).await.unwrap();
    let devices: Vec<_> = listed.iter().map(|session| session.device.as_str()).collect();
    assert_eq!(devices, ["Browser 2", "Browser 1"], "last used first");
    assert!(!store.close_session(other.id, second).await.unwrap(), "another's session is left alone");
    assert!(store.close_session(account.id, second).await.unwrap());
    assert!(!store.close_session(account.id, second).await.unwrap());
    assert_eq!(store.signed_in(&token(2), at(6)).await.unwrap(), None);
    assert_eq!(store.close_sessions(account.id).await.unwrap(), 1);
    assert_eq!(store.signed_in(&token(1), at(6)).await.unwrap(), None);
    assert!(store.signed_in(&token(3), at(6)).await.unwrap().is_some());
}

async fn of_two_changes_of_lists_at_once_one_is_refused(database: &TestDatabase) {
    let store = database.store().await;
    let account = sign_in(&*store, 1, "kim@example.com").await.id;
    let save = async |version, products: &[u128]| {
        let kept = KeptLists { version, lists: lists(products) };
        store.save_account_lists(account, &kept, at(2)).await
    };
    save(0, &[1]).await.unwrap();
    assert!(matches!(save(0, &[2]).await, Err(StoreError::Conflict(_))));
    save(1, &[1, 2]).await.unwrap();
    assert!(matches!(save(1, &[3]).await, Err(StoreError::Conflict(_))));
    let kept = store.account_lists(account).await.unwrap();
    assert_eq!(kept, KeptLists { version: 2, lists: lists(&[1, 2]) });
    let nobody = AccountId(Uuid::now_v7());
    let answer = store.save_account_lists(nobody, &KeptLists::default(), at(2)).await;
    assert!(matches!(answer, Err(StoreError::NotFound)), "{answer:?}");
}

async fn answers_are_replaced_and_forgotten(database: &TestDatabase) {
    let store = database.store().await;
    let account = sign_in(&*store, 1, "kim@example.com").await.id;
    assert_eq!(store.account_answers(account).await.unwrap(), None);
    for second in [2, 3] {
        let answers = SealedAnswers { sealed: vec![0, 255, 7], answered_at: at(second) };
        store.save_account_answers(account, Some(&answers)).await.unwrap();
        assert_eq!(store.account_answers(account).await.unwrap(), Some(answers));
    }
    store.save_account_answers(account, None).await.unwrap();
    assert_eq!(store.account_answers(account).await.unwrap(), None);
}

async fn a_deleted_account_leaves_nothing(database: &TestDatabase) {
    let store = database.store().await;
    let account = sign_in(&*store, 1, "kim@example.com").await.id;
    store.save_account_lists(account, &KeptLists { version: 0, lists: lists(&[1]) }, at(2)).await.unwrap();
    let answers = SealedAnswers { sealed: vec![1], answered_at: at(2) };
    store.save_account_answers(account, Some(&answers)).await.unwrap();
    store.add_link(&token(2), "kim@example.com", at(3), at(900)).await.unwrap();
    sign_in(&*store, 4, "lee@example.com").await;
    assert!(store.delete_account(account).await.unwrap());
    assert!(!store.delete_account(account).await.unwrap());
    let left = "SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM account_session)
        + (SELECT count(*) FROM account_lists) + (SELECT count(*) FROM account_answers)
        + (SELECT count(*) FROM sign_in_link)";
    assert_eq!(database.integer(left).await, 2, "the other's account and session");
}

async fn what_has_expired_is_purged(database: &TestDatabase) {
    let store = database.store().await;
    sign_in(&*store, 1, "kim@example.com").await;
    store.add_link(&token(2), "kim@example.com", at(0), at(900)).await.unwrap();
    assert_eq!(store.purge_expired(at(899)).await.unwrap(), 0);
    assert_eq!(store.purge_expired(at(900)).await.unwrap(), 1);
    assert_eq!(store.purge_expired(at(1_000)).await.unwrap(), 1);
    assert_eq!(database.integer("SELECT count(*) FROM account").await, 1, "the account stays");
}
