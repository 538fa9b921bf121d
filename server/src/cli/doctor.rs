//! `lendlight doctor`: is everything in order, and if not, what to do.

use super::context::Context;
use super::output::{causes, say};
use crate::http::{Assets, has_key, load_key};
use crate::store::Store;
use index::{CacheSizes, IndexDirectory, Opened};
use std::process::ExitCode;
use std::sync::Arc;

/// One check's outcome.
struct Finding {
    what: &'static str,
    outcome: Result<String, String>,
}

/// Checks everything; the exit status is 1 if something is not in order.
pub(super) async fn run(context: &Context) -> anyhow::Result<ExitCode> {
    let mut findings = vec![
        Finding { what: "configuration", outcome: Ok("every key is known and in range".to_owned()) },
        Finding { what: "data directory", outcome: data_dir(context) },
    ];
    match &context.connect_existing().await {
        Ok(store) => {
            findings.push(Finding { what: "database", outcome: database(store).await });
            findings.push(Finding { what: "ranking policy", outcome: policy(store).await });
            findings.push(Finding { what: "index", outcome: index(context, store).await });
        }
        // Said once, of the data directory.
        Err(_) if context.is_database_in_data_dir() && context.need_data_dir().is_err() => {}
        Err(error) => findings.push(Finding { what: "database", outcome: Err(causes(error)) }),
    }
    findings.push(Finding { what: "assets", outcome: assets(context) });
    for finding in &findings {
        match &finding.outcome {
            Ok(message) => say(format!("ok    {:<15} {message}", finding.what)),
            Err(message) => say(format!("FAIL  {:<15} {message}", finding.what)),
        }
    }
    let failed = findings.iter().filter(|finding| finding.outcome.is_err()).count();
    if failed > 0 {
        say(format!("{failed} of {} checks failed.", findings.len()));
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// Looks at the data directory and leaves it as it is: making one is for `serve` and `import`.
fn data_dir(context: &Context) -> Result<String, String> {
    context.need_data_dir().map_err(|error| causes(&error))?;
    let dir = context.data_dir.display();
    let probe = context.data_dir.join(".doctor");
    std::fs::write(&probe, b"")
        .and_then(|()| std::fs::remove_file(&probe))
        .map_err(|error| format!("{dir} cannot be written: {error}"))?;
    if !has_key(&context.data_dir) {
        return Ok(format!("{dir} can be written; the first `lendlight serve` makes the session key"));
    }
    load_key(&context.data_dir)
        .map(|_| format!("{dir} can be written, the session key is there"))
        .map_err(|error| format!("the session key cannot be used: {error}"))
}

async fn database(store: &Arc<dyn Store>) -> Result<String, String> {
    let check = async {
        let engine = store.engine().await?;
        store.check_schema().await?;
        let counts = store.counts().await?;
        Ok::<_, crate::store::StoreError>(format!(
            "{engine}: {} products of {} lenders, {} withdrawn, {} fields and records in quarantine",
            counts.products, counts.institutions, counts.withdrawn, counts.quarantined
        ))
    };
    check.await.map_err(|error| error.to_string())
}

async fn policy(store: &Arc<dyn Store>) -> Result<String, String> {
    let policy = store.current_policy().await.map_err(|error| error.to_string())?;
    match policy.check() {
        Ok(()) => Ok(format!("version {} is in force", policy.version)),
        Err(faults) => {
            let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
            Err(format!("version {}: {}", policy.version, faults.join("; ")))
        }
    }
}

async fn index(context: &Context, store: &Arc<dyn Store>) -> Result<String, String> {
    let head = store.head_seq().await.map_err(|error| error.to_string())?;
    match IndexDirectory::new(context.index_dir(), CacheSizes::default()).open() {
        Opened::Ready(_, seq) if seq == head => Ok(format!("is in step with the database, at change {seq}")),
        Opened::Ready(_, seq) if seq > head => {
            Ok(format!("is at change {seq}, beyond the database's {head}; the next start rebuilds it"))
        }
        Opened::Ready(_, seq) => Ok(format!("is at change {seq} of {head}; the next start catches up")),
        Opened::Missing => {
            Err("there is none yet: `lendlight serve` or `lendlight reindex` builds it".to_owned())
        }
        Opened::SchemaChanged => {
            Err("was built by another version: `lendlight serve` or `lendlight reindex` rebuilds it"
                .to_owned())
        }
        Opened::Broken(reason) => Err(format!("cannot be read ({reason}): `lendlight reindex` rebuilds it")),
    }
}

fn assets(context: &Context) -> Result<String, String> {
    Assets::load(&context.config.server.assets_dir)
        .map(|assets| format!("{} files", assets.len()))
        .map_err(|error| error.to_string())
}
