//! `cargo xtask bench`: what the goals of speed are measured by.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use crate::process::{self, say};
use crate::test;
use crate::workspace::Workspace;
use crate::{assets, pages, serve};

/// Runs every benchmark.
///
/// # Errors
/// When one fails.
pub(crate) fn bench(workspace: &Workspace) -> Result<()> {
    // The server's benchmarks serve the pages too, and those link to the built assets.
    assets::build(workspace, false)?;
    serve::build_server(workspace)?;
    import_speed(workspace)?;
    package(workspace, "index")?;
    package(workspace, "predict")?;
    package(workspace, "server")?;
    // Last, with nothing else under way.
    pages::measure(workspace)
}

/// The benchmarks of one crate; each prints its own figures.
fn package(workspace: &Workspace, name: &str) -> Result<()> {
    say(format!("== benchmarks of {name} =="));
    let mut cargo = workspace.cargo();
    cargo.args(["bench", "--package", name, "--benches"]);
    if let Some(data) = test::data_folder(workspace) {
        cargo.env(test::DATA, data);
    }
    cargo.env("LENDLIGHT_SERVER__ASSETS_DIR", workspace.site());
    process::run(&mut cargo)
}

/// How long the release binary takes from an empty folder to every real product stored.
fn import_speed(workspace: &Workspace) -> Result<()> {
    say("== import ==");
    let Some(data) = test::data_folder(workspace) else {
        say(format!("Skipped: {} names no folder, and ../shared/data is not there", test::DATA));
        return Ok(());
    };
    let source = data.join("cdr").join("loans.jsonl.gz");
    let folder = tempfile::tempdir()?;
    for run in ["first import", "second import, nothing changed"] {
        let started = Instant::now();
        let printed = process::capture(
            lendlight(workspace, folder.path().into()).args(["import", "cdr"]).arg(&source),
        )?;
        let seconds = started.elapsed().as_secs_f64();
        print!("{printed}");
        say(format!("{run}: {seconds:.2} s from start to end of the process"));
    }
    let started = Instant::now();
    process::capture(lendlight(workspace, folder.path().into()).arg("reindex"))?;
    say(format!("index rebuilt: {:.2} s from start to end of the process", started.elapsed().as_secs_f64()));
    Ok(())
}

fn lendlight(workspace: &Workspace, data: PathBuf) -> Command {
    let mut command = Command::new(workspace.binary("release"));
    command.arg("--data-dir").arg(data);
    command
}
