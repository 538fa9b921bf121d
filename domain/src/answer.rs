//! A search's answer, as pages and the API render it.

use crate::change::Change;
use crate::eligibility::Eligibility;
use crate::headline::Headline;
use crate::listing::Listing;
use crate::money::Money;
use crate::openings::Openings;
use crate::product::{Category, InstitutionId, ProductId};
use crate::query::OrderToken;
use crate::ranking::Score;
use crate::rate::Rate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// A page of ranked results with everything around them.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchAnswer {
    /// How many products match.
    pub total: u64,
    /// Whether `total` is exact; otherwise it is an upper bound.
    pub total_is_exact: bool,
    /// How many of them have a rule that is known not to be met. They stand behind all others, whatever the
    /// order.
    pub not_met_total: u64,
    /// Whether `not_met_total` is exact; otherwise it is a lower bound.
    pub not_met_is_exact: bool,
    /// Whether the borrower's profile was used.
    pub personalised: bool,
    /// Whether what lenders pay the operator was allowed to count.
    pub payment_counts: bool,
    /// How many products match that are left out, here and in every count, because the viewer dismissed them.
    pub dismissed: u64,
    /// The page, from 1.
    pub page: u32,
    /// Results a page.
    pub per_page: u32,
    /// How long the search took, in milliseconds.
    pub took_ms: f64,
    /// The ranking policy in force.
    pub policy_version: u32,
    /// The model, or the priors, that predicted.
    pub model_version: String,
    /// A token with which to search inside these results.
    pub result_set: String,
    /// The results of this page, best first.
    pub results: Vec<SearchResult>,
    /// How many of the products have which value.
    pub facets: Facets,
    /// What dropping one constraint would find; filled when nothing was found.
    pub relax: Vec<Relaxation>,
    /// The smallest changes of amount, term or deposit that would open more products.
    pub openings: Openings,
    /// Names the order that these results are in, for the further pages.
    pub order: OrderToken,
    /// What is recorded of the page once it is shown.
    pub record: PageRecord,
}

/// What is recorded of a page once it is shown, besides what it shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageRecord {
    /// What the click model looked at of each result, in its own form.
    pub seen: Vec<Vec<u8>>,
    /// The new products that the page could have shown.
    pub offers: Vec<Offer>,
}

/// That a page could have shown a new product.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offer {
    /// The product.
    pub product: ProductId,
    /// Its lender.
    pub lender: InstitutionId,
    /// Its category.
    pub category: Category,
    /// The chance that its place is looked at; 0 if it was not shown.
    pub exposure: f64,
    /// What an equal share of the page would have given it.
    pub fair: f64,
}

/// That a product was placed by a draw, to learn about it. At most one of a page is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exploration {
    /// The place that it got, from 1.
    pub place: u32,
    /// The place that its score would give it.
    pub rank: u32,
    /// The chance with which the draw put it there, in (0, 1].
    pub propensity: f64,
}

impl Exploration {
    /// Whether it stands elsewhere than its score would put it.
    #[must_use]
    pub const fn is_moved(&self) -> bool {
        self.place != self.rank
    }
}

/// How many products match, without the products.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchCount {
    /// How many products match.
    pub total: u64,
    /// Whether `total` is exact; otherwise it is an upper bound.
    pub total_is_exact: bool,
    /// How many of them have a rule that is known not to be met.
    pub not_met_total: u64,
    /// Whether `not_met_total` is exact; otherwise it is a lower bound.
    pub not_met_is_exact: bool,
    /// The lowest annual rate among the others, for this need; `None` where none is published.
    pub best_rate: Option<Rate>,
    /// The best chance of approval among the others; `None` where there are none.
    pub best_approval_band: Option<ApprovalBand>,
}

/// One ranked product.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResult {
    /// The product.
    pub listing: Arc<Listing>,
    /// Its rate for this need; `None` if the lender publishes none that fits.
    pub headline: Option<Headline>,
    /// What it would cost; `None` where amount, term or rate is unknown.
    pub repayment: Option<RepaymentFigures>,
    /// What the lender's rules say.
    pub eligibility: Eligibility,
    /// The chance of approval.
    pub approval: Approval,
    /// The chance of a click.
    pub click: Click,
    /// Why it stands where it stands.
    pub score: Score,
    /// That it was placed here to learn about it; `None` where its score alone decides.
    pub exploration: Option<Exploration>,
    /// Identifies this showing of this product among results, for the click that may follow; `None` where it is no
    /// result of a search.
    pub impression_id: Option<Uuid>,
}

