//! A process that is killed at any point loses no acknowledged change, and the index catches up.
//!
//! The seed of a run is printed; `LENDLIGHT_CRASH_SEED` repeats its choices, though not its timing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may")]

mod support;

use domain::product::Product;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use server::jobs::index_sync::IndexSync;
use server::store::Store;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use support::{TestDatabase, assert_in_step, at, lender, loan};

const ROUNDS: u32 = 12;
const PRODUCTS: u32 = 40;
const FOLDER: &str = "LENDLIGHT_CRASH_FOLDER";
const SEED: &str = "LENDLIGHT_CRASH_SEED";
const FIRST_STEP: &str = "LENDLIGHT_CRASH_FIRST_STEP";

fn database(folder: &Path) -> TestDatabase {
    TestDatabase { url: format!("sqlite://{}", folder.join("lendlight.db").display()) }
}

/// What the child said of a product last. A product's name is the step that saved it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Said {
    Saved(u64),
    Withdrawn(u64),
}

/// The process that gets killed: saves and withdraws products, with the index following, until it is.
#[test]
#[ignore = "the other test runs it, as a process of its own"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let number = |name| std::env::var(name).unwrap().parse::<u64>().unwrap();
    let mut rng = StdRng::seed_from_u64(number(SEED));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let store = database(&folder).store().await;
        let bank = lender(&*store, "a").await;
        let _sync = IndexSync::start(store.clone(), folder.join("index")).await.unwrap();
        for step in number(FIRST_STEP).. {
            let some: Vec<String> =
                (0..rng.random_range(1..6)).map(|_| rng.random_range(0..PRODUCTS).to_string()).collect();
            if rng.random_ratio(1, 8) {
                let kept: Vec<String> =
                    (0..PRODUCTS).map(|id| id.to_string()).filter(|id| !some.contains(id)).collect();
                store.withdraw_missing(bank.id, &kept, at(0)).await.unwrap();
                println!("\nwithdrawn {step} {}", some.join(" "));
            } else {
                let products: Vec<Product> = some.iter().map(|id| loan(id, &step.to_string())).collect();
                store.save_products(bank.id, &products, at(0)).await.unwrap();
                println!("\nsaved {step} {}", some.join(" "));
            }
        }
    });
}

/// Runs the child for a while, kills it, and answers what it had said.
fn run_and_kill(folder: &Path, seed: u64, first_step: u64, lifetime: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "child", "--nocapture"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .env(FIRST_STEP, first_step.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let stdout = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut lines = Vec::new();
        let mut stdout = BufReader::new(stdout);
        let mut line = String::new();
        // A line cut off by the kill was not said.
        while stdout.read_line(&mut line).unwrap() > 0 && line.ends_with('\n') {
            lines.push(std::mem::take(&mut line));
        }
        lines
    });
    std::thread::sleep(lifetime);
    assert_eq!(child.try_wait().unwrap(), None, "the child ended by itself");
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

fn listen(lines: &[String], said: &mut BTreeMap<String, Said>) -> u64 {
    let mut steps = 0;
    for line in lines {
        let mut words = line.split_whitespace();
        let is: fn(u64) -> Said = match words.next() {
            Some("saved") => Said::Saved,
            Some("withdrawn") => Said::Withdrawn,
            _ => continue,
        };
        let step = words.next().unwrap().parse().unwrap();
        steps += 1;
        for id in words {
            // Withdrawing what was never listed says nothing.
            if is(step) == Said::Saved(step) || said.contains_key(id) {
                said.insert(id.to_owned(), is(step));
            }
        }
    }
    steps
}

/// Whatever was said holds, unless a later step, of which the child could no longer tell, did something else.
async fn assert_kept(store: &dyn Store, said: &BTreeMap<String, Said>) {
    let products = store.products_after(None, 1_000).await.unwrap();
    for (id, said) in said {
        let stored = products.iter().find(|product| product.product.external_id == *id);
        let stored = stored.unwrap_or_else(|| panic!("product {id} is lost: {said:?}"));
        let step: u64 = stored.product.name.parse().unwrap();
        match *said {
            Said::Saved(saved) => assert!(step >= saved, "{id}: {said:?}, but stored is {step}"),
            Said::Withdrawn(withdrawn) => assert!(
                stored.withdrawn_at.is_some() || step > withdrawn,
                "{id}: {said:?}, but it is on offer since {step}"
            ),
        }
        let versions = store.product_versions(stored.id).await.unwrap();
        assert_eq!(versions.len(), stored.version as usize, "{id} has a version for each change");
    }
}

#[test]
fn a_killed_process_loses_nothing_it_acknowledged() {
    let seed = std::env::var(SEED).map_or_else(|_| rand::random(), |seed| seed.parse().unwrap());
    println!("{SEED}={seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let folder = tempfile::tempdir().unwrap();
    let (mut said, mut steps) = (BTreeMap::new(), 0);
    for round in 0..ROUNDS {
        // The first times it may not get further than the migrations; later it works for a while.
        let longest = if round < 3 { 150 } else { 900 };
        let lifetime = Duration::from_millis(rng.random_range(5..longest));
        if rng.random_ratio(1, 3) {
            // Without it the index is of no known catalogue: the child rebuilds.
            let _ = std::fs::remove_file(folder.path().join("index").join("catalogue"));
        }
        let lines = run_and_kill(folder.path(), rng.random(), u64::from(round) * 1_000_000 + 1, lifetime);
        let spoken = listen(&lines, &mut said);
        steps += spoken;
        println!("round {round}: killed after {lifetime:?}, {spoken} changes acknowledged");

        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let store = database(folder.path()).store().await;
            assert_kept(&*store, &said).await;
            // Now and then the next child finds the index as the kill left it.
            if rng.random_ratio(2, 3) || round + 1 == ROUNDS {
                let sync = IndexSync::start(store.clone(), folder.path().join("index")).await.unwrap();
                tokio::time::timeout(Duration::from_secs(30), sync.in_step()).await.unwrap().unwrap();
                let index = sync.live().current().unwrap();
                assert_eq!(index.seq(), store.head_seq().await.unwrap());
                assert_in_step(&*store, &index).await;
                sync.stop().await;
            }
        });
    }
    assert!(steps > 0, "the child never got to work");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let faults = "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'";
    assert_eq!(runtime.block_on(database(folder.path()).integer(faults)), 0);
}
