//! A throw-away PostgreSQL server for tests.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use tempfile::TempDir;

use crate::process::{self, say};
use crate::setup;

/// How long a new cluster may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs its arguments until its input ends, which it does when this process is gone, whatever the cause;
/// then removes the folder that it is named after. Ctrl-C reaches everything in the terminal: the guard
/// has to outlive it to clean up.
const GUARD: &str = r#"trap "" INT TERM HUP
"$@" & server=$!
cat > /dev/null
kill -INT $server
wait $server
cd /
rm -rf "$0""#;

/// A running server; it is stopped and its files are removed when this is dropped, and also when this
/// process dies in any other way.
pub(crate) struct Postgres {
    /// Where tests connect; the user may create databases.
    pub(crate) url: String,
    guard: Child,
    /// While this pipe is open the server runs.
    lifeline: Option<ChildStdin>,
    folder: TempDir,
}

impl Postgres {
    /// Makes a cluster in a temporary folder and starts it on a free port of the loopback interface.
    ///
    /// # Errors
    /// When PostgreSQL is neither there nor installable, or doesn't start.
    pub(crate) fn start() -> Result<Self> {
        let programs = find_or_install()?;
        let folder = tempfile::Builder::new().prefix("lendlight-postgres-").tempdir()?;
        let user = unprivileged_user(folder.path())?;
        let password = random_password()?;
        let data = folder.path().join("data");
        let password_file = folder.path().join("password");
        fs::write(&password_file, &password)?;
        user.own(&password_file)?;

        let mut initdb = user.command(programs.join("initdb"));
        initdb.args(["--username=lendlight", "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale"]);
        initdb.args(["--no-sync", "--pgdata"]).arg(&data).arg("--pwfile").arg(&password_file);
        process::capture(initdb.current_dir(folder.path()))?;

        let port = free_port()?;
        let log = fs::File::create(folder.path().join("log"))?;
        let mut guard = user.command("sh");
        guard
            .args(["-c", GUARD])
            .arg(folder.path())
            .arg(programs.join("postgres"))
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path());
        guard.args(["-p", &port.to_string(), "-h", "127.0.0.1"]);
        // Nothing here outlives the tests, so nothing needs to survive a crash.
        for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]
        {
            guard.args(["-c", setting]);
        }
        guard.current_dir(folder.path()).stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log);
        let mut guard = guard.spawn().context("could not start PostgreSQL")?;
        let lifeline = guard.stdin.take();
        let url = format!("postgres://lendlight:{password}@127.0.0.1:{port}/postgres");
        let server = Self { url, guard, lifeline, folder };
        server.wait_until_ready(&programs, port)?;
        say(format!("PostgreSQL is ready on port {port}"));
        Ok(server)
    }

    fn wait_until_ready(&self, programs: &Path, port: u16) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let mut ready = Command::new(programs.join("pg_isready"));
            ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
            if ready.status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        bail!("PostgreSQL did not start:\n{log}")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        if let Err(error) = self.guard.wait() {
            say(format!("PostgreSQL may still run: {error}"));
        }
    }
}

/// The folder with `initdb` and `postgres` in it, the newest version where there are several.
pub(crate) fn find_or_install() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    setup::apt_install("postgresql")?;
    find().ok_or_else(|| anyhow!("PostgreSQL was installed, but its initdb is in none of the usual places"))
}

fn find() -> Option<PathBuf> {
    let mut candidates = Vec::new();
    for parent in ["/usr/lib/postgresql", "/opt", "/opt/homebrew/opt", "/usr/local/opt"] {
        for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
            candidates.push(entry.path().join("bin"));
        }
    }
    candidates.sort_by_key(|folder| version_in(folder));
    candidates.reverse();
    if let Some(path) = std::env::var_os("PATH") {
        candidates.extend(std::env::split_paths(&path));
    }
    candidates.into_iter().find(|folder| {
        ["initdb", "postgres", "pg_isready"].iter().all(|program| folder.join(program).is_file())
    })
}

/// The last number in a folder's name: 15 of `/usr/lib/postgresql/15/bin`, 16 of `/opt/postgresql@16/bin`.
fn version_in(folder: &Path) -> u32 {
    let text = folder.to_string_lossy();
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .next_back()
        .unwrap_or(0)
}

/// Whom PostgreSQL runs as: it refuses to run as root.
struct User {
    ids: Option<(u32, u32)>,
}

impl User {
    #[cfg(unix)]
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        use std::os::unix::process::CommandExt;

        let mut command = Command::new(program);
        if let Some((user, group)) = self.ids {
            command.uid(user).gid(group);
        }
        command
    }

    #[cfg(unix)]
    fn own(&self, path: &Path) -> Result<()> {
        use std::os::unix::fs::{PermissionsExt, chown};

        fs::set_permissions(path, fs::Permissions::from_mode(if path.is_dir() { 0o700 } else { 0o600 }))?;
        if let Some((user, group)) = self.ids {
            chown(path, Some(user), Some(group))?;
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        Command::new(program)
    }

    #[cfg(not(unix))]
    fn own(&self, _path: &Path) -> Result<()> {
        Ok(())
    }
}

/// The user `postgres` where this process is root, else whoever runs this; the folder is theirs from now on.
fn unprivileged_user(folder: &Path) -> Result<User> {
    let number = |arguments: &[&str]| -> Result<u32> {
        Ok(process::capture(Command::new("id").args(arguments))?.trim().parse()?)
    };
    let is_root = cfg!(unix) && number(&["-u"])? == 0;
    let user = User {
        ids: if is_root { Some((number(&["-u", "postgres"])?, number(&["-g", "postgres"])?)) } else { None },
    };
    user.own(folder)?;
    Ok(user)
}

fn random_password() -> Result<String> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A port that nothing listens on just now.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_wins() {
        assert_eq!(version_in(Path::new("/usr/lib/postgresql/15/bin")), 15);
        assert_eq!(version_in(Path::new("/opt/postgresql@9/bin")), 9);
        assert_eq!(version_in(Path::new("/opt/tools/bin")), 0);
    }

    #[test]
    fn a_server_answers_and_leaves_nothing_behind() {
        if find().is_none() {
            println!("skipped: PostgreSQL is not installed");
            return;
        }
        let server = Postgres::start().unwrap();
        let folder = server.folder.path().to_owned();
        let psql = find().unwrap().join("psql");
        let one = process::capture(Command::new(psql).args([&server.url, "-Atc", "select 1"])).unwrap();
        assert_eq!(one.trim(), "1");
        drop(server);
        assert!(!folder.exists());
    }

    #[test]
    fn passwords_differ() {
        assert_ne!(random_password().unwrap(), random_password().unwrap());
    }
}
