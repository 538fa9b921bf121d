//! Annual costs of credit, each with its convention.

use super::cashflow::periodic_value;
use super::solve::{check_both_sides, force_of_interest};
use super::{AprError, CashFlow, Loan};
use crate::rate::Rate;

named_enum! {
    /// What an annual percentage means. Rates of different conventions do not compare.
    pub enum RateConvention {
        /// The effective annual percentage rate of charge of the European Union and the United Kingdom:
        /// Directive 2008/48/EC, Annex I, and Directive 2014/17/EU, Annex I.
        EffectiveApr = "effective_apr",
        /// The nominal annual percentage rate of the United States: Regulation Z (12 CFR 1026), appendix J,
        /// actuarial method.
        NominalApr = "nominal_apr",
        /// The comparison rate of Australia: National Consumer Credit Protection Regulations 2010, reg 100.
        ComparisonRate = "comparison_rate",
    }
}

/// An annual cost with the convention that gives it a meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnnualCost {
    /// The yearly rate as a fraction (0.0654 is 6.54 %), unrounded.
    pub fraction: f64,
    /// What it means.
    pub convention: RateConvention,
    /// How often a year it compounds: 1 for an effective rate.
    pub compounding: f64,
}

impl AnnualCost {
    /// The rate, rounded to a millionth; zero if it is beyond what a [`Rate`] holds, which no result of this
    /// module is.
    #[must_use]
    pub fn rate(&self) -> Rate {
        Rate::from_fraction(self.fraction).unwrap_or_default()
    }

    /// The same cost as an effective annual rate, in which all conventions compare.
    #[must_use]
    pub fn effective(&self) -> f64 {
        effective_from_nominal(self.fraction, self.compounding)
    }
}

/// The effective annual rate of a nominal one that compounds `per_year` times a year: (1 + j/m)ᵐ − 1.
#[must_use]
pub fn effective_from_nominal(nominal: f64, per_year: f64) -> f64 {
    (per_year * (nominal / per_year).ln_1p()).exp_m1()
}

/// The nominal annual rate, compounding `per_year` times a year, of an effective one: m ((1 + i)^(1/m) − 1).
#[must_use]
pub fn nominal_from_effective(effective: f64, per_year: f64) -> f64 {
    per_year * (effective.ln_1p() / per_year).exp_m1()
}

/// The effective APR of the European Union: the rate X at which Σ drawdown × (1 + X)^(−years) equals
/// Σ repayment × (1 + X)^(−years), charges counting as repayments (Directive 2008/48/EC, Annex I, part I).
///
/// # Errors
/// [`AprError`] if the flows are not usable or no rate explains them.
pub fn effective_apr(flows: &[CashFlow]) -> Result<AnnualCost, AprError> {
    check_both_sides(flows.iter().map(|flow| flow.amount))?;
    if !flows.iter().all(|flow| flow.years.is_finite() && flow.years >= 0.0) {
        return Err(AprError::NotUsable);
    }
    let present_value = |force: f64| {
        flows.iter().fold((0.0, 0.0), |(value, slope), flow| {
            let discounted = flow.amount * (-force * flow.years).exp();
            (value + discounted, slope - flow.years * discounted)
        })
    };
    let fraction = force_of_interest(present_value, 1.0)?.exp_m1();
    Ok(AnnualCost { fraction, convention: RateConvention::EffectiveApr, compounding: 1.0 })
}

/// An advance or a payment at a whole number of unit-periods and a fraction of one after the beginning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitPeriodFlow {
    /// Whole unit-periods since the beginning.
    pub unit_periods: u32,
    /// The odd fraction of a unit-period beside them, from 0 to 1 (19 days of a month are 19/30).
    pub fraction: f64,
    /// Major units: above zero an advance, below zero a payment.
    pub amount: f64,
}

/// The annual percentage rate of Regulation Z, appendix J, (b)(8): the rate i of a unit-period at which
/// advances and payments are equal, each divided by (1 + fi)(1 + i)ᵗ for its t unit-periods and fraction f,
/// times the unit-periods a year (at least 1: a unit-period is at most a year).
///
/// # Errors
/// [`AprError`] if the flows are not usable or no rate explains them.
pub fn nominal_apr(flows: &[UnitPeriodFlow], unit_periods_per_year: f64) -> Result<AnnualCost, AprError> {
    check_both_sides(flows.iter().map(|flow| flow.amount))?;
    let usable = unit_periods_per_year.is_finite() && unit_periods_per_year >= 1.0;
    if !usable || !flows.iter().all(|flow| (0.0..=1.0).contains(&flow.fraction)) {
        return Err(AprError::NotUsable);
    }
    let present_value = |force: f64| {
        let growth = force.exp();
        flows.iter().fold((0.0, 0.0), |(value, slope), flow| {
            let periods = f64::from(flow.unit_periods);
            let odd = 1.0 + flow.fraction * (growth - 1.0);
            let discounted = flow.amount * (-force * periods).exp() / odd;
            (value + discounted, slope - discounted * (periods + flow.fraction * growth / odd))
        })
    };
    let periodic = force_of_interest(present_value, unit_periods_per_year)?.exp_m1();
    Ok(AnnualCost {
        fraction: periodic * unit_periods_per_year,
        convention: RateConvention::NominalApr,
        compounding: unit_periods_per_year,
    })
}

impl Loan {
    /// The effective APR of this loan with its fees, as in the European Union.
    ///
    /// # Errors
    /// [`AprError`] if fees leave the borrower with nothing, or the rate is beyond 1,000,000 %.
    pub fn effective_apr(&self) -> Result<AnnualCost, AprError> {
        let per_year = f64::from(self.frequency().per_year());
        let fraction = (self.periodic_force()? * per_year).exp_m1();
        Ok(AnnualCost { fraction, convention: RateConvention::EffectiveApr, compounding: 1.0 })
    }

    /// The nominal APR of this loan with its fees, as in the United States.
    ///
    /// # Errors
    /// As [`effective_apr`](Self::effective_apr).
    pub fn nominal_apr(&self) -> Result<AnnualCost, AprError> {
        let compounding = f64::from(self.frequency().per_year());
        let fraction = self.periodic_force()?.exp_m1() * compounding;
        Ok(AnnualCost { fraction, convention: RateConvention::NominalApr, compounding })
    }

    /// The force of interest a period at which what is received equals what is paid.
    pub(super) fn periodic_force(&self) -> Result<f64, AprError> {
        let flows = self.periodic_flows();
        check_both_sides(flows.iter().copied())?;
        let per_year = f64::from(self.frequency().per_year());
        force_of_interest(|force| periodic_value(&flows, force), per_year)
    }
}
