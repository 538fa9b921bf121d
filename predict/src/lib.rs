//! Approval and click predictions. No IO, no clock.
//!
//! Until a model has enough data, [`priors`] predict: documented assumptions, the same for everybody, which
//! results name as their basis. From then on [`approval`] does: trees, learned from decisions. [`Predictor`] knows
//! which of them answers. [`raises`] asks it what would raise a borrower's chance; [`registry`] says what is known of a
//! trained model and what it needs before it may predict.
//!
//! | module | what |
//! |---|---|
//! | [`features`] | what models look at: a closed list, observed in one place |
//! | [`dataset`], [`preprocess`], [`history`] | what is learned from, and what is learned of it before a model is |
//! | [`trees`], [`logistic`], [`calibration`], [`classifier`] | learners |
//! | [`metrics`], [`evaluation`] | how good predictions are, and the reports made of that |
//! | [`approval`] | the model of approvals |
//! | [`click`] | the model of clicks, which learns from single events |
//! | [`simulate`] | a market with a known truth, to measure learning in |

pub mod approval;
pub mod calibration;
pub mod classifier;
pub mod click;
pub mod dataset;
pub mod evaluation;
pub mod features;
#[cfg(test)]
mod fixtures;
pub mod history;
pub mod logistic;
pub mod metrics;
mod predictor;
pub mod preprocess;
pub mod priors;
pub mod raises;
pub mod random;
pub mod registry;
pub mod simulate;
pub mod trees;

pub use predictor::{Predictor, Subject};
