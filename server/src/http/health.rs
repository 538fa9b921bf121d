//! `/healthz` (alive), `/readyz` (able to answer) and `/metrics` (Prometheus).

use super::state::AppState;
use actix_web::{HttpResponse, web};
use serde_json::json;

/// Alive: the process answers.
pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "alive" }))
}

/// Ready: the database answers and there is an index.
pub(super) async fn ready(state: web::Data<AppState>) -> HttpResponse {
    let database = state.store.ping().await;
    if let Err(error) = &database {
        tracing::warn!(%error, "database is not ready");
    }
    let (database, index) = (database.is_ok(), state.index.current().is_some());
    let body = json!({
        "status": if database && index { "ready" } else { "not_ready" },
        "database": database,
        "index": index,
    });
    if database && index {
        HttpResponse::Ok().json(body)
    } else {
        HttpResponse::ServiceUnavailable().json(body)
    }
}

/// Metrics in Prometheus' text format.
pub(super) async fn metrics(state: web::Data<AppState>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(state.metrics.render())
}
