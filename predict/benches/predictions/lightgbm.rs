//! LightGBM's side, by its Python package.

use super::Cost;
use predict::dataset::Dataset;
use predict::trees::TreeParams;
use serde_json::Value;
use std::fs;
use std::process::Command;

const SCRIPT: &str = include_str!("lightgbm.py");

/// What LightGBM takes for the same rows and as many trees; `None`, with a line that says so, where it is not
/// installed.
pub(super) fn measure(data: &Dataset, params: &TreeParams, runs: usize) -> Option<Cost> {
    let python = std::env::var("LENDLIGHT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python).args(["-c", "import lightgbm, numpy"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        println!("LightGBM: skipped, {python} has no package `lightgbm`");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let (values, labels) = (folder.path().join("values.f32"), folder.path().join("labels.u8"));
    fs::write(&values, data.values().iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>())
        .unwrap();
    fs::write(&labels, data.labels().iter().map(|label| u8::from(*label)).collect::<Vec<u8>>()).unwrap();
    let numbers = [data.columns().to_string(), params.rounds.to_string(), runs.to_string()];
    let output =
        Command::new(&python).args(["-c", SCRIPT]).arg(&values).arg(&labels).args(numbers).output().unwrap();
    if !output.status.success() {
        println!("LightGBM: failed: {}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let seconds = |name: &str| found[name].as_f64().unwrap();
    println!("LightGBM {} of {python}, called from Python", found["version"].as_str().unwrap_or_default());
    Some(Cost { training: seconds("training"), batch: seconds("batch"), single: seconds("single") })
}
