//! Lines on standard output.

use std::fmt::Display;
use std::io::{self, Write};

/// Prints a line. Whoever reads it may stop reading (`lendlight doctor | head -1`), which is no fault of ours.
pub(super) fn say(line: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{}", plain(line));
}

/// Text with its control characters replaced: lenders may publish any, and a terminal would obey them.
pub(super) fn plain(text: impl Display) -> String {
    let harmless = |c: char| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c };
    text.to_string().chars().map(harmless).collect()
}

/// An error with its causes, each said once: many an error's own words hold its cause's already.
pub(super) fn causes(error: &anyhow::Error) -> String {
    let mut all = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if all.is_empty() {
            all = cause;
        } else if !all.contains(&cause) {
            all.push_str(": ");
            all.push_str(&cause);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn a_cause_is_said_once() {
        let error: Result<(), _> = Err(anyhow::anyhow!("no such file"));
        let error = error.context("key: no such file").context("cannot start").unwrap_err();
        assert_eq!(causes(&error), "cannot start: key: no such file");
    }

    #[test]
    fn a_terminal_is_told_nothing_by_a_product_s_name() {
        assert_eq!(plain("Loan\u{1b}]0;pwned\u{7} 6 %\nnext"), "Loan\u{fffd}]0;pwned\u{fffd} 6 %\nnext");
        assert_eq!(plain("房贷 – 6,54 %"), "房贷 – 6,54 %");
    }
}
