//! The binary as a stranger runs it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails in a test should end it")]

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn lendlight(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lendlight"));
    // A configuration of the folder that tests run in is nobody's business here.
    command.current_dir(dir).arg("--data-dir").arg(dir.join("var"));
    command.env("LENDLIGHT_SERVER__ASSETS_DIR", dir.join("site"));
    command
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn site(dir: &Path) {
    std::fs::create_dir_all(dir.join("site")).unwrap();
    std::fs::write(dir.join("site/manifest.json"), r#"{ "hash": "x", "files": [] }"#).unwrap();
}

#[test]
fn help_tells_a_stranger_every_command() {
    let output = Command::new(env!("CARGO_BIN_EXE_lendlight")).arg("--help").output().unwrap();
    let help = text(&output);
    for word in [
        "serve",
        "import",
        "export",
        "reindex",
        "migrate",
        "search",
        "reports",
        "doctor",
        "--data-dir",
        "--config",
    ] {
        assert!(help.contains(word), "{word}: {help}");
    }
}

#[test]
fn doctor_says_what_is_missing_and_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let output = lendlight(dir.path()).arg("doctor").output().unwrap();
    assert!(!output.status.success());
    let told = text(&output);
    assert!(told.contains("FAIL") && told.contains("cargo xtask build"), "{told}");
}

#[test]
fn a_misspelt_configuration_key_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("wrong.toml");
    std::fs::write(&file, "[server]\nlitsen = \"127.0.0.1:1\"\n").unwrap();
    let output = lendlight(dir.path()).arg("--config").arg(&file).arg("doctor").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("litsen"), "{}", text(&output));
}

#[test]
fn the_demo_is_searched_exported_and_imported_back_unchanged() {
    let dir = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = lendlight(dir.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", text(&output));
        text(&output)
    };
    site(dir.path());
    serve_until_ready(dir.path(), &[], |_| {});
    let found = run(&["search", "car loan", "--set", "amount=15000", "--set", "term_months=36", "--json"]);
    let found: serde_json::Value = serde_json::from_str(found.trim()).unwrap();
    assert!(found["total"].as_u64().unwrap() > 0);
    assert!(run(&["search", "home loan"]).contains("products"));
    let file = dir.path().join("all.jsonl.gz");
    let file = file.to_str().unwrap();
    run(&["export", file]);
    let again = run(&["import", "cdr", file]);
    let expected = "300 records read: 0 products created, 0 changed, 300 unchanged, 0 withdrawn";
    assert!(again.contains(expected), "{again}");
    assert!(run(&["reindex"]).contains("300 products can be found"));
    assert!(run(&["doctor"]).contains("in step"));
    let output = lendlight(dir.path()).args(["search", "--set", "amount=lots"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("amount"));
}

#[test]
fn it_stops_within_ten_seconds_of_being_asked() {
    let dir = tempfile::tempdir().unwrap();
    site(dir.path());
    let stopped = serve_until_ready(dir.path(), &["--no-demo"], |address| {
        assert!(address.starts_with("http://127.0.0.1:"));
    });
    assert!(stopped < Duration::from_secs(10), "{stopped:?}");
}

/// Starts the server, waits until it says that it is ready, and asks it to stop; how long that took.
fn serve_until_ready(dir: &Path, arguments: &[&str], meanwhile: impl FnOnce(&str)) -> Duration {
    let mut command = lendlight(dir);
    command
        .args(["serve", "--listen", "127.0.0.1:0"])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut server = command.spawn().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines().map_while(Result::ok);
    let ready = lines.find(|line| line.starts_with("Lendlight is ready"));
    let Some(ready) = ready else {
        let mut log = String::new();
        server.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        panic!("the server did not start: {log}");
    };
    meanwhile(ready.rsplit(' ').next().unwrap());
    let asked = Instant::now();
    let kill = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
    assert!(kill.success());
    assert!(server.wait().unwrap().success());
    asked.elapsed()
}
