//! The pieces pages are made of. Each is a function of plain data.

pub mod approval;
pub mod eligibility;
pub mod figures;
pub mod form;
pub mod keep;
pub mod layout;
pub mod link;
pub mod score;
pub mod sent;
pub mod title;
pub mod tray;
