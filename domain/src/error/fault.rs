//! What is wrong with a value, as data. It reads as English for the API; pages say it in the reader's language.

use super::UnknownName;
use crate::borrower::RegionError;
use crate::money::Currency;
use crate::repayment::RepaymentError;
use std::fmt;

/// What is wrong with a field's value, and with what it was compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// No parameter has this name.
    Unknown {
        /// The names there are.
        known: &'static [&'static str],
    },
    /// Given more than once where once is enough.
    Repeated,
    /// Given too often.
    TooMany {
        /// How often it may be given.
        most: usize,
    },
    /// The one answer without which nothing can be found is missing.
    AmountNeeded,
    /// Nothing can be done without it.
    Needed,
    /// A schedule cannot be worked out without it.
    ScheduleNeeds,
    /// Longer than is read.
    TooLong {
        /// The greatest number of characters.
        most: usize,
    },
    /// None of the values that may be chosen.
    Choice(UnknownName),
    /// No region's code.
    Region,
    /// No UUID.
    Id,
    /// No institution's id.
    Institution,
    /// No token of an earlier answer.
    Token,
    /// A token of an earlier answer that is no longer known.
    Expired,
    /// No whole number within its bounds.
    Whole {
        /// The least.
        least: u64,
        /// The greatest.
        most: u64,
    },
    /// No term within its bounds.
    Term {
        /// The shortest, in months.
        least: u64,
        /// The longest, in months.
        most: u64,
    },
    /// Neither true nor false.
    Flag,
    /// No decimal fraction from 0 to 1.
    Share,
    /// No amount of money within its bounds.
    Amount {
        /// The currency that amounts are in.
        currency: Currency,
        /// Whether nothing is an amount here.
        may_be_zero: bool,
        /// The greatest amount, in major units.
        most: i64,
    },
    /// Not below what another field says.
    NotBelow {
        /// The other field.
        other: &'static str,
    },
    /// A JSON value of a kind that no parameter has.
    Shape,
    /// A loan of this amount cannot be worked out.
    Loan(RepaymentError),
    /// A weight outside its bounds.
    Weight {
        /// The greatest.
        most: f64,
    },
    /// Every weight is zero.
    NoWeight,
    /// Too small a number.
    TooSmall {
        /// The least.
        least: u64,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { known } => {
                let are = if known.len() == 1 { "is" } else { "are" };
                write!(f, "there is no such parameter; there {are} {}", known.join(", "))
            }
            Self::Repeated => f.write_str("is given more than once; give it once"),
            Self::TooMany { most } => write!(f, "is given more than {most} times"),
            Self::AmountNeeded => {
                f.write_str("is the one answer we need: how much would you like to borrow?")
            }
            Self::Needed => f.write_str("is needed"),
            Self::ScheduleNeeds => f.write_str("is needed to work out a schedule"),
            Self::TooLong { most } => write!(f, "is longer than {most} characters"),
            Self::Choice(unknown) => unknown.fmt(f),
            Self::Region => RegionError.fmt(f),
            Self::Id => f.write_str("is not an id (a UUID)"),
            Self::Institution => f.write_str("is not an institution's id (a UUID)"),
            Self::Token => f.write_str("is not a result_set token of an earlier answer"),
            Self::Expired => f.write_str("is not a result set that is still known: search again without it"),
            Self::Whole { least, most } | Self::Term { least, most } => {
                write!(f, "must be a whole number from {least} to {most}")
            }
            Self::Flag => f.write_str("must be true or false"),
            Self::Share => f.write_str("must be a decimal fraction from 0 to 1: 0.0654 is 6.54 %"),
            Self::Amount { currency, may_be_zero, most } => {
                let from = if *may_be_zero { "0" } else { "above 0" };
                write!(f, "must be an amount of {currency} from {from} to {most}, such as 15000 or 15000.00")
            }
            Self::NotBelow { other } => write!(f, "must be less than {other}"),
            Self::Shape => f.write_str("must be a text, a number, true or false, or a list of them"),
            Self::Loan(error) => error.fmt(f),
            Self::Weight { most } => write!(f, "must be from 0 to {most}"),
            Self::NoWeight => f.write_str("must have at least one above 0"),
            Self::TooSmall { least } => write!(f, "must be at least {least}"),
        }
    }
}

impl From<UnknownName> for Fault {
    fn from(unknown: UnknownName) -> Self {
        Self::Choice(unknown)
    }
}

impl From<RegionError> for Fault {
    fn from(_: RegionError) -> Self {
        Self::Region
    }
}

/// One field's fault.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The parameter's or field's name, as the client sent it.
    pub field: String,
    /// What is wrong with it.
    pub fault: Fault,
}

impl FieldError {
    /// A fault of `field`.
    pub fn new(field: impl Into<String>, fault: impl Into<Fault>) -> Self {
        Self { field: field.into(), fault: fault.into() }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.field, self.fault)
    }
}
