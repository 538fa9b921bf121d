//! Request ids: one a request, in the answer's `X-Request-Id`, in problem documents and in the log.

use std::future::Future;
use uuid::Uuid;

tokio::task_local! {
    static CURRENT: String;
}

/// The header that carries it.
pub const HEADER: &str = "x-request-id";

/// Runs a request's future under a new id and hands that id to `work`.
pub async fn scope<F: Future>(work: impl FnOnce(String) -> F) -> F::Output {
    let id = Uuid::now_v7().simple().to_string();
    CURRENT.scope(id.clone(), work(id)).await
}

/// The id of the request that is being answered; empty outside of one.
#[must_use]
pub fn current() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}
