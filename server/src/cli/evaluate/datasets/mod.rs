//! The public datasets that predictions are measured on: what their files hold, and which of it may be used.

mod hmda;
mod homecredit;
mod insurance_leads;
mod loan_leads;

use super::examples::Examples;
use clap::ValueEnum;
use domain::borrower::Borrower;
use domain::eligibility::Verdict;
use domain::money::{Currency, Money};
use domain::product::Category;
use domain::rate::Rate;
use predict::priors::{self, ApprovalInputs};
use std::fmt;
use std::path::Path;

/// A dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(super) enum Dataset {
    /// Home-loan applications of the US register: approved or denied
    Hmda,
    /// Recommendations of an insurance policy: responded to or not
    InsuranceLeads,
    /// Online loan leads: approved or not
    LoanLeads,
    /// Applications at Home Credit, a folder of files: approved or refused
    #[value(name = "homecredit")]
    HomeCredit,
}

impl Dataset {
    /// Reads a file of the dataset.
    pub(super) fn read(self, path: &Path) -> anyhow::Result<Examples> {
        match self {
            Self::Hmda => hmda::read(path),
            Self::InsuranceLeads => insurance_leads::read(path),
            Self::LoanLeads => loan_leads::read(path),
            Self::HomeCredit => homecredit::read(path),
        }
    }
}

impl fmt::Display for Dataset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hmda => "HMDA home-loan applications",
            Self::InsuranceLeads => "insurance leads",
            Self::LoanLeads => "loan leads",
            Self::HomeCredit => "Home Credit applications",
        })
    }
}

/// Said of a file without the column of outcomes.
const NEEDS_OUTCOMES: &str = ": predictions are judged by the outcomes, so every file needs them";

/// What the priors have to go by.
#[derive(Debug, Clone, Copy)]
struct Asked {
    category: Category,
    amount: f32,
    income_annual: f32,
    instalment: f32,
    existing_monthly: f32,
    lvr: f32,
}

/// What the priors say of somebody who asks.
fn prior(asked: Asked) -> f64 {
    // Only ratios count, so any currency does.
    let money = |value: f32| (value >= 0.0).then(|| Money::from_f64(f64::from(value), Currency::AUD));
    let borrower = Borrower {
        income_annual: money(asked.income_annual),
        existing_repayments_monthly: money(asked.existing_monthly),
        ..Borrower::default()
    };
    let inputs = ApprovalInputs {
        borrower: &borrower,
        category: asked.category,
        verdict: Verdict::Unknown,
        rules_met: 0,
        amount: money(asked.amount),
        instalment: money(asked.instalment),
        lvr: Rate::from_fraction(f64::from(asked.lvr)),
    };
    priors::approval(inputs).probability
}

/// A number divided by another; missing if it cannot be.
fn ratio(of: f32, by: f32) -> f32 {
    let ratio = of / by;
    if by > 0.0 && ratio.is_finite() { ratio } else { f32::NAN }
}
