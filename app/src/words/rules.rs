//! A lender's rules and the borrower's side of them, as sentences.

use super::{
    applicants, credit_band_phrase, employment_phrase, purpose_phrase, region, residency_phrase, rule_kind,
};
use crate::format::{Listed, listed, money, ratio, term, whole};
use crate::t;
use domain::eligibility::{RuleValue, RuleVerdict, Verdict};
use domain::rate::Rate;
use domain::rules::RuleKind;

/// The form field whose answer would settle a rule, if one would.
#[must_use]
pub const fn settled_by(rule: RuleKind) -> Option<&'static str> {
    match rule {
        RuleKind::MinAge | RuleKind::MaxAge => Some("age"),
        RuleKind::MinIncome | RuleKind::MaxDti => Some("income_annual"),
        RuleKind::Residency => Some("residency"),
        RuleKind::Employment => Some("employment"),
        RuleKind::Region => Some("region"),
        RuleKind::CreditBand => Some("credit_band"),
        RuleKind::MinAmount | RuleKind::MaxAmount => Some("amount"),
        RuleKind::MinTerm | RuleKind::MaxTerm => Some("term_months"),
        RuleKind::MaxLvr => Some("property_value"),
        RuleKind::Purpose => Some("purpose"),
        RuleKind::Applicant | RuleKind::Other => None,
    }
}

/// What a rule asks for: `At least 18 years old`.
#[must_use]
pub fn rule_needs(verdict: &RuleVerdict) -> String {
    let Some(needs) = &verdict.needs else { return rule_kind(verdict.rule) };
    let value = rule_value(verdict.rule, needs);
    match verdict.rule {
        RuleKind::MinAge => t!("rules-needs-min_age", value = value),
        RuleKind::MaxAge => t!("rules-needs-max_age", value = value),
        RuleKind::MinIncome => t!("rules-needs-min_income", value = value),
        RuleKind::Residency => t!("rules-needs-residency", value = value),
        RuleKind::Employment => t!("rules-needs-employment", value = value),
        RuleKind::Region => t!("rules-needs-region", value = value),
        RuleKind::CreditBand => t!("rules-needs-credit_band", value = value),
        RuleKind::MinAmount => t!("rules-needs-min_amount", value = value),
        RuleKind::MaxAmount => t!("rules-needs-max_amount", value = value),
        RuleKind::MinTerm => t!("rules-needs-min_term", value = value),
        RuleKind::MaxTerm => t!("rules-needs-max_term", value = value),
        RuleKind::MaxLvr => t!("rules-needs-max_lvr", value = value),
        RuleKind::MaxDti => t!("rules-needs-max_dti", value = value),
        RuleKind::Purpose => t!("rules-needs-purpose", value = value),
        RuleKind::Applicant => t!("rules-needs-applicant", value = value),
        RuleKind::Other => value,
    }
}

/// What the borrower has: `you said 30`.
#[must_use]
pub fn rule_has(verdict: &RuleVerdict) -> Option<String> {
    let value = match verdict.has.as_ref()? {
        RuleValue::Ratio(share) => ratio(shortened(*share, verdict.verdict)),
        has => rule_value(verdict.rule, has),
    };
    Some(match verdict.rule {
        RuleKind::MaxLvr => t!("rules-has-lvr", value = value),
        RuleKind::MaxDti => t!("rules-has-dti", value = value),
        RuleKind::MinAmount | RuleKind::MaxAmount | RuleKind::MinTerm | RuleKind::MaxTerm => {
            t!("rules-has-asked", value = value)
        }
        _ => t!("rules-has-said", value = value),
    })
}

/// A share that was worked out, in hundredths of a percent. One above its limit is rounded up, so that it never
/// reads as the limit.
fn shortened(share: Rate, verdict: Verdict) -> Rate {
    const STEP: i64 = 100;
    let add = if verdict == Verdict::NotMet { STEP - 1 } else { STEP / 2 };
    Rate::from_millionths(share.millionths().saturating_add(add).div_euclid(STEP) * STEP)
}

