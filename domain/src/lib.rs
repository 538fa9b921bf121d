//! Lendlight's pure types and rules.
//!
//! Nothing here does IO, reads a clock or knows of a database, an index or a page, so every rule can be
//! tested by calling it, and the same code runs in the server and (as WebAssembly) in the browser.
//!
//! | module | what it answers |
//! |---|---|
//! | [`money`], [`rate`], [`number`], [`time`] | quantities: exact amounts, rates, bounds and instants |
//! | [`product`] | what a lender publishes about a product, without loss |
//! | [`repayment`] | instalments, schedules and annual costs: what a loan costs |
//! | [`headline`] | which of a product's rates is shown first, for this amount and LVR |
//! | [`borrower`], [`query`] | who asks, and for what |
//! | [`links`] | where a lender's published links lead |
//! | [`listing`] | the digest of a product that searching and ranking need |
//! | [`lists`] | the products that a borrower saves, dismisses and compares |
//! | [`rules`], [`eligibility`] | a lender's rules, and what they say of a borrower |
//! | [`terms`] | what one product comes to for one query |
//! | [`change`], [`openings`] | what changing amount, term or deposit would open |
//! | [`questions`] | which answers change results |
//! | [`ranking`] | in which order, and why |
//! | [`answer`] | what a search finds, as pages and the API render it |
//! | [`event`] | what happens to results once they are shown |
//! | [`evaluation`] | how predictions turned out |
//! | [`report`] | what a visitor may say of a wrong figure |
//! | [`access`], [`audit`] | who of those who work with the site may do what, and what is written down of it |
//! | [`typed`] | amounts, terms and counts as people type them |
//! | [`error`] | one table of error codes, and what is wrong with a field |

#[macro_use]
mod macros;

pub mod access;
pub mod answer;
pub mod audit;
pub mod borrower;
pub mod change;
pub mod eligibility;
pub mod error;
pub mod evaluation;
pub mod event;
#[cfg(test)]
mod fixtures;
pub mod headline;
pub mod links;
pub mod listing;
pub mod lists;
pub mod money;
pub mod number;
pub mod openings;
pub mod product;
pub mod query;
pub mod questions;
pub mod ranking;
pub mod rate;
pub mod repayment;
pub mod report;
pub mod rules;
pub mod terms;
pub mod time;
pub mod typed;
