//! What the pages weigh and how fast they are in a browser, by Lighthouse.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, anyhow};

use crate::browser;
use crate::process::{self, say};
use crate::workspace::Workspace;

/// What the server says before its address once it answers.
const READY: &str = "Lendlight is ready: ";

/// Measures a release server with the demo catalogue; says what is missing where it cannot.
///
/// # Errors
/// When the server can't be started or the measuring fails.
pub(crate) fn measure(workspace: &Workspace) -> Result<()> {
    say("== pages in a browser ==");
    let (chromium, folder) = match (browser::find_or_install(), browser::packages(workspace)) {
        (Ok(chromium), Ok(folder)) => (chromium, folder),
        (Err(error), _) | (_, Err(error)) => {
            say(format!("Skipped: {error:#}"));
            return Ok(());
        }
    };
    let data = tempfile::tempdir()?;
    let mut command = Command::new(workspace.binary("release"));
    command.arg("--data-dir").arg(data.path()).args(["serve", "--listen", "127.0.0.1:0"]);
    command.env("LENDLIGHT_SERVER__ASSETS_DIR", workspace.site());
    let server = Server::start(command)?;
    let mut node = Command::new("node");
    node.arg("measure/pages.mjs").arg(&server.address).current_dir(&folder);
    process::run(node.env(browser::VARIABLE, chromium))
}

/// A server that ends with this value.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(mut command: Command) -> Result<Self> {
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let shown = process::line(&command);
        let mut process = command.spawn().with_context(|| format!("could not start {shown}"))?;
        let output = process.stdout.take().map(BufReader::new);
        let mut server = Self { process, address: String::new() };
        let mut lines = output.ok_or_else(|| anyhow!("{shown} has no output"))?.lines();
        let mut readable = lines.by_ref().map_while(Result::ok);
        let ready = readable.find_map(|line| line.strip_prefix(READY).map(str::to_owned));
        server.address = ready.ok_or_else(|| anyhow!("{shown} ended before it was ready"))?;
        // What it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing is left to do if it has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
