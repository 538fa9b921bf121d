//! lendlight
fn main() {}
