//! Which of a product's many fees every borrower pays.
//!
//! Lenders list fees of all their products beside each product: for top-ups, for a second mortgage, for
//! progress payments. The rule, in the order in which it is applied:
//!
//! 1. A fee has a *part* in a loan by the words of its name: establishing it (application, approval),
//!    documents, settlement, valuation and registration of a home, running the account, a package, an annual
//!    card fee, or discharge. A fee by which none of these is named is not standard.
//! 2. Every other word of its name must be a generic one ("standard", "loan") or occur in the product's name.
//!    So a "construction loan application fee" counts for a construction loan only, and a package fee for a
//!    product sold as a package.
//! 3. A fee whose remark makes it conditional ("if", "optional") does not count, nor does one that a discount
//!    without conditions waives whole.
//! 4. Fees with the same part are alternatives: the lowest counts, so that no borrower pays less than is shown.
//! 5. A fee with a part but without a fixed amount in the product's currency, or one paid over a period that is
//!    not stated, is only noted ([`StandardFees::has_unknown`]).
//! 6. A product without a single fee, not even one of nothing or for a late payment, is one whose lender does not
//!    publish them ([`StandardFees::published`]); it may charge some.

use super::StandardFees;
use super::offer::months;
use crate::product::{Category, Fee, FeeKind, Product};
use crate::rate::Rate;
use crate::rules::text::{mentions, words};

/// What a standard fee is for; fees with the same part are alternatives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Establishment,
    Documents,
    Settlement,
    /// Of a home only.
    Valuation,
    /// Of a home's mortgage only.
    Registration,
    /// Running the account, and a card's annual fee.
    Service,
    /// The package that a product is sold in.
    Package,
    Discharge,
}

/// When a part falls due.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    Upfront,
    Yearly,
    Exit,
}

impl Part {
    const ALL: [Self; 8] = [
        Self::Establishment,
        Self::Documents,
        Self::Settlement,
        Self::Valuation,
        Self::Registration,
        Self::Service,
        Self::Package,
        Self::Discharge,
    ];

    const fn due(self) -> Due {
        match self {
            Self::Establishment
            | Self::Documents
            | Self::Settlement
            | Self::Valuation
            | Self::Registration => Due::Upfront,
            Self::Service | Self::Package => Due::Yearly,
            Self::Discharge => Due::Exit,
        }
    }
}

/// Words that say nothing of when a fee is charged or to whom.
const GENERIC: &[&str] = &[
    "a",
    "account",
    "accounts",
    "all",
    "amount",
    "and",
    "bank",
    "contract",
    "cost",
    "costs",
    "credit",
    "facility",
    "finance",
    "first",
    "flat",
    "for",
    "gst",
    "inc",
    "including",
    "initial",
    "lending",
    "management",
    "of",
    "on",
    "only",
    "our",
    "percent",
    "property",
    "rate",
    "s",
    "security",
    "service",
    "standard",
    "the",
    "to",
    "your",
];

/// Words that only say that it is a loan's fee.
const LOAN_FEE: &[&str] = &[
    "admin",
    "administration",
    "charge",
    "charges",
    "fee",
    "fees",
    "home",
    "housing",
    "loan",
    "loans",
    "new",
    "personal",
    "processing",
    "product",
    "products",
];

/// Whether a word belongs to the names of all products of a category.
fn is_category_word(word: &str, category: Category) -> bool {
    match category {
        Category::HomeLoan => matches!(word, "mortgage" | "mortgages"),
        Category::CreditCard => matches!(word, "amex" | "card" | "mastercard" | "visa"),
        _ => false,
    }
}

impl StandardFees {
    /// The fees of a product that every borrower pays, by this module's rule.
    #[must_use]
    pub fn of(product: &Product) -> Self {
        let name: Vec<String> = words(&product.name).collect();
        let mut fees = Self { published: !product.fees.is_empty(), ..Self::nothing(product.currency) };
        let standard: Vec<(Part, &Fee)> =
            product.fees.iter().filter_map(|fee| Some((part_of(fee, product, &name)?, fee))).collect();
        for part in Part::ALL {
            let mut lowest: Option<i64> = None;
            for (_, fee) in standard.iter().filter(|(of, _)| *of == part) {
                match amount(fee, part, product) {
                    Some(minor) => lowest = Some(lowest.map_or(minor, |so_far| so_far.min(minor))),
                    None => fees.has_unknown = true,
                }
            }
            let total = match part.due() {
                Due::Upfront => &mut fees.upfront,
                Due::Yearly => &mut fees.yearly,
                Due::Exit => &mut fees.exit,
            };
            total.minor = total.minor.saturating_add(lowest.unwrap_or_default());
        }
        fees
    }
}

