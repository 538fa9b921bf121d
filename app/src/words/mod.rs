//! Stable names in plain words. The API's names never appear on a page.

mod rules;

pub use rules::{rule_has, rule_needs, settled_by};

use domain::answer::ApprovalBand;
use domain::borrower::{CreditBand, Employment, Residency};
use domain::product::{
    Category, ConstraintKind, EligibilityKind, FeatureKind, FeeKind, LendingRateKind, LoanPurpose, Purpose,
    RateType, RepaymentType,
};
use domain::query::Sort;
use domain::ranking::PartName;

/// A kind of credit.
#[must_use]
pub const fn category(category: Category) -> &'static str {
    match category {
        Category::PersonalLoan => "Personal loan",
        Category::HomeLoan => "Home loan",
        Category::BusinessLoan => "Business loan",
        Category::CreditCard => "Credit card",
        Category::Overdraft => "Overdraft",
        Category::Lease => "Lease",
        Category::MarginLoan => "Margin loan",
        Category::TradeFinance => "Trade finance",
    }
}

/// Several products of one kind.
#[must_use]
pub const fn categories(category: Category) -> &'static str {
    match category {
        Category::PersonalLoan => "personal loans",
        Category::HomeLoan => "home loans",
        Category::BusinessLoan => "business loans",
        Category::CreditCard => "credit cards",
        Category::Overdraft => "overdrafts",
        Category::Lease => "leases",
        Category::MarginLoan => "margin loans",
        Category::TradeFinance => "trade finance products",
    }
}

/// What a kind of credit is for, in a few words.
#[must_use]
pub const fn category_hint(category: Category) -> &'static str {
    match category {
        Category::PersonalLoan => "A car, debts, a large bill",
        Category::HomeLoan => "Buy, build or refinance",
        Category::BusinessLoan => "Stock, equipment, growth",
        Category::CreditCard => "Spend now, repay later",
        Category::Overdraft => "A limit below zero",
        Category::Lease => "Use it, pay by the month",
        Category::MarginLoan => "Borrow against shares",
        Category::TradeFinance => "Goods on their way",
    }
}

/// What the money is for.
#[must_use]
pub const fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Car => "A car",
        Purpose::OtherVehicle => "A boat, caravan or motorbike",
        Purpose::DebtConsolidation => "Putting debts into one",
        Purpose::HomeImprovement => "Renovating a home",
        Purpose::Travel => "Travel",
        Purpose::Wedding => "A wedding or celebration",
        Purpose::Medical => "Health costs",
        Purpose::Education => "Studies",
        Purpose::Green => "Solar, battery or electric car",
        Purpose::HomePurchase => "Buying a home to live in",
        Purpose::Investment => "Buying a property to let",
        Purpose::Refinance => "Refinancing a home loan",
        Purpose::Construction => "Building or buying land",
        Purpose::Equipment => "Business equipment or vehicles",
        Purpose::WorkingCapital => "Business running costs",
        Purpose::Other => "Something else",
    }
}

/// How a borrower earns.
#[must_use]
pub const fn employment(employment: Employment) -> &'static str {
    match employment {
        Employment::Employed => "Employed, full or part time",
        Employment::SelfEmployed => "Self-employed",
        Employment::Casual => "Casual",
        Employment::Contractor => "Contractor",
        Employment::Retired => "Retired",
        Employment::Student => "Student",
        Employment::Unemployed => "Not working",
    }
}

/// A right to live in the country.
#[must_use]
pub const fn residency(residency: Residency) -> &'static str {
    match residency {
        Residency::Citizen => "Citizen",
        Residency::PermanentResident => "Permanent resident",
        Residency::TemporaryVisa => "Temporary visa",
        Residency::NonResident => "Living abroad",
    }
}

/// A credit history.
#[must_use]
pub const fn credit_band(band: CreditBand) -> &'static str {
    match band {
        CreditBand::Excellent => "Excellent: long, nothing adverse",
        CreditBand::Good => "Good: nothing serious",
        CreditBand::Fair => "Fair: some late payments",
        CreditBand::Poor => "Poor: defaults, many late payments",
        CreditBand::None => "None: never borrowed",
    }
}

/// Australia's states and territories.
pub const REGIONS: &[(&str, &str)] = &[
    ("ACT", "Australian Capital Territory"),
    ("NSW", "New South Wales"),
    ("NT", "Northern Territory"),
    ("QLD", "Queensland"),
    ("SA", "South Australia"),
    ("TAS", "Tasmania"),
    ("VIC", "Victoria"),
    ("WA", "Western Australia"),
];

