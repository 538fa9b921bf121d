//! The one place that answers for the chance of approval: results, counts and suggestions share it.

use crate::approval::{ApprovalModel, Case};
use crate::features::{Observation, observe};
use crate::priors::{self, ApprovalInputs};
use crate::registry::{ModelKind, model_name};
use domain::answer::{Approval, Basis, Reason};
use domain::eligibility::Verdict;
use domain::listing::Listing;
use domain::query::SearchQuery;
use domain::terms::Terms;
use std::sync::Arc;

/// How many trees tell the click model their leaf: the first ones split by what matters most.
const LEAVES: usize = 16;

/// What predicts: the model in force where it has seen enough, else the priors.
#[derive(Debug, Clone, Default)]
pub struct Predictor {
    model: Option<(u32, Arc<ApprovalModel>)>,
}

/// A product whose chance is asked for, its terms being those for the query.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The product.
    pub listing: &'a Listing,
    /// Its terms.
    pub terms: &'a Terms,
}

impl Subject<'_> {
    /// As a model sees it.
    #[must_use]
    pub fn case(&self, query: &SearchQuery) -> Case {
        Case {
            row: observe(self.listing, query, self.terms),
            category: self.listing.category,
            lender: self.listing.institution_id,
            product: self.listing.product_id,
        }
    }

    /// What is recorded of it, for models to learn from.
    #[must_use]
    pub fn observation(&self, query: &SearchQuery) -> Observation {
        Observation::new(observe(self.listing, query, self.terms), self.prior(query).probability)
    }

    /// What the priors say of it.
    #[must_use]
    pub fn prior(&self, query: &SearchQuery) -> Approval {
        priors::approval(ApprovalInputs::new(self.listing, query, self.terms))
    }
}

impl Predictor {
    /// With a model in force.
    #[must_use]
    pub fn with(version: u32, model: Arc<ApprovalModel>) -> Self {
        Self { model: Some((version, model)) }
    }

    /// The version of the model in force; `None` if the priors answer for everything.
    #[must_use]
    pub fn version(&self) -> Option<u32> {
        self.model.as_ref().map(|(version, _)| *version)
    }

    /// The name of what predicts, such as `approval-7`, or the priors'.
    #[must_use]
    pub fn name(&self) -> String {
        self.version()
            .map_or_else(|| priors::VERSION.to_owned(), |version| model_name(ModelKind::Approval, version))
    }

    /// The chance of approval of one product for a query.
    #[must_use]
    pub fn approval(&self, subject: Subject<'_>, query: &SearchQuery) -> Approval {
        let answer = self.approvals(std::slice::from_ref(&subject), query).pop();
        answer.unwrap_or_else(|| subject.prior(query))
    }

    /// The chances of approval of products for a query, in their order: a model asked once answers faster than one
    /// asked for each.
    #[must_use]
    pub fn approvals(&self, subjects: &[Subject<'_>], query: &SearchQuery) -> Vec<Approval> {
        let Some((_, model)) = &self.model else {
            return subjects.iter().map(|subject| subject.prior(query)).collect();
        };
        let asked = |subject: &&Subject<'_>| answers(model, subject);
        let cases: Vec<Case> = subjects.iter().filter(asked).map(|subject| subject.case(query)).collect();
        let mut estimates = model.estimates(&cases).into_iter();
        let mut next = |subject: &Subject<'_>| {
            let estimate = answers(model, subject).then(|| estimates.next()).flatten();
            estimate.map_or_else(
                || subject.prior(query),
                |estimate| Approval {
                    probability: estimate.probability,
                    low: estimate.low,
                    high: estimate.high,
                    band: priors::named_band(estimate.probability, &query.borrower),
                    basis: if model.is_simulated() { Basis::SimulatedModel } else { Basis::Model },
                },
            )
        };
        subjects.iter().map(&mut next).collect()
    }

    /// The leaves of its first trees that the model in force sorts a case into, for the click model; none where the
    /// priors answer. A case is sorted alike when it is shown and when it is learned from.
    #[must_use]
    pub fn leaves(&self, case: &Case) -> Vec<u32> {
        match &self.model {
            Some((_, model)) if model.answers_for(case.category) => model.leaves(case, LEAVES),
            _ => Vec::new(),
        }
    }

    /// What speaks for and against an approval, the weightiest first.
    #[must_use]
    pub fn reasons(&self, subject: Subject<'_>, query: &SearchQuery) -> Vec<Reason> {
        match &self.model {
            Some((_, model)) if answers(model, &subject) => model.reasons(&subject.case(query)),
            _ => priors::reasons(&ApprovalInputs::new(subject.listing, query, subject.terms)),
        }
    }
}

/// Whether a model answers for a product. Of products that one may not have it has learned nothing, since nobody
/// applies for them.
fn answers(model: &ApprovalModel, subject: &Subject<'_>) -> bool {
    subject.terms.verdict != Verdict::NotMet && model.answers_for(subject.listing.category)
}
