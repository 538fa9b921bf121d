//! `cargo xtask`: everything that building, testing and serving Lendlight takes, set-up included.

mod assets;
mod cache;
mod css;
mod process;
mod serve;
mod setup;
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
        Task::Setup => {
            setup::wasm_target()?;
            setup::wasm_opt(&workspace).map(|_| ())
        }
        Task::Serve { arguments } => serve::serve(&workspace, &arguments),
        Task::Build => {
            assets::build(&workspace, false)?;
            serve::build_server(&workspace)
        }
    }
}
