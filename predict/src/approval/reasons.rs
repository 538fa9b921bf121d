//! What speaks for and against an approval, in groups that a borrower understands.
//!
//! A model's reasons are the Shapley contributions of its features, summed by group: an exact decomposition of the
//! score, so that a reason never says what the model does not do. The priors' reasons are their own addends.

use super::prepare::Column;
use crate::features::Feature;
use domain::answer::{Reason, ReasonKind};

/// How many reasons are given at most.
pub const AT_MOST: usize = 4;
/// The smallest contribution, in log-odds, that is worth a sentence: about one percentage point around the middle.
const NOTICEABLE: f64 = 0.04;

/// The weightiest groups of a row's contributions by [`Column`].
pub(super) fn of_contributions(contributions: &[f64]) -> Vec<Reason> {
    weightiest(Column::all().zip(contributions).map(|(column, contribution)| (group(column), *contribution)))
}

/// Sums addends by what they are about and keeps the weightiest.
pub(crate) fn weightiest(addends: impl Iterator<Item = (ReasonKind, f64)>) -> Vec<Reason> {
    let mut sums: Vec<Reason> =
        ReasonKind::ALL.iter().map(|&kind| Reason { kind, contribution: 0.0 }).collect();
    for (kind, contribution) in addends {
        if let Some(sum) = sums.iter_mut().find(|sum| sum.kind == kind) {
            sum.contribution += contribution;
        }
    }
    sums.retain(|reason| reason.contribution.abs() >= NOTICEABLE);
    sums.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()));
    sums.truncate(AT_MOST);
    sums
}

const fn group(column: Column) -> ReasonKind {
    match column {
        Column::History => ReasonKind::LenderHistory,
        Column::RateToMarket => ReasonKind::Product,
        Column::Observed(feature) => match feature {
            Feature::Burden | Feature::BurdenBelowLimit => ReasonKind::Burden,
            Feature::ExistingBurden => ReasonKind::Debts,
            Feature::LogIncome | Feature::IncomeAboveLimit => ReasonKind::Income,
            Feature::LogAmount
            | Feature::AmountToIncome
            | Feature::AmountBelowLimit
            | Feature::AmountAboveLimit => ReasonKind::Amount,
            Feature::LogTerm | Feature::TermBelowLimit => ReasonKind::Term,
            Feature::CreditHistory => ReasonKind::CreditHistory,
            Feature::Employment => ReasonKind::Employment,
            Feature::LoanToValue | Feature::LoanToValueBelowLimit => ReasonKind::LoanToValue,
            Feature::RulesMet | Feature::RulesUnknown => ReasonKind::Rules,
            Feature::Rate | Feature::Secured | Feature::Category => ReasonKind::Product,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_groups_come_first_and_what_hardly_counts_is_left_out() {
        let addends = [
            (ReasonKind::Income, 0.3),
            (ReasonKind::Income, -0.1),
            (ReasonKind::Burden, -0.9),
            (ReasonKind::Term, 0.039),
            (ReasonKind::Employment, 0.1),
            (ReasonKind::CreditHistory, 0.5),
            (ReasonKind::Rules, 0.05),
        ];
        let reasons = weightiest(addends.into_iter());
        let kinds: Vec<ReasonKind> = reasons.iter().map(|reason| reason.kind).collect();
        assert_eq!(
            kinds,
            [ReasonKind::Burden, ReasonKind::CreditHistory, ReasonKind::Income, ReasonKind::Employment]
        );
        assert!((reasons[2].contribution - 0.2).abs() < 1e-12);
    }

    #[test]
    fn every_column_belongs_to_a_group() {
        let ones = vec![1.0; Column::all().count()];
        let mut all = Vec::new();
        for column in Column::all() {
            all.push(group(column));
        }
        assert_eq!(all.len(), ones.len());
        for kind in ReasonKind::ALL {
            assert!(all.contains(kind), "{kind} has no column");
        }
    }
}
