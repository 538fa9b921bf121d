//! `cargo xtask dist`: one file to copy to a machine, and an archive with what belongs beside it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use sha2::{Digest, Sha256};

use crate::assets;
use crate::process::{self, say};
use crate::workspace::Workspace;

/// What travels with the binary; licences are found by their names.
const COMPANIONS: [&str; 3] = ["lendlight.toml", "README.md", "CHANGELOG.md"];

/// Builds `dist/`: the binary with its assets inside, its companions, an archive of them and its checksum.
///
/// # Errors
/// When a step fails, the wasm is over its limit, or the binary doesn't serve what it embeds.
pub(crate) fn dist(workspace: &Workspace) -> Result<()> {
    let manifest = assets::build(workspace, true)?;
    say("Compiling the server with its assets inside");
    let mut cargo = workspace.cargo();
    cargo.args([
        "build",
        "--profile",
        "dist",
        "--package",
        "server",
        "--features",
        "embed-assets",
        "--locked",
    ]);
    process::run(cargo.env("LENDLIGHT_EMBED_DIR", workspace.site()))?;
    let built = workspace.binary("dist");

    let name = format!("lendlight-{}-{}", env!("CARGO_PKG_VERSION"), host()?);
    let dist = workspace.root.join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    let folder = dist.join(&name);
    fs::create_dir_all(&folder)?;
    let binary = folder.join(built.file_name().unwrap_or_default());
    fs::copy(&built, &binary)?;
    for companion in companions(&workspace.root)? {
        let to = folder.join(companion.file_name().unwrap_or_default());
        fs::copy(&companion, to).with_context(|| format!("could not copy {}", companion.display()))?;
    }
    try_out(&binary, &manifest.hash)?;
    let archive = pack(&dist, &name)?;
    say(format!("{}", binary.display()));
    say(format!("{}", archive.display()));
    Ok(())
}

/// The companions and every licence.
fn companions(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = COMPANIONS.iter().map(|name| root.join(name)).collect();
    let before = found.len();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("LICENSE") {
            found.push(entry.path());
        }
    }
    if found.len() == before {
        bail!("there is no licence in {}", root.display());
    }
    Ok(found)
}

/// Starts a copy of the binary where nothing lies beside it, and asks it for its style sheet.
fn try_out(binary: &Path, hash: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join(binary.file_name().unwrap_or_default());
    fs::copy(binary, &copy)?;
    let mut server = Command::new(&copy);
    server.current_dir(folder.path()).args([
        "--data-dir",
        "var",
        "serve",
        "--no-demo",
        "--listen",
        "127.0.0.1:0",
    ]);
    let mut server = Stopped(server.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?);
    let printed = server.0.stdout.take().ok_or_else(|| anyhow!("the server has no output"))?;
    let address = BufReader::new(printed)
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.split_once("http://").map(|(_, address)| address.trim().to_owned()))
        .ok_or_else(|| anyhow!("the server ended without saying where it listens"))?;

    let mut connection = TcpStream::connect(&address)?;
    connection.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(connection, "GET /assets/{hash}/style.css HTTP/1.0\r\nHost: {address}\r\n\r\n")?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    let status = answer.lines().next().unwrap_or_default();
    if status.split_whitespace().nth(1) != Some("200") {
        bail!("the server does not serve the style sheet that it embeds: {status}");
    }
    say("The binary serves its assets from an empty folder");
    Ok(())
}

/// A server that doesn't outlive its trial.
struct Stopped(Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        let stopped = self.0.kill().and_then(|()| self.0.wait());
        if let Err(error) = stopped {
            say(format!("the server may still run: {error}"));
        }
    }
}

/// Packs `dist/<name>` and writes the archive's SHA-256 beside it, as `sha256sum --check` reads it.
fn pack(dist: &Path, name: &str) -> Result<PathBuf> {
    let file = format!("{name}.tar.gz");
    process::run(Command::new("tar").current_dir(dist).args(["-czf", &file, name]))?;
    let archive = dist.join(&file);
    let digest = Sha256::digest(fs::read(&archive)?);
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    fs::write(dist.join(format!("{file}.sha256")), format!("{digest}  {file}\n"))?;
    Ok(archive)
}

/// The compiler's name for the machine that this runs on.
fn host() -> Result<String> {
    let version = process::capture(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| anyhow!("rustc does not name its host"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_licence_travels() {
        let root = tempfile::tempdir().unwrap();
        assert!(companions(root.path()).is_err());
        fs::write(root.path().join("LICENSE-MIT"), "").unwrap();
        fs::write(root.path().join("LICENSE-APACHE"), "").unwrap();
        assert_eq!(companions(root.path()).unwrap().len(), COMPANIONS.len() + 2);
    }

    #[test]
    fn the_checksum_is_of_the_archive() {
        let dist = tempfile::tempdir().unwrap();
        fs::create_dir(dist.path().join("a")).unwrap();
        fs::write(dist.path().join("a/file"), "content").unwrap();
        let archive = pack(dist.path(), "a").unwrap();
        let mut check = Command::new("sha256sum");
        check.current_dir(dist.path()).args(["--check", "a.tar.gz.sha256"]);
        assert!(archive.is_file());
        process::capture(&mut check).unwrap();
    }
}
