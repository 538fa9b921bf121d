//! What happens to results once they are shown: who sees them is a pseudonym, never a name or an address.
//!
//! An [`Impression`] is one product shown once; what follows from it names its id. Every event can be recorded
//! twice and counts once: its id, or that of what it follows from, is unique.

mod id;
mod inputs;

pub use id::{earliest, minted_at};
pub use inputs::{ModelInputs, ModelInputsError};

use crate::money::Money;
use crate::product::{Category, ProductId};
use crate::rate::Rate;
use crate::time::Timestamp;
use uuid::Uuid;

named_enum! {
    /// What happened.
    pub enum EventKind {
        /// A product was shown.
        Impression = "impression",
        /// Somebody opened a product that was shown.
        Click = "click",
        /// A product was saved.
        Save = "save",
        /// A product was laid beside others.
        Compare = "compare",
        /// Somebody applied for a product.
        Apply = "apply",
        /// The lender decided.
        Decision = "decision",
        /// The loan was paid out.
        Funded = "funded",
    }
}

named_enum! {
    /// Where it happened.
    pub enum Surface {
        /// A page of the site.
        Page = "page",
        /// The JSON API.
        Api = "api",
    }
}

named_enum! {
    /// Why an event is taken for a program's, and kept out of training.
    pub enum BotReason {
        /// The program says so itself.
        Declared = "declared",
        /// No person asks as often.
        Rate = "rate",
    }
}

named_enum! {
    /// Which list a product was put on. Dismissing is no event: who does not want to see a product tells us so.
    pub enum ListedAs {
        /// The saved products.
        Save = "save",
        /// The products laid side by side.
        Compare = "compare",
    }
}

impl From<ListedAs> for EventKind {
    fn from(listed: ListedAs) -> Self {
        match listed {
            ListedAs::Save => Self::Save,
            ListedAs::Compare => Self::Compare,
        }
    }
}

named_enum! {
    /// Why a lender declined, whatever words it used.
    pub enum DeclineReason {
        /// The income is too low, or cannot be verified.
        Income = "income",
        /// Repayments, existing ones included, are too high for the income.
        Serviceability = "serviceability",
        /// The credit file.
        CreditHistory = "credit_history",
        /// The kind or length of employment.
        Employment = "employment",
        /// Residency or visa.
        Residency = "residency",
        /// The security: its kind, its value, or the share of it that is borrowed.
        Security = "security",
        /// The amount, term or purpose is not one that the lender lends for.
        Need = "need",
        /// The borrower could not be identified.
        Identity = "identity",
        /// Documents or answers were missing.
        Incomplete = "incomplete",
        /// Another rule of the lender.
        LenderPolicy = "lender_policy",
        /// The lender gives no reason, or one that is none of these.
        Other = "other",
    }
}

named_enum! {
    /// How a lender decided.
    pub enum Outcome {
        /// It lends.
        Approved = "approved",
        /// It does not.
        Declined = "declined",
    }
}

/// Stands for a person without saying who: a keyed hash of a browser's random id, or of an account's. Whoever lacks
/// the key can neither make one nor lead one back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pseudonym(pub [u8; 16]);

/// Where an event comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// For whom; `None` where nobody is known, or nobody wants to be.
    pub pseudonym: Option<Pseudonym>,
    /// Where it happened.
    pub surface: Surface,
    /// Why it is taken for a program's; `None` for a person's.
    pub bot: Option<BotReason>,
}

/// A product shown once.
#[derive(Debug, Clone, PartialEq)]
pub struct Impression {
    /// Its id, a UUIDv7 of about [`shown_at`](Self::shown_at): the store keeps and prunes impressions in its order.
    pub id: Uuid,
    /// The page of results it was shown on.
    pub request_id: Uuid,
    /// When.
    pub shown_at: Timestamp,
    /// Where, and to whom.
    pub origin: Origin,
    /// The product.
    pub product: ProductId,
    /// The version of its figures.
    pub product_version: u32,
    /// Its category.
    pub category: Category,
    /// Its place in the whole list, from 1.
    pub position: u32,
    /// The page of the list, from 1.
    pub page: u32,
    /// With which probability the policy shows this product at this position, in (0, 1]; 1 where nothing is random.
    pub propensity: f64,
    /// Whether it was shown here to learn about it.
    pub exploration: bool,
    /// The ranking policy.
    pub policy_version: u32,
    /// What predicted.
    pub model_version: String,
    /// The chance of approval as predicted.
    pub approval: f64,
    /// The chance of a click as predicted.
    pub click: f64,
    /// What the click model looked at, in its own form: nothing of a borrower. `None` where it was not kept.
    pub showing: Option<Vec<u8>>,
    /// What the models were given; `None` where nothing was recorded, or may be.
    pub inputs: Option<ModelInputs>,
}

/// Somebody opened a product that was shown. An impression has one click; further ones change nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Click {
    /// The impression.
    pub impression: Uuid,
    /// When.
    pub clicked_at: Timestamp,
    /// Where, and by whom.
    pub origin: Origin,
}

/// A product was put on a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Its id, a UUIDv7.
    pub id: Uuid,
    /// Which list.
    pub listed_as: ListedAs,
    /// When.
    pub listed_at: Timestamp,
    /// Where, and by whom.
    pub origin: Origin,
    /// The product.
    pub product: ProductId,
}

/// Somebody applied for a product.
#[derive(Debug, Clone, PartialEq)]
pub struct Application {
    /// Its id, a UUIDv7; the decision and the payout name it.
    pub id: Uuid,
    /// When.
    pub applied_at: Timestamp,
    /// Where, and by whom.
    pub origin: Origin,
    /// The product.
    pub product: ProductId,
    /// The version of its figures.
    pub product_version: u32,
    /// The impression that led to it, where one did.
    pub impression: Option<Uuid>,
    /// The amount asked for.
    pub amount: Money,
    /// The term asked for, in months.
    pub term_months: Option<u16>,
    /// What the models were given; kept here too, since impressions are forgotten sooner.
    pub inputs: Option<ModelInputs>,
}

/// What a lender said to an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It lends.
    Approved {
        /// How much; `None` if it does not say.
        amount: Option<Money>,
        /// At which annual rate; `None` if it does not say.
        rate: Option<Rate>,
    },
    /// It does not lend.
    Declined(DeclineReason),
}

impl Answer {
    /// The answer in one word.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        match self {
            Self::Approved { .. } => Outcome::Approved,
            Self::Declined(_) => Outcome::Declined,
        }
    }
}

/// A lender's decision. An application has one; a later one replaces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The application.
    pub application: Uuid,
    /// When the lender decided.
    pub decided_at: Timestamp,
    /// How.
    pub answer: Answer,
}

/// A loan that was paid out. An application has one payout; further ones change nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Funding {
    /// The application.
    pub application: Uuid,
    /// When.
    pub funded_at: Timestamp,
    /// How much.
    pub amount: Money,
}
