//! What is wrong with a field, in words that stand alone.

use crate::format::money;
use crate::t;
use crate::words;
use domain::error::{Fault, FieldError};
use domain::money::Money;

/// The fault as a sentence that names the field: `Amount must be …`.
#[must_use]
pub fn sentence(error: &FieldError) -> String {
    let field = words::field(&error.field);
    match &error.fault {
        Fault::Unknown { .. } => t!("fault-unknown", field = field),
        Fault::Repeated => t!("fault-repeated", field = field),
        Fault::TooMany { most } => t!("fault-too-many", field = field, most = *most),
        Fault::AmountNeeded => t!("fault-amount-needed", field = field),
        Fault::Needed => t!("fault-needed", field = field),
        Fault::ScheduleNeeds => t!("fault-schedule-needs", field = field),
        Fault::TooLong { most } => t!("fault-too-long", field = field, most = *most),
        Fault::Choice(unknown) => t!("fault-choice", field = field, given = unknown.text().to_owned()),
        Fault::Region => t!("fault-region", field = field),
        Fault::Id => t!("fault-id", field = field),
        Fault::Institution => t!("fault-institution", field = field),
        Fault::Token => t!("fault-token", field = field),
        Fault::Expired => t!("fault-expired", field = field),
        Fault::Whole { least, most } => t!("fault-whole", field = field, least = *least, most = *most),
        Fault::Term { least, most } => t!("fault-term", field = field, least = *least, most = *most),
        Fault::Flag => t!("fault-flag", field = field),
        Fault::Share => t!("fault-share", field = field),
        Fault::Amount { currency, may_be_zero, most } => {
            let most = money(Money::from_major(*most, *currency));
            if *may_be_zero {
                t!("fault-amount-or-none", field = field, most = most)
            } else {
                t!("fault-amount", field = field, most = most)
            }
        }
        Fault::NotBelow { other } => t!("fault-not-below", field = field, other = words::field(other)),
        Fault::Shape => t!("fault-shape", field = field),
        Fault::Loan(_) => t!("fault-loan", field = field),
        Fault::Weight { most } => t!("fault-weight", field = field, most = most.to_string()),
        Fault::NoWeight => t!("fault-no-weight", field = field),
        Fault::TooSmall { least } => t!("fault-too-small", field = field, least = *least),
    }
}
