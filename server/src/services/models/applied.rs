//! Applications as reports and audits look at them: what was seen, and what became of them.

use super::training::look_up;
use crate::store::{RowWindow, Store, StoreError};
use domain::event::Outcome;
use domain::product::{Category, InstitutionId, ProductId};
use domain::time::Timestamp;
use predict::approval::{Case, Example};
use predict::features::Observation;
use std::collections::HashMap;
use uuid::Uuid;

/// How many applications are read at once.
const PAGE: u32 = 2_000;

/// An application of a person, for a product that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Applied {
    pub(super) id: Uuid,
    pub(super) at: Timestamp,
    pub(super) category: Category,
    pub(super) lender: InstitutionId,
    product: ProductId,
    /// What a model would see; `None` where nothing was recorded, or features of another version.
    seen: Option<Observation>,
    /// Whether the lender approved, and when it decided.
    pub(super) decision: Option<(bool, Timestamp)>,
}

impl Applied {
    /// As something to predict for. What is undecided has no outcome: only its chance is of use, and the outcome that it
    /// comes with is not to be looked at.
    pub(super) fn example(&self) -> Option<Example> {
        let seen = self.seen?;
        let (approved, at) = self.decision.unwrap_or((false, self.at));
        Some(Example {
            case: Case { row: seen.row, category: self.category, lender: self.lender, product: self.product },
            prior: f64::from(seen.prior),
            approved,
            at,
        })
    }
}

/// Applications that were made from one time to another, in their order.
pub(super) async fn applied(
    store: &dyn Store,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Applied>, StoreError> {
    let mut lenders: HashMap<ProductId, Option<(InstitutionId, Category)>> = HashMap::new();
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let rows = store.application_rows(RowWindow { after, from, until, limit: PAGE }).await?;
        let Some(last) = rows.last() else { return Ok(all) };
        after = Some(last.application.id);
        let unknown: Vec<ProductId> =
            rows.iter().map(|row| row.application.product).filter(|id| !lenders.contains_key(id)).collect();
        look_up(store, &unknown, &mut lenders).await?;
        all.extend(rows.iter().filter_map(|row| {
            let application = &row.application;
            let (lender, category) = lenders.get(&application.product).copied().flatten()?;
            let inputs = application.inputs.as_ref();
            Some(Applied {
                id: application.id,
                at: application.applied_at,
                category,
                lender,
                product: application.product,
                seen: inputs.and_then(|inputs| Observation::read(inputs.schema(), inputs.values())),
                decision: row
                    .decision
                    .map(|decision| (decision.answer.outcome() == Outcome::Approved, decision.decided_at)),
            })
        }));
    }
}
