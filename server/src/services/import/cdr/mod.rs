//! The Consumer Data Standards' *BankingProductDetail* (versions 3 to 6), read and written without loss.
//!
//! [`read::product`] takes one detail object to a [`Product`](domain::product::Product) and
//! [`write::product`] takes it back; reading what was written gives the same product.
//!
//! # What is normalised
//!
//! A value is kept as published but for these, which change no meaning:
//! - `null`, `""`, `[]` and `{}` are absent;
//! - times are UTC, to the microsecond; numbers lose leading and trailing zeros and exponents;
//! - amounts, rates and free text may be strings, numbers or booleans; all are written as strings, tier bounds
//!   as numbers;
//! - names of kinds are matched whatever their case, with spaces and hyphens for underscores, and written as
//!   the standard writes them;
//! - the nested fees of version 5 on (`fixedAmount`, `rateBased`) are written in the flat form of version 4,
//!   without the method's name where the fields present imply it; a `loanPurpose` of `UNCONSTRAINED` is no
//!   restriction, and absent;
//! - a list's unreadable entries are written after the others.
//!
//! # What cannot be read
//!
//! It goes into [`Product::unread`](domain::product::Product::unread) as raw JSON, and is written back where
//! it stood. Paths are JSON pointers (RFC 6901) without the leading slash, and count the entries that were
//! read:
//! - an entry that lacks what makes it one (a rate without a figure) is kept whole under its list's path;
//! - a field of a readable entry is kept under `list/index/field`;
//! - a kind that the standard does not know is read as *other* and kept under its field, so that the entry's
//!   words stay searchable;
//! - a field that the standard, or this program, has no place for is kept with the reason [`NOT_IN_STANDARD`].
//!
//! # Beyond the standard
//!
//! The vendor extension [`EXTENSION`] carries a product's [`Supplement`](domain::product::Supplement) under its
//! serde names, and its currency where that is not the Australian dollar.

pub mod names;
pub mod read;
pub mod write;

/// The vendor extension object that carries what the standard lacks.
pub const EXTENSION: &str = "x-lendlight";

/// Why a field was kept raw that has no typed place.
pub const NOT_IN_STANDARD: &str = "not in the standard";

/// Why a whole value was kept raw where the standard has a list.
pub const NOT_A_LIST: &str = "not a list";

/// Names of lists, for reading, writing and putting back what could not be read.
pub(crate) mod keys {
    pub(crate) const MORE_OVERVIEW: &str = "additionalOverviewUris";
    pub(crate) const MORE_TERMS: &str = "additionalTermsUris";
    pub(crate) const MORE_ELIGIBILITY: &str = "additionalEligibilityUris";
    pub(crate) const MORE_FEES: &str = "additionalFeesAndPricingUris";
    pub(crate) const MORE_BUNDLES: &str = "additionalBundleUris";

    /// The product's own lists.
    pub(crate) const PRODUCT_LISTS: &[&str] = &[
        "lendingRates",
        "depositRates",
        "fees",
        "features",
        "constraints",
        "eligibility",
        "bundles",
        "cardArt",
    ];
}
