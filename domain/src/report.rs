//! A visitor's word that a figure is wrong.

named_enum! {
    /// Which figure.
    pub enum Figure {
        /// A rate.
        Rate = "rate",
        /// A fee.
        Fee = "fee",
        /// A rule on who may have the product.
        Rule = "rule",
        /// Anything else.
        Other = "other",
    }
}

/// The longest correction, in characters.
pub const LONGEST_CORRECTION: usize = 500;
/// The longest address of a source, in characters.
pub const LONGEST_SOURCE: usize = 500;