/// What a loan costs, all figures together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepaymentFigures {
    /// The amount borrowed.
    pub amount: Money,
    /// What reaches the borrower where fees are taken off at the start.
    pub amount_received: Money,
    /// The term, in months.
    pub term_months: u16,
    /// The regular monthly instalment (the last one may differ by rounding).
    pub instalment: Money,
    /// The instalment once the first rate has ended, where another follows.
    pub later_instalment: Option<Money>,
    /// Everything paid: principal, interest and fees.
    pub total_payable: Money,
    /// The standard fees within it.
    pub total_fees: Money,
    /// The interest within it.
    pub total_interest: Money,
}

named_enum! {
    /// A chance of approval in words.
    pub enum ApprovalBand {
        /// At least 70 %.
        High = "high",
        /// At least 50 %.
        Good = "good",
        /// At least 30 %.
        Fair = "fair",
        /// Below 30 %.
        Low = "low",
        /// Too little is known to give a number.
        NotEnoughData = "not_enough_data",
    }
}

named_enum! {
    /// What a prediction rests on.
    pub enum Basis {
        /// Documented assumptions.
        Prior = "prior",
        /// A model of what happened: of lenders' decisions, or of clicks.
        Model = "model",
        /// A model of simulated decisions: of an invented world.
        SimulatedModel = "simulated_model",
    }
}

/// The predicted chance of approval with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Approval {
    /// The probability, in [0, 1].
    pub probability: f64,
    /// The interval's lower end.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
    /// In words.
    pub band: ApprovalBand,
    /// What it rests on.
    pub basis: Basis,
}

named_enum! {
    /// What a reason is about.
    pub enum ReasonKind {
        /// What all repayments together would take of the income.
        Burden = "burden",
        /// What existing loans take of it.
        Debts = "debts",
        /// The income, by itself and beside the lender's least.
        Income = "income",
        /// The amount, by itself and beside income and the lender's limits.
        Amount = "amount",
        /// The term.
        Term = "term",
        /// The credit history.
        CreditHistory = "credit_history",
        /// How one earns.
        Employment = "employment",
        /// The loan beside the value of the property.
        LoanToValue = "loan_to_value",
        /// The lender's published rules.
        Rules = "rules",
        /// The product's kind, rate and security.
        Product = "product",
        /// How the lender decided before.
        LenderHistory = "lender_history",
    }
}

/// Something that speaks for or against an approval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What it is about.
    pub kind: ReasonKind,
    /// How much it moves the chance, in log-odds: above 0 it speaks for an approval.
    pub contribution: f64,
}

/// A change with what it does to the chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raise {
    /// The change.
    pub change: Change,
    /// The chance now.
    pub before: Approval,
    /// The chance with the change.
    pub after: Approval,
    /// What the loan would cost then, where that is known: a longer term costs more in all.
    pub figures: Option<RepaymentFigures>,
}

/// An unanswered question that would tell more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The field, as parameters are named.
    pub field: &'static str,
    /// Whether it would help to settle a rule that is unknown.
    pub settles_rule: bool,
    /// Whether it would narrow the interval of the chance.
    pub narrows: bool,
}

/// What would raise a chance, or make it surer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Raises {
    /// Changes that raise the chance by a noticeable step, the best first.
    pub changes: Vec<Raise>,
    /// Questions whose answers would tell more, in the order of parameters.
    pub questions: Vec<OpenQuestion>,
}

/// The predicted chance of a click.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Click {
    /// The probability, in [0, 1].
    pub probability: f64,
    /// What it rests on.
    pub basis: Basis,
}

/// Counts of values within a search. Each dimension is counted as if its own filter were not set, so that a
/// borrower sees what choosing another value would find; features, of which all must hold, count within.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facets {
    /// By category, most first.
    pub category: Vec<FacetCount>,
    /// By lender, most first; at most fifty.
    pub institution: Vec<InstitutionCount>,
    /// By fixed and variable; a product with both counts in both.
    pub rate_type: Vec<FacetCount>,
    /// By feature, most first.
    pub feature: Vec<FacetCount>,
}

/// How many products have a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The value's stable name.
    pub value: &'static str,
    /// How many.
    pub count: u64,
}

/// How many products a lender has in the results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionCount {
    /// The lender.
    pub id: InstitutionId,
    /// Its display name.
    pub name: String,
    /// How many.
    pub count: u64,
}

/// What dropping one constraint would find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relaxation {
    /// The parameter to drop.
    pub drop: &'static str,
    /// How many products there would be.
    pub would_find: u64,
}

named_enum! {
    /// What a completion stands for.
    pub enum SuggestionKind {
        /// A product.
        Product = "product",
        /// A lender.
        Institution = "institution",
        /// A category.
        Category = "category",
        /// A purpose.
        Purpose = "purpose",
    }
}

/// A completion of what a borrower has begun to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it stands for.
    pub kind: SuggestionKind,
    /// The text to show and to search for.
    pub text: String,
    /// The product's or lender's id, or the category's or purpose's name.
    pub value: String,
}
