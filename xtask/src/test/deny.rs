//! cargo-deny: licences, sources, banned crates and known vulnerabilities of what is depended on.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::Outcome;
use crate::process::{self, say};
use crate::workspace::Workspace;

const VERSION: &str = "0.20.2";

/// How long fetching the advisory database may take. It comes from a git server, not from the registry, and
/// a firewall may let such a connection hang.
const PATIENCE: Duration = Duration::from_secs(90);

/// Runs the checks of `deny.toml`.
///
/// # Errors
/// When cargo-deny can't be installed or finds something.
pub(super) fn check(workspace: &Workspace) -> Result<Outcome> {
    let program = find_or_install(workspace)?;
    let deny = || {
        let mut command = Command::new(&program);
        command.current_dir(&workspace.root).args([
            "--workspace",
            "--all-features",
            "--locked",
            "--log-level",
            "error",
        ]);
        command
    };
    process::run(deny().args(["check", "--hide-inclusion-graph", "bans", "licenses", "sources"]))?;
    let mut outcome = Outcome::passed();
    if fetched(deny().args(["fetch", "db"]))? {
        process::run(deny().args(["check", "--disable-fetch", "--hide-inclusion-graph", "advisories"]))?;
    } else {
        outcome.leave_out("advisories: the advisory database can't be fetched from here");
    }
    Ok(outcome)
}

/// Finds cargo-deny or compiles it, unoptimised: its work takes seconds either way.
///
/// # Errors
/// When it doesn't compile.
pub(crate) fn find_or_install(workspace: &Workspace) -> Result<PathBuf> {
    let name = format!("cargo-deny{}", std::env::consts::EXE_SUFFIX);
    if process::on_path(&name) {
        return Ok(PathBuf::from(name));
    }
    let tools = workspace.cache().join("tools");
    let program = tools.join("bin").join(&name);
    if !program.is_file() {
        say("Installing cargo-deny");
        let mut cargo = workspace.cargo();
        cargo.args(["install", "cargo-deny", "--version", VERSION, "--locked", "--debug", "--quiet"]);
        cargo.arg("--root").arg(&tools);
        cargo.env("CARGO_TARGET_DIR", workspace.cache().join("tools-build"));
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
        process::run(&mut cargo)?;
    }
    Ok(program)
}

fn fetched(command: &mut Command) -> Result<bool> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    child.kill()?;
    if child.wait()?.success() {
        bail!("cargo-deny succeeded after it was stopped");
    }
    Ok(false)
}
