//! What the models look at, of borrower, need and product: one definition, for training and for serving.
//!
//! The list is closed. Sex, ethnicity, religion and marital status have no field in
//! [`Borrower`](domain::borrower::Borrower); age, residency and region have one, because lenders' rules name them,
//! and no feature: they count through the verdicts of those rules alone.
//!
//! A feature that is not known is NaN, never 0. Ratios are of amounts in one currency; of two, they are unknown.
//! Every value is computed in double precision and rounded once, so that the figures of a training row and of a
//! served one are the same bits ([`observe`] is the only place that computes them).

use domain::borrower::{CreditBand, Employment};
use domain::listing::Listing;
use domain::money::Money;
use domain::named_enum;
use domain::query::SearchQuery;
use domain::terms::Terms;

named_enum! {
    /// One feature. The order is the order of a row's values; a change of it, or of what a feature means, is a new
    /// [`SCHEMA`].
    pub enum Feature {
        /// The natural logarithm of the amount asked for, in major units.
        LogAmount = "log_amount",
        /// The natural logarithm of the yearly income.
        LogIncome = "log_income",
        /// Amount ÷ yearly income.
        AmountToIncome = "amount_to_income",
        /// The share of income that all repayments would take, existing ones included where they are known.
        Burden = "burden",
        /// The share of income that existing repayments take.
        ExistingBurden = "existing_burden",
        /// Amount ÷ value of the property.
        LoanToValue = "loan_to_value",
        /// The natural logarithm of the term in months.
        LogTerm = "log_term",
        /// The credit history: 0 poor, 1 none, 2 fair, 3 good, 4 excellent.
        CreditHistory = "credit_history",
        /// How steadily one earns: 0 without work, 1 student, 2 casual, 3 retired, 4 self-employed, 5 contractor,
        /// 6 employed.
        Employment = "employment",
        /// The product's yearly rate for this need, as a fraction.
        Rate = "rate",
        /// The logarithm of the lender's greatest amount ÷ the amount.
        AmountBelowLimit = "amount_below_limit",
        /// The logarithm of the amount ÷ the lender's least amount.
        AmountAboveLimit = "amount_above_limit",
        /// The logarithm of income ÷ the lender's least income.
        IncomeAboveLimit = "income_above_limit",
        /// The lender's greatest loan-to-value ratio minus the ratio.
        LoanToValueBelowLimit = "loan_to_value_below_limit",
        /// The lender's greatest share of income minus the share.
        BurdenBelowLimit = "burden_below_limit",
        /// The logarithm of the lender's longest term ÷ the term.
        TermBelowLimit = "term_below_limit",
        /// How many rules about the borrower are met.
        RulesMet = "rules_met",
        /// How many rules are unknown.
        RulesUnknown = "rules_unknown",
        /// Whether something is pledged: 1 or 0.
        Secured = "secured",
        /// The kind of credit, by its place in [`Category::ALL`](domain::product::Category::ALL).
        Category = "category",
    }
}

/// How many features there are.
pub const COUNT: usize = Feature::ALL.len();

/// The version of the list and of every definition in it. A model or a stored row of another is not read.
pub const SCHEMA: u16 = 1;

/// The features of one product for one query, by [`Feature`].
pub type Row = [f32; COUNT];

impl Feature {
    /// Where its value stands in a row.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Which way the chance of approval may go as the value grows: 1 never down, −1 never up, 0 either. What more
    /// income or less debt can never do in a lender's eyes, a model may not learn from chance.
    #[must_use]
    pub const fn direction(self) -> i8 {
        match self {
            Self::LogIncome
            | Self::CreditHistory
            | Self::IncomeAboveLimit
            | Self::LoanToValueBelowLimit
            | Self::BurdenBelowLimit
            | Self::RulesMet => 1,
            Self::AmountToIncome | Self::Burden | Self::ExistingBurden | Self::LoanToValue => -1,
            Self::LogAmount
            | Self::LogTerm
            | Self::Employment
            | Self::Rate
            | Self::AmountBelowLimit
            | Self::AmountAboveLimit
            | Self::TermBelowLimit
            | Self::RulesUnknown
            | Self::Secured
            | Self::Category => 0,
        }
    }
}

/// What is recorded of a product before a borrower: the features, and what the priors said, by which models are
/// measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// The features.
    pub row: Row,
    /// The chance that the priors gave.
    pub prior: f32,
}

impl Observation {
    /// With the chance that the priors gave.
    #[must_use]
    pub const fn new(row: Row, prior: f64) -> Self {
        Self { row, prior: single(prior) }
    }