/// The part a fee has in every loan of the product, if it has one.
fn part_of(fee: &Fee, product: &Product, product_name: &[String]) -> Option<Part> {
    let charged =
        matches!(fee.kind, FeeKind::Upfront | FeeKind::Periodic | FeeKind::Exit | FeeKind::Variable);
    if !charged || is_conditional(fee) || is_waived(fee) {
        return None;
    }
    let mut part = None;
    let mut recurs = fee.kind == FeeKind::Periodic;
    let mut only_loan_fee = true;
    for word in words(&fee.name) {
        let named = named_part(&word, product.category);
        // Discharge decides: its registration and its documents belong to it.
        part = if named == Some(Part::Discharge) { named } else { part.or(named) };
        recurs |= is_recurring(&word);
        let figure = word.bytes().all(|b| b.is_ascii_digit());
        let loan_fee = figure
            || LOAN_FEE.contains(&word.as_str())
            || is_category_word(&word, product.category)
            || product_name.contains(&word);
        only_loan_fee &= loan_fee;
        let known = loan_fee
            || named.is_some_and(|part| part != Part::Package)
            || is_recurring(&word)
            || GENERIC.contains(&word.as_str());
        if !known {
            return None;
        }
    }
    match (part, fee.kind) {
        (Some(Part::Discharge), _) => Some(Part::Discharge),
        (_, FeeKind::Exit) => None,
        (Some(Part::Package), _) if recurs => Some(Part::Package),
        (_, _) if recurs => Some(Part::Service),
        // "Personal loan fee": named after nothing but the product, and paid at the beginning.
        (None, FeeKind::Upfront) if only_loan_fee => Some(Part::Establishment),
        (part, _) => part,
    }
}

fn named_part(word: &str, category: Category) -> Option<Part> {
    let home = category == Category::HomeLoan;
    Some(match word {
        "approval" | "origination" | "funding" => Part::Establishment,
        word if word.starts_with("establis") || word.starts_with("applic") => Part::Establishment,
        "document" | "documents" | "documentation" | "preparation" => Part::Documents,
        "settlement" => Part::Settlement,
        "valuation" if home => Part::Valuation,
        "registration" if home => Part::Registration,
        "package" => Part::Package,
        "discharge" | "dishcharge" | "discahrge" | "finalisation" | "exit" => Part::Discharge,
        _ => return None,
    })
}

fn is_recurring(word: &str) -> bool {
    matches!(
        word,
        "monthly" | "mthly" | "annual" | "annually" | "yearly" | "quarterly" | "keeping" | "maintenance"
    )
}

/// Whether the lender's remark or value makes the fee depend on something.
fn is_conditional(fee: &Fee) -> bool {
    const WORDS: &[&str] = &["if", "optional", "optionally", "waived"];
    const PHRASES: &[&str] = &["may apply", "may be", "on request"];
    [&fee.info, &fee.value].into_iter().flatten().any(|text| {
        let lower = text.to_lowercase();
        mentions(text, WORDS) || PHRASES.iter().any(|phrase| lower.contains(phrase))
    })
}

/// Whether a discount takes the whole fee off for everybody.
fn is_waived(fee: &Fee) -> bool {
    let whole = Rate::from_millionths(1_000_000);
    fee.discounts.iter().any(|discount| {
        discount.kind != "ELIGIBILITY_ONLY"
            && discount.eligibility.is_empty()
            && discount.fee_rate.is_some_and(|rate| rate >= whole)
    })
}

/// The fixed amount in minor units, a year's worth where it recurs; `None` if it is not published.
fn amount(fee: &Fee, part: Part, product: &Product) -> Option<i64> {
    const OPEN: &[&str] = &["variable", "varies", "vary", "calculated", "greater"];
    let fixed = fee.amount.filter(|amount| amount.currency == product.currency && amount.minor >= 0)?;
    let by_rate = [fee.balance_rate, fee.transaction_rate, fee.accrued_rate].into_iter().flatten();
    let by_rate = by_rate.into_iter().any(Rate::is_positive);
    let open = fixed.minor == 0
        && (fee.kind == FeeKind::Variable
            || fee
                .info
                .as_deref()
                .is_some_and(|info| mentions(info, OPEN) || info.to_lowercase().contains("at cost")));
    if by_rate || open {
        return None;
    }
    if part.due() == Due::Yearly && fixed.minor > 0 {
        let months = i64::from(period_months(fee)?);
        return Some(fixed.minor.saturating_mul(12) / months);
    }
    Some(fixed.minor)
}

/// How often a recurring fee falls due, in months: as its value, its name or its remark says, in this order.
fn period_months(fee: &Fee) -> Option<u16> {
    let stated = |text: &str| {
        words(text).find_map(|word| match word.as_str() {
            "month" | "monthly" | "mthly" => Some(1),
            "quarter" | "quarterly" => Some(3),
            "annual" | "annually" | "annum" | "year" | "yearly" => Some(12),
            _ => None,
        })
    };
    let value = fee.value.as_deref();
    value
        .and_then(months)
        .or_else(|| value.and_then(stated))
        .or_else(|| stated(&fee.name))
        .or_else(|| fee.info.as_deref().and_then(stated))
}

#[cfg(test)]
mod tests;
