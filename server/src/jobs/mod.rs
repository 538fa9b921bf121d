//! What runs beside the handlers.

pub mod index_sync;
