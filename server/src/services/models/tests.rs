use super::*;
use crate::config::DatabaseConfig;
use crate::store::{connect, sqlite_address};
use predict::registry::{Against, DataWindow, ModelRecord, Quality};
use std::sync::Arc;

const KIND: ModelKind = ModelKind::Approval;

fn reason(why: &str) -> Reason<'_> {
    Reason { actor: "an operator", why, at: Timestamp::from_micros(1) }
}

/// A good model that was compared with another.
fn record(against: &str) -> ModelRecord {
    let at = Timestamp::from_micros(0);
    ModelRecord {
        kind: KIND,
        trained_at: at,
        data: DataWindow { from: at, to: at, rows: 50_000, positives: 35_000, simulated: false },
        quality: Quality {
            rows: 10_000,
            positives: 7_000,
            auc: 0.84,
            ks: 0.5,
            log_loss: 0.41,
            brier: 0.13,
            ece: 0.006,
            against: Some(Against {
                name: against.to_owned(),
                log_loss_difference: -0.01,
                standard_error: 0.002,
            }),
            groups: Vec::new(),
        },
        features: vec!["amount".to_owned()],
        code_version: "0.1.0".to_owned(),
    }
}

async fn store(folder: &tempfile::TempDir) -> Arc<dyn Store> {
    let url = sqlite_address(&folder.path().join("test.db")).into();
    let store = connect(&DatabaseConfig { url, max_connections: 1 }).await.unwrap();
    store.migrate().await.unwrap();
    store
}

async fn promoted(store: &dyn Store, version: u32) -> Result<(), MoveError> {
    promote(store, (KIND, version), &Thresholds::default(), reason("better")).await
}

#[tokio::test]
async fn a_model_goes_through_the_shadow_into_force_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    let store = store.as_ref();
    let none = roll_back(store, KIND, reason("worse")).await;
    assert!(matches!(none, Err(MoveError::NothingInForce(_))), "{none:?}");

    for against in [priors::VERSION, "approval-1", "approval-2"] {
        let version = store.add_model(&record(against), b"model").await.unwrap();
        shadow(store, (KIND, version), reason("trained")).await.unwrap();
        assert_eq!(holder(store, KIND, Role::Shadow).await.unwrap(), Some(version));
        promoted(store, version).await.unwrap();
        assert_eq!(holder(store, KIND, Role::InForce).await.unwrap(), Some(version));
        assert_eq!(holder(store, KIND, Role::Shadow).await.unwrap(), None);
    }
    assert!(matches!(promoted(store, 3).await, Err(MoveError::Already(..))));
    assert!(matches!(promoted(store, 9).await, Err(MoveError::Unknown(_))));

    for expected in [Some(2), Some(1), None] {
        assert_eq!(roll_back(store, KIND, reason("declines rose")).await.unwrap(), expected);
        assert_eq!(holder(store, KIND, Role::InForce).await.unwrap(), expected);
    }
    assert_eq!(store.model_moves(KIND, 100).await.unwrap().len(), 12, "every move is kept");
}

#[tokio::test]
async fn what_is_worse_or_was_compared_with_another_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    let store = store.as_ref();
    let mut worse = record(priors::VERSION);
    if let Some(against) = &mut worse.quality.against {
        against.log_loss_difference = 0.01;
    }
    store.add_model(&worse, b"model").await.unwrap();
    let refused = promoted(store, 1).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "approval-1 may not be promoted: worse than priors-1: its log loss is 0.01000 higher, and chance explains 0.00329"
    );
    store.add_model(&record("approval-1"), b"model").await.unwrap();
    let stale = promoted(store, 2).await;
    assert!(matches!(&stale, Err(MoveError::Stale { in_force, .. }) if in_force == "priors-1"), "{stale:?}");
    assert_eq!(store.model_roles().await.unwrap(), [], "what is refused changes nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moves_of_several_processes_follow_one_another() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder).await;
    for _ in 0..4 {
        store.add_model(&record(priors::VERSION), b"model").await.unwrap();
    }
    let moves = (1..=4).map(|version| {
        let store = store.clone();
        tokio::spawn(
            async move { give(store.as_ref(), KIND, Role::Shadow, Some(version), reason("x")).await },
        )
    });
    for done in futures::future::join_all(moves).await {
        done.unwrap().unwrap();
    }
    let seqs: Vec<u64> = store.model_moves(KIND, 10).await.unwrap().iter().map(|step| step.seq).collect();
    assert_eq!(seqs, [4, 3, 2, 1]);
}