/// Fixed or variable.
#[must_use]
pub const fn rate_type(kind: RateType) -> &'static str {
    match kind {
        RateType::Fixed => "Fixed rate",
        RateType::Variable => "Variable rate",
    }
}

/// A published rate's kind.
#[must_use]
pub const fn rate_kind(kind: LendingRateKind) -> &'static str {
    match kind {
        LendingRateKind::Fixed => "Fixed",
        LendingRateKind::Variable => "Variable",
        LendingRateKind::Introductory => "Introductory",
        LendingRateKind::Discount => "Discount",
        LendingRateKind::Penalty => "Added on default",
        LendingRateKind::Floating => "Floating",
        LendingRateKind::MarketLinked => "Market-linked",
        LendingRateKind::CashAdvance => "Cash advances",
        LendingRateKind::Purchase => "Purchases",
        LendingRateKind::BundleDiscountFixed => "Bundle discount (fixed)",
        LendingRateKind::BundleDiscountVariable => "Bundle discount (variable)",
        LendingRateKind::BalanceTransfer => "Balance transfers",
        LendingRateKind::Other => "Other",
    }
}

/// How the principal is repaid.
#[must_use]
pub const fn repayment_type(kind: RepaymentType) -> &'static str {
    match kind {
        RepaymentType::PrincipalAndInterest => "principal and interest",
        RepaymentType::InterestOnly => "interest only",
        RepaymentType::Unconstrained => "no set repayments",
    }
}

/// What a home loan's rate applies to.
#[must_use]
pub const fn loan_purpose(purpose: LoanPurpose) -> &'static str {
    match purpose {
        LoanPurpose::OwnerOccupied => "own home",
        LoanPurpose::Investment => "investment",
    }
}

/// When a fee falls due.
#[must_use]
pub const fn fee_kind(kind: FeeKind) -> &'static str {
    match kind {
        FeeKind::Upfront => "Once, at the start",
        FeeKind::Periodic => "Regularly",
        FeeKind::Event => "On an event",
        FeeKind::Transaction => "Per transaction",
        FeeKind::Withdrawal => "Per withdrawal",
        FeeKind::Deposit => "Per deposit",
        FeeKind::Payment => "Per payment",
        FeeKind::Purchase => "Per purchase",
        FeeKind::Exit => "On leaving",
        FeeKind::Variable => "Varies",
        FeeKind::Other => "Other",
    }
}

/// A feature.
#[must_use]
pub const fn feature(kind: FeatureKind) -> &'static str {
    match kind {
        FeatureKind::AdditionalCards => "Additional cards",
        FeatureKind::BalanceTransfers => "Balance transfers",
        FeatureKind::BillPayment => "Bill payment",
        FeatureKind::BonusRewards => "Bonus rewards",
        FeatureKind::CardAccess => "Card access",
        FeatureKind::CashbackOffer => "Cashback offer",
        FeatureKind::ComplementaryProductDiscounts => "Discounts on other products",
        FeatureKind::DigitalBanking => "Online banking",
        FeatureKind::DigitalWallet => "Phone wallet",
        FeatureKind::DonateInterest => "Round-up donations",
        FeatureKind::ExtraRepayments => "Extra repayments",
        FeatureKind::FraudProtection => "Fraud protection",
        FeatureKind::FreeTransactions => "Free transactions",
        FeatureKind::FreeTransactionsAllowance => "Some free transactions",
        FeatureKind::Guarantor => "Guarantor accepted",
        FeatureKind::InstalmentPlan => "Instalment plans",
        FeatureKind::Insurance => "Insurance",
        FeatureKind::InterestFree => "Interest-free period",
        FeatureKind::InterestFreeTransfers => "Interest-free transfers",
        FeatureKind::LoyaltyProgram => "Loyalty points",
        FeatureKind::Notifications => "Notifications",
        FeatureKind::NppEnabled => "Fast payments",
        FeatureKind::NppPayid => "PayID",
        FeatureKind::Offset => "Offset account",
        FeatureKind::Overdraft => "Overdraft",
        FeatureKind::Redraw => "Redraw",
        FeatureKind::RelationshipManagement => "Relationship manager",
        FeatureKind::UnlimitedTransactions => "Unlimited transactions",
        FeatureKind::Other => "Other features",
    }
}

/// What a constraint limits.
#[must_use]
pub const fn constraint(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::MinLimit => "Least amount",
        ConstraintKind::MaxLimit => "Greatest amount",
        ConstraintKind::MinBalance => "Least balance",
        ConstraintKind::MaxBalance => "Greatest balance",
        ConstraintKind::OpeningBalance => "Opening balance",
        ConstraintKind::MaxLvr => "Greatest loan-to-value ratio",
        ConstraintKind::MinLvr => "Least loan-to-value ratio",
        ConstraintKind::Other => "Other limit",
    }
}

