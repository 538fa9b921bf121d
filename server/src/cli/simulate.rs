//! `lendlight simulate`: how well the ranking learns, in a world whose truth is known.

use super::SimulateArgs;
use super::progress::TerminalProgress;
use crate::services::progress::{Progress, Silent};
use predict::simulate::measure::Bin;
use predict::simulate::{Learner, Plan, Report, World, run};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::time::Instant;

/// Runs the simulation and prints what came of it.
pub(super) fn simulate(args: &SimulateArgs) -> anyhow::Result<()> {
    let progress: &dyn Progress = if args.json { &Silent } else { &TerminalProgress::new() };
    let started = Instant::now();
    let world = World::invented(args.seed);
    let mut ranking: Learner = Learner::default();
    progress.begin("Impressions", Some(args.impressions));
    let report = run(&world, &mut ranking, Plan::new(args.impressions), &mut |shown| progress.advance(shown));
    progress.end();
    let (report, seconds) = (report?, started.elapsed().as_secs_f64());
    let mut out = io::stdout().lock();
    if args.json {
        writeln!(out, "{}", document(&report, args.seed, seconds)?)?;
    } else {
        print(&mut out, &report, args.seed, seconds)?;
    }
    Ok(())
}

fn document(report: &Report, seed: u64, seconds: f64) -> serde_json::Result<Value> {
    let mut document = serde_json::to_value(report)?;
    if let Some(fields) = document.as_object_mut() {
        fields.insert("seed".to_owned(), json!(seed));
        fields.insert("seconds".to_owned(), json!(seconds));
    }
    Ok(document)
}

fn print(out: &mut impl Write, report: &Report, seed: u64, seconds: f64) -> io::Result<()> {
    let Report { impressions, visits, clicks, applications, approvals, .. } = report;
    writeln!(out, "{impressions} impressions on {visits} pages, seed {seed}, {seconds:.1} s")?;
    writeln!(out, "{clicks} clicks, {applications} applications, {approvals} approved")?;
    writeln!(out)?;
    writeln!(out, "Approved clicks earned, of those an oracle would have earned with the same borrowers")?;
    line(out, "in the last fifth", &share(report.share_of_oracle))?;
    line(out, "from the first page on", &share(report.share_of_oracle_overall))?;
    line(out, "by a random order", &share(report.share_of_random_order))?;
    writeln!(out, "Largest distance of a reliability bin from the diagonal, with new borrowers")?;
    line(out, "clicks", &points(report.click_calibration_gap))?;
    line(out, "approvals", &points(report.approval_calibration_gap))?;
    line(out, "approvals, all products shown", &points(report.approval_calibration_gap_all_shown))?;
    writeln!(out, "A product listed halfway: exposure in the next 2,000 impressions ÷ an equal share")?;
    line(out, "got", &times(report.new_product_share))?;
    line(out, "would have got from the oracle", &times(report.new_product_share_by_oracle))?;
    writeln!(out)?;
    writeln!(out, "{:>12} {:>12} {:>18}", "impressions", "regret", "share of oracle")?;
    for point in &report.regret_curve {
        let share = share(point.share_of_oracle);
        writeln!(out, "{:>12} {:>12.1} {share:>18}", point.impressions, point.regret)?;
    }
    diagram(out, "Clicks", &report.click_reliability)?;
    diagram(out, "Approvals", &report.approval_reliability)
}

fn diagram(out: &mut impl Write, what: &str, bins: &[Bin]) -> io::Result<()> {
    writeln!(out)?;
    writeln!(out, "{what:<12} {:>12} {:>18}", "predicted", "observed")?;
    for bin in bins {
        let [predicted, observed] = [bin.predicted, bin.observed].map(|chance| share(Some(chance)));
        writeln!(out, "{:>12} {predicted:>12} {observed:>18}", bin.count)?;
    }
    Ok(())
}

fn line(out: &mut impl Write, what: &str, value: &str) -> io::Result<()> {
    writeln!(out, "  {what:<34} {value:>12}")
}

fn share(value: Option<f64>) -> String {
    known(value, |value| format!("{:.1} %", value * 100.0))
}

fn points(value: Option<f64>) -> String {
    known(value, |value| format!("{:.2} points", value * 100.0))
}

fn times(value: Option<f64>) -> String {
    known(value, |value| format!("{value:.2} ×"))
}

fn known(value: Option<f64>, format: impl Fn(f64) -> String) -> String {
    value.map_or_else(|| "unknown".to_owned(), format)
}