fn rule_value(rule: RuleKind, value: &RuleValue) -> String {
    match (rule, value) {
        (RuleKind::MinTerm | RuleKind::MaxTerm, RuleValue::Whole(months)) => {
            u16::try_from(*months).map_or_else(|_| months.to_string(), term)
        }
        (_, RuleValue::Whole(number)) => whole(u64::from(*number)),
        (_, RuleValue::Amount(amount)) => money(*amount),
        (_, RuleValue::Ratio(share)) => ratio(*share),
        (_, RuleValue::Names(names)) => {
            let names: Vec<String> = names.iter().map(|name| value_name(rule, name)).collect();
            listed(&names, Listed::Any)
        }
        // The sentence that they stand in has a full stop of its own.
        (_, RuleValue::Words(words)) => words.trim_end().trim_end_matches('.').to_owned(),
    }
}

/// A name within a sentence.
fn value_name(rule: RuleKind, name: &str) -> String {
    let words = match rule {
        RuleKind::Residency => name.parse().map(residency_phrase).ok(),
        RuleKind::Employment => name.parse().map(employment_phrase).ok(),
        RuleKind::CreditBand => name.parse().map(credit_band_phrase).ok(),
        RuleKind::Purpose => name.parse().map(purpose_phrase).ok(),
        RuleKind::Applicant => name.parse().map(applicants).ok(),
        RuleKind::Region => Some(region(name)),
        _ => None,
    };
    words.unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::{Currency, Money};

    fn verdict(rule: RuleKind, needs: RuleValue, has: Option<RuleValue>) -> RuleVerdict {
        RuleVerdict { rule, verdict: Verdict::NotMet, needs: Some(needs), has }
    }

    #[test]
    fn a_worked_out_share_has_two_decimals_and_never_reads_as_its_limit() {
        let share = |text: &str| Some(RuleValue::Ratio(text.parse().unwrap()));
        let limit = || RuleValue::Ratio("0.8".parse().unwrap());
        let missed = verdict(RuleKind::MaxLvr, limit(), share("0.833333"));
        assert_eq!(rule_has(&missed).as_deref(), Some("yours would be 83.34%"));
        let barely = verdict(RuleKind::MaxLvr, limit(), share("0.800001"));
        assert_eq!(rule_has(&barely).as_deref(), Some("yours would be 80.01%"));
        let met =
            RuleVerdict { verdict: Verdict::Met, ..verdict(RuleKind::MaxLvr, limit(), share("0.666667")) };
        assert_eq!(rule_has(&met).as_deref(), Some("yours would be 66.67%"));
    }

    #[test]
    fn a_rule_reads_as_a_sentence() {
        let income = verdict(
            RuleKind::MinIncome,
            RuleValue::Amount(Money::from_major(30_000, Currency::AUD)),
            Some(RuleValue::Amount(Money::from_major(24_000, Currency::AUD))),
        );
        assert_eq!(rule_needs(&income), "An income of at least A$30,000 a year before tax");
        assert_eq!(rule_has(&income).as_deref(), Some("you said A$24,000"));
        let residency = verdict(
            RuleKind::Residency,
            RuleValue::Names(vec!["citizen".into(), "permanent_resident".into()]),
            None,
        );
        assert_eq!(rule_needs(&residency), "Residency: citizen or permanent resident");
        assert_eq!(rule_has(&residency), None);
        let band = verdict(RuleKind::CreditBand, RuleValue::Names(vec!["fair".into()]), None);
        assert_eq!(rule_needs(&band), "Credit history: fair");
        let own = verdict(RuleKind::Other, RuleValue::Words("Lending criteria apply. ".into()), None);
        assert_eq!(rule_needs(&own), "Lending criteria apply");
    }
}
