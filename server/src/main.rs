//! T
fn main(){}
