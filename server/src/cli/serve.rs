//! `lendlight serve`.

use super::context::Context;
use super::output::say;
use super::progress::TerminalProgress;
use crate::http::{self, Application};
use crate::jobs::click_learning::ClickJob;
use crate::jobs::index_sync::IndexSync;
use crate::jobs::training::TrainingJob;
use crate::jobs::{event_upkeep, refresh};
use crate::services::import;
use crate::services::in_force::InForce;
use crate::services::models::training::Control;
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
    let listener = http::bind(&context.config)?;
    let store = context.open().await?;
    // What the first search would otherwise wait for. By the time that anybody asks it is done, or nearly.
    tokio::task::spawn_blocking(index::warm);
    if context.config.catalogue.demo && !no_demo {
        load_demo(&store).await?;
    }
    let sync = IndexSync::start(store.clone(), context.index_dir()).await?;
    if sync.live().current().is_none() {
        say("Building the search index.");
    }
    sync.in_step().await?;
    let in_force = InForce::load(store.as_ref()).await?;
    let application = Application::build_on(
        listener,
        &context.config,
        &context.data_dir,
        store.clone(),
        sync.live(),
        in_force.clone(),
    )
    .await?;
    let upkeep = event_upkeep::start(store.clone(), context.config.events.clone());
    let training = TrainingJob::start(store.clone(), context.config.models.clone());
    let learning = ClickJob::start(store.clone(), in_force.clicks.clone(), &context.config.clicks).await?;
    let refresh = refresh::start(store, in_force, application.metrics());
    // Listened for before anybody is told that they may ask.
    let asked_to_stop = stop_signal()?;
    let server = application.handle();
    say(format!("Lendlight is ready: http://{}", application.address()));
    if let Some(link) = application.first_link().await? {
        say("Nobody runs this site yet. Whoever opens this link first becomes its operator:");
        say(link);
    }
    let stopping = actix_web::rt::spawn(async move {
        asked_to_stop.await;
        server.stop(true).await;
    });
    application.run().await?;
    stopping.abort();
    upkeep.abort();
    training.stop();
    refresh.abort();
    learning.stop().await;
    sync.stop().await;
    say("Lendlight has stopped.");
    Ok(())
}

/// Ends when the process is asked to stop: by SIGTERM, or by Ctrl-C.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Fills an empty catalogue with invented products.
async fn load_demo(store: &Arc<dyn Store>) -> anyhow::Result<()> {
    let counts = store.counts().await?;
    if counts.products + counts.withdrawn > 0 {
        return Ok(());
    }
    say("The catalogue is empty: loading invented demo products (start with --no-demo to leave it empty).");
    let records = demo::catalogue(demo::DEMO, demo::DEMO_SEED);
    let summary = import::import_records(store.as_ref(), records, "demo", clock::now()).await?;
    say(summary);
    let control = Control { progress: Arc::new(TerminalProgress::new()), cancelled: Arc::default() };
    // A demo without a model is a demo still.
    match demo::train_demo(store, demo::DEMO_SEED, clock::now(), &control).await {
        Ok(Some(outcome)) if outcome.promoted => {
            say("A model learned from simulated decisions predicts; every page says so.");
        }
        Ok(_) => say("The demo's model did not pass its tests: documented assumptions predict."),
        Err(error) => tracing::warn!(%error, "the demo has no model: documented assumptions predict"),
    }
    if let Err(error) = demo::train_demo_clicks(store, demo::DEMO_SEED, clock::now()).await {
        tracing::warn!(%error, "the demo's click model begins with documented assumptions");
    }
    Ok(())
}
