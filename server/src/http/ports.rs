//! What pages ask, answered by the services.

use super::state::AppState;
use crate::clock;
use crate::services::accounts::{AccountError, AccountSession, Identity, Token};
use crate::services::catalogue::CatalogueError;
use crate::services::events::Client;
use crate::services::models::report::ReportError;
use crate::services::search::SearchError;
use crate::services::staff::StaffError;
use actix_web::web::Data;
use app::ports::{
    CatalogueSummary, KeptProduct, PortError, Ports, ProductDetails, RateChange, SessionSummary, SignInLink,
    Viewer,
};
use async_trait::async_trait;
use domain::answer::{MatchCount, SearchAnswer, SearchResult};
use domain::error::ErrorCode;
use domain::evaluation::PredictionReport;
use domain::links::OfficialHosts;
use domain::lists::List;
use domain::product::{Category, InstitutionId, ProductId};
use domain::query::SearchQuery;
use domain::questions::QuestionUse;
use domain::ranking::RankingPolicy;
use std::sync::Arc;

/// Other products of a lender that a product's page shows at most.
const OTHERS: usize = 6;

/// The services as pages see them.
pub(super) struct PagePorts {
    pub(super) state: Data<AppState>,
    /// Who is signed in.
    pub(super) identity: Option<Identity>,
    /// Who looks, as far as events may know; `None` outside a request.
    pub(super) client: Option<Client>,
}

impl From<SearchError> for PortErrorWithCause {
    fn from(error: SearchError) -> Self {
        let fields = match &error {
            SearchError::Invalid(fields) => fields.clone(),
            _ => Vec::new(),
        };
        Self { error: PortError { code: error.code(), fields }, cause: error.to_string() }
    }
}

impl From<AccountError> for PortErrorWithCause {
    fn from(error: AccountError) -> Self {
        let code = match error {
            AccountError::LinkUnknown => ErrorCode::NotFound,
            _ => ErrorCode::Internal,
        };
        Self { error: PortError { code, fields: Vec::new() }, cause: error.to_string() }
    }
}

impl From<StaffError> for PortErrorWithCause {
    fn from(error: StaffError) -> Self {
        Self { error: PortError { code: error.code(), fields: Vec::new() }, cause: error.to_string() }
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

impl From<ReportError> for PortErrorWithCause {
    fn from(error: ReportError) -> Self {
        let internal = PortError { code: ErrorCode::Internal, fields: Vec::new() };
        Self { error: internal, cause: error.to_string() }
    }
}

/// A fault and what the log is told of it.
pub(super) struct PortErrorWithCause {
    error: PortError,
    cause: String,
}

/// Logs what the page must not show.
pub(super) fn report<T>(outcome: Result<T, impl Into<PortErrorWithCause>>) -> Result<T, PortError> {
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
    let borrower = query.borrower.clone().or(viewer.borrower.clone());
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
        let dismissed = viewer.lists.of(List::Dismissed);
        let mut query = with_answers(viewer, query);
        // What a program is shown, or nobody yet, teaches nothing.
        let is_person = self.client.is_some_and(|client| client.origin.bot.is_none() && !client.is_ahead);
        query.explore = Some(is_person && query.explore.unwrap_or(true));
        let answer = report(self.state.search.search_without(&query, dismissed).await)?;
        if let Some(mut client) = self.client {
            // Who does not want their answers to count for this search is not followed through it either.
            client.origin.pseudonym = client.origin.pseudonym.filter(|_| answer.personalised);
            self.state.events.shown(&answer, &query, client, clock::now());
        }
        Ok(answer)
    }

    async fn count(&self, viewer: &Viewer, query: &SearchQuery) -> Result<MatchCount, PortError> {
        report(self.state.search.count(&with_answers(viewer, query), viewer.lists.of(List::Dismissed)).await)
    }

    async fn questions(
        &self,
        _viewer: &Viewer,
        categories: &[Category],
    ) -> Result<Vec<QuestionUse>, PortError> {
        report(self.state.search.questions(categories).await)
    }

    async fn product(
        &self,
        viewer: &Viewer,
        id: ProductId,
        query: &SearchQuery,
    ) -> Result<ProductDetails, PortError> {
        let details = report(self.state.catalogue.product(id, &with_answers(viewer, query)).await)?;
        let history = details.history.iter();
        Ok(ProductDetails {
            product: Arc::new(details.stored.product),
            result: details.result,
            withdrawn_at: details.stored.withdrawn_at,
            history: history
                .map(|change| RateChange { at: change.at, from: change.from, to: change.to })
                .collect(),
            raises: details.raises,
            reasons: details.reasons,
        })
    }

    async fn others(
        &self,
        viewer: &Viewer,
        id: ProductId,
        query: &SearchQuery,
    ) -> Result<Vec<SearchResult>, PortError> {
        report(self.state.catalogue.others(id, &with_answers(viewer, query), OTHERS).await)
    }

    async fn official_hosts(
        &self,
        _viewer: &Viewer,
        lender: InstitutionId,
    ) -> Result<OfficialHosts, PortError> {
        Ok(report(self.state.catalogue.official_hosts(lender).await)?.as_ref().clone())
    }

    async fn policy(&self, _viewer: &Viewer) -> Result<RankingPolicy, PortError> {
        Ok(self.state.policy.current().as_ref().clone())
    }

    async fn predictions(&self, _viewer: &Viewer) -> Result<Arc<PredictionReport>, PortError> {
        let version = self.state.models.predictor().version();
        report(self.state.predictions.of(version, clock::now()).await)
    }

    async fn catalogue(&self, _viewer: &Viewer) -> Result<CatalogueSummary, PortError> {
        let summary = report(self.state.catalogue.summary().await)?;
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
        report(self.state.catalogue.institution_name(id).await)
    }

    async fn kept(
        &self,
        viewer: &Viewer,
        list: List,
        query: &SearchQuery,
    ) -> Result<Vec<KeptProduct>, PortError> {
        let ids = viewer.lists.of(list);
        let kept = report(self.state.catalogue.judged(ids, &with_answers(viewer, query)).await)?;
        Ok(kept.into_iter().map(|(result, withdrawn_at)| KeptProduct { result, withdrawn_at }).collect())
    }

    async fn sessions(&self, _viewer: &Viewer) -> Result<Vec<SessionSummary>, PortError> {
        let Some(identity) = &self.identity else { return Ok(Vec::new()) };
        let sessions = report(self.state.accounts.sessions(identity.account.id, clock::now()).await)?;
        let summary = |session: AccountSession| SessionSummary {
            id: session.id.to_string(),
            is_this: session.id == identity.session,
            device: session.device,
            used_at: session.used_at,
        };
        Ok(sessions.into_iter().map(summary).collect())
    }

    async fn sign_in_link(&self, viewer: &Viewer, token: &str) -> Result<SignInLink, PortError> {
        let Ok(link) = token.parse::<Token>() else {
            return Err(PortError { code: ErrorCode::NotFound, fields: Vec::new() });
        };
        let email = report(self.state.accounts.link_email(&link, clock::now()).await)?;
        Ok(SignInLink { email, asked_here: viewer.link_mark.as_deref() == Some(link.mark().as_str()) })
    }
}