/// What a published eligibility criterion is about.
#[must_use]
pub const fn criterion(kind: EligibilityKind) -> &'static str {
    match kind {
        EligibilityKind::Business => "Businesses only",
        EligibilityKind::PensionRecipient => "Pensioners only",
        EligibilityKind::MinAge => "Least age",
        EligibilityKind::MaxAge => "Greatest age",
        EligibilityKind::MinIncome => "Least income a year",
        EligibilityKind::MinTurnover => "Least turnover a year",
        EligibilityKind::Staff => "The lender’s staff only",
        EligibilityKind::Student => "Students only",
        EligibilityKind::EmploymentStatus => "Employment",
        EligibilityKind::ResidencyStatus => "Residency",
        EligibilityKind::NaturalPerson => "People only",
        EligibilityKind::Other => "Other",
    }
}

/// An order of results.
#[must_use]
pub const fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Best => "Best for you",
        Sort::Rate => "Lowest annual rate",
        Sort::TotalCost => "Lowest total cost",
        Sort::Instalment => "Lowest instalment",
        Sort::Approval => "Highest chance of approval",
        Sort::Newest => "Newest figures",
    }
}

/// A chance of approval.
#[must_use]
pub const fn approval_band(band: ApprovalBand) -> &'static str {
    match band {
        ApprovalBand::High => "High",
        ApprovalBand::Good => "Good",
        ApprovalBand::Fair => "Fair",
        ApprovalBand::Low => "Low",
        ApprovalBand::NotEnoughData => "Not enough data",
    }
}

/// An addend of a score.
#[must_use]
pub const fn part(part: PartName) -> &'static str {
    match part {
        PartName::Eligibility => "No rule known to be missed",
        PartName::Approval => "Chance of approval",
        PartName::Click => "Chance of a click",
        PartName::Text => "Match with your words",
        PartName::Cost => "Cost to you",
        PartName::Fit => "Fit of amount and term",
        PartName::Speed => "Speed",
        PartName::Freshness => "Freshness of figures",
        PartName::Payout => "Payment to us",
    }
}

/// What an addend measures, in a sentence or two.
#[must_use]
pub const fn part_explained(part: PartName) -> &'static str {
    match part {
        PartName::Eligibility => {
            "Everything, unless the lender publishes a rule that your answers are known not to meet; then \
             nothing. A rule that cannot be checked is not held against a product."
        }
        PartName::Approval => "The estimated chance that this lender says yes to you.",
        PartName::Click => {
            "The estimated chance that people looking at this product want to know more: low cost and few fees \
             for its market raise it."
        }
        PartName::Text => "How well the product’s name, lender and description fit the words you typed.",
        PartName::Cost => {
            "The share of the alternatives found that cost more. A product that publishes no rate earns nothing."
        }
        PartName::Fit => {
            "Whether your amount and term lie within the limits that the lender publishes. Publishing no limits \
             earns half."
        }
        PartName::Speed => {
            "How soon the money would come, where the lender says: everything at once, half after two days."
        }
        PartName::Freshness => {
            "How recently the lender confirmed its figures: half after 180 days, nothing if it gives no date."
        }
        PartName::Payout => "What the lender would pay the operator of this site for a funded loan.",
    }
}

/// A form field's label, by its parameter's name.
#[must_use]
pub fn field(name: &str) -> &str {
    match name {
        "q" => "Search",
        "category" => "Kind of credit",
        "amount" => "Amount",
        "term_months" => "Term",
        "purpose" => "Purpose",
        "income_annual" => "Income a year",
        "age" => "Age",
        "employment" => "Employment",
        "residency" => "Residency",
        "region" => "State or territory",
        "credit_band" => "Credit history",
        "existing_repayments_monthly" => "Existing repayments a month",
        "property_value" => "Property value",
        "deposit" => "Deposit",
        "institution" => "Lender",
        "rate_type" => "Rate type",
        "max_rate" => "Highest annual rate",
        "secured" => "Security",
        "feature" => "Feature",
        "eligible_only" => "Only where no rule is missed",
        "within" => "Search within results",
        "sort" => "Order",
        "personalise" => "Use of my answers",
        "payment" => "Payment from lenders",
        "page" => "Page",
        "per_page" => "Results a page",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_internal_name_is_shown() {
        for name in domain::query::PARAMETERS.iter().filter(|name| name.contains('_')) {
            assert!(!field(name).contains('_'), "{name}");
        }
    }
}
