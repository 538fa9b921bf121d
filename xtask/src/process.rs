//! Running other programs: what is run is said when it fails, and its output is streamed.

use std::io::{BufRead, BufReader, Write, pipe};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::time::Instant;

use anyhow::{Context, Result, bail};

static STARTED: OnceLock<Instant> = OnceLock::new();

/// Prints one line of progress, led by the seconds since the task began.
pub(crate) fn say(message: impl AsRef<str>) {
    let elapsed = STARTED.get_or_init(Instant::now).elapsed();
    println!("[{:6.1} s] {}", elapsed.as_secs_f64(), message.as_ref());
}

/// Runs a program with this one's input and output.
///
/// # Errors
/// When it can't be started or doesn't succeed.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start {}", line(command)))?;
    succeeded(command, status)
}

/// Runs a program and returns what it wrote to its standard output.
///
/// # Errors
/// When it can't be started or doesn't succeed; the error carries its standard error.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("could not start {}", line(command)))?;
    if !output.status.success() {
        bail!(
            "{} {}\n{}",
            line(command),
            ended(output.status),
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a streamed program did.
pub(crate) struct Streamed {
    /// Whether it ended with exit code 0.
    pub success: bool,
    /// Everything it wrote, standard output and standard error in the order written.
    pub text: String,
}

/// Runs a program, passing on what it writes line by line and keeping it as well.
///
/// # Errors
/// When it can't be started. Its failing is part of the answer.
pub(crate) fn stream(mut command: Command) -> Result<Streamed> {
    let shown = line(&command);
    let (reader, writer) = pipe().context("could not make a pipe")?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("could not start {shown}"))?;
    // The command holds the pipe's writing ends; while they are open the reader sees no end.
    drop(command);

    let mut text = String::new();
    let mut reader = BufReader::new(reader);
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes)? > 0 {
        let chunk = String::from_utf8_lossy(&bytes);
        let mut out = std::io::stdout().lock();
        out.write_all(chunk.as_bytes())?;
        out.flush()?;
        text.push_str(&chunk);
        bytes.clear();
    }
    let success = child.wait().with_context(|| format!("{shown} was lost"))?.success();
    Ok(Streamed { success, text })
}

/// Whether a program of this name can be started.
pub(crate) fn on_path(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// A command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` {}", line(command), ended(status));
    }
    Ok(())
}

fn ended(status: ExitStatus) -> String {
    status
        .code()
        .map_or_else(|| "was stopped by a signal".to_owned(), |code| format!("ended with code {code}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_keeps_both_outputs_in_order() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two >&2; echo three; exit 3"]);
        let streamed = stream(command).unwrap();
        assert_eq!(streamed.text, "one\ntwo\nthree\n");
        assert!(!streamed.success);
    }

    #[test]
    fn a_failure_names_the_command_and_its_code() {
        let error = run(Command::new("sh").args(["-c", "exit 7"])).unwrap_err().to_string();
        assert_eq!(error, "`sh -c exit 7` ended with code 7");
    }

    #[test]
    fn a_captured_failure_carries_standard_error() {
        let error = capture(Command::new("sh").args(["-c", "echo because >&2; exit 1"])).unwrap_err();
        assert!(error.to_string().ends_with("because"), "{error}");
    }
}
