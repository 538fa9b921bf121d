//! The index against a naive scan of the same listings, and what a borrower would notice.

mod generator;
mod left_out;
mod lifecycle;
mod naive;
mod real;
mod search;
mod text;

use crate::{Change, ProductIndex};
use domain::listing::Listing;

/// An index in memory with these listings, written in several commits so that it has several segments.
fn index_of(listings: &[Listing], commits: usize) -> ProductIndex {
    let index = ProductIndex::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for (i, part) in listings.chunks(listings.len().div_ceil(commits).max(1)).enumerate() {
        let changes: Vec<Change> =
            part.iter().map(|listing| Change::Upsert(Box::new(listing.clone()))).collect();
        writer.apply(&changes).unwrap();
        writer.commit(i as u64 + 1).unwrap();
    }
    index.reload().unwrap();
    index
}
