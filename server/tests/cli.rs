//! The binary as a stranger runs it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails in a test should end it")]

use std::io::{BufRead, BufReader, Read, Write};
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
        "events",
        "evaluate",
        "train",
        "models",
        "simulate",
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
fn a_simulation_prints_what_it_measures_and_touches_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| lendlight(dir.path()).arg("simulate").args(arguments).output().unwrap();
    let output = run(&["--impressions", "1000", "--seed", "7", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for name in ["share_of_oracle", "max_calibration_gap", "new_product_share", "clicks", "seconds"] {
        assert!(report[name].is_number(), "{name}: {report}");
    }
    let output = run(&["--impressions", "10"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).contains("1000") && text(&output).contains("--impressions"), "{}", text(&output));
    assert!(!dir.path().join("var").exists());
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
    let expected =
        "300 records read: 0 products created (new here), 0 changed, 300 unchanged, 0 withdrawn (no longer";
    assert!(again.contains(expected), "{again}");
    assert!(run(&["reindex"]).contains("300 products can be found"));
    assert!(run(&["doctor"]).contains("in step"));
    let report = dir.path().join("report.html");
    let told = run(&["models", "report", "--json", "--out", report.to_str().unwrap()]);
    let told: serde_json::Value = serde_json::from_str(told.trim()).unwrap();
    assert_eq!((&told["predictor"], &told["model"]["simulated"]), (&"approval-1".into(), &true.into()));
    assert!(std::fs::read_to_string(&report).unwrap().contains("Simulated decisions."));
    assert!(run(&["models", "report", "approval-1"]).contains("In its test, on later decisions"));
    let groups = dir.path().join("groups.csv");
    std::fs::write(&groups, "application_id,sex\n0198a1b2-0000-7000-8000-000000000000,female\n").unwrap();
    let audit = ["models", "audit", "approval-1", "--by", "a test", "--groups", groups.to_str().unwrap()];
    assert!(fails(dir.path(), &audit, &[]).contains("none of the 1 applications can be looked at"));
    assert!(fails(dir.path(), &["models", "report", "approval-9"], &[]).contains("no model approval-9"));
    let output = lendlight(dir.path()).args(["search", "--set", "amount=lots"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("amount"));
}

/// Runs a command that must fail; what it says.
fn fails(dir: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let output = lendlight(dir).args(arguments).envs(variables.iter().copied()).output().unwrap();
    let told = text(&output);
    assert!(matches!(output.status.code(), Some(1 | 2)), "{arguments:?}: {:?} {told}", output.status);
    for internal in ["SocketAddr", "StoreError", "anyhow", "sqlx", "panicked", "unwrap"] {
        assert!(!told.contains(internal), "{internal} in {told}");
    }
    told
}

#[test]
fn a_mistyped_data_directory_is_named_and_not_made() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("var");
    for arguments in [&["export"] as &[&str], &["search", "loan"], &["reindex"], &["doctor"]] {
        let told = fails(dir.path(), arguments, &[]);
        let expected = format!("there is no data directory {}", missing.display());
        assert!(told.contains(&expected) && told.contains("--data-dir"), "{arguments:?}: {told}");
        assert!(!missing.exists(), "{arguments:?} made it");
    }
    std::fs::create_dir(&missing).unwrap();
    for arguments in [&["export"] as &[&str], &["search", "loan"], &["reindex"], &["doctor"]] {
        let told = fails(dir.path(), arguments, &[]);
        assert!(told.contains("there is no database in"), "{arguments:?}: {told}");
        assert_eq!(std::fs::read_dir(&missing).unwrap().count(), 0, "{arguments:?} left something");
    }
}

#[test]
fn doctor_names_each_fault() {
    let dir = tempfile::tempdir().unwrap();
    let var = dir.path().join("var");
    std::fs::create_dir(&var).unwrap();
    std::fs::write(var.join("session.key"), b"short").unwrap();
    std::fs::write(var.join("lendlight.db"), vec![b'x'; 4096]).unwrap();
    let told = fails(dir.path(), &["doctor"], &[]);
    let fault = |what: &str| told.lines().find(|line| line.starts_with("FAIL") && line.contains(what));
    assert!(fault("data directory").unwrap().contains("session key"), "{told}");
    assert!(fault("database").unwrap().contains("not a database"), "{told}");
    assert!(fault("assets").unwrap().contains("cargo xtask build"), "{told}");
}

#[test]
fn an_import_of_which_nothing_comes_fails() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    // A product, in an archive that was cut off behind it.
    let line =
        br#"{"data": {"productId": "p", "name": "Loan", "productCategory": "PERS_LOANS", "brand": "B"}}"#;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(line).unwrap();
    packed.write_all(b"\n").unwrap();
    packed.flush().unwrap();
    let cut = packed.get_ref().clone();
    let broken = [&[0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3][..], &[0xff; 40]].concat();
    for (path, word) in [
        (file("empty.jsonl", b""), "nothing in"),
        (file("words.jsonl", b"hello\nworld\n"), "quarantine"),
        (file("broken.jsonl.gz", &broken), "broken.jsonl.gz"),
        (file("cut.jsonl.gz", &cut), "cut.jsonl.gz breaks off"),
        (dir.path().join("absent.jsonl").to_str().unwrap().to_owned(), "absent.jsonl"),
    ] {
        let told = fails(dir.path(), &["import", "cdr", &path], &[]);
        assert!(told.contains(word), "{path}: {told}");
    }
}

#[test]
fn an_error_is_said_once_and_plainly() {
    let dir = tempfile::tempdir().unwrap();
    let told = fails(dir.path(), &["serve"], &[("LENDLIGHT_SERVER__LISTEN", "5")]);
    assert!(told.contains("127.0.0.1:3000"), "{told}");
    let file = dir.path().join("wrong.toml");
    std::fs::write(&file, "[server]\nlisten = 5\n").unwrap();
    let told = fails(dir.path(), &["--config", file.to_str().unwrap(), "serve"], &[]);
    assert!(told.contains("127.0.0.1:3000") && told.contains("listen"), "{told}");
    let nobody = ("LENDLIGHT_DATABASE__URL", "postgres://lender:secret@127.0.0.1:9/loans");
    let told = fails(dir.path(), &["migrate"], &[nobody]);
    assert!(told.contains("127.0.0.1:9") && told.contains("refused"), "{told}");
    assert!(!told.contains("secret") && told.matches("refused").count() == 1, "{told}");
}

#[test]
fn a_taken_port_is_told_before_anything_is_prepared() {
    let dir = tempfile::tempdir().unwrap();
    site(dir.path());
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let told = fails(dir.path(), &["serve", "--listen", &address], &[]);
    assert!(told.contains(&address) && !told.contains("demo products"), "{told}");
    assert!(!dir.path().join("var").exists(), "nothing was made for a server that cannot listen");
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
