//! `cargo xtask serve`: build what changed, then become the server.

use std::ffi::OsString;
use std::process::Command;

use anyhow::Result;

use crate::assets;
use crate::process::{self, say};
use crate::workspace::Workspace;

/// Compiles the server in release.
///
/// # Errors
/// When the compiler fails.
pub(crate) fn build_server(workspace: &Workspace) -> Result<()> {
    say("Compiling the server");
    process::run(workspace.cargo().args(["build", "--release", "--package", "server"]))
}

/// Builds site and server, then runs `lendlight serve` with these further arguments.
///
/// # Errors
/// When a build fails or the server can't be started or ends with an error.
pub(crate) fn serve(workspace: &Workspace, arguments: &[OsString]) -> Result<()> {
    assets::build(workspace, false)?;
    build_server(workspace)?;
    say("Starting the server");
    let mut server = Command::new(workspace.binary("release"));
    server.arg("serve").args(arguments).env("LENDLIGHT_SERVER__ASSETS_DIR", workspace.site());
    become_program(server)
}

/// Replaces this process, so that Ctrl-C, SIGTERM and the exit code are the server's own.
#[cfg(unix)]
fn become_program(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;

    Err(anyhow::Error::new(command.exec()).context(format!("could not start {}", process::line(&command))))
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> Result<()> {
    process::run(&mut command)
}
