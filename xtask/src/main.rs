//! `cargo xtask`: everything that building, testing and serving Lendlight takes, set-up included.

mod assets;
mod bench;
mod browser;
mod cache;
mod css;
mod dist;
mod layers;
mod pages;
mod postgres;
mod process;
mod serve;
mod setup;
mod test;
mod wasm;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Builds, tests and serves Lendlight; does the set-up each task needs"
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what the other tasks need, and nothing else
    Setup,
    /// Build all there is and serve it at http://127.0.0.1:3000
    Serve {
        /// Passed on to `lendlight serve`, after `--`
        #[arg(last = true)]
        arguments: Vec<OsString>,
    },
    /// Build the site and the release server
    Build,
    /// Run every check and every test
    Test(test::Options),
    /// Measure import, search, serving, and pages in a browser
    Bench,
    /// Make one binary with everything in it, and an archive, in dist/
    Dist,
    /// Check that the arrows between crates and modules point one way
    CheckLayers,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match perform(arguments.task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> anyhow::Result<()> {
    let workspace = Workspace::find()?;
    match task {
        Task::Setup => set_up(&workspace),
        Task::Serve { arguments } => serve::serve(&workspace, &arguments),
        Task::Build => {
            assets::build(&workspace, false)?;
            serve::build_server(&workspace)
        }
        Task::Test(options) => test::test(&workspace, &options),
        Task::Bench => bench::bench(&workspace),
        Task::Dist => dist::dist(&workspace),
        Task::CheckLayers => layers::check(&workspace),
    }
}

/// Installs everything; what only tests need may be missing, and is named then.
fn set_up(workspace: &Workspace) -> anyhow::Result<()> {
    setup::wasm_target()?;
    setup::wasm_opt(workspace)?;
    let for_tests = [
        ("PostgreSQL", postgres::find_or_install()),
        ("Chromium", browser::find_or_install()),
        ("the packages of the browser tests", browser::packages(workspace)),
        ("cargo-deny", test::cargo_deny(workspace)),
    ];
    for (what, found) in for_tests {
        match found {
            Ok(path) => process::say(format!("{what}: {}", path.display())),
            Err(error) => process::say(format!("{what} is missing, its tests will be skipped: {error:#}")),
        }
    }
    Ok(())
}
