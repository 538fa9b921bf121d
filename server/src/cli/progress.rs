//! Progress of long work: a bar on a terminal, plain lines otherwise.

use crate::services::progress::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often plain lines are written.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// Shows progress on standard error.
#[derive(Debug)]
pub struct TerminalProgress {
    on_terminal: bool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    bar: ProgressBar,
    what: String,
    last_line: Instant,
}

impl TerminalProgress {
    /// A bar if standard error is a terminal, lines if it is not.
    #[must_use]
    pub fn new() -> Self {
        let state = State { bar: ProgressBar::hidden(), what: String::new(), last_line: Instant::now() };
        Self { on_terminal: std::io::stderr().is_terminal(), state: Mutex::new(state) }
    }

    fn with_state(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Default for TerminalProgress {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    fn line(&mut self) {
        self.last_line = Instant::now();
        match self.bar.length() {
            Some(total) => eprintln!("{}: {} of {total}", self.what, self.bar.position()),
            None => eprintln!("{}: {}", self.what, self.bar.position()),
        }
    }
}

impl Progress for TerminalProgress {
    fn begin(&self, what: &str, total: Option<u64>) {
        self.with_state(|state| {
            state.bar = match total {
                Some(total) => ProgressBar::new(total),
                None => ProgressBar::new_spinner(),
            };
            what.clone_into(&mut state.what);
            state.last_line = Instant::now();
            if self.on_terminal {
                let template = match total {
                    Some(_) => "{msg} {wide_bar} {human_pos} of {human_len} ({eta})",
                    None => "{spinner} {msg} {human_pos}",
                };
                if let Ok(style) = ProgressStyle::with_template(template) {
                    state.bar.set_style(style);
                }
                state.bar.set_message(what.to_owned());
                state.bar.enable_steady_tick(Duration::from_millis(100));
            } else {
                state.bar.set_draw_target(ProgressDrawTarget::hidden());
                eprintln!("{what}");
            }
        });
    }

    fn advance(&self, steps: u64) {
        self.with_state(|state| {
            state.bar.inc(steps);
            if !self.on_terminal && state.last_line.elapsed() >= LINE_EVERY {
                state.line();
            }
        });
    }

    fn end(&self) {
        self.with_state(|state| {
            if self.on_terminal {
                state.bar.finish_and_clear();
            } else {
                state.line();
            }
        });
    }
}
