//! What each step of `cargo xtask test` does.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::tally::{Runner, Tally};
use super::{Outcome, Step, deny, snapshots};
use crate::postgres::Postgres;
use crate::process::{self, say};
use crate::workspace::Workspace;
use crate::{assets, browser, layers, setup, wasm};

/// Where tests look for the real data sets.
pub(crate) const DATA: &str = "LENDLIGHT_DATA";

pub(super) fn perform(workspace: &Workspace, step: Step) -> Result<Outcome> {
    match step {
        Step::Fmt => {
            process::run(workspace.cargo().args(["fmt", "--all", "--check"])).map(|()| Outcome::passed())
        }
        Step::Layers => layers::check(workspace).map(|()| Outcome::passed()),
        Step::Clippy => clippy(workspace),
        Step::Deny => deny::check(workspace),
        Step::Unit => unit(workspace),
        Step::Doc => doc(workspace),
        Step::Snapshots => {
            snapshots::check(&workspace.root, &references(workspace)).map(|()| Outcome::passed())
        }
        Step::Site => {
            assets::build(workspace, true)?;
            // The profile that the unit tests were compiled with: a release build would take as long as all other
            // steps together, and this one also asserts what a release leaves out.
            process::run(workspace.cargo().args(["build", "--package", "server", "--locked"]))?;
            Ok(Outcome::passed())
        }
        Step::Browser => in_browser(workspace),
    }
}

/// From what property tests draw their examples.
const PROPERTY_SEED: &str = "PROPTEST_RNG_SEED";

/// The arguments that choose packages. xtask is compiled by itself when it is run; asking for it together
/// with the others would unite the features of what they share, and compile all of that once more.
const PACKAGES: [&[&str]; 2] = [&["--workspace", "--exclude", "xtask"], &["--package", "xtask"]];

fn clippy(workspace: &Workspace) -> Result<Outcome> {
    for packages in PACKAGES {
        let mut cargo = workspace.cargo();
        cargo.arg("clippy").args(packages).args(["--all-targets", "--locked", "--", "--deny", "warnings"]);
        process::run(&mut cargo)?;
    }
    setup::wasm_target()?;
    let mut cargo = workspace.cargo();
    process::run(wasm::for_browser(cargo.arg("clippy")).args(["--locked", "--", "--deny", "warnings"]))?;
    Ok(Outcome::passed())
}

fn unit(workspace: &Workspace) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let postgres = match Postgres::start() {
        Ok(postgres) => Some(postgres),
        Err(error) => {
            say(format!("Going on without PostgreSQL: {error:#}"));
            outcome.leave_out("tests on PostgreSQL: it is not there and could not be installed or started");
            None
        }
    };
    let data = data_folder(workspace);
    if data.is_none() {
        outcome.leave_out(format!(
            "tests on real data: {DATA} names no folder, and ../shared/data is not there"
        ));
    }
    let references = references(workspace);
    fs::create_dir_all(workspace.cache())?;
    // insta appends to it.
    fs::write(&references, "")?;

    let has_nextest = process::capture(workspace.cargo().args(["nextest", "--version"])).is_ok();
    let runner = if has_nextest { Runner::Nextest } else { Runner::Libtest };
    for packages in PACKAGES {
        let mut cargo = workspace.cargo();
        match runner {
            Runner::Nextest => cargo.args(["nextest", "run", "--no-fail-fast"]),
            Runner::Libtest | Runner::Playwright => cargo.args(["test", "--all-targets", "--no-fail-fast"]),
        };
        cargo.args(packages).arg("--locked");
        cargo.env(snapshots::VARIABLE, &references).env("INSTA_UPDATE", "no");
        // The same examples every time: what a change did not break must not turn red by chance.
        if std::env::var_os(PROPERTY_SEED).is_none() {
            cargo.env(PROPERTY_SEED, "1");
        }
        if let Some(postgres) = &postgres {
            cargo.env("LENDLIGHT_TEST_POSTGRES_URL", &postgres.url);
        }
        if let Some(data) = &data {
            cargo.env(DATA, data);
        }
        let streamed = process::stream(cargo)?;
        outcome.tally += Tally::of(runner, &streamed.text, streamed.success);
    }
    Ok(outcome)
}

fn doc(workspace: &Workspace) -> Result<Outcome> {
    let mut cargo = workspace.cargo();
    cargo.args(["test", "--doc", "--workspace", "--exclude", "xtask", "--locked", "--no-fail-fast"]);
    let streamed = process::stream(cargo)?;
    let tally = Tally::of(Runner::Libtest, &streamed.text, streamed.success);
    Ok(Outcome { tally, notes: Vec::new() })
}

fn in_browser(workspace: &Workspace) -> Result<Outcome> {
    let (chromium, folder) = match (browser::find_or_install(), browser::packages(workspace)) {
        (Ok(chromium), Ok(folder)) => (chromium, folder),
        (Err(error), _) | (_, Err(error)) => {
            say(format!("{error:#}"));
            return Ok(Outcome::skipped(format!("browser tests: {error}")));
        }
    };
    say("Checking the types of the browser tests");
    let node = |script: &str| {
        let mut node = Command::new("node");
        node.arg(script).current_dir(&folder);
        node
    };
    process::run(node("node_modules/typescript/bin/tsc").arg("--noEmit"))?;
    let mut playwright = node("node_modules/@playwright/test/cli.js");
    playwright.arg("test").env("LENDLIGHT_BIN", workspace.binary("debug")).env(browser::VARIABLE, chromium);
    // Colours and moving lines are for terminals, and this output is read by a program.
    playwright.env("FORCE_COLOR", "0").env("CI", "true");
    let streamed = process::stream(playwright)?;
    let tally = Tally::of(Runner::Playwright, &streamed.text, streamed.success);
    Ok(Outcome { tally, notes: Vec::new() })
}

pub(crate) fn data_folder(workspace: &Workspace) -> Option<PathBuf> {
    let named = std::env::var_os(DATA).map(PathBuf::from);
    let folder = named.unwrap_or_else(|| workspace.root.join("..").join("shared").join("data"));
    fs::canonicalize(folder).ok().filter(|folder| folder.is_dir())
}

fn references(workspace: &Workspace) -> PathBuf {
    workspace.cache().join("snapshot-references")
}
