//! A simulated marketplace with a known truth, for demonstrations, for tests, and for measuring how well the ranking
//! learns.
//!
//! [`world`] documents the truth. [`run`](run::run) leads a ranking through it and compares what it earned with what an
//! oracle that knows the truth would have earned on the same borrowers. [`events`] yields the same visits as training
//! events for a catalogue of one's own. Everything follows from the listings and a seed.

pub mod approval;
mod borrowers;
mod catalogue;
mod decisions;
pub mod events;
pub mod measure;
pub mod ranker;
pub mod run;
pub mod world;

pub use decisions::decisions;
pub use events::{Events, Session};
pub use ranker::{Learner, PriorRanker, Ranker};
pub use run::{Plan, Report, SimulationError, run};
pub use world::World;
