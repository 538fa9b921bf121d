//! Counting tests by what their runners print at the end.

use std::fmt;
use std::ops::AddAssign;

/// How many tests ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed, flaky ones among them.
    pub(crate) passed: u64,
    /// Tests that failed, timed out or never got to run because something else failed.
    pub(crate) failed: u64,
    /// Tests that were left out.
    pub(crate) skipped: u64,
}

impl Tally {
    /// One passed check.
    pub(crate) const PASSED: Self = Self { passed: 1, failed: 0, skipped: 0 };
    /// One failed check.
    pub(crate) const FAILED: Self = Self { passed: 0, failed: 1, skipped: 0 };
    /// One check left out.
    pub(crate) const SKIPPED: Self = Self { passed: 0, failed: 0, skipped: 1 };

    /// What a runner that printed this did. A runner that failed without a failed test (a compile error,
    /// a crash) counts as one failed test, so that it can't go unseen.
    pub(crate) fn of(runner: Runner, printed: &str, success: bool) -> Self {
        let mut tally = Self::default();
        for line in printed.lines() {
            let line = without_colours(line);
            if let Some(counted) = runner.count(line.trim()) {
                tally += counted;
            }
        }
        if !success && tally.failed == 0 {
            tally.failed = 1;
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// Who runs tests.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Runner {
    /// `cargo test`: one `test result:` line per test program.
    Libtest,
    /// `cargo nextest run`: one `Summary` line.
    Nextest,
    /// Playwright: one line per way of ending.
    Playwright,
}

impl Runner {
    fn count(self, line: &str) -> Option<Tally> {
        match self {
            Self::Libtest => {
                let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
                Some(sum(counts.split(';')))
            }
            Self::Nextest => {
                let (_, counts) = line.strip_prefix("Summary [")?.split_once("run: ")?;
                // What passed is broken down in brackets: `9 passed (1 slow, 2 flaky)`.
                Some(sum(without_brackets(counts).split(',')))
            }
            Self::Playwright => {
                let mut words = line.split_whitespace();
                let is_count = words.next()?.parse::<u64>().is_ok();
                let rest: Vec<&str> = words.collect();
                let is_ending = match rest.as_slice() {
                    ["passed"] => true,
                    ["passed", duration] => duration.starts_with('('),
                    ["failed" | "flaky" | "skipped" | "interrupted"] => true,
                    ["did", "not", "run"] => true,
                    _ => false,
                };
                (is_count && is_ending).then(|| sum([line].into_iter()))
            }
        }
    }
}

fn sum<'a>(counts: impl Iterator<Item = &'a str>) -> Tally {
    let mut tally = Tally::default();
    for count in counts {
        let mut words = count.split_whitespace();
        let Some(number) = words.next().and_then(|word| word.parse::<u64>().ok()) else { continue };
        match words.next() {
            Some("passed" | "flaky") => tally.passed += number,
            Some("failed" | "timed" | "exec" | "interrupted" | "did" | "leak-failed") => {
                tally.failed += number;
            }
            Some("skipped" | "ignored") => tally.skipped += number,
            _ => {}
        }
    }
    tally
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for sign in text.chars() {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(sign),
            _ => {}
        }
    }
    kept
}

/// A line without the escape sequences that colour it.
fn without_colours(line: &str) -> String {
    let mut kept = String::new();
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        if sign == '\u{1b}' {
            for part in signs.by_ref() {
                if part.is_ascii_alphabetic() {
                    break;
                }
            }
        } else {
            kept.push(sign);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn libtest_prints_one_line_per_program() {
        let printed = "\
running 3 tests
test a ... ok
test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out; finished in 1.20s
";
        assert_eq!(Tally::of(Runner::Libtest, printed, false), tally(5, 1, 1));
    }

    #[test]
    fn nextest_prints_a_summary() {
        let printed =
            "     Summary [   0.123s] 10 tests run: 9 passed (1 slow, 2 flaky), 1 failed, 2 skipped\n";
        assert_eq!(Tally::of(Runner::Nextest, printed, false), tally(9, 1, 2));
        let cut_short = "     Summary [   4.1s] 5/8 tests run: 3 passed, 1 failed, 1 timed out, 0 skipped";
        assert_eq!(Tally::of(Runner::Nextest, cut_short, false), tally(3, 2, 0));
        let one = "     Summary [   0.010s] 1 test run: 1 passed, 0 skipped";
        assert_eq!(Tally::of(Runner::Nextest, one, true), tally(1, 0, 0));
    }

    #[test]
    fn nextest_in_colour_is_read_too() {
        let printed = "\u{1b}[32;1m     Summary\u{1b}[0m [   0.123s] 2 tests run: \u{1b}[1m2\u{1b}[0m passed, 0 skipped";
        assert_eq!(Tally::of(Runner::Nextest, printed, true), tally(2, 0, 0));
    }

    #[test]
    fn playwright_prints_a_line_per_ending() {
        let printed = "\
Running 12 tests using 2 workers
  1 failed
    [scripts-on] › home.spec.ts:3:1 › 3 passed the form
  1 flaky
  2 skipped
  3 did not run
  5 passed (12.3s)
";
        assert_eq!(Tally::of(Runner::Playwright, printed, false), tally(6, 4, 2));
    }

    #[test]
    fn a_crash_without_counts_is_a_failure() {
        assert_eq!(Tally::of(Runner::Nextest, "error: could not compile `server`", false), tally(0, 1, 0));
    }

    #[test]
    fn lines_of_tests_are_not_counted() {
        let printed = "test result of 3 passed; parsing ... ok\n3 passed tests are shown\n";
        for runner in [Runner::Libtest, Runner::Nextest, Runner::Playwright] {
            assert_eq!(Tally::of(runner, printed, true), Tally::default(), "{runner:?}");
        }
    }

    #[test]
    fn the_closing_line_is_plain() {
        assert_eq!(tally(12, 0, 3).to_string(), "12 passed, 0 failed, 3 skipped");
    }
}
