//! The steps of the borrower's form.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A step of the borrower's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// What the money is needed for.
    #[default]
    Need,
    /// Who asks.
    AboutYou,
    /// What they earn, owe and own.
    Money,
    /// Every answer, before the results.
    Review,
}

/// A text that names no step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownStep;

impl Step {
    /// Every step, in order.
    pub const ALL: &'static [Self] = &[Self::Need, Self::AboutYou, Self::Money, Self::Review];

    /// The value of a form's `step` field.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::AboutYou => "about_you",
            Self::Money => "money",
            Self::Review => "review",
        }
    }

    /// The page's path.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Need => "/",
            Self::AboutYou => "/answers/about-you",
            Self::Money => "/answers/money",
            Self::Review => "/answers/review",
        }
    }

    /// What it asks, named as parameters are, in the order of the page.
    #[must_use]
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Need => &["category", "amount", "term_months", "purpose"],
            Self::AboutYou => &["employment", "credit_band", "age", "residency", "region"],
            Self::Money => &["income_annual", "existing_repayments_monthly", "property_value", "deposit"],
            Self::Review => &[],
        }
    }

    /// The step after it; the last one is its own.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Need => Self::AboutYou,
            Self::AboutYou => Self::Money,
            Self::Money | Self::Review => Self::Review,
        }
    }

    /// Its place, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        Self::ALL.iter().take_while(|step| **step < self).count() + 1
    }

    /// The step that asks for a parameter.
    #[must_use]
    pub fn asking(field: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.fields().contains(&field))
    }
}

impl FromStr for Step {
    type Err = UnknownStep;

    fn from_str(name: &str) -> Result<Self, UnknownStep> {
        Self::ALL.iter().copied().find(|step| step.name() == name).ok_or(UnknownStep)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_asked_in_one_step() {
        let asked: Vec<&str> = Step::ALL.iter().flat_map(|step| step.fields()).copied().collect();
        for field in domain::questions::FIELDS {
            assert_eq!(asked.iter().filter(|asked| **asked == field).count(), 1, "{field}");
        }
        assert_eq!(asked.len(), domain::questions::FIELDS.len() + 1, "and the category");
    }

    #[test]
    fn steps_have_their_order_and_names() {
        for (place, step) in Step::ALL.iter().enumerate() {
            assert_eq!(step.number(), place + 1);
            assert_eq!(step.name().parse(), Ok(*step));
            let last = place + 1 == Step::ALL.len();
            assert_eq!(step.next() > *step, !last);
        }
        assert_eq!("payment".parse::<Step>(), Err(UnknownStep));
    }
}
