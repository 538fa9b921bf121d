//! Reports of wrong figures: who may send how many, and what they must say.

use crate::config::LimitsConfig;
use crate::services::rate_limit::{RateLimit, household};
use crate::store::{FigureReportDraft, Store, StoreError};
use app::components::link::external;
use domain::product::ProductId;
use domain::report::{Figure, LONGEST_CORRECTION, LONGEST_SOURCE};
use domain::time::Timestamp;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// The window of the limit on reports.
const WINDOW: Duration = Duration::from_secs(60 * 60);

/// Why a report is not kept.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// Its texts cannot be used: each field with the stable name of what is wrong.
    #[error("the report cannot be used")]
    Invalid(Vec<(&'static str, &'static str)>),
    /// Too many from there.
    #[error("too many reports")]
    TooMany,
    /// No such product.
    #[error("no such product")]
    NotFound,
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for ReportError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            error => Self::Store(error),
        }
    }
}

/// What a visitor typed.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// The stable name of a [`Figure`].
    pub figure: &'a str,
    /// What would be right.
    pub correction: &'a str,
    /// Where it can be read; empty if they do not say.
    pub source: &'a str,
}

/// The report service of one node.
pub struct ReportService {
    store: Arc<dyn Store>,
    by_address: RateLimit<IpAddr>,
}

impl ReportService {
    /// A service over a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, limits: &LimitsConfig) -> Self {
        Self { store, by_address: RateLimit::new(limits.reports_per_address, WINDOW) }
    }

    /// Keeps a report. The address it comes from is counted, and not kept.
    ///
    /// # Errors
    /// [`ReportError`].
    pub async fn add(
        &self,
        product: ProductId,
        typed: Typed<'_>,
        from: IpAddr,
        now: Timestamp,
    ) -> Result<Uuid, ReportError> {
        let draft = draft(product, typed).map_err(ReportError::Invalid)?;
        if !self.by_address.allows(household(from)) {
            return Err(ReportError::TooMany);
        }
        Ok(self.store.add_report(&draft, now).await?)
    }
}

fn draft(
    product: ProductId,
    typed: Typed<'_>,
) -> Result<FigureReportDraft, Vec<(&'static str, &'static str)>> {
    let mut faults = Vec::new();
    let figure = typed.figure.parse::<Figure>();
    if figure.is_err() {
        faults.push(("figure", "figure-missing"));
    }
    let correction = plain(typed.correction);
    match correction.chars().count() {
        0 => faults.push(("correction", "correction-missing")),
        1..=LONGEST_CORRECTION => {}
        _ => faults.push(("correction", "correction-long")),
    }
    let source = Some(typed.source.trim()).filter(|source| !source.is_empty());
    if source.is_some_and(|source| source.chars().count() > LONGEST_SOURCE || external(source).is_none()) {
        faults.push(("source", "source-unusable"));
    }
    match figure {
        Ok(figure) if faults.is_empty() => {
            Ok(FigureReportDraft { product, figure, correction, source: source.map(str::to_owned) })
        }
        _ => Err(faults),
    }
}

/// The text with line breaks of one kind and without other control characters, which a terminal might obey.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(typed: Typed<'_>) -> Vec<&'static str> {
        let refused = draft(ProductId(Uuid::nil()), typed).err().unwrap_or_default();
        refused.into_iter().map(|(_, fault)| fault).collect()
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let typed = Typed { figure: "colour", correction: " \r\n ", source: "javascript:alert(1)" };
        assert_eq!(faults(typed), ["figure-missing", "correction-missing", "source-unusable"]);
        let long = "長".repeat(501);
        assert_eq!(faults(Typed { figure: "fee", correction: &long, source: "" }), ["correction-long"]);
    }

    #[test]
    fn what_a_terminal_might_obey_is_dropped() {
        let typed = Typed { figure: "rate", correction: " 6.2 %\r\nsince\u{1b}[2J May ", source: " " };
        let draft = draft(ProductId(Uuid::nil()), typed).unwrap();
        assert_eq!(draft.correction, "6.2 %\nsince[2J May");
        assert_eq!((draft.figure, draft.source), (Figure::Rate, None));
    }
}
