//! Approval and click predictions. No IO, no clock.
//!
//! Until a model has enough data, [`priors`] predict: documented assumptions, the same for everybody, which
//! results name as their basis.

pub mod priors;
