//! The pieces pages are made of. Each is a function of plain data.

pub mod approval;
pub mod chart;
pub mod eligibility;
pub mod entry;
pub mod fault;
pub mod figures;
pub mod form;
pub mod keep;
pub mod language;
pub mod layout;
pub mod link;
pub mod score;
pub mod section;
pub mod sent;
pub mod session;
pub mod table;
pub mod title;
pub mod tray;
