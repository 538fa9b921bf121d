//! Import of product catalogues.

pub mod cdr;
