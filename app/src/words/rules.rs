//! A lender's rules and the borrower's side of them, as sentences.

use super::{credit_band, employment, purpose, residency};
use crate::format::{listed, money, ratio, term, whole};
use domain::eligibility::{RuleValue, RuleVerdict};
use domain::rules::{ApplicantKind, RuleKind};

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
    let Some(needs) = &verdict.needs else { return rule(verdict.rule).to_owned() };
    let value = rule_value(verdict.rule, needs);
    match verdict.rule {
        RuleKind::MinAge => format!("At least {value} years old"),
        RuleKind::MaxAge => format!("At most {value} years old"),
        RuleKind::MinIncome => format!("An income of at least {value} a year before tax"),
        RuleKind::Residency => format!("Residency: {value}"),
        RuleKind::Employment => format!("Employment: {value}"),
        RuleKind::Region => format!("Living in {value}"),
        RuleKind::CreditBand => format!("Credit history: {value}"),
        RuleKind::MinAmount => format!("Borrowing at least {value}"),
        RuleKind::MaxAmount => format!("Borrowing at most {value}"),
        RuleKind::MinTerm => format!("A term of at least {value}"),
        RuleKind::MaxTerm => format!("A term of at most {value}"),
        RuleKind::MaxLvr => format!("Borrowing at most {value} of the property’s value"),
        RuleKind::MaxDti => format!("All repayments together at most {value} of income"),
        RuleKind::Purpose => format!("Purpose: {value}"),
        RuleKind::Applicant => format!("Only for {value}"),
        RuleKind::Other => value,
    }
}

/// What the borrower has: `you said 30`.
#[must_use]
pub fn rule_has(verdict: &RuleVerdict) -> Option<String> {
    let value = rule_value(verdict.rule, verdict.has.as_ref()?);
    Some(match verdict.rule {
        RuleKind::MaxLvr => format!("yours would be {value}"),
        RuleKind::MaxDti => format!("yours would be {value}, this loan included"),
        RuleKind::MinAmount | RuleKind::MaxAmount | RuleKind::MinTerm | RuleKind::MaxTerm => {
            format!("you asked for {value}")
        }
        _ => format!("you said {value}"),
    })
}

const fn rule(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::MinAge => "A least age",
        RuleKind::MaxAge => "A greatest age",
        RuleKind::MinIncome => "A least income",
        RuleKind::Residency => "Residency",
        RuleKind::Employment => "Employment",
        RuleKind::Region => "Region",
        RuleKind::CreditBand => "Credit history",
        RuleKind::MinAmount => "A least amount",
        RuleKind::MaxAmount => "A greatest amount",
        RuleKind::MinTerm => "A shortest term",
        RuleKind::MaxTerm => "A longest term",
        RuleKind::MaxLvr => "A greatest loan-to-value ratio",
        RuleKind::MaxDti => "A greatest share of income for repayments",
        RuleKind::Purpose => "Purpose",
        RuleKind::Applicant => "Kept to a group of applicants",
        RuleKind::Other => "A rule in the lender’s words",
    }
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
            listed(&names.iter().map(|name| value_name(rule, name)).collect::<Vec<_>>(), "or")
        }
        (_, RuleValue::Words(words)) => words.clone(),
    }
}

/// A name within a sentence: lower case, and without the explanation that a form's choice carries.
fn value_name(rule: RuleKind, name: &str) -> String {
    let words = match rule {
        RuleKind::Residency => name.parse().map(residency).ok(),
        RuleKind::Employment => name.parse().map(employment).ok(),
        RuleKind::CreditBand => name.parse().map(credit_band).ok(),
        RuleKind::Purpose => name.parse().map(purpose).ok(),
        RuleKind::Applicant => name.parse().map(applicants).ok(),
        _ => None,
    };
    words.map_or_else(
        || name.to_owned(),
        |words| words.split([':', ',']).next().unwrap_or(words).to_lowercase(),
    )
}

const fn applicants(kind: ApplicantKind) -> &'static str {
    match kind {
        ApplicantKind::Business => "businesses",
        ApplicantKind::PensionRecipient => "pensioners",
        ApplicantKind::Staff => "the lender’s staff",
        ApplicantKind::Student => "students",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::eligibility::Verdict;
    use domain::money::{Currency, Money};

    fn verdict(rule: RuleKind, needs: RuleValue, has: Option<RuleValue>) -> RuleVerdict {
        RuleVerdict { rule, verdict: Verdict::NotMet, needs: Some(needs), has }
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
    }
}
