//! Which unanswered question would settle a rule that is unknown.

use super::Verdict;
use super::judge::Case;
use crate::query::{PARAMETERS, SearchQuery};
use crate::rules::{ApplicantKind, RuleKind, Rules};

/// The names of the parameters that a borrower has not given and that a rule now unknown depends on, each once,
/// in the order of [`PARAMETERS`]. Rules in the lender's words depend on no parameter.
pub fn unanswered<'a>(
    rules: &'a Rules,
    query: &'a SearchQuery,
) -> impl Iterator<Item = &'static str> + use<'a> {
    let case = Case { rules, query, instalment: None };
    PARAMETERS.iter().copied().filter(move |name| {
        is_unanswered(name, query)
            && RuleKind::ALL
                .iter()
                .any(|&kind| settles(name, kind, &case) && case.verdict(kind) == Some(Verdict::Unknown))
    })
}

/// The names of the parameters that a lender's rules depend on, answered or not, each once, in the order of
/// [`PARAMETERS`].
pub fn asked(rules: &Rules) -> impl Iterator<Item = &'static str> {
    let nobody = SearchQuery::default();
    let case = Case { rules, query: &nobody, instalment: None };
    let kinds: Vec<RuleKind> =
        RuleKind::ALL.iter().copied().filter(|&kind| case.verdict(kind).is_some()).collect();
    let case_settles = |name: &str| kinds.iter().any(|&kind| settles(name, kind, &case));
    let names: Vec<&'static str> = PARAMETERS.iter().copied().filter(|name| case_settles(name)).collect();
    names.into_iter()
}

fn is_unanswered(name: &str, query: &SearchQuery) -> bool {
    let (need, borrower) = (&query.need, &query.borrower);
    match name {
        "amount" => query.amount().is_none(),
        "term_months" => need.term_months.is_none(),
        "purpose" => need.purpose.is_none(),
        "income_annual" => borrower.income_annual.is_none(),
        "age" => borrower.age.is_none(),
        "employment" => borrower.employment.is_none(),
        "residency" => borrower.residency.is_none(),
        "region" => borrower.region.is_none(),
        "credit_band" => borrower.credit_band.is_none(),
        "existing_repayments_monthly" => borrower.existing_repayments_monthly.is_none(),
        "property_value" => borrower.property_value.is_none(),
        _ => false,
    }
}

/// Whether the rule can depend on the parameter.
fn settles(name: &str, kind: RuleKind, case: &Case<'_>) -> bool {
    match kind {
        RuleKind::MinAge | RuleKind::MaxAge => name == "age",
        RuleKind::MinIncome => name == "income_annual",
        RuleKind::Residency => name == "residency",
        RuleKind::Employment => name == "employment",
        RuleKind::Region => name == "region",
        RuleKind::CreditBand => name == "credit_band",
        RuleKind::MinAmount | RuleKind::MaxAmount => name == "amount",
        RuleKind::MinTerm | RuleKind::MaxTerm => name == "term_months",
        RuleKind::MaxLvr => matches!(name, "amount" | "property_value" | "deposit"),
        RuleKind::MaxDti => {
            matches!(name, "income_annual" | "existing_repayments_monthly" | "amount" | "term_months")
        }
        RuleKind::Purpose => name == "purpose",
        // Belonging to the staff or drawing a pension follows from no answer.
        RuleKind::Applicant => {
            let shown_by_work = [ApplicantKind::Business, ApplicantKind::Student];
            name == "employment" && case.rules.applicants.iter().any(|group| shown_by_work.contains(group))
        }
        RuleKind::Other => false,
    }
}
