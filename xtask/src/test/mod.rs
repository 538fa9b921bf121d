//! `cargo xtask test`: every check and every test, with a summary that names what was left out.

mod deny;
mod snapshots;
mod steps;
mod tally;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

pub(crate) use deny::find_or_install as cargo_deny;
pub(crate) use steps::{DATA, data_folder};
use tally::Tally;

use crate::process::say;
use crate::workspace::Workspace;

/// Which steps to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Run only this step; can be repeated
    #[arg(long, value_name = "STEP")]
    only: Vec<Step>,
    /// Leave this step out; can be repeated
    #[arg(long, value_name = "STEP")]
    skip: Vec<Step>,
}

/// The steps, in the order they run: what fails fast comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// Formatting
    Fmt,
    /// Dependency arrows between crates and modules
    Layers,
    /// Clippy with warnings denied, on the server's half and on the browser's
    Clippy,
    /// Licences, sources and advisories of dependencies
    Deny,
    /// Unit, property, contract and HTTP tests
    Unit,
    /// Examples in the documentation
    Doc,
    /// Snapshots that no test reads
    Snapshots,
    /// The site within its size limit, and the server
    Site,
    /// Playwright against the server
    Browser,
}

/// What a step that ran to its end found.
#[derive(Default)]
struct Outcome {
    tally: Tally,
    notes: Vec<String>,
}

impl Outcome {
    fn passed() -> Self {
        Self { tally: Tally::PASSED, notes: Vec::new() }
    }

    fn skipped(reason: impl Into<String>) -> Self {
        let mut outcome = Self::default();
        outcome.leave_out(reason);
        outcome
    }

    /// Counts a part that could not run here, and says why.
    fn leave_out(&mut self, reason: impl Into<String>) {
        self.tally += Tally::SKIPPED;
        self.notes.push(format!("skipped {}", reason.into()));
    }
}

struct Finished {
    step: Step,
    outcome: Outcome,
    took: Duration,
}

/// Runs the chosen steps, all of them even when one fails, and prints the summary.
///
/// # Errors
/// When anything failed.
pub(crate) fn test(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut finished: Vec<Finished> = Vec::new();
    for step in Step::value_variants().iter().copied() {
        let is_chosen = options.only.is_empty() || options.only.contains(&step);
        if !is_chosen || options.skip.contains(&step) {
            continue;
        }
        say(format!("== {} ==", name(step)));
        let started = Instant::now();
        let outcome = match blocked_by(step, &finished) {
            Some(reason) => Outcome::skipped(reason),
            None => steps::perform(workspace, step).unwrap_or_else(|error| {
                println!("{error:#}");
                Outcome { tally: Tally::FAILED, notes: vec![first_line(&error)] }
            }),
        };
        finished.push(Finished { step, outcome, took: started.elapsed() });
    }
    summarise(&finished, options)
}

/// Why a step would say nothing, given what went before.
fn blocked_by(step: Step, finished: &[Finished]) -> Option<&'static str> {
    let has_failed =
        |wanted| finished.iter().any(|done| done.step == wanted && done.outcome.tally.failed > 0);
    match step {
        Step::Browser if has_failed(Step::Site) => Some("browser tests: the site was not built"),
        Step::Snapshots if has_failed(Step::Unit) => Some("unread snapshots: not all tests ran to their end"),
        _ => None,
    }
}

fn summarise(finished: &[Finished], options: &Options) -> Result<()> {
    let mut total = Tally::default();
    println!();
    for Finished { step, outcome, took } in finished {
        let counted = outcome.tally;
        let verdict = match counted {
            Tally { failed: 1.., .. } => "FAILED",
            Tally { passed: 0, .. } => "skipped",
            _ => "passed",
        };
        println!("{:<10} {verdict:<8} {:>7.1} s   {counted}", name(*step), took.as_secs_f64());
        for note in &outcome.notes {
            println!("{:<10} {note}", "");
        }
        total += counted;
    }
    for step in &options.skip {
        println!("{:<10} left out by --skip", name(*step));
        total += Tally::SKIPPED;
    }
    println!("\n{total}");
    if total.failed > 0 {
        bail!("not everything passed");
    }
    Ok(())
}

fn name(step: Step) -> String {
    step.to_possible_value().map_or_else(|| format!("{step:?}"), |value| value.get_name().to_owned())
}

fn first_line(error: &anyhow::Error) -> String {
    format!("{error:#}").lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(step: Step, tally: Tally) -> Finished {
        Finished { step, outcome: Outcome { tally, notes: Vec::new() }, took: Duration::ZERO }
    }

    #[test]
    fn browser_tests_need_a_site() {
        assert!(blocked_by(Step::Browser, &[done(Step::Site, Tally::FAILED)]).is_some());
        assert!(blocked_by(Step::Browser, &[done(Step::Site, Tally::PASSED)]).is_none());
        assert!(blocked_by(Step::Browser, &[]).is_none());
    }

    #[test]
    fn a_failure_anywhere_fails_the_run() {
        let options = Options { only: Vec::new(), skip: Vec::new() };
        assert!(summarise(&[done(Step::Fmt, Tally::PASSED)], &options).is_ok());
        let failed = [done(Step::Fmt, Tally::FAILED), done(Step::Unit, Tally::PASSED)];
        assert!(summarise(&failed, &options).is_err());
    }
}
