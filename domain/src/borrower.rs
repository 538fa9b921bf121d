//! Who asks: a borrower's answers, every one of them optional.
//!
//! Protected traits (sex, ethnicity, religion, marital status) have no field here, so nothing built on a
//! borrower can use them. Age is asked only because lenders' rules name it; it is never a model's feature.

use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

named_enum! {
    /// How a borrower earns.
    pub enum Employment {
        /// On a payroll with a continuing contract, full or part time.
        Employed = "employed",
        /// Running a business of one's own.
        SelfEmployed = "self_employed",
        /// On a payroll without guaranteed hours.
        Casual = "casual",
        /// On fixed-term contracts.
        Contractor = "contractor",
        /// Living on a pension or on savings.
        Retired = "retired",
        /// Studying, without a job that a lender would count.
        Student = "student",
        /// Without work.
        Unemployed = "unemployed",
    }
}

named_enum! {
    /// A borrower's right to live in the catalogue's country.
    pub enum Residency {
        /// A citizen.
        Citizen = "citizen",
        /// Allowed to stay for good.
        PermanentResident = "permanent_resident",
        /// Living there on a visa that ends.
        TemporaryVisa = "temporary_visa",
        /// Living elsewhere.
        NonResident = "non_resident",
    }
}

named_enum! {
    /// A credit history in five bands, best first, as borrowers know it from their credit report.
    pub enum CreditBand {
        /// Nothing adverse, long history.
        Excellent = "excellent",
        /// Nothing serious.
        Good = "good",
        /// Some late payments.
        Fair = "fair",
        /// Defaults or many late payments.
        Poor = "poor",
        /// No credit history at all.
        None = "none",
    }
}

/// A part of a country: the letters after the country's in ISO 3166-2 (`NSW` for New South Wales).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Region(String);

/// Why a text is not a [`Region`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a region is the two or three letters of an ISO 3166-2 code, such as NSW or AU-NSW")]
pub struct RegionError;

impl Region {
    /// The upper-case letters.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl FromStr for Region {
    type Err = RegionError;

    /// Accepts either case, with or without the country (`nsw`, `AU-NSW`).
    fn from_str(text: &str) -> Result<Self, RegionError> {
        let code = text.trim().to_ascii_uppercase();
        let code = match code.split_once('-') {
            Some((country, part)) if country.len() == 2 => part.to_owned(),
            Some(_) => return Err(RegionError),
            None => code,
        };
        let fits = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits { Ok(Self(code)) } else { Err(RegionError) }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a borrower has told about themselves. An answer not given is `None`, never a guess.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Borrower {
    /// Income before tax, a year.
    pub income_annual: Option<Money>,
    /// Age in whole years.
    pub age: Option<u8>,
    /// How they earn.
    pub employment: Option<Employment>,
    /// Their right to live here.
    pub residency: Option<Residency>,
    /// Where they live.
    pub region: Option<Region>,
    /// Their credit history.
    pub credit_band: Option<CreditBand>,
    /// What existing loans cost them a month.
    pub existing_repayments_monthly: Option<Money>,
    /// For home loans: what the property is worth.
    pub property_value: Option<Money>,
    /// For home loans: what they pay themselves.
    pub deposit: Option<Money>,
}

impl Borrower {
    /// These answers, and those of `other` where these have none.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            income_annual: self.income_annual.or(other.income_annual),
            age: self.age.or(other.age),
            employment: self.employment.or(other.employment),
            residency: self.residency.or(other.residency),
            region: self.region.or(other.region),
            credit_band: self.credit_band.or(other.credit_band),
            existing_repayments_monthly: self
                .existing_repayments_monthly
                .or(other.existing_repayments_monthly),
            property_value: self.property_value.or(other.property_value),
            deposit: self.deposit.or(other.deposit),
        }
    }

    /// Whether no question was answered.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}
