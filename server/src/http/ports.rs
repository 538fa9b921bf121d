//! What pages ask, answered by the services.

use super::state::AppState;
use crate::services::catalogue::CatalogueError;
use crate::services::search::SearchError;
use actix_web::web::Data;
use app::ports::{CatalogueSummary, PortError, Ports, ProductDetails, RateChange, Viewer};
use async_trait::async_trait;
use domain::answer::{MatchCount, SearchAnswer, SearchResult};
use domain::borrower::Borrower;
use domain::error::ErrorCode;
use domain::links::OfficialHosts;
use domain::product::{Category, InstitutionId, ProductId};
use domain::query::SearchQuery;
use domain::questions::QuestionUse;
use domain::ranking::RankingPolicy;
use std::sync::Arc;

/// Other products of a lender that a product's page shows at most.
const OTHERS: usize = 6;

/// The services as pages see them.
pub(super) struct PagePorts(pub(super) Data<AppState>);

impl From<SearchError> for PortErrorWithCause {
    fn from(error: SearchError) -> Self {
        let fields = match &error {
            SearchError::Invalid(fields) => fields.clone(),
            _ => Vec::new(),
        };
        Self { error: PortError { code: error.code(), fields }, cause: error.to_string() }
    }
}

impl From<CatalogueError> for PortErrorWithCause {
    fn from(error: CatalogueError) -> Self {
        match error {
            CatalogueError::Search(error) => error.into(),
            error => {
                Self { error: PortError { code: error.code(), fields: Vec::new() }, cause: error.to_string() }
            }
        }
    }
}

/// A fault and what the log is told of it.
struct PortErrorWithCause {
    error: PortError,
    cause: String,
}

/// Logs what the page must not show.
fn report<T>(outcome: Result<T, impl Into<PortErrorWithCause>>) -> Result<T, PortError> {
    outcome.map_err(|error| {
        let PortErrorWithCause { error, cause } = error.into();
        // Being busy is no fault, and too frequent to be logged one by one when it happens.
        if error.code.status() >= 500 && error.code != ErrorCode::Busy {
            let request_id = super::request_id::current();
            tracing::error!(code = error.code.name(), request_id, cause, "page failed");
        }
        error
    })
}

/// The query with the session's answers and preferences where it has none of its own.
fn with_answers(viewer: &Viewer, query: &SearchQuery) -> SearchQuery {
    let (asked, known) = (query.borrower.clone(), viewer.borrower.clone());
    let borrower = Borrower {
        income_annual: asked.income_annual.or(known.income_annual),
        age: asked.age.or(known.age),
        employment: asked.employment.or(known.employment),
        residency: asked.residency.or(known.residency),
        region: asked.region.or(known.region),
        credit_band: asked.credit_band.or(known.credit_band),
        existing_repayments_monthly: asked.existing_repayments_monthly.or(known.existing_repayments_monthly),
        property_value: asked.property_value.or(known.property_value),
        deposit: asked.deposit.or(known.deposit),
    };
    let preferences = viewer.preferences.of(query);
    SearchQuery {
        borrower,
        personalise: Some(preferences.personalise),
        payment: Some(preferences.payment),
        ..query.clone()
    }
}

#[async_trait]
impl Ports for PagePorts {
    async fn search(&self, viewer: &Viewer, query: &SearchQuery) -> Result<SearchAnswer, PortError> {
        report(self.0.search.search(&with_answers(viewer, query)).await)
    }

    async fn count(&self, viewer: &Viewer, query: &SearchQuery) -> Result<MatchCount, PortError> {
        report(self.0.search.count(&with_answers(viewer, query)).await)
    }

    async fn questions(
        &self,
        _viewer: &Viewer,
        categories: &[Category],
    ) -> Result<Vec<QuestionUse>, PortError> {
        report(self.0.search.questions(categories).await)
    }

    async fn product(
        &self,
        viewer: &Viewer,
        id: ProductId,
        query: &SearchQuery,
    ) -> Result<ProductDetails, PortError> {
        let details = report(self.0.catalogue.product(id, &with_answers(viewer, query)).await)?;
        let history = details.history.iter();
        Ok(ProductDetails {
            product: Arc::new(details.stored.product),
            result: details.result,
            withdrawn_at: details.stored.withdrawn_at,
            history: history
                .map(|change| RateChange { at: change.at, from: change.from, to: change.to })
                .collect(),
            raises: details.raises,
        })
    }

    async fn others(
        &self,
        viewer: &Viewer,
        id: ProductId,
        query: &SearchQuery,
    ) -> Result<Vec<SearchResult>, PortError> {
        report(self.0.catalogue.others(id, &with_answers(viewer, query), OTHERS).await)
    }

    async fn official_hosts(
        &self,
        _viewer: &Viewer,
        lender: InstitutionId,
    ) -> Result<OfficialHosts, PortError> {
        Ok(report(self.0.catalogue.official_hosts(lender).await)?.as_ref().clone())
    }

    async fn policy(&self, _viewer: &Viewer) -> Result<RankingPolicy, PortError> {
        Ok(self.0.policy.current().as_ref().clone())
    }

    async fn catalogue(&self, _viewer: &Viewer) -> Result<CatalogueSummary, PortError> {
        let summary = report(self.0.catalogue.summary().await)?;
        Ok(CatalogueSummary {
            products: summary.products,
            institutions: summary.institutions,
            fictional: summary.fictional,
        })
    }

    async fn institution_name(
        &self,
        _viewer: &Viewer,
        id: InstitutionId,
    ) -> Result<Option<String>, PortError> {
        report(self.0.catalogue.institution_name(id).await)
    }
}
