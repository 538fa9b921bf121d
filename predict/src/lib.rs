//! Approval and click predictions. No IO, no clock.
//!
//! Until a model has enough data, [`priors`] predict: documented assumptions, the same for everybody, which
//! results name as their basis. [`raises`] asks them what would raise a borrower's chance; [`registry`] says what is
//! known of a trained model and what it needs before it may predict. [`click`] learns from single events how likely a
//! product is clicked; [`simulate`] is a market with a known truth to measure learning in.

pub mod click;
pub mod features;
#[cfg(test)]
mod fixtures;
pub mod priors;
pub mod raises;
pub mod registry;
pub mod simulate;

use domain::answer::Approval;
use domain::listing::Listing;
use domain::query::SearchQuery;
use domain::terms::Terms;

/// The chance of approval of a product for a query, its terms being `terms`: the one prediction that results,
/// counts and suggestions share.
#[must_use]
pub fn approval(listing: &Listing, query: &SearchQuery, terms: &Terms) -> Approval {
    priors::approval(priors::ApprovalInputs::new(listing, query, terms))
}
