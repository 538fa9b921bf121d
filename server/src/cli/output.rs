//! Lines on standard output.

use std::fmt::Display;
use std::io::{self, Write};

/// Prints a line. Whoever reads it may stop reading (`lendlight doctor | head -1`), which is no fault of ours.
pub(super) fn say(line: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}
