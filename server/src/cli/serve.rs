//! `lendlight serve`.

use super::context::Context;
use crate::http::Application;
use crate::jobs::index_sync::IndexSync;
use crate::jobs::refresh;
use crate::services::import;
use crate::services::policy::PolicyInForce;
use crate::store::Store;
use crate::{clock, demo};
use std::net::SocketAddr;
use std::sync::Arc;

/// Prepares what is missing, then serves until asked to stop.
pub(super) async fn run(
    mut context: Context,
    listen: Option<SocketAddr>,
    no_demo: bool,
) -> anyhow::Result<()> {
    if let Some(listen) = listen {
        context.config.server.listen = listen;
    }
    let store = context.open().await?;
    if context.config.catalogue.demo && !no_demo {
        load_demo(store.as_ref()).await?;
    }
    let sync = IndexSync::start(store.clone(), context.index_dir()).await?;
    if sync.live().current().is_none() {
        println!("Building the search index.");
    }
    sync.in_step().await?;
    let policy = Arc::new(PolicyInForce::load(store.as_ref()).await?);
    let refresh = refresh::start(store.clone(), policy.clone());
    let application =
        Application::build(&context.config, &context.data_dir, store, sync.live(), policy).await?;
    println!("Lendlight is ready: http://{}", application.address());
    application.run().await?;
    refresh.abort();
    sync.stop().await;
    println!("Lendlight has stopped.");
    Ok(())
}

/// Fills an empty catalogue with invented products.
async fn load_demo(store: &dyn Store) -> anyhow::Result<()> {
    let counts = store.counts().await?;
    if counts.products + counts.withdrawn > 0 {
        return Ok(());
    }
    println!(
        "The catalogue is empty: loading invented demo products (start with --no-demo to leave it empty)."
    );
    let records = demo::catalogue(demo::DEMO, demo::DEMO_SEED);
    let summary = import::import_records(store, records, "demo", clock::now()).await?;
    println!("{summary}");
    Ok(())
}
