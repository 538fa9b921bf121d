//! What the store promises of trained models, on both engines (see `store_contract.rs`).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may")]

#[macro_use]
mod support;

use predict::registry::{DataWindow, ModelKind, ModelRecord, Move, Quality, Role};
use server::store::{Store, StoreError};
use support::{TestDatabase, at};

contract! {
    models_are_kept_whole_and_counted_by_kind
    a_role_goes_from_model_to_model_and_every_move_is_kept
    two_moves_at_once_are_one
    a_damaged_model_is_not_handed_out
    what_never_had_a_role_is_cleared_away
}

fn record(kind: ModelKind) -> ModelRecord {
    ModelRecord {
        kind,
        trained_at: at(60),
        data: DataWindow { from: at(0), to: at(59), rows: 1_000, positives: 700, simulated: true },
        quality: Quality {
            rows: 200,
            positives: 141,
            auc: 0.812_345_678_901,
            ks: 0.5,
            log_loss: 0.43,
            brier: 0.14,
            ece: 0.012,
            against: None,
            groups: Vec::new(),
        },
        features: vec!["amount".to_owned(), "burden".to_owned()],
        code_version: "0.1.0".to_owned(),
    }
}

fn step(seq: u64, role: Role, version: Option<u32>) -> Move {
    Move {
        seq,
        kind: ModelKind::Approval,
        role,
        version,
        at: at(100),
        actor: "an operator".to_owned(),
        reason: "better on last week".to_owned(),
    }
}

async fn keep(store: &dyn Store, kind: ModelKind) -> u32 {
    store.add_model(&record(kind), b"a model").await.unwrap()
}

async fn models_are_kept_whole_and_counted_by_kind(database: &TestDatabase) {
    let store = database.store().await;
    let body: Vec<u8> = (0..=255).cycle().take(1_000_000).collect();
    assert_eq!(store.add_model(&record(ModelKind::Approval), &body).await.unwrap(), 1);
    assert_eq!(keep(&*store, ModelKind::Click).await, 1);
    assert_eq!(keep(&*store, ModelKind::Approval).await, 2);
    assert_eq!(store.model_body(ModelKind::Approval, 1).await.unwrap(), body);
    let newest = store.newest_models(ModelKind::Approval, 10).await.unwrap();
    assert_eq!(newest.iter().map(|model| model.version).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(newest[1].record, record(ModelKind::Approval), "figures come back to the bit");
    assert_eq!(store.model(ModelKind::Click, 1).await.unwrap().unwrap().record.kind, ModelKind::Click);
    assert_eq!(store.model(ModelKind::Click, 2).await.unwrap(), None);
    let none = store.model_body(ModelKind::Click, 2).await;
    assert!(matches!(none, Err(StoreError::NotFound)), "{none:?}");
}

async fn a_role_goes_from_model_to_model_and_every_move_is_kept(database: &TestDatabase) {
    let store = database.store().await;
    assert_eq!(store.model_roles().await.unwrap(), []);
    for _ in 0..2 {
        keep(&*store, ModelKind::Approval).await;
    }
    let moves = [
        step(1, Role::Shadow, Some(1)),
        step(2, Role::InForce, Some(1)),
        step(3, Role::Shadow, None),
        step(4, Role::InForce, Some(2)),
    ];
    for step in &moves {
        store.move_model(step).await.unwrap();
    }
    let other = database.connect().await;
    let roles = other.model_roles().await.unwrap();
    assert_eq!(roles, [moves[3].clone(), moves[2].clone()], "another node sees them");
    let kept = store.model_moves(ModelKind::Approval, 10).await.unwrap();
    assert_eq!(kept.iter().map(|step| step.seq).collect::<Vec<_>>(), [4, 3, 2, 1]);
    assert_eq!(kept[3], moves[0]);
}

async fn two_moves_at_once_are_one(database: &TestDatabase) {
    let store = database.store().await;
    keep(&*store, ModelKind::Approval).await;
    let (first, second) = (step(1, Role::InForce, Some(1)), step(1, Role::Shadow, Some(1)));
    let outcomes = tokio::join!(store.move_model(&first), store.move_model(&second));
    let lost = match outcomes {
        (Ok(()), Err(lost)) | (Err(lost), Ok(())) => lost,
        other => panic!("{other:?}"),
    };
    assert!(matches!(lost, StoreError::Conflict(_)), "{lost:?}");
    let nowhere = store.move_model(&step(2, Role::InForce, Some(9))).await;
    assert!(matches!(nowhere, Err(StoreError::NotFound)), "{nowhere:?}");
    let nameless = Move { actor: String::new(), ..step(2, Role::InForce, Some(1)) };
    assert!(matches!(store.move_model(&nameless).await, Err(StoreError::Refused(_))));
    assert_eq!(store.model_roles().await.unwrap().len(), 1);
}

async fn a_damaged_model_is_not_handed_out(database: &TestDatabase) {
    let store = database.store().await;
    keep(&*store, ModelKind::Approval).await;
    database.execute("UPDATE model SET body = checksum").await;
    let damaged = store.model_body(ModelKind::Approval, 1).await;
    assert!(matches!(&damaged, Err(StoreError::Damaged(what)) if what == "model approval-1"), "{damaged:?}");
}

async fn what_never_had_a_role_is_cleared_away(database: &TestDatabase) {
    let store = database.store().await;
    for _ in 0..5 {
        keep(&*store, ModelKind::Approval).await;
    }
    store.move_model(&step(1, Role::InForce, Some(2))).await.unwrap();
    assert_eq!(store.prune_models(ModelKind::Approval, 2).await.unwrap(), 2);
    let models = store.newest_models(ModelKind::Approval, 10).await.unwrap();
    let kept: Vec<u32> = models.iter().filter(|model| model.has_body).map(|model| model.version).collect();
    assert_eq!(kept, [5, 4, 2]);
    assert_eq!(models.len(), 5, "what is known of them stays");
    let cleared = store.move_model(&step(2, Role::InForce, Some(1))).await;
    assert!(matches!(cleared, Err(StoreError::NotFound)), "{cleared:?}");
    assert_eq!(store.prune_models(ModelKind::Approval, 2).await.unwrap(), 0);
}