    /// The numbers as they are recorded, under [`SCHEMA`].
    #[must_use]
    pub fn values(&self) -> Vec<f32> {
        self.row.iter().copied().chain([self.prior]).collect()
    }

    /// From recorded numbers; `None` if they are of another version.
    #[must_use]
    pub fn read(schema: u16, values: &[f32]) -> Option<Self> {
        let (prior, row) = values.split_last()?;
        let row = Row::try_from(row).ok()?;
        (schema == SCHEMA).then_some(Self { row, prior: *prior })
    }
}

/// What there is to see of a product for a query, its terms being `terms`.
#[must_use]
pub fn observe(listing: &Listing, query: &SearchQuery, terms: &Terms) -> Row {
    let (borrower, need, rules) = (&query.borrower, &query.need, &listing.rules);
    let (amount, income) = (query.amount(), borrower.income_annual);
    let existing = borrower.existing_repayments_monthly.and_then(|monthly| yearly_share(monthly, income));
    let asked = terms.instalment.and_then(|monthly| yearly_share(monthly, income));
    let burden = asked.map(|asked| asked + existing.unwrap_or_default());
    let lvr = query.lvr().map(domain::rate::Rate::fraction);
    let term = need.term_months.map(f64::from);
    let mut row = [f32::NAN; COUNT];
    let mut set = |feature: Feature, value: Option<f64>| {
        if let (Some(slot), Some(value)) = (row.get_mut(feature.index()), value) {
            *slot = single(value);
        }
    };
    set(Feature::LogAmount, amount.and_then(|amount| log(amount.to_f64())));
    set(Feature::LogIncome, income.and_then(|income| log(income.to_f64())));
    set(Feature::AmountToIncome, share(amount, income));
    set(Feature::Burden, burden);
    set(Feature::ExistingBurden, existing);
    set(Feature::LoanToValue, lvr);
    set(Feature::LogTerm, term.and_then(log));
    set(Feature::CreditHistory, borrower.credit_band.map(credit_rank));
    set(Feature::Employment, borrower.employment.map(employment_rank));
    set(Feature::Rate, terms.headline.map(|headline| headline.annual.fraction()));
    set(Feature::AmountBelowLimit, share(rules.max_amount, amount).and_then(log));
    set(Feature::AmountAboveLimit, share(amount, rules.min_amount).and_then(log));
    set(Feature::IncomeAboveLimit, share(income, rules.min_income).and_then(log));
    let below = |most: Option<domain::rate::Rate>, has: Option<f64>| Some(most?.fraction() - has?);
    set(Feature::LoanToValueBelowLimit, below(rules.max_lvr, lvr));
    set(Feature::BurdenBelowLimit, below(rules.max_dti, burden));
    let most_months = rules.max_term_months.map(f64::from);
    set(Feature::TermBelowLimit, most_months.zip(term).and_then(|(most, term)| log(most / term)));
    set(Feature::RulesMet, Some(terms.rules_met as f64));
    set(Feature::RulesUnknown, Some(terms.rules_unknown as f64));
    set(Feature::Secured, listing.secured.map(|secured| f64::from(u8::from(secured))));
    set(Feature::Category, Some(listing.category as u8 as f64));
    row
}

/// A yearly share of income that something monthly takes.
fn yearly_share(monthly: Money, income: Option<Money>) -> Option<f64> {
    share(Some(monthly), income).map(|share| share * 12.0)
}

/// One amount ÷ another of the same currency, where that means something.
fn share(of: Option<Money>, whole: Option<Money>) -> Option<f64> {
    let (of, whole) = (of?, whole?);
    let fits = of.currency == whole.currency && whole.minor > 0 && of.minor >= 0;
    fits.then(|| of.minor as f64 / whole.minor as f64)
}

/// The natural logarithm; of zero and less there is none.
fn log(value: f64) -> Option<f64> {
    (value > 0.0).then(|| value.ln())
}

const fn credit_rank(band: CreditBand) -> f64 {
    match band {
        CreditBand::Poor => 0.0,
        CreditBand::None => 1.0,
        CreditBand::Fair => 2.0,
        CreditBand::Good => 3.0,
        CreditBand::Excellent => 4.0,
    }
}

const fn employment_rank(employment: Employment) -> f64 {
    match employment {
        Employment::Unemployed => 0.0,
        Employment::Student => 1.0,
        Employment::Casual => 2.0,
        Employment::Retired => 3.0,
        Employment::SelfEmployed => 4.0,
        Employment::Contractor => 5.0,
        Employment::Employed => 6.0,
    }
}

/// Rounded once, at the end.
#[allow(clippy::cast_possible_truncation, reason = "a feature needs no more than seven digits")]
pub(crate) const fn single(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests;
