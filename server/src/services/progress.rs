//! How long work tells what it is doing, without knowing who listens.

/// Told of long work as it goes on.
pub trait Progress: Send + Sync {
    /// A piece of work begins; `total` is its size where that is known.
    fn begin(&self, what: &str, total: Option<u64>);

    /// `steps` more are done.
    fn advance(&self, steps: u64);

    /// The piece of work has ended.
    fn end(&self);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _what: &str, _total: Option<u64>) {}
    fn advance(&self, _steps: u64) {}
    fn end(&self) {}
}
