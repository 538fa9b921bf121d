//! Who may have a product and how much: eligibility criteria and constraints in the standard's form.

use super::figures::{self, Shares};
use super::json::Object;
use super::kinds::{Applicant, Kind, Pricing};
use super::lenders::{Character, Disclosure, Lender};
use super::random::Random;
use super::text;
use domain::product::Category;
use serde_json::Value;

/// The amounts and terms that a product is offered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Terms {
    /// Least amount in whole dollars.
    pub(super) min_amount: u64,
    /// Greatest amount in whole dollars; at least five times the least.
    pub(super) max_amount: u64,
    /// Shortest and longest term in months; `None` where the credit revolves.
    pub(super) months: Option<(u64, u64)>,
}

impl Terms {
    pub(super) fn draw(kind: &Kind, random: &mut Random) -> Self {
        let [least, greatest] = kind.amount;
        let min_amount = tidy(random.draw(least));
        let max_amount = tidy(random.draw(greatest)).max(min_amount * 5);
        let months = kind.months.map(|(shortest, longest)| {
            // Three in ten stop a year earlier than is usual, five years for home loans.
            let cut = if longest > 120 { 60 } else { 12 };
            (shortest, if random.per_mille(300) { longest - cut } else { longest })
        });
        Self { min_amount, max_amount, months }
    }
}

/// Rounds an amount down to a half of its leading digit's place, as limits are printed.
fn tidy(dollars: u64) -> u64 {
    let mut place = 1;
    while place * 10 <= dollars {
        place *= 10;
    }
    let half = (place / 2).max(1);
    dollars / half * half
}

/// Limits on amounts, and on the loan-to-value ratio where the product has one.
pub(super) fn constraints(kind: &Kind, lender: &Lender, terms: &Terms, random: &mut Random) -> Vec<Value> {
    let Shares { min_limit, max_limit, .. } = figures::shares(kind.category);
    let full = lender.disclosure == Disclosure::Full;
    let mut constraints = Vec::with_capacity(3);
    let mut push = |name: &str, value: String| {
        constraints.push(Object::sized(2).with("constraintType", name).with("additionalValue", value).into());
    };
    if random.per_mille(min_limit) || full {
        push("MIN_LIMIT", format!("{}.00", terms.min_amount));
    }
    if random.per_mille(max_limit) || full {
        push("MAX_LIMIT", format!("{}.00", terms.max_amount));
    }
    if let Pricing::HomeVariable { highest_lvr, .. } = kind.pricing
        && random.per_mille(lender.disclosure.per_mille())
    {
        push("MAX_LVR", format!("0.{highest_lvr}"));
    }
    constraints
}

/// Eligibility criteria, as often as each occurs in the real set; lenders that publish everything in the
/// fields made for it have less free text.
pub(super) fn criteria(kind: &Kind, lender: &Lender, random: &mut Random) -> Vec<Value> {
    let shares = figures::shares(kind.category);
    let full = lender.disclosure == Disclosure::Full;
    let mut criteria = Criteria(Vec::with_capacity(6));
    match kind.applicant {
        Applicant::Business => {
            criteria.push("BUSINESS", None, Some("Sole traders, partnerships, companies and trusts"));
        }
        Applicant::Student => {
            criteria.push("STUDENT", None, Some("Enrolled in a course of at least six months"));
        }
        Applicant::Person => {}
    }
    let person = kind.applicant != Applicant::Business;
    if person && random.per_mille(shares.natural_person) {
        criteria.push("NATURAL_PERSON", None, None);
    }
    if random.per_mille(shares.min_age) || (full && person) {
        criteria.push("MIN_AGE", Some(min_age(kind, lender, random)), None);
    }
    if person && random.per_mille(30) {
        criteria.push("MAX_AGE", Some("75".to_owned()), None);
    }
    if random.per_mille(shares.residency) || (full && person) {
        criteria.push("RESIDENCY_STATUS", Some(text::residency(lender, random).to_owned()), None);
    }
    if person && (random.per_mille(shares.employment) || (full && random.per_mille(400))) {
        criteria.push("EMPLOYMENT_STATUS", None, Some(text::employment(lender, random)));
    }
    if person && random.per_mille(shares.min_income) {
        let income = tidy(random.draw(&figures::CARD_MIN_INCOME));
        criteria.push("MIN_INCOME", Some(format!("{income}.00")), None);
    }
    // Turnover is stated by one business product in a hundred; a tenth here, so that the rule is seen.
    if !person && random.per_mille(100) {
        let turnover = random.pick(&[30_000, 75_000, 75_000]).copied().unwrap_or(75_000);
        criteria.push("MIN_TURNOVER", Some(format!("{turnover}.00")), None);
    }
    if random.per_mille(if full { shares.other / 4 } else { shares.other }) {
        criteria.push("OTHER", None, Some(text::free_rule(kind.category, lender.character, random)));
    }
    criteria.0
}

/// 18 but for a few: 21 where the lender asks for a record, 16 where the law lets it.
fn min_age(kind: &Kind, lender: &Lender, random: &mut Random) -> String {
    let cautious = lender.character == Character::CarFinancier || kind.category == Category::MarginLoan;
    let age = match random.below(100) {
        0..3 if kind.category == Category::PersonalLoan => 16,
        3..15 if cautious => 21,
        _ => 18,
    };
    format!("{age}")
}

struct Criteria(Vec<Value>);

impl Criteria {
    fn push(&mut self, kind: &str, value: Option<String>, info: Option<&str>) {
        let entry = Object::sized(3)
            .with("eligibilityType", kind)
            .maybe("additionalValue", value)
            .maybe("additionalInfo", info);
        self.0.push(entry.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_round_and_in_order() {
        assert_eq!(tidy(4873), 4500);
        assert_eq!(tidy(500), 500);
        assert_eq!(tidy(2_749_000), 2_500_000);
        let mut random = Random::keyed(2, &[]);
        for kind in crate::demo::kinds::all() {
            for _ in 0..50 {
                let terms = Terms::draw(kind, &mut random);
                assert!(terms.min_amount * 5 <= terms.max_amount, "{terms:?}");
                assert!(terms.months.is_none_or(|(shortest, longest)| shortest < longest), "{terms:?}");
            }
        }
    }
}
