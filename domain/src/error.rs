//! One table: error code → kind → HTTP status → title. Pages translate codes; the API sends them as they are.

mod fault;

pub use fault::{Fault, FieldError};

use std::fmt;

named_enum! {
    /// What went wrong, as a stable code that clients may match on.
    pub enum ErrorCode {
        /// A parameter, field or file has a value that cannot be used.
        InvalidInput = "invalid_input",
        /// The request as a whole cannot be read (malformed JSON, wrong content type).
        MalformedRequest = "malformed_request",
        /// No such product, page or object, or not for this viewer.
        NotFound = "not_found",
        /// The path exists, but not for this method.
        MethodNotAllowed = "method_not_allowed",
        /// The request body or address is larger than allowed.
        TooLarge = "too_large",
        /// Whoever asks is not signed in.
        NotSignedIn = "not_signed_in",
        /// Whoever asks is known, and may not.
        Forbidden = "forbidden",
        /// The request came from another site's page.
        CrossOrigin = "cross_origin",
        /// Too many searches at once; trying again shortly helps.
        Busy = "busy",
        /// Too many requests from one client; they are accepted again after a while.
        TooManyRequests = "too_many_requests",
        /// The request took longer than it may.
        Timeout = "timeout",
        /// The index or the database is not ready yet.
        NotReady = "not_ready",
        /// Somebody else changed the object first.
        Conflict = "conflict",
        /// A fault of ours; the log knows more under the request id.
        Internal = "internal",
    }
}

impl ErrorCode {
    /// The HTTP status that goes with the code.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::InvalidInput => 422,
            Self::MalformedRequest => 400,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::TooLarge => 413,
            Self::NotSignedIn => 401,
            Self::Forbidden | Self::CrossOrigin => 403,
            Self::Busy | Self::NotReady => 503,
            Self::TooManyRequests => 429,
            Self::Timeout => 504,
            Self::Conflict => 409,
            Self::Internal => 500,
        }
    }

    /// A short, human title in English.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::InvalidInput => "Some values cannot be used",
            Self::MalformedRequest => "The request cannot be read",
            Self::NotFound => "There is nothing here",
            Self::MethodNotAllowed => "This address does not answer to that method",
            Self::TooLarge => "The request is too large",
            Self::NotSignedIn => "You are not signed in",
            Self::Forbidden => "Your role does not allow this",
            Self::CrossOrigin => "The request came from another site",
            Self::Busy => "Too many searches at once",
            Self::TooManyRequests => "Too many requests",
            Self::Timeout => "The request took too long",
            Self::NotReady => "Not ready yet",
            Self::Conflict => "Somebody else changed this first",
            Self::Internal => "Something went wrong on our side",
        }
    }
}

/// A text that names no value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    text: String,
    known: &'static [&'static str],
}

impl UnknownName {
    /// That a text is none of the known names.
    #[must_use]
    pub fn new(text: &str, known: &'static [&'static str]) -> Self {
        Self { text: text.chars().take(40).collect(), known }
    }

    /// The beginning of the text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is not one of {}", self.text, self.known.join(", "))
    }
}

impl std::error::Error for UnknownName {}
