//! The vocabularies by which free text on residency, employment and formalities is understood.
//!
//! Each is closed (see [`super::text`]) and small on purpose. Misspelt words are listed where published data
//! has them often.

mod employment;
mod formality;
mod residency;

pub(super) use employment::employment;
pub(super) use formality::is_formality;
pub(super) use residency::{Residencies, residency};
