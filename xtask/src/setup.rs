//! What a fresh machine lacks, found or installed. Everything that is optional says so when it is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cache::hash;
use crate::process::{self, say};
use crate::workspace::Workspace;

/// The compiler's name for the browser.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the browser to the compiler's targets. rustup does this by itself only where automatic
/// installation is on, and it is off on many machines.
///
/// # Errors
/// When the target is missing and rustup can't add it.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = process::capture(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    say(format!("Adding the compiler target {WASM_TARGET}"));
    process::run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
}

/// The wasm optimiser and the version that decides what it makes.
pub(crate) struct WasmOpt {
    script: PathBuf,
    /// A hash of the lock file that installed it.
    pub version: String,
}

impl WasmOpt {
    /// The command, ready for its arguments.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new("node");
        command.arg(&self.script);
        command
    }
}

/// Installs wasm-opt from npm. Without Node or the network the wasm is larger and still works, so
/// there is `None` then, and a line that says why.
///
/// # Errors
/// When the package's own files can't be read or written.
pub(crate) fn wasm_opt(workspace: &Workspace) -> Result<Option<WasmOpt>> {
    if !has_node() {
        say("Node is not installed: going on without wasm-opt, the wasm will be about twice as large");
        return Ok(None);
    }
    let package = workspace.root.join("xtask").join("npm");
    let installed = workspace.cache().join("npm");
    match install_copy(&package, &installed) {
        Ok(version) => {
            let script = installed.join("node_modules/binaryen/bin/wasm-opt");
            Ok(Some(WasmOpt { script, version }))
        }
        Err(error) => {
            say(format!("Going on without wasm-opt, the wasm will be about twice as large: {error:#}"));
            Ok(None)
        }
    }
}

/// Whether Node and npm are there.
pub(crate) fn has_node() -> bool {
    process::on_path("node") && process::on_path("npm")
}

/// Installs the packages of a folder's lock file into it, when they aren't there yet.
///
/// # Errors
/// When npm fails.
pub(crate) fn npm_install(folder: &Path) -> Result<String> {
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let version = hash(&[&lock]);
    let stamp = folder.join("node_modules").join(".installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == version) {
        return Ok(version);
    }
    say(format!("Installing the npm packages of {}", folder.display()));
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.args(["--fetch-retries=2", "--fetch-timeout=60000"]);
    // Browsers come from the system; a download would fail on machines behind a registry mirror.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::run(npm.current_dir(folder))?;
    fs::write(stamp, &version)?;
    Ok(version)
}

/// Installs a Debian package where that is possible: on Debian or a relative of it, as root.
///
/// # Errors
/// When it isn't possible, or apt-get fails.
pub(crate) fn apt_install(package: &str) -> Result<()> {
    if !process::on_path("apt-get") {
        bail!("{package} is not installed");
    }
    if process::capture(Command::new("id").arg("-u"))?.trim() != "0" {
        bail!("{package} is not installed; `sudo apt-get install {package}` would install it");
    }
    let install = || {
        let mut apt = Command::new("apt-get");
        apt.args(["install", "--yes", "--quiet", "--no-install-recommends", package]);
        process::run(apt.env("DEBIAN_FRONTEND", "noninteractive"))
    };
    say(format!("Installing {package}"));
    if install().is_err() {
        // Package lists that are missing or old are the usual cause.
        process::run(Command::new("apt-get").args(["update", "--quiet"]))?;
        install()?;
    }
    Ok(())
}

fn install_copy(package: &Path, to: &Path) -> Result<String> {
    fs::create_dir_all(to)?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(package.join(file), to.join(file)).with_context(|| format!("could not copy {file}"))?;
    }
    npm_install(to)
}
